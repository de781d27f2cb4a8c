"""What does not pass, as text for people: what goes wrong in a few sentences, then the steps that matter, or all of them."""

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from vmotion_model.language import ELAPSE
from vmotion_proofs.results.counterexample_analysis import in_order, shared
from vmotion_proofs.results.verdicts import Analysis, Hints, PropertyResult, Run, Verdict
from vmotion_report.outputs.run_in_words import (
    follows_from,
    marked_steps,
    repair_line,
    repairs_end,
    repairs_head,
    sentences,
)

from .console import Hanging
from .show_step import INDENT, counted, show_step

_STYLE = {
    Verdict.PROVED: "green",
    Verdict.EXHAUSTED: "green",
    Verdict.BOUNDED: "yellow",
    Verdict.VIOLATED: "bold red",
    Verdict.UNKNOWN: "yellow",
}
LEAST_SHARED = 3
"""A common beginning of fewer steps is not worth a line of its own."""


def verdict_style(verdict: Verdict) -> str:
    """How its word is coloured."""
    return _STYLE[verdict]


def verdict_text(item: PropertyResult) -> Text:
    """The verdict word as it is shown everywhere: a bound beside ``bounded``, a violation in capitals."""
    if item.verdict is Verdict.BOUNDED:
        return Text(f"bounded({item.bound})", style=_STYLE[item.verdict])
    return verdict_word(item.verdict)


def verdict_word(verdict: Verdict) -> Text:
    """A verdict alone; a violation in capitals."""
    return Text("VIOLATED" if verdict is Verdict.VIOLATED else verdict.value, style=_STYLE[verdict])


def show_problems(
    console: Console, results: Sequence[PropertyResult], full: bool = False, changed: bool = False
) -> None:
    """What does not pass, the failure that explains most of the others first.

    ``full``: every run with all its steps; otherwise the steps that matter, and of what follows from another failure one line.
    ``changed``: the model is a change of another one.
    """
    told: dict[str, Run] = {}
    for item in in_order(results):
        follows = item.analysis.follows if item.analysis is not None else None
        if item.run is not None and follows is not None and follows[0] in told and not full:
            console.print()
            _head(console, item)
            console.print(f"{follows_from(item.run, follows)}; --full shows it.")
        else:
            _show_problem(console, item, told, full, changed)
            if item.run is not None:
                told[item.id] = item.run


def show_assumptions(console: Console, item: PropertyResult) -> None:
    """What a response assumes."""
    if item.assumptions:
        console.print(f"Assumes: {', '.join(assumptions_of(item))}.")


def assumptions_of(item: PropertyResult) -> list[str]:
    """The assumptions, each with the convergence theorems that justify it."""
    theorems = {name: f" ({', '.join(t)})" for name, t in item.theorems.items()}
    return [f"{name}{theorems.get(name, '')}" for name in item.assumptions]


def show_run(
    console: Console, run: Run, shown: Iterable[int] | None = None, marks: Analysis | None = None, after: int = 0
) -> None:
    """A run step by step: the role, the time, the command in words and only what changed; of a lasso, where it turns back.

    Only the steps of ``shown`` are told in words, where it is given; of the others the commands are listed. The
    first steps, up to ``after``, are left out. ``marks`` are shown beside the steps.
    """
    wanted = set(range(1, len(run.steps) + 1) if shown is None else shown)
    marked_at = {} if marks is None else marked_steps(marks)
    waiting: list[int] = []
    for number, step in enumerate(run.steps, start=1):
        if number == run.loop_at:
            _listed(console, run, waiting)
            console.print(Text("The cycle begins:", style="bold"))
        if number <= after:
            continue
        if number not in wanted:
            waiting.append(number)
            continue
        _listed(console, run, waiting)
        marked = marked_at.get(number, ())
        show_step(console, number, step.time_s, step.role, step.command, step.description, step.changed, marked)
    _listed(console, run, waiting)
    if run.loop_at is not None:
        console.print(Text(f"From here on again from step {run.loop_at}, for ever.", style="bold"))


def _listed(console: Console, run: Run, numbers: list[int]) -> None:
    """Steps that do not matter, by their names; nothing is left of ``numbers``."""
    if not numbers:
        return
    first, last = numbers[0], numbers[-1]
    steps = (run.steps[n - 1] for n in numbers)
    names = " ".join(f"{s.command} {s.lasts_s} s" if s.command == ELAPSE else s.command for s in steps)
    which = f"{first:>3}." if first == last else f"{first:>3} to {last}:"
    console.print(Hanging(Text(f"{which} {names}", style="dim"), INDENT))
    numbers.clear()


def _head(console: Console, item: PropertyResult) -> None:
    console.print(Text.assemble((item.id, "bold"), " ", verdict_text(item), f": {item.title}"))


def _show_problem(console: Console, item: PropertyResult, told: Mapping[str, Run], full: bool, changed: bool) -> None:
    """Why one property does not pass."""
    console.print()
    _head(console, item)
    if item.verdict is Verdict.VIOLATED and item.why:
        console.print(item.why)
    if item.reason:
        console.print(f"Reason: {item.reason}.")
    show_assumptions(console, item)
    if item.run is None:
        return
    if not item.run.steps:
        console.print("The initial state breaks it.")
        return
    found = item.analysis or Analysis()
    for sentence in sentences(item.run, found, changed):
        console.print(sentence)
    numbers = set(range(1, len(item.run.steps) + 1)) if full else {*found.matters}
    beginning, common = shared(item.run, told)
    if common == len(item.run.steps) == len(told[beginning].steps) and item.run.loop_at is None:
        console.print(f"{_counterexample(item)} is that of {beginning}.")
        return
    if common < LEAST_SHARED or item.run.loop_at is not None:
        common = 0
    hidden = "" if full or len(numbers) == len(item.run.steps) else "; --full shows all of them"
    console.print(f"{_counterexample(item)}, {counted(len(item.run.steps), 'step')}, replayed on the machines{hidden}:")
    if common:
        console.print(Text(f"  1 to {common}: as in the run of {beginning}.", style="dim"))
    show_run(console, item.run, numbers, found, common)


def _counterexample(item: PropertyResult) -> str:
    if item.run is None or item.run.loop_at is None:
        return "The shortest run there" if item.run is not None and item.run.shortest else "A short run there"
    # Short, but not shown to be the shortest.
    return "A run that meets all of these and never gets there" if item.assumptions else "A run that never gets there"


def show_hints(console: Console, hints: Hints | None, whose: str = "") -> None:
    """Single edits that repair the model, as a change file says them; ``whose`` stands before what is said of them."""
    if hints is None:
        return
    console.print()
    console.print(Text(f"{whose}{repairs_head(hints)}", style="bold"))
    for number, hint in enumerate(hints.found, 1):
        console.print(Hanging(Text(repair_line(number, hint)), 3))
        console.print(Padding(Text(hint.edit, style="dim"), (0, 0, 0, INDENT)))
    console.print(repairs_end(hints))
