"""What outside checkers counted, as text."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from vmotion_proofs.crosscheck.compare import CrossCheck

from .show_step import counted


def show_crosscheck(console: Console, result: CrossCheck) -> None:
    """What each checker counted, and whether all agree."""
    console.print(
        f"{result.name} ({result.instance}): {counted(len(result.properties), 'property', 'properties')}.",
        soft_wrap=False,
    )
    table = Table(box=None, pad_edge=False)
    for column in ("checker", "states", "transitions", "depth", "violated", "seconds"):
        table.add_column(
            column, no_wrap=column != "violated", justify="left" if column in ("checker", "violated") else "right"
        )
    for counts in (result.ours, *result.theirs):
        table.add_row(
            counts.checker,
            f"{counts.states:,}",
            f"{counts.transitions:,}",
            "" if counts.depth is None else str(counts.depth),
            ", ".join(sorted(counts.violated)) or "nothing",
            f"{counts.seconds:.2f}",
        )
    console.print(table)
    for failure in result.failures.values():
        console.print(f"No answer: {failure}.")
    for difference in result.differences:
        console.print(Text.assemble(("Disagreement", "bold red"), f": {difference}."))
    if result.theirs and not result.differences:
        judged = len(result.properties) - len(result.open)
        what = "All agree." if not result.open else f"All agree on {counted(judged, 'property', 'properties')}."
        console.print(what)
    if result.open:
        console.print(
            f"Not judged here: {', '.join(result.open)}. Whole ticks do not decide it: a strict comparison of a clock may "
            "be false between two ticks."
        )
    if certified := [n for n in result.open if n in result.certified]:
        console.print(
            f"In the certificate on file: {', '.join(certified)}; vmotion certify has two solvers re-check it."
        )
    if left := [n for n in result.open if n not in result.certified]:
        console.print(f"Undecided: {', '.join(left)}; vmotion check judges it in dense time.")
