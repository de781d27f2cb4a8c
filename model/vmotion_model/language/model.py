"""A model: variables, constants, commands and deadlines, checked as a whole."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any

from .commands import Command, derived, is_clock
from .declarations import (
    Constant,
    Deadline,
    check_clock,
    check_constant,
    check_deadline,
    check_names,
    check_parts,
    refuse_ambiguous_names,
    refuse_doubles,
)
from .errors import ModelError, nearest
from .evaluate import evaluate
from .expressions import (
    MADE_UP,
    Add,
    AtMost,
    Const,
    Equal,
    Expr,
    IfThen,
    Var,
    all_of,
    any_of,
    if_then,
    is_literal,
    lift,
    negate,
    variables_of,
)
from .parser import Scope
from .substitute import rebuild, substitute, transform
from .types import Clock, Enumeration, Type, Value, comparable, contains, describe


@dataclass(frozen=True, eq=False)
class Model:
    """Everything that can happen.

    Raises ``ModelError`` for names that are unknown or taken, for clocks that look at another role's memory and for
    handlers of a deadline that are no steps of the clock's owner.
    """

    name: str
    variables: tuple[Var[Any], ...]
    constants: tuple[Constant, ...]
    commands: tuple[Command, ...]
    deadlines: tuple[Deadline, ...] = ()
    description: str = ""
    values: Mapping[str, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        if not self.name.isprintable():
            # It stands in a comment of the certificate, which a line break would end.
            raise ModelError(f"model {self.name!r}: the name holds a line break or another control character")
        for what, kind, parts in (
            ("variable", Var, self.variables),
            ("constant", Constant, self.constants),
            ("command", Command, self.commands),
            ("deadline", Deadline, self.deadlines),
        ):
            check_parts(what, kind, parts)
        if made_up := [v.name for v in self.variables if v.name.startswith(MADE_UP)]:
            raise ModelError(f"variable {made_up[0]!r}: a name is made of identifiers and dots")
        refuse_doubles("variable", (v.name for v in self.variables))
        refuse_doubles("constant", (c.name for c in self.constants))
        refuse_doubles("command", (c.name for c in self.commands))
        for constant in self.constants:
            check_constant(constant)
        object.__setattr__(self, "values", MappingProxyType({c.name: c.value for c in self.constants}))
        refuse_ambiguous_names(self.scope)
        for command in self.commands:
            for where, expr in _expressions(command):
                self.check_names(where, expr)
            for var in command.effect:
                self.check_names(f"command {command.name}, effect", var)
        for var in self.variables:
            if var.active is not None:
                check_clock(var, var.active, self.scope)
        for deadline in self.deadlines:
            check_deadline(deadline, self.command, self.scope)

    @cached_property
    def variable(self) -> Mapping[str, Var[Any]]:
        """Variables by name."""
        return {v.name: v for v in self.variables}

    @cached_property
    def command(self) -> Mapping[str, Command]:
        """Commands by name."""
        return {c.name: c for c in self.commands}

    @cached_property
    def scope(self) -> Scope:
        """The names that an expression over this model may use."""
        return Scope(self.variable, self.values)

    @cached_property
    def timed_history(self) -> frozenset[str]:
        """The history, clocks included, that some step sets by what a clock shows, perhaps by way of other history.

        It may have looked at a strict bound, so whole ticks do not decide a property that reads them.
        """
        timed: set[str] = set()
        updates = [(n, variables_of(u)) for c in self.commands for n, u in c.updates.items()]
        # A history clock runs while its condition holds: what the condition reads decides when it was started.
        updates += [(c.name, variables_of(c.active)) for c in self.clocks if c.active is not None]
        while more := {n for n, read in updates if any(is_clock(v) or v.name in timed for v in read.values())} - timed:
            timed |= more
        return frozenset(timed)

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles that have commands, in order of appearance."""
        return tuple(dict.fromkeys(c.role for c in self.commands))

    @property
    def clocks(self) -> tuple[Var[Any], ...]:
        """The clock variables."""
        return tuple(v for v in self.variables if isinstance(v.type, Clock))

    @property
    def initial(self) -> Mapping[str, Value]:
        """The initial valuation."""
        # A member of an enumeration is a plain text here as it is after a step, however the model was written.
        return {v.name: str.__str__(v.initial) if isinstance(v.initial, str) else v.initial for v in self.variables}

    def start_of(self, var: Var[Any]) -> Expr[Any]:
        """The initial value of a variable as an expression."""
        return lift(var.initial, var.type) if isinstance(var.type, Enumeration) else lift(var.initial)

    @property
    def initially(self) -> Expr[bool]:
        """The initial condition; a rigid variable may have any value."""
        return all_of(*(v == v.initial for v in self.variables if not v.rigid))

    @property
    def rigid(self) -> tuple[Var[Any], ...]:
        """The rigid variables: what is fixed for a run, and not by the model."""
        return tuple(v for v in self.variables if v.rigid)

    def refuse_open(self, what: str) -> None:
        """Raise ``ModelError`` where a rigid variable is open, for an engine that begins in one state."""
        if self.rigid:
            raise ModelError(f"{what} begins in one state: {self.open}")

    @property
    def open(self) -> str:
        """Which rigid variables have no value yet, in words; empty where none is there."""
        names = [v.name for v in self.rigid]
        if not names:
            return ""
        more = f" and {len(names) - 3} more" if len(names) > 3 else ""
        return f"give the rigid {', '.join(names[:3])}{more} a value (Model.given does)"

    def given(self, values: Mapping[str, Value]) -> "Model":
        """The model in which rigid variables have these values: they are variables no more, and guards are simplified.

        Raises ``ModelError`` for a name that is no rigid variable and for a value that is not of its type.
        """
        fixed: dict[str, Expr[Any]] = {}
        rigid = {v.name: v for v in self.rigid}
        for name, value in values.items():
            if name not in rigid:
                raise ModelError(f"there is no rigid variable {name!r}; {nearest(name, rigid)}")
            if not contains(rigid[name].type, value):
                raise ModelError(f"{name}: {value!r} is no {describe(rigid[name].type)}")
            fixed[name] = lift(value, rigid[name].type)

        def own(expr: Expr[Any]) -> Expr[Any]:
            return substitute(expr, fixed)

        commands = tuple(
            derived(
                c.name,
                c.role,
                {label: g for label, part in c.guard.items() if not is_literal(g := own(part), True)},
                {var: own(value) for var, value in c.effect.items()},
                like=c,
            )
            for c in self.commands
        )
        variables = tuple(v for v in self.variables if v.name not in fixed)
        return Model(self.name, variables, self.constants, commands, self.deadlines, self.description)

    def updates(self, command: Command) -> Mapping[str, Expr[Any]]:
        """The next value of every variable the command changes.

        Clocks are included: a clock that the step leaves inactive becomes zero.
        """
        updates = dict(command.updates)
        for clock in self.clocks:
            active = clock.active
            assert active is not None
            if clock.name not in updates and not (variables_of(active).keys() & command.updates.keys()):
                continue
            after = substitute(active, command.updates)
            updates[clock.name] = if_then(after, updates.get(clock.name, clock), lift(0))
        return updates

    @cached_property
    def updates_of(self) -> Mapping[str, Mapping[str, Expr[Any]]]:
        """``updates`` of every command, by its name."""
        return MappingProxyType({c.name: self.updates(c) for c in self.commands})

    def may_elapse(self, delay: Expr[Any]) -> Expr[bool]:
        """Whether time may advance by ``delay`` before a deadline is overrun."""
        parts = []
        for deadline in self.deadlines:
            clock = self.variable[deadline.clock]
            assert clock.active is not None
            parts.append(clock.active.implies(AtMost.of(Add.of(clock, delay), deadline.limit)))
        return all_of(*parts)

    def elapsed(self, delay: Expr[Any]) -> Mapping[str, Expr[Any]]:
        """Every clock after ``delay`` has passed."""
        return {c.name: if_then(c.active, Add.of(c, delay), c) for c in self.clocks if c.active is not None}

    def handled(self, deadline: Deadline) -> Expr[bool]:
        """Whether some handler of the deadline is enabled and makes it wait for time again.

        It is a step of the clock's owner (the model refuses others) and no fault, which need not happen. It stops the clock, or
        restarts it to a limit that is not 0. A clock whose limit is 0 must be stopped, and no other such clock be started.
        """
        options = []
        for name in deadline.handlers:
            command = self.command[name]
            after = self.updates_of[name].get(deadline.clock)
            if after is not None and command.fault is None:
                waits = _is_zero(after) if self.limit_of(deadline) else self._calms(command, deadline)
                options.append(command.enabled & waits)
        return any_of(*options)

    def limit_of(self, deadline: Deadline) -> int:
        """The limit of a deadline as a number, in the unit of the clocks."""
        return int(evaluate(deadline.limit, {}, self.values))

    def _calms(self, command: Command, deadline: Deadline) -> Expr[bool]:
        """Whether a step stops the clock of a deadline of 0 and starts none of another."""
        parts = []
        for other in self.deadlines:
            if self.limit_of(other) == 0:
                active = self.variable[other.clock].active
                assert active is not None
                after = substitute(active, command.updates)
                parts.append(negate(after) if other is deadline else after.implies(active))
        return all_of(*parts)

    def check_names(self, where: str, expr: Expr[Any]) -> None:
        """Raise ``ModelError`` where ``expr`` uses a variable or constant that the model does not have."""
        check_names(where, expr, self.scope)

    def rebind(self, where: str, expr: Expr[Any]) -> Expr[Any]:
        """``expr`` over this model's own variables, found by name.

        For properties of one model that are asked of another version of it, in which enumerations may have more members, or
        fewer. Raises ``ModelError`` where a name is missing or has another type.
        """
        grown = self._own_type

        def own(leaf: Expr[Any]) -> Expr[Any]:
            if isinstance(leaf, Const) and isinstance(leaf.of_type, Enumeration):
                its = grown(leaf.of_type)
                if not contains(its, leaf.value):
                    raise ModelError(f"{where} speaks of {leaf.value}, which {describe(its)} does not have")
                return leaf if its is leaf.of_type else Const(leaf.value, its)
            if not isinstance(leaf, Var):
                return leaf
            var = self.variable.get(leaf.name)
            if var is None or not comparable(var.type, grown(leaf.type)):
                raise ModelError(
                    f"{where} speaks of {leaf.name} ({describe(leaf.type)}), which this model does not have"
                )
            return var

        result = transform(expr, own)
        self.check_names(where, result)
        return result

    def _own_type(self, type_: Type) -> Type:
        """The enumeration of that name that this model has: with more members or fewer, or the only one so named."""
        if not isinstance(type_, Enumeration):
            return type_
        named = [own for own in self._enumerations if own.name == type_.name]
        if any(own.identity == type_.identity for own in named):
            return type_
        if len(named) == 1 and set(named[0].members) & set(type_.members):
            return named[0]
        return next((own for own in named if set(own.members) > set(type_.members)), type_)

    @cached_property
    def _enumerations(self) -> tuple[Enumeration, ...]:
        return tuple({v.type.identity: v.type for v in self.variables if isinstance(v.type, Enumeration)}.values())


def _is_zero(after: Expr[Any]) -> Expr[bool]:
    """Whether the next value of a clock is zero, with choices drawn out so that clocks are compared plainly."""
    if isinstance(after, IfThen):
        then, otherwise = _is_zero(after.then), _is_zero(after.otherwise)
        return (after.condition & then) | (negate(after.condition) & otherwise)
    return rebuild(Equal(after, lift(0)), (after, lift(0)))


def _expressions(command: Command) -> Iterable[tuple[str, Expr[Any]]]:
    for label, conjunct in command.guard.items():
        yield f"command {command.name}, guard {label!r}", conjunct
    for name, update in command.updates.items():
        yield f"command {command.name}, effect on {name}", update
