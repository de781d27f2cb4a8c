"""hostd.log and vpxa.log: what the agents of a host say of a migration, from ESX 4 on.

The subject of a record names the migration (`Vcsvc.VMotionSrc (id)`, with a dot in later releases) or the VM
(`Vmsvc.vm:/vmfs/.../vm.vmx`, `vm:/vmfs/...` in 4.x); in 4.x the text does (`VMotionPrepare (id): Sending 'to' ...`).
Sources of the texts: defect 59665 (6.5, 6.7); jlscz.blogspot.com 2011/04 (4.1); the agents' records of 5.1 and 5.5.
"""

from __future__ import annotations

import re

from vmotion_model.protocol import printed
from vmotion_model.vmx_states import Side
from vmotion_traces.envelopes import Grammar
from vmotion_traces.events import About, LogEvent, LoggedClaim, LoggedOutcome, Request
from vmotion_traces.records import LogRecord

from .shared_fields import fields, vm_of_path

WORDS = ("vmotion", "migrat")
"""One of these stands in every record that this grammar reads."""

_SUBJECT = re.compile(r"VMotion(?P<side>Src|Dst)\b[ .]?\(?(?P<id>\d{1,20})?\)?")
_PREPARED = re.compile(r"VMotion\w* \((?P<id>\d{1,20})\): (?P<text>.*)", re.DOTALL)
_WAY = re.compile(r"(?:Sending|Received) '(?P<way>to|from)'")
_TASK_DONE = re.compile(r"Task Completed : \S*(?:[mM]igrat|VMotion|[rR]elocate)\S* Status error")
_SPEC_ID = re.compile(r"\bmigrationId = (?P<id>\d{5,20})\b")
_HOSTS = re.compile(
    r"src(?:Vmotion)?I[pP](?:Address)?[ =:]+[<'\"]?(?P<source>[\da-fA-F.:]{7,45}).{1,80}?"
    r"dst(?:Vmotion)?I[pP](?:Address)?[ =:]+[<'\"]?(?P<destination>[\da-fA-F.:]{7,45})",
    re.DOTALL,
)
# `Failed to` at the start of what the subject of a migration says ends it on this side.
_FAILED = re.compile(r"ResolveCb: Failed with fault|\w+: [Ff]ailed (?:to|with)\b")
# That true is printed after success is inferred: only then is the source unregistered (KB 1003734, step 7).
_SUCCEEDED = re.compile(r"\w+: Succeeded\b")
_STATE = re.compile(r"VM_STATE_(?P<way>EMIGRATING|IMMIGRATING)")
_SIDES = {"Src": Side.SOURCE, "Dst": Side.DESTINATION, "to": Side.SOURCE, "from": Side.DESTINATION}
_SIDE_OF_STATE = {"EMIGRATING": Side.SOURCE, "IMMIGRATING": Side.DESTINATION}


def event(record: LogRecord) -> LogEvent | None:
    """The event of a record, or None where it says nothing about a migration."""
    subject, text = record.envelope.subject or "", record.text
    grammar = record.envelope.log or Grammar.HOSTD
    about = About(vm=vm_of_path(subject) or vm_of_path(text))
    if state := _STATE.search(text):
        return _state(record, grammar, about, state["way"])
    # The id may stand in brackets behind the subject, with blanks between.
    head = _SUBJECT.search(f"{subject} {_behind(record)}" if subject else "")
    if head is not None and head["id"]:
        return _of_subject(record, grammar, head, about)
    if prepared := _PREPARED.match(text):
        way = _WAY.search(prepared["text"])
        side = _SIDES[way["way"]] if way else None
        kind = Request if way else LogEvent
        return kind(**fields(record, grammar, prepared["id"], side), about=_with_hosts(about, text))
    if _TASK_DONE.match(text):
        return LoggedClaim(**fields(record, grammar, None, None), about=about, outcome=LoggedOutcome.FAILURE, says=text)
    if (spec := _SPEC_ID.search(text)) and re.search(r"vmotion|migrat", text, re.IGNORECASE):
        return LogEvent(**fields(record, grammar, spec["id"], None), about=_with_hosts(about, text))
    return None


def _behind(record: LogRecord) -> str:
    """What stands behind the subject in the header: older releases put the id there."""
    header = record.first.text
    at = header.find(record.envelope.subject or "\0")
    return header[at + len(record.envelope.subject or "") :][:40] if at >= 0 else ""


def _state(record: LogRecord, grammar: Grammar, about: About, way: str) -> LogEvent:
    common = fields(record, grammar, None, _SIDE_OF_STATE[way])
    if printed.BACK.pattern.match(record.text):
        return LoggedClaim(**common, about=about, outcome=LoggedOutcome.FAILURE)
    if printed.ARRIVED.pattern.match(record.text):
        return LoggedClaim(**common, about=about, outcome=LoggedOutcome.SUCCESS)
    return LogEvent(**common, about=about)


def _of_subject(record: LogRecord, grammar: Grammar, head: re.Match[str], about: About) -> LogEvent:
    text = record.text
    common = fields(record, grammar, head["id"], _SIDES[head["side"]])
    about = _with_hosts(about, text)
    if told := printed.UNREGISTERS.pattern.match(text):
        outcome = LoggedOutcome.SUCCESS if told["value"] == "true" else LoggedOutcome.FAILURE
        return LoggedClaim(**common, about=about, outcome=outcome)
    if _FAILED.match(text):
        return LoggedClaim(**common, about=about, outcome=LoggedOutcome.FAILURE, says=text)
    if _SUCCEEDED.match(text):
        return LoggedClaim(**common, about=about, outcome=LoggedOutcome.SUCCESS)
    return LogEvent(**common, about=about)


def _with_hosts(about: About, text: str) -> About:
    hosts = _HOSTS.search(text)
    return About(vm=about.vm, source=hosts["source"], destination=hosts["destination"]) if hosts else about
