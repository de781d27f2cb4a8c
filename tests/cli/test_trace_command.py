"""`vmotion trace` as a user types it: exit codes, text within 80 columns, JSON, and files that are whole or absent."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vmotion_cli.main import cli
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
        "import sys, vmotion_cli.trace; "
        "print(sorted({'rich', 'vmotion_model.language', 'vmotion_model.protocol', 'vmotion_traces'} & set(sys.modules)))"
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
        "PRECOPY        04:00:02.000 28.000 s",
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


FAILED = (
    "2031-03-02T10:00:00.000Z In(182) vmkernel: cpu1:2)Migrate: 314: vmotion: Source vmmLeaderID = 26, ts = 4711471147114711, "
    "srcIP = <192.0.2.11> dstIP = <192.0.2.12> Dest wid = 29 using SHARED swap\n"
    "2031-03-02T10:00:01.000Z In(182) vmkernel: cpu1:2)VMotion: 1: 4711471147114711 S: bound to vmknic vmk3\n"
    "2031-03-02T10:01:00.000Z In(182) vmkernel: cpu1:2)VMotion: 2: 4711471147114711 S: Failed: The vMotion failed because the "
    "destination host did not receive data from the source host on the vMotion network.\n"
)


@pytest.fixture
def failed(tmp_path: Path) -> Path:
    log = tmp_path / "vmkernel.log"
    log.write_text(FAILED, encoding="utf-8")
    return log


def test_what_failed_why_and_what_to_type_stand_on_one_screen(failed: Path) -> None:
    result = run(failed)
    assert result.exit_code == 3
    for words in (
        "Why it failed",
        "one of these, by vmkernel.log:3",
        "F15 mtu_too_large",
        "vmkping -I vmk3 -d -s 8972 192.0.2.12   on the source ESXi host",
        "10:00:00.000  source",
    ):
        assert words in result.stdout
    assert len(result.stdout.splitlines()) <= 60
    assert max(map(len, result.stdout.splitlines())) <= 80
    whole = run(failed, "--all").stdout
    assert "confirmed if" in whole
    assert "S11   not observable" in whole


def test_json_has_causes_with_evidence_confirmation_and_remedy(failed: Path) -> None:
    (migration,) = json.loads(run(failed, "--format", "json").stdout)["migrations"]
    mtu = next(c for c in migration["why"]["causes"] if c["name"] == "mtu_too_large")
    assert (mtu["standing"], mtu["failure"], mtu["against"]) == ("one of several", "F15", [])
    assert [(e["file"], e["line"]) for e in mtu["for"]] == [(str(failed), 3)]
    assert mtu["confirmed_by"]["do"]["text"] == "vmkping -I vmk3 -d -s 8972 192.0.2.12"
    assert all(action["text"] for action in mtu["remedy"])
    assert {p["id"] for p in migration["properties"]} == {"S1", "S6a", "S10a", "S11", "S16a", "S16b"}
    assert [m["line"] for m in migration["timeline"]] == [1, 3]
    assert migration["measures"]["last_round"] is None


def test_markdown_shows_hostile_text_as_text(failed: Path) -> None:
    failed.write_text(FAILED.replace("Failed: ", "Failed: <b>@everyone</b> | [x](http://a) `"), encoding="utf-8")
    text = run(failed, "--format", "markdown").stdout
    assert "### Why it failed" in text
    assert "```sh\nvmkping -I vmk3 -d -s 8972 192.0.2.12\n```" in text
    outside = text.split("```")[::2]
    assert not any(sign in part for part in outside for sign in ("<b>", "[x](", "@everyone"))
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert {line.replace("\\|", "").count("|") for line in rows} == {3, 5}


def test_last_round_of_precopy_is_beside_its_theorem(tmp_path: Path) -> None:
    log = tmp_path / "vmkernel.log"
    log.write_text(
        "2031-03-02T10:00:20.160Z cpu0:6)VMotion: 4650: 4711471147114711 S: Stopping pre-copy: only 1296 pages left to send, "
        "which can be sent within the switchover time goal of 0.500 seconds (network bandwidth ~145.404 MB/s, 101088% t2d)\n",
        encoding="utf-8",
    )
    text = " ".join(run(log).stdout.split())
    assert "1,296 pages left at 145.4 MB/s; by theorem T8 they fit the goal of 0.500 s" in text
    last = json.loads(run(log, "--format", "json").stdout)["migrations"][0]["measures"]["last_round"]
    assert (last["pages_left"], last["goal_s"], last["fits_goal"]) == (1296, 0.5, True)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, text in (("a", FAILED), ("b", FAILED.replace("47114711", "47114722")), ("c", "nothing\n")):
        (tmp_path / "site" / name).mkdir(parents=True)
        (tmp_path / "site" / name / "vmkernel.log").write_text(text, encoding="utf-8")
    return tmp_path / "site"


def test_summary_of_a_folder_as_text_csv_json_and_parquet(site: Path, tmp_path: Path) -> None:
    import csv

    result = run("--summary", site, "--jobs", 1)
    assert result.exit_code == 0
    assert "2 migrations in 3 cases (1 without a migration)" in result.stdout
    words = " ".join(result.stdout.split())
    assert "verdict migrations incomplete 2" in words
    assert "without a migration why c " in words
    assert max(map(len, result.stdout.splitlines())) <= 80
    rows = list(csv.DictReader(run("--summary", site, "--jobs", 1, "--format", "csv").stdout.splitlines()))
    assert [row["outcome"] for row in rows] == ["failure", "failure"]
    assert "mtu_too_large" in rows[0]["possible"].split()
    data = json.loads(run("--summary", site, "--jobs", 1, "--format", "json").stdout)
    assert [row["id"] for row in data["migrations"]] == [row["id"] for row in rows]
    parquet = pytest.importorskip("pyarrow.parquet", reason="Parquet needs pyarrow")
    assert run("--summary", site, "--jobs", 1, "--output", tmp_path / "all.parquet").exit_code == 0
    assert parquet.read_table(tmp_path / "all.parquet")["id"].to_pylist() == [row["id"] for row in rows]


def test_a_summary_of_nothing_is_no_summary(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "silent").mkdir()
    (tmp_path / "silent" / "vmkernel.log").write_text("nothing\n", encoding="utf-8")
    for folder in ("empty", "silent"):
        result = run("--summary", tmp_path / folder, "--jobs", 1)
        assert result.exit_code == 2
        assert "there is no migration in it" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--summary", "{site}", "--format", "markdown"), "leave out --summary"),
        (("--summary", "{site}", "--diagram", "x.svg"), "leave out --summary"),
        (("{site}", "--format", "csv"), "goes with --summary"),
        (("--summary", "{site}/absent"), "there is no such folder"),
        (("--summary", "{site}", "--jobs", "0"), "--jobs 0 does nothing"),
        (("--summary", "{site}", "--output", "{site}/absent/x.csv"), "can't be written"),
    ],
)
def test_summary_refuses_what_does_not_go_with_it(site: Path, arguments: tuple[str, ...], message: str) -> None:
    result = run(*(a.format(site=site) for a in arguments))
    assert result.exit_code == 2
    assert message in result.stderr
    assert "Traceback" not in result.output


def test_run_as_logs_is_traced_and_explained(tmp_path: Path) -> None:
    folder = tmp_path / "made"
    made = CliRunner().invoke(cli, ["simulate", "--script", "b-ready-lost", "--logs", str(folder), "--release", "6"])
    assert made.exit_code == 0, made.output
    assert (folder / "source" / "vmware.log").is_file()
    traced = CliRunner().invoke(cli, ["trace", str(folder), "--run"])
    assert traced.exit_code == 0, traced.output
    assert "A run of the model that explains the records" in traced.stdout
    assert "destination: receive_checkpoint  [destination/vmware.log:" in " ".join(traced.stdout.split("\n"))
    answer = json.loads(CliRunner().invoke(cli, ["trace", str(folder), "--format", "json"]).stdout)
    (migration,) = answer["migrations"]
    assert (migration["verdict"], migration["outcome"]) == ("conforms", "failure")
    assert any(step["command"] == "prepare" for step in migration["explanation"]["run"])


def test_made_logs_of_several_seeds_are_several_migrations_of_one_folder(tmp_path: Path) -> None:
    """Each seed has ids of its own, and an id can be chosen; a script has always the same."""
    makings = (["--seed", "0"], ["--seed", "3"], ["--seed", "3", "--migration-id", "4711"])
    for number, arguments in enumerate(makings):
        made = CliRunner().invoke(cli, ["simulate", *arguments, "--logs", str(tmp_path / str(number))])
        assert made.exit_code == 0, made.output
    answer = json.loads(CliRunner().invoke(cli, ["trace", "--summary", str(tmp_path), "--format", "json"]).stdout)
    ids = {row["id"] for row in answer["migrations"]}
    assert ids >= {"7100000000000001", "7100000000003001", "4711"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--release", "6"], "--release is that of the logs: give --logs FOLDER too"),
        (["--migration-id", "7"], "--migration-id is that of the logs: give --logs FOLDER too"),
        (["--logs", "made", "--release", "5"], "only of 4, 6, 8"),
        (["--logs", ".", "--release", "6"], "the folder is not empty"),
        (["--logs", "made", "--model", "two-phase-commit"], "what the model two-phase-commit prints is not known"),
    ],
)
def test_logs_that_cannot_be_made_are_refused_before_the_run(
    arguments: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "something").write_text("here", encoding="utf-8")
    result = CliRunner().invoke(cli, ["simulate", "--seed", "1", *arguments])
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_logs_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    for host, text in (
        ("esx1", FAILED.rsplit("\n", 2)[0] + "\n"),
        ("esx2", FAILED.splitlines(keepends=True)[-1].replace(" S: ", " D: ")),
    ):
        (tmp_path / host).mkdir()
        (tmp_path / host / "vmkernel.log").write_text(text, encoding="utf-8")
    text = run(tmp_path).stdout
    assert "one of these, by esx2/vmkernel.log:1" in text
    assert "esx1/vmkernel.log, esx2/vmkernel.log" in text
    assert str(tmp_path) not in text


def test_short_names_are_the_shortest_that_differ() -> None:
    from vmotion_traces.lines import short_names

    assert dict(short_names(("/a/x/v.log", "/a/y/v.log", "/b/y/w.log", "z.tgz!y/v.log"))) == {
        "/a/x/v.log": "x/v.log",
        "/a/y/v.log": "a/y/v.log",
        "/b/y/w.log": "w.log",
        "z.tgz!y/v.log": "z.tgz/y/v.log",
    }
