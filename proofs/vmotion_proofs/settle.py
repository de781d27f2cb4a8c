"""What takes verdicts back: a statement about nothing, and one about time where time can stop."""

from collections.abc import Sequence
from time import monotonic
from typing import TYPE_CHECKING

from vmotion_model.language import Model, variables_of
from vmotion_specs.properties import Kind, Property

from .found import Found
from .options import Options
from .vacuity import NO_FAIR_RUN, NO_PREMISE, NOT_KNOWN, NOTHING_HAPPENS, Look, examine
from .verdicts import Verdict

if TYPE_CHECKING:
    from .explore import Explored

SEARCH = "explicit search"


def settle_vacuity(
    found: Found,
    judged: Sequence[Property],
    look: Look,
    explored: "Explored | None",
    options: Options,
    seconds: float | None,
    interrupted: bool,
) -> bool:
    """A statement about nothing is no pass: its premise is never reached, or nothing ever happens.

    Returns whether the look for runs to the premises was interrupted.
    """
    passing = found.passing(judged)
    if not passing:
        return interrupted
    if interrupted:
        for item in passing:
            if item.id in look.wanted or item.id in look.unfair:
                found.explain(item, NOT_KNOWN)
        return True
    look.along(*found.runs())
    seen = examine(look, passing, explored, options, seconds)
    for item in passing:
        if seen.nothing_happens:
            found.put(item, Verdict.UNKNOWN, SEARCH, monotonic(), reason=NOTHING_HAPPENS)
        elif item.id in seen.unreachable and item.id != "timelock":
            found.put(item, Verdict.UNKNOWN, SEARCH, monotonic(), reason=NO_PREMISE)
        elif item.id in seen.unfair:
            found.put(item, Verdict.UNKNOWN, SEARCH, monotonic(), reason=NO_FAIR_RUN)
        elif item.id in seen.unknown:
            found.explain(item, NOT_KNOWN)
    return seen.interrupted


def settle_time(found: Found, model: Model) -> None:
    """Where time can stop, or may for all that was found out, nothing that was said about time stands."""
    if "timelock" not in found or found["timelock"].verdict.passes:
        return
    stops = "time stops" if found["timelock"].verdict is Verdict.VIOLATED else "whether time stops is not decided"
    timed = model.timed_history | {c.name for c in model.clocks}
    for item in found.properties:
        if item.id == "timelock" or item.kind is Kind.REACHABLE or found[item.id].verdict is Verdict.VIOLATED:
            continue
        if item.kind is Kind.RESPONSE or timed & variables_of(item.formula).keys():
            found.put(item, Verdict.UNKNOWN, "none", monotonic(), reason=f"{stops}, see timelock")
