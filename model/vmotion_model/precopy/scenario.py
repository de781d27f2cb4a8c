"""One question about one migration: guest, memory, link, stop rule and stun policy."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from vmotion_model.common.errors import InputError

from . import documented_numbers
from .dirtying import DOUBTS
from .formulas import wire_bytes
from .guests import Guest
from .policies import NoStun, Policy


@dataclass(frozen=True)
class Memory:
    """Guest memory: bytes, the zero bytes among them, and what a page costs on the wire (F1)."""

    size_b: Fraction
    zero_b: Fraction = Fraction(0)
    page_b: Fraction = documented_numbers.PAGE_B

    def __post_init__(self) -> None:
        if self.size_b < self.page_b:
            raise InputError(f"memory of {self.size_b} bytes is less than one page of {self.page_b} bytes")
        if not 0 <= self.zero_b <= self.size_b:
            raise InputError("zero memory must lie between nothing and the whole memory")

    @property
    def sent_b(self) -> Fraction:
        """M: bytes sent in round 0."""
        return wire_bytes((self.size_b - self.zero_b) / self.page_b, self.zero_b / self.page_b, self.page_b)


@dataclass(frozen=True)
class Link:
    """Transmit rate in bytes per second: its bounds during pre-copy, and its lower bound during the switchover."""

    low: Fraction
    high: Fraction
    switchover: Fraction

    def __post_init__(self) -> None:
        if not 0 < self.low <= self.high or self.switchover <= 0:
            raise InputError("link rates must be more than zero, the lower bound not above the upper")

    @classmethod
    def constant(cls, rate: Fraction) -> Link:
        """A link that always sends at one rate."""
        return cls(rate, rate, rate)


@dataclass(frozen=True)
class StopRule:
    """When pre-copy ends: what is left can be sent within ``goal_s`` at the measured rate.

    ``rest`` is the share of the threshold that is still unsent when the dirty log is read again: 0 between rounds (the
    reading chosen for vMotion, whose exact rule is not public), up to 1 in QEMU, which reads it as soon as the rest
    would fit (F7). ``window_s`` is the least time between two reads in the latter case, where it is known.
    """

    goal_s: Fraction = documented_numbers.SWITCHOVER_GOAL_S
    rest: Fraction = Fraction(0)
    window_s: Fraction | None = None

    def __post_init__(self) -> None:
        if (self.window_s is not None and self.window_s <= 0) or self.goal_s <= 0 or not 0 <= self.rest <= 1:
            raise InputError("the switchover goal must be more than zero, the unsent rest a share")


FREE = NoStun()
"""The policy of a scenario that names none."""


@dataclass(frozen=True)
class Scenario:
    """All inputs of a verdict. ``rate_error`` is e of T8: the estimate at the decision is at most (1+e) R_sw."""

    memory: Memory
    guest: Guest
    link: Link
    stop: StopRule = StopRule()
    policy: Policy = FREE
    vcpus: int = 1
    cpu_share: Fraction = Fraction(1)
    fixed_s: Fraction = Fraction(0)
    rate_error: Fraction = Fraction(0)
    unthrottled_rate: Fraction = Fraction(0)
    """Bytes per second dirtied by what is no vCPU: device DMA, the hypervisor."""
    grants: frozenset[str] = frozenset()
    """Names in ``DOUBTS`` of what the user takes to be true of the guest though nothing shows it."""

    def __post_init__(self) -> None:
        if self.vcpus < 1 or not 0 < self.cpu_share <= 1 or self.fixed_s < 0 or self.rate_error < 0:
            raise InputError("a guest needs at least one vCPU, a CPU share above zero, and no negative times or errors")
        for name in sorted(self.grants):
            if name not in DOUBTS:
                raise InputError(f"--grant {name[:40]}: there is no such assumption; there are {', '.join(DOUBTS)}")
            if name != self.guest.doubt:
                raise InputError(f"--grant {name}: nothing rests on it for this guest; leave it out")

    @property
    def threshold_b(self) -> Fraction:
        """S: bytes that may be left at the switchover, taken at the slowest link."""
        return self.stop.goal_s * self.link.low
