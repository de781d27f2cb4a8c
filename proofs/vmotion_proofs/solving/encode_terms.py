"""From expressions to solver terms: one walker, and one small set of constructors per kind of output.

Enumerations are bounded integers (their codes do not depend on the order of definition), clocks are reals.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Generic, Protocol, TypeVar

from vmotion_model.language import Clock, Const, Enumeration, Expr, Integer, ModelError, Param, Var
from vmotion_model.language.expressions import Add, And, AtMost, Equal, IfThen, Key, Not, Or, Sub

T = TypeVar("T")


class Terms(Protocol[T]):
    """How one kind of output builds its terms."""

    def truth(self, value: bool) -> T:
        """True or false."""

    def number(self, value: int, real: bool) -> T:
        """A numeral."""

    def symbol(self, var: Var[Any]) -> T:
        """A state variable."""

    def negation(self, body: T) -> T:
        """``not``."""

    def conjunction(self, parts: Sequence[T]) -> T:
        """``and`` of two or more."""

    def disjunction(self, parts: Sequence[T]) -> T:
        """``or`` of two or more."""

    def equal(self, left: T, right: T) -> T:
        """Equality."""

    def at_most(self, left: T, right: T) -> T:
        """``<=``."""

    def plus(self, left: T, right: T) -> T:
        """Sum."""

    def minus(self, left: T, right: T) -> T:
        """Difference."""

    def choice(self, condition: T, then: T, otherwise: T) -> T:
        """``ite``."""


def code_of(type_: Enumeration, member: str) -> int:
    """The integer that stands for an enumeration member."""
    return sorted(type_.members).index(member)


class Encoder(Generic[T]):
    """Encodes expressions with one ``Terms``; equal subexpressions are built once."""

    def __init__(self, terms: Terms[T], constants: Mapping[str, int]) -> None:
        """Take the constructors and the values of the model's constants."""
        self.terms = terms
        self.constants = constants
        self._known: dict[tuple[bool, Key], T] = {}

    def encode(self, expr: Expr[Any], real: bool = False) -> T:
        """The term of an expression; ``real`` asks for numerals that compare with a clock."""
        name = (real, expr.key)
        if name not in self._known:
            self._known[name] = self._encode(expr, real)
        return self._known[name]

    def domain(self, var: Var[Any]) -> T | None:
        """What a number that stands for a value of the variable satisfies; None where the solver's type says it all."""
        match var.type:
            case Enumeration(members=members):
                low, high = 0, len(members) - 1
            case Integer(low=low, high=high):
                pass
            case _:
                return None
        symbol, terms = self.terms.symbol(var), self.terms
        bounds = [terms.at_most(terms.number(low, False), symbol), terms.at_most(symbol, terms.number(high, False))]
        return terms.conjunction(bounds)

    def _encode(self, expr: Expr[Any], real: bool) -> T:
        terms = self.terms
        match expr:
            case Const(value=value, of_type=of_type):
                if isinstance(value, bool):
                    return terms.truth(value)
                if isinstance(of_type, Enumeration):
                    return terms.number(code_of(of_type, str(value)), False)
                return terms.number(int(value), real)
            case Param(name=name):
                return terms.number(self.constants[name], real)
            case Var():
                return terms.symbol(expr)
            case Not(body=body):
                return terms.negation(self.encode(body))
            case And(parts=parts):
                return terms.conjunction([self.encode(p) for p in parts])
            case Or(parts=parts):
                return terms.disjunction([self.encode(p) for p in parts])
            case Equal(left=left, right=right):
                timed = _timed(left) or _timed(right)
                return terms.equal(self.encode(left, timed), self.encode(right, timed))
            case AtMost(left=left, right=right):
                timed = _timed(left) or _timed(right)
                return terms.at_most(self.encode(left, timed), self.encode(right, timed))
            case Add(left=left, right=right):
                timed = real or _timed(expr)
                return terms.plus(self.encode(left, timed), self.encode(right, timed))
            case Sub(left=left, right=right):
                return terms.minus(self.encode(left), self.encode(right))
            case IfThen(condition=condition, then=then, otherwise=otherwise):
                timed = real or _timed(then) or _timed(otherwise)
                return terms.choice(self.encode(condition), self.encode(then, timed), self.encode(otherwise, timed))
        raise ModelError(f"{type(expr).__name__} can't be encoded")


def _timed(expr: Expr[Any]) -> bool:
    return isinstance(expr.type, Clock)
