"""The verdict on one migration: guaranteed, not guaranteed or diverges, in exact arithmetic.

``guaranteed`` and ``diverges`` each rest on one theorem whose hypotheses the scenario meets, and list them. Everything
else is ``not guaranteed``: that is no prediction of failure. No float is compared anywhere.
"""

from __future__ import annotations

from vmotion_model.precopy.scenario import Scenario
from vmotion_proofs.convergence.case import base_assumptions, case_of, downtime_bound
from vmotion_proofs.convergence.free import free_guest
from vmotion_proofs.convergence.never import never_ends
from vmotion_proofs.convergence.outcome import Limits, Outcome, Step, Verdict
from vmotion_proofs.convergence.stunned import nominal_stun, stunned_guest

__all__ = ["Limits", "Outcome", "Step", "Verdict", "downtime_bound", "judge", "nominal_stun"]


def judge(scenario: Scenario) -> Verdict:
    """The verdict on a scenario. The first argument that holds is taken, the free guest before the stunned one."""
    case = case_of(scenario)
    steps: list[Step] = []
    free = free_guest(case, steps)
    if free is not None:
        return free
    stunned = stunned_guest(case, steps)
    if stunned is not None:
        return stunned
    never = never_ends(case, steps)
    if never is not None:
        return never
    return Verdict(
        Outcome.NOT_GUARANTEED, "", base_assumptions(case), Limits(), True, nominal_stun(scenario), tuple(steps)
    )
