"""What follows from conditions, as text."""

from collections.abc import Sequence
from dataclasses import fields

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from vmotion_model.catalogue import by_id
from vmotion_model.protocol.conditions import Cause
from vmotion_model.protocol.conditions.api_faults import faults_of
from vmotion_model.protocol.conditions.messages import messages_of
from vmotion_model.protocol.conditions.remedies import remedies_of
from vmotion_model.protocol.conditions.setting import shown_value
from vmotion_model.protocol.conditions.vcenter import Client, vcenter
from vmotion_proofs.conditions.cause_table import ConditionTheorem, Prospect
from vmotion_proofs.conditions.compared_with_articles import first_notices
from vmotion_proofs.conditions.diagnosis import Diagnosis
from vmotion_proofs.conditions.outlook import Forecast, Notice
from vmotion_proofs.conditions.preflight import Preflight
from vmotion_proofs.results.verdicts import Verdict
from vmotion_report.foreseen import SENTENCES, evidence_of, moment_in_vain, rests_on, vm_afterwards
from vmotion_specs.conditions.properties import Ending

from .console import Hanging
from .show_counterexample import show_run
from .show_step import counted

COLOURS = {
    Forecast.COMPLETES: "green",
    Forecast.MAY_FAIL: "yellow",
    Forecast.FAILS: "red",
    Forecast.UNKNOWN: "magenta",
}


def show_preflight(console: Console, result: Preflight, whole: bool) -> None:
    """The answer in one sentence, then what speaks for it: for each combination of causes where some conditions are open."""
    console.print(Text(SENTENCES[result.certainty], style=f"bold {COLOURS[result.certainty]}"))
    if result.reason:
        _paragraph(console, "Not decided", result.reason)
    if result.opened:
        _paragraph(
            console,
            "Open",
            f"{', '.join(result.opened)}: {counted(len(result.prospects), 'combination')} of causes can come of it.",
        )
    for prospect in result.prospects:
        console.print()
        _prospect(console, prospect, whole)


def show_causes(console: Console, prospects: Sequence[Prospect], theorems: Sequence[ConditionTheorem]) -> None:
    """A line for every cause, and the theorems."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("", "cause", "outcome", "noticed in step"):
        table.add_column(heading, no_wrap=heading != "cause")
    for prospect in prospects:
        for cause in prospect.causes:
            outlook = prospect.outlook
            outcome = Text(str(outlook.certainty), style=COLOURS[outlook.certainty])
            table.add_row(cause.failure, cause.name, outcome, _steps(first_notices(outlook)))
    console.print(table)
    console.print()
    for theorem in theorems:
        console.print(Hanging(Text.assemble((f"{theorem.id} {theorem.verdict}", "bold"), f"  {theorem.statement}"), 3))
        if theorem.reason:
            console.print(Padding(Text(theorem.reason, style="dim"), (0, 0, 0, 3)))


LOOK = {
    "source": "the last state of the source VMX (--source)",
    "destination": "the last state of the destination VMX (--destination)",
    "step": "the step in which it failed (--step)",
    "ending": "how the task ended (--ended)",
    "message": "the message, of the client or in the logs (--message)",
}


def show_diagnosis(console: Console, result: Diagnosis, most: int | None) -> None:
    """The explanations, the likeliest first, and what would tell them apart."""
    said = {f.name: getattr(result.seen, f.name) for f in fields(result.seen)}
    _paragraph(console, "Seen", "; ".join(f"{name}: {value}" for name, value in said.items() if value is not None))
    if result.unmatched:
        is_quoted = any(e.named for e in result.explanations)
        vague = (
            "The message only says that something failed; first are the causes for which a source quotes it."
            if is_quoted
            else "The message holds no text that is known of a cause, so it tells nothing apart."
        )
        _paragraph(console, "", vague)
    if result.stopped:
        _paragraph(console, "Stopped", f"{result.stopped}: there may be more explanations.")
    if not result.explanations:
        console.print(Text("No cause that the model knows explains this, nor do two together.", style="bold"))
        return
    count = counted(len(result.explanations), "explanation")
    console.print(Text(f"{count}: each is possible; none is shown to be the cause.", style="bold"))
    for explanation in result.explanations[:most]:
        console.print()
        for cause in explanation.causes:
            _paragraph(console, f"{cause.failure}", f"{cause.name}: {cause.description}")
        quoted = "A source names it for the message. " if explanation.named else ""
        shows = ", ".join(dict.fromkeys(s.command for s in explanation.signs))
        _paragraph(console, "", f"{quoted}It shows by {shows}.")
    if most is not None and len(result.explanations) > most:
        console.print()
        _paragraph(console, "", f"{len(result.explanations) - most} more: --all.")
    if result.next_look is not None:
        console.print()
        _paragraph(console, "Look next at", LOOK[result.next_look])
        for value, left in result.tells.items():
            _paragraph(console, "", f"{_answer(result.next_look, value)}: {', '.join(left)}", 2)


def _answer(look: str, value: str) -> str:
    if look != "message":
        return value
    entry = by_id(value)
    return " | ".join(entry.messages[:2]) or f"{value} {entry.title}"


def _prospect(console: Console, prospect: Prospect, whole: bool) -> None:
    outlook = prospect.outlook
    if prospect.changed:
        _paragraph(console, "Set", ", ".join(f"{n}={shown_value(v)}" for n, v in prospect.changed.items()))
    if not outlook.causes:
        _paragraph(console, "Causes", "none is present.")
    for cause in outlook.causes:
        _cause(console, cause, prospect.changed.get(vcenter.asked_by.name) == Client.API)
    if outlook.notices:
        _paragraph(console, "Noticed", "; ".join(_notice(n) for n in outlook.notices))
    if outlook.runs:
        _paragraph(console, "Ends", ", ".join(str(e) for e in Ending if e in outlook.runs))
    if outlook.struck:
        _paragraph(console, "Once it strikes", ", ".join(str(e) for e in Ending if e in outlook.struck))
    if said := moment_in_vain(prospect):
        _paragraph(console, "Never strikes", said)
    if kept := vm_afterwards(outlook):
        _paragraph(console, "The VM", kept)
    if outlook.verdict is Verdict.EXHAUSTED:
        rests = rests_on(prospect)
        if rests.precopy:
            _paragraph(console, "Pre-copy", rests.precopy)
        _paragraph(console, "Assumes", ", ".join(rests.assumed))
    _paragraph(console, "Evidence", evidence_of(outlook))
    for ending, run in outlook.runs.items():
        if ending is Ending.COMPLETED and len(outlook.runs) > 1 and not whole:
            continue
        if whole:
            console.print(Text(f"A shortest run that is {ending}:", style="bold"))
            show_run(console, run)
        else:
            names = " → ".join(s.command for s in run.steps)
            _paragraph(console, f"A run ({ending})", f"{names}. Step by step: --run.")


def _cause(console: Console, cause: Cause, api: bool) -> None:
    """A cause with its messages, or the faults that a program gets where the request came through the API."""
    _paragraph(console, f"Cause {cause.failure}".strip(), f"{cause.name}: {cause.description}")
    if cause.described:
        _paragraph(console, "", cause.described)
    messages, faults = messages_of(cause), faults_of(cause)
    if messages and not (api and faults):
        _paragraph(console, "Messages", " | ".join(messages))
    if faults:
        _paragraph(console, "API faults", ", ".join(faults))
    _remedies(console, cause)


def _remedies(console: Console, cause: Cause) -> None:
    remedies = remedies_of(cause)
    for number, remedy in enumerate(remedies, 1):
        text = f"on {remedy.place}: {remedy.text}" if remedy.is_command else remedy.text
        lead = "" if len(remedies) == 1 else f"{number}. "
        _paragraph(console, "What to do" if number == 1 else "", lead + text, len(lead))


def _notice(notice: Notice) -> str:
    steps = f"step {', '.join(map(str, notice.steps))}" if notice.steps else "off the article's path"
    return f"{notice.command} ({steps})"


def _steps(notices: Sequence[Notice]) -> str:
    return ", ".join(str(n) for n in sorted({n.steps[0] for n in notices}))


def _paragraph(console: Console, label: str, text: str, by: int = 0) -> None:
    """A text beside its label; one of several under one label hangs ``by`` so many columns."""
    table = Table.grid(padding=(0, 1))
    table.add_column(width=16, style="bold")
    table.add_column(overflow="fold")
    table.add_row(Text(label), Hanging(Text(text), by))
    console.print(table)
