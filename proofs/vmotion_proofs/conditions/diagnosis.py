"""Diagnosis by the model: the smallest sets of causes under which what was seen can happen, and what to look at next.

Consistency-based, after Reiter (1987): a set explains what was seen where some run under it shows all of that. No set that holds
a smaller explanation is named. An explanation is not the cause; it is one that nothing seen rules out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from itertools import combinations
from math import log2

from vmotion_model.common.errors import GaveUpError
from vmotion_model.common.progress import Stage
from vmotion_model.protocol.conditioned import healthy, present
from vmotion_model.protocol.conditions import Cause
from vmotion_model.protocol.conditions.examples import example
from vmotion_model.protocol.conditions.texts import causes_of_message, causes_quoted
from vmotion_specs.conditions.properties import Ending

from .sign import Sign
from .sign_table import Signs

LARGEST = 2
"""So many causes at once are tried, unless told otherwise."""


@dataclass(frozen=True)
class Observation:
    """What was observed of a migration that failed; None is what nobody looked at.

    ``source`` and ``destination`` are the last states of the two VMX before they were FINISHED or gone, ``step`` is that of
    KB 1003734, ``ending`` how the task ended, ``message`` a text of a log or a client.
    """

    source: str | None = None
    destination: str | None = None
    step: int | None = None
    ending: Ending | None = None
    message: str | None = None

    @cached_property
    def allowed(self) -> frozenset[Cause] | None:
        """The causes that the message allows, as for `vmotion trace`; None where it tells of none."""
        return causes_of_message(self.message) if self.message else None

    @cached_property
    def named(self) -> frozenset[Cause]:
        """The causes for which a source quotes a text in the message."""
        return causes_quoted(self.message or "")

    def fits(self, sign: Sign) -> bool:
        """Whether nothing that was seen contradicts the sign."""
        return all(
            said is None or said == shown
            for said, shown in (
                (self.source, sign.source),
                (self.destination, sign.destination),
                (self.step, sign.step),
                (self.ending, sign.ending),
            )
        )


@dataclass(frozen=True)
class Explanation:
    """Causes under which all that was seen can happen.

    ``signs`` are those that fit, ``share`` how large a part of all signs they are: 1 where these causes show in no other way.
    ``named``: a source names one of them for the message.
    """

    causes: tuple[Cause, ...]
    signs: tuple[Sign, ...]
    share: float
    named: bool = False

    def values(self, field: str) -> frozenset[str]:
        """What the fitting signs say of one thing that could be looked at; of the message: the entries of the catalogue."""
        if field == "message":
            return frozenset(c.failure for c in self.causes if c.failure)
        return frozenset(str(getattr(s, field)) for s in self.signs)


@dataclass(frozen=True)
class Diagnosis:
    """The explanations, the likeliest first; and what to look at next, with what each answer would leave.

    ``unmatched``: the message holds no known text of a cause. ``stopped`` says what ended the work early: there may be more.
    """

    seen: Observation
    explanations: tuple[Explanation, ...]
    next_look: str | None
    tells: Mapping[str, tuple[str, ...]]
    unmatched: bool
    stopped: str = ""


def diagnose(seen: Observation, signs: Signs, largest: int = LARGEST) -> Diagnosis:
    """The minimal sets of causes that explain what was seen: smaller ones first, then those for which the message is quoted, then
    those that show in few other ways. Sets of more than ``largest`` causes are not tried.
    """
    found: list[Explanation] = []
    stopped = ""
    try:
        for size in range(1, largest + 1):
            found += _of_size(size, seen, signs, found)
            if found:
                break
    except GaveUpError as error:
        stopped = str(error)
    found.sort(key=lambda e: (len(e.causes), not e.named, -e.share, [c.name for c in e.causes]))
    look, tells = next_look(seen, found)
    return Diagnosis(seen, tuple(found), look, tells, bool(seen.message) and seen.allowed is None, stopped)


def _of_size(size: int, seen: Observation, signs: Signs, smaller: Sequence[Explanation]) -> Iterator[Explanation]:
    sets = list(combinations(signs.causes, size))
    for number, causes in enumerate(sets):
        names = {c.name for c in causes}
        stage = Stage(f"trying {' and '.join(sorted(names))}", number, len(sets))
        signs.options.report(stage)
        if any({c.name for c in e.causes} <= names for e in smaller):
            continue
        explanation = _explained(causes, seen, signs, stage)
        if explanation is not None:
            yield explanation


def _explained(causes: tuple[Cause, ...], seen: Observation, signs: Signs, stage: Stage) -> Explanation | None:
    changed = {n: v for c in causes for n, v in example(c, healthy(), signs.causes).items()}
    if not set(causes) <= set(present({**healthy(), **changed}, signs.causes)):
        return None
    own = {name for c in causes for name in c.fails}
    shown = [s for s in signs.of(changed, stage) if s.command in own and s.ending is not Ending.COMPLETED]
    if seen.allowed is not None and not seen.allowed & set(causes):
        return None
    told = None if seen.allowed is None else frozenset(name for c in seen.allowed for name in c.fails)
    fitting = tuple(s for s in shown if seen.fits(s) and (told is None or s.command in told))
    named = any(c in seen.named for c in causes)
    return Explanation(causes, fitting, len(fitting) / len(shown), named) if fitting else None


def next_look(seen: Observation, found: Sequence[Explanation]) -> tuple[str | None, Mapping[str, tuple[str, ...]]]:
    """The thing nobody looked at whose value tells most of the explanations apart; with what each value would leave."""
    look, most = None, 0.0
    for field in (f.name for f in fields(seen) if getattr(seen, f.name) is None):
        told = [e.values(field) for e in found]
        sizes = [told.count(v) / len(told) for v in set(told)]
        bits = -sum(p * log2(p) for p in sizes)
        if bits > most:
            look, most = field, bits
    if look is None:
        return None, {}
    values = sorted({v for e in found for v in e.values(look)})
    left = {v: tuple(" and ".join(c.name for c in e.causes) for e in found if v in e.values(look)) for v in values}
    return look, left
