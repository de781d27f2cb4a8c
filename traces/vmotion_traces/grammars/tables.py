"""Events of vCenter as tables and documents: CSV of a client or of PowerCLI, JSON that goes over several lines."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator

from vmotion_traces.envelopes import Envelope, Grammar
from vmotion_traces.events import LogEvent
from vmotion_traces.lines import LogLine
from vmotion_traces.records import LogRecord

from .event_content import Happening, event_of, is_about_migration
from .vcenter import of_object

MAX_DOCUMENT = 64 * 2**20
"""Bytes of a JSON document that is no list of lines: it is held as a whole."""
MAX_FIELD = 1024 * 1024

_COLUMNS = {
    "text": ("fullformattedmessage", "description", "message", "details", "event message", "beschreibung"),
    "type": ("eventtypeid", "event type id", "eventtype", "event type", "type id", "type", "typename"),
    "time": ("createdtime", "date time", "datetime", "date", "time", "created time", "timestamp"),
    "chain": ("chainid", "chain id", "event chain id"),
    "vm": ("vm", "vm name", "entity", "entity name", "target", "targetname", "vmname", "object"),
    "source": ("sourcehost", "source host"),
    "destination": ("desthost", "destination host"),
    "host": ("host",),
}
_HEADER_WORDS = {word for words in _COLUMNS.values() for word in words}
_JSON_EVENT = re.compile(
    rb'"(?:EventType|FullFormattedMessage|ChainId|_typeName|EventTypeId|CreatedTime)"', re.IGNORECASE
)


def is_table(sample: bytes) -> bool:
    """Whether a text begins as a CSV file of events: a first line that names at least two of their columns."""
    head = _first_line(sample)
    if not any(mark in head for mark in ",;\t"):
        return False
    names = {part.strip().strip('"').lower() for part in re.split(r"[,;\t]", head)}
    return len(names & _HEADER_WORDS) >= 2 and bool(names & set(_COLUMNS["text"]))


def is_document(sample: bytes) -> bool:
    """Whether a text begins as a JSON document of events in which an object goes over several lines, or all on one."""
    text = sample.lstrip()
    if text[:1] not in (b"[", b"{") or not _JSON_EVENT.search(sample):
        return False
    first = text.split(b"\n", 1)[0].strip()
    if first.startswith(b"["):
        return first == b"[" or first[1:].lstrip().startswith((b"{", b"]"))
    return not (first.startswith(b"{") and first.rstrip(b",").endswith(b"}")) or b'"events"' in first[:200].lower()


def _first_line(sample: bytes) -> str:
    lines = sample.decode(errors="replace").splitlines()
    lines = [line for line in lines[:5] if line.strip() and not line.startswith("#TYPE")]
    return lines[0] if lines else ""


def events_of_table(name: str, lines: Iterable[LogLine], notes: list[str]) -> Iterator[LogEvent]:
    """The events in the rows of a CSV file, read row by row."""
    count = _Counted(lines)
    rows = csv.reader(count, delimiter=count.delimiter())
    places: dict[str, int] = {}
    while True:
        try:
            row = next(rows, None)
        except csv.Error as error:
            notes.append(f"{name}:{count.number}: the row is damaged ({error}); it was passed over")
            continue
        if row is None:
            return
        line = count.taken()
        if not places:
            places = _places(row)
        elif event := _of_row(row, places, line):
            yield event


class _Counted:
    """The lines of a table as text, with the place of the row that was read last."""

    def __init__(self, lines: Iterable[LogLine]) -> None:
        self._lines = iter(lines)
        self._first: list[LogLine] = []
        for line in self._lines:
            if not line.text.startswith("#TYPE"):
                self._first = [line]
                break
        self._row: list[LogLine] = []
        self.number = 1

    def delimiter(self) -> str:
        head = self._first[0].text if self._first else ","
        return max(",;\t", key=head.count)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._first.pop() if self._first else next(self._lines)
        if len(self._row) < 100:
            self._row.append(line)
        self.number = line.number
        return line.text + "\n"

    def taken(self) -> LogLine:
        row, self._row = self._row, []
        text = " ".join(line.text for line in row)
        return LogLine(row[0].file, row[0].number, text) if row else LogLine("", 0, "")


def _places(row: list[str]) -> dict[str, int]:
    names = [name.strip().strip("\ufeff").lower() for name in row]
    return {what: names.index(word) for what, words in _COLUMNS.items() for word in reversed(words) if word in names}


def _of_row(row: list[str], places: dict[str, int], line: LogLine) -> LogEvent | None:
    cells = {what: row[place].strip() for what, place in places.items() if place < len(row)}
    # PowerCLI prints the class of a reference instead of its name.
    values = {what: cell for what, cell in cells.items() if cell and not cell.startswith("VMware.Vim.")}
    source, destination = values.get("source"), values.get("destination")
    happening = Happening(
        values.get("type", ""),
        values.get("text", ""),
        values.get("chain"),
        values.get("vm"),
        source or (values.get("host") if destination else None),
        destination or (values.get("host") if source else None),
        values.get("time"),
    )
    if not is_about_migration(happening):
        return None
    return event_of(_record(line, happening), happening)


def _record(line: LogLine, happening: Happening) -> LogRecord:
    return LogRecord((line,), Envelope(log=Grammar.VCENTER), happening.says)


def events_of_document(name: str, text: str) -> Iterator[LogEvent]:
    """The events in a JSON document, wherever in it they lie. A part that is no JSON is passed over."""
    decoder = json.JSONDecoder()
    place, number, counted, tries = 0, 1, 0, 0
    while (place := text.find("{", place)) >= 0 and tries < 200_000:
        tries += 1
        end, happening = place + 1, None
        # An object that is no event is entered; one that is large is entered unread, so that no part is read often.
        if _may_be_event(text, place):
            try:
                value, after = decoder.raw_decode(text, place)
            except (ValueError, RecursionError):
                value, after = None, end
            if isinstance(value, dict):
                found = of_object(value)
                if found is not None and is_about_migration(found):
                    happening, end = found, after
        if happening is not None:
            number += text.count("\n", counted, place)
            counted = place
            line = LogLine(name, number, " ".join(text[place:end].split())[:4000])
            yield event_of(_record(line, happening), happening)
        place = end


def _may_be_event(text: str, place: int) -> bool:
    """Whether an event's key stands in the object itself: before the next object within it begins, or soon after."""
    return _JSON_EVENT.search(text[place : place + 4000].encode(errors="replace")) is not None
