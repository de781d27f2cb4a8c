"""The smallest departure from healthy conditions under which one cause is present and no other.

Values are tried that a statement can tell apart: the ends of a range, and what it compares with, and one more or less. Of
numbers that nearest to the healthy one comes first.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import Any

from vmotion_model.language import Boolean, Enumeration, Expr, Integer, Value, Var, evaluate, variables_of
from vmotion_model.language.expressions import Const, leaves

from .cause import Cause


def example(cause: Cause, healthy: Mapping[str, Value], causes: Sequence[Cause]) -> dict[str, Value]:
    """The conditions to change, with their values. Raises ``ValueError`` where no tried values show the cause alone."""
    read = variables_of(cause.when)
    numbers = _numbers(cause.when, healthy)
    tried = {name: _nearest_first(_values(var, numbers), healthy[name]) for name, var in read.items()}
    for count in range(1, len(read) + 1):
        for names in combinations(sorted(read), count):
            for values in product(*(tried[n] for n in names)):
                changed = dict(zip(names, values, strict=True))
                facts = dict(healthy) | changed
                if evaluate(cause.when, facts, {}) and not _others(cause, facts, causes):
                    return changed
    raise ValueError(f"no values of {', '.join(sorted(read))} show {cause.name} alone")


def _others(cause: Cause, facts: Mapping[str, Value], causes: Sequence[Cause]) -> bool:
    return any(c is not cause and evaluate(c.when, facts, {}) for c in causes)


def _numbers(expr: Expr[Any], healthy: Mapping[str, Value]) -> list[int]:
    found = {int(leaf.value) for leaf in leaves(expr) if isinstance(leaf, Const) and type(leaf.value) is int}
    found |= {int(healthy[name]) for name, var in variables_of(expr).items() if isinstance(var.type, Integer)}
    return sorted({n + more for n in found for more in (-1, 0, 1)})


def _nearest_first(values: Iterable[Value], healthy: Value) -> list[Value]:
    others = [v for v in values if v != healthy]
    if type(healthy) is not int:
        return others
    return sorted(others, key=lambda v: abs(int(v) - healthy))


def _values(var: Var[Any], numbers: Sequence[int]) -> Iterator[Value]:
    match var.type:
        case Boolean():
            yield from (True, False)
        case Enumeration(members=members):
            yield from members
        case Integer(low=low, high=high):
            yield from (n for n in numbers if low <= n <= high)
            yield from (low, high)
