"""Whether time can go on for ever, from every reachable state and without any fault: on the steps of a complete search."""

import numpy as np

from vmotion_model.language import ELAPSE, TRUE, Clock, Deadline, Expr, Model, Var, all_of, any_of, variables_of
from vmotion_model.language.expressions import AtMost
from vmotion_proofs.search.graph import Indices, Mask, StateGraph, reached_without

from .fair_cycles import components


def stuck(graph: StateGraph) -> int | None:
    """A nearest state from which no run without faults lets time diverge; None where there is none.

    Time diverges on a cycle of steps that are no faults, one of which lets time pass (a counter at its top stays there), and
    where no clock runs.
    """
    commands = [s.command for s in graph.search.program.steps]
    lasting = ~np.array([c.fault is not None for c in commands], dtype=np.bool_)[graph.step]
    steps: Indices = np.flatnonzero(lasting)
    everywhere = np.ones(graph.size, dtype=np.bool_)
    label = components(graph, everywhere, lasting)
    passing = steps[graph.step[steps] == graph.number.get(ELAPSE, -1)]
    begin = graph.begin(passing)
    around = label[begin] == label[graph.target[passing]]
    goes_on = graph.idle.copy()
    goes_on[begin[around]] = True
    lost = np.flatnonzero(~_coming_to(graph, steps, goes_on))
    return int(lost[0]) if len(lost) else None


def goes_on_between_ticks(graph: StateGraph) -> bool:
    """Whether time can go on from every reachable state of dense time, too; False where the steps in ticks do not tell.

    Whatever is reachable in dense time is so in ticks with the same clocks due (measure time from a moment at which one of them
    is; only whole ticks after it count), though other clocks may show up to a tick more. So it is enough that wherever a deadline
    is due each one that is has a handler that looks at no other clock, or steps that look at no clock lead to where this is so,
    or where none is due. No such step makes a deadline due, for no limit is 0; a handler takes one away; and before the same
    one is due again its limit passes.
    """
    model = graph.finite.dense
    if any(model.limit_of(d) == 0 for d in model.deadlines):
        return False
    due = {d: _active(model, d) & AtMost.of(d.limit, model.variable[d.clock]) for d in model.deadlines}
    local = [d for d in model.deadlines if _clocks(model.handled(d)) <= {d.clock}]
    handled = all_of(*(due[d].implies(model.handled(d) if d in local else ~due[d]) for d in model.deadlines))
    waits = graph.where(any_of(*due.values()) & ~handled)
    if not waits.any():
        return True
    commands = [s.command.name for s in graph.search.program.steps]
    free = np.array([n in model.command and _needs_no_clock(model, n) for n in commands], dtype=np.bool_)
    steps: Indices = np.flatnonzero(free[graph.step])
    return not bool((waits & ~_coming_to(graph, steps, ~waits)).any())


def _active(model: Model, deadline: Deadline) -> Expr[bool]:
    active = model.variable[deadline.clock].active
    return TRUE if active is None else active


def _needs_no_clock(model: Model, name: str) -> bool:
    command = model.command[name]
    return command.fault is None and not _clocks(command.enabled)


def _clocks(expr: Expr[bool]) -> set[str]:
    return {name for name, var in variables_of(expr).items() if isinstance(var, Var) and isinstance(var.type, Clock)}


def _coming_to(graph: StateGraph, steps: Indices, goal: Mask) -> Mask:
    """The states from which some of the steps lead to the goal."""
    target = graph.target[steps]
    order = np.argsort(target, kind="stable")
    first: Indices = np.searchsorted(target[order], np.arange(graph.size + 1))
    return reached_without(first, graph.begin(steps)[order], goal, np.zeros(graph.size, dtype=np.bool_))
