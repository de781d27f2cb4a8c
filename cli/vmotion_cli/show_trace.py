"""What `vmotion trace` prints: of each migration who and when, what failed and why, what to do, and what stays open.

A migration fits on one screen; what is cut is said, and `--all` shows it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from vmotion_traces.why.found import Standing

from . import show_explained

if TYPE_CHECKING:
    from rich.console import Console

    from vmotion_traces import LogLine, MigrationTrace, Summary, TraceResult
    from vmotion_traces.why.found import Action, CauseFound, Why


def show_trace(result: TraceResult, console: Console, whole: bool = False, with_run: bool = False) -> None:
    """Print a trace; ``whole`` cuts nothing, ``with_run`` shows the run that explains the records."""
    for migration in result.migrations:
        _print_migration(migration, console, whole)
        if with_run:
            _print_run(migration, console)
    if result.notes:
        console.print("How the logs were read", style="bold")
        shown = result.notes if whole else result.notes[:MAX_NOTES]
        for note in shown:
            _item(console, note)
        if len(result.notes) > len(shown):
            _item(console, f"and {len(result.notes) - len(shown):,} more; --format json has them all")


MAX_NOTES = 20
MAX_MOMENTS = 12
MAX_CAUSES = 6
_STYLE = {"conforms": "green", "impossible": "red", "incomplete": "yellow"}
_MEANING = {
    "conforms": "one run of the model explains the records of all roles",
    "impossible": "a line shows what no run of the model does",
    "incomplete": "nothing impossible, but something is missing",
}


def _print_migration(migration: MigrationTrace, console: Console, whole: bool) -> None:
    title = f"Migration {migration.id}" if migration.id else "A migration whose id is not logged"
    console.print(Text(title, "bold"))
    _print_summary(migration, console)
    if migration.states:
        _print_states(migration, console)
    elif len(migration.timeline) > 1:
        _print_timeline(migration, console, whole)
    if migration.why is not None:
        _print_why(migration.why, console, whole, str(migration.outcome) == "failure")
    if migration.first_impossible is not None:
        refused = migration.first_impossible
        console.print(f"First impossible line: {_where(refused.line.file, refused.line.number)}", style="bold red")
        _item(console, refused.line.text)
        _item(console, f"Why: {refused.why}.")
        for allowed in refused.allowed:
            _item(console, f"Allowed: {allowed}")
        if migration.explanation is not None:
            for text in show_explained.contradicting(migration.explanation, _where_of, whole):
                _item(console, text)
        console.print()
    _print_properties(migration, console, whole)
    if migration.open:
        console.print("What stays open", style="bold yellow")
        for reason in migration.open:
            where = "" if reason.line is None else f"{_where(reason.line.file, reason.line.number)}: "
            _item(console, where + reason.why)
        if migration.explanation is not None:
            for text in show_explained.standing(migration.explanation):
                _item(console, text)
        console.print()


def _print_run(migration: MigrationTrace, console: Console) -> None:
    """The steps of the model up to the last record, or up to the first impossible one."""
    if migration.explanation is None:
        console.print("No run of the model was looked for, because no state change of a VMX is known.\n")
        return
    before = (
        "explains the records before the first impossible line"
        if migration.first_impossible
        else "explains the records"
    )
    console.print(f"A run of the model that {before}", style="bold")
    for text in show_explained.run(migration.explanation, _where_of):
        _item(console, text)
    console.print()


def _print_timeline(migration: MigrationTrace, console: Console, whole: bool) -> None:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for heading in ("At", "Who", "What", "Where"):
        table.add_column(heading, overflow="fold")
    shown = migration.timeline if whole else migration.timeline[:MAX_MOMENTS]
    for moment in shown:
        what = moment.what if whole or len(moment.what) <= 100 else f"{moment.what[:100]}..."
        table.add_row(_printable(_clock(moment.time)), moment.role, _printable(what), _where_of(moment.line))
    console.print(table)
    if len(migration.timeline) > len(shown):
        _item(console, f"and {len(migration.timeline) - len(shown):,} more records; --all shows them")
    console.print()


def _print_why(why: Why, console: Console, whole: bool, failed: bool) -> None:
    """The answer, the causes with their records, what to look at first, and what to do."""
    console.print("Why it failed" if failed else "What its records say of failures", style="bold")
    _item(console, why.says)
    said = {b.says for b in why.beyond} - {why.says}
    for beyond in why.beyond:
        if beyond.says in said:
            _item(console, beyond.says)
        _item(console, f"({_where_of(beyond.line)}; no condition of the model stands for this)")
    shown = why.causes if whole else why.causes[:MAX_CAUSES]
    _print_causes(shown, console, whole)
    if len(why.causes) > len(shown):
        rest = ", ".join(c.name for c in why.causes[len(shown) :])
        _item(console, f"and, with --all at length: {rest}")
    if why.excluded:
        _item(console, f"excluded by where it stopped: {', '.join(why.excluded)}")
    if why.symptoms and not why.causes:
        _item(console, f"only tells that it failed: {', '.join(_where_of(x) for x in why.symptoms[:4])}")
    console.print()
    _print_actions(shown, console, whole)
    if why.look_at is not None:
        _item(console, f"What would tell the causes apart: {why.look_at}.")
        console.print()


_HEADS = {
    Standing.NAMED: ("named by the records", "bold red"),
    Standing.SEVERAL: ("one of these", "yellow"),
    Standing.NOT_EXCLUDED: ("not excluded by where it stopped", "yellow"),
}


def _print_causes(causes: tuple[CauseFound, ...], console: Console, whole: bool) -> None:
    """The causes with the records that speak for and against them; those that the same records leave, in one table."""
    for standing in Standing:
        alike = [c for c in causes if c.standing is standing]
        if not alike:
            continue
        places = list(dict.fromkeys(_where_of(e.line) for c in alike for e in c.speaks_for))
        head = f"{_HEADS[standing][0]}, by {', '.join(places[:3])}{' and others' if len(places) > 3 else ''}:"
        console.print(Padding(Text(head, _HEADS[standing][1]), (0, 0, 0, 2), expand=False))
        if standing is Standing.NAMED or whole:
            for cause in alike:
                _print_cause(cause, console, whole)
            continue
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1, 0, 0))
        for _ in range(3):
            table.add_column(overflow="fold")
        for cause in alike:
            against = "".join(f" (against it: {_where_of(e.line)})" for e in cause.speaks_against[:1])
            table.add_row(cause.failure, Text(cause.name, "bold"), _printable(cause.description + against))
        console.print(Padding(table, (0, 0, 0, 2)))


def _print_cause(cause: CauseFound, console: Console, whole: bool) -> None:
    line = Text.assemble((f"{cause.failure} {cause.name}".strip(), "bold"), f": {cause.description}")
    console.print(Padding(line, (0, 0, 0, 2), expand=False))
    kept = (cause.speaks_for, cause.speaks_against) if whole else (cause.speaks_for[:2], cause.speaks_against[:1])
    for word, evidence in zip(("for", "against"), kept, strict=True):
        for one in evidence:
            _item(console, f"{word}: {_where_of(one.line)}: {one.says}", 4)
    if whole:
        _item(console, f"confirmed if {cause.confirmed_by.says}", 4)


def _print_actions(causes: tuple[CauseFound, ...], console: Console, whole: bool) -> None:
    """First what would confirm a cause and changes nothing, each once; then the remedies of what is surely meant, or of all."""
    if not causes:
        return
    looks: dict[str, list[str]] = {}
    for cause in causes:
        if (action := cause.confirmed_by.action) is not None:
            looks.setdefault(_typed(action), []).append(cause.name)
    if looks:
        console.print("Look first at", style="bold")
        for typed, names in looks.items():
            _item(console, typed if len(causes) == 1 else f"{typed}  [{', '.join(names)}]")
        console.print()
    if len(causes) > 1 and not whole:
        _item(console, "What to do about each: --all, or vmotion explain with its name.")
        console.print()
        return
    console.print("What to do", style="bold")
    for cause in causes:
        if len(causes) > 1:
            _item(console, f"{cause.name}:")
        for action in cause.actions:
            if _typed(action) not in looks:
                _item(console, _typed(action), 2 if len(causes) == 1 else 4)
    console.print()


def _typed(action: Action) -> str:
    if not action.place:
        return action.text
    note = f" ({action.note})" if action.note else ""
    place = f"{'in' if action.place.startswith('PowerCLI') else 'on'} {action.place}"
    return f"{action.text}   {place}{note}"


def _print_properties(migration: MigrationTrace, console: Console, whole: bool) -> None:
    """What was seen of the properties; those that cannot be seen in one line, or each with the log that would show it."""
    seen = [p for p in migration.properties if p.observed != "not observable"]
    hidden = [p for p in migration.properties if p.observed == "not observable"]
    if seen or whole:
        console.print("Properties on this migration", style="bold")
    for prop in seen:
        line = Text.assemble(
            f"{prop.id:5} ", (str(prop.observed), "red" if prop.observed == "violated" else "green"), f": {prop.why}"
        )
        where = f" ({', '.join(dict.fromkeys(_where_of(x) for x in prop.lines))})" if prop.lines else ""
        console.print(Padding(line.append(where), (0, 0, 0, 2), expand=False))
    for prop in hidden if whole else ():
        _item(console, f"{prop.id:5} not observable: {prop.why}; see {prop.needs}")
    if hidden and seen and not whole:
        _item(console, f"not observable here: {', '.join(p.id for p in hidden)} (--all says which log shows each)")
    if seen or whole:
        console.print()


def _print_summary(migration: MigrationTrace, console: Console) -> None:
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
    if (measured := _measured(migration)) != "":
        rows.append(("took", measured))
    if summary.skew is not None and summary.skew.is_shown:
        rows.append(("clocks", str(summary.skew)))
    rows.append(("records", f"{summary.records:,} in {_files(migration.files)}"))
    for name, value in rows:
        if value:
            table.add_row(name, value if isinstance(value, Text) else Text(_printable(value), overflow="fold"))
    console.print(Padding(table, (0, 0, 0, 2)))
    console.print()


def _measured(migration: MigrationTrace) -> str:
    """What the records measure, beside what the theory says of the last round."""
    measures = migration.measures
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
            f"(vmotion converge --from-recording {_name(stop.file)})"
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
    shown = ", ".join(_name(file) for file in files[:4])
    return shown if len(files) <= 4 else f"{shown} and {len(files) - 4} more logs"


def _name(file: str) -> str:
    return file.rpartition("!")[2].rpartition("/")[2] or file


def _where_of(line: LogLine) -> str:
    return f"{_name(line.file)}:{line.number}"


def _print_states(migration: MigrationTrace, console: Console) -> None:
    lasted = {(phase.role, phase.name, phase.start): phase.seconds for phase in migration.summary.phases}
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("LogLine", overflow="fold")
    table.add_column("Role")
    table.add_column("State entered", overflow="fold")
    table.add_column("At", overflow="fold")
    table.add_column("Lasted", justify="right")
    table.add_column("Explained by", overflow="fold")
    for state in migration.states:
        explained = ", ".join(state.commands) or "-"
        role = str(state.side or "?")
        seconds = lasted.get((str(state.side or "unknown"), state.state, state.time))
        at = _printable(_clock(state.time))
        table.add_row(str(state.line.number), role, _short(state.state), at, _seconds(seconds), explained)
    console.print(table)
    for config in migration.config:
        value = "read-only" if config.read_only else "writable"
        console.print(f"config is set {value} in {_where(config.line.file, config.line.number)}")
    console.print()


def _clock(time: str | None) -> str:
    """The time of day of a stamp, whose day the summary has."""
    found = re.search(r"\d{1,2}:\d\d:\d\d(?:[.,]\d{1,3})?", time or "")
    return found[0] if found else time or "-"


def _short(state: str) -> str:
    """A state without the prefix that its role tells already."""
    return _printable(re.sub(r"MIGRATE_(?:TO_|FROM_)?VMX_", "", state))


def _item(console: Console, text: str, indent: int = 2) -> None:
    console.print(Padding(Text(_printable(text), overflow="fold"), (0, 0, 0, indent), expand=False))


def _where(file: str, line: int) -> str:
    return _printable(f"{_name(file)}:{line}")


def _printable(text: str) -> str:
    """A log must not speak to the terminal: anything that is not printed is shown as a replacement mark."""
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)
