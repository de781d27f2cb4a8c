"""A verdict as data for programs and as text for people: both are made from the same result."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from vmotion_model.precopy import formulas
from vmotion_model.precopy.units import show_rate, show_share, show_size, show_time
from vmotion_specs.convergence.catalogue import THEOREMS

from .expected_figures import Expected
from .verdict import ConvergenceVerdict, Outcome, ProvedLimits
from .whatif import WhatIfChange

SCHEMA = 1


def as_json(
    verdict: ConvergenceVerdict, changes: Sequence[WhatIfChange] = (), expected: Expected | None = None
) -> dict[str, Any]:
    """The stable keys of ``vmotion converge --format json``. Bounds are floats rounded up; None where nothing is
    proved.
    """
    limits = verdict.limits
    return {
        "schema": SCHEMA,
        "verdict": verdict.outcome.value,
        "theorem": verdict.theorem or None,
        "assumptions": list(verdict.assumptions),
        "bounds": {
            "rounds": limits.rounds,
            "total_time_s": _above(limits.total_time_s),
            "bytes": None if limits.sent_b is None else -int(-limits.sent_b // 1),
            "downtime_s": _above(limits.downtime_s),
            "guest_slowdown": _above(limits.guest_slowdown),
        },
        "stun": {"needed": verdict.stun_needed, "fraction": float(verdict.stun_share)},
        "guest": {"lost_time_s": _above(lost_time(limits)), "clock_lag_s": _above(clock_lag(limits))},
        "expected": None if expected is None else _expected_json(expected),
        "hypotheses": [
            {
                "theorem": d.theorem,
                "name": d.hypothesis.name,
                "says": d.hypothesis.description,
                "role": d.hypothesis.role.value,
            }
            for d in verdict.decisions
        ],
        "argument": [
            {"claim": s.claim, "theorem": s.theorem, "holds": s.holds, "option": s.option or None}
            for s in verdict.argument
        ],
        "changes": [
            {
                "lever": change.lever,
                "value": float(change.value),
                "text": change.description,
                "factor": float(change.cost),
                "theorem": change.verdict.theorem,
            }
            for change in changes
        ],
    }


def _above(value: Fraction | None) -> float | None:
    """The least float that is not below the exact value."""
    if value is None:
        return None
    from math import inf, nextafter

    nearest = float(value)
    return nearest if Fraction(nearest) >= value else nextafter(nearest, inf)


def lost_time(limits: ProvedLimits) -> Fraction | None:
    """F9, F11: seconds of its run time at most that the guest loses to stuns, where the bounds say it."""
    if limits.guest_slowdown is None or limits.total_time_s is None or limits.downtime_s is None:
        return None
    return limits.guest_slowdown * (limits.total_time_s - limits.downtime_s)


def clock_lag(limits: ProvedLimits) -> Fraction | None:
    """F11: seconds at most that a guest clock which counts run time lags in the end."""
    lost = lost_time(limits)
    return None if lost is None or limits.downtime_s is None else formulas.clock_lag(limits.downtime_s, lost)


def _expected_json(expected: Expected) -> dict[str, Any]:
    return {
        "ends": expected.ended,
        "rounds": expected.rounds,
        "total_time_s": expected.total_time_s if expected.ended else None,
        "bytes": expected.sent_b if expected.ended else None,
        "downtime_s": expected.downtime_s if expected.ended else None,
        "stun_fraction": expected.stun_share,
        "lost_time_s": expected.lost_time_s,
        "clock_lag_s": expected.clock_lag_s if expected.ended else None,
    }


def title_of(theorem_id: str) -> str:
    """A theorem's title; of a part of it (T3a) the whole theorem's."""
    titles = {t.id: t.title for t in THEOREMS}
    return titles.get(theorem_id) or titles.get(theorem_id[:-1], "")


def as_text(
    verdict: ConvergenceVerdict,
    *,
    explain: bool = False,
    changes: Sequence[WhatIfChange] | None = None,
    expected: Expected | None = None,
) -> Iterator[str]:
    """Lines for a person: the verdict, its bounds and assumptions; with ``explain`` the argument step by step."""
    title = title_of(verdict.theorem) if verdict.theorem else ""
    rests = f" by theorem {verdict.theorem} ({title[0].lower()}{title[1:]})" if title else ""
    yield f"{verdict.outcome.value}{rests}"
    limits = verdict.limits
    if limits.rounds is not None and limits.total_time_s is not None and limits.sent_b is not None:
        downtime = show_time(limits.downtime_s) if limits.downtime_s is not None else "not bounded"
        yield f"  at most {limits.rounds} round{'s' * (limits.rounds != 1)} before the switchover"
        yield f"  at most {show_time(limits.total_time_s)} in all, {show_size(limits.sent_b)} on the wire"
        yield f"  at most {downtime} of downtime"
    if verdict.stun_needed and verdict.outcome is Outcome.GUARANTEED:
        yield f"  needs a stun of {show_share(verdict.stun_share)} of the guest's run time"
    if limits.guest_slowdown:
        yield f"  the guest loses at most {show_share(limits.guest_slowdown)} of its progress while stunned"
        lost, lag = lost_time(limits), clock_lag(limits)
        if lost is not None and lag is not None:
            yield f"  at most {show_time(lost)} of its run time is lost, its clock lags at most {show_time(lag)}"
    if verdict.outcome is Outcome.NOT_GUARANTEED:
        yield "  nothing here proves that it ends, and nothing that it does not"
        yield from _missing(verdict)
    if expected is not None and verdict.outcome is not Outcome.DIVERGES:
        yield _expected_line(expected)
    if explain:
        yield "why:"
        for number, step in enumerate(verdict.argument, 1):
            mark = "yes" if step.holds else "no "
            yield f"  {number}. {mark} {step.claim}" + (f"  [{step.theorem}]" if step.theorem else "")
    if verdict.assumptions:
        yield "assuming:"
        yield from (f"  - {text}" for text in verdict.assumptions)
    if changes is not None:
        yield from _change_lines(verdict, changes)


def _missing(verdict: ConvergenceVerdict) -> Iterator[str]:
    """Which theorem fails to apply, and on what."""
    for step in verdict.argument:
        if not step.holds:
            if step.option:
                yield f"  by theorem {step.theorem} {step.claim} (say it with {step.option})"
            else:
                yield f"  theorem {step.theorem} does not apply without: {step.claim}"


def _expected_line(expected: Expected) -> str:
    """The run that is to be expected, beside its worst-case bounds."""
    if not expected.ended:
        return "  expected, but not proved: it does not end"
    rounds = "one round" if expected.rounds == 1 else f"{expected.rounds} rounds"
    line = f"  expected: {_seconds(expected.total_time_s)} in {rounds}, {_seconds(expected.downtime_s)} of downtime"
    if expected.lost_time_s:
        line += f", stuns up to {show_share(Fraction(expected.stun_share))} lose {_seconds(expected.lost_time_s)}"
    return f"{line}; the guest's clock lags {_seconds(expected.clock_lag_s)}"


def _seconds(value: float) -> str:
    return show_time(Fraction(value))


def _change_lines(verdict: ConvergenceVerdict, changes: Sequence[WhatIfChange]) -> Iterator[str]:
    if verdict.outcome is Outcome.GUARANTEED:
        yield "what if: nothing needs to change"
        return
    if not changes:
        yield "what if: no single change of link, goal, stun or working set makes it guaranteed"
        return
    yield f"what if: cheapest is {changes[0].description} (theorem {changes[0].verdict.theorem})"
    yield from (f"  or {change.description} (theorem {change.verdict.theorem})" for change in changes[1:])


def summary(counts: Sequence[tuple[str, int]], total: int) -> Iterator[str]:
    """Lines that sum up a sweep."""
    for name, count in counts:
        yield f"{name:12} {count:>10}  {100 * count / total:5.1f} %"


def show_axis_value(name: str, value: Fraction) -> str:
    """A value of a sweep's axis for people."""
    if name in ("memory", "working-set", "page-size"):
        return show_size(value)
    if name == "vcpus":
        return str(value)
    if name == "growth":
        return show_share(value)
    return show_rate(value) if name in ("link", "dirty-rate") else show_time(value)


def theorem_table() -> Iterator[str]:
    """Markdown rows of all theorems, for the reference page."""
    yield "| theorem | statement | assumes |"
    yield "|---|---|---|"
    for item in THEOREMS:
        yield f"| {item.id} {item.title[0].lower()}{item.title[1:]} | {item.description} | {'; '.join(item.assumptions)} |"
