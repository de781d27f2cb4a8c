"""``vmotion diagnose``: from what was seen of a failed migration to the causes that explain it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vmotion_model.common.exit_codes import HOPED, UNDECIDED

from .errors import BadInputError
from .options import format_option, memory_option, output_option, timeout_option
from .output import progress, refuse_unwritable, render, write_json

if TYPE_CHECKING:
    from vmotion_proofs.conditions.diagnosis import Observation

FAILED = ("refused", "rolled back")
"""The values of ``Ending`` that are failures; a test holds them against it, so that help loads no protocol."""


@click.command("diagnose")
@click.argument("logs", metavar="[LOG...]", nargs=-1, type=click.Path(allow_dash=True))
@click.option("--message", metavar="TEXT", help="A message in a log or in a client.")
@click.option(
    "--source", metavar="STATE", help="The last state of the source VMX before it was FINISHED, such as PRECOPY."
)
@click.option("--destination", metavar="STATE", help="The last state of the destination VMX before it was FINISHED.")
@click.option("--step", type=click.IntRange(1, 8), help="The step of KB 1003734 in which it failed.")
@click.option("--ended", type=click.Choice(FAILED), help="How the task ended.")
@click.option("--all", "all_", is_flag=True, help="Show every explanation.  [default: the first ten]")
@format_option
@output_option
@timeout_option()
@memory_option("Stop before a search holds more than this.")
def command(
    logs: tuple[str, ...],
    message: str | None,
    source: str | None,
    destination: str | None,
    step: int | None,
    ended: str | None,
    all_: bool,
    format_: str,
    output: Path | None,
    timeout: float | None,
    memory: int | None,
) -> None:
    """Name the smallest sets of causes that explain all that was seen, and what to look at next.

    Say what was seen by options, or give the logs of a migration that failed (see `vmotion trace`). Options come
    after the logs. An explanation need not be the cause: it is one that nothing seen rules out.

    Exit codes: 0 there is an explanation, 2 bad input, 3 there is none among the causes that the model knows, or time
    was up.
    """
    if output is not None:
        refuse_unwritable(output)
    from vmotion_model.common.budget import Budget
    from vmotion_proofs.conditions.diagnosis import diagnose
    from vmotion_proofs.conditions.sign_table import Signs
    from vmotion_proofs.results.options import Options

    seen = _said(_logged(logs), message, source, destination, step, ended)
    with progress() as report:
        options = Options(budget=Budget(timeout, memory), report=report)
        with options.budget.listening():
            result = diagnose(seen, Signs(options))
    if format_ == "json":
        from vmotion_proofs.conditions.report import diagnosis_to_json

        write_json(diagnosis_to_json(result), output)
    else:
        from .show_conditions import show_diagnosis

        render(lambda console: show_diagnosis(console, result, None if all_ else 10), output)
    raise SystemExit(HOPED if result.explanations and not result.stopped else UNDECIDED)


def _logged(logs: Sequence[str]) -> "Observation":
    from vmotion_proofs.conditions.diagnosis import Observation

    if not logs:
        return Observation()
    from vmotion_traces import LogError, trace
    from vmotion_traces.seen_for_diagnosis import seen_of

    try:
        found = [s for m in trace(logs).migrations if (s := seen_of(m)) is not None]
    except LogError as error:
        raise BadInputError(str(error)) from None
    if len(found) != 1:
        many = "no migration that failed" if not found else f"{len(found)} migrations that failed"
        raise BadInputError(f"the logs hold {many}: give those of one, or say what was seen by options")
    return found[0]


def _said(
    seen: "Observation",
    message: str | None,
    source: str | None,
    destination: str | None,
    step: int | None,
    ended: str | None,
) -> "Observation":
    from dataclasses import replace

    from vmotion_proofs.conditions.sign import DESTINATION, SOURCE
    from vmotion_specs.conditions.properties import Ending

    found = replace(
        seen,
        message=message or seen.message,
        source=_state("--source", source, SOURCE) or seen.source,
        destination=_state("--destination", destination, DESTINATION) or seen.destination,
        step=step or seen.step,
        ending=Ending(ended) if ended else seen.ending,
    )
    if found == type(found)():
        raise BadInputError("nothing was seen: give a log, or --message, --source, --destination, --step or --ended")
    return found


def _state(option: str, said: str | None, order: Sequence[str]) -> str | None:
    """The model's name of a state, which logs print with VMware's prefix."""
    from vmotion_model.language import nearest

    if said is None:
        return None
    name = said.upper().removeprefix("MIGRATE_").removeprefix("TO_VMX_").removeprefix("FROM_VMX_").removeprefix("VMX_")
    if name == "NONE" or name in order:
        return name
    raise BadInputError(f"{option} {said} is no state of it: NONE or one of {', '.join(order)}; {nearest(name, order)}")
