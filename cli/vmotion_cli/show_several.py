"""Several changes in one table."""

from collections.abc import Sequence
from pathlib import PurePath

from rich.console import Console
from rich.table import Table
from rich.text import Text

from vmotion_proofs.changes.bisect_sweep import LEFT_OUT
from vmotion_proofs.changes.expected import behaviour_word
from vmotion_proofs.changes.proposal import Proposal
from vmotion_proofs.results.verdicts import Verdict
from vmotion_specs.combine import parts_of

from .show_counterexample import show_hints, verdict_style
from .show_step import counted


def show_summary(console: Console, proposals: Sequence[Proposal], expect: bool) -> None:
    """A row for each change, and for the combination: its verdict, what falls, the behaviour, and whether that is as declared."""
    table = Table(box=None, pad_edge=False)
    table.add_column("change", overflow="fold")
    table.add_column("verdict", no_wrap=True)
    table.add_column("what falls", overflow="fold")
    table.add_column("behaviour")
    table.add_column("seconds", no_wrap=True, justify="right")
    if expect:
        table.add_column("declared", no_wrap=True)
    for proposal in proposals:
        cells = [
            Text(_name(proposal)),
            _verdict(proposal),
            Text(", ".join(_falls(proposal)) or "-"),
            Text(behaviour_word(proposal.behaviour) if proposal.after is not None else "-"),
            Text(f"{proposal.seconds:.1f}" if proposal.after is not None else "-"),
        ]
        if expect:
            cells.append(Text("no", style="bold red") if proposal.surprises() else Text("yes", style="green"))
        table.add_row(*cells)
    console.print(table)


def _name(proposal: Proposal) -> str:
    if len(parts_of(proposal.change)) > 1:
        return "together"
    name = PurePath(proposal.change.name).name.removesuffix(".toml")
    return name if proposal.change.sweep is None else f"{name}, {proposal.change.sweep.text}"


def _verdict(proposal: Proposal) -> Text:
    if proposal.after is not None and proposal.after.properties:
        word = proposal.after.verdict
        return Text(word.value.upper() if word is Verdict.VIOLATED else word.value, style=verdict_style(word))
    if proposal.after is not None:
        return Text("-")
    return Text("refused" if proposal.refusal is not None else "not judged", style="yellow")


def _falls(proposal: Proposal) -> list[str]:
    """The properties that do not pass, and the statements that say less than they did."""
    items = proposal.after.properties if proposal.after is not None else ()
    found = [p.id if p.verdict is Verdict.VIOLATED else f"{p.id} ({p.verdict})" for p in items if not p.verdict.passes]
    return [*found, *(f"{f.id} ({f.change})" for f in proposal.findings)]


def show_details(console: Console, proposals: Sequence[Proposal], expect: bool) -> None:
    """What a table has no room for: what is not as declared, forbidden, refused or not judged; and how many there are."""
    console.print()
    for proposal in proposals:
        if proposal.after is None and proposal.refusal is None:
            continue
        said = [f"{b.word} is forbidden: {b.description}" for b in proposal.breaches]
        if expect:
            said += [f"not as declared: {s}" for s in proposal.surprises()]
        elif proposal.refusal is not None:
            said.append(f"the language rejects it: {proposal.refusal}")
        if proposal.stopped and proposal.after is not None:
            said.append(f"stopped: {proposal.stopped}")
        for line in dict.fromkeys(said):
            console.print(f"{_name(proposal)}: {line}.")
    for proposal in proposals:
        if proposal.after is not None and proposal.after.hints is not None:
            show_hints(console, proposal.after.hints, f"{_name(proposal)}: ")
    missing = [p for p in proposals if p.after is None and p.refusal is None]
    for why in dict.fromkeys(p.stopped for p in missing):
        console.print(f"Not judged ({why}): {', '.join(_name(p) for p in missing if p.stopped == why)}.")
    parts = [counted(len(proposals), "change")]
    if expect:
        parts.append(f"{sum(not p.surprises() for p in proposals)} as declared")
    open_ = sum(bool(p.stopped) and p.stopped != LEFT_OUT for p in proposals)
    if left := sum(p.stopped == LEFT_OUT for p in proposals):
        parts.append(f"{left} {LEFT_OUT}")
    if open_:
        parts.append(f"{open_} not judged to the end; what was judged is kept, and the next run goes on from there")
    console.print(f"{', '.join(parts)}.")
    console.print("vmotion check --change FILE shows the runs of one; --format json has those of all.")
