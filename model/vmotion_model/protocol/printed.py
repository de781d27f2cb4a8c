"""What steps print: the one table from which logs are recognized, made and explained.

A text is a template: its words, and holes with a kind. `Printed.by` says of a command whether its step prints the text, from
what the command does, so that a new command needs no entry here. Texts of causes stand beside the causes.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from vmotion_model.language import Command, Const, Var
from vmotion_model.vmx_states import Dialect, Side, named

from .state import config, destination, disk, source, vcenter
from .vocabulary import Destination, Event, Fault, Holder, Role, Source, Task, Vm


class LogKind(StrEnum):
    """The logs in which a text stands."""

    VMX = "vmware.log"
    VMKERNEL = "vmkernel.log"
    HOSTD = "hostd.log"
    VPXD = "vpxd.log"
    EVENTS = "events.log"


_HOLE = re.compile(r"\{(?P<name>\w+)(?::(?P<kind>\w+))?\}")
_STATE = r"(?:(?P<{0}_name>[A-Z][A-Z_]{{2,80}})(?:\s+\((?P<{0}_named>\d{{1,9}})\))?|(?P<{0}_number>\d{{1,9}}))"
_KINDS = {
    "id": r"\d{1,20}",
    "number": r"\d{1,18}",
    "flag": r"TRUE|FALSE",
    "truth": r"true|false",
    "way": r"to|from",
    "address": r"[^<>]{0,60}",
    "word": r"[\w-]{1,80}",
    "name": r"\S.{0,199}?",
    "rest": r".*",
}
"""What a hole of each kind holds; one of the kind `state` is a VMX state by name, by number, or both."""


@dataclass(frozen=True)
class Text:
    """A template such as ``Received migrate '{way:way}' request``; blanks match any white space."""

    template: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What recognizes the text at the beginning of a record, with a group for each hole."""
        parts, end = [], 0
        for hole in _HOLE.finditer(self.template):
            parts.append(_literal(self.template[end : hole.start()]))
            name, kind = hole["name"], hole["kind"] or "word"
            parts.append(_STATE.format(name) if kind == "state" else f"(?P<{name}>{_KINDS[kind]})")
            end = hole.end()
        return re.compile("".join((*parts, _literal(self.template[end:]))), re.DOTALL)

    @property
    def holes(self) -> tuple[str, ...]:
        """The names of the holes in their order."""
        return tuple(hole["name"] for hole in _HOLE.finditer(self.template))

    def filled(self, **values: object) -> str:
        """The text with values in its holes. Raises ``KeyError`` for a hole without one."""
        return _HOLE.sub(lambda hole: str(values[hole["name"]]), self.template)

    def __str__(self) -> str:
        """As people read it: holes by their names."""
        return _HOLE.sub(lambda hole: f"<{hole['name']}>", self.template)


def _literal(text: str) -> str:
    return r"\s+".join(map(re.escape, re.split(r"\s+", text)))


@dataclass(frozen=True)
class Printed:
    """A text that steps of a role print into a log of its host. ``citation`` is where it was seen.

    ``releases`` are main numbers of the releases that print it, ``event`` is the type of an event of vCenter.
    """

    name: str
    role: Role
    log: LogKind
    text: Text
    by: Callable[[Command], bool]
    citation: str
    releases: tuple[str, ...]
    event: str = ""


def sets(*pairs: tuple[Var[Any], object]) -> Callable[[Command], bool]:
    """Whether a command gives all these variables these values."""

    def does(command: Command) -> bool:
        updates = ((command.updates.get(var.name), str(value)) for var, value in pairs)
        return all(isinstance(update, Const) and str(update.value) == value for update, value in updates)

    return does


def _moves(role: Role, location: Var[Any]) -> Callable[[Command], bool]:
    def does(command: Command) -> bool:
        crash = command.fault in (Fault.SOURCE_CRASH, Fault.DESTINATION_CRASH)
        return command.role == role and location.name in command.updates and not crash

    return does


def _powers_down(command: Command) -> bool:
    """Whether the source's VMX ends after a success; of a VMX that is gone already only its registration is removed."""
    return sets((source.vm, Vm.OFF))(command) and source.registered.name not in command.updates


def _any(*ones: Callable[[Command], bool]) -> Callable[[Command], bool]:
    return lambda command: any(one(command) for one in ones)


FAILS = sets((source.state, Source.FINISHED), (source.vm, Vm.RUNNING))
"""Whether with this step the source decides that the migration has failed."""
SUCCEEDS = sets((source.state, Source.FINISHED), (source.vm, Vm.MOVED))
"""Whether with this step the source ends because the destination has the VM."""
_WRITES = _any(sets((config.read_only, True)), sets((config.read_only, False)))

REQUEST = Text("Received migrate '{way:way}' request for mid id {id:id}")
REQUESTED = Text(REQUEST.template + ", src ip <{source:address}>, dst ip <{destination:address}>")
STATE = Text("MigrateSetState: Transitioning from state {before:state} to {after:state}.")
FINISHED = Text("MigrateSetStateFinished: type={type:number} new state={new:state}")
READ_ONLY = Text('ConfigDB: Setting config.readOnly = "{value:flag}"')
RUNS_ON = Text("Migrate: Attempting to continue running on the source")
TOO_LONG = Text("Migrate: The migration has exceeded the maximum switchover time of {limit:number} second(s).")
STOPS_PRECOPY = Text(
    "VMotion: {at:number}: {id:id} S: Stopping pre-copy: only {pages:number} pages left to send, which can be sent within the "
    "switchover time goal"
)
SENDS_LAST = Text("VMotionSend: {at:number}: {id:id} S: Sent all modified pages to destination")
UNREGISTERS = Text("ResolveCb: VMX reports needsUnregister = {value:truth}")
LEAVES = Text("State Transition (VM_STATE_ON -> VM_STATE_EMIGRATING)")
COMES = Text("State Transition (VM_STATE_OFF -> VM_STATE_IMMIGRATING)")
GONE = Text("State Transition (VM_STATE_EMIGRATING -> VM_STATE_OFF)")
BACK = Text("State Transition (VM_STATE_EMIGRATING -> VM_STATE_ON)")
ARRIVED = Text("State Transition (VM_STATE_IMMIGRATING -> VM_STATE_ON)")

TASK_BEGINS = Text(
    "[VpxLRO] -- BEGIN {task:word} -- {object:word} -- vim.VirtualMachine.{method:word} -- {session:word}"
)
TASK_ENDS = Text("[VpxLRO] -- FINISH {task:word}")
TASK_FAILS = Text(
    "[VpxLRO] -- ERROR {task:word} -- {object:word} -- vim.VirtualMachine.{method:word}: vim.fault.{fault:word}"
)
VMOTION_FAILED = Text("[MIGRATE] ({id:id}) vMotion failed: vmodl.fault.SystemError")
MIGRATING = Text("Migrating {vm:name} from {source:word} to {destination:word} in {datacenter:word}")
MIGRATED = Text("Migration of virtual machine {vm:name} from {source:word} to {destination:word} completed")
NOT_MIGRATED = Text("Cannot migrate {vm:name} from {source:word} to {destination:word} in {datacenter:word}")

_GIVES_UP = _any(sets((vcenter.state, Task.REJECTED)), sets((vcenter.state, Task.ROLLED_BACK)))
_COMPLETES = sets((vcenter.state, Task.COMPLETED))
_LRO = "github.com/vmware/vic/issues/6342; Broadcom KB 307365"
_EVENTS = "vSphere API; the words are recollected"
_KB_STATES = "Broadcom KB 320352, 435078"
_ALL = ("4", "5", "6", "7", "8", "9")

PRINTED: tuple[Printed, ...] = (
    Printed(
        "task-begins",
        Role.VCENTER,
        LogKind.VPXD,
        TASK_BEGINS,
        lambda c: Event.REQUESTED in c.events,
        _LRO,
        _ALL,
    ),
    Printed(
        "event-migrating",
        Role.VCENTER,
        LogKind.EVENTS,
        MIGRATING,
        sets((vcenter.state, Task.PREPARING_SOURCE)),
        _EVENTS,
        _ALL,
        event="vim.event.VmBeingHotMigratedEvent",
    ),
    Printed(
        "vmotion-failed",
        Role.VCENTER,
        LogKind.VPXD,
        VMOTION_FAILED,
        sets((vcenter.state, Task.ROLLED_BACK)),
        "Broadcom KB 307365, of vCenter 4; inferred for later releases",
        _ALL,
    ),
    Printed("task-fails", Role.VCENTER, LogKind.VPXD, TASK_FAILS, _GIVES_UP, _LRO, _ALL),
    Printed(
        "event-failed",
        Role.VCENTER,
        LogKind.EVENTS,
        NOT_MIGRATED,
        _GIVES_UP,
        _EVENTS,
        _ALL,
        event="vim.event.VmFailedMigrateEvent",
    ),
    Printed("task-ends", Role.VCENTER, LogKind.VPXD, TASK_ENDS, _any(_COMPLETES, _GIVES_UP), _LRO, _ALL),
    Printed(
        "event-migrated",
        Role.VCENTER,
        LogKind.EVENTS,
        MIGRATED,
        _COMPLETES,
        _EVENTS,
        _ALL,
        event="vim.event.VmMigratedEvent",
    ),
    Printed(
        "request-source",
        Role.SOURCE,
        LogKind.VMX,
        REQUESTED,
        sets((source.state, Source.READY)),
        "haewon83.tistory.com/m/108",
        _ALL,
    ),
    Printed(
        "request-destination",
        Role.DESTINATION,
        LogKind.VMX,
        REQUESTED,
        sets((destination.state, Destination.INIT)),
        "inferred from the source's",
        _ALL,
    ),
    Printed(
        "switchover-too-long",
        Role.SOURCE,
        LogKind.VMX,
        TOO_LONG,
        lambda c: FAILS(c) and any("switchover" in label for label in c.guard),
        "Broadcom KB 435078",
        _ALL[1:],
    ),
    Printed("finished-source", Role.SOURCE, LogKind.VMX, FINISHED, _any(FAILS, SUCCEEDS), _KB_STATES, _ALL),
    Printed("state-source", Role.SOURCE, LogKind.VMX, STATE, _moves(Role.SOURCE, source.state), _KB_STATES, _ALL),
    Printed(
        "state-destination",
        Role.DESTINATION,
        LogKind.VMX,
        STATE,
        _moves(Role.DESTINATION, destination.state),
        _KB_STATES,
        _ALL,
    ),
    Printed(
        "config-read-only",
        Role.SOURCE,
        LogKind.VMX,
        READ_ONLY,
        lambda c: c.role == Role.SOURCE and _WRITES(c),
        _KB_STATES,
        _ALL,
    ),
    Printed(
        "pre-copy-stops",
        Role.SOURCE,
        LogKind.VMKERNEL,
        STOPS_PRECOPY,
        sets((source.state, Source.CHECKPT), (source.vm, Vm.STUNNED)),
        "Broadcom KB 436882",
        _ALL[2:],
    ),
    Printed(
        "pages-sent",
        Role.SOURCE,
        LogKind.VMKERNEL,
        SENDS_LAST,
        sets((source.state, Source.WAIT_HANDSHAKE)),
        "Broadcom KB 436882",
        _ALL[2:],
    ),
    Printed(
        "unregisters",
        Role.SOURCE,
        LogKind.HOSTD,
        UNREGISTERS,
        _any(FAILS, SUCCEEDS),
        "defect 59665; that true is printed after success is inferred: only then is the source unregistered (KB 1003734, step 7)",
        ("6", "7"),
    ),
    Printed(
        "leaves",
        Role.SOURCE,
        LogKind.HOSTD,
        LEAVES,
        sets((source.state, Source.READY)),
        "inferred from the way back",
        ("6", "7"),
    ),
    Printed(
        "comes",
        Role.DESTINATION,
        LogKind.HOSTD,
        COMES,
        sets((destination.state, Destination.INIT)),
        "inferred from the source's; the state before is recollected",
        ("6", "7"),
    ),
    Printed(
        "gone",
        Role.SOURCE,
        LogKind.HOSTD,
        GONE,
        _powers_down,
        "inferred from the way back: the source VM is powered down after a success (KB 1003734, step 7)",
        ("6", "7"),
    ),
    Printed("runs-on", Role.SOURCE, LogKind.HOSTD, BACK, FAILS, "defect 59665", ("6", "7")),
    Printed(
        "arrived",
        Role.DESTINATION,
        LogKind.HOSTD,
        ARRIVED,
        sets((destination.vm, Vm.RUNNING), (disk.holder, Holder.DESTINATION)),
        "inferred from the source's",
        ("6", "7"),
    ),
)
"""All texts, in the order in which one step prints them."""


def step_in(log: LogKind, text: str) -> Printed | None:
    """The text of a step with which a record of a log begins."""
    return next((each for each in PRINTED if each.log is log and each.text.pattern.match(text)), None)


def printed_by(command: Command) -> tuple[Printed, ...]:
    """The texts that a command's step prints, in their order."""
    return tuple(each for each in PRINTED if each.role == command.role and each.by(command))


def label(side: Side, member: str, dialect: Dialect) -> str:
    """A VMX state as logs print it: by number in the old dialect, by name with the number, if it is known, in the new one."""
    state = named(side, member)
    if state is None:
        raise KeyError(member)
    number = state.number(dialect)
    if dialect is Dialect.OLD:
        return str(number)
    return state.name if number is None else f"{state.name} ({number})"
