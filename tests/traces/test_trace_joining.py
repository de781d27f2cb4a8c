"""What belongs to a migration, and what does not: ids, worlds, operations, tasks, VMs, times; rotated logs and clocks."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmotion_traces import LogError, LoggedOutcome, MigrationTrace, TraceResult, TraceVerdict, trace

DATA = Path(__file__).parent / "data"
COMPLETE = (DATA / "old-complete.log").read_text(encoding="utf-8")
DESTINATION = (DATA / "old-destination.log").read_text(encoding="utf-8")
ID = "7000000000000009"
OPID = "lqz1-12345-auto-9ix-h5:70001234-01"


def hostd(time: str, subject: str, text: str, opid: str | None = None) -> str:
    name = f" opID={opid}" if opid else ""
    return f"2031-03-02T{time}Z info hostd[2099911] [Originator@6876 sub={subject}{name}] {text}\n"


def vpxd(time: str, opid: str, text: str, thread: str = "05678") -> str:
    return f"2031-03-02T{time}Z info vpxd[{thread}] [Originator@6876 sub=vpxLro opID={opid}] {text}\n"


def kernel(time: str, world: int, text: str) -> str:
    return f"2031-03-02T{time}Z cpu1:{world}){text}\n"


SOURCE_BEGINS = hostd("10:00:00.000", f"Vcsvc.VMotionSrc.{ID}", "VMotionEntry: migrateType = 1", f"{OPID}-01-ee")
SOURCE_ENDS = hostd("10:01:00.000", f"Vcsvc.VMotionSrc.{ID}", "ResolveCb: VMX reports needsUnregister = true")
SOURCE_FAILS = hostd("10:01:00.000", f"Vcsvc.VMotionSrc.{ID}", "ResolveCb: VMX reports needsUnregister = false")
BEGIN = vpxd("09:59:59.000", OPID, "[VpxLRO] -- BEGIN task-310 -- web-1 -- vim.VirtualMachine.migrate -- 52b1-aa")
FINISH = vpxd("10:01:01.000", OPID, "[VpxLRO] -- FINISH task-310")
ERROR = vpxd(
    "10:01:01.000", OPID, "[VpxLRO] -- ERROR task-310 -- web-1 -- vim.VirtualMachine.migrate: vmodl.fault.SystemError"
)


def traced(folder: Path, **logs: str) -> TraceResult:
    for name, text in logs.items():
        (folder / f"{name}.log").write_text(text, encoding="utf-8")
    return trace([folder / f"{name}.log" for name in logs])


def only(result: TraceResult) -> MigrationTrace:
    (migration,) = result.migrations
    return migration


def test_task_of_vcenter_and_the_hosts_migration_are_one_by_their_operation(tmp_path: Path) -> None:
    migration = only(traced(tmp_path, vpxd=BEGIN + FINISH, hostd=SOURCE_BEGINS + SOURCE_ENDS))
    assert (migration.id, migration.outcome, migration.summary.vm) == (ID, LoggedOutcome.SUCCESS, "web-1")
    assert migration.summary.tasks == ("task-310",)
    assert [(phase.name, phase.seconds) for phase in migration.summary.phases] == [("task-310", 62.0)]
    assert (migration.summary.start, migration.summary.seconds) == ("2031-03-02T09:59:59.000Z", 62.0)
    assert migration.summary.logs_of == ("source", "vCenter")


def test_opid_that_only_begins_alike_is_another_operation(tmp_path: Path) -> None:
    other = BEGIN.replace(OPID, f"{OPID}9")
    assert len(traced(tmp_path, vpxd=other, hostd=SOURCE_BEGINS).migrations) == 2


def test_two_tasks_of_one_recommendation_are_two_migrations(tmp_path: Path) -> None:
    logs = "".join(
        vpxd("10:00:00.000", f"lro-1-77a4-{n}", f"[VpxLRO] -- BEGIN task-{n} -- vm-{n} -- Drm.ExecuteVMotionLRO --")
        for n in (1, 2)
    )
    logs += vpxd("10:00:05.000", "lro-1-77a4", "[VpxLRO] -- FINISH task-77")
    result = traced(tmp_path, vpxd=logs)
    assert [m.summary.tasks for m in result.migrations] == [("task-1",), ("task-2",)]
    assert {m.outcome for m in result.migrations} == {LoggedOutcome.UNKNOWN}


def test_event_of_the_vm_in_the_time_of_the_migration_joins(tmp_path: Path) -> None:
    state = hostd("10:00:00.100", "Vmsvc.vm:/vmfs/volumes/x/web-1/web-1.vmx", "(VM_STATE_ON -> VM_STATE_EMIGRATING)")
    event = (
        '{"EventType": "VmMigratedEvent", "ChainId": 9, "CreatedTime": "2031-03-02T%sZ", "Vm": "%s", "Host": "esx2", '
        '"SourceHost": "esx1"}\n'
    )
    joined = only(traced(tmp_path, hostd=SOURCE_BEGINS + state, events=event % ("10:01:02", "web-1")))
    assert (joined.id, joined.summary.source, joined.outcome) == (ID, ("esx1",), LoggedOutcome.SUCCESS)
    for time, vm in (("13:01:02", "web-1"), ("10:01:02", "web-2")):
        apart = traced(tmp_path, hostd=SOURCE_BEGINS + state, events=event % (time, vm))
        assert [m.outcome for m in apart.migrations] == [LoggedOutcome.UNKNOWN, LoggedOutcome.SUCCESS]


UNRELATED = [
    hostd("10:00:30.000", "Vmsvc.vm:/vmfs/volumes/x/other/other.vmx", "Insufficient Resources"),
    hostd("10:00:30.000", "Vimsvc.TaskManager", "Operation timed out", "esxcli-12-345"),
    hostd("10:00:30.000", "Nfc", "[NFC ERROR] NfcFssrvr: something", "abcdef-9"),
    hostd("10:00:00.900", "Nfc", "Operation timed out"),  # the same thread, but a second later
    hostd("10:00:00.010", "Nfc", "Operation timed out", "other-op-7"),  # and of another operation
    kernel("10:00:30.000", 4711, "WARNING: NetPort: 1: failed to connect over the vMotion network"),
    kernel("15:00:30.000", 2100, "WARNING: Swap: 1: Insufficient Resources"),
    vpxd("10:00:30.000", "0a0a0a0a-1", "[VpxLRO] -- ERROR task-99 -- vm-7 -- vim.VirtualMachine.powerOn: Insufficient Resources"),
    vpxd("10:00:30.000", "0a0a0a0a-2", "Compatibility check took too long to complete"),
]  # fmt: skip


@pytest.mark.parametrize("line", UNRELATED)
def test_message_of_another_vm_operation_world_or_hour_is_no_evidence(tmp_path: Path, line: str) -> None:
    own = kernel("10:00:00.000", 2100, f"VMotion: 1: {ID} S: Set ip address") + kernel(
        "10:01:00.000", 2100, f"VMotionSend: 1: {ID} S: Sent all modified pages to destination"
    )
    migration = only(
        traced(tmp_path, hostd=SOURCE_BEGINS + line + SOURCE_FAILS, vmkernel=own + line, vpxd=BEGIN + line + ERROR)
    )
    assert (migration.outcome, migration.diagnosis) == (LoggedOutcome.FAILURE, ())
    assert migration.why is not None
    assert migration.why.causes == ()


RELATED = [
    hostd("10:00:30.000", "Vmsvc.vm:/vmfs/volumes/x/web-1/web-1.vmx", "Insufficient Resources"),
    hostd("10:00:30.000", "Vimsvc.TaskManager", "Insufficient Resources", f"{OPID}-07"),
    vpxd("10:00:30.000", f"{OPID}-33", "Insufficient Resources", "99"),
]


@pytest.mark.parametrize("line", RELATED)
def test_message_of_the_vm_or_of_the_operation_is_evidence(tmp_path: Path, line: str) -> None:
    migration = only(traced(tmp_path, hostd=SOURCE_BEGINS + line + SOURCE_FAILS, vpxd=BEGIN + line + ERROR))
    assert "F16" in [finding.failure for finding in migration.diagnosis]
    assert migration.why is not None
    assert "reservation_not_met" in [cause.name for cause in migration.why.causes]


@pytest.mark.parametrize("line", RELATED)
def test_migration_that_succeeded_has_no_cause_whatever_its_records_say(tmp_path: Path, line: str) -> None:
    migration = only(traced(tmp_path, hostd=SOURCE_BEGINS + line + SOURCE_ENDS, vpxd=BEGIN + line + FINISH))
    assert (migration.outcome, migration.diagnosis, migration.why) == (LoggedOutcome.SUCCESS, (), None)


def test_message_of_the_migrations_world_in_its_time_is_evidence_and_of_another_world_is_not(tmp_path: Path) -> None:
    own = kernel("10:00:00.000", 2100, f"VMotion: 1: {ID} S: Set ip address")
    end = kernel("10:01:00.000", 2100, f"VMotionSend: 1: {ID} S: Sent all modified pages")
    for world, found in ((2100, True), (2101, False)):
        line = kernel("10:00:30.000", world, "WARNING: MemSched: 1: Insufficient Resources")
        migration = only(traced(tmp_path, vmkernel=own + line + end))
        assert ("F16" in [finding.failure for finding in migration.diagnosis]) is found


def test_world_that_a_migration_names_as_its_vms_writes_of_it(tmp_path: Path) -> None:
    own = kernel("10:00:00.000", 2, f"Migrate: 314: vmotion: Source vmmLeaderID = 26, ts = {ID}, Dest wid = 29 using")
    end = kernel("10:01:00.000", 2, f"VMotionSend: 1: {ID} S: Sent all modified pages")
    for world, found in ((26, True), (27, False)):
        line = kernel("10:00:30.000", world, "WARNING: MemSched: 1: Insufficient Resources")
        migration = only(traced(tmp_path, vmkernel=own + line + end))
        assert ("F16" in [finding.failure for finding in migration.diagnosis]) is found


def test_message_in_a_vmware_log_long_after_the_migration_is_no_evidence(tmp_path: Path) -> None:
    for time, found in (("04:00:32.000", True), ("09:00:32.000", False)):
        head = COMPLETE.rsplit("2031-02-03T04:00:31", 1)[0]  # it stays in FINISHED
        line = f"2031-02-03T{time}Z| vmx| I120: Insufficient Resources\n"
        migration = only(traced(tmp_path, vmware=head + line))
        assert ("F16" in [finding.failure for finding in migration.diagnosis]) is found


def test_two_migrations_at_once_share_no_record(tmp_path: Path) -> None:
    other = str(int(ID) + 1)
    lines = [
        SOURCE_BEGINS,
        SOURCE_BEGINS.replace(ID, other).replace(OPID, "another-op-55"),
        hostd("10:00:30.000", "Vmsvc", "State Transition (VM_STATE_EMIGRATING -> VM_STATE_ON)"),
        SOURCE_ENDS,
        SOURCE_ENDS.replace(ID, other),
    ]
    result = traced(tmp_path, hostd="".join(lines))
    assert {m.id: m.outcome for m in result.migrations if m.id} == {
        ID: LoggedOutcome.SUCCESS,
        other: LoggedOutcome.SUCCESS,
    }


@pytest.mark.parametrize("seed", range(4))
def test_rotated_files_are_one_log_by_time_whatever_their_order(tmp_path: Path, seed: int) -> None:
    lines = COMPLETE.splitlines(keepends=True)
    names = ["vmware-7.log", "vmware-8.log", "vmware.log"]
    for name, part in zip(names, (lines[:3], lines[3:6], lines[6:]), strict=True):
        (tmp_path / name).write_text("".join(part), encoding="utf-8")
    given = [tmp_path / name for name in names]
    random.Random(seed).shuffle(given)
    migration = only(trace(given))
    assert (migration.id, migration.verdict) == ("1100220033004400", TraceVerdict.CONFORMS)
    assert [state.state.rpartition("_VMX_")[2] for state in migration.states][-2:] == ["FINISHED", "NONE"]
    assert {state.side for state in migration.states} == {"source"}


def test_logs_of_two_vms_in_two_folders_are_two_logs(tmp_path: Path) -> None:
    for name, text in (("a", COMPLETE), ("b", COMPLETE.replace("1100220033004400", "1100220033004401"))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "vmware.log").write_text(text, encoding="utf-8")
    assert [m.verdict for m in trace([tmp_path]).migrations] == [TraceVerdict.CONFORMS] * 2


def shifted(text: str, seconds: int) -> str:
    """Times of `old-destination.log` moved on by whole minutes."""
    return text.replace("T04:00:", f"T04:{seconds // 60:02}:")


@pytest.mark.parametrize(("minutes", "way"), [(0, None), (5, "ahead of")])
def test_clocks_that_cannot_agree_are_said_with_their_difference(tmp_path: Path, minutes: int, way: str | None) -> None:
    result = traced(tmp_path, vmware=COMPLETE, destination=shifted(DESTINATION, minutes * 60))
    (migration,) = result.migrations
    skew = migration.summary.skew
    assert skew is not None
    assert skew.least is not None
    # The destination waits (:01.5) before the source pre-copies (:02); it restores (:30.16) after pre-copy ended (:30).
    assert skew.least == pytest.approx(minutes * 60 - 0.5)
    assert skew.most == pytest.approx(minutes * 60 + 0.16)
    said = [note for note in result.notes if "the destination's clock" in note]
    assert bool(said) == (way is not None)
    assert all(f"about {minutes * 60 - 0.2:.1f} s {way}" in note for note in said)


def test_line_that_the_source_repeats_bounds_the_clocks(tmp_path: Path) -> None:
    repeat = "2031-02-03T04:00:30.200Z| vmx| I120: Migrate: Remote Log: Beginning checkpoint restore.\n"
    said = "2031-02-03T04:03:30.150Z| vmx| I120: Migrate: Beginning checkpoint restore.\n"
    lines = COMPLETE.splitlines(keepends=True)
    source = "".join([*lines[:5], repeat, *lines[5:]])
    (migration,) = traced(
        tmp_path, vmware=source, destination=DESTINATION.splitlines(keepends=True)[0] + said
    ).migrations
    skew = migration.summary.skew
    assert skew is not None
    assert skew.least == pytest.approx(179.95)
    assert skew.is_shown


def test_same_lines_under_two_paths_count_once(tmp_path: Path) -> None:
    for folder in ("var-run-log", "scratch-log"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "hostd.log").write_text(SOURCE_BEGINS + SOURCE_ENDS, encoding="utf-8")
    result = trace([tmp_path])
    assert result.migrations[0].summary.records == 2
    assert any("given twice" in note for note in result.notes)


@pytest.mark.parametrize("later_first", [False, True])
def test_two_bundles_of_one_host_are_one_log(tmp_path: Path, later_first: bool) -> None:
    for folder, count in (("monday", 5), ("tuesday", 8)):
        (tmp_path / folder).mkdir()
        text = "".join(COMPLETE.splitlines(keepends=True)[:count])
        (tmp_path / folder / "vmware.log").write_text(text, encoding="utf-8")
    migration = only(trace(sorted(tmp_path.iterdir(), reverse=later_first)))
    assert (migration.verdict, len(migration.states)) == (TraceVerdict.CONFORMS, 6)


def test_failure_on_a_host_and_a_task_that_ends_is_failure(tmp_path: Path) -> None:
    failed = SOURCE_ENDS.replace("= true", "= false")
    assert only(traced(tmp_path, vpxd=BEGIN + FINISH, hostd=SOURCE_BEGINS + failed)).outcome is LoggedOutcome.FAILURE


@pytest.mark.parametrize(("hour", "count"), [(12, 1), (23, 2)])
def test_event_in_a_migration_of_many_hours_joins_and_one_after_it_does_not(
    tmp_path: Path, hour: int, count: int
) -> None:
    lines = BEGIN + FINISH.replace("T10:01", "T19:01")
    event = '{"EventType": "VmBeingHotMigratedEvent", "ChainId": 9, "CreatedTime": "2031-03-02T%02d:01:02Z", "Vm": "web-1"}\n'
    assert len(traced(tmp_path, vpxd=lines, events=event % hour).migrations) == count


LOGS = {
    "vmware": COMPLETE,
    "destination": DESTINATION,
    "hostd": SOURCE_BEGINS + RELATED[0] + SOURCE_ENDS,
    "vpxd": BEGIN + RELATED[2] + FINISH,
    "vmkernel": kernel("10:00:00.000", 2100, f"VMotion: 1: {ID} S: Set ip address") + UNRELATED[4],
}


def answer(names: list[str]) -> set[tuple[object, ...]]:
    with tempfile.TemporaryDirectory() as folder:
        result = traced(Path(folder), **{name: LOGS[name] for name in names})
    return {
        (m.id, m.outcome, m.verdict, m.summary.records, m.summary.vm, tuple(f.failure for f in m.diagnosis))
        for m in result.migrations
    }


@pytest.fixture(scope="module")
def in_order() -> set[tuple[object, ...]]:
    return answer(sorted(LOGS))


@given(st.permutations(sorted(LOGS)))
def test_order_in_which_logs_are_given_changes_nothing(in_order: set[tuple[object, ...]], order: list[str]) -> None:
    assert answer(order) == in_order


@given(st.lists(st.sampled_from([*UNRELATED, *RELATED, SOURCE_BEGINS, SOURCE_ENDS, BEGIN, FINISH]), max_size=12))
def test_no_record_is_given_to_two_migrations_and_none_twice(lines: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "mixed.log"
        log.write_text("".join(lines), encoding="utf-8")
        try:
            result = trace([log])
        except LogError:
            assert not any(own in lines for own in (SOURCE_BEGINS, SOURCE_ENDS, BEGIN))
            return
    assert sum(m.summary.records for m in result.migrations) <= len(lines)
