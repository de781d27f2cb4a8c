"""DOT and Mermaid: the syntax is right, every text is there, and a status can be told without colour."""

import html
import re
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawn import KINDS, described
from mermaid_grammar import check_mermaid
from vmotion_diagrams import Description, describe, to_dot, to_mermaid
from vmotion_diagrams.box_text import balanced, wrapped
from vmotion_diagrams.description import (
    Action,
    Edge,
    Graph,
    Lifeline,
    Line,
    Message,
    MessageFate,
    Node,
    Sequence,
    Status,
)
from vmotion_diagrams.style import MARK, STROKE


@pytest.fixture(scope="module", params=KINDS, ids=lambda k: k[0])
def description(request: pytest.FixtureRequest) -> Description:
    return described(*request.param)


def test_mermaid_is_right_line_by_line(description: Description) -> None:
    check_mermaid(to_mermaid(description))


def test_the_grammar_refuses_what_mermaid_refuses() -> None:
    good = to_mermaid(describe("source"))
    for wrong in (good.replace('"]', "]", 1), good.replace("-->", "->", 1), good + "linkStyle 999 stroke:#000\n"):
        assert wrong != good
        with pytest.raises(AssertionError):
            check_mermaid(wrong)


def test_every_text_of_the_description_is_in_both(description: Description) -> None:
    dot = _letters(html.unescape(re.sub(r"</?(?:B|I|BR|HR|FONT|TABLE|TR|TD)\b[^>]*>", "", to_dot(description))))
    mermaid = _letters(html.unescape(to_mermaid(description).replace("#quot;", '"').replace("<br/>", "")))

    for text in _texts(description):
        assert _letters(text) in dot, text
        assert _letters(text.replace(";", ",")) in mermaid.replace(";", ","), text


def _texts(description: Description) -> list[str]:
    if isinstance(description, Graph):
        lines = [line for n in description.nodes for line in n.notes] + [x for e in description.edges for x in e.labels]
        return [n.title for n in description.nodes] + [line.text for line in (*lines, *description.legend)]
    actions = [row for row in description.rows if isinstance(row, Action)]
    said = [line.text for row in actions for line in row.lines] + [
        a for row in actions for a in (*row.reads, *row.writes)
    ]
    said += [m.text for m in description.messages if len(description.rows) < 60]
    return [*said, *description.moment, *(line.title for line in description.lifelines)]


def _letters(text: str) -> str:
    return re.sub(r"[\s\xa0]", "", text)


def test_statuses_differ_in_line_and_mark_and_not_only_in_colour() -> None:
    looks = {(STROKE[s].style, STROKE[s].width, MARK[s]) for s in Status}
    marks = {MARK[s] for s in Status}

    assert len(looks) == len(marks) == len(Status)
    # In black and white print: solid, dashed and dotted, thin and thick.
    assert len({(STROKE[s].style, STROKE[s].width > 1.5) for s in Status}) == len(Status)


@pytest.mark.parametrize("status", [s for s in Status if s is not Status.NORMAL])
def test_a_status_is_readable_in_the_text_of_each_renderer(status: Status) -> None:
    line = (Line("the text", status),)
    nodes = (Node("r.A", "A"), Node("r.B", "B", notes=line))
    graph = Graph("t", nodes, (Edge("r.A", "r.B", line, status),))

    for text in (to_dot(graph).replace("\xa0", " "), to_mermaid(graph)):
        assert text.count(MARK[status] + "the text") == 2
    assert f"style={STROKE[status].style}" in to_dot(graph)


awkward = st.text(st.sampled_from('ab "<>&#;:|[]\\`{}()%✗\n'), min_size=1, max_size=30).filter(str.strip)


@given(awkward)
def test_no_text_breaks_out_of_its_label(text: str) -> None:
    text = " ".join(text.split())
    graph = Graph(
        text, (Node("r.A", text, notes=(Line(text),)), Node("r.B", "B")), (Edge("r.A", "r.B", (Line(text),)),)
    )
    check_mermaid(to_mermaid(graph))
    line = (Line(text, strong=True),)
    rows = (Action("a", line, 1, 0, (), (text,)), Action("b", line, 2, 0, (text,)))
    ends = (Lifeline("a", text), Lifeline("b", text))
    sent = (Message("a", "b", text, 1, 2, MessageFate.TAKEN), Message("b", "a", text, 2, None, MessageFate.UNDER_WAY))
    check_mermaid(to_mermaid(Sequence(text, ends, rows, (text,), messages=sent, store="a")))


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz's dot is not installed")
@pytest.mark.parametrize("text", ['"', "<b>", "&amp;", "a\\nb", "\\", "|", "a:b", "#", "it's", "-->"])
def test_graphviz_takes_awkward_text_as_it_is(text: str) -> None:
    graph = Graph(text, (Node("r.A", text, notes=(Line(text),)),), (), legend=(Line(text),))

    done = subprocess.run(["dot", "-Tsvg"], input=to_dot(graph), capture_output=True, text=True, check=True)

    assert done.stderr == ""
    assert html.unescape(done.stdout).count(f">{text}<") == 4


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz's dot is not installed")
def test_graphviz_accepts_the_text_without_a_complaint(description: Description) -> None:
    done = subprocess.run(["dot", "-Tplain"], input=to_dot(description), capture_output=True, text=True, check=True)

    assert done.stderr == ""
    assert done.stdout.startswith("graph ")


@given(st.text(st.sampled_from("ab_. "), min_size=1, max_size=60), st.integers(4, 30))
def test_wrapping_keeps_every_letter_and_the_width(text: str, width: int) -> None:
    lines = wrapped(text, width)

    assert all(len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("batch ACKNOWLEDGED", 12, ["batch", "ACKNOWLEDGED"]),
        ("ABSENT (unread, gone in step 8)", 26, ["ABSENT (unread,", "gone in step 8)"]),
        ("config.read_only = false", 12, ["config.read_", "only = false"]),
    ],
)
def test_lines_of_one_length_tear_no_word_apart(text: str, width: int, lines: list[str]) -> None:
    assert balanced(text, width) == lines


@pytest.mark.parametrize(
    ("kind", "change", "above"),
    [
        ("phases", None, "vcenter_COMPLETED"),
        ("source", None, "source_FINISHED"),
        ("difference", "fall-back-without-lock", "group_source"),
    ],
)
def test_in_mermaid_a_legend_stands_below_and_its_lines_are_whole(kind: str, change: str | None, above: str) -> None:
    text = to_mermaid(describe(kind, change))
    assert f"\n    {above} ~~~ legend\n" in text
    assert "\n    wrappingWidth: 460\n" in text
    # What Mermaid must not make one broad line of.
    assert max(map(len, re.findall(r"<b>([^<]*)<", text))) <= 28
