"""`vmotion trace` as a user types it: exit codes, text within 80 columns, JSON, and files that are whole or absent."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vmotion_cli.trace import command

DATA = Path(__file__).parents[1] / "traces" / "data"
CONFORMS, IMPOSSIBLE = DATA / "old-complete.log", DATA / "impossible-early-unlock.log"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


@pytest.fixture
def incomplete(tmp_path: Path) -> Path:
    log = tmp_path / "vmkernel.log"
    log.write_text("<TS> cpu1:2)VMotion: 4650: 4711 S: Stopping pre-copy: \x1b[31mred\n", encoding="utf-8")
    return log


def test_exit_codes(incomplete: Path, tmp_path: Path) -> None:
    assert run(CONFORMS).exit_code == 0
    assert run(IMPOSSIBLE).exit_code == 1
    assert run(tmp_path / "absent.log").exit_code == 2
    assert run().exit_code == 2
    assert run(incomplete).exit_code == 3


def test_refuted_comes_before_undecided_before_hoped(incomplete: Path) -> None:
    assert run(CONFORMS, incomplete, IMPOSSIBLE).exit_code == 1
    assert run(CONFORMS, incomplete).exit_code == 3


def test_bad_log_is_one_message_without_a_traceback(tmp_path: Path) -> None:
    result = run(tmp_path)
    assert isinstance(result.exception, SystemExit)
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert str(tmp_path) in result.stderr


def test_text_names_the_impossible_line_within_80_columns() -> None:
    result = run(IMPOSSIBLE)
    assert f"First impossible line: {IMPOSSIBLE.name}:2" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_log_cannot_speak_to_the_terminal(tmp_path: Path) -> None:
    log = tmp_path / "vmware.log"
    lines = IMPOSSIBLE.read_text(encoding="utf-8").splitlines()
    lines[1] += " \x1b]0;title\x07 [red]markup[/red]"
    log.write_text("\n".join(lines), encoding="utf-8")
    result = run(log)
    assert "\x1b" not in result.stdout
    assert "\x07" not in result.stdout
    assert "[red]markup[/red]" in result.stdout


def test_json_on_stdout_and_in_a_file_are_the_same(tmp_path: Path) -> None:
    target = tmp_path / "answer.json"
    result = run(IMPOSSIBLE, "--format", "json")
    assert run(IMPOSSIBLE, "--format", "json", "--output", target).exit_code == 1
    assert json.loads(result.stdout) == json.loads(target.read_text(encoding="utf-8"))
    assert json.loads(result.stdout)["migrations"][0]["first_impossible"]["line"] == 2
    assert [path.name for path in tmp_path.iterdir()] == ["answer.json"]


def test_text_in_a_file_has_no_colour(tmp_path: Path) -> None:
    target = tmp_path / "answer.txt"
    assert run(IMPOSSIBLE, "--output", target).exit_code == 1
    text = target.read_text(encoding="utf-8")
    assert "impossible" in text
    assert "\x1b" not in text


def test_output_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    target = tmp_path / "absent" / "answer.json"
    result = run(CONFORMS, "--output", target)
    assert result.exit_code == 2
    assert f"{target} can't be written" in result.stderr


def test_help_loads_neither_the_model_nor_rich() -> None:
    code = (
        "import sys, vmotion_cli.trace; print(sorted({'rich', 'vmotion_model', 'vmotion_traces'} & set(sys.modules)))"
    )
    path = [str(Path(__file__).parents[2] / "cli"), *sys.path]
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:] = {path!r}; {code}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"


BUNDLE = (("esx1/vmware.log", "old-complete.log"), ("esx2/vmware.log", "old-destination.log"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, source in BUNDLE:
        (tmp_path / "logs" / name).parent.mkdir(parents=True)
        (tmp_path / "logs" / name).write_bytes((DATA / source).read_bytes())
    return tmp_path / "logs"


def test_who_where_when_and_how_long_stand_on_one_screen(folder: Path) -> None:
    result = run(folder)
    text = result.stdout
    assert result.exit_code == 0
    for words in (
        "Migration 1100220033004400",
        "hosts    198.51.100.1 to 198.51.100.2",
        "logs of  source, destination",
        "release  ESXi 5 or 6",
        "time     2031-02-03T04:00:00.000Z to 2031-02-03T04:00:31.000Z, 31.000 s",
        "PRECOPY         04:00:02.000  28.000 s",
    ):
        assert words in text
    assert len(text.split("How the logs were read")[0].splitlines()) <= 40
    assert max(map(len, text.splitlines())) <= 80


def test_json_has_who_where_when_and_how_long(folder: Path) -> None:
    (migration,) = json.loads(run(folder, "--format", "json").stdout)["migrations"]
    assert migration["hosts"] == {"source": ["198.51.100.1"], "destination": ["198.51.100.2"]}
    assert (migration["start"], migration["end"]) == ("2031-02-03T04:00:00.000Z", "2031-02-03T04:00:31.000Z")
    assert migration["seconds"] == 31.0
    assert migration["logs_of"] == ["source", "destination"]
    precopy = [phase for phase in migration["phases"] if phase["name"] == "MIGRATE_TO_VMX_PRECOPY"]
    assert [(phase["role"], phase["seconds"]) for phase in precopy] == [("source", 28.0)]
    # Between :01.5 - :02 (waiting before pre-copy) and :30.16 - :30 (restoring after it).
    assert migration["clock_skew"] == {"least_s": -0.5, "most_s": pytest.approx(0.16), "shown": False} | {
        "lines": migration["clock_skew"]["lines"]
    }


def test_text_of_a_task_is_an_argument_and_may_come_from_standard_input() -> None:
    text = "A general system error occurred: Timed out waiting for migration data."
    for result in (run(text), CliRunner().invoke(command, ["-"], input=text)):
        assert result.exit_code == 3
        assert "outcome  failure" in result.stdout
        assert "said     A general system error occurred" in result.stdout


def test_many_notes_are_cut_on_the_screen_and_whole_in_json(folder: Path) -> None:
    for number in range(30):
        (folder / f"noise{number}.bin").write_bytes(bytes(range(1, 32)) * 40)
    assert "more; --format json has them all" in run(folder).stdout
    assert len(json.loads(run(folder, "--format", "json").stdout)["notes"]) >= 30
