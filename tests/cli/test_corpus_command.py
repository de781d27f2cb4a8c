"""``vmotion corpus``: what it prints, and its exit codes."""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vmotion_cli.main import cli
from vmotion_proofs.crosscheck import corpus as judged
from vmotion_proofs.crosscheck.checker import CheckerError
from vmotion_proofs.crosscheck.corpus import EngineAnswer
from vmotion_proofs.results.verdicts import Verdict


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["corpus", *arguments])


def test_a_model_and_its_changes_are_as_known() -> None:
    done = run("--model", "hand-over", "--engine", "check", "--engine", "search")
    assert done.exit_code == 0, done.output
    assert "hand-over with stop-first" in done.output
    assert "4 answers, 0 differ" in done.output


def test_a_difference_is_named_and_exits_with_1(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = {"search": lambda *_: EngineAnswer({"one_owner": Verdict.EXHAUSTED}, states=7)}
    monkeypatch.setattr(judged, "ENGINES", wrong)
    done = run("--model", "hand-over", "--engine", "search")
    assert done.exit_code == 1
    assert "one_owner: violated was expected, it is exhausted" in done.output
    assert "states: 6 were expected, there are 7" in done.output.replace("\n", " ")


def test_an_engine_that_fails_is_no_agreement(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> EngineAnswer:
        raise CheckerError("the verifier was ended by signal 9")

    monkeypatch.setattr(judged, "ENGINES", {"spin": fails})
    done = run("--model", "counter", "--engine", "spin")
    assert done.exit_code == 3
    assert "signal 9" in done.output
    assert "0 answers" in done.output


def test_a_tool_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", os.devnull)
    done = run("--model", "counter", "--engine", "spin")
    assert done.exit_code == 0
    assert "not asked" in done.output
    assert "apt-get install spin" in done.output


def test_the_list_names_the_counts_without_asking_anybody() -> None:
    data = json.loads(run("--list", "--format", "json").output)
    by_name = {(e["model"], e["change"]): e for e in data["entries"]}
    assert by_name["peterson", None]["states"] == 20
    assert by_name["two-phase-commit", "forgotten-log"]["depth"] == 15


def test_json_carries_every_answer(tmp_path: Path) -> None:
    target = tmp_path / "answers.json"
    done = run("--model", "counter", "--engine", "search", "--format", "json", "--output", str(target))
    assert done.exit_code == 0
    assert json.loads(target.read_text())["answers"][0]["differences"] == []


def test_an_unknown_model_is_bad_input() -> None:
    done = run("--model", "petersen")
    assert done.exit_code == 2
    assert "peterson" in done.output
