"""Text in boxes: wrapping, and the mark that shows a status without colour."""

import textwrap
from collections.abc import Iterable

from .description import Again, Line, Message, MessageFate, Status
from .style import MARK

HELD = {status: mark.replace(" ", "\N{NO-BREAK SPACE}") for status, mark in MARK.items()}
"""The marks with a space at which no line is broken."""


def marked(line: Line) -> str:
    """The text of a line behind the mark of its status."""
    return MARK[line.status] + line.text


def again_text(row: Again) -> str:
    """How often which steps come back."""
    steps = f"step {row.first}" if row.first == row.last else f"steps {row.first} to {row.last}"
    return f"{steps} again, {row.times:,} more times, up to step {row.until:,}"


def message_text(message: Message) -> str:
    """A message and, where it was not taken, what became of it."""
    if message.fate is MessageFate.TAKEN:
        return message.text
    step = "" if message.ended is None else f" in step {message.ended}"
    mark = MARK[Status.FAILURE] if message.fate is MessageFate.LOST else ""
    return f"{mark}{message.text} ({message.fate}{step})"


def wrapped(text: str, width: int) -> list[str]:
    """Text in lines of at most ``width`` characters, broken at spaces, and in long names after an underscore or a dot."""
    words: list[str] = []
    for word in text.split(" "):
        words.extend(_pieces(word, width) if len(word) > width else [word])
    return textwrap.wrap(" ".join(words), width, break_long_words=True, break_on_hyphens=False) or [""]


def balanced(text: str, width: int) -> list[str]:
    """As few lines as ``wrapped`` needs, and the longest of them as short as can be: no line with one last word.

    Where that costs no line, a new one begins after the first colon.
    """
    least = len(wrapped(text, width))
    head, colon, rest = text.partition(": ")
    if colon and least > 1 and len(lines := [*balanced(f"{head}:", width), *balanced(rest, width)]) == least:
        return lines
    # Narrower than its longest part, a name would be torn apart anywhere.
    longest = max(len(part) for word in text.split(" ") for part in _parts(word))
    narrowest = min(width, max(1, longest))
    return next(lines for w in range(narrowest, width + 1) if len(lines := wrapped(text, w)) == least)


def wrapped_lines(lines: Iterable[Line], width: int) -> list[tuple[Line, list[str]]]:
    """Each line with its text wrapped; the mark stays with the first word."""
    return [(line, wrapped(marked(line).replace(MARK[line.status], HELD[line.status], 1), width)) for line in lines]


def _pieces(word: str, width: int) -> list[str]:
    pieces = [""]
    for part in _parts(word):
        if pieces[-1] and len(pieces[-1]) + len(part) > width:
            pieces.append(part)
        else:
            pieces[-1] += part
    return [p for p in pieces if p]


def _parts(word: str) -> list[str]:
    return word.replace("_", "_\0").replace(".", ".\0").split("\0")
