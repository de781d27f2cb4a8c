"""Z3 in this process: its terms, and one question to it within a budget."""

from collections.abc import Callable, Sequence
from typing import Any

import z3

from vmotion_model.common.budget import Budget
from vmotion_model.language import Boolean, Clock, Var
from vmotion_proofs.results.errors import SolverGaveUpError

from .symbol_names import variable_symbol


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


_CAUGHT = ("cancel", "interrupted")
"""What Z3's reason begins with after a Ctrl-C, which it catches, and at some limits of time."""


def satisfiable(solver: z3.Solver, budget: Budget, *assumed: Any) -> bool:
    """Whether the assertions of ``solver`` and what is ``assumed`` can be met.

    Raises ``SpentError`` where the budget ends it, ``SolverGaveUpError`` where Z3 gives up by itself.
    """
    budget.check()
    left = budget.left()
    if left is not None:
        solver.set("timeout", max(int(left * 1000), 1))
    context, array = solver.ctx.ref(), (z3.Ast * len(assumed))(*(a.as_ast() for a in assumed))
    # What solver.check does, which looks at the sort of each assumption first: of hundreds that takes longer than the answer.
    answer = z3.CheckSatResult(z3.Z3_solver_check_assumptions(context, solver.solver, len(assumed), array))
    if answer == z3.unknown:
        reason = solver.reason_unknown()
        if reason.startswith(_CAUGHT) and not budget.spent:
            # While Z3 works a Ctrl-C reaches nobody else.
            budget.interrupt()
        budget.check()
        raise SolverGaveUpError(reason)
    return bool(answer == z3.sat)
