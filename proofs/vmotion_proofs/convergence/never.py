"""Arguments that pre-copy never ends: T3b, T3c and T5d."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from vmotion_model.precopy.guests import Bounds, ConstantRate, Guest, RandomWrites
from vmotion_model.precopy.policies import FaultStun, NoStun, Quota, Ratchet, Sdps
from vmotion_model.precopy.units import show_rate, show_share, show_size
from vmotion_proofs.convergence.case import ZERO, Case
from vmotion_proofs.convergence.outcome import Limits, Outcome, Step, Verdict


def never_ends(case: Case, steps: list[Step]) -> Verdict | None:
    """T3b, T3c, T5d: a trap that an exact guest cannot leave, however hard the policy stuns."""
    guest, policy = case.scenario.guest, case.scenario.policy
    if not guest.exact or isinstance(policy, FaultStun | Quota):
        return None
    most = policy.most_theta if isinstance(policy, Sdps) else policy.maximum if isinstance(policy, Ratchet) else ZERO
    high = case.scenario.link.high
    rest = case.scenario.stop.rest * case.goal_high
    for x in _candidates(case, guest, high / (1 - most)):
        again = _dirtied(case, guest, (1 - most) * x / high).low
        if x + rest > case.goal_high and 0 < x <= case.memory - rest and again >= x + rest:
            theorem = "T5d" if most else "T3b" if isinstance(guest, ConstantRate) else "T3c"
            stun = f" under the hardest stun of {show_share(most)}" if most else ""
            steps.append(
                Step(
                    f"while {show_size(x)} are sent the guest{stun} dirties {show_size(again)} again, above the "
                    "threshold "
                    f"{show_size(case.goal_high)}: never less is left",
                    theorem,
                    holds=True,
                )
            )
            return Verdict(
                Outcome.DIVERGES,
                theorem,
                (
                    f"link: never faster than {show_rate(high)}",
                    "exact guest: it dirties exactly what its curve says, not less, and no zero pages",
                    *(("a stun takes at most its share of the guest's run time",) if most else ()),
                ),
                Limits(),
                not isinstance(policy, NoStun),
                most,
                tuple(steps),
            )
    return None


def _dirtied(case: Case, guest: Guest, tau: Fraction) -> Bounds:
    raw, cap = guest.unique(tau), case.scenario.memory.size_b * case.factor
    return Bounds(min(raw.low * case.factor, cap), min(raw.high * case.factor, cap))


def _candidates(case: Case, guest: Guest, rate: Fraction) -> Iterator[Fraction]:
    found = [x * case.factor for x in guest.trap_candidates(rate / case.factor)]
    found += [case.memory, case.working_set, *_just_above(case, guest)]
    for x in sorted(set(found), reverse=True):
        yield min(x, case.memory)
        if case.scenario.stop.rest:
            yield min(x, case.memory) - case.scenario.stop.rest * case.goal_high


def _just_above(case: Case, guest: Guest) -> Iterator[Fraction]:
    # A trap may begin right above the threshold, between two corners of the curve.
    if not isinstance(guest, RandomWrites):
        yield case.goal_high * (1 + Fraction(1, 10**9))
