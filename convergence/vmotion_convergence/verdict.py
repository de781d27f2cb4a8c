"""The verdict on one migration: guaranteed, not guaranteed or diverges, in exact arithmetic.

``guaranteed`` and ``diverges`` each rest on one theorem, every hypothesis of whose certificate the scenario meets, and
list what they assume. Everything else is ``not guaranteed``: that is no prediction of failure. No float is compared
anywhere.
"""

from __future__ import annotations

from dataclasses import replace

from vmotion_model.precopy.dirtying import DOUBTS
from vmotion_model.precopy.scenario import Scenario

from .free_guest import free_guest
from .measured_stun import nominal_stun
from .never_ends import never_ends
from .outcome import ArgumentStep, ConvergenceVerdict, Outcome, ProvedLimits
from .scenario_symbols import base_assumptions, case_of, downtime_bound
from .stunned_guest import most_stunned, stunned_guest

__all__ = ["ArgumentStep", "ConvergenceVerdict", "Outcome", "ProvedLimits", "downtime_bound", "judge", "nominal_stun"]


def judge(scenario: Scenario) -> ConvergenceVerdict:
    """The verdict on a scenario.

    What a description adds to what is known of the guest (``Guest.doubt``) counts only when the user grants it; if it
    would decide, the verdict says so and stays "not guaranteed".
    """
    doubt = scenario.guest.doubt
    if not doubt:
        return _judged(scenario)
    known = _judged(replace(scenario, guest=scenario.guest.sure(), grants=frozenset()))
    if known.outcome is not Outcome.NOT_GUARANTEED:
        return known
    described = _judged(scenario)
    if described.outcome is Outcome.NOT_GUARANTEED:
        return described
    if doubt in scenario.grants:
        return replace(described, assumptions=(*described.assumptions, f"granted: {DOUBTS[doubt]}"))
    said = f"nothing shows that {DOUBTS[doubt]}; with that it is {described.outcome.value}"
    open_step = ArgumentStep(said, described.theorem, holds=False, option=f"--grant {doubt}")
    return replace(known, stun_share=nominal_stun(scenario), argument=(*known.argument, open_step))


def _judged(scenario: Scenario) -> ConvergenceVerdict:
    """The first argument that holds, the free guest before the stunned one."""
    case = case_of(scenario)
    steps: list[ArgumentStep] = []
    free = free_guest(case, steps)
    if free is not None:
        return replace(free, limits=replace(free.limits, guest_slowdown=most_stunned(case)))
    stunned = stunned_guest(case, steps)
    if stunned is not None:
        return stunned
    never = never_ends(case, steps)
    if never is not None:
        return never
    return ConvergenceVerdict(
        Outcome.NOT_GUARANTEED, "", base_assumptions(case), ProvedLimits(), True, nominal_stun(scenario), tuple(steps)
    )
