"""Byte streams: of a given file, and of what is packed in one, unpacked piece by piece and within bounds.

A stream ends where its good part ends. What is wrong with the rest is then told by `trouble`, so that what could be read
is used.
"""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from collections.abc import Callable
from importlib import import_module
from typing import IO, Protocol

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


class _Codec(Protocol):
    """What the standard library's unpackers share."""

    @property
    def eof(self) -> bool: ...

    @property
    def needs_input(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


class _Gzip:
    """zlib's unpacker of one gzip member, in the shape of those of bz2, lzma and zstd."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(wbits=31)
        self.needs_input = True

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int = 0) -> bytes:
        out = self._inner.decompress(self._inner.unconsumed_tail + data, max_length)
        # With the buffer full there may be more to come although all input was taken.
        self.needs_input = len(out) < max_length and not self._inner.unconsumed_tail
        return out


class NoUnpackerError(Exception):
    """A packing that needs a package which is not installed; the message says which."""


def _zstd() -> _Codec:
    codec: _Codec
    try:
        # In the standard library from Python 3.14 on; the package has the same interface.
        codec = import_module("compression.zstd").ZstdDecompressor()
    except ImportError:
        try:
            from backports import zstd
        except ImportError:
            raise NoUnpackerError(
                "zstd needs the package backports.zstd: pip install 'vmotion-model[zstd]', "
                "or unpack the file with zstd -d"
            ) from None
        codec = zstd.ZstdDecompressor()
    return codec


PACKINGS: dict[str, tuple[bytes, Callable[[], _Codec]]] = {
    "gzip": (b"\x1f\x8b", _Gzip),
    "xz": (b"\xfd7zXZ\x00", lambda: lzma.LZMADecompressor(memlimit=128 * 2**20)),
    "bzip2": (b"BZh", bz2.BZ2Decompressor),
    "zstd": (b"\x28\xb5\x2f\xfd", _zstd),
}
"""Each packing with the bytes it begins with."""


def packing_of(head: bytes) -> str | None:
    """The packing whose first bytes these are."""
    return next((name for name, (magic, _) in PACKINGS.items() if head.startswith(magic)), None)


class Unpacked(Stream):
    """What is packed in a stream. Parts that follow each other (rotated logs that were put together) are one text."""

    def __init__(self, stream: Stream, packing: str, meter: Meter) -> None:
        """Raises NoUnpackerError where a package is missing."""
        super().__init__()
        self._stream, self._packing, self._meter = stream, packing, meter
        self._magic, self._make = PACKINGS[packing]
        self._codec = self._make()
        self._input = b""
        self._started = False

    def next(self, size: int) -> bytes:
        """The next unpacked bytes."""
        while self.trouble is None:
            if self._codec.eof and not self._next_part():
                return b""
            needs = self._codec.needs_input and not self._input
            if needs:
                self._input = self._stream.next(BLOCK)
            if needs and not self._input:
                self.trouble = (
                    self._stream.trouble or f"the {self._packing} data is cut off: only its first part was read"
                )
                return b""
            try:
                data = self._codec.decompress(self._input, max(size, 1))
            except Exception:  # noqa: BLE001 - each codec has its own errors, and all mean the same
                self.trouble = f"the {self._packing} data is damaged: only its first part was read"
                return b""
            self._input = b""
            if data and not self._meter.take_out(len(data)):
                self.trouble = self._meter.too_much
                return b""
            if data:
                return data
        return b""

    def _next_part(self) -> bool:
        """Go on where another packed part follows; zeros and other filling at the end are no part."""
        rest = self._codec.unused_data or self._input
        while len(rest) < len(self._magic):
            more = self._stream.next(BLOCK)
            if not more:
                break
            rest += more
        if not rest.startswith(self._magic):
            self.trouble = self._stream.trouble
            return False
        self._codec, self._input = self._make(), rest
        return True
