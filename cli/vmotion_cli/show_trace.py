"""What `vmotion trace` prints: of each migration who and when, what failed and why, what to do, and what stays open.

A migration fits on one screen; what is cut is said, and `--all` shows it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from vmotion_traces.lines import short_names

from . import show_explained
from .console import Hanging
from .show_why import show_why
from .trace_page import Page, item, name_of, printable

if TYPE_CHECKING:
    from rich.console import Console

    from vmotion_traces import MigrationTrace, Summary, TraceResult


def show_trace(result: TraceResult, console: Console, whole: bool = False, with_run: bool = False) -> None:
    """Print a trace; ``whole`` cuts nothing, ``with_run`` shows the run that explains the records."""
    for migration in result.migrations:
        page = Page(console, short_names(migration.files))
        _print_migration(migration, page, whole)
        if with_run:
            _print_run(migration, page)
    if result.notes:
        console.print("How the logs were read", style="bold")
        shown = result.notes if whole else result.notes[:MAX_NOTES]
        page = Page(console, {})
        for note in shown:
            item(page, note)
        if len(result.notes) > len(shown):
            item(page, f"and {len(result.notes) - len(shown):,} more; --format json has them all")


MAX_NOTES = 20
MAX_MOMENTS = 12
MOST_COMMANDS = 4
_STYLE = {"conforms": "green", "impossible": "red", "incomplete": "yellow"}
_MEANING = {
    "conforms": "one run of the model explains the records of all roles",
    "impossible": "a line shows what no run of the model does",
    "incomplete": "nothing impossible, but something is missing",
}


def _print_migration(migration: MigrationTrace, page: Page, whole: bool) -> None:
    title = f"Migration {migration.id}" if migration.id else "A migration whose id is not logged"
    page.console.print(Text(title, "bold"))
    _print_summary(migration, page)
    if migration.states:
        _print_states(migration, page, whole)
    elif len(migration.timeline) > 1:
        _print_timeline(migration, page, whole)
    if migration.why is not None:
        show_why(migration.why, page, whole, str(migration.outcome) == "failure")
    if migration.first_impossible is not None:
        refused = migration.first_impossible
        page.console.print(f"First impossible line: {page.where(refused.line)}", style="bold red")
        item(page, refused.line.text)
        item(page, f"Why: {refused.why}.")
        for allowed in refused.allowed:
            item(page, f"Allowed: {allowed}")
        if migration.explanation is not None:
            for text in show_explained.contradicting(migration.explanation, page.where, whole):
                item(page, text)
        page.console.print()
    _print_properties(migration, page, whole)
    if migration.open:
        page.console.print("What stays open", style="bold yellow")
        for reason in migration.open:
            where = "" if reason.line is None else f"{page.where(reason.line)}: "
            item(page, where + reason.why)
        if migration.explanation is not None:
            for text in show_explained.standing(migration.explanation):
                item(page, text)
        page.console.print()


def _print_run(migration: MigrationTrace, page: Page) -> None:
    """The steps of the model up to the last record, or up to the first impossible one."""
    if migration.explanation is None:
        page.console.print("No run of the model was looked for, because no state change of a VMX is known.\n")
        return
    before = " before the first impossible line" if migration.first_impossible else ""
    page.console.print(f"A run of the model that explains the records{before}", style="bold")
    for text in show_explained.run(migration.explanation, page.where):
        item(page, text)
    page.console.print()


def _print_timeline(migration: MigrationTrace, page: Page, whole: bool) -> None:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for heading in ("At", "Who", "What", "Where"):
        table.add_column(heading, overflow="fold")
    shown = migration.timeline if whole else migration.timeline[:MAX_MOMENTS]
    for moment in shown:
        what = moment.what if whole or len(moment.what) <= 100 else f"{moment.what[:100]}..."
        table.add_row(printable(_clock(moment.time)), moment.role, printable(what), page.where(moment.line))
    page.console.print(table)
    if len(migration.timeline) > len(shown):
        item(page, f"and {len(migration.timeline) - len(shown):,} more records; --all shows them")
    page.console.print()


def _print_properties(migration: MigrationTrace, page: Page, whole: bool) -> None:
    """What was seen of the properties; those that cannot be seen in one line, or each with the log that would show it."""
    seen = [p for p in migration.properties if p.observed != "not observable"]
    hidden = [p for p in migration.properties if p.observed == "not observable"]
    if seen or whole:
        page.console.print("Properties on this migration", style="bold")
    for prop in seen:
        line = Text.assemble(
            f"{prop.id:5} ", (str(prop.observed), "red" if prop.observed == "violated" else "green"), f": {prop.why}"
        )
        where = f" ({', '.join(dict.fromkeys(page.where(x) for x in prop.lines))})" if prop.lines else ""
        page.console.print(Padding(Hanging(line.append(where)), (0, 0, 0, 2), expand=False))
    for prop in hidden if whole else ():
        item(page, f"{prop.id:5} not observable: {prop.why}; see {prop.needs}")
    if hidden and seen and not whole:
        item(page, f"not observable here: {', '.join(p.id for p in hidden)} (--all says which log shows each)")
    if seen or whole:
        page.console.print()


def _print_summary(migration: MigrationTrace, page: Page) -> None:
    """One line for each thing that is known, in the order in which they are asked."""
    from rich.padding import Padding
    from rich.table import Table

    summary = migration.summary
    said = summary.message
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column()
    table.add_column(overflow="fold")
    model = Text.assemble((str(migration.verdict), _STYLE[migration.verdict]), f": {_MEANING[migration.verdict]}")
    rows: list[tuple[str, Text | str | None]] = [
        ("outcome", str(migration.outcome)),
        ("model", model),
        ("said", f"{said.text} ({page.where(said.line)})" if said else None),
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
    if (measured := _measured(migration)) != "":
        rows.append(("took", measured))
    if summary.skew is not None and summary.skew.is_shown:
        rows.append(("clocks", str(summary.skew)))
    rows.append(("records", f"{summary.records:,} in {_files(migration.files)}"))
    for name, value in rows:
        if value:
            table.add_row(name, value if isinstance(value, Text) else Text(printable(value), overflow="fold"))
    page.console.print(Padding(table, (0, 0, 0, 2)))
    page.console.print()


def _measured(migration: MigrationTrace) -> str:
    """What the records measure, beside what the theory says of the last round."""
    measures = migration.measures
    if measures is None:
        return ""
    parts = [
        f"{name} {_seconds(value)}"
        for name, value in (
            ("pre-copy", measures.precopy_s),
            ("switchover", measures.switchover_s),
            ("the destination waited", measures.destination_waited_s),
        )
        if value is not None
    ]
    if (stop := measures.stop) is not None:
        parts.append(
            f"pre-copy stopped with {stop.pages:,} pages left at {float(stop.rate) / 1e6:,.1f} MB/s; by theorem T8 they "
            f"{'fit' if stop.consistent else 'do not fit'} the goal of {_seconds(float(stop.goal_s))} "
            f"(vmotion converge --from-recording {name_of(stop.file)})"
        )
    return "; ".join(parts)


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
    names = short_names(files)
    shown = ", ".join(names[file] for file in files[:4])
    return shown if len(files) <= 4 else f"{shown} and {len(files) - 4} more logs"


def _print_states(migration: MigrationTrace, page: Page, whole: bool) -> None:
    lasted = {(phase.role, phase.name, phase.start): phase.seconds for phase in migration.summary.phases}
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    table.add_column("LogLine", overflow="fold")
    table.add_column("Role")
    table.add_column("State entered", overflow="fold")
    table.add_column("At", overflow="fold")
    table.add_column("Lasted", justify="right")
    table.add_column("Explained by", overflow="fold")
    for state in migration.states:
        explained = _some(state.commands, whole)
        role = str(state.side or "?")
        seconds = lasted.get((str(state.side or "unknown"), state.state, state.time))
        at = printable(_clock(state.time))
        table.add_row(str(state.line.number), role, _short(state.state), at, _seconds(seconds), explained)
    page.console.print(table)
    for config in migration.config:
        value = "read-only" if config.read_only else "writable"
        page.console.print(f"config is set {value} in {page.where(config.line)}")
    page.console.print()


def _some(commands: tuple[str, ...], whole: bool) -> str:
    """One a line, so that none is broken; where there are many, the first ones, and how many more."""
    if whole or len(commands) <= MOST_COMMANDS:
        return "\n".join(commands) or "-"
    first = commands[: MOST_COMMANDS - 1]
    return "\n".join((*first, f"{len(commands) - len(first)} more (--all)"))


def _clock(time: str | None) -> str:
    """The time of day of a stamp, whose day the summary has."""
    found = re.search(r"\d{1,2}:\d\d:\d\d(?:[.,]\d{1,3})?", time or "")
    return found[0] if found else time or "-"


def _short(state: str) -> str:
    """A state without the prefix that its role tells already."""
    return printable(re.sub(r"MIGRATE_(?:TO_|FROM_)?VMX_", "", state))
