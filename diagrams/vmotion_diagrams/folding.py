"""Long runs: what a run does over and over is shown once, with how often it comes back."""

from collections.abc import Sequence

from .description import Action, Again, Delay, Message, Row

LONGEST = 12
"""The most rows that are looked at as one round."""
FEWEST = 3
"""How often a round must come in all before it is folded."""


def folded(rows: Sequence[Action | Delay], messages: Sequence[Message] = ()) -> tuple[Row, ...]:
    """The rows with each round that comes ``FEWEST`` times or more shown once, followed by an ``Again``."""
    shapes = [_shape(row, messages) for row in rows]
    result: list[Row] = []
    at = 0
    while at < len(rows):
        length, times = _round(shapes, at)
        result.extend(rows[at : at + length])
        if times > 1:
            end = at + length * times - 1
            result.append(
                Again(rows[at].first, rows[at + length - 1].last, times - 1, rows[end].last, rows[end].time_s)
            )
        at += length * times
    return tuple(result)


def _round(shapes: Sequence[object], at: int) -> tuple[int, int]:
    """The shortest round of rows that starts here and how often it comes; one row, once, where nothing comes back."""
    for length in range(1, min(LONGEST, len(shapes) - at) + 1):
        times = 1
        first = shapes[at : at + length]
        while shapes[at + times * length : at + (times + 1) * length] == first:
            times += 1
        if times >= FEWEST:
            return length, times
    return 1, 1


def _shape(row: Action | Delay, messages: Sequence[Message]) -> object:
    """What a row says apart from its place in the run."""
    if isinstance(row, Delay):
        return row.seconds
    # Counted once: a page of the report asks it of half a million messages.
    first, last = row.first, row.last
    sent = [(m.receiver, m.text, m.fate, _length(m)) for m in messages if first <= m.sent <= last]
    ended = [(m.sender, m.text, m.fate, _length(m)) for m in messages if first <= (m.ended or 0) <= last]
    lines = tuple((line.status, line.strong, line.text.lstrip("0123456789")) for line in row.lines)
    return (row.actor, row.reads, row.writes, lines, tuple(sent), tuple(ended))


def _length(message: Message) -> int | None:
    """For how many steps a message is under way."""
    return None if message.ended is None else message.ended - message.sent
