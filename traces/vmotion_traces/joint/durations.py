"""How long a role may stay in a state: the deadlines of the model, and the times of a log that overrun them.

A deadline says that its clock never shows more than its limit. Where nothing restarts the clock without a line in the log, the
time between two lines is what the clock showed. Limits can be set on a host, so that an overrun makes no trace impossible; but
nothing then shows that it conforms.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from vmotion_model.language import Command, Const, Deadline, Enumeration, Expr, Model, Param, Var, lift, substitute
from vmotion_model.language.expressions import is_literal
from vmotion_model.protocol import LOCATIONS, vmotion
from vmotion_model.vmx_states import Side
from vmotion_traces.events import LogEvent, StateChange

from .make_question import SHIFTED_S, Asked


@dataclass(frozen=True, slots=True)
class Stay:
    """A side may be in these states for so many seconds in one piece. `constant` is the name of the limit in the model."""

    side: Side
    states: frozenset[str]
    seconds: int
    constant: str


@dataclass(frozen=True, slots=True)
class Overrun:
    """A stay that took longer: from the record of `entered` to that of `left`, in seconds."""

    stay: Stay
    entered: LogEvent
    left: LogEvent
    seconds: float


@cache
def stays() -> tuple[Stay, ...]:
    """The stays that the deadlines of the shipped model limit."""
    return tuple(stays_of(vmotion()))


def stays_of(model: Model) -> Iterator[Stay]:
    """For each deadline the states in which its clock runs and no step restarts it unseen."""
    for deadline in model.deadlines:
        clock = model.variable[deadline.clock]
        for side in Side:
            location = model.variable[LOCATIONS[side]]
            assert isinstance(location.type, Enumeration)
            runs = frozenset(m for m in location.type.members if _is(clock.active, location, m, True))
            if not runs or clock.owner != location.owner:
                continue
            kept = [member for member in runs if not any(_restarting(model, deadline, location, member, moves=False))]
            moved = any(
                _leads_into(c, location, kept) for m in kept for c in _restarting(model, deadline, location, m, True)
            )
            constant = deadline.limit.name if isinstance(deadline.limit, Param) else ""
            # Where a step between two of them restarts the clock, each is limited for itself.
            for states in [{member} for member in kept] if moved else [set(kept)] if kept else []:
                yield Stay(side, frozenset(states), model.limit_of(deadline), constant)


def _is(expr: Expr[bool] | None, location: Var[str], member: str, value: bool) -> bool:
    """Whether an expression is this value by where a role stands alone."""
    return expr is not None and is_literal(substitute(expr, {location.name: lift(member, location.type)}), value)


def _restarting(model: Model, deadline: Deadline, location: Var[str], member: str, moves: bool) -> Iterator[Command]:
    """The steps in a state that set the clock, of those that leave the state or (not `moves`) of those that stay."""
    for command in model.commands:
        is_there = not any(_is(part, location, member, False) for part in command.guard.values())
        if deadline.clock in command.updates and is_there and (location.name in command.updates) is moves:
            yield command


def _leads_into(command: Command, location: Var[str], states: Collection[str]) -> bool:
    update = command.updates[location.name]
    return not isinstance(update, Const) or update.value in states


def overruns(asked: Asked, told: Mapping[str, float]) -> Iterator[Overrun]:
    """The stays in the records of each VMX that take longer than allowed. `told` are limits that the logs themselves tell."""
    for party, events in zip(asked.question.told, asked.events, strict=True):
        for stay in stays():
            if party.side is stay.side:
                yield from _overruns(stay, events, party.gaps | party.wide, told.get(stay.constant, stay.seconds))


def _overruns(stay: Stay, events: Sequence[LogEvent], gaps: frozenset[int], limit: float) -> Iterator[Overrun]:
    entered: StateChange | None = None
    for place, event in enumerate(events):
        if place in gaps:
            entered = None
        if not isinstance(event, StateChange) or event.entered is None:
            continue
        if event.entered.member in stay.states:
            entered = entered or event
        elif entered is not None:
            lasted = _apart(entered, event)
            if lasted is not None and lasted > limit + SHIFTED_S:
                yield Overrun(stay, entered, event, lasted)
            entered = None


def _apart(one: LogEvent, other: LogEvent) -> float | None:
    if one.stamp is None or other.stamp is None or one.stamp.scale is not other.stamp.scale:
        return None
    return other.stamp.seconds - one.stamp.seconds
