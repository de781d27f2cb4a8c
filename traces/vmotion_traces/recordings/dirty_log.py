"""The dirty log of a simulated migration: what is left to send, what a sync adds, what a window sends.

``PageLog`` knows every page and the order in which the guest writes them; ``CurveLog`` knows only U(tau).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from .copying_cost import USUAL, Copying
from .wire_bytes import PAGE, WIRE, ZERO

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Sent:
    """Wire bytes that were sent, and the seconds that copying them took."""

    wire_b: float
    seconds: float


class DirtyLog(Protocol):
    """Bytes of dirty pages known to be left; a sync reads what the guest dirtied since the last one."""

    def left_b(self) -> float:
        """Bytes left, counted as QEMU does: whole pages, no headers."""
        ...

    def sync(self, before: float, now: float) -> float:
        """Add what was dirtied between two times; return the bytes newly dirty."""
        ...

    def send(self, budget_b: float = math.inf, within_s: float = math.inf) -> Sent:
        """Send until a budget of wire bytes or of seconds is used up, or nothing is left."""
        ...


class PageLog:
    """Pages as a bitmap, sent in cyclic order from where the last send stopped."""

    def __init__(
        self,
        pages: int,
        nonzero: int,
        touched: Callable[[float, float], NDArray[np.intp]],
        copying: Copying = USUAL,
    ) -> None:
        import numpy as np

        first = np.arange(pages) < nonzero
        self._dirty = np.ones(pages, bool)
        self._cost = np.where(first, WIRE, ZERO)
        self._seconds = np.where(first, copying.new_s, copying.zero_s)
        self._touched = touched
        self._copying = copying
        self._next = 0

    def left_b(self) -> float:
        """As the protocol says."""
        return float(self._dirty.sum()) * PAGE

    def sync(self, before: float, now: float) -> float:
        """As the protocol says."""
        pages = self._touched(before, now)
        fresh = int((~self._dirty[pages]).sum())
        self._dirty[pages] = True
        zeros = pages[self._cost[pages] == ZERO]
        self._cost[zeros] = WIRE
        self._seconds[zeros] = self._copying.new_s
        return float(fresh * PAGE)

    def send(self, budget_b: float = math.inf, within_s: float = math.inf) -> Sent:
        """As the protocol says."""
        import numpy as np

        tail = np.nonzero(self._dirty[self._next :])[0] + self._next
        order = np.concatenate([tail, np.nonzero(self._dirty[: self._next])[0]])
        if not len(order):
            return Sent(0.0, 0.0)
        spent, took = np.cumsum(self._cost[order]), np.cumsum(self._seconds[order])
        count = 1 + min(int(np.searchsorted(spent, budget_b)), int(np.searchsorted(took, within_s)), len(order) - 1)
        sent = order[:count]
        self._dirty[sent] = False
        self._seconds[sent] = np.where(self._cost[sent] == ZERO, self._copying.zero_s, self._copying.again_s)
        self._next = (int(sent[-1]) + 1) % len(self._dirty)
        return Sent(float(spent[count - 1]), float(took[count - 1]))


class CurveLog:
    """Only the number of bytes left; a sync adds U(now - before), as measured with the same unsent rest.

    What is new to the destination is sent before what was dirtied meanwhile, as in cyclic order.
    """

    def __init__(
        self, nonzero: int, zero: int, dirtied: Callable[[float, float], float], copying: Copying = USUAL
    ) -> None:
        self._left = float(nonzero) * PAGE
        self._zero = float(zero) * PAGE
        self._new = float(nonzero) * WIRE
        self._dirtied = dirtied
        self._copying = copying

    def left_b(self) -> float:
        """As the protocol says."""
        return self._left + self._zero

    def sync(self, before: float, now: float) -> float:
        """As the protocol says."""
        fresh = self._dirtied(before, now)
        self._left += fresh
        return fresh

    def send(self, budget_b: float = math.inf, within_s: float = math.inf) -> Sent:
        """As the protocol says. Zero pages lie among the others: both shrink in proportion."""
        if self.left_b() <= 0:
            return Sent(0.0, 0.0)
        full, zero = self._left * WIRE / PAGE, self._zero * ZERO / PAGE
        share = min(1.0, budget_b / (full + zero))
        seconds = self._seconds(full * share, self._zero * share)
        if seconds > within_s:
            share, seconds = share * within_s / seconds, within_s
        self._new -= min(self._new, full * share)
        self._left -= self._left * share
        self._zero -= self._zero * share
        return Sent((full + zero) * share, seconds)

    def _seconds(self, wire_b: float, zero_b: float) -> float:
        new, c = min(self._new, wire_b), self._copying
        return (new * c.new_s + (wire_b - new) * c.again_s) / WIRE + zero_b / PAGE * c.zero_s
