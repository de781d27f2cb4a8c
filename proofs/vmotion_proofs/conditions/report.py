"""What follows from conditions as JSON data."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from vmotion_model.catalogue import by_id
from vmotion_model.protocol.conditions import Cause
from vmotion_model.protocol.conditions.api_faults import faults_of
from vmotion_model.protocol.conditions.messages import messages_of
from vmotion_model.protocol.conditions.remedies import remedies_of
from vmotion_proofs.results.report import run_to_json
from vmotion_specs.conditions.properties import Ending

from .cause_table import ConditionTheorem, Prospect
from .diagnosis import Diagnosis
from .preflight import Preflight


def preflight_to_json(result: Preflight) -> dict[str, Any]:
    """The whole answer, with a prospect for every combination of causes."""
    return {
        "certainty": str(result.certainty),
        "reason": result.reason,
        "open": list(result.opened),
        "prospects": [prospect_to_json(p) for p in result.prospects],
    }


def prospect_to_json(prospect: Prospect) -> dict[str, Any]:
    """Conditions that are not healthy, and what follows."""
    outlook = prospect.outlook
    return {
        "conditions": dict(prospect.changed),
        "causes": [_cause(c) for c in outlook.causes],
        "certainty": str(outlook.certainty),
        "verdict": str(outlook.verdict),
        "reason": outlook.reason,
        "notices": [{"command": n.command, "steps": list(n.steps), "causes": list(n.causes)} for n in outlook.notices],
        "runs_on_at_the_source": outlook.runs_on,
        "once_struck": [str(e) for e in Ending if e in outlook.struck],
        "never_strike": list(outlook.idle),
        "states": outlook.states,
        "assumptions": list(outlook.assumptions),
        "endings": {str(end): run_to_json(run) for end, run in outlook.runs.items()},
    }


def theorems_to_json(theorems: Sequence[ConditionTheorem]) -> list[dict[str, str]]:
    """Statements about conditions with their verdicts."""
    return [{"id": t.id, "statement": t.statement, "verdict": str(t.verdict), "reason": t.reason} for t in theorems]


def diagnosis_to_json(result: Diagnosis) -> dict[str, Any]:
    """The explanations, the likeliest first, and what to look at next."""
    return {
        "seen": {k: None if v is None else str(v) for k, v in asdict(result.seen).items()},
        "explanations": [
            {
                "causes": [_cause(c) for c in e.causes],
                "quoted": e.named,
                "share": e.share,
                "signs": [asdict(s) | {"ending": str(s.ending)} for s in e.signs],
            }
            for e in result.explanations
        ],
        "look_at": result.next_look,
        "answers": {value: list(left) for value, left in result.tells.items()},
        "unmatched_message": result.unmatched,
        "stopped": result.stopped,
    }


def _cause(cause: Cause) -> dict[str, Any]:
    entry = by_id(cause.failure) if cause.failure else None
    return {
        "name": cause.name,
        "description": cause.description,
        "failure": cause.failure,
        "messages": list(messages_of(cause)),
        "faults": list(faults_of(cause)),
        "progress": entry.progress if entry else "",
        "remedy": [r.text for r in remedies_of(cause)],
    }
