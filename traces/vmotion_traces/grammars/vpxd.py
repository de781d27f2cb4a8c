"""vpxd.log, from vCenter 4 to 8: tasks (LRO), the steps of a migration, and what vCenter decided.

`[VpxLRO] -- BEGIN task -- entity -- method -- session` begins a task, `ERROR` and `FINISH` end it. Records in the name of the
same operation belong to it. Sources: Broadcom KB 307365 (vCenter 4); github.com/vmware/vic/issues/6342 (6.5).
"""

from __future__ import annotations

import re

from vmotion_traces.envelopes import Grammar
from vmotion_traces.events import About, LogEvent, LoggedClaim, LoggedOutcome, TaskStage, TaskStep
from vmotion_traces.records import LogRecord

from . import vmkernel
from .shared_fields import fields, object_of, vm_of_path

GRAMMAR = Grammar.VCENTER
WORDS = ("vmotion", "migrat", "relocat", "vpxlro] -- error", "vpxlro] -- finish task-", "vmprovworkflow")
"""One of these stands in every record that this grammar reads."""

_LRO = re.compile(r"\[VpxLRO\] -- (?P<stage>BEGIN|FINISH|ERROR) (?P<task>[\w-]{1,80})(?P<rest>.*)", re.DOTALL)
METHOD = re.compile(r"migrat|vmotion|relocat", re.IGNORECASE)
"""A method that moves a VM, whatever the release calls it."""
_WORKFLOW = re.compile(r"VmprovWorkflow|WorkflowImpl|\[VMotion|\bvmotion\b", re.IGNORECASE)
_MIGRATE = re.compile(r"\[MIGRATE\] \((?P<id>[^)]{1,80})\) ?(?P<text>.*)", re.DOTALL)
_OBJECT = re.compile(r"vm-\d{1,12}")
_SESSION = re.compile(r"(?:[0-9a-f]{8}-[0-9a-f-]{4,}|[0-9a-f]{2}(?: [0-9a-f]{2}){3}[0-9a-f -]*|\d+|lro-\d+|)")
_FROM_TO = re.compile(
    r"from (?P<from>(?:vim\.HostSystem:)?[\w.-]+(?:\([^)\s]+\))?) to (?P<to>(?:vim\.HostSystem:)?[\w.-]+(?:\([^)\s]+\))?)"
)
_LOCAL = re.compile(r"Migrate of (?P<vm>.{1,200}?) on (?P<host>(?:vim\.HostSystem:)?[\w.-]+(?:\([^)\s]+\))?)")
_FAILS = re.compile(
    r"\b(?:v?motion|migrat\w+|relocat\w+)\b[^\n]{0,120}\bfailed\b|\b[Ff]ailed to (?:v?motion|migrate|relocate)\b",
    re.IGNORECASE,
)
_FAULT = re.compile(r"\b(?:vim|vmodl)\.fault\.\w+")
_REASON = re.compile(r'\b(?:msg|reason|message) = "(?P<text>[^"]{3,2000})')


def event(record: LogRecord) -> LogEvent | None:
    """The event of a record, or None where it says nothing about a migration."""
    text = record.text
    if lro := _LRO.search(text):
        return _lro(record, lro)
    if told := _MIGRATE.search(text):
        return _told(record, told)
    if named := vmkernel.named_event(record, GRAMMAR, says=text):
        return named
    if record.envelope.log is not GRAMMAR or not (METHOD.search(text) or _WORKFLOW.search(text)):
        return None  # words alone, without the header of this log, are no record of it
    entity, vm = object_of(text)
    source = destination = None
    if way := _FROM_TO.search(text):
        source, destination = _host(way["from"]), _host(way["to"])
    elif local := _LOCAL.search(text):
        vm, source = vm or local["vm"], _host(local["host"])
    about = About(vm=vm or vm_of_path(text), object=entity, source=source, destination=destination)
    if record.envelope.level in ("error", "warning") and _FAILS.search(text):
        return LoggedClaim(**fields(record, GRAMMAR, None, None), about=about, outcome=LoggedOutcome.FAILURE, says=text)
    return LogEvent(**fields(record, GRAMMAR, None, None), about=about)


def _lro(record: LogRecord, lro: re.Match[str]) -> LogEvent:
    parts = [part.strip() for part in lro["rest"].split(" -- ")]
    head = lro["rest"].split("\n", 1)[0]
    entity = vm = None
    for part in (p for p in parts if p and p != "--"):
        part = part.removesuffix(" --")
        if METHOD.search(part) or "." in part or part.startswith("Vmprov"):
            break
        if _OBJECT.fullmatch(part):
            entity = part
        elif not _SESSION.fullmatch(part):
            vm = part
    stage = TaskStage[lro["stage"]]
    return TaskStep(
        **{**fields(record, GRAMMAR, None, None), "task": lro["task"]},
        about=About(vm=vm, object=entity),
        stage=stage,
        is_migration=METHOD.search(head) is not None,
    )


def fault_of(text: str) -> str | None:
    """What the fault in a record says: its message, else its name."""
    if reason := _REASON.search(text):
        return " ".join(reason["text"].split())
    fault = _FAULT.search(text)
    return fault[0] if fault else None


def _told(record: LogRecord, told: re.Match[str]) -> LogEvent:
    # A published log may hold a placeholder instead of the id.
    is_id = told["id"].isascii() and told["id"].isdigit()
    common = fields(record, GRAMMAR, told["id"] if is_id else None, None)
    if not is_id:
        common["task"] = told["id"]
    if told["text"].startswith(("vMotion failed", "Migration failed")):
        return LoggedClaim(**common, outcome=LoggedOutcome.FAILURE, says=told["text"])
    return LogEvent(**common, about=About(vm=vm_of_path(told["text"])))


def _host(text: str) -> str:
    """A host as a person names it: its address or name, else vCenter's name for it."""
    inner = re.search(r"\(([^)]+)\)", text)
    return inner[1] if inner else text.removeprefix("vim.HostSystem:")
