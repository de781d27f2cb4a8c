"""The transitions of a role's machine, derived from the commands of a model."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from vmotion_model.language import Const, Expr, Model, Var, evaluate, lift, substitute, values_of, variables_of
from vmotion_model.language.expressions import IfThen, is_literal


@dataclass(frozen=True)
class MachineEdge:
    """One transition of a role's machine: from a location to a location, by a command."""

    command: str
    source: str
    target: str


@lru_cache(maxsize=32)
def edges(model: Model, location: Var[Any]) -> tuple[MachineEdge, ...]:
    """The transitions of the machine whose states are the values of ``location``.

    A command of the role stands at every location that no conjunct of its guard rules out. A next location that depends on
    other variables gives one edge for each value that it can have.
    """
    found: list[MachineEdge] = []
    for command in model.commands:
        if command.role != location.owner:
            continue
        guards = [(g, variables_of(g)) for g in command.guard.values()]
        if any(not read and not evaluate(g, {}, model.values) for g, read in guards):
            # It can never happen.
            continue
        # What reads other variables only is the same at every location.
        local = [g for g, read in guards if location.name in read]
        for value in values_of(location.type):
            here = {location.name: lift(value, location.type)}
            if any(is_literal(substitute(g, here), False) for g in local):
                continue
            # What asks of the location alone is decided here, however it is written.
            if any(
                read.keys() == {location.name} and not evaluate(g, {location.name: value}, model.values)
                for g, read in guards
            ):
                continue
            after = substitute(command.updates.get(location.name, location), here)
            found.extend(MachineEdge(command.name, str(value), target) for target in _targets(after, location))
    return tuple(found)


def _targets(after: Expr[Any], location: Var[Any]) -> Iterable[str]:
    if isinstance(after, Const):
        return (str(after.value),)
    leaves = _leaf_values(after)
    if all(isinstance(leaf, Const) for leaf in leaves):
        return sorted({str(leaf.value) for leaf in leaves if isinstance(leaf, Const)})
    return sorted(str(v) for v in values_of(location.type))


def _leaf_values(expr: Expr[Any]) -> list[Expr[Any]]:
    if isinstance(expr, IfThen):
        return [*_leaf_values(expr.then), *_leaf_values(expr.otherwise)]
    return [expr]
