"""What a search has found so far: states, packed in order of discovery under an exact vectorised hash table; steps as columns."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from .packing import Words

_EMPTY = -1
_MIX = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93)


class Store:
    """States by index. Membership compares whole states, so a hash collision can never lose one."""

    def __init__(self, words: int, capacity: int = 1 << 12) -> None:
        """An empty set of states of ``words`` words."""
        self.size = 0
        # One row per state: what is compared with a candidate lies in one line of the processor's cache.
        self._rows = np.empty((capacity, words), dtype=np.uint64)
        # A power of two, so that a mask takes the place of the remainder.
        self._slots = np.full(1 << (capacity * 2 - 1).bit_length(), _EMPTY, dtype=np.int32)

    @property
    def words(self) -> Words:
        """All states, shape (words, size)."""
        return self._rows[: self.size].T

    @property
    def bytes(self) -> int:
        """What the table occupies."""
        return int(self._rows.nbytes + self._slots.nbytes)

    def add(self, candidates: Words) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Insert states, shape (words, n).

        Returns the positions in ``candidates`` that were new, in order, and the index of every candidate. New states get
        consecutive indices.
        """
        count = candidates.shape[1]
        self._reserve(count)
        base = self.size
        # Candidates lie behind the known states while their places are found; only the new ones stay.
        self._rows[base : base + count] = candidates.T
        slots = self._home(candidates)
        index = self._claim(slots, base + np.arange(count, dtype=np.int32))
        # Most candidates are known states that lie where they are looked for; the others go on from slot to slot.
        pending = np.flatnonzero(~self._same(index, candidates))
        while len(pending):
            slots[pending] = (slots[pending] + 1) & (len(self._slots) - 1)
            index[pending] = self._claim(slots[pending], (base + pending).astype(np.int32))
            pending = pending[~self._same(index[pending], np.take(candidates, pending, axis=1))]
        return self._settle(index, base, count, candidates)

    def _claim(self, slots: NDArray[np.int64], numbers: NDArray[np.int32]) -> NDArray[np.int64]:
        """Which state holds each slot, after a free slot was given to one of the states that look for it."""
        held = np.take(self._slots, slots)
        free = np.flatnonzero(held == _EMPTY)
        wanted = slots[free]
        self._slots[wanted] = numbers[free]
        held[free] = self._slots[wanted]
        return held.astype(np.int64)

    def _same(self, held: NDArray[np.int64], words: Words) -> NDArray[np.bool_]:
        """Whether each state is the one of that index."""
        rows = np.take(self._rows, held, axis=0)
        same: NDArray[np.bool_] = rows[:, 0] == words[0]
        for number in range(1, len(words)):
            same &= rows[:, number] == words[number]
        return same

    def find(self, words: Words) -> NDArray[np.int64]:
        """The index of each state, -1 where it is not in the set."""
        index = np.full(words.shape[1], _EMPTY, dtype=np.int64)
        pending = np.arange(words.shape[1])
        slots = self._home(words)
        while len(pending):
            held = self._slots[slots[pending]].astype(np.int64)
            same = (held != _EMPTY) & self._same(held, words[:, pending])
            index[pending[same]] = held[same]
            pending = pending[~same & (held != _EMPTY)]
            slots[pending] = (slots[pending] + 1) & (len(self._slots) - 1)
        return index

    def _settle(
        self, index: NDArray[np.int64], base: int, count: int, candidates: Words
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Close the gaps that known and repeated candidates leave."""
        new = np.flatnonzero(index == np.arange(base, base + count))
        final = np.full(count, _EMPTY, dtype=np.int64)
        final[new] = base + np.arange(len(new))
        fresh = index >= base
        moved = index.copy()
        moved[fresh] = final[index[fresh] - base]
        if len(new) != count:
            slots = self._slot_of(candidates[:, new], index[new])
            self._rows[base : base + len(new)] = candidates[:, new].T
            self._slots[slots] = final[new]
        self.size = base + len(new)
        return new, moved

    def _slot_of(self, words: Words, held: NDArray[np.int64]) -> NDArray[np.int64]:
        slots = self._home(words)
        pending = np.arange(len(held))
        while len(pending):
            pending = pending[self._slots[slots[pending]] != held[pending]]
            slots[pending] = (slots[pending] + 1) & (len(self._slots) - 1)
        return slots

    def _home(self, words: Words) -> NDArray[np.int64]:
        mixed = np.zeros(words.shape[1], dtype=np.uint64)
        for i, word in enumerate(words):
            mixed = (mixed ^ word) * np.uint64(_MIX[i % len(_MIX)])
            mixed ^= mixed >> np.uint64(29)
        home: NDArray[np.int64] = (mixed >> np.uint64(3)).astype(np.int64) & (len(self._slots) - 1)
        return home

    def _reserve(self, more: int) -> None:
        needed = self.size + more
        capacity, words = self._rows.shape
        if needed > capacity:
            grown = np.empty((max(needed, capacity * 2), words), dtype=np.uint64)
            grown[: self.size] = self._rows[: self.size]
            self._rows = grown
        if needed * 2 > len(self._slots):
            size = 1 << (needed * 4 - 1).bit_length()
            self._slots = np.full(size, _EMPTY, dtype=np.int32)
            self._rehash()

    def _rehash(self) -> None:
        pending = np.arange(self.size)
        slots = self._home(self.words)
        while len(pending):
            free = pending[self._slots[slots[pending]] == _EMPTY]
            self._slots[slots[free]] = free
            pending = pending[self._slots[slots[pending]] != pending]
            slots[pending] = (slots[pending] + 1) & (len(self._slots) - 1)


N = TypeVar("N", bound=np.generic)


class Edges:
    """Steps between states, sorted by where they begin: step number ``step[i]`` leads to state ``target[i]``.

    There can be tens of millions. Each column is one piece of memory with room to grow, so that nothing is copied in the end; how
    many steps leave each state is kept in place of where each step begins.
    """

    def __init__(self) -> None:
        """None so far."""
        self.size = 0
        self._target = np.empty(1 << 12, dtype=np.int32)
        self._step = np.empty(1 << 12, dtype=np.int16)
        self._leave: list[NDArray[np.int16]] = []

    @property
    def target(self) -> NDArray[np.int32]:
        """Where each ends."""
        return self._target[: self.size]

    @property
    def step(self) -> NDArray[np.int16]:
        """Which command it is, by its number."""
        return self._step[: self.size]

    @property
    def first(self) -> NDArray[np.int64]:
        """``first[s]`` to ``first[s + 1]`` are the steps that leave state ``s``, of all states whose steps were added."""
        return np.cumsum(np.concatenate([np.zeros(1, dtype=np.int16), *self._leave]), dtype=np.int64)

    @property
    def source(self) -> NDArray[np.int32]:
        """Where each begins: made anew at every call, for searches that are small."""
        leave = np.concatenate([np.zeros(0, dtype=np.int16), *self._leave])
        return np.repeat(np.arange(len(leave), dtype=np.int32), leave)

    @property
    def bytes(self) -> int:
        """What they occupy."""
        return self.target.nbytes + self.step.nbytes + sum(part.nbytes for part in self._leave)

    def add(self, states: int, source: NDArray[np.int64], target: NDArray[np.int64], step: NDArray[np.int16]) -> None:
        """Take those of the next ``states`` states, which are given step by step; ``source`` counts from the first of them."""
        end = self.size + len(source)
        if end > len(self._target):
            room = max(end, len(self._target) * 2)
            self._target = _longer(self._target, self.size, room)
            self._step = _longer(self._step, self.size, room)
        # Small numbers are sorted fast.
        order = np.argsort(source.astype(np.uint16), kind="stable")
        here = slice(self.size, end)
        self._target[here], self._step[here] = target[order], step[order]
        # No more than there are commands leave one state.
        self._leave.append(np.bincount(source, minlength=states).astype(np.int16))
        self.size = end


def _longer(column: NDArray[N], size: int, room: int) -> NDArray[N]:
    longer = np.empty(room, dtype=column.dtype)
    longer[:size] = column[:size]
    return longer
