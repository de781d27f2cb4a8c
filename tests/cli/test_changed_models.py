"""A changed model in the commands that run and explain, families of properties, and all errors of a change file in JSON."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from outcomes import MAIN
from vmotion_cli.main import cli
from vmotion_model.common.exit_codes import BAD_INPUT, HOPED, REFUTED, UNDECIDED
from vmotion_proofs.results.select_properties import matching
from vmotion_report.outputs.as_json import schema_text
from vmotion_specs.suites import suite

RENAMED = """schema = 1
title = "Other names"
model = "mutual-exclusion"

[[rename]]
kind = "command"
from = "enter_p"
to = "go_in_p"

[[rename]]
kind = "variable"
from = "p.state"
to = "p.stands"

[[rename]]
kind = "member"
of = "Where"
from = "INSIDE"
to = "WITHIN"
"""
WRONG = """schema = 1
title = "Three mistakes"
model = "mutual-exclusion"

[[guard]]
command = "enter_p"
action = "add"
conjunct = "x"
expression = "p.state == WAITS && not lock.taken"

[[effect]]
command = "enter_r"
variable = "lock.taken"
value = "True"

[[property]]
action = "add"
id = "y"
claim = "True"
"""
SWEPT = """schema = 1
title = "How long"
model = "mutual-exclusion"

[[constant]]
action = "add"
name = "patience"
value = [3, 1]
"""
IGNORED = """
[[guard]]
command = "enter_p"
action = "drop"
conjunct = "the lock is free"
"""


@pytest.fixture
def renamed(tmp_path: Path) -> str:
    return written(tmp_path, RENAMED)


def written(folder: Path, text: str) -> str:
    path = folder / "change.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def run(*arguments: str) -> Result:
    done = CliRunner().invoke(cli, list(arguments))
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def test_a_changed_model_is_run(renamed: str, tmp_path: Path) -> None:
    kept = tmp_path / "run.script"
    model = ("--model", "mutual-exclusion", "--change", renamed)
    done = run("simulate", *model, "--seed", "3", "--steps", "12", "--save", str(kept))
    assert done.exit_code == HOPED
    assert "go_in_p" in kept.read_text()
    assert "enter_p" not in done.stdout + kept.read_text()
    assert "p.stands" in done.stdout
    assert run("simulate", *model, "--script", str(kept)).exit_code == HOPED
    # What the unchanged model has no command for is a mistake in the script.
    assert run("simulate", "--model", "mutual-exclusion", "--script", str(kept)).exit_code == BAD_INPUT


def test_names_of_a_changed_model_are_explained(renamed: str) -> None:
    model = ("--model", "mutual-exclusion", "--change", renamed)
    done = run("explain", "go_in_p", *model)
    assert done.exit_code == HOPED
    assert "It takes the lock and enters." in done.stdout
    assert run("explain", "enter_p", *model).exit_code == BAD_INPUT


def test_the_text_says_what_is_written_differently_and_what_that_does(renamed: str) -> None:
    done = run("check", "--model", "mutual-exclusion", "--engine", "explicit", "--change", renamed)
    assert done.exit_code == HOPED
    said = " ".join(done.stdout.split())
    for sentence in (
        "What is written differently: command enter_p is now called go_in_p.",
        "variable p.state is now called p.stands.",
        "member INSIDE of Where is now called WITHIN.",
        "Behaviour: equivalent.",
    ):
        assert sentence in said


def test_a_sweep_is_a_table_and_says_what_was_not_judged(tmp_path: Path) -> None:
    change = written(tmp_path, SWEPT)
    arguments = ("check", "--model", "mutual-exclusion", "--engine", "explicit", "--change", change)
    said = run(*arguments).stdout
    assert "patience   1           3" in said
    assert "4 properties pass with every value." in said
    assert "of values between them nothing is" in said
    found = json.loads(run(*arguments, "--format", "json").stdout)
    assert [r["change"]["sweep"]["value"] for r in found] == [1, 3]
    assert run(*arguments, "--change", "lock-ignored").exit_code == BAD_INPUT
    refused = run("diagram", "difference", "--model", "mutual-exclusion", "--change", change)
    assert refused.exit_code == BAD_INPUT
    assert "patience is swept over 2 values; only vmotion check judges a sweep" in refused.stderr


def test_a_sweep_in_halves_leaves_out_what_it_says_it_leaves_out(tmp_path: Path) -> None:
    """With any patience the lock is ignored, so the ends agree; both runs break the middle, which nobody judges, as well."""
    change = written(tmp_path, SWEPT.replace("[3, 1]", "[3, 1, 2]") + IGNORED)
    arguments = ("check", "--model", "mutual-exclusion", "--engine", "explicit", "--change", change, "--bisect")
    said = run(*arguments, "--write", f"markdown:{tmp_path / 'm'}")
    assert said.exit_code == REFUTED
    assert re.search(r"exclusion +VIOLATED +VIOLATED\* +VIOLATED", said.stdout)
    words = " ".join(said.stdout.split())
    assert "2 of 3 values were judged;" in words
    assert "* follows from another value" in words
    data = json.loads(run(*arguments, "--format", "json").stdout)
    Draft202012Validator(json.loads(schema_text())).validate(data)
    (line,) = (p for p in data[0]["change"]["sweep"]["properties"] if p["id"] == "exclusion")
    assert (line["violated"], line["follows"], line["assumed"]) == ([1, 2, 3], [2], None)
    assert [r["verdict"] for r in data] == ["violated", "unknown", "violated"]
    page = (tmp_path / "m").read_text(encoding="utf-8")
    assert "1 of 3 values were left out" in page
    assert "patience = 2" not in page
    # What passes with the values that were judged is no pass of those that were not.
    harmless = written(tmp_path, SWEPT.replace("[3, 1]", "[3, 1, 2]"))
    assert run(*arguments[:-2], harmless, "--bisect").exit_code == UNDECIDED
    assert run(*arguments, "--change", "lock-ignored").exit_code == BAD_INPUT
    assert run("check", "--bisect").exit_code == BAD_INPUT


def test_all_errors_are_told_at_once_as_text_and_as_json(tmp_path: Path) -> None:
    change = written(tmp_path, WRONG)
    done = run("check", "--model", "mutual-exclusion", "--change", change)
    assert done.exit_code == BAD_INPUT
    lines = done.stderr.splitlines()
    assert [line.partition("change.toml:")[2].partition(":")[0] for line in lines] == ["9", "12"]
    arguments = ["check", "--model", "mutual-exclusion", "--change", change, "--format", "json"]
    whole = subprocess.run([*MAIN, *arguments], capture_output=True, text=True, check=False)
    assert whole.returncode == BAD_INPUT
    said = json.loads(whole.stdout)
    Draft202012Validator(json.loads(schema_text())).validate(said)
    assert (said["error"]["line"], said["error"]["column"]) == (9, 32)
    assert [e["line"] for e in said["error"]["errors"]] == [9, 12]
    assert "in place of && write and" in said["error"]["errors"][0]["message"]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("S6", {"S6a", "S6b", "S6c", "S6d", "S6e"}),
        ("S1", {"S1"}),
        ("timelock", {"timelock"}),
        ("R", None),
    ],
)
def test_a_name_means_its_family_and_a_word_only_itself(name: str, wanted: set[str] | None) -> None:
    known = [p.id for p in suite("vmotion").properties]
    assert matching([name], known) == (wanted or {k for k in known if k.startswith("R")})


def test_all_safety_properties_are_those_of_s_and_own_ids_that_are_words_are_no_family() -> None:
    known = ["S1", "S12b", "safe", "Some", "S", "T1", "safer"]
    assert matching(["S"], known) == {"S", "S1", "S12b"}
    assert matching(["safe"], known) == {"safe"}


def test_an_assumption_is_left_out_of_a_change(tmp_path: Path) -> None:
    change = written(
        tmp_path,
        'schema = 1\ntitle = "Patience"\nmodel = "mutual-exclusion"\n'
        '[[assumption]]\nname = "p works"\nsays = "p does what it can."\nworks = ["p"]\n'
        '[[property]]\naction = "add"\nid = "leaves"\nkind = "response"\npremise = "p.state == INSIDE"\n'
        'claim = "p.state == IDLE"\nassumptions = ["p works"]\n',
    )
    arguments = ("check", "--model", "mutual-exclusion", "--engine", "explicit", "--change", change)
    assert run(*arguments).exit_code == HOPED
    left = run(*arguments, "--without", "p works")
    assert left.exit_code == REFUTED
    assert "Without the assumption: p works." in left.stdout
    wrong = run(*arguments, "--without", "p work")
    assert wrong.exit_code == BAD_INPUT
    assert "there is no assumption 'p work'; did you mean 'p works'?" in wrong.stderr
    assert run(*arguments, "--without", "p works", "--expect").exit_code == BAD_INPUT


def test_what_the_initial_state_breaks_is_told_without_a_step(tmp_path: Path) -> None:
    """The run of no step: the first that is told, beside another one, with all steps, and of a change."""
    path = tmp_path / "wrong.toml"
    edit = '[[property]]\naction = "add"\nid = "{}"\ntitle = "it is counted"\nclaim = "counter.value > {}"\n'
    text = 'schema = 1\ntitle = "t"\nmodel = "counter"\n' + edit.format("once", 0) + edit.format("twice", 1)
    path.write_text(text)
    for more in ((), ("--full",), ("--property", "once"), ("--hints",)):
        done = run("check", "--model", "counter", "--change", str(path), *more)
        assert done.exit_code == REFUTED, done.output
        assert "once VIOLATED: it is counted" in done.output
        assert "The initial state breaks it." in done.output
    form = tmp_path / "m.json"
    assert run("export", "json", "--model", "counter", "--change", str(path), "--output", str(form)).exit_code == HOPED
    done = run("check", "--model", str(form))
    assert (done.exit_code, done.output.count("The initial state breaks it.")) == (REFUTED, 2)
