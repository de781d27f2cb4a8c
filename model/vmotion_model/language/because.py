"""Why a condition does not hold here, in the language's own text form."""

from collections.abc import Mapping

from vmotion_model.common.shown import value_text

from .evaluate import evaluate
from .expressions import And, Expr, is_literal, to_text, variables_of
from .types import Value


def because(condition: Expr[bool], state: Mapping[str, Value], constants: Mapping[str, int]) -> str:
    """The parts of a condition that do not hold, with the values that say why: ``a == B is wanted, but a is C``."""
    parts = condition.parts if isinstance(condition, And) else (condition,)
    wrong = [p for p in parts if not evaluate(p, state, constants)]
    if wrong and all(is_literal(p, False) for p in wrong):
        return "it is never true"
    names = dict.fromkeys(n for p in wrong for n in variables_of(p))
    values = ", ".join(f"{n} is {value_text(state[n])}" for n in names)
    text = " and ".join(to_text(p) for p in wrong)
    return f"{text} is wanted, but {values or 'it is never true'}"
