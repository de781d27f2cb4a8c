"""Reachability demands: a run that fulfils one is its proof; only a complete search refutes it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vmotion_model.language import Instance, Model, evaluate, negate
from vmotion_proofs.results.errors import DisagreementError
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.replay import commands_of, final, followed
from vmotion_proofs.results.verdicts import Run, Verdict
from vmotion_specs.properties import Property, observe

from .refit import refit

ENGINE = "replayed run"


@dataclass(frozen=True)
class ReachAnswer:
    """Whether a demand is fulfilled, by which run, or how far the search came."""

    verdict: Verdict
    engine: str
    run: Run | None = None
    bound: int | None = None
    reason: str = ""


def reach(model: Model, item: Property, options: Options, hint: Sequence[str] = ()) -> ReachAnswer:
    """Look for a run that fulfils the demand ``item``.

    ``hint`` is a run that may do (of an earlier check or of another version of the model); it counts only if the machines
    follow it. Then a part of the model without crashes is searched, whose runs are runs of the whole; then the whole.
    """
    watched = observe(model, item.observers)
    if hint:
        run = _follow(watched, item, hint, options.locations)
        if run is None and (other := refit(watched, hint, options.budget, item.claim)) is not None:
            run = _follow(watched, item, other, options.locations)
        if run is not None:
            return ReachAnswer(Verdict.PROVED, ENGINE, run)
    from .explore import explore

    crashes = sorted({c.fault for c in model.commands if c.fault and "crash" in c.fault})
    parts = [Instance("no crash", dict.fromkeys(crashes, 0))] if crashes else []
    for instance in [*parts, None]:
        part = watched if instance is None else instance.apply(watched)
        found = explore(part, {item.id: negate(item.claim)}, options, stop_early=True)
        if (broken := found.run(item.id)) is not None:
            run = _follow(watched, item, commands_of(broken), options.locations)
            if run is None:
                raise DisagreementError(f"{item.id}: the machines do not follow the run that the search found")
            return ReachAnswer(Verdict.PROVED, ENGINE, run)
        if instance is None:
            if found.complete and not found.decides(item):
                reason = "no run in whole ticks reaches it, which do not decide a strict comparison of a clock"
                return ReachAnswer(Verdict.UNKNOWN, "explicit search", reason=reason)
            if found.complete:
                reason = f"no run reaches it: all {found.search.states:,} states were visited"
                return ReachAnswer(Verdict.VIOLATED, "explicit search", reason=reason)
        if instance is None or options.budget.spent:
            return ReachAnswer(
                Verdict.BOUNDED,
                "explicit search",
                bound=found.depth if instance is None else 0,
                reason=found.reason(item),
            )
    raise AssertionError("the whole model is always searched last")


def _follow(model: Model, item: Property, hint: Sequence[str], locations: Mapping[str, str]) -> Run | None:
    """The hint as a run of ``model`` that ends where the demand is fulfilled; None where it is not."""
    run = followed(model, hint, locations, item.claim)
    return run if run is not None and evaluate(item.claim, final(model, run), model.values) else None


def read_hints(path: Path | None, part: str = "runs") -> Mapping[str, Sequence[str]]:
    """Runs from a JSON file: ``runs`` that fulfil demands, ``premises``, or ``fair`` ones; what can't be read is no hint."""
    if path is None or not path.exists():
        return {}
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    runs = data.get(part, {}) if isinstance(data, dict) else {}
    if not isinstance(runs, dict):
        return {}
    return {k: v for k, v in runs.items() if isinstance(v, list) and all(isinstance(c, str) for c in v)}


def hints_of(runs: Mapping[str, Run], premises: Mapping[str, Run], fair: Mapping[str, Sequence[str]]) -> str:
    """The JSON file that ``read_hints`` reads; ``fair`` are runs that go on for ever, as commands."""
    parts = {"runs": runs, "premises": premises}
    data: dict[str, Any] = {
        part: {name: commands_of(run) for name, run in held.items()} for part, held in parts.items()
    }
    return json.dumps({"schema": 1, **data, "fair": fair}, indent=1) + "\n"
