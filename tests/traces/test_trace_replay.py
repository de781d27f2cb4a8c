"""The replay: what conforms, what is impossible and at which line, what stays open."""

from __future__ import annotations

from pathlib import Path

import pytest

from vmotion_traces import LoggedOutcome, TraceResult, TraceVerdict, trace

DATA = Path(__file__).parent / "data"

NEW = "<TS> In(05) vmx - {}"
OLD = "2031-01-01T00:00:00.000Z| vmx| I120: {}"


def change(before: object, after: object) -> str:
    return f"MigrateSetState: Transitioning from state {before} to {after}."


def config(value: str) -> str:
    return f'ConfigDB: Setting config.readOnly = "{value}"'


def traced(tmp_path: Path, *lines: str, style: str = NEW) -> TraceResult:
    log = tmp_path / "vmware.log"
    log.write_text("".join(style.format(line) + "\n" for line in lines), encoding="utf-8")
    return trace([log])


def only(result: TraceResult) -> tuple[TraceVerdict, LoggedOutcome, int | None]:
    """Verdict, outcome and first impossible line of the one migration."""
    (migration,) = result.migrations
    refused = migration.first_impossible
    return migration.verdict, migration.outcome, refused.line.number if refused else None


NONE, READY, PRECOPY = "MIGRATE_VMX_NONE (0)", "MIGRATE_TO_VMX_READY (1)", "MIGRATE_TO_VMX_PRECOPY"
CHECKPT, WAIT, DONE = "MIGRATE_TO_VMX_CHECKPT", "MIGRATE_TO_VMX_WAIT_HANDSHAKE (5)", "MIGRATE_TO_VMX_FINISHED (6)"
TO_WAIT = (change(NONE, READY), change(READY, PRECOPY), change(PRECOPY, CHECKPT), change(CHECKPT, WAIT))


def test_complete_log_of_both_sides_is_one_migration_that_conforms() -> None:
    result = trace([DATA / "old-complete.log", DATA / "old-destination.log"])
    (migration,) = result.migrations
    assert (migration.id, migration.verdict) == ("1100220033004400", TraceVerdict.CONFORMS)
    assert [state.state.rpartition("_VMX_")[2] for state in migration.states] == [
        *("READY", "PRECOPY", "CHECKPT", "WAIT_HANDSHAKE", "FINISHED", "NONE"),
        *("INIT", "WAITING", "PRECOPY", "CHECKPT", "FINISHED"),
    ]
    # Nothing in these lines tells whether the source was told of the resume or took the VM back.
    assert migration.outcome is LoggedOutcome.UNKNOWN
    assert set(migration.states[4].commands) == {
        *("finish", "find_lock_taken", "fall_back", "switchover_times_out", "told_to_stop", "take_back", "cancelled"),
        *("connection_lost", "lost_but_disk_free", "lost_and_disk_taken"),
    }


def test_flag_cleared_after_finished_tells_failure(tmp_path: Path) -> None:
    result = traced(tmp_path, *TO_WAIT, change(WAIT, DONE), config("FALSE"))
    assert only(result) == (TraceVerdict.CONFORMS, LoggedOutcome.FAILURE, None)
    assert set(result.migrations[0].states[-1].commands) == {
        "fall_back",
        "switchover_times_out",
        "told_to_stop",
        "take_back",
        "cancelled",
        "connection_lost",
        "lost_but_disk_free",
    }


def test_clean_up_after_success_does_not_explain_the_end_of_a_failure(tmp_path: Path) -> None:
    result = traced(tmp_path, *TO_WAIT, change(WAIT, DONE), config("FALSE"), change(DONE, NONE))
    assert result.migrations[0].states[-1].commands == ("close_finished",)


def test_finished_without_handshake_can_only_be_a_failure(tmp_path: Path) -> None:
    result = traced(tmp_path, *TO_WAIT[:2], change(PRECOPY, DONE))
    assert only(result) == (TraceVerdict.CONFORMS, LoggedOutcome.FAILURE, None)


def test_success_claimed_for_a_source_that_never_waited_is_impossible(tmp_path: Path) -> None:
    vmware = tmp_path / "vmware.log"
    request = "Received migrate 'to' request for mid id 9, src ip <a>, dst ip <b>(x)."
    lines = (request, *TO_WAIT[:2], change(PRECOPY, DONE))
    vmware.write_text("\n".join(NEW.format(line) for line in lines), encoding="utf-8")
    hostd = tmp_path / "hostd.log"
    hostd.write_text(
        "2031-01-01T00:00:00Z info hostd[1A] [Originator@6876 sub=Vcsvc.VMotionSrc (9)] "
        "ResolveCb: VMX reports needsUnregister = true for migrateType MIGRATE_TYPE_VMOTION\n",
        encoding="utf-8",
    )
    result = trace([vmware, hostd])
    assert only(result) == (TraceVerdict.IMPOSSIBLE, LoggedOutcome.UNKNOWN, 1)
    refused = result.migrations[0].first_impossible
    assert refused is not None
    assert refused.line.file == str(hostd)


def test_claimed_success_leaves_the_commands_that_succeed(tmp_path: Path) -> None:
    vmware, hostd = tmp_path / "vmware.log", tmp_path / "hostd.log"
    request = "Received migrate 'to' request for mid id 9, src ip <a>, dst ip <b>(x)."
    lines = (request, *TO_WAIT, change(WAIT, DONE), change(DONE, NONE))
    vmware.write_text("\n".join(NEW.format(line) for line in lines), encoding="utf-8")
    hostd.write_text(
        "2031-01-01T00:00:00Z info hostd[1A] [Originator@6876 sub=Vcsvc.VMotionSrc (9)] "
        "ResolveCb: VMX reports needsUnregister = true for migrateType MIGRATE_TYPE_VMOTION\n",
        encoding="utf-8",
    )
    result = trace([vmware, hostd])
    assert only(result) == (TraceVerdict.CONFORMS, LoggedOutcome.SUCCESS, None)
    assert set(result.migrations[0].states[-2].commands) == {"finish", "find_lock_taken", "lost_and_disk_taken"}


def test_step_back_is_found_at_its_line_with_what_was_allowed() -> None:
    result = trace([DATA / "impossible-back-to-precopy.log"])
    assert only(result) == (TraceVerdict.IMPOSSIBLE, LoggedOutcome.UNKNOWN, 5)
    refused = result.migrations[0].first_impossible
    assert refused is not None
    assert "MIGRATE_TO_VMX_CHECKPT to MIGRATE_TO_VMX_WAIT_HANDSHAKE (send_last)" in refused.allowed


def test_flag_cleared_before_finished_is_impossible() -> None:
    result = trace([DATA / "impossible-early-unlock.log"])
    assert only(result) == (TraceVerdict.IMPOSSIBLE, LoggedOutcome.UNKNOWN, 2)
    refused = result.migrations[0].first_impossible
    assert refused is not None
    assert any(allowed.startswith("fall_back,") for allowed in refused.allowed)


@pytest.mark.parametrize("before", [1, 2, 3])
def test_flag_cleared_in_any_state_before_finished_is_impossible(tmp_path: Path, before: int) -> None:
    lines = [*(change(n, n + 1) for n in range(before)), config("FALSE")]
    result = traced(tmp_path, *in_seconds(*lines, change(before, before + 1)), style="{}")
    assert only(result)[::2] == (TraceVerdict.IMPOSSIBLE, before + 1)
    # Where the log stops there, the change to FINISHED may be among what is missing.
    assert only(traced(tmp_path, *in_seconds(*lines), style="{}"))[::2] == (TraceVerdict.INCOMPLETE, None)


def in_seconds(*lines: str) -> list[str]:
    """Records of the old form, each a second after the one before."""
    return [f"2031-01-01T00:00:{n:02}.000Z| vmx| I120: {line}" for n, line in enumerate(lines)]


def test_flag_that_was_written_before_a_log_begins_says_nothing_of_where_the_source_stood(tmp_path: Path) -> None:
    """Of a failed migration only the flag, and the way out of FINISHED."""
    result = traced(tmp_path, *in_seconds(config("TRUE"), config("FALSE"), change(5, 0)), style="{}")
    assert only(result)[::2] == (TraceVerdict.INCOMPLETE, None)


def test_destination_that_was_made_again_in_lines_that_are_missing_is_not_impossible(tmp_path: Path) -> None:
    """Its VMX gave up and was made again before the source began (the line that it ended and the one that it began are lost)."""
    request = "Received migrate 'from' request for mid id 9, src ip <a>, dst ip <b>(x)."
    result = traced(tmp_path, request, change(0, 7), change(7, 11), change(7, 8), style=OLD)
    assert only(result)[::2] == (TraceVerdict.INCOMPLETE, None)


def test_flag_cleared_after_success_is_impossible(tmp_path: Path) -> None:
    # FALSE after FINISHED means failure; after a clean-up of success the source has written nothing.
    vmware, hostd = tmp_path / "vmware.log", tmp_path / "hostd.log"
    request = "Received migrate 'to' request for mid id 9, src ip <a>, dst ip <b>(x)."
    lines = (request, *TO_WAIT, change(WAIT, DONE), config("FALSE"))
    vmware.write_text("\n".join(NEW.format(line) for line in lines), encoding="utf-8")
    hostd.write_text(
        "2031-01-01T00:00:00Z info hostd[1A] [Originator@6876 sub=Vcsvc.VMotionSrc (9)] "
        "ResolveCb: VMX reports needsUnregister = true for migrateType MIGRATE_TYPE_VMOTION\n",
        encoding="utf-8",
    )
    assert only(trace([vmware, hostd]))[0] is TraceVerdict.IMPOSSIBLE


@pytest.mark.parametrize("first", [config("TRUE"), change(NONE, READY)])
def test_flag_set_beside_the_step_that_sets_it_is_allowed_in_either_order(tmp_path: Path, first: str) -> None:
    second = change(NONE, READY) if first == config("TRUE") else config("TRUE")
    # Nothing impossible; that the log stops there leaves it open.
    assert only(traced(tmp_path, first, second)) == (TraceVerdict.INCOMPLETE, LoggedOutcome.UNKNOWN, None)


def test_flag_set_after_it_was_cleared_is_impossible(tmp_path: Path) -> None:
    result = traced(tmp_path, *TO_WAIT, change(WAIT, DONE), config("FALSE"), config("TRUE"))
    assert only(result)[::2] == (TraceVerdict.IMPOSSIBLE, 7)


def test_log_that_stops_early_is_incomplete_and_says_where_and_what_comes_next(tmp_path: Path) -> None:
    result = traced(tmp_path, *TO_WAIT)
    assert only(result) == (TraceVerdict.INCOMPLETE, LoggedOutcome.UNKNOWN, None)
    (migration,) = result.migrations
    assert [(o.line.number if o.line else None, o.why) for o in migration.open] == [
        (4, "the log of the source stops in MIGRATE_TO_VMX_WAIT_HANDSHAKE")
    ]
    assert migration.explanation is not None
    # From the commands in model/vmotion_model/protocol/source: all that leave WAIT_HANDSHAKE lead to FINISHED.
    assert "MIGRATE_TO_VMX_WAIT_HANDSHAKE" in dict(migration.explanation.roles)["source"]
    following = [line for line in migration.explanation.look_for if "of the source" in line]
    assert len(following) == 1
    assert "to MIGRATE_TO_VMX_FINISHED" in following[0]


def test_log_that_begins_in_the_middle_is_incomplete(tmp_path: Path) -> None:
    result = traced(tmp_path, change(WAIT, DONE), config("FALSE"))
    assert only(result) == (TraceVerdict.INCOMPLETE, LoggedOutcome.FAILURE, None)


def test_missing_lines_are_incomplete(tmp_path: Path) -> None:
    result = traced(tmp_path, change(NONE, READY), change(CHECKPT, WAIT))
    assert only(result) == (TraceVerdict.INCOMPLETE, LoggedOutcome.UNKNOWN, None)
    # Line 2 does not go on where line 1 ended, and it is the last.
    assert [reason.line.number for reason in result.migrations[0].open if reason.line] == [2, 2]


def test_jump_on_one_line_is_impossible_although_a_longer_path_exists(tmp_path: Path) -> None:
    result = traced(tmp_path, change(NONE, READY), change(READY, CHECKPT))
    assert only(result) == (TraceVerdict.IMPOSSIBLE, LoggedOutcome.UNKNOWN, 2)


def test_gap_that_no_path_closes_is_impossible(tmp_path: Path) -> None:
    # From WAIT_HANDSHAKE no path of one attempt leads back to PRECOPY.
    result = traced(tmp_path, *TO_WAIT, change(PRECOPY, CHECKPT))
    assert only(result) == (TraceVerdict.IMPOSSIBLE, LoggedOutcome.UNKNOWN, 5)


def test_old_numbers_4_to_2_are_impossible(tmp_path: Path) -> None:
    lines = [change(n, n + 1) for n in range(4)]
    result = traced(tmp_path, *lines, change(4, 2), style=OLD)
    assert only(result) == (TraceVerdict.IMPOSSIBLE, LoggedOutcome.UNKNOWN, 5)


def test_death_of_the_host_explains_no_printed_line(tmp_path: Path) -> None:
    # Only a crash leads from PRECOPY to NONE, and a dead host prints nothing.
    result = traced(tmp_path, *TO_WAIT[:2], change(PRECOPY, NONE))
    assert only(result) == (TraceVerdict.IMPOSSIBLE, LoggedOutcome.UNKNOWN, 3)


def test_source_state_to_destination_state_is_impossible(tmp_path: Path) -> None:
    result = traced(tmp_path, *TO_WAIT[:2], change(PRECOPY, "MIGRATE_FROM_VMX_CHECKPT"))
    assert only(result)[::2] == (TraceVerdict.IMPOSSIBLE, 3)


def test_interleaved_migrations_are_told_apart_by_id() -> None:
    result = trace([DATA / "two-migrations-interleaved.log"])
    assert [(m.id, m.verdict) for m in result.migrations] == [
        ("501", TraceVerdict.INCOMPLETE),
        ("502", TraceVerdict.IMPOSSIBLE),
    ]
    refused = result.migrations[1].first_impossible
    assert refused is not None
    assert refused.line.number == 8
    assert result.verdict is TraceVerdict.IMPOSSIBLE


def test_second_attempt_in_one_log_is_a_migration_of_its_own(tmp_path: Path) -> None:
    first = (*TO_WAIT, change(WAIT, DONE), config("FALSE"), change(DONE, NONE))
    result = traced(tmp_path, *first, *first)
    assert [(m.verdict, m.outcome) for m in result.migrations] == [(TraceVerdict.CONFORMS, LoggedOutcome.FAILURE)] * 2


def test_attempt_without_an_end_before_the_next_one_is_incomplete(tmp_path: Path) -> None:
    result = traced(tmp_path, *TO_WAIT, *TO_WAIT)
    assert [m.verdict for m in result.migrations] == [TraceVerdict.INCOMPLETE, TraceVerdict.INCOMPLETE]
    # The first is followed by another one, the second only stops.
    assert [len(m.open) for m in result.migrations] == [2, 1]


def test_damaged_state_line_is_incomplete_and_no_number_is_read_from_it(tmp_path: Path) -> None:
    # The last line is cut within '11.': read as 1 it would be an impossible jump.
    lines = [change(a, b) for a, b in ((0, 7), (7, 8), (8, 9), (9, 10))]
    result = traced(tmp_path, *lines, "MigrateSetState: Transitioning from state 10 to 1", style=OLD)
    assert only(result)[0] is TraceVerdict.INCOMPLETE


def test_world_that_is_not_the_destinations_is_impossible(tmp_path: Path) -> None:
    log = tmp_path / "vmkernel.log"
    line = (
        "<TS> In(182) vmkernel: cpu1:2 opID=x)Migrate: 314: vmotion: {} vmmLeaderID = {}, ts = 4, Dest wid = {} using\n"
    )
    log.write_text(line.format("Source", 10, 20) + line.format("Dest", 21, 0), encoding="utf-8")
    assert only(trace([log]))[::2] == (TraceVerdict.IMPOSSIBLE, 2)
    log.write_text(line.format("Source", 10, 20) + line.format("Dest", 20, 0), encoding="utf-8")
    assert only(trace([log]))[0] is TraceVerdict.INCOMPLETE


def test_id_in_hex_and_decimal_is_one_migration(tmp_path: Path) -> None:
    result = traced(
        tmp_path,
        "MigrateVMXdrToSpec: type: 1 srcIp=<a> dstIp=<b> mid=ff10 uuid=u priority=yes",
        "Received migrate 'to' request for mid id 65296, src ip <a>, dst ip <b>(x).",
        change(0, 1),
    )
    assert [m.id for m in result.migrations] == ["65296"]


def test_line_forwarded_by_the_other_host_is_not_replayed(tmp_path: Path) -> None:
    result = traced(tmp_path, *TO_WAIT, change(WAIT, DONE), "Migrate: Remote Log: " + change(10, 7))
    assert only(result) == (TraceVerdict.CONFORMS, LoggedOutcome.UNKNOWN, None)


def test_where_the_first_record_is_refused_the_run_before_it_is_the_request(tmp_path: Path) -> None:
    (migration,) = traced(tmp_path, *in_seconds(change(0, 3)), style="{}").migrations
    assert migration.verdict is TraceVerdict.IMPOSSIBLE
    assert migration.explanation is not None
    assert [step.command for step in migration.explanation.run] == ["request"]


def test_source_that_is_asked_again_in_the_middle_of_its_migration_is_judged_in_it(tmp_path: Path) -> None:
    """A source begins once in a migration (in one log: a host that died writes another one)."""
    request = "Received migrate 'to' request for mid id 9, src ip <a>, dst ip <b>(x)."
    result = traced(tmp_path, *in_seconds(request, change(0, 1), change(1, 2), request, change(0, 1)), style="{}")
    (migration,) = result.migrations
    assert (migration.id, migration.verdict) == ("9", TraceVerdict.IMPOSSIBLE)
    assert migration.first_impossible is not None
    assert migration.first_impossible.line.number == 5


def test_destination_that_is_asked_again_under_its_id_is_in_the_same_migration(tmp_path: Path) -> None:
    request = "Received migrate 'from' request for mid id 9, src ip <a>, dst ip <b>(x)."
    once = (request, change(0, 7), change(7, 11), change(11, 0))
    result = traced(tmp_path, *in_seconds(*once, request, change(0, 7), change(7, 8), change(8, 11)), style="{}")
    (migration,) = result.migrations
    assert (migration.id, migration.verdict, len(migration.states)) == ("9", TraceVerdict.CONFORMS, 6)


def test_flag_that_was_set_before_a_log_begins_does_not_make_it_a_success(tmp_path: Path) -> None:
    """That it was cleared stands in lines that are missing; vCenter's word is believed."""
    request = "Received migrate 'to' request for mid id 9, src ip <a>, dst ip <b>(x)."
    log, vpxd = tmp_path / "vmware.log", tmp_path / "vpxd.log"
    log.write_text("".join(line + "\n" for line in in_seconds(request, config("TRUE"), change(5, 0))), encoding="utf-8")
    vpxd.write_text(
        "2031-01-01T00:00:09.000Z info vpxd[1] [Originator@6876 sub=vpxLro opID=a-1] [MIGRATE] (9) vMotion failed: "
        "vmodl.fault.SystemError\n",
        encoding="utf-8",
    )
    assert only(trace([log, vpxd])) == (TraceVerdict.INCOMPLETE, LoggedOutcome.FAILURE, None)


def test_task_without_an_error_does_not_contradict_a_source_that_failed(tmp_path: Path) -> None:
    """The line of the task's error may be missing: the end of a task tells of success only where no host says otherwise."""
    request = "Received migrate 'to' request for mid id 9, src ip <a>, dst ip <b>(x)."
    log, vpxd = tmp_path / "vmware.log", tmp_path / "vpxd.log"
    lines = in_seconds(request, change(0, 1), config("TRUE"), change(1, 5), config("FALSE"), change(5, 0))
    log.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    head = "2031-01-01T00:00:0{}.000Z info vpxd[1] [Originator@6876 sub=vpxLro opID=made0001-auto-1] "
    begin = "[VpxLRO] -- BEGIN task-1 -- vm-42 -- vim.VirtualMachine.migrate -- 52aabbcc-0001"
    told = "[MIGRATE] (9) asked"
    texts = enumerate((begin, told, "[VpxLRO] -- FINISH task-1"))
    vpxd.write_text("".join(f"{head.format(3 * n)}{text}\n" for n, text in texts), encoding="utf-8")
    result = trace([log, vpxd])
    assert only(result) == (TraceVerdict.INCOMPLETE, LoggedOutcome.FAILURE, None)
    assert any("without an error" in found.why for found in result.migrations[0].open)


def test_part_that_names_no_migration_stands_where_its_log_has_it(tmp_path: Path) -> None:
    """A destination that gives up and is made again; the first request is missing."""
    request = "Received migrate 'from' request for mid id 9, src ip <a>, dst ip <b>(x)."
    lines = in_seconds(change(0, 7), change(7, 11), change(11, 0), request, change(0, 7), change(7, 8), change(8, 9))
    result = trace_lines(tmp_path, lines)
    (migration,) = [m for m in result.migrations if m.id == "9"]
    assert migration.verdict is not TraceVerdict.IMPOSSIBLE
    numbers = [state.line.number for state in migration.states]
    assert numbers == sorted(numbers)


def trace_lines(tmp_path: Path, lines: list[str]) -> TraceResult:
    (tmp_path / "vmware.log").write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return trace([tmp_path / "vmware.log"])
