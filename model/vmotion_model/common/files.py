"""Files that appear whole or not at all: written under another name in the same folder, then renamed."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vmotion_model.common.errors import VmotionError


class WriteError(VmotionError):
    """A file that can't be written; the message says which and why."""


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """A temporary path to write to; it becomes ``path`` when the block ends well and is removed when not.

    Raises ``WriteError`` where the folder does not exist, can't be written to, or is full.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=path.suffix)
    except OSError as problem:
        raise WriteError(f"{path} can't be written: {problem.strerror}") from None
    os.close(handle)
    part = Path(name)
    try:
        yield part
        # A temporary file is private; this one gets the permissions of any new file.
        mask = os.umask(0)
        os.umask(mask)
        part.chmod(0o666 & ~mask)
        # On the disk before the name is: a full or failing disk must not leave an empty file under it.
        with part.open("rb+") as written:
            os.fsync(written.fileno())
        part.replace(path)
    except OSError as problem:
        raise WriteError(f"{path} can't be written: {problem.strerror}") from None
    finally:
        part.unlink(missing_ok=True)


def check_writable(path: Path) -> None:
    """Raise ``WriteError`` at once where a file could not be written at the end of something long."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as problem:
        raise WriteError(f"{path} can't be written: {problem.strerror}") from None
    os.close(handle)
    Path(name).unlink()
