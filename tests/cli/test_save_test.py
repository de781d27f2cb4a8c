"""`vmotion check --save-test`: the file fails as long as the model can do what breaks the property, and only then."""

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from outcomes import HARMLESS, LOCK, check, vmotion
from vmotion_model.common.exit_codes import HOPED, REFUTED
from vmotion_model.language import Model, ModelError
from vmotion_proofs.check.again import still_breaks
from vmotion_specs.assumptions import Assumption, Works
from vmotion_specs.properties import Property, PropertyKind
from vmotion_specs.suite_json import form_of
from vmotion_specs.suites import suite


def replayed(path: Path, folder: Path | None = None) -> tuple[int, int]:
    """How many of its tests pass and fail, in a process of its own, from anywhere."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(path.resolve())],
        cwd=folder or path.parent,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    words = done.stdout.strip().splitlines()[-1].replace(",", "").split()
    numbers: Mapping[str, int] = {words[i + 1]: int(words[i]) for i in range(len(words) - 1) if words[i].isdigit()}
    assert "error" not in numbers, done.stdout
    return numbers.get("passed", 0), numbers.get("failed", 0)


def test_it_fails_with_the_change_and_passes_when_the_change_is_mended(tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    (tmp_path / "elsewhere").mkdir()
    saved = tmp_path / "tests" / "test_lock.py"
    assert check(tmp_path, LOCK, "--save-test", str(saved)).exit_code == REFUTED
    # The change file is found from where the test lies, whoever runs it from where.
    assert replayed(saved, tmp_path / "elsewhere") == (0, 1)
    (tmp_path / "change.toml").write_text(HARMLESS)
    assert replayed(saved) == (1, 0)


def test_a_lasso_is_run_twice_and_without_the_assumption_that_was_left_out(tmp_path: Path) -> None:
    saved = tmp_path / "test_units.py"
    done = vmotion("check", "--model", "admission", "--without", "units come free", "--save-test", str(saved))
    assert done.exit_code == REFUTED
    assert "loop_at=" in saved.read_text()
    passed, failed = replayed(saved)
    assert (passed, failed > 0) == (0, True)
    # With the assumption these runs are none that anybody has to fear.
    saved.write_text(saved.read_text().replace(', without=["units come free"]', ""))
    assert replayed(saved) == (failed, 0)


def test_it_replays_the_version_in_the_working_tree(tmp_path: Path) -> None:
    chosen = suite("timed-lock")
    path = tmp_path / "model" / "vmotion_model" / "models" / "timed-lock.json"
    path.parent.mkdir(parents=True)
    good = form_of(chosen)
    path.write_text(json.dumps(good))
    who = ("-c", "user.name=t", "-c", "user.email=t@example.org")
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "x"]):
        subprocess.run(["git", *who, *arguments], cwd=tmp_path, check=True)
    broken = json.loads(json.dumps(good))
    broken["statements"][-1]["claim"] = "holder.age <= 10"
    path.write_text(json.dumps(broken))
    with contextlib.chdir(tmp_path):
        done = vmotion("check", "--model", "timed-lock", "--against", "HEAD", "--save-test", "test_limit.py")
    assert done.exit_code == REFUTED, done.output
    assert replayed(tmp_path / "test_limit.py") == (0, 1)
    path.write_text(json.dumps(good))
    assert replayed(tmp_path / "test_limit.py") == (1, 0)


def test_without_a_counterexample_nothing_is_written(tmp_path: Path) -> None:
    saved = tmp_path / "test_lock.py"
    done = check(tmp_path, HARMLESS, "--save-test", str(saved))
    assert done.exit_code == HOPED
    assert "no counterexample" in done.stderr
    assert not saved.exists()


STEPS = ["ask_p", "ask_q", "enter_q", "enter_p"]


@pytest.fixture(scope="module")
def unlocked() -> tuple[Model, tuple[Property, ...]]:
    from vmotion_model.teaching import mutual_exclusion

    return mutual_exclusion(guarded=False), suite("mutual-exclusion").properties_of(mutual_exclusion(guarded=False))


def test_a_run_that_only_passes_through_what_is_broken_still_breaks_it(
    unlocked: tuple[Model, tuple[Property, ...]],
) -> None:
    assert still_breaks(*unlocked, "exclusion", STEPS)
    assert still_breaks(*unlocked, "exclusion", [*STEPS, "leave_p"])
    assert not still_breaks(*unlocked, "exclusion", STEPS[:3])
    guarded = suite("mutual-exclusion")
    assert not still_breaks(guarded.model, guarded.properties, "exclusion", STEPS)


@pytest.mark.parametrize(("asked", "steps"), [("exclusoin", STEPS), ("exclusion", [*STEPS[:3], "enter_x"])])
def test_another_name_is_no_pass(unlocked: tuple[Model, tuple[Property, ...]], asked: str, steps: list[str]) -> None:
    """A command or property that was renamed must not make the test pass for ever."""
    with pytest.raises(ModelError, match=r"exclusion|enter_"):
        still_breaks(*unlocked, asked, steps)


def test_a_response_is_broken_while_somebody_waits_and_not_after(unlocked: tuple[Model, tuple[Property, ...]]) -> None:
    model, _ = unlocked
    p = model.variable["p.state"]
    enters = Property("enters", "p enters if it asks", p == "INSIDE", p == "WAITS", PropertyKind.RESPONSE)
    cycle = ["elapse 1", "ask_q", "enter_q", "leave_q"]
    assert still_breaks(model, [enters], "enters", ["ask_p", *cycle], loop_at=2)
    assert not still_breaks(model, [enters], "enters", ["ask_p", "enter_p", *cycle], loop_at=3)
    assert not still_breaks(model, [enters], "enters", cycle, loop_at=1), "nobody waits"
    works = Assumption("p works", "p goes on", weak=(Works("p"),))
    fair = replace(enters, assumptions=(works,))
    # While p could enter all the time, or q holds the lock for ever: only the one is a run of a p that works.
    assert not still_breaks(model, [fair], "enters", ["ask_p", *cycle], loop_at=2)
    assert still_breaks(model, [fair], "enters", ["ask_p", *cycle], loop_at=2, without=["p works"])
    again = replace(fair, assumptions=(Assumption("q rests", "q does not come back", finite=("ask_q",)),))
    assert not still_breaks(model, [again], "enters", ["ask_p", *cycle], loop_at=2)
    inside = replace(fair, assumptions=(Assumption("x", "x", recurring=(p == "INSIDE",)),))
    assert not still_breaks(model, [inside], "enters", ["ask_p", *cycle], loop_at=2)
    # The cycle cannot be done a second time: it is none.
    assert not still_breaks(model, [enters], "enters", ["ask_p", "elapse 1", "ask_q", "enter_q"], loop_at=2)
