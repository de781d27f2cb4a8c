"""When a cause strikes that does not stand from the start, and that it has struck.

Most causes are there before the migration begins. Others strike at a moment of their own: a host dies, an agent restarts, a disk
runs full in a later round. Until then nothing follows from them; so what follows waits for the step by which they strike.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from vmotion_model.language import (
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

STRUCK = boolean("surroundings.struck", SHARED, False, "A cause that strikes at a moment of its own has struck.")


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
VARIABLES = (STRUCK, NOW)
"""What the surroundings keep. No role learns anything from it: only what a cause makes possible waits for it."""


def makes_possible(cause: Cause, step: str) -> Expr[bool]:
    """Where this cause makes a step possible. One that strikes late does so at its moment; its other steps follow from that."""
    there = all_of(cause.when, cause.only.get(step, TRUE))
    if cause.stands:
        return there
    return all_of(there, (causes.strike_at.var == Moment.ANY) | NOW if step in cause.strikes_by else STRUCK)


def kept(command: Command, among: Sequence[Cause]) -> Mapping[Var[Any], Expr[bool]]:
    """What the surroundings keep of a step: that a cause strikes by it, and whether it begins or ends the moment."""
    changed: dict[Var[Any], Expr[bool]] = {}
    late = [makes_possible(c, command.name) for c in among if not c.stands and command.name in c.strikes_by]
    if late:
        changed[STRUCK] = if_then(any_of(*late), True, STRUCK)
    for moments in (_IN_THE_TASK, _ON_THE_SOURCE):
        if any(variables_of(shown).keys() & command.updates.keys() for shown in moments.values()):
            after = [(causes.strike_at.var == m) & substitute(shown, command.updates) for m, shown in moments.items()]
            changed[NOW] = if_then(causes.strike_at.var.one_of(*moments), any_of(*after), NOW)
    return changed
