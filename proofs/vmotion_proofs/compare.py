"""Comparison of two versions of a model: which runs only one of them has.

A command has one next state, so a run is its sequence of commands. Both versions are run side by side, command by command, as
one product model, which the explicit search explores like any other: the first command that only one side can do is a witness;
if there is none in any reachable pair, the versions have the same runs.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from math import gcd
from typing import Any, TypeAlias

import numpy as np

from vmotion_model.language import (
    FALSE,
    Expr,
    Finite,
    Model,
    Param,
    Var,
    all_of,
    digest,
    discretise,
    evaluate,
    lift,
    substitute,
)
from vmotion_model.language.commands import HISTORY, Command, derived, reads_clock
from vmotion_model.language.expressions import And, Equal, Key, transform, variables_of
from vmotion_model.language.finite import time_constants
from vmotion_model.language.types import Value, comparable

from .budget import Budget
from .explicit.search import Progress, Search, search
from .options import Options
from .paths import fewest_steps
from .progress import Stage
from .replay import replay
from .verdicts import Behaviour, Run

OLD, NEW = "before", "after"
ADDS, REMOVES, AGREES = "adds", "removes", "agrees"
MAX_STATES = 8_000_000


def compare(before: Model, after: Model, options: Options) -> Behaviour:
    """How the runs of ``after`` differ from those of ``before``; both in the coarsest tick that is exact for both."""
    if digest(before) == digest(after):
        return Behaviour(True)
    tick = reduce(gcd, time_constants(before) + time_constants(after), 0) or 1
    old, new = discretise(before, tick), discretise(after, tick)
    product = _product(old.model, new.model, _agreement(before, after))

    def report(progress: Progress) -> None:
        options.report(Stage(f"comparing behaviour, level {progress.level}", progress.states))

    found = search(
        product.model,
        product.invariants,
        budget=options.budget,
        states=options.states or MAX_STATES,
        report=report,
    )
    both = found.violations.keys() >= {ADDS, REMOVES}
    return Behaviour(
        found.complete or both,
        exact=both or (AGREES in product.invariants and AGREES not in found.violations),
        adds=_witness(found, ADDS, new, product, NEW, options.locations),
        removes=_witness(found, REMOVES, old, product, OLD, options.locations),
    )


def indistinguishable(before: Model, after: Model, seen: Iterable[str], states: int, budget: Budget) -> bool:
    """Whether both versions have the same runs, along which the variables named in ``seen`` have the same values.

    False also where it is not decided: after ``states`` pairs of states, or where whole ticks do not decide it.
    """
    agreement = _agreement(before, after)
    if agreement is None:
        return False
    agreement = [*agreement, *((before.variable[n], after.variable[n]) for n in seen)]
    tick = reduce(gcd, time_constants(before) + time_constants(after), 0) or 1
    old, new = discretise(before, tick), discretise(after, tick)
    product = _product(old.model, new.model, agreement)
    # One formula, so that the search stops at whatever comes first.
    goal = {AGREES: all_of(*product.invariants.values())}
    found = search(product.model, goal, budget=budget, states=states)
    return found.complete and not found.violations


@dataclass(frozen=True)
class _Product:
    model: Model
    invariants: Mapping[str, Expr[bool]]
    guards: Mapping[str, Mapping[str, Expr[bool]]]


_Pairs: TypeAlias = Sequence[tuple[Expr[Any], Expr[Any]]]


def _agreement(before: Model, after: Model) -> _Pairs | None:
    """What must agree, old and new, for the clocks of both to show the same time; None where clocks are treated differently.

    One version's guard and the negation of the other's are an open condition, which whole ticks decide only where clocks play
    no part in the difference: clocks are started, stopped and reset together, and both ask the same of them. What has to agree
    for that is discrete, and both versions together are closed, so the search in ticks decides it (digitization).
    """
    clocks = [{c.name: c for c in m.clocks if c.owner != HISTORY} for m in (before, after)]
    if clocks[0].keys() != clocks[1].keys() or _limits(before) != _limits(after):
        return None
    pairs: list[tuple[Expr[Any], Expr[Any]]] = []
    for name, old in clocks[0].items():
        new = clocks[1][name]
        assert old.active is not None
        assert new.active is not None
        pairs.append((_fixed(old.active, before), _fixed(new.active, after)))
    for name in before.command.keys() & after.command.keys():
        resets = [m.command[name].updates.keys() & clocks[0].keys() for m in (before, after)]
        timed = [_timed_conjuncts(m.command[name], m) for m in (before, after)]
        if resets[0] != resets[1] or timed[0].keys() != timed[1].keys():
            return None
        for conjunct in timed[0].values():
            for read, var in variables_of(conjunct).items():
                other = after.variable[read]
                if not comparable(var.type, other.type):
                    return None
                if read not in clocks[0]:
                    pairs.append((var, other))
    return pairs


def _limits(model: Model) -> set[tuple[str, Value]]:
    return {(d.clock, evaluate(d.limit, {}, model.values)) for d in model.deadlines}


def _timed_conjuncts(command: Command, model: Model) -> dict[Key, Expr[bool]]:
    enabled = _fixed(command.enabled, model)
    parts = enabled.parts if isinstance(enabled, And) else (enabled,)
    return {p.key: p for p in parts if reads_clock(p)}


def _product(old: Model, new: Model, agreement: _Pairs | None) -> _Product:
    """Both models side by side, doing the same commands; the invariants say that what one can do, the other can too.

    One more says that what is in ``agreement`` agrees.
    """
    left, right = _renamed(old, OLD), _renamed(new, NEW)
    guards: dict[str, dict[str, Expr[bool]]] = {}
    commands = []
    for name in dict.fromkeys([*old.command, *new.command]):
        sides = {}
        for side, model, names in ((OLD, old, left), (NEW, new, right)):
            command = model.command.get(name)
            sides[side] = FALSE if command is None else substitute(_fixed(command.enabled, model), names)
        guards[name] = sides
        if name in old.command and name in new.command:
            effect: dict[Var[Any], Expr[Any]] = {}
            for model, names in ((old, left), (new, right)):
                for variable, update in model.command[name].updates.items():
                    effect[names[variable]] = substitute(_fixed(update, model), names)
            guard = {"both can": all_of(sides[OLD], sides[NEW])}
            commands.append(derived(name, old.command[name].role, guard, effect))
    shell = Model(f"{old.name} x {new.name}", (*left.values(), *right.values()), (), tuple(commands))
    invariants = {
        ADDS: all_of(*(g[NEW].implies(g[OLD]) for g in guards.values())),
        REMOVES: all_of(*(g[OLD].implies(g[NEW]) for g in guards.values())),
    }
    if agreement is not None:
        invariants[AGREES] = all_of(*(Equal(substitute(a, left), substitute(b, right)) for a, b in agreement))
    return _Product(shell, invariants, guards)


def _renamed(model: Model, side: str) -> dict[str, Var[Any]]:
    return {v.name: Var(f"{side}.{v.name}", v.type, v.owner, v.initial) for v in model.variables}


def _fixed(expr: Expr[Any], model: Model) -> Expr[Any]:
    """The expression with the model's constants filled in: the two sides may differ in them."""
    return transform(expr, lambda e: lift(model.values[e.name]) if isinstance(e, Param) else e)


def _witness(
    found: Search, what: str, finite: Finite, product: _Product, side: str, locations: Mapping[str, str]
) -> Run | None:
    """The run to the first difference, with the command at its end that only one side can do."""
    if what not in found.violations:
        return None
    index = found.violations[what]
    state = found.program.state(found.store.words, index)
    other = OLD if side == NEW else NEW
    last = next(
        name
        for name, guards in product.guards.items()
        if evaluate(guards[side], state, {}) and not evaluate(guards[other], state, {})
    )
    path, _ = fewest_steps(found, {what: np.array([index], dtype=np.int64)})[what]
    return replay(finite, [*(found.program.steps[n].command.name for n in path), last], locations)
