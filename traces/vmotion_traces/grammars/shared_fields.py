"""What all grammars share: the fields that every event has, and the names of VMs and hosts in texts."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any

from vmotion_model.vmx_states import Side
from vmotion_traces.envelopes import Grammar
from vmotion_traces.lines import LogLine
from vmotion_traces.records import LogRecord

_PATH = re.compile(r"(/vmfs/volumes/[^\n'\"<>|]{1,400}?\.vmx)\b")
_DATASTORE = re.compile(r"\[[^\]\n]{1,80}\] ([^\n'\"<>|]{1,300}?\.vmx)\b")
_OBJECT = re.compile(r"\[?vim\.VirtualMachine:(?P<object>vm-\d{1,12})(?:,(?P<vm>[^\]\n]{1,200})\])?")


def fields(
    record: LogRecord, grammar: Grammar, identity: str | None, side: Side | None, line: LogLine | None = None
) -> dict[str, Any]:
    """The fields that every event of a record has; `identity` is a decimal migration id, zeros in front dropped."""
    return {
        "line": line or record.first,
        "grammar": grammar,
        "time": record.envelope.time,
        "migration": None if identity is None else str(int(identity)),
        "side": side,
        "record": record,
    }


def vm_of_path(text: str) -> str | None:
    """The VM whose configuration file a text names: the file is called as the VM was called when it was made."""
    found = _PATH.search(text) or _DATASTORE.search(text)
    return PurePosixPath(found[1]).stem if found else None


def object_of(text: str) -> tuple[str | None, str | None]:
    """VCenter's name for a VM, and the VM's name where the text gives both (`[vim.VirtualMachine:vm-42,web]`)."""
    found = _OBJECT.search(text)
    return (found["object"], found["vm"]) if found else (None, None)
