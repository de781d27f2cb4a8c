"""Fair cycles: whether some run stays away from the goal for ever and keeps to every assumption.

A run that stays away ends up in one strongly connected component of the states that are still waiting. A component holds a
fair run if time passes in it, every weakly fair command is somewhere disabled or done, every strongly fair one that is
enabled somewhere is done, and every recurring condition holds somewhere. A component that fails for a strongly fair command only
is searched again without the states that enable it (Emerson and Lei; Streett emptiness).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vmotion_model.language import ELAPSE
from vmotion_proofs.search.breadth_first import BLOCK
from vmotion_proofs.search.graph import Indices, Mask, StateGraph, reached_without
from vmotion_specs.assumptions import Fairness


@dataclass(frozen=True)
class WaitingStates:
    """States that are waiting for the goal: reached from the premise without having met it.

    ``started`` are those in which the wait begins, ``inside`` the steps between two waiting states that may be repeated for ever.
    """

    started: Mask
    states: Mask
    inside: Mask


def waiting(graph: StateGraph, premise: Mask, goal: Mask, fairness: Fairness) -> WaitingStates:
    """What is reachable from ``premise`` without meeting ``goal``."""
    started = premise & ~goal
    states = reached_without(graph.first, graph.target, started, goal)
    inside = graph.within(states)
    if fairness.finite:
        inside &= ~graph.steps_named(fairness.finite)
    return WaitingStates(started, states, inside)


def fair_component(graph: StateGraph, wait: WaitingStates, fairness: Fairness) -> Mask | None:
    """The states of all components that hold a fair run, None where there is none."""
    recurring = [graph.where(r) for r in fairness.recurring]
    part = _Part.of(graph, np.flatnonzero(wait.states), wait.inside)
    while part.states.size:
        graph.budget.check()
        # Time must pass: a component in which it does not (Zeno), or a single state that cannot wait, holds no run. That leaves
        # few states to ask about.
        part = part.only(part.have(graph.idle[part.states]) | part.do(graph.number.get(ELAPSE)))
        if not part.states.size:
            break
        lasting = np.ones(part.count, dtype=np.bool_)
        always = part.in_all_states(graph.leaving)
        for name in fairness.weak:
            if (enabled := graph.among(always, name)).any():
                lasting &= ~enabled | part.do(graph.number[name])
        for condition in recurring:
            lasting &= part.have(condition[part.states])
        part = part.only(lasting)
        removed = np.zeros(part.states.size, dtype=np.bool_)
        leaving = graph.leaving[:, part.states] if fairness.strong else graph.leaving
        for name in fairness.strong:
            enabled = graph.among(leaving, name)
            starving = part.have(enabled) & ~part.do(graph.number[name])
            removed |= starving[part.label] & enabled
        if not removed.any():
            break
        part = part.without(removed)
    if not part.states.size:
        return None
    found = np.zeros(graph.size, dtype=np.bool_)
    found[part.states] = True
    return found


def components(graph: StateGraph, alive: Mask, steps: Mask) -> Indices:
    """The number of the strongly connected component of every state in ``alive``, by some of the steps; -1 elsewhere."""
    states = np.flatnonzero(alive)
    found = np.full(graph.size, -1, dtype=np.int64)
    found[states] = _Part.of(graph, states, steps).label
    return found


def _strongly_connected(leave: NDArray[np.int32], target: NDArray[np.int32]) -> tuple[int, NDArray[np.int32]]:
    """How many components there are, and which one each state is in; ``target`` is used up.

    ``leave`` says how many steps leave each state, and ``target`` where they lead.
    """
    # Every command would wait for SciPy, a third of the time that it takes to begin; only a search of responses needs it.
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import connected_components

    first = np.concatenate((np.zeros(1, dtype=np.int32), np.cumsum(leave, dtype=np.int32)))
    shape = (len(leave), len(leave))
    matrix = csr_matrix((np.ones(len(target), dtype=np.int8), target, first), shape)
    # SciPy does not end where there are several entries of one place. Their values mean nothing to it, so they need no memory.
    matrix.sum_duplicates()
    ones = np.broadcast_to(np.float64(1), matrix.nnz)
    count, label = connected_components(csr_matrix((ones, matrix.indices, matrix.indptr), shape), connection="strong")
    return count, label


def _renumbered(states: NDArray[np.int32], place: NDArray[np.int32]) -> NDArray[np.int32]:
    """Other numbers for some states, in the same memory."""
    for begin in range(0, len(states), BLOCK):
        states[begin : begin + BLOCK] = place[states[begin : begin + BLOCK]]
    return states


def _inside_one(label: NDArray[np.int32], leave: NDArray[np.int32], target: NDArray[np.int32]) -> Mask:
    """Which steps stay within a component."""
    begin = np.repeat(label, leave)
    inner = np.empty(len(target), dtype=np.bool_)
    for here in range(0, len(target), BLOCK):
        block = slice(here, here + BLOCK)
        inner[block] = begin[block] == label[target[block]]
    return inner


@dataclass(frozen=True)
class _Part:
    """Some states of a graph with numbers of their own, the steps between them, and the component of each.

    ``kind`` is the number of a step's command. Answers about all components at once have one entry each.
    """

    states: Indices
    source: NDArray[np.int32]
    target: NDArray[np.int32]
    kind: NDArray[np.int16]
    label: NDArray[np.int32]
    count: int

    @classmethod
    def of(cls, graph: StateGraph, states: Indices, steps: Mask) -> "_Part":
        place = np.full(graph.size, -1, dtype=np.int32)
        place[states] = np.arange(len(states), dtype=np.int32)
        leave = graph.leave(steps)[states]
        # Tens of millions of steps: where they lead is found again rather than kept for later.
        count, label = _strongly_connected(leave, _renumbered(graph.target[steps], place))
        target = _renumbered(graph.target[steps], place)
        inner = _inside_one(label, leave, target)
        source = np.repeat(np.arange(len(states), dtype=np.int32), leave)[inner]
        return cls(states, source, target[inner], graph.step[steps][inner], label, count)

    def have(self, here: Mask) -> Mask:
        """Which components have one of the states."""
        found = np.zeros(self.count, dtype=np.bool_)
        found[self.label[here]] = True
        return found

    def in_all_states(self, bits: NDArray[np.uint64]) -> NDArray[np.uint64]:
        """The bits that all states of a component have; ``bits`` has a column for every state of the graph."""
        order = np.argsort(self.label, kind="stable")
        starts = np.searchsorted(self.label[order], np.arange(self.count))
        found: NDArray[np.uint64] = np.bitwise_and.reduceat(bits[:, self.states[order]], starts, axis=1)
        return found

    def do(self, kind: int | None) -> Mask:
        """In which components a step of the kind is done."""
        found = np.zeros(self.count, dtype=np.bool_)
        found[self.label[self.source[self.kind == kind]]] = True
        return found

    def only(self, chosen: Mask) -> "_Part":
        """Only the chosen components; they are what they were."""
        if chosen.all():
            return self
        kept = chosen[self.label]
        number = np.cumsum(chosen, dtype=np.int32) - 1
        states, source, target, kind = self._kept(kept)
        return _Part(states, source, target, kind, number[self.label[kept]], int(chosen.sum()))

    def without(self, removed: Mask) -> "_Part":
        """What is left without some states; its components are found anew."""
        states, source, target, kind = self._kept(~removed)
        leave = np.bincount(source, minlength=len(states)).astype(np.int32)
        count, label = _strongly_connected(leave, target.copy())
        inner = _inside_one(label, leave, target)
        return _Part(states, source[inner], target[inner], kind[inner], label, count)

    def _kept(self, kept: Mask) -> "tuple[Indices, NDArray[np.int32], NDArray[np.int32], NDArray[np.int16]]":
        place = np.cumsum(kept, dtype=np.int32) - 1
        inside = kept[self.source] & kept[self.target]
        return self.states[kept], place[self.source[inside]], place[self.target[inside]], self.kind[inside]
