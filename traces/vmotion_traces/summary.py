"""What an administrator asks first of a migration: which VM, between which hosts, when, how long it took, what was said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from vmotion_model.vmx_states import Side

from .clocks import skew_of
from .envelopes import Grammar
from .events import LogEvent, LoggedClaim, LoggedOutcome, StateChange, TaskStage, TaskStep
from .grammars.vpxd import fault_of
from .grouping import is_of_time
from .result import LoggedMessage, Phase, StateSeen, Summary
from .stamps import Scale

_MAX_WORDS = 1000
_ONLY_A_NAME = re.compile(r"\bfault\.\w+$")


def summary_of(events: Sequence[LogEvent], states: Sequence[StateSeen]) -> Summary:
    """The summary of the records of one migration; `states` are those that the replay made of its state changes."""
    telling = [event for event in events if is_of_time(event)]
    start, end, seconds = _times(telling)
    tasks = [e.task for e in events if e.task and (not isinstance(e, TaskStep) or e.is_migration)]
    return Summary(
        vm=_vm(events),
        source=_hosts(events, Side.SOURCE),
        destination=_hosts(events, Side.DESTINATION),
        logs_of=_parties(events),
        release=_release(events),
        start=start,
        end=end,
        seconds=seconds,
        phases=(*_of_tasks(telling), *_of_states(telling, states)),
        message=_message(events),
        tasks=tuple(dict.fromkeys(tasks)),
        opids=tuple(dict.fromkeys(e.opid for e in telling if e.opid)),
        records=len(events),
        skew=skew_of(events),
    )


def _vm(events: Iterable[LogEvent]) -> str | None:
    """The name that the records give; vCenter's name for the VM where they give none."""
    known = list(events)
    name = next((e.about.vm for e in known if e.about.vm), None)
    return name or next((e.about.object for e in known if e.about.object), None)


def _hosts(events: Iterable[LogEvent], side: Side) -> tuple[str, ...]:
    """The host of a side as records name it: names before addresses, each once."""
    found: list[str] = []
    for event in events:
        named = event.about.source if side is Side.SOURCE else event.about.destination
        wrote = event.record.envelope.host if event.record and event.side is side else None
        if wrote is not None and event.grammar is Grammar.VCENTER:
            wrote = None
        found += [name for name in (named, wrote) if name and name != "localhost"]
    return tuple(sorted(dict.fromkeys(found), key=_is_address))


def _is_address(name: str) -> bool:
    return not any(character.isalpha() for character in name) or ":" in name


def _parties(events: Iterable[LogEvent]) -> tuple[str, ...]:
    seen = {str(e.side) for e in events if e.side is not None}
    if any(e.grammar in (Grammar.VCENTER, Grammar.TASK) for e in events):
        seen.add("vCenter")
    return tuple(party for party in ("source", "destination", "vCenter") if party in seen)


def _release(events: Iterable[LogEvent]) -> str | None:
    """The release as a log prints it, else what the form of its lines tells."""
    known = list(events)
    printed = next((e.about.release for e in known if e.about.release), None)
    if printed is not None:
        return printed
    forms = dict.fromkeys(e.record.envelope.release for e in known if e.record and e.record.envelope.release)
    return f"{', '.join(filter(None, forms))} (by the form of the lines)" if forms else None


def _times(events: Iterable[LogEvent]) -> tuple[str | None, str | None, float | None]:
    """The first and the last time as printed, on the scale that most can be compared on."""
    for scale in Scale:
        timed = [(e.stamp.seconds, e.time) for e in events if e.stamp is not None and e.stamp.scale is scale]
        if timed:
            first, last = min(timed, key=_seconds), max(timed, key=_seconds)
            return first[1], last[1], round(last[0] - first[0], 3)
    return None, None, None


def _seconds(timed: tuple[float, str | None]) -> float:
    return timed[0]


def _apart(one: LogEvent, other: LogEvent | None) -> float | None:
    if one.stamp is None or other is None or other.stamp is None or one.stamp.scale is not other.stamp.scale:
        return None
    apart = round(other.stamp.seconds - one.stamp.seconds, 3)
    return apart if apart >= 0 else None


def _of_states(events: Iterable[LogEvent], states: Sequence[StateSeen]) -> list[Phase]:
    """How long each state of a VMX lasted: from the line that enters it to the next one of the same VMX."""
    changes = {e.line: e for e in events if isinstance(e, StateChange)}
    found: list[Phase] = []
    for place, state in enumerate(states):
        if state.state.endswith("_NONE"):
            continue
        following = next((s for s in states[place + 1 :] if s.side is state.side), None)
        entered = changes.get(state.line)
        left = changes.get(following.line) if following else None
        seconds = _apart(entered, left) if entered else None
        end = following.time if following else None
        found.append(Phase(state.state, str(state.side or "unknown"), state.time, end, seconds))
    return found


def _of_tasks(events: Iterable[LogEvent]) -> list[Phase]:
    steps = [event for event in events if isinstance(event, TaskStep)]
    found: list[Phase] = []
    for begin in (step for step in steps if step.stage is TaskStage.BEGIN):
        end = next((s for s in steps if s.task == begin.task and s.stage is not TaskStage.BEGIN), None)
        found.append(Phase(begin.task or "task", "vCenter", begin.time, end.time if end else None, _apart(begin, end)))
    return found


def _message(events: Iterable[LogEvent]) -> LoggedMessage | None:
    """The first words of failure by time; those without a time last."""
    found: list[tuple[float, int, LoggedMessage]] = []
    for place, event in enumerate(events):
        says = None
        if isinstance(event, LoggedClaim) and event.outcome is LoggedOutcome.FAILURE:
            says = event.says
            if says is not None and event.record is not None and len(event.record.lines) > 1:
                says = fault_of(event.record.text) or says
        elif isinstance(event, TaskStep) and event.stage is TaskStage.ERROR and event.record is not None:
            says = fault_of(event.record.text) or event.record.text
        if says:
            when = event.stamp.seconds if event.stamp is not None else float("inf")
            found.append((when, place, LoggedMessage(" ".join(says.split())[:_MAX_WORDS], event.line)))
    if not found:
        return _warning(events)
    message = min(found)[2]
    if _ONLY_A_NAME.search(message.text):
        reasons = (fault_of(e.record.text) for e in events if e.record is not None and e.line != message.line)
        reason = next((reason for reason in reasons if reason and "fault." not in reason), None)
        return LoggedMessage(f"{message.text}: {reason}", message.line) if reason else message
    return message


def _warning(events: Iterable[LogEvent]) -> LoggedMessage | None:
    """The first warning among the records that name the migration, where none gives it up."""
    for event in events:
        envelope = event.record.envelope if event.record is not None else None
        if envelope is not None and event.migration is not None and envelope.level in ("warning", "error"):
            return LoggedMessage(event.record.text[:_MAX_WORDS] if event.record else "", event.line)
    return None
