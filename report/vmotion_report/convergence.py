"""Plots of a convergence verdict as data: the proved bound and the simulation in one picture, and dirty against transmit rate."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from vmotion_convergence.verdict import ConvergenceVerdict, Outcome
from vmotion_diagrams.convergence.plots import proved_bound, simulated
from vmotion_model.precopy.scenario import Scenario
from vmotion_model.precopy.units import show_rate, show_size, show_time

MOST_POINTS = 41


def plots(scenario: Scenario, verdict: ConvergenceVerdict) -> list[Mapping[str, Any]]:
    """Line plots: each with its axes in words, its lines with points, and the levels drawn across."""
    stunned = verdict.stun_needed and verdict.outcome is Outcome.GUARANTEED
    share = verdict.stun_share.limit_denominator(10**6) if stunned else Fraction(0)
    run = simulated(scenario, share)
    left = [scenario.memory.sent_b, *(max(r.left_b, Fraction(1)) for r in run.rounds)][:MOST_POINTS]
    times = [Fraction(0)]
    for r in run.rounds[: MOST_POINTS - 1]:
        times.append(times[-1] + r.seconds)
    bound = proved_bound(scenario, verdict, len(left))
    lines = [_line("the worst guest of this kind, simulated", "seen", range(len(left)), left, show_size)]
    if bound:
        lines.append(_line("proved bound", "proved", range(len(bound)), bound, show_size))
    over_time = [_line("the worst guest of this kind, simulated", "seen", times, left, show_size)]
    if bound and len(bound) == len(times):
        over_time.append(_line("proved bound", "proved", times, bound, show_size))
    threshold = {"label": f"switchover threshold {show_size(scenario.threshold_b)}", "y": float(scenario.threshold_b)}
    windows = [Fraction(2 ** (k / 4) * 0.05).limit_denominator(10**6) for k in range(45)]
    free = [scenario.guest.unique(w).high / w for w in windows]
    rates = [_line("dirty rate, free", "seen", windows, free, show_rate)]
    if share:
        scale = min(Fraction(1), (1 - share) / scenario.cpu_share)
        slow = [scenario.guest.unique(w * scale).high / w for w in windows]
        rates.append(_line(f"dirty rate, {float(share):.0%} stunned", "proved", windows, slow, show_rate))
    return [
        {
            "title": "Left to send after each round",
            "x": "round",
            "y": "left to send",
            "log_x": False,
            "log_y": True,
            "lines": lines,
            "levels": [threshold],
            "ended": run.ended,
            "more": max(0, len(run.rounds) + 1 - MOST_POINTS),
        },
        {
            "title": "Left to send over time",
            "x": "seconds since the start",
            "y": "left to send",
            "log_x": False,
            "log_y": True,
            "lines": over_time,
            "levels": [threshold],
            "ended": run.ended,
            "more": 0,
            "x_end": show_time(times[-1].limit_denominator(1000)),
        },
        {
            "title": "Dirty against transmit rate",
            "x": "window in seconds",
            "y": "rate",
            "log_x": True,
            "log_y": False,
            "lines": rates,
            "levels": [
                {"label": f"transmit rate {show_rate(scenario.link.low)}", "y": float(scenario.link.low)},
            ],
            "ended": True,
            "more": 0,
        },
    ]


def _line(label: str, look: str, xs: Any, ys: Any, text: Any) -> Mapping[str, Any]:
    points = [{"x": float(x), "y": float(y), "text": text(Fraction(y))} for x, y in zip(xs, ys, strict=True)]
    return {"label": label, "look": look, "points": points}
