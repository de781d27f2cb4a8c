"""The migration states of a VMX process: VMware's names and their numbers in both dialects.

Logs print the states by number or by name. ESX and ESXi 4 to 6 count one way, 7.0.3 and 8.x another: one source
state was put in before WAIT_HANDSHAKE, and which one it is was not seen. A number that no source gives is absent.

Sources: names, meanings and old numbers from VMware KB 1010634; the new 5 and 6 from Broadcom KB 435078 and 320352;
the new 0 and 1 from a log (`Transitioning from state 0 to 1` on a 'to' request, haewon83.tistory.com/m/108), whose
names are inferred from KB 1010634.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .certainty import Trust

KB_1010634 = "http://kb.vmware.com/selfservice/microsites/search.do?language=en_US&cmd=displayKC&externalId=1010634"
KB_435078 = "https://knowledge.broadcom.com/external/article/435078/vmotion-fails-with-error-the-migration-h.html"
PREPARE_SOURCE_LOG = "https://haewon83.tistory.com/m/108"


class Side(StrEnum):
    """Which of the two VMX processes a state belongs to."""

    SOURCE = "source"
    DESTINATION = "destination"


class Dialect(StrEnum):
    """The two ways of counting the states; which releases use which."""

    OLD = "ESX/ESXi 4-6"
    NEW = "ESXi 7.0.3/8.x"


@dataclass(frozen=True, slots=True)
class StateNumber:
    """A state's number in one dialect, and what that rests on."""

    value: int
    evidence: Trust
    source: str


@dataclass(frozen=True, slots=True)
class VmxState:
    """One migration state of a VMX. `member` is its short name, unique on its side."""

    name: str
    side: Side
    member: str
    meaning: str
    old: StateNumber | None
    new: StateNumber | None

    def number(self, dialect: Dialect) -> int | None:
        """The number that logs of `dialect` print, or None where no source gives it."""
        known = self.old if dialect is Dialect.OLD else self.new
        return None if known is None else known.value


def _old(value: int, evidence: Trust = Trust.READ) -> StateNumber:
    return StateNumber(value, evidence, KB_1010634)


def _new(value: int, evidence: Trust, source: str) -> StateNumber:
    return StateNumber(value, evidence, source)


_IDLE = "no migration is in progress"

STATES: tuple[VmxState, ...] = (
    VmxState("MIGRATE_VMX_NONE", Side.SOURCE, "NONE", _IDLE, _old(0), _new(0, Trust.INFERRED, PREPARE_SOURCE_LOG)),
    VmxState(
        "MIGRATE_TO_VMX_READY",
        Side.SOURCE,
        "READY",
        "asked to migrate; waits for the start message, which brings the world id of the destination",
        _old(1),
        _new(1, Trust.INFERRED, PREPARE_SOURCE_LOG),
    ),
    VmxState(
        "MIGRATE_TO_VMX_PRECOPY", Side.SOURCE, "PRECOPY", "started; copies memory while the VM runs", _old(2), None
    ),
    VmxState("MIGRATE_TO_VMX_CHECKPT", Side.SOURCE, "CHECKPT", "pre-copy is over; saves the checkpoint", _old(3), None),
    VmxState(
        "MIGRATE_TO_VMX_WAIT_HANDSHAKE",
        Side.SOURCE,
        "WAIT_HANDSHAKE",
        "checkpoint saved; waits for word that the destination VMX started, and may fall back until it comes",
        _old(4),
        _new(5, Trust.READ, KB_435078),
    ),
    VmxState(
        "MIGRATE_TO_VMX_FINISHED",
        Side.SOURCE,
        "FINISHED",
        "over; after success it powers down and cleans up, after failure the VM runs on and may migrate again",
        _old(5),
        _new(6, Trust.READ, KB_435078),
    ),
    VmxState("MIGRATE_VMX_NONE", Side.DESTINATION, "NONE", _IDLE, _old(0), _new(0, Trust.INFERRED, PREPARE_SOURCE_LOG)),
    VmxState("MIGRATE_FROM_VMX_INIT", Side.DESTINATION, "INIT", "asked to receive; gets ready for it", _old(7), None),
    VmxState(
        "MIGRATE_FROM_VMX_WAITING", Side.DESTINATION, "WAITING", "ready; waits for the source to send", _old(8), None
    ),
    VmxState(
        "MIGRATE_FROM_VMX_PRECOPY", Side.DESTINATION, "PRECOPY", "memory and checkpoint data arrive", _old(9), None
    ),
    VmxState(
        "MIGRATE_FROM_VMX_CHECKPT",
        Side.DESTINATION,
        "CHECKPT",
        "the data has arrived; restores the checkpoint",
        _old(10),
        None,
    ),
    VmxState(
        "MIGRATE_FROM_VMX_FINISHED",
        Side.DESTINATION,
        "FINISHED",
        "over; after success it runs the VM",
        # The page breaks off before this number; it is the next one.
        _old(11, Trust.INFERRED),
        None,
    ),
)


def on_side(side: Side) -> tuple[VmxState, ...]:
    """The states of one side in their order."""
    return tuple(state for state in STATES if state.side is side)


def named(side: Side, name: str) -> VmxState | None:
    """The state with this full or short name on `side`, or None."""
    return next((state for state in on_side(side) if name in (state.name, state.member)), None)


def numbered(side: Side, number: int, dialect: Dialect) -> VmxState | None:
    """The state that `dialect` prints as `number` on `side`, or None where that is unused or not known."""
    return next((state for state in on_side(side) if state.number(dialect) == number), None)
