"""Where two versions of a model do different things: one condition on a state, which holds where some command differs."""

from dataclasses import dataclass
from typing import Any

from vmotion_model.language import (
    FALSE,
    Clock,
    Command,
    Expr,
    Model,
    all_of,
    any_of,
    evaluate,
    lift,
    negate,
    substitute,
)
from vmotion_model.language.commands import reads_clock
from vmotion_model.language.expressions import AtMost, Equal, same
from vmotion_model.language.rebuild import rebuild


@dataclass(frozen=True)
class StepDifference:
    """``agrees`` holds in the states in which every command is enabled in both versions or none, with the same effect.

    ``timed``: it asks for clocks, so that whole ticks alone do not decide it. ``guards``: not only effects differ.
    """

    agrees: Expr[bool]
    timed: bool
    guards: bool


def difference(model: Model, other: Model) -> StepDifference | None:
    """How the commands of two versions differ; None where more than the commands does: variables, constants, deadlines.

    The clocks that a step starts and stops follow from the variables that it writes, so only clocks that it sets are compared.
    """
    if len(model.variables) != len(other.variables) or dict(model.values) != dict(other.values):
        return None
    if any(other.variable.get(v.name) is not v for v in model.variables) or _deadlines(model) != _deadlines(other):
        return None
    cases: list[_Case] = []
    for name in dict.fromkeys([*model.command, *other.command]):
        mine, yours = model.command.get(name), other.command.get(name)
        if mine is yours:
            continue
        if mine is None or yours is None:
            there = mine or yours
            assert there is not None
            cases.append(_Case(there.enabled, timed=False, guard=True))
        else:
            cases.extend(_differs(model, mine, yours))
    agrees = negate(any_of(*(c.where for c in cases)))
    return StepDifference(agrees, any(c.timed for c in cases), any(c.guard for c in cases))


@dataclass(frozen=True)
class _Case:
    """One way in which two versions of a command differ, and the states in which they do."""

    where: Expr[bool]
    timed: bool
    guard: bool


def _deadlines(model: Model) -> set[tuple[str, Any]]:
    """What the deadlines do to time; their handlers do nothing but answer for them."""
    return {(d.clock, evaluate(d.limit, {}, model.values)) for d in model.deadlines}


def _differs(model: Model, mine: Command, yours: Command) -> list[_Case]:
    """The ways in which two versions of one command differ."""
    cases: list[_Case] = []
    left, right = ({g.key: g for g in c.guard.values()} for c in (mine, yours))
    common = [g for k, g in left.items() if k in right]
    only_left = all_of(*(g for k, g in left.items() if k not in right))
    only_right = all_of(*(g for k, g in right.items() if k not in left))
    if not same(only_left, only_right):
        apart = (only_left & negate(only_right)) | (only_right & negate(only_left))
        cases.append(_Case(all_of(*common, apart), reads_clock(apart), guard=True))
    for name in dict.fromkeys([*mine.updates, *yours.updates]):
        var = model.variable[name]
        before, after = (c.updates.get(name, var) for c in (mine, yours))
        if same(before, after):
            continue
        if isinstance(var.type, Clock):
            # One of them sets the clock to zero; it matters where the clock runs on and is not zero anyway.
            assert var.active is not None
            running = substitute(var.active, mine.updates)
            where = all_of(mine.enabled, running, negate(AtMost.of(var, lift(0))))
            cases.append(_Case(where, timed=True, guard=False))
        else:
            unequal = negate(rebuild(Equal(before, after), (before, after)))
            cases.append(_Case(all_of(mine.enabled, unequal), reads_clock(unequal), guard=False))
    return [c for c in cases if not same(c.where, FALSE)]
