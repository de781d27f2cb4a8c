"""One's own model in every command that takes ``--model``: in a JSON file and in Python code, from somebody else's folder."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vmotion_cli.main import cli
from vmotion_model.common.exit_codes import BAD_INPUT, HOPED, REFUTED
from vmotion_specs.own import find_suite
from vmotion_specs.suite_json import form_of

pytestmark = pytest.mark.usefixtures("answered")

MODULE = """
from vmotion_model.language import Command, Constant, Deadline, Model, Param, clock, enumeration
from vmotion_specs.properties import Property, PropertyKind
from vmotion_specs.suite import Suite
from vmotion_specs.timing import deadlock
from enum import StrEnum


class Door(StrEnum):
    SHUT = "SHUT"
    OPEN = "OPEN"


door = enumeration("porter.door", "porter", Door.SHUT, "The door.")
draught = clock("porter.draught", "porter", door == Door.OPEN, "How long it has been open.")
limit = Param("limit")
house = Model(
    "house",
    (door, draught),
    (Constant("limit", LIMIT, "s", "How long the door may be open."),),
    (
        Command("unlock", "porter", {"shut": door == Door.SHUT}, {door: Door.OPEN}, "The porter opens."),
        Command("lock", "porter", {"open": door == Door.OPEN}, {door: Door.SHUT}, "The porter shuts."),
    ),
    (Deadline("porter.draught", limit, ("lock",)),),
    "A porter and a door.",
)


def suite() -> Suite:
    asked = (
        Property("warm", "the door is never open for longer than the limit", draught <= limit, why="It gets cold."),
        Property("opens", "the door can be open", door == Door.OPEN, kind=PropertyKind.REACHABLE, why="Nobody gets in."),
        deadlock(house, door == Door.SHUT),
    )
    return Suite.of(house, asked, {"porter": "porter.door"})
""".replace("LIMIT", "30")
AJAR = """schema = 1
title = "The door is left ajar"
model = "house"

[[deadline]]
action = "remove"
clock = "porter.draught"

[expect]
warm = "violated"
timelock = "removed"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with the model in both forms and a change."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VMOTION_CACHE", str(tmp_path / "cache"))
    (tmp_path / "building").mkdir()
    (tmp_path / "building" / "plan.py").write_text(MODULE, encoding="utf-8")
    (tmp_path / "ajar.toml").write_text(AJAR, encoding="utf-8")
    path = list(sys.path)
    (tmp_path / "house.json").write_text(json.dumps(form_of(find_suite("building.plan:suite")), indent=1))
    yield tmp_path
    sys.path[:] = path
    for name in [n for n in sys.modules if n.partition(".")[0] == "building"]:
        del sys.modules[name]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments))


FORMS = pytest.mark.parametrize("name", ["house.json", "building.plan:suite"])


@FORMS
@pytest.mark.usefixtures("folder")
def test_check_judges_all_that_is_asked(name: str) -> None:
    done = run("check", "--model", name, "--format", "json")
    assert done.exit_code == HOPED, done.output
    verdicts = {p["id"]: p["verdict"] for p in json.loads(done.output)["properties"]}
    assert verdicts == dict.fromkeys(("timelock", "warm", "opens", "deadlock"), "proved")


@FORMS
@pytest.mark.usefixtures("folder")
def test_a_change_of_it_is_judged_drawn_and_has_a_page(name: str) -> None:
    assert run("check", "--model", name, "--change", "ajar.toml").exit_code == REFUTED
    assert run("check", "--model", name, "--change", "ajar.toml", "--expect").exit_code == HOPED
    drawn = run("diagram", "--model", name, "difference", "--change", "ajar.toml", "--format", "text")
    assert "deadline of porter.draught" in drawn.output
    broken = run(
        "diagram", "--model", name, "counterexample", "--change", "ajar.toml", "--property", "warm", "--format", "text"
    )
    assert "warm is violated" in broken.output
    assert run("report", "--model", name, "--change", "ajar.toml", "--output", "page.html").exit_code == REFUTED
    assert "It gets cold." in Path("page.html").read_text(encoding="utf-8")


@FORMS
@pytest.mark.usefixtures("folder")
def test_it_is_drawn_run_explained_exported_and_mutated(name: str) -> None:
    assert "unlock" in run("diagram", "--model", name, "porter", "--format", "text").output
    assert run("diagram", "--model", name, "--list").output.split() == [
        "whole",
        "porter",
        "counterexample",
        "difference",
    ]
    assert "unlock" in run("simulate", "--model", name, "--seed", "1", "--steps", "3").output
    Path("open.script").write_text("unlock\nelapse 30\nexpect porter.door == OPEN\nlock\n", encoding="utf-8")
    assert run("simulate", "--model", name, "--script", "open.script").exit_code == HOPED
    assert "unlock" in run("diagram", "--model", name, "sequence:open.script", "--format", "text").output
    said = run("explain", "--model", name, "warm").output
    assert "the door is never open for longer than the limit" in said
    assert "KB 1003734" not in run("explain", "--model", name, "porter.SHUT").output
    assert json.loads(run("export", "json", "--model", name).output) == json.loads(Path("house.json").read_text())
    assert "porter_door" in run("export", "promela", "--model", name).output
    assert run("export", "smtlib", "--model", name).exit_code == BAD_INPUT
    mutants = json.loads(run("mutation", "--model", name, "--jobs", "1", "--format", "json").output)
    assert mutants["counts"]["killed"] > 0
    assert mutants["unexplained"] == [m["mutant"] for m in mutants["mutants"] if m["fate"] == "survives"]


@FORMS
def test_a_saved_counterexample_finds_the_model_again(folder: Path, name: str) -> None:
    """From another folder, as pytest runs it."""
    text = (folder / "house.json").read_text(encoding="utf-8").replace("porter.draught <= limit", "porter.draught <= 9")
    (folder / "house.json").write_text(text, encoding="utf-8")
    module = (folder / "building" / "plan.py").read_text(encoding="utf-8").replace("draught <= limit", "draught <= 9")
    (folder / "building" / "plan.py").write_text(module, encoding="utf-8")
    sys.modules.pop("building.plan", None)
    (folder / "tests").mkdir()
    assert run("check", "--model", name, "--save-test", "tests/test_warm.py").exit_code == REFUTED
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, [str(folder), os.environ.get("PYTHONPATH")])),
    }
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "warm is violated" in done.stdout or "AssertionError" in done.stdout


def test_what_is_wrong_from_the_start_is_said_in_every_form(folder: Path) -> None:
    """Often the first thing that somebody asks of a first model."""
    text = (folder / "house.json").read_text(encoding="utf-8")
    (folder / "house.json").write_text(text.replace("porter.draught <= limit", "porter.door == OPEN"), encoding="utf-8")
    told = run("check", "--model", "house.json")
    assert told.exit_code == REFUTED, told.output
    assert "warm VIOLATED: the door is never open for longer than the limit" in told.output
    assert "It gets cold.\nThe initial state breaks it." in told.output
    for form in ("json", "junit", "sarif", "markdown"):
        done = run("check", "--model", "house.json", "--format", form)
        assert done.exit_code == REFUTED, form
        assert isinstance(done.exception, SystemExit), form
        assert "warm" in done.output
    drawn = run("diagram", "counterexample", "--model", "house.json", "--property", "warm", "--format", "text")
    assert "warm is violated" in drawn.output
    assert run("report", "--model", "house.json", "--output", "house.html").exit_code == REFUTED


@pytest.mark.usefixtures("folder")
def test_mutants_are_judged_by_several_processes_as_by_one() -> None:
    """Another process finds the model again by what --model said."""
    found = [
        json.loads(run("mutation", "--model", "house.json", "--no-cache", "--jobs", jobs, "--format", "json").output)
        for jobs in ("1", "2")
    ]
    assert [(m["mutant"], m["fate"]) for m in found[0]["mutants"]] == [
        (m["mutant"], m["fate"]) for m in found[1]["mutants"]
    ]


@pytest.mark.usefixtures("folder")
def test_nothing_on_file_speaks_of_a_model_that_is_only_called_like_one_that_ships() -> None:
    """Neither its certificate nor its changes: a model called vmotion is not the protocol."""
    text = Path("house.json").read_text(encoding="utf-8").replace('"name": "house"', '"name": "vmotion"')
    Path("other.json").write_text(text, encoding="utf-8")
    done = run("check", "--model", "other.json", "--format", "json")
    assert done.exit_code == HOPED, done.output
    listed = json.loads(run("check", "--model", "other.json", "--list", "--format", "json").output)
    assert listed["changes"] == []
    assert "phases" not in run("diagram", "--model", "other.json", "--list").output
    assert run("explain", "--model", "other.json", "warm").exit_code == HOPED
    assert run("mutation", "--model", "other.json", "--sample", "3", "--jobs", "1").exit_code in (HOPED, REFUTED)


@pytest.mark.parametrize(
    "command",
    [
        ["check"],
        ["diagram"],
        ["simulate", "--seed", "1"],
        ["mutation"],
        ["export", "json"],
        ["report", "--output", "x.html"],
        ["explain", "warm"],
        ["explore"],
    ],
    ids=lambda c: c[0],
)
@pytest.mark.parametrize(
    ("argument", "words"),
    [
        ("broken.json", "broken.json:2: unknown key 'nme'"),
        ("missing.json", "missing.json:1: can't be read"),
        ("building.pln:suite", "there is no module 'building.pln'"),
        ("building.plan:sute", "did you mean 'suite'"),
        ("hose", "there is no model 'hose'"),
    ],
)
def test_a_model_that_makes_no_sense_is_one_message_in_every_command(
    folder: Path, command: list[str], argument: str, words: str
) -> None:
    (folder / "broken.json").write_text('{"schema": 2,\n "nme": "x"}', encoding="utf-8")
    done = run(*command, "--model", argument)
    assert done.exit_code == BAD_INPUT, done.output
    assert words.replace("broken.json:2", "broken.json:1") in done.output
    assert isinstance(done.exception, SystemExit)
    assert not (folder / "x.html").exists()


def test_bad_input_in_json_has_its_place(folder: Path) -> None:
    text = (
        (folder / "house.json").read_text(encoding="utf-8").replace("porter.draught <= limit", "porter.draugt <= limit")
    )
    (folder / "house.json").write_text(text, encoding="utf-8")
    line = next(n for n, row in enumerate(text.split("\n"), 1) if '"id": "warm"' in row) - 1
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    for command in (["check"], ["mutation"], ["explain", "warm"]):
        done = subprocess.run(
            [
                sys.executable,
                "-c",
                "from vmotion_cli.main import main; main()",
                *command,
                "--model",
                "house.json",
                "--format",
                "json",
            ],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        error = json.loads(done.stdout)["error"]
        assert (done.returncode, error["file"], error["line"]) == (BAD_INPUT, "house.json", line)
        assert "draugt" in error["message"]


def test_the_help_says_whose_code_is_run() -> None:
    for command in ("check", "simulate", "mutation", "diagram", "export", "report", "explain"):
        assert "runs that Python code" in " ".join(run(command, "--help").output.split()), command
