"""The concrete meaning of expressions: a value, given a valuation of the variables and of the constants."""

from collections.abc import Mapping
from typing import Any, cast

from .errors import ModelError
from .expressions import Add, And, AtMost, Const, Equal, Expr, IfThen, Not, Or, Param, Sub, Var
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
