"""What is asked of a guest: bounds of its unique-dirty function U, and token buckets above it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

DOUBTS = {
    "interpolation": "before, between and beyond its measured points the dirty curve is the straight line drawn there",
    "mean": "random writes dirty in every window just what they dirty in the mean",
}
"""What a description of a guest adds to what is known of it, by the name under which a user may grant it."""


@dataclass(frozen=True)
class Envelope:
    """U(tau) <= sigma + rho tau for every tau > 0; sigma in bytes, rho in bytes per second."""

    sigma: Fraction
    rho: Fraction


@dataclass(frozen=True)
class Bounds:
    """A value known to lie in ``low .. high`` (equal where it is known exactly)."""

    low: Fraction
    high: Fraction


class Guest(Protocol):
    """What a verdict needs to know of a guest."""

    @property
    def exact(self) -> bool:
        """Whether the guest dirties exactly U, not just at most U. Only then can it be shown to diverge."""
        ...

    @property
    def working_set(self) -> Fraction | None:
        """The most that is ever dirty at once, in bytes; None when only the memory bounds it."""
        ...

    def unique(self, tau: Fraction) -> Bounds:
        """Bounds of U(tau) in bytes, for tau >= 0 in seconds."""
        ...

    def envelopes(self) -> tuple[Envelope, ...]:
        """Token buckets above U, in no particular order; at least one."""
        ...

    def trap_candidates(self, rate: Fraction) -> tuple[Fraction, ...]:
        """Backlogs x in bytes at which U(x / rate) >= x may hold."""
        ...

    @property
    def peak_rate(self) -> Fraction | None:
        """The least D with U(tau) <= D tau, in bytes per second; None when there is none (a burst at once)."""
        ...

    @property
    def doubt(self) -> str:
        """The name in ``DOUBTS`` of what this description adds to what is known of the guest; "" for nothing."""
        ...

    def sure(self) -> Guest:
        """Only what is known of the guest, with nothing added: the guest itself when ``doubt`` is empty."""
        ...
