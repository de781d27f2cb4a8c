"""From a byte stream to blocks of whole lines in UTF-8: encodings, NUL bytes, lines without an end, binary data.

Nothing is refused for one bad line. Memory is bounded by a block, whatever the stream holds.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .framing import counted, counted_from, ended_by_nul
from .sources import LogSource
from .sources.streams import Headed

BLOCK = 1024 * 1024
"""Bytes that are looked at together."""
MAX_LINE = 16 * 1024
"""Bytes of one line that are read; the longest lines of a vmware.log have about 2,000."""
SAMPLE = 64 * 1024
"""Bytes by which text is told from other data."""

_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_COPIED = ((codecs.BOM_UTF8, b""), (b"\xc2\xa0", b" "))
_ENTITY = re.compile(rb"&(lt|gt|quot|#39|amp);")
_ENTITIES = {b"lt": b"<", b"gt": b">", b"quot": b'"', b"#39": b"'", b"amp": b"&"}
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


def short_names(files: Sequence[str]) -> Mapping[str, str]:
    """For each log the end of its path that no other of them has: the name alone where that is enough."""
    parts = {file: file.replace("!", "/").strip("/").split("/") for file in files}
    found = {}
    for file, own in parts.items():
        others = [other for name, other in parts.items() if name != file]
        size = next((n for n in range(1, len(own)) if all(o[-n:] != own[-n:] for o in others)), len(own))
        found[file] = "/".join(own[-size:])
    return found


def coding_of(sample: bytes) -> Coding:
    """Tell UTF-16 by its mark or, where it has none, by the zero bytes at every other place.

    A mark alone does not make it so: in UTF-16 the first byte of every letter and digit of a log is zero.
    """
    for mark, name in _MARKS.items():
        if sample.startswith(mark):
            return Coding(name if b"\0" in sample[len(mark) :] else None, len(mark))
    if sample.startswith(codecs.BOM_UTF8):
        return Coding(None, len(codecs.BOM_UTF8))
    pairs = len(sample) // 2
    for name, zeros, letters in (("utf-16-le", sample[1::2], sample[::2]), ("utf-16-be", sample[::2], sample[1::2])):
        if pairs > 8 and zeros.count(0) > 0.9 * pairs and letters.count(0) < 0.1 * pairs:
            return Coding(name, 0)
    return Coding(None, 0)


def is_binary(sample: bytes, coding: Coding) -> bool:
    """Whether the first bytes are no text. Zero bytes do not tell: a crash, or a log cut while it was written, leaves holes."""
    if coding.name is not None:
        return False
    text = sample.replace(b"\0", b"")
    return len(_CONTROL.findall(text)) * 20 > len(text)


def blocks(source: LogSource, notes: list[str]) -> Iterator[Block]:
    """The lines of a source, block by block. Binary data has none, with a note; so has an empty text."""
    sample = source.stream.peek(SAMPLE)
    coding = coding_of(sample)
    if is_binary(sample, coding):
        notes.append(f"{source.name}: this is binary data, no text log; it was passed over")
        return
    is_empty = True
    for block in _whole_lines(source, _decoded(source, coding, sample[coding.skip :], notes), notes):
        is_empty = is_empty and not block.data.strip()
        yield block
    if is_empty and source.stream.trouble is None:
        notes.append(f"{source.name}: the log is empty; give the log of the host or of the virtual machine")


def _decoded(source: LogSource, coding: Coding, sample: bytes, notes: list[str]) -> Iterator[bytes]:
    stream = source.stream
    if coding.skip:
        stream.next(coding.skip)
    pieces = _pieces(stream)
    if coding.name is not None:
        return _of_utf16(source.name, pieces, coding.name, notes)
    if (start := counted_from(sample)) is not None:
        return counted(pieces, start)
    ended = b"\0" if ended_by_nul(sample) else b"\r" if b"\r" in sample and b"\n" not in sample else None
    return pieces if ended is None else (piece.replace(ended, b"\n") for piece in pieces)


def _of_utf16(name: str, pieces: Iterator[bytes], coding: str, notes: list[str]) -> Iterator[bytes]:
    """UTF-16 as UTF-8. Lines that somebody appended in another encoding are left as they are."""
    feed = "\n".encode(coding)
    rest, is_mixed = b"", False
    for piece in pieces:
        data = rest + piece
        cut = data.rfind(feed) + len(feed)
        if cut < len(feed):
            cut = len(data) // 2 * 2 if len(data) > BLOCK else 0
        rest = data[cut:]
        lines, mixed = _lines_of_utf16(data[:cut], coding, feed)
        is_mixed = is_mixed or mixed
        yield lines
    is_cut = len(rest) % 2 == 1 and b"\0" in rest[-16:]
    lines, mixed = _lines_of_utf16(rest[:-1] if is_cut else rest, coding, feed)
    yield lines
    if is_mixed or mixed:
        notes.append(f"{name}: not all of it is UTF-16 as its beginning is; the other lines were read as they are")
    elif is_cut:
        notes.append(f"{name}: the UTF-16 text is cut off in its last character")


def _lines_of_utf16(data: bytes, coding: str, feed: bytes) -> tuple[bytes, bool]:
    """Whole lines as UTF-8, and whether some were of another encoding: they hold a line feed without a zero, or no zero."""
    if data.count(b"\n") == data.count(feed) and (len(data) < 16 or b"\0" in data[-16:]):
        return data.decode(coding, errors="replace").encode(errors="replace"), False
    found, is_mixed = [], False
    for line in data.split(feed):
        is_other = b"\n" in line or (len(line) > 8 and b"\0" not in line)
        is_mixed = is_mixed or is_other
        found.append(line if is_other else line.decode(coding, errors="replace").encode(errors="replace"))
    return b"\n".join(found), is_mixed


def _pieces(stream: Headed) -> Iterator[bytes]:
    while piece := stream.next(BLOCK):
        yield piece


def _tidy(data: bytes) -> bytes:
    """Whole lines without what copying leaves in them: marks of an encoding, blanks that do not break, entities of HTML."""
    if not data.isascii():  # which is much faster to tell
        for byte, other in _COPIED:
            data = data.replace(byte, other)
    return _ENTITY.sub(lambda found: _ENTITIES[found[1]], data) if b"&" in data else data


def _whole_lines(source: LogSource, pieces: Iterator[bytes], notes: list[str]) -> Iterator[Block]:
    name, number, parts, size, cut = source.name, 1, list[bytes](), 0, 0
    for piece in pieces:
        if b"\0" in piece:
            piece = piece.replace(b"\0", b"")
            if not piece:
                continue
        end = piece.rfind(b"\n")
        if end < 0:
            # A line without an end: its beginning is kept, so that it costs no memory.
            if size > BLOCK:
                cut = cut or number
                continue
            parts.append(piece)
            size += len(piece)
            continue
        data = _tidy(b"".join((*parts, piece[:end])))
        parts, size = [piece[end + 1 :]], len(piece) - end - 1
        after = number + line_feeds(data) + 1
        yield Block(number, data, after)
        number = after
    rest = _tidy(b"".join(parts))
    if source.stream.trouble is not None:
        rest = rest[: rest.rfind(b" ") + 1]  # where it breaks off may be within a number, which is then another one
    if rest:
        yield Block(number, rest, number + rest.count(b"\n") + 1)
    if cut:
        notes.append(f"{name}: line {cut} is longer than {BLOCK:,} bytes; only its beginning was read")
