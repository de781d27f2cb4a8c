"""Walkers that build a tree anew: other leaves, simplified where a literal decides a part."""

from collections.abc import Callable, Mapping
from operator import is_not
from typing import Any

from .expressions import (
    FALSE,
    TRUE,
    Add,
    And,
    AtMost,
    Const,
    Equal,
    Expr,
    IfThen,
    Not,
    Or,
    Sub,
    Var,
    all_of,
    any_of,
    choice,
    negate,
)
from .types import Integer


def rebuild(expr: Expr[Any], parts: tuple[Expr[Any], ...]) -> Expr[Any]:
    """The same kind of node over other parts, simplified where a literal decides it."""
    match expr:
        case Not():
            return negate(parts[0])
        case And():
            return all_of(*parts)
        case Or():
            return any_of(*parts)
        case Equal():
            left, right = parts
            if isinstance(left, Const) and isinstance(right, Const):
                return TRUE if left.value == right.value else FALSE
            return Equal(left, right)
        case AtMost():
            left, right = parts
            if isinstance(left, Const) and isinstance(right, Const):
                return TRUE if left.value <= right.value else FALSE  # type: ignore[operator]
            return AtMost(left, right)
        case Add() | Sub():
            left, right = parts
            if isinstance(left, Const) and isinstance(right, Const):
                sign = 1 if isinstance(expr, Add) else -1
                total = int(left.value) + sign * int(right.value)
                return Const(total, Integer(total, total))
            return type(expr)(left, right)
        case IfThen():
            return choice(*parts)
        case _:
            return expr


def transform(expr: Expr[Any], leaf: Callable[[Expr[Any]], Expr[Any]]) -> Expr[Any]:
    """Rebuild a tree bottom-up with every leaf (literal, variable, constant) replaced by ``leaf(it)``; what stays is shared."""
    parts = expr.children
    if not parts:
        return leaf(expr)
    changed = tuple([transform(p, leaf) for p in parts])
    return rebuild(expr, changed) if any(map(is_not, changed, parts)) else expr


def substitute(expr: Expr[Any], by_name: Mapping[str, Expr[Any]]) -> Expr[Any]:
    """The expression with every variable named in ``by_name`` replaced, and simplified."""
    return transform(expr, lambda e: by_name.get(e.name, e) if isinstance(e, Var) else e)
