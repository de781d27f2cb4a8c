"""Fit of a unique-dirty function U, with its uncertainty, to the rounds of recordings.

Points are binned by window length on a logarithmic scale; each bin gives a median and a range. The curve is
then made nondecreasing with U(tau)/tau nonincreasing, which makes it subadditive: a fit can always be used in a
theorem.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from vmotion_model.precopy.guests import Band, Tabulated
from vmotion_traces.recordings.recording import Recording, RoundSeen

BINS_PER_DECADE = 12
MOST_FORCED_S = 5.0
"""Rounds longer than this may hold a forced sync when auto-converge is on: they are not used for a fit there."""


@dataclass(frozen=True)
class Fit:
    """Median curve, its band, the points used, and how much of U each throttle leaves (share -> factor)."""

    middle: tuple[tuple[float, float], ...]
    low: tuple[tuple[float, float], ...]
    high: tuple[tuple[float, float], ...]
    points: int
    left_by_throttle: tuple[tuple[float, float], ...] = ((0.0, 1.0),)
    scatter: tuple[float, ...] = (1.0,)
    """Ratios of the single rounds to the curve: what a guest does beyond its U from one window to the next."""

    def at(self, tau: float) -> float:
        """U(tau) in bytes: through the origin left of the first point, by the last slope right of the last.

        A proof extends the first line instead (F6, an upper bound); a prediction takes what subadditivity makes least.
        """
        return interpolate(((0.0, 0.0), *self.middle), tau)

    def left_at(self, throttle: float) -> float:
        """Share of U left under a throttle: interpolated, beyond the last point by the last slope, at least 1-theta."""
        table = self.left_by_throttle
        if len(table) == 1:
            return 1 - throttle
        value = interpolate(table, throttle)
        return min(1.0, max(value, 1 - throttle))

    def band(self) -> Band:
        """The fit as a guest for the verdict: between the two curves.

        Where nothing was measured only what must hold is used. Below the shortest window U is at least what keeps U/tau
        from rising (a line through the origin) and at most the first value; beyond the longest it never falls.
        """
        first, last = self.high[0], self.low[-1]
        return Band(
            _table(((0.0, 0.0), *self.low), cap=last[1]),
            _table(((first[0] / 2, first[1]), *self.high)),
        )


def fit_rounds(rounds: Iterable[RoundSeen]) -> Fit | None:
    """A fit of the unthrottled rounds, with throttle factors from the throttled ones; None without two windows."""
    seen = list(rounds)
    free = sorted((r.seconds, r.dirty_b) for r in seen if not r.throttle)
    bins = _bins(free)
    if not bins:
        return None
    middle = _shaped([(t, values[len(values) // 2]) for t, values in bins])
    low = _under([(t, values[0]) for t, values in bins])
    high = _over([(t, values[-1]) for t, values in bins])
    fit = Fit(middle, low, high, len(free))
    scatter = tuple(sorted(u / fit.at(t) for t, u in free if t < MOST_FORCED_S)) or (1.0,)
    factors = [(0.0, 1.0)]
    for level in sorted({r.throttle for r in seen if r.throttle}):
        ratios = sorted(
            r.dirty_b / fit.at(r.seconds) for r in seen if r.throttle == level and r.seconds < MOST_FORCED_S
        )
        if len(ratios) >= 3:
            factors.append((level, min(1.0, ratios[len(ratios) // 2])))
    return Fit(middle, low, high, len(free), tuple(factors), scatter)


def rounds_of(recordings: Iterable[Recording]) -> list[RoundSeen]:
    """The usable rounds of several recordings of one guest."""
    return [
        r
        for recording in recordings
        for r in recording.rounds
        if not (recording.settings.auto_converge and r.seconds > MOST_FORCED_S and r is not recording.rounds[0])
    ]


def interpolate(table: Sequence[tuple[float, float]], x: float) -> float:
    """Piecewise linear, both ends extended by their line (never below zero)."""
    if len(table) == 1:
        return table[0][1] * x / table[0][0] if table[0][0] else table[0][1]
    place = min(max(bisect_left([t for t, _ in table], x), 1), len(table) - 1)
    (t0, u0), (t1, u1) = table[place - 1], table[place]
    return max(0.0, u0 + (u1 - u0) * (x - t0) / (t1 - t0))


def _bins(points: Sequence[tuple[float, float]]) -> list[tuple[float, list[float]]]:
    from math import floor, log10

    cells: dict[int, list[tuple[float, float]]] = {}
    for seconds, unique in points:
        cells.setdefault(floor(log10(seconds) * BINS_PER_DECADE), []).append((seconds, unique))
    return [
        (sorted(t for t, _ in cell)[len(cell) // 2], sorted(u for _, u in cell)) for _, cell in sorted(cells.items())
    ]


def _shaped(points: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    """The nearest curve from the left that never falls and whose U/tau never rises."""
    shaped: list[tuple[float, float]] = []
    for t, u in points:
        if shaped:
            t0, u0 = shaped[-1]
            u = min(max(u, u0), u0 * t / t0)
        shaped.append((t, u))
    return tuple(shaped)


def _under(points: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    """The largest such curve that lies under the points."""
    shaped = list(points)
    for k in range(len(shaped) - 2, -1, -1):
        shaped[k] = (shaped[k][0], min(shaped[k][1], shaped[k + 1][1]))
    for k in range(1, len(shaped)):
        (t0, u0), (t, u) = shaped[k - 1], shaped[k]
        shaped[k] = (t, min(u, u0 * t / t0))
    return tuple(shaped)


def _over(points: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    """The least such curve that lies over the points."""
    shaped = list(points)
    for k in range(1, len(shaped)):
        shaped[k] = (shaped[k][0], max(shaped[k][1], shaped[k - 1][1]))
    for k in range(len(shaped) - 2, -1, -1):
        (t, u), (t1, u1) = shaped[k], shaped[k + 1]
        shaped[k] = (t, max(u, u1 * t / t1))
    return tuple(shaped)


def _table(points: Sequence[tuple[float, float]], *, cap: float | None = None) -> Tabulated:
    """The curve in exact numbers: rounded, then shaped again, because rounding may break U/tau by a byte."""
    exact: list[tuple[Fraction, Fraction]] = []
    for t, u in points:
        tau, unique = Fraction(round(t * 10**6), 10**6), Fraction(round(u))
        if exact and tau <= exact[-1][0]:
            continue
        if exact and exact[-1][0]:
            unique = min(max(unique, exact[-1][1]), Fraction(exact[-1][1] * tau / exact[-1][0]))
        exact.append((tau, unique))
    return Tabulated(tuple(exact), None if cap is None else Fraction(round(cap)))
