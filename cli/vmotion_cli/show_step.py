"""One step of a run as text: the same wherever a run is shown, and without a solver's package in its imports."""

import re
from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from vmotion_model.common.safe_text import value_text
from vmotion_model.language import Value

INDENT = 5
"""Columns before what is said of a step: as wide as its number."""


def show_step(
    console: Console,
    number: int,
    time_s: int,
    role: str,
    command: str,
    description: str,
    changed: Mapping[str, tuple[Value, Value]],
    marks: Sequence[str] = (),
) -> None:
    """The role, the time, the command in words and only what changed; ``marks`` are words beside the command."""
    marked = Text(f" ({', '.join(marks)})", style="yellow") if marks else ""
    console.print(Text.assemble(f"{number:>3}. {time_s:>4} s  ", f"{role}: ", (command, "bold"), marked))
    lines = Text(description)
    changes = "; ".join(f"{name} {value_text(a)} → {value_text(b)}" for name, (a, b) in changed.items())
    if changes:
        lines.append(f"\n{changes}" if description else changes, style="dim")
    if lines:
        console.print(Padding(lines, (0, 0, 0, INDENT)))


def counted(number: int, one: str, several: str = "") -> str:
    """So many things, in words: ``1 step``, ``2 steps``."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def paragraphs(text: str) -> str:
    """A text whose lines were broken for a file, one line a paragraph: the console breaks them anew."""
    return "\n\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", text.strip()))
