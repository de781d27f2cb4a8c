"""What somebody meant who wrote an expression in the way of another language: the right words, and where they go."""

import ast
import re

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
