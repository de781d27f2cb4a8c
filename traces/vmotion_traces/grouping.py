"""Which events belong to one migration, first by what names it; `joining` then adds what only speaks of the same.

A record with a migration id belongs to that migration, in whatever log it stands. The records of a vmware.log that name
none belong to the migration named last in that log, for a VMX takes part in one at a time. A new one begins in such a
log with a request under another id, and with a state change out of NONE when the present one has changed state already and
was not asked again under its id.
A task of vCenter that migrates, and a chain of events, are migrations of their own until they are joined to one with an id.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from .envelopes import Grammar
from .events import ConfigWrite, LogEvent, LoggedClaim, Mention, Request, StateChange, TaskStep
from .lines import LogLine
from .stamps import Stamp

FINISHED, NONE = "FINISHED", "NONE"
AFTER_END_S = 60.0
"""How long after a VMX has finished its migration a message is still taken for one about it."""
SILENCE_S = 1800.0
"""How long after the last record of a migration, in a log that does not end it, a message is taken for one about it."""


@dataclass(slots=True)
class Attempt:
    """The records of one migration. `followed_by`: where a new one begins in the same log before this one has ended.

    `last_change` is the latest state change of the VMX, `last_stamp` the time of the latest record that is no mere message.
    `asked_again`: the VMX was asked once more under the same id since, so that the next way out of NONE is of this migration.
    """

    id: str | None
    task: str | None = None
    events: list[LogEvent] = field(default_factory=list)
    followed_by: LogLine | None = None
    last_change: StateChange | None = None
    last_stamp: Stamp | None = None
    asked_again: bool = False

    def add(self, event: LogEvent) -> None:
        """Add the next record."""
        self.events.append(event)
        if isinstance(event, Request) and event.migration is not None:
            self.asked_again = self.last_change is not None
        if isinstance(event, StateChange):
            self.last_change = event
            self.asked_again = False
        if event.stamp is not None and not isinstance(event, Mention):
            self.last_stamp = event.stamp

    def is_in(self, *members: str) -> bool:
        """Whether the latest state change leads to a state with one of these short names."""
        last = self.last_change
        return last is not None and last.entered is not None and last.entered.member in members


@dataclass(slots=True)
class Grouped:
    """The migrations that records name, and with the number of their log the records that name none."""

    attempts: list[Attempt]
    loose: list[tuple[int, LogEvent]]


def group(logs: Iterable[Iterable[LogEvent]]) -> Grouped:
    """The migrations of several logs, each given as its events; those of one id become one migration."""
    attempts: list[Attempt] = []
    known: dict[tuple[str | None, str | None], Attempt] = {}
    loose: list[tuple[int, LogEvent]] = []
    for number, events in enumerate(logs):
        found, others = _of_one_log(events)
        loose.extend((number, event) for event in others)
        for attempt in found:
            key = (attempt.id, attempt.task)
            if key in known and key != (None, None):
                known[key].events.extend(_new(attempt.events, known[key].events))
                known[key].followed_by = known[key].followed_by or attempt.followed_by
                continue
            attempts.append(attempt)
            known[key] = attempt
    return Grouped(attempts, loose)


def _new(events: Iterable[LogEvent], known: Iterable[LogEvent]) -> list[LogEvent]:
    """The events that no other log has: two bundles of one host hold the same lines, the later one more of them."""
    seen = {event.line.text for event in known if event.stamp is not None}
    return [event for event in events if event.stamp is None or event.line.text not in seen]


def tells(event: LogEvent) -> bool:
    """Whether the record is one of a migration, even alone."""
    if isinstance(event, TaskStep):
        return event.is_migration
    return not isinstance(event, Mention | ConfigWrite)


def is_of_time(event: LogEvent) -> bool:
    """Whether a record that belongs to a migration shows that it was under way: the end of its task does, too."""
    return tells(event) or isinstance(event, TaskStep)


def _of_one_log(events: Iterable[LogEvent]) -> tuple[list[Attempt], list[LogEvent]]:
    vmx, others = _Vmx(), _Others()
    for event in events:
        if event.grammar is Grammar.VMX:
            vmx.add(event)
        else:
            others.add(event)
    attempts = [attempt for attempt in vmx.attempts if any(tells(event) for event in attempt.events)]
    return [*attempts, *others.attempts], [*vmx.about_log, *others.loose]


class _Others:
    """The migrations that the records of any log but a vmware.log name."""

    def __init__(self) -> None:
        self.attempts: list[Attempt] = []
        self.loose: list[LogEvent] = []
        self._known: dict[tuple[str | None, str | None], Attempt] = {}
        self._under_way: dict[str, Attempt] = {}

    def add(self, event: LogEvent) -> None:
        """Give a record to its migration."""
        if event.migration is not None:
            # An id names it; a task beside the id is one of its tasks.
            self._find(event.migration, None).events.append(event)
        elif isinstance(event, TaskStep) and not event.is_migration and (None, event.task) not in self._known:
            self.loose.append(event)  # the end of some other task
        elif event.task is not None:
            self._find(None, self._chain_of_vm(event)).events.append(event)
        elif event.grammar is Grammar.TASK or is_of_event(event):
            self._of_vm(event)
        else:
            self.loose.append(event)

    def _chain_of_vm(self, event: LogEvent) -> str | None:
        """The task or chain; that of another VM in the same chain (a host that is emptied) is named with the VM."""
        known, vm = self._known.get((None, event.task)), event.about.vm
        others = {e.about.vm for e in known.events if e.about.vm} if known is not None and vm is not None else set()
        return event.task if not others or vm in others else f"{event.task} of {vm}"

    def _find(self, identity: str | None, task: str | None) -> Attempt:
        key = (identity, task)
        if key not in self._known:
            self._known[key] = Attempt(identity, task)
            self.attempts.append(self._known[key])
        return self._known[key]

    def _of_vm(self, event: LogEvent) -> None:
        """An event of vCenter without a chain: it goes on with the VM's migration that has not ended, or begins one."""
        vm = event.about.vm
        attempt = self._under_way.get(vm) if vm is not None else None
        if attempt is None or not _goes_on(attempt, event):
            attempt = Attempt(None)
            self.attempts.append(attempt)
        attempt.add(event)
        if vm is not None:
            self._under_way[vm] = attempt


def _goes_on(attempt: Attempt, event: LogEvent) -> bool:
    """Whether an event of the VM is one more of its migration, by the hosts that both name, by what ended, and by the time."""
    for known in attempt.events:
        for one, other in (
            (known.about.source, event.about.source),
            (known.about.destination, event.about.destination),
        ):
            if one is not None and other is not None and one != other:
                return False
    ended = [known for known in attempt.events if isinstance(known, LoggedClaim)]
    if not isinstance(event, LoggedClaim):
        # It begins again, unless several events tell of one beginning.
        return not ended and _is_within(AFTER_END_S, attempt.events[0], event)
    return not ended or (ended[0].outcome is event.outcome and _is_within(AFTER_END_S, ended[0], event))


def _is_within(seconds: float, one: LogEvent, other: LogEvent) -> bool:
    """Whether two records are that near in time, as far as their times can be compared."""
    if one.stamp is None or other.stamp is None or one.stamp.scale is not other.stamp.scale:
        return True
    return abs(one.stamp.seconds - other.stamp.seconds) <= seconds


def is_of_event(event: LogEvent) -> bool:
    """Whether a record of vCenter is one of its events, and none of its own log."""
    return event.grammar is Grammar.VCENTER and (
        event.record is None or (event.record.envelope.subject is None and event.record.envelope.opid is None)
    )


class _Vmx:
    """The migrations of one vmware.log, and the one that its VMX takes part in now."""

    def __init__(self) -> None:
        self.attempts: list[Attempt] = []
        self.present: Attempt | None = None
        self.about_log: list[LogEvent] = []
        self._known: dict[str, Attempt] = {}

    def find(self, identity: str) -> Attempt:
        """The migration of this id; a new one where it is not known yet."""
        if identity not in self._known:
            self._known[identity] = Attempt(identity)
            self.attempts.append(self._known[identity])
        return self._known[identity]

    def add(self, event: LogEvent) -> None:
        """Give a line of a vmware.log to its migration."""
        if isinstance(event, Mention) and (event.about.vm or event.about.release):
            self.about_log.append(event)  # it is about the whole log
            return
        if event.migration is not None:
            self._turn_to(event.migration, event)
        elif self._begins(event):
            self._leave(event.line)
        if isinstance(event, Mention) and (self.present is None or self._is_over(event)):
            return  # no migration is under way: the message is about something else
        if self.present is None:
            self.present = Attempt(None)
            self.attempts.append(self.present)
        self.present.add(event)

    def _is_over(self, event: LogEvent) -> bool:
        """Whether the migration was over, by the states or by the time, when a message was written."""
        present = self.present
        if present is None or present.is_in(NONE):
            return True
        last = present.last_stamp
        if last is None or event.stamp is None or event.stamp.scale is not last.scale:
            return False
        return event.stamp.seconds - last.seconds > (AFTER_END_S if present.is_in(FINISHED) else SILENCE_S)

    def _begins(self, event: LogEvent) -> bool:
        if self.present is None or self.present.last_change is None:
            return False
        out_of_none = isinstance(event, StateChange) and event.left is not None and event.left.member == NONE
        return (out_of_none and not self.present.asked_again) or isinstance(event, Request)

    def _turn_to(self, identity: str, event: LogEvent) -> None:
        present = self.present
        if present is not None and present.id == identity:
            return
        over = present is not None and (self._begins(event) or present.is_in(NONE))
        is_known = identity in self._known
        if present is not None and present.id is None and not over and not is_known:
            present.id = identity
            self._known[identity] = present
            return
        if not is_known:
            self._leave(event.line)
        self.present = self.find(identity)
        self.present.followed_by = None  # it goes on

    def _leave(self, line: LogLine) -> None:
        if self.present is not None and not self.present.is_in(FINISHED, NONE):
            self.present.followed_by = line
        self.present = None
