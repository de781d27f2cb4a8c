"""QEMU's pre-copy loop as its sources have it (migration/migration.c, ram.c, cpu-throttle.c), on a simulated clock.

Every 100 ms the rate limit is refilled; what it allows is sent at once, in groups of 32 pages, and the thread sleeps
until the next refill. Before each burst: if what is left fits the threshold (bandwidth x downtime limit) the dirty log
is read; if it still fits, the guest is stopped and the rest is sent at full speed. So rounds end at window boundaries,
not at zero.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field

from vmotion_model.precopy import documented_numbers

from .dirty_log import DirtyLog
from .recording import Settings
from .wire_bytes import WIRE

GROUP_PAGES = 32
"""Pages per flush of QEMU's stream: the limit is checked against flushed bytes (measured: 2560 and 3296 pages per
window).
"""

WAKE_S = 0.0003
"""The sending thread wakes this much after each refill (rounds of 23 windows last 2.30-2.33 s in odd recordings)."""

SETUP_S = 0.004
"""Setup before the first round on the recorded hosts (1-4 ms observed)."""

LONGEST_BURST_S = 0.05
"""QEMU looks at its counters after at most this much sending (ram.c, MAX_WAIT)."""


@dataclass(frozen=True)
class Predicted:
    """What the simulation says: whether it ends, and if so in what time; rounds before the stop; the throttle steps."""

    ended: bool
    total_s: float
    downtime_s: float
    rounds: int
    round_s: tuple[float, ...]
    synced_b: tuple[float, ...]
    final_b: float
    throttles: tuple[tuple[float, float], ...]
    spread_s: tuple[float, float] | None = None
    """Of several runs with the scatter of the fit: total times that 5 % and 95 % of them stay under."""
    sequences: tuple[tuple[tuple[float, ...], float], ...] = ()
    """Of the same runs: throttle sequences and the share of runs that took each, the most frequent first."""


@dataclass
class Throttle:
    """The guest's throttle, raised by the trigger of migration/ram.c; ``raised`` is told each new level and its
    time.
    """

    settings: Settings
    level: float = 0.0
    steps: list[tuple[float, float]] = field(default_factory=list)
    judged_at: float = 0.0
    sent_then: float = 0.0
    dirtied: float = 0.0
    high: int = 0

    def synced(self, now: float, fresh_b: float, sent_b: float) -> None:
        """A sync happened: judge the period if it is long enough, and raise at the second judgement over the
        trigger.
        """
        self.dirtied += fresh_b
        if now <= self.judged_at + float(documented_numbers.QEMU_PERIOD_S):
            return
        bound = (sent_b - self.sent_then) * self.settings.trigger
        if self.settings.auto_converge and self.dirtied > bound:
            self.high += 1
            if self.high >= documented_numbers.QEMU_TRIGGER_COUNT:
                self.high = 0
                self._raise(now, bound)
        self.judged_at, self.sent_then, self.dirtied = now, sent_b, 0.0

    def _raise(self, now: float, bound: float) -> None:
        s = self.settings
        step = s.increment
        if s.tailslow and self.level and self.dirtied > 0:
            step = min(step, (1 - self.level) * (1 - bound / self.dirtied))
        level = min(self.level + step, s.maximum) if self.level else s.initial
        if level != self.level:
            self.level = level
            self.steps.append((now, level))


def window_b(settings: Settings, window_s: float) -> float:
    """Wire bytes per window: the limit's share, rounded up to whole groups of pages."""
    group = GROUP_PAGES * WIRE
    return math.ceil(settings.bandwidth_Bps * window_s / group) * group


def simulate(
    settings: Settings,
    log: DirtyLog,
    *,
    on_throttle: Callable[[float, float], None] = lambda _now, _level: None,
    readable_from: Callable[[float], float] = lambda now: now,
    stop_after: tuple[float, int] = (1e9, 10**9),
) -> Predicted:
    """Run one migration; ``on_throttle`` is told (time, level) of each raise before the guest runs on.

    ``readable_from`` says when a dirty log that is asked for at a time can be read.
    """
    window = float(documented_numbers.QEMU_UPDATE_S) + WAKE_S
    budget = window_b(settings, float(documented_numbers.QEMU_UPDATE_S))
    throttle = Throttle(settings)
    now, last, start, spent, sent, threshold = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    rounds: list[float] = []
    synced: list[float] = []
    tick, seen_at_tick = settings.forced_sync_s, 0

    def sync() -> None:
        nonlocal last, now
        now = readable_from(now)
        fresh = log.sync(last, now)
        rounds.append(now - last)
        synced.append(log.left_b())
        last = now
        before = throttle.level
        throttle.synced(now, fresh, sent)
        if throttle.level != before:
            on_throttle(now, throttle.level)

    while True:
        if log.left_b() <= threshold:
            sync()
            if not log.left_b() or log.left_b() < threshold:
                final = log.left_b()
                downtime = log.send().seconds
                total = now + SETUP_S + downtime
                return Predicted(
                    True, total, downtime, len(rounds) + 1, tuple(rounds), tuple(synced), final, tuple(throttle.steps)
                )
        elif settings.auto_converge and tick is not None and now >= tick:
            # A long round is synced by a timer, but never the first (cpu-throttle.c).
            if len(rounds) >= 1 and len(rounds) == seen_at_tick:
                sync()
            seen_at_tick, tick = len(rounds), tick + (settings.forced_sync_s or 0.0)
        if now > stop_after[0] or len(rounds) + 1 >= stop_after[1]:
            return Predicted(
                False, now, 0.0, len(rounds) + 1, tuple(rounds), tuple(synced), log.left_b(), tuple(throttle.steps)
            )
        part = log.send(budget - spent, LONGEST_BURST_S)
        sent, spent = sent + part.wire_b, spent + part.wire_b
        burst_end = max(now, start) + part.seconds
        if spent >= budget or burst_end >= start + window:
            # The threshold is what the window's measured rate would send within the limit (migration.c).
            now = max(burst_end, start + window)
            threshold = spent / (now - start) * settings.downtime_limit_s
            start, spent = now, 0.0
        else:
            now = burst_end  # the log is read again at once if everything was sent before the limit was used up
