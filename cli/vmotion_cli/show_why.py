"""Why a migration failed, as text: the answer, the causes with their records, what to look at first, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from vmotion_traces.why.why_result import Standing

from .console import Hanging
from .trace_page import Page, item, printable

if TYPE_CHECKING:
    from vmotion_traces.why.why_result import Action, CauseFound, Why

MAX_CAUSES = 4
"""So many are told at length: a migration is to fit on one screen."""


def show_why(why: Why, page: Page, whole: bool, failed: bool) -> None:
    """The answer, the causes with their records, what to look at first, and what to do."""
    page.console.print("Why it failed" if failed else "What its records say of failures", style="bold")
    item(page, why.says)
    said = {b.says for b in why.beyond} - {why.says}
    for beyond in why.beyond:
        if beyond.says in said:
            item(page, beyond.says)
        item(page, f"({page.where(beyond.line)}; no condition of the model stands for this)")
    shown = why.causes if whole else why.causes[:MAX_CAUSES]
    _print_causes(shown, page, whole)
    if len(why.causes) > len(shown):
        rest = ", ".join(c.name for c in why.causes[len(shown) :])
        item(page, f"and, with --all at length: {rest}")
    if why.excluded:
        item(page, f"excluded by where it stopped: {', '.join(why.excluded)}")
    if why.symptoms and not why.causes:
        item(page, f"only tells that it failed: {', '.join(page.where(x) for x in why.symptoms[:4])}")
    page.console.print()
    _print_actions(shown, page, whole)
    if why.look_at is not None:
        item(page, f"What would tell the causes apart: {why.look_at}.")
        page.console.print()


_HEADS = {
    Standing.NAMED: ("named by the records", "bold red"),
    Standing.SEVERAL: ("one of these", "yellow"),
    Standing.NOT_EXCLUDED: ("not excluded by where it stopped", "yellow"),
}


def _print_causes(causes: tuple[CauseFound, ...], page: Page, whole: bool) -> None:
    """The causes with the records that speak for and against them; those that the same records leave, in one table."""
    for standing in Standing:
        alike = [c for c in causes if c.standing is standing]
        if not alike:
            continue
        places = list(dict.fromkeys(page.where(e.line) for c in alike for e in c.speaks_for))
        head = f"{_HEADS[standing][0]}, by {', '.join(places[:3])}{' and others' if len(places) > 3 else ''}:"
        page.console.print(Padding(Hanging(Text(head, _HEADS[standing][1])), (0, 0, 0, 2), expand=False))
        if standing is Standing.NAMED or whole:
            for cause in alike:
                _print_cause(cause, page, whole)
            continue
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1, 0, 0))
        for _ in range(3):
            table.add_column(overflow="fold")
        for cause in alike:
            against = "".join(f" (against it: {page.where(e.line)})" for e in cause.speaks_against[:1])
            table.add_row(cause.failure, Text(cause.name, "bold"), printable(cause.description + against))
        page.console.print(Padding(table, (0, 0, 0, 2)))


def _print_cause(cause: CauseFound, page: Page, whole: bool) -> None:
    line = Text.assemble((f"{cause.failure} {cause.name}".strip(), "bold"), f": {cause.description}")
    page.console.print(Padding(Hanging(line), (0, 0, 0, 2), expand=False))
    kept = (cause.speaks_for, cause.speaks_against) if whole else (cause.speaks_for[:2], cause.speaks_against[:1])
    for word, evidence in zip(("for", "against"), kept, strict=True):
        for one in evidence:
            item(page, f"{word}: {page.where(one.line)}: {one.says}", 4)
    if whole:
        item(page, f"confirmed if {cause.confirmed_by.says}", 4)


def _print_actions(causes: tuple[CauseFound, ...], page: Page, whole: bool) -> None:
    """First what would confirm a cause and changes nothing, each once; then the remedies of what is surely meant, or of all."""
    if not causes:
        return
    looks: dict[str, list[str]] = {}
    for cause in causes:
        if (action := cause.confirmed_by.action) is not None:
            looks.setdefault(_typed(action), []).append(cause.name)
    if looks:
        page.console.print("Look first at", style="bold")
        for typed, names in looks.items():
            item(page, typed if len(causes) == 1 else f"{typed}  [{', '.join(names)}]")
        page.console.print()
    if len(causes) > 1 and not whole:
        item(page, "What to do about each: --all, or vmotion explain with its name.")
        page.console.print()
        return
    page.console.print("What to do", style="bold")
    for cause in causes:
        if len(causes) > 1:
            item(page, f"{cause.name}:")
        for action in cause.actions:
            if _typed(action) not in looks:
                item(page, _typed(action), 2 if len(causes) == 1 else 4)
    page.console.print()


def _typed(action: Action) -> str:
    if not action.place:
        return action.text
    note = f" ({action.note})" if action.note else ""
    place = f"{'in' if action.place.startswith('PowerCLI') else 'on'} {action.place}"
    return f"{action.text}   {place}{note}"
