"""``vmotion new``: what it writes runs at once, in a folder of somebody else's, and it overwrites nothing."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from repositories import git
from vmotion_cli.main import cli
from vmotion_model.common.exit_codes import BAD_INPUT, HOPED, REFUTED
from vmotion_specs.new_model import write_model


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments))


@pytest.fixture
def tools(tmp_path: Path) -> dict[str, str]:
    """An environment in which ``vmotion`` and ``python`` are this package and this Python."""
    folder = tmp_path / "tools"
    folder.mkdir()
    for name, line in (("vmotion", '-c "from vmotion_cli.main import main; main()" "$@"'), ("python", '"$@"')):
        (folder / name).write_text(f"#!/bin/sh\nexec {sys.executable} {line}\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    return {
        **os.environ,
        "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": os.pathsep.join(p for p in sys.path if p),
        "VMOTION_CACHE": str(tmp_path / "cache"),
    }


def shell(line: str, folder: Path, environment: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", line],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def steps_of(folder: Path) -> list[str]:
    """The commands of the workflow that was written, without the installation."""
    (workflow,) = (folder / ".github" / "workflows").iterdir()
    data = yaml.safe_load(workflow.read_text(encoding="utf-8"))
    return [s["run"] for s in data["jobs"]["check"]["steps"] if "run" in s and "pip install" not in s["run"]]


@pytest.mark.long
def test_what_it_writes_runs_at_once(tmp_path: Path, tools: dict[str, str]) -> None:
    """The commands that it tells, and each step of the workflow as a pull request runs it."""
    told = shell("vmotion new my-lock", tmp_path, tools)
    assert told.returncode == HOPED, told.stderr
    folder = tmp_path / "my-lock"
    written = {line for line in told.stdout.splitlines() if line.startswith("my-lock/")}
    assert written == {p.relative_to(tmp_path).as_posix() for p in folder.rglob("*") if p.is_file()}
    for line, code in (("check --model my_lock:suite", HOPED), ("--change changes/silence-is-consent.toml", REFUTED)):
        (command,) = (row for row in told.stdout.splitlines() if row.startswith("vmotion") and row.endswith(line))
        done = shell(command, folder, tools)
        assert done.returncode == code, done.stdout + done.stderr
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "x")
    git(folder, "update-ref", "refs/remotes/origin/main", "HEAD")
    environment = {**tools, "GITHUB_BASE_REF": "main"}
    steps = steps_of(folder)
    assert len(steps) == 4
    for step in steps:
        done = shell(step, folder, environment)
        assert done.returncode == HOPED, f"{step}\n{done.stdout}{done.stderr}"
    # A pull request that lets the sender believe in silence, and asks no more whether it is right.
    path = folder / "my_lock.py"
    text = path.read_text(encoding="utf-8")
    weaker = re.sub(r"receiver == Receiver\.HAS,\n", "receiver == receiver,\n", text)
    assert weaker != text
    path.write_text(weaker, encoding="utf-8")
    done = shell(steps[-1], folder, environment)
    assert done.returncode == REFUTED, done.stdout + done.stderr
    assert "told" in done.stdout


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("token", "a module of Python itself"),
        ("click", "there is a module 'click' already"),
        ("My-Lock", "small letters"),
        ("../lock", "small letters"),
        ("", "small letters"),
        ("lambda", "a word of Python's grammar"),
        ("x" * 300, "small letters"),
        ("there", "there already"),
    ],
)
def test_a_name_that_can_not_be_one_is_refused_and_nothing_written(
    name: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "mine").write_text("mine", encoding="utf-8")
    done = run("new", name)
    assert (done.exit_code, isinstance(done.exception, SystemExit)) == (BAD_INPUT, True)
    assert words in done.output
    assert [p.relative_to(tmp_path).as_posix() for p in sorted(tmp_path.rglob("*"))] == ["there", "there/mine"]


def test_a_folder_that_can_not_be_written_is_one_message(tmp_path: Path) -> None:
    from vmotion_model.common.files import WriteError

    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    with pytest.raises(WriteError, match="can't be written"):
        write_model("my-lock", file)


def test_what_it_writes_is_formatted(tmp_path: Path) -> None:
    """People begin with it: it must not begin with warnings."""
    write_model("my-lock", tmp_path)
    for command in (["check", "--select", "E,F,I"], ["format", "--check"]):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *command, "--isolated", "--line-length", "120", "."],
            cwd=tmp_path / "my-lock",
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
