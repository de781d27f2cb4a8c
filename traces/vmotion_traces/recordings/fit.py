"""Fit of a unique-dirty function U, with its uncertainty, to the rounds of recordings.

Points are binned by window length on a logarithmic scale; each bin gives a median and a range. The curve is
then made nondecreasing with U(tau)/tau nonincreasing, which makes it subadditive: a fit can always be used in a
theorem.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor, log, log10
from statistics import mean

from vmotion_model.precopy.guests import Band, Tabulated

from .recording import Recording, RoundSeen

BINS_PER_DECADE = 12
FEWEST = 3
"""Rounds at one throttle that a factor needs."""

SHORT_SPAN = 4.0
"""The trend towards short windows is taken from those within this factor of the shortest."""

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
    scatter_throttled: tuple[float, ...] = ()
    """The same of throttled rounds, to the share of the curve that their throttle leaves; empty where too few are."""

    def at(self, tau: float) -> float:
        """U(tau) in bytes. Right of the last point by the last slope; left of the first as a x/(b + x).

        That is the simplest curve with a finite write rate at zero that meets the first point with the trend of the
        shortest windows. A proof takes bounds there instead (see ``band``).
        """
        first = self.middle[0]
        if tau < first[0]:
            share, slope = tau / first[0], self.exponent
            return first[1] * share / (slope + (1 - slope) * share)
        return interpolate(self.middle, tau)

    @property
    def exponent(self) -> float:
        """Slope of log U over log tau near the shortest window, between 0 and 1 (1 if unknown)."""
        start = self.middle[0][0]
        near = [(log(t), log(u)) for t, u in self.middle if t <= SHORT_SPAN * start]
        if len(near) < 2:
            return 1.0
        x, y = mean(a for a, _ in near), mean(b for _, b in near)
        return min(1.0, max(0.0, sum((a - x) * (b - y) for a, b in near) / sum((a - x) ** 2 for a, _ in near)))

    def scatter_at(self, throttle: float) -> tuple[float, ...]:
        """Ratios to draw from: sleeps make throttled rounds scatter more, so they are drawn from their own kind."""
        return self.scatter_throttled if throttle and self.scatter_throttled else self.scatter

    def left_at(self, throttle: float) -> float:
        """Share of U left under a throttle; beyond the last one measured it falls with the run time left."""
        table = self.left_by_throttle
        level, left = table[-1]
        if throttle > level:
            return left * (1 - throttle) / (1 - level)
        return interpolate(table, throttle) if len(table) > 1 else 1.0

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
    middle = _settled([(t, values[len(values) // 2], len(values)) for t, values in bins])
    low = _under([(t, values[0]) for t, values in bins])
    high = _over([(t, values[-1]) for t, values in bins])
    fit = Fit(middle, low, high, len(free))
    scatter = tuple(sorted(u / fit.at(t) for t, u in free if t < MOST_FORCED_S)) or (1.0,)
    levels, ratios, weights = [0.0], [-1.0], [len(free)]
    for level in sorted({r.throttle for r in seen if r.throttle}):
        found = sorted(r.dirty_b / fit.at(r.seconds) for r in seen if r.throttle == level and r.seconds < MOST_FORCED_S)
        if len(found) >= FEWEST:
            levels.append(level)
            ratios.append(-min(1.0, found[len(found) // 2]))
            weights.append(len(found))
    # A harder throttle leaves no more than a softer one.
    left = tuple(zip(levels, (-value for value in _pooled(ratios, weights)), strict=True))
    settled = Fit(middle, low, high, len(free), left, scatter)
    stunned = sorted(
        r.dirty_b / (fit.at(r.seconds) * settled.left_at(r.throttle))
        for r in seen
        if r.throttle in levels[1:] and r.seconds < MOST_FORCED_S
    )
    return replace(settled, scatter_throttled=tuple(stunned))


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
    cells: dict[int, list[tuple[float, float]]] = {}
    for seconds, unique in points:
        cells.setdefault(floor(log10(seconds) * BINS_PER_DECADE), []).append((seconds, unique))
    return [
        (sorted(t for t, _ in cell)[len(cell) // 2], sorted(u for _, u in cell)) for _, cell in sorted(cells.items())
    ]


def _shaped(points: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    """A last pass from the left: never falling, U/tau never rising."""
    shaped: list[tuple[float, float]] = []
    for t, u in points:
        if shaped:
            t0, u0 = shaped[-1]
            u = min(max(u, u0), u0 * t / t0)
        shaped.append((t, u))
    return tuple(shaped)


def _settled(points: Sequence[tuple[float, float, int]]) -> tuple[tuple[float, float], ...]:
    """The curve of that kind nearest to the points, each weighted by the rounds behind it (isotonic regression).

    First U/tau is made nonincreasing, then U nondecreasing; a bin of one stray round cannot bend a curve of hundreds.
    """
    weights = [count for _, _, count in points]
    slopes = _pooled([-u / t for t, u, _ in points], weights)
    values = _pooled([-slope * t for slope, (t, _, _) in zip(slopes, points, strict=True)], weights)
    return _shaped([(t, u) for (t, _, _), u in zip(points, values, strict=True)])


def _pooled(values: Sequence[float], weights: Sequence[int]) -> list[float]:
    """Nondecreasing values nearest to the given ones: neighbours that fall are pooled into their weighted mean."""
    blocks: list[tuple[float, int, int]] = []
    for value, weight in zip(values, weights, strict=True):
        blocks.append((value, weight, 1))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (a, wa, na), (b, wb, nb) = blocks[-2:]
            blocks[-2:] = [((a * wa + b * wb) / (wa + wb), wa + wb, na + nb)]
    return [value for value, _, count in blocks for _ in range(count)]


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
