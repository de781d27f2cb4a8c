"""`vmotion check --against`: a model that lies in the working tree, and what a revision said."""

import contextlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from repositories import git, repository
from vmotion_cli.main import cli
from vmotion_model.common.exit_codes import BAD_INPUT, HOPED, REFUTED

pytestmark = pytest.mark.usefixtures("answered")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments))


def against(folder: Path, *arguments: str, name: str = "timed-lock") -> Result:
    with contextlib.chdir(folder):
        return run("check", "--model", name, "--against", "HEAD", *arguments)


def edit(path: Path, what: Callable[[Any], object]) -> None:
    data = json.loads(path.read_text())
    what(data)
    path.write_text(json.dumps(data))


def test_against_a_revision_compares_what_lies_in_the_working_tree(tmp_path: Path) -> None:
    """Not the installed model, which is the same all the time."""
    path = repository(tmp_path)
    same = against(tmp_path)
    assert (same.exit_code, "equivalent" in same.output) == (HOPED, True), same.output
    edit(path, lambda d: d["constants"][0].update(value=20))
    data = json.loads(against(tmp_path, "--format", "json").output)
    assert data["change"]["title"] == "The working tree against HEAD"
    assert data["change"]["behaviour"]["word"] == "removes"
    edit(path, lambda d: [c["guard"].clear() for c in d["commands"]])
    assert json.loads(against(tmp_path, "--format", "json").output)["change"]["behaviour"]["word"] != "equivalent"


@pytest.mark.changes
def test_against_a_revision_of_the_protocol_with_another_timer(tmp_path: Path) -> None:
    """At most 90 s without progress is less than at most 60 s: what is proved of the new timer is a weaker statement."""
    path = repository(tmp_path, "vmotion")
    whole = path.read_text()
    edit(path, lambda d: next(c for c in d["constants"] if c["name"] == "protection_timer").update(value=60))
    git(tmp_path, "commit", "-q", "-a", "-m", "a shorter timer")
    path.write_text(whole)
    done = against(tmp_path, "--property", "S16b", "--format", "json", name="vmotion")
    data = json.loads(done.output)
    assert data["change"]["before"] == {"S16b": "proved"}
    assert data["properties"][0]["verdict"] == "proved"
    assert data["change"]["behaviour"]["word"] in ("adds", "adds and removes")
    assert [(s["id"], s["change"]) for s in data["change"]["statements"]] == [("S16b", "weakened")]
    assert done.exit_code == REFUTED


def test_against_without_a_model_in_the_working_tree_is_bad_input(tmp_path: Path) -> None:
    path = repository(tmp_path)
    text = path.read_text()
    path.unlink()
    gone = against(tmp_path)
    assert gone.exit_code == BAD_INPUT
    assert "there is no " in gone.output
    # A file is compared with the installed package where nothing else is there, and that is said.
    (tmp_path / "other.json").write_text(text)
    done = against(tmp_path, "--against", "other.json")
    assert (done.exit_code, "The installed package against other.json" in done.output) == (HOPED, True), done.output


def test_a_property_that_is_gone_or_weaker_than_at_a_revision_fails_until_it_is_accepted(tmp_path: Path) -> None:
    path = repository(tmp_path)
    whole = path.read_text()
    edit(path, lambda d: d.update(statements=[s for s in d["statements"] if s["id"] != "in_time"]))
    gone = against(tmp_path)
    assert (gone.exit_code, "in_time was removed" in gone.output) == (REFUTED, True)
    assert against(tmp_path, "--accept", "in_time").exit_code == HOPED
    assert against(tmp_path, "--property", "timelock").exit_code == HOPED
    path.write_text(whole)
    for change, word in (
        ({"claim": "True"}, "always true"),
        ({"claim": "holder.age <= 60"}, "weakened"),
        ({"kind": "reachable"}, "turned from"),
    ):
        edit(path, lambda d, change=change: d["statements"][-1].update(change))  # type: ignore[misc]
        done = against(tmp_path)
        assert (done.exit_code, word in done.output) == (REFUTED, True), done.output
        path.write_text(whole)
    edit(path, lambda d: d["constants"][0].update(value=60))
    assert "in_time was weakened" in against(tmp_path).output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--property", "in_tme"], ["in_tme", "did you mean 'in_time'"]),
        (["--accept", "in_time"], ["in_time", "--accept"]),
    ],
)
def test_ids_that_mean_nothing_are_refused_beside_against(
    tmp_path: Path, arguments: list[str], words: list[str]
) -> None:
    repository(tmp_path)
    done = against(tmp_path, *arguments)
    assert done.exit_code == BAD_INPUT
    assert all(w in done.output for w in words), done.output


def test_against_judges_only_the_properties_that_are_named(tmp_path: Path) -> None:
    path = repository(tmp_path)
    edit(path, lambda d: d["constants"][0].update(value=20))
    data = json.loads(against(tmp_path, "--property", "in_time", "--format", "json").output)
    assert [p["id"] for p in data["properties"]] == list(data["change"]["before"]) == ["in_time"]


def test_an_older_revision_that_does_not_say_what_is_asked_is_asked_what_is_asked_today(tmp_path: Path) -> None:
    path = repository(tmp_path)
    whole = path.read_text()
    edit(path, lambda d: [d.pop("statements"), d.update(schema=1)])
    git(tmp_path, "commit", "-q", "-a", "-m", "older")
    path.write_text(whole)
    done = against(tmp_path)
    assert done.exit_code == HOPED
    assert "The older version does not say what is asked of it" in " ".join(done.output.split())
    edit(path, lambda d: d.update(statements=d["statements"][:-1]))
    assert against(tmp_path).exit_code == REFUTED
