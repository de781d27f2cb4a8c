"""What a line of a log says about a migration. The grammars make these, the replay and the diagnosis read them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vmotion_model.vmx_states import Dialect, Side, VmxState

from .envelopes import Grammar
from .lines import LogLine
from .records import LogRecord
from .stamps import Stamp


class LoggedOutcome(StrEnum):
    """How a migration ended: the VM runs on the destination (success), or on at the source (failure)."""

    SUCCESS = "success"
    FAILURE = "failure"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Label:
    """A VMX state as a log prints it: by name, by number, or both."""

    name: str | None
    number: int | None

    def __str__(self) -> str:
        """As the log prints it."""
        if self.name is None:
            return str(self.number)
        return self.name if self.number is None else f"{self.name} ({self.number})"


@dataclass(frozen=True, slots=True)
class About:
    """Whom a record speaks of, each where it says so.

    `vm` is the name of the VM, `object` vCenter's name for it (`vm-42`). `source` and `destination` are hosts or their
    addresses as printed. `release` is that of the product that wrote the log.
    """

    vm: str | None = None
    object: str | None = None
    source: str | None = None
    destination: str | None = None
    release: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEvent:
    """A record that belongs to a migration; what else it says, a subclass tells.

    `migration` is the migration id in decimal, `task` another name for it (a task of vCenter, a chain of events), `side`
    whose record it is: each where the record says so. `record` is the whole record, `line` its telling line.
    """

    line: LogLine
    grammar: Grammar
    time: str | None = None
    migration: str | None = None
    task: str | None = None
    side: Side | None = None
    about: About = About()
    record: LogRecord | None = None

    @property
    def stamp(self) -> Stamp | None:
        """The time as a number on its scale."""
        return None if self.record is None else self.record.envelope.stamp

    @property
    def opid(self) -> str | None:
        """In whose name the record was written."""
        return None if self.record is None else self.record.envelope.opid


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(LogEvent):
    """A record of which only is known that it holds a message of the failure catalogue, or tells a name of the VM."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request(LogEvent):
    """A host receives the request to send or to receive: a migration begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StateChange(LogEvent):
    """The VMX goes from a state to another. None: the line is damaged.

    `style` is the dialect that the format of the line speaks for. `left` and `entered` are the states that the labels
    mean, filled in once the dialect of the whole log is known; None: not known.
    """

    before: Label | None
    after: Label | None
    style: Dialect | None
    left: VmxState | None = None
    entered: VmxState | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepSeen(LogEvent):
    """A record in another log than the VMX's that a step of its side prints: `entry` names it in the table of printed texts."""

    entry: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishAnnounced(LogEvent):
    """The VMX announces that it goes to its FINISHED state, which `state` names or numbers."""

    state: Label
    style: Dialect | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfigWrite(LogEvent):
    """The VMX writes config.readOnly."""

    read_only: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Worlds(LogEvent):
    """World ids: the printing host's own VMX (`leader`), and the one it sends to (`target`, on the source only)."""

    leader: int | None
    target: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedClaim(LogEvent):
    """A record that tells the outcome in words. `says`: the words, where they name the failure to an administrator."""

    outcome: LoggedOutcome
    says: str | None = None


class TaskStage(StrEnum):
    """How far a task of vCenter is."""

    BEGIN = "begin"
    FINISH = "finish"
    ERROR = "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskStep(LogEvent):
    """A task of vCenter begins or ends. One that ends without an error was a success, as far as vCenter knows.

    `is_migration`: whether its method migrates; the end of a task does not repeat the method.
    """

    stage: TaskStage
    is_migration: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Forwarded(LogEvent):
    """A line that the other host printed and this one repeats; `said` is that line's text."""

    said: str
