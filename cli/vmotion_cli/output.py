"""Where results go: standard output, or a file that is written whole or not at all."""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .errors import BadInputError

if TYPE_CHECKING:
    from rich.console import Console

WIDTH = 80


def write(text: str, output: Path | None) -> None:
    """Write a result to a file (through a temporary one, renamed at the end) or to standard output."""
    from vmotion_model.common.safe_text import shown

    text = shown(text)
    if output is None:
        click.echo(text, nl=not text.endswith("\n"))
        return
    write_file(output, lambda path: path.write_text(text if text.endswith("\n") else text + "\n", encoding="utf-8"))


def write_json(data: object, output: Path | None) -> None:
    """Write a result as JSON."""
    write(json_text(data), output)


def json_text(data: object, indent: int | None = 2) -> str:
    """Data as JSON that can be read on a terminal: what is not seen, or speaks to it, is escaped. None for one line."""
    import json

    from vmotion_model.common.safe_text import hidden_escaped

    return hidden_escaped(json.dumps(data, indent=indent, ensure_ascii=False))


def write_file(output: Path, fill: Callable[[Path], object]) -> None:
    """Have ``fill`` write a file that appears whole or not at all; raises ``BadInputError`` where that fails."""
    from vmotion_model.common.files import WriteError, written_whole

    try:
        with written_whole(output) as part:
            fill(part)
    except WriteError as error:
        raise BadInputError(str(error)) from None


def refuse_unwritable(output: Path) -> None:
    """Raise ``BadInputError`` at once where a file could not be written at the end of something long."""
    from vmotion_model.common.files import WriteError, check_writable

    try:
        check_writable(output)
    except WriteError as error:
        raise BadInputError(str(error)) from None


def stdout_console() -> "Console":
    """A console for what is shown piece by piece: coloured on a terminal, plain and 80 columns wide in a pipe."""
    from .console import PlainConsole

    if sys.stdout.isatty():
        return PlainConsole(width=min(PlainConsole().width, WIDTH * 2))
    return PlainConsole(file=_Stripped(), width=WIDTH, no_color=True, force_terminal=False)


class _Stripped(StringIO):
    """Standard output without the blanks with which tables and padding fill their lines."""

    def write(self, text: str) -> int:
        sys.stdout.write(re.sub(" +$", "", text, flags=re.MULTILINE))
        return len(text)

    def flush(self) -> None:
        sys.stdout.flush()


def render(show: "Callable[[Console], None]", output: Path | None) -> None:
    """Show something with rich: coloured on a terminal, plain elsewhere, never wider than 80 columns in a pipe."""
    from .console import PlainConsole

    if output is None and sys.stdout.isatty():
        show(stdout_console())
        return
    buffer = StringIO()
    show(PlainConsole(file=buffer, width=WIDTH, no_color=True, force_terminal=False))
    write("\n".join(line.rstrip() for line in buffer.getvalue().splitlines()), output)


@contextmanager
def progress() -> "Iterator[Callable[[object], None]]":
    """A reporter of stages that shows one line on a terminal (standard error) and nothing elsewhere: ``progress_line``."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from .console import PlainConsole
    from .progress_line import Meter

    with Meter(PlainConsole(stderr=True)) as meter:
        yield meter.report
