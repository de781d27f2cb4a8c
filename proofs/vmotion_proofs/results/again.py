"""Counterexamples of another day: whether a model can still do such a run, and still breaks the property on it."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from vmotion_model.language import ELAPSE, Expr, Model, ModelError, Value, evaluate, nearest
from vmotion_model.machines import Migration, NotEnabledError
from vmotion_specs.fairness import Fairness, fairness_of
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

    ``loop_at`` is the step (the first is 1) to which a run returns for ever: from there on it is done twice. A response is broken
    where its premise comes about and its claim does not after it, on a cycle that keeps to its assumptions but those ``without``
    which it was judged. Raises ``ModelError`` for a property or command that the model does not have: whether that is another
    name or gone, nobody here can know.
    """
    item = next((p for p in properties if p.id == property_id), None)
    if item is None:
        known = [p.id for p in properties]
        raise ModelError(f"there is no property {property_id!r} any more; {nearest(property_id, known)}")
    observed = observe(model, item.observers)
    migration = Migration(observed, locations or {})
    cycle = [] if loop_at is None else steps[loop_at - 1 :]
    states = [dict(migration.state)]
    for step in (*steps, *cycle):
        if not _done(migration, step):
            return False
        states.append(dict(migration.state))
    if item.kind is PropertyKind.RESPONSE:
        left_out = {FORMER_NAMES.get(name, name) for name in without}
        fair = fairness_of(item.id, observed, [a for a in item.assumptions if a.name not in left_out])
        return _waits(item, observed, states) and (loop_at is None or _keeps_to(fair, observed, cycle, states))
    return any(not evaluate(item.formula, state, observed.values) for state in states)


def _done(migration: Migration, step: str) -> bool:
    """Make a step; False where the machines refuse it."""
    name, _, seconds = step.partition(" ")
    if name != ELAPSE and name not in migration.model.command:
        known = migration.model.command
        raise ModelError(
            f"the model has no command {name!r} any more: where it has another name, write that; {nearest(name, known)}"
        )
    try:
        if name == ELAPSE:
            migration.elapse(int(seconds))
        else:
            migration.fire(name)
    except NotEnabledError:
        return False
    return True


def _keeps_to(fair: Fairness, model: Model, cycle: Sequence[str], states: Sequence[Mapping[str, Value]]) -> bool:
    """Whether the cycle, done for ever, keeps to the assumptions; ``states`` ends with those that it goes through.

    Commands that wait for a clock are taken for fair: what they could do between two whole seconds is not seen here.
    """
    around = states[-len(cycle) - 1 :]
    done = {step.partition(" ")[0] for step in cycle}

    def able(condition: Expr[bool]) -> list[bool]:
        return [bool(evaluate(condition, state, model.values)) for state in around]

    return not (
        fair.finite & done
        or any(n not in done and all(able(model.command[n].enabled)) for n in fair.weak)
        or any(n not in done and any(able(model.command[n].enabled)) for n in fair.strong)
        or any(not any(able(condition)) for condition in fair.recurring)
    )


def _waits(item: Property, model: Model, states: Sequence[Mapping[str, Value]]) -> bool:
    """Whether somebody still waits at the end."""
    waiting = False
    for premise, claim in _told(item, model, states):
        waiting = (waiting or premise) and not claim
    return waiting


def _told(item: Property, model: Model, states: Sequence[Mapping[str, Value]]) -> Iterator[tuple[bool, bool]]:
    for state in states:
        yield bool(evaluate(item.premise, state, model.values)), bool(evaluate(item.claim, state, model.values))
