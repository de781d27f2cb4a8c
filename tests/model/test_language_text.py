"""The text form and its parser: the same tree comes back, and it means what Python's own reading of the text means."""

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effort import examples
from strategies import MEMBERS, World, members_of, numbers, states, truths, worlds
from vmotion_model.language import (
    Boolean,
    Enumeration,
    Expr,
    ExpressionError,
    Integer,
    Scope,
    Type,
    Value,
    Var,
    clock,
    evaluate,
    parse,
    to_text,
)
from vmotion_model.language.expressions import same


def python_value(text: str, world: World, state: dict[str, Value]) -> Any:
    """What Python makes of the text: the reading of every reader who knows Python."""
    names: dict[str, Any] = {m: m for m in MEMBERS} | dict(world.values)
    for name, value in state.items():
        *outer, last = name.split(".")
        here: Any = names
        for part in outer:
            here = here.setdefault(part, SimpleNamespace()) if isinstance(here, dict) else _child(here, part)
        if isinstance(here, dict):
            here[last] = value
        else:
            setattr(here, last, value)
    return eval(text, {"__builtins__": {}}, names)


def _child(here: SimpleNamespace, part: str) -> SimpleNamespace:
    if not hasattr(here, part):
        setattr(here, part, SimpleNamespace())
    child: SimpleNamespace = getattr(here, part)
    return child


@st.composite
def cases(draw: Any) -> tuple[World, Expr[Any], Type, dict[str, Value]]:
    world = draw(worlds())
    kind = draw(st.sampled_from(["truth", "number", "member"]))
    if kind == "truth":
        return world, draw(truths(world)), Boolean(), draw(states(world))
    if kind == "number":
        return world, draw(numbers(world, 3)), Integer(0, 1), draw(states(world))
    type_ = draw(st.sampled_from(world.of(Enumeration))).type
    return world, draw(members_of(world, type_, 3)), type_, draw(states(world))


@settings(max_examples=examples(400), deadline=None)
@given(cases())
def test_the_parser_gives_back_the_same_tree(case: tuple[World, Expr[Any], Type, dict[str, Value]]) -> None:
    world, expr, type_, state = case
    text = to_text(expr)
    again = parse(text, world.scope, type_)
    assert same(again, expr), text
    assert evaluate(again, state, world.values) == evaluate(expr, state, world.values)


@settings(max_examples=examples(400), deadline=None)
@given(cases())
def test_the_text_means_what_python_reads_in_it(case: tuple[World, Expr[Any], Type, dict[str, Value]]) -> None:
    world, expr, _, state = case
    assert evaluate(expr, state, world.values) == python_value(to_text(expr), world, state)


@settings(max_examples=examples(200), deadline=None)
@given(cases(), st.sampled_from(["\n", "\t", "  ", "\r\n"]), st.randoms(use_true_random=False))
def test_white_space_and_line_breaks_change_nothing(case: Any, white: str, random: Any) -> None:
    world, expr, type_, _ = case
    text = "".join(white if c == " " and random.random() < 0.5 else c for c in to_text(expr))
    assert same(parse(f"{white}{text}{white}", world.scope, type_), expr)


E_TYPE = Enumeration("Light", ("RED", "GREEN"))
light: Var[Any] = Var("role.light", E_TYPE, "r", "RED")
flag: Var[Any] = Var("flag", Boolean(), "r", False)
count: Var[Any] = Var("count", Integer(0, 9), "r", 0)
watch = clock("watch", "r", flag, "")
SCOPE = Scope({v.name: v for v in (light, flag, count, watch)}, {"LIMIT": 5})


class TestPrinted:
    """A few texts by hand, so that the form itself cannot drift."""

    @pytest.mark.parametrize(
        ("expr", "text"),
        [
            ((light == "RED") & ~flag, "role.light == RED and not flag"),
            (~(light == "RED"), "role.light != RED"),
            (light.one_of("RED", "GREEN"), "role.light in {RED, GREEN}"),
            (~light.one_of("RED", "GREEN"), "role.light not in {RED, GREEN}"),
            (count >= 3, "count >= 3"),
            (~(count <= 3), "not count <= 3"),
            ((flag | (count <= 3)) & flag, "(flag or count <= 3) and flag"),
            (count - (count - 1), "count - (count - 1)"),
            (count + -1, "count + (-1)"),
            ((light == "RED") == flag, "(role.light == RED) == flag"),
        ],
    )
    def test_form(self, expr: Expr[Any], text: str) -> None:
        assert to_text(expr) == text


class TestReadByHand:
    @pytest.mark.parametrize(
        ("text", "canonical"),
        [
            ("RED == role.light", "RED == role.light"),
            ("(RED if flag else GREEN) == role.light", "(RED if flag else GREEN) == role.light"),
            ("count < 3", "not count >= 3"),
            ("count > LIMIT", "not count <= LIMIT"),
            ("5 >= count", "count <= 5"),
            ("not not flag", "flag"),
            ("count in {1}", "count == 1"),
            ("flag and (flag and count == 1)", "flag and count == 1"),
            ("1_0 <= count", "count >= 10"),
        ],
    )
    def test_reading(self, text: str, canonical: str) -> None:
        assert to_text(parse(text, SCOPE, Boolean())) == canonical


class TestErrors:
    """``offset`` is the character at which a reader must look."""

    @pytest.mark.parametrize(
        ("marked", "words"),
        [
            ("flag and ^flgg", "'flag'"),
            ("role.light == ^REDD", "'RED'"),
            ("flag and\n\t role.light == ^REDD", "'RED'"),
            ("  ^role.lihgt == RED", "'role.light'"),
            ("^role.light == count", "role.light is Light and count is integer 0..9"),
            ("flag and ^count", "count is integer 0..9"),
            ("not ^count", "count is integer 0..9"),
            ("1 if ^count else 2", "count is integer 0..9"),
            ("flag and ^open('x')", "a call"),
            ("flag or ^1 < count < 3", "one comparison at a time"),
            ("flag and count == ^1.5", "float"),
            ("^watch - 1 == 3", "subtraction"),
            ("count in ^[1, 2]", "braces"),
            ("count in {1, ^RED}", "'RED'"),
            ("flag and ^\N{GREEK SMALL LETTER ALPHA}", "U+03B1"),
            ("flag\nand\n'\N{GRINNING FACE}' == ^x", ""),
            ("flag and flag ^# and count == 1", "comments"),
            ("flag ^\0 and flag", "control"),
            ("flag ^\u200b", "control"),
        ],
    )
    def test_offset_and_message(self, marked: str, words: str) -> None:
        offset, text = marked.index("^"), marked.replace("^", "")
        if "\N{GRINNING FACE}" in text:
            offset = text.index("\N{GRINNING FACE}")
        with pytest.raises(ExpressionError) as caught:
            parse(text, SCOPE, Boolean())
        assert caught.value.offset == offset
        assert words in str(caught.value)

    @pytest.mark.parametrize("text", ["count", "role.light", "1", "LIMIT", "watch", "count + 1"])
    def test_the_whole_expression_has_the_wanted_type(self, text: str) -> None:
        with pytest.raises(ExpressionError, match="boolean is wanted"):
            parse(text, SCOPE, Boolean())

    def test_a_comment_on_the_first_of_two_lines_does_not_swallow_the_second(self) -> None:
        with pytest.raises(ExpressionError, match="comments"):
            parse("flag  # the easy part\nand count == 1", SCOPE, Boolean())
