"""A verdict as data for programs and as text for people: both are made from the same result."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from vmotion_model.precopy.units import show_rate, show_share, show_size, show_time
from vmotion_proofs.convergence.verdict import Outcome, Verdict
from vmotion_proofs.convergence.whatif import Change
from vmotion_specs.convergence.catalogue import THEOREMS

SCHEMA = 1


def as_json(verdict: Verdict, changes: Sequence[Change] = ()) -> dict[str, Any]:
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
        "argument": [{"claim": s.claim, "theorem": s.theorem, "holds": s.holds} for s in verdict.argument],
        "changes": [
            {
                "lever": change.lever,
                "value": float(change.value),
                "text": change.says,
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


def as_text(verdict: Verdict, *, explain: bool = False, changes: Sequence[Change] | None = None) -> Iterator[str]:
    """Lines for a person: the verdict, its bounds and assumptions; with ``explain`` the argument step by step."""
    title = next((t.title for t in THEOREMS if t.id == verdict.theorem), "")
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
        if limits.guest_slowdown is not None:
            yield f"  the guest loses at most {show_share(limits.guest_slowdown)} of its progress while stunned"
    if verdict.outcome is Outcome.NOT_GUARANTEED:
        yield "  nothing here proves that it ends, and nothing that it does not"
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


def _change_lines(verdict: Verdict, changes: Sequence[Change]) -> Iterator[str]:
    if verdict.outcome is Outcome.GUARANTEED:
        yield "what if: nothing needs to change"
        return
    if not changes:
        yield "what if: no single change of link, goal, stun or working set makes it guaranteed"
        return
    yield f"what if: cheapest is {changes[0].says} (theorem {changes[0].verdict.theorem})"
    yield from (f"  or {change.says} (theorem {change.verdict.theorem})" for change in changes[1:])


def summary(counts: Sequence[tuple[str, int]], total: int) -> Iterator[str]:
    """Lines that sum up a sweep."""
    for name, count in counts:
        yield f"{name:12} {count:>10}  {100 * count / total:5.1f} %"


def show_axis_value(name: str, value: Fraction) -> str:
    """A value of a sweep's axis for people."""
    if name in ("memory", "working-set"):
        return show_size(value)
    return show_rate(value) if name in ("link", "dirty-rate") else show_time(value)


def theorem_table() -> Iterator[str]:
    """Markdown rows of all theorems, for the reference page."""
    yield "| theorem | statement | assumes |"
    yield "|---|---|---|"
    for item in THEOREMS:
        yield f"| {item.id} {item.title[0].lower()}{item.title[1:]} | {item.says} | {'; '.join(item.assumptions)} |"
