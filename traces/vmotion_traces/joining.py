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
from enum import IntEnum

from .envelopes import Grammar
from .events import LogEvent, Mention
from .grouping import SILENCE_S, Attempt, Grouped, tells
from .known_of_migration import SHORT_OPID, SLACK_S, Index, Known, related, widen

SAME_S = 2.0
"""Seconds within which records of one log are of one moment."""
_MOMENT_S = 0.05
"""Seconds within which one thread of an agent writes of one thing; it then turns to another task, maybe of another VM."""


def join(grouped: Grouped, logs: Sequence[Iterable[LogEvent]]) -> tuple[Attempt, ...]:
    """The migrations with all that belongs to them, in the order in which they begin."""
    places = {event.line.file: number for number, events in enumerate(logs) for event in events}
    known = [_of(attempt, places) for attempt in grouped.attempts]
    _name_logs(known, grouped.loose)
    index = Index(known)
    left = [(log, event) for log, event in grouped.loose if not _is_about_log(event)]
    before = (-1, -1)
    # A record may tell a name by which two are then known to be one, and the other way round.
    while before != (len(known), len(left)):
        before = (len(known), len(left))
        known = _merged(known, index)
        left = _given(index, left)
    known.extend(_of_their_own(left, places))
    return tuple(each.attempt for each in known)


def _of(attempt: Attempt, places: dict[str, int]) -> Known:
    known = Known(attempt)
    for event in attempt.events:
        known.add(event, places[event.line.file])
    return known


def _is_about_log(event: LogEvent) -> bool:
    return isinstance(event, Mention) and event.grammar is Grammar.VMX


def _name_logs(known: Iterable[Known], loose: Iterable[tuple[int, LogEvent]]) -> None:
    """A vmware.log tells once which VM and which release it is of; that holds for all its migrations."""
    about = [(log, event) for log, event in loose if _is_about_log(event)]
    for each in known:
        for log, event in about:
            if log in each.logs:
                each.attempt.events.insert(0, event)
                each.add(event, log)


def _merged(known: list[Known], index: Index) -> list[Known]:
    """Join migrations without an id to those that they are, as long as that changes something."""
    changed = True
    while changed:
        changed = False
        for one in sorted(known, key=lambda each: each.attempt.task is None):
            if one.attempt.id is not None or one.is_merged:
                continue
            other = _same(one, index)
            if other is not None:
                _absorb(other, one)
                index.put(other)
                one.is_merged = changed = True
    return [each for each in known if not each.is_merged]


def _same(one: Known, index: Index) -> Known | None:
    """The one other record of the same migration."""
    others = index.alike(one)
    by_operation = [o for o in others if related(one.opids, o.opids) and one.overlaps(o, SLACK_S) is not False]
    if len(by_operation) == 1:
        return by_operation[0]
    named = [o for o in others if one.vms & o.vms or one.objects & o.objects]
    named = [
        o for o in named if o.attempt.id is not None or o.attempt.task != one.attempt.task or one.attempt.task is None
    ]
    for slack in (0.0, SLACK_S):
        fitting = [
            o for o in named if one.overlaps(o, slack) and _may_be_one(one, o) and not _rivals(one, o, index, slack)
        ]
        # A part of a VMX's log is of the migration that the hosts name, whatever vCenter tells of the VM at that time.
        of_hosts = [o for o in fitting if o.attempt.id is not None] if not one.tasks else []
        if len(fitting) == 1 or len(of_hosts) == 1:
            return (of_hosts or fitting)[0]
        if fitting:
            return None
    return None


def _may_be_one(one: Known, other: Known) -> bool:
    """Two tasks of vCenter, two chains, or two that one log of events tells apart are two migrations, unless of one operation."""
    if (
        one.attempt.id is None
        and other.attempt.id is None
        and not one.tasks
        and not other.tasks
        and one.logs & other.logs
    ):
        return False
    return not one.tasks or not {_kind(task) for task in one.tasks} & {_kind(task) for task in other.tasks}


def _kind(task: str) -> str:
    return "chain" if task.startswith("chain") else "task"


def _rivals(one: Known, other: Known, index: Index, slack: float) -> bool:
    """Whether another task (or chain) of the VM is as near to a migration of the hosts, which has only one."""
    kinds = {_kind(task) for task in one.tasks}
    return other.attempt.id is not None and any(
        rival is not one
        and rival.attempt.id is None
        and kinds & {_kind(task) for task in rival.tasks}
        and (rival.vms & other.vms or rival.objects & other.objects)
        and rival.overlaps(other, slack)
        for rival in index.alike(other)
    )


def _absorb(known: Known, other: Known) -> None:
    known.attempt.events.extend(other.attempt.events)
    known.attempt.followed_by = known.attempt.followed_by or other.attempt.followed_by
    known.attempt.task = known.attempt.task or other.attempt.task
    for name in ("tasks", "opids", "vms", "objects", "worlds", "logs"):
        getattr(known, name).update(getattr(other, name))
    for moment, events in other.moments.items():
        known.moments.setdefault(moment, []).extend(events)
    for mine, theirs in ((known.spans, other.spans), (known.in_log, other.in_log)):
        for key, span in theirs.items():
            widen(mine, key, span)


def _given(index: Index, left: list[tuple[int, LogEvent]]) -> list[tuple[int, LogEvent]]:
    """Give the records that name no migration to those that they belong to; returns the others.

    A record may tell a name by which others are then known, so that this is done until nothing is added.
    """
    while True:
        rest: list[tuple[int, LogEvent]] = []
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


def _tie(known: Known, event: LogEvent, log: int) -> _Tie:
    if known.when(event.stamp, log, SLACK_S) is False or not known.may_be(event):
        return _Tie.NONE
    envelope = event.record.envelope if event.record else None
    if event.opid and len(event.opid) >= SHORT_OPID and related((event.opid,), known.opids):
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


def _same_moment(known: Known, event: LogEvent, log: int, thread: str) -> bool:
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


def _of_their_own(left: Iterable[tuple[int, LogEvent]], places: dict[str, int]) -> Iterator[Known]:
    """Records of migrations that nothing names, as migrations of their own: one per log and VM, or operation."""
    latest: dict[tuple[int, str | None], Known] = {}
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
