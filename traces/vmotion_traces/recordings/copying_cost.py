"""What copying one page costs where the rate limit does not hold it up: the time of the two QEMU processes.

Three kinds of pages differ by more than host and link do. A page that the destination has no memory for yet is a page
fault there, which the kernel serves by finding and clearing a page; a page that was sent before is only written; a page
of zeros is only looked at. Which kind a page is follows from the order of sending, so nothing is fitted to a run: the
rest of round 0 that a guest of few writes leaves for the final copy is of the slow kind, the rest of a busy guest of the
fast kind.
"""

from __future__ import annotations

from dataclasses import dataclass

from .wire_bytes import WIRE


@dataclass(frozen=True)
class Copying:
    """Seconds per page: of a page that is new to the destination, of one sent before, of one of zeros."""

    new_s: float
    again_s: float
    zero_s: float


NEW_BPS = 226e6
"""Wire bytes per second of pages new to the destination."""
AGAIN_BPS = 989e6
"""Wire bytes per second of pages sent before."""
ZERO_S = 0.49e-6
"""Seconds that the sender looks at a page of zeros."""

USUAL = Copying(WIRE / NEW_BPS, WIRE / AGAIN_BPS, ZERO_S)
"""The recorded hosts, as ``host.measured`` measures them."""
