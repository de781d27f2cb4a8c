"""What a response claims, ready to be judged: its premise, its goal and what it assumes, over one model."""

from dataclasses import dataclass

from vmotion_model.language import Expr, Model, ModelError, variables_of
from vmotion_model.language.commands import reads_clock
from vmotion_specs.assumptions import Fairness, fairness_of
from vmotion_specs.properties import Property


@dataclass(frozen=True)
class Claim:
    """Every state with ``premise`` is followed by one with ``goal``, or is one, on every run that is fair."""

    premise: Expr[bool]
    goal: Expr[bool]
    fairness: Fairness


class UndecidedError(ModelError):
    """A response that says something, of which nothing can be said over this version of the model."""


def claim_of(model: Model, item: Property) -> Claim:
    """The claim of a response; raises ``ModelError`` where it reads a clock or assumes what means nothing.

    ``UndecidedError`` where the statement makes sense, and this version of the model looks at a clock to set what it reads.
    """
    where = f"property {item.id}"
    for expr in (item.premise, item.claim):
        if reads_clock(expr):
            raise ModelError(f"{where}: a response must not read a clock; what must happen in time is an invariant")
        model.check_names(where, expr)
    for expr in (item.premise, item.claim, *(r for a in item.assumptions for r in a.recurring)):
        if timed := sorted(model.timed_history & variables_of(expr).keys()):
            # A step may have looked at a clock between two ticks, which a search in whole ticks does not see.
            raise UndecidedError(f"{where}: a response must not read {timed[0]}, which was set by what a clock showed")
    return Claim(item.premise, item.claim, fairness_of(where, model, item.assumptions))
