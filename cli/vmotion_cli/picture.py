"""Where pictures go, and in which format: what every command that draws shares. The formats are those of the registry."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .errors import BadInputError
from .output import write, write_file

if TYPE_CHECKING:
    from vmotion_diagrams import Description, Format

DEFAULT = "mermaid"


class FormatName(click.ParamType[str]):
    """The name of a format; the registry is read only when a name is given or the help is shown."""

    name = "format"

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:  # noqa: ARG002
        """The names, as click shows a choice."""
        return f"[{'|'.join(_names())}]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name as it is; an unknown one ends the command."""
        if value not in _names():
            self.fail(f"{value!r} is not one of {', '.join(map(repr, _names()))}.", param, ctx)
        return str(value)


def _names() -> list[str]:
    from vmotion_diagrams import all_formats

    return list(all_formats())


def chosen_format(name: str | None, output: Path | None) -> "Format":
    """The format that is asked for by name, else by the ending of the file, else Mermaid; refused before anything is drawn."""
    from vmotion_diagrams import all_formats, by_ending

    ending = output.suffix.lower() if output else ""
    if name is not None:
        form = all_formats()[name]
    elif not ending:
        form = all_formats()[DEFAULT]
    elif (found := by_ending(ending)) is not None:
        form = found
    else:
        endings = ", ".join(e for f in all_formats().values() for e in f.endings)
        raise BadInputError(f"{output}: no format has this file ending; give --format, or end the name in {endings}")
    if form.binary and output is None and sys.stdout.isatty():
        raise BadInputError(f"{form.name} is no text for a terminal: name a file with --output FILE")
    return form


def file_format(output: Path) -> "Format":
    """The format that a file name means, for commands whose ``--format`` is about their text; a name without one is refused."""
    if not output.suffix:
        raise BadInputError(f"{output} has no ending that gives a format, such as .svg, .png or .txt")
    return chosen_format(None, output)


def emit(description: "Description", form: "Format", output: Path | None) -> None:
    """Draw, and write to a file or standard output. Raises ``BadInputError`` where this machine cannot draw it."""
    from vmotion_diagrams import RendererError

    try:
        drawn = form.render(description)
    except RendererError as error:
        raise BadInputError(str(error)) from None
    if isinstance(drawn, str):
        write(drawn, output)
    elif output is None:
        sys.stdout.buffer.write(drawn)
    else:
        write_file(output, lambda path: path.write_bytes(drawn))
