"""What a recording holds, whatever its format: the settings, the guest, and what was observed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """QEMU's settings: bytes per second, seconds, shares. ``forced_sync_s`` is None before QEMU 9.1 (no such timer)."""

    bandwidth_Bps: float  # noqa: N815 - the unit is part of the name
    downtime_limit_s: float
    auto_converge: bool = False
    initial: float = 0.20
    increment: float = 0.10
    maximum: float = 0.99
    trigger: float = 0.50
    tailslow: bool = False
    forced_sync_s: float | None = 5.0


@dataclass(frozen=True)
class GuestFacts:
    """A guest of known programme: ``pages`` of working set written in order or at random, at a steady rate.

    ``paced`` guests catch up after a sleep. ``rate`` is in writes per second before the migration. ``counter`` is the
    recorded number of writes at times in seconds since the command ``migrate``. A guest of two phases changes between
    ``pages`` and ``second_pages`` every ``phase_s`` seconds, from ``phase_from`` on; ``phase_at`` are the changes that
    were seen, with the phase (0 or 1) that began. ``emulated``: it runs under TCG.
    """

    pages: int
    rate: float
    paced: bool
    random: bool
    counter: tuple[tuple[float, float], ...]
    second_pages: int = 0
    second_rate: float = 0.0
    phase_s: float = 0.0
    phase_from: float = 0.0
    phase_at: tuple[tuple[float, int], ...] = ()
    emulated: bool = False


@dataclass(frozen=True)
class RoundSeen:
    """One round as recorded: seconds it took, bytes that it dirtied, the throttle, and when a sample first saw its end.

    ``seen_at_s`` is 0 where no sample did.
    """

    seconds: float
    dirty_b: float
    throttle: float
    seen_at_s: float = 0.0


@dataclass(frozen=True)
class Observed:
    """What happened. ``ended`` is None when the recording does not show it (a fault, an abort by its own harness)."""

    ended: bool | None
    total_s: float | None
    downtime_s: float | None
    rounds: int | None
    throttles: tuple[float, ...]
    wire_b: int | None = None
    normal_pages: int | None = None
    zero_pages: int | None = None
    final_b: float | None = None
    round_s: tuple[float, ...] = ()
    throttle_at: tuple[float, ...] = ()

    @property
    def live_rounds(self) -> int | None:
        """Rounds before the stop: QEMU counts one sync at the start, one after each round, one when the guest stands."""
        if self.round_s:
            return len(self.round_s)
        return None if self.rounds is None or not self.ended else max(self.rounds - 2, 0)

    @property
    def first_throttle_s(self) -> float | None:
        """When the first throttle was seen, in seconds since ``migrate``."""
        return self.throttle_at[0] if self.throttle_at else None


@dataclass(frozen=True)
class Recording:
    """One migration. ``stop_after`` bounds what the recorder waited for: seconds and rounds.

    ``excluded`` says why the recording cannot be predicted, or is empty.
    """

    name: str
    group: str
    source: str
    memory_pages: int
    nonzero_pages: int
    settings: Settings
    observed: Observed
    guest: GuestFacts | None = None
    rounds: tuple[RoundSeen, ...] = ()
    stop_after: tuple[float, int] = (1e9, 10**9)
    first_pass_share: float | None = None
    excluded: str = ""
    number: int = 0
    device_state_b: int = 0
    """Bytes on the wire that are no pages: device state and block names (F1 counts pages only)."""
