"""The first stage: from blocks of lines to the few records that may speak of a migration.

One compiled expression runs over whole blocks, so that the cost of an irrelevant line is that of its bytes. Only where it
hits, lines are looked at: the record around the hit (its first line and what continues it, such as a wrapped line or the
`-->` lines of a fault) is cut out and decoded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from .lines import MAX_LINE, Block, LogLine, line_feeds
from .pasted import FOUND, QUOTED
from .stamps import ISO

MAX_RECORD = 400
"""Lines of one record; the dump of a fault has some fifty."""
_TAIL = 64 * 1024

_MONTH = rb"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_START = re.compile(
    rf"{QUOTED}{FOUND}".encode()
    + rb"(?:<\d{1,3}>\S|\[?[\dyY#]{4}-[\dmM#]{2}-[\ddD#]{2}|"
    + _MONTH
    + rb" [ \d]\d[ ,]|vmkernel: |vmkwarning: |\d+:\d\d:\d\d:\d\d\.\d+ cpu|cpu[\d#]+(?::\d+|[ )])|<TS>|\[YYYY"
    rb"|\{\"|\[[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d |\d{1,2}[./]\d{1,2}[./]\d{4})"
)
"""How a record begins, in whatever log: with a time, a priority, or the word that stands for one."""


_TIME_AT_END = re.compile(rf"{ISO}:?[ \t\r]*$".encode())


def begins_record(line: bytes) -> bool:
    """Whether a line is the first of a record."""
    return _START.match(line) is not None


def goes_on(line: bytes, before: bytes) -> bool:
    """Whether a line that begins as a record is the rest of one whose time ends the line before: it was wrapped there."""
    return line.lstrip(b" \t>|").startswith(b"cpu") and _TIME_AT_END.search(before[-60:]) is not None


def _starts(data: bytes, start: int) -> bool:
    """Whether a record begins at this place, where a line does."""
    if not begins_record(data[start : start + 200]):
        return False
    before = data[max(0, start - 61) : max(0, start - 1)]
    return not goes_on(data[start : start + 200], before)


def _is_blank(line: bytes) -> bool:
    """Whether a line has nothing but marks of a quotation, or parts what `grep` found: it ends a record."""
    return len(line) < 200 and (not line.strip(b" \t\r>|") or line.strip() == b"--")


@cache
def filter_of(words: tuple[str, ...]) -> Any:
    """The compiled expression that hits where one of the words stands, upper and lower case alike.

    RE2 reads each byte once, however many words there are; Python's own engine would try word after word.
    """
    import re2

    options = re2.Options()
    options.case_sensitive = False
    options.never_capture = True
    options.log_errors = False
    options.max_mem = 64 * 2**20
    return re2.compile("|".join(re.escape(word) for word in words).encode(), options)


def records(
    name: str, blocks: Iterable[Block], words: Sequence[str] | None, notes: list[str]
) -> Iterator[tuple[LogLine, ...]]:
    """The records that hold one of the words, each as its lines; all records where `words` is None.

    `name` is that of the log.
    """
    cutter = _Cutter(name, filter_of(tuple(words) if words is not None else ("",)), notes)
    carried, number = b"", 1
    for block in blocks:
        if carried:
            data = carried + b"\n" + block.data
        else:
            data, number = block.data, block.number
        cut = _last_start(data)
        yield from cutter.cut(data, number, cut)
        carried = data[cut:]
        number = block.after - line_feeds(carried) - 1
    yield from cutter.cut(carried, number, len(carried))
    cutter.finish()


def _last_start(data: bytes) -> int:
    """Where the last record of the block begins; its end where none does near the end."""
    end = len(data)
    for _ in range(MAX_RECORD):
        start = data.rfind(b"\n", 0, end) + 1
        if _starts(data, start):
            return start
        if start == 0 or len(data) - start > _TAIL:
            break
        end = start - 1
    return max(0, data.rfind(b"\n") + 1) if len(data) > _TAIL else 0


class _Cutter:
    """Cuts the records around the hits out of blocks."""

    def __init__(self, name: str, filter_: Any, notes: list[str]) -> None:
        self._name, self._filter, self._notes = name, filter_, notes
        self._latin: int | None = None

    def cut(self, data: bytes, number: int, until: int) -> Iterator[tuple[LogLine, ...]]:
        """The records with a hit before `until`; `number` is that of the first line."""
        place, counted = 0, 0
        while place < until:
            hit = self._filter.search(data, place, until)
            if hit is None:
                return
            start = self._start(data, hit.start(), place)
            end = self._end(data, hit.end())
            number += line_feeds(data[counted:start])
            counted = start
            lines = tuple(self._lines(data[start:end], number))
            if lines:
                yield lines
            place = end + 1

    def _start(self, data: bytes, hit: int, least: int) -> int:
        first = start = data.rfind(b"\n", least, hit) + 1 or least
        for _ in range(MAX_RECORD):
            if start <= least or _starts(data, start):
                return start
            before = data.rfind(b"\n", least, start - 1) + 1 or least
            if _is_blank(data[before : start - 1]):
                return start
            start = before
        return first

    @staticmethod
    def _end(data: bytes, hit: int) -> int:
        end = data.find(b"\n", hit)
        for _ in range(MAX_RECORD):
            if end < 0:
                return len(data)
            after = data.find(b"\n", end + 1)
            if _starts(data, end + 1) or _is_blank(data[end + 1 : after if after >= 0 else len(data)]):
                return end
            end = after
        return len(data) if end < 0 else end

    def _lines(self, record: bytes, number: int) -> Iterator[LogLine]:
        for place, line in enumerate(record.split(b"\n"), number):
            if len(line) > MAX_LINE:
                self._notes.append(
                    f"{self._name}:{place}: only the first {MAX_LINE:,} of {len(line):,} characters were read"
                )
                line = line[:MAX_LINE]
            text = self._text(line, place).rstrip("\r")
            if text.strip():
                yield LogLine(self._name, place, text)

    def _text(self, line: bytes, number: int) -> str:
        try:
            return line.decode()
        except UnicodeDecodeError:
            if len(line) == MAX_LINE:
                return line.decode(errors="replace")
            self._latin = self._latin or number
            return line.decode("latin-1")

    def finish(self) -> None:
        """Note what was done once for the whole log."""
        if self._latin is not None:
            self._notes.append(f"{self._name}:{self._latin}: not UTF-8; such lines were read as Latin-1")
