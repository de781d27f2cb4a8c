"""When a cause strikes that does not stand from the start, and that it has struck.

Most causes are there before the migration begins. Others strike at a moment of their own: a host dies, an agent restarts, a disk
runs full in a later round. Until then nothing follows from them; so what follows waits for the step by which they strike.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any

from vmotion_model.language import (
    FALSE,
    SHARED,
    TRUE,
    Command,
    Expr,
    Var,
    all_of,
    any_of,
    boolean,
    if_then,
    substitute,
    variables_of,
)
from vmotion_model.protocol.phases import TASK_STEP
from vmotion_model.protocol.state import source, vcenter
from vmotion_model.protocol.vocabulary import READING, Remaining, Source

from .cause import Cause, one_of
from .step_groups import TOGETHER


class Moment(StrEnum):
    """A part of a migration. The first round is told from later ones, which have no numbers."""

    ANY = "ANY"
    STEP_1 = "STEP_1"
    STEP_2 = "STEP_2"
    STEP_3 = "STEP_3"
    STEP_4 = "STEP_4"
    STEP_5 = "STEP_5"
    STEP_6 = "STEP_6"
    STEP_7 = "STEP_7"
    BEFORE_PRECOPY = "BEFORE_PRECOPY"
    PRECOPY = "PRECOPY"
    ROUND_1 = "ROUND_1"
    LATER_ROUNDS = "LATER_ROUNDS"
    LAST_ROUND = "LAST_ROUND"
    SWITCHOVER = "SWITCHOVER"


def _step(number: int) -> Expr[bool]:
    return vcenter.state.one_of(*(task for task, step in TASK_STEP.items() if step == number))


_COPYING = source.state == Source.PRECOPY
_IN_THE_TASK: Mapping[Moment, Expr[bool]] = {Moment(f"STEP_{n}"): _step(n) for n in range(1, 8)}
_ON_THE_SOURCE: Mapping[Moment, Expr[bool]] = {
    Moment.BEFORE_PRECOPY: source.state == Source.READY,
    Moment.PRECOPY: _COPYING,
    Moment.ROUND_1: _COPYING & (source.remaining == Remaining.ALL),
    Moment.LATER_ROUNDS: _COPYING & (source.remaining == Remaining.SHRINKING),
    Moment.LAST_ROUND: _COPYING & (source.remaining == Remaining.SMALL),
    Moment.SWITCHOVER: source.state.one_of(Source.CHECKPT, Source.WAIT_HANDSHAKE),
}
MOMENTS: Mapping[Moment, Expr[bool]] = MappingProxyType({Moment.ANY: TRUE, **_IN_THE_TASK, **_ON_THE_SOURCE})
"""How the state shows each moment."""


class _Causes:
    strike_at = one_of(
        "causes.strike_at",
        Moment.ANY,
        "When a cause strikes that does not stand from the start: at any moment, or only in this part of the migration.",
        READING,
    )


causes = _Causes()
GROUPS = (causes,)
CAUSES: tuple[Cause, ...] = ()

NOW = boolean("surroundings.now", SHARED, False, "The moment at which causes strike is there, if they wait for one.")


@cache
def _may_follow(what: str, narrowed: bool) -> Var[bool]:
    return boolean(
        f"surroundings.{what}_may_follow{'_there' if narrowed else ''}",
        SHARED,
        False,
        f"A cause has struck of which {what} may follow{', not everywhere' if narrowed else ''}.",
    )


def may_follow(cause: Cause, step: str) -> Var[bool]:
    """What the surroundings keep of causes that have struck: that a step may follow.

    It is kept for the step and not for the cause: the same may follow of several, and with a variable for each there are seven
    times the states, and more, where all are present.
    """
    return _may_follow(TOGETHER.get(step, step), step in cause.only)


def variables(among: Sequence[Cause]) -> tuple[Var[bool], ...]:
    """What the surroundings keep. No role learns anything from it: only what a cause makes possible waits for it."""
    return (*dict.fromkeys(may_follow(c, s) for c in among for s in c.follows), NOW)


def strikes(cause: Cause, step: str) -> Expr[bool]:
    """Where a cause that does not stand strikes by a step."""
    if cause.stands or step not in cause.strikes_by:
        return FALSE
    return all_of(cause.when, cause.only.get(step, TRUE), (causes.strike_at.var == Moment.ANY) | NOW)


def makes_possible(cause: Cause, step: str) -> Expr[bool]:
    """Where this cause makes a step possible. One that strikes late does so at its moment; other steps follow once it has."""
    there = all_of(cause.when, cause.only.get(step, TRUE))
    if cause.stands:
        return there
    return any_of(strikes(cause, step), there & may_follow(cause, step) if step in cause.follows else FALSE)


def kept(command: Command, among: Sequence[Cause]) -> Mapping[Var[Any], Expr[bool]]:
    """What the surroundings keep of a step: what may follow where a cause strikes by it, and whether the moment is there."""
    changed: dict[Var[Any], Expr[bool]] = {}
    for cause in among:
        struck = strikes(cause, command.name)
        for step in cause.follows if command.name in cause.strikes_by else ():
            # What strikes at any moment is possible anyway.
            waits = struck & (causes.strike_at.var != Moment.ANY) if step in cause.strikes_by else struck
            after = may_follow(cause, step)
            changed[after] = if_then(waits, True, changed.get(after, after))
    for moments in (_IN_THE_TASK, _ON_THE_SOURCE):
        if any(variables_of(shown).keys() & command.updates.keys() for shown in moments.values()):
            shown_after = [
                (causes.strike_at.var == m) & substitute(shown, command.updates) for m, shown in moments.items()
            ]
            changed[NOW] = if_then(causes.strike_at.var.one_of(*moments), any_of(*shown_after), NOW)
    return changed
