"""``vmotion converge``: exit codes, messages and formats that people and programs rely on."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vmotion_cli.converge import command

SLOW = ["--memory", "64GiB", "--link", "10Gbps", "--dirty-rate", "200MB/s"]
FAST = ["--memory", "64GiB", "--link", "10Gbps", "--dirty-rate", "2GB/s", "--working-set", "4GiB", "--vcpus", "4"]
DATA = Path(__file__).resolve().parents[1] / "data"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, list(arguments))


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (SLOW, 0, "guaranteed"),
        ([*FAST, "--stun", "none"], 1, "diverges"),
        (FAST, 3, "not guaranteed"),
        ([*FAST, "--stun", "fault", "--fault-sleep", "28us"], 0, "guaranteed"),
        ([*FAST, "--stun", "none", "--at-most"], 3, "not guaranteed"),
        ([*SLOW, "--rest", "100%"], 3, "not guaranteed"),
        ([*SLOW, "--rest", "100%", "--window", "100ms"], 0, "guaranteed by theorem T2m"),
    ],
)
def test_exit_code_and_first_word(arguments: list[str], code: int, word: str) -> None:
    result = run(*arguments)
    assert result.exit_code == code, result.output
    assert result.output.startswith(word)


def test_json_has_the_promised_keys() -> None:
    result = run(*SLOW, "--format", "json")
    answer = json.loads(result.output)
    assert answer["schema"] == 1
    assert set(answer) >= {"verdict", "theorem", "assumptions", "bounds", "stun"}
    assert set(answer["bounds"]) == {"rounds", "total_time_s", "bytes", "downtime_s", "guest_slowdown"}
    assert answer["stun"] == {"needed": False, "fraction": 0.0}
    # M = 68.85 GB on the wire, D = 200.4 MB/s with headers: M/(R-D) = 65.6 s, and the goal of 0.5 s on top.
    assert 55.0 < answer["bounds"]["total_time_s"] < 66.2


def test_explain_and_what_if_name_theorem_and_number() -> None:
    result = run(*FAST, "--explain", "--what-if")
    assert "T5c" in result.output
    assert "cheapest is" in result.output
    assert "us after each first write" in result.output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--memory", "64", "--link", "10Gbps", "--dirty-rate", "1GB/s"], "no unit"),
        (["--memory", "0GiB", "--link", "10Gbps", "--dirty-rate", "1GB/s"], "more than zero"),
        (["--link", "10Gbps", "--dirty-rate", "1GB/s"], "--memory is missing"),
        (["--memory", "1GiB", "--link", "10Gbps"], "--dirty-rate or by --dirty-curve"),
        ([*SLOW, "memory=1GiB"], "go with --sweep"),
        ([*SLOW, "--stun", "fault"], "--fault-sleep"),
        ([*SLOW, "--link-min", "25Gbps"], "above --link"),
        ([*SLOW, "--cpu-share", "0"], "CPU share"),
        ([*SLOW, "--plot", "x.txt"], ".png"),
        ([*SLOW, "--link", "1e-999GB/s"], "absurdly small"),
        ([*SLOW, "--switchover-link", "1e-300bps"], "absurdly small"),
        ([*SLOW, "--link", "1e999GB/s"], "absurdly large"),
        ([*SLOW, "--link", "-1GB/s"], "more than zero"),
        ([*SLOW, "--memory", "nanGiB"], "not a number"),
        ([*SLOW, "--memory", "\u0663GiB"], "not a number"),
        ([*SLOW, "--working-set", ""], "--working-set"),
        ([*SLOW, "--burst", ""], "--burst"),
        ([*SLOW, "--memory", ""], "--memory"),
        ([*SLOW, "--growth", "1e999", "--stun", "sdps"], "--growth"),
        ([*SLOW, "--fault-sleep", "28us"], "goes with --stun fault"),
        ([*SLOW, "--quota", "5/10ms"], "goes with --stun quota"),
        ([*SLOW, "--growth", "5%", "--stun", "none"], "goes with --stun sdps"),
        ([*SLOW, "--peak-rate", "1GB/s", "--stun", "none"], "goes with --stun sdps or ratchet"),
        ([*SLOW, "--stun", "quota", "--quota", "0/10ms"], "at least one page"),
        ([*SLOW, "--vcpus", "0"], "vcpus"),
        ([*SLOW[:4], "--dirty-curve", "/dev/zero"], "more than 1000000 bytes"),
        ([*SLOW[:4], "--dirty-curve", "."], "Is a directory"),
        (["--from-recording", "nowhere.json"], "no such file"),
        (["--sweep", "memory=1GiB,2GiB", "memory=1GiB,2GiB", "--dirty-rate", "1GB/s", "--link", "1Gbps"], "twice"),
    ],
)
def test_bad_input_is_one_message_and_exit_code_two(arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2, result.output
    assert message in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([*SLOW, "--switchover-link", "25Gbps"], "above --link"),
        ([*FAST, "--peak-rate", "1GB/s"], "contradicts the guest"),
        ([*FAST, "--random-writes", "--burst", "1MB"], "contradict each other"),
        ([*SLOW, "--error", "5%", "--stun", "none"], "goes with --stun sdps"),
        ([*SLOW, "--max-stun", "50%", "--stun", "quota", "--quota", "5/10ms"], "goes with --stun sdps or ratchet"),
        ([*SLOW, "--grant", "interpolation"], "nothing rests on it"),
        ([*SLOW, "--grant", "luck"], "there is no such assumption; there are interpolation, mean"),
    ],
)
def test_options_that_contradict_each_other_are_refused(arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2, result.output
    assert message in result.output


def test_a_curve_above_its_working_set_is_refused(tmp_path: Path) -> None:
    curve = tmp_path / "curve.csv"
    curve.write_text("1s,50MB\n10s,200MB\n", encoding="utf-8")
    asked = ["--memory", "8GiB", "--link", "135MB/s", "--dirty-curve", str(curve), "--working-set", "100MB"]
    assert "above --working-set" in run(*asked).output
    assert run(*asked).exit_code == 2
    assert run(*asked, "--at-most").exit_code in (0, 3)


def test_gigabits_are_read_as_gigabits() -> None:
    asked = ["--memory", "64GiB", "--dirty-rate", "200MB/s", "--format", "json"]
    assert run(*asked, "--link", "10Gb/s").output == run(*asked, "--link", "10Gbps").output
    assert "did you mean GB/s (bytes) or Gb/s (bits)?" in run(*asked, "--link", "10gb/s").output


@pytest.mark.parametrize(
    ("arguments", "theorem"),
    [
        (SLOW, "T1"),
        ([*FAST, "--stun", "none"], "T3b"),
        ([*FAST[:4], "--dirty-rate", "2GB/s", "--working-set", "500MB"], "T3a"),
        (FAST, "T5c"),
        ([*FAST, "--stun", "ratchet", "--max-stun", "30%"], "T5d"),
        ([*FAST, "--random-writes", "--stun", "none"], "T3c"),
    ],
)
def test_the_text_always_names_the_theorem(arguments: list[str], theorem: str) -> None:
    assert f"theorem {theorem} " in run(*arguments).output


def test_what_is_expected_stands_beside_what_is_proved() -> None:
    # A guest just over the link: proved for the worst case, expected to be held at a fifth of the link after one round.
    asked = ["--memory", "64GiB", "--link", "10Gbps", "--dirty-rate", "1.3GB/s"]
    answer = json.loads(run(*asked, "--format", "json").output)
    assert answer["verdict"] == "guaranteed"
    # M = 68.85 GB takes 55.1 s and is dirtied again; at 20 % of the link 55.1 (1 + 1/(1 - 0.2)) = 124 s.
    assert 120 < answer["expected"]["total_time_s"] < 126
    assert answer["bounds"]["total_time_s"] > 1.4 * answer["expected"]["total_time_s"]
    # F8: 1 - 0.2 R/D = 0.808 of about 69 s.
    assert 50 < answer["expected"]["lost_time_s"] < 58
    assert answer["expected"]["clock_lag_s"] == pytest.approx(
        answer["expected"]["lost_time_s"] + answer["expected"]["downtime_s"]
    )
    assert answer["guest"]["lost_time_s"] > answer["expected"]["lost_time_s"]
    text = run(*asked).output
    assert "its clock lags at most" in text
    assert "expected: 124." in text


@pytest.mark.parametrize("name", ["x.json", "x.csv", "x.log", "x.dat"])
@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02" * 500, b"hello\n", b"[" * 100_000, b"1" * 9000])
def test_files_that_are_no_recording_are_one_message_and_exit_code_two(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    result = run("--from-recording", str(path))
    assert result.exit_code == 2, result.output
    assert str(path) in result.output
    assert len(result.output.splitlines()) == 1


def test_a_folder_without_recordings_and_a_device_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path, Path("/dev/zero")):
        result = run("--from-recording", str(path))
        assert result.exit_code == 2
        assert str(path) in result.output


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "empty"),
        ("seconds,bytes\n1,5MB\n", ":2: '5MB': the header names the units"),
        ("1s,5MB\n2,6MB\n", ":2: window duration"),
        ("1s,5MB\n2s,4MB\n", "decreases"),
        ("1s,1MB\n2s,9MB\n", "superadditive"),
        ("1s,5MB,7\n", ":1: a point has two columns"),
        ("hours,bytes\n1,2\n", "is no header"),
        ("s,MB\n1,1e9999999999\n", ":2: '1e9999999999'"),
        ("s,MB\n1,1e999\n", ":2: dirty size: 1e999MB is absurdly large"),
        ("s,MB\n1,nan\n", ":2: 'nan'"),
        ("s,MB\n1,-5\n", ":2: dirty size"),
        ("s,MB\n1,5\n1,6\n", "line 3: times must increase"),
        ("s,MB\n1,5\n2,4\n", "line 3: the curve decreases"),
        ("1s,5MB\n2s,6MB\n10s,7MB\n11s,40MB\n", "U(11 s)"),
        ("s,MB\n1,0\n2,0\n", "zero everywhere"),
        ("s,MB\n1," + "9" * 200_000 + "\n", ":2: not CSV"),
    ],
)
def test_bad_curves_are_refused_with_the_line(tmp_path: Path, text: str, message: str) -> None:
    curve = tmp_path / "curve.csv"
    curve.write_text(text, encoding="utf-8")
    result = run("--memory", "64GiB", "--link", "10Gbps", "--dirty-curve", str(curve))
    assert result.exit_code == 2
    assert message in result.output


def test_a_good_curve_is_judged(tmp_path: Path) -> None:
    curve = tmp_path / "curve.csv"
    curve.write_text("s,MB\n0,0\n2.05,69\n14.52,277.2\n", encoding="utf-8")
    asked = ["--memory", "8GiB", "--link", "135MB/s", "--dirty-curve", str(curve), "--stun", "none"]
    # The 69 MB may all come at once, and 67.5 MB are allowed to be left: only a straight line makes it converge.
    result = run(*asked)
    assert result.exit_code == 3, result.output
    assert "--grant interpolation" in result.output
    result = run(*asked, "--grant", "interpolation")
    assert result.exit_code == 0, result.output
    assert "granted" in result.output
    assert run(*asked, "--goal", "1s").exit_code == 0, "135 MB may be left, and the points alone are enough"


def test_a_sweep_is_written_and_summed_up(tmp_path: Path) -> None:
    target = tmp_path / "grid.csv"
    axes = ["memory=16GiB:1TiB:x2", "link=1Gbps,25Gbps"]
    result = run("--dirty-rate", "1GB/s", "--sweep", *axes, "--stun", "none", "--output", str(target))
    assert result.exit_code == 0, result.output
    assert "converges" in result.output
    assert len(target.read_text(encoding="utf-8").splitlines()) == 15


def test_a_recording_is_shown_beside_its_prediction(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    result = run("--from-recording", str(DATA / "A-ws64-bw100-r10000.json"), "--output", str(target))
    assert result.exit_code == 0
    text = target.read_text(encoding="utf-8")
    assert "predicted" in text
    assert "3.267 s" in text
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]


MACHINES = """name,memory,dirty_rate,working-set,link,vcpus,stun,note
db1,64GiB,200MB/s,,10Gbps,4,,
"db, two",64GiB,2GB/s,4GiB,10GbE,4,none,"a ""b"" c"
web,16GiB,10MB/s,1GiB,2x25GbE,2,,
"""
LINE = {
    "db1": [*SLOW, "--vcpus", "4"],
    "db, two": [*FAST, "--stun", "none"],
    "web": ["--memory", "16GiB", "--link", "50Gbps", "--dirty-rate", "10MB/s", "--working-set", "1GiB", "--vcpus", "2"],
}


def table(tmp_path: Path, text: str, *more: str) -> Result:
    path = tmp_path / "vms.csv"
    path.write_text(text, encoding="utf-8")
    return run("--machines", str(path), *more)


def test_each_machine_gets_the_verdict_and_the_figures_it_gets_alone(tmp_path: Path) -> None:
    result = table(tmp_path, MACHINES)
    assert result.exit_code == 1, "one of them diverges"
    rows = list(csv.DictReader(io.StringIO(result.output)))
    assert [row["name"] for row in rows] == list(LINE)
    assert rows[1]["note"] == 'a "b" c'
    for row in rows:
        alone = json.loads(run(*LINE[row["name"]], "--format", "json").output)
        assert row["verdict"] == alone["verdict"]
        assert row["theorem"] == (alone["theorem"] or "")
        bounds, expected = alone["bounds"], alone["expected"]
        for column, value in (
            ("worst_total_s", bounds["total_time_s"]),
            ("worst_rounds", bounds["rounds"]),
            ("worst_downtime_s", bounds["downtime_s"]),
            ("expected_total_s", expected["total_time_s"]),
        ):
            assert (row[column] == "") == (value is None)
            if value is not None:
                assert float(row[column]) == pytest.approx(value, rel=1e-9)


def test_the_backend_is_one_that_every_command_takes(tmp_path: Path) -> None:
    text = "memory,dirty-rate,link\n1GiB,1MB/s,1Gbps\n"
    refused = table(tmp_path, text, "--backend", "dsak=tcp://127.0.0.1:1")
    assert refused.exit_code == 2
    assert "it is loky, dask, or dask=tcp://HOST:PORT" in " ".join(refused.output.split())


def test_many_machines_on_several_processes_stay_in_order(tmp_path: Path) -> None:
    rows = "\n".join(f"vm{k},{k + 1}GiB,{1 + k % 40 * 60}MB/s,10Gbps" for k in range(500))
    text = f"name,memory,dirty-rate,link\n{rows}\n"
    one = table(tmp_path, text, "--jobs", "1")
    two = table(tmp_path, text, "--jobs", "2")
    assert one.output == two.output
    assert [row["name"] for row in csv.DictReader(io.StringIO(one.output))] == [f"vm{k}" for k in range(500)]


def test_machines_go_into_a_file_and_what_rows_leave_open_options_say(tmp_path: Path) -> None:
    text = "memory,dirty-rate\n64GiB,200MB/s\n"
    result = table(tmp_path, text, "--link", "10Gbps", "--output", str(tmp_path / "out.csv"))
    assert result.exit_code == 0, result.output
    assert "1 of 1 machines" in result.output
    assert "guaranteed,T1" in (tmp_path / "out.csv").read_text(encoding="utf-8")
    pytest.importorskip("pyarrow", reason="Parquet needs the extra 'parquet'")
    assert table(tmp_path, text, "--link", "10Gbps", "--output", str(tmp_path / "out.parquet")).exit_code == 0
    from pyarrow import parquet

    assert parquet.read_table(tmp_path / "out.parquet").column("verdict").to_pylist() == ["guaranteed"]


GOOD = "memory,dirty-rate,link\n"


@pytest.mark.parametrize(
    ("text", "more", "message"),
    [
        ("", [], "vms.csv: the file is empty"),
        (GOOD, [], "vms.csv: a header and no machine"),
        (
            "memry,dirty-rate,link\n1GiB,1MB/s,1Gbps\n",
            [],
            ":1: column 1 is 'memry', which is none; did you mean memory?",
        ),
        ("memory,memory\n1GiB,1GiB\n", [], ":1: column 2 is memory again"),
        (GOOD + "1GiB,1MB/s,1Gbps\n64,1MB/s,1Gbps\n", [], ":3: column memory: '64' has no unit"),
        (GOOD + "1GiB,1MB/s\n", [], ":2: 2 cells under 3 columns"),
        (GOOD + "1GiB,,1Gbps\n", [], ":2: column dirty-rate: the cell is empty"),
        ("memory,link\n1GiB,1Gbps\n", [], ":2: there is no column dirty-rate"),
        (GOOD + "1GiB,1MB/s,1Gbps\n", ["--link", "1Gbps"], ":1: link is a column here and --link is given"),
        (GOOD[:-1] + ",vcpus\n1GiB,1MB/s,1Gbps,many\n", [], ":2: column vcpus: 'many'"),
        (GOOD[:-1] + ",stun\n1GiB,1MB/s,1Gbps,hard\n", [], ":2: column stun: 'hard'"),
        (GOOD[:-1] + ",at-most\n1GiB,1MB/s,1Gbps,maybe\n", [], ":2: column at-most: 'maybe'"),
        (GOOD[:-1] + ",fault-sleep\n1GiB,1MB/s,1Gbps,28us\n", [], ":2: column fault-sleep: goes with --stun fault"),
        (GOOD[:-1] + ",link-min\n1GiB,1MB/s,1Gbps,2Gbps\n", [], ":2: column link-min"),
        (GOOD + '1GiB,"1MB/s,1Gbps\n', [], "not CSV"),
        (GOOD + "1GiB,1MB/s,1Gbps\n", ["--explain"], "--explain does not go with --machines"),
        (GOOD + "1GiB,1MB/s,1Gbps\n", ["--output", "x.txt"], ".csv or .parquet"),
    ],
)
def test_a_bad_table_of_machines_is_refused_with_row_and_column(
    tmp_path: Path, text: str, more: list[str], message: str
) -> None:
    result = table(tmp_path, text, *more)
    assert result.exit_code == 2, result.output
    assert message in result.output
    assert len(result.output.splitlines()) == 1


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"memory\x00,link\n1,2\n", b"\n\n\n", b'"' * 1000])
def test_bytes_that_are_no_table_are_one_message(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "vms.csv"
    path.write_bytes(data)
    result = run("--machines", str(path))
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_large_pages_measured_in_small_ones_are_a_bound_and_no_description() -> None:
    # 2 MiB are 512 pages of 4 KiB, each of which may lie in a page of its own: 10 MB/s become at most 5.12 GB/s.
    slow = ["--memory", "64GiB", "--link", "10Gbps", "--dirty-rate", "10MB/s", "--page-size", "2MiB", "--stun", "none"]
    assert run(*slow).exit_code == 0
    spread = run(*slow, "--measured-page", "4KiB")
    assert spread.exit_code == 3, spread.output
    assert run(*slow, "--measured-page", "2MiB").exit_code == 0
    for more, message in (
        (["--measured-page", "4MiB"], "above --page-size"),
        (["--measured-page", "3KiB"], "power of two"),
        (["--page-size", "5KiB"], "power of two"),
    ):
        result = run(*slow, *more)
        assert result.exit_code == 2
        assert message in result.output


def test_a_platform_refuses_a_stun_that_it_has_not_and_offers_its_own_levers() -> None:
    assert "--stun sdps is not there" in run(*FAST, "--platform", "qemu", "--stun", "sdps").output
    assert "--stun ratchet is not there" in run(*FAST, "--platform", "vsphere", "--stun", "ratchet").output
    assert run(*FAST, "--platform", "qemu").exit_code == 1, "QEMU stuns only where auto-converge is on"
    for platform, levers in (("qemu", True), ("vsphere", False)):
        result = run(*FAST, "--what-if", "--platform", platform)
        assert "after each first write" not in result.output
        assert ("never lowered" in result.output) == levers


def test_a_recording_that_was_given_up_says_why_guaranteed_is_right_too(tmp_path: Path) -> None:
    document = json.loads((DATA / "A-ws64-bw100-r10000.json").read_text(encoding="utf-8"))
    document["result"] = {"status": "cancelled"}
    document["params"] |= {"max_s": 2.0}
    path = tmp_path / "given-up.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    lines = " ".join(run("--from-recording", str(path)).output.split())
    assert "guaranteed" in lines
    assert "both are right: the recorder gave up after 2 s or 14 rounds, the proved end comes within" in lines
    document["result"] = {"status": "failed"}
    path.write_text(json.dumps(document), encoding="utf-8")
    assert "the end was not recorded" in run("--from-recording", str(path)).output
    whole = run("--from-recording", str(DATA / "A-ws64-bw100-r10000.json")).output
    assert "both are right" not in whole
