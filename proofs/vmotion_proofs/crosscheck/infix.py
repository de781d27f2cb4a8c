"""From expressions to infix text: one walker, and one small table of words per language."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from vmotion_model.language import Boolean, Const, Enumeration, Expr, ModelError, Param, Var
from vmotion_model.language.expressions import Add, And, AtMost, Equal, IfThen, Not, Or, Sub


@dataclass(frozen=True)
class Syntax:
    """How a language writes the nodes of the tree. ``choice`` is a pattern of ``{condition}``, ``{then}``, ``{otherwise}``."""

    truth: tuple[str, str]
    negation: str
    conjunction: str
    disjunction: str
    equal: str
    unequal: str
    choice: str
    variable: Callable[[str], str]
    constant: Callable[[str], str]
    member: Callable[[Enumeration, str], str]


def to_infix(expr: Expr[Any], syntax: Syntax) -> str:
    """The expression as text. Every part that is not a name or a literal stands in parentheses: no precedence is relied on."""
    match expr:
        case Const(value=value, of_type=of_type):
            if isinstance(of_type, Boolean):
                return syntax.truth[bool(value)]
            return syntax.member(of_type, str(value)) if isinstance(of_type, Enumeration) else str(value)
        case Param(name=name):
            return syntax.constant(name)
        case Var(name=name):
            return syntax.variable(name)
        case Not(body=Equal(left=left, right=right)):
            return f"{atom(left, syntax)} {syntax.unequal} {atom(right, syntax)}"
        case Not(body=body):
            return f"{syntax.negation}{atom(body, syntax)}"
        case And(parts=parts):
            return f" {syntax.conjunction} ".join(atom(p, syntax) for p in parts)
        case Or(parts=parts):
            return f" {syntax.disjunction} ".join(atom(p, syntax) for p in parts)
        case Equal(left=left, right=right):
            return f"{atom(left, syntax)} {syntax.equal} {atom(right, syntax)}"
        case AtMost(left=left, right=right):
            return f"{atom(left, syntax)} <= {atom(right, syntax)}"
        case Add(left=left, right=right):
            return f"{atom(left, syntax)} + {atom(right, syntax)}"
        case Sub(left=left, right=right):
            return f"{atom(left, syntax)} - {atom(right, syntax)}"
        case IfThen(condition=condition, then=then, otherwise=otherwise):
            return syntax.choice.format(
                condition=atom(condition, syntax), then=atom(then, syntax), otherwise=atom(otherwise, syntax)
            )
    raise ModelError(f"{type(expr).__name__} has no text outside")


def atom(expr: Expr[Any], syntax: Syntax) -> str:
    """The expression as a part of another one."""
    text = to_infix(expr, syntax)
    # A choice brings its own parentheses.
    bare = isinstance(expr, Var | Param | IfThen) or (isinstance(expr, Const) and not text.startswith("-"))
    return text if bare else f"({text})"
