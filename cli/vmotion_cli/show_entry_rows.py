"""What is said of an entry of the reference, by its kind: labels, and what stands beside them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from rich.text import Text

from vmotion_model.common.safe_text import value_text
from vmotion_specs.reference import (
    AssumptionEntry,
    AssumptionUse,
    CauseEntry,
    ChangeEntry,
    CommandEntry,
    ConditionEntry,
    ConstantEntry,
    Entry,
    EntryKind,
    FailureEntry,
    Fair,
    Named,
    PhaseEntry,
    PropertyEntry,
    RoleEntry,
    ScenarioEntry,
    TheoremEntry,
    VariableEntry,
)

Row = tuple[str, str | Text]
MAIN_MODEL = "vmotion"
"""What is not said of an entry: that it is of the model which the article speaks of."""

_LONGEST_FORMULA = 1500
"""In characters; longer ones are made from all commands, and nobody reads them on a terminal."""


def rows_of(entry: Entry) -> Iterator[Row]:
    """What is known of an entry, without what is not."""
    for label, value in _ROWS[entry.kind](entry):
        if value:
            yield label, value


def _role(entry: RoleEntry) -> Iterator[Row]:
    yield "Phases", ", ".join(entry.phases)
    yield "Commands", ", ".join(entry.commands)
    yield "Variables", ", ".join(entry.variables)


def _phase(entry: PhaseEntry) -> Iterator[Row]:
    yield "VMware's name", entry.vmware_name
    for number in entry.numbers:
        known = "number not known" if number.value is None else f"number {number.value}"
        yield number.dialect, f"{known}: {number.evidence}" + (f" ({number.source})" if number.source else "")
    if entry.model != MAIN_MODEL:
        yield "Start", "here a run begins" if entry.initial else ""
    elif entry.initial:
        yield "Article", "before step 1 of KB 1003734: here a run begins"
    else:
        yield "Article", f"entered in step {entry.step} of KB 1003734" if entry.step else "off the article's path"
    yield "Entered by", ", ".join(entry.entered_by)
    yield "Left by", ", ".join(entry.left_by)
    yield "Failures", _named(entry.failures)


def _command(entry: CommandEntry) -> Iterator[Row]:
    yield "Who", f"{entry.role}; " + ("a fault: " + entry.fault if entry.fault else "a step of the protocol, no fault")
    phases = f"in {_or(entry.phases)}" if entry.phases else "in any phase, if the guard holds"
    yield "When", phases + (f"; then in {_or(entry.leads_to)}" if entry.leads_to else "")
    yield "Guard", _lines((g.label, g.formula) for g in entry.guard) if entry.guard else "none: always possible"
    yield "Effect", _lines((f"{e.label} := {e.formula}", "") for e in entry.effect)
    yield "Deadline", f"answers that of {', '.join(entry.handles)}" if entry.handles else ""
    yield "Events", ", ".join(entry.events)
    if not entry.fair and entry.fault is None:
        yield "Fairness", "nobody has to do it: a choice, chance, or a timer that a deadline rules"
    yield "Source", entry.citation
    yield "Stands for", _named(entry.failures)
    yield "Causes", _lines((c.name, c.title) for c in entry.causes)
    yield "Impossible by", _lines((c.name, c.title) for c in entry.blockers)
    yield "Prints", _lines((p.name, p.title) for p in entry.prints)


def _variable(entry: VariableEntry) -> Iterator[Row]:
    yield "Owner", _OWNERS.get(entry.owner, entry.owner)
    yield "Type", entry.type + (f": {', '.join(map(str, entry.values))}" if entry.values else "")
    yield "At the start", str(entry.initial)
    yield "Runs while", entry.runs_while
    yield "Written by", ", ".join(entry.written_by)
    yield "Read by", ", ".join(entry.read_by)


_OWNERS = {
    "shared": "shared: every role sees it",
    "history": "history: no role sees it, only properties speak of it",
}


def _constant(entry: ConstantEntry) -> Iterator[Row]:
    yield "Value", f"{entry.value} {entry.unit}"
    yield "Source", entry.citation
    yield "Used by", ", ".join(entry.used_by)


def _property(entry: PropertyEntry) -> Iterator[Row]:
    if entry.record is not None:
        yield "Verdict", f"{entry.record.verdict or 'not judged here'}: {entry.record.description}"
    yield "If it fails", entry.why
    if entry.judged == "reachable":
        yield "To reach", _formula(entry.claim)
    elif entry.judged == "response":
        yield "Whenever", _formula(entry.premise)
        yield "In the end", _formula(entry.claim)
        granted = _lines((_assumption_use(a), a.description) for a in entry.assumptions)
        yield "Assuming", granted if entry.assumptions else "nothing but that time passes: a deadline sees to it"
        asked = {fair for a in entry.assumptions for fair in a.asks}
        yield "Where", "\n".join(f"{fair} means: {fair.words}" for fair in Fair if fair in asked)
    else:
        yield "Whenever", _formula(entry.premise)
        yield "Demands" if entry.premise else "Always", _formula(entry.claim)
    yield "Observes", _lines((o.label, o.formula) for o in entry.observers) if entry.observers else ""
    yield "Ground", entry.citation


def _formula(text: str) -> str:
    if len(text) <= _LONGEST_FORMULA:
        return text
    return f"a formula of {len(text):,} characters, made from the commands; --format json shows it"


def _failure(entry: FailureEntry) -> Iterator[Row]:
    yield "Kind", _EFFECTS[entry.effect]
    yield "Steps", f"{', '.join(map(str, entry.steps))} of KB 1003734"
    yield "States", ", ".join(entry.states)
    yield "Progress", entry.progress
    yield "When", entry.trigger
    yield "Messages", "\n".join(entry.messages)
    yield "API faults", ", ".join(entry.faults)
    yield "Outcome", entry.outcome
    yield "Cause", entry.cause
    yield "Remedy", _lines((r.text, f"on {r.place}; {r.evidence}" if r.place else r.evidence) for r in entry.remedy)
    yield "Inferred", entry.inferred
    yield "Causes", _lines((c.name, c.title) for c in entry.causes)
    yield "Commands", _named(entry.commands)
    yield "Sources", _lines((_source(s.title, s.covers, s.evidence), s.url or "") for s in entry.sources)


def _cause(entry: CauseEntry) -> Iterator[Row]:
    yield "When", entry.when
    yield "Conditions", _lines((c.name, c.title) for c in entry.conditions)
    yield "Set it", "vmotion preflight " + " ".join(f"--set {s}" for s in entry.setting)
    yield "Makes possible", _lines((c.name, c.title) for c in entry.enables)
    yield "Impossible", _lines((c.name, c.title) for c in entry.prevents)
    if entry.enables:
        bound = "it is there from the start, and the failure is bound to come"
        yield "How sure", bound if entry.stands else "it may strike at any moment, or not at all"
    yield "No step", entry.described
    yield "Failure", _named(entry.failures)
    yield "API faults", ", ".join(entry.faults)
    yield "Called", ", ".join(entry.words)
    yield "Draw it", f"vmotion diagram cause:{entry.name}"


def _condition(entry: ConditionEntry) -> Iterator[Row]:
    yield "Type", entry.type + (f": {', '.join(map(value_text, entry.values))}" if entry.values else "")
    yield "Healthy", f"{value_text(entry.healthy)} {entry.unit}".strip()
    yield "Read by", _lines((c.name, c.title) for c in entry.causes)
    yield "For", entry.told
    yield "Source", entry.citation


_EFFECTS = {
    "edge": "edge: the migration is refused or fails",
    "warning": "warning: vCenter warns and goes on",
    "symptom": "symptom: the message only reports another failure",
    "queueing": "queueing: the migration waits, nothing has failed",
    "degraded": "degraded: the migration succeeds, late or with a side effect",
}


def _source(title: str, covers: str, evidence: str) -> str:
    return f"{title}: {covers + ', ' if covers else ''}{evidence}"


def _assumption(entry: AssumptionEntry) -> Iterator[Row]:
    asked = ((Fair.WEAK, entry.weak), (Fair.STRONG, entry.strong), (Fair.FINITE, entry.finite))
    for fair, names in (*asked, (Fair.RECURRING, entry.recurring)):
        yield fair.capitalize(), f"{fair.words}: {', '.join(names)}" if names else ""
    yield "Shown by", _named(entry.theorems)
    yield "Used by", ", ".join(entry.used_by)
    yield "Leave it out", f'vmotion check --without "{entry.name}"'


def _assumption_use(item: AssumptionUse) -> str:
    theorems = f"; by {', '.join(item.theorems)}" if item.theorems else ""
    return f"{item.name} ({', '.join(item.asks)}{theorems})"


def _theorem(entry: TheoremEntry) -> Iterator[Row]:
    yield "Says", entry.description
    yield "Assumes", "\n".join(entry.assumptions)
    yield "Source", entry.source


def _scenario(entry: ScenarioEntry) -> Iterator[Row]:
    yield "Play it", f"vmotion simulate --script {entry.name}"


def _change(entry: ChangeEntry) -> Iterator[Row]:
    yield "Says", entry.text
    yield "Check it", f"vmotion check --change {entry.name}"
    yield "Expected", ", ".join(f"{v.label} {v.formula}" for v in entry.verdicts)
    yield "Behaviour", entry.behaviour or ""
    yield "Refused", entry.refused or ""


_ROWS: dict[EntryKind, Callable[[Any], Iterator[Row]]] = {
    EntryKind.ROLE: _role,
    EntryKind.PHASE: _phase,
    EntryKind.COMMAND: _command,
    EntryKind.VARIABLE: _variable,
    EntryKind.CONSTANT: _constant,
    EntryKind.PROPERTY: _property,
    EntryKind.ASSUMPTION: _assumption,
    EntryKind.THEOREM: _theorem,
    EntryKind.FAILURE: _failure,
    EntryKind.CAUSE: _cause,
    EntryKind.CONDITION: _condition,
    EntryKind.SCENARIO: _scenario,
    EntryKind.CHANGE: _change,
}


def _named(items: Sequence[Named]) -> str:
    return "\n".join(f"{item.name}  {item.title}" for item in items)


def _or(names: Sequence[str]) -> str:
    return " or ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _lines(pairs: Iterable[tuple[str, str]]) -> Text:
    """One item per line, what belongs to it under it, dim."""
    text = Text()
    for head, under in pairs:
        text.append(("\n" if text else "") + head)
        if under:
            text.append(f"\n  {under}", style="dim")
    return text
