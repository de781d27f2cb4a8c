"""hostd.log: what the host agent says of a migration. Source of the texts: defect 59665 (6.5, 6.7)."""

from __future__ import annotations

import re

from vmotion_model.vmx_states import Side
from vmotion_traces.events import Claim, Event, Grammar, Outcome
from vmotion_traces.reader import Line

GRAMMAR = Grammar.HOSTD

_HEADER = re.compile(
    r"(?P<time>\S+) (?:\S+ )?[Hh]ostd\[\w+\]:? \[Originator@\d+ sub=(?P<sub>[^\s\]]+)(?: (?P<rest>[^\]]*))?\] ?(?P<text>.*)"
)
_SUBJECT = re.compile(r"Vcsvc\.VMotion(?P<side>Src|Dst)\b")
_ID = re.compile(r"\((?P<id>\d{1,20})\)")
_FAILED = re.compile(r"ResolveCb: Failed with fault|ResolveCb: VMX reports needsUnregister = false")
# That true is printed after success is inferred: only then is the source unregistered (KB 1003734, step 7).
_SUCCEEDED = "ResolveCb: VMX reports needsUnregister = true"
_BACK = "State Transition (VM_STATE_EMIGRATING -> VM_STATE_ON)"
_STATE = re.compile(r"VM_STATE_(?:EMIGRATING|IMMIGRATING)")
_SIDES = {"Src": Side.SOURCE, "Dst": Side.DESTINATION}


def is_header(text: str) -> bool:
    """Whether the line has this log's format."""
    return _HEADER.match(text) is not None


def event(line: Line) -> Event | None:
    """The event of a line, or None where it says nothing about a migration."""
    header = _HEADER.match(line.text)
    if header is None:
        return None
    time, text = header["time"], header["text"]
    if text.startswith(_BACK):
        return Claim(line=line, grammar=GRAMMAR, time=time, side=Side.SOURCE, outcome=Outcome.FAILURE)
    subject = _SUBJECT.match(header["sub"])
    identity = _ID.search(header["rest"] or "") if subject else None
    if subject is None or identity is None:
        return Event(line=line, grammar=GRAMMAR, time=time) if _STATE.search(text) else None
    migration, side = str(int(identity["id"])), _SIDES[subject["side"]]
    outcome = Outcome.FAILURE if _FAILED.match(text) else Outcome.SUCCESS if text.startswith(_SUCCEEDED) else None
    if outcome is None:
        return Event(line=line, grammar=GRAMMAR, time=time, migration=migration, side=side)
    return Claim(line=line, grammar=GRAMMAR, time=time, migration=migration, side=side, outcome=outcome)
