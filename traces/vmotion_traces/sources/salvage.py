"""What is left of a zip file whose table of contents is missing: its members, found by the header before each of them."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from .limits import Meter
from .streams import BLOCK, Stream

_MAGIC = b"PK\x03\x04"
_HEADER = struct.Struct("<4s5H3I2H")
_STORED, _DEFLATED = 0, 8
_UNKNOWN = (0, 0xFFFFFFFF)


@dataclass(frozen=True, slots=True)
class Found:
    """A member: its name, and either what is packed in it or why it cannot be read."""

    name: str
    stream: Stream | None
    why: str | None


class _Deflated(Stream):
    """A member that goes as far as its packed data does; `end` is where that was, once it is known."""

    def __init__(self, file: IO[bytes], start: int, meter: Meter) -> None:
        super().__init__()
        self._file, self._place, self._meter = file, start, meter
        self._codec, self._input = zlib.decompressobj(-15), b""
        self.end: int | None = None

    def next(self, size: int) -> bytes:
        """The next unpacked bytes."""
        while self.trouble is None and self.end is None:
            if not self._input:
                self._file.seek(self._place)
                self._input = self._file.read(BLOCK)
                self._place += len(self._input)
            try:
                data = self._codec.decompress(self._input, size) if self._input else b""
            except zlib.error:
                self.trouble = "this member of the zip file is damaged: only its first part was read"
                return b""
            if self._codec.eof:
                self.end = self._place - len(self._codec.unused_data)
            elif not self._input and not data:
                self.trouble = "this member of the zip file is cut off: only its first part was read"
            self._input = self._codec.unconsumed_tail
            if data and not self._meter.take_out(len(data)):
                self.trouble = self._meter.too_much
                return b""
            if data:
                return data
        return b""


class _Stored(Stream):
    """A member that is not packed, of a known size."""

    def __init__(self, file: IO[bytes], start: int, size: int) -> None:
        super().__init__()
        self._file, self._place, self._left = file, start, size

    def next(self, size: int) -> bytes:
        """The next bytes."""
        self._file.seek(self._place)
        data = self._file.read(min(size, self._left))
        self._place += len(data)
        self._left -= len(data)
        if not data and self._left:
            self.trouble = "this member of the zip file is cut off: only its first part was read"
        return data


def salvaged(file: IO[bytes], meter: Meter) -> Iterator[Found]:
    """The members whose headers are found, in their order."""
    place, count = 0, 0
    while (start := _next_header(file, place)) is not None and count < meter.limits.members:
        count += 1
        file.seek(start)
        head = file.read(_HEADER.size)
        if len(head) < _HEADER.size:
            return
        _, _, flags, method, _, _, _, packed, _, name_size, extra = _HEADER.unpack(head)
        name = file.read(name_size).decode("utf-8" if flags & 0x800 else "cp437", errors="replace")
        body = place = start + _HEADER.size + name_size + extra
        if name.endswith("/"):
            continue
        if flags & 1:
            yield Found(name, None, "it is encrypted: unpack it and give the logs")
        elif method == _DEFLATED:
            stream = _Deflated(file, body, meter)
            yield Found(name, stream, None)
            place = stream.end or body
        elif method == _STORED and packed not in _UNKNOWN:
            yield Found(name, _Stored(file, body, packed), None)
            place = body + packed
        elif packed or flags & 8:
            yield Found(name, None, "it is packed in a way that needs the table of contents, which is missing")


def _next_header(file: IO[bytes], place: int) -> int | None:
    """Where the next header begins, at `place` or behind it."""
    tail = b""
    file.seek(place)
    while data := file.read(BLOCK):
        part = tail + data
        if (found := part.find(_MAGIC)) >= 0:
            return place - len(tail) + found
        place += len(data)
        tail = part[-3:]
    return None
