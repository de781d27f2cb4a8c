"""`vmotion trace LOG...`: replay the logs of a migration on the model."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .errors import BadInputError, tell
from .output import progress, render, write
from .picture import emit, file_format

if TYPE_CHECKING:
    from vmotion_diagrams import Format
    from vmotion_traces import TraceResult

NARROW = 76
"""Columns; on a narrower terminal the steps that explain a line stand below the table, where no name of theirs is broken."""
EXIT = {"conforms": 0, "impossible": 1, "incomplete": 3}


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
@click.option("--all", "all_", is_flag=True, help="Show every cause, record and property at length.")
@click.option("--summary", is_flag=True, help="Sum up the migrations of whole folders of logs.")
@click.option("--jobs", type=int, default=-1, show_default=True, help="Processes of --summary; -1 for all cores.")
def command(
    logs: tuple[str, ...],
    form: str,
    output: Path | None,
    diagram: Path | None,
    all_: bool,
    summary: bool,
    jobs: int,
) -> None:
    """Replay the logs of a vMotion on the model, and say why it failed.

    LOG is a vmware.log, vmkernel.log, hostd.log, vpxa.log or vpxd.log, events of vCenter as CSV, JSON or syslog, a folder or
    an archive of them (a vm-support bundle, for instance), - for standard input, or the text of a failed task in quotes. Give
    the logs of both hosts together, in any order; packed ones need not be unpacked.

    With --summary each folder, archive and log in the folders given is read by itself, those of one migration together: how the
    migrations ended, why, and what took longest. --format csv, or --output FILE.csv or FILE.parquet, has a row for each.

    Exit code: 0 the logs conform to the model, 1 a line is impossible in it, 2 no readable log of a migration,
    3 lines are missing, so that it stays open. With --summary 0, or 3 where it was interrupted.
    """
    if summary:
        if diagram is not None or form == "markdown":
            option = "--diagram" if diagram is not None else "--format markdown"
            raise BadInputError(f"{option} shows one migration: leave out --summary")
        raise click.exceptions.Exit(_summary(logs, form, output, all_, jobs))
    if form == "csv":
        raise BadInputError("--format csv is a table of many migrations: it goes with --summary")
    from vmotion_model.common.exit_codes import UNDECIDED
    from vmotion_traces import LogError, to_json, trace

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

            render(lambda console: show_trace(result, console, all_), output)
        if diagram is not None and picture is not None:
            _draw(result, picture, diagram)
    except LogError as error:
        raise BadInputError(str(error)) from None
    except KeyboardInterrupt:
        tell(f"interrupted after {place}; nothing was judged")
        raise click.exceptions.Exit(UNDECIDED) from None
    raise click.exceptions.Exit(EXIT[result.verdict])


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


def _draw(result: TraceResult, picture: Format, diagram: Path) -> None:
    """The first migration of the logs, or the only one; of several it is said that the others are not drawn."""
    from vmotion_diagrams.logged import logged

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
        self.what, self.done, self.unit = "reading", 0, "bytes"

    def at(self, name: str, count: int) -> _Place:
        """At `count` bytes, in the log `name`."""
        self.what, self.done = f"reading {_name(name)}", count
        return self

    def __str__(self) -> str:
        """In words."""
        return f"{self.done / 1e6:,.0f} MB"
<<<<<<< HEAD


def _print(result: TraceResult, console: Console) -> None:
    for migration in result.migrations:
        _print_migration(migration, console)
    if result.notes:
        console.print("How the logs were read", style="bold")
        for note in result.notes[:MAX_NOTES]:
            _item(console, note)
        if len(result.notes) > MAX_NOTES:
            _item(console, f"and {len(result.notes) - MAX_NOTES:,} more; --format json has them all")


MAX_NOTES = 20
_STYLE = {"conforms": "green", "impossible": "red", "incomplete": "yellow"}
_MEANING = {
    "conforms": "the logged state changes are a run of the model",
    "impossible": "a line shows what no run of the model does",
    "incomplete": "nothing impossible, but lines are missing or unreadable",
}


def _print_migration(migration: MigrationTrace, console: Console) -> None:
    from rich.text import Text

    title = f"Migration {migration.id}" if migration.id else "A migration whose id is not logged"
    console.print(Text(title, "bold"))
    _print_summary(migration, console)
    if migration.states:
        _print_states(migration, console)
    if migration.first_impossible is not None:
        refused = migration.first_impossible
        console.print(f"First impossible line: {_where(refused.line.file, refused.line.number)}", style="bold red")
        _item(console, refused.line.text)
        _item(console, f"Why: {refused.why}.")
        for allowed in refused.allowed:
            _item(console, f"Allowed: {allowed}")
        console.print()
    if migration.open:
        console.print("What stays open", style="bold yellow")
        for reason in migration.open:
            where = "" if reason.line is None else f"{_where(reason.line.file, reason.line.number)}: "
            _item(console, where + reason.why)
        console.print()
    for finding in migration.diagnosis:
        _print_finding(finding, console)


def _print_summary(migration: MigrationTrace, console: Console) -> None:
    """One line for each thing that is known, in the order in which they are asked."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    summary = migration.summary
    said = summary.message
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column()
    table.add_column(overflow="fold")
    model = Text.assemble((str(migration.verdict), _STYLE[migration.verdict]), f": {_MEANING[migration.verdict]}")
    rows: list[tuple[str, Text | str | None]] = [
        ("outcome", str(migration.outcome)),
        ("model", model),
        ("said", f"{said.text} ({_where_of(said.line)})" if said else None),
        ("VM", summary.vm),
        ("hosts", _hosts(summary)),
        ("logs of", ", ".join(summary.logs_of)),
        ("release", summary.release),
        ("time", _times(summary)),
    ]
    rows += [
        ("task", f"{phase.name}, {_seconds(phase.seconds) or 'no end logged'}")
        for phase in summary.phases
        if phase.role == "vCenter"
    ]
    if summary.skew is not None and summary.skew.is_shown:
        rows.append(("clocks", str(summary.skew)))
    rows.append(("records", f"{summary.records:,} in {_files(migration.files)}"))
    for name, value in rows:
        if value:
            table.add_row(name, value if isinstance(value, Text) else Text(_printable(value), overflow="fold"))
    console.print(Padding(table, (0, 0, 0, 2)))
    console.print()


def _hosts(summary: Summary) -> str:
    if not summary.source and not summary.destination:
        return ""
    sides = ((hosts[0], hosts[1:]) if hosts else ("?", ()) for hosts in (summary.source, summary.destination))
    return " to ".join(f"{first} ({', '.join(more)})" if more else first for first, more in sides)


def _times(summary: Summary) -> str:
    if summary.start is None:
        return ""
    return f"{summary.start} to {summary.end}, {_seconds(summary.seconds)}" if summary.seconds else summary.start


def _seconds(seconds: float | None) -> str:
    return "" if seconds is None else f"{seconds:,.3f} s" if seconds < 60 else f"{seconds:,.0f} s"


def _files(files: tuple[str, ...]) -> str:
    shown = ", ".join(_name(file) for file in files[:4])
    return shown if len(files) <= 4 else f"{shown} and {len(files) - 4} more logs"


def _name(file: str) -> str:
    return file.rpartition("!")[2].rpartition("/")[2] or file


def _where_of(line: LogLine) -> str:
    return f"{_name(line.file)}:{line.number}"


def _print_states(migration: MigrationTrace, console: Console) -> None:
    from rich.table import Table

    lasted = {(phase.role, phase.name, phase.start): phase.seconds for phase in migration.summary.phases}
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("LogLine", overflow="fold")
    table.add_column("Role")
    table.add_column("State entered", overflow="fold")
    table.add_column("At", overflow="fold")
    table.add_column("Lasted", justify="right")
    beside = console.width >= NARROW
    if beside:
        table.add_column("Explained by", overflow="fold")
    for state in migration.states:
        explained = ", ".join(state.commands) or "-"
        role = str(state.side or "?")
        seconds = lasted.get((str(state.side or "unknown"), state.state, state.time))
        at = _printable(_clock(state.time))
        cells = (str(state.line.number), role, _short(state.state), at, _seconds(seconds))
        table.add_row(*cells, *([explained] if beside else []))
    console.print(table)
    for state in () if beside else migration.states:
        _item(console, f"{state.line.number} explained by {', '.join(state.commands) or '-'}")
    for config in migration.config:
        value = "read-only" if config.read_only else "writable"
        console.print(f"config is set {value} in {_where(config.line.file, config.line.number)}")
    console.print()


def _clock(time: str | None) -> str:
    """The time of day of a stamp, whose day the summary has."""
    import re

    found = re.search(r"\d{1,2}:\d\d:\d\d(?:[.,]\d{1,3})?", time or "")
    return found[0] if found else time or "-"


def _short(state: str) -> str:
    """A state without the prefix that its role tells already."""
    import re

    return _printable(re.sub(r"MIGRATE_(?:TO_|FROM_)?VMX_", "", state))


def _print_finding(finding: PossibleCause, console: Console) -> None:
    from rich.text import Text

    console.print(Text.assemble((f"{finding.failure} {finding.title}", "bold"), f"  ({finding.certainty})"))
    _item(console, f"Evidence: {_where(finding.line.file, finding.line.number)}; {finding.why}.")
    _item(console, f"Cause: {finding.cause}")
    for remedy in finding.remedy:
        _item(console, f"Remedy: {remedy}")
    console.print()


def _item(console: Console, text: str) -> None:
    from rich.padding import Padding
    from rich.text import Text

    console.print(Padding(Text(_printable(text), overflow="fold"), (0, 0, 0, 2), expand=False))


def _where(file: str, line: int) -> str:
    return _printable(f"{_name(file)}:{line}")


def _printable(text: str) -> str:
    """A log must not speak to the terminal: anything that is not printed is shown as a replacement mark."""
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)
=======
>>>>>>> admin
