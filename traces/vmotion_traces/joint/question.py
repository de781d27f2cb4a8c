"""What is asked of the model: the records of one migration that mean a step, with what is known of their order."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from vmotion_model.vmx_states import Side
from vmotion_traces.events import LoggedOutcome

NONE = "NONE"
OVER = ("FINISHED", NONE)
"""The states in which a VMX's part in a migration has ended."""


@dataclass(frozen=True, slots=True)
class Changed:
    """The VMX goes from one state to another, in one step. `since`: how many seconds before it entered which states."""

    before: str
    after: str
    since: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Stands:
    """The VMX is in a state: what is known of a change whose other state is not."""

    state: str


@dataclass(frozen=True, slots=True)
class Wrote:
    """What the VMX wrote last into the config flag."""

    read_only: bool


@dataclass(frozen=True, slots=True)
class Ran:
    """The VM has run on the destination by now: somebody says that the migration has succeeded."""


@dataclass(frozen=True, slots=True)
class Steps:
    """About now the VMX of a side goes to a state, as another log of its host says."""

    side: Side
    state: str


Fact = Changed | Stands | Wrote | Ran | Steps


@dataclass(frozen=True, slots=True)
class Told:
    """What one party tells, in its order. A VMX prints each change of its state, but for those at the places in `gaps`.

    Place ``n`` lies before record ``n``, the last one behind all. A gap misses lines of one part in a migration, which begins
    in NONE; what is missing at the places in `wide` may begin it, too. A party without a side prints no changes.
    """

    side: Side | None
    facts: tuple[Fact, ...]
    gaps: frozenset[int] = frozenset()
    wide: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Question:
    """Is there a run with these records? `order`: record ``b`` of ``told[a]`` comes before record ``d`` of ``told[c]``.

    `end` is the outcome that the run must have in the end, None for any. `beyond`: whether a VMX may go on after the last
    record of its log; `again`: whether it may then even begin anew. `in_time`: whether a timer may run out only where the
    times of the log leave it the time, as long as it is by default.
    """

    told: tuple[Told, ...]
    order: frozenset[tuple[int, int, int, int]] = frozenset()
    end: LoggedOutcome | None = None
    beyond: bool = True
    again: bool = False
    in_time: bool = False

    @property
    def size(self) -> int:
        """How many records there are."""
        return sum(len(told.facts) for told in self.told)


Place = tuple[int, int]
"""A record: which of the parties, and its number there."""


def last_state(told: Told) -> str | None:
    """Where a VMX stands after the last record that tells it."""
    last = next((f for f in reversed(told.facts) if isinstance(f, Changed | Stands)), None)
    return last.after if isinstance(last, Changed) else None if last is None else last.state


def tells_by_silence(question: Question) -> bool:
    """Whether the whole log of the source prints the config flag, and not that it was cleared, as a failure does (KB 320352)."""
    told = next((t for t in question.told if t.side is Side.SOURCE), None)
    if told is None or last_state(told) != NONE or told.gaps != {len(told.facts)} or told.wide:
        return False
    return Wrote(read_only=True) in told.facts and Wrote(read_only=False) not in told.facts


def of_one_host(question: Question) -> Question:
    """The question without what the times of different hosts say of their order."""
    sides = [told.side for told in question.told]
    order = frozenset((a, b, c, d) for a, b, c, d in question.order if sides[a] is sides[c])
    return replace(question, order=order, in_time=False)


def first_of(question: Question, kept: Collection[Place]) -> Question:
    """The question of the records up to some place in each log, as if the logs ended there."""
    told = []
    for p, party in enumerate(question.told):
        count = sum((p, n) in kept for n in range(len(party.facts)))
        gaps = frozenset(g for g in party.gaps if g <= count) | {count}
        told.append(Told(party.side, party.facts[:count], gaps, frozenset(w for w in party.wide if w < count)))
    order = frozenset((a, b, c, d) for a, b, c, d in question.order if (a, b) in kept and (c, d) in kept)
    return replace(question, told=tuple(told), order=order, end=None)


def only(question: Question, kept: Collection[Place], end: bool) -> Question:
    """The question of some of the records; where one is left out, its VMX may have printed what is not known."""
    told: list[Told] = []
    number: dict[Place, Place] = {}
    for p, party in enumerate(question.told):
        places = [n for n in range(len(party.facts)) if (p, n) in kept]
        if not places:
            continue
        gaps, wide, before = {len(places)}, set(), -1
        for new, n in enumerate(places):
            number[p, n] = (len(told), new)
            if n != before + 1 or n in party.wide:
                wide.add(new)
            elif n in party.gaps:
                gaps.add(new)
            before = n
        if before + 1 < len(party.facts):
            wide.add(len(places))
        told.append(Told(party.side, tuple(party.facts[n] for n in places), frozenset(gaps), frozenset(wide)))
    order = frozenset(
        (*number[a, b], *number[c, d]) for a, b, c, d in question.order if (a, b) in number and (c, d) in number
    )
    return replace(question, told=tuple(told), order=order, end=question.end if end else None)
