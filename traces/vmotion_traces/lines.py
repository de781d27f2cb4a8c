"""From a byte stream to blocks of whole lines in UTF-8: encodings, NUL bytes, lines without an end, binary data.

Nothing is refused for one bad line. Memory is bounded by a block, whatever the stream holds.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from .sources import LogSource
from .sources.streams import Headed

BLOCK = 1024 * 1024
"""Bytes that are looked at together."""
MAX_LINE = 16 * 1024
"""Bytes of one line that are read; the longest lines of a vmware.log have about 2,000."""
SAMPLE = 64 * 1024
"""Bytes by which text is told from other data."""

_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_MARKS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of a log; `number` counts from 1."""

    file: str
    number: int
    text: str

    @property
    def where(self) -> str:
        """`file:number`."""
        return f"{self.file}:{self.number}"


@dataclass(frozen=True, slots=True)
class Block:
    """Whole lines as bytes, joined by line feeds; `number` is that of the first, `after` that of the line after the last."""

    number: int
    data: bytes
    after: int


def line_feeds(data: bytes) -> int:
    """How many line feeds there are. (NumPy counts some four times as fast as `bytes.count`.)"""
    import numpy as np

    return int(np.count_nonzero(np.frombuffer(data, np.uint8) == ord("\n")))


@dataclass(frozen=True, slots=True)
class Coding:
    """How a text is encoded: `name` is None for bytes that are UTF-8 or nearly so, `skip` the bytes of its mark."""

    name: str | None
    skip: int


def coding_of(sample: bytes) -> Coding:
    """Tell UTF-16 by its mark or, where it has none, by the zero bytes at every other place."""
    for mark, name in _MARKS.items():
        if sample.startswith(mark):
            return Coding(name, len(mark))
    if sample.startswith(codecs.BOM_UTF8):
        return Coding(None, len(codecs.BOM_UTF8))
    pairs = len(sample) // 2
    for name, zeros, letters in (("utf-16-le", sample[1::2], sample[::2]), ("utf-16-be", sample[::2], sample[1::2])):
        if pairs > 8 and zeros.count(0) > 0.9 * pairs and letters.count(0) < 0.1 * pairs:
            return Coding(name, 0)
    return Coding(None, 0)


def is_binary(sample: bytes, coding: Coding) -> bool:
    """Whether the first bytes are no text. Zero bytes alone do not tell: a crash leaves holes of them in a log."""
    if coding.name is not None:
        return False
    text = sample.replace(b"\0", b"")
    if not text:
        return len(sample) > 0
    return len(_CONTROL.findall(text)) * 20 > len(text)


def blocks(source: LogSource, notes: list[str]) -> Iterator[Block]:
    """The lines of a source, block by block. Binary data has none, with a note; so has an empty text."""
    sample = source.stream.peek(SAMPLE)
    coding = coding_of(sample)
    if len(sample) < SAMPLE and not sample[coding.skip :].strip(b"\0 \r\n\t"):
        if source.stream.trouble is None:
            notes.append(f"{source.name}: the log is empty; give the log of the host or of the virtual machine")
        return
    if is_binary(sample, coding):
        notes.append(f"{source.name}: this is binary data, no text log; it was passed over")
        return
    yield from _whole_lines(source.name, _decoded(source, coding, notes), notes)


def _decoded(source: LogSource, coding: Coding, notes: list[str]) -> Iterator[bytes]:
    stream = source.stream
    if coding.skip:
        stream.next(coding.skip)
    if coding.name is None:
        yield from _pieces(stream)
        return
    decoder = codecs.getincrementaldecoder(coding.name)(errors="replace")
    for piece in _pieces(stream):
        yield decoder.decode(piece).encode("utf-8", errors="replace")
    if decoder.getstate()[0]:
        notes.append(f"{source.name}: the UTF-16 text is cut off in its last character")


def _pieces(stream: Headed) -> Iterator[bytes]:
    while piece := stream.next(BLOCK):
        yield piece


def _whole_lines(name: str, pieces: Iterator[bytes], notes: list[str]) -> Iterator[Block]:
    number, parts, size = 1, list[bytes](), 0
    cut = 0
    for piece in pieces:
        if b"\0" in piece:
            piece = piece.replace(b"\0", b"")
        end = piece.rfind(b"\n")
        if end < 0:
            # A line without an end: its beginning is kept, so that it costs no memory.
            if size > BLOCK:
                cut = cut or number
                continue
            parts.append(piece)
            size += len(piece)
            continue
        data = b"".join((*parts, piece[:end]))
        parts, size = [piece[end + 1 :]], len(piece) - end - 1
        after = number + line_feeds(data) + 1
        yield Block(number, data, after)
        number = after
    rest = b"".join(parts)
    if rest:
        yield Block(number, rest, number + rest.count(b"\n") + 1)
    if cut:
        notes.append(f"{name}: line {cut} is longer than {BLOCK:,} bytes; only its beginning was read")
