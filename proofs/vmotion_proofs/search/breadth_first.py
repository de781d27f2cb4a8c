"""Breadth-first search over all reachable states of a finite model, with invariants checked on every state."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vmotion_model.common.budget import Budget
from vmotion_model.language import Expr, Model

from .compiled_model import Program, compile_model
from .packing import Words
from .states_and_steps import Edges, Store

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

    The states from ``_next`` on have not been expanded yet; ``_end`` is where their level ends. ``_over``: there is nothing
    to go on with, or the memory did not suffice in the middle of a block.
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
    _next: int = 0
    _end: int = 0
    _over: bool = False
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
    found = Search(program, Store(program.layout.words))
    found.fired = np.zeros(len(program.steps), dtype=np.int64)
    found.edges = Edges() if edges else None
    found.store.add(program.layout.pack(model.initial))
    found._parents.append(np.array([-1], dtype=np.int32))
    found._steps.append(np.array([-1], dtype=np.int16))
    go_on(found, invariants, budget=budget, states=states, report=report, stop_early=stop_early)
    return found


def go_on(
    found: Search,
    invariants: Mapping[str, Expr[bool]],
    *,
    budget: Budget | None = None,
    states: int | None = None,
    report: Report | None = None,
    stop_early: bool = True,
) -> None:
    """Go on with a search that has stopped, in which ``invariants`` are looked at from now on; otherwise like ``search``.

    An invariant must have been looked at from the beginning: the states that are behind are not asked again.
    """
    if found._over:
        return
    found.stopped = ""
    checks = {name: found.program.compile(~expr) for name, expr in invariants.items()}
    limit = budget or Budget()
    try:
        while found._next < found.store.size:
            if found._next == found._end:
                found.levels.append(found._end)
                found._end = found.store.size
            begin, end = found._next, min(found._next + BLOCK, found._end)
            _expand(found, checks, begin, end)
            found._next = end
            if report:
                report(SearchProgress(found.store.size, len(found.levels) - 1, found.store.size - begin))
            found.stopped = limit.spent or _too_large(found, states, limit.memory_mb)
            if found.stopped:
                return
            if end == found._end and stop_early and checks and checks.keys() <= found.violations.keys():
                found.levels.append(end)
                found._over = True
                return
    except MemoryError:
        found.stopped, found._over = "out of memory", True
        return
    found.complete = found._over = True


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
    places: list[NDArray[np.int64]] = []
    numbers: list[NDArray[np.int16]] = []
    for number, step in enumerate(program.steps):
        at = step.enabled(block)
        if len(at):
            candidates.append(step.successors(block, at))
            places.append(at)
            numbers.append(np.full(len(at), number, dtype=np.int16))
            found.fired[number] += len(at)
            found.transitions += len(at)
    found.guard_evaluations += block.size * len(program.steps)
    sources = np.concatenate([np.empty(0, dtype=np.int64), *places])
    steps = np.concatenate([np.empty(0, dtype=np.int16), *numbers])
    targets = np.empty(0, dtype=np.int64)
    if candidates:
        new, targets = found.store.add(np.concatenate(candidates, axis=1))
        found._parents.append((sources[new] + start).astype(np.int32))
        found._steps.append(steps[new])
    if found.edges is not None:
        found.edges.add(block.size, sources, targets, steps)
