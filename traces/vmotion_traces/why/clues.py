"""The texts in the records of a migration that a table knows, and what each means for the causes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from vmotion_model.protocol.conditions import Cause
from vmotion_model.protocol.conditions.texts import CauseText, texts_in
from vmotion_traces.events import LogEvent
from vmotion_traces.lines import LogLine

_AT_SOURCE = re.compile(r"\batSourceHost = (true|false)\b")
MOST = 2000
"""So many records of one migration are looked through; their texts repeat."""


@dataclass(frozen=True, slots=True)
class Clue:
    """A known text in a record: the causes that may be behind it, and the values of conditions that it tells."""

    text: CauseText
    line: LogLine
    may: frozenset[Cause]
    tells: Mapping[str, int]


def clues_in(events: Iterable[LogEvent]) -> tuple[Clue, ...]:
    """The clues in the records of one migration, each text once, with its first record."""
    found: dict[str, Clue] = {}
    for number, event in enumerate(events):
        if number >= MOST:
            break
        for clue in _in_record(event):
            found.setdefault(clue.text.says, clue)
    return tuple(found.values())


def _in_record(event: LogEvent) -> Iterator[Clue]:
    record = event.line.text if event.record is None else event.record.text
    for hit in texts_in(record):
        causes = _at(record, hit.text.may)
        yield Clue(hit.text, event.line, frozenset(causes), hit.tells)


def _at(record: str, causes: tuple[Cause, ...]) -> tuple[Cause, ...]:
    """Those of the host that a fault tells: it has the field ``atSourceHost``."""
    told = _AT_SOURCE.search(record)
    if told is None:
        return causes
    other = "_on_destination" if told[1] == "true" else "_on_source"
    return tuple(c for c in causes if not c.name.endswith(other))
