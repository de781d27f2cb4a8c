"""What is found out about a failure, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from vmotion_traces.lines import LogLine


class Standing(StrEnum):
    """How a cause stands after all that was read. None of them proves it: a cause that nobody knows may print the same."""

    NAMED = "named"
    """A record of this migration holds a text that, as far as is known, only this cause prints."""
    SEVERAL = "one of several"
    """The texts in the records have several causes, and where the migration stopped leaves this one."""
    NOT_EXCLUDED = "not excluded"
    """No text speaks of a cause; where the migration stopped does not exclude this one."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A record, and what it says for or against a cause."""

    line: LogLine
    says: str


@dataclass(frozen=True, slots=True)
class Action:
    """A thing to do. ``text`` is a command to type on ``place``, or an action in words where ``place`` is empty.

    ``note`` says which releases have the command where the log leaves that open; ``trust`` how well it is known. ``is_change``
    tells what changes something from what only looks.
    """

    text: str
    place: str
    is_change: bool
    note: str
    trust: str


@dataclass(frozen=True, slots=True)
class Confirmation:
    """The one thing to look at that would confirm a cause: what is so then, and the command that shows it, if there is one."""

    says: str
    action: Action | None


@dataclass(frozen=True, slots=True)
class CauseFound:
    """A cause of the model that nothing rules out. ``failure`` is its entry of the failure catalogue, empty where it has none.

    ``share``: how large a part of the ways in which this cause shows fits what was seen; 0 where none does.
    """

    name: str
    description: str
    failure: str
    standing: Standing
    speaks_for: tuple[Evidence, ...]
    speaks_against: tuple[Evidence, ...]
    share: float
    confirmed_by: Confirmation
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class Beyond:
    """What a text says for which the model has no condition."""

    says: str
    line: LogLine


@dataclass(frozen=True, slots=True)
class Why:
    """Why it failed. ``says`` is the answer in one sentence.

    ``causes`` come likeliest first. ``excluded`` names causes that a text allows and the states of the VMX do not. ``symptoms``
    are records that only tell that something failed. ``look_at`` is what would tell the causes apart, ``answers`` what each
    answer leaves.
    """

    says: str
    causes: tuple[CauseFound, ...]
    beyond: tuple[Beyond, ...]
    excluded: tuple[str, ...]
    symptoms: tuple[LogLine, ...]
    look_at: str | None
    answers: Mapping[str, tuple[str, ...]]
