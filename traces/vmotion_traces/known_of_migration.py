"""What the records of each migration say of whom they speak, and an index that finds migrations by it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .envelopes import Grammar
from .events import LogEvent, Worlds
from .grouping import Attempt, is_of_time, tells
from .stamps import Scale, Stamp

SLACK_S = 120.0
"""Seconds by which clocks of hosts and of vCenter are allowed to differ where two names already agree."""
SHORT_OPID = 6
"""Characters of an opID that is too short to be one operation's own."""
_MINUTES = 240
"""Minutes of a migration up to which it is put under each of them."""

_Clock = tuple[int | None, Scale]
"""What a time can be compared with: all times of the world's scale, or those of one log."""
_Spans = dict[_Clock, tuple[float, float]]


@dataclass(slots=True)
class Known:
    """What the records of a migration say of whom they speak."""

    attempt: Attempt
    tasks: set[str] = field(default_factory=set)
    opids: set[str] = field(default_factory=set)
    vms: set[str] = field(default_factory=set)
    objects: set[str] = field(default_factory=set)
    worlds: set[tuple[int, int]] = field(default_factory=set)
    moments: dict[tuple[int, str], list[LogEvent]] = field(default_factory=dict)
    spans: _Spans = field(default_factory=dict)
    in_log: _Spans = field(default_factory=dict)
    logs: set[int] = field(default_factory=set)
    is_merged: bool = False

    def __post_init__(self) -> None:
        if self.attempt.task is not None:
            self.tasks.add(self.attempt.task)

    def add(self, event: LogEvent, log: int) -> None:
        """Learn from a record."""
        self.logs.add(log)
        if event.about.vm:
            self.vms.add(event.about.vm)
        if event.about.object:
            self.objects.add(event.about.object)
        envelope = event.record.envelope if event.record else None
        if envelope is not None and envelope.opid and len(envelope.opid) >= SHORT_OPID:
            self.opids.add(envelope.opid)
        if envelope is not None and envelope.world is not None:
            self.worlds.add((log, envelope.world))
        if isinstance(event, Worlds) and event.leader is not None:
            self.worlds.add((log, event.leader))
        if envelope is not None and envelope.thread and event.grammar is not Grammar.VMX:
            self.moments.setdefault((log, envelope.thread), []).append(event)
        if event.stamp is not None and is_of_time(event):
            span = (event.stamp.seconds, event.stamp.seconds)
            widen(self.spans, _clock(event.stamp, log), span)
            widen(self.in_log, (log, event.stamp.scale), span)

    def when(self, stamp: Stamp | None, log: int, slack: float) -> bool | None:
        """Whether a time lies in that of the migration; None where they cannot be compared."""
        span = self.spans.get(_clock(stamp, log)) if stamp is not None else None
        return None if span is None or stamp is None else span[0] - slack <= stamp.seconds <= span[1] + slack

    def when_in_log(self, stamp: Stamp | None, log: int, slack: float) -> bool:
        """The same by the records of one log alone."""
        span = self.in_log.get((log, stamp.scale)) if stamp is not None else None
        return span is not None and stamp is not None and span[0] - slack <= stamp.seconds <= span[1] + slack

    def overlaps(self, other: Known, slack: float) -> bool | None:
        """Whether two migrations share a time; None where their times cannot be compared."""
        shared = [key for key in self.spans if key in other.spans]
        if not shared:
            return None
        return any(
            self.spans[key][0] - slack <= other.spans[key][1] and other.spans[key][0] - slack <= self.spans[key][1]
            for key in shared
        )

    def is_named(self, event: LogEvent) -> bool:
        """Whether a record names this VM."""
        return event.about.vm in self.vms or event.about.object in self.objects

    def may_be(self, event: LogEvent) -> bool:
        """Whether a record names no other VM."""
        return event.about.vm is None or not self.vms or event.about.vm in self.vms


class Index:
    """Finds the migrations that a record could belong to, so that not each is compared with each."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._by: dict[tuple[object, ...], dict[int, Known]] = {}
        for each in known:
            self.put(each)

    def put(self, known: Known) -> None:
        """Add a migration."""
        keys: list[tuple[object, ...]] = list(_names_of(known))
        for log, scale in known.in_log:
            keys += _times_of(known, log, scale)
        keys += [("world", *world) for world in known.worlds]
        keys += [("thread", *moment) for moment in known.moments]
        for opid in known.opids:
            keys += _of_known_operation(opid)
        self._put(known, keys)

    def learn(self, known: Known, event: LogEvent, log: int) -> None:
        """Add what a record tells of a migration that it was given to."""
        envelope = event.record.envelope if event.record else None
        keys: list[tuple[object, ...]] = list(_names_of(known))
        if event.stamp is not None:
            keys += _times_of(known, log, event.stamp.scale)
        if envelope is not None:
            keys += [("world", log, envelope.world), ("thread", log, envelope.thread)]
        if isinstance(event, Worlds):
            keys.append(("world", log, event.leader))
        keys += _of_known_operation(event.opid) if event.opid else []
        self._put(known, [key for key in keys if key[-1] is not None])

    def _put(self, known: Known, keys: Iterable[tuple[object, ...]]) -> None:
        for key in keys:
            self._by.setdefault(key, {})[id(known)] = known

    def alike(self, known: Known) -> list[Known]:
        """The other migrations of the same operation or VM."""
        keys: list[tuple[object, ...]] = list(_names_of(known, around=True))
        for opid in known.opids:
            keys += _of_operation(opid)
        return [each for each in self._at(keys) if each is not known]

    def for_record(self, event: LogEvent, log: int) -> list[Known]:
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

    def _at(self, keys: Iterable[tuple[object, ...]]) -> list[Known]:
        found: dict[int, Known] = {}
        for key in keys:
            found.update(self._by.get(key, {}))
        return [each for each in found.values() if not each.is_merged]


def _names_of(known: Known, around: bool = False) -> Iterator[tuple[object, ...]]:
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


def _times_of(known: Known, log: int | None, scale: Scale) -> list[tuple[object, ...]]:
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
        if character in "-:" and place >= SHORT_OPID:
            yield opid[:place]


def _of_known_operation(opid: str) -> list[tuple[object, ...]]:
    return [("opid", opid), *(("under", above) for above in _prefixes(opid))]


def _of_operation(opid: str) -> list[tuple[object, ...]]:
    return [("under", opid), *(("opid", above) for above in _prefixes(opid))]


def _clock(stamp: Stamp, log: int) -> _Clock:
    return (None if stamp.scale is Scale.WORLD else log), stamp.scale


def widen(spans: _Spans, key: _Clock, span: tuple[float, float]) -> None:
    """Make a span hold another one."""
    low, high = spans.get(key, span)
    spans[key] = (min(low, span[0]), max(high, span[1]))


def related(ones: Iterable[str], others: Iterable[str]) -> bool:
    """Whether an opID of the ones is, extends or is extended by one of the others."""
    return any(extends(one, other) or extends(other, one) for one in ones for other in others)


def extends(opid: str, other: str) -> bool:
    """Whether an opID is another one, or that one with what a host put behind it."""
    return opid == other or (opid.startswith(other) and opid[len(other)] in "-:")
