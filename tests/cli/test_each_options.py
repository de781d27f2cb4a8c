"""``--each`` with repairs, with certificates that are kept, and with sweeps in halves: as for one file, and honest on file."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from outcomes import HARMLESS, LOCK, vmotion
from vmotion_model.common.caches import FOLDER
from vmotion_model.common.exit_codes import HOPED, REFUTED, UNDECIDED
from vmotion_proofs.changes import each_change
from vmotion_report.outputs.as_json import schema_text

MODEL = ("--model", "mutual-exclusion")
SEARCH = ("--engine", "explicit")
TURNS = """schema = 1
title = "From 4 on the lock is not asked"
model = "mutual-exclusion"

[[constant]]
action = "add"
name = "bold"
value = [1, 2, 3, 4, 6, 7, 9]

[[guard]]
command = "enter_p"
action = "replace"
conjunct = "the lock is free"
expression = "not lock.taken or bold >= 4"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two change files in a folder; nothing that a user has judged decides a test."""
    monkeypatch.setenv(FOLDER, str(tmp_path / "cache"))
    changes = tmp_path / "changes"
    changes.mkdir()
    (changes / "lock.toml").write_text(LOCK)
    (changes / "harmless.toml").write_text(HARMLESS)
    return changes


def check(folder: Path, *arguments: str, jobs: str = "1", each_: bool = True) -> Result:
    many = ("--each", "--jobs", jobs) if each_ else ()
    return vmotion("check", *MODEL, "--change", str(folder), *many, *arguments)


def told(data: Any) -> Any:
    """What a result says, without how long it took."""
    if isinstance(data, dict):
        return {k: told(v) for k, v in data.items() if k not in ("seconds", "remembered")}
    return [told(d) for d in data] if isinstance(data, list) else data


def results(done: Result) -> list[Any]:
    """The results on the standard output."""
    return list(json.loads(done.stdout))


def never(*_: object, **__: object) -> Any:
    raise AssertionError("it was judged again")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_each_file_has_the_repairs_that_it_has_alone(folder: Path, jobs: str) -> None:
    from jsonschema import Draft202012Validator

    done = check(folder, *SEARCH, "--hints", "--format", "json", jobs=jobs)
    assert done.exit_code == REFUTED, done.output
    harmless, lock = results(done)
    Draft202012Validator(json.loads(schema_text())).validate([harmless, lock])
    alone = json.loads(check(folder / "lock.toml", *SEARCH, "--hints", "--format", "json", each_=False).output)
    assert told(lock["hints"]) == told(alone["hints"])
    # By hand: the guard that was dropped is the repair.
    (found,) = (h for h in lock["hints"]["found"] if h["undoes"])
    assert (found["restores"], found["leaves"]) == (["exclusion"], [])
    assert 'expression = "not lock.taken"' in found["edit"]
    assert "hints" not in harmless


def test_the_reports_have_the_repairs_too(folder: Path) -> None:
    written = {kind: folder / kind for kind in ("junit", "sarif", "markdown")}
    done = check(folder, *SEARCH, "--hints", *(f"--write={kind}:{file}" for kind, file in written.items()))
    says = "1. keep the guard “the lock is free” of enter_p (takes back a part of the change): restores exclusion"
    assert "lock: Repairs, each judged with all properties:" in done.output
    assert says in " ".join(done.output.split())
    assert says in written["junit"].read_text()
    assert says.partition(" ")[2].replace("_", "\\_") in written["markdown"].read_text()
    assert "```toml\n[[guard]]" in written["markdown"].read_text()
    (run,) = json.loads(written["sarif"].read_text())["runs"]
    repairs = [r["properties"].get("repairs") for r in run["results"] if r["ruleId"] == "exclusion"]
    assert repairs[0][0]["says"] == "keep the guard “the lock is free” of enter_p"


def test_an_answer_without_repairs_or_certificates_is_none_to_a_question_with_them(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    questions: tuple[tuple[str, ...], ...] = ((), ("--hints",), ("--keep", str(tmp_path / "kept")))
    for question in questions:
        with monkeypatch.context() as patch:
            patch.setattr(each_change, "check_change", never)
            assert isinstance(check(folder, *question).exception, AssertionError)
        first = results(check(folder, *question, "--format", "json"))
        with monkeypatch.context() as patch:
            patch.setattr(each_change, "check_change", never)
            assert results(check(folder, *question, "--format", "json")) == first
    # What was found out then still is.
    with monkeypatch.context() as patch:
        patch.setattr(each_change, "check_change", never)
        assert "hints" not in results(check(folder, "--format", "json"))[1]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_certificates_of_each_file_are_those_that_it_has_alone(folder: Path, jobs: str, tmp_path: Path) -> None:
    (folder / "other").mkdir()
    (folder / "other" / "lock.toml").write_text(LOCK.replace("One", "Any"))
    (folder / "renames.toml").write_text(
        'schema = 1\ntitle = "x"\nmodel = "mutual-exclusion"\n'
        '[[rename]]\nkind = "command"\nfrom = "ask_p"\nto = "beg_p"\n'
    )
    kept, alone = tmp_path / "kept", tmp_path / "alone"
    more = ("--change", str(folder / "other" / "lock.toml"))
    done = check(folder, *more, "--keep", str(kept), jobs=jobs)
    assert done.exit_code == REFUTED, done.output
    assert "renames, and is judged under the former names: no certificate is kept" in " ".join(done.stderr.split())
    name = "mutual-exclusion.smt2"
    files = sorted(str(f.relative_to(kept)) for f in kept.rglob("*.smt2"))
    assert files == [f"harmless/{name}", f"lock-2/{name}", f"lock/{name}"]
    assert check(folder / "harmless.toml", "--keep", str(alone), each_=False).exit_code == HOPED
    assert (kept / "harmless" / name).read_bytes() == (alone / "harmless.smt2").read_bytes()
    # Once more, from what is on file.
    again = tmp_path / "again"
    assert check(folder, *more, "--keep", str(again), jobs=jobs).exit_code == REFUTED
    for file in files:
        assert (again / file).read_bytes() == (kept / file).read_bytes()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_sweep_in_a_folder_is_judged_in_halves(folder: Path, jobs: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "turns.toml").write_text(TURNS)
    done = check(folder, *SEARCH, "--bisect", "--format", "json", jobs=jobs)
    assert done.exit_code == REFUTED, done.output
    found = {r["change"]["sweep"]["value"]: r for r in results(done) if r["change"]["sweep"]}
    # By hand: the ends, the middle (4), then 2 and 3, between which and 4 it turns.
    assert {v for v, r in found.items() if r["properties"]} == {1, 2, 3, 4, 9}
    assert {r["change"]["stopped"] for r in found.values()} == {None, "left out by --bisect"}
    alone = check(folder / "turns.toml", *SEARCH, "--bisect", "--format", "json", each_=False)
    assert told(list(found.values())) == told(json.loads(alone.output))
    text = " ".join(check(folder, *SEARCH, "--bisect", jobs=jobs).output.split())
    assert "turns.toml: exclusion is violated from 4 on" in text
    assert "9 changes, 2 left out by --bisect." in text
    monkeypatch.setattr(each_change, "check_change", never)
    assert told(results(check(folder, *SEARCH, "--bisect", "--format", "json"))) == told(results(done))
    # Without it, what was left out is judged.
    assert isinstance(check(folder, *SEARCH).exception, AssertionError)


def test_what_halves_leave_out_is_no_pass(folder: Path) -> None:
    (folder / "lock.toml").unlink()
    (folder / "turns.toml").write_text(TURNS.replace("4, 6, 7, 9", "3").replace("[1, 2, 3, 3]", "[1, 2, 3]"))
    assert check(folder, *SEARCH, "--bisect").exit_code == UNDECIDED
    assert check(folder, *SEARCH).exit_code == HOPED
