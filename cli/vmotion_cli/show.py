"""Results as text for people: tables and counterexamples, at most as wide as the console."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from vmotion_proofs.certifying.certify import CertifyResult
from vmotion_proofs.changes.check_change import Proposal
from vmotion_proofs.check.job import CERTIFIED
from vmotion_proofs.results.verdicts import Answer, CheckResult, PropertyResult, Run, Verdict

from .show_step import counted, show_step

_STYLE = {
    Verdict.PROVED: "green",
    Verdict.EXHAUSTED: "green",
    Verdict.BOUNDED: "yellow",
    Verdict.VIOLATED: "bold red",
    Verdict.UNKNOWN: "yellow",
}


def verdict_text(item: PropertyResult) -> Text:
    """The verdict word as it is shown everywhere: a bound beside ``bounded``, a violation in capitals."""
    word = item.verdict.value
    if item.verdict is Verdict.BOUNDED:
        word = f"bounded({item.bound})"
    elif item.verdict is Verdict.VIOLATED:
        word = "VIOLATED"
    return Text(word, style=_STYLE[item.verdict])


def verdict_style(verdict: Verdict) -> str:
    """How its word is coloured."""
    return _STYLE[verdict]


def show_check(console: Console, result: CheckResult, why: bool = False, without: Sequence[str] = ()) -> None:
    """The verdict table, what lies behind it, and a run for every violation; ``without`` are assumptions not made."""
    if without:
        console.print(f"Without the assumption{'s' if len(without) > 1 else ''}: {', '.join(without)}.")
        console.print()
    table = Table(box=None, pad_edge=False, show_edge=False)
    table.add_column("property", no_wrap=True)
    table.add_column("verdict", no_wrap=True)
    table.add_column("states that")
    for item in result.properties:
        table.add_row(item.id, verdict_text(item), item.title)
    console.print(table)
    console.print()
    _summary(console, result)
    for item in result.properties:
        if not item.verdict.passes:
            show_problem(console, item)
        elif why:
            show_why(console, item)
    if not why:
        show_assumed(console, result)
    for item in result.properties:
        if item.verdict.passes and item.reason:
            console.print(f"Note on {item.id}: {item.reason}.")
    if result.stopped:
        console.print(f"Stopped: {result.stopped}. What is shown was decided before.")


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


def show_problem(console: Console, item: PropertyResult) -> None:
    """Why one property does not pass."""
    console.print()
    console.print(Text.assemble((item.id, "bold"), " ", verdict_text(item), f": {item.title}"))
    if item.verdict is Verdict.VIOLATED and item.why:
        console.print(item.why)
    if item.reason:
        console.print(f"Reason: {item.reason}.")
    _assumed(console, item)
    if item.run is not None:
        console.print(f"{_counterexample(item)}, {counted(len(item.run.steps), 'step')}, replayed on the machines:")
        show_run(console, item.run)


def _counterexample(item: PropertyResult) -> str:
    if item.run is None or item.run.loop_at is None:
        return "The shortest run there" if item.run is not None and item.run.shortest else "A short run there"
    # Short, but not shown to be the shortest.
    return "A run that meets all of these and never gets there" if item.assumptions else "A run that never gets there"


def _assumed(console: Console, item: PropertyResult) -> None:
    if item.assumptions:
        console.print(f"Assumes: {', '.join(_paid(item))}.")


def _paid(item: PropertyResult) -> list[str]:
    """The assumptions, each with the convergence theorems that justify it."""
    theorems = {name: f" ({', '.join(t)})" for name, t in item.theorems.items()}
    return [f"{name}{theorems.get(name, '')}" for name in item.assumptions]


def show_assumed(console: Console, result: CheckResult) -> None:
    """What the passes assume, in addition to the model: a pass is worth no more than that."""
    resting: dict[str, list[str]] = {}
    for item in result.properties:
        if item.verdict.passes:
            for assumed in _paid(item):
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
    _assumed(console, item)
    if run is None:
        console.print("No run reaches its premise: it says nothing.")
    elif not run.steps:
        console.print("It has no premise: it is about every state.")
    else:
        console.print(f"A shortest run to {'it' if item.run else 'its premise'}, {counted(len(run.steps), 'step')}:")
        show_run(console, run)


def show_run(console: Console, run: Run) -> None:
    """A run step by step: the role, the time, the command in words and only what changed; of a lasso, where it turns back."""
    for number, step in enumerate(run.steps, start=1):
        if number == run.loop_at:
            console.print(Text("The cycle begins:", style="bold"))
        show_step(console, number, step.time_s, step.role, step.command, step.description, step.changed)
    if run.loop_at is not None:
        console.print(Text(f"From here on again from step {run.loop_at}, for ever.", style="bold"))


def show_proposal(console: Console, proposal: Proposal, why: bool = False) -> None:
    """A change: what it is, what became of the statements, the verdicts and the behaviour that changed, and the runs."""
    console.print(Text(proposal.change.title, style="bold"))
    if proposal.change.text:
        console.print(proposal.change.text)
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
    for item in proposal.after.properties:
        if not item.verdict.passes:
            show_problem(console, item)
        elif why:
            show_why(console, item)


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
