"""Runnable machines: one ``transitions`` machine per role, and ``Migration``, which composes them.

Everything is derived from the commands of a model. The states of a role's machine are the values of its location variable;
the sources of a trigger are the locations that no conjunct of the guard rules out, and the rest of the guard is its condition.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from transitions import Machine

from .language import (
    ELAPSE,
    Command,
    Const,
    Expr,
    Model,
    ModelError,
    Value,
    Var,
    evaluate,
    lift,
    nearest,
    substitute,
    values_of,
    variables_of,
)
from .language.expressions import IfThen, is_literal
from .language.types import contains
from .protocol import LOCATIONS, vmotion


class NotEnabledError(Exception):
    """A command whose guard does not hold; ``failing`` names the conjuncts that fail."""

    def __init__(self, command: str, failing: Sequence[str]) -> None:
        """Name the command and what is missing."""
        super().__init__(f"{command} is not enabled: {'; '.join(failing)}")
        self.command = command
        self.failing = tuple(failing)


@dataclass(frozen=True)
class Edge:
    """One transition of a role's machine: from a location to a location, by a command."""

    command: str
    source: str
    target: str


@lru_cache(maxsize=32)
def edges(model: Model, location: Var[Any]) -> tuple[Edge, ...]:
    """The transitions of the machine whose states are the values of ``location``.

    A command of the role stands at every location that no conjunct of its guard rules out. A next location that depends on
    other variables gives one edge for each value that it can have.
    """
    found: list[Edge] = []
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
            after = substitute(command.updates.get(location.name, location), here)
            found.extend(Edge(command.name, str(value), target) for target in _targets(after, location))
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


class _Role:
    """The object that a role's ``transitions`` machine drives; it only knows where it stands."""

    state: str


class Migration:
    """The composed machine, run step by step: its triggers are the command names.

    ``Migration().request()`` does the step or raises ``NotEnabledError``. ``elapse(seconds)`` lets time pass as far as no
    deadline is overrun. ``state`` maps every variable to its value (clocks: seconds).
    """

    def __init__(self, model: Model | None = None, locations: Mapping[str, str] | None = None) -> None:
        """Start in the initial state of ``model`` (the shipped protocol by default).

        ``locations`` names the location variable of each role that gets a machine of its own; names that the model does
        not have are ignored.
        """
        self.model = model if model is not None else vmotion()
        self.state: dict[str, Value] = dict(self.model.initial)
        self.time = 0
        self.history: list[str] = []
        names = LOCATIONS if locations is None else locations
        self.roles: dict[str, Any] = {}
        self._location: dict[str, str] = {}
        self.updates = self.model.updates_of
        for role, name in names.items():
            if name in self.model.variable:
                self.roles[role] = role_machine(self.model, self.model.variable[name], self)
                self._location[role] = name

    def __getattr__(self, name: str) -> Callable[[], Mapping[str, tuple[Value, Value]]]:
        """A command of the model as a method."""
        model = self.__dict__.get("model")
        if model is None or name not in model.command:
            hint = nearest(name, model.command) if model is not None else ""
            raise AttributeError(f"there is no command {name!r}; {hint}")
        return lambda: self.fire(name)

    def failing(self, name: str) -> tuple[str, ...]:
        """The conjuncts of a command's guard that do not hold now."""
        guard = self._command(name).guard
        return tuple(label for label, g in guard.items() if not evaluate(g, self.state, self.model.values))

    def enabled(self) -> tuple[str, ...]:
        """The commands that can be done now, in the model's order."""
        return tuple(c.name for c in self.model.commands if self._possible(c))

    def fire(self, name: str) -> Mapping[str, tuple[Value, Value]]:
        """Do a step; returns what it changed. Raises ``NotEnabledError`` and leaves everything as it is."""
        command = self._command(name)
        failing = self.failing(name)
        if failing:
            raise NotEnabledError(name, failing)
        role = self.roles.get(command.role)
        if role is None:
            return self.apply(name)
        before = dict(self.state)
        if not role.model.trigger(name):
            raise ModelError(f"the machine of {command.role} has no transition for {name} here")
        return _changes(before, self.state)

    def apply(self, name: str) -> Mapping[str, tuple[Value, Value]]:
        """The effect of a command on the valuation, whether or not its guard holds; the role machines call it."""
        before = dict(self.state)
        for variable, update in self.updates[name].items():
            value = evaluate(update, before, self.model.values)
            self.state[variable] = _checked(self.model.variable[variable], value, name)
        self.history.append(name)
        return _changes(before, self.state)

    def longest_delay(self) -> int | None:
        """How many seconds may pass before a deadline; None for ever."""
        rest = [self._limit(d.clock, d.limit) for d in self.model.deadlines if self._runs(d.clock)]
        return min(rest, default=None)

    def handlers(self, seconds: int) -> tuple[str, ...]:
        """The commands of which one must happen first, for each deadline that so many seconds would overrun."""
        due = [d for d in self.model.deadlines if self._runs(d.clock) and seconds > self._limit(d.clock, d.limit)]
        return tuple(name for d in due for name in d.handlers)

    def elapse(self, seconds: int) -> Mapping[str, tuple[Value, Value]]:
        """Let time pass; raises ``NotEnabledError`` where a deadline would be overrun."""
        limit = self.longest_delay()
        if seconds < 1:
            raise NotEnabledError(ELAPSE, ["time passes forward, by whole seconds"])
        if limit is not None and seconds > limit:
            raise NotEnabledError(ELAPSE, [f"a deadline comes after {limit} s"])
        before = dict(self.state)
        for clock in self.model.clocks:
            if self._runs(clock.name):
                self.state[clock.name] = int(self.state[clock.name]) + seconds
        self.time += seconds
        self.history.append(f"{ELAPSE} {seconds}")
        return _changes(before, self.state)

    def restore(self, state: Mapping[str, Value]) -> None:
        """Put the machines into a given state (for checking them against other readings of the model)."""
        self.state = dict(state)
        for role, name in self._location.items():
            self.roles[role].set_state(str(state[name]))

    def _possible(self, command: Command) -> bool:
        role = self.roles.get(command.role)
        if role is None:
            return not self.failing(command.name)
        return bool(role.model.may_trigger(command.name))

    def _command(self, name: str) -> Command:
        if name not in self.model.command:
            raise ModelError(f"there is no command {name!r}; {nearest(name, self.model.command)}")
        return self.model.command[name]

    def _runs(self, clock: str) -> bool:
        active = self.model.variable[clock].active
        return active is not None and bool(evaluate(active, self.state, self.model.values))

    def _limit(self, clock: str, limit: Expr[int]) -> int:
        return int(evaluate(limit, self.state, self.model.values)) - int(self.state[clock])


def role_machine(model: Model, location: Var[Any], migration: Migration | None = None) -> Machine:
    """The ``transitions`` machine of one role.

    Inside a ``migration`` its triggers are conditioned on the rest of the guard and change the migration's valuation; alone it
    only moves between locations.
    """
    role = _Role()
    machine = Machine(
        role,
        states=[str(v) for v in values_of(location.type)],
        initial=str(location.initial),
        auto_transitions=False,
    )
    for edge in edges(model, location):
        conditions = None if migration is None else _condition(migration, edge, location)
        after = None if migration is None else _effect(migration, edge)
        machine.add_transition(edge.command, edge.source, edge.target, conditions=conditions, before=after)
    return machine


def _condition(migration: Migration, edge: Edge, location: Var[Any]) -> Callable[[], bool]:
    def holds() -> bool:
        if migration.failing(edge.command):
            return False
        update = migration.updates[edge.command].get(location.name)
        target = edge.source if update is None else evaluate(update, migration.state, migration.model.values)
        return str(target) == edge.target

    return holds


def _effect(migration: Migration, edge: Edge) -> Callable[[], None]:
    def effect() -> None:
        migration.apply(edge.command)

    return effect


def _checked(var: Var[Any], value: Value, command: str) -> Value:
    if not contains(var.type, value):
        raise ModelError(f"command {command}: {var.name} leaves its range with {value!r}")
    return value


def _changes(before: Mapping[str, Value], after: Mapping[str, Value]) -> dict[str, tuple[Value, Value]]:
    return {n: (before[n], v) for n, v in after.items() if before[n] != v}
