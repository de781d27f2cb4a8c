"""Whether a version of a model does less than the model, or more: its steps from the reachable states, one by one."""

from collections.abc import Sequence

import numpy as np

from vmotion_model.common.budget import Budget
from vmotion_model.language import Expr, Model, discretise, natural_tick
from vmotion_model.language.commands import reads_clock
from vmotion_proofs.search.breadth_first import BLOCK, Search, search
from vmotion_proofs.search.compiled_model import CompiledStep, Program, compile_model
from vmotion_proofs.search.packing import Words

from .difference import difference


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
    changed = [s for s in program.steps if _differs(model, other, s.command.name)]
    return all(_covered(found, program, step) for step in changed)


def _differs(model: Model, other: Model, name: str) -> bool:
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
