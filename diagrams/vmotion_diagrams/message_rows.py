"""Rows and messages of a sequence together: what arrives before a row, and what leaves after it for later."""

from dataclasses import dataclass

from .description import Again, Message, MessageFate, Row, Sequence


@dataclass(frozen=True)
class Woven:
    """A row, what arrives for it, and what leaves after it; ``direct`` ones arrive in the very next row and are told once."""

    row: Row
    direct: tuple[Message, ...]
    arriving: tuple[Message, ...]
    leaving: tuple[Message, ...]


def woven(sequence: Sequence) -> tuple[Woven, ...]:
    """Every row with its messages. What begins and ends inside rounds that are only counted is left out."""
    places = [
        range(r.last + 1, r.until + 1) if isinstance(r, Again) else range(r.first, r.last + 1) for r in sequence.rows
    ]

    def place(step: int | None) -> int | None:
        return None if step is None else next((n for n, steps in enumerate(places) if step in steps), None)

    direct: dict[int, list[Message]] = {}
    arriving: dict[int, list[Message]] = {}
    leaving: dict[int, list[Message]] = {}
    for message in sequence.messages:
        start, end = place(message.sent), place(message.ended)
        if start is None or start == end:
            continue
        if end == start + 1 and message.fate is not MessageFate.DROPPED and not isinstance(sequence.rows[end], Again):
            direct.setdefault(end, []).append(message)
            continue
        leaving.setdefault(start, []).append(message)
        if end is not None:
            arriving.setdefault(end, []).append(message)
    return tuple(
        Woven(row, tuple(direct.get(n, ())), tuple(arriving.get(n, ())), tuple(leaving.get(n, ())))
        for n, row in enumerate(sequence.rows)
    )
