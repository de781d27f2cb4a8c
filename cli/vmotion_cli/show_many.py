"""The summary of many migrations as text: outcomes, causes, slowest phases."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from vmotion_traces.many import Many, causes, outcomes, phase_times

MOST = 15
"""So many rows of a table are shown; the files and JSON have all."""


def show_many(console: Console, result: Many, whole: bool) -> None:
    """How the migrations ended, why those that failed did, and which phases took longest."""
    rows, most = result.rows, None if whole else MOST
    cases = f"{len(result.read):,} of {result.of:,} cases" if result.stopped else f"{result.of:,} cases"
    without = f" ({len(result.unread):,} without a migration)" if result.unread else ""
    console.print(Text(f"{len(rows):,} migrations in {cases}{without}", "bold"))
    if result.stopped:
        console.print(Text(f"{result.stopped}: there is more.", "yellow"))
    _table(console, ("outcome", "migrations"), [(name, f"{n:,}") for name, n in outcomes(rows).items()], most)
    verdicts = Counter(row.verdict for row in rows).most_common()
    _table(console, ("verdict", "migrations"), [(str(name), f"{n:,}") for name, n in verdicts], most)
    found = [(name, f"{a:,}", f"{b:,}") for name, (a, b) in causes(rows).items()]
    _table(console, ("cause", "named", "one of several"), found, most)
    silent = sum(r.outcome == "failure" and not r.named and not r.possible and not r.beyond for r in rows)
    beyond = sum(bool(r.beyond) for r in rows)
    if beyond:
        console.print(f"{beyond:,} by something that the model has no condition for")
    if silent:
        console.print(f"{silent:,} failed without a record that says why")
    phases = [
        (p.role, p.name, f"{p.count:,}", f"{p.median:,.1f} s", f"{p.longest:,.1f} s", Path(p.case).name)
        for p in phase_times(rows)
    ]
    _table(console, ("role", "slowest phases", "migrations", "median", "longest", "in"), phases, most)
    unread = [(Path(each.case.name).name, each.unread) for each in result.unread]
    _table(console, ("without a migration", "why"), unread, most)


def _table(console: Console, heads: Sequence[str], rows: Sequence[Sequence[str]], most: int | None) -> None:
    if not rows:
        return
    console.print()
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for place, head in enumerate(heads):
        table.add_column(head, justify="right" if place and rows[0][place][:1].isdigit() else "left", overflow="fold")
    for row in rows[:most]:
        table.add_row(*row)
    console.print(table)
    if most is not None and len(rows) > most:
        console.print(f"and {len(rows) - most:,} more: --all")
