"""vmkernel.log: the lines of Migrate, VMotion and FSR (the self-vMotion of Storage vMotion).

Line formats: `<time> In(182) vmkernel: cpu4:2097 opID=x)text` (8.x), `<time> cpu4:2097)text` (5.x to 7.x),
`vmkernel: <uptime> cpu0:5002)text` (ESX 4).
Sources of the texts: Broadcom KB 436882, 441977, 1010045; virtuallypeculiar.com 2015/12; defect 59665.
"""

from __future__ import annotations

import re

from vmotion_model.vmx_states import Side
from vmotion_traces.events import Claim, Event, Grammar, Outcome, Worlds
from vmotion_traces.reader import Line

GRAMMAR = Grammar.VMKERNEL

_HEADER = re.compile(
    r"(?P<head>[^()]{0,80}(?:\(\d*\) vmkernel: )?)\bcpu[\d#]{1,6}(?::\d{1,12})?(?: opID=\S{0,80})? ?\)"
    r"(?:WARNING: |ALERT: )?(?P<text>.*)"
)
_OF_A_SIDE = re.compile(r"(?:Migrate|VMotion|FSR)\w*: \d+: (?P<id>\d{1,20}) (?P<side>[SD]): (?P<text>.*)")
_INFO = re.compile(
    r"Migrate: vm \d+: \d+: Setting VMOTION info: Source ts = (?P<id>\d{1,20}), .*?Dest wid = (?P<target>\d{1,18})\b"
)
_LEADER = re.compile(
    r"Migrate: \d+: vmotion: (?P<side>Source|Dest) vmmLeaderID = (?P<leader>\d{1,18}), ts = ?(?P<id>\d{1,20}), "
    r".*?Dest wid = (?P<target>\d{1,18})\b"
)
_FAILED = re.compile(
    r"Failed: |.*\bFailing migration\b|.*preemptively failed the migration|Migration considered a failure"
)
_TIME = re.compile(r"(?:vmkernel: )?(?P<time>\d\S*)")
_SIDES = {"S": Side.SOURCE, "D": Side.DESTINATION, "Source": Side.SOURCE, "Dest": Side.DESTINATION}


def is_header(text: str) -> bool:
    """Whether the line has one of this log's formats."""
    return _HEADER.match(text) is not None


def event(line: Line) -> Event | None:
    """The event of a line, or None where it says nothing about a migration."""
    header = _HEADER.match(line.text)
    if header is None:
        return None
    stamp = _TIME.match(header["head"])
    time = stamp["time"] if stamp else None
    if found := _OF_A_SIDE.match(header["text"]):
        identity, side = str(int(found["id"])), _SIDES[found["side"]]
        if _FAILED.match(found["text"]):
            return Claim(line=line, grammar=GRAMMAR, time=time, migration=identity, side=side, outcome=Outcome.FAILURE)
        return Event(line=line, grammar=GRAMMAR, time=time, migration=identity, side=side)
    if found := _LEADER.match(header["text"]):
        return _worlds(line, time, found, _SIDES[found["side"]], int(found["leader"]))
    if found := _INFO.match(header["text"]):
        # The destination sends to nobody and prints 0.
        return _worlds(line, time, found, Side.SOURCE if int(found["target"]) else Side.DESTINATION, None)
    return None


def _worlds(line: Line, time: str | None, found: re.Match[str], side: Side, leader: int | None) -> Worlds:
    return Worlds(
        line=line,
        grammar=GRAMMAR,
        time=time,
        migration=str(int(found["id"])),
        side=side,
        leader=leader,
        target=int(found["target"]) or None,
    )
