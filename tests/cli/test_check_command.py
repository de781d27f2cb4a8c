"""`vmotion check`, `certify` and `export` as a user meets them."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vmotion_cli.main import SUBCOMMANDS, cli
from vmotion_model.common.exit_codes import BAD_INPUT, HOPED, REFUTED, UNDECIDED
from vmotion_model.language import to_json
from vmotion_model.protocol import vmotion
from vmotion_proofs.crosscheck import spin
from vmotion_specs.suite_json import form_of
from vmotion_specs.suites import suite

pytestmark = pytest.mark.usefixtures("answered")

FALL_BACK = """schema = 1
title = "On the timeout the source falls back without asking the disk lock"

[[guard]]
command = "fall_back"
action = "drop"
conjunct = "nobody holds the disk"
"""

LOCK_IGNORED = """schema = 1
title = "One process enters without asking the lock"
model = "mutual-exclusion"

[[guard]]
command = "enter_p"
action = "drop"
conjunct = "the lock is free"
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments))


def vmotion_command(*arguments: str) -> list[str]:
    return [sys.executable, "-c", "from vmotion_cli.main import main; main()", *arguments]


def call(*arguments: str, env: dict[str, str] | None = None) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, **(env or {})}
    return subprocess.run(vmotion_command(*arguments), capture_output=True, text=True, check=False, env=environment)


def test_help_and_subcommands_import_no_solver_and_no_numpy() -> None:
    script = (
        "import sys\nfrom click.testing import CliRunner\nfrom vmotion_cli.main import cli\n"
        "assert CliRunner().invoke(cli, ['--help']).exit_code == 0\n"
        "print(sorted({'numpy', 'z3', 'cvc5', 'transitions', 'rich'} & sys.modules.keys()))"
    )
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_every_subcommand_answers_help() -> None:
    for name in SUBCOMMANDS:
        assert run(name, "--help").exit_code == 0, name


def test_the_shipped_model_passes_in_80_columns_without_colour() -> None:
    done = call("check")
    assert done.returncode == HOPED
    lines = done.stdout.splitlines()
    assert max(map(len, lines)) <= 80
    assert "\x1b" not in done.stdout
    assert any(line.startswith("S1 ") and "proved" in line for line in lines)
    assert "Certificate on file: vmotion.smt2, checked by Z3 and cvc5." in lines
    assert done.stderr == ""


def test_json_has_the_keys_that_programs_rely_on() -> None:
    done = run("check", "--format", "json")
    data = json.loads(done.output)
    assert data.keys() >= {"schema", "model", "verdict", "properties"}
    assert data["model"].keys() == {"name", "digest"}
    wanted = {"id", "title", "verdict", "engine", "instance", "bound", "seconds", "certificate", "counterexample"}
    assert all(p.keys() >= wanted for p in data["properties"])


def test_a_violated_change_exits_1_and_its_run_is_in_the_json(tmp_path: Path) -> None:
    path = tmp_path / "lock-ignored.toml"
    path.write_text(LOCK_IGNORED)
    done = run(
        *("check", "--model", "mutual-exclusion", "--change", str(path)),
        *("--property", "exclusion", "--format", "json"),
    )
    assert done.exit_code == REFUTED, done.output
    data = json.loads(done.output)
    (item,) = data["properties"]
    assert item["verdict"] == "violated"
    # By hand: both ask, q enters, and p enters although the lock is taken.
    steps = item["counterexample"]["steps"]
    assert sorted(s["command"] for s in steps) == ["ask_p", "ask_q", "enter_p", "enter_q"]
    assert (steps[-1]["command"], steps[-1]["time_s"]) == ("enter_p", 0)
    assert steps[-1]["changed"] == {"p.state": ["WAITS", "INSIDE"]}
    assert data["change"].keys() >= {"title", "text", "behaviour", "before"}
    assert data["change"]["before"]["exclusion"] == "proved"
    assert data["change"]["behaviour"]["word"] == "adds"


@pytest.mark.changes
def test_the_source_that_falls_back_without_the_lock_does_so_at_the_switchover_limit(tmp_path: Path) -> None:
    path = tmp_path / "fall-back.toml"
    path.write_text(FALL_BACK)
    done = run("check", "--change", str(path), "--property", "S1", "--format", "json")
    assert done.exit_code == REFUTED, done.output
    data = json.loads(done.output)
    (item,) = data["properties"]
    assert item["verdict"] == "violated"
    steps = item["counterexample"]["steps"]
    assert steps[-1]["command"] == "fall_back"
    assert steps[-1]["changed"]["source.vm"] == ["STUNNED", "RUNNING"]
    # The switchover limit of the model, to the second.
    assert steps[-1]["time_s"] == 100
    assert data["change"].keys() >= {"title", "text", "behaviour", "before"}
    assert data["change"]["before"]["S1"] == "proved"


def test_expect_compares_with_the_declaration(tmp_path: Path) -> None:
    path = tmp_path / "lock-ignored.toml"
    what = ("--model", "mutual-exclusion", "--change", str(path), "--property", "exclusion", "--expect")
    for declared, code in (("violated", 0), ("pass", 1)):
        path.write_text(f'{LOCK_IGNORED}\n[expect]\nexclusion = "{declared}"\n')
        assert run("check", *what).exit_code == code


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "--change", "no-such-change"], ["no-such-change", "no such file"]),
        (["check", "--property", "S99"], ["S99", "no property"]),
        (["check", "--model", "vmotoin"], ["vmotoin", "did you mean 'vmotion'"]),
        (["check", "--expect"], ["--expect", "--change"]),
        (["check", "--accept", "S1"], ["--accept", "--against"]),
        (["check", "--against", "no-such-revision"], ["no-such-revision"]),
        (["check", "--against", "--output=x"], ["--output=x"]),
        (["certify", "--model", "nothing"], ["nothing"]),
        (["certify", "--change", "hard-deadline"], ["--change", "--cross-check"]),
        (["certify", "--cross-check", "spin", "--solver", "z3"], ["--cross-check", "solver"]),
        (["certify", "--cross-check", "spin", "--change", "hard-deadlien"], ["hard-deadlien", "hard-deadline"]),
        (["certify", "--cross-check", "spin", "--change", "vcenter-reads-source"], ["vcenter", "read"]),
        (["export", "promela", "--property", "S99"], ["S99", "no property"]),
        (["export", "json", "--property", "S1"], ["--property", "json"]),
        (["export", "smtlib", "--change", "hard-deadline"], ["certificate", "--change"]),
        (["export", "tla", "--output", "9.tla"], ["9", "module"]),
    ],
)
def test_bad_input_is_one_message_and_exit_2(arguments: list[str], words: list[str]) -> None:
    done = run(*arguments)
    assert done.exit_code == BAD_INPUT
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    assert all(w in done.stderr for w in words), done.stderr


def test_wrong_options_exit_2_without_traceback() -> None:
    done = call("check", "--timeout", "-3")
    assert done.returncode == BAD_INPUT
    assert "Traceback" not in done.stderr


def test_an_output_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    good = tmp_path / "result.json"
    small = ("check", "--model", "mutual-exclusion")
    assert call(*small, "--format", "json", "--output", str(good)).returncode == 0
    assert json.loads(good.read_text())["verdict"] == "proved"
    bad = call(*small, "--output", str(tmp_path / "missing" / "x"))
    assert bad.returncode == BAD_INPUT
    assert sorted(p.name for p in tmp_path.iterdir()) == ["result.json"]


def test_a_short_timeout_is_undecided_never_a_pass() -> None:
    done = call("check", "--no-cache", "--timeout", "0.3")
    assert done.returncode == UNDECIDED
    assert "out of time (0.3 s)" in done.stdout
    assert "Traceback" not in done.stderr


def test_an_interrupt_says_how_far_it_came() -> None:
    child = subprocess.Popen(
        vmotion_command("check", "--no-cache"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    time.sleep(2.5)
    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=120)
    assert "Traceback" not in err
    assert child.returncode == UNDECIDED, out + err
    assert "interrupted" in out + err


def test_a_claim_that_is_always_true_and_a_timelock_that_went_are_no_pass(tmp_path: Path) -> None:
    path = tmp_path / "hold.toml"
    path.write_text(
        'schema = 1\ntitle = "Hold it"\nmodel = "timed-lock"\n[[deadline]]\naction = "remove"\nclock = "holder.age"\n'
        '[[property]]\naction = "replace"\nid = "in_time"\nclaim = "True"\n'
    )
    done = run("check", "--model", "timed-lock", "--change", str(path))
    assert done.exit_code == REFUTED
    said = " ".join(done.output.split())
    assert "in_time was replaced by a statement that is always true." in said
    assert "timelock was removed" in said
    data = json.loads(run("check", "--model", "timed-lock", "--change", str(path), "--format", "json").output)
    assert {s["id"]: s["change"] for s in data["change"]["statements"]} == {
        "in_time": "always true",
        "timelock": "removed",
    }
    # What is declared is as expected, and only with --expect.
    path.write_text(path.read_text() + '[expect]\nin_time = "always true"\ntimelock = "removed"\n')
    assert run("check", "--model", "timed-lock", "--change", str(path), "--expect").exit_code == HOPED
    assert run("check", "--model", "timed-lock", "--change", str(path)).exit_code == REFUTED


def test_expect_where_nothing_is_declared_is_bad_input(tmp_path: Path) -> None:
    path = tmp_path / "fall-back.toml"
    for more in ("", "\n[expect]\n"):
        path.write_text(FALL_BACK + more)
        done = call("check", "--change", str(path), "--expect")
        assert (done.returncode, done.stdout) == (BAD_INPUT, "")
        assert "declares nothing" in done.stderr


def test_why_shows_the_runs_of_a_changed_model() -> None:
    done = run("check", "--model", "timed-lock", "--change", "nobody-lets-go", "--why", "--format", "json")
    witnesses = {p["id"]: p["witness"] for p in json.loads(done.output)["properties"]}
    assert set(witnesses) == {"timelock", "in_time"}
    text = run("check", "--model", "hand-over", "--change", "stop-first", "--why")
    assert "It has no premise: it is about every state." in text.output


def test_a_damaged_model_file_is_refused(tmp_path: Path) -> None:
    for text in ("", "{", "[]", '{"schema": 1}', '{"schema": 99}', "\0\1"):
        path = tmp_path / "model.json"
        path.write_text(text)
        done = run("check", "--against", str(path))
        assert done.exit_code == BAD_INPUT, text
        assert isinstance(done.exception, SystemExit)


def test_export_writes_the_committed_form() -> None:
    written = json.loads(run("export", "json").output)
    assert written == form_of(suite("vmotion"))
    assert written.items() >= to_json(vmotion()).items()
    assert "(check-sat)" in run("export", "smtlib").output


def test_export_for_other_checkers_is_whole_and_readable(tmp_path: Path) -> None:
    promela = run("export", "promela").output
    assert promela.count(":: d_step {") == len(vmotion().commands) + 1 + promela.count("-> broken =")
    for command in vmotion().commands:
        assert f"/* {command.name} (" in promela
    done = run("export", "tla", "--property", "S1", "--property", "R1", "--output", str(tmp_path / "one.tla"))
    assert done.exit_code == 0, done.output
    assert "---- MODULE one ----" in (tmp_path / "one.tla").read_text()
    assert (tmp_path / "one.cfg").read_text().split() == [
        "SPECIFICATION",
        "Spec",
        *("INVARIANT", "TypeOK"),
        *("INVARIANT", "S1"),
        *("INVARIANT", "R1"),
    ]
    changed = run("export", "promela", "--change", "timer-of-60s").output
    assert "c_protection_timer 60 " in changed
    assert "c_protection_timer 90 " in promela


def test_a_witness_that_is_missing_is_undecided_and_named(tmp_path: Path) -> None:
    done = call("certify", "--cross-check", "spin", "--model", "admission", env={"PATH": str(tmp_path)})
    assert done.returncode == UNDECIDED
    assert "SPIN is not installed" in " ".join(done.stdout.split())
    assert "All agree" not in done.stdout


@pytest.mark.outside
@pytest.mark.skipif(not spin.available(), reason=spin.MISSING)
def test_certify_with_spin_tells_the_counts_of_both() -> None:
    done = call("certify", "--cross-check", "spin", "--model", "admission", "--format", "json")
    assert done.returncode == HOPED
    (result,) = json.loads(done.stdout)
    ours, theirs = result["accounts"]
    assert result["agree"] is True
    assert (ours["states"], ours["transitions"]) == (theirs["states"], theirs["transitions"])


def test_no_color_and_a_closed_pipe_are_respected() -> None:
    done = subprocess.run(
        f"{sys.executable} -c 'from vmotion_cli.main import main; main()' check --list | head -1",
        shell=True,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr


def test_what_goes_wrong_comes_first_and_every_step_only_on_demand(tmp_path: Path) -> None:
    change = tmp_path / "ignored.toml"
    change.write_text(LOCK_IGNORED, encoding="utf-8")
    asked = ("check", "--change", str(change), "--model", "mutual-exclusion")
    shown, full = run(*asked).output, run(*asked, "--full").output
    steps = json.loads(run(*asked, "--format", "json").output)["properties"][0]["counterexample"]["steps"]
    told = " ".join(shown.split())
    words = ("exclusion VIOLATED", "The change matters at step", "“the lock is free” fails", "(changed)")
    places = [told.index(w) for w in words]
    assert places == sorted(places)
    # Every command of the run is named in both; in the longer text, each has a line of its own.
    numbered = [number for number, _ in enumerate(steps, 1) if f"\n{number:>3}. " in full]
    assert numbered == list(range(1, len(steps) + 1))
    assert shown.count(" → ") < full.count(" → ")
    assert all(step["command"] in shown for step in steps)


def test_a_repair_is_shown_as_an_edit_that_a_change_file_takes(tmp_path: Path) -> None:
    done = run("check", "--model", "node-agent", "--hints", "--format", "json")
    hints = json.loads(done.output)["hints"]
    assert done.exit_code == REFUTED
    change = tmp_path / "repaired.toml"
    change.write_text(
        f'schema = 1\ntitle = "Repaired"\nmodel = "node-agent"\n\n{hints["found"][0]["edit"]}\n', encoding="utf-8"
    )
    assert run("check", "--model", "node-agent", "--change", str(change)).exit_code == HOPED


@pytest.mark.parametrize("option", [("--property", "somebody"), ("--without", "x")])
def test_repairs_are_judged_with_all_properties(option: tuple[str, str]) -> None:
    refused = run("check", "--model", "node-agent", "--hints", *option)
    assert refused.exit_code == BAD_INPUT
    assert "--hints" in refused.stderr
