"""Arguments for a guest that runs freely: T3a, T1, T2 and T2m."""

from __future__ import annotations

from fractions import Fraction

from vmotion_model.precopy import formulas
from vmotion_model.precopy.guests import Envelope
from vmotion_model.precopy.units import show_size, show_time
from vmotion_specs.convergence.applied import FITS, WINDOWED

from .outcome import ArgumentStep, ConvergenceVerdict, ProvedLimits
from .scenario_symbols import (
    OF_GUEST,
    OF_LINK,
    ZERO,
    Case,
    closest,
    downtime_bound,
    envelope_steps,
    first_round,
    given,
    in_words,
    limits_of,
    under,
    waiting_steps,
    wire_envelope,
    wire_envelopes,
)
from .symbol_values import of_windows
from .theorem_applies import HypothesisDecision, applies, decide


def free_guest(case: Case, steps: list[ArgumentStep]) -> ConvergenceVerdict | None:
    """The verdict for the guest as it is, or None; what was tried is added to ``steps``."""
    guest = case.scenario.guest
    start = first_round(case, wire_envelopes(case))
    fits = decide(FITS, {"W": case.most_left, "S": case.goal}, OF_LINK | {"working set"})
    if guest.working_set is not None or applies(fits):
        what = "memory" if guest.working_set is None or case.device else "working set"
        claim = f"{what} {show_size(case.most_left)} <= threshold {show_size(case.goal)}"
        steps.append(ArgumentStep(claim, "T3a", holds=applies(fits)))
    if applies(fits):
        downtime = downtime_bound(case.scenario)
        seconds = start / case.rate + case.window + downtime
        limits = ProvedLimits(1, seconds, start + case.goal_high, downtime, ZERO)
        return given(case, "T3a", limits, steps, fits, "working set: never more than W is dirty", envelope=None)
    best: tuple[Fraction, ProvedLimits, Envelope, Envelope, tuple[HypothesisDecision, ...]] | None = None
    for line in guest.envelopes():
        wire = wire_envelope(case, line)
        if wire.rho >= case.rate or wire.sigma * case.rate >= case.goal * (case.rate - wire.rho):
            continue  # a glance at the same two hypotheses, because a guest may have many envelopes
        decisions = under(case, wire, start, constant=not line.sigma)
        found = limits_of(case, wire, start, ZERO, ZERO, 0) if applies(decisions) else None
        if found is not None and found.total_time_s is not None and (best is None or found.total_time_s < best[0]):
            best = (found.total_time_s, found, wire, line, decisions)
    if best is None and case.window:
        return _windowed(case, start, steps)
    steps.extend(envelope_steps(case, best[2] if best else wire_envelope(case, closest(guest, case.rate)), free=True))
    if best is None:
        return None
    return given(
        case,
        "T1" if not best[3].sigma else "T2",
        best[1],
        steps,
        best[4],
        f"envelope: {in_words(best[3])}, at any time of the migration",
        envelope=best[2],
    )


def _windowed(case: Case, start: Fraction, steps: list[ArgumentStep]) -> ConvergenceVerdict | None:
    """T2m: the dirty log is read in the middle of a round, at the end of a window."""
    window = case.window
    lines = [
        Envelope(line.sigma * case.factor + case.rounding, line.rho * case.factor + case.device)
        for line in case.scenario.guest.envelopes()
    ]
    said = OF_LINK | OF_GUEST
    judged = [
        (line, decide(WINDOWED, of_windows(line.sigma, line.rho, case.rate, case.goal, window), said)) for line in lines
    ]
    line, decisions = max(
        judged,
        key=lambda pair: (applies(pair[1]), formulas.window_gain(pair[0].sigma, pair[0].rho, case.rate, window)),
    )
    gain = formulas.window_gain(line.sigma, line.rho, case.rate, window)
    steps.append(
        ArgumentStep(
            f"in a window of {show_time(window)} the link sends {show_size(case.rate * window)}, the guest "
            f"dirties at most {show_size(line.sigma + line.rho * window)}",
            "T2m",
            holds=gain > 0,
        )
    )
    steps.extend(waiting_steps(case, line))
    if not applies(decisions):
        return None
    downtime = downtime_bound(case.scenario)
    seconds = formulas.window_time(start, line.sigma, line.rho, case.rate, window) + window
    limits = ProvedLimits(
        int(-(-max(start - case.goal, ZERO) // gain)) + 1,
        seconds + downtime,
        case.high * seconds + case.goal_high,
        downtime,
        ZERO,
    )
    return given(
        case,
        "T2m",
        limits,
        steps,
        decisions,
        f"envelope: {in_words(line)}, at any time of the migration",
        f"at least {show_time(window)} lie between two reads of the dirty log",
        "it is read as soon as the window is over and no more than the given rest is unsent",
        envelope=line,
    )
