"""Lemmas about clocks: what holds by construction, and which clocks seem to agree."""

from collections.abc import Iterator
from itertools import combinations, permutations

from vmotion_model.common.budget import Budget
from vmotion_model.language import Expr, Model
from vmotion_model.language.expressions import AtMost, Equal, lift
from vmotion_proofs.search.breadth_first import Search


def clock_lemmas(model: Model) -> Iterator[Expr[bool]]:
    """What holds of every clock by construction: never negative, zero while inactive, within its deadline."""
    for clock in model.clocks:
        assert clock.active is not None
        yield AtMost.of(lift(0), clock)
        yield clock.active | AtMost.of(clock, lift(0))
    for deadline in model.deadlines:
        yield AtMost.of(model.variable[deadline.clock], deadline.limit)


def agreeing_clocks(model: Model, found: Search, budget: Budget) -> Iterator[Expr[bool]]:
    """Guesses: pairs of clocks whose counters were equal in every state of a complete search of the model in ticks.

    Counters are compared below their tops, beyond which values are not told apart; a pair that never ran for two ticks below
    its tops gives no evidence. A guess may be false, or not inductive: whoever uses it must be able to drop it. Raises
    ``SpentError``.
    """
    layout = found.program.layout
    for left, right in combinations(model.clocks, 2):
        budget.check()
        a, b = layout.column(found.store.words, left.name), layout.column(found.store.words, right.name)
        tops = [layout.field[v.name].var.type.high for v in (left, right)]  # type: ignore[union-attr]
        below = (a < tops[0]) & (b < tops[1])
        if (a[below] == b[below]).all() and (a[below] >= 2).any():
            yield Equal(left, right)


def clock_orders(model: Model, found: Search, budget: Budget) -> Iterator[Expr[bool]]:
    """Candidates only: one clock is never ahead of another, as far as the counters of ``found`` tell.

    A counter at its top does not tell how far ahead the clock is, so these may be false; Houdini decides. Raises
    ``SpentError``.
    """
    layout = found.program.layout
    for left, right in permutations(model.clocks, 2):
        budget.check()
        a, b = layout.column(found.store.words, left.name), layout.column(found.store.words, right.name)
        known = b < layout.field[right.name].var.type.high  # type: ignore[union-attr]
        if (a[known] <= b[known]).all():
            yield AtMost.of(left, right)
