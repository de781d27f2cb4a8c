"""What happened when: the telling records of a migration in the order of their times."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vmotion_model.vmx_states import Side

from .envelopes import Grammar
from .events import ConfigWrite, LogEvent, LoggedClaim, LoggedOutcome, Request, StateChange, TaskStage, TaskStep, Worlds
from .lines import LogLine

_MOST_WORDS = 300
_SENDS = {Side.SOURCE: "is asked to send the VM", Side.DESTINATION: "is asked to receive the VM"}
_TASK = {TaskStage.BEGIN: "begins", TaskStage.FINISH: "ends without an error", TaskStage.ERROR: "ends with an error"}


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened: when, as printed (None: no time), to whom (source, destination, vCenter), and its record."""

    time: str | None
    role: str
    what: str
    line: LogLine


def timeline_of(events: Iterable[LogEvent]) -> tuple[Moment, ...]:
    """The moments of one migration. Times on different scales cannot be compared: each scale keeps the order of its own."""
    found: list[tuple[tuple[str, float], int, Moment]] = []
    before: tuple[str, float] = ("", 0.0)
    for number, event in enumerate(events):
        if event.stamp is not None:
            before = (str(event.stamp.scale), event.stamp.seconds)
        if (what := _what(event)) is not None:
            found.append((before, number, Moment(event.time, _role(event), what, event.line)))
    moments = [moment for _, _, moment in sorted(found, key=lambda entry: entry[:2])]
    return tuple(dict.fromkeys(moments))


def _role(event: LogEvent) -> str:
    if event.side is not None:
        return str(event.side)
    return "vCenter" if event.grammar in (Grammar.VCENTER, Grammar.TASK) else "a host"


def _what(event: LogEvent) -> str | None:
    match event:
        case StateChange():
            entered = event.entered.member if event.entered else event.after
            left = event.left.member if event.left else event.before
            return f"{left} to {entered}" if entered is not None else None
        case Request():
            return _SENDS[event.side] if event.side is not None else "is asked to take part"
        case ConfigWrite():
            return f"the config becomes {'read-only' if event.read_only else 'writable'}"
        case TaskStep():
            return f"{event.task} {_TASK[event.stage]}"
        case LoggedClaim():
            words = event.says or (event.record.text if event.record is not None else event.line.text)
            what = " ".join(words.split())[:_MOST_WORDS]
            return what if event.outcome is LoggedOutcome.FAILURE else f"success: {what}"
        case Worlds():
            return "the migration is set up in the VMkernel"
    envelope = event.record.envelope if event.record is not None else None
    if envelope is not None and envelope.level in ("warning", "error") and event.migration is not None:
        return " ".join((event.record.text if event.record else "").split())[:_MOST_WORDS]
    return None
