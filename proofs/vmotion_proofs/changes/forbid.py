"""What a project forbids a change to do, whatever the verdicts are and whatever the change file declares.

A thing that is forbidden and found is refuted; one of which it is not known is undecided, and so is no pass.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from vmotion_model.common.errors import InputError
from vmotion_model.common.exit_codes import REFUTED, UNDECIDED
from vmotion_model.language import nearest
from vmotion_proofs.results.verdicts import Answer, Behaviour, Difference, Verdict

from .compare_statements import StatementChange

if TYPE_CHECKING:
    from .proposal import Proposal


class Forbidden(StrEnum):
    """What can be forbidden."""

    BEHAVIOUR_ADDED = "behaviour-added"
    """A run that was not possible before."""
    BEHAVIOUR_REMOVED = "behaviour-removed"
    """A run that is not possible any more."""
    PROPERTY_REMOVED = "property-removed"
    PROPERTY_WEAKENED = "property-weakened"
    """It says less than it did; so does one that holds whatever the model does."""
    PROPERTY_ALWAYS_TRUE = "property-always-true"
    """It holds whatever the model does."""
    PROPERTY_VIOLATED = "property-violated"
    """Also where the change file declares it."""


_MADE: Mapping[Forbidden, frozenset[StatementChange]] = {
    Forbidden.PROPERTY_REMOVED: frozenset({StatementChange.REMOVED}),
    Forbidden.PROPERTY_WEAKENED: frozenset({StatementChange.WEAKENED, StatementChange.TRUE}),
    Forbidden.PROPERTY_ALWAYS_TRUE: frozenset({StatementChange.TRUE}),
}


@dataclass(frozen=True)
class Breach:
    """A forbidden thing that was found, or of which it is not known; ``description`` is a sentence without its full stop."""

    word: Forbidden
    description: str
    decided: bool = True

    @property
    def exit_code(self) -> int:
        """1 for what was found, 3 for what is not known."""
        return REFUTED if self.decided else UNDECIDED


def read_policy(given: Iterable[str]) -> tuple[Forbidden, ...]:
    """What is forbidden, from words with commas between them. Raises ``InputError`` with the nearest word."""
    words: dict[Forbidden, None] = {}
    for word in (part.strip() for text in given for part in text.split(",")):
        if word not in list(Forbidden):
            known = ", ".join(Forbidden)
            hint = nearest(word, list(Forbidden)) if word else f"words are {known}"
            raise InputError(f"nothing that can be forbidden is called {word!r}; {hint}")
        words[Forbidden(word)] = None
    return tuple(words)


def breaches(proposal: "Proposal") -> tuple[Breach, ...]:
    """What the proposal does although it is forbidden, or may do for all that is known."""
    return tuple(b for word in proposal.forbidden for b in _of(word, proposal))


def _of(word: Forbidden, proposal: "Proposal") -> Sequence[Breach]:
    if proposal.after is None:
        why = f"the language refuses the change: {proposal.refusal}" if proposal.refusal else proposal.stopped
        return (Breach(word, f"nothing was judged: {why}", decided=False),)
    if word in (Forbidden.BEHAVIOUR_ADDED, Forbidden.BEHAVIOUR_REMOVED):
        return _behaviour(word, proposal.behaviour, proposal.stopped)
    if word is Forbidden.PROPERTY_VIOLATED:
        items = proposal.after.properties
        found = [
            Breach(word, f"{p.id} is {p.verdict}: {p.title}", p.verdict is Verdict.VIOLATED)
            for p in items
            if not p.verdict.passes
        ]
        return found if items else (Breach(word, "no property was judged", decided=False),)
    found = [Breach(word, f.description) for f in proposal.findings if f.change in _MADE[word]]
    if word is not Forbidden.PROPERTY_REMOVED:
        found += [
            Breach(word, f.description, decided=False)
            for f in proposal.findings
            if f.change is StatementChange.UNDECIDED
        ]
    return found


def _behaviour(word: Forbidden, behaviour: Behaviour | None, stopped: str) -> Sequence[Breach]:
    which = "new" if word is Forbidden.BEHAVIOUR_ADDED else "old"
    if behaviour is None:
        found = Difference(Answer.UNKNOWN, reason=stopped)
    else:
        found = behaviour.added if word is Forbidden.BEHAVIOUR_ADDED else behaviour.removed
    if found.answer is Answer.NO:
        return ()
    if found.answer is Answer.UNKNOWN:
        says = f"whether a run is possible in the {which} version only is not decided: {found.reason}"
        return (Breach(word, says, decided=False),)
    assert found.run is not None
    steps = found.run.commands
    says = f"only the {which} version can end a run of {len(steps)} step{'s' * (len(steps) != 1)} with {steps[-1]}"
    return (Breach(word, says),)
