"""Recordings: read strictly, predicted without looking ahead, compared honestly."""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from statistics import mean, median
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmotion_model.common.errors import InputError
from vmotion_traces.recordings.compare import compare_pages, compare_path, comparison_json, comparison_text
from vmotion_traces.recordings.copying_cost import AGAIN_BPS, NEW_BPS, USUAL
from vmotion_traces.recordings.dirty_log import CurveLog, PageLog
from vmotion_traces.recordings.fit import fit_rounds
from vmotion_traces.recordings.guest_clock import AWAKE, Counter
from vmotion_traces.recordings.host import held_out, measured
from vmotion_traces.recordings.predict import predict_curve, predict_pages
from vmotion_traces.recordings.qemu import Throttle, simulate, window_b
from vmotion_traces.recordings.qemu_runs import read_run
from vmotion_traces.recordings.query_migrate import read_replies, read_samples
from vmotion_traces.recordings.recording import GuestFacts, RoundSeen, Settings
from vmotion_traces.recordings.targets import outside_bytes, outside_downtime, outside_rounds, outside_time
from vmotion_traces.recordings.validation import recordings_used, validation_page
from vmotion_traces.recordings.vmkernel import stop_lines
from vmotion_traces.recordings.wire_bytes import WIRE

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "data"
SHARED = ROOT.parent / "shared" / "data"
needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the recordings (../shared/data) are not beside the project"
)
PACED = DATA / "A-ws64-bw100-r10000.json"
THROTTLED = DATA / "B-cpu-ws64-r50000-i30-n30.json"
MIB = 2**20


def test_a_window_sends_whole_groups_of_pages() -> None:
    # Seen in recordings: 2560 pages per 100 ms at 100 MiB/s, 3296 at 128 MiB/s (135.27 MB/s).
    assert window_b(Settings(100 * MIB, 0.3), 0.1) == 2560 * 4104
    assert window_b(Settings(128 * MIB, 0.3), 0.1) / 0.1 == pytest.approx(135.27e6, rel=1e-4)


def test_an_idle_guest_ends_when_the_rest_fits_the_downtime() -> None:
    # 25600 pages at 2560 a window; the threshold is three windows less the wake-up: eight windows.
    run = simulate(Settings(100 * MIB, 0.3), CurveLog(25600, 0, lambda _a, _b: 0.0))
    assert run.ended
    assert run.total_s - run.downtime_s == pytest.approx(0.8, abs=0.06)


def test_the_final_copy_of_pages_new_to_the_destination_is_slow_and_of_others_fast() -> None:
    # An idle guest leaves 5120 pages of round 0: page faults at the destination. A guest that dirties the first
    # 2560 pages again in each window leaves only these, which are there.
    idle = simulate(Settings(100 * MIB, 0.3), PageLog(25600, 25600, lambda _a, _b: np.zeros(0, np.intp)))
    busy = simulate(Settings(100 * MIB, 0.06), PageLog(25600, 25600, lambda _a, _b: np.arange(1024)))
    assert idle.final_b == 5120 * 4096
    assert idle.downtime_s == pytest.approx(5120 * 4104 / NEW_BPS, rel=1e-6)
    assert busy.final_b == 1024 * 4096
    assert busy.downtime_s == pytest.approx(1024 * 4104 / AGAIN_BPS, rel=1e-6)


def test_without_a_rate_limit_the_destination_sets_the_pace() -> None:
    # Recorded: 1 GiB without a limit took 5.263 s, 1 GiB of zeros 0.150 s; at the final copy's rate it would be 1.8 s.
    run = simulate(Settings(1e11, 0.3), PageLog(2**18, 2**18, lambda _a, _b: np.zeros(0, np.intp)))
    assert run.total_s == pytest.approx(5.263, rel=0.15)
    zeros = simulate(Settings(200 * MIB, 0.3), PageLog(2**18, 0, lambda _a, _b: np.zeros(0, np.intp)))
    assert 0.1 < zeros.total_s < 0.2


def test_a_page_of_zeros_that_the_guest_writes_is_new_to_the_destination() -> None:
    log = PageLog(10, 0, lambda _a, _b: np.arange(5))
    log.send()
    log.sync(0.0, 1.0)
    assert log.send().seconds == pytest.approx(5 * 4104 / NEW_BPS)
    log.sync(1.0, 2.0)
    assert log.send().seconds == pytest.approx(5 * 4104 / AGAIN_BPS)


def test_an_emulated_guest_at_99_per_cent_holds_the_sync_up_for_its_sleep() -> None:
    # Both recorded runs at 99 % end 1.00 s after the raise: slices of 10 ms, one sleep of 0.99 s.
    guest = GuestFacts(16384, 50_000.0, paced=False, random=False, counter=(), emulated=True)
    counter = Counter(guest, recorded=False)
    counter.throttle(4.5, 0.99)
    assert counter.awake_from(4.7) == pytest.approx(5.49)
    assert counter.awake_from(5.495) == pytest.approx(5.495)
    assert counter.at(5.48) == counter.at(4.5)
    native = Counter(replace(guest, emulated=False), recorded=False)
    native.throttle(4.5, 0.99)
    assert native.awake_from(4.7) == 4.7


def test_the_second_working_set_of_a_guest_of_two_phases_is_read_and_written(tmp_path: Path) -> None:
    document = json.loads(PACED.read_text(encoding="utf-8"))
    start = document["params"]["migrate_t"]
    document["guest"] |= {"pages": 100, "pages2": 300, "delay": 10, "delay2": 20, "phase_s": 2}
    document["guest_counter_src"] = [[start + t / 10, 1000.0 * t, int(t >= 20)] for t in range(40)]
    path = tmp_path / "phases.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    guest = read_run(path).guest
    assert guest is not None
    assert (guest.pages, guest.second_pages) == (100, 300)
    assert guest.second_rate == pytest.approx(guest.rate / 2)
    assert [(round(t, 2), phase) for t, phase in guest.phase_at] == [(1.95, 1)]
    counter = Counter(guest, recorded=True)
    assert len(counter.touched(0.5, 1.5, 1)) == 100
    assert len(counter.touched(2.5, 3.5, 1)) == 300
    assert len(counter.touched(1.0, 3.0, 1)) == 300, "both phases"
    # The judged guest may write both sets, which may lie apart.
    judged = compare_pages(read_run(path)).judged
    assert judged is not None


@given(st.floats(0, 20), st.floats(0.001, 5), st.floats(0.1, 3))
def test_a_guest_of_two_phases_never_writes_back_in_time(start: float, length: float, phase_s: float) -> None:
    guest = GuestFacts(
        100, 1000.0, paced=False, random=False, counter=(), second_pages=50, second_rate=10.0, phase_s=phase_s
    )
    counter = Counter(guest, recorded=False)
    writes = counter.at(start + length) - counter.at(start)
    assert 10.0 * length - 1e-6 <= writes <= 1000.0 * length + 1e-6
    assert len(counter.touched(start, start + length, 1)) <= 100


def test_a_guest_at_twice_the_rate_stands_still() -> None:
    rate = 2 * 2560 * 4096 / 0.1
    log = CurveLog(25600, 0, lambda a, b: min(rate * (b - a), 60 * MIB))
    run = simulate(Settings(100 * MIB, 0.3), log, stop_after=(20.0, 1000))
    assert not run.ended
    assert run.synced_b[-1] > 0.3 * 100 * MIB


def test_the_throttle_rises_at_the_second_judgement_over_the_trigger_and_never_falls() -> None:
    throttle = Throttle(Settings(100.0, 0.3, auto_converge=True, initial=0.2, increment=0.1))
    for second in range(1, 8):
        throttle.synced(second * 1.1, 60.0, second * 100.0)
    assert [level for _, level in throttle.steps] == pytest.approx([0.2, 0.3, 0.4])
    assert [now for now, _ in throttle.steps] == pytest.approx([2.2, 4.4, 6.6])
    throttle.synced(99.0, 0.0, 10_000.0)
    assert throttle.level == pytest.approx(0.4)


def test_syncs_within_a_second_are_not_judged() -> None:
    throttle = Throttle(Settings(100.0, 0.3, auto_converge=True))
    for tenth in range(1, 10):
        throttle.synced(tenth / 10, 90.0, tenth * 10.0)
    assert throttle.high == 0


def test_a_recorded_migration_is_predicted_within_a_window() -> None:
    comparison = compare_path(PACED)[0]
    assert comparison.right
    assert comparison.predicted is not None
    assert comparison.recording.observed.total_s == pytest.approx(3.267)
    assert abs(comparison.predicted.total_s - 3.267) < 0.1
    assert [round(x, 1) for x in comparison.predicted.round_s] == [2.3, 0.6, 0.2, 0.1]
    assert comparison.verdict == "guaranteed"
    assert comparison.wire_error == pytest.approx(0, abs=5e-4)


def test_a_throttled_migration_takes_its_recorded_steps() -> None:
    comparison = compare_path(THROTTLED)[0]
    assert comparison.predicted is not None
    assert [round(level, 2) for _, level in comparison.predicted.throttles] == [0.3, 0.6]
    assert comparison.recording.observed.throttles == (0.3, 0.6)
    assert comparison.time_error == pytest.approx(0, abs=0.1)


def test_a_prediction_does_not_look_past_the_first_throttle(tmp_path: Path) -> None:
    document = json.loads(THROTTLED.read_text(encoding="utf-8"))
    first = read_run(THROTTLED).observed.first_throttle_s
    assert first is not None
    start = document["params"]["migrate_t"]
    for row in document["guest_counter_src"]:
        if row[0] - start > first:
            row[1] *= 3
    changed = tmp_path / "changed.json"
    changed.write_text(json.dumps(document), encoding="utf-8")
    assert predict_pages(read_run(changed)) == predict_pages(read_run(THROTTLED))


def test_before_only_uses_nothing_recorded_after_the_start(tmp_path: Path) -> None:
    document = json.loads(PACED.read_text(encoding="utf-8"))
    start = document["params"]["migrate_t"]
    document["guest_counter_src"] = [row for row in document["guest_counter_src"] if row[0] <= start]
    changed = tmp_path / "changed.json"
    changed.write_text(json.dumps(document), encoding="utf-8")
    kept, whole = read_run(changed), read_run(PACED)
    assert predict_pages(kept, before_only=True) == predict_pages(whole, before_only=True)


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


POINTS = st.lists(
    st.builds(RoundSeen, st.floats(0.05, 30), st.floats(1e6, 2e9), st.sampled_from([0.0, 0.0, 0.2])),
    min_size=2,
    max_size=40,
)


@given(POINTS)
def test_any_fit_is_a_guest_that_the_theorems_accept(rounds: list[RoundSeen]) -> None:
    fit = fit_rounds(rounds)
    if fit is None or len(fit.high) < 2:
        return
    band = fit.band()  # raises if the curve decreases or is superadditive
    assert band.envelopes()
    shortest, longest = fit.middle[0][0], fit.middle[-1][0]
    for r in rounds:
        if not r.throttle and shortest <= r.seconds <= longest:
            slack = 0.35 * r.dirty_b + 2  # a bin spans a fifth of a decade and stands at its median window
            tau = Fraction(r.seconds)
            assert band.unique(tau).low <= r.dirty_b + slack
            assert band.unique(tau).high >= r.dirty_b - slack


@needs_shared
@pytest.mark.long
def test_convergent_stall_and_auto_converge_targets_on_all_recordings() -> None:
    found = compare_path(SHARED / "qemu_ycsb" / "query_migrate_samples.csv")
    autos: list[float] = []
    stalls: dict[str, list[tuple[float, float]]] = {}
    for c in found:
        if c.recording.group == "Precopy_Convergent":
            assert c.time_error is not None, c.recording.name
            assert abs(c.time_error) < 0.03
        if c.recording.group == "Autoconverge_16T":
            assert c.time_error is not None, c.recording.name
            autos.append(c.time_error)
        if c.stall_b is not None and "Nonconvergent" in c.recording.group:
            stalls.setdefault(c.recording.group, []).append(c.stall_b)
        if c.wire_error is not None:
            assert abs(c.wire_error) < 5e-4
    assert abs(mean(autos)) < 0.10
    for group, levels in stalls.items():
        assert mean(p for p, _ in levels) == pytest.approx(mean(o for _, o in levels), rel=0.05), group
    json.dumps(comparison_json(found))
    assert any("stands at" in line for line in comparison_text(found))


@needs_shared
def test_endings_and_bounds_on_all_unstarved_runs() -> None:
    errors: dict[bool, list[float]] = {False: [], True: []}
    endings: list[bool] = []
    for path in sorted((SHARED / "qemu_runs" / "runs").glob("[A-FHI]-*.json")):
        c = compare_pages(read_run(path))
        if c.right is None or c.starved:
            continue
        endings.append(c.right)
        seen, judged = c.recording.observed, c.judged
        assert not (c.verdict == "diverges" and seen.ended), c.recording.name
        if judged and judged.limits.total_time_s and seen.total_s and judged.limits.downtime_s is not None:
            live = seen.total_s - (seen.downtime_s or 0)
            assert live <= judged.limits.total_time_s - judged.limits.downtime_s, c.recording.name
        if c.time_error is not None:
            errors[c.recording.settings.auto_converge].append(abs(c.time_error))
    assert sum(endings) / len(endings) >= 0.97
    assert median(errors[False]) < 0.03
    assert sorted(errors[False])[int(0.9 * len(errors[False]))] < 0.10
    assert median(errors[True]) < 0.06


@needs_shared
@pytest.mark.long
def test_the_validation_page_on_file_is_what_the_command_makes() -> None:
    on_file = (ROOT / "docs" / "validation.md").read_text(encoding="utf-8")
    if recordings_used(SHARED) not in on_file:
        pytest.skip("other recordings lie in ../shared/data than those that docs/validation.md was made from")
    assert on_file == "\n".join(validation_page(SHARED)) + "\n"


def test_a_folder_without_recordings_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no recordings"):
        list(validation_page(tmp_path))


def test_a_stray_round_does_not_bend_a_curve_of_hundreds() -> None:
    many = [RoundSeen(t / 10, 40e6 * (t / 3) ** 0.6, 0.0) for t in range(3, 30) for _ in range(30)]
    stray = fit_rounds([RoundSeen(0.1, 1e6, 0.0), *many])
    clean = fit_rounds(many)
    assert stray is not None
    assert clean is not None
    assert stray.at(1.0) == pytest.approx(clean.at(1.0), rel=0.03)


def test_a_harder_throttle_never_leaves_more() -> None:
    free = [RoundSeen(t / 10, 1e7 * t, 0.0) for t in range(2, 30)]
    stunned = [
        RoundSeen(0.5, 5e7 * left, level) for level, left in ((0.2, 0.7), (0.3, 0.9), (0.4, 0.6)) for _ in range(5)
    ]
    fit = fit_rounds([*free, *stunned])
    assert fit is not None
    left = [fit.left_at(k / 100) for k in range(100)]
    assert all(a >= b for a, b in pairwise(left))
    assert fit.left_at(0.0) == 1.0
    assert fit.left_at(0.7) == pytest.approx(fit.left_at(0.4) / 2)


def _samples(rows: Sequence[tuple[int, int, float, float]]) -> list[dict[str, object]]:
    """Replies (ms, sync, MB left by the figure, MB remaining) of a sender of 10 MB per window of 100 ms."""
    return [
        {
            "status": "active",
            "total-time": ms,
            "expected-downtime": figure * 10,  # MB at 100 MB/s in ms
            "ram": {"total": 4096 * 10**5, "remaining": left * 1e6, "dirty-sync-count": sync, "mbps": 800.0},
        }
        for ms, sync, figure, left in rows
    ]


def test_a_figure_in_the_first_window_of_a_round_is_that_of_the_sync_before() -> None:
    # Threshold 30 MB. At 2.0 s round 4 still shows sync 3, at 2.2 s round 5 shows sync 4, of which no sample was taken.
    rows = [(200, 1, 300, 350), (1000, 2, 120, 110), (1800, 3, 90, 40), (2000, 4, 90, 45), (2200, 5, 50, 45)]
    rows += [(2400, 6, 47, 35), (2600, 6, 47, 15)]
    recording = read_replies(_samples(rows), "x.json")
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
    recording = read_replies([*_samples(rows), end], "x.json")
    # 50 MB at sync 3, two windows, 30 left; 25 at sync 4 cannot be: less than the rest, so nothing is learnt of U.
    assert len(recording.rounds) == 2
    end["ram"]["downtime-bytes"] = 28_000_000 * 4104 / 4096
    rows[-1] = (1800, 3, 45, 31)  # 45 MB: two windows, 25 left, 3 gained
    recording = read_replies([*_samples(rows), end], "x.json")
    assert [(r.seconds, round(r.dirty_b / 1e6, 3)) for r in recording.rounds][-1] == (0.2, 3.0)


def test_a_throttle_is_predicted_with_the_chance_of_each_sequence() -> None:
    free = [RoundSeen(t / 10, 1.2e7 * t, 0.0) for t in range(1, 30) for _ in range(3)]
    stunned = [RoundSeen(0.3, 3.6e7 * x, 0.2) for x in (0.5, 0.6, 0.7, 0.8, 0.9)]
    fit = fit_rounds([*free, *stunned])
    assert fit is not None
    assert fit.scatter_at(0.0) == fit.scatter
    assert fit.scatter_at(0.2) == fit.scatter_throttled
    assert min(fit.scatter_throttled) < min(fit.scatter), "sleeps scatter more"
    rows = _samples([(200, 1, 300, 350), (1000, 2, 120, 110)])
    recording = replace(read_replies(rows, "x.json"), settings=Settings(128 * MIB, 0.3, auto_converge=True))
    predicted = predict_curve(recording, fit)
    assert sum(share for _, share in predicted.sequences) == pytest.approx(1.0)
    shares = [share for _, share in predicted.sequences]
    assert shares == sorted(shares, reverse=True)


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


def test_a_recording_that_does_not_say_what_its_guest_did_proves_nothing(tmp_path: Path) -> None:
    document = json.loads(PACED.read_text(encoding="utf-8"))
    del document["guest"]
    path = tmp_path / "run.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    (found,) = compare_path(path)
    assert found.verdict == "not guaranteed"
    assert found.predicted is None


def test_a_paced_guest_is_judged_by_what_it_can_write_and_not_by_what_it_wrote(tmp_path: Path) -> None:
    # It catches up in the slices that a throttle leaves: 700 000 writes per second are 2.9 GB/s, beyond 99 %.
    document = json.loads(THROTTLED.read_text(encoding="utf-8"))
    document["guest"]["mode"] = 1
    path = tmp_path / "run.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    assert compare_path(THROTTLED)[0].verdict == "guaranteed"
    assert compare_path(path)[0].verdict == "not guaranteed"


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


def test_rounds_bytes_and_downtime_are_held_against_the_bounds_as_well_as_time() -> None:
    found = compare_path(PACED)[0]
    checks = (outside_time, outside_rounds, outside_bytes, outside_downtime)
    assert [check(found) for check in checks] == ["", "", "", ""]
    assert found.judged is not None
    none = replace(found.judged.limits, rounds=3, sent_b=Fraction(1), downtime_s=Fraction(1, 100))
    tight = replace(found, judged=replace(found.judged, limits=none))
    assert outside_rounds(tight) == "4 > 3"
    assert outside_downtime(tight) == "54 ms > 10 ms"
    assert (outside_bytes(tight) or "").endswith("> 1 B")


def test_published_points_without_a_figure_are_listed(tmp_path: Path) -> None:
    points = tmp_path / "published" / "points.json"
    points.parent.mkdir()
    known = {"id": "x", "inputs": {"pages_left": 3491, "bandwidth_MBps": 931.354, "goal_s": 0.5}}
    table = {"id": "huawei-predict", "table_s": {"1Gbps": {"1000ms": 20, "unlim": 30}}}
    unknown = {"id": "nutanix", "what": "dirty quota"}
    points.write_text(json.dumps({"points": [known, table, unknown]}), encoding="utf-8")
    lines = list(validation_page(tmp_path))
    assert "- nutanix: dirty quota" in lines
    # 3491 pages at 931 MB/s are 15 ms; a table whose times rise with the limit is wrong.
    assert any("15.3" in line and "| yes |" in line for line in lines)
    assert any("not more than at 1000ms" in line and "**no**" in line for line in lines)


def test_the_hosts_constants_are_measured_and_a_configuration_can_be_left_out() -> None:
    runs = [read_run(PACED), read_run(THROTTLED)]
    # 28.9 MB in 54 ms and 27.9 MB in 26 ms.
    assert WIRE / measured(runs[:1]).copying.again_s == pytest.approx(28.9e6 / 0.054, rel=0.01)
    assert measured(runs[:1]).awake == AWAKE, "no throttle, nothing measured"
    assert measured(runs) != measured(runs[:1])
    assert held_out(runs[0], [*runs, replace(runs[0], name="E-v72-ws64-bw100-r10000")]) == measured(runs[1:])


@needs_shared
def test_the_hosts_constants_are_what_all_recordings_show() -> None:
    found = []
    for path in sorted((SHARED / "qemu_runs" / "runs").glob("*.json")):
        with suppress(InputError):
            found.append(read_run(path))
    host = measured(found)
    assert host.copying.new_s == pytest.approx(USUAL.new_s, rel=0.25)
    assert host.copying.again_s == pytest.approx(USUAL.again_s, rel=0.1)
    assert host.copying.zero_s == pytest.approx(USUAL.zero_s, rel=0.25)
    assert host.awake == pytest.approx(AWAKE, rel=0.15)
