"""Recordings are read strictly: JSON, samples of ``query-migrate``, and the lines of a vmkernel log."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from recorded_replies import replies
from vmotion_model.common.errors import InputError
from vmotion_traces.recordings.compare import compare_path
from vmotion_traces.recordings.query_migrate import read_replies, read_samples
from vmotion_traces.recordings.vmkernel import stop_lines

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "data"
PACED = DATA / "A-ws64-bw100-r10000.json"
MIB = 2**20


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "empty"),
        ("{", "cut off"),
        ('{"a": 1}', "no answer to query-migrate"),
        ("[]", "empty or cut off"),
        ('{"params": {}, "sample_columns": [], "samples": []}', "empty"),
        ("[1]", "no answer"),
        ('"x"', "neither"),
    ],
)
def test_broken_json_recordings_are_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "broken.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        compare_path(path)


HEADER = "scenario,run,status,total_time_ms,remaining_B,dirty_sync_count,expected_downtime_ms,mbps,ram_total_B\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a,b\n1,2\n", ":1: no query-migrate samples"),
        (HEADER, "empty"),
        (HEADER + "A,1,active,200\n", ":2: the row is cut off"),
        (HEADER + "A,1,active,200,1GiB,1,300,1000,8e9\n", "mixed units"),
        (HEADER + "A,1,setup,,,,,,\n", "no sample of an active"),
    ],
)
def test_broken_samples_are_refused_with_the_line(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "samples.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_samples(path)


def test_qmp_replies_are_read_bare_or_wrapped() -> None:
    ram = {"total": 8 * MIB, "remaining": MIB, "dirty-sync-count": 1, "mbps": 800.0, "normal": 100, "duplicate": 3}
    bare = {"status": "active", "total-time": 200, "expected-downtime": 300, "ram": ram}
    one, two = read_replies([bare], "x.json"), read_replies([{"return": bare}], "x.json")
    assert one == two
    assert one.memory_pages == 2048


def test_the_published_stop_line_meets_its_goal() -> None:
    text = (
        "2026-06-23T18:45:20.160Z cpu0:606229)VMotion: 4650: 1311080044576324 S: Stopping pre-copy: only 1296 pages "
        "left to send, which can be sent within the switchover time goal of 0.500 seconds (network bandwidth ~145.404 "
        "MB/s, 101088% t2d)"
    )
    (line,) = stop_lines(text, "vmkernel.log")
    assert float(line.left_s) == pytest.approx(0.0365, abs=2e-4)  # 34.8-36.5 ms by the reading of MB
    assert line.consistent
    assert not list(stop_lines(text.replace("1296", "x"), "vmkernel.log"))


def test_a_figure_in_the_first_window_of_a_round_is_that_of_the_sync_before() -> None:
    # Threshold 30 MB. At 2.0 s round 4 still shows sync 3, at 2.2 s round 5 shows sync 4, of which no sample was taken.
    rows = [(200, 1, 300, 350), (1000, 2, 120, 110), (1800, 3, 90, 40), (2000, 4, 90, 45), (2200, 5, 50, 45)]
    rows += [(2400, 6, 47, 35), (2600, 6, 47, 15)]
    recording = read_replies(replies(rows), "x.json")
    by_start = {(r.seconds, round(r.dirty_b / 1e6)) for r in recording.rounds}
    # 120 MB: nine windows, 30 left, 60 gained. 90: six, 30 left, 20 gained. 50: two, nothing known of its end.
    assert (0.9, 60) in by_start
    assert (0.6, 20) in by_start
    assert len(recording.rounds) == 3, "only these and round 0"


def test_the_last_set_is_the_figure_of_the_last_live_sync() -> None:
    rows = [(200, 1, 300, 350), (1000, 2, 120, 110), (1800, 3, 50, 38)]
    end: dict[str, Any] = {
        "status": "completed",
        "total-time": 2300,
        "downtime": 20,
        "ram": {
            "total": 4096 * 10**5,
            "remaining": 0,
            "dirty-sync-count": 5,
            "downtime-bytes": 25_000_000 * 4104 / 4096,
        },
    }
    recording = read_replies([*replies(rows), end], "x.json")
    # 50 MB at sync 3, two windows, 30 left; 25 at sync 4 cannot be: less than the rest, so nothing is learnt of U.
    assert len(recording.rounds) == 2
    end["ram"]["downtime-bytes"] = 28_000_000 * 4104 / 4096
    rows[-1] = (1800, 3, 45, 31)  # 45 MB: two windows, 25 left, 3 gained
    recording = read_replies([*replies(rows), end], "x.json")
    assert [(r.seconds, round(r.dirty_b / 1e6, 3)) for r in recording.rounds][-1] == (0.2, 3.0)


REPORT = """\
2026-01-02T03:04:00.000Z cpu4:22)Migrate: vm 28: 3284: Setting VMOTION info: Source ts = 1311080044576324, src ip = <a>
2026-01-02T03:05:00.000Z cpu0:60)VMotion: 4650: 1311080044576324 S: Stopping pre-copy: only 1296 pages left to send, \
which can be sent within the switchover time goal of 0.500 seconds (network bandwidth ~145.404 MB/s, 101088% t2d)
2026-01-02T03:05:00.053Z cpu1:79)VMotionSend: 4156: 1311080044576324 S: Sent all modified pages to destination (network
"""


def test_a_vmkernel_log_tells_the_last_round_and_how_long_the_last_set_took(tmp_path: Path) -> None:
    log = tmp_path / "vmkernel.log"
    log.write_text(REPORT, encoding="utf-8")
    (found,) = compare_path(log)
    line = found.stop_line
    assert line is not None
    assert line.sent_s is not None
    assert line.sent_s == pytest.approx(0.053)
    assert line.precopy_s == 60.0
    # By hand: 1296 pages x 1010.88 = 1 310 100 pages = 5.00 GiB; over 145.404 MB/s 36.9 s; dirty 145.404/1010.88 MB/s.
    assert line.last_round_b is not None
    assert float(line.last_round_b) == pytest.approx(5 * 2**30, rel=1e-3)
    assert line.dirty_rate is not None
    assert float(line.dirty_rate) == pytest.approx(143_839, rel=1e-4)
    assert (found.verdict, found.judged and found.judged.theorem) == ("guaranteed", "T8")
    assert float(line.left_s) <= line.sent_s <= float(line.goal_s)


def test_logs_of_one_migration_in_a_folder_are_read_together(tmp_path: Path) -> None:
    first, stop, sent = REPORT.splitlines(keepends=True)
    (tmp_path / "a.log").write_text(first + stop, encoding="utf-8")
    (tmp_path / "b.log").write_text(sent, encoding="utf-8")
    (tmp_path / "a.json").write_text('{"about": "the log"}', encoding="utf-8")
    (found,) = compare_path(tmp_path)
    assert found.stop_line is not None
    assert found.stop_line.sent_s == pytest.approx(0.053)


def test_a_stop_line_that_breaks_its_own_goal_proves_nothing(tmp_path: Path) -> None:
    log = tmp_path / "vmkernel.log"
    log.write_text(REPORT.replace("1296 pages", "129600 pages"), encoding="utf-8")
    (found,) = compare_path(log)
    assert found.verdict == "not guaranteed"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"max-bandwidth": 0}, "max-bandwidth of 0"),
        ({"max-bandwidth": "100MiB"}, "incomplete"),
        ({"downtime-limit": -3}, "downtime-limit of -3"),
        ({"cpu-throttle-initial": 500}, "cpu-throttle-initial of 500"),
    ],
)
def test_settings_that_no_migration_has_are_refused(tmp_path: Path, change: dict[str, object], message: str) -> None:
    document = json.loads(PACED.read_text(encoding="utf-8"))
    document["params"]["migrate_parameters"] |= change
    path = tmp_path / "run.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(InputError, match=message):
        compare_path(path)


@pytest.mark.parametrize("kept", [["status", "total_time_ms", "mbps"], []])
def test_columns_in_any_order_and_columns_that_are_not_known_do_not_matter(tmp_path: Path, kept: list[str]) -> None:
    names = [
        "status",
        "total_time_ms",
        "remaining_B",
        "dirty_sync_count",
        "expected_downtime_ms",
        "mbps",
        "ram_total_B",
    ]
    rows = [(200 * k, 4e7, 1 + k // 3, 400, 1000, 8e9) for k in range(1, 60)]
    plain = [dict(zip(names, ("active", *row), strict=True)) for row in rows]
    order = [*kept, "host", *(n for n in reversed(names) if n not in kept)]
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    one.write_text("\n".join([",".join(names), *(",".join(str(r[n]) for n in names) for r in plain)]), encoding="utf-8")
    two.write_text(
        "\n".join([",".join(order), *(",".join(str(r.get(n, "esx 1")) for n in order) for r in plain)]),
        encoding="utf-8",
    )
    first, second = read_samples(one)[0], read_samples(two)[0]
    assert replace(first, source="") == replace(second, source="")
    assert first.rounds
