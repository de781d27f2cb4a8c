"""What is packed in a stream, unpacked piece by piece and within bounds, up to a damage and on behind it."""

from __future__ import annotations

import bz2
import lzma
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol

from .limits import Meter
from .streams import BLOCK, Stream


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


@dataclass(frozen=True, slots=True)
class Packing:
    """A kind of packing: how its parts begin, how one is found behind a damage, and what unpacks it."""

    name: str
    starts: tuple[bytes, ...]
    found: re.Pattern[bytes]
    make: Callable[[], _Codec]


PACKINGS = (
    Packing("gzip", (b"\x1f\x8b",), re.compile(rb"\x1f\x8b\x08[\x00-\x1f]"), _Gzip),
    Packing(
        "xz", (b"\xfd7zXZ\x00",), re.compile(rb"\xfd7zXZ\x00"), lambda: lzma.LZMADecompressor(memlimit=128 * 2**20)
    ),
    Packing("bzip2", (b"BZh",), re.compile(rb"BZh[1-9]1AY&SY"), bz2.BZ2Decompressor),
    # A frame that is skipped may come first: tools that pack on several cores write one.
    Packing(
        "zstd",
        (b"\x28\xb5\x2f\xfd", *(bytes((0x50 + n,)) + b"*M\x18" for n in range(16))),
        re.compile(rb"\x28\xb5\x2f\xfd"),
        _zstd,
    ),
)
_LONGEST = 10
"""Bytes of the longest beginning of a part."""
_STEP = 8 * 1024
"""Packed bytes that are unpacked at once: so many are lost at most before a damage."""
_SHORT = 64 * 1024
"""Packed bytes of a part that is read again, byte by byte, where it is damaged, so that nothing before the damage is lost."""
_FILLING = b"\0\r\n \x1a"


def packing_of(head: bytes) -> Packing | None:
    """The packing whose first bytes these are."""
    return next((packing for packing in PACKINGS if head.startswith(packing.starts)), None)


class Unpacked(Stream):
    """What is packed in a stream. Parts that follow each other (rotated logs that were put together) are one text.

    A damaged part is read up to the damage, then the next part that is found is read.
    """

    def __init__(self, stream: Stream, packing: Packing, meter: Meter) -> None:
        """Raises NoUnpackerError where a package is missing."""
        super().__init__()
        self._stream, self._packing, self._meter = stream, packing, meter
        self._codec = packing.make()
        self._input, self._saved = b"", b""
        self._ended = False
        # Of the part that is read now: its bytes while they are few, and how many came out of it.
        self._part: bytes | None = b""
        self._given = 0

    def next(self, size: int) -> bytes:
        """The next unpacked bytes."""
        while self._saved or not self._ended:
            if self._saved:
                data, self._saved = self._saved[:size], self._saved[size:]
            else:
                data = self._more(max(size, 1))
            if data and not self._meter.take_out(len(data)):
                self.trouble, self._saved, self._ended = self._meter.too_much, b"", True
                return b""
            if data:
                return data
        return b""

    def _more(self, size: int) -> bytes:
        if self._codec.eof:
            self._next_part()
            return b""
        if self._codec.needs_input and not self._input:
            self._input = self._stream.next(_STEP)
            if not self._input:
                self._end(f"the {self._packing.name} data is cut off: only its first part was read")
                return b""
        piece, self._input = self._input, b""
        try:
            data = self._codec.decompress(piece, size)
        except Exception:  # noqa: BLE001 - each codec has its own errors, and all mean the same
            self._saved = self._before_damage(piece)
            self._after_damage(piece, f"the {self._packing.name} data is damaged: only its first part was read")
            return b""
        if self._part is not None:
            self._part = self._part + piece if len(self._part) + len(piece) <= _SHORT else None
        self._given += len(data)
        return data

    def _end(self, why: str) -> None:
        self._ended = True
        self.trouble = self._stream.trouble or self.trouble or why

    def _before_damage(self, piece: bytes) -> bytes:
        """What a short part gives before it is damaged, without what it gave already."""
        if self._part is None:
            return b""
        codec, packed = self._packing.make(), self._part + piece
        found, count = list[bytes](), 0
        try:
            for place in range(len(packed)):
                out = codec.decompress(packed[place : place + 1], BLOCK)
                while out:
                    count += len(out)
                    if count > self._given:
                        found.append(out[-(count - self._given) :] if count - self._given < len(out) else out)
                    if codec.eof or codec.needs_input or count > self._given + 64 * BLOCK:
                        break
                    out = codec.decompress(b"", BLOCK)
        except Exception:  # noqa: BLE001, S110 - here is the damage
            pass
        return b"".join(found)

    def _after_damage(self, rest: bytes, why: str) -> None:
        """Go on at the next part behind `rest`, if there is one."""
        while (found := self._packing.found.search(rest, 1)) is None:
            more = self._stream.next(BLOCK)
            if not more:
                self._end(why)
                return
            rest = rest[-_LONGEST:] + more
        self.trouble = f"the {self._packing.name} data is damaged: what lies between good parts was not read"
        if not self._saved.endswith(b"\n"):
            # The line is broken off, maybe within a number, which would then be another one.
            self._saved = self._saved[: self._saved.rfind(b" ") + 1] + b"\n"
        self._begin(rest[found.start() :])

    def _begin(self, rest: bytes) -> None:
        self._codec, self._input = self._packing.make(), rest
        self._part, self._given = b"", 0

    def _next_part(self) -> None:
        """Go on where another packed part follows; zeros and line ends behind a part are filling."""
        rest = (self._codec.unused_data or self._input).lstrip(_FILLING)
        while len(rest) < _LONGEST and (more := self._stream.next(BLOCK)):
            rest = (rest + more).lstrip(_FILLING)
        if not rest:
            self._ended = True
            self.trouble = self._stream.trouble or self.trouble
        elif rest.startswith(self._packing.starts):
            self._begin(rest)
        else:
            what = f"behind the {self._packing.name} data lies other data, which was not read"
            self._after_damage(b" " + rest, what)
