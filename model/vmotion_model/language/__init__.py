"""The model language: a typed expression tree, commands with owners, models in dense time and in ticks.

Start with ``expressions`` (the tree and its operators), then ``commands`` (guards, effects, locality) and ``model``.
"""

from .commands import HISTORY, SHARED, Command
from .declarations import Constant, Deadline, boolean, clock, enumeration, integer
from .errors import ExpressionError, ModelError, nearest
from .evaluate import because, evaluate
from .expressions import (
    FALSE,
    TRUE,
    Const,
    Expr,
    Param,
    Var,
    all_of,
    any_of,
    if_then,
    lift,
    negate,
    to_text,
    variables_of,
)
from .instance import WHOLE, Instance
from .json_form import digest, from_json, to_json
from .model import Model
from .parser import Scope, parse
from .substitute import substitute
from .ticks import ELAPSE, TIME, Finite, by_any_delay, discretise, natural_tick
from .types import Boolean, Clock, Enumeration, Integer, Time, Type, Value, values_of

__all__ = [
    "ELAPSE",
    "FALSE",
    "HISTORY",
    "SHARED",
    "TIME",
    "TRUE",
    "WHOLE",
    "Boolean",
    "Clock",
    "Command",
    "Const",
    "Constant",
    "Deadline",
    "Enumeration",
    "Expr",
    "ExpressionError",
    "Finite",
    "Instance",
    "Integer",
    "Model",
    "ModelError",
    "Param",
    "Scope",
    "Time",
    "Type",
    "Value",
    "Var",
    "all_of",
    "any_of",
    "because",
    "boolean",
    "by_any_delay",
    "clock",
    "digest",
    "discretise",
    "enumeration",
    "evaluate",
    "from_json",
    "if_then",
    "integer",
    "lift",
    "natural_tick",
    "nearest",
    "negate",
    "parse",
    "substitute",
    "to_json",
    "to_text",
    "values_of",
    "variables_of",
]
