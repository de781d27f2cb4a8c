"""vmware.log, the log of one VMX process. A text without a header is read too: it is often copied without.

Sources of the texts: Broadcom KB 320352, 435078, 436882; haewon83.tistory.com/m/108.
"""

from __future__ import annotations

import re

from vmotion_model.protocol import printed
from vmotion_model.vmx_states import Side
from vmotion_traces.envelopes import Grammar
from vmotion_traces.events import (
    About,
    ConfigWrite,
    FinishAnnounced,
    Forwarded,
    Label,
    LogEvent,
    LoggedClaim,
    LoggedOutcome,
    Mention,
    Request,
    StateChange,
)
from vmotion_traces.records import LogRecord

from .shared_fields import fields, vm_of_path

GRAMMAR = Grammar.VMX
WORDS = ("migrat", "[msg.", "[vob.vmotion", "config.readonly", "log for vmware", 'displayname = "', "config file: /")
"""One of these stands in every text that this grammar reads."""

_DAMAGED_CHANGE = re.compile(r"MigrateSetState: ?Transition")
_SPEC = re.compile(r"MigrateVMXdrToSpec: type: (?P<type>\d+) .*?\bmid=(?P<hex>[0-9a-f]{1,16})\b")
_ASKED = re.compile(r"VigorTransport\w+: .*Receiving Migrate\.Prepare(?P<way>Source|Destination) request")
_INFO = re.compile(r"MigrateSetInfo: state=\d+ .*?\bmid=(?P<id>\d{1,20})\b")
_OPEN = re.compile(r"Migrate_Open: Restoring from <(?P<source>[^>]*)> with migration id (?P<id>\d{1,20})\b")
_FORWARDED = re.compile(r"Migrate: Remote Log: (?P<text>.*)", re.DOTALL)
_SOURCE = re.compile(r"\bsrc ?[iI]p(?:=| )<(?P<address>[^<>]{1,60})>")
_DESTINATION = re.compile(r"\bdst ?[iI]p(?:=| )<(?P<address>[^<>]{1,60})>")
_PRODUCT = re.compile(r"Log for VMware ESX\w* .*?\bversion=(?P<version>\d[\w.]{0,20})")
_NAME = re.compile(r'displayName = "(?P<vm>[^"\n]{1,200})"')
_MESSAGE = re.compile(
    r"\[(?:msg\.(?:migrate|vmotion|checkpoint\.migration|vmk\.status)|vob\.(?:vmotion|migrate))[\w.]*\] ?(?P<text>.*)",
    re.DOTALL,
)
_GIVEN_UP = re.compile(
    r"(?:Migrate_SetFailure\w*|MigrateStatusFailure|Migrate): ?(?P<text>(?:Migration failed|Failed waiting for|Failed to "
    r"(?:initialize|start|send|receive|save|restore|connect)|Migration to host <[^>]*> failed|The migration (?:has )?exceeded|"
    r"The vMotion failed|The source detected|The VM failed to resume|The ESX hosts failed|vMotion migration \[).*)",
    re.DOTALL,
)
_OTHER = re.compile(r"Migrate(?:[A-Z]\w*|_\w+)?: ")

_TYPE_SOURCE = "1"
"""`type=1` is printed by a source (KB 320352, KB 435078). What a destination prints was not seen."""
_WAYS = {"to": Side.SOURCE, "from": Side.DESTINATION, "Source": Side.SOURCE, "Destination": Side.DESTINATION}


def event(record: LogRecord) -> LogEvent | None:
    """The event of a record, or None where it says nothing about a migration."""
    text = record.text if record.envelope.log is GRAMMAR else record.text.lstrip()
    style = record.envelope.style
    if change := printed.STATE.pattern.match(text):
        before, after = _label(change, "before"), _label(change, "after")
        return StateChange(**fields(record, GRAMMAR, None, None), before=before, after=after, style=style)
    if _DAMAGED_CHANGE.match(text):
        return StateChange(**fields(record, GRAMMAR, None, None), before=None, after=None, style=style)
    if (finish := printed.FINISHED.pattern.match(text)) and not text[finish.end() :].strip():
        common = fields(record, GRAMMAR, None, _side(finish["type"]))
        return FinishAnnounced(**common, state=_label(finish, "new"), style=style)
    if config := printed.READ_ONLY.pattern.match(text):
        return ConfigWrite(**fields(record, GRAMMAR, None, None), read_only=config["value"] == "TRUE")
    if printed.RUNS_ON.pattern.match(text):
        return LoggedClaim(**fields(record, GRAMMAR, None, Side.SOURCE), outcome=LoggedOutcome.FAILURE)
    if told := _FORWARDED.match(text):
        return Forwarded(**fields(record, GRAMMAR, None, None), said=told["text"])
    if failure := _failure(record, text):
        return failure
    return _naming(record, text) or _machine(record, text)


def _failure(record: LogRecord, text: str) -> LogEvent | None:
    """A message of the list that a VMX writes when a migration has failed, by its id or by its words."""
    told = _MESSAGE.match(text) or _GIVEN_UP.match(text)
    if told is None or _FORWARDED.match(text):
        return None
    common = fields(record, GRAMMAR, None, None)
    return LoggedClaim(**common, outcome=LoggedOutcome.FAILURE, says=told["text"].strip() or text)


def _naming(record: LogRecord, text: str) -> LogEvent | None:
    """The lines that name the migration or begin it."""
    if request := printed.REQUEST.pattern.match(text):
        common = fields(record, GRAMMAR, request["id"], _WAYS[request["way"]])
        return Request(**common, about=_hosts(text))
    if spec := _SPEC.match(text):
        common = fields(record, GRAMMAR, str(int(spec["hex"], 16)), _side(spec["type"]))
        return Request(**common, about=_hosts(text))
    if asked := _ASKED.match(text):
        return Request(**fields(record, GRAMMAR, None, _WAYS[asked["way"]]))
    if info := _INFO.match(text):
        return LogEvent(**fields(record, GRAMMAR, info["id"], None), about=_hosts(text))
    if opened := _OPEN.match(text):
        about = About(source=_address(opened["source"]))
        return LogEvent(**fields(record, GRAMMAR, opened["id"], Side.DESTINATION), about=about)
    if _OTHER.match(text):
        return LogEvent(**fields(record, GRAMMAR, None, None))
    return None


def _machine(record: LogRecord, text: str) -> LogEvent | None:
    """The lines that tell which VM and which release this log is of."""
    if product := _PRODUCT.search(text):
        return Mention(**fields(record, GRAMMAR, None, None), about=About(release=f"ESXi {product['version']}"))
    if record.envelope.log is not GRAMMAR:
        return None
    named = _NAME.search(text)
    vm = named["vm"] if named else vm_of_path(text) if "onfig file: " in text else None
    return Mention(**fields(record, GRAMMAR, None, None), about=About(vm=vm)) if vm else None


def _hosts(text: str) -> About:
    source, destination = _SOURCE.search(text), _DESTINATION.search(text)
    return About(
        source=_address(source["address"]) if source else None,
        destination=_address(destination["address"]) if destination else None,
    )


def _address(text: str) -> str | None:
    return text if text and "unknown" not in text else None


def _side(type_: str) -> Side | None:
    return Side.SOURCE if type_ == _TYPE_SOURCE else None


def _label(found: re.Match[str], which: str) -> Label:
    number = found[f"{which}_named"] or found[f"{which}_number"]
    return Label(found[f"{which}_name"], None if number is None else int(number))
