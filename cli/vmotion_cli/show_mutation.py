"""What ``vmotion mutation`` found, as text."""

from collections import Counter
from collections.abc import Collection, Iterable

from rich.console import Console
from rich.table import Table

from vmotion_proofs.mutation.coverage import Coverage
from vmotion_proofs.mutation.guards import Needs
from vmotion_proofs.mutation.judge import Fate, Judgement
from vmotion_proofs.mutation.result import MutationResult

from .show_step import show_step

_SAYS = {
    Fate.KILLED: "a property notices",
    Fate.EQUIVALENT: "do what the model does; they do not count",
    Fate.SURVIVES: "do something else, and no property notices",
    Fate.UNDECIDED: "a budget ran out; they count as neither",
    Fate.REFUSED: "the language rejects them; they do not count",
}


def show_mutation(console: Console, result: MutationResult) -> None:
    """Counts, what each property notices, and every mutant that needs an answer."""
    judged = result.judged
    console.print(f"{result.model}: {len(judged.judgements):,} of {judged.asked:,} mutants judged.")
    counts = Counter(j.fate for j in judged.judgements)
    table = _table()
    for fate in Fate:
        if counts[fate]:
            table.add_row(fate.value, str(counts[fate]), _SAYS[fate])
    console.print(table)
    if result.kills:
        console.print()
        console.print("Mutants that fall to each property nearest to the start:")
        kills = sorted(result.kills.items(), key=lambda item: (-item[1], item[0]))
        console.print(", ".join(f"{name} {count}" for name, count in kills))
    if result.ids is not None:
        for name in result.idle:
            console.print(f"{name} kills no mutant.")
    else:
        _survivors(console, result)
    for judgement in result.of(Fate.UNDECIDED):
        console.print(f"Undecided: {judgement.mutant}: {judgement.reason}")
    if judged.stopped:
        console.print(f"Stopped: {judged.stopped}. What was judged is kept, and the next run goes on from there.")


def _survivors(console: Console, result: MutationResult) -> None:
    answered = Counter(group.reason for group in result.answers.values())
    if answered:
        console.print()
        console.print("Survivors with a reason:")
        table = _table()
        for reason, count in answered.most_common():
            table.add_row(str(count), reason)
        console.print(table)
    if result.unexplained:
        console.print()
        console.print("Survivors without a reason:")
        for judgement in result.unexplained:
            does = f" (does {judgement.does})" if judgement.does else ""
            console.print(f"  {judgement.mutant}{does}")


def show_judgement(console: Console, judgement: Judgement, result: MutationResult) -> None:
    """One mutant, with the run that kills it."""
    by = f" by {', '.join(judgement.by)}" if judgement.by else ""
    console.print(f"{judgement.mutant}: {judgement.fate}{by}.")
    if judgement.reason:
        console.print(f"{judgement.reason}.")
    if judgement.fate is Fate.SURVIVES:
        group = result.answers.get(judgement.mutant)
        console.print(f"It does {judgement.does}. " + (group.reason if group else "No reason is given for it."))
    if judgement.run is not None:
        for number, step in enumerate(judgement.run.steps, 1):
            show_step(console, number, step.time_s, step.role, step.command, step.description, step.changed)


def show_guards(console: Console, needs: Needs, ids: Collection[str]) -> None:
    """How many guards the proof of each property needs; for the properties in ``ids`` also which."""
    table = Table(box=None, pad_edge=False)
    for column in ("property", "lemmas", "guards"):
        table.add_column(column, justify="left" if column == "property" else "right")
    for name, guards in needs.guards.items():
        table.add_row(name, str(needs.lemmas[name]), str(len(guards)))
    console.print(table)
    for name in ids:
        console.print()
        console.print(f"The proof of {name} needs:")
        _list(console, needs.guards[name])
    console.print()
    console.print(f"{len(needs.unneeded)} of {len(needs.all)} guards are needed by no proof:")
    _list(console, needs.unneeded)


def _list(console: Console, guards: Iterable[tuple[str, str]]) -> None:
    table = _table()
    for command, label in sorted(guards):
        table.add_row(f"  {command}", label)
    if table.row_count:
        console.print(table)


def show_coverage(console: Console, found: Coverage) -> None:
    """What the reachable states exercise, and what they do not."""
    states = f"{found.states:,} states" + ("" if found.complete else " (search stopped: not all)")
    console.print(
        f"{states}; {len(found.commands)} commands, {len(found.conjuncts)} guards, {len(found.premises)} premises."
    )
    never_decide = tuple(f"{c.command}: {c.label}" for c in found.idle_conjuncts)
    for what, names in (
        ("Commands that never happen", found.idle_commands),
        ("Premises that never hold", found.idle_premises),
        ("Guards that never decide (where the others hold, they hold)", never_decide),
    ):
        console.print(f"{what}: {len(names)}")
        for name in names:
            console.print(f"  {name}")


def _table() -> Table:
    return Table(box=None, show_header=False, pad_edge=False)
