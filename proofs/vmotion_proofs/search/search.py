"""Breadth-first search over all reachable states of a finite model, with invariants checked on every state."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vmotion_model.common.budget import Budget
from vmotion_model.language import Expr, Model

from .edges import Edges
from .layout import Words
from .program import Program, compile_model
from .store import Store

BLOCK = 1 << 15


@dataclass(frozen=True)
class SearchProgress:
    """How far a search has come."""

    states: int
    level: int
    waiting: int


Report = Callable[[SearchProgress], None]


@dataclass
class Search:
    """What a search found.

    ``levels`` holds the index of the first state of each level. ``complete``: every reachable state was visited;
    otherwise all states within ``depth`` steps were, and ``stopped`` says why it ended (empty: all invariants were broken).
    ``violations`` maps a property's name to the index of the first state (one of the nearest to the start) that breaks it.
    ``transitions`` counts enabled steps of visited states; ``edges`` holds them where they were asked for.
    """

    program: Program
    store: Store
    levels: list[int] = field(default_factory=list)
    complete: bool = False
    stopped: str = ""
    violations: dict[str, int] = field(default_factory=dict)
    transitions: int = 0
    guard_evaluations: int = 0
    fired: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    edges: Edges | None = None
    _parents: list[NDArray[np.int32]] = field(default_factory=list)
    _steps: list[NDArray[np.int16]] = field(default_factory=list)

    @property
    def states(self) -> int:
        """How many distinct states were found."""
        return self.store.size

    @property
    def bytes(self) -> int:
        """What the states occupy, the link of each to its parent (an int32 and an int16), and the steps."""
        return self.store.bytes + self.store.size * 6 + (0 if self.edges is None else self.edges.bytes)

    @property
    def depth(self) -> int:
        """The last level whose states were all checked."""
        return len(self.levels) - 1 if self.complete else len(self.levels) - 2

    def level_of(self, index: int) -> int:
        """The number of steps that the state lies from the start."""
        return int(np.searchsorted(self.levels, index, side="right")) - 1

    def level(self, number: int) -> Words:
        """The states of one level."""
        end = self.levels[number + 1] if number + 1 < len(self.levels) else self.store.size
        return self.store.words[:, self.levels[number] : end]

    def true_everywhere(self, exprs: Sequence[Expr[bool]], budget: Budget | None = None) -> list[bool]:
        """For each expression, whether it holds in every state that was found. Raises ``SpentError``."""
        checks = [self.program.compile(e) for e in exprs]
        holds = [True] * len(checks)
        for start in range(0, self.states, BLOCK):
            if budget is not None:
                budget.check()
            block = self.program.block(self.store.words[:, start : start + BLOCK])
            for number, check in enumerate(checks):
                holds[number] = holds[number] and bool(np.all(check(block)))
        return holds

    def path_to(self, index: int) -> list[tuple[int, int]]:
        """One shortest path: pairs of a step's number and the index of the state after it."""
        parents = np.concatenate(self._parents)
        steps = np.concatenate(self._steps)
        path = []
        while parents[index] >= 0:
            path.append((int(steps[index]), index))
            index = int(parents[index])
        return path[::-1]


def search(
    model: Model,
    invariants: Mapping[str, Expr[bool]],
    *,
    budget: Budget | None = None,
    states: int | None = None,
    report: Report | None = None,
    stop_early: bool = True,
    edges: bool = False,
) -> Search:
    """Visit every reachable state of a finite model, nearest first.

    With ``stop_early`` the search ends as soon as every invariant is broken (never, where there is none). A spent budget, more
    than ``states`` states or a lack of memory ends it with ``complete`` false. ``edges``: the steps between the states are kept.
    """
    program = compile_model(model)
    checks = {name: program.compile(~expr) for name, expr in invariants.items()}
    found = Search(program, Store(program.layout.words))
    found.fired = np.zeros(len(program.steps), dtype=np.int64)
    found.edges = Edges() if edges else None
    found.store.add(program.layout.pack(model.initial))
    found._parents.append(np.array([-1], dtype=np.int32))
    found._steps.append(np.array([-1], dtype=np.int16))
    limit = budget or Budget()
    begin = 0
    try:
        while begin < found.store.size:
            found.levels.append(begin)
            end = found.store.size
            for start in range(begin, end, BLOCK):
                _expand(found, checks, start, min(start + BLOCK, end))
                if report:
                    report(SearchProgress(found.store.size, len(found.levels) - 1, found.store.size - start))
                found.stopped = limit.spent or _too_large(found, states, limit.memory_mb)
                if found.stopped:
                    return found
            if stop_early and checks and len(found.violations) == len(checks):
                found.levels.append(end)
                return found
            begin = end
    except MemoryError:
        found.stopped = "out of memory"
        return found
    found.complete = True
    return found


def _too_large(found: Search, states: int | None, memory_mb: int | None) -> str:
    """Why the search must not grow any more; empty while it may. Growing copies the table, so half of the memory fills."""
    if states is not None and found.store.size > states:
        return f"more than {states:,} states"
    if memory_mb is not None and found.bytes * 2 > memory_mb << 20:
        return f"out of memory ({memory_mb} MB)"
    return ""


def _expand(found: Search, checks: Mapping[str, Any], start: int, end: int) -> None:
    program = found.program
    # A copy: adding states may move the store, and the block is used until the end.
    block = program.block(found.store.words[:, start:end].copy())
    for name, broken in checks.items():
        if name not in found.violations:
            bad = broken(block)
            if np.any(bad):
                first = int(np.argmax(bad)) if isinstance(bad, np.ndarray) and bad.ndim else 0
                found.violations[name] = start + first
    candidates: list[Words] = []
    parents: list[NDArray[np.int32]] = []
    numbers: list[NDArray[np.int16]] = []
    for number, step in enumerate(program.steps):
        at = step.enabled(block)
        if len(at):
            candidates.append(step.successors(block, at))
            parents.append((at + start).astype(np.int32))
            numbers.append(np.full(len(at), number, dtype=np.int16))
            found.fired[number] += len(at)
            found.transitions += len(at)
    found.guard_evaluations += block.size * len(program.steps)
    if candidates:
        new, targets = found.store.add(np.concatenate(candidates, axis=1))
        sources, steps = np.concatenate(parents), np.concatenate(numbers)
        found._parents.append(sources[new])
        found._steps.append(steps[new])
        if found.edges is not None:
            found.edges.add(sources, targets, steps)
