"""Short constructors for variables, typed so that a static checker sees what a variable holds."""

from enum import StrEnum
from typing import TypeVar

from .declarations import Constant
from .expressions import Expr, Var
from .types import Boolean, Clock, Enumeration, Integer, Time

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
