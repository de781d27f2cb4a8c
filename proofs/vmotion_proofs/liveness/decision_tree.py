"""A classification of states as a short list of rules: a decision tree, read from its leaves.

The tree is exact on the states it is given and says anything of all others. Each test asks whether one variable has one value;
the branch where it has comes first in the list, so what it says need not be denied in the rules that follow.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vmotion_model.language import Expr, all_of
from vmotion_proofs.evidence.ranking import Rule
from vmotion_proofs.search.graph import Indices
from vmotion_proofs.search.reachable_states import is_value

from .untimed_states import Abstract


@dataclass(frozen=True)
class _Column:
    """One variable's codes in all states, and how many codes there are."""

    position: int
    codes: NDArray[np.int64]
    size: int


def rules_for(abstract: Abstract, states: Indices, labels: NDArray[np.int64]) -> tuple[Rule, ...]:
    """Rules that give each of ``states`` its label; ``labels`` has one entry for every state of ``abstract``."""
    columns = []
    for position, var in enumerate(abstract.variables):
        codes = abstract.codes(var)
        columns.append(_Column(position, codes, int(codes.max()) + 1))
    return tuple(_grow(abstract, columns, states, labels, ()))


def _grow(
    abstract: Abstract,
    columns: list[_Column],
    states: Indices,
    labels: NDArray[np.int64],
    path: tuple[Expr[bool], ...],
) -> Iterator[Rule]:
    while True:
        found, here = np.unique(labels[states], return_inverse=True)
        if len(found) <= 1:
            yield Rule(all_of(*path), int(found[0]))
            return
        column, code = _best(columns, states, here, len(found))
        var = abstract.variables[column.position]
        value = abstract.graph.search.program.layout.field[var.name].decode(code)
        chosen = column.codes[states] == code
        yield from _grow(abstract, columns, states[chosen], labels, (*path, is_value(var, value)))
        states = states[~chosen]


def _best(columns: list[_Column], states: Indices, labels: NDArray[np.int64], count: int) -> tuple[_Column, int]:
    """The test that leaves the least to be told apart (entropy), the first of equals."""
    best: tuple[float, _Column, int] | None = None
    for column in columns:
        codes = column.codes[states]
        table = np.bincount(codes * count + labels, minlength=column.size * count).reshape(column.size, count)
        values = np.flatnonzero(table.sum(axis=1))
        if len(values) < 2:
            continue
        total = table.sum(axis=0)
        for code in values:
            cost = _entropy(table[code]) + _entropy(total - table[code])
            if best is None or cost < best[0] - 1e-9:
                best = (cost, column, int(code))
    assert best is not None, "states that differ in nothing have one label"
    return best[1], best[2]


def _entropy(counts: NDArray[np.int64]) -> float:
    some = counts[counts > 0].astype(np.float64)
    total = some.sum()
    return float(-(some * np.log2(some / total)).sum()) if total else 0.0
