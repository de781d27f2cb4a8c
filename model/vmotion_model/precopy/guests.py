"""Guests as unique-dirty functions U(tau): distinct bytes written in a window of length tau.

A constant dirty rate is the wrong primitive: the same recorded guest shows 46 MB/s over 24 s and 138 MB/s over 0.35 s.
U is nondecreasing and subadditive (the set dirtied in a+b is the union of two sets); the theorems need no more. Every
guest answers with exact bounds, and names token buckets (sigma, rho) that lie above its U.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

from vmotion_model.common.errors import InputError

from .curve import Tabulated, check_curve
from .dirtying import Bounds, Envelope, Guest
from .exponential import exp_minus
from .measured import Measured

__all__ = [
    "Band",
    "Bounds",
    "ConstantRate",
    "Envelope",
    "Guest",
    "Measured",
    "OnCpuTime",
    "RandomWrites",
    "Tabulated",
    "TokenBucket",
    "check_curve",
    "exp_minus",
]

_ZERO = Fraction(0)


def _capped(value: Fraction, cap: Fraction | None) -> Fraction:
    return value if cap is None else min(value, cap)


@dataclass(frozen=True)
class ConstantRate:
    """U(tau) = min(D tau, W): the saturating working set (F4); without W the plain constant rate (F3)."""

    rate: Fraction
    working_set: Fraction | None = None
    exact: bool = True

    def __post_init__(self) -> None:
        _positive("dirty rate", self.rate)
        if self.working_set is not None:
            _positive("working set", self.working_set)

    def unique(self, tau: Fraction) -> Bounds:
        """min(D tau, W)."""
        value = _capped(self.rate * tau, self.working_set)
        return Bounds(value, value)

    def envelopes(self) -> tuple[Envelope, ...]:
        """(0, D) and (W, 0)."""
        flat = () if self.working_set is None else (Envelope(self.working_set, _ZERO),)
        return (Envelope(_ZERO, self.rate), *flat)

    def trap_candidates(self, rate: Fraction) -> tuple[Fraction, ...]:  # noqa: ARG002 - one candidate at any rate
        """The working set."""
        return () if self.working_set is None else (self.working_set,)

    @property
    def peak_rate(self) -> Fraction | None:
        """D."""
        return self.rate

    @property
    def doubt(self) -> str:
        """None: the options say it of every window."""
        return ""

    def sure(self) -> Guest:
        """The guest itself."""
        return self


@dataclass(frozen=True)
class TokenBucket:
    """U(tau) <= min(sigma + rho tau, W): a promise about the guest, not a description of it."""

    sigma: Fraction
    rho: Fraction
    working_set: Fraction | None = None
    exact: bool = False

    def __post_init__(self) -> None:
        if self.sigma < 0 or self.rho < 0 or self.sigma + self.rho == 0:
            raise InputError("burst and dirty rate of an envelope must not be negative, nor both zero")

    def unique(self, tau: Fraction) -> Bounds:
        """Between nothing and the envelope."""
        high = _capped(self.sigma + self.rho * tau, self.working_set) if tau else _ZERO
        return Bounds(high if self.exact else _ZERO, high)

    def envelopes(self) -> tuple[Envelope, ...]:
        """(sigma, rho) and (W, 0)."""
        flat = () if self.working_set is None else (Envelope(self.working_set, _ZERO),)
        return (Envelope(self.sigma, self.rho), *flat)

    def trap_candidates(self, rate: Fraction) -> tuple[Fraction, ...]:  # noqa: ARG002 - a promise has no lower bound
        """None: the guest may dirty less than promised."""
        return ()

    @property
    def peak_rate(self) -> Fraction | None:
        """rho, when there is no burst."""
        return None if self.sigma else self.rho

    @property
    def doubt(self) -> str:
        """None: the options say it of every window."""
        return ""

    def sure(self) -> Guest:
        """The guest itself."""
        return self


@dataclass(frozen=True)
class RandomWrites:
    """U(tau) = W (1 - exp(-r tau / W)): writes at r bytes per second, uniformly over W (data: random-order runs)."""

    rate: Fraction
    working_set: Fraction
    exact: bool = True

    def __post_init__(self) -> None:
        _positive("dirty rate", self.rate)
        _positive("working set", self.working_set)

    def unique(self, tau: Fraction) -> Bounds:
        """Rational bounds of the exponential, 100 bits tight."""
        decay = exp_minus(self.rate * tau / self.working_set)
        return Bounds(self.working_set * (1 - decay.high), self.working_set * (1 - decay.low))

    def envelopes(self) -> tuple[Envelope, ...]:
        """Tangents of the concave curve, rounded outward, and the flat line at W."""
        lines = [Envelope(self.working_set, _ZERO)]
        for step in range(49):
            x = Fraction(step, 4)
            decay = exp_minus(x)
            lines.append(Envelope(self.working_set * (1 - decay.low * (1 + x)), self.rate * decay.high))
        return tuple(lines)

    def trap_candidates(self, rate: Fraction) -> tuple[Fraction, ...]:
        """Just below the fixed point of U(x/R) = x; floats only guess here, the candidate is judged exactly."""
        share, gain = 1.0, float(self.rate / rate)
        for _ in range(2000):
            share = -math.expm1(-gain * share)
        return tuple(
            self.working_set * Fraction(share) * (1 - Fraction(1, 10**k)) for k in (9, 6, 4, 3, 2) if share > 0
        )

    @property
    def peak_rate(self) -> Fraction | None:
        """R."""
        return self.rate

    @property
    def doubt(self) -> str:
        """The formula is a mean: a window may dirty more, up to every write, or less."""
        return "mean"

    def sure(self) -> Guest:
        """Every write is a byte of its own until the region is full; of the least that is dirtied nothing is sure."""
        return ConstantRate(self.rate, self.working_set, exact=False)


@dataclass(frozen=True)
class Band:
    """A measured guest with its uncertainty: U between two curves."""

    low: Guest
    high: Guest
    exact: bool = True

    @property
    def working_set(self) -> Fraction | None:
        """The upper curve's cap."""
        return self.high.working_set

    def unique(self, tau: Fraction) -> Bounds:
        """Between the curves."""
        return Bounds(self.low.unique(tau).low, self.high.unique(tau).high)

    def envelopes(self) -> tuple[Envelope, ...]:
        """Those of the upper curve."""
        return self.high.envelopes()

    def trap_candidates(self, rate: Fraction) -> tuple[Fraction, ...]:
        """Those of the lower curve."""
        return self.low.trap_candidates(rate)

    @property
    def peak_rate(self) -> Fraction | None:
        """That of the upper curve."""
        return self.high.peak_rate

    @property
    def doubt(self) -> str:
        """As its curves."""
        return self.high.doubt or self.low.doubt

    def sure(self) -> Guest:
        """What the points alone say."""
        return Band(self.low.sure(), self.high.sure(), self.exact)


@dataclass(frozen=True)
class OnCpuTime:
    """A guest whose U was measured on consumed CPU time; it runs a share u of wall time (F8)."""

    curve: Guest
    cpu_share: Fraction

    @property
    def exact(self) -> bool:
        """As the curve."""
        return self.curve.exact

    @property
    def working_set(self) -> Fraction | None:
        """As the curve."""
        return self.curve.working_set

    def unique(self, tau: Fraction) -> Bounds:
        """U_cpu(u tau)."""
        return self.curve.unique(self.cpu_share * tau)

    def envelopes(self) -> tuple[Envelope, ...]:
        """(sigma, u rho)."""
        return tuple(Envelope(line.sigma, line.rho * self.cpu_share) for line in self.curve.envelopes())

    def trap_candidates(self, rate: Fraction) -> tuple[Fraction, ...]:
        """U_cpu(u x / R) = x is the curve's question at rate R/u."""
        return self.curve.trap_candidates(rate / self.cpu_share)

    @property
    def peak_rate(self) -> Fraction | None:
        """U times the curve's."""
        peak = self.curve.peak_rate
        return None if peak is None else peak * self.cpu_share

    @property
    def doubt(self) -> str:
        """As the curve."""
        return self.curve.doubt

    def sure(self) -> Guest:
        """What is known of the curve, at the same share."""
        return OnCpuTime(self.curve.sure(), self.cpu_share)


def _positive(what: str, value: Fraction) -> None:
    if value <= 0:
        raise InputError(f"{what} must be more than zero, not {value}")
