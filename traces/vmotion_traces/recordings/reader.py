"""A recording as one text, or as the JSON in it: encodings, gzip, limits for hostile files. Logs are read by `reading`."""

from __future__ import annotations

import codecs
import gzip
import io
import json
import re
import stat
import zlib
from pathlib import Path
from typing import Any

from vmotion_model.common.errors import InputError
from vmotion_traces.errors import LogError

MAX_BYTES = 64 * 1024 * 1024
"""Bytes of one recording after unpacking."""

_GZIP = b"\x1f\x8b"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 64 * 1024


def read_text(path: str | Path) -> tuple[str, list[str]]:
    """The whole text of a file, and notes on how it was decoded: UTF-8, UTF-16 with a mark, else Latin-1; plain or gzip.

    Raises LogError for a path that is no readable regular file, an empty, binary or too large file, and damaged gzip.
    """
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


def text_of(path: Path) -> str:
    """The file's text. Raises InputError for a folder, a device, an empty, binary or too large file."""
    try:
        return read_text(path)[0]
    except LogError as problem:
        said = str(problem).replace(
            "the log is empty; give the log of the host or of the virtual machine", "it is empty"
        )
        raise InputError(said) from None


def _no_number(text: str) -> Any:
    raise InputError(f"{text} is no figure of a recording")


def _one_by_one(text: str) -> list[Any] | None:
    """JSON documents that follow each other, each over as many lines as it likes; None where something else is there."""
    decoder, place, found = json.JSONDecoder(parse_constant=_no_number), 0, list[Any]()
    while (place := len(text) - len(text[place:].lstrip())) < len(text):
        try:
            value, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError, InputError):
            return None
        found.append(value)
    return found or None


def read_json(path: Path) -> list[Any] | dict[str, Any]:
    """A JSON document, or one reply per line. Raises InputError."""
    return json_of(text_of(path), path)


def json_of(text: str, path: Path) -> list[Any] | dict[str, Any]:
    """The same of a text; `path` is named in messages."""
    try:
        document = json.loads(text, parse_constant=_no_number)
    except RecursionError:
        raise InputError(f"{path}: JSON nested too deep for a recording") from None
    except InputError as problem:
        raise InputError(f"{path}: {problem}") from None
    except json.JSONDecodeError as whole:
        if (documents := _one_by_one(text)) is not None:
            return documents
        lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
        replies = []
        for number, line in lines:
            try:
                replies.append(json.loads(line, parse_constant=_no_number))
            except json.JSONDecodeError as problem:
                where = whole.lineno if number == 1 else number
                raise InputError(f"{path}:{where}: not JSON, or cut off: {problem.msg}") from None
            except (RecursionError, ValueError) as problem:
                raise InputError(f"{path}:{number}: no recording: {str(problem)[:80]}") from None
        return replies
    except ValueError as problem:  # a number of thousands of digits
        raise InputError(f"{path}: no recording: {str(problem)[:80]}") from None
    if not isinstance(document, list | dict):
        raise InputError(f"{path}: JSON, but neither a recording nor a list of query-migrate replies")
    return document
