"""vmware.log, the log of one VMX process.

Line formats: `<time> In(05) vmx - text` (7.0.3, 8.x), `<time>| vmx| I120: text` (5.x, 6.x), `<time>| vmx| | I005: text`
(7.0), `<time>: vmx| text` (ESX 4). A line without any of them is read as bare text.
Sources of the texts: Broadcom KB 320352, 435078, 436882; haewon83.tistory.com/m/108.
"""

from __future__ import annotations

import re

from vmotion_model.vmx_states import Dialect, Side
from vmotion_traces.events import (
    Claim,
    ConfigWrite,
    Event,
    FinishAnnounced,
    Grammar,
    Label,
    Outcome,
    Request,
    StateChange,
)
from vmotion_traces.reader import Line

GRAMMAR = Grammar.VMX

_NEW = re.compile(r"(?P<time>\S+) [A-Z][a-z]\(\d\d\)\+? \S+ \S+ (?P<text>.*)")
_PIPES = re.compile(r"(?P<time>[^|]{1,60})\| [^|]{1,60}\|(?: [^|]{0,80}\|)? [A-Z](?P<level>\d{3}): ?(?P<text>.*)")
_ESX4 = re.compile(r"(?P<time>[^|]{1,60}): [\w-]{1,60}\| (?P<text>.*)")

_STATE = r"(?:(?P<{0}_name>[A-Z][A-Z_]{{2,80}})(?: \((?P<{0}_named>\d{{1,9}})\))?|(?P<{0}_number>\d{{1,9}}))"
_CHANGE = re.compile(
    r"MigrateSetState: Transitioning from state " + _STATE.format("before") + " to " + _STATE.format("after") + r"\."
)
_DAMAGED_CHANGE = re.compile(r"MigrateSetState: ?Transition")
_FINISH = re.compile(r"MigrateSetStateFinished: type=(?P<type>\d+) new state=" + _STATE.format("new") + r"$")
_CONFIG = re.compile(r'ConfigDB: Setting config\.readOnly = "(?P<value>TRUE|FALSE)"')
_REQUEST = re.compile(r"Received migrate '(?P<way>to|from)' request for mid id (?P<id>\d{1,20})\b")
_SPEC = re.compile(r"MigrateVMXdrToSpec: type: (?P<type>\d+) .*?\bmid=(?P<hex>[0-9a-f]{1,16})\b")
_ASKED = re.compile(r"VigorTransport\w+: .*Receiving Migrate\.Prepare(?P<way>Source|Destination) request")
_INFO = re.compile(r"MigrateSetInfo: state=\d+ .*?\bmid=(?P<id>\d{1,20})\b")
_OPEN = re.compile(r"Migrate_Open: Restoring from <[^>]*> with migration id (?P<id>\d{1,20})\b")
_RUNS_ON = "Migrate: Attempting to continue running on the source"
_OTHER = re.compile(r"Migrate(?:[A-Z]\w*|_\w+)?: ")

_TYPE_SOURCE = "1"
"""`type=1` is printed by a source (KB 320352, KB 435078). What a destination prints was not seen."""
_WAYS = {"to": Side.SOURCE, "from": Side.DESTINATION, "Source": Side.SOURCE, "Destination": Side.DESTINATION}


def is_header(text: str) -> bool:
    """Whether the line has one of this log's formats."""
    return any(header.match(text) for header in (_NEW, _PIPES, _ESX4))


def event(line: Line) -> Event | None:
    """The event of a line, or None where it says nothing about a migration."""
    time, style, text = _parted(line.text)
    if change := _CHANGE.match(text):
        before, after = _label(change, "before"), _label(change, "after")
        return StateChange(line=line, grammar=GRAMMAR, time=time, before=before, after=after, style=style)
    if _DAMAGED_CHANGE.match(text):
        return StateChange(line=line, grammar=GRAMMAR, time=time, before=None, after=None, style=style)
    if finish := _FINISH.match(text):
        return FinishAnnounced(
            line=line, grammar=GRAMMAR, time=time, side=_side(finish["type"]), state=_label(finish, "new"), style=style
        )
    if config := _CONFIG.match(text):
        return ConfigWrite(line=line, grammar=GRAMMAR, time=time, read_only=config["value"] == "TRUE")
    if text.startswith(_RUNS_ON):
        return Claim(line=line, grammar=GRAMMAR, time=time, side=Side.SOURCE, outcome=Outcome.FAILURE)
    return _naming(line, time, text)


def _naming(line: Line, time: str | None, text: str) -> Event | None:
    """The lines that name the migration or begin it."""
    if request := _REQUEST.match(text):
        identity = str(int(request["id"]))
        return Request(line=line, grammar=GRAMMAR, time=time, migration=identity, side=_WAYS[request["way"]])
    if spec := _SPEC.match(text):
        identity = str(int(spec["hex"], 16))
        return Request(line=line, grammar=GRAMMAR, time=time, migration=identity, side=_side(spec["type"]))
    if asked := _ASKED.match(text):
        return Request(line=line, grammar=GRAMMAR, time=time, side=_WAYS[asked["way"]])
    if info := _INFO.match(text):
        return Event(line=line, grammar=GRAMMAR, time=time, migration=str(int(info["id"])))
    if opened := _OPEN.match(text):
        identity = str(int(opened["id"]))
        return Event(line=line, grammar=GRAMMAR, time=time, migration=identity, side=Side.DESTINATION)
    if _OTHER.match(text):
        return Event(line=line, grammar=GRAMMAR, time=time)
    return None


def _parted(text: str) -> tuple[str | None, Dialect | None, str]:
    if new := _NEW.match(text):
        return _stamp(new["time"]), Dialect.NEW, new["text"]
    if pipes := _PIPES.match(text):
        # I120 and I125 are 5.x and 6.x; 7.0 prints I005, and how it counts was not seen.
        style = Dialect.OLD if pipes["level"].startswith("1") else None
        return _stamp(pipes["time"]), style, pipes["text"]
    if esx4 := _ESX4.match(text):
        return _stamp(esx4["time"]), Dialect.OLD, esx4["text"]
    return None, None, text.lstrip()


def _stamp(time: str) -> str | None:
    return time if any(character.isdigit() for character in time) else None


def _side(type_: str) -> Side | None:
    return Side.SOURCE if type_ == _TYPE_SOURCE else None


def _label(found: re.Match[str], which: str) -> Label:
    number = found[f"{which}_named"] or found[f"{which}_number"]
    return Label(found[f"{which}_name"], None if number is None else int(number))
