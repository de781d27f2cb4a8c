"""Where two versions of a model do different things, and whether one does less: step by step, from the reachable states."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from vmotion_model.common.budget import Budget
from vmotion_model.language import (
    FALSE,
    Clock,
    Command,
    Expr,
    Model,
    all_of,
    any_of,
    discretise,
    evaluate,
    lift,
    natural_tick,
    negate,
    substitute,
)
from vmotion_model.language.commands import reads_clock
from vmotion_model.language.expressions import AtMost, Equal, same
from vmotion_model.language.substitute import rebuild
from vmotion_proofs.search.breadth_first import BLOCK, Search, search
from vmotion_proofs.search.compiled_model import CompiledStep, Program, compile_model
from vmotion_proofs.search.packing import Words


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


def does_less(model: Model, other: Model, found: Search | None = None, budget: Budget | None = None) -> bool | None:
    """Whether every step that ``other`` can do in a reachable state of ``model`` leads where a step of ``model`` leads.

    A step that changes nothing, and one that ``model`` does by another command, is no new step. Then all that ``other`` can
    reach, ``model`` can: no property of states tells them apart. None where this was not looked into: more than commands
    differ, or the search was cut short. ``found`` is a complete search of the model, used where the clocks fit.
    """
    apart = difference(model, other)
    if apart is None or natural_tick(model) != natural_tick(other):
        return None
    mine = discretise(model, None, *_timed(other))
    yours = discretise(other, None, *_timed(model))
    program = compile_model(yours.model)
    if found is None or _places(found.program) != _places(program):
        found = search(mine.model, {}, budget=budget)
        if _places(found.program) != _places(program):
            return None
    if not found.complete:
        return None
    changed = [s for s in program.steps if _is_other(model, other, s.command.name)]
    return all(_covered(found, program, step) for step in changed)


def _is_other(model: Model, other: Model, name: str) -> bool:
    return name in other.command and model.command.get(name) is not other.command[name]


def _timed(model: Model) -> Sequence[Expr[bool]]:
    """The guards that compare clocks, so that the counters of both versions get one range."""
    return [g for c in model.commands for g in c.guard.values() if reads_clock(g)]


def _places(program: Program) -> Sequence[tuple[str, int, int, int, int]]:
    return sorted((f.var.name, f.word, f.shift, f.bits, f.low) for f in program.layout.fields)


def _covered(found: Search, program: Program, step: CompiledStep) -> bool:
    """Whether a step of the other version leads nowhere new from any reachable state."""
    for start in range(0, found.states, BLOCK):
        words = found.store.words[:, start : start + BLOCK]
        block = program.block(words)
        at = step.enabled(block)
        if len(at) and not _leads_nowhere_new(
            found.program, words[:, at], step.successors(block, at), step.command.name
        ):
            return False
    return True


def _leads_nowhere_new(program: Program, before: Words, after: Words, name: str) -> bool:
    left = np.flatnonzero((before != after).any(axis=0))
    # The command itself first: it covers most.
    for step in sorted(program.steps, key=lambda s: s.command.name != name):
        if not len(left):
            return True
        block = program.block(before[:, left])
        at = step.enabled(block)
        if len(at):
            same = (step.successors(block, at) == after[:, left[at]]).all(axis=0)
            left = np.delete(left, at[same])
    return not len(left)
