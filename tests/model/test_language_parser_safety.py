"""Hostile text: whatever it is, the parser says one sentence and does nothing else."""

import ast
import builtins
import sys
import warnings
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effort import examples
from vmotion_model.language import (
    Boolean,
    Enumeration,
    ExpressionError,
    Integer,
    Scope,
    Var,
    evaluate,
    negate,
    parse,
    to_text,
)
from vmotion_model.language.parser import MAX_DEPTH, MAX_LENGTH, MAX_NESTING

flag: Var[Any] = Var("flag", Boolean(), "r", False)
count: Var[Any] = Var("count", Integer(0, 9), "r", 0)
light: Var[Any] = Var("role.light", Enumeration("Light", ("RED", "GREEN")), "r", "RED")
SCOPE = Scope({v.name: v for v in (flag, count, light)}, {"LIMIT": 5})

CODE = [
    "__import__('os').system('true')",
    "exec('x = 1')",
    "flag.__class__",
    "role.light.__init__.__globals__",
    "role.__dict__",
    "().__class__.__mro__",
    "lambda: flag",
    "[flag for flag in {1}]",
    "{x for x in {1}} == {1}",
    "{1: 2}",
    "(x for x in {1})",
    "f'{flag}'",
    "f'{open(\"/etc/passwd\")}' == 'x'",
    "(flag := True)",
    "role['light']",
    "count[0]",
    "count[0:1]",
    "'RED' == role.light",
    "b'RED' == role.light",
    "count is 1",
    "count is not 1",
    "flag is None",
    "flag == None",
    "flag == ...",
    "count == 1j",
    "count == 1.0",
    "count == 1e999",
    "count ** 2 == 4",
    "count * 2 == 4",
    "count // 2 == 4",
    "count / 2 == 4",
    "count % 2 == 0",
    "count << 2 == 4",
    "count | 2 == 4",
    "flag & flag",
    "flag ^ flag",
    "~flag",
    "+count == 1",
    "-count == 1",
    "- -1 == count",
    "-True == count",
    "await flag",
    "yield flag",
    "(yield)",
    "*flag",
    "count in {*count}",
    "count in {**count}",
    "count in (1, 2)",
    "count in count",
    "1 < count < 3",
    "flag; flag",
    "flag\\\nand flag",
    "import os",
    "x = 1",
    "flag if flag",
    "flag and",
    ")",
    "(",
    "",
    "   \n\t ",
    "flag flag",
    "\ufeffflag",
    "# coding: utf-7\nflag",
    "flag # comment",
    "\uff46\uff4c\uff41\uff47",
    "fl\u0430g",
    "\U0001d41flag",
    "flag\u00a0and flag",
    "flag\u2028and flag",
    "flag\x0cand flag",
    "\ud800",
    "flag\x00",
    "\x00",
    "flag\x1b[31m",
    "'unterminated",
    "'''",
    "0777 == count",
    "1__0 == count",
    "0x == count",
    "'\\d' == count",
    "'\\N{foo}' == count",
]


@pytest.mark.parametrize("text", CODE)
def test_code_is_refused_with_one_sentence(text: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(text, SCOPE, Boolean())
    assert str(caught.value)
    assert 0 <= caught.value.offset <= len(text)


def test_nothing_is_evaluated(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object, **__: object) -> Any:
        raise AssertionError("the parser evaluated its input")

    for name in ("eval", "exec", "__import__", "getattr", "setattr"):
        if name in ("eval", "exec"):
            monkeypatch.setattr(builtins, name, forbidden)
    monkeypatch.setattr(ast, "literal_eval", forbidden)
    before = set(sys.modules)
    for text in CODE:
        with pytest.raises(ExpressionError):
            parse(text, SCOPE, Boolean())
    assert set(sys.modules) == before


@pytest.mark.parametrize("number", ["9" * 3900, "0x" + "f" * 3900, "0b" + "1" * 3900, str(2**31 + 1), "-" + "9" * 3900])
@pytest.mark.parametrize(
    "frame", ["count == {}", "role.light == {}", "flag == {}", "count + {} == 1", "{}", "count in {{{}}}"]
)
def test_a_huge_number_is_refused_without_printing_it(number: str, frame: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(frame.format(number), SCOPE, Boolean())
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize(
    "text",
    [
        "(" * 2000,
        "(" * 1900 + "flag" + ")" * 1900,
        "[" * 1900 + "]" * 1900,
        "{" * 1900 + "}" * 1900,
        "([{" * 600,
        "(" * (MAX_NESTING + 1) + "flag" + ")" * (MAX_NESTING + 1),
        ")" * 1000 + "(" * 1000 + "flag",
        "not " * 950 + "flag",
        "not\n" * 950 + "flag",
        "not\t" * 950 + "flag",
        "not\r\n" * 700 + "flag",
        "not(" * 38 + "not\n" * 900 + "flag" + ")" * 38,
        "-" * 3900 + "1",
        "- " * 1900 + "1 == count",
        "~" * 3900 + "flag",
        "+" * 3900 + "1",
        "count" + "+1" * 1900 + " == 1",
        "count" + "-1" * 1900 + " == 1",
        "count" + "*1" * 1900 + " == 1",
        "count" + "**1" * 1300 + " == 1",
        "count" + "@1" * 1900,
        "count" + " or\nflag and\nflag" * 180 + "\nor not\n" * 40,
        "flag if flag else\n" * 220 + "flag",
        "flag if flag else " * 200 + "flag",
        "lambda:" * 550 + "flag",
        "x" + ".y" * 1900,
        "x" + "[0]" * 1200,
        "x" + "()" * 1900,
        "await " * 600 + "flag",
        "(x:=" * 39 + "flag" + ")" * 39,
        "flag" + " == flag" * 450,
        "f'" + "{" * 1000 + "'",
        "'" * 3999,
        "\\" * 3999,
        "flag" * 5000,
        "flag and " * 100_000 + "flag",
        "\n" * 4000,
        "\n" * 100_000,
        "é" * 4000,
    ],
    ids=lambda text: text[:12].encode("unicode_escape").decode(),
)
def test_depth_and_length_are_bounded(text: str) -> None:
    with pytest.raises(ExpressionError):
        parse(text, SCOPE, Boolean())


def test_what_is_within_the_bounds_is_read_and_can_be_walked() -> None:
    """As deep as brackets allow: no walker may run into Python's recursion limit on it."""
    expr = flag
    for level in range(MAX_NESTING - 2):
        expr = (expr | (count == level)) if level % 2 else negate(expr & (count == level))  # type: ignore[assignment]
    text = to_text(expr)
    assert text.count("not ") <= MAX_NESTING
    again = parse(text, SCOPE, Boolean())
    assert to_text(again) == text
    evaluate(again, {"flag": True, "count": 3}, {})


def test_a_flat_expression_may_be_long() -> None:
    text = " and ".join(f"count != {n}" for n in range(200))
    assert len(text) < MAX_LENGTH
    assert to_text(parse(text, SCOPE, Boolean())) == text


def test_the_depth_limit_is_named() -> None:
    with pytest.raises(ExpressionError, match=f"deeper than {MAX_DEPTH}"):
        parse("count" + "+1" * 150 + " == 1", SCOPE, Boolean())


def test_no_warning_of_python_reaches_the_user() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(ExpressionError):
            parse("'\\d'", SCOPE, Boolean())
        assert to_text(parse("1if flag else 2", SCOPE)) == "1 if flag else 2"


WORDS = [
    "flag",
    "count",
    "role",
    "light",
    "RED",
    "LIMIT",
    "not",
    "and",
    "or",
    "if",
    "else",
    "in",
    "is",
    "lambda",
    "for",
]
MARKS = ["==", "!=", "<=", ">=", ":=", "**", "f'"]
ODD = ["\N{GREEK SMALL LETTER BETA}", "\ud800", "\uff1d", "\u200b", "\0", "\x7f"]
SIGNS = list("()[]{}<>=!+-*/%.,:;@#'\"\\ \n\t~^&|$?`0123456789_")
ALPHABET = st.sampled_from([*WORDS, *MARKS, *ODD, *SIGNS])


@settings(max_examples=examples(1500), deadline=None)
@given(
    st.lists(ALPHABET, max_size=25).map("".join) | st.lists(ALPHABET, max_size=25).map(" ".join) | st.text(max_size=40)
)
def test_random_text_is_read_or_refused(text: str) -> None:
    offset = None
    try:
        expr = parse(text, SCOPE, Boolean())
    except ExpressionError as error:
        offset = error.offset
    if offset is not None:
        assert 0 <= offset <= len(text)
        return
    assert isinstance(expr.type, Boolean)
    evaluate(expr, {"flag": True, "count": 3, "role.light": "RED"}, {"LIMIT": 5})
    assert to_text(parse(to_text(expr), SCOPE, Boolean())) == to_text(expr)
