"""A text whose further lines stand to the right of its first: entries of a list stay apart where they do not fit on a line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.text import Text

LEAST = 10
"""Columns that are left for the text: where there are fewer, nothing hangs."""
_LEAD = re.compile(r" *(?:- |\d+\. (?:yes |no  )?|or )?")


@dataclass(frozen=True)
class Hanging:
    """``by`` columns are how far the second line and those after it stand to the right."""

    text: Text
    by: int = 2

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Break each of its lines for the width that there is."""
        by = self.by if options.max_width >= self.by + LEAST else 0
        for line in self.text.split("\n", allow_blank=True):
            yield from _broken(line, console, options.max_width, by)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """As wide as the text."""
        return Measurement.get(console, options, self.text)


def hanging_line(line: str) -> Hanging:
    """A line that is laid out by blanks and marks at its start: what does not fit goes on below the first word behind them."""
    lead = _LEAD.match(line)
    width = len(lead[0]) if lead is not None else 0
    # Without a mark, what goes on must not look like another line.
    return Hanging(Text(line), width if line[:width].strip() else width + 2)


def _broken(line: Text, console: Console, width: int, by: int) -> Iterator[Text]:
    lines = line.wrap(console, width, overflow="fold")
    if len(lines) < 2 or not by:
        yield from lines
        return
    first = lines[0]
    yield first
    rest = line[len(first.plain) :]
    rest = rest[len(rest.plain) - len(rest.plain.lstrip(" ")) :]
    for more in rest.wrap(console, width - by, overflow="fold"):
        yield Text(" " * by).append_text(more)
