"""Recordings: predicted without looking ahead, compared honestly."""

import json
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from statistics import mean, median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recorded_replies import replies
from vmotion_model.common.errors import InputError
from vmotion_traces.recordings.compare import compare_pages, compare_path, comparison_json, comparison_text
from vmotion_traces.recordings.fit import fit_rounds
from vmotion_traces.recordings.predict import predict_curve, predict_pages
from vmotion_traces.recordings.qemu_runs import read_run
from vmotion_traces.recordings.query_migrate import read_replies
from vmotion_traces.recordings.recording import RoundSeen, Settings
from vmotion_traces.recordings.targets import outside_bytes, outside_downtime, outside_rounds, outside_time
from vmotion_traces.recordings.validation import recordings_used, validation_page

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "data"
SHARED = ROOT.parent / "shared" / "data"
needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the recordings (../shared/data) are not beside the project"
)
PACED = DATA / "A-ws64-bw100-r10000.json"
THROTTLED = DATA / "B-cpu-ws64-r50000-i30-n30.json"
MIB = 2**20


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


def test_a_throttle_is_predicted_with_the_chance_of_each_sequence() -> None:
    free = [RoundSeen(t / 10, 1.2e7 * t, 0.0) for t in range(1, 30) for _ in range(3)]
    stunned = [RoundSeen(0.3, 3.6e7 * x, 0.2) for x in (0.5, 0.6, 0.7, 0.8, 0.9)]
    fit = fit_rounds([*free, *stunned])
    assert fit is not None
    assert fit.scatter_at(0.0) == fit.scatter
    assert fit.scatter_at(0.2) == fit.scatter_throttled
    assert min(fit.scatter_throttled) < min(fit.scatter), "sleeps scatter more"
    rows = replies([(200, 1, 300, 350), (1000, 2, 120, 110)])
    recording = replace(read_replies(rows, "x.json"), settings=Settings(128 * MIB, 0.3, auto_converge=True))
    predicted = predict_curve(recording, fit)
    assert sum(share for _, share in predicted.sequences) == pytest.approx(1.0)
    shares = [share for _, share in predicted.sequences]
    assert shares == sorted(shares, reverse=True)


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
