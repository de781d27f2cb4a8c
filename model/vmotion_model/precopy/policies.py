"""Stun policies as data: what the hypervisor may do to a guest that dirties faster than the link sends.

The policies differ in what they need to know. A per-fault stun and a quota bound any guest without measuring anything
(T4); a ratchet needs a bound on the peak demand (T5b); proportional SDPS needs a bound on how fast demand grows (T5a),
and without one it can be defeated (T5c).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from vmotion_model.common.errors import InputError

from . import documented_numbers


@dataclass(frozen=True)
class NoStun:
    """The guest runs freely."""


@dataclass(frozen=True)
class Sdps:
    """vMotion's slow-down during page send, read as proportional control from measured rates.

    Engages when transmit/dirty is under ``engage_ratio`` and then stuns so that it becomes ``target_ratio``. The
    decision falls at the end of the first iteration at the latest (it is polled every ``poll_s`` before). ``growth``
    bounds how much demand grows between measurement and end of use, ``peak_rate`` what it ever is; None says nothing
    is known. The errors are relative. ``most_theta`` is the largest stunned share. ``stun_min_s`` and ``stun_max_s``
    bound one stun: the sources disagree.
    """

    engage_ratio: Fraction = documented_numbers.SDPS_ENGAGE_RATIO
    target_ratio: Fraction = documented_numbers.SDPS_TARGET_RATIO
    poll_s: Fraction = documented_numbers.SDPS_POLL_S
    stun_min_s: Fraction = documented_numbers.SDPS_STUN_MIN_S
    stun_max_s: Fraction = documented_numbers.SDPS_STUN_MAX_S
    most_theta: Fraction = documented_numbers.QEMU_MAXIMUM
    growth: Fraction | None = None
    peak_rate: Fraction | None = None
    dirty_error: Fraction = Fraction(1, 10)
    rate_error: Fraction = Fraction(1, 10)
    rate_drop: Fraction = Fraction(0)

    def __post_init__(self) -> None:
        if self.engage_ratio <= 1 or self.target_ratio <= 1:
            raise InputError("SDPS ratios of transmit to dirty rate must be above 100 %")
        if not 0 <= self.most_theta < 1:
            raise InputError("the largest stun must be at least 0 % and under 100 %")
        if self.dirty_error >= 1 or self.rate_drop >= 1:
            raise InputError("a measurement error or rate drop of 100 % leaves nothing to control with")

    @property
    def target(self) -> Fraction:
        """eta: dirty over transmit rate aimed at."""
        return 1 / self.target_ratio


@dataclass(frozen=True)
class FaultStun:
    """Each first write to a traced page stuns its vCPU for at least ``sleep_s``."""

    sleep_s: Fraction

    def __post_init__(self) -> None:
        if self.sleep_s <= 0:
            raise InputError("the sleep of a per-fault stun must be more than zero")


@dataclass(frozen=True)
class Quota:
    """Each vCPU may dirty at most ``pages`` pages per timer interval of ``interval_s``."""

    pages: int
    interval_s: Fraction

    def __post_init__(self) -> None:
        if self.pages <= 0 or self.interval_s <= 0:
            raise InputError("a quota needs at least one page and an interval above zero")


@dataclass(frozen=True)
class Ratchet:
    """QEMU auto-converge: raised step by step, never lowered. ``peak_rate`` bounds the guest's demand (T5b).

    Raised when dirty over sent bytes of a period exceeds ``trigger`` for the ``count``-th time; a period ends at a
    bitmap sync at least ``period_s`` after the last.
    """

    initial: Fraction = documented_numbers.QEMU_INITIAL
    increment: Fraction = documented_numbers.QEMU_INCREMENT
    maximum: Fraction = documented_numbers.QEMU_MAXIMUM
    trigger: Fraction = documented_numbers.QEMU_TRIGGER
    period_s: Fraction = documented_numbers.QEMU_PERIOD_S
    count: int = documented_numbers.QEMU_TRIGGER_COUNT
    slice_s: Fraction = documented_numbers.QEMU_SLICE_S
    forced_sync_s: Fraction = documented_numbers.QEMU_FORCED_SYNC_S
    peak_rate: Fraction | None = None

    def __post_init__(self) -> None:
        if not 0 < self.initial <= self.maximum < 1 or self.increment <= 0 or not 0 < self.trigger < 1:
            raise InputError(
                "a ratchet needs 0 < initial <= maximum < 100 %, an increment above zero, a trigger under 100 %"
            )

    def throttles(self) -> tuple[Fraction, ...]:
        """The stunned shares it goes through, in order."""
        steps, level = [self.initial], self.initial
        while level < self.maximum:
            level = min(level + self.increment, self.maximum)
            steps.append(level)
        return tuple(steps)


Policy = NoStun | Sdps | FaultStun | Quota | Ratchet
