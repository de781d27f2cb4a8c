"""The concrete meaning of expressions: a value, given those of the variables and constants; and why a condition does not hold."""

from collections.abc import Mapping
from typing import Any, cast

from vmotion_model.common.safe_text import value_text

from .errors import ModelError
from .expressions import (
    Add,
    And,
    AtMost,
    Const,
    Equal,
    Expr,
    IfThen,
    Not,
    Or,
    Param,
    Sub,
    Var,
    is_literal,
    to_text,
    variables_of,
)
from .types import Value


def evaluate(expr: Expr[Any], state: Mapping[str, Value], constants: Mapping[str, int]) -> Value:
    """The value of ``expr`` where variable ``name`` is ``state[name]`` and constant ``name`` is ``constants[name]``."""
    match expr:
        case Const(value=value):
            return value
        case Var(name=name):
            return state[name]
        case Param(name=name):
            return constants[name]
        case Not(body=body):
            return not evaluate(body, state, constants)
        case And(parts=parts):
            return all(evaluate(p, state, constants) for p in parts)
        case Or(parts=parts):
            return any(evaluate(p, state, constants) for p in parts)
        case Equal(left=left, right=right):
            return evaluate(left, state, constants) == evaluate(right, state, constants)
        case AtMost(left=left, right=right):
            return _number(left, state, constants) <= _number(right, state, constants)
        case Add(left=left, right=right):
            return _number(left, state, constants) + _number(right, state, constants)
        case Sub(left=left, right=right):
            return _number(left, state, constants) - _number(right, state, constants)
        case IfThen(condition=condition, then=then, otherwise=otherwise):
            return evaluate(then if evaluate(condition, state, constants) else otherwise, state, constants)
    raise ModelError(f"{type(expr).__name__} has no value")


def _number(expr: Expr[Any], state: Mapping[str, Value], constants: Mapping[str, int]) -> int:
    """A number; of a clock it may be a fraction, which is why it is not converted."""
    return cast("int", evaluate(expr, state, constants))


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
