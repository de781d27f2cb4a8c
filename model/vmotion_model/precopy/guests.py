"""Guests as unique-dirty functions U(tau): distinct bytes written in a window of length tau.

A constant dirty rate is the wrong primitive: the same recorded guest shows 46 MB/s over 24 s and 138 MB/s over 0.35 s.
U is nondecreasing and subadditive (the set dirtied in a+b is the union of two sets); the theorems need no more. Every
guest answers with exact bounds, and names token buckets (sigma, rho) that lie above its U.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Protocol

from vmotion_model.precopy.units import InputError

_ZERO = Fraction(0)
MOST_POINTS = 400
"""A table longer than this is refused: the subadditivity check compares all pairs of points."""


@dataclass(frozen=True)
class Envelope:
    """U(tau) <= sigma + rho tau for every tau > 0; sigma in bytes, rho in bytes per second."""

    sigma: Fraction
    rho: Fraction


@dataclass(frozen=True)
class Bounds:
    """A value known to lie in ``low .. high`` (equal where it is known exactly)."""

    low: Fraction
    high: Fraction


class Guest(Protocol):
    """What a verdict needs to know of a guest."""

    @property
    def exact(self) -> bool:
        """Whether the guest dirties exactly U, not just at most U. Only then can it be shown to diverge."""
        ...

    @property
    def working_set(self) -> Fraction | None:
        """The most that is ever dirty at once, in bytes; None when only the memory bounds it."""
        ...

    def unique(self, tau: Fraction) -> Bounds:
        """Bounds of U(tau) in bytes, for tau >= 0 in seconds."""
        ...

    def envelopes(self) -> tuple[Envelope, ...]:
        """Token buckets above U, in no particular order; at least one."""
        ...

    def trap_candidates(self, rate: Fraction) -> tuple[Fraction, ...]:
        """Backlogs x in bytes at which U(x / rate) >= x may hold."""
        ...

    @property
    def peak_rate(self) -> Fraction | None:
        """The least D with U(tau) <= D tau, in bytes per second; None when there is none (a burst at once)."""
        ...


def _capped(value: Fraction, cap: Fraction | None) -> Fraction:
    return value if cap is None else min(value, cap)


@dataclass(frozen=True)
class ConstantRate:
    """U(tau) = min(D tau, W): the saturating working set (F4); without W the plain constant rate (F3)."""

    rate: Fraction
    working_set: Fraction | None = None
    exact: bool = True

    def __post_init__(self) -> None:
        _positive("dirty rate", self.rate)
        if self.working_set is not None:
            _positive("working set", self.working_set)

    def unique(self, tau: Fraction) -> Bounds:
        """min(D tau, W)."""
        value = _capped(self.rate * tau, self.working_set)
        return Bounds(value, value)

    def envelopes(self) -> tuple[Envelope, ...]:
        """(0, D) and (W, 0)."""
        flat = () if self.working_set is None else (Envelope(self.working_set, _ZERO),)
        return (Envelope(_ZERO, self.rate), *flat)

    def trap_candidates(self, rate: Fraction) -> tuple[Fraction, ...]:  # noqa: ARG002 - one candidate at any rate
        """The working set."""
        return () if self.working_set is None else (self.working_set,)

    @property
    def peak_rate(self) -> Fraction | None:
        """D."""
        return self.rate


@dataclass(frozen=True)
class TokenBucket:
    """U(tau) <= min(sigma + rho tau, W): a promise about the guest, not a description of it."""

    sigma: Fraction
    rho: Fraction
    working_set: Fraction | None = None
    exact: bool = False

    def __post_init__(self) -> None:
        if self.sigma < 0 or self.rho < 0 or self.sigma + self.rho == 0:
            raise InputError("burst and dirty rate of an envelope must not be negative, nor both zero")

    def unique(self, tau: Fraction) -> Bounds:
        """Between nothing and the envelope."""
        high = _capped(self.sigma + self.rho * tau, self.working_set) if tau else _ZERO
        return Bounds(high if self.exact else _ZERO, high)

    def envelopes(self) -> tuple[Envelope, ...]:
        """(sigma, rho) and (W, 0)."""
        flat = () if self.working_set is None else (Envelope(self.working_set, _ZERO),)
        return (Envelope(self.sigma, self.rho), *flat)

    def trap_candidates(self, rate: Fraction) -> tuple[Fraction, ...]:  # noqa: ARG002 - a promise has no lower bound
        """None: the guest may dirty less than promised."""
        return ()

    @property
    def peak_rate(self) -> Fraction | None:
        """rho, when there is no burst."""
        return None if self.sigma else self.rho


@dataclass(frozen=True)
class RandomWrites:
    """U(tau) = W (1 - exp(-r tau / W)): writes at r bytes per second, uniformly over W (data: random-order runs)."""

    rate: Fraction
    working_set: Fraction
    exact: bool = True

    def __post_init__(self) -> None:
        _positive("dirty rate", self.rate)
        _positive("working set", self.working_set)

    def unique(self, tau: Fraction) -> Bounds:
        """Rational bounds of the exponential, 100 bits tight."""
        decay = exp_minus(self.rate * tau / self.working_set)
        return Bounds(self.working_set * (1 - decay.high), self.working_set * (1 - decay.low))

    def envelopes(self) -> tuple[Envelope, ...]:
        """Tangents of the concave curve, rounded outward, and the flat line at W."""
        lines = [Envelope(self.working_set, _ZERO)]
        for step in range(49):
            x = Fraction(step, 4)
            decay = exp_minus(x)
            lines.append(Envelope(self.working_set * (1 - decay.low * (1 + x)), self.rate * decay.high))
        return tuple(lines)

    def trap_candidates(self, rate: Fraction) -> tuple[Fraction, ...]:
        """Just below the fixed point of U(x/R) = x; floats only guess here, the candidate is judged exactly."""
        share, gain = 1.0, float(self.rate / rate)
        for _ in range(2000):
            share = -math.expm1(-gain * share)
        return tuple(
            self.working_set * Fraction(share) * (1 - Fraction(1, 10**k)) for k in (9, 6, 4, 3, 2) if share > 0
        )

    @property
    def peak_rate(self) -> Fraction | None:
        """R."""
        return self.rate


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


@dataclass(frozen=True)
class Band:
    """A measured guest with its uncertainty: U between two curves."""

    low: Tabulated
    high: Tabulated
    exact: bool = True

    @property
    def working_set(self) -> Fraction | None:
        """The upper curve's cap."""
        return self.high.working_set

    def unique(self, tau: Fraction) -> Bounds:
        """Between the curves."""
        return Bounds(self.low.unique(tau).low, self.high.unique(tau).high)

    def envelopes(self) -> tuple[Envelope, ...]:
        """Those of the upper curve."""
        return self.high.envelopes()

    def trap_candidates(self, rate: Fraction) -> tuple[Fraction, ...]:
        """Those of the lower curve."""
        return self.low.trap_candidates(rate)

    @property
    def peak_rate(self) -> Fraction | None:
        """That of the upper curve."""
        return self.high.peak_rate


@dataclass(frozen=True)
class OnCpuTime:
    """A guest whose U was measured on consumed CPU time; it runs a share u of wall time (F8)."""

    curve: Guest
    cpu_share: Fraction

    @property
    def exact(self) -> bool:
        """As the curve."""
        return self.curve.exact

    @property
    def working_set(self) -> Fraction | None:
        """As the curve."""
        return self.curve.working_set

    def unique(self, tau: Fraction) -> Bounds:
        """U_cpu(u tau)."""
        return self.curve.unique(self.cpu_share * tau)

    def envelopes(self) -> tuple[Envelope, ...]:
        """(sigma, u rho)."""
        return tuple(Envelope(line.sigma, line.rho * self.cpu_share) for line in self.curve.envelopes())

    def trap_candidates(self, rate: Fraction) -> tuple[Fraction, ...]:
        """U_cpu(u x / R) = x is the curve's question at rate R/u."""
        return self.curve.trap_candidates(rate / self.cpu_share)

    @property
    def peak_rate(self) -> Fraction | None:
        """U times the curve's."""
        peak = self.curve.peak_rate
        return None if peak is None else peak * self.cpu_share


def check_curve(points: Sequence[tuple[Fraction, Fraction]], cap: Fraction | None = None) -> None:
    """Raise InputError, naming the place, unless the points make a nondecreasing, subadditive U."""
    if not points:
        raise InputError("a dirty curve needs at least one point (seconds, bytes)")
    if len(points) > MOST_POINTS:
        raise InputError(f"a dirty curve of {len(points)} points is too long: keep at most {MOST_POINTS}")
    for number, (tau, unique) in enumerate(points, 1):
        if tau < 0 or unique < 0 or (tau == 0) != (unique == 0 and tau == 0):
            raise InputError(f"point {number}: seconds and bytes must not be negative, and U(0) is 0")
    for number, ((t0, u0), (t1, u1)) in enumerate(pairwise(points), 2):
        if t1 <= t0:
            raise InputError(f"point {number}: times must increase, {float(t1):g} s follows {float(t0):g} s")
        if u1 < u0:
            raise InputError(
                f"point {number}: the curve decreases from {float(u0):g} to {float(u1):g} bytes at {float(t1):g} s; "
                "a longer window cannot dirty less"
            )
    if points[-1][0] == 0:
        raise InputError("a dirty curve needs a point after zero seconds")
    corners = _corners(points, cap)
    if corners[0][1] < 0:
        raise InputError(
            f"the curve is superadditive between {float(points[0][0]):g} s and {float(points[1][0]):g} s: it rises "
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


def _positive(what: str, value: Fraction) -> None:
    if value <= 0:
        raise InputError(f"{what} must be more than zero, not {value}")


def _rounded(value: Fraction, bits: int) -> Fraction:
    """Rounded up to ``bits`` fractional bits: keeps iterated fractions short."""
    return Fraction(-((-value.numerator << bits) // value.denominator), 1 << bits)


_EXP_BITS = 160


def exp_minus(x: Fraction) -> Bounds:
    """Rational bounds of exp(-x) for x >= 0: alternating series of exp(-x/2^k), squared k times, rounded outward."""
    if x < 0:
        raise ValueError("exp_minus needs x >= 0")
    if x > 200:
        return Bounds(_ZERO, Fraction(1, 2**288))  # exp(-200) < 2^-288
    halvings = max(0, (x.numerator // x.denominator).bit_length() + 1)
    y = x / 2**halvings
    low, term, n = Fraction(1), Fraction(1), 0
    high = low
    while term > Fraction(1, 2**_EXP_BITS):
        n += 1
        term = term * y / n
        low, high = (high - term, high) if n % 2 else (low, low + term)
    low, high = _down(low), _up(high)
    for _ in range(halvings):
        low, high = _down(low * low), _up(high * high)
    return Bounds(max(low, _ZERO), min(high, Fraction(1)))


def _up(value: Fraction) -> Fraction:
    return _rounded(value, _EXP_BITS)


def _down(value: Fraction) -> Fraction:
    return -_rounded(-value, _EXP_BITS)
