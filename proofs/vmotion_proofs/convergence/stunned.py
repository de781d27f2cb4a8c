"""Arguments for a guest under a stun policy: T4, T5a and T5b."""

from __future__ import annotations

from fractions import Fraction

from vmotion_model.precopy import formulas
from vmotion_model.precopy.guests import ConstantRate, Envelope
from vmotion_model.precopy.policies import FaultStun, Quota, Ratchet, Sdps
from vmotion_model.precopy.scenario import Scenario
from vmotion_model.precopy.units import show_rate, show_share, show_size, show_time
from vmotion_proofs.convergence.case import (
    ONE,
    ZERO,
    Case,
    case_of,
    downtime_bound,
    envelope_steps,
    given,
    in_words,
    limits_of,
)
from vmotion_proofs.convergence.outcome import Limits, Step, Verdict


def nominal_stun(scenario: Scenario, target: Fraction | None = None) -> Fraction:
    """F8: the stunned share that holds a guest of the scenario's peak rate at eta R; 0 when none is needed."""
    peak = scenario.guest.peak_rate
    if peak is None or not peak:
        return ZERO
    factor = case_of(scenario).factor
    eta = (
        target if target is not None else (Sdps() if not isinstance(scenario.policy, Sdps) else scenario.policy).target
    )
    return max(ZERO, 1 - formulas.needed_run_share(scenario.cpu_share, eta, scenario.link.low, peak * factor))


def stunned_guest(case: Case, steps: list[Step]) -> Verdict | None:
    """The verdict under the scenario's policy, or None; what was tried is added to ``steps``."""
    policy = case.scenario.policy
    if isinstance(policy, FaultStun | Quota):
        return _enforced(case, policy, steps)
    if isinstance(policy, Sdps):
        return _proportional(case, policy, steps)
    if isinstance(policy, Ratchet):
        return _ratcheted(case, policy, steps)
    return None


def _enforced(case: Case, policy: FaultStun | Quota, steps: list[Step]) -> Verdict | None:
    vcpus = Fraction(case.scenario.vcpus)
    if isinstance(policy, FaultStun):
        sigma, rho = formulas.fault_envelope(vcpus, case.page, policy.sleep_s)
        said = f"every first write to a traced page stuns its vCPU for {show_time(policy.sleep_s)} or longer"
    else:
        sigma, rho = formulas.quota_envelope(vcpus, case.page, Fraction(policy.pages), policy.interval_s)
        said = f"each vCPU dirties at most {policy.pages} pages per {show_time(policy.interval_s)}"
    wire = Envelope(sigma + case.burst, rho + case.scenario.unthrottled_rate * case.factor)
    steps.append(Step(f"{said}: any guest dirties {in_words(wire)}", "T4", holds=True))
    steps.extend(envelope_steps(case, wire, free=False))
    limits = limits_of(case, wire, case.memory, ZERO, ZERO, 0)
    if limits is None:
        return None
    share, worst = _shares(case, policy)
    return given(
        case,
        "T4",
        _slowed(limits, worst),
        steps,
        f"enforcement: {said}",
        "one trace covers one page",
        "device and hypervisor writes are within what was given for them",
        envelope=wire,
        needed=True,
        share=share,
    )


def _after_first_round(case: Case) -> Fraction:
    """What round 0 leaves at most. Not bounded by its own bytes: zero pages may have been written meanwhile."""
    return case.working_set + case.scenario.stop.rest * case.goal


def _shares(case: Case, policy: FaultStun | Quota) -> tuple[Fraction, Fraction]:
    """Progress that a guest at its peak rate loses: spread evenly over its vCPUs, and at worst (all on one of them)."""
    peak = case.scenario.guest.peak_rate
    if not peak:
        return ONE, ONE
    pages = peak / case.scenario.memory.page_b / case.scenario.cpu_share
    if isinstance(policy, FaultStun):
        even = formulas.fault_loss(pages / case.scenario.vcpus, policy.sleep_s)
        return even, formulas.fault_loss(pages, policy.sleep_s)
    allowed = Fraction(policy.pages) / policy.interval_s
    return max(ZERO, 1 - allowed * case.scenario.vcpus / pages), max(ZERO, 1 - allowed / pages)


def _slowed(limits: Limits, share: Fraction) -> Limits:
    return Limits(limits.rounds, limits.total_time_s, limits.sent_b, limits.downtime_s, formulas.slowdown_bound(share))


def _growth(case: Case, policy: Sdps) -> Fraction | None:
    """What is known of the growth of demand: given, or none for a guest whose demand is constant by its own model."""
    if policy.growth is not None:
        return policy.growth
    steady = isinstance(case.scenario.guest, ConstantRate) and case.scenario.guest.working_set is None
    return ZERO if steady else None


def _proportional(case: Case, policy: Sdps, steps: list[Step]) -> Verdict | None:
    growth = _growth(case, policy)
    if growth is None:
        steps.append(
            Step(
                "nothing bounds how fast demand grows after it was measured: a guest that alternates defeats SDPS",
                "T5c",
                holds=False,
            )
        )
        return None
    errors = (growth, policy.dirty_error, policy.rate_error, policy.rate_drop)
    engaged = formulas.controlled_ratio(policy.target, *errors)
    idle = formulas.controlled_ratio(1 / policy.engage_ratio, *errors)
    ratio = max(engaged, idle)
    steps.append(
        Step(
            f"dirty over transmit rate is at most {show_share(engaged)} under stun and {show_share(idle)} before "
            "it engages; below 100 % it contracts",
            "T5a",
            holds=ratio < 1,
        )
    )
    peak = policy.peak_rate if policy.peak_rate is not None else case.scenario.guest.peak_rate
    if ratio >= 1:
        return None
    if peak is None:
        steps.append(Step("the guest's peak rate is not known, so no stun is known to be enough", "T5a", holds=False))
        return None
    demand = peak * case.factor / case.scenario.cpu_share
    reach = (1 - policy.most_theta) * demand
    steps.append(
        Step(
            f"the hardest stun {show_share(policy.most_theta)} leaves {show_rate(reach)} of a demand of "
            f"{show_rate(demand)} <= "
            f"{show_rate(ratio * case.rate)}",
            "T5a",
            holds=reach <= ratio * case.rate,
        )
    )
    # Read as stuns per first write, the longest one must hold the guest as well.
    longest = formulas.fault_envelope(Fraction(case.scenario.vcpus), case.page, policy.stun_max_s)[1]
    needed = formulas.fault_sleep(Fraction(case.scenario.vcpus), case.page, ratio, case.rate)
    steps.append(
        Step(
            f"as a stun per first write {show_time(needed)} is enough, and one lasts at most "
            f"{show_time(policy.stun_max_s)}",
            "T5a",
            holds=longest <= ratio * case.rate,
        )
    )
    if reach > ratio * case.rate or longest > ratio * case.rate:
        return None
    wire = Envelope(case.burst, ratio * case.rate + case.scenario.unthrottled_rate * case.factor)
    steps.extend(envelope_steps(case, wire, free=False))
    first = case.memory / case.rate
    limits = limits_of(case, wire, _after_first_round(case), first, case.memory, 1)
    if limits is None:
        return None
    worst = 1 - policy.target * (1 - policy.rate_error) * case.rate / ((1 + policy.dirty_error) * demand)
    share = min(policy.most_theta, max(ZERO, worst))
    return given(
        case,
        "T5a",
        _slowed(limits, share),
        steps,
        f"demand grows by at most {show_share(growth)} between its measurement and the end of its use",
        f"demand is measured per consumed CPU second within {show_share(policy.dirty_error)}, the rate within "
        f"{show_share(policy.rate_error)}; demand never exceeds {show_rate(demand)}",
        "the stun acts from the end of the first round at the latest",
        envelope=wire,
        needed=True,
        share=nominal_stun(case.scenario),
    )


def _ratcheted(case: Case, policy: Ratchet, steps: list[Step]) -> Verdict | None:
    peak = policy.peak_rate if policy.peak_rate is not None else case.scenario.guest.peak_rate
    if peak is None:
        steps.append(
            Step("the guest's peak rate is not known, so no throttle is known to be enough", "T5b", holds=False)
        )
        return None
    ratio = policy.trigger * case.scenario.link.high / case.rate
    demand = peak * case.factor / case.scenario.cpu_share
    held = policy.trigger * case.rate
    levels = policy.throttles()
    slack = policy.slice_s / policy.period_s
    enough = next((n for n, level in enumerate(levels, 1) if (1 - level + slack) * demand <= held), None)
    steps.append(
        Step(
            f"some throttle up to {show_share(policy.maximum)} holds a demand of {show_rate(demand)} at "
            f"{show_rate(held)}",
            "T5b",
            holds=enough is not None and ratio < 1,
        )
    )
    if enough is None or ratio >= 1:
        return None
    interval = policy.period_s + policy.forced_sync_s
    raises = Fraction(policy.count * enough)
    peak_wire = peak * case.factor
    excess = formulas.ratchet_excess(raises, interval, max(peak_wire, held), policy.trigger, case.rate)
    start = _after_first_round(case)
    window = case.scenario.stop.window_s
    # Sent at least between two reads of the dirty log: a window where it is known, else S less the rest.
    per_read = case.rate * window if window is not None else case.goal * (1 - case.scenario.stop.rest)
    net = per_read * (1 - ratio) - case.page
    steps.append(
        Step(
            f"at most {raises} intervals of {show_time(interval)} are under-throttled: {show_size(excess)} in "
            "excess, once",
            "T5b",
            holds=net > 0,
        )
    )
    if net <= 0:
        return None
    rounds = -((-(start + excess)) // net)
    sent = formulas.ratchet_bytes(start, excess + rounds * case.page, ratio)
    downtime = downtime_bound(case.scenario)
    limits = Limits(
        int(rounds) + 1,
        (case.memory + sent) / case.rate + downtime,
        case.memory + sent + case.goal_high,
        downtime,
        formulas.slowdown_bound(levels[enough - 1]),
    )
    return given(
        case,
        "T5b",
        limits,
        steps,
        f"demand never exceeds {show_rate(demand)} per consumed CPU second",
        f"every interval that dirties more than {show_share(policy.trigger)} of what it sends counts towards a raise",
        "the throttle is never lowered",
        f"the dirty log is read at least every {show_time(interval)}",
        envelope=None,
        needed=True,
        share=levels[enough - 1],
    )
