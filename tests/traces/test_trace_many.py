"""Many migrations at once: what is read together, and what the table of all of them says."""

from __future__ import annotations

from pathlib import Path

import pytest

from vmotion_traces import LogError
from vmotion_traces.many import (
    Case,
    CaseRead,
    Many,
    cases_in,
    causes,
    many,
    many_to_json,
    outcomes,
    phase_times,
    table_of,
)

DATA = Path(__file__).parent / "data"
NO_SPACE = "{} vMotion of vm-{} failed: Unable to create virtual machine swap file: No space left on device\n"


def hostd(identity: int, side: str, text: str) -> str:
    return f"2031-03-02T10:00:00.000Z info hostd[2099911] [Originator@6876 sub=Vcsvc.VMotion{side}.{identity}] {text}\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Two hosts with a migration in common, rotated logs, a task, and a file that is no log."""
    for host, log in (("esx1", "old-complete.log"), ("esx2", "old-destination.log")):
        (tmp_path / host).mkdir()
        (tmp_path / host / "vmware.log").write_bytes((DATA / log).read_bytes())
    (tmp_path / "hostd.log").write_text(hostd(70001, "Src", "ResolveCb: VMX reports needsUnregister = true"), "utf-8")
    (tmp_path / "hostd.1.log").write_text(hostd(70001, "Src", "VMotionEntry: migrateType = 1"), encoding="utf-8")
    (tmp_path / "task.log").write_text(NO_SPACE.format("", 1), encoding="utf-8")
    (tmp_path / "notes.log").write_text("nothing about it\n", encoding="utf-8")
    return tmp_path


def test_each_folder_and_log_is_a_case_and_rotated_files_are_one(site: Path) -> None:
    names = [[Path(p).name for p in case.paths] for case in cases_in([site])]
    assert sorted(names) == [["esx1"], ["esx2"], ["hostd.1.log", "hostd.log"], ["notes.log"], ["task.log"]]


def test_logs_of_one_migration_in_two_cases_are_read_together(site: Path) -> None:
    result = many([site], jobs=1)
    (both,) = [row for row in result.rows if row.id == "1100220033004400"]
    assert (both.source, both.destination) == ("198.51.100.1", "198.51.100.2")
    assert {role for role, _, _ in both.phases} == {"source", "destination"}
    assert outcomes(result.rows) == {"unknown": 1, "success": 1, "failure": 1}
    assert causes(result.rows) == {"no_room_on_destination": (1, 0)}
    assert [Path(each.case.name).name for each in result.unread] == ["notes.log"]


def test_one_process_and_several_give_the_same(site: Path) -> None:
    assert many([site], jobs=2).rows == many([site], jobs=1).rows


def test_slowest_phase_comes_first_with_its_case(site: Path) -> None:
    first = phase_times(many([site], jobs=1).rows)[0]
    # The destination was in PRECOPY from 04:00:02 to 04:00:30.1, a little longer than the source.
    assert (first.role, first.name, first.count) == ("destination", "MIGRATE_FROM_VMX_PRECOPY", 1)
    assert first.longest == first.median == pytest.approx(28.0, abs=0.5)


def test_table_has_a_cell_for_every_row_and_json_the_same_rows(site: Path) -> None:
    result = many([site], jobs=1)
    table, data = table_of(result.rows), many_to_json(result)
    assert {len(column) for column in table.values()} == {len(result.rows)} == {3}
    assert [row["id"] for row in data["migrations"]] == table["id"]
    assert [row["named"] for row in data["migrations"] if row["outcome"] == "failure"] == [["no_room_on_destination"]]
    assert data["without_a_migration"][0]["why"]


def test_progress_is_told_up_to_the_last_case(site: Path) -> None:
    told: list[tuple[int, int]] = []
    many([site], jobs=1, progress=lambda _, done, of: told.append((done, of)))
    assert told[:5] == [(n, 5) for n in range(1, 6)]


def test_interrupt_keeps_what_was_read(site: Path) -> None:
    def press(_: str, done: int, of: int) -> None:
        if done == 2 and of == 5:
            raise KeyboardInterrupt

    result = many([site], jobs=1, progress=press)
    assert (len(result.read), result.of) == (2, 5)
    assert result.stopped == "interrupted after 2 of 5 cases"


def test_folder_that_is_not_there_is_one_message(tmp_path: Path) -> None:
    with pytest.raises(LogError, match="there is no such folder"):
        many([tmp_path / "absent"])


def test_empty_folder_has_no_rows(tmp_path: Path) -> None:
    result = many([tmp_path], jobs=1)
    assert (result.rows, phase_times(result.rows), many_to_json(result)["migrations"]) == ((), (), [])
    assert Many((CaseRead(Case(("a",)), (), "x"),), 1).unread[0].unread == "x"
