"""From states that a search found to runs that people can read: fewest steps, then fewest faults, then fewest switches of role.

Steps are counted as they are shown: time that passes between two commands is one, however long. So they are counted in a search
of their own, in which time passes by any number of ticks at once.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from vmotion_model.common.budget import Budget
from vmotion_model.language import ELAPSE, TIME, Expr, Finite, ModelError, by_any_delay
from vmotion_proofs.results.errors import DisagreementError
from vmotion_proofs.results.replay import replay
from vmotion_proofs.results.verdicts import Run

from .breadth_first import Search, search

MOST_TICKS = 64
"""Up to so many ticks pass at once; where a clock counts further, steps are counted tick by tick."""

Cost: TypeAlias = tuple[int, int]
Edges: TypeAlias = Mapping[int, Sequence[tuple[int, int]]]


@dataclass(frozen=True)
class Sought:
    """What is broken: the formula over the dense model, and the states of a search that break it, all on one level."""

    formula: Expr[bool]
    states: NDArray[np.int64]


def runs_to_violations(
    finite: Finite,
    found: Search,
    formulas: Mapping[str, Expr[bool]],
    locations: Mapping[str, str],
    budget: Budget,
    states: int | None,
) -> Mapping[str, Run | DisagreementError]:
    """For each broken formula of a search a shortest run to a state that breaks it, replayed; or why the machines disagree."""
    broken = {name: formulas[name] for name in found.violations}
    if not broken:
        return {}
    counted = _counted_as_shown(finite, broken, budget, states)
    best = found if counted is None else counted
    paths = fewest_steps(best, {n: _all_on_its_level(best, finite, n, f) for n, f in broken.items()}, budget)
    runs: dict[str, Run | DisagreementError] = {}
    for name, formula in broken.items():
        path = paths[name]
        commands = [c for n in path.steps for c in in_single_ticks(best, n)]
        try:
            runs[name] = replay(
                finite,
                commands,
                locations,
                best.program.state(best.store.words, path.state),
                formula,
                shortest=counted is not None and path.best,
            )
        except DisagreementError as error:
            runs[name] = error
    return runs


def run_to(finite: Finite, found: Search, index: int, locations: Mapping[str, str]) -> Run:
    """A run to one state, with fewest steps in ticks; raises ``DisagreementError`` where the machines do not follow."""
    sought = {"": np.array([index], dtype=np.int64)}
    commands = [c for n in fewest_steps(found, sought)[""].steps for c in in_single_ticks(found, n)]
    return replay(finite, commands, locations, found.program.state(found.store.words, index))


def in_single_ticks(found: Search, number: int) -> Sequence[str]:
    """A step of a search as commands, with one ``elapse`` for every tick."""
    name = found.program.steps[number].command.name
    head, _, ticks = name.partition(f"{ELAPSE}.")
    return [ELAPSE] * int(ticks) if not head and ticks else [name]


def _counted_as_shown(
    finite: Finite, broken: Mapping[str, Expr[bool]], budget: Budget, states: int | None
) -> Search | None:
    """A search whose levels are steps as they are shown; None where it was not to be had, or came to another answer."""
    try:
        model = by_any_delay(finite, MOST_TICKS)
    except ModelError:
        return None
    translated = {name: finite.translate(formula) for name, formula in broken.items()}
    found = search(model, translated, budget=budget, states=states)
    return found if found.violations.keys() == broken.keys() else None


def _all_on_its_level(found: Search, finite: Finite, name: str, formula: Expr[bool]) -> NDArray[np.int64]:
    """All states that break a formula, on the level of the first one."""
    level = found.level_of(found.violations[name])
    block = found.program.block(found.level(level).copy())
    holds: Any = found.program.compile(finite.translate(formula))(block)
    bad = np.broadcast_to(~np.asarray(holds, dtype=np.bool_), (block.size,))
    states: NDArray[np.int64] = np.flatnonzero(bad) + found.levels[level]
    return states


@dataclass
class _Target:
    """What is looked for, backwards from its level: the steps on shortest ways, level by level."""

    depth: int
    states: NDArray[np.int64]
    layers: list[Edges] = field(default_factory=list)


@dataclass(frozen=True)
class Path:
    """Step numbers to a state; ``best``: no path as short has fewer faults, or as many and fewer switches of role."""

    steps: Sequence[int]
    state: int
    best: bool


def fewest_steps(
    found: Search, sought: Mapping[str, NDArray[np.int64]], budget: Budget | None = None
) -> Mapping[str, Path]:
    """For each set of states on one level: a shortest path to one of them.

    Among the shortest one with the fewest faults, and among these one that changes the acting role least often, as far as the
    budget allows to look for it.
    """
    targets = {name: _Target(found.level_of(int(states[0])), states) for name, states in sought.items()}
    for level in reversed(range(max((t.depth for t in targets.values()), default=0))):
        if budget is not None and budget.spent:
            break
        _backwards(found, level, [t for t in targets.values() if t.depth > level])
    return {name: _best(found, sought[name], target) for name, target in targets.items()}


def _backwards(found: Search, level: int, targets: Iterable[_Target]) -> None:
    """Add the steps from one level that lead to what each target has reached on the next."""
    targets = list(targets)
    layers: list[dict[int, list[tuple[int, int]]]] = [defaultdict(list) for _ in targets]
    start = found.levels[level]
    wanted = np.unique(np.concatenate([t.states for t in targets]))
    block = found.program.block(found.level(level).copy())
    for number, step in enumerate(found.program.steps):
        at = step.enabled(block)
        if not len(at):
            continue
        after = found.store.find(step.successors(block, at))
        for hit in np.flatnonzero(np.isin(after, wanted)):
            for target, layer in zip(targets, layers, strict=True):
                place = int(np.searchsorted(target.states, after[hit]))
                if place < len(target.states) and target.states[place] == after[hit]:
                    layer[int(at[hit]) + start].append((number, int(after[hit])))
    for target, layer in zip(targets, layers, strict=True):
        target.layers.append(layer)
        target.states = np.array(sorted(layer), dtype=np.int64)


def _best(found: Search, states: NDArray[np.int64], target: _Target) -> Path:
    """The cheapest way through the layers, which lie backwards; any shortest path where they do not reach the start."""
    if len(target.layers) < target.depth:
        index = int(states[0])
        return Path([n for n, _ in found.path_to(index)], index, best=False)
    commands = [s.command for s in found.program.steps]
    best: dict[tuple[int, str], tuple[Cost, list[int]]] = {(0, ""): ((0, 0), [])}
    for layer in reversed(target.layers):
        following: dict[tuple[int, str], tuple[Cost, list[int]]] = {}
        for (state, role), ((faults, switches), path) in sorted(best.items(), key=lambda item: item[1]):
            for number, reached in layer.get(state, ()):
                acting = commands[number].role
                # Time belongs to nobody: it does not change whose turn it is.
                now = role if acting == TIME else acting
                cost = (faults + (commands[number].fault is not None), switches + (now != role))
                place = (reached, now)
                if place not in following or (cost, [*path, number]) < following[place]:
                    following[place] = (cost, [*path, number])
        best = following
    (last, _), (_, path) = min(best.items(), key=lambda item: item[1])
    return Path(path, last, best=True)
