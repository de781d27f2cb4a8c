"""What measured points of U say on their own: nothing is drawn between them.

Two facts carry a point to other windows: U never falls, and a window dirties at most what its parts do. So from
U(t) = u follows U(tau) <= u for a shorter window, U(tau) <= u for each t that a longer one begins, and U(tau) >= u/k
when k windows of length tau cover t. A long window therefore says little of short ones: it may hold a burst.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from .dirtying import Bounds, Envelope, Guest

_ZERO = Fraction(0)


@dataclass(frozen=True)
class Measured:
    """Points (tau, U) with tau > 0, increasing, U nondecreasing; ``working_set`` caps U."""

    points: tuple[tuple[Fraction, Fraction], ...]
    working_set: Fraction | None = None
    exact: bool = True

    def unique(self, tau: Fraction) -> Bounds:
        """The least and the most that any U through the points can be."""
        if not tau:
            return Bounds(_ZERO, _ZERO)
        low = max(u / -(-t // tau) for t, u in self.points)
        high = min(u * -(-tau // t) for t, u in self.points)
        if self.working_set is None:
            return Bounds(low, high)
        return Bounds(min(low, self.working_set), min(high, self.working_set))

    def envelopes(self) -> tuple[Envelope, ...]:
        """Lines above every U through the points: each point repeated, and the hull of the steps to the next point.

        A line above the steps up to t bounds U for ever when it rises by u in each t, for one of the points (t, u).
        """
        corners = [(_ZERO, self.points[0][1]), *((a[0], b[1]) for a, b in pairwise(self.points))]
        least = min(u / t for t, u in self.points)
        slopes = {least} | {(b[1] - a[1]) / (b[0] - a[0]) for a, b in pairwise(_hull(corners))}
        lines = [Envelope(max(u - rho * t for t, u in corners), rho) for rho in sorted(slopes) if rho >= least]
        flat = () if self.working_set is None else (Envelope(self.working_set, _ZERO),)
        repeated = (Envelope(u, u / t) for t, u in self.points)
        return (*lines, *repeated, *flat)

    def trap_candidates(self, rate: Fraction) -> tuple[Fraction, ...]:
        """The lower bound rises at the points, so a trap ends where the bytes of one are all there is."""
        found = {u for _, u in self.points} | {t * rate for t, _ in self.points}
        return tuple(sorted(found, reverse=True))

    @property
    def peak_rate(self) -> Fraction | None:
        """Not known: within the shortest window measured all of it may come at once."""
        return None

    @property
    def doubt(self) -> str:
        """None."""
        return ""

    def sure(self) -> Guest:
        """The guest itself."""
        return self


def _hull(corners: list[tuple[Fraction, Fraction]]) -> list[tuple[Fraction, Fraction]]:
    """The upper concave hull."""
    kept: list[tuple[Fraction, Fraction]] = []
    for point in corners:
        while len(kept) > 1 and _slope(kept[-2], kept[-1]) <= _slope(kept[-1], point):
            kept.pop()
        kept.append(point)
    return kept


def _slope(a: tuple[Fraction, Fraction], b: tuple[Fraction, Fraction]) -> Fraction:
    return (b[1] - a[1]) / (b[0] - a[0])
