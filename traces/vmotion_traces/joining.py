"""What belongs to a migration without naming it.

Migrations that vCenter knows by a task or a chain of events are joined to those that the hosts know by an id, and records
without either to both, only where the record itself says so:

- it was written in the name of the same operation (opID; a host extends the opID that vCenter gave it);
- it names the same VM, and its time lies in that of the migration;
- the same world of the vmkernel, or the same thread of an agent in the same moment, wrote it;
- it is one of a migration by itself (a state of the VM), it was written in the time of the migration in the same log, and only
  one was under way there.

The stronger tie decides, in about this order; where several migrations fit alike, none is meant. So a message of another VM,
or of another hour, is never evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from vmotion_traces.envelopes import Grammar
from vmotion_traces.events import Event, Mention
from vmotion_traces.grouping import Attempt, Grouped, tells
from vmotion_traces.stamps import Scale, Stamp

SLACK_S = 120.0
"""Seconds by which clocks of hosts and of vCenter are allowed to differ where two names already agree."""
SAME_S = 2.0
"""Seconds within which records of one log are of one moment."""
_SHORT_OPID = 6

_Clock = tuple[int | None, Scale]
"""What a time can be compared with: all times of the world's scale, or those of one log."""
_Spans = dict[_Clock, tuple[float, float]]


@dataclass(slots=True)
class _Known:
    """What the records of a migration say of whom they speak."""

    attempt: Attempt
    opids: set[str] = field(default_factory=set)
    vms: set[str] = field(default_factory=set)
    objects: set[str] = field(default_factory=set)
    worlds: set[tuple[int, int]] = field(default_factory=set)
    moments: dict[tuple[int, str], list[Event]] = field(default_factory=dict)
    spans: _Spans = field(default_factory=dict)
    in_log: _Spans = field(default_factory=dict)
    logs: set[int] = field(default_factory=set)

    def add(self, event: Event, log: int) -> None:
        """Learn from a record."""
        self.logs.add(log)
        if event.about.vm:
            self.vms.add(event.about.vm)
        if event.about.object:
            self.objects.add(event.about.object)
        envelope = event.record.envelope if event.record else None
        if envelope is not None and envelope.opid and len(envelope.opid) >= _SHORT_OPID:
            self.opids.add(envelope.opid)
        if envelope is not None and envelope.world is not None:
            self.worlds.add((log, envelope.world))
        if envelope is not None and envelope.thread and event.grammar is not Grammar.VMX:
            self.moments.setdefault((log, envelope.thread), []).append(event)
        if event.stamp is not None and tells(event):
            span = (event.stamp.seconds, event.stamp.seconds)
            _widen(self.spans, _clock(event.stamp, log), span)
            _widen(self.in_log, (log, event.stamp.scale), span)

    def when(self, stamp: Stamp | None, log: int, slack: float) -> bool | None:
        """Whether a time lies in that of the migration; None where they cannot be compared."""
        span = self.spans.get(_clock(stamp, log)) if stamp is not None else None
        return None if span is None or stamp is None else span[0] - slack <= stamp.seconds <= span[1] + slack

    def when_in_log(self, stamp: Stamp | None, log: int, slack: float) -> bool:
        """The same by the records of one log alone."""
        span = self.in_log.get((log, stamp.scale)) if stamp is not None else None
        return span is not None and stamp is not None and span[0] - slack <= stamp.seconds <= span[1] + slack

    def overlaps(self, other: _Known, slack: float) -> bool | None:
        """Whether two migrations share a time; None where their times cannot be compared."""
        shared = [key for key in self.spans if key in other.spans]
        if not shared:
            return None
        return any(
            self.spans[key][0] - slack <= other.spans[key][1] and other.spans[key][0] - slack <= self.spans[key][1]
            for key in shared
        )

    def is_named(self, event: Event) -> bool:
        """Whether a record names this VM."""
        return event.about.vm in self.vms or event.about.object in self.objects

    def may_be(self, event: Event) -> bool:
        """Whether a record names no other VM."""
        return event.about.vm is None or not self.vms or event.about.vm in self.vms


def join(grouped: Grouped, logs: Sequence[Iterable[Event]]) -> tuple[Attempt, ...]:
    """The migrations with all that belongs to them, in the order in which they begin."""
    places = {event.line.file: number for number, events in enumerate(logs) for event in events}
    known = [_of(attempt, places) for attempt in grouped.attempts]
    _name_logs(known, grouped.loose)
    left = [(log, event) for log, event in grouped.loose if not _is_about_log(event)]
    before = (-1, -1)
    # A record may tell a name by which two are then known to be one, and the other way round.
    while before != (len(known), len(left)):
        before = (len(known), len(left))
        known = _merged(known)
        left = _given(known, left)
    known.extend(_of_their_own(left, places))
    return tuple(each.attempt for each in known)


def _clock(stamp: Stamp, log: int) -> _Clock:
    return (None if stamp.scale is Scale.WORLD else log), stamp.scale


def _widen(spans: _Spans, key: _Clock, span: tuple[float, float]) -> None:
    low, high = spans.get(key, span)
    spans[key] = (min(low, span[0]), max(high, span[1]))


def _of(attempt: Attempt, places: dict[str, int]) -> _Known:
    known = _Known(attempt)
    for event in attempt.events:
        known.add(event, places[event.line.file])
    return known


def _is_about_log(event: Event) -> bool:
    return isinstance(event, Mention) and event.grammar is Grammar.VMX


def _name_logs(known: Iterable[_Known], loose: Iterable[tuple[int, Event]]) -> None:
    """A vmware.log tells once which VM and which release it is of; that holds for all its migrations."""
    about = [(log, event) for log, event in loose if _is_about_log(event)]
    for each in known:
        for log, event in about:
            if log in each.logs:
                each.attempt.events.insert(0, event)
                each.add(event, log)


def _merged(known: list[_Known]) -> list[_Known]:
    """Join migrations without an id to those that they are, as long as that changes something."""
    changed = True
    while changed:
        changed = False
        for one in sorted(known, key=lambda each: each.attempt.task is None):
            if one.attempt.id is not None:
                continue
            other = _same(one, [each for each in known if each is not one])
            if other is not None:
                _absorb(other, one)
                known = [each for each in known if each is not one]
                changed = True
                break
    return known


def _same(one: _Known, others: Sequence[_Known]) -> _Known | None:
    """The one other record of the same migration."""
    by_operation = [o for o in others if _related(one.opids, o.opids) and one.overlaps(o, SLACK_S) is not False]
    if len(by_operation) == 1:
        return by_operation[0]
    named = [o for o in others if one.vms & o.vms or one.objects & o.objects]
    named = [
        o for o in named if o.attempt.id is not None or o.attempt.task != one.attempt.task or one.attempt.task is None
    ]
    for slack in (0.0, SLACK_S):
        fitting = [o for o in named if one.overlaps(o, slack) and _may_be_one(one, o)]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            return None
    return None


def _may_be_one(one: _Known, other: _Known) -> bool:
    """Two tasks of vCenter, or two chains, are two migrations unless they are of one operation."""
    tasks = {one.attempt.task, other.attempt.task}
    if None in tasks or other.attempt.id is not None:
        return True
    kinds = {(task or "").split()[0].startswith("chain") for task in tasks}
    return len(kinds) == 2


def _absorb(known: _Known, other: _Known) -> None:
    known.attempt.events.extend(other.attempt.events)
    known.attempt.followed_by = known.attempt.followed_by or other.attempt.followed_by
    known.attempt.task = known.attempt.task or other.attempt.task
    for name in ("opids", "vms", "objects", "worlds", "logs"):
        getattr(known, name).update(getattr(other, name))
    for moment, events in other.moments.items():
        known.moments.setdefault(moment, []).extend(events)
    for mine, theirs in ((known.spans, other.spans), (known.in_log, other.in_log)):
        for key, span in theirs.items():
            _widen(mine, key, span)


def _related(ones: Iterable[str], others: Iterable[str]) -> bool:
    return any(extends(one, other) or extends(other, one) for one in ones for other in others)


def extends(opid: str, other: str) -> bool:
    """Whether an opID is another one, or that one with what a host put behind it."""
    return opid == other or (opid.startswith(other) and opid[len(other)] in "-:")


def _given(known: Sequence[_Known], loose: Sequence[tuple[int, Event]]) -> list[tuple[int, Event]]:
    """Give the records that name no migration to those that they belong to; returns the others.

    A record may tell a name by which others are then known, so that this is done until nothing is added.
    """
    left = list(loose)
    while True:
        rest: list[tuple[int, Event]] = []
        for log, event in left:
            ties = [_tie(each, event, log) for each in known]
            fitting = [each for each, tie in zip(known, ties, strict=True) if tie and tie == max(ties)]
            if len(fitting) == 1:
                fitting[0].attempt.events.append(event)
                fitting[0].add(event, log)
            else:
                rest.append((log, event))
        if len(rest) == len(left):
            return rest
        left = rest


class _Tie(IntEnum):
    """What ties a record to a migration; the strongest decides where several migrations could be meant."""

    NONE = 0
    VM_ELSEWHERE = 1
    TIME = 2
    VM = 3
    WRITER = 4
    OPERATION = 5


def _tie(known: _Known, event: Event, log: int) -> _Tie:
    if known.when(event.stamp, log, SLACK_S) is False or not known.may_be(event):
        return _Tie.NONE
    envelope = event.record.envelope if event.record else None
    if event.opid and len(event.opid) >= _SHORT_OPID and _related((event.opid,), known.opids):
        return _Tie.OPERATION
    if envelope is not None and envelope.world is not None and event.grammar is Grammar.VMKERNEL:
        same = (log, envelope.world) in known.worlds and known.when_in_log(event.stamp, log, SAME_S)
        return _Tie.WRITER if same else _Tie.NONE
    if envelope is not None and envelope.thread and _same_moment(known, event, log, envelope.thread):
        return _Tie.WRITER
    if known.is_named(event) and (known.when(event.stamp, log, SLACK_S) or (log in known.logs and event.stamp is None)):
        return _Tie.VM if log in known.logs else _Tie.VM_ELSEWHERE
    return _Tie.TIME if tells(event) and known.when_in_log(event.stamp, log, SAME_S) else _Tie.NONE


def _same_moment(known: _Known, event: Event, log: int, thread: str) -> bool:
    """Whether the same thread wrote of this migration at the same time, or in the record before where no time is printed."""
    for other in known.moments.get((log, thread), ()):
        if other.stamp is not None and event.stamp is not None:
            if other.stamp.scale is event.stamp.scale and abs(other.stamp.seconds - event.stamp.seconds) <= SAME_S:
                return True
        elif other.stamp is None and event.stamp is None and other.record is not None:
            last = other.record.lines[-1]
            if last.file == event.line.file and 0 < event.line.number - last.number <= 2:
                return True
    return False


def _of_their_own(left: Iterable[tuple[int, Event]], places: dict[str, int]) -> Iterator[_Known]:
    """Records of migrations that nothing names, as migrations of their own: one per VM and log, and per operation."""
    found: list[tuple[int, _Known]] = []
    for log, event in left:
        if not tells(event):
            continue
        mine = [known for place, known in found if place == log and _goes_on(known, event, log)]
        if mine:
            mine[0].attempt.events.append(event)
            mine[0].add(event, log)
        else:
            known = _of(Attempt(None, events=[event]), places)
            found.append((log, known))
            yield known


def _goes_on(known: _Known, event: Event, log: int) -> bool:
    if known.when(event.stamp, log, 1800.0) is False or not known.may_be(event):
        return False
    if event.about.vm is not None and known.vms:
        return event.about.vm in known.vms
    if event.opid and known.opids:
        return _related((event.opid,), known.opids)
    return True
