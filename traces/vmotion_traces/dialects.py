"""Which dialect a vmware.log counts its states in, and which states its lines then mean.

A name decides where it is printed. A number is read only in a dialect that the log itself gives evidence for, or where
both dialects mean the same by it; any other number stays unknown. Evidence, strongest first:

1. the number of FINISHED: `MigrateSetStateFinished: type=1 new state=5` (old) or `6` (new); or a name with its number
   where the dialects differ, such as `MIGRATE_TO_VMX_WAIT_HANDSHAKE (5)`;
2. the format of the lines: `In(05)` speaks for new, `I120` and the ESX 4 format for old.

Contradicting evidence of the same strength decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from vmotion_model.vmx_states import Dialect, Side, VmxState, named, numbered

from .events import FinishAnnounced, Label, LogEvent, StateChange

FINISHED = "FINISHED"


@dataclass(frozen=True, slots=True)
class DialectReading:
    """The dialect of one log, None where nothing decides it, and why."""

    dialect: Dialect | None
    why: str


def decide(events: Iterable[LogEvent]) -> DialectReading:
    """Weigh the evidence in the events of one vmware.log."""
    events = tuple(events)
    strong = dict(_by_number(events))
    weak = {e.style: e.line.number for e in events if isinstance(e, StateChange | FinishAnnounced) and e.style}
    for evidence, what in ((strong, "numbers of states"), (weak, "line formats")):
        if len(evidence) > 1:
            places = " and ".join(f"line {line} ({dialect})" for dialect, line in evidence.items())
            return DialectReading(None, f"the {what} in {places} contradict each other, so that numbers were not read")
        for dialect, line in evidence.items():
            return DialectReading(dialect, f"states are numbered as in {dialect}; evidence: {what}, line {line}")
    return DialectReading(None, "nothing tells in which dialect the states are numbered")


def understand(change: StateChange, dialect: Dialect | None, hint: Side | None) -> StateChange:
    """Fill in the side and the states of a change in a log of `dialect`; `hint` is the side that other lines speak of."""
    if change.before is None or change.after is None:
        return replace(change, side=hint)
    labels = (change.before, change.after)
    certain = [sides[0] for label in labels for sides in [_sides(label, dialect)] if len(sides) == 1]
    side = certain[0] if certain else hint
    left, entered = (_state(label, side, dialect) for label in labels)
    return replace(change, side=side, left=left, entered=entered)


def _by_number(events: Iterable[LogEvent]) -> Iterator[tuple[Dialect, int]]:
    for event in events:
        if isinstance(event, FinishAnnounced) and event.side is not None:
            label = Label(FINISHED, event.state.number)
            yield from ((dialect, event.line.number) for dialect in _counting(event.side, label))
        elif isinstance(event, StateChange):
            for printed in (event.before, event.after):
                if printed is not None:
                    yield from ((d, event.line.number) for side in Side for d in _counting(side, printed))


def _counting(side: Side, label: Label) -> Iterator[Dialect]:
    """The one dialect that gives this name this number, where the other is known to give it another."""
    state = named(side, label.name) if label.name else None
    if state is None or label.number is None:
        return
    numbers = {dialect: state.number(dialect) for dialect in Dialect}
    fitting = [dialect for dialect, number in numbers.items() if number == label.number]
    if len(fitting) == 1 and None not in numbers.values():
        yield fitting[0]


def _sides(label: Label, dialect: Dialect | None) -> tuple[Side, ...]:
    return tuple(side for side in Side if _on(label, side, dialect) is not None)


def _state(label: Label, side: Side | None, dialect: Dialect | None) -> VmxState | None:
    """The state of `side` that a label means; of the other side where only that has it."""
    if side is None:
        return None
    found = (_on(label, candidate, dialect) for candidate in sorted(Side, key=lambda s: s is not side))
    return next((state for state in found if state is not None), None)


def _on(label: Label, side: Side, dialect: Dialect | None) -> VmxState | None:
    if label.name is not None:
        return named(side, label.name)
    if label.number is None:
        return None
    meant = {numbered(side, label.number, d) for d in (Dialect if dialect is None else (dialect,))}
    return meant.pop() if len(meant) == 1 else None
