"""The text form of expressions; ``parser.parse`` reads it back to the same tree."""

from typing import Any

from .expressions import Add, And, AtMost, Const, Equal, Expr, IfThen, Not, Or, Param, Sub, Var

# Binding strength, loosest first: a part is put in parentheses where it binds no tighter than its surroundings.
_CHOICE, _OR, _AND, _NOT, _COMPARISON, _SUM, _ATOM = range(7)


def to_text(expr: Expr[Any]) -> str:
    """The expression in the language's text form, for example ``source.state == FINISHED and not config.read_only``."""
    return _text(expr)[0]


def _text(expr: Expr[Any]) -> tuple[str, int]:
    match expr:
        case Const(value=value):
            return str(value), _ATOM if not (isinstance(value, int) and value < 0) else _SUM
        case Var(name=name) | Param(name=name):
            return name, _ATOM
        case Not(body=Equal(left=left, right=right)):
            return f"{_in(left, _SUM)} != {_in(right, _SUM)}", _COMPARISON
        case Not(body=body):
            if (members := _membership(body)) is not None:
                return f"{members[0]} not in {members[1]}", _COMPARISON
            return f"not {_in(body, _NOT)}", _NOT
        case And(parts=parts):
            return " and ".join(_in(p, _NOT) for p in parts), _AND
        case Or(parts=parts):
            if (members := _membership(expr)) is not None:
                return f"{members[0]} in {members[1]}", _COMPARISON
            return " or ".join(_in(p, _AND) for p in parts), _OR
        case Equal(left=left, right=right):
            return f"{_in(left, _SUM)} == {_in(right, _SUM)}", _COMPARISON
        case AtMost(left=Const() | Param() as left, right=right) if not isinstance(right, Const | Param):
            return f"{_in(right, _SUM)} >= {_in(left, _SUM)}", _COMPARISON
        case AtMost(left=left, right=right):
            return f"{_in(left, _SUM)} <= {_in(right, _SUM)}", _COMPARISON
        case Add(left=left, right=right):
            return f"{_in(left, _SUM)} + {_in(right, _ATOM)}", _SUM
        case Sub(left=left, right=right):
            return f"{_in(left, _SUM)} - {_in(right, _ATOM)}", _SUM
        case IfThen(condition=condition, then=then, otherwise=otherwise):
            return f"{_in(then, _OR)} if {_in(condition, _OR)} else {_in(otherwise, _OR)}", _CHOICE
    raise AssertionError(f"no text for {type(expr).__name__}")


def _in(expr: Expr[Any], strength: int) -> str:
    text, own = _text(expr)
    return text if own >= strength else f"({text})"


def _membership(expr: Expr[Any]) -> tuple[str, str] | None:
    """``(x, {A, B})`` where the expression is ``x == A or x == B`` over one variable and literals."""
    if not isinstance(expr, Or):
        return None
    names, values = set(), []
    for part in expr.parts:
        if not (isinstance(part, Equal) and isinstance(part.left, Var) and isinstance(part.right, Const)):
            return None
        names.add(part.left.key)
        values.append(str(part.right.value))
    return (expr.parts[0].left.name, "{" + ", ".join(values) + "}") if len(names) == 1 else None  # type: ignore[attr-defined]
