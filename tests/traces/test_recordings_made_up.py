"""Recordings made up by hand: what is compared with ../shared/data, where that is not beside the project."""

import json
import shutil
from collections.abc import Iterator
from math import ceil
from pathlib import Path

import pytest

from vmotion_traces.recordings.compare import compare_path, comparison_json, comparison_text
from vmotion_traces.recordings.published import published_points
from vmotion_traces.recordings.validation import recordings_used, validation_page

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "data"
RUNS = ("A-ws64-bw100-r10000.json", "B-cpu-ws64-r50000-i30-n30.json")
COLUMNS = (
    "scenario,run,status,total_time_ms,remaining_B,dirty_sync_count,expected_downtime_ms,mbps,ram_total_B,"
    "downtime_ms,transferred_B,normal_pages,duplicate_pages,downtime_bytes"
)
# Counted in windows of 0.1 s and in tenths of what QEMU sends in one at its defaults (128 MiB/s); what fits 0.3 s of downtime.
WINDOW, THRESHOLD, MEMORY = 10, 30, 400
TENTH = 1.35e6
RATE = "1080,540000000"
"""Megabits per second, and the guest's memory in bytes: the last columns that all rows share."""


def rounds(per_window: float, most: float, until: int = 10**6) -> Iterator[tuple[int, float, int]]:
    """When each round begins, what it finds left and its windows.

    The guest dirties so much per window, at most its working set, until its load ends; then 1.
    """
    begun, left = 0, float(MEMORY)
    while left > THRESHOLD:
        windows = ceil((left - THRESHOLD) / WINDOW)
        yield begun, left, windows
        left += min(per_window * windows, most) - windows * WINDOW if begun < until else windows - windows * WINDOW
        begun += windows
    yield begun, left, 0


def sampled(name: str, run: int, *guest: int) -> Iterator[str]:
    """Rows every 0.2 s as QEMU prints them: the figure of a sync is renewed after the first window of its round."""
    known = float(MEMORY)
    for number, (begun, left, windows) in enumerate(rounds(*guest), 1):
        if windows == 0:
            pages, last = round((begun * WINDOW + left) * TENTH / 4096), round(left * TENTH * 4104 / 4096)
            # The last set is copied without the limit, at 600 MB/s.
            down = round(left * TENTH / 600_000)
            end = f"{down},{pages * 4104},{pages},0,{last}"
            yield f"{name},{run},completed,{begun * 100 + down},0,{number + 1},,{RATE},{end}"
        for now in range(begun + begun % 2, begun + windows, 2):
            figure, rest = left if now > begun else known, left - (now - begun) * WINDOW
            pages = round(now * WINDOW * TENTH / 4096)
            if now > 0:
                yield f"{name},{run},active,{now * 100},{rest * TENTH:.0f},{number},{figure * 10:.0f},{RATE},,,{pages},0,"
        known = left


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with recordings of all three kinds."""
    tmp_path = tmp_path_factory.mktemp("recordings")
    rows = [
        # 4 per window and no more than 100: 37, 10, 4, 2 and 1 windows, and 28 fit.
        *(row for run in (1, 3) for row in sampled("Precopy_Convergent", run, 4, 100)),
        # 25 per window and no more than 60: from 400 on it comes to stand at 90.
        *(row for run in (1, 3) for row in sampled("Precopy_Nonconvergent_1T", run, 25, 60, 180)),
    ]
    samples = tmp_path / "qemu_ycsb" / "query_migrate_samples.csv"
    samples.parent.mkdir()
    samples.write_text("\n".join([COLUMNS, *rows]) + "\n", encoding="utf-8")
    runs = tmp_path / "qemu_runs" / "runs"
    runs.mkdir(parents=True)
    for name in RUNS:
        shutil.copy(DATA / name, runs)
    shutil.copytree(DATA / "published", tmp_path / "published")
    return tmp_path


@pytest.fixture(scope="module")
def page(folder: Path) -> list[str]:
    """What the command says of them."""
    return list(validation_page(folder))


def test_the_rounds_are_those_that_were_counted_by_hand() -> None:
    assert [w for _, _, w in rounds(4, 100)] == [37, 10, 4, 2, 1, 0]
    left = [left for _, left, _ in rounds(25, 60, 180)]
    assert left[:4] == [400, 90, 90, 90]
    assert left[-3:] == [90, 36, 27], "the load has ended"


def test_a_guest_that_converges_is_predicted_within_a_window_and_one_that_does_not_at_its_level(folder: Path) -> None:
    found = compare_path(folder / "qemu_ycsb" / "query_migrate_samples.csv")
    assert [c.recording.name for c in found] == [
        *("Precopy_Convergent/1", "Precopy_Convergent/3"),
        *("Precopy_Nonconvergent_1T/1", "Precopy_Nonconvergent_1T/3"),
    ]
    for c in found[:2]:
        # 54 windows, and 37.8 MB at 600 MB/s.
        assert c.recording.observed.total_s == pytest.approx(5.463)
        assert c.predicted is not None
        assert abs(c.predicted.total_s - 5.463) <= 0.11, c.predicted
        assert c.wire_error == pytest.approx(0, abs=5e-4)
    for c in found[2:]:
        assert c.predicted is not None
        assert not c.predicted.ended
        # Each round finds 60 more than the rest of the one before, which is 20 to 30: 30 here, 25 in the mean.
        assert c.stall_b is not None
        assert c.stall_b[1] == pytest.approx(85 * TENTH, rel=0.05)
        assert c.stall_b[0] == pytest.approx(c.stall_b[1], rel=0.10)
    json.dumps(comparison_json(found))
    assert any("stands at" in line for line in comparison_text(found))


def test_a_published_figure_holds_where_it_follows_from_the_others(folder: Path) -> None:
    found = {(p.case, p.what): p for p in published_points(folder / "published" / "points.json")}
    # 10 000 pages at 409.6 MB/s: 0.1 s. 4 GiB at 1000 - 500 MB/s: 8.59 s. 125 MB at 62.5 MB/s: 2 s. 744 MB are not 800.
    assert [round(p.predicted, 2) for p in found.values()] == [500.0, 120.0, 8.59, 8.59, 744.0, 2.0]
    assert [p.holds for p in found.values()] == [True, True, True, True, False, True]


def test_the_validation_page_tells_every_recording_and_what_misses_its_target(page: list[str]) -> None:
    text = "\n".join(page)
    for name in ("Precopy_Convergent/1", "Precopy_Nonconvergent_1T/3", *(Path(n).stem for n in RUNS)):
        assert f"| {name} |" in text, name
    assert "| 3.267 |" in text  # the recorded time of the first run
    assert "| published points | 5 of 6 | all | **no** |" in text
    assert "| Clark 2005 SPECweb99 (recalled) | sum of rounds, MB | 744 | 800 | **no** |" in text
    assert any(line.startswith("| odd runs: convergent runs, total time, worst") for line in page)


def test_the_page_names_its_recordings_and_other_recordings_give_another_digest(
    folder: Path, page: list[str], tmp_path: Path
) -> None:
    used = recordings_used(folder)
    assert used.startswith("4 files, digest ")
    assert f"Recordings used: {used}." in page
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    assert recordings_used(other) == used
    (other / "published" / "points.json").write_text('{"points": []}', encoding="utf-8")
    assert recordings_used(other).startswith("4 files, digest ")
    assert recordings_used(other) != used


def test_the_page_on_file_has_the_sections_that_the_command_makes(page: list[str]) -> None:
    on_file = (ROOT / "docs" / "validation.md").read_text(encoding="utf-8").splitlines()
    made = [line for line in page if line.startswith("#")]
    # With auto-converge among the samples one more.
    assert set(made) <= {line for line in on_file if line.startswith("#")}
    assert len(made) >= 6
