"""The search for a run that has the records: breadth first over pairs of a state and how far each log was read.

A step that a log prints is taken only where the next record of that log is this step, or where the log misses lines. So the
first run that reads all records is one with the fewest steps. Where there is none, all pairs were visited: no run has them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from math import prod

import numpy as np

from vmotion_model.common.budget import Budget
from vmotion_model.vmx_states import Side
from vmotion_traces.events import LoggedOutcome

from .question import NONE, Changed, Fact, Place, Question, Ran, Stands, Steps, Told, Wrote
from .untimed_states import Graph, Ints, Mask, Move, leaving

MOST_PAIRS = 400_000_000
"""Pairs of a state and a place in the logs: one byte each."""


@dataclass(frozen=True, slots=True)
class FoundStep:
    """A step of a run that was found: the number of the command, and the record that it explains.

    Where there is no command, the record is one of what is true by then.
    """

    command: int | None
    record: Place | None


@dataclass
class Walk:
    """A search under way. A pair is one number: the place in the logs, and in it the state."""

    graph: Graph
    question: Question
    budget: Budget
    seen: Mask = field(init=False)
    keys: list[Ints] = field(default_factory=list)
    parents: list[Ints] = field(default_factory=list)
    edges: list[Ints] = field(default_factory=list)

    def __post_init__(self) -> None:
        pairs = self.positions * self.size
        self.seen = np.zeros(pairs if pairs <= MOST_PAIRS else 0, dtype=np.bool_)

    @property
    def size(self) -> int:
        """How many states there are."""
        return self.graph.size

    @cached_property
    def shape(self) -> tuple[int, ...]:
        """How many places each log has; the last number is for the flag that the source wrote last."""
        has_flag = any(isinstance(f, Wrote) for told in self.question.told for f in told.facts)
        return (*(len(told.facts) + 1 for told in self.question.told), 2 if has_flag else 1)

    @property
    def positions(self) -> int:
        """How many places there are in all logs together."""
        return prod(self.shape)

    @cached_property
    def coordinates(self) -> Ints:
        """For every position the place in each log, and the flag: shape (logs + 1, positions)."""
        return np.array(np.unravel_index(np.arange(self.positions), self.shape))

    def _step(self, log: int) -> int:
        """How much a position grows where one more record of a log is read."""
        return prod(self.shape[log + 1 :])

    @cached_property
    def tables(self) -> tuple[Ints, Ints]:
        """For every kind of step and position where it leads: without a record, and with the next one; -1 for nowhere."""
        kinds = self.graph.moves
        here = np.arange(self.positions)
        unread, read = (np.full((len(kinds), self.positions), -1, dtype=np.int64) for _ in range(2))
        unread[0] = here
        for kind, move in enumerate(kinds):
            if move is None:
                continue
            after = here
            if move.writes is not None and self.shape[-1] == 2:
                after = here - self.coordinates[-1] + int(move.writes)
            log = next((n for n, told in enumerate(self.question.told) if told.side is move.side), None)
            if log is None:
                unread[kind] = after
                continue
            told, at = self.question.told[log], self.coordinates[log]
            unread[kind] = np.where(np.isin(at, sorted(self._gaps(told, move))), after, -1)
            fitting = [n for n, fact in enumerate(told.facts) if self._is_of(fact, move)]
            ready = np.isin(at, fitting) & self._in_order(log)
            read[kind] = np.where(ready, after + self._step(log), -1)
        return unread, read

    def _is_of(self, fact: Fact, move: Move) -> bool:
        """Whether a record may be that of a change."""
        if not isinstance(fact, Changed) or (fact.before, fact.after) != (move.before, move.after):
            return False
        if not self.question.in_time or move.timer is None:
            return True
        states, seconds = move.timer
        # The clock runs at most since the first of these states was entered.
        known = [ago for state, ago in fact.since if state in states]
        return not known or max(known) >= seconds

    def _gaps(self, told: Told, move: Move) -> frozenset[int]:
        """The places in a log at which it may miss the line of a change."""
        end = {len(told.facts)}
        wide = told.wide | end if self.question.again else told.wide
        gaps = wide if move.before == NONE else told.gaps | wide
        return gaps if self.question.beyond else gaps - end

    def _in_order(self, log: int) -> Mask:
        """In which positions the next record of a log has no record before it that is still to be read."""
        may = np.ones(self.positions, dtype=np.bool_)
        for a, b, c, d in self.question.order:
            if c == log:
                may &= (self.coordinates[log] != d) | (self.coordinates[a] > b)
        return may

    @cached_property
    def conditions(self) -> list[tuple[Mask, Mask, int]]:
        """Records that are conditions on a state: in which positions they are next, in which states they hold, what is added."""
        found = []
        every = np.ones(self.size, dtype=np.bool_)
        for log, told in enumerate(self.question.told):
            in_order = self._in_order(log)
            for number, fact in enumerate(told.facts):
                next_here = (self.coordinates[log] == number) & in_order
                match fact:
                    case Wrote(read_only=value):
                        found.append((next_here & (self.coordinates[-1] == int(value)), every, self._step(log)))
                    case Stands(state=state):
                        assert told.side is not None
                        found.append((next_here, self._stands(told.side, state), self._step(log)))
                    case Steps(side=side, state=state):
                        # The two logs of a host are not written at once: it is on its way, or there.
                        from_where = {m.before for m in self.graph.moves if m and (m.side, m.after) == (side, state)}
                        holds = np.any([self._stands(side, at) for at in {state, *from_where}], axis=0)
                        found.append((next_here, holds, self._step(log)))
                    case Ran():
                        found.append((next_here, self.graph.ran, self._step(log)))
                    case Changed(before="FINISHED", after="NONE") if told.side is Side.DESTINATION:
                        # A destination that runs its VM is done with the migration: the model leaves it in FINISHED.
                        found.append(
                            (next_here, self.graph.ran & self._stands(Side.DESTINATION, "FINISHED"), self._step(log))
                        )
        return found

    def _stands(self, side: Side, state: str) -> Mask:
        """Where a VMX is in a state."""
        places = self.graph.places[side]
        holds: Mask = self.graph.at[side] == (places.index(state) if state in places else -1)
        return holds

    @cached_property
    def all_read(self) -> Mask:
        """The positions in which every record was read."""
        done: Mask = np.all(self.coordinates[:-1] == np.array(self.shape[:-1])[:, None] - 1, axis=0)
        return done

    @cached_property
    def ends(self) -> Mask:
        """The states in which the run may end."""
        match self.question.end:
            case LoggedOutcome.SUCCESS:
                return self.graph.ran
            case LoggedOutcome.FAILURE:
                return self.graph.failed
        return np.ones(self.size, dtype=np.bool_)

    def go(self, stop: bool) -> tuple[int | None, str]:
        """Visit all pairs that can be reached, or with `stop` until one reads everything: its number, and why it ended early."""
        if not len(self.seen):
            return None, f"there are too many records to look for a run ({self.question.size:,})"
        starts = self.graph.starts
        frontier = self._add(starts, np.full(len(starts), -1), np.full(len(starts), -1))
        while len(frontier[0]):
            if why := self.budget.spent:
                return None, why
            if stop and (goal := self._goal(frontier)) is not None:
                return goal, ""
            frontier = self._joined([*self._conditional(frontier), *self._steps(frontier)])
        return None, ""

    def _goal(self, frontier: tuple[Ints, Ints]) -> int | None:
        keys, numbers = frontier
        good = np.flatnonzero(self.all_read[keys // self.size] & self.ends[keys % self.size])
        return int(numbers[good[0]]) if len(good) else None

    def _conditional(self, frontier: tuple[Ints, Ints]) -> list[tuple[Ints, Ints, Ints]]:
        keys, numbers = frontier
        position, state = keys // self.size, keys % self.size
        found = []
        for next_here, holds, more in self.conditions:
            chosen = next_here[position] & holds[state]
            found.append((keys[chosen] + more * self.size, numbers[chosen], np.full(int(chosen.sum()), -1)))
        return found

    def _steps(self, frontier: tuple[Ints, Ints]) -> list[tuple[Ints, Ints, Ints]]:
        keys, numbers = frontier
        position, state = keys // self.size, keys % self.size
        row, edge = leaving(self.graph, state)
        kind, target = self.graph.kind[edge], self.graph.target[edge]
        found = []
        for table in self.tables:
            after = table[kind, position[row]]
            good = after >= 0
            found.append((after[good] * self.size + target[good], numbers[row[good]], edge[good]))
        return found

    def _joined(self, parts: list[tuple[Ints, Ints, Ints]]) -> tuple[Ints, Ints]:
        keys, parents, edges = (np.concatenate([part[n] for part in parts]) for n in range(3))
        return self._add(keys, parents, edges)

    def _add(self, keys: Ints, parents: Ints, edges: Ints) -> tuple[Ints, Ints]:
        """The pairs that are new, each once, with their numbers."""
        new = np.flatnonzero(~self.seen[keys])
        _, once = np.unique(keys[new], return_index=True)
        new = new[np.sort(once)]
        begin = sum(map(len, self.keys))
        self.seen[keys[new]] = True
        self.keys.append(keys[new])
        self.parents.append(parents[new])
        self.edges.append(edges[new])
        return keys[new], np.arange(begin, begin + len(new))

    def run_to(self, number: int) -> tuple[int, tuple[FoundStep, ...]]:
        """The state in which the attempt begins, and the steps to a pair, in a graph whose steps are those of commands."""
        assert self.graph.step is not None
        assert self.graph.state is not None
        keys, parents, edges = (np.concatenate(part) for part in (self.keys, self.parents, self.edges))
        steps: list[FoundStep] = []
        while parents[number] >= 0:
            before, edge = int(parents[number]), int(edges[number])
            record = self._read_between(int(keys[before]), int(keys[number]))
            steps.append(FoundStep(int(self.graph.step[edge]) if edge >= 0 else None, record))
            number = before
        return int(self.graph.state[keys[number] % self.size]), tuple(reversed(steps))

    def _read_between(self, before: int, after: int) -> Place | None:
        grown = self.coordinates[:-1, after // self.size] - self.coordinates[:-1, before // self.size]
        logs = np.flatnonzero(grown)
        return (int(logs[0]), int(self.coordinates[logs[0], before // self.size])) if len(logs) else None

    def states_at(self, chosen: Mask) -> Ints:
        """The states of all pairs whose position is among those."""
        return np.flatnonzero(self.seen.reshape(self.positions, self.size)[chosen].any(axis=0))
