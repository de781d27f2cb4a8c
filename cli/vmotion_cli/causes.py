"""``vmotion causes``: every cause of a failure with what follows from it, and the theorems about conditions."""

from pathlib import Path

import click

from vmotion_model.common.exit_codes import HOPED, REFUTED, UNDECIDED, worst_code

from .options import format_choice, memory_option, output_option, timeout_option
from .output import progress, refuse_unwritable, render, write, write_file, write_json


@click.command("causes")
@click.option("--pairs", is_flag=True, help="Also search every pair of causes (some minutes).")
@format_choice("text", "markdown", "json")
@output_option
@click.option(
    "--record",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Also write what was found for every cause alone, for the page of vmotion report.",
)
@timeout_option()
@memory_option("Stop before a search holds more than this.")
def command(
    pairs: bool, format_: str, output: Path | None, record: Path | None, timeout: float | None, memory: int | None
) -> None:
    """Search what every cause of a failure leads to: what must, may and cannot happen in a migration.

    Exit codes: 0 the theorems hold, 1 one is violated, 3 one is not decided.
    """
    for file in (output, record):
        if file is not None:
            refuse_unwritable(file)
    from vmotion_model.common.budget import Budget
    from vmotion_model.common.errors import SpentError
    from vmotion_proofs.conditions.cause_table import (
        Outlooks,
        every_cause,
        every_pair,
        healthy_prospect,
        removes_only,
        theorems,
    )
    from vmotion_proofs.results.options import Options
    from vmotion_proofs.results.verdicts import Verdict

    from .errors import tell

    with progress() as report:
        options = Options(budget=Budget(timeout, memory), report=report)
        outlooks = Outlooks(options)
        with options.budget.listening():
            try:
                well = healthy_prospect(outlooks)
                alone = list(every_cause(outlooks))
                both = list(every_pair(outlooks)) if pairs else None
                found = (removes_only(options.budget), *theorems(alone, well, both))
            except SpentError as error:
                tell(
                    f"{error}: not every cause was searched, so nothing is said; give more time, or ask preflight of one"
                )
                raise SystemExit(UNDECIDED) from None
    if record is not None:
        from vmotion_proofs.conditions.stored_causes import to_record

        text = to_record(alone)
        write_file(record, lambda path: path.write_text(text, encoding="utf-8"))
        tell(f"wrote {record}")
    if format_ == "json":
        from vmotion_proofs.conditions.report import prospect_to_json, theorems_to_json

        causes = [prospect_to_json(p) for p in alone]
        write_json({"theorems": theorems_to_json(found), "causes": causes}, output)
    elif format_ == "markdown":
        from .page_of_causes import page_of_causes

        write(page_of_causes(alone, found), output)
    else:
        from .show_conditions import show_causes

        render(lambda console: show_causes(console, alone, found), output)
    codes = {Verdict.VIOLATED: REFUTED, Verdict.UNKNOWN: UNDECIDED}
    raise SystemExit(worst_code(codes.get(t.verdict, HOPED) for t in found))
