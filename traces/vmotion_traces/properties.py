"""Properties of the model on one migration's records: each holds, is violated, or cannot be seen in these logs.

Statements and limits are those of the model. A record is written after what it tells, so a limit counts as overrun only where it
is by more than ``SLACK_S``. What no record shows is never taken for granted: it is not observable, and the log is named that
would show it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from vmotion_model.vmx_states import Side

from .envelopes import Grammar
from .events import ConfigWrite, LogEvent, LoggedClaim, LoggedOutcome, StateChange, TaskStage, TaskStep
from .grouping import tells
from .lines import LogLine
from .result import WorldsSeen

SLACK_S = 1.0
"""Seconds by which a record may come after what it tells."""
_AT_WORK = ("READY", "PRECOPY", "CHECKPT", "WAIT_HANDSHAKE")
_HOSTS = (Grammar.VMX, Grammar.VMKERNEL, Grammar.HOSTD, Grammar.VPXA)


class Observed(StrEnum):
    """What the records of a migration say of a property."""

    HOLDS = "holds"
    VIOLATED = "violated"
    NOT_OBSERVABLE = "not observable"


@dataclass(frozen=True, slots=True)
class PropertySeen:
    """A property of the model on this migration: what was seen of it, in which records, and what log would show more."""

    id: str
    statement: str
    observed: Observed
    why: str
    lines: tuple[LogLine, ...]
    needs: str


@dataclass(frozen=True, slots=True)
class _Seen:
    observed: Observed
    why: str
    lines: tuple[LogLine, ...] = ()
    needs: str = ""


def properties_of(events: Sequence[LogEvent], worlds: WorldsSeen, limit_told: float | None) -> tuple[PropertySeen, ...]:
    """The properties on the records of one migration, in the order of their ids.

    ``limit_told`` is the switchover limit in seconds as a record of this migration tells it.
    """
    from vmotion_model.protocol.vocabulary import CONSTANTS
    from vmotion_specs.safety import SAFETY

    constant = {c.name: float(c.value) for c in CONSTANTS}
    said = {p.id: p.title for p in SAFETY}
    source = [e for e in events if e.side is Side.SOURCE and e.grammar in _HOSTS]
    found = {
        "S1": _owners(events),
        "S6a": _config(source),
        "S10a": _inventory(events),
        "S11": _worlds(worlds),
        "S16a": _stun(source, constant["switchover_limit"], limit_told),
        "S16b": _progress(source, constant["protection_timer"]),
    }
    return tuple(PropertySeen(i, said[i], s.observed, s.why, s.lines, s.needs) for i, s in found.items())


def switchover_limit(events: Iterable[LogEvent]) -> float | None:
    """The limit that a record of the migration tells; None where none does."""
    from vmotion_model.protocol.conditions.texts import cause_texts
    from vmotion_model.protocol.conditions.virtual_machine import vm

    telling = [t.wording for t in cause_texts() if t.sets == vm.switchover_limit.name]
    for event in events:
        if isinstance(event, LoggedClaim) and event.says:
            for wording in telling:
                if (hit := wording.find(event.says)) is not None and hit.numbers:
                    return float(hit.numbers[0])
    return None


def _claims(events: Iterable[LogEvent], side: Side, outcome: LoggedOutcome) -> Iterator[LogEvent]:
    for event in events:
        if (
            isinstance(event, LoggedClaim)
            and event.grammar in _HOSTS
            and event.side is side
            and event.outcome is outcome
        ):
            yield event


def _owners(events: Sequence[LogEvent]) -> _Seen:
    """Who says that it runs the VM after the migration. A claim of failure at the source means that it runs on there."""
    stays = next(_claims(events, Side.SOURCE, LoggedOutcome.FAILURE), None)
    left = next(_claims(events, Side.SOURCE, LoggedOutcome.SUCCESS), None)
    arrived = next(_claims(events, Side.DESTINATION, LoggedOutcome.SUCCESS), None)
    gone = next(_claims(events, Side.DESTINATION, LoggedOutcome.FAILURE), None)
    if stays and arrived:
        return _Seen(Observed.VIOLATED, "both hosts say that the VM runs there", (stays.line, arrived.line))
    if left and arrived:
        return _Seen(
            Observed.HOLDS, "the source gave the VM up, and it runs at the destination", (left.line, arrived.line)
        )
    if stays and gone:
        return _Seen(Observed.HOLDS, "it runs on at the source, and the destination gave up", (stays.line, gone.line))
    missing = "destination" if stays or left else "source" if arrived or gone else "source and the destination"
    return _Seen(
        Observed.NOT_OBSERVABLE,
        f"no record of the {missing} tells who runs the VM",
        needs=f"hostd.log of the {missing}",
    )


def _config(source: Sequence[LogEvent]) -> _Seen:
    """The config is locked at work, and unlocked only once the source is FINISHED."""
    state: str | None = None
    locked: LogEvent | None = None
    for place, event in enumerate(source):
        if isinstance(event, StateChange) and event.entered is not None:
            state = event.entered.member
        elif isinstance(event, ConfigWrite) and event.read_only:
            locked = event
        elif isinstance(event, ConfigWrite):
            if state in _AT_WORK:
                following = next((e for e in source[place:] if isinstance(e, StateChange)), None)
                if following is None or following.left is None or following.left.member != state:
                    why = f"it is made writable after {state}, and no record shows that the source was still there"
                    return _Seen(Observed.NOT_OBSERVABLE, why, needs="the whole vmware.log of the source")
                return _Seen(Observed.VIOLATED, f"it is made writable while the source is in {state}", (event.line,))
            if locked is not None:
                lasted = _between(locked, event)
                time = "" if lasted is None else f" for {lasted:,.1f} s"
                return _Seen(Observed.HOLDS, f"it was read-only{time}", (locked.line, event.line))
    if locked is not None and state == "FINISHED":
        return _Seen(
            Observed.HOLDS, "it was made read-only, and nothing makes it writable before the end", (locked.line,)
        )
    what = "its end" if locked is not None else "its beginning"
    return _Seen(Observed.NOT_OBSERVABLE, f"no record shows {what}", needs="vmware.log of the source (config.readOnly)")


def _inventory(events: Sequence[LogEvent]) -> _Seen:
    """What vCenter says of the end, beside what the hosts say."""
    hosts = [e for e in events if isinstance(e, LoggedClaim) and e.grammar in _HOSTS]
    tasks = {e.task for e in events if isinstance(e, TaskStep) and e.is_migration}
    told: list[tuple[LoggedOutcome, LogLine]] = [
        (e.outcome, e.line)
        for e in events
        if isinstance(e, LoggedClaim) and e.grammar in (Grammar.VCENTER, Grammar.TASK)
    ]
    for event in events:
        if isinstance(event, TaskStep) and event.task in tasks and event.stage is not TaskStage.BEGIN:
            failed = event.stage is TaskStage.ERROR
            told.append((LoggedOutcome.FAILURE if failed else LoggedOutcome.SUCCESS, event.line))
    if not hosts or not told:
        missing = "vpxd.log or the events of vCenter" if hosts or not told else "hostd.log of both hosts"
        return _Seen(
            Observed.NOT_OBSERVABLE, "the word of the hosts and that of vCenter are not both there", needs=missing
        )
    lines = (hosts[0].line, told[0][1])
    by_hosts, by_vcenter = {e.outcome for e in hosts}, {outcome for outcome, _ in told}
    if len(by_hosts) > 1 or len(by_vcenter) > 1:
        return _Seen(Observed.NOT_OBSERVABLE, "the records contradict each other", lines, "the events of vCenter")
    if by_hosts == by_vcenter:
        return _Seen(Observed.HOLDS, f"the hosts and vCenter tell of {hosts[0].outcome}", lines)
    if by_vcenter == {LoggedOutcome.SUCCESS}:
        return _Seen(Observed.VIOLATED, "vCenter shows the VM at the destination, and a host tells of failure", lines)
    why = "the hosts finished and vCenter's task failed: where the inventory shows the VM no record tells"
    return _Seen(
        Observed.NOT_OBSERVABLE, why, lines, "the inventory of vCenter, and esxcli vm process list on both hosts"
    )


def _worlds(worlds: WorldsSeen) -> _Seen:
    sent_to, own = worlds.sent_to, worlds.destination
    if sent_to is None or own is None:
        missing = "source" if sent_to is None else "destination"
        return _Seen(
            Observed.NOT_OBSERVABLE, f"the {missing} does not tell the world id", needs=f"vmkernel.log of the {missing}"
        )
    if sent_to == own:
        return _Seen(Observed.HOLDS, f"the source sends to world {own}")
    return _Seen(Observed.VIOLATED, f"the source sends to world {sent_to}, and the destination's is {own}")


def _stun(source: Sequence[LogEvent], default: float, told: float | None) -> _Seen:
    """From the checkpoint to the source's decision."""
    stun, end = _entry(source, "CHECKPT"), _entry(source, "FINISHED")
    lasted = _between(stun, end) if stun and end else None
    if stun is None or end is None or lasted is None:
        return _Seen(
            Observed.NOT_OBSERVABLE, "no record shows how long the stun took", needs="vmware.log of the source"
        )
    limit = default if told is None else told
    text = f"it took {lasted:,.1f} s, the limit is {limit:,.0f} s{' unless it was set' if told is None else ''}"
    if lasted <= limit + SLACK_S:
        return _Seen(Observed.HOLDS, text, (stun.line, end.line))
    if told is None:
        needs = "vmotion.maxSwitchoverSeconds in the VM's .vmx"
        return _Seen(Observed.NOT_OBSERVABLE, text, (stun.line, end.line), needs)
    return _Seen(Observed.VIOLATED, text, (stun.line, end.line))


def _progress(source: Sequence[LogEvent], limit: float) -> _Seen:
    """The longest time without any record, from the config lock to the stun. Nothing is progress while the source is READY."""
    start, stun = _entry(source, "READY"), _entry(source, "CHECKPT")
    end = stun or _entry(source, "FINISHED")
    if start is None or end is None or _between(start, end) is None:
        return _Seen(
            Observed.NOT_OBSERVABLE,
            "no record shows the time from preparation to the stun",
            needs="vmware.log of the source",
        )
    precopy = _entry(source, "PRECOPY")
    waited = _between(start, precopy or end)
    if waited is not None and waited > limit + SLACK_S:
        why = f"the source was READY for {waited:,.1f} s, the timer has {limit:,.0f} s"
        return _Seen(Observed.VIOLATED, why, (start.line, (precopy or end).line))
    first, last = (0.0 if e.stamp is None else e.stamp.seconds for e in (start, end))
    timed = [e for e in source if e.stamp is not None and tells(e) and e.stamp.scale is _scale(start)]
    inside = sorted(
        ((e.stamp.seconds, n, e) for n, e in enumerate(timed) if e.stamp and first <= e.stamp.seconds <= last),
        key=lambda entry: entry[:2],
    )
    longest, before, after = max(((b[0] - a[0], a[2], b[2]) for a, b in pairwise(inside)), key=lambda gap: gap[0])
    lines = (before.line, after.line)
    if longest <= limit:
        return _Seen(Observed.HOLDS, f"the longest time without a record was {longest:,.1f} s of {limit:,.0f} s", lines)
    why = f"for {longest:,.1f} s no record tells whether pages arrived"
    return _Seen(Observed.NOT_OBSERVABLE, why, lines, "vmkernel.log of the source")


def _scale(event: LogEvent) -> object:
    return None if event.stamp is None else event.stamp.scale


def _entry(events: Iterable[LogEvent], state: str) -> StateChange | None:
    for event in events:
        if isinstance(event, StateChange) and event.entered is not None and event.entered.member == state:
            return event
    return None


def _between(one: LogEvent, other: LogEvent) -> float | None:
    if one.stamp is None or other.stamp is None or one.stamp.scale is not other.stamp.scale:
        return None
    apart = other.stamp.seconds - one.stamp.seconds
    return apart if apart >= 0 else None
