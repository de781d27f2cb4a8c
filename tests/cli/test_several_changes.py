"""Several change files in one command: each alone, then all together."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from outcomes import DROPPED, HARMLESS, LOCK, vmotion
from vmotion_cli.report_formats import FORMATS
from vmotion_model.common.exit_codes import BAD_INPUT, HOPED, REFUTED
from vmotion_model.language import Command, Model, integer
from vmotion_specs.properties import Property
from vmotion_specs.suite import Suite
from vmotion_specs.suite_json import form_of

pytestmark = pytest.mark.usefixtures("answered")

BELOW_TWO, BELOW_THREE = "below two", "below three"


def dropped(label: str, expect: str = "") -> str:
    return f"""schema = 1
title = "Without {label}"
model = "stairs"

[[guard]]
command = "up"
action = "drop"
conjunct = "{label}"

[expect]
{expect}
"""


@pytest.fixture
def stairs(tmp_path: Path) -> Path:
    """Steps up: two guards, of which either keeps the value at 3 or below; without both it is only the range that ends at 5."""
    value = integer("walker.at", "walker", 0, 0, 5, "")
    up = Command(
        "up",
        "walker",
        {BELOW_TWO: value <= 1, BELOW_THREE: value <= 2, "there is a step": value <= 4},
        {value: value + 1},
        "One step up.",
    )
    down = Command("down", "walker", {"not at the bottom": value >= 1}, {value: value - 1}, "One step down.")
    suite = Suite.of(Model("stairs", (value,), (), (up, down)), [Property("low", "at 3 or below", value <= 3)])
    path = tmp_path / "stairs.json"
    path.write_text(json.dumps(form_of(suite)))
    (tmp_path / "two.toml").write_text(dropped(BELOW_TWO, 'behaviour = "adds"'))
    (tmp_path / "three.toml").write_text(dropped(BELOW_THREE, 'behaviour = "equivalent"'))
    return tmp_path


def check(folder: Path, *arguments: str, names: tuple[str, ...] = ("two.toml", "three.toml")) -> Any:
    changes = [a for n in names for a in ("--change", str(folder / n))]
    return vmotion("check", "--model", str(folder / "stairs.json"), "--engine", "explicit", *changes, *arguments)


def words(text: str) -> str:
    """On one line, wherever lines are broken."""
    return " ".join(text.split())


def test_what_only_both_break_is_found_and_said(stairs: Path) -> None:
    done = check(stairs, "--format", "json")
    assert done.exit_code == REFUTED
    two, three, both = json.loads(done.output)
    assert [r["verdict"] for r in (two, three)] != ["violated"] * 2
    assert all(r["verdict"] in ("proved", "exhausted") for r in (two, three))
    assert both["verdict"] == "violated"
    assert both["change"]["combines"] == [two["change"]["name"], three["change"]["name"]]
    assert two["change"]["combines"] == three["change"]["combines"] == []
    (low,) = (p for p in both["properties"] if p["id"] == "low")
    # By hand: four steps up.
    assert [s["command"] for s in low["counterexample"]["steps"]] == ["up"] * 4
    assert both["change"]["notes"] == ["low is violated with all changes together, and passes with each alone"]


def test_a_surprise_of_the_combination_does_not_pass_as_declared(stairs: Path) -> None:
    """Alone each is as declared; what both break no file declares."""
    for name in ("two.toml", "three.toml"):
        assert check(stairs, "--expect", names=(name,)).exit_code == HOPED
    done = check(stairs, "--expect")
    assert done.exit_code == REFUTED
    assert "Not as declared: low: the verdict on the changes together is violated, which no file declares." in words(
        done.output
    )
    # A file that declares it answers for both: alone it is then a surprise itself.
    (stairs / "two.toml").write_text(dropped(BELOW_TWO, 'low = "violated"'))
    assert "Nothing falls with all of them together that no file declares." in words(check(stairs, "--expect").output)
    assert check(stairs, "--expect", names=("two.toml",)).exit_code == REFUTED


def test_what_one_breaks_and_another_mends_is_no_surprise(stairs: Path) -> None:
    breaks = """schema = 1
title = "No guard but the range"
model = "stairs"
[[guard]]
command = "up"
action = "drop"
conjunct = "below two"
[[guard]]
command = "up"
action = "drop"
conjunct = "below three"
[expect]
low = "violated"
"""
    mends = """schema = 1
title = "Nobody goes above one"
model = "stairs"
[[guard]]
command = "up"
action = "add"
conjunct = "at the bottom"
expression = "walker.at == 0"
[expect]
behaviour = "removes"
"""
    (stairs / "breaks.toml").write_text(breaks)
    (stairs / "mends.toml").write_text(mends)
    done = check(stairs, "--expect", "--format", "json", names=("breaks.toml", "mends.toml"))
    assert done.exit_code == HOPED, done.output
    alone, _, both = json.loads(done.output)
    assert (alone["verdict"], both["verdict"] in ("proved", "exhausted")) == ("violated", True)
    (note,) = both["change"]["notes"]
    assert note == f"low passes with all changes together, and not with {alone['change']['name']} alone"


def test_every_format_has_each_and_the_combination(stairs: Path) -> None:
    done = check(stairs, *(a for f in FORMATS for a in ("--write", f"{f}:{stairs / f}")))
    for form in ("text", "json", "junit", "markdown"):
        text = (stairs / form).read_text()
        for title in ("Without below two", "Without below three", "The 2 changes together"):
            assert title in text, form
    log = json.loads((stairs / "sarif").read_text())
    (result,) = log["runs"][0]["results"]
    assert "The 2 changes together" in result["message"]["text"]
    # The last step of the run is up, and the last edit of it is in the second file.
    place = result["locations"][0]["physicalLocation"]
    assert (Path(place["artifactLocation"]["uri"]).name, place["region"]["startLine"]) == ("three.toml", 5)
    rows = [line.split() for line in done.output.splitlines() if line.startswith(("two ", "three ", "together "))]
    assert [(r[0], r[1], r[2]) for r in rows] == [
        ("two", "exhausted", "-"),
        ("three", "exhausted", "-"),
        ("together", "VIOLATED", "low"),
    ]


def test_the_saved_test_of_a_combination_has_all_of_its_files(stairs: Path) -> None:
    target = stairs / "test_both.py"
    check(stairs, "--save-test", str(target))
    text = target.read_text()
    scope: dict[str, Any] = {"__file__": str(target)}
    exec(compile(text, str(target), "exec"), scope)
    (test,) = (value for name, value in scope.items() if name.startswith("test_"))
    with pytest.raises(AssertionError, match="low is violated"):
        test()
    (stairs / "three.toml").write_text(dropped("there is a step", 'behaviour = "equivalent"'))
    test()


CONTRADICTIONS: Mapping[str, tuple[str, str]] = {
    "edited twice": (LOCK, HARMLESS),
    "the same edit": (LOCK, LOCK.replace("One process", "Again one")),
    "removed": (LOCK, LOCK[: LOCK.index("[[")] + '[[command]]\naction = "remove"\nname = "enter_p"\n'),
    "a property": (DROPPED, DROPPED.replace('"drop"', '"replace"\nclaim = "True"')),
}


@pytest.mark.parametrize("what", CONTRADICTIONS)
@pytest.mark.parametrize("form", FORMATS)
def test_a_contradiction_is_bad_input_with_both_places(what: str, form: str, tmp_path: Path) -> None:
    first, second = CONTRADICTIONS[what]
    (tmp_path / "first.toml").write_text(first)
    (tmp_path / "second.toml").write_text(second)
    names = [str(tmp_path / n) for n in ("first.toml", "second.toml")]
    done = vmotion(
        "check", "--model", "mutual-exclusion", "--format", form, *(a for n in names for a in ("--change", n))
    )
    assert done.exit_code == BAD_INPUT
    said = done.output.replace("\\_", "_").replace("<!-- -->", "")
    for name in names:
        assert f"{name}:" in said or name.rpartition("/")[2] in said, said
    assert "contradicts" in said
    assert "Traceback" not in said


def test_one_file_twice_and_a_folder_are_bad_input(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(LOCK)
    twice = ("--change", str(tmp_path / "a.toml")) * 2
    done = vmotion("check", "--model", "mutual-exclusion", *twice)
    assert (done.exit_code, "named twice" in done.output) == (BAD_INPUT, True)
    done = vmotion("check", "--model", "mutual-exclusion", "--change", str(tmp_path))
    assert (done.exit_code, "--each" in done.output) == (BAD_INPUT, True)
