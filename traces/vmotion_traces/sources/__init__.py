"""What is given, as byte streams of single logs: files, folders, archives, bundles, pipes, texts.

>>> notes = []
>>> [(s.name, s.stream.read()) for s in open_sources(["task failed: no data"], notes)]
[('the given text', b'task failed: no data')]

Packings are told by their first bytes, never by a name, and may lie in each other: a `vm-support` bundle is a packed tar
archive with packed rotated logs in it. Everything is streamed; nothing is unpacked to disk but a zip file, whose table of
contents stands at its end. What cannot be read is noted, and the rest is read.
"""

from __future__ import annotations

import io
import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator, MutableSequence
from dataclasses import dataclass
from pathlib import Path

from vmotion_traces.errors import LogError

from .archives import TAR_HEAD, Entry, is_tar, is_zip, tar_members, zip_members
from .limits import DEFAULT, Limits, Meter
from .streams import Given, Headed, Lost, Stream
from .unpacking import NoUnpackerError, Unpacked, packing_of

__all__ = ["DEFAULT", "STDIN", "TEXT", "Limits", "LogSource", "is_task_text", "open_sources"]

STDIN = "standard input"
TEXT = "the given text"
_MORE = "!"
"""Stands between an archive and the member in a source's name."""
_UNREADABLE = {
    b"7z\xbc\xaf\x27\x1c": "a 7z archive",
    b"Rar!": "a RAR archive",
    b"MSCF": "a CAB archive",
    b"%PDF": "a PDF document",
}
_NAME = re.compile(r"(?:(?:vim|vmodl)\.fault|msg|vob|esx\.problem)(?:\.[A-Za-z][\w-]*)+")
_ENDINGS = (".log", ".gz", ".tgz", ".zip", ".tar", ".xz", ".zst", ".txt", ".csv", ".json", ".bz2", ".hlog")


@dataclass(frozen=True, slots=True)
class LogSource:
    """One text to read. `stream` is good until the next source is asked for."""

    name: str
    stream: Headed
    is_given: bool = True


def is_task_text(argument: str) -> bool:
    """Whether an argument is the text of a task instead of a path: several words, or the name of a fault or a message.

    No file is called so.
    """
    words = argument.split()
    is_text = len(words) >= 3 or (len(words) == 2 and argument.replace(" ", "").isalpha())
    is_text = is_text or _NAME.fullmatch(argument.strip()) is not None
    if not is_text or "\0" in argument or argument.rstrip().lower().endswith(_ENDINGS):
        return False
    try:
        return not Path(argument).exists()
    except OSError:
        return True  # longer than a file name may be


def open_sources(
    given: Iterable[str | Path], notes: MutableSequence[str], limits: Limits = DEFAULT
) -> Iterator[LogSource]:
    """The texts in what is given, in its order; folders in the order of names.

    `-` is standard input. `notes` receives what was not read and why. Raises LogError for a given path that is not there
    or must not be read.
    """
    seen: set[Path] = set()
    for each in given:
        name = str(each)
        if not name.strip():
            raise LogError("an empty argument", "no log and no text; name a log, a folder, or - for standard input")
        if name == "-":
            meter = Meter(limits)
            yield from _texts(STDIN, Given(sys.stdin.buffer, meter), meter, notes, 0)
        elif is_task_text(name):
            meter = Meter(limits)
            yield from _texts(TEXT, Given(io.BytesIO(name.encode(errors="replace")), meter), meter, notes, 0)
        else:
            for path, is_given in _files(Path(name), notes):
                key = path.resolve()
                if key in seen:
                    notes.append(f"{path}: given twice; it was read once")
                    continue
                seen.add(key)
                yield from _of_file(path, is_given, notes, limits)


def _files(path: Path, notes: MutableSequence[str]) -> Iterator[tuple[Path, bool]]:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        raise LogError(str(path), "there is no such file; check the path") from None
    except (OSError, ValueError) as error:
        raise LogError(str(path), _unreadable(error)) from None
    if stat.S_ISDIR(mode):
        yield from ((found, False) for found in _in_folder(path, notes))
    elif stat.S_ISREG(mode) or stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode):
        yield path, True
    else:
        raise LogError(str(path), "this is no regular file and no pipe; save the log to a file first")


def _in_folder(folder: Path, notes: MutableSequence[str]) -> Iterator[Path]:
    root = folder.resolve()
    found = 0
    for place, folders, files in os.walk(folder, onerror=lambda error: notes.append(f"{error.filename}: not readable")):
        folders.sort()
        for name in sorted(files):
            path = Path(place, name)
            try:
                if path.is_symlink() and not path.resolve().is_relative_to(root):
                    notes.append(f"{path}: refused: the link leads out of the folder")
                elif path.is_file():
                    found += 1
                    yield path
            except OSError as error:
                notes.append(f"{path}: {_unreadable(error)}")
    if not found:
        notes.append(f"{folder}: the folder holds no file; give the folder with the logs")


def _of_file(path: Path, is_given: bool, notes: MutableSequence[str], limits: Limits) -> Iterator[LogSource]:
    meter = Meter(limits)
    try:
        file = path.open("rb")
    except OSError as error:
        if is_given:
            raise LogError(str(path), _unreadable(error)) from None
        notes.append(f"{path}: {_unreadable(error)}")
        return
    with file:
        yield from _texts(str(path), Given(file, meter), meter, notes, 0, is_given)


def _unreadable(error: OSError | ValueError) -> str:
    return f"it cannot be read ({getattr(error, 'strerror', None) or error}); check the path and its permissions"


def _texts(
    name: str, stream: Stream, meter: Meter, notes: MutableSequence[str], depth: int, is_given: bool = True
) -> Iterator[LogSource]:
    """The texts in one stream, whatever it is packed in."""
    headed = Headed(stream)
    head = headed.peek(TAR_HEAD)
    if depth > meter.limits.depth:
        notes.append(f"{name}: packed in more than {meter.limits.depth} layers: not read")
        return
    other = next((what for magic, what in _UNREADABLE.items() if head.startswith(magic)), None)
    if other is not None:
        notes.append(f"{name}: this is {other}; unpack it and give the logs")
    elif (packing := packing_of(head)) is not None:
        try:
            unpacked = Unpacked(headed, packing, meter)
        except NoUnpackerError as error:
            notes.append(f"{name}: {error}")
            return
        yield from _texts(name, unpacked, meter, notes, depth + 1, is_given)
    elif is_zip(head):
        yield from _members(name, zip_members(headed, meter), meter, notes, depth)
    elif is_tar(head):
        yield from _members(name, tar_members(headed, meter.limits), meter, notes, depth)
    else:
        yield LogSource(name, headed, is_given)
        if headed.trouble:
            notes.append(f"{name}: {headed.trouble}")


def _members(
    name: str, entries: Iterator[Entry], meter: Meter, notes: MutableSequence[str], depth: int
) -> Iterator[LogSource]:
    for member, stream, why in entries:
        full = f"{name}{_MORE}{member}" if member else name
        if stream is None:
            notes.append(f"{full}: {why}")
            if not member:
                # Something of the archive itself: whoever reads must know that lines may be missing.
                yield LogSource(full, Headed(Lost(why or "damaged")), is_given=False)
        else:
            yield from _texts(full, stream, meter, notes, depth + 1, is_given=False)
