"""Entries of the reference as text for people."""

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from vmotion_specs.reference import (
    CommandEntry,
    Entry,
    EntryHit,
    EntryKind,
    Passage,
    PhaseEntry,
    ScenarioEntry,
    VariableEntry,
)

from .show_entry_rows import MAIN_MODEL, rows_of

_PLURAL = {
    EntryKind.ROLE: "Roles",
    EntryKind.PHASE: "Phases",
    EntryKind.COMMAND: "Commands",
    EntryKind.VARIABLE: "Variables",
    EntryKind.CONSTANT: "Constants",
    EntryKind.PROPERTY: "Properties",
    EntryKind.ASSUMPTION: "Assumptions of liveness, for vmotion check --without",
    EntryKind.THEOREM: "Theorems of convergence",
    EntryKind.FAILURE: "Failures",
    EntryKind.CAUSE: "Causes, for vmotion diagram cause:NAME",
    EntryKind.CONDITION: "Conditions, for vmotion preflight --set NAME=VALUE",
    EntryKind.SCENARIO: "Scenarios, for vmotion simulate --script",
    EntryKind.CHANGE: "Changes that ship, for vmotion check --change",
}
_MOST_HITS = 20
"""What speaks of a word farther down the list is of little use to a reader."""
_LEAD = 24
"""How many characters before a match are shown, where its text is longer than the line."""


def show_list(console: Console, entries: Sequence[Entry]) -> None:
    """Every name with its title, grouped by kind; what belongs to a smaller model comes last."""
    groups: dict[tuple[bool, str, EntryKind], list[Entry]] = {}
    for entry in entries:
        other = entry.model if entry.model != MAIN_MODEL and entry.kind is not EntryKind.CHANGE else ""
        groups.setdefault((bool(other), other, entry.kind), []).append(entry)
    order = list(EntryKind)
    for (_, model, kind), members in sorted(groups.items(), key=lambda g: (*g[0][:2], order.index(g[0][2]))):
        console.print(Text(_PLURAL[kind] + (f" of the model {model}" if model else ""), style="bold"))
        table = _table()
        for entry in members:
            table.add_row(entry.name, Text(entry.title))
        console.print(Padding(table, (0, 0, 1, 2), expand=False))
    console.print("vmotion explain NAME says more about each.")


def show_hits(console: Console, hits: Sequence[EntryHit]) -> None:
    """The entries that speak of some words, one line each with the text that does, the nearest first."""
    first = hits[:_MOST_HITS]
    names = max(len(hit.entry.name) for hit in first)
    kinds = max(len(hit.entry.kind) for hit in first)
    for hit in first:
        line = Text.assemble((hit.entry.name.ljust(names), "bold"), "  ", (hit.entry.kind.ljust(kinds), "dim"), "  ")
        line.append_text(_said(_telling(hit)))
        line.truncate(console.width, overflow="ellipsis")
        console.print(line)
    console.print()
    if len(hits) > _MOST_HITS:
        console.print(f"And {len(hits) - _MOST_HITS} more, farther off; --format json has all.")
    console.print("vmotion explain NAME says more of each.")


def _telling(hit: EntryHit) -> Passage | None:
    """What is shown of a hit; a cause or a condition is said by its own sentence, wherever the words stand."""
    own = hit.entry.kind in (EntryKind.CAUSE, EntryKind.CONDITION)
    return Passage("title", hit.entry.title) if own and hit.passage and hit.passage.field != "title" else hit.passage


def _said(passage: Passage | None) -> Text:
    if passage is None:
        return Text()
    head = "" if passage.field in ("name", "title") else f"{passage.field.replace('_', ' ')}: "
    before = " ".join(passage.text[: passage.start].split())
    # The last few words before the match, none of them cut.
    lead = before if len(before) <= _LEAD else "... " + before[-_LEAD:].partition(" ")[2]
    rest = " ".join(passage.text[passage.start :].split())
    space = " " if lead and passage.text[passage.start - 1].isspace() and not lead.endswith(" ") else ""
    return Text.assemble((head, "dim"), lead + space + rest)


def show_entries(console: Console, entries: Sequence[Entry]) -> None:
    """All that is known of some entries, one after the other."""
    for number, entry in enumerate(entries):
        if number:
            console.print()
        console.print(Text.assemble((entry.name, "bold"), "  ", (_what(entry), "dim")))
        console.print(Text(entry.title))
        console.print()
        table = _table()
        for label, value in rows_of(entry):
            table.add_row(label, Text(value) if isinstance(value, str) else value)
        console.print(table)
        if isinstance(entry, ScenarioEntry):
            console.print(Text(entry.script.rstrip()), soft_wrap=True)


def _table() -> Table:
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    return table


def _what(entry: Entry) -> str:
    match entry:
        case PhaseEntry(role=role) | CommandEntry(role=role):
            where = f" of {role}"
        case VariableEntry(owner=owner):
            where = f" of {owner}" if owner != "shared" else ", shared"
        case _:
            where = ""
    of_model = f", model {entry.model}" if entry.model not in ("", MAIN_MODEL) else ""
    return f"{entry.kind.value}{where}{of_model}"
