"""SMT-LIB 2.6 text, printed by our own printer so that any solver reads it."""

from collections.abc import Mapping, Sequence
from typing import Any

from vmotion_model.language import Boolean, Clock, Var

from .symbol_names import variable_symbol


class SmtLibTerms:
    """Builds terms as text, which calls variables by their symbols.

    ``symbols`` says which other symbols stand for some of the variables, such as their values after a step.
    """

    def __init__(self, symbols: Mapping[str, str] | None = None) -> None:
        """Take the symbols of the variables that are called otherwise."""
        self._symbols = symbols or {}

    def truth(self, value: bool) -> str:
        """True or false."""
        return "true" if value else "false"

    def number(self, value: int, real: bool) -> str:
        """A numeral; a negative one is an application."""
        digits = f"{abs(value)}.0" if real else str(abs(value))
        return digits if value >= 0 else f"(- {digits})"

    def symbol(self, var: Var[Any]) -> str:
        """A state variable."""
        return self._symbols.get(var.name) or variable_symbol(var.name)

    def negation(self, body: str) -> str:
        """``not``."""
        return f"(not {body})"

    def conjunction(self, parts: Sequence[str]) -> str:
        """``and``."""
        return f"(and {' '.join(parts)})"

    def disjunction(self, parts: Sequence[str]) -> str:
        """``or``."""
        return f"(or {' '.join(parts)})"

    def equal(self, left: str, right: str) -> str:
        """Equality."""
        return f"(= {left} {right})"

    def at_most(self, left: str, right: str) -> str:
        """``<=``."""
        return f"(<= {left} {right})"

    def plus(self, left: str, right: str) -> str:
        """Sum."""
        return f"(+ {left} {right})"

    def minus(self, left: str, right: str) -> str:
        """Difference."""
        return f"(- {left} {right})"

    def choice(self, condition: str, then: str, otherwise: str) -> str:
        """``ite``."""
        return f"(ite {condition} {then} {otherwise})"


def sort_of(var: Var[Any]) -> str:
    """The SMT-LIB sort of a state variable."""
    match var.type:
        case Boolean():
            return "Bool"
        case Clock():
            return "Real"
        case _:
            return "Int"
