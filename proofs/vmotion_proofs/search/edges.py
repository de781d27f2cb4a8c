"""The steps between states, as columns that grow."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

N = TypeVar("N", bound=np.generic)


class Edges:
    """Steps between states: step number ``step[i]`` leads from state ``source[i]`` to ``target[i]``, sorted by source.

    There can be tens of millions. Each column is one piece of memory with room to grow, so that nothing is copied in the end.
    """

    def __init__(self) -> None:
        """None so far."""
        self.size = 0
        self._source = np.empty(1 << 12, dtype=np.int32)
        self._target = np.empty(1 << 12, dtype=np.int32)
        self._step = np.empty(1 << 12, dtype=np.int16)

    @property
    def source(self) -> NDArray[np.int32]:
        """Where each begins."""
        return self._source[: self.size]

    @property
    def target(self) -> NDArray[np.int32]:
        """Where each ends."""
        return self._target[: self.size]

    @property
    def step(self) -> NDArray[np.int16]:
        """Which command it is, by its number."""
        return self._step[: self.size]

    @property
    def bytes(self) -> int:
        """What they occupy."""
        return self.source.nbytes + self.target.nbytes + self.step.nbytes

    def add(self, source: NDArray[np.int32], target: NDArray[np.int64], step: NDArray[np.int16]) -> None:
        """Take those of the next block of states, which are given step by step."""
        end = self.size + len(source)
        if end > len(self._source):
            room = max(end, len(self._source) * 2)
            self._source = _longer(self._source, self.size, room)
            self._target = _longer(self._target, self.size, room)
            self._step = _longer(self._step, self.size, room)
        # Within a block a small number tells the sources apart, and small numbers are sorted fast.
        order = np.argsort((source - source.min()).astype(np.uint16), kind="stable")
        here = slice(self.size, end)
        self._source[here], self._target[here], self._step[here] = source[order], target[order], step[order]
        self.size = end


def _longer(column: NDArray[N], size: int, room: int) -> NDArray[N]:
    longer = np.empty(room, dtype=column.dtype)
    longer[:size] = column[:size]
    return longer
