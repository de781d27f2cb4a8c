"""Results as JSON data, with the keys that other programs may rely on."""

from collections.abc import Mapping, Sequence
from typing import Any

from .propose import Proposal, behaviour_word
from .verdicts import Answer, CheckResult, Difference, PropertyResult, Run, Verdict

SCHEMA = 1


def check_to_json(result: CheckResult, proposal: Proposal | None = None, without: Sequence[str] = ()) -> dict[str, Any]:
    """The JSON form of a check, of the change that was checked, and of the assumptions that were left out."""
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "model": {"name": result.model, "digest": result.digest},
        "verdict": result.verdict.value,
        "properties": [_property(p) for p in result.properties],
        "states": result.states,
        "transitions": result.transitions,
        "depth": result.depth,
        "seconds": round(result.seconds, 3),
        "stopped": result.stopped or None,
    }
    if without:
        data["without"] = list(without)
    if proposal is not None:
        data["change"] = _change(proposal)
    return data


def proposal_to_json(proposal: Proposal) -> dict[str, Any]:
    """The JSON form of a change after its check, also of one that the language refuses, or that was not judged."""
    if proposal.after is not None:
        return check_to_json(proposal.after, proposal)
    verdict = Verdict.UNKNOWN.value if proposal.refusal is None else "refused"
    return {"schema": SCHEMA, "verdict": verdict, "properties": [], "change": _change(proposal)}


def _change(proposal: Proposal) -> dict[str, Any]:
    behaviour = proposal.behaviour
    before = proposal.before
    return {
        "title": proposal.change.title,
        "text": proposal.change.text,
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
        "statements": [{"id": f.id, "change": f.change.value, "says": f.says} for f in proposal.findings],
        "accepted": sorted(proposal.accepted),
        "notes": list(proposal.notes),
        "surprises": list(proposal.surprises()),
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


def _property(item: PropertyResult) -> dict[str, Any]:
    return {
        "id": item.id,
        "title": item.title,
        "verdict": item.verdict.value,
        "engine": item.engine,
        "instance": item.instance,
        "bound": item.bound,
        "seconds": round(item.seconds, 3),
        "certificate": item.certificate,
        "remembered": item.remembered,
        "assumptions": list(item.assumptions),
        "theorems": {name: list(theorems) for name, theorems in item.theorems.items()},
        "reason": item.reason,
        "counterexample": run_to_json(item.run) if not item.verdict.passes else None,
        "witness": run_to_json(item.run if item.verdict.passes else item.witness),
    }


def run_to_json(run: Run | None) -> Mapping[str, Any] | None:
    """A run: steps with role, command, time in seconds and only what changed."""
    if run is None:
        return None
    steps = [
        {
            "role": s.role,
            "command": s.command,
            "time_s": s.time_s,
            "changed": {name: list(pair) for name, pair in s.changed.items()},
        }
        for s in run.steps
    ]
    return {"steps": steps, "loop_at": run.loop_at}
