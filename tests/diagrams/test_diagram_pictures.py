"""Pictures: well-formed, nothing outside, drawn by either Graphviz, with letters even where the machine has no font."""

import html
import platform
import re
import shutil
import sys
import xml.etree.ElementTree as ET
from importlib.util import find_spec
from pathlib import Path

import pytest

from drawn import KINDS, described
from vmotion_diagrams import Description, RendererError, describe, digest, graphviz_pictures, to_pdf, to_png, to_svg
from vmotion_diagrams.description import Graph, Line, Node
from vmotion_diagrams.formats.svg import digest_in
from vmotion_diagrams.refresh import FOLDER, PICTURES, refresh, stale

HAS_WHEEL = sys.platform in ("linux", "darwin") and platform.machine() in ("x86_64", "aarch64", "arm64")
"""Where a wheel of pygraphviz is installed along: there a test that does without it must not be skipped."""
RENDERERS = [
    pytest.param(
        "dot", marks=pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz's dot is not installed")
    ),
    pytest.param(
        "wheel",
        marks=pytest.mark.skipif(
            not HAS_WHEEL and find_spec("pygraphviz") is None, reason="for this system there is no wheel of pygraphviz"
        ),
    ),
]
needs_fonts = pytest.mark.skipif(find_spec("matplotlib") is None, reason="the extra pictures is not installed")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(params=RENDERERS)
def renderer(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """Graphviz from PATH, or the one of the wheel with nothing on PATH."""
    if request.param == "wheel":
        monkeypatch.setenv("PATH", str(tmp_path))
    return str(request.param)


@pytest.fixture
def no_fonts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine whose fontconfig knows no font at all."""
    empty = tmp_path / "empty.conf"
    empty.write_text(f"<fontconfig><cachedir>{tmp_path}</cachedir></fontconfig>", encoding="utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(empty))


@pytest.mark.usefixtures("renderer")
@pytest.mark.parametrize("kind", KINDS, ids=lambda k: k[0])
def test_svg_is_well_formed_and_holds_every_name_inside_its_frame(kind: tuple[str, str | None, str | None]) -> None:
    description = described(*kind)

    root = ET.fromstring(to_svg(description))

    assert root.tag == f"{SVG}svg"
    assert root.get("data-description") == f"sha256:{digest(description)}"
    title = root.find(f"{SVG}title")
    assert title is not None
    assert title.text == description.title
    left, top, width, height = (float(n) for n in root.attrib["viewBox"].split())
    assert (round(width), round(height)) == (int(root.attrib["width"]), int(root.attrib["height"]))
    move = re.search(r"translate\(([-\d.]+)[ ,]([-\d.]+)\)", root[1].attrib["transform"])
    assert move is not None
    texts = root.findall(f".//{SVG}text")
    for text in texts:
        size = float(text.attrib["font-size"])
        # Wider than any line of DejaVu Sans can be would be too strict for m, too lax for i: an average letter.
        length = 0.5 * size * len(text.text or "")
        start = float(text.attrib["x"]) + float(move[1])
        start -= length / 2 if text.get("text-anchor") == "middle" else 0
        assert left <= start
        assert start + length <= left + width, text.text
        assert top + size * 0.7 <= float(text.attrib["y"]) + float(move[2]) <= top + height, text.text
    said = _letters("".join(t.text or "" for t in texts))
    names = (
        [n.title for n in description.nodes]
        if isinstance(description, Graph)
        else [line.title for line in description.lifelines]
    )
    for name in names:
        assert _letters(name) in said, name


def _letters(text: str) -> str:
    return re.sub(r"[\s\xa0]", "", text)


@pytest.mark.usefixtures("renderer")
@pytest.mark.parametrize("kind", ["phases", "vcenter", "source", "destination", "failures"])
def test_text_stays_readable_at_the_width_of_a_readme(kind: str) -> None:
    root = ET.fromstring(to_svg(describe(kind)))
    smallest = min(float(t.attrib["font-size"]) for t in root.findall(f".//{SVG}text"))

    assert smallest * min(1.0, 830 / float(root.attrib["width"])) >= 9


def test_what_lies_on_a_readme_is_readable_on_a_phone() -> None:
    for name in PICTURES:
        root = ET.fromstring((FOLDER / name).read_text(encoding="utf-8"))
        smallest = min(float(t.attrib["font-size"]) for t in root.findall(f".//{SVG}text"))
        assert smallest * 380 / float(root.attrib["width"]) >= 5.5, name


@pytest.mark.usefixtures("renderer")
def test_png_and_pdf_are_what_they_say() -> None:
    png, pdf = to_png(describe("phases")), to_pdf(describe("phases"))

    assert png.startswith(b"\x89PNG\r\n")
    # The header holds the width: two pixels for each unit of the SVG.
    width = int(ET.fromstring(to_svg(describe("phases"))).attrib["width"])
    assert abs(int.from_bytes(png[16:20], "big") - 2 * width) <= 2
    assert pdf.startswith(b"%PDF-")
    assert pdf.count(b"/Type /Page\n") <= 1


def _word(word: str) -> Description:
    return Graph("a", (Node("r.A", word, notes=(Line(word),)),), ())


@needs_fonts
@pytest.mark.usefixtures("renderer", "no_fonts")
def test_letters_are_drawn_where_the_machine_has_no_font() -> None:
    # Empty boxes look alike whatever they stand for.
    assert to_png(_word("HHHH")) != to_png(_word("EEEE"))


@pytest.mark.usefixtures("renderer", "no_fonts")
def test_without_any_font_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graphviz_pictures, "shipped_fonts", lambda: None)
    monkeypatch.setattr("vmotion_diagrams.fonts.shipped_fonts", lambda: None)

    with pytest.raises(RendererError, match=r"no font on this machine.*vmotion-model\[pictures\]"):
        to_png(_word("HHHH"))


def test_without_a_renderer_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(graphviz_pictures, "find_spec", lambda _: None)

    with pytest.raises(RendererError, match=r"need Graphviz: install it .* or install vmotion-model\[pictures\]"):
        to_svg(describe("phases"))


def test_a_renderer_that_fails_or_hangs_is_a_clear_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    script = tmp_path / "dot"
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    for body, message in (
        ("echo layout broke >&2; exit 1", "layout broke"),
        ("exec sleep 30", "did not finish within"),
    ):
        script.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        script.chmod(0o755)
        monkeypatch.setattr(graphviz_pictures, "SECONDS", 0.5)
        with pytest.raises(RendererError, match=message):
            to_svg(describe("phases"))


@pytest.mark.long
def test_pictures_of_the_front_page_are_current() -> None:
    assert stale() == [], "the model has moved on: run python -m vmotion_diagrams.refresh"


@pytest.mark.long
def test_a_picture_of_something_else_or_a_missing_one_is_stale(tmp_path: Path) -> None:
    for name in PICTURES:
        old = (FOLDER / name).read_text(encoding="utf-8")
        found = digest_in(old)
        assert found is not None
        (tmp_path / name).write_text(old.replace(found, "0" * 64), encoding="utf-8")
    assert stale(tmp_path) == list(PICTURES)
    (tmp_path / "phases.svg").unlink()
    assert "phases.svg" in stale(tmp_path)


@pytest.mark.usefixtures("renderer")
def test_what_is_stale_is_drawn_and_nothing_else(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("vmotion_diagrams.refresh.PICTURES", {"phases.svg": PICTURES["phases.svg"]})
    assert (refresh(tmp_path), refresh(tmp_path)) == (["phases.svg"], [])
    assert [p.name for p in tmp_path.glob("*.svg")] == ["phases.svg"]


@pytest.mark.long
@pytest.mark.usefixtures("renderer")
def test_refreshing_makes_them_current(tmp_path: Path) -> None:
    assert refresh(tmp_path) == list(PICTURES)
    assert stale(tmp_path) == []
    assert sorted(p.name for p in tmp_path.glob("*.svg")) == sorted(PICTURES)
    assert "Generated by graphviz" not in html.unescape((tmp_path / "phases.svg").read_text(encoding="utf-8"))
