"""What follows from conditions, in words and as data of a page: the answer of a preflight, and every cause of a failure."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from vmotion_convergence.outcome import Outcome
from vmotion_convergence.verdict import judge
from vmotion_model.language import Model, Value, to_text
from vmotion_model.precopy.question import read_question
from vmotion_model.protocol.conditioned import POSSIBLE, PRESENT, healthy, why_not
from vmotion_model.protocol.conditions import CAUSES, CONDITIONS, Cause
from vmotion_model.protocol.conditions.api_faults import faults_of
from vmotion_model.protocol.conditions.examples import example
from vmotion_model.protocol.conditions.late_causes import causes
from vmotion_model.protocol.conditions.messages import messages_of
from vmotion_model.protocol.conditions.precopy_question import question_of
from vmotion_model.protocol.conditions.remedies import remedies_of
from vmotion_model.protocol.conditions.setting import shown_value
from vmotion_proofs.conditions.cause_table import Prospect
from vmotion_proofs.conditions.outlook import Forecast, Outlook
from vmotion_proofs.conditions.preflight import Preflight
from vmotion_proofs.conditions.stored_causes import StoredCauses
from vmotion_proofs.results.verdicts import Verdict
from vmotion_specs.conditions.properties import Ending
from vmotion_specs.liveness import CONVERGES
from vmotion_specs.reference.entries import RemedyEntry

from .runs import ReportedRun

SENTENCES: Mapping[Forecast, str] = {
    Forecast.COMPLETES: "The migration completes.",
    Forecast.MAY_FAIL: "The migration may fail.",
    Forecast.FAILS: "The migration fails.",
    Forecast.UNKNOWN: "Whether the migration completes is not decided.",
}


@dataclass(frozen=True)
class Rests:
    """What an outcome rests on: what the theorems say of pre-copy ("" where nothing is asked of it), and what is assumed."""

    precopy: str
    assumed: tuple[str, ...]


def rests_on(prospect: Prospect) -> Rests:
    """What is assumed of a prospect; that pre-copy converges is no assumption where a theorem's hypotheses hold of the rates."""
    names = list(prospect.outlook.assumptions)
    if CONVERGES.name not in names:
        return Rests("", tuple(names))
    judged = judge(read_question(question_of({**healthy(), **prospect.changed})))
    if judged.outcome is Outcome.GUARANTEED:
        names.remove(CONVERGES.name)
        words = f"converges, by {judged.theorem}: its hypotheses hold of these rates."
        return Rests(words, (*names, *judged.assumptions))
    words = f"that it converges is assumed: {judged.outcome.value} by the theorems; see vmotion converge."
    return Rests(words, tuple(names))


def vm_afterwards(outlook: Outlook) -> str:
    """What becomes of the VM; "" where nothing but its completed migration does."""
    if outlook.runs_on:
        fails = {Ending.REFUSED, Ending.ROLLED_BACK} & outlook.endings
        return "runs on at the source where the migration failed." if fails else ""
    return "may have died with its host: then it is down until the host is back, or HA starts it on another one."


def moment_in_vain(prospect: Prospect) -> str:
    """Which causes never strike here, and that the moment set is for nothing where none strikes late; "" where all is well."""
    if prospect.outlook.verdict is not Verdict.EXHAUSTED:
        return ""
    moment = prospect.changed.get(causes.strike_at.name)
    said = f"{causes.strike_at.name}={moment}"
    if idle := prospect.outlook.idle:
        why = f"in the moment set ({said})" if moment is not None else "before the migration ends"
        return f"{', '.join(idle)}: no step by which it strikes is possible {why}."
    if moment is not None and not any(c.fails and not c.stands for c in prospect.causes):
        return f"{said} changes nothing: no cause is present that strikes at a moment of its own."
    return ""


def evidence_of(outlook: Outlook) -> str:
    """The verdict, and what was searched for it."""
    if outlook.reason:
        return f"{outlook.verdict}: {outlook.reason}"
    return f"{outlook.verdict}: all {outlook.states:,} states of this environment."


MOST_RUNS = 60
"""Of open conditions there may be hundreds of combinations; a page with the runs of all would be too large to send."""


def preflight_data(result: Preflight) -> Mapping[str, Any]:
    """The answer of a preflight; the runs that ``preflight_runs`` gives stand in the page's book."""
    kept = {shown.key for shown in preflight_runs(result)}
    return {
        "sentence": SENTENCES[result.certainty],
        "certainty": str(result.certainty),
        "reason": result.reason,
        "open": list(result.opened),
        "prospects": [
            prospect_data(p, {end: key for end in p.outlook.runs if (key := run_key(result, n, end)) in kept})
            for n, p in enumerate(result.prospects, 1)
        ],
    }


def preflight_runs(result: Preflight) -> Sequence[ReportedRun]:
    """A shortest run to each ending of each prospect, failures first, under its conditions; of many, the first."""
    found = []
    for number, prospect in enumerate(result.prospects, 1):
        where = ", ".join(f"{n}={shown_value(v)}" for n, v in prospect.changed.items())
        for end, run in sorted(prospect.outlook.runs.items(), key=lambda item: item[0] is Ending.COMPLETED):
            title = f"A shortest run that is {end}{f' where {where}' if where else ''}"
            found.append(
                ReportedRun(
                    run_key(result, number, end),
                    "ending",
                    title,
                    run,
                    moment=_moment(prospect.outlook, end),
                    given=dict(prospect.changed),
                    marked=_blamed(prospect),
                )
            )
    return found[:MOST_RUNS]


def run_key(result: Preflight, number: int, end: Ending) -> str:
    """The name of a run in the page's address."""
    return str(end) if len(result.prospects) == 1 else f"{number}:{end}"


def causes_data(model: Model, stored: StoredCauses) -> Mapping[str, Any]:
    """Every cause with the steps that it makes possible and impossible in ``model``; what it leads to, where that is on file."""
    return {
        "list": [_cause(cause, model, stored.by_name.get(cause.name)) for cause in CAUSES],
        "missing": stored.missing,
    }


def cause_runs(stored: StoredCauses) -> Sequence[ReportedRun]:
    """A shortest run to each failure that each cause leads to."""
    found = []
    for prospect in stored.prospects:
        for end, run in _failing(prospect.outlook).items():
            title = f"{prospect.causes[0].name}: {end}"
            moment, marked = _moment(prospect.outlook, end), _blamed(prospect)
            found.append(ReportedRun(_cause_key(prospect, end), "cause", title, run, moment=moment, marked=marked))
    return found


def prospect_data(prospect: Prospect, keys: Mapping[Ending, str]) -> Mapping[str, Any]:
    """What follows from conditions, with the keys of the runs that show it."""
    outlook, rests = prospect.outlook, rests_on(prospect)
    return {
        "conditions": {n: shown_value(v) for n, v in prospect.changed.items()},
        "causes": [c.name for c in prospect.causes],
        "certainty": str(outlook.certainty),
        "verdict": str(outlook.verdict),
        "evidence": evidence_of(outlook),
        "notices": [{"command": n.command, "steps": list(n.steps), "causes": list(n.causes)} for n in outlook.notices],
        "endings": {str(end): keys.get(end) for end in Ending if end in outlook.runs},
        "struck": [str(end) for end in Ending if end in outlook.struck],
        "in_vain": moment_in_vain(prospect),
        "vm": vm_afterwards(outlook),
        "precopy": rests.precopy if outlook.verdict is Verdict.EXHAUSTED else "",
        "assumed": list(rests.assumed) if outlook.verdict is Verdict.EXHAUSTED else [],
    }


def why_conditions_forbid(command: str, label: str, state: Mapping[str, Value]) -> str:
    """Which causes decide that a conjunct of the conditioned protocol fails; "" for a conjunct of any environment."""
    if label not in (PRESENT, POSSIBLE):
        return ""
    return why_not(command, (label,), {c.name: state[c.name] for c in CONDITIONS if c.name in state})


def _cause(cause: Cause, model: Model, prospect: Prospect | None) -> Mapping[str, Any]:
    keys = {} if prospect is None else {e: _cause_key(prospect, e) for e in _failing(prospect.outlook)}
    return {
        "name": cause.name,
        "description": cause.description,
        "described": cause.described,
        "failure": cause.failure,
        "words": list(cause.words),
        "when": to_text(cause.when),
        "fails": [c for c in cause.fails if c in model.command],
        "blocks": [c for c in cause.blocks if c in model.command],
        "faults": list(faults_of(cause)),
        "messages": list(messages_of(cause)),
        "remedy": [asdict(RemedyEntry.of(r)) for r in remedies_of(cause)],
        "set": {n: shown_value(v) for n, v in example(cause, healthy(), CAUSES).items()},
        "prospect": None if prospect is None else prospect_data(prospect, keys),
    }


def _failing(outlook: Outlook) -> Mapping[Ending, Any]:
    return {end: run for end, run in outlook.runs.items() if end is not Ending.COMPLETED}


def _cause_key(prospect: Prospect, end: Ending) -> str:
    return f"cause:{prospect.causes[0].name}:{end}"


def _moment(outlook: Outlook, end: Ending) -> tuple[str, ...]:
    if end is Ending.COMPLETED:
        return ()
    return f"The migration is {end}", f"The VM {vm_afterwards(outlook)}"


def _blamed(prospect: Prospect) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for cause in prospect.causes for name in cause.fails))
