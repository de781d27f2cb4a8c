"""``vmotion corpus``."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .errors import BadInputError, tell
from .options import format_option, memory_option, output_option, timeout_option
from .output import progress, refuse_unwritable, render, write

if TYPE_CHECKING:
    from vmotion_proofs.crosscheck.corpus import EngineJudgement


@click.command("corpus")
@click.option(
    "--model", "models", multiple=True, metavar="NAME", help="Check only this model and its changes (repeatable)."
)
@click.option(
    "--engine",
    "engines",
    multiple=True,
    type=click.Choice(["check", "search", "spacer", "spin", "tlc"]),
    help="Ask this engine (repeatable).  [default: check, spacer and spin]",
)
@click.option("--list", "list_", is_flag=True, help="List the models with their numbers of states. Run no engine.")
@timeout_option("Stop each engine after this many seconds.")
@memory_option("Memory of each solver and checker process.")
@format_option
@output_option
def command(
    models: tuple[str, ...],
    engines: tuple[str, ...],
    list_: bool,
    timeout: float | None,
    memory: int | None,
    format_: str,
    output: Path | None,
) -> None:
    """Compare the engines with models whose verdicts and numbers of states are known.

    The corpus has small models to learn from, the protocol, and every change that ships. All of it takes some ten
    minutes.

    Exit codes: 0 every answer is the known one, 1 one differs, 3 an installed engine failed, or the command was
    interrupted.
    """
    from vmotion_model.common.budget import Budget
    from vmotion_model.common.exit_codes import HOPED, REFUTED, UNDECIDED, worst_code
    from vmotion_model.language import ModelError
    from vmotion_proofs.crosscheck.corpus import judge
    from vmotion_specs.change import ChangeError
    from vmotion_specs.corpus import corpus

    if output is not None:
        refuse_unwritable(output)
    try:
        known = corpus()
        rows = known.of(models)
        if list_:
            _list(rows, format_, output)
            return
        budget = Budget(None, memory)
        with progress() as report, budget.listening():
            found = list(judge(known, rows, engines, budget, timeout, report))
    except (ModelError, ChangeError) as error:
        raise BadInputError(str(error)) from None
    if format_ == "json":
        import json

        write(
            json.dumps({"schema": 1, "answers": [_plain(j) for j in found], "stopped": budget.spent or None}, indent=2),
            output,
        )
    else:
        render(lambda console: _show(console, found), output)
    if budget.interrupted:
        tell(f"interrupted after {sum(not j.missing for j in found)} answers")
    raise click.exceptions.Exit(
        worst_code([HOPED, *(REFUTED if j.flips else UNDECIDED if j.failed else HOPED for j in found)])
    )


def _plain(judgement: "EngineJudgement") -> dict[str, Any]:
    return {
        "entry": judgement.name,
        "engine": judgement.engine,
        "differences": list(judgement.flips),
        "missing": judgement.missing or None,
        "seconds": round(judgement.seconds, 3),
    }


def _show(console: Any, found: "list[EngineJudgement]") -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for title in ("model", "engine", "answer", "s"):
        table.add_column(title, justify="right" if title == "s" else "left")
    for item in found:
        table.add_row(item.name, item.engine, _word(item), "" if item.missing else f"{item.seconds:.1f}")
    console.print(table)
    for reason in dict.fromkeys((i.engine, i.missing) for i in found if i.missing):
        console.print(f"{reason[0]}: {reason[1]}.")
    for item in found:
        for flip in item.flips:
            console.print(f"{item.name}, {item.engine}: {flip}.")
    asked = [i for i in found if not i.missing]
    differ = sum(bool(i.flips) for i in asked)
    console.print(f"{len(asked)} answers, {differ} differ from what is known.")


def _word(item: "EngineJudgement") -> str:
    if item.missing:
        return "FAILED" if item.failed else "not asked"
    return "DIFFERS" if item.flips else "as known"


def _list(rows: Any, format_: str, output: Path | None) -> None:
    if format_ == "json":
        import json

        data = [{"model": r.model, "change": r.change, **vars(r.counts)} for r in rows]
        write(json.dumps({"schema": 1, "entries": data}, indent=2), output)
        return

    def show(console: Any) -> None:
        from rich.table import Table

        table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
        for title in ("model", "change", "states", "transitions", "depth"):
            # A name that is cut short can't be given to --change.
            table.add_column(title, justify="left" if title in ("model", "change") else "right", overflow="fold")
        for row in rows:
            counts = (row.counts.states, row.counts.transitions, row.counts.depth)
            table.add_row(row.model, row.change or "", *(f"{n:,}" for n in counts))
        console.print(table)

    render(show, output)
