"""vCenter: lines of vpxd.log, and events as lines of text or JSON.

Sources of the texts: Broadcom KB 307365 (vpxd.log of vCenter 4); vSphere API, VmBeingHotMigratedEvent, VmMigratedEvent
and VmFailedMigrateEvent. Events carry no migration id; those of one task share a chain id.
"""

from __future__ import annotations

import re

from vmotion_traces.events import Claim, Event, Grammar, Outcome
from vmotion_traces.reader import Line

GRAMMAR = Grammar.VCENTER

_VPXD = re.compile(r"\[(?P<time>\S+ \S+) \S+ \w+ '\w+'(?: [^\]]*)?\] |(?P<iso>\d\S+) \w+ vpxd\[\w+\]")
_MIGRATE = re.compile(r"\[MIGRATE\] \((?P<id>[^)]{1,80})\) (?P<text>.*)")
_EVENT = re.compile(r"\b(?P<name>VmBeingHotMigratedEvent|VmMigratedEvent|VmFailedMigrateEvent)\b")
_CHAIN = re.compile(r'"ChainId": ?(?P<id>\d{1,18})\b')
_CREATED = re.compile(r'"CreatedTime": ?"(?P<time>[^"]{1,60})"')
_OUTCOMES = {"VmMigratedEvent": Outcome.SUCCESS, "VmFailedMigrateEvent": Outcome.FAILURE}


def is_header(text: str) -> bool:
    """Whether the line has one of these formats."""
    return _VPXD.match(text) is not None or _EVENT.search(text) is not None


def event(line: Line) -> Event | None:
    """The event of a line, or None where it says nothing about a migration."""
    named = _EVENT.search(line.text)
    return _vpxd(line) if named is None else _vcenter_event(line, named["name"])


def _vcenter_event(line: Line, name: str) -> Event:
    created, chain = _CREATED.search(line.text), _CHAIN.search(line.text)
    time = created["time"] if created else None
    task = f"chain {chain['id']}" if chain else f"line {line.number}"
    outcome = _OUTCOMES.get(name)
    if outcome is None:
        return Event(line=line, grammar=GRAMMAR, time=time, task=task)
    return Claim(line=line, grammar=GRAMMAR, time=time, task=task, outcome=outcome)


def _vpxd(line: Line) -> Event | None:
    header = _VPXD.match(line.text)
    told = _MIGRATE.search(line.text) if header else None
    if header is None or told is None:
        return None
    stamp = header["time"] or header["iso"]
    time = stamp if any(character.isdigit() for character in stamp) else None
    # A published log may hold a placeholder instead of the id.
    is_id = told["id"].isascii() and told["id"].isdigit()
    migration, task = (str(int(told["id"])), None) if is_id else (None, told["id"])
    if told["text"].startswith("vMotion failed"):
        return Claim(line=line, grammar=GRAMMAR, time=time, migration=migration, task=task, outcome=Outcome.FAILURE)
    return Event(line=line, grammar=GRAMMAR, time=time, migration=migration, task=task)
