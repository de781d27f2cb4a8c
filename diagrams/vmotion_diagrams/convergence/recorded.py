"""A recording beside its prediction."""

from __future__ import annotations

from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from vmotion_diagrams.convergence.canvas import INK, PROVED, SEEN, WARN, figure, save
from vmotion_model.precopy.units import InputError
from vmotion_traces.recordings.compare import Comparison

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def plot_comparison(comparison: Comparison, path: Path) -> None:
    """Round lengths, and the fitted U with its points (or the throttle). Raises InputError when nothing was
    predicted.
    """
    predicted, seen = comparison.predicted, comparison.recording.observed
    if predicted is None:
        raise InputError(f"{comparison.recording.name}: nothing to plot, it was not predicted")
    drawn, axes = figure(1, 2, (11, 4.4))
    drawn.suptitle(comparison.recording.name, color=INK, fontsize=13, x=0.01, ha="left", weight="bold")
    left, right = axes[0]
    observed = seen.round_s or tuple(r.seconds for r in comparison.recording.rounds)
    for lengths, colour, label in ((predicted.round_s, PROVED, "predicted"), (observed, SEEN, "observed")):
        left.semilogy(
            list(accumulate(lengths)), [max(x, 0.005) for x in lengths], "o-", color=colour, markersize=3.5, label=label
        )
    left.set(title="Length of each round", xlabel="time at its end, s", ylabel="s")
    left.legend(frameon=False, fontsize=9)
    if comparison.fit is not None:
        _curve(right, comparison)
    else:
        last = predicted.throttles[-1][1] if predicted.throttles else 0.0
        _steps(right, [(0.0, 0.0), *predicted.throttles, (predicted.total_s, last)], PROVED, "predicted")
        levels = list(zip(seen.throttle_at, seen.throttles, strict=False))
        end = seen.total_s if seen.total_s is not None else predicted.total_s
        _steps(right, [(0.0, 0.0), *levels, (end, levels[-1][1] if levels else 0.0)], SEEN, "observed")
        right.set(title="Throttle", xlabel="time, s", ylabel="%", ylim=(-3, 103))
        right.legend(frameon=False, fontsize=9)
    save(drawn, path)


def _steps(ax: Axes, points: list[tuple[float, float]], colour: str, label: str) -> None:
    ax.step([t for t, _ in points], [100 * v for _, v in points], where="post", color=colour, label=label)


def _curve(ax: Axes, comparison: Comparison) -> None:
    fit = comparison.fit
    assert fit is not None
    points = [r for r in comparison.recording.rounds if not r.throttle]
    ax.loglog(
        [r.seconds for r in points], [r.dirty_b / 1e6 for r in points], ".", color=SEEN, label="rounds of this run"
    )
    ax.loglog([t for t, _ in fit.middle], [u / 1e6 for _, u in fit.middle], color=INK, label="fitted U, median")
    ax.fill_between(
        [t for t, _ in fit.low],
        [u / 1e6 for _, u in fit.low],
        [u / 1e6 for _, u in fit.high],
        color=INK,
        alpha=0.12,
        label="range",
    )
    rate = comparison.recording.settings.bandwidth_Bps / 1e6
    ends = [fit.middle[0][0], fit.middle[-1][0]]
    ax.loglog(ends, [rate * t for t in ends], "--", color=WARN, label="what the link sends")
    ax.set(title="Distinct bytes dirtied in a window", xlabel="window, s", ylabel="MB")
    ax.legend(frameon=False, fontsize=9)
