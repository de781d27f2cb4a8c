"""Records: a line of a log with the lines that continue it, out of its envelope."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from .envelopes import Envelope, open_envelope
from .lines import LogLine
from .scanning import begins_record, goes_on
from .stamps import ISO

_DUMP = re.compile(r"^[ \t>|]*--> ?")
_QUOTE = re.compile(r"^(?:[ \t]*[>|])*[ \t]*")
_HEADS = (
    rf"{ISO}:? (?:(?:[A-Z][a-z]\(\d*\) )?(?:vmkernel: |vmkwarning: |vmkalert: )?cpu\d+:\d|[A-Z][a-z]\(\d*\) \w+(?:\[\w+\]:| - )"
    r"|(?:panic|error|warning|info|verbose|trivia) (?:hostd|vpxa|vpxd)\[|\[[0-9A-F]{6,8} (?:error|warning|info|verbose) ')"
    rf"|{ISO}\| [\w-]{{1,40}}\| [A-Z]\d{{3}}"
)
_HEADER = re.compile(_HEADS)
_WITHIN = re.compile(rf"(?<=\S) +(?={_HEADS})")
"""A whole header of a product's record behind other text."""
_BARE = re.compile(r"(?:[ \t]*[>|])*[ \t]*(?:MigrateSet|MigrateVMX|Received migrate |ConfigDB: |Migrate_|Migrate: )")
"""Lines of a vmware.log that somebody copied without their headers: each is a record."""


@dataclass(frozen=True, slots=True)
class LogRecord:
    """One entry of a log. `text` is what it says: the first line without its envelope, and what continues it."""

    lines: tuple[LogLine, ...]
    envelope: Envelope
    text: str

    @property
    def first(self) -> LogLine:
        """The line that it begins with."""
        return self.lines[0]

    @property
    def whole(self) -> LogLine:
        """The record as one line at its first place: how a wrapped line was printed."""
        first = self.lines[0]
        if len(self.lines) == 1:
            return first
        return LogLine(
            first.file, first.number, " ".join((first.text, *(_unquoted(line.text) for line in self.lines[1:])))
        )


def records_in(lines: Sequence[LogLine]) -> Iterator[LogRecord]:
    """The records that some lines of a log hold."""
    part: list[LogLine] = []
    for line in lines:
        if part and (_begins(line, part[-1]) or _BARE.match(line.text)):
            yield from map(record_of, _parted(part))
            part = []
        part.append(line)
    if part:
        yield from map(record_of, _parted(part))


def _begins(line: LogLine, before: LogLine) -> bool:
    text = line.text.encode()
    return begins_record(text) and not goes_on(text, before.text.encode())


def _parted(lines: list[LogLine]) -> Iterator[list[LogLine]]:
    """The lines of one record, or of several where they were filled anew: a mail or a form puts one behind the other.

    A header within a record is another record's only if that record has a header of the same kind and no frame around it.
    """
    texts = [lines[0].text, *(_unquoted(line.text) for line in lines[1:])]
    text = " ".join(texts)
    places = [] if any(_DUMP.match(line.text) for line in lines) else [f.end() for f in _WITHIN.finditer(text, 20)]
    if not places or (begins_record(text.encode()) and not _HEADER.match(_unquoted(text))):
        yield lines
        return
    ends = list(accumulate(len(each) + 1 for each in texts))
    for start, end in pairwise((0, *places, len(text))):
        line = lines[bisect_right(ends, start)]
        yield [LogLine(line.file, line.number, text[start:end].rstrip())]


def record_of(lines: Sequence[LogLine]) -> LogRecord:
    """The record that these lines are: a wrapped line is put together, the lines of a fault's dump are kept apart."""
    envelope, text = open_envelope(lines[0].text)
    if envelope.log is None and len(lines) > 1 and not _DUMP.match(lines[1].text):
        # The header itself may be wrapped.
        joined, rest = open_envelope(" ".join((lines[0].text, _unquoted(lines[1].text))))
        if joined.log is not None:
            return LogRecord(tuple(lines), joined, rest + _continued(lines[2:]))
    return LogRecord(tuple(lines), envelope, text + _continued(lines[1:]))


def _continued(lines: Sequence[LogLine]) -> str:
    return "".join(
        "\n" + _DUMP.sub("", line.text) if _DUMP.match(line.text) else " " + _unquoted(line.text) for line in lines
    )


def _unquoted(text: str) -> str:
    return _QUOTE.sub("", text)
