"""A change after its check as JSON data, with the keys that other programs may rely on."""

from typing import Any

from vmotion_proofs.results.report import SCHEMA, check_to_json, run_to_json
from vmotion_proofs.results.verdicts import Answer, Difference, Verdict
from vmotion_specs.combine import parts_of

from .check_change import Proposal
from .expected import behaviour_word


def proposal_to_json(proposal: Proposal) -> dict[str, Any]:
    """The JSON form of a change after its check, also of one that the language refuses, or that was not judged."""
    if proposal.after is not None:
        return check_to_json(proposal.after) | {"change": _change(proposal)}
    verdict = Verdict.UNKNOWN.value if proposal.refusal is None else "refused"
    return {"schema": SCHEMA, "verdict": verdict, "properties": [], "change": _change(proposal)}


def _change(proposal: Proposal) -> dict[str, Any]:
    behaviour = proposal.behaviour
    before = proposal.before
    return {
        "name": proposal.change.name,
        "title": proposal.change.title,
        "text": proposal.change.text,
        "combines": [p.name for p in parts] if len(parts := parts_of(proposal.change)) > 1 else [],
        "refused": str(proposal.refusal) if proposal.refusal else None,
        "stopped": proposal.stopped or None,
        "behaviour": None
        if behaviour is None
        else {
            "word": behaviour_word(behaviour),
            "complete": behaviour.complete,
            "directions": {"adds": _direction(behaviour.added), "removes": _direction(behaviour.removed)},
            "adds": run_to_json(behaviour.adds),
            "removes": run_to_json(behaviour.removes),
        },
        "before": {p.id: p.verdict.value for p in before.properties} if before else {},
        "statements": [{"id": f.id, "change": f.change.value, "says": f.description} for f in proposal.findings],
        "accepted": sorted(proposal.accepted),
        "notes": list(proposal.notes),
        "surprises": list(proposal.surprises()),
        "forbidden": [w.value for w in proposal.forbidden],
        "breaches": [{"word": b.word.value, "says": b.description, "decided": b.decided} for b in proposal.breaches],
    }


def _direction(found: Difference) -> dict[str, Any]:
    """``exact``: the answer is one for time that is dense, not only for whole ticks."""
    return {
        "answer": found.answer.value,
        "exact": found.answer is not Answer.UNKNOWN,
        "engine": found.engine or None,
        "reason": found.reason,
        "run": run_to_json(found.run),
    }
