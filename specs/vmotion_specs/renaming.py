"""A suite under other names: its model, what is asked of any version of it, and where its roles stand."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from vmotion_model.language import Enumeration, Expr, Model, Type, Var
from vmotion_model.language.renaming import Renaming

from .assumptions import Assumption, Steps, Works
from .properties import Observer, Property
from .suite import Meaning, Suite


def renamed_suite(suite: Suite, names: Renaming) -> Suite:
    """The suite under new names. Of a version under them the same is asked as of that version under the old ones."""
    if not names:
        return suite
    model = names.model(suite.model)

    def properties_of(version: Model) -> tuple[Property, ...]:
        former = suite.properties_of(names.back.model(version))
        return tuple(renamed_property(p, names, version) for p in former)

    return replace(
        suite,
        model=model,
        properties_of=properties_of,
        locations={names.role(role): names.variable(n) for role, n in suite.locations.items()},
        ended=names.expression(suite.ended, model.variable),
        meanings=_meanings(suite, names),
    )


def renamed_property(item: Property, names: Renaming, model: Model) -> Property:
    """A property under new names, over the variables of ``model``, which has them."""
    over: dict[str, Var[Any]] = dict(model.variable)
    for observer in sorted(item.observers, key=lambda o: o.var.active is not None):
        fresh = names.var(observer.var, over)
        over[fresh.name] = fresh

    def own(expr: Expr[bool]) -> Expr[bool]:
        return names.expression(expr, over)

    observers = tuple(
        Observer(
            over[names.variable(o.var.name)],
            {names.command(c): _value(v, o.var.type, names, over) for c, v in o.effects.items()},
            {e: _value(v, o.var.type, names, over) for e, v in o.events.items()},
        )
        for o in item.observers
    )
    way = item.waiting
    if way is not None:
        roles = None if way.roles is None else tuple(map(names.role, way.roles))
        way = replace(way, terminal=own(way.terminal), roles=roles)
    return replace(
        item,
        id=names.property(item.id),
        claim=own(item.claim),
        premise=own(item.premise),
        observers=observers,
        assumptions=tuple(_assumption(a, names, over) for a in item.assumptions),
        waiting=way,
    )


def _assumption(item: Assumption, names: Renaming, over: Mapping[str, Var[Any]]) -> Assumption:
    def steps(of: tuple[Steps, ...]) -> tuple[Steps, ...]:
        return tuple(_step(s, names) for s in of)

    return replace(
        item,
        weak=steps(item.weak),
        strong=steps(item.strong),
        finite=steps(item.finite),
        recurring=tuple(names.expression(r, over) for r in item.recurring),
    )


def _step(step: Steps, names: Renaming) -> Steps:
    match step:
        case str():
            return names.command(step)
        case Works(role):
            return Works(names.role(role))
        case _:
            return step


def _value(value: Any, type_: Type, names: Renaming, over: Mapping[str, Var[Any]]) -> Any:
    return names.expression(value, over) if isinstance(value, Expr) else names.value(value, type_)


def _meanings(suite: Suite, names: Renaming) -> Mapping[str, Meaning]:
    """What is known of roles and states, the states by their new names."""
    found = {}
    for key, meaning in suite.meanings.items():
        role, dot, state = key.partition(".")
        place = suite.model.variable.get(suite.locations.get(role, ""))
        if dot and place is not None and isinstance(place.type, Enumeration):
            state = str(names.value(state, place.type))
        found[f"{names.role(role)}{dot}{state}"] = meaning
    return found
