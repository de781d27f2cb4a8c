"""Round data in vmkernel logs: what vMotion writes when it stops pre-copy, and when the last set is sent.

``Stopping pre-copy: only N pages left to send, which can be sent within the switchover time goal of G seconds (network
bandwidth ~B MB/s, P% t2d)``. t2d is read as transmitted over dirtied pages of the last iteration, in per cent: so
read, the published line says that 5.00 GiB were sent in it. ``Sent all modified pages to destination`` ends the last set. No line
that was found tells the memory size, an earlier round or a stun.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

from vmotion_model.common.errors import InputError
from vmotion_model.precopy.documented_numbers import PAGE_B

from .reader import text_of

_LINE = re.compile(
    r"(?P<id>\d{10,20}) S: Stopping pre-copy: only (?P<pages>\d{1,12}) pages left to send, "
    r"which can be sent within the switchover time goal of (?P<goal>\d{1,6}(?:\.\d{1,6})?) seconds "
    r"\(network bandwidth ~(?P<rate>\d{1,9}(?:\.\d{1,6})?) MB/s, (?P<t2d>\d{1,12})% t2d\)"
)


_SENT = re.compile(r"(?P<id>\d{10,20}) S: Sent all modified pages to destination")
_OF_SOURCE = re.compile(r"(?:Source ts = |: )(?P<id>\d{10,20})(?: S: |, )")
_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z?")
_MIB = Fraction(2**20, 10**6)


@dataclass(frozen=True)
class StopLine:
    """One such line: pages left, goal in seconds, bandwidth in bytes per second, dirty over transmit rate.

    ``sent_s`` are the seconds until the log says that all pages were sent, ``precopy_s`` those since the migration's
    first line; None where the log does not say.
    """

    migration: str
    pages: int
    goal_s: Fraction
    rate: Fraction
    dirty_ratio: Fraction | None
    file: str
    line: int
    sent_s: float | None = None
    precopy_s: float | None = None

    @property
    def left_s(self) -> Fraction:
        """Time that the pages left need at the logged bandwidth (MB read as 10^6 bytes, the longer reading)."""
        return self.pages * PAGE_B / self.rate

    @property
    def least_left_s(self) -> Fraction:
        """The same with MB read as 2^20 bytes: the shorter reading."""
        return self.left_s / _MIB

    @property
    def consistent(self) -> bool:
        """Whether the decision was right by its own figures, whichever way MB is read."""
        return self.left_s <= self.goal_s

    @property
    def dirty_rate(self) -> Fraction | None:
        """Distinct bytes dirtied per second in the last iteration, by t2d."""
        return None if self.dirty_ratio is None else self.rate * self.dirty_ratio

    @property
    def last_round_b(self) -> Fraction | None:
        """Bytes that the last iteration sent: what it left, times t2d."""
        return self.pages * PAGE_B / self.dirty_ratio if self.dirty_ratio else None

    @property
    def last_round_s(self) -> Fraction | None:
        """How long the last iteration took at the logged bandwidth."""
        return None if self.last_round_b is None else self.last_round_b / self.rate


def stop_lines(text: str, name: str) -> Iterator[StopLine]:
    """All stop lines in a log's text, with what the lines of the same migration tell of its times."""
    yield from stop_lines_in((name, number, line) for number, line in enumerate(text.splitlines(), 1))


def read_stop_lines(paths: Iterable[Path]) -> tuple[StopLine, ...]:
    """Those of logs that belong together. Raises InputError when they hold none."""
    paths = tuple(paths)
    lines = [(str(path), number, line) for path in paths for number, line in enumerate(text_of(path).splitlines(), 1)]
    found = tuple(stop_lines_in(lines))
    if not found:
        names = ", ".join(map(str, paths))
        raise InputError(f"{names}: no pre-copy round in it (no line 'Stopping pre-copy: only N pages left to send')")
    return found


def stop_lines_in(lines: Iterable[tuple[str, int, str]]) -> Iterator[StopLine]:
    """The same of lines with their file and number. Raises InputError for a bandwidth of zero."""
    begun: dict[str, datetime] = {}
    stopped: dict[str, datetime] = {}
    found: dict[str, StopLine] = {}
    for name, number, line in lines:
        now = _stamp(line)
        if (own := _OF_SOURCE.search(line)) and now is not None:
            begun.setdefault(own["id"], now)
        if match := _LINE.search(line):
            identity = match["id"]
            found[identity] = _stop_line(match, name, number)
            if now is not None:
                stopped[identity] = now
                passed = (now - begun.get(identity, now)).total_seconds()
                found[identity] = replace(found[identity], precopy_s=passed if passed > 0 else None)
        elif (sent := _SENT.search(line)) and sent["id"] in stopped and now is not None:
            passed = (now - stopped[sent["id"]]).total_seconds()
            found[sent["id"]] = replace(found[sent["id"]], sent_s=passed if passed >= 0 else None)
    yield from found.values()


def _stop_line(match: re.Match[str], name: str, number: int) -> StopLine:
    rate, percent = Fraction(match["rate"]) * 10**6, Fraction(match["t2d"])
    if not rate:
        raise InputError(f"{name}:{number}: a bandwidth of zero")
    return StopLine(
        match["id"],
        int(match["pages"]),
        Fraction(match["goal"]),
        rate,
        100 / percent if percent else None,
        name,
        number,
    )


def _stamp(line: str) -> datetime | None:
    found = _STAMP.match(line)
    try:
        return datetime.fromisoformat(found[0].removesuffix("Z")) if found else None
    except ValueError:
        return None


def stop_to_json(line: StopLine) -> dict[str, Any]:
    """A stop line as JSON values, with what follows from its figures."""
    return {
        "migration": line.migration,
        "pages_left": line.pages,
        "goal_s": float(line.goal_s),
        "bandwidth_Bps": float(line.rate),
        "last_set_s": [float(line.least_left_s), float(line.left_s)],
        "fits_goal": line.consistent,
        "dirty_Bps": None if line.dirty_rate is None else float(line.dirty_rate),
        "last_round_bytes": None if line.last_round_b is None else float(line.last_round_b),
        "last_round_s": None if line.last_round_s is None else float(line.last_round_s),
        "observed_sent_s": line.sent_s,
        "observed_precopy_s": line.precopy_s,
    }
