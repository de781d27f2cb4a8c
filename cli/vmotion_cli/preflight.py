"""``vmotion preflight``: what follows from the conditions of a migration, before it is made."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from vmotion_model.common.exit_codes import HOPED, REFUTED, UNDECIDED

from .conditions import read_given, set_option
from .errors import BadInputError
from .options import format_option, memory_option, output_option, timeout_option
from .output import progress, refuse_unwritable, render, write, write_json

if TYPE_CHECKING:
    from vmotion_proofs.conditions.preflight import Preflight


@click.command("preflight")
@click.argument("file", required=False, metavar="[CONDITIONS.toml]", type=click.Path(path_type=Path, dir_okay=False))
@set_option
@click.option(
    "--template", is_flag=True, help="Print a file of conditions with every healthy value, to copy and change."
)
@click.option("--run", "run_", is_flag=True, help="Show the runs step by step.")
@format_option
@output_option
@timeout_option()
@memory_option("Stop before the search holds more than this.")
def command(
    file: Path | None,
    settings: tuple[str, ...],
    template: bool,
    run_: bool,
    format_: str,
    output: Path | None,
    timeout: float | None,
    memory: int | None,
) -> None:
    """Say whether a migration completes, must fail or may fail under these conditions.

    The answer says where it fails, with which message, and what to do. Conditions that are not named are healthy.
    Exit codes: 0 it completes, 1 it fails or may fail, 2 bad input, 3 not decided.
    """
    if output is not None:
        refuse_unwritable(output)
    if template:
        from vmotion_specs.conditions import template as written

        if file is not None or settings:
            raise BadInputError("--template prints the healthy conditions: leave out the file and --set")
        write(written().rstrip("\n"), output)
        return
    given, opened = read_given(file, settings)
    from vmotion_model.common.budget import Budget
    from vmotion_proofs.conditions.preflight import preflight
    from vmotion_proofs.results.options import Options

    with progress() as report:
        options = Options(budget=Budget(timeout, memory), report=report)
        with options.budget.listening():
            result = preflight(given, opened, options)
    if format_ == "json":
        from vmotion_proofs.conditions.report import preflight_to_json

        write_json(preflight_to_json(result), output)
    else:
        from .show_conditions import show_preflight

        render(lambda console: show_preflight(console, result, run_), output)
    raise SystemExit(exit_code(result))


def exit_code(result: "Preflight") -> int:
    """What the command ends with: whether the migration completes."""
    from vmotion_proofs.conditions.outlook import Forecast

    if result.certainty is Forecast.UNKNOWN:
        return UNDECIDED
    return HOPED if result.certainty is Forecast.COMPLETES else REFUTED
