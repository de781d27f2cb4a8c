"""How far a recorded guest has come at a time: its write counter, with and without a throttle."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

from vmotion_model.precopy import documented_numbers

from .recording import GuestFacts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PEAK_WRITES = 700_000.0
"""Writes per second of the recorded guests when nothing holds them (odd recordings at a rate of 400000 and more)."""

FIRST_PAGE = 8192
"""The working set begins after the first megabyte; where it lies does not matter, only that its pages are in order."""


AWAKE = 1.12
"""A guest bound by its CPU under a throttle, over its rate before it, in the time that the throttle leaves: while it
sleeps the sending thread catches up, which then competes with it less. The median of 31 recorded stretches of rates,
0.69 to 1.47; measured on the write counter, not fitted to any migration time.
"""


class Counter:
    """Number of writes at a time in seconds since ``migrate``.

    Until the first throttle the recorded counter is followed where it is given (``recorded``); otherwise, and under a
    throttle, the guest runs at its rate. A timer stun holds the vCPU for theta/(1-theta) slices and then lets it run for
    one: a guest bound by its CPU loses the share theta but for what ``AWAKE`` gives back, a paced one catches up in the
    slices it gets.
    """

    def __init__(self, guest: GuestFacts, *, recorded: bool, awake: float = AWAKE) -> None:
        self._guest = guest
        before = [point for point in guest.counter if point[0] <= 0] or [(0.0, 0.0)]
        self._origin = before[-1]
        self._points = list(guest.counter) if recorded else []
        self._phase_at = guest.phase_at if recorded else ()
        self._rate = guest.rate
        self._awake = awake
        self._level, self._since = 0.0, 0.0
        self._base = 0.0

    def freeze(self, since: float, until: float) -> None:
        """Forget the recorded counter after ``until``, where a throttle begins that is to be predicted.

        From there on the rate is that of ``since`` .. ``until``: the first pass is left out, because the sending thread
        then competes with the guest all the time.
        """
        self._points = [point for point in self._points if point[0] <= until]
        self._phase_at = tuple(point for point in self._phase_at if point[0] <= until)
        used = [point for point in self._points if point[0] >= since]
        used = used if len(used) > 1 else self._points
        if len(used) > 1 and used[-1][0] > used[0][0]:
            self._rate = (used[-1][1] - used[0][1]) / (used[-1][0] - used[0][0])

    def throttle(self, now: float, level: float) -> None:
        """From now on the guest is held for a share ``level`` of the time."""
        self._base = self.at(now)
        self._points = []
        self._level, self._since = level, now

    def awake_from(self, now: float) -> float:
        """When the guest next runs: now, or the end of the sleep that the throttle has sent it to.

        An emulated guest holds a sync of its dirty log up for so long. At 99 % that is up to 0.99 s, and both recorded
        runs at 99 % end 1.00 s after the raise, whatever was left.
        """
        if not self._level or not self._guest.emulated:
            return now
        period = float(documented_numbers.QEMU_SLICE_S) / (1 - self._level)
        return now + max(0.0, period * self._level - (now - self._since) % period)

    def at(self, time: float) -> float:
        """Writes done by a time."""
        if self._level:
            return self._throttled(time)
        if self._points and time <= self._points[-1][0]:
            place = bisect_right([t for t, _ in self._points], time)
            if 0 < place < len(self._points):
                (t0, c0), (t1, c1) = self._points[place - 1], self._points[place]
                return c0 + (c1 - c0) * (time - t0) / (t1 - t0)
        last = self._points[-1] if self._points and time > self._points[-1][0] else self._origin
        if self._guest.second_pages:
            return last[1] + self._steady(last[0], time)
        return last[1] + self._rate * (time - last[0])

    def _steady(self, before: float, now: float) -> float:
        """Writes between two times of a guest of two phases, each at its own pace."""
        if now < before:
            return -self._steady(now, before)
        cuts = [before, *(t for t in self._changes(before, now) if before < t < now), now]
        return sum(
            (b - a) * (self._guest.second_rate if self._phase((a + b) / 2) else self._rate) for a, b in pairwise(cuts)
        )

    def _throttled(self, time: float) -> float:
        elapsed, slice_s = time - self._since, float(documented_numbers.QEMU_SLICE_S)
        period = slice_s / (1 - self._level)
        place = elapsed % period
        asleep = place < period * self._level
        awake_until = elapsed - place if asleep else elapsed
        ran = (elapsed // period) * slice_s + (0.0 if asleep else place - period * self._level)
        if not self._guest.paced:
            return self._base + self._rate * min(self._awake, 1 / (1 - self._level)) * ran
        return min(self._base + self._rate * max(awake_until, 0.0), self._base + PEAK_WRITES * ran)

    def touched(self, before: float, now: float, seed: int) -> NDArray[np.intp]:
        """Pages written between two times."""
        import numpy as np

        changes = [t for t in self._changes(before, now) if before < t < now]
        parts = [self._written(a, b, seed) for a, b in pairwise([before, *changes, now])]
        return parts[0] if len(parts) == 1 else np.unique(np.concatenate(parts))

    def _changes(self, before: float, now: float) -> list[float]:
        """When the guest changes its working set: as recorded, and from there on at its steady pace."""
        guest = self._guest
        if not guest.second_pages:
            return []
        known = [t for t, _ in self._phase_at]
        if not guest.phase_s:
            return known
        last = known[-1] if known else guest.phase_from
        first = max(1, ceil((max(before, last) - last) / guest.phase_s))
        count = int(max(0.0, now - last) / guest.phase_s) + 1
        return known + [last + k * guest.phase_s for k in range(first, count)]

    def _phase(self, time: float) -> int:
        guest = self._guest
        if not guest.second_pages:
            return 0
        place = bisect_right([t for t, _ in self._phase_at], time)
        start, phase = self._phase_at[place - 1] if place else (guest.phase_from, 0)
        if place < len(self._phase_at) or not guest.phase_s:
            return phase
        return (phase + int(max(0.0, time - start) / guest.phase_s)) % 2

    def _written(self, before: float, now: float, seed: int) -> NDArray[np.intp]:
        """Pages written between two times of one phase."""
        import numpy as np

        pages = self._guest.second_pages if self._phase((before + now) / 2) else self._guest.pages
        first, last = int(self.at(before)), int(self.at(now))
        if not pages or last <= first:
            return np.zeros(0, np.intp)
        if self._guest.random:
            rng = np.random.default_rng([seed, first])
            return FIRST_PAGE + np.unique(rng.integers(0, pages, last - first)).astype(np.intp)
        if last - first >= pages:
            return FIRST_PAGE + np.arange(pages, dtype=np.intp)
        return FIRST_PAGE + np.arange(first, last, dtype=np.intp) % pages
