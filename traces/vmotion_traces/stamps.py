"""Time stamps of logs: with and without zone or year, and the time since a host was started.

Two stamps can be compared only on the same scale. `2031-..Z` and stamps with an offset are on one, the world's. A stamp
without a zone, without a year, or since the start of a host is on a scale of its own, which only the same log shares.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

ISO = r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?"
SYSLOG = rf"(?:{'|'.join(MONTHS)}) [ \d]\d(?: \d{{4}})?,? \d\d:\d\d:\d\d(?:\.\d{{1,9}})?"
UPTIME = r"\d{1,5}:\d\d:\d\d:\d\d\.\d{1,6}"
PLACEHOLDER = r"<TS>|\[?[yYmMdDhHsS\d#-]{8,10}[T ][hHmMsSnN\d#:.,]{8,14}Z?\]?"
"""What a published log has in place of a time."""
STAMP = rf"(?:{ISO}|{SYSLOG}|{UPTIME})"

_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?(?: ?(Z|UTC|([+-])(\d\d):?(\d\d)(?: UTC)?))?$"
)
_SYSLOG = re.compile(r"([A-Z][a-z]{2}) ([ \d]\d)(?: (\d{4}))?,? (\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?$")
_UPTIME = re.compile(r"(\d{1,5}):(\d\d):(\d\d):(\d\d)\.(\d{1,6})$")
_CLOCK = re.compile(
    r"(\d{1,4})([./-])(\d{1,2})\2(\d{2,4}),? (\d{1,2}):(\d\d)(?::(\d\d))?(?:\.(\d{1,9}))?(?: ([AaPp])\.?[Mm]\.?)?$"
)
_CTIME = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) ([ \d]\d) (\d\d:\d\d:\d\d) (?:[A-Z]{3,4} )?(\d{4})$")
_POWERSHELL = re.compile(r"/Date\((-?\d{1,15})(?:[+-]\d{4})?\)/$")


class Scale(StrEnum):
    """What a stamp counts from."""

    WORLD = "UTC"
    LOCAL = "a time without a zone"
    YEARLESS = "a time without a year"
    UPTIME = "the time since the host was started"

    @property
    def is_of_all(self) -> bool:
        """Whether it is the same in every log."""
        return self is Scale.WORLD


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time in seconds on its scale: since 1970 in UTC, or in the place's own time, or since the host was started."""

    seconds: float
    scale: Scale

    def __str__(self) -> str:
        """As ISO 8601 where it is a date."""
        if self.scale is Scale.UPTIME:
            days, rest = divmod(self.seconds, 86_400)
            return f"{int(days)}d {timedelta(seconds=round(rest, 3))} up"
        moment = (datetime(1970, 1, 1) + timedelta(seconds=self.seconds)).isoformat(sep=" ", timespec="milliseconds")
        if self.scale is Scale.YEARLESS:
            return moment[5:]
        return moment + ("Z" if self.scale is Scale.WORLD else "")


def read_stamp(text: str) -> Stamp | None:
    """The stamp in a text of one of the forms above; None where it is a placeholder or no time at all."""
    text = text.strip()
    try:
        if found := _ISO.match(text):
            return _iso(found)
        if found := _SYSLOG.match(text):
            month = MONTHS.index(found[1]) + 1
            # A leap year, so that 29 February is a day.
            parts = (int(found[3] or 2000), month, int(found[2]), int(found[4]), int(found[5]), int(found[6]))
            return Stamp(_seconds(parts, found[7]), Scale.LOCAL if found[3] else Scale.YEARLESS)
        if found := _UPTIME.match(text):
            days, hours, minutes, seconds = (int(found[n]) for n in range(1, 5))
            fraction = float(f"0.{found[5]}")
            return Stamp(((days * 24 + hours) * 60 + minutes) * 60 + seconds + fraction, Scale.UPTIME)
        if found := _CTIME.match(text):
            return read_stamp(f"{found[1]} {found[2]} {found[4]} {found[3]}")
        if found := _POWERSHELL.match(text):
            return Stamp(int(found[1]) / 1000, Scale.WORLD)
        if found := _CLOCK.match(text):
            return _clock(found)
    except (ValueError, OverflowError):
        return None  # the 31st of February
    return None


def _iso(found: re.Match[str]) -> Stamp:
    year, month, day, hour, minute, second = (int(found[n]) for n in range(1, 7))
    seconds = _seconds((year, month, day, hour, minute, second), found[7])
    if not found[8]:
        return Stamp(seconds, Scale.LOCAL)
    if found[9]:
        offset = (int(found[10]) * 60 + int(found[11])) * 60
        seconds -= offset if found[9] == "+" else -offset
    return Stamp(seconds, Scale.WORLD)


def _clock(found: re.Match[str]) -> Stamp:
    """A date as a client writes it: year first, day first with dots, month first with slashes unless that is no month."""
    one, two, three = int(found[1]), int(found[3]), int(found[4])
    if len(found[1]) == 4:
        year, month, day = one, two, three
    elif found[2] == "/" and one <= 12:
        year, month, day = three, one, two
    else:
        year, month, day = three, two, one
    year += 2000 if year < 100 else 0
    hour = int(found[5])
    if found[9]:
        hour = hour % 12 + (12 if found[9] in "pP" else 0)
    return Stamp(_seconds((year, month, day, hour, int(found[6]), int(found[7] or 0)), found[8]), Scale.LOCAL)


def _seconds(parts: tuple[int, int, int, int, int, int], fraction: str | None) -> float:
    year, month, day, hour, minute, second = parts
    moment = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
    return moment.timestamp() + (second == 60) + (float(f"0.{fraction}") if fraction else 0.0)
