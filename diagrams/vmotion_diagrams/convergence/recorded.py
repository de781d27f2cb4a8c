"""A recording beside its prediction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate, cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vmotion_diagrams.style import MORE, PLOT_INK, PLOT_QUIET, PROVED, SEEN, WARN
from vmotion_model.common.errors import InputError
from vmotion_traces.recordings.compare import RecordingComparison
from vmotion_traces.recordings.fit import MOST_FORCED_S

from .canvas import figure, save

if TYPE_CHECKING:
    from matplotlib.axes import Axes


LEAST_S = 0.005
"""Shorter rounds are drawn as long as this."""
WIDE = 20
"""Times that differ by more than this factor are drawn on logarithmic axes."""


def plot_comparisons(comparisons: Sequence[RecordingComparison], path: Path) -> None:
    """One recording in detail, or many as predicted against observed. Raises InputError when nothing was predicted."""
    predicted = [c for c in comparisons if c.predicted is not None]
    if not predicted:
        raise InputError(f"{comparisons[0].recording.name}: nothing to plot, it was not predicted")
    if len(predicted) == 1:
        plot_comparison(predicted[0], path)
    else:
        _plot_many(predicted, path)


def _plot_many(comparisons: Sequence[RecordingComparison], path: Path) -> None:
    drawn, axes = figure(1, 2, (11, 4.8))
    left, right = axes[0]
    timed = [c for c in comparisons if c.time_error is not None]
    seconds = [c.recording.observed.total_s or 0.0 for c in timed]
    said = [c.predicted.total_s if c.predicted else 0.0 for c in timed]
    errors = [100 * (c.time_error or 0.0) for c in timed]
    groups = sorted({c.recording.group or "recordings" for c in timed})
    for group, colour in zip(groups, cycle((PROVED, SEEN, WARN, PLOT_INK, PLOT_QUIET, *MORE)), strict=False):
        mine = [k for k, c in enumerate(timed) if (c.recording.group or "recordings") == group]
        style = {"color": colour, "markersize": 5, "alpha": 0.7, "linestyle": "", "marker": "o"}
        left.plot([seconds[k] for k in mine], [said[k] for k in mine], label=group, **style)
        right.plot([seconds[k] for k in mine], [errors[k] for k in mine], **style)
    if timed:
        left.plot([min(seconds), max(seconds)], [min(seconds), max(seconds)], "--", color=PLOT_QUIET, linewidth=1)
        if max(seconds) > WIDE * min(seconds):
            left.set(xscale="log", yscale="log")
            right.set_xscale("log")
            for axis in (left.xaxis, left.yaxis, right.xaxis):
                axis.set_major_formatter(_plain)
    right.axhline(0, color=PLOT_QUIET, linewidth=1, linestyle="--")
    apart = len(comparisons) - len(timed)
    more = f"   ({apart} without an end are not shown)" if apart else ""
    left.set(title="Total time", xlabel="observed, s", ylabel="predicted, s")
    right.set(title="Error of the prediction", xlabel=f"observed, s{more}", ylabel="%")
    drawn.legend(loc="outside lower center", ncols=max(1, min(len(groups), 4)), frameon=False, fontsize=9)
    save(drawn, path)


def _plain(value: float, _place: float) -> str:
    return f"{value:g}"


def plot_comparison(comparison: RecordingComparison, path: Path) -> None:
    """Round lengths, the throttle where there is one, and the fitted U. Raises InputError when nothing was predicted."""
    if comparison.predicted is None:
        raise InputError(f"{comparison.recording.name}: nothing to plot, it was not predicted")
    throttled = comparison.recording.settings.auto_converge or comparison.fit is None
    columns = 1 + throttled + (comparison.fit is not None)
    drawn, axes = figure(1, columns, (5.5 * columns, 4.4))
    drawn.suptitle(comparison.recording.name, color=PLOT_INK, fontsize=13, x=0.01, ha="left", weight="bold")
    panels = iter(axes[0])
    _lengths(next(panels), comparison)
    if throttled:
        _throttle(next(panels), comparison)
    if comparison.fit is not None:
        _curve(next(panels), comparison)
    save(drawn, path)


# Where both are alike, what was predicted is seen on top of what was observed.
_FORETOLD: Mapping[str, Any] = {
    "color": PROVED,
    "linestyle": (0, (4, 2)),
    "linewidth": 1.4,
    "markersize": 3,
    "zorder": 3,
}
_OBSERVED: Mapping[str, Any] = {"color": SEEN, "linewidth": 3, "markersize": 6, "alpha": 0.55}


def _lengths(ax: Axes, comparison: RecordingComparison) -> None:
    predicted, seen = comparison.predicted, comparison.recording.observed
    assert predicted is not None
    lengths = [max(x, LEAST_S) for x in predicted.round_s]
    ax.plot(list(accumulate(predicted.round_s)), lengths, "o", label="predicted", **_FORETOLD)
    rounds = comparison.recording.rounds
    if seen.round_s:
        ax.plot(list(accumulate(seen.round_s)), seen.round_s, "o-", label="observed", **_OBSERVED)
        lengths += seen.round_s
    elif rounds:
        # A round that a timer cut short is longer on paper than it was.
        known = [r for k, r in enumerate(rounds) if r.seen_at_s and (not k or r.seconds < MOST_FORCED_S)]
        at, took = [r.seen_at_s for r in known], [r.seconds for r in known]
        ax.plot(at, took, "o", label="observed, where samples show it", **_OBSERVED)
        lengths += took
    if max(lengths) > WIDE * max(min(lengths), LEAST_S):
        ax.set_yscale("log")
    else:
        ax.set_ylim(0, 1.1 * max(lengths))
    ax.set(title="Length of each round", xlabel="time at its end, s", ylabel="s")
    ax.yaxis.set_major_formatter(_plain)
    ax.legend(frameon=False, fontsize=9)


def _throttle(ax: Axes, comparison: RecordingComparison) -> None:
    predicted, seen = comparison.predicted, comparison.recording.observed
    assert predicted is not None
    last = predicted.throttles[-1][1] if predicted.throttles else 0.0
    _steps(ax, [(0.0, 0.0), *predicted.throttles, (predicted.total_s, last)], "predicted", _FORETOLD)
    levels = list(zip(seen.throttle_at, seen.throttles, strict=False))
    end = seen.total_s if seen.total_s is not None else predicted.total_s
    _steps(ax, [(0.0, 0.0), *levels, (end, levels[-1][1] if levels else 0.0)], "observed", _OBSERVED)
    if not predicted.throttles and not levels:
        ax.text(0.5, 0.5, "none, neither predicted nor observed", transform=ax.transAxes, ha="center", color=PLOT_QUIET)
    ax.set(title="Throttle", xlabel="time, s", ylabel="%", ylim=(-3, 103))
    ax.legend(frameon=False, fontsize=9, loc="upper left")


def _steps(ax: Axes, points: list[tuple[float, float]], label: str, style: Mapping[str, Any]) -> None:
    ax.step([t for t, _ in points], [100 * v for _, v in points], where="post", label=label, **style)


def _curve(ax: Axes, comparison: RecordingComparison) -> None:
    fit = comparison.fit
    assert fit is not None
    points = [r for r in comparison.recording.rounds if not r.throttle]
    ax.loglog(
        [r.seconds for r in points], [r.dirty_b / 1e6 for r in points], ".", color=SEEN, label="rounds of this run"
    )
    ax.loglog([t for t, _ in fit.middle], [u / 1e6 for _, u in fit.middle], color=PLOT_INK, label="fitted U, median")
    ax.fill_between(
        [t for t, _ in fit.low],
        [u / 1e6 for _, u in fit.low],
        [u / 1e6 for _, u in fit.high],
        color=PLOT_INK,
        alpha=0.12,
        label="range",
    )
    rate = comparison.recording.settings.bandwidth_Bps / 1e6
    ends = [fit.middle[0][0], fit.middle[-1][0]]
    ax.loglog(ends, [rate * t for t in ends], "--", color=WARN, label="what the link sends")
    ax.set(title="Distinct bytes dirtied in a window", xlabel="window, s", ylabel="MB")
    ax.xaxis.set_major_formatter(_plain)
    ax.yaxis.set_major_formatter(_plain)
    ax.legend(frameon=False, fontsize=9)
