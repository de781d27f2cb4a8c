"""What ``vmotion check`` answers of a sweep: a change for each of several values of a constant."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import BadInputError
from .report_formats import Reportable

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from vmotion_proofs.changes.forbid import Forbidden
    from vmotion_proofs.changes.proposal import Proposal
    from vmotion_proofs.changes.sweep_result import SweepLine
    from vmotion_proofs.results.options import Options
    from vmotion_report.outputs.outcome import CheckOutcome
    from vmotion_specs.change import Change
    from vmotion_specs.suites import Suite

WIDEST = len("VIOLATED*  ")
"""So many columns of the terminal a value takes."""


def is_sweep(changes: "Sequence[Change]") -> bool:
    """Whether one of the changes gives a constant several values; raises ``BadInputError`` where it is not the only one."""
    from vmotion_specs.sweep import swept

    found = [c for c in changes if swept(c) is not None]
    if found and len(changes) > 1:
        raise BadInputError(f"{found[0].name} is a sweep, which is judged alone: leave out the other --change")
    return bool(found)


def of_sweep(
    name: str,
    change: "Change",
    chosen: "Suite",
    options: "Options",
    ids: tuple[str, ...],
    policy: "tuple[Forbidden, ...]",
    without: tuple[str, ...],
    bisect: bool = False,
) -> Reportable:
    from dataclasses import replace

    from vmotion_model.common.exit_codes import worst_code
    from vmotion_model.common.progress import Stage
    from vmotion_proofs.changes.bisect_sweep import follows, in_halves
    from vmotion_proofs.changes.check_change import check_change
    from vmotion_proofs.changes.sweep_result import sweep_lines
    from vmotion_proofs.check.check import check_with_evidence
    from vmotion_proofs.results.select_properties import resting_without
    from vmotion_specs.shipped import change_path
    from vmotion_specs.sweep import points

    each = points(change)
    with options.budget.listening():
        plain = replace(options, use_cache=True, witnesses=False)
        before = check_with_evidence(chosen.model, resting_without(chosen.properties, without), plain)
        count = 0

        def judge(point: "Change") -> "Proposal":
            nonlocal count
            count += 1
            options.report(Stage(f"{point.title}, value", count, len(each)))
            return replace(check_change(point, chosen, options, before, ids, without), forbidden=policy)

        if bisect:
            proposals = in_halves(each, judge, lambda: options.budget.spent)
            derived = {} if options.budget.spent else follows(proposals, chosen, options, without)
        else:
            proposals, derived = [judge(p) for p in each], {}
    lines = sweep_lines(proposals, derived)
    code = worst_code(p.command_code() for p in proposals)
    file = change_path(name)

    def outcome() -> "CheckOutcome":
        from vmotion_report.outputs.judging import of_changes

        return of_changes(chosen, proposals, [[file]] * len(proposals), False, code, without, lines)

    def origins(test: Path) -> Sequence[str]:
        from vmotion_report.outputs.as_test import of_change

        return [of_change(name, file, test, p.change.sweep) for p in proposals]

    return Reportable(lambda c: show_sweep(c, proposals, lines, without), outcome, origins, code)


def show_sweep(
    console: "Console", proposals: "Sequence[Proposal]", lines: "Sequence[SweepLine]", without: tuple[str, ...]
) -> None:
    """The properties that do not pass with every value, each over the values, and what that is in words."""
    from rich.table import Table
    from rich.text import Text

    from vmotion_proofs.changes.bisect_sweep import LEFT_OUT
    from vmotion_proofs.changes.expected import behaviour_word

    from .show import show_without
    from .show_step import counted

    point = proposals[0].change.sweep
    assert point is not None
    console.print(Text(proposals[0].change.title.removesuffix(f": {point.text}"), style="bold"))
    if proposals[0].change.text:
        console.print(Text(proposals[0].change.text))
    console.print()
    show_without(console, without)
    for proposal in proposals:
        for breach in proposal.breaches:
            assert proposal.change.sweep is not None
            style = "bold red" if breach.decided else "yellow"
            said = f"{breach.word} is forbidden, with {proposal.change.sweep.text}: {breach.description}."
            console.print(Text(said, style=style))
    values = point.values
    falling = [line for line in lines if line.telling]
    words = [behaviour_word(p.behaviour) if p.after is not None else "-" for p in proposals]
    head = max(map(len, (point.constant, "behaviour", *(line.id for line in falling))))
    beside = max(1, (console.width - head) // WIDEST)
    for first in range(0, len(values), beside):
        shown = range(first, min(first + beside, len(values)))
        table = Table(box=None, pad_edge=False)
        table.add_column(point.constant, no_wrap=True, min_width=min(head, console.width // 2))
        for number in shown:
            table.add_column(str(values[number]))
        table.add_row("behaviour", *(words[n] for n in shown))
        for line in falling:
            table.add_row(line.id, *(_cell(line, n) for n in shown))
        console.print(table)
        console.print()
    show_lines(console, lines)
    stopped = next((p.stopped for p in proposals if p.stopped and p.stopped != LEFT_OUT), "")
    if stopped:
        console.print(f"Stopped: {stopped}.")
    left = sum(p.after is None for p in proposals)
    if any(line.followed for line in falling):
        console.print(
            "* follows from another value: its run breaks the property here, too, or every run is one of that value."
        )
    every = f"Each of the {counted(len(values), 'value')} was judged by itself"
    judged = f"{len(values) - left} of {len(values)} values were judged" if left else every
    console.print(f"{judged}; of values between them nothing is said. For a run, give the constant one value.")


def show_lines(console: "Console", lines: "Sequence[SweepLine]") -> None:
    """With which values each property falls, in words, and how many do not."""
    from rich.text import Text

    from .show_step import counted

    falling = [line for line in lines if line.telling]
    for line in falling:
        console.print(Text(f"{line.sentence}: {line.title}."))
        if line.assumed:
            console.print(Text(f"If it turns nowhere else, {line.assumed}. That is assumed, not judged."))
    passing = sum(line.passes for line in lines)
    if passing:
        console.print(f"{counted(passing, 'property passes', 'properties pass')} with every value.")
    if open_ := len(lines) - len(falling) - passing:
        console.print(f"{counted(open_, 'property passes', 'properties pass')} with every value that was judged.")


def _cell(line: "SweepLine", number: int) -> "Text":
    """A verdict in the table, marked where it follows from another one."""
    from rich.text import Text

    from .show_counterexample import verdict_word

    verdict = line.verdicts[number]
    if verdict is None:
        return Text("-")
    word = verdict_word(verdict)
    return Text.assemble(word, "*") if line.values[number] in line.followed else word
