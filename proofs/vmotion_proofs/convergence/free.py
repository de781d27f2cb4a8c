"""Arguments for a guest that runs freely: T3a, T1, T2 and T2m."""

from __future__ import annotations

from fractions import Fraction

from vmotion_model.precopy import formulas
from vmotion_model.precopy.guests import Envelope
from vmotion_model.precopy.units import show_size, show_time
from vmotion_proofs.convergence.case import (
    ZERO,
    Case,
    closest,
    downtime_bound,
    envelope_steps,
    given,
    in_words,
    limits_of,
    wire_envelope,
)
from vmotion_proofs.convergence.outcome import Limits, Step, Verdict


def free_guest(case: Case, steps: list[Step]) -> Verdict | None:
    """The verdict for the guest as it is, or None; what was tried is added to ``steps``."""
    guest, scenario = case.scenario.guest, case.scenario
    if guest.working_set is not None and not scenario.unthrottled_rate:
        left = case.working_set + scenario.stop.rest * case.goal
        fits = left <= case.goal
        steps.append(Step(f"working set {show_size(left)} <= threshold {show_size(case.goal)}", "T3a", holds=fits))
        if fits:
            downtime = downtime_bound(scenario)
            limits = Limits(1, case.memory / case.rate + downtime, case.memory + left, downtime, ZERO)
            return given(case, "T3a", limits, steps, "working set: never more than W is dirty", envelope=None)
    best: tuple[Fraction, Limits, Envelope, Envelope] | None = None
    for line in guest.envelopes():
        wire = wire_envelope(case, line)
        found = limits_of(case, wire, case.memory, ZERO, ZERO, 0)
        if found is not None and found.total_time_s is not None and (best is None or found.total_time_s < best[0]):
            best = (found.total_time_s, found, wire, line)
    if best is None and scenario.stop.window_s is not None:
        return _windowed(case, scenario.stop.window_s, steps)
    steps.extend(envelope_steps(case, best[2] if best else wire_envelope(case, closest(guest, case.rate)), free=True))
    if best is None:
        return None
    theorem = "T1" if not best[3].sigma else "T2"
    return given(
        case, theorem, best[1], steps, f"envelope: {in_words(best[3])}, at any time of the migration", envelope=best[2]
    )


def _windowed(case: Case, window: Fraction, steps: list[Step]) -> Verdict | None:
    """T2m: the dirty log is read in the middle of a round, at the end of a window."""
    guest, dma = case.scenario.guest, case.scenario.unthrottled_rate
    lines = [Envelope(e.sigma * case.factor + case.page, (e.rho + dma) * case.factor) for e in guest.envelopes()]
    line = max(lines, key=lambda e: formulas.window_gain(e.sigma, e.rho, case.rate, window))
    gain = formulas.window_gain(line.sigma, line.rho, case.rate, window)
    steps.append(
        Step(
            f"in a window of {show_time(window)} the link sends {show_size(case.rate * window)}, the guest "
            "dirties at most "
            f"{show_size(line.sigma + line.rho * window)}",
            "T2m",
            holds=gain > 0,
        )
    )
    if gain <= 0:
        return None
    downtime = downtime_bound(case.scenario)
    seconds = formulas.window_time(case.memory, line.sigma, line.rho, case.rate, window) + window
    limits = Limits(
        int(-(-max(case.memory - case.goal, ZERO) // gain)) + 1,
        seconds + downtime,
        case.scenario.link.high * seconds + case.goal_high,
        downtime,
        ZERO,
    )
    return given(
        case,
        "T2m",
        limits,
        steps,
        f"envelope: {in_words(line)}, at any time of the migration",
        f"at least {show_time(window)} lie between two reads of the dirty log",
        envelope=line,
    )
