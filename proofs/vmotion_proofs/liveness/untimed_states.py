"""The reachable states with their clocks left out, and the steps between them: what a ranking is found on."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vmotion_model.language import ELAPSE, Clock, Expr, Var
from vmotion_model.language.commands import HISTORY
from vmotion_proofs.search.graph import Indices, Mask, StateGraph
from vmotion_proofs.search.packing import Words


@dataclass(frozen=True)
class Abstract:
    """Combinations of values that states with their clocks and history left out have, and the steps between them.

    ``words`` packs one such state each; ``node`` gives the one of every state of the graph. Steps are sorted by source; letting
    time pass is none, for it changes nothing here.
    """

    graph: StateGraph
    variables: tuple[Var[Any], ...]
    words: Words
    node: Indices
    source: Indices
    target: Indices
    step: NDArray[np.int16]

    @property
    def size(self) -> int:
        """How many there are."""
        return int(self.words.shape[1])

    @cached_property
    def first(self) -> Indices:
        """``first[s]`` to ``first[s + 1]`` are the steps that leave ``s``."""
        return np.searchsorted(self.source, np.arange(self.size + 1))

    @cached_property
    def block(self) -> Any:
        """The states, ready for evaluation."""
        return self.graph.search.program.block(self.words)

    def where(self, expr: Expr[Any]) -> Mask:
        """Where an expression that reads neither clocks nor history holds."""
        result = self.graph.search.program.compile(self.graph.finite.translate(expr))(self.block)
        return np.broadcast_to(np.asarray(result, dtype=np.bool_), (self.size,))

    def codes(self, var: Var[Any]) -> NDArray[np.int64]:
        """The packed value of one variable in every state."""
        field = self.graph.search.program.layout.field[var.name]
        codes: NDArray[np.int64] = (
            (self.words[field.word] >> np.uint64(field.shift)) & np.uint64((1 << field.bits) - 1)
        ).astype(np.int64)
        return codes


def abstract_of(graph: StateGraph) -> Abstract:
    """Leave out clocks and history."""
    layout = graph.search.program.layout
    variables = tuple(v for v in graph.finite.dense.variables if not isinstance(v.type, Clock) and v.owner != HISTORY)
    keep = np.zeros(layout.words, dtype=np.uint64)
    for var in variables:
        keep[layout.field[var.name].word] |= np.uint64(layout.field[var.name].mask)
    words, node = np.unique(graph.search.store.words & keep[:, None], axis=1, return_inverse=True)
    node = node.ravel().astype(np.int64)
    moving = graph.step != graph.number.get(ELAPSE, -1)
    size, steps = words.shape[1], len(graph.number)
    source, target = np.repeat(node, graph.leave(moving)), node[graph.target[moving]]
    # One number a step; a model whose product of sizes overflows 63 bits was never searched.
    packed = np.unique((source * size + target) * steps + graph.step[moving])
    pairs = packed // steps
    return Abstract(graph, variables, words, node, pairs // size, pairs % size, (packed % steps).astype(np.int16))
