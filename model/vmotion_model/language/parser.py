"""The safe parser of the text form.

Text is data: it is limited in length and nesting first, then read by Python's own grammar into a syntax tree of which a
small set of node kinds is accepted. Nothing is evaluated, imported or called. Who writes in the way of another language is told
the right words.
"""

import ast
import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .errors import ExpressionError, ModelError, nearest
from .expressions import Add, AtMost, Const, Equal, Expr, Param, Sub, Var, all_of, any_of, brief, if_then, lift, negate
from .types import Boolean, Enumeration, Type, comparable, describe

MAX_LENGTH = 8000
MAX_NESTING = 40
MAX_DEPTH = 100
_NOTEWORTHY = re.compile(r"[^ -~\n\r\t]|[#()\[\]{}]")


@dataclass(frozen=True)
class Scope:
    """The names that an expression may use: variables by dotted name, constants by plain name."""

    variables: Mapping[str, Var[Any]]
    constants: Mapping[str, int]


def parse(text: str, scope: Scope, expected: Type | None = None) -> Expr[Any]:
    """Read an expression of the ``expected`` type.

    Raises ``ExpressionError`` with the offset of the first character that makes no sense.
    """
    _limit(text)
    # A line break inside a multi-line string of a file is only white space here; the length, and so every offset, stays.
    flat = "".join(" " if c in "\n\r\t" else c for c in text)
    leading = len(flat) - len(flat.lstrip(" "))
    try:
        with warnings.catch_warnings():
            # Python warns of what it may refuse one day ("1if x else 2"); here it is read or refused, without a word on stderr.
            warnings.simplefilter("ignore")
            tree = ast.parse(flat.strip(" "), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        if (otherwise := meant(flat)) is not None:
            offset, advice = otherwise
            raise ExpressionError(f"this is no expression: {advice}", offset) from None
        offset = max((getattr(error, "offset", None) or 1) - 1, 0) + leading
        raise ExpressionError(
            f"this is no expression: {getattr(error, 'msg', None) or 'unreadable text'}", offset
        ) from None
    reader = _Reader(scope, leading)
    result = reader.read(tree.body, expected)
    if expected is not None and not comparable(result.type, expected):
        raise ExpressionError(f"this is {describe(result.type)}, but {describe(expected)} is wanted here", leading)
    return result


def _limit(text: str) -> None:
    if len(text) > MAX_LENGTH:
        raise ExpressionError(f"the expression has {len(text)} characters; at most {MAX_LENGTH} are read", MAX_LENGTH)
    if not text.strip():
        raise ExpressionError("the expression is empty")
    depth = 0
    for found in _NOTEWORTHY.finditer(text):
        character, offset = found.group(), found.start()
        depth += (character in "([{") - (character in ")]}")
        if depth > MAX_NESTING:
            raise ExpressionError(f"the expression is nested deeper than {MAX_NESTING}", offset)
        if character in "()[]{}":
            continue
        if not character.isprintable():
            raise ExpressionError("the expression holds a control character", offset)
        if not character.isascii():
            # Python would read a look-alike of a letter as that letter.
            raise ExpressionError(f"{character!r} (U+{ord(character):04X}) is no character of the language", offset)
        # Lines are joined, so a comment would swallow the lines after it.
        raise ExpressionError("an expression holds no comments", offset)


class _Reader:
    def __init__(self, scope: Scope, leading: int) -> None:
        self.scope = scope
        self.leading = leading
        self.depth = 0

    def read(self, node: ast.expr, expected: Type | None) -> Expr[Any]:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            # What nests without brackets, such as a sum of a thousand terms: every walk over it would be as deep.
            raise ExpressionError(f"the expression is nested deeper than {MAX_DEPTH}", self.leading)
        try:
            return self._read(node, expected)
        except ExpressionError:
            raise
        except ModelError as error:
            raise ExpressionError(str(error), self._offset(node)) from None
        finally:
            self.depth -= 1

    def _read(self, node: ast.expr, expected: Type | None) -> Expr[Any]:
        match node:
            case ast.Constant(value=bool() | int() | float() as value):
                return lift(value)
            case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() as value)) if not isinstance(value, bool):
                return lift(-value)
            case ast.Name(id=name):
                return self._name(name, node, expected)
            case ast.Attribute():
                return self._variable(node)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return negate(self._truth(operand))
            case ast.BoolOp(op=ast.And(), values=values):
                return all_of(*(self._truth(v) for v in values))
            case ast.BoolOp(op=ast.Or(), values=values):
                return any_of(*(self._truth(v) for v in values))
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                return Add.of(self.read(left, None), self.read(right, None))
            case ast.BinOp(left=left, op=ast.Sub(), right=right):
                return Sub.of(self.read(left, None), self.read(right, None))
            case ast.IfExp(test=test, body=body, orelse=orelse):
                then, otherwise = self._pair(body, orelse, expected)
                return if_then(self._truth(test), then, otherwise)
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                return self._compare(left, op, right)
            case ast.Compare(ops=ops) if len(ops) > 1:
                raise self._error(node, "one comparison at a time: join two with 'and'")
        raise self._error(node, refused(node) or f"{_kind(node)} is not part of the language")

    def _truth(self, node: ast.expr) -> Expr[bool]:
        result = self.read(node, Boolean())
        if not isinstance(result.type, Boolean):
            raise self._error(node, f"{brief(result)} is {describe(result.type)}, but a truth value is wanted here")
        return result

    def _compare(self, left: ast.expr, op: ast.cmpop, right: ast.expr) -> Expr[bool]:
        match op:
            case ast.In() | ast.NotIn():
                if not isinstance(right, ast.Set):
                    raise self._error(right, "a set of values in braces is wanted after 'in'")
                subject = self.read(left, None)
                found = any_of(*(Equal.of(subject, self.read(v, subject.type)) for v in right.elts))
                return found if isinstance(op, ast.In) else negate(found)
        first, second = self._pair(left, right, None)
        match op:
            case ast.Eq():
                return Equal.of(first, second)
            case ast.NotEq():
                return negate(Equal.of(first, second))
            case ast.LtE():
                return AtMost.of(first, second)
            case ast.GtE():
                return AtMost.of(second, first)
            case ast.Lt():
                return negate(AtMost.of(second, first))
            case ast.Gt():
                return negate(AtMost.of(first, second))
        raise self._error(left, "only ==, !=, <=, >=, <, > and in compare; write == for is")

    def _pair(self, left: ast.expr, right: ast.expr, expected: Type | None) -> tuple[Expr[Any], Expr[Any]]:
        """Read two expressions of one type, whichever of them tells the type."""
        if expected is None and self._is_bare(left):
            second = self.read(right, None)
            return self.read(left, second.type), second
        first = self.read(left, expected)
        return first, self.read(right, expected or first.type)

    def _is_bare(self, node: ast.expr) -> bool:
        """Whether only enumeration members stand here, which do not tell their type."""
        if isinstance(node, ast.IfExp):
            return self._is_bare(node.body) and self._is_bare(node.orelse)
        return (
            isinstance(node, ast.Name) and node.id not in self.scope.constants and node.id not in self.scope.variables
        )

    def _name(self, name: str, node: ast.expr, expected: Type | None) -> Expr[Any]:
        if name in self.scope.variables:
            return self.scope.variables[name]
        if name in self.scope.constants:
            return Param(name)
        if isinstance(expected, Enumeration):
            if name in expected.members:
                return Const(name, expected)
            raise self._error(node, f"{expected.name} has no member {name!r}; {nearest(name, expected.members)}")
        known = [*self.scope.constants, *self.scope.variables, "True", "False"]
        hint = f"did you mean '{truth}'?" if (truth := truth_of(name)) is not None else nearest(name, known)
        raise self._error(node, f"unknown name {name!r}; {hint}")

    def _variable(self, node: ast.Attribute) -> Expr[Any]:
        parts: list[str] = []
        inner: ast.expr = node
        while isinstance(inner, ast.Attribute):
            parts.append(inner.attr)
            inner = inner.value
        if not isinstance(inner, ast.Name):
            raise self._error(node, "a name is wanted before the dot")
        name = ".".join([inner.id, *reversed(parts)])
        if name not in self.scope.variables:
            raise self._error(node, f"unknown variable {name!r}; {nearest(name, self.scope.variables)}")
        return self.scope.variables[name]

    def _offset(self, node: ast.expr) -> int:
        # The grammar counts bytes of UTF-8; here every character is one byte.
        return self.leading + node.col_offset

    def _error(self, node: ast.expr, message: str) -> ExpressionError:
        return ExpressionError(message, self._offset(node))


def _kind(node: ast.expr) -> str:
    match node:
        case ast.Call():
            return "a call"
        case ast.Constant(value=value):
            shown = repr(value)
            return f"the literal {shown if len(shown) <= 40 else shown[:37] + '...'}"
        case ast.Lambda() | ast.ListComp() | ast.GeneratorExp() | ast.SetComp() | ast.DictComp():
            return "code"
        case _:
            return f"this ({type(node).__name__})"


_OTHERWISE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"<=>|<->"), "A == B: both are true or neither is"),
    (re.compile(r"==>|=>|->"), "not A or B (where A holds, B does), or >= to compare numbers"),
    (re.compile(r"&&|/\\|\b(?:AND|And)\b"), "and"),
    (re.compile(r"\|\||\\/|\b(?:OR|Or)\b"), "or"),
    (re.compile(r"!(?!=)|\b(?:NOT|Not)\b"), "not"),
    (re.compile(r"\bIN\b"), "in"),
    (re.compile(r"<>|=/=|/="), "!="),
    (re.compile(r"===+"), "=="),
    (re.compile(r"=<"), "<="),
    (re.compile(r"(?<![=<>!:])=(?!=)"), "== to compare"),
    (re.compile(r"\?|\bthen\b"), "A if CONDITION else B"),
    (re.compile(r"\b(?:implies|IMPLIES)\b"), "not A or B (where A holds, B does)"),
    (re.compile(r"\b\d+\s*(?:s|ms|min)\b"), "the number alone; its unit is that of the model"),
)
"""What is written elsewhere, and what is written here; of several that begin at one place the first is meant."""
_OPERATORS: dict[type[ast.AST], str] = {
    ast.BitAnd: "& is not part of the language; write 'and'",
    ast.BitOr: "| is not part of the language; write 'or'",
    ast.BitXor: "^ is not part of the language; write A != B",
    ast.Invert: "~ is not part of the language; write 'not'",
}


def meant(text: str) -> tuple[int, str] | None:
    """Where a text that is no expression is written in another way than here, and what to write; None where nobody can tell."""
    found = [(m.start(), f"in place of {m.group()} write {right}") for p, right in _OTHERWISE if (m := p.search(text))]
    return min(found, key=lambda entry: entry[0], default=None)


def refused(node: ast.expr) -> str | None:
    """What to write in place of an operator that only Python has."""
    if isinstance(node, ast.BinOp | ast.UnaryOp):
        return _OPERATORS.get(type(node.op))
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return f"the literal {_short(node.value)} is not part of the language; values stand without quotes"
    return None


def truth_of(name: str) -> bool | None:
    """The truth value that a word means elsewhere; None for any other word."""
    return {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}.get(name.casefold())


def _short(value: str) -> str:
    shown = repr(value)
    return shown if len(shown) <= 40 else shown[:37] + "..."
