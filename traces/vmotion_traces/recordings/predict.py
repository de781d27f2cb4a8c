"""Predictions: a recorded guest run through QEMU's loop."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from statistics import pstdev

from . import guest_clock
from .dirty_log import CurveLog, PageLog
from .fit import MOST_FORCED_S, Fit
from .host import RECORDED, Host
from .qemu import Predicted, simulate
from .recording import Recording

RUNS = 201
"""Runs per prediction of a curve; odd, so that the median is one of them."""

SEED = 20261124
"""Random-order guests are replayed with one fixed seed, so a prediction is the same each time."""


def predict_pages(recording: Recording, *, before_only: bool = False, host: Host = RECORDED) -> Predicted:
    """A guest of known programme, page by page.

    The write counter is followed up to the first throttle; from there on the guest runs at the rate it had between the
    first pass and that throttle, less what the throttle takes. ``before_only`` uses nothing recorded after ``migrate``.
    """
    guest = recording.guest
    if guest is None:
        raise ValueError(f"{recording.name}: no guest of known programme")
    counter = guest_clock.Counter(guest, recorded=not before_only, awake=host.awake)
    seen = recording.observed
    if not before_only and seen.first_throttle_s is not None:
        counter.freeze(seen.round_s[0] if seen.round_s else 0.0, seen.first_throttle_s)
    log = PageLog(
        recording.memory_pages, recording.nonzero_pages, lambda a, b: counter.touched(a, b, SEED), host.copying
    )
    return simulate(
        recording.settings,
        log,
        on_throttle=counter.throttle,
        readable_from=counter.awake_from,
        stop_after=recording.stop_after,
    )


def predict_curve(recording: Recording, fit: Fit, *, most_s: float = 130.0, most_rounds: int = 400) -> Predicted:
    """A guest of which only U is known: the median of several runs, each with the scatter of the fit's single rounds.

    The scatter matters: a stalled pre-copy ends when one round happens to fall under the threshold.
    """
    runs = [_one_curve(recording, fit, random.Random(SEED + k), most_s, most_rounds) for k in range(RUNS)]
    runs.sort(key=lambda run: (not run.ended, run.total_s))
    twentieth = RUNS // 20
    spread = (runs[twentieth].total_s, runs[-1 - twentieth].total_s) if runs[-1 - twentieth].ended else None
    sequences = Counter(tuple(round(level, 2) for _, level in run.throttles) for run in runs)
    shares = tuple((levels, count / RUNS) for levels, count in sequences.most_common())
    return replace(runs[RUNS // 2], spread_s=spread, sequences=shares)


def throttle_sensitivity(recording: Recording, fit: Fit) -> tuple[float, list[Predicted]]:
    """The standard error of the share of U that a throttle leaves, and predictions with it lower and higher by one."""
    ratios = fit.scatter_throttled
    error = pstdev(ratios) / len(ratios) ** 0.5 if ratios else 0.0
    shifted = [
        replace(
            fit,
            left_by_throttle=tuple(
                (level, left * (1 + sign * error) if level else left) for level, left in fit.left_by_throttle
            ),
        )
        for sign in (-1, 1)
    ]
    return error, [predict_curve(recording, one) for one in shifted]


def _one_curve(recording: Recording, fit: Fit, rng: random.Random, most_s: float, most_rounds: int) -> Predicted:
    level = [0.0]

    def throttled(_now: float, new: float) -> None:
        level[0] = new

    def dirtied(before: float, now: float) -> float:
        tau = now - before
        scatter = rng.choice(fit.scatter_at(level[0])) if tau < MOST_FORCED_S else 1.0
        return fit.at(tau) * fit.left_at(level[0]) * scatter

    zero = max(recording.memory_pages - recording.nonzero_pages, 0)
    log = CurveLog(recording.nonzero_pages, zero, dirtied)
    return simulate(recording.settings, log, on_throttle=throttled, stop_after=(most_s, most_rounds))


def stall_level(recording: Recording, fit: Fit) -> float:
    """T6: bytes left at a sync when pre-copy stands still, as the mean of the later half of a run without scatter."""
    log = CurveLog(recording.nonzero_pages, 0, lambda before, now: fit.at(now - before))
    run = simulate(recording.settings, log, stop_after=(130.0, 400))
    later = run.synced_b[len(run.synced_b) // 2 :]
    return sum(later) / len(later)
