"""One question to Z3 inside this process, within a budget."""

from typing import Any

import z3

from vmotion_model.common.budget import Budget
from vmotion_proofs.results.errors import SolverGaveUpError

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
