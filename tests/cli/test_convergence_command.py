"""``vmotion converge``: exit codes, messages and formats that people and programs rely on."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from precopy_options import FAST, SLOW
from vmotion_cli.converge import command

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
        (["--validate", "anywhere", "--plot", "x.png"], "--validate has no picture"),
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
