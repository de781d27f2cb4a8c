"""``--against REV`` of one's own model: what is compared, what runs where, what is left behind, and what is refused."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from repositories import git
from vmotion_model.common.exit_codes import BAD_INPUT, HOPED, REFUTED, UNDECIDED
from vmotion_specs.suite_json import form_of
from vmotion_specs.suites import suite

MODULE = """
from vmotion_model.language import Command, Constant, Deadline, Model, Param, boolean, clock
from vmotion_specs.properties import Property
from vmotion_specs.suite import Suite

held = boolean("holder.held", "holder", False, "The lock is held.")
age = clock("holder.age", "holder", held, "How long.")
limit = Param("limit")
lock = Model(
    "lock",
    (held, age),
    (Constant("limit", 30, "s"),),
    (
        Command("take", "holder", {"free": ~held}, {held: True}),
        Command("let_go", "holder", {"held": held}, {held: False}),
    ),
    (Deadline("holder.age", limit, ("let_go",)),),
)
suite = Suite.of(lock, [Property("in_time", "the lock is given back in time", age <= limit)])
"""


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "x")


@pytest.fixture
def repository(tmp_path: Path) -> Iterator[Path]:
    """A repository with the model as code, and another one as a JSON file; temporary folders are made beside it."""
    folder = tmp_path / "repository"
    (folder / "locks").mkdir(parents=True)
    (folder / "locks" / "timed.py").write_text(MODULE, encoding="utf-8")
    (folder / "lock.json").write_text(json.dumps(form_of(suite("timed-lock")), indent=1), encoding="utf-8")
    (tmp_path / "temporary").mkdir()
    git(folder, "init", "-q")
    commit(folder)
    yield folder
    assert list((tmp_path / "temporary").iterdir()) == [], "a copy was left behind"
    assert not (folder / ".git" / "worktrees").exists()


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-c", "from vmotion_cli.main import main; main()", "check", *arguments]


def environment(folder: Path) -> dict[str, str]:
    # The current folder of a child is on no path of this process.
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(p for p in sys.path if p),
        "TMPDIR": str(folder.parent / "temporary"),
    }


def against(folder: Path, *arguments: str, name: str = "locks.timed:suite") -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        command("--model", name, "--against", *arguments),
        cwd=folder,
        env=environment(folder),
        capture_output=True,
        text=True,
        check=False,
    )


def words(done: "subprocess.CompletedProcess[str]") -> str:
    return " ".join((done.stdout + done.stderr).split())


def replace_in(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_code_is_compared_with_what_the_code_of_the_revision_makes(repository: Path) -> None:
    replace_in(repository / "locks" / "timed.py", '"limit", 30', '"limit", 60')
    done = against(repository, "HEAD", "--format", "json")
    data = json.loads(done.stdout)
    assert [(s["id"], s["change"]) for s in data["change"]["statements"]] == [("in_time", "weakened")]
    assert done.returncode == REFUTED
    assert data["change"]["notes"][-1].startswith("The working tree has changes that are not committed")
    commit(repository)
    same = against(repository, "HEAD")
    assert (same.returncode, "equivalent" in same.stdout) == (HOPED, True), same.stderr
    assert "not committed" not in same.stdout
    assert (
        subprocess.run(["git", "status", "--porcelain"], cwd=repository, capture_output=True, check=True).stdout == b""
    )


def test_the_committed_form_is_read_and_no_code_is_run_where_there_is_one(repository: Path) -> None:
    """The older code could not even be loaded."""
    form = repository / "locks" / "lock.json"
    environ = environment(repository)
    export = [sys.executable, "-c", "from vmotion_cli.main import main; main()", "export", "json"]
    subprocess.run(
        [*export, "--model", "locks.timed:suite", "--output", str(form)], cwd=repository, env=environ, check=True
    )
    good = (repository / "locks" / "timed.py").read_text(encoding="utf-8")
    (repository / "locks" / "timed.py").write_text("raise SystemExit('it was run')\n", encoding="utf-8")
    commit(repository)
    (repository / "locks" / "timed.py").write_text(good, encoding="utf-8")
    done = against(repository, "HEAD")
    assert (done.returncode, "it was run" in words(done)) == (HOPED, False), words(done)
    # A form that is older than the code beside it says nothing of the code.
    replace_in(repository / "locks" / "timed.py", '"limit", 30', '"limit", 60')
    stale = against(repository, "HEAD")
    assert stale.returncode == BAD_INPUT
    assert "is not what the code says: write it again with vmotion export json --model locks.timed:suite" in words(
        stale
    )


def test_a_json_file_is_compared_with_what_it_was(repository: Path) -> None:
    replace_in(repository / "lock.json", '"holder.age <= limit"', '"holder.age <= limit + limit"')
    done = against(repository, "HEAD", name="lock.json")
    assert done.returncode == REFUTED
    assert "in_time was weakened" in words(done)
    assert "lock.json has changes that are not committed" in words(done)
    assert against(repository, "HEAD", "--accept", "in_time", name="lock.json").returncode == HOPED
    # From a folder inside, by another path.
    (repository / "deep").mkdir()
    inside = subprocess.run(
        command("--model", "../lock.json", "--against", "HEAD"),
        cwd=repository / "deep",
        env=environment(repository),
        capture_output=True,
        text=True,
        check=False,
    )
    assert "in_time was weakened" in words(inside)


def test_an_end_that_excuses_more_is_a_weaker_statement(repository: Path) -> None:
    """Deadlock is made from the commands of each version: what counts as an end stands in the statement."""
    form = json.loads(json.dumps(form_of(suite("mutual-exclusion"))))
    path = repository / "two.json"
    path.write_text(json.dumps(form, indent=1), encoding="utf-8")
    commit(repository)
    statement = next(s for s in form["statements"] if s["id"] == "deadlock")
    statement["waiting"]["terminal"] = "lock.taken"
    path.write_text(json.dumps(form, indent=1), encoding="utf-8")
    done = against(repository, "HEAD", name="two.json")
    assert (done.returncode, "is always true" in words(done)) == (REFUTED, True), words(done)
    statement["waiting"]["terminal"] = "False"
    statement["waiting"]["roles"] = ["p"]
    path.write_text(json.dumps(form, indent=1), encoding="utf-8")
    # Fewer count as a way on: that says more.
    assert "deadlock was" not in words(against(repository, "HEAD", name="two.json"))


def test_code_of_a_revision_has_no_network_no_hooks_and_prints_no_answer(repository: Path) -> None:
    hook = repository / ".git" / "hooks" / "post-checkout"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\ntouch {repository}/hooked\n", encoding="utf-8")
    hook.chmod(0o755)
    path = repository / "locks" / "timed.py"
    good = path.read_text(encoding="utf-8")
    path.write_text(f'print("{{}}")\nimport os\nos.write(1, b"x")\n{good}', encoding="utf-8")
    commit(repository)
    path.write_text(good, encoding="utf-8")
    assert against(repository, "HEAD").returncode == HOPED
    assert not (repository / "hooked").exists()
    path.write_text("import socket\nsocket.create_connection(('127.0.0.1', 9))\n", encoding="utf-8")
    commit(repository)
    path.write_text(good, encoding="utf-8")
    done = against(repository, "HEAD")
    assert done.returncode == BAD_INPUT
    assert "HEAD:locks/timed.py:2:" in words(done)
    assert "without network" in words(done)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "x = 1\nraise ValueError('no\\nlock')\n",
            "HEAD:locks/timed.py:2: --model locks.timed:suite fails to load: ValueError: no lock",
        ),
        ("suite = 3\n", "it is of type int"),
        ("lock = 3\n", "there is no 'suite' in it"),
        ("def x(:\n", "HEAD:locks/timed.py:1:"),
        ("import os\nos._exit(7)\n", "exit code 7"),
        (None, "there is no module 'locks.timed'"),
    ],
)
def test_a_revision_whose_model_can_not_be_built_is_bad_input(repository: Path, text: str | None, said: str) -> None:
    path = repository / "locks" / "timed.py"
    good = path.read_text(encoding="utf-8")
    if text is None:
        path.unlink()
    else:
        path.write_text(text, encoding="utf-8")
    commit(repository)
    path.parent.mkdir(exist_ok=True)
    path.write_text(good, encoding="utf-8")
    done = against(repository, "HEAD", "--format", "json")
    assert done.returncode == BAD_INPUT
    assert "the model of HEAD can't be built" in done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert json.loads(done.stdout)["error"]["message"] in " ".join(done.stderr.split())


def test_what_is_no_revision_is_bad_input(repository: Path, tmp_path: Path) -> None:
    commit_two = repository / "lock.json"
    replace_in(commit_two, '"value": 30', '"value": 40')
    commit(repository)
    for name in ("locks.timed:suite", "lock.json"):
        done = against(repository, "nix", name=name)
        assert (done.returncode, "nix is neither a file nor a revision" in words(done)) == (BAD_INPUT, True), words(
            done
        )
    shallow = tmp_path / "shallow"
    subprocess.run(["git", "clone", "-q", "--depth", "1", f"file://{repository}", str(shallow)], check=True)
    done = against(shallow, "HEAD~1", name="lock.json")
    assert done.returncode == BAD_INPUT
    assert "this is a shallow clone" in words(done)
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "lock.json").write_text((repository / "lock.json").read_text(encoding="utf-8"), encoding="utf-8")
    done = against(outside, "HEAD", name="lock.json")
    assert (done.returncode, "lies in no git repository" in words(done)) == (BAD_INPUT, True)
    git(repository, "rm", "-q", "--cached", "lock.json")
    git(repository, "commit", "-q", "-m", "x")
    done = against(repository, "HEAD", name="lock.json")
    assert (done.returncode, "HEAD has no lock.json" in words(done)) == (BAD_INPUT, True)


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM], ids=lambda s: s.name)
def test_what_is_interrupted_leaves_nothing_behind(repository: Path, sent: signal.Signals) -> None:
    path = repository / "locks" / "timed.py"
    good = path.read_text(encoding="utf-8")
    path.write_text("import time\ntime.sleep(60)\n", encoding="utf-8")
    commit(repository)
    path.write_text(good, encoding="utf-8")
    child = subprocess.Popen(
        command("--model", "locks.timed:suite", "--against", "HEAD"),
        cwd=repository,
        env=environment(repository),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    temporary = repository.parent / "temporary"
    until = time.monotonic() + 60
    while not list(temporary.glob("*/tree/locks/timed.py")) and time.monotonic() < until:
        time.sleep(0.05)
    child.send_signal(sent)
    out, err = child.communicate(timeout=60)
    assert (child.returncode, "Traceback" in err) == (UNDECIDED, False), out + err
    assert "interrupted" in err
    assert list(temporary.iterdir()) == []


def test_another_name_of_a_role_and_of_a_property_is_told_as_such(repository: Path) -> None:
    path = repository / "locks" / "timed.py"
    renamed = MODULE.replace('"holder"', '"owner"').replace('"in_time"', '"soon"')
    path.write_text(renamed, encoding="utf-8")
    done = against(repository, "HEAD", "--format", "json")
    assert done.returncode == HOPED, done.stderr
    data = json.loads(done.stdout)["change"]
    assert [d["says"] for d in data["differences"]] == [
        "role holder is now called owner",
        "property in_time is now called soon",
    ]
    assert data["statements"] == []
    assert data["behaviour"]["word"] == "equivalent"
