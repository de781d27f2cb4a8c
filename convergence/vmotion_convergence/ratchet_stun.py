"""T5b: arguments for a guest whose stun only rises, step by step (a ratchet, as QEMU's auto-converge)."""

from __future__ import annotations

from fractions import Fraction

from vmotion_model.precopy import formulas
from vmotion_model.precopy.policies import Ratchet
from vmotion_model.precopy.units import show_rate, show_share, show_size, show_time
from vmotion_specs.convergence.applied import (
    RATCHET,
)

from .enforced_stun import Part
from .measured_stun import peak_of
from .outcome import ArgumentStep, ConvergenceVerdict, ProvedLimits
from .scenario_symbols import (
    OF_LINK,
    Case,
    downtime_bound,
    first_round,
    given,
    undecided,
    wire_envelopes,
)
from .symbol_values import Quantity, larger, of_ratchet
from .theorem_applies import applies, decide


def raised(case: Case, policy: Ratchet, demand: Fraction) -> tuple[int | None, Fraction]:
    """The number of the first throttle that holds the demand under the trigger, and the run share that it leaves."""
    held, slack = policy.trigger * case.rate, policy.slice_s / policy.period_s
    levels = policy.throttles()
    for number, level in enumerate(levels, 1):
        if (1 - level + slack) * demand + case.device <= held:
            return number, 1 - level + slack
    return None, 1 - levels[-1] + slack


def ratcheting(
    case: Case, policy: Ratchet, run: Fraction, peak: Quantity
) -> tuple[Part, Quantity, tuple[Quantity, Fraction]]:
    """T5b with its symbols for a throttle that leaves ``run``, the demand, and its early and late interval."""
    demand = peak * (case.factor / case.scenario.cpu_share)
    link = case.scenario.link
    # What an interval dirties is judged in page bytes against bytes sent, which the link may have sent faster.
    ratio = policy.trigger * case.factor * link.high / link.low
    per_read = larger(case.rate * case.window, case.goal - case.rest)
    values = of_ratchet(
        run, demand, case.device, policy.trigger, case.rate, peak * case.factor, per_read, case.rounding, ratio
    )
    # The log is read every few seconds only while the throttle is on; until then a round is as long as its bytes take.
    early = larger(case.most_left / case.rate, max(policy.forced_sync_s, case.window)) + policy.period_s
    late = policy.period_s + max(policy.forced_sync_s, case.window)
    excess = early * (values["D_top"] - case.rate * policy.trigger)
    values |= {"Delta": early, "X": excess, "t": case.window, "goal": case.goal}
    said = OF_LINK | {"flagged", "not flagged", "judged", "all writers covered", "peak"}
    return (RATCHET, values, said), demand, (early, late)


def ratcheted(case: Case, policy: Ratchet, steps: list[ArgumentStep]) -> ConvergenceVerdict | None:
    peak = peak_of(case, policy, case.scenario.guest.peak_rate)
    if peak is None:
        claim = "the guest's peak rate is not known, so no throttle is known to be enough"
        steps.append(ArgumentStep(claim, "T5b", holds=False, option="--peak-rate"))
        return None
    demand = peak * case.factor / case.scenario.cpu_share
    held = policy.trigger * case.rate
    enough, run = raised(case, policy, demand)
    writers = f" and {show_rate(case.device)} of devices" if case.device else ""
    steps.append(
        ArgumentStep(
            f"some throttle up to {show_share(policy.maximum)} holds a demand of {show_rate(demand)}{writers} at "
            f"{show_rate(held)}",
            "T5b",
            holds=enough is not None,
        )
    )
    part, demand, (early, late) = ratcheting(case, policy, run, peak)
    values, decisions = part[1], decide(*part)
    ratio = values["l"]
    raises = Fraction(policy.count * ((enough or 1) - 1))
    terms = (values["D_top"], policy.trigger, case.rate)
    excess = formulas.ratchet_excess(Fraction(policy.count), early, *terms)
    excess += formulas.ratchet_excess(raises, late, *terms)
    net = values["d"]
    if enough is not None:
        steps.append(
            ArgumentStep(
                f"at most {policy.count * enough} intervals are under-throttled, {policy.count} of at most "
                f"{show_time(early)} and the others of {show_time(late)}: {show_size(excess)} in excess, once",
                "T5b",
                holds=net > 0,
            )
        )
    if case.window:
        carried = case.rate * case.window
        claim = f"a window carries {show_size(carried)} <= threshold {show_size(case.goal)}, so the link is never idle"
        steps.append(ArgumentStep(claim, "T5b", holds=carried <= case.goal))
    if not applies(decisions):
        steps.extend(step for step in undecided(decisions, {}) if all(s.holds or s.theorem != "T5b" for s in steps))
        return None
    left = case.most_left
    rounds = -((-(left + excess)) // net)
    sent = formulas.ratchet_bytes(left, excess + rounds * case.rounding, ratio)
    start = first_round(case, wire_envelopes(case))
    downtime = downtime_bound(case.scenario)
    level = policy.throttles()[(enough or 1) - 1]
    limits = ProvedLimits(
        int(rounds) + 1,
        (start + sent) / case.rate + 2 * case.window + downtime,
        start + sent + case.goal_high,
        downtime,
        formulas.slowdown_bound(level),
    )
    return given(
        case,
        "T5b",
        limits,
        steps,
        decisions,
        f"demand never exceeds {show_rate(demand)} per consumed CPU second",
        f"every interval that dirties more than {show_share(policy.trigger)} of what it sends counts towards a raise",
        "the throttle is never lowered",
        f"while it throttles the dirty log is read at least every {show_time(policy.forced_sync_s)}",
        envelope=None,
        needed=True,
        share=level,
    )
