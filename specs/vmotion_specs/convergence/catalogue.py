"""All convergence theorems, in the order of the argument."""

from __future__ import annotations

from .dirty_log_variants import T1_PAGES, T2_WINDOWS
from .enforced_invariant import T4
from .enforcement import QUOTA_ONE_BURST
from .limits import F9, T7, T8
from .rounds import T1
from .rounds_invariant import T2
from .saturated_guests import T3, T5D, T6
from .stun_control import T5A, T5B, T5C
from .theorem import Obligation, Theorem

THEOREMS: tuple[Theorem, ...] = (T1, T1_PAGES, T2, T2_WINDOWS, T3, T4, T5A, T5B, T5C, T5D, T6, T7, T8, F9)

REFUTED: tuple[Obligation, ...] = (QUOTA_ONE_BURST,)
"""Plausible statements that do not hold: a counterexample must be found."""


def theorem(theorem_id: str) -> Theorem:
    """The theorem with this id. Raises KeyError that lists the ids."""
    for candidate in THEOREMS:
        if candidate.id == theorem_id:
            return candidate
    raise KeyError(f"no theorem {theorem_id!r}; there are {', '.join(t.id for t in THEOREMS)}")


def obligations() -> tuple[Obligation, ...]:
    """Every obligation once (T1 and T2 share Bernoulli's)."""
    return tuple({item.id: item for t in THEOREMS for item in t.obligations}.values())
