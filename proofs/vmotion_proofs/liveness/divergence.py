"""Whether time can go on for ever, from every reachable state and without any fault: on the steps of a complete search."""

import numpy as np

from vmotion_model.language import ELAPSE
from vmotion_proofs.search.graph import StateGraph
from vmotion_proofs.search.walk import Indices, Mask, reached_without

from .fair import components


def stuck(graph: StateGraph) -> int | None:
    """A nearest state from which no run without faults lets time diverge; None where there is none.

    Time diverges on a cycle of steps that are no faults, one of which lets time pass (a counter at its top stays there), and
    where no clock runs.
    """
    commands = [s.command for s in graph.search.program.steps]
    lasting = ~np.array([c.fault is not None for c in commands], dtype=np.bool_)[graph.step]
    steps: Indices = np.flatnonzero(lasting)
    everywhere = np.ones(graph.size, dtype=np.bool_)
    label = components(graph, everywhere, steps)
    passing = steps[graph.step[steps] == graph.number.get(ELAPSE, -1)]
    around = passing[label[graph.source[passing]] == label[graph.target[passing]]]
    goes_on = graph.idle.copy()
    goes_on[graph.source[around]] = True
    lost = np.flatnonzero(~_coming_to(graph, steps, goes_on))
    return int(lost[0]) if len(lost) else None


def _coming_to(graph: StateGraph, steps: Indices, goal: Mask) -> Mask:
    """The states from which some of the steps lead to the goal."""
    order = steps[np.argsort(graph.target[steps], kind="stable")]
    first: Indices = np.searchsorted(graph.target[order], np.arange(graph.size + 1))
    return reached_without(first, graph.source[order], goal, np.zeros(graph.size, dtype=np.bool_))
