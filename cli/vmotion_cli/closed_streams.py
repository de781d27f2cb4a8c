"""Standard output and standard error that may be closed, full, or have nobody who reads: a command still ends as it should.

What can't be written is dropped and remembered, so that the verdict decides the exit code and not the moment at which a reader
went away.
"""

import errno
import os
import sys
from io import BufferedWriter, RawIOBase, TextIOWrapper
from pathlib import Path
from typing import Any, cast


class Guarded(RawIOBase):
    """A file descriptor; ``failure`` is the first error that writing to it met, after which nothing is written any more."""

    def __init__(self, descriptor: int, failure: OSError | None = None) -> None:
        """Take the descriptor, and the error that every attempt to write is to meet."""
        self._descriptor = descriptor
        self._closed_before = failure
        self.failure: OSError | None = None

    def write(self, data: "memoryview | bytes") -> int:  # type: ignore[override]
        """Write all of it, or nothing from the first failure on."""
        size, view = len(data), memoryview(data)
        if self._closed_before is not None:
            self.failure = self._closed_before
        try:
            while view and self.failure is None:
                view = view[os.write(self._descriptor, view) :]
        except OSError as error:
            self.failure = error
        return size

    def writable(self) -> bool:
        """Yes."""
        return True

    def fileno(self) -> int:
        """The descriptor."""
        return self._descriptor

    def isatty(self) -> bool:
        """Whether it is a terminal."""
        return os.isatty(self._descriptor)


def guard() -> Guarded:
    """Guard both streams, and return what standard output met later on."""
    if sys.stdin is None:
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 - it stays open
    out, sys.stdout = _guarded(1, sys.stdout)
    _, sys.stderr = _guarded(2, sys.stderr)
    return out


def _guarded(descriptor: int, stream: object) -> tuple[Guarded, TextIOWrapper]:
    encoding = getattr(stream, "encoding", None) or "utf-8"
    if stream is None:
        # Closed: another file must not get its number, and then what is written here.
        null = os.open(os.devnull, os.O_WRONLY)
        if null != descriptor:
            os.dup2(null, descriptor)
            os.close(null)
        raw = Guarded(descriptor, OSError(errno.EBADF, os.strerror(errno.EBADF)))
    else:
        raw = Guarded(descriptor)
    errors = "backslashreplace" if descriptor == 2 else "replace"
    live = descriptor == 2 or raw.isatty()
    return raw, TextIOWrapper(BufferedWriter(cast("Any", raw)), encoding=encoding, errors=errors, line_buffering=live)
