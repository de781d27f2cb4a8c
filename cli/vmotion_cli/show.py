"""Results as text for people: tables and counterexamples, at most as wide as the console."""

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from vmotion_proofs.certifying.recheck_stored import CertifyResult
from vmotion_proofs.changes.proposal import Proposal
from vmotion_proofs.check.job import CERTIFIED
from vmotion_proofs.results.verdicts import Answer, CheckResult, PropertyResult, Verdict
from vmotion_specs.differences import Alteration

from .show_counterexample import assumptions_of, show_assumptions, show_hints, show_problems, show_run, verdict_text
from .show_step import counted, paragraphs


def show_check(
    console: Console, result: CheckResult, why: bool = False, without: Sequence[str] = (), full: bool = False
) -> None:
    """The verdict table, what lies behind it, and what goes wrong; ``without`` are assumptions not made."""
    show_without(console, without)
    table = Table(box=None, pad_edge=False, show_edge=False)
    table.add_column("property", no_wrap=True)
    table.add_column("verdict", no_wrap=True)
    table.add_column("states that")
    for item in result.properties:
        table.add_row(item.id, verdict_text(item), item.title)
    console.print(table)
    console.print()
    _summary(console, result)
    show_problems(console, result.properties, full)
    show_hints(console, result.hints)
    if why:
        for item in result.properties:
            if item.verdict.passes:
                show_why(console, item)
    else:
        show_assumed(console, result)
    for item in result.properties:
        if item.verdict.passes and item.reason:
            console.print(f"Note on {item.id}: {item.reason}.")
    if result.stopped:
        console.print(f"Stopped: {result.stopped}. What is shown was decided before.")


def show_without(console: Console, without: Sequence[str]) -> None:
    """Which assumptions are not made; nothing where all are."""
    if without:
        console.print(f"Without the assumption{'s' if len(without) > 1 else ''}: {', '.join(without)}.")
        console.print()


def _summary(console: Console, result: CheckResult) -> None:
    counts = {v: sum(p.verdict is v for p in result.properties) for v in Verdict}
    parts = ", ".join(f"{n} {v.value}" for v, n in counts.items() if n)
    console.print(f"{result.model} {result.digest[:12]}: {parts} in {result.seconds:.1f} s.")
    console.print(f"Instance: {result.properties[0].instance}." if result.properties else "No property was checked.")
    if result.states is not None:
        console.print(f"Search: {result.states:,} states, {result.transitions:,} transitions, depth {result.depth}.")
    for name, day in sorted({(p.certificate, p.cached_on or "") for p in result.properties if p.certificate}):
        if day:
            console.print(
                f"Certificate on file: {name}, this exact text checked by Z3 and cvc5 on {day}; vmotion certify asks them again."
            )
        else:
            console.print(f"Certificate on file: {name}, checked by Z3 and cvc5.")
    if any(p.verdict is Verdict.PROVED and p.engine in CERTIFIED and not p.certificate for p in result.properties):
        console.print("Certificate: found in this run and checked by Z3 and cvc5; --keep DIR keeps it.")


def show_assumed(console: Console, result: CheckResult) -> None:
    """What the passes assume, in addition to the model: a pass is worth no more than that."""
    resting: dict[str, list[str]] = {}
    for item in result.properties:
        if item.verdict.passes:
            for assumed in assumptions_of(item):
                resting.setdefault(assumed, []).append(item.id)
    if resting:
        console.print("The passes assume (with the convergence theorems that justify it, where they apply):")
    for assumed, ids in resting.items():
        console.print(f"  {assumed}: {', '.join(ids)}", markup=False)


def show_why(console: Console, item: PropertyResult) -> None:
    """The run that shows that a passing property is not vacuous."""
    run = item.witness or item.run
    console.print()
    console.print(Text.assemble((item.id, "bold"), f": {item.title}"))
    show_assumptions(console, item)
    if run is None:
        console.print("No run reaches its premise: it says nothing.")
    elif not run.steps:
        console.print("It has no premise: it is about every state.")
    else:
        console.print(f"A shortest run to {'it' if item.run else 'its premise'}, {counted(len(run.steps), 'step')}:")
        show_run(console, run)


def show_proposal(console: Console, proposal: Proposal, why: bool = False, full: bool = False) -> None:
    """A change: what it is, what became of the statements, the verdicts and the behaviour that changed, and the runs."""
    console.print(Text(proposal.change.title, style="bold"))
    if proposal.change.text:
        console.print(paragraphs(proposal.change.text))
    console.print()
    for breach in proposal.breaches:
        style = "bold red" if breach.decided else "yellow"
        console.print(Text(f"{breach.word} is forbidden: {breach.description}.", style=style))
    if proposal.refusal is not None:
        console.print(f"The language rejects it: {proposal.refusal}")
        return
    if proposal.after is None:
        console.print(f"Not judged: {proposal.stopped}.")
        return
    _written(console, proposal.told)
    for finding in proposal.findings:
        accepted = " (accepted)" if finding.id in proposal.accepted else ""
        console.print(Text(f"{finding.description}{accepted}.", style="" if accepted else "bold red"))
    for note in proposal.notes:
        console.print(f"{note}.", markup=False)
    before = proposal.before.by_id if proposal.before else {}
    table = Table(box=None, pad_edge=False)
    for column in ("property", "before", "after"):
        table.add_column(column, no_wrap=True)
    table.add_column("states that")
    same = 0
    for item in proposal.after.properties:
        old = before.get(item.id)
        if old is not None and old.verdict.passes and item.verdict.passes:
            same += 1
            continue
        table.add_row(item.id, verdict_text(old) if old else "-", verdict_text(item), item.title)
    if table.row_count:
        console.print(table)
    if same:
        console.print(f"{counted(same, 'property passes', 'properties pass')} before and after.")
    _summary(console, proposal.after)
    if not why:
        show_assumed(console, proposal.after)
    _behaviour(console, proposal)
    show_problems(console, proposal.after.properties, full, changed=True)
    show_hints(console, proposal.after.hints)
    for item in proposal.after.properties if why else ():
        if item.verdict.passes:
            show_why(console, item)


MOST_DIFFERENCES = 12
"""So many are told; who compares versions that differ in more reads the reports."""


def _written(console: Console, found: Sequence[Alteration]) -> None:
    """What is written differently, part by part."""
    if not found:
        return
    console.print("What is written differently:")
    for difference in found[:MOST_DIFFERENCES]:
        console.print(Padding(Text(f"{difference.sentence}."), (0, 0, 0, 2)))
    more = len(found) - MOST_DIFFERENCES
    if more > 0:
        console.print(f"  and {more} more, which the formats json and markdown list.")
    console.print()


def _behaviour(console: Console, proposal: Proposal) -> None:
    behaviour = proposal.behaviour
    if behaviour is None:
        return
    console.print()
    console.print(f"Behaviour: {behaviour.word}.")
    for found, whose in ((behaviour.added, "new"), (behaviour.removed, "old")):
        run = found.run
        if found.answer is Answer.NO:
            console.print(f"No run is possible in the {whose} version only ({found.engine}).")
        elif found.answer is Answer.UNKNOWN:
            console.print(f"Whether a run is possible in the {whose} version only is not decided: {found.reason}.")
        elif run is not None:
            console.print(
                f"Only the {whose} version can end this run ({counted(len(run.steps), 'step')}) with {run.commands[-1]}:"
            )
            console.print("  " + " ".join(run.commands))


def show_certified(console: Console, result: CertifyResult) -> None:
    """Which solver answered what, in what time, and whether the text agrees with the model."""
    certificate, answers = result.checked.certificate, result.checked.answers
    asked = {**certificate.properties, **certificate.responses}
    console.print(f"{result.name}: {len(certificate.lemmas)} lemmas, {len(asked)} properties.")
    table = Table(box=None, pad_edge=False)
    table.add_column("query", no_wrap=True)
    table.add_column("wanted", no_wrap=True)
    for answer in answers:
        table.add_column(f"{answer.solver} {answer.version}", no_wrap=True, min_width=5)
        table.add_column("seconds", no_wrap=True, justify="right")
    sentences: list[str] = []
    for query in result.queries:
        cells = []
        for answer in answers:
            said, time = answer.answers.get(query.name, "-"), answer.times.get(query.name)
            cells += [Text(said, style="" if said == query.expected else "bold red")]
            cells += [Text("-" if time is None else f"{time:.3f}")]
        table.add_row(_short(query.name, sentences), query.expected, *cells)
    console.print(table)
    for number, sentence in enumerate(sentences, start=1):
        console.print(f"({number}) {sentence}")
    for answer in answers:
        agrees = sum(answer.answers.get(q.name) == q.expected for q in result.queries)
        console.print(f"{answer.solver}: {agrees} of {len(result.queries)} as expected, in {answer.seconds:.2f} s.")
        if answer.failure:
            console.print(f"{answer.failure}.")
    for defect in result.checked.defects():
        console.print(f"{defect}.")
    _compared(console, result)
    console.print(f"By hand: z3 {result.path}", soft_wrap=True)


def _short(query: str, sentences: list[str]) -> str:
    """What is asked of a ranking is one of a few sentences: they are collected, and the query shows a number."""
    kind, *rest = query.split(": ")
    if not kind.startswith("response ") or len(rest) != 2:
        return query
    rank, sentence = rest
    if sentence not in sentences:
        sentences.append(sentence)
    return f"rank {rank} ({sentences.index(sentence) + 1})"


def _compared(console: Console, result: CertifyResult) -> None:
    comparison = result.comparison
    if comparison is None:
        return
    if not comparison.differences:
        console.print(
            f"Read back: in {comparison.states} states and {comparison.steps:,} steps the text agrees with the model."
        )
        return
    console.print("Read back: the text does not agree with the model.")
    for difference in comparison.differences:
        console.print(f"  {difference}")
