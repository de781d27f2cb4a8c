"""What the records of a migration measure: how long its parts took, how fast pages went, what pre-copy left."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .envelopes import Grammar
from .events import Forwarded, LogEvent
from .result import Phase

if TYPE_CHECKING:
    from .recordings.vmkernel import StopLine

_WAITED = re.compile(r"Destination waited for (\d{1,6}(?:\.\d{1,6})?) seconds")


@dataclass(frozen=True, slots=True)
class Measures:
    """Seconds and bytes as records tell them; None for what none does.

    ``precopy_s`` and ``switchover_s`` are times of the source: in pre-copy, and from the stun to its decision.
    ``destination_waited_s`` is what the destination says it waited for the last pages. ``stop`` is the last round of pre-copy
    as vmkernel writes it: pages left, bandwidth, how much was dirtied.
    """

    precopy_s: float | None
    switchover_s: float | None
    destination_waited_s: float | None
    stop: StopLine | None

    @property
    def has_any(self) -> bool:
        """Whether anything was measured."""
        return any(
            value is not None for value in (self.precopy_s, self.switchover_s, self.destination_waited_s, self.stop)
        )


def measures_of(events: Sequence[LogEvent], phases: Sequence[Phase]) -> Measures:
    """The measures in the records of one migration."""
    waited = next(
        (float(found[1]) for e in events if isinstance(e, Forwarded) and (found := _WAITED.search(e.said))), None
    )
    return Measures(
        precopy_s=_lasted(phases, ("MIGRATE_TO_VMX_PRECOPY",)),
        switchover_s=_lasted(phases, ("MIGRATE_TO_VMX_CHECKPT", "MIGRATE_TO_VMX_WAIT_HANDSHAKE")),
        destination_waited_s=waited,
        stop=_stop(events),
    )


def _lasted(phases: Iterable[Phase], names: Sequence[str]) -> float | None:
    """The sum of states of the source; None where one of them was not seen to end."""
    times = {p.name: p.seconds for p in phases if p.role == "source"}
    found = [times.get(name) for name in names]
    return None if None in found else sum(t for t in found if t is not None)


def _stop(events: Iterable[LogEvent]) -> StopLine | None:
    lines = [
        (event.line.file, event.line.number, event.line.text) for event in events if event.grammar is Grammar.VMKERNEL
    ]
    if not any("Stopping pre-copy" in text for _, _, text in lines):
        return None
    from vmotion_model.common.errors import InputError

    from .recordings.vmkernel import stop_lines_in

    try:
        return next(iter(stop_lines_in(lines)), None)
    except InputError:
        return None  # a bandwidth of zero measures nothing
