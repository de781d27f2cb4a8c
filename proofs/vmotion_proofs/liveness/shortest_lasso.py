"""A counterexample to liveness, made for people: a short run to a fair cycle, then once around it."""

import itertools
from collections import deque
from collections.abc import Callable, Mapping

import numpy as np

from vmotion_model.language import ELAPSE
from vmotion_proofs.results.errors import DisagreementError
from vmotion_proofs.search.graph import Mask, StateGraph, steps_from
from vmotion_specs.assumptions import Fairness

from .fair_cycles import WaitingStates, components
from .replay_lasso import Lasso

Path = list[tuple[int, int]]
"""Pairs of a step's number and the state after it."""
ROUND = 4096
"""After so many states the budget is asked again."""
IDLE = -1
"""The number of the step that lets one tick pass where no clock runs."""


def lasso_in(graph: StateGraph, wait: WaitingStates, fair: Mask, fairness: Fairness) -> Lasso:
    """A lasso that ends in one of the ``fair`` components: the one that a run reaches first."""
    entry, way = _way_to(graph, wait, fair)
    alive = wait.inside & graph.within(fair)
    label = components(graph, fair, alive)
    inside = fair & (label == label[entry])
    steps = np.flatnonzero(alive & graph.within(inside))
    tour = _tour(graph, entry, inside, steps, fairness)
    names = [s.command.name for s in graph.search.program.steps]
    start = way[0][1] if way and way[0][0] is None else entry
    before = [names[n] for n, _ in graph.search.path_to(start)]
    return Lasso(
        (*before, *(names[n] for n, _ in way if n is not None)),
        tuple(ELAPSE if n == IDLE else names[n] for n, _ in tour),
    )


def _way_to(graph: StateGraph, wait: WaitingStates, fair: Mask) -> tuple[int, list[tuple[int | None, int]]]:
    """The nearest fair state, counted from the start of the model, and the way to it from where its wait begins."""
    parent = np.full(graph.size, -2, dtype=np.int64)
    by = np.full(graph.size, -1, dtype=np.int16)
    levels = [*graph.search.levels, graph.size]
    frontier = np.empty(0, dtype=np.int64)
    depth = 0
    while True:
        graph.budget.check()
        if depth + 1 < len(levels):
            begun = np.arange(levels[depth], levels[depth + 1])
            begun = begun[wait.started[begun] & (parent[begun] == -2)]
            parent[begun] = -1
            frontier = np.concatenate([frontier, begun])
        hits = frontier[fair[frontier]]
        if len(hits):
            break
        steps = steps_from(graph.first, frontier)
        following, at = np.unique(graph.target[steps], return_index=True)
        fresh = wait.states[following] & (parent[following] == -2)
        following, at = following[fresh], steps[at[fresh]]
        parent[following], by[following] = graph.begin(at), graph.step[at]
        frontier = following.astype(np.int64)
        depth += 1
        if not len(frontier) and depth >= len(levels):
            raise DisagreementError("no run reaches the fair cycle that was found")
    state = int(hits[0])
    way: list[tuple[int | None, int]] = []
    while parent[state] >= 0:
        way.append((int(by[state]), state))
        state = int(parent[state])
    way.append((None, state))
    return int(hits[0]), way[::-1]


def _tour(graph: StateGraph, entry: int, inside: Mask, steps: np.ndarray, fairness: Fairness) -> Path:
    """Around the component from ``entry`` and back, past something that satisfies each assumption."""
    follow = _Follow(graph, steps)
    path: Path = []
    seen = {entry}

    def go(wanted: Callable[[int, int, int], bool]) -> bool:
        here = path[-1][1] if path else entry
        part = follow.nearest(here, wanted)
        if part is None:
            return False
        path.extend(part)
        seen.update(s for _, s in part)
        return True

    def done(name: str) -> bool:
        return any(n == graph.number[name] for n, _ in path)

    def visit(states: Mask) -> bool:
        return any(states[s] for s in seen) or go(lambda _, __, after: bool(states[after]))

    def do(name: str) -> bool:
        wanted = graph.number[name]
        return go(lambda number, _, __: number == wanted)

    for name in fairness.strong:
        if (inside & graph.among(graph.leaving, name)).any() and not done(name):
            do(name)
    for name in fairness.weak:
        if not done(name) and not visit(~graph.among(graph.leaving, name) & inside):
            do(name)
    for condition in fairness.recurring:
        visit(graph.where(condition) & inside)
    _let_time_pass(graph, path, entry, inside, go)
    if path and path[-1][1] != entry:
        go(lambda _, __, after: after == entry)
    return path


def _let_time_pass(
    graph: StateGraph, path: Path, entry: int, inside: Mask, go: Callable[[Callable[[int, int, int], bool]], bool]
) -> None:
    elapse = graph.number.get(ELAPSE, -2)
    if any(n == elapse for n, _ in path):
        return
    resting = [i for i, (_, s) in enumerate(path) if graph.idle[s]]
    if graph.idle[entry]:
        path.insert(0, (IDLE, entry))
    elif resting:
        path.insert(resting[0] + 1, (IDLE, path[resting[0]][1]))
    elif not go(lambda n, _, __: n == elapse) and go(lambda _, __, after: bool(graph.idle[after] and inside[after])):
        path.append((IDLE, path[-1][1]))


class _Follow:
    """Shortest ways within one component."""

    def __init__(self, graph: StateGraph, steps: np.ndarray) -> None:
        self._budget = graph.budget
        # Once for all states: asked for one state at a time, the whole array would be converted each time.
        self._first = np.searchsorted(steps, graph.first)
        self._target = graph.target[steps]
        self._step = graph.step[steps]

    def nearest(self, start: int, wanted: Callable[[int, int, int], bool]) -> Path | None:
        """The shortest way from ``start`` whose last step (number, before, after) is wanted."""
        came: dict[int, tuple[int, int]] = {}
        queue, seen = deque([start]), {start}
        for count in itertools.count():
            if not queue:
                return None
            if count % ROUND == 0:
                self._budget.check()
            here = queue.popleft()
            for at in range(self._first[here], self._first[here + 1]):
                number, after = int(self._step[at]), int(self._target[at])
                if wanted(number, here, after):
                    return [*_back(came, start, here), (number, after)]
                if after not in seen:
                    seen.add(after)
                    came[after] = (number, here)
                    queue.append(after)
        raise AssertionError("the count has no end")


def _back(came: Mapping[int, tuple[int, int]], start: int, state: int) -> Path:
    path: Path = []
    while state != start:
        number, before = came[state]
        path.append((number, state))
        state = before
    return path[::-1]
