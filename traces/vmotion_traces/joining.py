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
from vmotion_traces.grouping import SILENCE_S, Attempt, Grouped, is_of_time, tells
from vmotion_traces.stamps import Scale, Stamp

SLACK_S = 120.0
"""Seconds by which clocks of hosts and of vCenter are allowed to differ where two names already agree."""
SAME_S = 2.0
"""Seconds within which records of one log are of one moment."""
_SHORT_OPID = 6
_MOMENT_S = 0.05
"""Seconds within which one thread of an agent writes of one thing; it then turns to another task, maybe of another VM."""
_MINUTES = 240

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
    is_merged: bool = False

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
        if event.stamp is not None and is_of_time(event):
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


class _Index:
    """Finds the migrations that a record could belong to, so that not each is compared with each."""

    def __init__(self, known: Iterable[_Known]) -> None:
        self._by: dict[tuple[object, ...], dict[int, _Known]] = {}
        for each in known:
            self.put(each)

    def put(self, known: _Known) -> None:
        """Add a migration."""
        keys: list[tuple[object, ...]] = list(_names_of(known))
        for log, scale in known.in_log:
            keys += _times_of(known, log, scale)
        keys += [("world", *world) for world in known.worlds]
        keys += [("thread", *moment) for moment in known.moments]
        for opid in known.opids:
            keys += _of_known_operation(opid)
        self._put(known, keys)

    def learn(self, known: _Known, event: Event, log: int) -> None:
        """Add what a record tells of a migration that it was given to."""
        envelope = event.record.envelope if event.record else None
        keys: list[tuple[object, ...]] = list(_names_of(known))
        if event.stamp is not None:
            keys += _times_of(known, log, event.stamp.scale)
        if envelope is not None:
            keys += [("world", log, envelope.world), ("thread", log, envelope.thread)]
        keys += _of_known_operation(event.opid) if event.opid else []
        self._put(known, [key for key in keys if key[-1] is not None])

    def _put(self, known: _Known, keys: Iterable[tuple[object, ...]]) -> None:
        for key in keys:
            self._by.setdefault(key, {})[id(known)] = known

    def alike(self, known: _Known) -> list[_Known]:
        """The other migrations of the same operation or VM."""
        keys: list[tuple[object, ...]] = list(_names_of(known, around=True))
        for opid in known.opids:
            keys += _of_operation(opid)
        return [each for each in self._at(keys) if each is not known]

    def for_record(self, event: Event, log: int) -> list[_Known]:
        """The migrations that something ties to a record."""
        envelope = event.record.envelope if event.record else None
        keys: list[tuple[object, ...]] = []
        for name in (event.about.vm, event.about.object):
            if name is not None and event.stamp is not None:
                clock = _clock(event.stamp, log)
                keys += _minutes(name, clock, (event.stamp.seconds, event.stamp.seconds), around=True)
            elif name is not None:
                keys.append((name, log))
        if event.opid:
            keys += _of_operation(event.opid)
        if envelope is not None:
            keys += [("world", log, envelope.world), ("thread", log, envelope.thread)]
        if tells(event) and event.stamp is not None:
            minute = int(event.stamp.seconds // 60)
            keys += [("minute", log, event.stamp.scale, minute + near) for near in (-1, 0, 1)]
            keys.append(("log", log))
        return self._at(keys)

    def _at(self, keys: Iterable[tuple[object, ...]]) -> list[_Known]:
        found: dict[int, _Known] = {}
        for key in keys:
            found.update(self._by.get(key, {}))
        return [each for each in found.values() if not each.is_merged]


def _names_of(known: _Known, around: bool = False) -> Iterator[tuple[object, ...]]:
    """The names of the VM, each with the minutes of the migration (`around`: and those near) and with its logs."""
    for name in (*known.vms, *known.objects):
        for clock, span in known.spans.items():
            yield from _minutes(name, clock, span, around)
        yield from ((name, log) for log in known.logs)


def _minutes(name: str, clock: _Clock, span: tuple[float, float], around: bool) -> Iterator[tuple[object, ...]]:
    """Where a migration of this time is put, or (`around`) where those near it are found; long ones are few."""
    slack = SLACK_S + 60 if around else 0.0
    first, last = int((span[0] - slack) // 60), int((span[1] + slack) // 60)
    is_long = last - first > _MINUTES
    if not is_long:
        yield from ((name, clock, minute) for minute in range(first, last + 1))
    if is_long or not around:
        yield (name, clock, "all")
    if is_long is not around:
        yield (name, clock, "long")


def _times_of(known: _Known, log: int | None, scale: Scale) -> list[tuple[object, ...]]:
    """The minutes of a migration in a log; only the log where they are many."""
    low, high = known.in_log.get((log, scale), (0.0, 0.0))
    first, last = int(low // 60), int(high // 60)
    if last - first > _MINUTES:
        return [("log", log)]
    return [("minute", log, scale, minute) for minute in range(first, last + 1)]


def _prefixes(opid: str) -> Iterator[str]:
    """The opID and those that it extends."""
    yield opid
    for place, character in enumerate(opid):
        if character in "-:" and place >= _SHORT_OPID:
            yield opid[:place]


def _of_known_operation(opid: str) -> list[tuple[object, ...]]:
    return [("opid", opid), *(("under", above) for above in _prefixes(opid))]


def _of_operation(opid: str) -> list[tuple[object, ...]]:
    return [("under", opid), *(("opid", above) for above in _prefixes(opid))]


def join(grouped: Grouped, logs: Sequence[Iterable[Event]]) -> tuple[Attempt, ...]:
    """The migrations with all that belongs to them, in the order in which they begin."""
    places = {event.line.file: number for number, events in enumerate(logs) for event in events}
    known = [_of(attempt, places) for attempt in grouped.attempts]
    _name_logs(known, grouped.loose)
    index = _Index(known)
    left = [(log, event) for log, event in grouped.loose if not _is_about_log(event)]
    before = (-1, -1)
    # A record may tell a name by which two are then known to be one, and the other way round.
    while before != (len(known), len(left)):
        before = (len(known), len(left))
        known = _merged(known, index)
        left = _given(index, left)
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


def _merged(known: list[_Known], index: _Index) -> list[_Known]:
    """Join migrations without an id to those that they are, as long as that changes something."""
    changed = True
    while changed:
        changed = False
        for one in sorted(known, key=lambda each: each.attempt.task is None):
            if one.attempt.id is not None or one.is_merged:
                continue
            other = _same(one, index.alike(one))
            if other is not None:
                _absorb(other, one)
                index.put(other)
                one.is_merged = changed = True
    return [each for each in known if not each.is_merged]


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


def _given(index: _Index, left: list[tuple[int, Event]]) -> list[tuple[int, Event]]:
    """Give the records that name no migration to those that they belong to; returns the others.

    A record may tell a name by which others are then known, so that this is done until nothing is added.
    """
    while True:
        rest: list[tuple[int, Event]] = []
        for log, event in left:
            ties = [(each, _tie(each, event, log)) for each in index.for_record(event, log)]
            strongest = max((tie for _, tie in ties), default=_Tie.NONE)
            fitting = [each for each, tie in ties if tie and tie is strongest]
            if len(fitting) == 1:
                fitting[0].attempt.events.append(event)
                fitting[0].add(event, log)
                index.learn(fitting[0], event, log)
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
    WRITER = 3
    VM = 4
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
    if known.is_named(event) and (known.when(event.stamp, log, SLACK_S) or (log in known.logs and event.stamp is None)):
        return _Tie.VM if log in known.logs else _Tie.VM_ELSEWHERE
    if event.opid and known.opids and not tells(event):
        return _Tie.NONE  # another operation
    if envelope is not None and envelope.thread and _same_moment(known, event, log, envelope.thread):
        return _Tie.WRITER
    return _Tie.TIME if tells(event) and known.when_in_log(event.stamp, log, SAME_S) else _Tie.NONE


def _same_moment(known: _Known, event: Event, log: int, thread: str) -> bool:
    """Whether the same thread wrote of this migration at the same time, or in the record before where no time is printed."""
    for other in known.moments.get((log, thread), ()):
        if other.stamp is not None and event.stamp is not None:
            if other.stamp.scale is event.stamp.scale and abs(other.stamp.seconds - event.stamp.seconds) <= _MOMENT_S:
                return True
        elif other.stamp is None and event.stamp is None and other.record is not None:
            last = other.record.lines[-1]
            if last.file == event.line.file and 0 < event.line.number - last.number <= 2:
                return True
    return False


def _of_their_own(left: Iterable[tuple[int, Event]], places: dict[str, int]) -> Iterator[_Known]:
    """Records of migrations that nothing names, as migrations of their own: one per log and VM, or operation."""
    latest: dict[tuple[int, str | None], _Known] = {}
    for log, event in left:
        if not tells(event):
            continue
        key = (log, event.about.vm or event.opid)
        known = latest.get(key)
        if known is not None and known.when(event.stamp, log, SILENCE_S) is not False:
            known.attempt.events.append(event)
            known.add(event, log)
        else:
            latest[key] = _of(Attempt(None, events=[event]), places)
            yield latest[key]
