"""The text of a recording: read within limits, and refused in one message when it is none."""

from __future__ import annotations

from pathlib import Path

from vmotion_model.common.errors import InputError
from vmotion_traces.errors import LogError
from vmotion_traces.recordings.reader import read_text


def text_of(path: Path) -> str:
    """The file's text. Raises InputError for a folder, a device, an empty, binary or too large file."""
    try:
        return read_text(path)[0]
    except LogError as problem:
        said = str(problem).replace(
            "the log is empty; give the log of the host or of the virtual machine", "it is empty"
        )
        raise InputError(said) from None
