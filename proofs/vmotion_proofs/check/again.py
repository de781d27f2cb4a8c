"""Counterexamples of another day: whether a model can still do such a run, and still breaks the property on it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from math import gcd

from vmotion_model.language import ELAPSE, Model, ModelError, discretise, evaluate, natural_tick, nearest
from vmotion_model.machines import Migration, NotEnabledError
from vmotion_proofs.evidence.response_claim import claim_of
from vmotion_proofs.liveness.replay_lasso import Lasso, Walked
from vmotion_proofs.results.errors import DisagreementError
from vmotion_proofs.results.replay import in_ticks
from vmotion_specs.liveness import FORMER_NAMES
from vmotion_specs.properties import Property, PropertyKind, observe


def still_breaks(
    model: Model,
    properties: Sequence[Property],
    property_id: str,
    steps: Sequence[str],
    loop_at: int | None = None,
    locations: Mapping[str, str] | None = None,
    without: Collection[str] = (),
) -> bool:
    """Whether the machines do all of the ``steps`` (``elapse SECONDS`` for time), and a property does not hold on that run.

    ``loop_at`` is the step (the first is 1) to which a run returns for ever. A response is broken where its premise comes about
    and its claim does not after it, on a cycle that keeps to its assumptions but those ``without`` which it was judged.

    Raises ``ModelError`` for a property or command that the model does not have: whether that is another name or gone, nobody
    here can know.
    """
    item = next((p for p in properties if p.id == property_id), None)
    if item is None:
        known = [p.id for p in properties]
        raise ModelError(f"there is no property {property_id!r} any more; {nearest(property_id, known)}")
    observed = observe(model, item.observers)
    for name in (step.partition(" ")[0] for step in steps):
        if name != ELAPSE and name not in observed.command:
            hint = nearest(name, observed.command)
            raise ModelError(
                f"the model has no command {name!r} any more: where it has another name, write that; {hint}"
            )
    if loop_at is not None:
        left_out = {FORMER_NAMES.get(name, name) for name in without}
        item = replace(item, assumptions=tuple(a for a in item.assumptions if a.name not in left_out))
        return _goes_round(observed, item, steps[: loop_at - 1], steps[loop_at - 1 :], locations or {})
    return _passes_through(observed, item, steps, locations or {})


def _passes_through(model: Model, item: Property, steps: Sequence[str], locations: Mapping[str, str]) -> bool:
    """Whether the machines do all steps, and are somewhere on the way where an invariant is broken."""
    if item.kind is not PropertyKind.INVARIANT:
        raise ModelError(f"{item.id} is no statement about every state any more: this run can't break it")
    migration = Migration(model, locations)
    broken = not evaluate(item.formula, migration.state, model.values)
    for step in steps:
        name, _, seconds = step.partition(" ")
        try:
            _ = migration.elapse(int(seconds)) if name == ELAPSE else migration.fire(name)
        except NotEnabledError:
            return False
        broken = broken or not evaluate(item.formula, migration.state, model.values)
    return broken


def _goes_round(
    model: Model, item: Property, stem: Sequence[str], loop: Sequence[str], locations: Mapping[str, str]
) -> bool:
    """Whether the machines do the cycle again and again, and somebody waits on it for ever although all assumptions hold."""
    if item.kind is not PropertyKind.RESPONSE:
        raise ModelError(f"{item.id} does not say any more that something comes about: this run can't break it")
    claim = claim_of(model, item)
    # A tick that fits the model as it is now and the times of the run.
    tick = gcd(natural_tick(model), *(int(s.partition(" ")[2]) for s in (*stem, *loop) if s.startswith(f"{ELAPSE} ")))
    before, around = in_ticks(stem, tick), in_ticks(loop, tick)
    if before is None or around is None:
        raise ModelError("the run holds a time that can't be read")
    # Once round, and then the cycle: time before it and in it may have been shown as one step.
    lasso = Lasso((*before, *around), tuple(around))
    try:
        return Walked.of(discretise(model, tick), lasso, locations).fault(claim) is None
    except DisagreementError:
        return False
