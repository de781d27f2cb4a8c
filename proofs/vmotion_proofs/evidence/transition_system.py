"""The dense-time transition system of a model, as plain expressions: what an inductive argument speaks of."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from vmotion_model.language import ELAPSE, TIME, TRUE, Clock, Expr, Model, Var, substitute
from vmotion_model.language.expressions import MADE_UP, AtMost, lift

# Its symbol is ``delay``; a model may have a variable of that name.
DELAY: Var[Any] = Var(f"{MADE_UP}delay", Clock(), TIME, 0, "How much time passes in an elapse step.", TRUE)


@dataclass(frozen=True)
class Transition:
    """A step: where it is possible, and the next values of the variables that it changes."""

    name: str
    guard: Expr[bool]
    updates: Mapping[str, Expr[Any]]

    def after(self, expr: Expr[bool]) -> Expr[bool]:
        """``expr`` in the state after the step, as an expression over the state before it."""
        return substitute(expr, self.updates)


@dataclass(frozen=True)
class System:
    """All steps of a model, with time dense: ``elapse`` passes any delay that overruns no deadline."""

    model: Model
    transitions: tuple[Transition, ...]


def system_of(model: Model) -> System:
    """The transition system of a model."""
    steps = [Transition(c.name, c.enabled, model.updates(c)) for c in model.commands]
    if model.clocks:
        guard = AtMost.of(lift(0), DELAY) & model.may_elapse(DELAY)
        steps.append(Transition(ELAPSE, guard, model.elapsed(DELAY)))
    return System(model, tuple(steps))
