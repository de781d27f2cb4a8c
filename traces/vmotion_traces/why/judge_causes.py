"""Which causes a failed migration leaves: what its texts allow, and of that what the model can show where it stopped.

- A text that several causes print names all of them; several texts name what all of them allow.
- Where the last state of a VMX is known, the model's diagnosis says which causes can leave it there.
- Without a text, what the model does not exclude is listed as that, and nothing is named.
- A text for which the model has no condition is said in its own words.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from vmotion_model.language import Integer, substitute
from vmotion_model.language.expressions import is_literal, lift
from vmotion_model.protocol.conditions import CAUSES, CONDITIONS, Cause
from vmotion_model.protocol.conditions.texts import allowed
from vmotion_proofs.conditions.diagnosis import Explanation, Observation, diagnose, next_look
from vmotion_proofs.conditions.sign_table import Signs
from vmotion_proofs.results.options import Options

from .clues import Clue
from .filled_remedies import actions, confirmation
from .names_in_records import Names
from .stopped import Stopped
from .why_result import Beyond, CauseFound, Evidence, Standing, Why

LOOK = {
    "source": "the last state of the source VMX (vmware.log of the source)",
    "destination": "the last state of the destination VMX (vmware.log of the destination)",
    "step": "the step of the migration in which it failed (vpxd.log of vCenter)",
    "ending": "whether the task was refused or rolled back (the events of vCenter)",
    "message": "the message of the task, or in the logs of both hosts",
}


def judge(clues: Sequence[Clue], stopped: Stopped, names: Names, failed: bool = True) -> Why:
    """Why a migration failed; where it is not known to have ``failed``, only what texts name."""
    telling = [c for c in clues if c.may]
    possible = _possible(stopped.seen, telling)
    told = _told(clues)
    meant = [c for c in _allowed(telling) if not _ruled_out(c, told)]
    kept = [c for c in meant if c.name in possible] if stopped.is_known else meant
    excluded = [c for c in meant if c not in kept] if kept else []
    by_text = bool(meant)
    causes = kept or meant
    if not failed:
        # It may have succeeded: only what a text says of one cause alone is worth a word.
        causes = [c for c in causes if any(_names_alone(clue, c) for clue in telling)]
    if not causes and failed and stopped.is_known and not any(c.beyond for c in clues):
        causes = [c for c in CAUSES if c.name in possible]
    found = sorted(
        (_found(c, telling, by_text, possible, stopped, names) for c in causes),
        key=lambda f: (list(Standing).index(f.standing), bool(f.speaks_against), _quoted(f, telling), -f.share, f.name),
    )
    left = [possible[c.name] for c in found if c.name in possible]
    seen = replace(stopped.seen, message=telling[0].texts[0].says) if telling else stopped.seen
    look, answers = next_look(seen, left) if len(left) > 1 and stopped.is_known else (None, {})
    beyond = tuple(Beyond(c.beyond, c.line) for c in clues if c.beyond)
    return Why(
        says=_sentence(found, beyond, clues, failed),
        causes=tuple(found),
        beyond=beyond,
        excluded=tuple(c.name for c in excluded),
        symptoms=tuple(c.line for c in clues if not c.is_telling),
        look_at=LOOK[look] if look else None,
        answers=answers,
    )


def _possible(seen: Observation, clues: Sequence[Clue]) -> Mapping[str, Explanation]:
    """The causes that alone explain where it stopped, by name, with the signs that fit the steps that texts speak of.

    Two causes at once are not tried: nothing here could tell them apart. Where the diagnosis ends early it excludes nothing.
    """
    found = diagnose(seen, Signs(Options()), 1)
    if found.stopped:
        return {}
    steps = [c.steps for c in clues if c.steps]
    spoken = frozenset.intersection(*steps) if steps else frozenset()
    return {e.causes[0].name: _narrowed(e, spoken) for e in found.explanations}


def _narrowed(explanation: Explanation, steps: frozenset[str]) -> Explanation:
    """The same with only the signs of these steps; a cause that a source names for the text may show by others."""
    fitting = tuple(s for s in explanation.signs if s.command in steps)
    if not fitting:
        return replace(explanation, share=0.0) if steps else explanation
    return replace(explanation, signs=fitting, share=explanation.share * len(fitting) / len(explanation.signs))


def _allowed(clues: Sequence[Clue]) -> list[Cause]:
    """What the texts allow, in the order of the model."""
    wanted = allowed([c.may for c in clues])
    return [c for c in CAUSES if c in wanted]


def _told(clues: Sequence[Clue]) -> dict[str, int]:
    """The values of conditions that texts tell; one of which they tell two is left open."""
    values: dict[str, set[int]] = {}
    for clue in clues:
        for name, value in clue.tells.items():
            values.setdefault(name, set()).add(value)
    return {name: one.pop() for name, one in values.items() if len(one) == 1}


def _ruled_out(cause: Cause, told: Mapping[str, int]) -> bool:
    """Whether the cause cannot be present where conditions have these values, whatever the others are."""
    known = {
        c.name: lift(told[c.name], c.var.type)
        for c in CONDITIONS
        if c.name in told and isinstance(c.var.type, Integer) and c.var.type.low <= told[c.name] <= c.var.type.high
    }
    return bool(known) and is_literal(substitute(cause.when, known), False)


def _found(
    cause: Cause,
    clues: Sequence[Clue],
    by_text: bool,
    possible: Mapping[str, Explanation],
    stopped: Stopped,
    names: Names,
) -> CauseFound:
    speaking = [c for c in clues if cause in c.may]
    devices = tuple(dict.fromkeys(kind for c in speaking for kind in c.devices))
    alone = any(_names_alone(c, cause) for c in speaking)
    explanation = possible.get(cause.name)
    speaks_for = [Evidence(c.line, _means(c, cause)) for c in speaking]
    speaks_against = [Evidence(c.line, _means_others(c)) for c in clues if cause not in c.may]
    if not stopped.is_known:
        pass
    elif explanation is not None:
        speaks_for += [Evidence(e.line, f"{e.says}, as this cause leaves it") for e in stopped.lines]
    else:
        speaks_against += [Evidence(e.line, f"{e.says}, as this cause does not leave it") for e in stopped.lines]
    return CauseFound(
        name=cause.name,
        description=cause.description,
        failure=cause.failure,
        standing=Standing.NAMED if alone else Standing.SEVERAL if by_text else Standing.NOT_EXCLUDED,
        speaks_for=tuple(speaks_for),
        speaks_against=tuple(speaks_against),
        share=explanation.share if explanation is not None else 0.0,
        confirmed_by=confirmation(cause, names, devices),
        actions=actions(cause, names, devices),
    )


def _means(clue: Clue, cause: Cause) -> str:
    words = f"it says {clue.says}" + (" (it is cut off)" if len(clue.texts) > 1 else "")
    if _names_alone(clue, cause):
        return f"{words}, which no other known cause prints ({clue.texts[0].trust.words})"
    others = len(clue.may) - 1
    if not others:
        return f"{words}, which something that the model does not know prints too"
    return f"{words}, which {others} other known {'cause prints' if others == 1 else 'causes print'} too"


def _names_alone(clue: Clue, cause: Cause) -> bool:
    """Whether, as far as is known, nothing else prints the text."""
    return clue.may == {cause} and clue.is_of_causes_alone


def _means_others(clue: Clue) -> str:
    return f"it says {clue.says}, which this cause is not known to print"


def _quoted(found: CauseFound, clues: Sequence[Clue]) -> int:
    """How early a source names it for a text: the tables name the likelier ones first."""
    places = [[c.name for c in text.causes] for clue in clues for text in clue.texts]
    return min((names.index(found.name) for names in places if found.name in names), default=len(CAUSES))


def _sentence(found: Sequence[CauseFound], beyond: Sequence[Beyond], clues: Collection[Clue], failed: bool) -> str:
    named = [f for f in found if f.standing is Standing.NAMED]
    several = [f for f in found if f.standing is Standing.SEVERAL]
    if len(named) == 1 and not several:
        return f"{'The records name one cause' if failed else 'A record names a cause of failures'}: {named[0].description}"
    if beyond and not named:
        return beyond[0].says
    if len(several) == 1 and not named:
        return f"Of the causes that the records allow, where it stopped leaves one: {several[0].description}"
    if named or several:
        return (
            f"What the records say has {len(named) + len(several)} known causes; they do not tell which of them it is."
        )
    if found:
        return (
            f"No record names a cause. Where the migration stopped leaves {len(found)} of those that the model knows."
        )
    if clues:
        return "The records tell that the migration failed, and not why."
    return "No record of this migration says why, and no last state of a VMX is known." if failed else ""
