"""The argument for a guest under a stun policy, by the kind of policy; and the most that it is stunned."""

from __future__ import annotations

from fractions import Fraction

from vmotion_model.precopy.policies import FaultStun, Quota, Ratchet, Sdps

from .enforced_stun import enforced, shares
from .measured_stun import proportional
from .outcome import ArgumentStep, ConvergenceVerdict
from .ratchet_stun import ratcheted
from .scenario_symbols import ZERO, Case, wire_envelopes


def stunned_guest(case: Case, steps: list[ArgumentStep]) -> ConvergenceVerdict | None:
    """The verdict under the scenario's policy, or None; what was tried is added to ``steps``."""
    policy = case.scenario.policy
    if isinstance(policy, FaultStun | Quota):
        return enforced(case, policy, steps)
    if isinstance(policy, Sdps):
        return proportional(case, policy, steps)
    if isinstance(policy, Ratchet):
        return ratcheted(case, policy, steps)
    return None


def most_stunned(case: Case) -> Fraction:
    """The share of its progress that the policy may take from a guest that would converge without it.

    Not nothing: a policy does not know that it is not needed. It leaves alone what it measures under its trigger.
    """
    policy = case.scenario.policy
    if isinstance(policy, FaultStun | Quota):
        return shares(case, policy)[1]
    if not isinstance(policy, Sdps | Ratchet):
        return ZERO
    rate = min((line.rho for line in wire_envelopes(case) if line.sigma <= case.burst), default=None)
    if isinstance(policy, Ratchet):
        quiet = rate is not None and rate + case.rounding / policy.period_s <= policy.trigger * case.rate
        return ZERO if quiet else policy.maximum
    seen = case.rate * (1 - policy.rate_error) / policy.engage_ratio
    return ZERO if rate is not None and rate * (1 + policy.dirty_error) <= seen else policy.most_theta
