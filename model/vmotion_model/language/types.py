"""The types of the language: enumerations, truth values, bounded integers and clocks."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from .errors import ModelError

Value: TypeAlias = str | bool | int
"""A concrete value: an enumeration member's name, a truth value or an integer (clocks: whole time units)."""


class Time:
    """Marks clock expressions for static type checkers; it has no instances."""


@dataclass(frozen=True)
class Enumeration:
    """A finite set of named members. The order of the members carries no meaning."""

    name: str
    members: tuple[str, ...]

    @classmethod
    def of(cls, enumeration: type[StrEnum]) -> "Enumeration":
        """The type of a Python ``StrEnum``, whose values must equal the member names (that is what text forms use)."""
        wrong = [m.name for m in enumeration if m.value != m.name]
        if wrong:
            raise ModelError(f"enumeration {enumeration.__name__}: value and name differ for {', '.join(wrong)}")
        return cls(enumeration.__name__, tuple(m.name for m in enumeration))


@dataclass(frozen=True)
class Boolean:
    """True or false."""


@dataclass(frozen=True)
class Integer:
    """The integers from ``low`` to ``high``, both included."""

    low: int
    high: int


@dataclass(frozen=True)
class Clock:
    """Time since the clock was started, dense and never negative."""


Type: TypeAlias = Enumeration | Boolean | Integer | Clock


def describe(type_: Type) -> str:
    """The name of a type as error messages print it."""
    match type_:
        case Enumeration(name=name):
            return name
        case Boolean():
            return "boolean"
        case Integer(low=low, high=high):
            return f"integer {low}..{high}"
        case Clock():
            return "clock"


def comparable(left: Type, right: Type) -> bool:
    """Whether two expressions of these types may be compared for equality or assigned to each other."""
    if isinstance(left, Enumeration) and isinstance(right, Enumeration):
        return left.name == right.name and set(left.members) == set(right.members)
    if isinstance(left, Clock) or isinstance(right, Clock):
        return isinstance(left, Clock | Integer) and isinstance(right, Clock | Integer)
    return type(left) is type(right)


def values_of(type_: Type) -> Sequence[Value]:
    """Every value of a finite type, in a fixed order; a clock has none to list and is refused."""
    match type_:
        case Enumeration(members=members):
            return members
        case Boolean():
            return (False, True)
        case Integer(low=low, high=high):
            return range(low, high + 1)
        case Clock():
            raise ModelError("a dense clock has no list of values: discretise the model first")


def contains(type_: Type, value: object) -> bool:
    """Whether ``value`` is a value of the type."""
    match type_:
        case Enumeration(members=members):
            return isinstance(value, str) and value in members
        case Boolean():
            return isinstance(value, bool)
        case Integer(low=low, high=high):
            return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high
        case Clock():
            return isinstance(value, int) and not isinstance(value, bool) and value >= 0
