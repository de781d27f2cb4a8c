"""The dirty log of a simulated migration: what is left to send, what a sync adds, what a window sends.

``PageLog`` knows every page and the order in which the guest writes them; ``CurveLog`` knows only U(tau).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PAGE = 4096
WIRE = 4104
ZERO = 9


class DirtyLog(Protocol):
    """Bytes of dirty pages known to be left; a sync reads what the guest dirtied since the last one."""

    def left_b(self) -> float:
        """Bytes left, counted as QEMU does: whole pages, no headers."""
        ...

    def sync(self, before: float, now: float) -> float:
        """Add what was dirtied between two times; return the bytes newly dirty."""
        ...

    def send(self, budget_b: float) -> float:
        """Send up to a budget of wire bytes; return the wire bytes sent."""
        ...


class PageLog:
    """Pages as a bitmap, sent in cyclic order from where the last send stopped."""

    def __init__(self, pages: int, nonzero: int, touched: Callable[[float, float], NDArray[np.intp]]) -> None:
        import numpy as np

        self._dirty = np.ones(pages, bool)
        self._cost = np.where(np.arange(pages) < nonzero, WIRE, ZERO)
        self._touched = touched
        self._next = 0

    def left_b(self) -> float:
        """As the protocol says."""
        return float(self._dirty.sum()) * PAGE

    def sync(self, before: float, now: float) -> float:
        """As the protocol says."""
        pages = self._touched(before, now)
        fresh = int((~self._dirty[pages]).sum())
        self._dirty[pages] = True
        self._cost[pages] = WIRE
        return float(fresh * PAGE)

    def send(self, budget_b: float) -> float:
        """As the protocol says."""
        import numpy as np

        tail = np.nonzero(self._dirty[self._next :])[0] + self._next
        order = np.concatenate([tail, np.nonzero(self._dirty[: self._next])[0]])
        if not len(order):
            return 0.0
        spent = np.cumsum(self._cost[order])
        count = min(int(np.searchsorted(spent, budget_b)) + 1, len(order))
        sent = order[:count]
        self._dirty[sent] = False
        self._next = (int(sent[-1]) + 1) % len(self._dirty)
        return float(spent[count - 1])


class CurveLog:
    """Only the number of bytes left; a sync adds U(now - before), as measured with the same unsent rest."""

    def __init__(self, nonzero: int, zero: int, dirtied: Callable[[float, float], float]) -> None:
        self._left = float(nonzero) * PAGE
        self._zero = float(zero) * PAGE
        self._dirtied = dirtied

    def left_b(self) -> float:
        """As the protocol says."""
        return self._left + self._zero

    def sync(self, before: float, now: float) -> float:
        """As the protocol says."""
        fresh = self._dirtied(before, now)
        self._left += fresh
        return fresh

    def send(self, budget_b: float) -> float:
        """As the protocol says. Zero pages lie among the others: both shrink in proportion."""
        whole = self.left_b()
        if whole <= 0:
            return 0.0
        wire = self._left * WIRE / PAGE + self._zero * ZERO / PAGE
        share = min(1.0, budget_b / wire)
        self._left -= self._left * share
        self._zero -= self._zero * share
        return wire * share
