"""Remedies of a cause with the names of this log, as its release has them.

The tables write commands with names of its own: ``EXAMPLES`` says what each stands for. A name that no record tells becomes a
placeholder in angle brackets. A name from a log is quoted where a shell would read it otherwise: it may come from anybody.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator, Sequence

from vmotion_model.catalogue import Remedy
from vmotion_model.catalogue.commands import changes, on_release
from vmotion_model.language import Boolean, variables_of
from vmotion_model.protocol.conditions import CONDITIONS, Cause
from vmotion_model.protocol.conditions.devices import CAUSE as DEVICE
from vmotion_model.protocol.conditions.devices import DeviceKind
from vmotion_model.protocol.conditions.remedies import remedies_of

from .names_in_records import Names
from .why_result import Action, Confirmation

EXAMPLES = {
    "vm-a": "vm",
    "vmk1": "source_port",
    "192.0.2.12": "destination_address",  # where a command tries the vMotion network; else the host's own
    "datastore-a": "datastore",
    "esx-a": "destination",
}
"""Names in the catalogue's commands that a log may tell, by the field of ``Names``."""
_UNKNOWN = {
    "vm": "<VM>",
    "source_port": "<vmk of vMotion>",
    "destination_address": "<vMotion address of the destination>",
    "datastore": "<datastore>",
    "destination": "<destination host>",
}
_CHOSEN = {
    "cluster-a": "<cluster>",
    "datastore-b": "<datastore of the destination>",
    "vSwitch0": "<virtual switch>",
    "intel-broadwell": "<EVC mode of the oldest host>",
    "vmx-19": "<hardware version that both hosts have>",
    "nfs.example.com": "<NFS server>",
    "/export/a": "<NFS folder>",
    " 42 ": " <id of the VM> ",
    "# 42:": "# <id>:",
    "vmnic0": "<vmnic>",
}
"""Names in them that no log tells."""
_PLAIN = re.compile(r"[\w.:@-]{1,200}")
_POWERSHELL = "PowerCLI"
_NAME = re.compile(
    "|".join((*(rf"(?<![\w.-]){re.escape(name)}(?!\w)" for name in EXAMPLES), *(re.escape(name) for name in _CHOSEN)))
)
_PORT = re.compile(r"(?<![\w.-])vmk1(?!\w)")
_TRIES_VMOTION = ("vmkping", "tcpdump")


def actions(cause: Cause, names: Names, devices: Sequence[DeviceKind] = ()) -> tuple[Action, ...]:
    """What to do about a cause: the catalogue's remedies as this release has them, and at least what must be so."""
    found = [_filled(r, note, names) for r, note in _there(_remedies(cause, devices), names)]
    return tuple(found) or (Action(f"See to it that this is so: {_healthy(cause)}", "", True, "", ""),)


def confirmation(cause: Cause, names: Names, devices: Sequence[DeviceKind] = ()) -> Confirmation:
    """What is so where this is the cause, and the first command that shows it without changing anything."""
    looks = ((r, note) for r, note in _there(_remedies(cause, devices), names) if not changes(r))
    first = next(looks, None)
    return Confirmation(_present(cause), None if first is None else _filled(*first, names))


def _remedies(cause: Cause, devices: Sequence[DeviceKind]) -> Sequence[Remedy]:
    """What to do about a cause; about the kind of device that the records name, where it depends on that."""
    return [r for kind in devices for r in kind.remedies] if cause.name == DEVICE and devices else remedies_of(cause)


def _present(cause: Cause) -> str:
    """What is so where the cause is present."""
    read = variables_of(cause.when)
    if all(isinstance(v.type, Boolean) for v in read.values()):
        return f"this does not hold: {_healthy(cause)}"
    return f"it is so: {cause.description}"


def _healthy(cause: Cause) -> str:
    """What the conditions that a cause reads say of a healthy attempt."""
    read = variables_of(cause.when)
    return " ".join(c.var.description for c in CONDITIONS if c.name in read)


def _there(remedies: Iterable[Remedy], names: Names) -> Iterator[tuple[Remedy, str]]:
    for remedy in remedies:
        found = on_release(remedy, names.release)
        if found is not None:
            yield found


def _filled(remedy: Remedy, note: str, names: Names) -> Action:
    is_change = changes(remedy)
    if not remedy.is_command:
        return Action(remedy.text, "", is_change, note, remedy.evidence.words)
    is_powershell = remedy.place.startswith(_POWERSHELL)

    def fill(found: re.Match[str]) -> str:
        return _named(found, names, remedy.text, is_powershell)

    # All at once: a name from the log may look like one of the examples.
    text = _NAME.sub(fill, remedy.text)
    place = _PORT.sub(fill, remedy.place)
    return Action(text, _placed(place, names), is_change, note, remedy.evidence.words)


def _named(found: re.Match[str], names: Names, command: str, is_powershell: bool) -> str:
    """What stands for one of the names in a command."""
    if found[0] in _CHOSEN:
        return _CHOSEN[found[0]]
    field = EXAMPLES[found[0]]
    if field == "destination_address" and not command.startswith(_TRIES_VMOTION):
        field = "destination"
    known = getattr(names, field)
    around = found.string[max(found.start() - 1, 0) : found.start()] + found.string[found.end() : found.end() + 1]
    return _UNKNOWN[field] if known is None else _quoted(known, is_powershell, within=bool(set(around) & set("/.-")))


def _quoted(name: str, is_powershell: bool, *, within: bool) -> str:
    """A name as one word of a shell; one with signs that no name has is not filled in at all."""
    if _PLAIN.fullmatch(name):
        return name
    if within or not name.isprintable() or len(name) > 200:
        return "<name as in the log>"
    return "'" + name.replace("'", "''") + "'" if is_powershell else shlex.quote(name)


def _placed(place: str, names: Names) -> str:
    """Where to type it, with the host's name where the log tells it."""
    for side, host in (("the source ESXi host", names.source), ("the destination ESXi host", names.destination)):
        if host is not None and side in place:
            return place.replace(side, f"{side} ({host})")
    return place
