"""One scenario in four panels."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

from vmotion_convergence.scenario_symbols import case_of, first_round
from vmotion_convergence.verdict import ConvergenceVerdict, Outcome
from vmotion_diagrams.style import PLOT_INK, PLOT_QUIET, PROVED, SEEN, WARN
from vmotion_model.precopy import formulas
from vmotion_model.precopy.round_simulation import PrecopyRun, run_rounds
from vmotion_model.precopy.scenario import Scenario
from vmotion_model.precopy.units import show_rate, show_size, show_time

from .canvas import figure, save

MOST_ROUNDS = 40


def plot_scenario(scenario: Scenario, verdict: ConvergenceVerdict, path: Path) -> None:
    """Remaining memory with the proved bound; dirty and transmit rate; guest slowdown; clock lag. Raises InputError."""
    drawn, axes = figure(2, 2, (11, 7.2))
    share = float(verdict.stun_share) if verdict.stun_needed and verdict.outcome is Outcome.GUARANTEED else 0.0
    run = simulated(scenario, Fraction(share).limit_denominator(10**6))
    theorem = f" by {verdict.theorem}" if verdict.theorem else ""
    drawn.suptitle(f"{verdict.outcome.value}{theorem}", color=PLOT_INK, fontsize=14, x=0.01, ha="left", weight="bold")
    _remaining(axes[0, 0], scenario, verdict, run)
    _rates(axes[0, 1], scenario, share)
    _slowdown(axes[1, 0], scenario, share)
    _lag(axes[1, 1], scenario, run, share)
    save(drawn, path)


def simulated(scenario: Scenario, share: Fraction) -> PrecopyRun:
    """The worst guest that the curve allows, stunned by the share from round 1 on."""
    factor = formulas.wire_bytes(Fraction(1), Fraction(0), scenario.memory.page_b) / scenario.memory.page_b

    def dirtied(k: int, seconds: Fraction) -> Fraction:
        run_share = (1 - share) / scenario.cpu_share if k and share else Fraction(1)
        value = scenario.guest.unique(seconds * min(run_share, Fraction(1))).high * factor
        return Fraction(min(value, scenario.memory.size_b * factor).__ceil__())

    return run_rounds(scenario.memory.sent_b, scenario.threshold_b, scenario.link.low, dirtied, most_rounds=MOST_ROUNDS)


def _remaining(ax: Any, scenario: Scenario, verdict: ConvergenceVerdict, run: PrecopyRun) -> None:
    left = [float(scenario.memory.sent_b)] + [max(float(r.left_b), 1.0) for r in run.rounds]
    ax.plot(range(len(left)), left, "o-", color=SEEN, markersize=4, label="worst guest of this kind")
    bound = [float(b) for b in proved_bound(scenario, verdict, len(left))]
    if bound:
        ax.plot(range(len(left)), bound, color=PROVED, linewidth=2, label="proved bound (F5)")
    threshold = float(scenario.threshold_b)
    ax.axhline(threshold, color=WARN, linewidth=1.2, linestyle="--")
    ax.annotate(
        f"switchover threshold {show_size(scenario.threshold_b)}",
        (0.01, threshold),
        xycoords=("axes fraction", "data"),
        ha="left",
        va="bottom",
        color=WARN,
        fontsize=8.5,
    )
    ax.set(title="Left to send after each round", xlabel="round")
    ax.set_yscale("log", base=2)
    ax.yaxis.set_major_formatter(lambda value, _place: show_size(Fraction(value)))
    ax.set_ylim(min(*left, threshold) / 2, max(*left, *bound, threshold) * 2)
    ax.xaxis.get_major_locator().set_params(integer=True)
    ax.legend(frameon=False, fontsize=8.5)


def proved_bound(scenario: Scenario, verdict: ConvergenceVerdict, count: int) -> list[Fraction]:
    """F5: bytes left at the start and after each of ``count - 1`` rounds; empty where no envelope holds.

    A proportional stun (T5a) acts from the end of the first round on, so its envelope holds from there.
    """
    line = verdict.envelope
    if line is None or line.rho >= scenario.link.low:
        return []
    floor = formulas.floor_bytes(line.sigma, line.rho, scenario.link.low)
    case = case_of(scenario)
    # Zero pages may be written before they are sent; a stunned guest starts from what round 0 may have left.
    start = case.most_left if verdict.theorem == "T5a" else first_round(case, [line])
    ratio, top = line.rho / scenario.link.low, max(start, floor)
    late = 1 if verdict.theorem == "T5a" else 0
    return [formulas.backlog_bound(ratio ** max(k - late, 0), top, floor) for k in range(count)]


def _rates(ax: Any, scenario: Scenario, share: float) -> None:
    windows = [2.0 ** (k / 4) * 0.05 for k in range(45)]
    free = [float(scenario.guest.unique(Fraction(w).limit_denominator(10**6)).high) / w / 1e6 for w in windows]
    ax.semilogx(windows, free, color=PLOT_INK, label="dirty rate, free")
    if share:
        scale = min(1.0, (1 - share) / float(scenario.cpu_share))
        stunned = [
            float(scenario.guest.unique(Fraction(w * scale).limit_denominator(10**6)).high) / w / 1e6 for w in windows
        ]
        ax.semilogx(windows, stunned, color=PROVED, linewidth=2, label=f"dirty rate at {share:.0%} stun")
    rate = float(scenario.link.low) / 1e6
    ax.axhline(rate, color=WARN, linestyle="--", linewidth=1.2)
    ax.annotate(
        f"transmit rate {show_rate(scenario.link.low)}",
        (0.99, rate),
        xycoords=("axes fraction", "data"),
        ha="right",
        va="bottom",
        color=WARN,
        fontsize=8.5,
    )
    ax.set(title="Dirty against transmit rate", xlabel="window, s", ylabel="MB/s", ylim=(0, max(*free, rate) * 1.35))
    ax.legend(frameon=False, fontsize=8.5, loc="upper right")


def _slowdown(ax: Any, scenario: Scenario, share: float) -> None:
    peak = scenario.guest.peak_rate
    if peak is None:
        ax.text(0.5, 0.5, "peak rate not known", ha="center", transform=ax.transAxes, color=PLOT_QUIET)
    targets = [k / 100 for k in range(2, 100)]
    rate = scenario.link.low
    if peak is not None:
        theta = [
            max(
                0.0,
                1
                - float(formulas.needed_run_share(scenario.cpu_share, Fraction(t).limit_denominator(100), rate, peak)),
            )
            for t in targets
        ]
        ax.plot(
            [100 * t for t in targets], [100 * t for t in theta], color=PLOT_INK, label="stun needed while it lasts"
        )
        if share:
            ax.axhline(100 * share, color=PROVED, linewidth=2, label=f"stun of this verdict, {share:.0%}")
    lines = list(ax.get_lines())
    if peak is not None and peak >= rate:
        first = Fraction(
            min(float(scenario.guest.unique(scenario.memory.sent_b / rate).high), float(scenario.memory.size_b))
        )
        lost = [float(formulas.lost_time(first, Fraction(t).limit_denominator(100), rate, peak)) for t in targets]
        whole = [
            float(formulas.throttled_total(Fraction(0), first, Fraction(t).limit_denominator(100), rate))
            for t in targets
        ]
        other = ax.twinx()
        other.plot([100 * t for t in targets], lost, color=SEEN, label="guest time lost in all")
        other.plot([100 * t for t in targets], whole, color=SEEN, linestyle=":", label="time after round 0")
        other.set_ylabel("s", color=SEEN, fontsize=9)
        other.set_ylim(0, min(max(lost), 8 * whole[0] + 1))
        other.spines[["top", "left", "bottom"]].set_visible(False)
        other.spines["right"].set_color(SEEN)
        other.tick_params(colors=SEEN, labelsize=9)
        lines += other.get_lines()
    ax.set(
        title="Harder throttling costs less in all",
        xlabel="target: dirty over transmit rate, %",
        ylabel="slowdown, %",
        ylim=(0, 105),
    )
    if lines:
        below = {"loc": "upper center", "bbox_to_anchor": (0.5, -0.17), "ncols": 2}
        ax.legend(lines, [line.get_label() for line in lines], frameon=False, fontsize=8.5, **below)


def _lag(ax: Any, scenario: Scenario, run: PrecopyRun, share: float) -> None:
    """F11: run time that the guest has missed, and with the switchover what its clock may lag by."""
    times, lags, now, lag = [0.0], [0.0], 0.0, 0.0
    for k, r in enumerate(run.rounds):
        now += float(r.seconds)
        lag += float(r.seconds) * share * (k > 0)
        times.append(now)
        lags.append(lag)
    if run.ended:
        stop = float(formulas.downtime(run.rounds[-1].left_b, scenario.link.switchover, scenario.fixed_s))
        times.append(now + stop)
        lags.append(float(formulas.clock_lag(Fraction(lag), Fraction(stop))))
        ax.axvspan(now, now + max(stop, 0.002 * now), color=WARN, alpha=0.25, linewidth=0)
        ax.annotate(
            f"switchover, {show_time(Fraction(stop).limit_denominator(10**6))}",
            (now, lags[-1]),
            color=WARN,
            fontsize=8.5,
            ha="right",
            va="bottom",
            xytext=(-4, 3),
            textcoords="offset points",
        )
    else:
        words = f"no switchover within {len(run.rounds)} rounds" + ("" if share else ", and nothing stuns the guest")
        ax.text(0.5, 0.5, words, transform=ax.transAxes, color=WARN, fontsize=9, ha="center")
    ax.plot(times, lags, color=PLOT_INK, linewidth=1.8)
    ax.set(
        title="Guest clock lag if nothing corrects it",
        xlabel="time since the start, s",
        ylabel="s",
        ylim=(0, max(lags) * 1.25 or 1.0),
    )
