"""What a model declares besides its steps: variables, constants and deadlines; and what is refused in declarations."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from .commands import HISTORY, SHARED, Command, refuse_untrue
from .errors import ModelError, nearest
from .expressions import HUGE, Expr, Param, Var, brief, leaves, lift, variables_of
from .parser import Scope
from .types import Boolean, Clock, Enumeration, Integer, Time, is_name


@dataclass(frozen=True)
class Constant:
    """A named number with its unit (``s`` for seconds) and the source of the fact."""

    name: str
    value: int
    unit: str
    description: str = ""
    citation: str = ""


@dataclass(frozen=True)
class Deadline:
    """Time cannot pass beyond ``limit`` on an active ``clock``: one of the ``handlers`` happens first."""

    clock: str
    limit: Expr[int]
    handlers: tuple[str, ...]


def check_names(where: str, expr: Expr[Any], scope: Scope) -> None:
    """Raise ``ModelError`` where ``expr`` uses a variable or constant that ``scope`` does not have."""
    for leaf in leaves(expr):
        if isinstance(leaf, Var) and scope.variables.get(leaf.name) is not leaf:
            known = leaf.name in scope.variables
            hint = "another variable of that name" if known else nearest(leaf.name, scope.variables)
            raise ModelError(f"{where}: unknown variable {leaf.name!r}; {hint}")
        if isinstance(leaf, Param) and leaf.name not in scope.constants:
            raise ModelError(f"{where}: unknown constant {leaf.name!r}; {nearest(leaf.name, scope.constants)}")


def check_parts(what: str, kind: type, parts: object) -> None:
    """Raise ``ModelError`` where ``parts`` are not several of that kind."""
    if isinstance(parts, str | kind) or not isinstance(parts, Iterable):
        raise ModelError(f"a model has several {what}s, (first, second, ...), and not one {type(parts).__name__}")
    for part in parts:
        if not isinstance(part, kind):
            raise ModelError(f"{part!r} is no {what}")


def check_constant(constant: Constant) -> None:
    """The name of a constant is an identifier, and its value a natural number that is not huge."""
    if not is_name(constant.name):
        raise ModelError(f"constant {constant.name!r}: the name must be a plain identifier")
    if type(constant.value) is not int or not 0 <= constant.value <= HUGE:
        raise ModelError(f"constant {constant.name}: a whole number from 0 to {HUGE} is wanted")


def refuse_doubles(what: str, names: Iterable[str]) -> None:
    """A name is defined once."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ModelError(f"{what} {name!r} is defined twice")
        seen.add(name)


def refuse_ambiguous_names(scope: Scope) -> None:
    """A name that the text form writes means one thing: a variable, a constant or a member of enumerations."""
    members = {m for v in scope.variables.values() if isinstance(v.type, Enumeration) for m in v.type.members}
    variables, constants = set(scope.variables), set(scope.constants)
    for names, what in ((variables & constants, "constant"), ((variables | constants) & members, "member")):
        if names:
            raise ModelError(f"{min(names)!r} is also the name of a {what}: one of them needs another name")


def check_clock(clock: Var[Any], active: Expr[bool], scope: Scope) -> None:
    """A clock runs while something holds that its role can see, and that does not read clocks."""
    where = f"clock {clock.name}"
    refuse_untrue(f"{where}, its condition", active)
    check_names(where, active, scope)
    for name, var in variables_of(active).items():
        if isinstance(var.type, Clock):
            raise ModelError(f"{where}: its condition reads the clock {name}")
        if clock.owner != HISTORY and var.owner not in (clock.owner, SHARED):
            raise ModelError(f"{where}: its condition reads {name}, which is the memory of {var.owner}")


def check_deadline(deadline: Deadline, commands: Mapping[str, Command], scope: Scope) -> None:
    """A deadline bounds a clock by a fixed number, and its handlers are steps of the clock's owner."""
    if not isinstance(deadline.clock, str):
        raise ModelError(
            f"a deadline is given the name of its clock, and not {getattr(deadline.clock, 'name', deadline.clock)!r} itself"
        )
    where = f"deadline of {deadline.clock}"
    if isinstance(deadline.handlers, str):
        raise ModelError(f"{where}: handlers are several, ({deadline.handlers!r},), not one text")
    clock = scope.variables.get(deadline.clock)
    if clock is None or not isinstance(clock.type, Clock):
        clocks = (v.name for v in scope.variables.values() if isinstance(v.type, Clock))
        raise ModelError(f"{where}: unknown clock; {nearest(deadline.clock, clocks)}")
    if clock.owner == HISTORY:
        raise ModelError(f"{where}: the clock is history, which must not hold time back")
    limit = deadline.limit
    if not isinstance(limit, Expr) or not isinstance(limit.type, Integer) or variables_of(limit):
        raise ModelError(f"{where}: the limit is a fixed number, not {brief(lift(limit))}")
    check_names(where, limit, scope)
    for name in deadline.handlers:
        if name not in commands:
            raise ModelError(f"{where}: unknown handler {name!r}; {nearest(name, commands)}")
        if commands[name].role != clock.owner:
            raise ModelError(f"{where}: handler {name} is a step of {commands[name].role}, not of {clock.owner}")


E = TypeVar("E", bound=StrEnum)


def enumeration(name: str, owner: str, initial: E, description: str) -> Var[E]:
    """A variable over the members of the enumeration that ``initial`` belongs to."""
    return Var(name, Enumeration.of(type(initial)), owner, initial, description)


def boolean(name: str, owner: str, initial: bool, description: str) -> Var[bool]:
    """A truth value."""
    return Var(name, Boolean(), owner, initial, description)


def integer(name: str, owner: str, initial: int, low: int, high: int | Constant, description: str) -> Var[int]:
    """An integer from ``low`` to ``high``, or to the value of that constant."""
    if isinstance(high, Constant):
        return Var(name, Integer(low, high.value), owner, initial, description, follows=high.name)
    return Var(name, Integer(low, high), owner, initial, description)


def clock(name: str, owner: str, active: Expr[bool], description: str) -> Var[Time]:
    """A clock that runs while ``active`` holds and is zero otherwise."""
    return Var(name, Clock(), owner, 0, description, active)
