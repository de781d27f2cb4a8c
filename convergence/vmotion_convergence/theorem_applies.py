"""Whether a theorem applies: the hypotheses of its certificate, evaluated on the numbers of a scenario.

The terms are those that the solvers were given (``vmotion_specs.convergence.applied``). One whose unknowns the scenario
has no value for is not decided, and a theorem with such a hypothesis does not apply. What a hypothesis says of every
round of the run is given by the meaning of an option, or it is not given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from vmotion_model.precopy.terms import truth
from vmotion_specs.convergence.applied import Application
from vmotion_specs.convergence.theorem import Hypothesis, HypothesisRole

Values = Mapping[str, Fraction]


@dataclass(frozen=True)
class HypothesisDecision:
    """One hypothesis of a theorem: true, false, or (None) decided by nothing that is known."""

    theorem: str
    hypothesis: Hypothesis
    holds: bool | None


def decide(application: Application, values: Values, given: Iterable[str]) -> tuple[HypothesisDecision, ...]:
    """Every hypothesis of the application. ``given`` names those about the run that options or policy say."""
    known = frozenset(given)
    return tuple(
        HypothesisDecision(
            application.theorem,
            item,
            (True if item.name in known else None) if item.role is HypothesisRole.OF_RUN else truth(item.prop, values),
        )
        for item in application.hypotheses
    )


def applies(decisions: Iterable[HypothesisDecision]) -> bool:
    """Whether every hypothesis holds."""
    return all(decision.holds is True for decision in decisions)
