"""One step of a run as text: the same wherever a run is shown, and without a solver's package in its imports."""

from collections.abc import Mapping

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from vmotion_model.common.shown import value_text
from vmotion_model.language import Value


def show_step(
    console: Console,
    number: int,
    time_s: int,
    role: str,
    command: str,
    description: str,
    changed: Mapping[str, tuple[Value, Value]],
) -> None:
    """The role, the time, the command in words and only what changed."""
    console.print(Text.assemble(f"{number:>3}. {time_s:>4} s  ", f"{role}: ", (command, "bold")))
    lines = Text(description)
    changes = "; ".join(f"{name} {value_text(a)} → {value_text(b)}" for name, (a, b) in changed.items())
    if changes:
        lines.append(f"\n{changes}", style="dim")
    console.print(Padding(lines, (0, 0, 0, 5)))


def counted(number: int, one: str, several: str = "") -> str:
    """So many things, in words: ``1 step``, ``2 steps``."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"
