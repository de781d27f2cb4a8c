"""How far a recorded guest has come at a time: its write counter, with and without a throttle."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from vmotion_model.precopy import facts
from vmotion_traces.recordings.recording import GuestFacts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PEAK_WRITES = 700_000.0
"""Writes per second of the recorded guests when nothing holds them (odd recordings at a rate of 400000 and more)."""

FIRST_PAGE = 8192
"""The working set begins after the first megabyte; where it lies does not matter, only that its pages are in order."""


class Counter:
    """Number of writes at a time in seconds since ``migrate``.

    Until the first throttle the recorded counter is followed where it is given (``recorded``); otherwise, and under a
    throttle, the guest runs at its rate. A timer stun runs the vCPU for a slice and holds it for theta/(1-theta)
    slices: a guest bound by its CPU loses the share theta, a paced one catches up in the slices it gets.
    """

    def __init__(self, guest: GuestFacts, *, recorded: bool) -> None:
        self._guest = guest
        before = [point for point in guest.counter if point[0] <= 0] or [(0.0, 0.0)]
        self._origin = before[-1]
        self._points = list(guest.counter) if recorded else []
        self._rate = guest.rate
        self._level, self._since = 0.0, 0.0
        self._base = 0.0

    def freeze(self, since: float, until: float) -> None:
        """Forget the recorded counter after ``until``, where a throttle begins that is to be predicted.

        From there on the rate is that of ``since`` .. ``until``: the first pass is left out, because the sending thread
        then competes with the guest all the time.
        """
        self._points = [point for point in self._points if point[0] <= until]
        used = [point for point in self._points if point[0] >= since]
        used = used if len(used) > 1 else self._points
        if len(used) > 1 and used[-1][0] > used[0][0]:
            self._rate = (used[-1][1] - used[0][1]) / (used[-1][0] - used[0][0])

    def throttle(self, now: float, level: float) -> None:
        """From now on the guest is held for a share ``level`` of the time."""
        self._base = self.at(now)
        self._points = []
        self._level, self._since = level, now

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
        return last[1] + self._rate * (time - last[0])

    def _throttled(self, time: float) -> float:
        elapsed = time - self._since
        if not self._guest.paced:
            return self._base + self._rate * (1 - self._level) * elapsed
        period = float(facts.QEMU_SLICE_S) / (1 - self._level)
        place = elapsed % period
        asleep = place < period * self._level
        awake_until = elapsed - place if asleep else elapsed
        ran = (elapsed // period) * float(facts.QEMU_SLICE_S) + (0.0 if asleep else place - period * self._level)
        return min(self._base + self._rate * max(awake_until, 0.0), self._base + PEAK_WRITES * ran)

    def touched(self, before: float, now: float, seed: int) -> NDArray[np.intp]:
        """Pages written between two times."""
        import numpy as np

        first, last, pages = int(self.at(before)), int(self.at(now)), self._guest.pages
        if not pages or last <= first:
            return np.zeros(0, np.intp)
        if self._guest.random:
            rng = np.random.default_rng([seed, first])
            return FIRST_PAGE + np.unique(rng.integers(0, pages, last - first)).astype(np.intp)
        if last - first >= pages:
            return FIRST_PAGE + np.arange(pages, dtype=np.intp)
        return FIRST_PAGE + np.arange(first, last, dtype=np.intp) % pages
