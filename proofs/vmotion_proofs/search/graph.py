"""The steps between the states of a complete search, as arrays sorted by where they begin; and how they are followed."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from vmotion_model.common.budget import Budget
from vmotion_model.language import Expr, Finite, any_of

from .breadth_first import BLOCK, Search
from .states_and_steps import Edges

Mask: TypeAlias = NDArray[np.bool_]
Indices: TypeAlias = NDArray[np.int64]
AT_ONCE = 1 << 16
"""Of so many states the steps are followed at once."""
_NO_STEPS = (np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int16))


@dataclass(frozen=True)
class StateGraph:
    """All steps of a complete search, sorted by the state where they begin: ``step[i]`` leads to state ``target[i]``.

    ``first[s]`` to ``first[s + 1]`` are those that leave state ``s``. ``step`` is a number among the commands of the model in
    ticks. There are many times as many steps as states, so that nothing is kept of a step that follows from ``first``.
    """

    finite: Finite
    search: Search
    first: Indices
    target: NDArray[np.int32]
    step: NDArray[np.int16]
    budget: Budget = field(default_factory=Budget)

    @property
    def size(self) -> int:
        """How many states there are."""
        return self.search.states

    @cached_property
    def number(self) -> dict[str, int]:
        """Step numbers by command name."""
        return {s.command.name: i for i, s in enumerate(self.search.program.steps)}

    @cached_property
    def idle(self) -> Mask:
        """The states in which time can pass and change nothing: no clock runs. (A model without clocks may always wait.)"""
        active = [self.finite.translate(c.active) for c in self.finite.dense.clocks if c.active is not None]
        return ~self.where(any_of(*active), dense=False)

    def begin(self, steps: Indices) -> Indices:
        """The states where some steps begin."""
        found: Indices = np.searchsorted(self.first, steps, side="right") - 1
        return found

    def leave(self, steps: Mask) -> NDArray[np.int32]:
        """How many of the chosen steps leave each state."""
        found = np.zeros(self.size, dtype=np.int32)
        for begin in range(0, self.size, BLOCK):
            first = self.first[begin : begin + BLOCK + 1]
            before = np.concatenate(([0], np.cumsum(steps[first[0] : first[-1]], dtype=np.int32)))
            found[begin : begin + BLOCK] = np.diff(before[first - first[0]])
        return found

    def within(self, states: Mask) -> Mask:
        """Which steps lead from one of the states to one of them."""
        found: Mask = np.repeat(states, np.diff(self.first))
        for begin in range(0, len(found), BLOCK):
            found[begin : begin + BLOCK] &= states[self.target[begin : begin + BLOCK]]
        return found

    @cached_property
    def leaving(self) -> NDArray[np.uint64]:
        """For every state which commands can be done there, a bit each: shape (words, size)."""
        found = np.zeros((len(self.number) // 64 + 1, self.size), dtype=np.uint64)
        for begin in range(0, self.size, BLOCK):
            first = self.first[begin : begin + BLOCK + 1]
            # A state that nothing leaves has no entry to reduce.
            states = np.flatnonzero(np.diff(first))
            if not len(states):
                continue
            step = self.step[first[0] : first[-1]].astype(np.uint64)
            for number, row in enumerate(found):
                bits = np.where(step >> np.uint64(6) == number, np.uint64(1) << (step & np.uint64(63)), np.uint64(0))
                row[begin + states] = np.bitwise_or.reduceat(bits, first[states] - first[0])
        return found

    def among(self, bits: NDArray[np.uint64], name: str) -> Mask:
        """Where a command is one of those that have a bit in columns like those of ``leaving``."""
        word, bit = divmod(self.number[name], 64)
        found: Mask = bits[word] >> np.uint64(bit) & np.uint64(1) != 0
        return found

    def steps_named(self, names: "frozenset[str] | tuple[str, ...]") -> Mask:
        """Which steps are steps of these commands; names that the model does not have name none."""
        wanted = np.zeros(len(self.number) + 1, dtype=np.bool_)
        wanted[[self.number[n] for n in names if n in self.number]] = True
        chosen: Mask = wanted[self.step]
        return chosen

    def where(self, expr: Expr[Any], dense: bool = True) -> Mask:
        """The states in which an expression (over the dense model, or over the one in ticks) holds."""
        compiled = self.search.program.compile(self.finite.translate(expr) if dense else expr)
        found = np.empty(self.size, dtype=np.bool_)
        for start in range(0, self.size, BLOCK):
            self.budget.check()
            block = self.search.program.block(self.search.store.words[:, start : start + BLOCK])
            found[start : start + block.size] = compiled(block)
        return found


def graph_of(finite: Finite, found: Search, budget: Budget | None = None) -> StateGraph:
    """The steps of a complete search, which are found again where it has not kept them.

    ``budget`` is also that of whoever asks the graph. Raises ``SpentError``.
    """
    budget = budget or Budget()
    if found.edges is None:
        found.edges = _found_again(found, budget)
    return StateGraph(finite, found, found.edges.first, found.edges.target, found.edges.step, budget)


def _found_again(found: Search, budget: Budget) -> Edges:
    edges = Edges()
    for start in range(0, found.states, BLOCK):
        budget.check()
        block = found.program.block(found.store.words[:, start : start + BLOCK].copy())
        here: list[tuple[Indices, Indices, NDArray[np.int16]]] = [_NO_STEPS]
        for number, step in enumerate(found.program.steps):
            at = step.enabled(block)
            if len(at):
                after = found.store.find(step.successors(block, at))
                here.append((at, after, np.full(len(at), number, dtype=np.int16)))
        edges.add(block.size, *(np.concatenate(column) for column in zip(*here, strict=True)))
    return edges


def steps_from(first: Indices, states: Indices) -> Indices:
    """The steps that leave any of the states; ``first[s]`` to ``first[s + 1]`` leave state ``s``."""
    counts = first[states + 1] - first[states]
    starts = np.repeat(first[states] - np.concatenate(([0], np.cumsum(counts)[:-1])), counts)
    return starts + np.arange(counts.sum())


def reached_without(first: Indices, target: NDArray[Any], started: Mask, goal: Mask) -> Mask:
    """The states that are reached from ``started`` without meeting ``goal``; ``target`` is where each step leads."""
    states = started & ~goal
    frontier: Indices = np.flatnonzero(states)
    place = np.empty(len(states), dtype=np.int32)
    while len(frontier):
        found = []
        # Part by part: a frontier of millions of states has tens of millions of steps.
        for begin in range(0, len(frontier), AT_ONCE):
            following = target[steps_from(first, frontier[begin : begin + AT_ONCE])].astype(np.int64)
            fresh = following[~states[following] & ~goal[following]]
            states[fresh] = True
            # Each once, without sorting: of equal entries the last one keeps its place.
            numbers = np.arange(len(fresh), dtype=np.int32)
            place[fresh] = numbers
            found.append(fresh[place[fresh] == numbers])
        frontier = np.concatenate(found)
    return states
