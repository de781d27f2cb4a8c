"""Z3 terms, and the few solver calls that the proofs need."""

from collections.abc import Callable, Sequence
from typing import Any

import z3

from vmotion_model.language import Boolean, Clock, Var

from .names import variable_symbol


class Z3Terms:
    """Builds Z3 expressions in a context of its own."""

    def __init__(self, context: z3.Context) -> None:
        """Take the context that owns the terms."""
        self.context = context

    def truth(self, value: bool) -> Any:
        """True or false."""
        return z3.BoolVal(value, self.context)

    def number(self, value: int, real: bool) -> Any:
        """A numeral."""
        return z3.RealVal(value, self.context) if real else z3.IntVal(value, self.context)

    def symbol(self, var: Var[Any]) -> Any:
        """A state variable."""
        name = variable_symbol(var.name)
        match var.type:
            case Boolean():
                return z3.Bool(name, self.context)
            case Clock():
                return z3.Real(name, self.context)
            case _:
                return z3.Int(name, self.context)

    def negation(self, body: Any) -> Any:
        """``not``."""
        return z3.Not(body)

    def conjunction(self, parts: Sequence[Any]) -> Any:
        """``and``."""
        return self._joined(z3.Z3_mk_and, parts)

    def disjunction(self, parts: Sequence[Any]) -> Any:
        """``or``."""
        return self._joined(z3.Z3_mk_or, parts)

    def _joined(self, make: Callable[[Any, int, Any], Any], parts: Sequence[Any]) -> Any:
        """What z3.And and z3.Or make, without their look at each part's sort and context."""
        array = (z3.Ast * len(parts))(*(p.as_ast() for p in parts))
        return z3.BoolRef(make(self.context.ref(), len(parts), array), self.context)

    def equal(self, left: Any, right: Any) -> Any:
        """Equality."""
        return left == right

    def at_most(self, left: Any, right: Any) -> Any:
        """``<=``."""
        return left <= right

    def plus(self, left: Any, right: Any) -> Any:
        """Sum."""
        return left + right

    def minus(self, left: Any, right: Any) -> Any:
        """Difference."""
        return left - right

    def choice(self, condition: Any, then: Any, otherwise: Any) -> Any:
        """``ite``."""
        return z3.If(condition, then, otherwise)
