"""`vmotion trace LOG...`: replay the logs of a migration on the model."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .errors import BadInputError, tell
from .output import render, write
from .picture import emit, file_format

if TYPE_CHECKING:
    from rich.console import Console

    from vmotion_diagrams import Format
    from vmotion_traces import Finding, MigrationTrace, TraceResult

EXIT = {"conforms": 0, "impossible": 1, "incomplete": 3}


@click.command("trace")
@click.argument("logs", metavar="LOG...", nargs=-1, required=True, type=click.Path())
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--output", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False), help="Write the answer to FILE."
)
@click.option(
    "--diagram",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Draw the migration as a sequence diagram; the ending says the format.",
)
def command(logs: tuple[str, ...], form: str, output: Path | None, diagram: Path | None) -> None:
    """Replay the logs of a vMotion on the model, and say why it failed.

    LOG is a vmware.log, vmkernel.log, hostd.log or vpxd.log, plain or gzip; give those of both hosts together, and
    rotated logs the oldest first.

    Exit code: 0 the logs conform to the model, 1 a line is impossible in it, 2 no readable log of a migration,
    3 lines are missing, so that it stays open.
    """
    from vmotion_traces import LogError, to_json, trace

    picture = None if diagram is None else file_format(diagram)
    try:
        result = trace(logs)
        if form == "json":
            import json

            answer = json.dumps(to_json(result), indent=2) + "\n"
            write(answer, output)
        else:
            render(lambda console: _print(result, console), output)
    except LogError as error:
        raise BadInputError(str(error)) from None
    if diagram is not None and picture is not None:
        _draw(result, picture, diagram)
    raise click.exceptions.Exit(EXIT[result.verdict])


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


def _print(result: TraceResult, console: Console) -> None:
    for migration in result.migrations:
        _print_migration(migration, console)
    if result.notes:
        console.print("How the logs were read", style="bold")
        for note in result.notes:
            _item(console, note)


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
    console.print(
        Text.assemble(
            "  model    ", (str(migration.verdict), _STYLE[migration.verdict]), f": {_MEANING[migration.verdict]}"
        )
    )
    console.print(f"  outcome  {migration.outcome}")
    for file in migration.files:
        console.print(Text(f"  log      {_printable(file)}"), overflow="fold")
    console.print()
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


def _print_states(migration: MigrationTrace, console: Console) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("Line", overflow="fold")
    table.add_column("Role")
    table.add_column("From", overflow="fold")
    table.add_column("To", overflow="fold")
    table.add_column("Explained by", overflow="fold")
    for state in migration.states:
        explained = ", ".join(state.commands) or "-"
        role = str(state.side or "?")
        table.add_row(str(state.line.number), role, _short(state.before), _short(state.state), explained)
    console.print(table)
    for config in migration.config:
        value = "read-only" if config.read_only else "writable"
        console.print(f"config is set {value} in {_where(config.line.file, config.line.number)}")
    console.print()


def _short(state: str) -> str:
    """A state without the prefix that its role tells already."""
    import re

    return _printable(re.sub(r"MIGRATE_(?:TO_|FROM_)?VMX_", "", state))


def _print_finding(finding: Finding, console: Console) -> None:
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
    from pathlib import PurePath

    return _printable(f"{PurePath(file).name}:{line}")


def _printable(text: str) -> str:
    """A log must not speak to the terminal: anything that is not printed is shown as a replacement mark."""
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)
