"""``vmotion diagram``."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .errors import BadInputError, tell
from .output import progress, write, write_file

if TYPE_CHECKING:
    from vmotion_diagrams import Description

FORMATS = ("svg", "png", "pdf", "dot", "mermaid")
SUFFIX = {".svg": "svg", ".png": "png", ".pdf": "pdf", ".dot": "dot", ".gv": "dot", ".mmd": "mermaid"}


@click.command("diagram")
@click.argument("kind", default="phases")
@click.option("--format", "format_", type=click.Choice(FORMATS), help="Default: what FILE ends in, else mermaid.")
@click.option("--change", metavar="FILE|NAME", help="Draw the protocol with this change.")
@click.option("--property", "property_id", metavar="ID", help="Whose counterexample is drawn.")
@click.option("--list", "list_", is_flag=True, help="List the kinds.")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write here.")
def command(
    kind: str, format_: str | None, change: str | None, property_id: str | None, list_: bool, output: Path | None
) -> None:
    """Draw the protocol, a run of it, or what a change does.

    KIND is one of: phases (the article's eight steps), vcenter, source, destination (the machine of a role), failures (where it
    fails), whole (all roles and their messages), sequence:SCENARIO (a named run), counterexample (--change, --property),
    difference (--change).

    DOT and Mermaid are text and need nothing; SVG, PNG and PDF are drawn by the dot on PATH, or by the
    Graphviz that is installed along on Linux and macOS (x86_64 and ARM).
    """
    from vmotion_diagrams import KindError, RendererError, UndecidedError, describe, kind_names
    from vmotion_model.language import ModelError
    from vmotion_model.script import ScriptError
    from vmotion_specs.change import ChangeError

    if list_:
        write("\n".join(kind_names()), output)
        return
    suffix = output.suffix.lower() if output else ""
    if format_ is None and suffix and suffix not in SUFFIX:
        raise BadInputError(f"{output} ends in no format that is drawn: say --format, or end in {', '.join(SUFFIX)}")
    chosen = format_ or SUFFIX.get(suffix, "mermaid")
    if chosen in ("png", "pdf") and output is None and sys.stdout.isatty():
        raise BadInputError(f"{chosen} is no text for a terminal: name a file with --output FILE")
    try:
        with progress() as report:
            description = describe(kind, change, property_id, report)
        _emit(description, chosen, output)
    except (KindError, RendererError, ModelError, ChangeError, ScriptError) as error:
        raise BadInputError(str(error)) from None
    except UndecidedError as error:
        tell(str(error))
        raise click.exceptions.Exit(3) from None


def _emit(description: "Description", form: str, output: Path | None) -> None:
    from vmotion_diagrams import to_dot, to_mermaid, to_pdf, to_png, to_svg

    if form in ("png", "pdf"):
        data = to_png(description) if form == "png" else to_pdf(description)
        if output is None:
            sys.stdout.buffer.write(data)
        else:
            write_file(output, lambda path: path.write_bytes(data))
    elif form == "svg":
        write(to_svg(description), output)
    else:
        write(to_dot(description) if form == "dot" else to_mermaid(description), output)
