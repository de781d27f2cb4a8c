"""Spacer, Z3's own search for an inductive invariant: a second discoverer, time-boxed and tried with several seeds.

What it finds is read back into the model's language and certified like everything else; nothing rests on Spacer's word.
"""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import z3

from vmotion_model.common.budget import Budget
from vmotion_model.common.progress import Report, Stage
from vmotion_model.language import (
    FALSE,
    Boolean,
    Clock,
    Enumeration,
    Expr,
    Model,
    ModelError,
    Var,
    all_of,
    any_of,
    if_then,
    lift,
    negate,
)
from vmotion_model.language.expressions import Add, AtMost, Const, Equal, Sub
from vmotion_proofs.evidence.certificate import Certificate
from vmotion_proofs.evidence.transition_system import DELAY, System, system_of
from vmotion_proofs.solving.encode_terms import Encoder
from vmotion_proofs.solving.solver_options import SPACER_S, SPACER_SEEDS
from vmotion_proofs.solving.z3_terms import Z3Terms

ROUND_S = 0.1
"""How long the engine is waited for before the budget is asked again."""


def prove_by_spacer(
    model: Model, goals: Mapping[str, Expr[bool]], budget: Budget, report: Report
) -> Certificate | None:
    """A certificate for the conjunction of ``goals``, or None where Spacer does not find one in its time."""
    left = budget.left()
    box = min(SPACER_S, SPACER_S if left is None else left) / len(SPACER_SEEDS)
    for seed in SPACER_SEEDS:
        if budget.spent:
            return None
        report(Stage(f"Spacer looks for an invariant, seed {seed}", seed, len(SPACER_SEEDS)))
        lemmas = _invariant(system_of(model), goals, seed, budget.part(box))
        if lemmas is not None:
            return Certificate(model, (*goals.values(), *lemmas), dict(goals))
    return None


def _invariant(system: System, goals: Mapping[str, Expr[bool]], seed: int, budget: Budget) -> list[Expr[bool]] | None:
    context = z3.Context()
    encoder: Encoder[Any] = Encoder(Z3Terms(context), system.model.values)
    engine = z3.Fixedpoint(ctx=context)
    engine.set(engine="spacer", timeout=max(int((budget.left() or 0) * 1000), 1))
    engine.set("spacer.random_seed", seed)
    variables = list(system.model.variables)
    symbols = [encoder.encode(v) for v in variables]
    sorts = [s.sort() for s in symbols]
    state = z3.Function("state", *sorts, z3.BoolSort(context))
    bad = z3.Function("bad", z3.BoolSort(context))
    engine.register_relation(state, bad)
    delay = encoder.encode(DELAY)
    engine.declare_var(*symbols, delay)
    engine.rule(state(*symbols), encoder.encode(system.model.initially))
    for transition in system.transitions:
        after = [encoder.encode(transition.updates.get(v.name, v), real=isinstance(v.type, Clock)) for v in variables]
        engine.rule(state(*after), [state(*symbols), encoder.encode(transition.guard)])
    engine.rule(bad(), [state(*symbols), z3.Not(encoder.encode(all_of(*goals.values())))])
    try:
        if _asked(engine, bad, context, budget) != z3.unsat:
            return None
        answer = engine.get_cover_delta(-1, state)
    except z3.Z3Exception:
        return None
    expr = _Reader(variables).read(answer)
    return None if expr is None else [expr]


def _asked(engine: Any, bad: Any, context: z3.Context, budget: Budget) -> Any:
    """The answer of the engine, which does not notice a Ctrl-C by itself, nor always the end of its time."""
    with ThreadPoolExecutor(1) as pool:
        query = pool.submit(engine.query, bad)
        while True:
            try:
                return query.result(timeout=ROUND_S)
            except TimeoutError:
                if budget.spent:
                    context.interrupt()


class _Reader:
    """Spacer's answer, whose variables are numbered by argument, as an expression of the language."""

    def __init__(self, variables: list[Var[Any]]) -> None:
        self.variables = variables

    def read(self, term: Any) -> Expr[bool] | None:
        """The expression, or None where the answer uses something that the language does not have.

        Whatever an answer holds, such as a sum over the code of an enumeration's member, it is nothing found at worst.
        """
        try:
            found = self._term(term)
        except (
            ModelError,
            LookupError,
            TypeError,
            ValueError,
            ArithmeticError,
            AttributeError,
            RecursionError,
            AssertionError,
        ):
            return None
        except z3.Z3Exception:
            return None
        return found if isinstance(found.type, Boolean) else None

    def _term(self, term: Any) -> Expr[Any]:
        if z3.is_var(term):
            var: Expr[Any] = self.variables[z3.get_var_index(term)]
            return var
        if z3.is_true(term) or z3.is_false(term):
            return lift(z3.is_true(term))
        if z3.is_int_value(term) or z3.is_rational_value(term):
            number = term.as_fraction() if z3.is_rational_value(term) else term.as_long()
            if int(number) != number:
                raise ValueError(number)
            return lift(int(number))
        return self._operation(term, [self._term(c) for c in term.children()])

    def _operation(self, term: Any, parts: list[Expr[Any]]) -> Expr[Any]:
        match term.decl().kind():
            case z3.Z3_OP_AND:
                return all_of(*parts)
            case z3.Z3_OP_OR:
                return any_of(*parts)
            case z3.Z3_OP_NOT:
                return negate(parts[0])
            case z3.Z3_OP_IMPLIES:
                return parts[0].implies(parts[1])
            case z3.Z3_OP_EQ:
                return self._equal(*parts)
            case z3.Z3_OP_LE:
                return self._at_most(*parts)
            case z3.Z3_OP_GE:
                return self._at_most(parts[1], parts[0])
            case z3.Z3_OP_LT:
                return negate(self._at_most(parts[1], parts[0]))
            case z3.Z3_OP_GT:
                return negate(self._at_most(*parts))
            case z3.Z3_OP_ADD if len(parts) == 2:
                return Add.of(*parts)
            case z3.Z3_OP_SUB if len(parts) == 2:
                return Sub.of(*parts)
            case z3.Z3_OP_ITE:
                return if_then(*parts)
            case z3.Z3_OP_TO_REAL:
                return parts[0]
        raise KeyError(term.decl().name())

    def _equal(self, left: Expr[Any], right: Expr[Any]) -> Expr[bool]:
        if isinstance(left, Const):
            left, right = right, left
        if isinstance(left.type, Boolean) or not isinstance(left.type, Enumeration):
            return Equal.of(left, right)
        if not isinstance(right, Const):
            return Equal.of(left, right)
        code, members = int(right.value), sorted(left.type.members)
        return Equal.of(left, Const(members[code], left.type)) if 0 <= code < len(members) else FALSE

    def _at_most(self, left: Expr[Any], right: Expr[Any]) -> Expr[bool]:
        """Orders over enumeration codes become sets of members."""
        for side, other, flip in ((left, right, False), (right, left, True)):
            if isinstance(side.type, Enumeration) and isinstance(other, Const):
                bound = min(max(int(other.value), -1), len(side.type.members))
                members = sorted(side.type.members)
                inside = members[max(bound, 0) :] if flip else members[: bound + 1]
                return any_of(*(Equal.of(side, Const(m, side.type)) for m in inside))
        return AtMost.of(left, right)
