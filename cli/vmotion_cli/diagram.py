"""``vmotion diagram``."""

from pathlib import Path

import click

from vmotion_model.common.exit_codes import UNDECIDED

from .chosen_model import model_option
from .conditions import read_environment, set_option
from .errors import BadInputError, tell
from .options import output_option
from .output import progress, write
from .picture import FormatName, chosen_format, emit


@click.command("diagram")
@click.argument("kind", required=False)
@model_option("The model to draw.")
@click.option("--format", "format_", type=FormatName(), help="Default: by FILE's ending, else mermaid.")
@click.option("--change", metavar="FILE|NAME", help="Draw the model with this change.")
@click.option("--property", "property_id", metavar="ID", help="Draw this property's counterexample.")
@set_option
@click.option("--list", "list_", is_flag=True, help="List the kinds.")
@output_option
def command(
    kind: str | None,
    name: str,
    format_: str | None,
    change: str | None,
    property_id: str | None,
    settings: tuple[str, ...],
    list_: bool,
    output: Path | None,
) -> None:
    """Draw the protocol or another model, a run of it, or what a change does.

    KIND is one of: phases (the article's eight steps), vcenter, source, destination (the machine of a role), failures
    (where it fails), whole (all roles and their messages), sequence:SCENARIO or sequence:FILE (a named run, or a
    script), cause:WORD or a failure such as F17 (the shortest run that shows what a cause does), counterexample
    (--change, --property), difference (--change). With --set the protocol is drawn under these conditions; all others
    are healthy. For other models, KIND is whole, the name of a role, sequence:FILE, counterexample or difference.

    DOT, Mermaid, PlantUML and text (80 columns) need no other program. SVG, PNG and PDF are drawn by the dot on PATH,
    or by the Graphviz that is installed with this package on Linux and macOS (x86_64 and ARM).
    """
    from vmotion_diagrams import KindError, NothingToDrawError, describe, kind_names
    from vmotion_model.language import ModelError
    from vmotion_model.script import ScriptError
    from vmotion_specs.change import ChangeError
    from vmotion_specs.own import find_suite

    try:
        chosen = find_suite(name)
        if list_:
            write("\n".join(kind_names(chosen)), output)
            return
        form = chosen_format(format_, output)
        given = read_environment(settings, chosen.name, "a picture")
        with progress() as report:
            description = describe(kind, change, property_id, report, given, chosen)
    except (KindError, ModelError, ChangeError, ScriptError) as error:
        raise BadInputError(str(error)) from None
    except NothingToDrawError as error:
        tell(str(error))
        raise click.exceptions.Exit(UNDECIDED) from None
    emit(description, form, output)
