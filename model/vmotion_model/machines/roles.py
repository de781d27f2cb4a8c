"""The ``transitions`` machine of one role: guards are its conditions, by their names, and the effect is what it does before."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from transitions import Machine
from transitions.core import listify

from vmotion_model.language import (
    Clock,
    Expr,
    Model,
    ModelError,
    Value,
    Var,
    evaluate,
    nearest,
    values_of,
    variables_of,
)

from .edges import MachineEdge, edges


class Composed(Protocol):
    """What the machines of all roles share: the values of all variables."""

    model: Model
    state: dict[str, Value]

    def apply(self, name: str) -> Any:
        """Give the variables the values that they have after a command."""

    def changes_by(self, name: str) -> Mapping[str, tuple[Value, Value]]:
        """What a command changes, by variable the value before and after."""

    def undo(self) -> Callable[[], None]:
        """What puts everything back to where it is now."""


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


@dataclass(frozen=True, eq=False)
class Begins:
    """Before all callbacks of a step: they are told the command and its changes, however it was triggered."""

    composed: Composed

    def __call__(self, event: Any) -> None:
        """Tell it, and keep the way back."""
        event.back = self.composed.undo()
        name = event.event.name
        if "changes" not in event.kwargs:
            event.kwargs.update(command=name, changes=self.composed.changes_by(name))


def _takes_back(event: Any) -> None:
    """Where a callback raises, nothing has happened; it is raised on, unless somebody else sees to it."""
    if hasattr(event, "back"):
        event.back()
    if len(event.machine.on_exception) == 1:
        raise event.error


def check_locations(model: Model, locations: Mapping[str, str]) -> None:
    """Raise ``ModelError`` where a role is said to stand in what is no variable of its own with a list of values."""
    for role, name in locations.items():
        if name not in model.variable:
            raise ModelError(f"locations: there is no variable {name!r}; {nearest(name, model.variable)}")
        variable = model.variable[name]
        if variable.owner != role:
            raise ModelError(f"locations: {name} is of {variable.owner}, not of {role}, so it can't be its place")
        if isinstance(variable.type, Clock):
            raise ModelError(f"locations: {name} is a clock, which has no list of values to stand at")


def role_machine(
    model: Model, location: Var[Any], composed: Composed | None = None, machine: type[Machine] = Machine, **options: Any
) -> Machine:
    """The machine of the role whose location is that variable; ``options`` are those of ``machine``.

    With ``composed`` its triggers are conditioned on the guards and change the values there; alone it only moves between
    locations.
    """
    states = [str(v) for v in values_of(location.type)]
    made = _made(machine, str(location.owner), states, str(location.initial), composed, options)
    found = edges(model, location)
    # Where a step begins says all that its guard asks of the location alone.
    conditions = {} if composed is None else _conditions(composed, {e.command for e in found}, location.name)
    ways = [(e.command, e.source) for e in found]
    labels = _labels(made, [(e.command, e.source, e.target) for e in found])
    for edge, label in zip(found, labels, strict=True):
        if composed is None:
            made.add_transition(edge.command, edge.source, edge.target, **label)
            continue
        asked: list[Any] = [*conditions[edge.command]]
        if ways.count((edge.command, edge.source)) > 1:
            asked.append(_leads(composed, edge, location))
        does = Effect(composed, edge.command)
        made.add_transition(edge.command, edge.source, edge.target, conditions=asked, before=does, **label)
    return made


def placeless_machine(
    model: Model, role: str, composed: Composed, machine: type[Machine] = Machine, **options: Any
) -> Machine:
    """The machine of a role that stands nowhere, like the surroundings: it has one state, and its steps stay there."""
    made = _made(machine, role, [role], role, composed, options)
    names = [c.name for c in model.commands if c.role == role]
    conditions = _conditions(composed, names)
    for name, label in zip(names, _labels(made, [(name, role, role) for name in names]), strict=True):
        does = Effect(composed, name)
        made.add_transition(name, role, "=", conditions=list(conditions[name]), before=does, **label)
    return made


def _made(
    machine: type[Machine],
    role: str,
    states: Sequence[str],
    initial: str,
    composed: Composed | None,
    options: Mapping[str, Any],
) -> Machine:
    """A machine without transitions. What it does to keep steps whole comes before what ``options`` ask for."""
    asked = dict(options)
    if composed is not None:
        asked["before_state_change"] = [Begins(composed), *listify(asked.get("before_state_change"))]
        asked["on_exception"] = [_takes_back, *listify(asked.get("on_exception"))]
    if _draws(machine):
        asked.setdefault("title", role)
    made = machine(Stands(), states=states, initial=initial, auto_transitions=False, send_event=True, **asked)
    attributes = getattr(made, "machine_attributes", None)
    if attributes is not None:
        # The labels are broad: states stand below each other.
        setattr(made, "machine_attributes", {**attributes, "rankdir": "TB"})  # noqa: B010
    return made


def _draws(machine: type[Machine]) -> bool:
    return hasattr(machine, "machine_attributes")


def _labels(made: Machine, ways: Sequence[tuple[str, str, str]]) -> list[dict[str, str]]:
    """What is written at each arrow, where the machine draws: steps that share one stand below each other."""
    if not _draws(type(made)):
        return [{} for _ in ways]
    below = "<br/>" if "mermaid" in getattr(made, "graph_cls").__module__ else r"\n"  # noqa: B009
    firsts = {way[1:]: way for way in reversed(ways)}
    return [{"label": way[0] if firsts[way[1:]] == way else below + way[0]} for way in ways]


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
