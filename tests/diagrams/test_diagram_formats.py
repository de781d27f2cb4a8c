"""Every format of the registry: found by its module alone, and what it draws is data, never markup of the format."""

import re
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawn import KINDS, described
from vmotion_diagrams import Description, all_formats, by_ending, describe
from vmotion_diagrams.description import (
    Action,
    Again,
    Delay,
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
from vmotion_diagrams.formats.plain import to_text
from vmotion_diagrams.formats.plantuml import to_plantuml

HOSTILE = (
    "<script>alert(1)</script>",
    'say "no"',
    "two\nlines",
    "[bold red]x[/] ~ **b** __u__ //i//",
    "@enduml",
    "end legend",
    "end; x",
    "a\\nb",
)
awkward = st.text(st.sampled_from('ab "<>&#;:|[]\\`{}()%✗\n~*_/-=@'), min_size=1, max_size=30).filter(str.strip)

# PlantUML, line by line: texts are letters, a little punctuation, and code points.
TEXT = r"(?:[A-Za-z0-9 .,:=()→✗≤≥-]|<U\+[0-9A-F]{4,6}>|\\n)*"
ID = r"[A-Za-z0-9_]+"
PLANTUML = (
    "@startuml",
    "@enduml",
    rf"title {TEXT}",
    "hide empty description",
    "left to right direction",
    rf'state "{TEXT}" as {ID} #[0-9a-f]{{6}}(?: \{{)?',
    r"\}",
    rf"{ID} : {TEXT}",
    rf"{ID} -\[#[0-9a-f]{{6}}(?:,(?:dashed|dotted|bold))?\]-> {ID}(?: : {TEXT})?",
    "legend",
    "end legend",
    rf"<U\+2022> {TEXT}",
    rf'participant "{TEXT}" as {ID} #[0-9a-f]{{6}}',
    rf"{ID} (?:->|-->|->o|->x) {ID} : {TEXT}",
    rf"note over {ID}(?:,{ID})? : {TEXT}",
    rf"\.\.\. {TEXT} \.\.\.",
    r"loop from step \d+ on again and again, for ever",
    "end",
)


def hostile(text: str) -> tuple[Description, Description]:
    """A graph and a run in which every text is the same awkward one."""
    line = (Line(text, Status.FAILURE),)
    nodes = (Node("r.A", text, details=(text,), notes=line), Node("r.B", "B"))
    graph = Graph(text, nodes, (Edge("r.A", "r.B", line),), legend=line, numbers=(("F01", text),))
    run = Sequence(
        text,
        (Lifeline("a", text), Lifeline("b", "b"), Lifeline("storage", "storage")),
        (
            Action("a", (Line(text, strong=True),), 1, 0, (), (text,)),
            Action("b", (Line(text, strong=True),), 2, 0, (text,)),
            Delay(3, 3, 3, 3),
            Action("a", (Line(text, strong=True),), 4, 3),
        ),
        (text,),
        messages=(
            Message("a", "b", text, 1, 2, MessageFate.TAKEN),
            Message("b", "a", text, 2, None, MessageFate.UNDER_WAY),
        ),
        store="storage",
    )
    return graph, run


def test_the_formats_that_the_documents_name_are_there() -> None:
    assert set(all_formats()) == {"svg", "png", "pdf", "dot", "mermaid", "plantuml", "text"}
    for ending, name in ((".SVG", "svg"), (".gv", "dot"), (".puml", "plantuml"), (".txt", "text"), (".mmd", "mermaid")):
        found = by_ending(ending)
        assert found is not None
        assert found.name == name
    assert by_ending(".gif") is None
    endings = [e for f in all_formats().values() for e in f.endings]
    assert len(endings) == len(set(endings))


def test_a_new_module_is_a_new_format_and_no_other_file_is_touched(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A module on the package's path, as if it stood in the folder: the command line knows its name and its ending."""
    from click.testing import CliRunner

    import vmotion_diagrams.formats as package
    from vmotion_cli.diagram import command

    (tmp_path / "shout.py").write_text(
        "from vmotion_diagrams.formats.format import Format\n"
        "FORMAT = Format('shout', ('.shout',), lambda d: d.title.upper())\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(package, "__path__", [*package.__path__, str(tmp_path)])
    all_formats.cache_clear()
    try:
        target = tmp_path / "x.shout"
        assert CliRunner().invoke(command, ["source", "--format", "shout"]).stdout == "THE SOURCE VMX\n"
        assert CliRunner().invoke(command, ["source", "--output", str(target)]).exit_code == 0
        assert target.read_text(encoding="utf-8") == "THE SOURCE VMX\n"
        assert "shout" in CliRunner().invoke(command, ["--help"]).stdout
    finally:
        sys.modules.pop("vmotion_diagrams.formats.shout", None)
        all_formats.cache_clear()


@pytest.fixture(scope="module", params=KINDS, ids=lambda k: k[0])
def description(request: pytest.FixtureRequest) -> Description:
    return described(*request.param)


def test_plantuml_is_right_line_by_line(description: Description) -> None:
    check_plantuml(to_plantuml(description))


def check_plantuml(text: str) -> None:
    lines = text.splitlines()
    assert (lines[0], lines[-1]) == ("@startuml", "@enduml")
    assert lines.count("@enduml") == 1
    for line in lines:
        assert any(re.fullmatch(rule, line) for rule in PLANTUML), line
    assert sum(line.startswith("loop ") for line in lines) == lines.count("end")
    declared = {m[1] for line in lines if (m := re.search(rf'^(?:state|participant) ".*" as ({ID}) ', line))}
    used = {n for line in lines if (m := re.match(rf"({ID}) -\S*> ?[ox]? ?({ID})", line)) for n in m.groups()}
    assert used <= declared


def test_the_grammar_of_plantuml_refuses_markup() -> None:
    good = to_plantuml(describe("source"))
    for wrong in (good.replace("prepare", "<b>prepare", 1), good.replace("@enduml", "!include x\n@enduml")):
        with pytest.raises(AssertionError):
            check_plantuml(wrong)


def test_the_text_form_fits_80_columns_and_leaves_out_nothing(description: Description) -> None:
    text = to_text(description)

    assert max(map(len, text.splitlines())) <= 80
    said = _letters(text)
    if isinstance(description, Graph):
        lines = [x for n in description.nodes for x in n.notes] + [x for e in description.edges for x in e.labels]
        for line in lines:
            assert all(word in said for word in line.text.split()), line.text
        assert all(_letters(n.title) in said for n in description.nodes if not n.stands_for)
    else:
        for row in description.rows:
            if isinstance(row, Action):
                assert all(line.text.split()[-1] in said for line in row.lines)
            elif isinstance(row, Delay):
                assert f"{row.seconds} s pass" in text
        assert all(_letters(m) in said for m in description.moment)


def _letters(text: str) -> str:
    return re.sub(r"[\s\xa0]", "", text)


def test_the_text_form_draws_arrows_from_the_sender_to_the_receiver() -> None:
    """By hand: three lifelines, one message to the right, one lost, one to the left that is still under way."""
    run = Sequence(
        "t",
        (Lifeline("a", "a"), Lifeline("b", "b"), Lifeline("surroundings", "network")),
        (
            Action("a", (Line("1 ask", strong=True),), 1, 0),
            Action("b", (Line("2 answer", strong=True),), 2, 0),
            Action("surroundings", (Line("3 lose", Status.FAILURE, strong=True),), 3, 0),
            Delay(5, 5, 4, 4),
            Action("b", (Line("5 answer", strong=True),), 5, 5),
        ),
        ("P breaks",),
        messages=(
            Message("a", "b", "question", 1, 2, MessageFate.TAKEN),
            Message("b", "surroundings", "answer", 2, 3, MessageFate.LOST),
            Message("b", "a", "answer", 5, None, MessageFate.UNDER_WAY),
        ),
    )

    assert to_text(run).splitlines() == [
        "t",
        "",
        "         a       b       network",
        "0 s      O       |       |        1 ask",
        "         |------>|       |        question",
        "         |       O       |        2 answer",
        "         |       |------x|        ✗ answer (lost in step 3)",
        "         |       |       O        ✗ 3 lose",
        "5 s      --- 4: 5 s pass ---------",
        "         |       O       |        5 answer",
        "         |.------|       |        answer (still under way), sent",
        "=" * 80,
        "✗ P breaks",
        "=" * 80,
    ]


@given(awkward)
@settings(max_examples=60)
def test_no_text_breaks_out_of_plantuml_or_the_text_form(text: str) -> None:
    for description in hostile(text):
        check_plantuml(to_plantuml(description))
        lines = to_text(description).splitlines()
        assert max(map(len, lines)) <= 80
        # A line that the awkward text began would start with it; these start with a lane, a time or a title.
        assert "\r" not in to_text(description)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("index", [0, 1], ids=["graph", "run"])
def test_hostile_text_stays_text_in_a_drawn_picture(text: str, index: int) -> None:
    """No element that is not Graphviz's own; the text itself is there to be read."""
    pytest.importorskip("pygraphviz", reason="the extra pictures is not installed")
    root = ET.fromstring(str(all_formats()["svg"].render(hostile(text)[index])))

    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags <= {"svg", "title", "g", "polygon", "path", "polyline", "text", "a", "ellipse"}
    assert not [a for e in root.iter() for a in e.attrib if a.rpartition("}")[2].startswith("on") or a.endswith("href")]
    shown = _letters("".join(t.text or "" for t in root.iter("{http://www.w3.org/2000/svg}text")))
    assert _letters(text) in shown


def test_what_is_only_counted_is_not_drawn_and_what_crosses_it_is() -> None:
    run = describe("sequence:i-hour-of-precopy")
    assert isinstance(run, Sequence)
    again = next(row for row in run.rows if isinstance(row, Again))

    text = to_text(run)

    assert f"{again.times:,} more times" in text
    # In the rounds that are counted more is sent than there are lines.
    inside = [m for m in run.messages if again.last < m.sent <= again.until]
    assert len(inside) > len(text.splitlines())
