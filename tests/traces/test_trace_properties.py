"""Properties on the records of one migration: what was seen, what is violated, and which log would show the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from vmotion_model.protocol.vocabulary import CONSTANTS
from vmotion_traces import MigrationTrace, trace
from vmotion_traces.properties import Observed, PropertySeen

DATA = Path(__file__).parent / "data"
COMPLETE = (DATA / "old-complete.log").read_text(encoding="utf-8")
ID = "1528380011105000"


def traced(folder: Path, **logs: str) -> MigrationTrace:
    for name, text in logs.items():
        (folder / f"{name}.log").write_text(text, encoding="utf-8")
    (migration,) = trace([folder]).migrations
    return migration


def seen(migration: MigrationTrace, name: str) -> PropertySeen:
    return next(p for p in migration.properties if p.id == name)


def vmx(time: str, text: str) -> str:
    return f"2031-03-02T{time}Z In(05) vmx - {text}\n"


def change(time: str, before: str, after: str) -> str:
    return vmx(time, f"MigrateSetState: Transitioning from state MIGRATE_TO_VMX_{before} to MIGRATE_TO_VMX_{after}.")


def source(
    ready: str = "10:00:01.000", precopy: str = "10:00:02.000", stun: str = "10:00:30.000", end: str = "10:00:31.000"
) -> str:
    return (
        vmx("10:00:00.000", f"Received migrate 'to' request for mid id {ID}, src ip <192.0.2.11>, dst ip <192.0.2.12>")
        + change(ready, "NONE", "READY")
        + vmx(ready, 'ConfigDB: Setting config.readOnly = "TRUE"')
        + change(precopy, "READY", "PRECOPY")
        + change(stun, "PRECOPY", "CHECKPT")
        + change(stun, "CHECKPT", "WAIT_HANDSHAKE")
        + change(end, "WAIT_HANDSHAKE", "FINISHED")
    )


UNLOCK = vmx("10:00:31.500", 'ConfigDB: Setting config.readOnly = "FALSE"')


def test_limits_are_those_of_the_model() -> None:
    """The article gives both: 90 s in step 4, and 100 s for the switchover."""
    assert {c.name: c.value for c in CONSTANTS if c.name in ("protection_timer", "switchover_limit")} == {
        "protection_timer": 90,
        "switchover_limit": 100,
    }


def test_config_is_read_only_for_a_while_that_is_measured(tmp_path: Path) -> None:
    found = seen(traced(tmp_path, vmware=source() + UNLOCK), "S6a")
    assert found.observed is Observed.HOLDS
    assert "30.5 s" in found.why
    assert [line.number for line in found.lines] == [3, 8]


def test_config_that_is_writable_before_the_decision_violates(tmp_path: Path) -> None:
    head, tail = source().split(change("10:00:30.000", "PRECOPY", "CHECKPT"))
    early = head + vmx("10:00:20.000", 'ConfigDB: Setting config.readOnly = "FALSE"')
    found = seen(traced(tmp_path, vmware=early + change("10:00:30.000", "PRECOPY", "CHECKPT") + tail), "S6a")
    assert (found.observed, found.lines[0].number) == (Observed.VIOLATED, 5)
    assert "PRECOPY" in found.why
    # Where the log stops there, the source may have been done by then.
    stops = seen(traced(tmp_path, vmware=early), "S6a")
    assert (stops.observed, stops.needs) == (Observed.NOT_OBSERVABLE, "the whole vmware.log of the source")


@pytest.mark.parametrize(
    ("end", "message", "observed"),
    [
        ("10:02:10.000", "", Observed.HOLDS),  # 100 s, the default
        ("10:02:20.000", "", Observed.NOT_OBSERVABLE),  # longer than the default, which may have been raised
        ("10:02:20.000", "100", Observed.VIOLATED),
        ("10:02:20.000", "200", Observed.HOLDS),
    ],
)
def test_stun_is_held_against_the_limit_that_is_told_else_the_default(
    tmp_path: Path, end: str, message: str, observed: Observed
) -> None:
    told = (
        vmx(
            end,
            f"[msg.checkpoint.migration.maxSwitchoverTimeExceeded] The migration has exceeded the maximum switchover time of {message} second(s).",  # noqa: E501
        )
        if message
        else ""
    )
    found = seen(traced(tmp_path, vmware=source(end=end) + told), "S16a")
    assert found.observed is observed
    assert observed is not Observed.NOT_OBSERVABLE or "maxSwitchoverSeconds" in found.needs


@pytest.mark.parametrize(
    ("precopy", "stun", "observed"),
    [
        ("10:01:30.000", "10:01:40.000", Observed.HOLDS),  # READY for 89 s
        ("10:01:40.000", "10:01:50.000", Observed.VIOLATED),  # READY for 99 s: nothing there is progress
        ("10:00:02.000", "10:30:00.000", Observed.NOT_OBSERVABLE),  # a long pre-copy, of which this log has no line
    ],
)
def test_time_without_progress(tmp_path: Path, precopy: str, stun: str, observed: Observed) -> None:
    found = seen(traced(tmp_path, vmware=source(precopy=precopy, stun=stun, end=stun)), "S16b")
    assert found.observed is observed
    assert observed is not Observed.NOT_OBSERVABLE or found.needs == "vmkernel.log of the source"


def test_records_of_the_vmkernel_are_progress_that_the_vmx_does_not_print(tmp_path: Path) -> None:
    moving = "".join(
        f"2031-03-02T10:{minute:02}:00.000Z In(182) vmkernel: cpu1:2)VMotion: 1: {ID} S: pre-copy goes on\n"
        for minute in range(1, 31)
    )
    log = source(stun="10:30:00.000", end="10:30:01.000")
    assert seen(traced(tmp_path, vmware=log, vmkernel=moving), "S16b").observed is Observed.HOLDS


def hostd(time: str, side: str, text: str) -> str:
    return f"2031-03-02T{time}Z info hostd[2099911] [Originator@6876 sub=Vcsvc.VMotion{side}.{ID}] {text}\n"


LEFT = hostd("10:01:00.000", "Src", "ResolveCb: VMX reports needsUnregister = true")
STAYS = hostd("10:01:00.000", "Src", "ResolveCb: VMX reports needsUnregister = false")
ARRIVED = hostd("10:01:00.000", "Dst", "CompleteCb: Succeeded for VM")
GONE = hostd("10:01:00.000", "Dst", "ResolveCb: Failed with fault: (vim.fault.GenericVmConfigFault) {")


@pytest.mark.parametrize(
    ("hosts", "observed", "needs"),
    [
        ((LEFT, ARRIVED), Observed.HOLDS, ""),
        ((STAYS, GONE), Observed.HOLDS, ""),
        ((STAYS, ARRIVED), Observed.VIOLATED, ""),
        ((STAYS, ""), Observed.NOT_OBSERVABLE, "hostd.log of the destination"),
        (("", ARRIVED), Observed.NOT_OBSERVABLE, "hostd.log of the source"),
    ],
)
def test_who_runs_the_vm_is_what_both_hosts_say(
    tmp_path: Path, hosts: tuple[str, str], observed: Observed, needs: str
) -> None:
    found = seen(traced(tmp_path, hostd="".join(hosts)), "S1")
    assert (found.observed, found.needs) == (observed, needs)


def kernel(side: str, leader: int, target: int) -> str:
    return (
        f"2031-03-02T10:00:00.000Z In(182) vmkernel: cpu1:2)Migrate: 314: vmotion: {side} vmmLeaderID = {leader}, ts = {ID}, "
        f"srcIP = <192.0.2.11> dstIP = <192.0.2.12> Dest wid = {target} using SHARED swap\n"
    )


@pytest.mark.parametrize(("world", "observed"), [(29, Observed.HOLDS), (30, Observed.VIOLATED)])
def test_world_ids_of_both_sides(tmp_path: Path, world: int, observed: Observed) -> None:
    migration = traced(tmp_path, src=kernel("Source", 26, 29), dst=kernel("Dest", world, 0))
    assert seen(migration, "S11").observed is observed
    alone = tmp_path / "alone"
    alone.mkdir()
    assert seen(traced(alone, src=kernel("Source", 26, 29)), "S11").needs == "vmkernel.log of the destination"


@pytest.mark.parametrize(
    ("said", "host", "observed"),
    [
        ("VmMigratedEvent", LEFT, Observed.HOLDS),
        ("VmFailedMigrateEvent", STAYS, Observed.HOLDS),
        ("VmMigratedEvent", STAYS, Observed.VIOLATED),
        ("VmFailedMigrateEvent", LEFT, Observed.NOT_OBSERVABLE),
    ],
)
def test_inventory_is_what_vcenter_says_beside_the_hosts(
    tmp_path: Path, said: str, host: str, observed: Observed
) -> None:
    state = hostd("10:00:00.100", "Src", "VMotionEntry: migrateType = 1").replace(
        f"Vcsvc.VMotionSrc.{ID}]",
        "Vmsvc.vm:/vmfs/volumes/x/web-1/web-1.vmx] State Transition (VM_STATE_ON -> VM_STATE_EMIGRATING)",
    )
    begin = hostd("10:00:00.000", "Src", "VMotionEntry: migrateType = 1")
    event = f'{{"EventType": "{said}", "ChainId": 9, "CreatedTime": "2031-03-02T10:01:02Z", "Vm": "web-1", "Host": "esx2", "SourceHost": "esx1"}}\n'  # noqa: E501
    assert seen(traced(tmp_path, hostd=begin + state + host, events=event), "S10a").observed is observed


def test_nothing_is_taken_for_granted(tmp_path: Path) -> None:
    migration = traced(tmp_path, task="Timed out waiting for migration data: vMotion failed")
    assert {p.observed for p in migration.properties} == {Observed.NOT_OBSERVABLE}
    assert all(p.needs for p in migration.properties)
