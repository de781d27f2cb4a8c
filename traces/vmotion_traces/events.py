"""What a line of a log says about a migration. The grammars make these, the replay and the diagnosis read them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vmotion_model.vmx_states import Dialect, Side, VmxState

from .reader import Line


class Grammar(StrEnum):
    """The kinds of log."""

    VMX = "vmware.log"
    VMKERNEL = "vmkernel.log"
    HOSTD = "hostd.log"
    VCENTER = "vCenter"


class Outcome(StrEnum):
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A line that belongs to a migration; what else it says, a subclass tells.

    `migration` is the migration id in decimal, `task` another name that only this log has for it, `side` whose line it
    is: each where the line says so.
    """

    line: Line
    grammar: Grammar
    time: str | None = None
    migration: str | None = None
    task: str | None = None
    side: Side | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Event):
    """A line that is only known to hold a message of the failure catalogue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request(Event):
    """A host receives the request to send or to receive: a migration begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StateChange(Event):
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
class FinishAnnounced(Event):
    """The VMX announces that it goes to its FINISHED state, which `state` names or numbers."""

    state: Label
    style: Dialect | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfigWrite(Event):
    """The VMX writes config.readOnly."""

    read_only: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Worlds(Event):
    """World ids: the printing host's own VMX (`leader`), and the one it sends to (`target`, on the source only)."""

    leader: int | None
    target: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Event):
    """A line that tells the outcome in words."""

    outcome: Outcome
