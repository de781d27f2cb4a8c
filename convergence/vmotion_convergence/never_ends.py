"""Arguments that pre-copy never ends: T3b, T3c and T5d."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from vmotion_model.precopy.guests import Bounds, ConstantRate, Guest, RandomWrites
from vmotion_model.precopy.policies import FaultStun, NoStun, Policy, Quota, Ratchet, Sdps
from vmotion_model.precopy.units import show_rate, show_share, show_size
from vmotion_specs.convergence.applied import OUT_OF_REACH, SATURATED, TRAPPED

from .outcome import ArgumentStep, ConvergenceVerdict, Outcome, ProvedLimits
from .scenario_symbols import ZERO, Case
from .symbol_values import Quantity, of_trap, smaller
from .theorem_applies import HypothesisDecision, applies, decide


def never_ends(case: Case, steps: list[ArgumentStep]) -> ConvergenceVerdict | None:
    """T3b, T3c, T5d: a trap that an exact guest cannot leave, however hard the policy stuns."""
    guest, policy = case.scenario.guest, case.scenario.policy
    if isinstance(policy, FaultStun | Quota):
        return None
    most, asleep = hardest(policy)
    said = {"link at most R", "nondecreasing", "stunned guest"} | ({"exact guest"} if guest.exact else set())
    for x in _candidates(case, guest, case.high / (1 - most)):
        run = (1 - most) * max(ZERO, (x - case.rest) / case.high - asleep)
        again = _dirtied(case, guest, run).low if x > case.rest else ZERO
        decisions = decide(TRAPPED, of_trap(x, case.memory, again, case.goal_high, case.high, case.rest), said)
        if not applies(decisions):
            continue
        theorem, own = _named(case, guest, most, said)
        stun = f" under the hardest stun of {show_share(most)}" if most else ""
        steps.append(
            ArgumentStep(
                f"while {show_size(x - case.rest)} are sent the guest{stun} dirties {show_size(again)} again, above "
                f"the threshold {show_size(case.goal_high)}: never less is left",
                theorem,
                holds=True,
            )
        )
        return ConvergenceVerdict(
            Outcome.DIVERGES,
            theorem,
            (
                f"link: never faster than {show_rate(case.high)}",
                "exact guest: it dirties exactly what its curve says, not less, and no zero pages",
                *(("a stun takes at most its share of the guest's run time",) if most else ()),
            ),
            ProvedLimits(),
            not isinstance(policy, NoStun),
            most,
            tuple(steps),
            decisions=(*decisions, *own),
        )
    return None


def hardest(policy: Policy) -> tuple[Fraction, Fraction]:
    """The largest stunned share of a policy that stuns by time, and the longest time that it stuns without a break."""
    if isinstance(policy, Sdps):
        return policy.most_theta, policy.stun_max_s
    if isinstance(policy, Ratchet):
        return policy.maximum, policy.slice_s * policy.maximum / (1 - policy.maximum)
    return ZERO, ZERO


def _named(case: Case, guest: Guest, most: Fraction, said: set[str]) -> tuple[str, tuple[HypothesisDecision, ...]]:
    """The best known theorem that says it; T3c always does."""
    if isinstance(guest, ConstantRate):
        rate = guest.rate * case.factor
        stunned = {"D": rate, "theta_max": most, "R": case.high}
        own = decide(OUT_OF_REACH, stunned, said)
        if most and applies(own):
            return "T5d", own
        saturated = {"D": rate, "W": saturation(case), "M": case.memory, "R": case.high, "S": case.goal_high}
        own = decide(SATURATED, saturated, said)
        if not most and not case.rest and applies(own):
            return "T3b", own
    return "T3c", ()


def saturation(case: Case) -> Quantity:
    """The trap of min(D tau, W): what it saturates at, or the memory of round 0 where that is less."""
    return case.memory if case.working is None else smaller(case.working, case.memory)


def _dirtied(case: Case, guest: Guest, tau: Fraction) -> Bounds:
    raw = guest.unique(tau)
    return Bounds(min(raw.low * case.factor, case.full), min(raw.high * case.factor, case.full))


def _candidates(case: Case, guest: Guest, rate: Fraction) -> Iterator[Fraction]:
    if isinstance(guest, ConstantRate):
        # D tau - R tau is largest where it saturates: if that is no trap, nothing is.
        yield saturation(case)
        return
    found = [x * case.factor for x in guest.trap_candidates(rate / case.factor)]
    own = guest.working_set
    found += [case.memory, case.full if own is None else min(own * case.factor, case.full)]
    # A trap may begin right above the threshold, between two corners of the curve.
    if not isinstance(guest, RandomWrites):
        found.append(case.goal_high * (1 + Fraction(1, 10**9)))
    for x in sorted(set(found), reverse=True):
        yield min(x, case.memory)
        if case.rest:
            yield min(x + case.rest, case.memory)
            yield min(x, case.memory) - case.rest
