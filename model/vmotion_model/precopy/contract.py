"""What the protocol model may assume of pre-copy, and which theorem pays for it.

In the protocol what is left to send is a bounded class: all, shrinking, or small (below the switchover goal). Each step
that the protocol takes is listed here with the theorems that justify it and the hypotheses under which they do; where
no theorem applies the step must stay possible as a failure (edge F21). A test ties this list to the protocol and to the
theorems, so neither can drift.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum


class Remaining(StrEnum):
    """The protocol's view of the memory that is left: all of it, less each round, or less than the goal allows."""

    ALL = "ALL"
    SHRINKING = "SHRINKING"
    SMALL = "SMALL"


class ContractStrength(Enum):
    """How the protocol may use a step."""

    MAY = "may"
    """The step can happen; nothing forces it."""
    EVENTUALLY = "eventually"
    """Under its hypotheses the step happens after finitely many rounds: a liveness assumption."""
    NEVER_UNLESS = "never unless"
    """Without the hypotheses the step may never come: the failure edge must exist."""


@dataclass(frozen=True)
class ContractAssumption:
    """One step of the protocol: ``before`` -> ``after``, who pays for it, and under which hypotheses (any one row)."""

    before: Remaining
    after: Remaining
    strength: ContractStrength
    theorems: tuple[str, ...]
    hypotheses: tuple[str, ...]
    description: str
    failure: str = ""


CONTRACT: tuple[ContractAssumption, ...] = (
    ContractAssumption(
        Remaining.ALL,
        Remaining.SHRINKING,
        ContractStrength.MAY,
        ("T7",),
        ("working set: never more than W is dirty",),
        "After round 0 only dirtied pages are left, at most the working set.",
    ),
    ContractAssumption(
        Remaining.SHRINKING,
        Remaining.SHRINKING,
        ContractStrength.MAY,
        ("T1", "T2"),
        ("envelope: U(tau) <= sigma + rho tau",),
        "A round may leave more than the goal; the bound on what is left falls with each round.",
    ),
    ContractAssumption(
        Remaining.SHRINKING,
        Remaining.SMALL,
        ContractStrength.EVENTUALLY,
        ("T1", "T2"),
        ("slower than the link: rho < R", "floor below the threshold: sigma R/(R-rho) < S"),
        "A guest under an envelope gets below the goal within the rounds of F5.",
    ),
    ContractAssumption(
        Remaining.ALL,
        Remaining.SMALL,
        ContractStrength.EVENTUALLY,
        ("T3",),
        ("working set at most the threshold: W <= S",),
        "A working set that fits is left after one round.",
    ),
    ContractAssumption(
        Remaining.SHRINKING,
        Remaining.SMALL,
        ContractStrength.EVENTUALLY,
        ("T4", "T2"),
        (
            "all writers covered: device and hypervisor writes are at most rho_dma",
            "slower than the link: nP/s + rho_dma < R",
        ),
        "A per-fault stun makes any guest such a guest.",
    ),
    ContractAssumption(
        Remaining.SHRINKING,
        Remaining.SMALL,
        ContractStrength.EVENTUALLY,
        ("T5a", "T2"),
        ("bounded growth of demand: g", "contraction: l' < 1"),
        "Proportional stun does while contraction remains.",
    ),
    ContractAssumption(
        Remaining.SHRINKING,
        Remaining.SMALL,
        ContractStrength.EVENTUALLY,
        ("T5b",),
        ("peak demand: never above D_max", "ratchet: the throttle is never lowered"),
        "A ratchet does after a bounded excess.",
    ),
    ContractAssumption(
        Remaining.SHRINKING,
        Remaining.SHRINKING,
        ContractStrength.NEVER_UNLESS,
        ("T3", "T5d"),
        ("exact guest: it dirties exactly U (b, c)",),
        "A guest that dirties as fast as the link sends, with a working set above the goal, never gets small: no "
        "progress.",
        failure="F21",
    ),
)
"""In order of the protocol's path. Strength EVENTUALLY rows are alternatives: one whose hypotheses hold is enough."""


def justification(after: Remaining) -> str:
    """The theorems that pay for a round that leaves ``after``, as the protocol names its sources."""
    names = dict.fromkeys(t for a in CONTRACT if a.after is after and not a.failure for t in a.theorems)
    return f"convergence theorems {', '.join(sorted(names))}"
