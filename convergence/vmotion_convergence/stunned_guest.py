"""Arguments for a guest under a stun policy: T4, T5a and T5b."""

from __future__ import annotations

from fractions import Fraction

from vmotion_model.precopy import formulas
from vmotion_model.precopy.guests import ConstantRate, Envelope
from vmotion_model.precopy.policies import FaultStun, Quota, Ratchet, Sdps
from vmotion_model.precopy.scenario import Scenario
from vmotion_model.precopy.units import show_rate, show_share, show_size, show_time
from vmotion_specs.convergence.applied import (
    ALWAYS_ENGAGED,
    FAULT,
    LONGEST_STUN,
    PROPORTIONAL,
    QUOTA,
    RATCHET,
    Application,
)

from .outcome import ArgumentStep, ConvergenceVerdict, ProvedLimits
from .scenario_symbols import (
    OF_LINK,
    ONE,
    ZERO,
    Case,
    case_of,
    downtime_bound,
    envelope_steps,
    first_round,
    given,
    in_words,
    limits_of,
    slowed,
    undecided,
    under,
    wire_envelopes,
)
from .symbol_values import Quantity, Symbols, larger, of_control, of_enforcement, of_ratchet, smaller
from .theorem_applies import applies, decide

Part = tuple[Application, Symbols, frozenset[str]]
"""One theorem, its symbols, and the hypotheses about the run that are given."""


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


def stunned_guest(case: Case, steps: list[ArgumentStep]) -> ConvergenceVerdict | None:
    """The verdict under the scenario's policy, or None; what was tried is added to ``steps``."""
    policy = case.scenario.policy
    if isinstance(policy, FaultStun | Quota):
        return _enforced(case, policy, steps)
    if isinstance(policy, Sdps):
        return _proportional(case, policy, steps)
    if isinstance(policy, Ratchet):
        return _ratcheted(case, policy, steps)
    return None


def enforcement(case: Case, policy: FaultStun | Quota, sleep: Quantity) -> tuple[Part, Quantity, Quantity]:
    """T4 with its symbols, and the envelope (sigma, rho) on the wire; ``sleep`` is a fault stun's."""
    vcpus = Fraction(case.scenario.vcpus)
    if isinstance(policy, FaultStun):
        sigma, rho = vcpus * case.page, vcpus * case.page / sleep
        more = {"s": sleep, "I": sleep}
        said = OF_LINK | {"stun", "next page", "all writers covered"}
    else:
        sigma, rho = formulas.quota_envelope(vcpus, case.page, Fraction(policy.pages), policy.interval_s)
        more = {"q": Fraction(policy.pages), "I": policy.interval_s}
        said = OF_LINK | {"tick", "quota", "all writers covered"}
    values = of_enforcement(sigma, rho, case.rate, vcpus, case.page, case.device, **more)
    application = FAULT if isinstance(policy, FaultStun) else QUOTA
    return (application, values, said), sigma + case.burst, rho + case.device


def _enforced(case: Case, policy: FaultStun | Quota, steps: list[ArgumentStep]) -> ConvergenceVerdict | None:
    if isinstance(policy, FaultStun):
        said = f"every first write to a traced page stuns its vCPU for {show_time(policy.sleep_s)} or longer"
    else:
        said = f"each vCPU dirties at most {policy.pages} pages per {show_time(policy.interval_s)}"
    part, sigma, rho = enforcement(case, policy, policy.sleep_s if isinstance(policy, FaultStun) else ONE)
    wire = Envelope(sigma, rho)
    decisions = (*decide(*part), *under(case, wire, first_round(case, [wire])))
    steps.append(ArgumentStep(f"{said}: any guest dirties {in_words(wire)}", "T4", holds=True))
    steps.extend(envelope_steps(case, wire, free=False))
    limits = limits_of(case, wire, first_round(case, [wire]), ZERO, ZERO, 0) if applies(decisions) else None
    if limits is None:
        return None
    share, worst = _shares(case, policy)
    return given(
        case,
        "T4",
        slowed(limits, worst),
        steps,
        decisions,
        f"enforcement: {said}",
        "one trace covers one page",
        "device and hypervisor writes are within what was given for them",
        envelope=wire,
        needed=True,
        share=share,
    )


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


def peak_of(case: Case, policy: Sdps | Ratchet, own: Quantity) -> Quantity:
    """The most that the guest ever dirties per second, given or ``own``; None where neither is known.

    A guest that dirties exactly so much is not slower because a lower peak was given.
    """
    if policy.peak_rate is None or own is None:
        return policy.peak_rate if own is None else own
    return larger(own, policy.peak_rate) if case.scenario.guest.exact else policy.peak_rate


def most_stunned(case: Case) -> Fraction:
    """The share of its progress that the policy may take from a guest that would converge without it.

    Not nothing: a policy does not know that it is not needed. It leaves alone what it measures under its trigger.
    """
    policy = case.scenario.policy
    if isinstance(policy, FaultStun | Quota):
        return _shares(case, policy)[1]
    if not isinstance(policy, Sdps | Ratchet):
        return ZERO
    rate = min((line.rho for line in wire_envelopes(case) if line.sigma <= case.burst), default=None)
    if isinstance(policy, Ratchet):
        quiet = rate is not None and rate + case.rounding / policy.period_s <= policy.trigger * case.rate
        return ZERO if quiet else policy.maximum
    seen = case.rate * (1 - policy.rate_error) / policy.engage_ratio
    return ZERO if rate is not None and rate * (1 + policy.dirty_error) <= seen else policy.most_theta


def growth_of(case: Case, policy: Sdps) -> Fraction | None:
    """What is known of the growth of demand: given, or none for a guest that is known to dirty at one rate.

    A guest that dirties *at most* at a rate may rest while it is measured and work when the measurement is used (T5c).
    """
    if policy.growth is not None:
        return policy.growth
    guest = case.scenario.guest
    return ZERO if isinstance(guest, ConstantRate) and guest.exact and guest.working_set is None else None


def rate_drop(case: Case, policy: Sdps) -> Fraction:
    """b: the share by which the link may be slower when a measurement is used than when it was made."""
    link = case.scenario.link
    return max(policy.rate_drop, 1 - link.low / link.high)


def unseen(case: Case, policy: Sdps, peak: Quantity) -> Quantity:
    """The factor by which a first round measures too little of a guest that fills the memory before the round is over.

    Distinct pages are counted, so of any demand above it the link's rate is seen at least, less the pages that devices
    keep for themselves: the memory is dirtied at that rate in the time that it takes to send. A growth that the user
    gives says what is missed.
    """
    if policy.growth is not None:
        return ONE
    return larger(peak * (case.factor / case.scenario.cpu_share) / least_seen(case), ONE)


def least_seen(case: Case) -> Quantity:
    """What a round that dirties the whole memory shows of the guest at least, in bytes per second on the wire.

    Next to nothing where devices are as fast as the link: no stun helps then.
    """
    return larger(case.rate - case.device, Fraction(1))


def ratios(case: Case, policy: Sdps, growth: Fraction, peak: Quantity) -> tuple[Quantity, Quantity]:
    """L' under stun, and before the stun engages: a round that saturates must at least be seen to engage it."""
    errors = (growth, policy.dirty_error, policy.rate_error, rate_drop(case, policy))
    seen = not case.device and _saturation_engages(case, policy)
    return (
        formulas.controlled_ratio(policy.target, *errors),
        (ONE if seen else unseen(case, policy, peak)) * formulas.controlled_ratio(1 / policy.engage_ratio, *errors),
    )


def _saturation_engages(case: Case, policy: Sdps) -> bool:
    """Whether a round that dirties the whole memory is always seen to be too fast (without devices)."""
    link = case.scenario.link
    return (1 - policy.dirty_error) * link.low * policy.engage_ratio > (1 + policy.rate_error) * link.high


def blind_rounds(case: Case, policy: Sdps, growth: Fraction, peak: Quantity) -> int | None:
    """Rounds after the first in which the stun is still too weak, because the round before could not measure more.

    Each round that dirties the whole memory shows what is seen at least, so the run share shrinks by the same factor in
    each. None where it does not shrink.
    """
    shrinks = ratios(case, policy, growth, peak)[0] * case.rate / least_seen(case)
    missed = unseen(case, policy, peak)
    if missed == 1:
        return 0
    return formulas.rounds_until(missed, ONE, shrinks) if shrinks < 1 else None


def engagement(case: Case, policy: Sdps) -> Part:
    """T5a.engaged with its symbols, for a guest of one rate (``growth_of`` by default)."""
    link = case.scenario.link
    # A round that saturates shows the link's rate at least.
    shown = smaller(case.dirty, least_seen(case)) * (1 - policy.dirty_error)
    values = {"x": shown, "y": case.rate * ((1 + policy.rate_error) * link.high / link.low), "k": policy.engage_ratio}
    return ALWAYS_ENGAGED, values, frozenset({"dirty estimate", "rate estimate"})


def control(
    case: Case, policy: Sdps, growth: Fraction, peak: Quantity, *, always: bool
) -> tuple[tuple[Part, ...], Quantity, Quantity, Quantity]:
    """T5a with its symbols, the demand, and the envelope (sigma, rho) on the wire that it gives.

    ``always`` is the case in which the stun is never off, so that only what it leaves counts.
    """
    engaged, idle = ratios(case, policy, growth, peak)
    ratio = engaged if always else larger(engaged, idle)
    demand = peak * (case.factor / case.scenario.cpu_share)
    values = of_control(ratio, 1 - rate_drop(case, policy), 1 - policy.most_theta, demand, case.rate, case.high)
    values |= {"g": growth, "eta": policy.target if always else max(policy.target, 1 / policy.engage_ratio)}
    said = frozenset(
        {
            "control law",
            "dirty estimate",
            "rate estimate",
            "stunned guest",
            "growth",
            "at the largest stun",
            "peak demand",
        }
    )
    vcpus = Fraction(case.scenario.vcpus)
    longest = {"s": policy.stun_max_s, "eta": ratio, "R": case.rate, "n": vcpus, "P": case.page}
    # Between two stuns the guest runs freely: a window may catch it running for a stun's length above its share.
    sigma = case.burst + demand * policy.stun_max_s
    parts: tuple[Part, ...] = ((PROPORTIONAL, values, said), (LONGEST_STUN, longest, frozenset[str]()))
    if always:
        parts = (*parts, engagement(case, policy))
    return parts, demand, sigma, case.rate * ratio + case.device


def _proportional(case: Case, policy: Sdps, steps: list[ArgumentStep]) -> ConvergenceVerdict | None:
    growth = growth_of(case, policy)
    peak = peak_of(case, policy, case.scenario.guest.peak_rate)
    if growth is None:
        claim = "nothing bounds how fast demand grows after it was measured: a guest that alternates defeats SDPS"
        steps.append(ArgumentStep(claim, "T5c", holds=False, option="--growth"))
        return None
    if peak is None:
        claim = "the guest's peak rate is not known, so no stun is known to be enough"
        steps.append(ArgumentStep(claim, "T5a", holds=False, option="--peak-rate"))
        return None
    engaged, idle = ratios(case, policy, growth, peak)
    always = policy.growth is None and applies(decide(*engagement(case, policy)))
    ratio = engaged if always else max(engaged, idle)
    off = "and it always engages" if always else f"and {show_share(idle)} before it engages"
    steps.append(
        ArgumentStep(
            f"dirty over transmit rate is at most {show_share(engaged)} under stun {off}; below 100 % it contracts",
            "T5a",
            holds=ratio < 1,
        )
    )
    if ratio >= 1:
        return None
    parts, demand, sigma, rho = control(case, policy, growth, peak, always=always)
    own = tuple(decision for part in parts for decision in decide(*part))
    run, vcpus = 1 - policy.most_theta, Fraction(case.scenario.vcpus)
    steps.append(
        ArgumentStep(
            f"the hardest stun {show_share(policy.most_theta)} leaves {show_rate(run * demand)} of a demand of "
            f"{show_rate(demand)} <= {show_rate(ratio * case.rate)}",
            "T5a",
            holds=run * demand <= ratio * case.rate,
        )
    )
    needed = formulas.fault_sleep(vcpus, case.page, ratio, case.rate)
    steps.append(
        ArgumentStep(
            f"as a stun per first write {show_time(needed)} is enough, and one lasts at most "
            f"{show_time(policy.stun_max_s)}",
            "T5a",
            holds=needed <= policy.stun_max_s,
        )
    )
    if not applies(own):
        return None
    wire = Envelope(sigma, rho)
    decisions = (*own, *under(case, wire, case.most_left))
    steps.extend(envelope_steps(case, wire, free=False))
    start = first_round(case, wire_envelopes(case))
    blind = blind_rounds(case, policy, growth, peak) if applies(decisions) else None
    if blind is None:
        return None
    before = start + blind * case.most_left
    first = before / case.rate + (1 + blind) * case.window
    limits = limits_of(case, wire, case.most_left, first, before, 1 + blind)
    if limits is None:
        return None
    worst = 1 - policy.target * (1 - policy.rate_error) * case.rate / ((1 + policy.dirty_error) * demand)
    return given(
        case,
        "T5a",
        slowed(limits, min(policy.most_theta, max(ZERO, worst))),
        steps,
        decisions,
        f"demand grows by at most {show_share(growth)} between its measurement and the end of its use",
        f"demand is measured per consumed CPU second within {show_share(policy.dirty_error)}, the rate within "
        f"{show_share(policy.rate_error)}; demand never exceeds {show_rate(demand)}",
        "the stun acts from the end of the first round at the latest",
        *(("a round shows at least as much as the link sends in it",) if blind else ()),
        envelope=wire,
        needed=True,
        share=nominal_stun(case.scenario),
    )


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


def _ratcheted(case: Case, policy: Ratchet, steps: list[ArgumentStep]) -> ConvergenceVerdict | None:
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
