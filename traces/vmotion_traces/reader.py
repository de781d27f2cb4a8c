"""From a path to numbered lines of text: encodings, gzip, and limits that a hostile file cannot pass."""

from __future__ import annotations

import codecs
import gzip
import io
import re
import stat
import zlib
from dataclasses import dataclass
from pathlib import Path

from .errors import LogError

MAX_BYTES = 64 * 1024 * 1024
"""Bytes of one log after unpacking. A vmware.log has some MiB."""
MAX_LINE = 16 * 1024
"""Characters of one line that are read; the longest lines of a vmware.log have about 2,000."""

_GZIP = b"\x1f\x8b"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a log; `number` counts from 1."""

    file: str
    number: int
    text: str

    @property
    def where(self) -> str:
        """`file:number`."""
        return f"{self.file}:{self.number}"


@dataclass(frozen=True, slots=True)
class LogFile:
    """A log as text, and what the reader had to do to get it."""

    file: str
    lines: tuple[Line, ...]
    notes: tuple[str, ...]


def read(path: str | Path) -> LogFile:
    """Read one log: UTF-8, UTF-16 with a byte order mark, else Latin-1; plain or gzip.

    Raises LogError for a path that is no readable regular file, an empty, binary or too large file, and damaged gzip.
    """
    file = str(path)
    text, notes = read_text(path)
    lines = []
    for number, content in enumerate(text.split("\n"), 1):
        content = content.removesuffix("\r")
        if len(content) > MAX_LINE:
            notes.append(f"{file}:{number}: only the first {MAX_LINE:,} of {len(content):,} characters were read")
            content = content[:MAX_LINE]
        if content:
            lines.append(Line(file, number, content))
    return LogFile(file, tuple(lines), tuple(notes))


def read_text(path: str | Path) -> tuple[str, list[str]]:
    """The whole text of a file, and notes on how it was decoded. Raises LogError like `read`."""
    file = str(path)
    data = _unpacked(file, _bytes(file, Path(path)))
    if not data.strip():
        raise LogError(file, "the log is empty; give the log of the host or of the virtual machine")
    return _decoded(file, data)


def _bytes(file: str, path: Path) -> bytes:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise LogError(file, "this is a directory; name the log files in it")
        if not stat.S_ISREG(mode):
            raise LogError(file, "this is no regular file; save the log to a file first")
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise LogError(file, "there is no such file; check the path") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise LogError(file, f"it cannot be read ({reason}); check the path and its permissions") from None
    return _within_limit(file, data)


def _unpacked(file: str, data: bytes) -> bytes:
    if not data.startswith(_GZIP):
        return data
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            return _within_limit(file, stream.read(MAX_BYTES + 1))
    except (OSError, EOFError, zlib.error):
        raise LogError(file, "the gzip file is cut off or damaged; copy it again from the host") from None


def _within_limit(file: str, data: bytes) -> bytes:
    if len(data) > MAX_BYTES:
        raise LogError(
            file, f"it is larger than {MAX_BYTES // 2**20} MiB; cut out the time of the migration and give that"
        )
    return data


def _decoded(file: str, data: bytes) -> tuple[str, list[str]]:
    if data.startswith(_UTF16):
        try:
            return data.decode("utf-16"), []
        except UnicodeDecodeError as error:
            line = data[: error.start].decode("utf-16", errors="ignore").count("\n") + 1
            raise LogError(file, "the UTF-16 text is cut off or damaged; save the log as UTF-8", line) from None
    zero = data.find(b"\x00")
    if zero >= 0:
        raise LogError(
            file,
            "a zero byte: this is no text log. Unpack an archive first, convert UTF-16 with iconv, "
            "or take the zero bytes that a crash left out with tr -d '\\000'",
            data.count(b"\n", 0, zero) + 1,
        )
    sample = data[:_SAMPLE]
    if len(_CONTROL.findall(sample)) * 20 > len(sample):
        raise LogError(file, "this is binary data, no text log; give the log itself")
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return data.decode("latin-1"), [f"{file}:{line}: not UTF-8; the log was read as Latin-1"]
