"""The records of a run: each step's texts (`printed`), with the values of the run in their holes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from vmotion_model.language import Command, Const, Model
from vmotion_model.protocol import LOCATIONS, printed
from vmotion_model.protocol.printed import LogKind, Printed
from vmotion_model.protocol.state import config
from vmotion_model.protocol.vocabulary import Event, Role
from vmotion_model.script import PlayedStep
from vmotion_model.vmx_states import Dialect, Side

VM = "made-up-vm"
SOURCE_ADDRESS, DESTINATION_ADDRESS = "192.0.2.11", "192.0.2.12"
FIRST_ID = 7_100_000_000_000_000
"""Migrations of one run are numbered from here on, where nothing else is wished."""


def first_id_of(seed: int) -> int:
    """From where on the migrations of a random run are numbered: each seed (up to 10^12) has a thousand ids of its own."""
    return FIRST_ID + 1000 * (seed % 10**12)


def vm_of(first_id: int) -> str:
    """The VM of a run: another one for each numbering, so that logs of several runs are those of several VMs."""
    return VM if first_id == FIRST_ID else f"{VM}-{_apart(first_id)}"


def _apart(first_id: int) -> int:
    return abs(first_id - FIRST_ID) % 10**9


@dataclass(frozen=True, slots=True)
class MadeLine:
    """A record that a step prints: in which log of which side, of which attempt (from 1), at which second of the run, its text.

    `identity` is the migration's id. `side` is None for vCenter. `step` is the step's number in the run, None for noise and
    for what tells of the whole log; `event` is the type of an event of vCenter.
    """

    side: Side | None
    log: LogKind
    attempt: int
    identity: int
    second: int
    text: str
    step: int | None
    event: str = ""

    @property
    def number(self) -> int:
        """By which tasks, chains and operations of it are called: its number in the run, where ids are the usual ones."""
        return self.attempt + _apart(self.identity - self.attempt)

    @property
    def vm(self) -> str:
        """The VM that is migrated."""
        return vm_of(self.identity - self.attempt)


def lines_of(
    model: Model, steps: Sequence[PlayedStep], release: str, dialect: Dialect, first_id: int = FIRST_ID
) -> Iterator[MadeLine]:
    """What two hosts and vCenter print in the words of a release while a run of the model is done, in its order."""
    attempt = 0
    for number, step in enumerate(steps):
        command = model.command.get(step.command)
        if command is None:
            continue  # time passes
        attempt += Event.REQUESTED in command.events
        for entry in printed.printed_by(command):
            if release not in entry.releases:
                continue
            side = None if entry.role == Role.VCENTER else Side(str(entry.role))
            identity = first_id + attempt
            line = MadeLine(side, entry.log, attempt, identity, step.time, "", number, entry.event)
            values = _values(entry, line, command, step, dialect)
            if values is not None:
                yield replace(line, text=entry.text.filled(**values))


def _values(
    entry: Printed,
    line: MadeLine,
    command: Command,
    step: PlayedStep,
    dialect: Dialect,
) -> dict[str, object] | None:
    """The values of the holes of a text; None where the step changes no state, so that nothing is printed."""
    side = line.side
    if side is None:
        return _of_vcenter(entry, line)
    location = LOCATIONS[str(side)]
    values: dict[str, object] = {
        "id": line.identity,
        "way": "to" if side is Side.SOURCE else "from",
        "source": SOURCE_ADDRESS,
        "destination": DESTINATION_ADDRESS,
        "at": 4650,
        "pages": 900,
        "limit": 100,
        "type": 1,
        "new": printed.label(side, "FINISHED", dialect),
        "value": "",
    }
    if entry.text is printed.STATE:
        if location not in step.changed:
            return None
        before, after = step.changed[location]
        values |= {w: printed.label(side, str(m), dialect) for w, m in (("before", before), ("after", after))}
    if entry.text is printed.READ_ONLY:
        update = command.updates[config.read_only.name]
        assert isinstance(update, Const)
        values["value"] = str(bool(update.value)).upper()
    if entry.text is printed.UNREGISTERS:
        values["value"] = "true" if printed.SUCCEEDS(command) else "false"
    return {name: values[name] for name in entry.text.holes}


def _of_vcenter(entry: Printed, line: MadeLine) -> dict[str, object]:
    """The values of the holes of a text that vCenter prints."""
    values: dict[str, object] = {
        "id": line.identity,
        "task": f"task-{line.number}",
        "object": f"vm-{42 + _apart(line.identity - line.attempt)}",
        "method": "migrate",
        "session": "52aabbcc-0001",
        "fault": "GenericVmConfigFault",
        "vm": line.vm,
        "source": "esx-source",
        "destination": "esx-destination",
        "datacenter": "made-up-datacenter",
    }
    return {name: values[name] for name in entry.text.holes}
