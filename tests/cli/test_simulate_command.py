"""`vmotion simulate` as a user types it: by script, at random, by hand on a terminal and in a pipe."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vmotion_cli.simulate import command
from vmotion_model.protocol import vmotion
from vmotion_model.script import load_script, play
from vmotion_specs.scenarios import scenarios

ROOT = Path(__file__).parents[2]
TO_STUN = """request admit allow_vmotion destination_allowed compute_specification prepare source_prepared create
    wait_for_source destination_created start_source start_precopy send_batch receive_batch round_reaches_goal stun"""


def run(*arguments: object, answers: str = "") -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments], input=answers)


def _environment() -> dict[str, str]:
    folders = ("model", "specs", "proofs", "traces", "diagrams", "cli")
    return os.environ | {"PYTHONPATH": os.pathsep.join(str(ROOT / folder) for folder in folders)}


VMOTION = [sys.executable, "-c", "from vmotion_cli.main import main; main()", "simulate"]
IGNORING = ("sh", "-c", 'trap "" INT; exec "$@"', "sh")
"""Starts a command that inherits an ignored Ctrl-C."""


def _script(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "my.script"
    path.write_text(text, encoding="utf-8")
    return path


# --- by script


def test_a_scenario_is_played_and_shown_step_by_step() -> None:
    result = run("--script", "l-destination-refuses")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "(l) The destination refuses: everything is as before the request"
    assert "  1.    0 s  vcenter: request" in lines
    assert any("vcenter.state IDLE → REQUESTED" in line for line in lines)
    assert re.fullmatch(r"\d+ steps, 0 s\. \d+ expectations held on the way\.", lines[-1])
    assert max(map(len, lines)) <= 80
    assert all(line == line.rstrip() for line in lines)


@pytest.mark.parametrize("name", [name for name in scenarios() if not name.startswith("i-")])
def test_every_scenario_plays(name: str) -> None:
    assert run("--script", name).exit_code == 0


def test_a_script_with_a_disabled_command_names_line_and_failing_conjunct(tmp_path: Path) -> None:
    path = _script(tmp_path, "request\nadmit\nallow_vmotion\nrequest\n")
    result = run("--script", path)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr == (
        f"vmotion: {path}:4: request cannot be done here: 'no migration is under way' fails, because "
        "vcenter.state in {IDLE, REJECTED, ROLLED_BACK} is wanted, but vcenter.state is VALIDATING_DESTINATION\n"
    )


def test_a_condition_that_does_not_hold_is_refuted(tmp_path: Path) -> None:
    path = _script(tmp_path, "request\nexpect units.own == 2\n")
    result = run("--script", path)
    assert result.exit_code == 1
    assert result.stderr == f"vmotion: {path}:2: this does not hold: units.own == 2 is wanted, but units.own is 0\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("request\nadmitt\n", ":2:1: unknown command 'admitt'; did you mean 'admit'?"),
        ("# nothing\n", ": there is no step in this script; write one command per line"),
        ("elapse soon\n", ":1:8: 'elapse' wants a whole number from 1 to 999999999, not 'soon'"),
        ("request\0\n", ":1: control characters: this is no script"),
    ],
)
def test_a_script_that_cannot_be_read_is_one_message(tmp_path: Path, text: str, message: str) -> None:
    path = _script(tmp_path, text)
    result = run("--script", path)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr == f"vmotion: {path}{message}\n"


def test_misspelt_scenario_gets_the_nearest() -> None:
    result = run("--script", "b-redy-lost")
    assert result.exit_code == 2
    assert result.stderr == (
        "vmotion: b-redy-lost: there is no such file, and no scenario of that name; did you mean "
        "'b-ready-lost' or 'p-connection-lost'?\n"
    )


def test_a_scenario_is_none_of_another_model() -> None:
    result = run("--model", "admission", "--script", "b-ready-lost")
    assert result.exit_code == 2
    assert "no scenario of that name" in result.stderr
    assert run("--model", "admission", "--list").stderr == "vmotion: no scenarios ship for the model admission\n"


def test_list_names_every_scenario_with_its_title() -> None:
    result = run("--list")
    assert result.exit_code == 0
    assert [line.split()[0] for line in result.stdout.splitlines() if not line.startswith(" ")] == list(scenarios())
    assert "(a) The acknowledgement is lost" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("--script", "b-ready-lost", "--seed", "1"),
            "--script and --seed don't go together: one plays a script, the other makes a random run",
        ),
        (("--steps", "3"), "--steps limits a random run: give --seed too"),
        (
            ("--model", "vmotoin"),
            (
                "there is no model 'vmotoin'; did you mean 'vmotion'?; "
                "one's own is a file FILE.json, or package.module:name in Python"
            ),
        ),
    ],
)
def test_options_that_do_not_fit_are_one_message(arguments: tuple[str, ...], message: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stderr == f"vmotion: {message}\n"


# --- at random


def test_the_same_seed_gives_the_same_run_and_another_another() -> None:
    assert run("--seed", 5).stdout == run("--seed", 5).stdout
    assert run("--seed", 5).stdout.splitlines()[1:] != run("--seed", 6).stdout.splitlines()[1:]


def test_a_run_by_chance_stops_after_the_steps_or_at_an_end() -> None:
    short = run("--seed", 3, "--steps", 4)
    assert short.stdout.count(" s  ") == 4
    assert "4 steps, 0 s. It has not ended." in short.stdout
    assert "It has ended: vcenter is " in run("--seed", 3).stdout


def test_a_run_by_chance_is_saved_as_a_script_that_plays(tmp_path: Path) -> None:
    path = tmp_path / "chance.script"
    result = run("--seed", 3, "--save", path)
    assert result.exit_code == 0
    assert result.stderr == f"vmotion: wrote {path}\n"
    replayed = play(load_script(path, vmotion()))
    assert f"{len(replayed.steps)} steps, {replayed.steps[-1].time} s." in result.stdout


@pytest.mark.parametrize("arguments", [("--seed", 1), ("--script", "b-ready-lost"), ()])
def test_a_place_that_cannot_be_written_is_refused_at_once(tmp_path: Path, arguments: tuple[object, ...]) -> None:
    path = tmp_path / "absent" / "x.script"
    result = run(*arguments, "--save", path, answers="request\n")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr == f"vmotion: {path} can't be written: No such file or directory\n"
    assert list(tmp_path.iterdir()) == []


def test_a_refuted_script_saves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.script"
    assert run("--script", _script(tmp_path, "request\nresume\n"), "--save", path).exit_code == 2
    assert not path.exists()


# --- by hand


def test_numbers_and_names_do_commands_and_the_place_is_shown() -> None:
    result = run(answers="request\n2\nquit\n")
    assert result.exit_code == 0
    text = result.stdout
    # The second thing that can be done after a request is to admit it.
    assert "   2  admit" in text
    assert "> 2\n  2.    0 s  vcenter: admit" in text
    assert "  vcenter       VALIDATING_DESTINATION  journal ACCEPTED" in text
    assert "fault: The destination host is not configured" in text
    assert "      elapse N: any time may pass" in text
    assert text.endswith("2 steps, 0 s. It has not ended.\n")
    assert all(len(line) <= 80 for line in text.splitlines())


def test_why_names_the_failing_conjuncts_of_one_command_and_of_all() -> None:
    text = " ".join(run(answers="why finish\nwhy request\nwhy\n").stdout.split())
    assert (
        "finish cannot be done now: 'waiting for the handshake' fails, because source.state == WAIT_HANDSHAKE is wanted, "
        "but source.state is NONE"
    ) in text
    assert "request can be done now." in text
    assert "admit the request waits" in text


def test_a_command_that_cannot_be_done_says_why_and_the_dialogue_goes_on() -> None:
    result = run(answers="admit\nrequest\n")
    assert result.exit_code == 0
    assert "'the request waits' fails" in result.stdout
    assert "1 step, 0 s. It has not ended." in result.stdout


def test_wrong_answers_are_told_and_change_nothing() -> None:
    answers = "requst\n0\n99\n²\nelapse\nelapse -1\nelapse 1.5\nundo\nsave\nwhy requst\n\n# a comment\n\x1b[31m\n"
    result = run(answers=answers)
    assert result.exit_code == 0
    text = result.stdout
    assert "there is no command 'requst'; did you mean 'request'" in text
    assert "There is no number 0; what can be done has the numbers 1 to 5." in text
    assert "There is no number 99" in text
    assert text.count("Say how many whole seconds pass, for example: elapse 10") == 3
    assert "There is no step to take back." in text
    assert "Say where to, for example: save my.script" in text
    assert "\x1b" not in text
    assert "0 steps, 0 s. It has not ended." in text


def test_undo_and_elapse() -> None:
    text = run(answers="request\nelapse 30\nundo\nundo\nelapse 5\n").stdout
    assert "Taken back: elapse 30" in text
    assert "Taken back: request" in text
    assert "1 step, 5 s. It has not ended." in text


def test_time_cannot_pass_a_deadline_and_what_comes_then_is_named() -> None:
    # 100 s of switchover at most (KB 2141355).
    text = " ".join(run(answers="\n".join([*TO_STUN.split(), "elapse 101", "elapse 100"])).stdout.split())
    assert "101 s cannot pass here. elapse N: at most 100 s may pass, then comes one of: switchover_times_out" in text
    assert "No time may pass before one of: switchover_times_out, fall_back, find_lock_taken" in text


def test_state_shows_every_variable_and_help_every_word() -> None:
    text = run(answers="state\nhelp\n").stdout
    for name in vmotion().variable:
        assert f"\n{name} " in text
    for word in ("elapse N", "why [NAME]", "undo", "show", "state", "save FILE", "quit"):
        assert f"\n{word} " in text


def test_an_ended_run_says_so() -> None:
    assert "It has ended: vcenter is REJECTED" in run(answers="request\nrefuse_request\n").stdout


def test_save_in_the_dialogue_and_at_its_end(tmp_path: Path) -> None:
    here, there = tmp_path / "here.script", tmp_path / "there.script"
    result = run("--save", there, answers=f"request\nsave {here}\nadmit\nsave {tmp_path}/absent/x\n")
    assert result.exit_code == 0
    # A long path is broken where the line ends, so the words are compared without white space.
    assert "".join(f"Saved 1 step in {here}.".split()) in "".join(result.stdout.split())
    assert here.read_text(encoding="utf-8").splitlines()[1:] == ["request"]
    assert there.read_text(encoding="utf-8").splitlines()[1:] == ["request", "admit"]
    assert "can'tbewritten:Nosuchfileordirectory" in "".join(result.stdout.split())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["here.script", "there.script"]


def test_another_model_can_be_run_by_hand() -> None:
    text = run("--model", "admission", answers="request_vmotion_1\nadmit_vmotion_1\n").stdout
    assert "vmotion_1.phase WAITING → RUNNING" in text
    assert "2 steps, 0 s." in text


# --- as a process


def test_it_works_in_a_pipe_without_colour_and_ends_with_the_input() -> None:
    done = subprocess.run(
        VMOTION, input="request\nadmit\n", capture_output=True, text=True, env=_environment(), timeout=60, check=False
    )
    assert done.returncode == 0
    assert done.stderr == ""
    assert "\x1b" not in done.stdout
    assert "> request\n" in done.stdout
    assert done.stdout.endswith("> \n2 steps, 0 s. It has not ended.\n")


@pytest.mark.parametrize("before", [(), IGNORING], ids=["at a terminal", "in the background of a script"])
def test_an_interrupt_says_how_far_it_came_without_a_traceback(before: tuple[str, ...]) -> None:
    with subprocess.Popen(
        [*before, *VMOTION],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=_environment(),
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("request\n")
        process.stdin.flush()
        for line in process.stdout:
            if "refuse_request" in line:
                break
        time.sleep(0.3)  # until it waits for the next answer
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 3
    assert errors == "\nvmotion: interrupted after 1 step, at 0 s\n"


def test_a_reader_that_goes_away_leaves_no_traceback() -> None:
    with subprocess.Popen(
        [*VMOTION, "--script", "i-hour-of-precopy"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=_environment()
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr is not None
        assert b"Traceback" not in process.stderr.read()
