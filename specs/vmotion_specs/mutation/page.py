"""The survivors as the table that docs/limits.md shows."""

from collections.abc import Sequence

from . import SurvivorGroup

BEGIN, END = "<!-- survivors -->\n", "<!-- end of survivors -->\n"


def survivors_table(groups: Sequence[SurvivorGroup]) -> str:
    """A table in Markdown: model, mutants, what they do, why nobody needs to notice."""
    rows = ["| model | mutants | do | why no property needs to notice |", "|---|---|---|---|"]
    for group in groups:
        mutants = ", ".join(f"`{m}`" for m in group.mutants)
        rows.append(f"| {group.model} | {mutants} | {group.does or 'any'} | {group.reason} |")
    return "\n".join(rows) + "\n"


def with_table(text: str, groups: Sequence[SurvivorGroup]) -> str:
    """A document with the table between its marks made anew; raises ``ValueError`` where it has no marks."""
    before, found, rest = text.partition(BEGIN)
    _, ends, after = rest.partition(END)
    if not found or not ends:
        raise ValueError("the document has no place for the table of survivors")
    return f"{before}{BEGIN}{survivors_table(groups)}{END}{after}"
