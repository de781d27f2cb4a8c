"""Renders the coverage of the article as a page of documentation."""

from __future__ import annotations

from collections.abc import Sequence

from .statement import STEERS, Refers, Statement

ARTICLE = "https://knowledge.broadcom.com/external/article/321009/understanding-and-troubleshooting-vmotio.html"

_HEAD = f"""\
# Coverage of the article

Every statement of [Understanding and troubleshooting vMotion (KB 1003734)]({ARTICLE}) in our own words, and what
covers it: commands, states and variables of the model, properties (S, R), liveness (L: under assumptions that
it names), theorems of convergence (T), and entries of the failure catalogue (F). *Shown by* names what would be different if
the statement were false: changes (`vmotion check --change NAME`), causes and conditions (`vmotion preflight --set`). The
last column says why something is not modelled, or why it is described only. *Where* counts lines and sentences of the
article. `vmotion explain NAME` says more about each name.

This page is made from `specs/vmotion_specs/coverage/statements.toml`; change it there, then
`vmotion explain --coverage --output docs/coverage.md`.
"""

_COLUMNS = {
    "commands, states and variables": (Refers.COMMAND, Refers.STATE, Refers.VARIABLE),
    "properties and theorems": (Refers.PROPERTY, Refers.THEOREM),
    "failures": (Refers.FAILURE,),
    "shown by": STEERS,
}


def render_coverage(statements: Sequence[Statement]) -> str:
    """Return the page as Markdown, ending in a line break."""
    steering = sum(statement.steers for statement in statements)
    sentences = {sentence for statement in statements for sentence in statement.covers}
    counts = f"{len(statements)} statements cover {len(sentences)} sentences"
    lines = [
        _HEAD,
        f"{counts}; {steering} of the statements steer what the model does, {len(statements) - steering} are described only.",
        "",
        "| | Statement | Where | "
        + " | ".join(title[0].upper() + title[1:] for title in _COLUMNS)
        + " | Not modelled, or described only |",
        "|---|---|---|" + "---|" * len(_COLUMNS) + "---|",
        *map(_row, statements),
    ]
    return "\n".join(lines) + "\n"


def _row(statement: Statement) -> str:
    cells = [
        statement.id,
        statement.description,
        ", ".join(map(str, statement.covers)),
        *(_names(statement, kinds) for kinds in _COLUMNS.values()),
        " ".join(filter(None, (statement.not_modelled, statement.described))),
    ]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _names(statement: Statement, kinds: tuple[Refers, ...]) -> str:
    coded = kinds[0] in (Refers.COMMAND, *STEERS)  # names of the model; ids are plain
    names = [name for kind in kinds for name in statement.names(kind)]
    return ", ".join(f"`{name}`" if coded else name for name in names)
