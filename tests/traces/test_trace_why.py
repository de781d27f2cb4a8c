"""Why a migration failed: the right cause, several, or none; never one that was none, and never a remedy that is not there."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vmotion_model.protocol.conditions import CAUSES
from vmotion_traces import LoggedOutcome, MigrationTrace, trace
from vmotion_traces.why.filled_remedies import actions
from vmotion_traces.why.names_in_records import Names
from vmotion_traces.why.why_result import Standing, Why

ID = "1528380011105000"


def why(migration: MigrationTrace) -> Why:
    assert migration.why is not None
    return migration.why


def named(migration: MigrationTrace) -> set[str]:
    return {c.name for c in why(migration).causes if c.standing is Standing.NAMED}


def traced(folder: Path, **logs: str) -> MigrationTrace:
    for name, text in logs.items():
        (folder / f"{name}.log").write_text(text, encoding="utf-8")
    (migration,) = trace([folder]).migrations
    return migration


# Texts as administrators paste them, with the cause that somebody who knows the product would name; None: several.
PASTED = [
    (
        (
            "Relocate virtual machine\nStatus: The source detected that the destination failed to resume.\n"
            "vMotion migration [c000020b:15] failed: remote host <192.0.2.12> failed with status Failure.\n"
        ),
        None,
    ),
    (
        (
            "A general system error occurred: Failed to lock the file\nCannot open the disk '/vmfs/volumes/5d1dab8c/vm-a/vm-a.vmdk' "  # noqa: E501
            "or one of the snapshot disks it depends on.\nThe VM failed to resume on the destination during early power on.\n"
        ),
        "file_locked",
    ),
    (
        (
            "> vMotion migration [c000020b:1528380011105000] failed to connect to remote host\n>  <192.0.2.12> from host "
            "<192.0.2.11>: Timeout\n> The vMotion migrations failed because the ESX hosts were not able to connect over the\n"
            ">  vMotion network. Check the vMotion network settings and physical network configuration.\n"
        ),
        "hosts_unreachable",
    ),
    ("The vMotion failed because the destination host did not receive data from the source host on the vMot...", None),
    (
        (
            "Unable to migrate from esx01 to esx02: Virtual device 'PCI device 0' cannot be migrated.\nCurrently connected device "  # noqa: E501
            "'CD/DVD drive 1' uses backing '[local-ds] iso/rhel.iso', which is not accessible.\n"
        ),
        "device_not_reachable",
    ),
    (
        "vMotion is not enabled on host esx02: (vim.fault.VMotionNotConfigured) { atSourceHost = false }",
        "vmotion_disabled_on_destination",
    ),
    ("Failed to power on 'vm-a': Admission check failed for memory resource\n", "reservation_not_met"),
    (
        "Host CPU is incompatible with the virtual machine's requirements at CPUID level 0x1 register 'ecx'.\n",
        "cpu_features_differ",
    ),
    (
        "vm-a: Migration to host esx02 failed with error Connection closed by remote host, possibly due to timeout.",
        None,
    ),
    ("Operation timed out while migrating vm-a.", None),
]


@pytest.mark.parametrize(("text", "cause"), PASTED, ids=[t[:40] for t, _ in PASTED])
def test_pasted_text_names_the_right_cause_or_several(tmp_path: Path, text: str, cause: str | None) -> None:
    migration = traced(tmp_path, task=text)
    assert migration.outcome is LoggedOutcome.FAILURE
    assert named(migration) == ({cause} if cause else set())
    if cause is None:
        assert len(why(migration).causes) > 1
        assert {c.standing for c in why(migration).causes} == {Standing.SEVERAL}


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        (
            (
                "The migration was canceled because the amount of changing memory for the virtual machine was greater than the "
                "available network bandwidth, so the migration was not making forward progress."
            ),
            "dirtied_faster_than_sent",
        ),
        ("Virtual machine has CPU and/or memory affinities configured, preventing vMotion", "affinity_configured"),
        (
            "The vMotion interface is not configured (or is misconfigured) on the 'Destination' host.",
            "vmotion_disabled_on_destination",
        ),
    ],
)
def test_text_without_any_word_of_failure_is_one_where_a_cause_prints_it(text: str, cause: str) -> None:
    (migration,) = trace([text]).migrations
    assert (migration.outcome, named(migration)) == (LoggedOutcome.FAILURE, {cause})


@pytest.mark.parametrize(
    "text",
    [
        "Cannot migrate vm-a to esx02, ds-1 in DC-A",
        "A general system error occurred: invalid fault while relocating vm-a",
        "Migration to host esx02 failed with error",
        "Migration failed at 14%",
        "The encryption key required is not available on host esx02: vMotion of vm-a failed",
    ],
)
def test_text_that_does_not_say_why_names_nothing(tmp_path: Path, text: str) -> None:
    migration = traced(tmp_path, task=text)
    assert why(migration).causes == ()
    assert why(migration).says


def test_what_the_model_does_not_know_is_said_in_words(tmp_path: Path) -> None:
    found = why(
        traced(tmp_path, task="Cannot decrypt disk because key or password is incorrect. vMotion of vm-a failed.")
    )
    assert [b.line.number for b in found.beyond] == [1]
    assert "key provider" in found.says


def vmkernel(side: str, text: str, time: str = "10:00:00.000") -> str:
    return f"2031-03-02T{time}Z In(182) vmkernel: cpu1:2)VMotion: 1: {ID} {side}: {text}\n"


BEGUN = (
    f"2031-03-02T10:00:00.000Z In(182) vmkernel: cpu1:2)Migrate: 314: vmotion: Source vmmLeaderID = 26, ts = {ID}, "
    "srcIP = <192.0.2.11> dstIP = <192.0.2.12> Dest wid = 29 using SHARED swap\n"
)
NO_DATA = vmkernel("S", "Failed: The vMotion failed because the destination host did not receive data from the source host on the vMotion network.", "10:01:00.000")  # fmt: skip  # noqa: E501


def commands(migration: MigrationTrace) -> dict[str, str]:
    looks = {c.name: c.confirmed_by.action for c in why(migration).causes}
    return {name: action.text for name, action in looks.items() if action is not None}


def test_commands_have_the_addresses_and_ports_of_this_log(tmp_path: Path) -> None:
    bound = vmkernel("S", "bound to vmknic vmk3")
    found = commands(traced(tmp_path, vmkernel=BEGUN + bound + NO_DATA))
    assert found["mtu_too_large"] == "vmkping -I vmk3 -d -s 8972 192.0.2.12"
    assert found["hosts_unreachable"] == "vmkping -I vmk3 -d -s 1472 192.0.2.12"


def test_what_no_record_names_stays_a_placeholder(tmp_path: Path) -> None:
    two = vmkernel("S", "bound to vmknic vmk3") + vmkernel("S", "bound to vmknic vmk4")
    found = commands(traced(tmp_path, vmkernel=two + NO_DATA))
    assert found["mtu_too_large"] == "vmkping -I <vmk of vMotion> -d -s 8972 <vMotion address of the destination>"


def test_address_of_a_host_in_vcenter_is_not_that_of_its_vmotion_port(tmp_path: Path) -> None:
    event = (
        '{"EventType": "VmFailedMigrateEvent", "ChainId": 9, "CreatedTime": "2031-03-02T10:00:00Z", "Vm": "web-1", "SourceHost": '
        '"203.0.113.1", "DestHost": "203.0.113.2", "FullFormattedMessage": "Failed to migrate web-1: the destination host did '
        'not receive data from the source host on the vMotion network"}\n'
    )
    found = commands(traced(tmp_path, events=event))
    assert "<vMotion address of the destination>" in found["mtu_too_large"]


def test_old_host_is_not_told_to_type_what_came_later(tmp_path: Path) -> None:
    log = f"vmkernel: 1:02:03:04.005 cpu1:2)WARNING: Migrate: 296: {ID} S: Failed: The vMotion failed because the destination host did not receive data from the source host on the vMotion network.\n"  # noqa: E501
    migration = traced(tmp_path, vmkernel=log)
    typed = [a.text for c in why(migration).causes for a in c.actions if a.place.startswith(("the", "both"))]
    assert any(text.startswith("vmkping -d") for text in typed)
    assert not [text for text in typed if text.startswith(("esxcli", "vmkping -I", "vmkping -S"))]


@settings(max_examples=50)
@given(st.text(st.characters(min_codepoint=1, max_codepoint=0x2FF), min_size=1, max_size=30))
def test_name_from_a_log_stays_one_word_of_a_shell(name: str) -> None:
    """It may come from anybody: typed into a shell or PowerCLI it must not be more than a name."""
    import shlex

    cause = next(c for c in CAUSES if c.name == "log_rotates_too_often")
    found = actions(cause, Names(vm=name))
    shell = next(a for a in found if a.text.startswith("grep"))
    assert shlex.split(shell.text)[:3] == ["grep", "-i", "log.rotateSize"]
    assert len(shlex.split(shell.text.replace("<name as in the log>", "x").replace("<VM>", "x"))) == 4
    powershell = next(a for a in found if a.text.startswith("Get-VM"))
    inner = powershell.text.removeprefix("Get-VM ").partition(" | Get-AdvancedSetting")[0]
    plain = all(c.isalnum() or c in "_.:@-" for c in inner)
    assert (
        plain
        or inner == "<name as in the log>"
        or (inner[0] == inner[-1] == "'" and "'" not in inner[1:-1].replace("''", ""))
    )


def test_number_of_the_vm_in_vcenter_is_not_its_name(tmp_path: Path) -> None:
    log = (
        "2031-05-05T05:05:05.600Z info vpxd[7F1] [Originator@6876 sub=vpxLro opID=task-internal-1-abc] [VpxLRO] -- ERROR task-77 "
        "-- vm-12 -- vim.VirtualMachine.migrate: vim.fault.InsufficientMemoryResourcesFault:\n"
    )
    migration = traced(tmp_path, vpxd=log)
    assert commands(migration)["reservation_not_met"] == "Get-VM <VM> | Get-VMResourceConfiguration"


def test_name_that_looks_like_an_example_is_kept() -> None:
    cause = next(c for c in CAUSES if c.name == "log_rotates_too_often")
    for name in ("intel-broadwell", "cluster-a", "vmk1"):
        assert any(a.text == f"grep -i log.rotateSize {name}.vmx" for a in actions(cause, Names(vm=name)))


# The states of a source of ESXi 8, which print their names.
def vmx(*states: str, end: str = "") -> str:
    names = [f"MIGRATE_TO_VMX_{s}" for s in states]
    lines = [
        f"2031-03-02T10:00:00.000Z In(05) vmx - Received migrate 'to' request for mid id {ID}, src ip <192.0.2.11>, dst ip <192.0.2.12>"  # noqa: E501
    ]
    lines += [
        f"2031-03-02T10:00:{n:02}.000Z In(05) vmx - MigrateSetState: Transitioning from state {a} ({n}) to {b} ({n + 1})."
        for n, (a, b) in enumerate(pairwise(names), 1)
    ]
    return "\n".join([*lines, end]) + "\n"


FAILS = "2031-03-02T10:00:50.000Z In(05) vmx - Migrate: Attempting to continue running on the source."
RESUME = "2031-03-02T10:00:49.000Z In(05) vmx - [msg.migrate.fail.dst] The source detected that the destination failed to resume.\n"  # noqa: E501


def test_where_it_stopped_excludes_causes_that_the_text_allows(tmp_path: Path) -> None:
    """The destination cannot have failed to restore a VM whose pages the source was still sending."""
    stopped = vmx("NONE", "READY", "PRECOPY", "FINISHED", end=RESUME + FAILS)
    found = why(traced(tmp_path, vmware=stopped))
    names = {c.name for c in found.causes}
    assert names
    assert not names & {"switchover_too_slow", "vgpu_restores_slowly"}
    assert "switchover_too_slow" in found.excluded
    assert all(e.line.number for c in found.causes for e in c.speaks_for)


def test_without_a_text_the_model_only_excludes(tmp_path: Path) -> None:
    found = why(traced(tmp_path, vmware=vmx("NONE", "READY", "PRECOPY", "FINISHED", end=FAILS)))
    assert {c.standing for c in found.causes} == {Standing.NOT_EXCLUDED}
    names = {c.name for c in found.causes}
    assert {"mtu_too_large", "connection_breaks"} <= names
    assert not names & {"vt_disabled", "cpu_features_differ", "link_down_on_source"}
    assert "No record names a cause" in found.says
    assert found.look_at is not None


def test_log_that_merely_ends_says_nothing_of_where_it_stopped(tmp_path: Path) -> None:
    """vCenter tells of the failure; the log of the source was saved while it was pre-copying."""
    event = f'{{"EventType": "VmFailedMigrateEvent", "ChainId": 9, "CreatedTime": "2031-03-02T10:00:40Z", "Vm": "web-1", "FullFormattedMessage": "Failed to migrate web-1"}}\n'  # noqa: E501, F541
    begun = '2031-03-02T10:00:00.000Z In(05) vmx - displayName = "web-1"\n' + vmx("NONE", "READY", "PRECOPY")
    migration = traced(tmp_path, vmware=begun, events=event)
    assert migration.outcome is LoggedOutcome.FAILURE
    assert why(migration).causes == ()


def test_migration_that_is_not_known_to_have_failed_gets_no_cause_by_its_states(tmp_path: Path) -> None:
    assert traced(tmp_path, vmware=vmx("NONE", "READY", "PRECOPY")).why is None


def test_warning_in_a_migration_whose_end_is_not_logged_is_said_as_a_warning(tmp_path: Path) -> None:
    low = vmkernel("D", "World 7 waited 15.783 seconds to leave low memory state on dest host during pre-copy.")
    migration = traced(tmp_path, vmkernel=low)
    assert migration.outcome is LoggedOutcome.UNKNOWN
    assert named(migration) == {"memory_short_on_destination"}
    assert "failures" in why(migration).says


def test_text_of_many_causes_in_a_migration_whose_end_is_not_logged_names_none(tmp_path: Path) -> None:
    """It may have succeeded."""
    slow = vmkernel("S", "WARNING: Operation timed out")
    assert traced(tmp_path, vmkernel=BEGUN + slow).why is None


def test_number_in_a_message_decides_between_limits(tmp_path: Path) -> None:
    """With a limit of 8 s it is too low; with the default of 100 s it cannot be."""
    text = "The migration has exceeded the maximum switchover time of {} second(s)."
    low = {c.name for c in why(traced(tmp_path, task=text.format(8))).causes}
    normal = {c.name for c in why(traced(tmp_path, task=text.format(100))).causes}
    assert "switchover_limit_too_low" in low - normal
    assert "switchover_too_slow" in normal - low
    traced(tmp_path, task=text.format(10**9))  # no limit that can be set: nothing is concluded of it


def test_texts_that_exclude_each_other_are_both_shown_with_what_speaks_against(tmp_path: Path) -> None:
    both = "vMotion of vm-a failed: Source and destination hosts' IP addresses are the same. Failed to lock the file"
    found = why(traced(tmp_path, task=both))
    assert {c.name for c in found.causes} == {"addresses_same", "file_locked"}
    assert all(c.speaks_against for c in found.causes)


@settings(max_examples=8, deadline=None)
@given(st.lists(st.sampled_from([t for t, _ in PASTED]), min_size=1, max_size=3), st.randoms(use_true_random=False))
def test_unknown_words_around_known_texts_change_no_cause(texts: list[str], random: object) -> None:
    """What is not in the tables is evidence of nothing."""
    import random as module
    import tempfile

    assert isinstance(random, module.Random)
    noise = " ".join(random.choice(["qqq", "zzz 4711", "the wx-yz"]) for _ in range(5))
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        bare = why(traced(Path(one), task="\n".join(texts)))
        more = why(traced(Path(two), task="\n".join([texts[0], *texts[1:], noise])))
    assert [c.name for c in bare.causes] == [c.name for c in more.causes]
