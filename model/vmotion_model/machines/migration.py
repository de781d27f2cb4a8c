"""``Migration``: the machines of all roles over one set of variables, step by step."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Self, TypeAlias

from transitions import Machine

from vmotion_model.common.errors import VmotionError
from vmotion_model.language import (
    ELAPSE,
    Command,
    Expr,
    Model,
    ModelError,
    Value,
    Var,
    evaluate,
    from_json,
    nearest,
    to_json,
)
from vmotion_model.language.types import contains
from vmotion_model.protocol import LOCATIONS, vmotion

from .roles import check_locations, placeless_machine, role_machine

if TYPE_CHECKING:
    from .triggers import Triggers
else:
    Triggers = object

Changes: TypeAlias = Mapping[str, tuple[Value, Value]]
"""By variable the value before and after."""

MAY = "may_"


class NotEnabledError(VmotionError):
    """A command whose guard does not hold; ``failing`` names the conjuncts that fail."""

    def __init__(self, command: str, failing: Sequence[str]) -> None:
        """Name the command and what is missing."""
        super().__init__(f"{command} is not enabled: {'; '.join(failing)}")
        self.command = command
        self.failing = tuple(failing)


class Migration(Triggers):
    """The composed machine, run step by step: its triggers are the command names.

    ``Migration().request()`` does the step or raises ``NotEnabledError``; ``may_request()`` says whether it would.
    ``elapse(seconds)`` lets time pass as far as no deadline is overrun. ``state`` maps every variable to its value (clocks:
    seconds), ``time`` is in seconds, ``history`` lists what was done. ``roles`` holds a ``transitions`` machine for each role,
    ``places`` names the variable in which it says where it stands; the machines of roles that stand nowhere have one state.

    Callbacks of these machines get the event, whose ``kwargs`` name the ``command`` and the ``changes`` that it makes, pairs of
    values before and after by variable. Whatever a callback raises, everything is as it was before the step. Copies (``copy``,
    ``deepcopy``, ``pickle``) stand where this one stands, without the callbacks that were added.
    """

    def __init__(
        self,
        model: Model | None = None,
        locations: Mapping[str, str] | None = None,
        machine: type[Machine] = Machine,
        **options: Any,
    ) -> None:
        """Start in the initial state of ``model`` (the shipped protocol by default).

        ``locations`` names the location variable of each role that gets a machine with places (``LOCATIONS`` by default, as far
        as the model has them), and an empty mapping makes no machines at all. Raises ``ModelError`` for a name that the model
        does not have, and for a variable of another role. ``machine`` is the class of the machines, such as
        ``transitions.extensions.GraphMachine``, and ``options`` are what it takes.
        """
        self.model = model if model is not None else vmotion()
        self.state: dict[str, Value] = dict(self.model.initial)
        self.time = 0
        self.history: list[str] = []
        known = self.model.variable
        names = {r: n for r, n in LOCATIONS.items() if n in known} if locations is None else dict(locations)
        check_locations(self.model, names)
        self._made_of = (names, machine, options)
        self.places = names
        self.roles: dict[str, Any] = {
            role: role_machine(self.model, self.model.variable[name], self, machine, **options)
            for role, name in self.places.items()
        }
        if self.places:
            for role in map(str, self.model.roles):
                if role not in self.roles:
                    self.roles[role] = placeless_machine(self.model, role, self, machine, **options)

    # Type checkers read the stub alone: with this they would take every name for a trigger.
    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Callable[[], Changes] | Callable[[], bool]:
            """A command of the model as a method, or with ``may_`` before it, whether it can be done now."""
            commands = self.__dict__["model"].command if "model" in self.__dict__ else {}
            if name in commands:
                return lambda: self.fire(name)
            asked = name.removeprefix(MAY)
            if asked != name and asked in commands:
                return lambda: self.may_fire(asked)
            hint = nearest(asked, commands) if commands else ""
            raise AttributeError(f"there is no command {asked!r}; {hint}")

    def __dir__(self) -> list[str]:
        """With the commands, for completion."""
        return [*super().__dir__(), *self.model.command, *(MAY + name for name in self.model.command)]

    def __repr__(self) -> str:
        """Where it stands."""
        stands = ", ".join(f"{role} {self.state[name]}" for role, name in self.places.items())
        return f"<{type(self).__name__} of {self.model.name}, {stands or 'no places'}, {self.time} s>"

    def __copy__(self) -> Self:
        """One that stands where this one stands."""
        names, machine, options = self._made_of
        other = type(self)(self.model, names, machine, **options)
        other.restore(self.state)
        other.time, other.history = self.time, list(self.history)
        return other

    def __deepcopy__(self, memo: object) -> Self:
        """The same: a model never changes, so that both may have it."""
        return self.__copy__()

    def __reduce__(self) -> tuple[Any, ...]:
        """For ``pickle``: what it is made of, and where it stands."""
        names, machine, options = self._made_of
        made_of = (to_json(self.model), dict(names), machine, options)
        return _again, (type(self), made_of, dict(self.state), self.time, list(self.history))

    def failing(self, name: str) -> tuple[str, ...]:
        """The conjuncts of a command's guard that do not hold now."""
        guard = self._command(name).guard
        return tuple(label for label, g in guard.items() if not evaluate(g, self.state, self.model.values))

    def enabled(self) -> tuple[str, ...]:
        """The commands that can be done now, in the model's order."""
        return tuple(c.name for c in self.model.commands if self._possible(c))

    def may_fire(self, name: str) -> bool:
        """Whether a command can be done now."""
        return self._possible(self._command(name))

    def fire(self, name: str) -> Changes:
        """Do a step; returns what it changed. Raises ``NotEnabledError`` and leaves everything as it is."""
        command = self._command(name)
        failing = self.failing(name)
        if failing:
            raise NotEnabledError(name, failing)
        role = self.roles.get(command.role)
        if role is None:
            return self.apply(name)
        back, changes = self.undo(), self.changes_by(name)
        try:
            moved = role.model.trigger(name, command=name, changes=changes)
        except BaseException:
            back()
            raise
        if not moved:
            back()
            raise ModelError(
                f"the machine of {command.role} did not do {name}: a condition or a callback of yours stops it"
            )
        return changes

    def undo(self) -> Callable[[], None]:
        """What puts everything back to where it is now."""
        before, time, done = dict(self.state), self.time, len(self.history)

        def back() -> None:
            self.restore(before)
            self.time = time
            del self.history[done:]

        return back

    def apply(self, name: str) -> Changes:
        """The effect of a command on the valuation, whether or not its guard holds; the role machines call it."""
        changes = self.changes_by(name)
        self.state.update((variable, after) for variable, (_, after) in changes.items())
        self.history.append(name)
        return changes

    def changes_by(self, name: str) -> dict[str, tuple[Value, Value]]:
        """What a command changes, by variable the value before and after."""
        found: dict[str, tuple[Value, Value]] = {}
        for variable, update in self.model.updates_of[name].items():
            value = _checked(self.model.variable[variable], evaluate(update, self.state, self.model.values), name)
            if value != self.state[variable]:
                found[variable] = (self.state[variable], value)
        return found

    def longest_delay(self) -> int | None:
        """How many seconds may pass before a deadline; None for ever."""
        rest = [self._limit(d.clock, d.limit) for d in self.model.deadlines if self._runs(d.clock)]
        return min(rest, default=None)

    def handlers(self, seconds: int) -> tuple[str, ...]:
        """The commands of which one must happen first, for each deadline that so many seconds would overrun."""
        due = [d for d in self.model.deadlines if self._runs(d.clock) and seconds > self._limit(d.clock, d.limit)]
        return tuple(name for d in due for name in d.handlers)

    def elapse(self, seconds: int) -> Changes:
        """Let time pass; raises ``NotEnabledError`` where a deadline would be overrun."""
        limit = self.longest_delay()
        if not isinstance(seconds, int) or isinstance(seconds, bool) or seconds < 1:
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
        for role, name in self.places.items():
            machine = self.roles[role]
            machine.set_state(str(state[name]))
            draw = getattr(machine.model, "get_graph", None)
            if draw is not None:
                # A graph marks where the machine stands; only steps move that mark.
                draw(force_new=True)

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


def _checked(var: Var[Any], value: Value, command: str) -> Value:
    if not contains(var.type, value):
        raise ModelError(f"command {command}: {var.name} leaves its range with {value!r}")
    return value


def _changes(before: Mapping[str, Value], after: Mapping[str, Value]) -> dict[str, tuple[Value, Value]]:
    return {n: (before[n], v) for n, v in after.items() if before[n] != v}


def _again(kind: type[Migration], made_of: Any, state: Mapping[str, Value], time: int, history: list[str]) -> Migration:
    model, names, machine, options = made_of
    other = kind(from_json(model), names, machine, **options)
    other.restore(state)
    other.time, other.history = time, history
    return other
