"""The steps between states, as columns that grow."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

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
