r"""Messages as TCP carries them (RFC 6587) and as a capture holds them: one behind the other, without line ends.

Octet counting puts the length of each message before it; other senders put a NUL behind it.

>>> stream = b"9 <14>Nov 1" + b"9 <14>Nov 2"
>>> start = counted_from(stream)
>>> b"".join(counted([stream], start))
b'<14>Nov 1\n<14>Nov 2\n'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

_COUNT = re.compile(rb"(\d{1,6}) (?=<\d{1,3}>)")
_INTO_THE_NEXT = re.compile(rb"\n\d{1,6}$")
_BETWEEN = b"\r\n\0 "
_LONGEST = 16
"""Bytes of a count with what must stand behind it."""


def counted_from(sample: bytes) -> int | None:
    """Where the first message with its length before it begins; None where the text has none.

    A number before a priority is a length only if the next such number, or the end, stands just behind the message.
    """
    for found in islice(_COUNT.finditer(sample), 16):
        end = found.end() + int(found[1])
        behind = sample[end:].lstrip(_BETWEEN)
        # A length that was counted otherwise ends within the next one.
        is_whole = end <= len(sample) and not _INTO_THE_NEXT.search(sample[found.end() : end])
        if is_whole and (not behind or _COUNT.match(behind)):
            return found.start()
    return None


def counted(pieces: Iterable[bytes], start: int) -> Iterator[bytes]:
    """The messages as lines; `start` bytes before the first are left as they are.

    Where a length is wrong, the next one counts.
    """
    data, place = b"", 0
    for piece in pieces:
        data, place = data[place:] + piece, 0
        out: list[bytes] = []
        if start:
            if len(data) < start:
                continue
            out.append(data[:start].rstrip(_BETWEEN) + b"\n")
            place, start = start, 0
        while (step := _step(data, place, False)) is not None:
            line, place = step
            out.append(line)
        yield b"".join(out)
    while place < len(data) and (step := _step(data, place, True)) is not None:
        yield step[0]
        place = step[1]


def _step(data: bytes, place: int, is_end: bool) -> tuple[bytes, int] | None:
    """The message at a place as a line, and the place behind it; None where more data must come first."""
    while place < len(data) and data[place] in _BETWEEN:
        place += 1
    if place >= len(data) or (not is_end and len(data) - place < _LONGEST):
        return None
    if found := _COUNT.match(data, place):
        end = found.end() + int(found[1])
        return None if end > len(data) and not is_end else (data[found.end() : end].rstrip(_BETWEEN) + b"\n", end)
    following = _COUNT.search(data, place)
    end = following.start() if following else len(data) if is_end else len(data) - _LONGEST
    return (data[place:end] + (b"\n" if following or is_end else b""), end) if end > place else None


def ended_by_nul(sample: bytes) -> bool:
    """Whether messages end with a NUL instead of a line end."""
    return re.match(rb"<\d{1,3}>", sample) is not None and re.search(rb"[^\n\0]\0<\d{1,3}>", sample) is not None
