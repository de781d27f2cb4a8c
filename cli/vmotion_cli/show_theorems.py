"""The convergence theorems as text: which solver confirmed which."""

from rich.console import Console
from rich.table import Table

from vmotion_proofs.convergence.certificates import TheoremsResult, titles


def show_theorems(console: Console, result: TheoremsResult) -> None:
    """Which solver confirmed which theorem of convergence."""
    total = ", ".join(f"{s} {result.seconds(s):.2f} s" for s in result.asked)
    console.print(f"convergence: {len(result.confirmed)} theorems, {len(result.checks)} answers ({total}).")
    table = Table(box=None, pad_edge=False)
    table.add_column("theorem", no_wrap=True)
    table.add_column("confirmed by", no_wrap=True)
    for solver in result.asked:
        table.add_column(f"{solver}, s", no_wrap=True, justify="right")
    table.add_column("states that")
    for name, title in titles().items():
        confirmed = [s for s in result.asked if s in result.confirmed[name]]
        times = [f"{result.seconds(s, name):.2f}" for s in result.asked]
        table.add_row(name, ", ".join(confirmed) or "nobody", *times, title)
    console.print(table)
    if result.failure:
        console.print(f"{result.failure}.")
