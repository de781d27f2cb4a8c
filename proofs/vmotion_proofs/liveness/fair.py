"""Fair cycles: whether some run stays away from the goal for ever and keeps to every assumption.

A run that stays away ends up in one strongly connected component of the states that are still waiting. A component holds a
fair run if time passes in it, every weakly fair command is somewhere disabled or done, every strongly fair one that is
enabled somewhere is done, and every recurring condition holds somewhere. A component that fails for a strongly fair command only
is searched again without the states that enable it (Emerson and Lei; Streett emptiness).
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from vmotion_model.language import ELAPSE
from vmotion_specs.fairness import Fairness

from .graph import Graph
from .walk import Indices, Mask, reached_without


@dataclass(frozen=True)
class Waiting:
    """States that are waiting for the goal: reached from the premise without having met it.

    ``started`` are those in which the wait begins, ``steps`` the steps between two waiting states that may be repeated for ever.
    """

    started: Mask
    states: Mask
    steps: Indices


def waiting(graph: Graph, premise: Mask, goal: Mask, fairness: Fairness) -> Waiting:
    """What is reachable from ``premise`` without meeting ``goal``."""
    started = premise & ~goal
    states = reached_without(graph.first, graph.target, started, goal)
    inside = states[graph.source] & states[graph.target] & ~graph.steps_named(fairness.finite)
    return Waiting(started, states, np.flatnonzero(inside))


def enabled_in(graph: Graph, fairness: Fairness) -> dict[str, Mask]:
    """Where each command that is to be treated fairly can be done."""
    return {n: graph.enabled(n) for n in (*fairness.weak, *fairness.strong)}


def fair_component(graph: Graph, wait: Waiting, fairness: Fairness) -> Mask | None:
    """The states of all components that hold a fair run, None where there is none."""
    enabled = enabled_in(graph, fairness)
    recurring = [graph.where(r) for r in fairness.recurring]
    alive, steps = wait.states.copy(), wait.steps
    while alive.any():
        graph.budget.check()
        states = np.flatnonzero(alive)
        steps = steps[alive[graph.source[steps]] & alive[graph.target[steps]]]
        label = _components(graph, states, steps)
        inner = steps[label[graph.source[steps]] == label[graph.target[steps]]]
        parts = _Parts(graph, states, label, inner)
        # Time must pass: a component in which it does not (Zeno), or a single state that cannot wait, holds no run.
        hopeless = ~parts.have(states[graph.idle[states]]) & ~parts.do(ELAPSE)
        for name in fairness.weak:
            disabled = states[~enabled[name][states]]
            hopeless |= ~parts.have(disabled) & ~parts.do(name)
        for condition in recurring:
            hopeless |= ~parts.have(states[condition[states]])
        removed = hopeless[label[states]]
        for name in fairness.strong:
            starving = parts.have(states[enabled[name][states]]) & ~parts.do(name)
            removed |= starving[label[states]] & enabled[name][states]
        if not removed.any():
            return alive
        alive[states[removed]] = False
    return None


def components(graph: Graph, alive: Mask, steps: Indices) -> Indices:
    """The number of the strongly connected component of every state in ``alive``; -1 elsewhere."""
    return _components(graph, np.flatnonzero(alive), steps)


def _components(graph: Graph, states: Indices, steps: Indices) -> Indices:
    place = np.full(graph.size, -1, dtype=np.int64)
    place[states] = np.arange(len(states))
    source, target = place[graph.source[steps]], place[graph.target[steps]]
    matrix = csr_matrix((np.ones(len(steps)), (source, target)), shape=(len(states), len(states)))
    _, labels = connected_components(matrix, directed=True, connection="strong")
    place[states] = labels
    return place


class _Parts:
    """Questions to all components at once; answers have one entry a component."""

    def __init__(self, graph: Graph, states: Indices, label: Indices, inner: Indices) -> None:
        self._label = label
        self._count = int(label[states].max()) + 1 if len(states) else 0
        self._of_step = label[graph.source[inner]]
        self._kinds = graph.step[inner]
        self._number = graph.number

    def have(self, states: Indices) -> Mask:
        """Which components hold one of the states."""
        found = np.zeros(self._count, dtype=np.bool_)
        found[self._label[states]] = True
        return found

    def do(self, name: str) -> Mask:
        """In which components the step is done."""
        found = np.zeros(self._count, dtype=np.bool_)
        if name in self._number:
            found[self._of_step[self._kinds == self._number[name]]] = True
        return found
