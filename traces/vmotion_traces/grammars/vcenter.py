"""Events of vCenter as lines: the syslog form (`Event [key] [..] [time] [type] ... [text]`), JSON, or a text with a type."""

from __future__ import annotations

import json
import re
from typing import Any

from vmotion_traces.envelopes import Grammar
from vmotion_traces.events import LogEvent
from vmotion_traces.records import LogRecord
from vmotion_traces.stamps import read_stamp

from .event_content import TYPE, Happening, event_of, is_about_migration

GRAMMAR = Grammar.VCENTER
WORDS = ("migrat", "relocat")
"""One of these stands in every record that this grammar reads."""

_SYSLOG = re.compile(r"\bEvent \[\d+\](?P<fields>(?: \[[^\]]*\])+)(?P<rest>.*)", re.DOTALL)
_LISTED = re.compile(r"\[(?P<time>[^\]]{8,40})\] \[(?:info|warning|error|user)\] (?P<text>.*)", re.DOTALL)
"""A list of events as govc prints it."""
_FIELD = re.compile(r"\[([^\]]*)\]")


def event(record: LogRecord) -> LogEvent | None:
    """The event of a record, or None where it holds none of a migration."""
    text = record.text
    if syslog := _SYSLOG.search(text):
        return _of_syslog(record, syslog)
    named = TYPE.search(record.whole.text)
    if named is None:
        listed = _LISTED.match(text) if record.envelope.log is None else None
        happening = Happening("", listed["text"], time=listed["time"]) if listed else None
        return event_of(record, happening) if happening and is_about_migration(happening) else None
    return event_of(record, of_json(record.whole.text) or Happening(named[0], text))


def _of_syslog(record: LogRecord, syslog: re.Match[str]) -> LogEvent | None:
    """The fields in their order: part, time, type, severity, user, datacenter, chain, text; the text may hold brackets."""
    values = _FIELD.findall(syslog["fields"])
    place = next((n for n, value in enumerate(values) if TYPE.search(value)), None)
    if place is None:
        return None
    after = values[place + 1 :]
    chain = next((value for value in after if value.isdigit()), None)
    start = syslog["fields"].find(f"[{chain}]") + len(chain) + 2 if chain else 0
    text = (syslog["fields"][start:] + syslog["rest"]).strip().removeprefix("[").removesuffix("]")
    time = next((value for value in values[:place] if read_stamp(value) is not None), None)
    return event_of(record, Happening(values[place], text, chain, time=time))


def of_json(text: str) -> Happening | None:
    """The event in a JSON object, as the API, PowerCLI, govc or an event broker write it."""
    start = text.find("{")
    try:
        value, _ = json.JSONDecoder().raw_decode(text, max(start, 0))
    except (ValueError, RecursionError):
        return None
    return of_object(value) if isinstance(value, dict) else None


def of_object(value: dict[str, Any]) -> Happening | None:
    """The event in a decoded JSON object; its values may lie one level down, in `data` or in references."""
    data = value.get("data")
    if isinstance(data, dict) and not _text(value, "FullFormattedMessage"):
        value = {**data, **{k: v for k, v in value.items() if k in ("subject", "type", "time")}}
    kind = next(
        (found for key in _TYPES if (found := _text(value, key)) and TYPE.search(found)),
        "",
    )
    return Happening(
        kind,
        _text(value, "FullFormattedMessage") or "",
        _text(value, "ChainId"),
        _text(value, "Vm"),
        _text(value, "SourceHost") or (_text(value, "Host") if _text(value, "DestHost") else None),
        _text(value, "DestHost") or (_text(value, "Host") if _text(value, "SourceHost") else None),
        next((found for key in _TIMES if (found := _text(value, key))), None),
        _reason(value),
    )


def _reason(value: dict[str, Any]) -> str | None:
    """Why it failed: the words of the fault, else its name."""
    fault = next((v for k, v in value.items() if k.lower() in ("reason", "fault") and isinstance(v, dict)), None)
    if fault is None:
        return None
    if words := _text(fault, "LocalizedMessage"):
        return words
    inner = next((v for k, v in fault.items() if k.lower() == "fault" and isinstance(v, dict)), fault)
    name = next((found for key in _TYPES if (found := _text(inner, key))), None)
    return f"vim.fault.{name}" if name and "." not in name else name


_TIMES = ("CreatedTime", "time", "timestamp", "@timestamp")
_TYPES = ("EventType", "EventTypeId", "_typeName", "Type", "type", "subject", "@type", "$type")


def _text(value: dict[str, Any], key: str) -> str | None:
    """A value by its name, upper and lower case alike; the name in a reference to an object."""
    found = next((v for k, v in value.items() if k.lower() == key.lower()), None)
    if isinstance(found, dict):
        return _text(found, "Name")
    if isinstance(found, bool) or found is None:
        return None
    return str(found) if isinstance(found, int | str) else None
