"""The steps between the states of a complete search, as arrays."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vmotion_model.language import Expr, Finite, any_of
from vmotion_proofs.budget import Budget
from vmotion_proofs.explicit.search import BLOCK, Search

from .walk import Indices, Mask


@dataclass(frozen=True)
class Graph:
    """All steps of a complete search: ``step[i]`` leads from state ``source[i]`` to ``target[i]``, sorted by source.

    A step is given by its number among the commands of the model in ticks.
    """

    finite: Finite
    search: Search
    source: NDArray[np.int32]
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

    @cached_property
    def first(self) -> Indices:
        """``first[s]`` to ``first[s + 1]`` are the steps that leave state ``s``."""
        return np.searchsorted(self.source, np.arange(self.size + 1))

    @cached_property
    def _by_step(self) -> tuple[Indices, Indices]:
        """The sources of all steps, command by command, and where each command's begin."""
        order = np.argsort(self.step, kind="stable")
        return self.source[order].astype(np.int64), np.searchsorted(self.step[order], np.arange(len(self.number) + 1))

    def enabled(self, name: str) -> Mask:
        """The states in which a command can be done: those that a step of it leaves."""
        sources, first = self._by_step
        number = self.number[name]
        found = np.zeros(self.size, dtype=np.bool_)
        found[sources[first[number] : first[number + 1]]] = True
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


def graph_of(finite: Finite, found: Search, budget: Budget | None = None) -> Graph:
    """The steps of a complete search, found again; ``budget`` is also that of whoever asks the graph. Raises ``SpentError``."""
    budget = budget or Budget()
    sources, targets, steps = [], [], []
    for start in range(0, found.states, BLOCK):
        budget.check()
        # A block at a time, sorted within it: the whole is sorted then.
        block = found.program.block(found.store.words[:, start : start + BLOCK].copy())
        here: list[tuple[Indices, Indices, int]] = []
        for number, step in enumerate(found.program.steps):
            at = step.enabled(block)
            if len(at):
                here.append((at + start, found.store.find(step.successors(block, at)), number))
        if not here:
            continue
        source = np.concatenate([s for s, _, _ in here])
        order = np.argsort(source, kind="stable")
        sources.append(source[order].astype(np.int32))
        targets.append(np.concatenate([t for _, t, _ in here])[order].astype(np.int32))
        steps.append(np.concatenate([np.full(len(s), n, dtype=np.int16) for s, _, n in here])[order])
    if not sources:
        return Graph(finite, found, np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0, np.int16), budget)
    return Graph(finite, found, np.concatenate(sources), np.concatenate(targets), np.concatenate(steps), budget)
