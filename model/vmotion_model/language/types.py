"""The types of the language: enumerations, truth values, bounded integers and clocks."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from keyword import iskeyword
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

    @cached_property
    def identity(self) -> tuple[str, ...]:
        """The name and the members in a fixed order: two versions of a model may differ in the members of one name."""
        return (self.name, *sorted(self.members))


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


def is_name(name: object) -> bool:
    """Whether the text form can hold ``name``: an ASCII identifier that is no keyword of Python's grammar."""
    return isinstance(name, str) and name.isascii() and name.isidentifier() and not iskeyword(name)


def is_dotted_name(name: object) -> bool:
    """Whether ``name`` is made of names and dots."""
    return isinstance(name, str) and all(is_name(part) for part in name.split("."))


def check_declared(type_: Type, largest: int) -> None:
    """Raise ``ModelError`` for a type that no variable can have; ``largest`` bounds its numbers."""
    match type_:
        case Enumeration(name=name, members=members):
            if not is_name(name):
                raise ModelError(f"{name!r} is no name of an enumeration")
            if wrong := [m for m in members if not is_name(m)]:
                raise ModelError(f"enumeration {name}: {wrong[0]!r} is no name")
            if not members or len(set(members)) != len(members):
                raise ModelError(f"enumeration {name}: it has one or more members, each of them once")
        case Integer(low=low, high=high):
            if any(type(bound) is not int or abs(bound) > largest for bound in (low, high)):
                raise ModelError(f"the bounds of an integer are whole numbers, at most {largest}")
            if low > high:
                raise ModelError(f"integer {low}..{high} has no value")
        case _:
            pass


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
