"""Events of vCenter without a chain: which of them are of one migration, in whatever order a client lists them."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path

import pytest

from vmotion_traces import LoggedOutcome, MigrationTrace, trace

SUCCESS, FAILURE, UNKNOWN = LoggedOutcome.SUCCESS, LoggedOutcome.FAILURE, LoggedOutcome.UNKNOWN
WAY = "from esx-a, ds-a to esx-b, ds-a"


def of(folder: Path, *rows: tuple[str, str]) -> list[tuple[LoggedOutcome, int]]:
    return [(m.outcome, m.summary.records) for m in migrations(folder, *rows)]


def migrations(folder: Path, *rows: tuple[str, str]) -> tuple[MigrationTrace, ...]:
    text = "CreatedTime,FullFormattedMessage\n" + "".join(f'2031-03-02T{time}Z,"{says}"\n' for time, says in rows)
    (folder / "events.csv").write_text(text)
    return trace([folder / "events.csv"]).migrations


DAY = (
    ("09:00:00", f"Migrating vm-a {WAY} in DC"),
    ("09:02:00", f"Cannot migrate vm-a {WAY} in DC"),
    ("10:00:00", f"Migrating vm-a {WAY} in DC"),
    ("10:02:00", f"Migration of virtual machine vm-a {WAY} completed"),
)


@pytest.mark.parametrize("order", [DAY, DAY[::-1], DAY[2:] + DAY[:2]], ids=["oldest first", "newest first", "mixed"])
def test_the_order_of_a_list_does_not_matter(tmp_path: Path, order: tuple[tuple[str, str], ...]) -> None:
    assert of(tmp_path, *order) == [(FAILURE, 2), (SUCCESS, 2)]


def test_events_of_one_second_keep_the_order_that_the_list_has_turned(tmp_path: Path) -> None:
    rows = [("10:00:00", DAY[0][1]), ("10:00:00", DAY[1][1]), ("11:00:00", "Cannot migrate vm-b in DC")]
    assert of(tmp_path, *rows[::-1]) == of(tmp_path, *rows) == [(FAILURE, 2), (FAILURE, 1)]


def test_an_event_of_another_hour_is_of_another_migration(tmp_path: Path) -> None:
    failed = f"Cannot migrate vm-a {WAY} in DC"
    assert of(tmp_path, ("09:00:00", failed), ("13:00:00", failed)) == [(FAILURE, 1), (FAILURE, 1)]
    # Two texts of one failure.
    assert of(tmp_path, ("09:00:00", failed), ("09:00:02", "Failed to migrate vm-a")) == [(FAILURE, 2)]
    # A long migration.
    assert of(tmp_path, ("09:00:00", DAY[0][1]), ("13:00:00", DAY[3][1])) == [(SUCCESS, 2)]
    # One that begins while nobody logged the end of the one before.
    assert of(tmp_path, ("09:00:00", DAY[0][1]), ("13:00:00", DAY[0][1])) == [(UNKNOWN, 1), (UNKNOWN, 1)]


def test_an_event_of_other_hosts_or_of_another_end_is_of_another_migration(tmp_path: Path) -> None:
    rows = (("09:00:00", DAY[0][1]), ("09:00:30", "Cannot migrate vm-a from esx-a to esx-c in DC"))
    assert of(tmp_path, *rows) == [(UNKNOWN, 1), (FAILURE, 1)]
    assert of(tmp_path, ("09:00:00", DAY[1][1]), ("09:00:30", DAY[3][1])) == [(FAILURE, 1), (SUCCESS, 1)]


def test_an_event_of_the_vm_at_another_hour_is_no_evidence_on_the_hosts_migration(tmp_path: Path) -> None:
    (tmp_path / "vmware.log").write_text(
        '2031-03-02T09:00:00.000Z| vmx| I125: DICT displayName = "vm-a"\n'
        "2031-03-02T09:00:01.000Z| vmx| I125: Received migrate 'to' request for mid id 7100000000000001, dst ip <192.0.2.12>.\n"
        "2031-03-02T09:00:02.000Z| vmx| I125: MigrateSetState: Transitioning from state 0 to 1.\n"
    )
    (tmp_path / "events.csv").write_text(
        "CreatedTime,FullFormattedMessage\n"
        "2031-03-02T09:00:40Z,Cannot migrate vm-a from esx-a to esx-b in DC\n"
        "2031-03-02T13:00:40Z,Cannot migrate vm-a from esx-a to esx-c in DC: Operation timed out.\n"
    )
    for order in permutations(("vmware.log", "events.csv")):
        found = {m.id: m for m in trace([tmp_path / name for name in order]).migrations}
        assert "esx-c" not in found["7100000000000001"].summary.destination
        assert found["7100000000000001"].outcome is FAILURE
        assert found[None].summary.start == "2031-03-02T13:00:40Z"


@pytest.mark.parametrize(
    ("text", "vm", "source", "outcome"),
    [
        ("Migrating vm-a off host esx-a in DC", "vm-a", ("esx-a",), UNKNOWN),
        ("Failed to migrate vm-a", "vm-a", (), FAILURE),
        ("Cannot relocate virtual machine 'big vm' in DC", "big vm", (), FAILURE),
        ("Unable to migrate vm-a from esx-a: Operation timed out.", "vm-a", ("esx-a",), FAILURE),
    ],
)
def test_a_text_that_does_not_say_where_the_vm_goes(
    tmp_path: Path, text: str, vm: str, source: tuple[str, ...], outcome: LoggedOutcome
) -> None:
    (migration,) = migrations(tmp_path, ("09:00:00", text))
    assert (migration.summary.vm, migration.summary.source, migration.outcome) == (vm, source, outcome)


def test_a_chain_of_several_vms_is_several_migrations(tmp_path: Path) -> None:
    rows = "".join(
        f"2031-03-02T09:00:0{n}Z,77,vm-{vm},{text}\n"
        for n, (vm, text) in enumerate(
            [
                ("a", "Migrating vm-a off host esx-a in DC"),
                ("b", "Migrating vm-b off host esx-a in DC"),
                ("b", "Failed to migrate vm-b"),
            ]
        )
    )
    (tmp_path / "events.csv").write_text(f"CreatedTime,ChainId,Vm,FullFormattedMessage\n{rows}")
    found = {m.summary.vm: (m.outcome, m.summary.records) for m in trace([tmp_path / "events.csv"]).migrations}
    assert found == {"vm-a": (UNKNOWN, 1), "vm-b": (FAILURE, 2)}


EVENT = {
    "ChainId": 9,
    "CreatedTime": "2031-03-02T09:00:00Z",
    "_typeName": "VmRelocateFailedEvent",
    "FullFormattedMessage": "Failed to relocate vm-a from esx-a, ds-a to esx-b, ds-b in DC",
    "Vm": {"Name": "vm-a"},
}


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize(
    ("reason", "says"),
    [
        ({"Fault": {"_typeName": "Timedout"}, "LocalizedMessage": "Operation timed out."}, "Operation timed out."),
        ({"Fault": {"_typeName": "NoPermission"}}, "vim.fault.NoPermission"),
    ],
)
def test_the_reason_beside_the_text_of_an_event_is_read(
    tmp_path: Path, indent: int | None, reason: dict[str, object], says: str
) -> None:
    (tmp_path / "e.json").write_text(json.dumps([{**EVENT, "Reason": reason}], indent=indent))
    (migration,) = trace([tmp_path / "e.json"]).migrations
    assert migration.summary.message is not None
    assert migration.summary.message.text.endswith(f"in DC: {says}")
    assert migration.why is not None
    assert migration.why.causes or migration.why.beyond
