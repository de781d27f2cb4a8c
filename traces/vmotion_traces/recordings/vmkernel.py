"""Round data in vmkernel logs: the line with which vMotion stops pre-copy.

``Stopping pre-copy: only N pages left to send, which can be sent within the switchover time goal of G seconds (network
bandwidth ~B MB/s, P% t2d)``. t2d is read as transmitted over dirtied pages of the last iteration, in per cent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from vmotion_model.precopy.facts import PAGE_B
from vmotion_model.precopy.units import InputError

_LINE = re.compile(
    r"(?P<id>\d{10,20}) S: Stopping pre-copy: only (?P<pages>\d{1,12}) pages left to send, "
    r"which can be sent within the switchover time goal of (?P<goal>\d{1,6}(?:\.\d{1,6})?) seconds "
    r"\(network bandwidth ~(?P<rate>\d{1,9}(?:\.\d{1,6})?) MB/s, (?P<t2d>\d{1,12})% t2d\)"
)


@dataclass(frozen=True)
class StopLine:
    """One such line: pages left, goal in seconds, bandwidth in bytes per second, dirty over transmit rate."""

    migration: str
    pages: int
    goal_s: Fraction
    rate: Fraction
    dirty_ratio: Fraction | None
    file: str
    line: int

    @property
    def left_s(self) -> Fraction:
        """Time that the pages left need at the logged bandwidth (MB read as 10^6 bytes)."""
        return self.pages * PAGE_B / self.rate

    @property
    def consistent(self) -> bool:
        """Whether the decision was right by its own figures, with MB read either way (10^6 or 2^20 bytes)."""
        return self.pages * PAGE_B / (self.rate * Fraction(2**20, 10**6)) <= self.goal_s


def stop_lines(text: str, name: str) -> Iterator[StopLine]:
    """All stop lines in a log's text."""
    for number, line in enumerate(text.splitlines(), 1):
        match = _LINE.search(line)
        if match is None:
            continue
        rate = Fraction(match["rate"]) * 10**6
        if not rate:
            raise InputError(f"{name}:{number}: a bandwidth of zero")
        percent = Fraction(match["t2d"])
        yield StopLine(
            match["id"],
            int(match["pages"]),
            Fraction(match["goal"]),
            rate,
            100 / percent if percent else None,
            name,
            number,
        )


def read_stop_lines(path: Path) -> tuple[StopLine, ...]:
    """Those of a file. Raises InputError when it holds none."""
    found = tuple(stop_lines(path.read_text(encoding="utf-8", errors="replace"), str(path)))
    if not found:
        raise InputError(f"{path}: no pre-copy round in it (no line 'Stopping pre-copy: only N pages left to send')")
    return found
