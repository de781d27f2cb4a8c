"""Which events belong to one migration.

A line with a migration id belongs to that migration, in whatever file it stands. The lines of a vmware.log that name
none belong to the migration named last in that log, for a VMX takes part in one at a time. A new one begins in such a
log with a request under another id, and with a state change out of NONE when the present one has changed state already.
Lines of other logs without an id belong to the only migration of their file; where it has several they are dropped.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from vmotion_model.vmx_states import Side

from .events import ConfigWrite, Event, Grammar, Mention, Request, StateChange
from .reader import Line

FINISHED, NONE = "FINISHED", "NONE"


@dataclass(slots=True)
class Attempt:
    """The lines of one migration. `followed_by`: where a new one begins in the same log before this one has ended."""

    id: str | None
    task: str | None = None
    events: list[Event] = field(default_factory=list)
    followed_by: Line | None = None

    @property
    def last_change(self) -> StateChange | None:
        """The latest state change."""
        return next((event for event in reversed(self.events) if isinstance(event, StateChange)), None)

    def is_in(self, *members: str) -> bool:
        """Whether the latest state change leads to a state with one of these short names."""
        last = self.last_change
        return last is not None and last.entered is not None and last.entered.member in members

    def side_in(self, file: str) -> Side | None:
        """The one side that the lines of the vmware.log `file` speak of; None where there are two or none."""
        sides = {e.side for e in self.events if e.side and e.line.file == file and e.grammar is Grammar.VMX}
        return sides.pop() if len(sides) == 1 else None


def group(logs: Iterable[Iterable[Event]]) -> tuple[Attempt, ...]:
    """The migrations of several logs, each given as its events; those of one id become one migration."""
    attempts: list[Attempt] = []
    named: dict[str, Attempt] = {}
    for events in logs:
        for attempt in _of_one_log(events):
            known = named.get(attempt.id) if attempt.id is not None else None
            if known is not None:
                known.events.extend(attempt.events)
                known.followed_by = known.followed_by or attempt.followed_by
                continue
            attempts.append(attempt)
            if attempt.id is not None:
                named[attempt.id] = attempt
    return tuple(attempts)


def _of_one_log(events: Iterable[Event]) -> list[Attempt]:
    log = _Log()
    loose: list[Event] = []
    for event in events:
        if event.grammar is Grammar.VMX:
            log.add(event)
        elif event.migration is not None or event.task is not None:
            log.find(event.migration, event.task).events.append(event)
        else:
            loose.append(event)
    if not log.attempts and any(_tells(event) for event in loose):
        log.attempts.append(Attempt(None))
    if len(log.attempts) == 1:
        only = log.attempts[0]
        only.events = sorted([*only.events, *loose], key=lambda event: event.line.number)
    return [attempt for attempt in log.attempts if any(_tells(event) for event in attempt.events)]


def _tells(event: Event) -> bool:
    """Whether the line is one of a migration, even alone."""
    return not isinstance(event, Mention | ConfigWrite)


class _Log:
    """The migrations of one log, and the one that its VMX takes part in now."""

    def __init__(self) -> None:
        self.attempts: list[Attempt] = []
        self.present: Attempt | None = None

    def find(self, identity: str | None, task: str | None = None) -> Attempt:
        """The migration of this id, or of this task where it has no id; a new one where it is not known yet."""
        for attempt in self.attempts:
            if attempt.id == identity and attempt.task == task:
                return attempt
        self.attempts.append(Attempt(identity, task))
        return self.attempts[-1]

    def add(self, event: Event) -> None:
        """Give a line of a vmware.log to its migration."""
        if event.migration is not None:
            self._turn_to(event.migration, event)
        elif self._begins(event):
            self._leave(event.line)
        if isinstance(event, Mention) and (self.present is None or self.present.is_in(NONE)):
            return  # no migration is under way: the message is about something else
        if self.present is None:
            self.present = Attempt(None)
            self.attempts.append(self.present)
        self.present.events.append(event)

    def _begins(self, event: Event) -> bool:
        if self.present is None or self.present.last_change is None:
            return False
        out_of_none = isinstance(event, StateChange) and event.left is not None and event.left.member == NONE
        return out_of_none or isinstance(event, Request)

    def _turn_to(self, identity: str, event: Event) -> None:
        present = self.present
        if present is not None and present.id == identity:
            return
        over = present is not None and (self._begins(event) or present.is_in(NONE))
        is_known = any(attempt.id == identity for attempt in self.attempts)
        if present is not None and present.id is None and not over and not is_known:
            present.id = identity
            return
        if not is_known:
            self._leave(event.line)
        self.present = self.find(identity)
        self.present.followed_by = None  # it goes on

    def _leave(self, line: Line) -> None:
        if self.present is not None and not self.present.is_in(FINISHED, NONE):
            self.present.followed_by = line
        self.present = None
