"""How a failure shows: the step, where each role stands at that moment, and how the migration can end from there."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from vmotion_model.language import Expr, Var
from vmotion_model.protocol.phases import TASK_STEP
from vmotion_model.protocol.state import destination, source, vcenter
from vmotion_model.protocol.vocabulary import Destination, Fault, Source, Task
from vmotion_proofs.search.explore import Explored
from vmotion_proofs.search.graph import StateGraph
from vmotion_proofs.search.walk import Indices, Mask, reached_without
from vmotion_specs.conditions.properties import COMPLETED, REFUSED, ROLLED_BACK


class Ending(StrEnum):
    """How a migration can end, for its task."""

    COMPLETED = "completed"
    REFUSED = "refused"
    ROLLED_BACK = "rolled back"


@dataclass(frozen=True, order=True)
class Sign:
    """A step by which a failure shows: ``step`` of the article (None off its path), where both VMX stand then, and the ending.

    ``ending`` is one that can still come: a sign stands once for each.
    """

    command: str
    step: int | None
    source: str
    destination: str
    ending: Ending


REACHED: Mapping[Ending, Expr[bool]] = {
    Ending.COMPLETED: COMPLETED,
    Ending.REFUSED: REFUSED,
    Ending.ROLLED_BACK: ROLLED_BACK,
}
"""How the state shows an ending."""


ON_THE_WAY = frozenset({"hold_batch", "others_take_unit", "edit_config", "open_console", "owe_cleanup"})
"""Steps that a cause makes possible, and that fail nothing by themselves; nor does a message that is lost."""


def signs_of(explored: Explored, commands: Collection[str]) -> tuple[Sign, ...]:
    """Every sign of these commands in a complete search, each once. The endings are the next ones: of this request."""
    graph = explored.graph
    task, here, there = (_column(graph, v) for v in (vcenter.state, source.state, destination.state))
    over = {ending: graph.where(formula) for ending, formula in REACHED.items()}
    any_end = np.logical_or.reduce(list(over.values()))
    ahead = {ending: _leads_to(graph, mask, any_end) for ending, mask in over.items()}
    found: set[Sign] = set()
    for name in commands:
        if name not in graph.number or name in ON_THE_WAY or explored.finite.dense.command[name].fault == Fault.LOSS:
            continue
        chosen = graph.step == graph.number[name]
        before, after = graph.source[chosen], graph.target[chosen]
        rows = np.stack([task[before], here[before], there[before], *(ahead[e][after] for e in Ending)], axis=1)
        for codes in np.unique(rows, axis=0).tolist():
            at = Task(_member(graph, vcenter.state, codes[0]))
            states = _member(graph, source.state, codes[1]), _member(graph, destination.state, codes[2])
            for ending, possible in zip(Ending, codes[3:], strict=True):
                if possible:
                    found.add(Sign(name, TASK_STEP.get(at), *states, ending))
    return tuple(sorted(found, key=lambda s: (s.step or 9, s.command, s.source, s.destination, s.ending)))


def _column(graph: StateGraph, var: "Var[Task] | Var[Source] | Var[Destination]") -> Indices:
    field = graph.search.program.layout.field[var.name]
    words = graph.search.store.words[field.word, : graph.size]
    codes: Indices = ((words >> np.uint64(field.shift)) & np.uint64((1 << field.bits) - 1)).astype(np.int64)
    return codes


def _member(graph: StateGraph, var: "Var[Task] | Var[Source] | Var[Destination]", code: int) -> str:
    return str(graph.search.program.layout.field[var.name].decode(code))


def _leads_to(graph: StateGraph, goal: Mask, over: Mask) -> Mask:
    """The states from which a run comes to the goal before any other end; those of the goal themselves."""
    order = np.argsort(graph.target, kind="stable")
    first: Indices = np.searchsorted(graph.target[order], np.arange(graph.size + 1))
    return reached_without(first, graph.source[order], goal, over & ~goal)
