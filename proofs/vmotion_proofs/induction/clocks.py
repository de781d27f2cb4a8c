"""What is known of clocks before any search: candidates for every inductive invariant."""

from collections.abc import Iterator
from itertools import combinations, permutations

from vmotion_model.language import Expr, Model
from vmotion_model.language.expressions import AtMost, Equal, lift
from vmotion_proofs.explicit.search import Search


def clock_lemmas(model: Model, found: Search) -> Iterator[Expr[bool]]:
    """A clock is never negative, is zero while inactive, respects its deadline; and which clocks always agree.

    ``found`` is a complete search of the model in ticks. Two clocks agree when their counters are equal wherever neither has
    reached its top, beyond which values are not told apart.
    """
    for clock in model.clocks:
        assert clock.active is not None
        yield AtMost.of(lift(0), clock)
        yield clock.active | AtMost.of(clock, lift(0))
    for deadline in model.deadlines:
        yield AtMost.of(model.variable[deadline.clock], deadline.limit)
    layout = found.program.layout
    for left, right in combinations(model.clocks, 2):
        a, b = layout.column(found.store.words, left.name), layout.column(found.store.words, right.name)
        tops = [layout.field[v.name].var.type.high for v in (left, right)]  # type: ignore[union-attr]
        below = (a < tops[0]) & (b < tops[1])
        if (a[below] == b[below]).all():
            yield Equal(left, right)


def clock_orders(model: Model, found: Search) -> Iterator[Expr[bool]]:
    """Candidates only: one clock is never ahead of another, as far as the counters of ``found`` tell.

    A counter at its top does not tell how far ahead the clock is, so these may be false; Houdini decides.
    """
    layout = found.program.layout
    for left, right in permutations(model.clocks, 2):
        a, b = layout.column(found.store.words, left.name), layout.column(found.store.words, right.name)
        known = b < layout.field[right.name].var.type.high  # type: ignore[union-attr]
        if (a[known] <= b[known]).all():
            yield AtMost.of(left, right)
