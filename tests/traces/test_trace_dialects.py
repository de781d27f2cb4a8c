"""Numbers of states are read in the dialect that a log gives evidence for, and never guessed."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from vmotion_traces import MigrationTrace, TraceVerdict, trace

NEW, OLD = "<TS> In(05) vmx - {}\n", "<TS>| vmx| I120: {}\n"
ESX4, UNDECIDED = "Mar 01 10:00:00.123: vmx| {}\n", "2031-01-01T00:00:00.000Z| vmx| | I005: {}\n"


def change(before: object, after: object) -> str:
    return f"MigrateSetState: Transitioning from state {before} to {after}."


def finish(number: object) -> str:
    return f"MigrateSetStateFinished: type=1 new state={number}"


def traced(tmp_path: Path, style: str, *lines: str) -> MigrationTrace:
    log = tmp_path / "vmware.log"
    log.write_text("".join(style.format(line) for line in lines), encoding="utf-8")
    (migration,) = trace([log]).migrations
    return migration


def states(migration: MigrationTrace) -> list[tuple[str, str]]:
    return [
        (s.before.rpartition("VMX_")[2] or s.before, s.state.rpartition("VMX_")[2] or s.state) for s in migration.states
    ]


@pytest.mark.parametrize(
    ("style", "announced", "numbers"),
    [
        (UNDECIDED, 5, (4, 5)),  # KB 1010634: WAIT_HANDSHAKE is 4, FINISHED is 5
        (UNDECIDED, 6, (5, 6)),  # KB 435078, KB 320352: 5 and 6
        (NEW, 5, (4, 5)),  # the number of FINISHED is stronger than the format of the line
        (OLD, 5, (4, 5)),
        (NEW, 6, (5, 6)),
    ],
)
def test_number_of_finished_decides(tmp_path: Path, style: str, announced: int, numbers: tuple[int, int]) -> None:
    migration = traced(tmp_path, style, finish(announced), change(*numbers))
    assert states(migration) == [("WAIT_HANDSHAKE", "FINISHED")]


@pytest.mark.parametrize(("style", "numbers"), [(NEW, (5, 6)), (OLD, (4, 5)), (ESX4, (4, 5))])
def test_line_format_decides_without_it(tmp_path: Path, style: str, numbers: tuple[int, int]) -> None:
    assert states(traced(tmp_path, style, change(*numbers))) == [("WAIT_HANDSHAKE", "FINISHED")]


def test_name_with_its_number_decides(tmp_path: Path) -> None:
    migration = traced(
        tmp_path, UNDECIDED, change("MIGRATE_TO_VMX_CHECKPT", "MIGRATE_TO_VMX_WAIT_HANDSHAKE (5)"), change(5, 6)
    )
    assert states(migration)[1] == ("WAIT_HANDSHAKE", "FINISHED")


def test_numbers_that_both_dialects_share_need_no_evidence(tmp_path: Path) -> None:
    migration = traced(tmp_path, UNDECIDED, change(0, 1))
    assert (states(migration), migration.verdict) == ([("NONE", "READY")], TraceVerdict.INCOMPLETE)


def test_number_is_not_guessed_without_evidence(tmp_path: Path) -> None:
    migration = traced(tmp_path, UNDECIDED, change(0, 1), change(1, 2))
    assert (states(migration)[1], migration.verdict) == (("READY", "unknown (2)"), TraceVerdict.INCOMPLETE)


def test_complete_new_log_in_numbers_stays_open_where_no_source_gives_the_number(tmp_path: Path) -> None:
    # One state was put in before WAIT_HANDSHAKE; which, no source says: 2, 3 and 4 are unknown.
    migration = traced(tmp_path, NEW, *(change(a, b) for a, b in pairwise(range(7))))
    assert migration.verdict is TraceVerdict.INCOMPLETE
    assert [after for _, after in states(migration)] == [
        *("READY", "unknown (2)", "unknown (3)", "unknown (4)", "WAIT_HANDSHAKE", "FINISHED")
    ]


def test_unknown_states_do_not_hide_that_no_path_leads_on(tmp_path: Path) -> None:
    # From WAIT_HANDSHAKE no state, however called, leads back to READY within the attempt.
    migration = traced(tmp_path, NEW, change("MIGRATE_TO_VMX_CHECKPT", 5), change(5, 3), change(3, 1))
    assert migration.verdict is TraceVerdict.IMPOSSIBLE
    assert migration.first_impossible is not None
    assert migration.first_impossible.line.number == 3


def test_contradicting_dialects_decide_nothing(tmp_path: Path) -> None:
    migration = traced(tmp_path, UNDECIDED, finish(5), change(4, 5), finish(6), change(5, 6))
    assert migration.verdict is TraceVerdict.INCOMPLETE
    assert all(before.startswith("unknown") for before, _ in states(migration))


def test_contradiction_is_said(tmp_path: Path) -> None:
    log = tmp_path / "vmware.log"
    log.write_text(UNDECIDED.format(finish(5)) + UNDECIDED.format(finish(6)) + UNDECIDED.format(change(4, 5)), "utf-8")
    (note,) = trace([log]).notes
    assert "contradict" in note
    assert "line 1 (ESX" in note
    assert "line 2 (ESX" in note


def test_new_numbers_of_a_destination_stay_unknown(tmp_path: Path) -> None:
    request = "Received migrate 'from' request for mid id 5, src ip <a>."
    migration = traced(tmp_path, NEW, request, change(0, 8), change(8, 9), change(9, "MIGRATE_FROM_VMX_CHECKPT"))
    assert migration.verdict is TraceVerdict.INCOMPLETE
    assert {str(s.side) for s in migration.states} == {"destination"}
    assert [after for _, after in states(migration)] == ["unknown (8)", "unknown (9)", "CHECKPT"]


def test_old_number_without_a_state_stays_unknown(tmp_path: Path) -> None:
    # KB 1010634 calls 6 unused.
    migration = traced(tmp_path, OLD, change(0, 1), change(1, 6))
    assert migration.verdict is TraceVerdict.INCOMPLETE


def test_name_that_the_model_does_not_have_stays_unknown(tmp_path: Path) -> None:
    new_state = "MIGRATE_TO_VMX_SOMETHING (4)"
    migration = traced(
        tmp_path,
        NEW,
        change("MIGRATE_TO_VMX_CHECKPT", new_state),
        change(new_state, "MIGRATE_TO_VMX_WAIT_HANDSHAKE (5)"),
    )
    assert migration.verdict is TraceVerdict.INCOMPLETE
