"""F6: a measured U as a table, with its three rules beyond the points, and the check that it can be a U at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from vmotion_model.common.errors import InputError

from .dirtying import Bounds, Envelope, Guest
from .measured import Measured

_ZERO = Fraction(0)
MOST_POINTS = 400
"""A table longer than this is refused: the subadditivity check compares all pairs of points."""


@dataclass(frozen=True)
class Tabulated:
    """F6: piecewise linear through measured points (tau, U).

    Three rules beyond the points: left of the first the line of the first two (its intercept at zero), right of the
    last the last slope, and the cap W. Raises InputError where the curve decreases or is superadditive, with the place.
    """

    points: tuple[tuple[Fraction, Fraction], ...]
    working_set: Fraction | None = None
    exact: bool = True

    def __post_init__(self) -> None:
        check_curve(self.points, self.working_set)

    def corners(self) -> tuple[tuple[Fraction, Fraction], ...]:
        """The points with both extrapolations made explicit: (0, intercept) first, the cap's corner last."""
        return _corners(self.points, self.working_set)

    def unique(self, tau: Fraction) -> Bounds:
        """The interpolated value."""
        value = _interpolate(self.corners(), tau, self.working_set) if tau else _ZERO
        return Bounds(value, value)

    def envelopes(self) -> tuple[Envelope, ...]:
        """The lines of the upper concave hull."""
        hull: list[tuple[Fraction, Fraction]] = []
        corners = self.corners()
        for point in corners:
            while len(hull) > 1 and _slope(hull[-2], hull[-1]) <= _slope(hull[-1], point):
                hull.pop()
            hull.append(point)
        last = _last_slope(corners, self.working_set)
        while len(hull) > 1 and _slope(hull[-2], hull[-1]) <= last:
            hull.pop()
        slopes = [_slope(a, b) for a, b in pairwise(hull)] + [last]
        return tuple(Envelope(u - slope * t, slope) for (t, u), slope in zip(hull, slopes, strict=True))

    def trap_candidates(self, rate: Fraction) -> tuple[Fraction, ...]:
        """Piecewise linear: U(x/R) - x is largest at a corner, or where a segment crosses the line R tau."""
        corners = self.corners()
        found = [t * rate for t, _ in corners] + [u for _, u in corners]
        for (t0, u0), (t1, u1) in pairwise(corners):
            slope = _slope((t0, u0), (t1, u1))
            if slope != rate:
                found.append((u0 - slope * t0) * rate / (rate - slope))
        return tuple(sorted({x for x in found if x > 0}, reverse=True))

    @property
    def peak_rate(self) -> Fraction | None:
        """The steepest line from the origin to a corner, when the curve starts there."""
        corners = self.corners()
        return None if corners[0][1] else max(u / t for t, u in corners if t)

    @property
    def doubt(self) -> str:
        """The lines between and beyond the points are drawn, not measured."""
        return "interpolation"

    def sure(self) -> Guest:
        """What the points alone say."""
        return Measured(tuple(point for point in self.points if point[0]), self.working_set, exact=self.exact)


def check_curve(
    points: Sequence[tuple[Fraction, Fraction]], cap: Fraction | None = None, *, places: Sequence[str] | None = None
) -> None:
    """Raise InputError, naming the place, unless the points make a nondecreasing, subadditive U.

    ``places`` are the points' names in messages (lines of a file); by default they are numbered.
    """
    if not points:
        raise InputError("a dirty curve needs at least one point (seconds, bytes)")
    if len(points) > MOST_POINTS:
        raise InputError(f"a dirty curve of {len(points)} points is too long: keep at most {MOST_POINTS}")
    names = list(places) if places is not None else [f"point {number}" for number in range(1, len(points) + 1)]
    for name, (tau, unique) in zip(names, points, strict=True):
        if tau < 0 or unique < 0 or (tau == 0) != (unique == 0 and tau == 0):
            raise InputError(f"{name}: seconds and bytes must not be negative, and U(0) is 0")
    for name, ((t0, u0), (t1, u1)) in zip(names[1:], pairwise(points), strict=True):
        if t1 <= t0:
            raise InputError(f"{name}: times must increase, {float(t1):g} s follows {float(t0):g} s")
        if u1 < u0:
            raise InputError(
                f"{name}: the curve decreases from {float(u0):g} to {float(u1):g} bytes at {float(t1):g} s; "
                "a longer window cannot dirty less"
            )
    if points[-1][0] == 0:
        raise InputError("a dirty curve needs a point after zero seconds")
    if points[-1][1] == 0:
        raise InputError("the curve is zero everywhere: a guest that dirties nothing needs no curve")
    corners = _corners(points, cap)
    if corners[0][1] < 0:
        raise InputError(
            f"{names[1]}: the curve is superadditive between {float(points[0][0]):g} s and {float(points[1][0]):g} s: it rises "
            "faster than in proportion, but a window dirties at most what its parts do"
        )
    _check_subadditive(corners, cap)


def _check_subadditive(corners: Sequence[tuple[Fraction, Fraction]], cap: Fraction | None) -> None:
    # f(a) + f(b) - f(a+b) is linear between the lines a = corner, b = corner, a+b = corner: least at their crossings.
    def at(tau: Fraction) -> Fraction:
        return _interpolate(corners, tau, cap)

    times = [t for t, _ in corners]
    for i, a in enumerate(times):
        for other in times[i:]:
            for b in (other, other - a):
                if b >= 0 and at(a + b) > at(a) + at(b):
                    raise InputError(
                        f"the curve is superadditive: U({float(a + b):g} s) = {float(at(a + b)):g} bytes is more than "
                        f"U({float(a):g} s) + U({float(b):g} s) = {float(at(a) + at(b)):g} bytes"
                    )


def _corners(
    points: Sequence[tuple[Fraction, Fraction]], cap: Fraction | None
) -> tuple[tuple[Fraction, Fraction], ...]:
    first, second = points[0], points[1] if len(points) > 1 else None
    start = Fraction(0)
    if second is not None and first[0] > 0:
        start = first[1] - _slope(first, second) * first[0]
    corners = list(points) if first[0] == 0 else [(_ZERO, start), *points]
    if cap is None:
        return tuple(corners)
    kept: list[tuple[Fraction, Fraction]] = []
    for point in corners:
        if point[1] >= cap:
            if kept and kept[-1][1] < cap:
                t0, u0 = kept[-1]
                kept.append((t0 + (cap - u0) / _slope((t0, u0), point), cap))
            elif not kept:
                kept.append((point[0], cap))
            return tuple(kept)
        kept.append(point)
    slope = _slope(kept[-2], kept[-1])
    if slope > 0:
        t0, u0 = kept[-1]
        kept.append((t0 + (cap - u0) / slope, cap))
    return tuple(kept)


def _last_slope(corners: Sequence[tuple[Fraction, Fraction]], cap: Fraction | None) -> Fraction:
    if (cap is not None and corners[-1][1] >= cap) or len(corners) < 2:
        return _ZERO
    return _slope(corners[-2], corners[-1])


def _interpolate(corners: Sequence[tuple[Fraction, Fraction]], tau: Fraction, cap: Fraction | None) -> Fraction:
    low, high = 0, len(corners) - 1
    if tau >= corners[high][0]:
        return corners[high][1] + _last_slope(corners, cap) * (tau - corners[high][0])
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if corners[middle][0] <= tau else (low, middle)
    (t0, u0), (t1, u1) = corners[low], corners[high]
    return u0 + (u1 - u0) * (tau - t0) / (t1 - t0)


def _slope(a: tuple[Fraction, Fraction], b: tuple[Fraction, Fraction]) -> Fraction:
    return (b[1] - a[1]) / (b[0] - a[0])
