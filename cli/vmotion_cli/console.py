"""The one kind of console that results are printed on: it shows text as text.

What is printed is mostly not ours: titles, commands and reasons come from change files and logs. So square brackets and colons
mean nothing here, and control characters are not passed on. Styles are given as ``Text``, or by the argument ``style``.

Where an entry of a list does not fit on a line, its further lines stand to the right of its first (``Hanging``).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.measure import Measurement
from rich.segment import Segment
from rich.text import Text

from vmotion_model.common.safe_text import shown


class PlainConsole(Console):
    """A console without markup, emoji codes and highlighting; every text passes through ``shown``."""

    def __init__(self, **options: Any) -> None:
        """Take rich's options."""
        super().__init__(markup=False, emoji=False, highlight=False, **options)

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """Render a text, or what holds some, without what is not seen."""
        if isinstance(renderable, Text) and (plain := shown(renderable.plain)) != renderable.plain:
            renderable = renderable.copy()
            # As long as before: styles stay where they are.
            renderable.plain = plain
        for segment in super().render(renderable, options):
            yield segment if segment.control else segment._replace(text=shown(segment.text))

    def render_str(self, text: str, **options: Any) -> Text:
        """The same for plain strings, also those in tables."""
        return super().render_str(shown(text), **options)


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
