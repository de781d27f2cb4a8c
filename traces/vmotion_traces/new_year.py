"""Times without a year over the turn of one: those of January are later than those of December, if a log has both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .events import LogEvent
from .stamps import Scale, Stamp

_DAY_S = 86_400.0
_YEAR_S = 366 * _DAY_S
"""Such times are put into a leap year."""
_APART_S = 300 * _DAY_S
"""Times of one log that are so far apart in one year are nearer over its end."""


def over_new_year(events: Sequence[LogEvent]) -> list[LogEvent]:
    """The records of one log, those of the new year a year later where their times have none."""
    times = [e.stamp.seconds for e in events if e.stamp is not None and e.stamp.scale is Scale.YEARLESS]
    if not times or max(times) - min(times) <= _APART_S:
        return list(events)
    return [_later(event) if _is_early(event.stamp, max(times)) else event for event in events]


def _is_early(stamp: Stamp | None, last: float) -> bool:
    return stamp is not None and stamp.scale is Scale.YEARLESS and last - stamp.seconds > _APART_S


def _later(event: LogEvent) -> LogEvent:
    record, stamp = event.record, event.stamp
    if record is None or stamp is None:
        return event
    envelope = replace(record.envelope, stamp=replace(stamp, seconds=stamp.seconds + _YEAR_S))
    return replace(event, record=replace(record, envelope=envelope))
