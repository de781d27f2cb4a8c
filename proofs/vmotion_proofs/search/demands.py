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
from vmotion_specs.properties import Observer, Property, observe

from .retime_run import refit

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
    """Look for a run that fulfils the demand ``item``: along a ``hint``, then without crashes, then anywhere.

    Raises ``DisagreementError``.
    """
    if found := along_hint(model, item, options, hint):
        return found
    return without_crashes(model, [item], options).get(item.id) or anywhere(model, item, options)


def along_hint(model: Model, item: Property, options: Options, hint: Sequence[str]) -> ReachAnswer | None:
    """The answer where a hint fulfils the demand, if need be with other delays.

    A ``hint`` is a run that may do (of an earlier check or of another version of the model); it counts only if the machines
    follow it.
    """
    if not hint:
        return None
    watched = observe(model, item.observers)
    run = _follow(watched, item, hint, options.locations)
    if run is None and (other := refit(watched, hint, options.budget, item.claim)) is not None:
        run = _follow(watched, item, other, options.locations)
    return None if run is None else ReachAnswer(Verdict.PROVED, ENGINE, run)


def crash_free(model: Model) -> Model | None:
    """The part of a model in which nothing crashes, a small one whose runs are runs of the whole; None where there is none."""
    crashes = sorted({c.fault for c in model.commands if c.fault and "crash" in c.fault})
    return Instance("no crash", dict.fromkeys(crashes, 0)).apply(model) if crashes else None


def without_crashes(model: Model, items: Sequence[Property], options: Options) -> Mapping[str, ReachAnswer]:
    """The answers for those demands that are fulfilled without a crash: one search of a small part for all of them.

    A run of the part is a run of the whole, so whatever it does not reach is left open. Where the machines do not follow a run
    that the search found, the answer is unknown.
    """
    from .explore import explore

    if not items or crash_free(model) is None:
        return {}
    observers: dict[str, Observer] = {}
    together = []
    for item in items:
        # Two observers of one name are two variables: who comes second is searched for alone.
        if all(observers.get(o.var.name, o) is o for o in item.observers):
            observers |= {o.var.name: o for o in item.observers}
            together.append(item)
    part = crash_free(observe(model, tuple(observers.values())))
    assert part is not None
    found = explore(part, {item.id: negate(item.claim) for item in together}, options, stop_early=True)
    answers = {}
    for item in together:
        try:
            if (broken := found.run(item.id)) is not None:
                answers[item.id] = _followed(model, item, broken, options)
        except DisagreementError as error:
            answers[item.id] = ReachAnswer(Verdict.UNKNOWN, "explicit search", reason=f"engines disagree: {error}")
    return answers


def anywhere(model: Model, item: Property, options: Options) -> ReachAnswer:
    """The answer of a search of the whole model, which alone refutes a demand."""
    from .explore import explore

    found = explore(observe(model, item.observers), {item.id: negate(item.claim)}, options, stop_early=True)
    if (broken := found.run(item.id)) is not None:
        return _followed(model, item, broken, options)
    if not found.complete:
        reason = found.reason(item)
        return ReachAnswer(Verdict.BOUNDED, "explicit search", bound=found.depth, reason=reason)
    if not found.decides(item):
        reason = "no run in whole ticks reaches it, which do not decide a strict comparison of a clock"
        return ReachAnswer(Verdict.UNKNOWN, "explicit search", reason=reason)
    reason = f"no run reaches it: all {found.search.states:,} states were visited"
    return ReachAnswer(Verdict.VIOLATED, "explicit search", reason=reason)


def _followed(model: Model, item: Property, broken: Run, options: Options) -> ReachAnswer:
    run = _follow(observe(model, item.observers), item, commands_of(broken), options.locations)
    if run is None:
        raise DisagreementError(f"{item.id}: the machines do not follow the run that the search found")
    return ReachAnswer(Verdict.PROVED, ENGINE, run)


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
