"""Logs of every host and release, made up line by line: what the excerpts of real logs show, where those are not at hand.

Ids, hosts and times are invented; what each log must say was written down with it, from its lines.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vmotion_model.vmx_states import Dialect, Side, named
from vmotion_traces import Certainty, LoggedOutcome, TraceVerdict, to_json, trace

LOGS = Path(__file__).parents[1] / "data" / "logs"
SENT = ("source-vmkernel-8", "destination-vmkernel-8", "source-hostd-67")
"""Three logs of one migration."""
EXPECTED = {
    # id, outcome, failures; no log holds all lines of a migration.
    "source-vmware-8": (None, LoggedOutcome.FAILURE, ["F22", "F23"]),
    "source-vmkernel-8": ("7000000000000001", LoggedOutcome.UNKNOWN, []),
    "destination-vmkernel-8": ("7000000000000001", LoggedOutcome.UNKNOWN, []),
    "source-hostd-67": ("7000000000000001", LoggedOutcome.SUCCESS, []),
    "failed-hostd-67": ("7000000000000002", LoggedOutcome.FAILURE, ["F26"]),
    "failed-vmkernel-esx4": ("7000000000000003", LoggedOutcome.FAILURE, ["F25"]),
    "failed-vpxd-4": ("7000000000000004", LoggedOutcome.FAILURE, ["F25"]),
}


def log(name: str) -> Path:
    return LOGS / f"{name}.log"


def test_every_log_is_expected() -> None:
    assert {path.stem for path in LOGS.glob("*.log")} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_log_of_a_part_of_a_migration_is_read_and_diagnosed(name: str) -> None:
    (migration,) = trace([log(name)]).migrations
    identity, outcome, failures = EXPECTED[name]
    assert (migration.id, migration.verdict, migration.outcome) == (identity, TraceVerdict.INCOMPLETE, outcome)
    assert [finding.failure for finding in migration.diagnosis] == failures


def test_a_switchover_that_times_out_is_a_failing_step_that_clears_the_flag() -> None:
    (migration,) = trace([log("source-vmware-8")]).migrations
    last = migration.states[-1]
    assert (last.before, last.state) == ("MIGRATE_TO_VMX_WAIT_HANDSHAKE", "MIGRATE_TO_VMX_FINISHED")
    assert set(last.commands) == {
        *("told_to_stop", "take_back", "cancelled", "switchover_times_out", "fall_back"),
        *("connection_lost", "lost_but_disk_free"),
    }
    assert [config.read_only for config in migration.config] == [False]
    assert (last.line.number, migration.config[0].line.number) == (4, 5)


def test_numbers_beside_names_are_those_of_the_table_of_states() -> None:
    for name, number in (("MIGRATE_TO_VMX_WAIT_HANDSHAKE", 5), ("MIGRATE_TO_VMX_FINISHED", 6)):
        state = named(Side.SOURCE, name)
        assert state is not None
        assert state.number(Dialect.NEW) == number
        assert f"{name} ({number})" in log("source-vmware-8").read_text(encoding="utf-8")


def test_logs_of_both_hosts_are_one_migration_and_agree_on_the_world() -> None:
    (migration,) = trace([log(name) for name in SENT]).migrations
    assert len(migration.files) == 3
    assert (migration.worlds.sent_to, migration.worlds.destination) == (40021, 40021)
    assert migration.first_impossible is None
    assert migration.outcome is LoggedOutcome.SUCCESS


def test_all_logs_together_are_one_migration_per_id() -> None:
    result = trace([log(name) for name in EXPECTED])
    ids = [migration.id for migration in result.migrations if migration.id]
    assert sorted(ids) == [f"700000000000000{n}" for n in (1, 2, 3, 4)]
    assert result.verdict is TraceVerdict.INCOMPLETE


def test_a_message_of_several_entries_names_none_as_likely() -> None:
    (migration,) = trace([log("source-vmware-8")]).migrations
    assert {finding.certainty for finding in migration.diagnosis} == {Certainty.ONE_OF_SEVERAL}
    assert {finding.line.number for finding in migration.diagnosis} == {2}


def test_json_has_the_promised_keys() -> None:
    answer = json.loads(json.dumps(to_json(trace([log("source-vmware-8")]))))
    assert answer["schema"] == 1
    (migration,) = answer["migrations"]
    assert {"id", "verdict", "outcome", "states", "first_impossible", "diagnosis"} <= set(migration)
    assert {"role", "state", "at", "file", "line"} <= set(migration["states"][0])
    assert {"failure", "evidence", "remedy"} <= set(migration["diagnosis"][0])
    assert migration["id"] is migration["first_impossible"] is None
    assert migration["diagnosis"][0]["evidence"]["line"] == 2
