"""What a verdict is: one of three outcomes, its theorem and assumptions, proved bounds, and the argument step by
step.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from vmotion_model.common.exit_codes import HOPED, REFUTED, UNDECIDED
from vmotion_model.precopy.guests import Envelope

from .theorem_applies import HypothesisDecision


class Outcome(Enum):
    """The three verdicts, in the words that users see."""

    GUARANTEED = "guaranteed"
    NOT_GUARANTEED = "not guaranteed"
    DIVERGES = "diverges"

    @property
    def exit_code(self) -> int:
        """0 as hoped, 1 refuted, 3 undecided."""
        return {Outcome.GUARANTEED: HOPED, Outcome.DIVERGES: REFUTED}.get(self, UNDECIDED)


@dataclass(frozen=True)
class ProvedLimits:
    """Proved upper bounds: rounds before the switchover, seconds in all, bytes on the wire, seconds of downtime, and
    the share of guest progress lost while stunned. None where nothing is proved.
    """

    rounds: int | None = None
    total_time_s: Fraction | None = None
    sent_b: Fraction | None = None
    downtime_s: Fraction | None = None
    guest_slowdown: Fraction | None = None


@dataclass(frozen=True)
class ArgumentStep:
    """One step of the argument: what is claimed with the numbers in it, by which theorem, and whether it holds here.

    ``option`` is what the user may say where nothing that is known decides it ("" where the numbers do).
    """

    claim: str
    theorem: str
    holds: bool
    option: str = ""


@dataclass(frozen=True)
class ConvergenceVerdict:
    """Outcome, the theorem it rests on ("" for none), its assumptions, the bounds, the stun, and the argument."""

    outcome: Outcome
    theorem: str
    assumptions: tuple[str, ...]
    limits: ProvedLimits
    stun_needed: bool
    stun_share: Fraction
    argument: tuple[ArgumentStep, ...]
    envelope: Envelope | None = None
    decisions: tuple[HypothesisDecision, ...] = ()
    """The hypotheses of the theorem's certificate that were decided on the scenario."""
