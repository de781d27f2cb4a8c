"""Change files of random bytes, words and expressions: each is a model or an error that points into the file."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from effort import examples
from specs.change_text import GUARD, apply, refusal
from vmotion_specs.change import ChangeError


@settings(max_examples=examples(300), deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
@example(b"schema = 1\ntitle = 'x'\nguard = 1\n")
@example(b"schema = 1\ntitle = 'x'\n[expect]\nrefused = 3\n")
@example(b"[[expect]]\n")
def test_no_bytes_raise_anything_but_a_change_error(data: bytes) -> None:
    with pytest.raises(ChangeError):
        apply(data)


def _literal(text: str) -> str:
    import json

    return json.dumps(text)


WORDS = [
    "stun", "fall_back", "nobody", "little remains", "source.state", "source.protection", "disk.holder", "READY", "add",
    "drop", "replace", "remove", "set", "protection_timer", "integer 0..3", "clock", "boolean", "Source", "source",
    "history", "shared", "S1", "R7", "timelock", "True", "0", "-1", "source.state == READY", "units.own + 1", "elapse",
    "not config.read_only", "source.quiet <= 20", "violated", "a.b", "observed.precopy", "message loss", "vcenter",
]  # fmt: skip
VALUES = st.one_of(
    st.sampled_from(WORDS).map(_literal),
    st.text(max_size=20).map(_literal),
    st.integers(-5, 300).map(str),
    st.sampled_from(["true", "false", "1.5", "[]", '["A", "B"]', '["A", 1]', "{}", '{"x" = "True"}', "1979-05-27"]),
)
TABLES = {
    "constant": ["name", "value"],
    "variable": ["name", "owner", "kind", "initial", "active", "says"],
    "guard": ["command", "action", "conjunct", "expression"],
    "effect": ["command", "variable", "value", "action"],
    "command": ["action", "name", "role", "guard", "effect", "says", "fault"],
    "deadline": ["action", "clock", "limit", "handlers"],
    "property": ["action", "id", "title", "claim", "premise"],
    "expect": ["S1", "behaviour", "refused"],
}


@st.composite
def nearly_right(draw: st.DrawFn) -> str:
    """A file of the right shape with values that may be right or wrong."""
    lines = ["schema = 1", 'title = "x"']
    for table in draw(st.lists(st.sampled_from(sorted(TABLES)), min_size=1, max_size=3, unique=True)):
        lines.append("[expect]" if table == "expect" else f"[[{table}]]")
        lines.extend(f"{key} = {draw(VALUES)}" for key in TABLES[table] if draw(st.integers(0, 9)))
    return "\n".join(lines) + "\n"


@settings(max_examples=examples(500), deadline=None)
@given(nearly_right())
def test_a_file_of_the_right_shape_is_a_model_or_a_change_error(text: str) -> None:
    error = refusal(text.encode())
    if error is not None:
        lines = text.split("\n")
        assert 1 <= error.line <= len(lines)
        assert 1 <= error.column <= len(lines[error.line - 1]) + 1


EXPRESSIONS = st.lists(
    st.sampled_from(
        [*WORDS, "(", ")", "{", "}", " in ", " and ", " or ", " not ", " == ", " if ", " else ", ".", ",", "'"]
    ),
    max_size=12,
).map(" ".join)


@settings(max_examples=examples(500), deadline=None)
@given(st.one_of(EXPRESSIONS, st.text(max_size=60)))
def test_the_place_of_a_bad_expression_lies_in_the_expression(expression: str) -> None:
    literal = _literal(expression)
    text = GUARD + f"expression = {literal}\n"
    error = refusal(text.encode())
    if error is not None:
        assert error.line == GUARD.count("\n") + 1
        assert len("expression = ") < error.column <= len(f"expression = {literal}") + 1
