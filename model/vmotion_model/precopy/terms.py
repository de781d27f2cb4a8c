"""Exact terms and propositions over the rationals: what the convergence theorems are written in.

A formula of pre-copy is a Python function that takes numbers (``fractions.Fraction``) or terms (``Real``). Applied to
numbers it computes a bound; applied to terms it becomes part of a theorem. So the number an engineer reads and the
formula a solver proves are the same text. Floats are refused: a verdict must not hang on rounding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import reduce
from typing import TypeVar, Union


class Op(Enum):
    """The kinds of node; the value is the SMT-LIB symbol."""

    VAR = "var"
    CONST = "const"
    ADD = "+"
    SUB = "-"
    MUL = "*"
    DIV = "/"
    LE = "<="
    LT = "<"
    EQ = "="
    AND = "and"
    OR = "or"
    NOT = "not"
    IMPLIES = "=>"


Number = Union[int, Fraction, "Real"]


@dataclass(frozen=True, eq=False)
class Real:
    """A term over the rationals; ``integer`` variables range over whole numbers (pages, counts)."""

    op: Op
    args: tuple[Real, ...] = ()
    name: str = ""
    value: Fraction = Fraction(0)
    integer: bool = False

    def __add__(self, other: Number) -> Real:
        return Real(Op.ADD, (self, real(other)))

    def __radd__(self, other: Number) -> Real:
        return Real(Op.ADD, (real(other), self))

    def __sub__(self, other: Number) -> Real:
        return Real(Op.SUB, (self, real(other)))

    def __rsub__(self, other: Number) -> Real:
        return Real(Op.SUB, (real(other), self))

    def __mul__(self, other: Number) -> Real:
        return Real(Op.MUL, (self, real(other)))

    def __rmul__(self, other: Number) -> Real:
        return Real(Op.MUL, (real(other), self))

    def __truediv__(self, other: Number) -> Real:
        return Real(Op.DIV, (self, real(other)))

    def __rtruediv__(self, other: Number) -> Real:
        return Real(Op.DIV, (real(other), self))

    def __le__(self, other: Number) -> Prop:
        return Prop(Op.LE, (self, real(other)))

    def __lt__(self, other: Number) -> Prop:
        return Prop(Op.LT, (self, real(other)))

    def __ge__(self, other: Number) -> Prop:
        return Prop(Op.LE, (real(other), self))

    def __gt__(self, other: Number) -> Prop:
        return Prop(Op.LT, (real(other), self))

    def eq(self, other: Number) -> Prop:
        """Equality as a proposition (``==`` stays Python's identity)."""
        return Prop(Op.EQ, (self, real(other)))


@dataclass(frozen=True, eq=False)
class Prop:
    """A proposition: a comparison of terms, or a combination of propositions."""

    op: Op
    args: tuple[Real | Prop, ...]

    def __and__(self, other: Prop) -> Prop:
        return Prop(Op.AND, (self, other))

    def __or__(self, other: Prop) -> Prop:
        return Prop(Op.OR, (self, other))

    def __invert__(self) -> Prop:
        return Prop(Op.NOT, (self,))

    def implies(self, other: Prop) -> Prop:
        """Material implication."""
        return Prop(Op.IMPLIES, (self, other))


N = TypeVar("N", Fraction, Real)
"""What a formula works on: exact numbers or terms."""


def var(name: str) -> Real:
    """A rational unknown."""
    return Real(Op.VAR, name=name)


def unknowns(names: str) -> tuple[Real, ...]:
    """Rational unknowns with the given names, separated by spaces."""
    return tuple(var(name) for name in names.split())


def whole(name: str) -> Real:
    """A whole-number unknown, for pages and counts."""
    return Real(Op.VAR, name=name, integer=True)


def real(value: Number) -> Real:
    """A constant, or the term itself. Raises TypeError for floats and booleans."""
    if isinstance(value, Real):
        return value
    if isinstance(value, bool) or not isinstance(value, int | Fraction):
        raise TypeError(f"{value!r} is a {type(value).__name__}: terms take int or Fraction, never floats")
    return Real(Op.CONST, value=Fraction(value))


def value_of(term: Real, at: Mapping[str, Fraction]) -> Fraction:
    """The exact value of a term. Raises KeyError for a missing variable, ZeroDivisionError for a zero divisor."""
    if term.op is Op.VAR:
        return at[term.name]
    if term.op is Op.CONST:
        return term.value
    left, right = (value_of(arg, at) for arg in term.args)
    return _ARITHMETIC[term.op](left, right)


_ARITHMETIC: Mapping[Op, Callable[[Fraction, Fraction], Fraction]] = {
    Op.ADD: lambda a, b: a + b,
    Op.SUB: lambda a, b: a - b,
    Op.MUL: lambda a, b: a * b,
    Op.DIV: lambda a, b: a / b,
}


def holds(prop: Prop, at: Mapping[str, Fraction]) -> bool:
    """Whether a proposition is true at the given exact values."""
    if prop.op in (Op.LE, Op.LT, Op.EQ):
        left, right = (value_of(arg, at) for arg in prop.args if isinstance(arg, Real))
        return left <= right if prop.op is Op.LE else left < right if prop.op is Op.LT else left == right
    parts = [holds(arg, at) for arg in prop.args if isinstance(arg, Prop)]
    if prop.op is Op.AND:
        return all(parts)
    if prop.op is Op.OR:
        return any(parts)
    return not parts[0] if prop.op is Op.NOT else (not parts[0] or parts[1])


def truth(prop: Prop, at: Mapping[str, Fraction]) -> bool | None:
    """Whether a proposition is true at the given exact values; None when they do not decide it.

    They do not when an unknown has no value, or when a term has none (a divisor of zero).
    """
    try:
        return holds(prop, at)
    except (KeyError, ZeroDivisionError):
        return None


def variables(node: Real | Prop) -> dict[str, Real]:
    """The unknowns of a term or proposition by name, in the order they are first met."""
    if isinstance(node, Real) and node.op is Op.VAR:
        return {node.name: node}
    found: dict[str, Real] = {}
    for arg in node.args:
        for name, term in variables(arg).items():
            if found.setdefault(name, term).integer != term.integer:
                raise TypeError(f"{name!r} is used both as a whole number and as a rational")
    return found


def substitute_term(term: Real, values: Mapping[str, Real]) -> Real:
    """The term with unknowns replaced by terms; others stay."""
    if term.op is Op.VAR:
        return values.get(term.name, term)
    args = tuple(substitute_term(arg, values) for arg in term.args)
    return Real(term.op, args, term.name, term.value, term.integer)


def substitute(prop: Prop, values: Mapping[str, Real]) -> Prop:
    """The proposition with unknowns replaced by terms: an instance of it."""
    return Prop(
        prop.op,
        tuple(substitute_term(arg, values) if isinstance(arg, Real) else substitute(arg, values) for arg in prop.args),
    )


def all_of(props: Iterable[Prop]) -> Prop:
    """The conjunction of one or more propositions."""
    return reduce(lambda left, right: left & right, props)


def text(node: Real | Prop) -> str:
    """Infix text for people."""
    if isinstance(node, Real) and node.op is Op.VAR:
        return node.name
    if isinstance(node, Real) and node.op is Op.CONST:
        return str(node.value)
    parts = [text(arg) for arg in node.args]
    wrapped = [f"({part})" if " " in part else part for part in parts]
    if node.op is Op.NOT:
        return f"not {wrapped[0]}"
    if node.op in (Op.LE, Op.LT, Op.EQ):
        return f"{parts[0]} {node.op.value} {parts[1]}"
    return f" {node.op.value} ".join(wrapped)
