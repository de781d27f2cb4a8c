"""The texts in the records of a migration that a table knows, and what each means for the causes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from vmotion_model.protocol.conditions import Cause
from vmotion_model.protocol.conditions.devices import CAUSE as DEVICE
from vmotion_model.protocol.conditions.devices import DeviceKind, kinds_in
from vmotion_model.protocol.conditions.texts import CauseText, possible_texts
from vmotion_traces.envelopes import Grammar
from vmotion_traces.events import LogEvent
from vmotion_traces.lines import LogLine

_SHARE = re.compile(r"\b(\d{1,2}) ?(?:%|percent\b)", re.IGNORECASE)
_AT_SOURCE = re.compile(r"\batSourceHost = (true|false)\b")
MOST = 2000
"""So many records of one migration are looked through; their texts repeat."""


@dataclass(frozen=True, slots=True)
class Clue:
    """A known text in a record: the causes that may be behind it, the values of conditions and the devices that it tells.

    There are several ``texts`` where its end is cut off: it is one of them.
    """

    texts: tuple[CauseText, ...]
    line: LogLine
    may: frozenset[Cause]
    tells: Mapping[str, int]
    devices: tuple[DeviceKind, ...] = ()

    @property
    def says(self) -> str:
        """The text as a table has it; all that it may be where its end is cut off."""
        return " or ".join(repr(text.says) for text in self.texts)

    @property
    def is_telling(self) -> bool:
        """Whether it says more than that something failed."""
        return any(text.is_telling for text in self.texts)

    @property
    def is_of_causes_alone(self) -> bool:
        """Whether nothing that the model does not know prints it as well."""
        return all(text.may and not text.beyond for text in self.texts)

    @property
    def steps(self) -> frozenset[str]:
        """The steps that it speaks of; empty where it may speak of any."""
        return frozenset().union(*(t.steps for t in self.texts)) if all(t.steps for t in self.texts) else frozenset()

    @property
    def beyond(self) -> str:
        """What it says for which the model has no condition."""
        said = " ".join(dict.fromkeys(text.beyond for text in self.texts if text.beyond))
        return f"The text is cut off; it may say: {said}" if said and len(self.texts) > 1 else said


def clues_in(events: Iterable[LogEvent]) -> tuple[Clue, ...]:
    """The clues in the records of one migration, each text once, with its first record."""
    found: dict[tuple[str, ...], Clue] = {}
    for number, event in enumerate(events):
        if number >= MOST:
            break
        for clue in _in_record(event):
            found.setdefault(tuple(text.says for text in clue.texts), clue)
    return tuple(found.values())


def share_in(events: Iterable[LogEvent]) -> int | None:
    """The percentage that the text of a task tells: a symptom, which no cause prints."""
    texts = (event.record.text for event in events if event.grammar is Grammar.TASK and event.record is not None)
    return next((int(found[1]) for text in texts if (found := _SHARE.search(text))), None)


def _in_record(event: LogEvent) -> Iterator[Clue]:
    record = event.line.text if event.record is None else event.record.text
    for group in possible_texts(record):
        texts = tuple(found.text for found in group)
        causes = frozenset(cause for text in texts for cause in _at(record, text.may))
        tells = group[0].tells if len(group) == 1 else {}
        devices = _devices(record, texts) if any(cause.name == DEVICE for cause in causes) else ()
        yield Clue(texts, event.line, causes, tells, devices)


def _devices(record: str, texts: Sequence[CauseText]) -> tuple[DeviceKind, ...]:
    """The kinds of device that the lines with these texts name; those of the whole record where a text goes over several."""
    lines = [line for line in record.splitlines() if any(text.wording.find(line) for text in texts)]
    return kinds_in(lines or [record])


def _at(record: str, causes: tuple[Cause, ...]) -> tuple[Cause, ...]:
    """Those of the host that a fault tells: it has the field ``atSourceHost``."""
    told = _AT_SOURCE.search(record)
    if told is None:
        return causes
    other = "_on_destination" if told[1] == "true" else "_on_source"
    return tuple(c for c in causes if not c.name.endswith(other))
