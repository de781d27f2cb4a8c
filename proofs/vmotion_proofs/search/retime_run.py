"""A run that somebody wrote down for another version of a model, with its commands and other times between them.

The commands stay as they are, so all that is unknown are the delays: every guard and deadline on the way becomes a condition on
sums of delays, which Z3 solves in whole ticks. What it finds is only a suggestion: the machines follow it, or it is no run.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from vmotion_model.common.budget import Budget
from vmotion_model.common.errors import GaveUpError
from vmotion_model.language import ELAPSE, TIME, TRUE, Clock, Expr, Model, Var, all_of, any_of, natural_tick, substitute
from vmotion_model.language.expressions import Equal

ROUND = "for ever"
"""What stands before the cycle of a run that goes on for ever."""
SECONDS = 2.0
"""How long one run is worth looking at."""


def refit(
    model: Model, hint: Sequence[str], budget: Budget, goal: Expr[bool] = TRUE, anywhere: bool = False
) -> list[str] | None:
    """The commands of ``hint`` with delays that make them a run at whose end (or ``anywhere`` on which) ``goal`` holds.

    A cycle after ``ROUND`` takes time, and returns to the clocks with which it began. None where there are no such delays, where
    a command is missing, or where it takes too long.
    """
    names = [h for h in hint if h.partition(" ")[0] != ELAPSE]
    if any(n != ROUND and n not in model.command for n in names):
        return None
    way = _Way(model)
    begun: Mapping[str, Expr[Any]] | None = None
    for name in names:
        if name == ROUND:
            way.wait()
            begun, way.round_at = dict(way.state), len(way.delays)
        else:
            way.wait()
            way.step(name)
    way.wait()
    if begun is not None:
        way.conditions += [Equal.of(begun[c.name], way.state[c.name]) for c in model.clocks]
    way.conditions.append(any_of(*(substitute(goal, s) for s in (way.states if anywhere else way.states[-1:]))))
    delays = _solved(model, way, natural_tick(model, goal), budget)
    return None if delays is None else list(_with_delays(names, delays))


class _Way:
    """A symbolic run: every variable as an expression over the delays so far."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.delays: list[Var[Any]] = []
        self.conditions: list[Expr[bool]] = []
        self.round_at: int | None = None
        self.state: dict[str, Expr[Any]] = {v.name: model.start_of(v) for v in model.variables}
        self.states: list[Mapping[str, Expr[Any]]] = [dict(self.state)]

    def wait(self) -> None:
        delay: Var[Any] = Var(f"delay.n{len(self.delays)}", Clock(), TIME, 0, "", TRUE)
        self.delays.append(delay)
        self.conditions.append(substitute(self.model.may_elapse(delay), self.state))
        self._change(self.model.elapsed(delay))

    def step(self, name: str) -> None:
        self.conditions.append(substitute(self.model.command[name].enabled, self.state))
        self._change(self.model.updates_of[name])

    def _change(self, updates: Mapping[str, Expr[Any]]) -> None:
        self.state |= {name: substitute(update, self.state) for name, update in updates.items()}
        self.states.append(dict(self.state))


def _solved(model: Model, way: _Way, tick: int, budget: Budget) -> list[int] | None:
    """Delays in seconds that meet all conditions, each a multiple of ``tick``."""
    import z3

    from vmotion_proofs.solving.encode_terms import Encoder
    from vmotion_proofs.solving.z3_terms import Z3Terms, satisfiable

    context = z3.Context()
    encoder: Encoder[Any] = Encoder(Z3Terms(context), model.values)
    solver = z3.Solver(ctx=context)
    counts = [z3.Int(f"ticks.{i}", context) for i in range(len(way.delays))]
    for count, delay in zip(counts, way.delays, strict=True):
        solver.add(count >= 0, encoder.encode(delay) == z3.ToReal(count) * tick)
    solver.add(encoder.encode(all_of(*way.conditions)))
    if way.round_at is not None:
        solver.add(z3.Sum(counts[way.round_at :]) >= 1)
    try:
        if not satisfiable(solver, budget.part(SECONDS)):
            return None
    except GaveUpError:
        return None
    found = solver.model()
    return [found.eval(c, model_completion=True).as_long() * tick for c in counts]


def _with_delays(names: Sequence[str], delays: Sequence[int]) -> Iterable[str]:
    for name, delay in zip((*names, None), delays, strict=True):
        if delay:
            yield f"{ELAPSE} {delay}"
        if name is not None:
            yield name
