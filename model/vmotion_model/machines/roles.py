"""The ``transitions`` machine of one role: transitions are made of the commands, guards are its conditions, by their names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from transitions import Machine

from vmotion_model.language import Const, Expr, Model, Value, Var, evaluate, lift, substitute, values_of, variables_of
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


class Composed(Protocol):
    """What the machines of all roles share: the values of all variables."""

    model: Model
    state: dict[str, Value]

    def apply(self, name: str) -> Any:
        """Give the variables the values that they have after a command."""


class Stands:
    """The object that a role's machine drives; it only knows where it stands."""

    state: str


@dataclass(frozen=True, eq=False)
class GuardCondition:
    """A conjunct of a guard, under the name by which it is shown. ``transitions`` calls it with the event."""

    composed: Composed
    holds: Expr[bool]
    __name__: str

    def __call__(self, *_: object) -> bool:
        """Whether it holds now."""
        return bool(evaluate(self.holds, self.composed.state, self.composed.model.values))


@dataclass(frozen=True, eq=False)
class Leads:
    """That a step which may lead to several places leads to this one now."""

    composed: Composed
    update: Expr[Any]
    target: str

    @property
    def __name__(self) -> str:
        return f"then {self.target}"

    def __call__(self, *_: object) -> bool:
        """Whether it does."""
        return str(evaluate(self.update, self.composed.state, self.composed.model.values)) == self.target


@dataclass(frozen=True, eq=False)
class Effect:
    """What a command does to the values of all variables."""

    composed: Composed
    __name__: str

    def __call__(self, *_: object) -> None:
        """Do it."""
        self.composed.apply(self.__name__)


def role_machine(
    model: Model, location: Var[Any], composed: Composed | None = None, machine: type[Machine] = Machine, **options: Any
) -> Machine:
    """The machine of the role whose location is that variable; ``options`` are those of ``machine``.

    With ``composed`` its triggers are conditioned on the guards and change the values there; alone it only moves between
    locations.
    """
    made = machine(
        Stands(),
        states=[str(v) for v in values_of(location.type)],
        initial=str(location.initial),
        auto_transitions=False,
        send_event=True,
        **options,
    )
    found = edges(model, location)
    # Where a step begins says all that its guard asks of the location alone.
    conditions = {} if composed is None else _conditions(composed, {e.command for e in found}, location.name)
    ways = [(e.command, e.source) for e in found]
    for edge in found:
        if composed is None:
            made.add_transition(edge.command, edge.source, edge.target)
            continue
        asked: list[Any] = [*conditions[edge.command]]
        if ways.count((edge.command, edge.source)) > 1:
            asked.append(_leads(composed, edge, location))
        made.add_transition(
            edge.command, edge.source, edge.target, conditions=asked, before=Effect(composed, edge.command)
        )
    return made


def placeless_machine(
    model: Model, role: str, composed: Composed, machine: type[Machine] = Machine, **options: Any
) -> Machine:
    """The machine of a role that stands nowhere, like the surroundings: it has one state, and its steps stay there."""
    made = machine(Stands(), states=[role], initial=role, auto_transitions=False, send_event=True, **options)
    names = [c.name for c in model.commands if c.role == role]
    conditions = _conditions(composed, names)
    for name in names:
        made.add_transition(name, role, "=", conditions=list(conditions[name]), before=Effect(composed, name))
    return made


def _conditions(composed: Composed, names: Iterable[str], place: str = "") -> Mapping[str, tuple[GuardCondition, ...]]:
    """The guards of some commands, but for what they ask of the variable ``place`` alone."""
    commands = composed.model.command
    return {
        name: tuple(
            GuardCondition(composed, guard, label)
            for label, guard in commands[name].guard.items()
            if variables_of(guard).keys() != {place}
        )
        for name in names
    }


def _leads(composed: Composed, edge: MachineEdge, location: Var[Any]) -> Leads:
    update = composed.model.updates_of[edge.command].get(location.name, location)
    return Leads(composed, update, edge.target)
