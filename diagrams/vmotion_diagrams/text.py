"""Text in boxes: wrapping, and the mark that shows a status without colour."""

import textwrap
from collections.abc import Iterable

from .description import Again, Line
from .style import MARK


def marked(line: Line) -> str:
    """The text of a line behind the mark of its status."""
    return MARK[line.status] + line.text


def again_text(row: Again) -> str:
    """How often which steps come back."""
    steps = f"step {row.first}" if row.first == row.last else f"steps {row.first} to {row.last}"
    return f"{steps} again, {row.times:,} more times, up to step {row.until:,}"


def wrapped(text: str, width: int) -> list[str]:
    """Text in lines of at most ``width`` characters, broken at spaces, and in long names after an underscore or a dot."""
    words: list[str] = []
    for word in text.split(" "):
        words.extend(_pieces(word, width) if len(word) > width else [word])
    return textwrap.wrap(" ".join(words), width, break_long_words=True, break_on_hyphens=False) or [""]


def wrapped_lines(lines: Iterable[Line], width: int) -> list[tuple[Line, list[str]]]:
    """Each line with its text wrapped."""
    return [(line, wrapped(marked(line), width)) for line in lines]


def _pieces(word: str, width: int) -> list[str]:
    pieces = [""]
    for part in word.replace("_", "_\0").replace(".", ".\0").split("\0"):
        if pieces[-1] and len(pieces[-1]) + len(part) > width:
            pieces.append(part)
        else:
            pieces[-1] += part
    return [p for p in pieces if p]
