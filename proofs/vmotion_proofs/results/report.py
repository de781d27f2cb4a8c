"""Results as JSON data, with the keys that other programs may rely on."""

from collections.abc import Mapping, Sequence
from typing import Any

from .verdicts import Analysis, CheckResult, Hints, PropertyResult, Run

SCHEMA = 1


def check_to_json(result: CheckResult, without: Sequence[str] = ()) -> dict[str, Any]:
    """The JSON form of a check, and of the assumptions that were left out."""
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
    if result.hints is not None:
        data["hints"] = _hints(result.hints)
    if without:
        data["without"] = list(without)
    return data


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
        "remembered": item.cached_on,
        "assumptions": list(item.assumptions),
        "theorems": {name: list(theorems) for name, theorems in item.theorems.items()},
        "reason": item.reason,
        "why": item.why,
        "counterexample": run_to_json(item.run) if not item.verdict.passes else None,
        "analysis": None if item.analysis is None else _analysis(item.analysis),
        "witness": run_to_json(item.run if item.verdict.passes else item.witness),
    }


def _hints(hints: Hints) -> dict[str, Any]:
    found = [
        {
            "description": h.description,
            "edit": h.edit,
            "restores": list(h.restores),
            "leaves": list(h.leaves),
            "undoes": h.undoes,
        }
        for h in hints.found
    ]
    counts = {"tried": hints.tried, "fitting": hints.fitting, "judged": hints.judged}
    return {"found": found, **counts, "stopped": hints.stopped or None}


def _analysis(found: Analysis) -> dict[str, Any]:
    departure = found.departure
    return {
        "faults": list(found.faults),
        "changed": list(found.changed),
        "matters": list(found.matters),
        "follows": None if found.follows is None else {"property": found.follows[0], "step": found.follows[1]},
        "explains": list(found.explains),
        "departure": None
        if departure is None
        else {
            "step": departure.step,
            "command": departure.command,
            "refused": [{"guard": label, "because": reason} for label, reason in departure.refused],
            "otherwise": {name: list(pair) for name, pair in (departure.otherwise or {}).items()},
            "instead": list(departure.instead),
        },
    }


def run_to_json(run: Run | None) -> Mapping[str, Any] | None:
    """A run: steps with role, command and what that is in a sentence, time in seconds and only what changed."""
    if run is None:
        return None
    steps = [
        {
            "role": s.role,
            "command": s.command,
            "description": s.description,
            "time_s": s.time_s,
            "lasts_s": s.lasts_s,
            "changed": {name: list(pair) for name, pair in s.changed.items()},
        }
        for s in run.steps
    ]
    return {"steps": steps, "loop_at": run.loop_at, "shortest": run.shortest}
