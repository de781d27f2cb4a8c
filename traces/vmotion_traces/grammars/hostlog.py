"""Dumps of a migration's hostlog (`.hlog`), which lies with the files of the VM: names with values, one a line.

Only its fields are known (host, migration id, HLState, direction, type), not the wording of every release: a name is matched
without regard to case, blanks and the sign between it and its value.
"""

from __future__ import annotations

import re

from vmotion_model.vmx_states import Side
from vmotion_traces.envelopes import Grammar
from vmotion_traces.events import About, LogEvent
from vmotion_traces.records import LogRecord

from .shared_fields import fields, vm_of_path

GRAMMAR = Grammar.HOSTLOG
WORDS = ("hlstate", "hostlog", "migrat")
"""One of these stands in every dump."""

_VALUE = r"[\"']?\s*[:=]\s*[\"']?"
_ID = re.compile(
    rf"\b(?:migration[ _]?id|mig[ _]?id|mid){_VALUE}(?:(?P<hex>0x[0-9a-f]{{1,16}})|(?P<id>\d{{6,20}}))\b", re.IGNORECASE
)
_STATE = re.compile(rf"\bHL ?State{_VALUE}(?P<state>[\w ]{{1,60}})", re.IGNORECASE)
_WAY = re.compile(
    rf"\b(?:direction|To ?From){_VALUE}(?P<way>to|from|source|src|destination|dst|dest|outgoing|incoming)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(rf"\b(src|dst) ?ip{_VALUE}<?([\da-fA-F.:]{{7,45}})", re.IGNORECASE)
_FILE = re.compile(r"(?:^|[\s/])(?P<vm>[^\s/]{1,200}?)(?:-[0-9a-f]{8})?\.hlog\b")
_DESTINATION = ("from", "destination", "dst", "dest", "incoming")


def event(record: LogRecord) -> LogEvent | None:
    """The event of a dump, or None where the text is none."""
    text = "\n".join(line.text for line in record.lines)
    state, identity = _STATE.search(text), _ID.search(text)
    if state is None or identity is None:
        return None
    number = int(identity["hex"], 16) if identity["hex"] else int(identity["id"])
    way = _WAY.search(text)
    side = None if way is None else Side.DESTINATION if way["way"].lower() in _DESTINATION else Side.SOURCE
    return LogEvent(**fields(record, GRAMMAR, str(number), side), about=_about(text))


def _about(text: str) -> About:
    hosts = {way.lower(): address for way, address in _ADDRESS.findall(text)}
    named = _FILE.search(text)
    return About(
        vm=vm_of_path(text) or (named["vm"] if named else None), source=hosts.get("src"), destination=hosts.get("dst")
    )
