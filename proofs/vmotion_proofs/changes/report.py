"""A change after its check as JSON data, with the keys that other programs may rely on."""

from collections.abc import Sequence
from typing import Any

from vmotion_proofs.results.report import SCHEMA, check_to_json, run_to_json
from vmotion_proofs.results.verdicts import Answer, Difference, Verdict
from vmotion_specs.combine import parts_of

from .expected import behaviour_word
from .proposal import Proposal
from .sweep_result import SweepLine


def proposal_to_json(
    proposal: Proposal, without: Sequence[str] = (), sweep: Sequence[SweepLine] = ()
) -> dict[str, Any]:
    """The JSON form of a change after its check, also of one that the language refuses, or that was not judged.

    ``without`` are the assumptions that were left out, ``sweep`` the properties over all values of the sweep that it is one of.
    """
    if proposal.after is not None:
        return check_to_json(proposal.after, without=without) | {"change": _change(proposal, sweep)}
    verdict = Verdict.UNKNOWN.value if proposal.refusal is None else "refused"
    return {"schema": SCHEMA, "verdict": verdict, "properties": [], "change": _change(proposal, sweep)}


def _change(proposal: Proposal, sweep: Sequence[SweepLine]) -> dict[str, Any]:
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
        "differences": [
            {
                "what": d.subject.value,
                "name": d.name,
                "how": d.how.value,
                "part": d.part,
                "before": d.before,
                "after": d.after,
                "says": d.sentence,
            }
            for d in proposal.differences
        ],
        "sweep": _sweep(proposal, sweep),
        "breaches": [{"word": b.word.value, "says": b.description, "decided": b.decided} for b in proposal.breaches],
    }


def _sweep(proposal: Proposal, lines: Sequence[SweepLine]) -> dict[str, Any] | None:
    """Which value of a sweep this is, and with which of the judged values each property falls."""
    point = proposal.change.sweep
    if point is None:
        return None
    return {
        "constant": point.constant,
        "value": point.value,
        "values": list(point.values),
        "properties": [
            {
                "id": line.id,
                "violated": list(line.violated),
                "undecided": list(line.undecided),
                "follows": list(line.followed),
                "says": line.sentence,
                "assumed": line.assumed or None,
            }
            for line in lines
        ],
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
