"""The reachable states as data: which combinations of values never occur, and lemmas that say so."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vmotion_model.language import Boolean, Clock, Expr, Model, Value, Var, all_of, any_of, negate, values_of
from vmotion_model.language.expressions import Equal, lift

from .breadth_first import BLOCK, Search
from .states_and_steps import Store


class Reachable:
    """The values that the variables other than clocks take together, over all states of a complete search."""

    def __init__(self, model: Model, found: Search) -> None:
        """The states of a complete search of the model in ticks; they are looked at when they are asked about."""
        self._found = found
        self.variables: list[Var[Any]] = [v for v in model.variables if not isinstance(v.type, Clock)]
        self._values = {v.name: list(values_of(v.type)) for v in self.variables}
        largest = max((len(v) for v in self._values.values()), default=1) - 1
        self._dtype = np.min_scalar_type(largest)

    @cached_property
    def _codes(self) -> NDArray[Any]:
        """The projection of all states on the discrete variables, each combination once: values by their places."""
        layout = self._found.program.layout
        keep = np.zeros(layout.words, dtype=np.uint64)
        for var in self.variables:
            keep[layout.field[var.name].word] |= np.uint64(layout.field[var.name].mask)
        different = Store(layout.words)
        for start in range(0, self._found.states, BLOCK):
            different.add(self._found.store.words[:, start : start + BLOCK] & keep[:, None])
        words = different.words
        codes = np.empty((len(self.variables), words.shape[1]), dtype=self._dtype)
        for row, var in enumerate(self.variables):
            field = layout.field[var.name]
            column = (words[field.word] >> np.uint64(field.shift)) & np.uint64((1 << field.bits) - 1)
            position = np.zeros(1 << field.bits, dtype=self._dtype)
            for at, value in enumerate(self._values[var.name]):
                position[field.encode(value)] = at
            codes[row] = position[column.astype(np.int64)]
        return codes

    @property
    def size(self) -> int:
        """How many different combinations there are."""
        return int(self._codes.shape[1])

    def excluding(self, state: Mapping[str, Value]) -> Expr[bool] | None:
        """A lemma that holds in every reachable state and not in ``state``; None where the state's values do occur.

        It mentions as few variables as dropping one after the other leaves (the last in the model's order first), and it is
        as strong as the data allow for its last variable: the others' values imply the values that occur with them.
        """
        wanted = np.array([self._values[v.name].index(state[v.name]) for v in self.variables], dtype=self._dtype)
        differs = self._codes != wanted[:, None]
        count = differs.sum(axis=0, dtype=np.int32)
        if not count.all():
            return None
        kept = list(range(len(self.variables)))
        for row in reversed(range(len(self.variables))):
            # Dropping it is allowed where no state differs in this variable alone.
            if not np.any((count == 1) & differs[row]):
                count -= differs[row]
                kept.remove(row)
        return self._implication(kept, wanted)

    def _implication(self, kept: Sequence[int], wanted: NDArray[Any]) -> Expr[bool]:
        """Premises imply a consequence: the consequence as narrow, then each premise as wide, as the data allow."""
        *premises, last = kept
        allowed = {row: np.array([wanted[row]]) for row in premises}
        here = np.ones(self.size, dtype=np.bool_)
        for row in premises:
            here &= self._codes[row] == wanted[row]
        occurring = np.unique(self._codes[last][here])
        outside = np.flatnonzero(~np.isin(self._codes[last], occurring))
        for row in premises:
            rest = outside
            for other in premises:
                if other != row:
                    rest = rest[np.isin(self._codes[other][rest], allowed[other])]
            never = np.setdiff1d(np.arange(len(self._values[self.variables[row].name])), self._codes[row][rest])
            allowed[row] = never.astype(self._dtype)
        premise = all_of(*(self._is_one_of(row, allowed[row]) for row in premises))
        return premise.implies(self._is_one_of(last, occurring))

    def _is_one_of(self, row: int, codes: NDArray[Any]) -> Expr[bool]:
        """Membership, stated by the shorter of the two lists."""
        var = self.variables[row]
        values = self._values[var.name]
        inside = [v for at, v in enumerate(values) if at in codes]
        outside = [v for at, v in enumerate(values) if at not in codes]
        if len(outside) < len(inside):
            return negate(any_of(*(is_value(var, v) for v in outside)))
        return any_of(*(is_value(var, v) for v in inside))


def is_value(var: Var[Any], value: Value) -> Expr[bool]:
    """``var == value``, short for truth values."""
    if isinstance(var.type, Boolean):
        return var if value else negate(var)
    return Equal(var, lift(value, var.type) if isinstance(value, str) else lift(value))
