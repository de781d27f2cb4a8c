"""vmkernel.log and vmkwarning.log: the lines of Migrate, VMotion and FSR (the self-vMotion of Storage vMotion).

A text is `Module: line: text`. The texts of a migration name it: `ID S: ...` (S the source, D the destination), `ts = ID`,
or `[host:ID]`, where the host is its address in hexadecimal.
Sources of the texts: Broadcom KB 436882, 441977, 1010045; virtuallypeculiar.com 2015/12; defect 59665; elatov.github.io.
"""

from __future__ import annotations

import re
from ipaddress import IPv4Address

from vmotion_model.protocol import printed
from vmotion_model.vmx_states import Side
from vmotion_traces.envelopes import Grammar
from vmotion_traces.events import About, LogEvent, LoggedClaim, LoggedOutcome, StepSeen, Worlds
from vmotion_traces.records import LogRecord

from .shared_fields import fields

GRAMMAR = Grammar.VMKERNEL
WORDS = ("vmotion", "migrat", "fsr:")
"""One of these stands in every text that this grammar reads."""

_OF_A_SIDE = re.compile(
    r"(?:\w+: (?:vm \d+: )?\d+: (?P<id>\d{1,20}) (?P<side>[SD])"
    r"|(?:Migrate|VMotion|FSR)\w*: (?:vm \d+: )?\d+: (?P<old>\d{10,20})): (?P<text>.*)",
    re.DOTALL,
)
"""ESX 3 and 4 do not always print the side."""
_INFO = re.compile(
    r"Migrate: vm (?P<vm>\d+): \d+: Setting (?:VMOTION|migration) info:? (?:(?P<way>Source|Dest) )?ts = ?"
    r"(?P<id>\d{1,20})\b(?P<rest>.*)",
    re.DOTALL,
)
_LEADER = re.compile(
    r"Migrate: \d+: vmotion: (?P<side>Source|Dest) vmmLeaderID = (?P<leader>\d{1,18}), ts = ?(?P<id>\d{1,20})\b(?P<rest>.*)",
    re.DOTALL,
)
_TARGET = re.compile(r"Dest wid = (?P<target>\d{1,18})\b")
_HOSTS = re.compile(
    r"(?:src ?ip) = ?<(?P<source>[^<>]{1,60})>,? (?:dst|dest) ?ip = ?<(?P<destination>[^<>]{1,60})>", re.IGNORECASE
)
NAMED = re.compile(r"[mM]igration \[(?P<host>[0-9a-fA-F]{1,16}):(?P<id>\d{1,20})\] ?(?P<text>.*)", re.DOTALL)
_REMOTE = re.compile(r"remote host <(?P<destination>[^<>]{1,60})>(?: from host <(?P<source>[^<>]{1,60})>)?")
FAILED = re.compile(
    r"(?:.*: )?Failed: |.*\bFailing migration\b|.*preemptively failed the migration"
    r"|Migration (?:considered|determined) a failure|.*\bfailed (?:to connect to|with status)"
    r"|(?:vMotion )?[mM]igration failed\b|.*\bfailed: remote host\b|[Ff]ailed waiting for\b"
    r"|(?:\w+: )?[Ff]ailed to (?:asynchronously )?(?:read|write|send|receive|flush|connect|end|resume|save|restore|apply|start"
    r"|initialize|reserve|allocate)\b|(?:Timed out waiting|Aborting migration|Connection (?:lost|closed))\b"
    r"|Migration cleanup initiated, the VMX has exited unexpectedly|.*\bfailed: ",
    re.DOTALL,
)
"""The texts with which a host gives a migration up. A warning that something may fail later is none of them."""
_SIDES = {"S": Side.SOURCE, "D": Side.DESTINATION, "Source": Side.SOURCE, "Dest": Side.DESTINATION}


def event(record: LogRecord) -> LogEvent | None:
    """The event of a record, or None where it says nothing about a migration."""
    text = record.text
    if found := _OF_A_SIDE.match(text):
        common = fields(record, GRAMMAR, found["id"] or found["old"], _SIDES.get(found["side"]))
        if FAILED.match(found["text"]):
            return LoggedClaim(**common, about=_peers(found["text"]), outcome=LoggedOutcome.FAILURE, says=found["text"])
        if step := printed.step_in(printed.LogKind.VMKERNEL, text):
            return StepSeen(**common, entry=step.name)
        return LogEvent(**common, about=_peers(found["text"]))
    if found := _LEADER.match(text):
        return _worlds(record, found, _SIDES[found["side"]], int(found["leader"]))
    if found := _INFO.match(text):
        target = _TARGET.search(found["rest"])
        # The destination sends to nobody and prints 0.
        side = Side.DESTINATION if target and not int(target["target"]) else Side.SOURCE
        return _worlds(record, found, side, None)
    return named_event(record, GRAMMAR)


def named_event(record: LogRecord, grammar: Grammar, says: str | None = None) -> LogEvent | None:
    """A text that names the migration as `Migration [host:id]`, as the vmkernel does and vCenter repeats."""
    found = NAMED.search(record.text)
    if found is None:
        return None
    common = fields(record, grammar, found["id"], None)
    peers = _peers(found["text"])
    address = _address(found["host"])
    about = About(source=peers.source or address, destination=peers.destination)
    if FAILED.match(found["text"]):
        return LoggedClaim(**common, about=about, outcome=LoggedOutcome.FAILURE, says=says or record.text)
    return LogEvent(**common, about=about)


def _address(digits: str) -> str | None:
    """An IPv4 address in hexadecimal, printed without a zero in front."""
    return str(IPv4Address(int(digits, 16))) if len(digits) in (7, 8) else None


def _peers(text: str) -> About:
    found = _REMOTE.search(text)
    return About(source=found["source"], destination=found["destination"]) if found else About()


def _worlds(record: LogRecord, found: re.Match[str], side: Side, leader: int | None) -> LogEvent:
    target, hosts = _TARGET.search(found["rest"]), _HOSTS.search(found["rest"])
    return Worlds(
        **fields(record, GRAMMAR, found["id"], side),
        about=About(source=_known(hosts, "source"), destination=_known(hosts, "destination")),
        leader=leader,
        target=(int(target["target"]) or None) if target else None,
    )


def _known(found: re.Match[str] | None, group: str) -> str | None:
    """An address; None for the placeholder of a published log."""
    if found is None or not any(character.isdigit() for character in found[group]):
        return None
    return found[group]
