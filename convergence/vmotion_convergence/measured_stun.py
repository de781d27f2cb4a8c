"""T5a: arguments for a guest whose stun is in proportion to what is measured of it; and the share that holds it (F8)."""

from __future__ import annotations

from fractions import Fraction

from vmotion_model.precopy import formulas
from vmotion_model.precopy.guests import ConstantRate, Envelope
from vmotion_model.precopy.policies import Ratchet, Sdps
from vmotion_model.precopy.scenario import Scenario
from vmotion_model.precopy.units import show_rate, show_share, show_time
from vmotion_specs.convergence.applied import (
    ALWAYS_ENGAGED,
    LONGEST_STUN,
    PROPORTIONAL,
)

from .enforced_stun import Part
from .outcome import ArgumentStep, ConvergenceVerdict
from .scenario_symbols import (
    ONE,
    ZERO,
    Case,
    case_of,
    envelope_steps,
    first_round,
    given,
    limits_of,
    slowed,
    under,
    wire_envelopes,
)
from .symbol_values import Quantity, larger, of_control, smaller
from .theorem_applies import applies, decide


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


def peak_of(case: Case, policy: Sdps | Ratchet, own: Quantity) -> Quantity:
    """The most that the guest ever dirties per second, given or ``own``; None where neither is known.

    A guest that dirties exactly so much is not slower because a lower peak was given.
    """
    if policy.peak_rate is None or own is None:
        return policy.peak_rate if own is None else own
    return larger(own, policy.peak_rate) if case.scenario.guest.exact else policy.peak_rate


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


def proportional(case: Case, policy: Sdps, steps: list[ArgumentStep]) -> ConvergenceVerdict | None:
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
