"""Byte streams: of a given file, and of the members of an archive.

A stream ends where its good part ends. What is wrong with the rest is then told by `trouble`, so that what could be read
is used.
"""

from __future__ import annotations

import io
from typing import IO

from .limits import Meter

BLOCK = 256 * 1024
"""Bytes that are read at once."""


class Stream(io.RawIOBase):
    """A readable stream that knows what went wrong."""

    trouble: str | None = None

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer with the next bytes."""
        data = self.next(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def next(self, size: int) -> bytes:
        """The next bytes, at most `size`; empty at the end."""
        raise NotImplementedError


class Given(Stream):
    """The file that was given; counts what is read of it."""

    def __init__(self, file: IO[bytes], meter: Meter) -> None:
        """`file` is read to its end; who opened it closes it."""
        super().__init__()
        self._file, self._meter = file, meter

    def next(self, size: int) -> bytes:
        """The next bytes of the file."""
        try:
            data = self._file.read(size)
        except OSError as error:
            self.trouble = f"it cannot be read further ({error.strerror or error})"
            return b""
        self._meter.read += len(data)
        return data


class Headed(Stream):
    """A stream whose first bytes can be looked at before they are read."""

    def __init__(self, stream: Stream) -> None:
        """`stream` is read from here on only through this one. `passed` counts the bytes that were read."""
        super().__init__()
        self._stream, self._head, self._ended = stream, b"", False
        self.passed = 0

    def peek(self, size: int) -> bytes:
        """The next `size` bytes, fewer only at the end."""
        while len(self._head) < size and not self._ended:
            data = self._stream.next(max(size - len(self._head), BLOCK))
            self._ended = not data
            self._head += data
        self.trouble = self._stream.trouble
        return self._head[:size]

    def next(self, size: int) -> bytes:
        """The next bytes."""
        if self._head:
            data, self._head = self._head[:size], self._head[size:]
            self.passed += len(data)
            return data
        data = b"" if self._ended else self._stream.next(size)
        if not data:
            self._ended, self.trouble = True, self._stream.trouble
        self.passed += len(data)
        return data


class Lost(Stream):
    """What could not be read at all."""

    def __init__(self, why: str) -> None:
        """`why` says what is wrong."""
        super().__init__()
        self.trouble = why

    def next(self, size: int) -> bytes:
        """Nothing."""
        del size
        return b""


class Member(Stream):
    """A file in an archive; what comes out of it is counted where the archive itself packs."""

    def __init__(self, file: IO[bytes], meter: Meter | None, what: str) -> None:
        """`what` names the kind of archive in messages; `meter` is None where the archive does not pack."""
        super().__init__()
        self._file, self._meter, self._what = file, meter, what

    def next(self, size: int) -> bytes:
        """The next bytes of the member."""
        if self.trouble is not None:
            return b""
        try:
            data = self._file.read(size)
        except Exception:  # noqa: BLE001 - zipfile and tarfile raise what their codecs raise, which is no closed list
            self.trouble = f"this member of the {self._what} is damaged: only its first part was read"
            return b""
        if self._meter is not None and not self._meter.take_out(len(data)):
            self.trouble = self._meter.too_much
            return b""
        return data
