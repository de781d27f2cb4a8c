"""What no run of the model prints: an exhaustive search of its own for the tests of made logs.

It shares with `vmotion trace` the states of the model and the steps between them, which other tests count, and nothing else: it
reads the lines that were made, and keeps for every place in the two logs the set of all states that the model can be in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from made_walks import OVER, STATE
from vmotion_model.language import Command, Const
from vmotion_model.protocol import LOCATIONS
from vmotion_model.protocol.state import config
from vmotion_model.protocol.vocabulary import Fault
from vmotion_model.vmx_states import Dialect, Side, on_side
from vmotion_traces.joint.untimed_states import Space, shipped
from vmotion_traces.made import MadeLine

Mask = NDArray[np.bool_]
Ints = NDArray[np.int64]
Token = tuple[str, ...]
"""What a line of a vmware.log says: `(before, after)`, or `(value,)` of the config flag."""
Told = tuple[Token, ...]


@dataclass(frozen=True)
class Steps:
    """The steps of one kind, by the state that they leave: where each leads, and what it writes into the flag (-1: nothing)."""

    first: Ints
    target: Ints
    writes: NDArray[np.int8]


class Oracle:
    """All that the model can print. A state is counted twice: once for each value that the source has last written."""

    def __init__(self, space: Space) -> None:
        self.size = space.found.states
        source, target = space.edges.source.astype(np.int64), space.edges.target.astype(np.int64)
        step = space.edges.step
        names = [command.name for command in space.steps]
        self.starts = np.unique(target[step == names.index("request")])
        self.failed = np.tile(space.all.failed, 2)
        at = space.at[Side.DESTINATION]
        ran_and_done = space.all.ran & (at == space.places[Side.DESTINATION].index("FINISHED"))
        self.done = np.tile(ran_and_done, 2)
        writes = np.array([_writes(command) for command in space.steps], dtype=np.int8)[step]
        label = np.full(len(step), -1)
        self.labels: dict[tuple[Side, Token], int] = {}
        for number, command in enumerate(space.steps):
            crash = command.fault in (Fault.SOURCE_CRASH, Fault.DESTINATION_CRASH)
            for side in Side:
                if command.role != side or LOCATIONS[side] not in command.updates or crash:
                    continue
                for edge in np.flatnonzero(step == number):
                    before, after = space.at[side][source[edge]], space.at[side][target[edge]]
                    if before != after:
                        key = (side, (space.places[side][before], space.places[side][after]))
                        label[edge] = self.labels.setdefault(key, len(self.labels))
        may = step != names.index("request")
        self.by_label = [(source[label == n], target[label == n], writes[label == n]) for n in range(len(self.labels))]
        of_side = {side: np.isin(label, [n for (s, _), n in self.labels.items() if s is side]) for side in Side}
        self.silent = {
            (a, b): self._steps(
                may & ((label == -1) | (of_side[Side.SOURCE] & a) | (of_side[Side.DESTINATION] & b)),
                source,
                target,
                writes,
            )
            for a in (False, True)
            for b in (False, True)
        }
        self.reached = lru_cache(maxsize=2000)(self._reached)

    def _steps(self, chosen: Mask, source: Ints, target: Ints, writes: NDArray[np.int8]) -> Steps:
        ones = source[chosen]
        order = np.argsort(ones, kind="stable")
        return Steps(
            np.searchsorted(ones[order], np.arange(self.size + 1)), target[chosen][order], writes[chosen][order]
        )

    def has_run(self, source: Told, destination: Told, fails: bool) -> bool:
        """Whether some run prints these lines, and then whatever; with `fails`, one that ends in failure."""
        seeds = self._seeds(source, True, destination, True)
        if not fails:
            return bool(seeds.any())
        return bool((self._closed(seeds, self.silent[True, True]) & self.failed).any())

    def _reached(
        self, source: Told, source_ended: bool, destination: Told, destination_ended: bool
    ) -> NDArray[np.uint8]:
        seeds = self._seeds(source, source_ended, destination, destination_ended)
        return np.packbits(self._closed(seeds, self.silent[source_ended, destination_ended]))

    def _seeds(self, source: Told, source_ended: bool, destination: Told, destination_ended: bool) -> Mask:
        """The states right after the last line, for each log that may be the last one."""
        found = np.zeros(2 * self.size, dtype=np.bool_)
        if not source and not destination:
            found[self.starts] = True
        if source:
            before = self._unpacked(self.reached(source[:-1], False, destination, destination_ended))
            found |= self._after(before, Side.SOURCE, source[-1])
        if destination:
            before = self._unpacked(self.reached(source, source_ended, destination[:-1], False))
            found |= self._after(before, Side.DESTINATION, destination[-1])
        return found

    def _unpacked(self, bits: NDArray[np.uint8]) -> Mask:
        return np.unpackbits(bits, count=2 * self.size).astype(np.bool_)

    def _after(self, before: Mask, side: Side, token: Token) -> Mask:
        found = np.zeros_like(before)
        if len(token) == 1:
            half = slice(self.size, None) if token == ("TRUE",) else slice(0, self.size)
            found[half] = before[half]
            return found
        if (side, token) == (Side.DESTINATION, ("FINISHED", "NONE")):
            found |= before & self.done  # no step of the model: its VMX is done
        number = self.labels.get((side, token))
        if number is not None:
            source, target, writes = self.by_label[number]
            for flag in (0, 1):
                leaves = before[flag * self.size + source]
                after = np.where(writes < 0, flag, writes).astype(np.int64)
                found[(after * self.size + target)[leaves]] = True
        return found

    def _closed(self, seeds: Mask, steps: Steps) -> Mask:
        reached = seeds.copy()
        frontier = np.flatnonzero(seeds)
        while len(frontier):
            flag, state = frontier // self.size, frontier % self.size
            counts = steps.first[state + 1] - steps.first[state]
            row = np.repeat(np.arange(len(state)), counts)
            edge = np.arange(len(row)) - np.repeat(np.cumsum(counts) - counts, counts) + steps.first[state][row]
            writes = steps.writes[edge]
            after = np.where(writes < 0, flag[row], writes).astype(np.int64) * self.size + steps.target[edge]
            after = np.unique(after[~reached[after]])
            reached[after] = True
            frontier = after
        return reached


def _writes(command: Command) -> int:
    update = command.updates.get(config.read_only.name)
    own = command.role == "source"
    return int(bool(update.value)) if own and isinstance(update, Const) else -1


@cache
def oracle() -> Oracle:
    """That of the shipped model."""
    return Oracle(shipped())


def first_refused(lines: Sequence[MadeLine], dialect: Dialect) -> MadeLine | None:
    """The first line that no run prints after those before it."""
    telling = [line for line in lines if _token(line, dialect) is not None]
    fails = next((line for line in lines if "exceeded the maximum switchover time" in line.text), None)

    def possible(count: int, with_end: bool = False) -> bool:
        told = [_told(telling[:count], side, dialect) for side in Side]
        return oracle().has_run(told[0], told[1], with_end)

    source, destination = (_stopping(_told(telling, side, dialect)) for side in Side)
    if oracle().has_run(source, destination, fails=False):
        return None if fails is None or possible(len(telling), with_end=True) else fails
    low, high = 0, len(telling)  # the first `low` lines are possible, the first `high` are not
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if possible(middle) else (low, middle)
    return telling[high - 1]


def _stopping(told: Told) -> Told:
    """A log that stops before its VMX is done, without values of the flag at its end: what came with them may be missing."""
    last = max((n for n, token in enumerate(told) if len(token) == 2), default=-1)
    return told[: last + 1] if last >= 0 and told[last][1] not in OVER else told


def _told(lines: Sequence[MadeLine], side: Side, dialect: Dialect) -> Told:
    found: list[Token] = []
    for line in lines:
        token = _token(line, dialect)
        if line.side is side and token is not None and not (len(token) == 1 and found and found[-1] == token):
            found.append(token)
    return tuple(found)


def _token(line: MadeLine, dialect: Dialect) -> Token | None:
    if line.side is None:
        return None
    if match := STATE.search(line.text):
        names = {}
        for state in on_side(line.side):
            number = state.number(dialect)
            text = (
                str(number) if dialect is Dialect.OLD else state.name if number is None else f"{state.name} ({number})"
            )
            names[text] = state.member
        return names[match["before"]], names[match["after"]]
    value = line.text.removeprefix('ConfigDB: Setting config.readOnly = "')
    return None if value == line.text or line.side is not Side.SOURCE else (value.rstrip('"'),)
