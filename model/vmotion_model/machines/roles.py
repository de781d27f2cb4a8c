"""The ``transitions`` machine of one role: guards are its conditions, by their names, and the effect is what it does before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from transitions import Machine

from vmotion_model.language import Expr, Model, Value, Var, evaluate, values_of, variables_of

from .edges import MachineEdge, edges


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
