"""`vmotion trace LOG...`: replay the logs of a migration on the model."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .errors import BadInputError, tell
from .options import jobs_option
from .output import progress, render, write
from .picture import emit, file_format

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vmotion_diagrams import Format
    from vmotion_traces import TraceResult


@click.command("trace")
@click.argument("logs", metavar="LOG...", nargs=-1, required=True, type=click.Path(allow_dash=True))
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "markdown", "csv"]), default="text", show_default=True
)
@click.option(
    "--output", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False), help="Write the answer to FILE."
)
@click.option(
    "--diagram",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Draw the migration as a sequence diagram; FILE's ending gives the format.",
)
@click.option("--all", "all_", is_flag=True, help="Show every cause, record and property in full.")
@click.option("--run", "with_run", is_flag=True, help="Show the run of the model that explains the records.")
@click.option("--summary", is_flag=True, help="Summarise the migrations of whole folders of logs.")
@jobs_option("Processes of --summary; -1 for all cores.")
def command(
    logs: tuple[str, ...],
    form: str,
    output: Path | None,
    diagram: Path | None,
    all_: bool,
    with_run: bool,
    summary: bool,
    jobs: int,
) -> None:
    """Replay the logs of a vMotion on the model, and say why it failed.

    LOG is one of these: a vmware.log, vmkernel.log, hostd.log, vpxa.log or vpxd.log; events of vCenter as CSV, JSON
    or syslog; a folder or an archive of them, such as a vm-support bundle; - for standard input; or the text of a
    failed task in quotes. Give the logs of both hosts together, in any order. Compressed logs need not be unpacked.

    With --summary each folder, archive and log in the given folders is read by itself, and those of one migration
    together. The summary says how the migrations ended, why, and what took longest. --format csv, and --output
    FILE.csv or FILE.parquet, write a row for each migration.

    For progress of QEMU or KubeVirt it says whether the migration will end. Exit codes then: 0 it ends, 1 it never
    ends, 3 neither is proved.

    Exit codes: 0 the logs conform to the model, 1 a line is impossible in it, 2 no readable log of a migration, 3
    undecided, because lines are missing. With --summary: 0 the logs were read, which is no verdict on any migration,
    2 there is none, 3 interrupted.
    """
    if summary:
        if diagram is not None or form == "markdown":
            option = "--diagram" if diagram is not None else "--format markdown"
            raise BadInputError(f"{option} shows one migration: leave out --summary")
        raise click.exceptions.Exit(_summary(logs, form, output, all_, jobs))
    if form == "csv":
        raise BadInputError("--format csv is a table of many migrations: it goes with --summary")
    from vmotion_model.common.exit_codes import UNDECIDED
    from vmotion_traces import LogError, OtherHypervisorError, to_json, trace

    picture = None if diagram is None else file_format(diagram)
    place = _Place()
    try:
        with progress() as show:
            result = trace(logs, report=lambda name, count: show(place.at(name, count)))
        if form == "json":
            import json

            answer = json.dumps(to_json(result), indent=2) + "\n"
            write(answer, output)
        elif form == "markdown":
            from vmotion_report.outputs.trace_as_markdown import to_markdown

            write(to_markdown(result), output)
        else:
            from .show_trace import show_trace

            render(lambda console: show_trace(result, console, all_, with_run), output)
        if diagram is not None and picture is not None:
            _draw(result, picture, diagram)
    except OtherHypervisorError as error:
        raise click.exceptions.Exit(_under_way(error.progress, form, output)) from None
    except LogError as error:
        raise BadInputError(str(error)) from None
    except KeyboardInterrupt:
        tell(f"interrupted after {place}; nothing was judged")
        raise click.exceptions.Exit(UNDECIDED) from None
    raise click.exceptions.Exit(result.verdict.exit_code)


TABLES = (".csv", ".parquet")


def _summary(logs: tuple[str, ...], form: str, output: Path | None, all_: bool, jobs: int) -> int:
    """Read whole folders; the exit code. A table goes to a file, and the summary to the screen then."""
    from vmotion_convergence.table_file import check_table_path, write_csv, write_table
    from vmotion_model.common.errors import InputError
    from vmotion_model.common.exit_codes import HOPED, UNDECIDED
    from vmotion_model.common.files import WriteError
    from vmotion_model.common.progress import Stage
    from vmotion_traces import LogError
    from vmotion_traces.many import many, many_to_json, table_of

    from .output import refuse_unwritable, write_json

    is_table = output is not None and output.suffix in TABLES and form in ("text", "csv")
    try:
        if output is not None:
            refuse_unwritable(output)
        if output is not None and is_table:
            check_table_path(output)
        with progress() as show:
            result = many(logs, jobs, lambda what, done, of: show(Stage(what, done, of)))
        if not result.rows and not result.stopped:
            why = f"; {result.unread[0].case.name}: {result.unread[0].unread}" if result.unread else ""
            raise BadInputError(f"{', '.join(logs)}: there is no migration in it{why}")
        if form == "json":
            write_json(many_to_json(result), output)
        elif form == "csv" and not is_table:
            from io import StringIO

            text = StringIO()
            write_csv(table_of(result.rows), text)
            write(text.getvalue(), output)
        else:
            from .show_many import show_many

            if output is not None and is_table:
                write_table(table_of(result.rows), output)
            render(lambda console: show_many(console, result, all_), None if is_table else output)
    except (LogError, InputError, WriteError) as error:
        raise BadInputError(str(error)) from None
    if result.stopped and form != "text":
        tell(result.stopped)  # a table has no place for it
    return UNDECIDED if result.stopped else HOPED


def _under_way(progress: Mapping[str, str], form: str, output: Path | None) -> int:
    """Whether migrations of another hypervisor will end; the exit code."""
    from vmotion_model.common.errors import InputError
    from vmotion_model.common.exit_codes import worst_code
    from vmotion_traces.recordings.live import forecast_json, forecast_text, forecasts_in

    from .output import write_json

    try:
        found = [one for name, text in progress.items() for one in forecasts_in(text, Path(name))]
    except InputError as error:
        raise BadInputError(str(error)) from None
    if not found:
        raise BadInputError(
            f"{next(iter(progress))}: the migration is not under way in it; vmotion converge --from-recording compares one "
            "that has ended with the theory"
        )
    if form == "json":
        write_json(forecast_json(found), output)
    else:
        text = "\n".join(forecast_text(found)) + "\n"
        if form == "markdown":
            from vmotion_report.outputs.as_markdown import fenced

            text = fenced(text, "text") + "\n"
        write(text, output)
    return worst_code(one.outcome.exit_code for one in found)


def _draw(result: TraceResult, picture: Format, diagram: Path) -> None:
    """The first migration of the logs, or the only one; of several it is said that the others are not drawn."""
    from vmotion_diagrams.logged_migration import logged

    drawn = [m for m in result.migrations if m.states]
    if not drawn:
        # The verdict stands all the same.
        tell(f"{diagram} is not written: no line of the logs shows a state change, so there is nothing to draw")
        return
    emit(logged(drawn[0]), picture, diagram)
    others = f"; {len(drawn) - 1} more in these logs are not drawn" if len(drawn) > 1 else ""
    tell(f"wrote {diagram}: migration {drawn[0].id or 'without an id'}{others}")


class _Place:
    """How far the reading has come, as progress shows it and an interrupt tells it."""

    def __init__(self) -> None:
        self.what, self.done = "reading", 0

    def at(self, name: str, count: int) -> _Place:
        """At `count` bytes, in the log `name`."""
        self.what, self.done = f"reading {name} (bytes)", count
        return self

    def __str__(self) -> str:
        """In words."""
        return f"{self.done / 1e6:,.0f} MB"
