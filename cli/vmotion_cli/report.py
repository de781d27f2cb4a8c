"""``vmotion report``: one HTML file to look at, made from the result that the other commands print."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .chosen_model import model_option
from .conditions import read_given, set_option
from .converge import command as converge
from .converge_answers import inputs, question_of
from .errors import BadInputError, tell
from .options import memory_option, timeout_option
from .output import progress, refuse_unwritable, write_file

if TYPE_CHECKING:
    from vmotion_proofs.results.options import Options
    from vmotion_specs.suites import Suite

OTHERS = (
    "platform",
    "what_if_",
    "explain",
    "sweep_",
    "machines",
    "from_recording",
    "validate",
    "plot",
    "format_",
    "output",
)
"""Options of ``vmotion converge`` that ask for something else than one verdict."""
MORE = ("columns", "jobs", "backend", "axes")


@click.group("report", invoke_without_command=True)
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    required=True,
    help="Write the page here.",
)
@model_option("The model to check.")
@click.option("--change", metavar="FILE|NAME", help="Check a proposed change.")
@click.option("--property", "ids", multiple=True, metavar="ID", help="Check only this property (repeatable).")
@timeout_option("Stop the check after so many seconds.")
@click.option("--no-cache", is_flag=True, help="Use no certificate on file.")
@click.pass_context
def command(
    context: click.Context,
    output: Path,
    name: str,
    change: str | None,
    ids: tuple[str, ...],
    timeout: float | None,
    no_cache: bool,
) -> None:
    """Write a result as a page, in one HTML file: verdicts, diagrams, and runs to step through.

    The file needs no network and no other file. Without COMMAND, the page is about a check, or with --change about a
    check of a proposed change. For conditions, logs or a convergence verdict: vmotion report --output FILE preflight
    --set nfs.same_path=false, vmotion report --output FILE trace LOG..., vmotion report --output FILE converge
    --memory 64GiB ...

    Exit codes are those of the result: 0 as hoped, 1 refuted, 2 bad input, 3 undecided.
    """
    refuse_unwritable(output)
    if context.invoked_subcommand is not None:
        if change is not None or ids or no_cache or timeout is not None or name != "vmotion":
            raise BadInputError(
                f"--model, --change, --property, --timeout and --no-cache go with a check: leave out {context.invoked_subcommand}"
            )
        context.obj = output
        return
    from vmotion_model.language import ModelError
    from vmotion_specs.change import ChangeError
    from vmotion_specs.own import find_suite

    try:
        chosen = find_suite(name)
        with progress() as report:
            options = _options(chosen, timeout, no_cache, report)
            if change is None:
                data, code = _checked(chosen, options, ids)
            else:
                data, code = _changed(chosen, options, change, ids)
    except (ModelError, ChangeError) as error:
        raise BadInputError(str(error)) from None
    _write(data, output)
    raise click.exceptions.Exit(code)


@command.command("trace", short_help="Write the page of logs that are replayed on the model.")
@click.argument("logs", metavar="LOG...", nargs=-1, required=True, type=click.Path())
@click.pass_obj
def traced(output: Path, logs: tuple[str, ...]) -> None:
    """Write the page of the logs of a migration, replayed on the model."""
    from vmotion_report.subjects import of_trace
    from vmotion_specs.suites import vmotion_suite
    from vmotion_traces import LogError, trace

    try:
        result = trace(logs)
    except LogError as error:
        raise BadInputError(str(error)) from None
    _write(of_trace(vmotion_suite(), result), output)
    raise click.exceptions.Exit(result.verdict.exit_code)


@command.command("preflight", short_help="Write the page of what follows from conditions.")
@click.argument("file", required=False, metavar="[CONDITIONS.toml]", type=click.Path(path_type=Path, dir_okay=False))
@set_option
@timeout_option()
@memory_option("Stop before the search holds more than this.")
@click.pass_obj
def foreseen(
    output: Path, file: Path | None, settings: tuple[str, ...], timeout: float | None, memory: int | None
) -> None:
    """Write the page of how a migration ends under conditions. What is not named is healthy, as in vmotion preflight."""
    given, opened = read_given(file, settings)
    from vmotion_model.common.budget import Budget
    from vmotion_proofs.conditions.preflight import preflight
    from vmotion_proofs.results.options import Options
    from vmotion_report.subjects import of_preflight
    from vmotion_specs.suites import vmotion_suite

    from .preflight import exit_code

    with progress() as report:
        options = Options(budget=Budget(timeout, memory), report=report)
        with options.budget.listening():
            result = preflight(given, opened, options)
    _write(of_preflight(vmotion_suite(), result), output)
    raise click.exceptions.Exit(exit_code(result))


def converged(**options: Any) -> None:
    """Write the page of a verdict on pre-copy; the options are those of vmotion converge."""
    output: Path = click.get_current_context().obj
    from vmotion_convergence.expected_figures import expect
    from vmotion_convergence.verdict import judge
    from vmotion_convergence.whatif import what_if
    from vmotion_model.precopy.question import read_question
    from vmotion_report.subjects import of_convergence

    with inputs():
        scenario = read_question(question_of(options))
        verdict = judge(scenario)
        data = of_convergence(scenario, verdict, expect(scenario), what_if(scenario, None))
    _write(data, output)
    raise click.exceptions.Exit(verdict.outcome.exit_code)


command.add_command(
    click.Command(
        "converge",
        params=[p for p in converge.params if p.name not in (*OTHERS, *MORE)],
        callback=converged,
        help=converged.__doc__,
        short_help="Write the page of a verdict on pre-copy.",
    )
)


def _options(chosen: "Suite", timeout: float | None, no_cache: bool, report: Callable[[object], None]) -> "Options":
    from vmotion_model.common.background import cores
    from vmotion_model.common.budget import Budget
    from vmotion_proofs.evidence.shipped_files import certificate_of, runs_of
    from vmotion_proofs.results.options import Options

    return Options(
        budget=Budget(timeout, None),
        certificate=None if no_cache else certificate_of(chosen),
        demands=None if no_cache else runs_of(chosen),
        locations=chosen.locations,
        # A page shows how each premise comes about.
        witnesses=True,
        background=cores() > 1,
        report=report,
    )


def _checked(chosen: "Suite", options: "Options", ids: tuple[str, ...]) -> tuple[Mapping[str, Any], int]:
    from vmotion_proofs.check.check import check
    from vmotion_proofs.results.select_properties import selected
    from vmotion_report.subjects import of_check

    result = selected(check(chosen.model, chosen.properties, options), ids)
    return of_check(chosen, result), result.verdict.exit_code


def _changed(chosen: "Suite", options: "Options", change: str, ids: tuple[str, ...]) -> tuple[Mapping[str, Any], int]:
    from dataclasses import replace

    from vmotion_proofs.changes.check_change import check_change
    from vmotion_proofs.check.check import check_with_evidence
    from vmotion_report.subjects import of_change
    from vmotion_specs.shipped import find_change

    found = find_change(change, chosen)
    if found.model != chosen.name:
        raise BadInputError(f"{found.name} changes the model {found.model!r}: give --model {found.model}")
    with options.budget.listening():
        before = check_with_evidence(chosen.model, chosen.properties, replace(options, use_cache=True, witnesses=False))
        proposal = check_change(found, chosen, options, before, ids)
    return of_change(chosen, proposal), proposal.exit_code


def _write(data: Mapping[str, Any], output: Path) -> None:
    from vmotion_report.page import AssetError, page

    try:
        text = page(data)
    except AssetError as error:
        raise BadInputError(str(error)) from None
    write_file(output, lambda path: path.write_text(text, encoding="utf-8"))
    tell(f"wrote {output}: {data['title']}{', ' + data['verdict'] if data['verdict'] else ''}")
