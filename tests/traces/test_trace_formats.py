"""Every kind of log in every framing: who, where, when and how it ended are read from the structure of the lines.

The lines are made up after the formats' descriptions; ids, names and addresses are invented, and what each must say was
written down beside it by hand.
"""

# ruff: noqa: E501 - lines of logs are as long as they are

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from vmotion_traces import LogError, LoggedOutcome, MigrationTrace, TraceVerdict, trace

SUCCESS, FAILURE, UNKNOWN = LoggedOutcome.SUCCESS, LoggedOutcome.FAILURE, LoggedOutcome.UNKNOWN
ID16, ID19 = "1528380011105000", "7558760931952931917"


@dataclass(frozen=True)
class Case:
    """A log, and what it says."""

    text: str
    id: str | None = None
    outcome: LoggedOutcome = UNKNOWN
    logs_of: tuple[str, ...] = ()
    vm: str | None = None
    source: tuple[str, ...] = ()
    destination: tuple[str, ...] = ()
    start: str | None = None
    said: str | None = None


CASES = {
    "vmkwarning-9": Case(
        "2025-06-01T10:01:00.123Z Wa(180) vmkwarning: cpu57:21 opID=9a8b7c6d)WARNING: Migrate: 296: 3456789012345678901 D: "
        "Failed: Connection closed by remote host, possibly due to timeout (0xbad003f) @0x42",
        "3456789012345678901", FAILURE, ("destination",), start="2025-06-01T10:01:00.123Z",
        said="Failed: Connection closed by remote host, possibly due to timeout (0xbad003f) @0x42",
    ),
    "vmkernel-warning-is-no-failure": Case(
        "2012-10-25T16:00:37.702Z cpu1:737163)WARNING: VMotionRecv: 2618: 1451180724378133 D: World 737163 waited 23.610 "
        "seconds to leave low memory state on dest host during pre-copy. May cause unexpected VMotion failures!",
        "1451180724378133", UNKNOWN, ("destination",), start="2012-10-25T16:00:37.702Z",
        said="VMotionRecv: 2618: 1451180724378133 D: World 737163 waited 23.610 seconds to leave low memory state on dest host "
        "during pre-copy. May cause unexpected VMotion failures!",
    ),
    "vmkernel-id-with-the-host-in-hex": Case(
        f"2019-03-04T05:06:07.100Z cpu12:34 opID=abc)WARNING: MigrateNet: vm 34: 862: vMotion migration [c000020b:{ID16}] "
        "failed to connect to remote host <192.0.2.12> from host <192.0.2.11>: Timeout",
        ID16, FAILURE, ("source",) * 0, source=("192.0.2.11",), destination=("192.0.2.12",), start="2019-03-04T05:06:07.100Z",
        said=f"MigrateNet: vm 34: 862: vMotion migration [c000020b:{ID16}] failed to connect to remote host <192.0.2.12> from "
        "host <192.0.2.11>: Timeout",
    ),
    "esx3-without-a-side": Case(
        "Mar  1 10:00:00 esx3 vmkernel: 1:02:03:04.005 cpu2:1033)WARNING: Migrate: 1243: 1301685441034055: Failed: "
        "Migration determined a failure by the VMX (0xbad0092) @0x0",
        "1301685441034055", FAILURE, start="Mar  1 10:00:00",
        said="Failed: Migration determined a failure by the VMX (0xbad0092) @0x0",
    ),
    "esx4-uptime": Case(
        "vmkernel: 114:03:25:51.489 cpu0:5002)WARNING: FSR: 690: 1504772914901739 S: Maximum switchover time (100 seconds) "
        "reached. Failing migration; VM should resume on source.",
        "1504772914901739", FAILURE, ("source",), start="114:03:25:51.489",
        said="Maximum switchover time (100 seconds) reached. Failing migration; VM should resume on source.",
    ),
    "rfc3164": Case(
        f"<181>Jun  1 10:00:00 esx01.example.test vmkwarning: cpu57:21)WARNING: Migrate: 296: {ID16} S: Failed: Timeout "
        "(0xbad0021) @0x4",
        ID16, FAILURE, ("source",), source=("esx01.example.test",), start="Jun  1 10:00:00",
        said="Failed: Timeout (0xbad0021) @0x4",
    ),
    "priority-and-iso-stamp": Case(
        f"<166>2019-06-01T10:00:01.000Z esx01.example.test Hostd: info hostd[2099911] [Originator@6876 sub=Vcsvc.VMotionSrc."
        f"{ID16} opID=jx12ab-33] ResolveCb: VMX reports needsUnregister = true for migrateType MIGRATE_TYPE_VMOTION",
        ID16, SUCCESS, ("source",), source=("esx01.example.test",), start="2019-06-01T10:00:01.000Z",
    ),
    "rsyslog-file": Case(
        f"2022-08-01T10:00:00.123Z esx02.example.test vmkernel: cpu1:21 opID=1a2b)Migrate: 314: vmotion: Dest vmmLeaderID = 29, "
        f"ts = {ID19}, srcIP = <192.0.2.11> dstIP = <192.0.2.12> Dest wid = 0 using SHARED swap, encrypted",
        ID19, UNKNOWN, ("destination",), source=("192.0.2.11",), destination=("esx02.example.test", "192.0.2.12"),
        start="2022-08-01T10:00:00.123Z",
    ),
    "rfc5424-with-tcp-framing": Case(
        f'190 <182>1 2022-08-01T10:00:01.123+02:00 esx02 Hostd 2099911 - [x@1 a="b\\]"] info hostd[2099911] [Originator@6876 '
        f"sub=Vcsvc.VMotionDst.{ID19} opID=aa-bb] Initiate: Waiting for WID",
        ID19, UNKNOWN, ("destination",), destination=("esx02",), start="2022-08-01T10:00:01.123+02:00",
    ),
    "shipped-as-json": Case(
        '{"@timestamp":"2022-08-01T10:00:00Z","message":"2022-08-01T10:00:00.123Z esx02 vmkernel: cpu1:21)VMotionRecv: 658: '
        f'{ID19} D: Estimated network bandwidth 112.3 MB/s"}}',
        ID19, UNKNOWN, ("destination",), destination=("esx02",), start="2022-08-01T10:00:00.123Z",
    ),
    "hostd-4": Case(
        "[2011-04-01 15:14:34.203 F5A5AB90 info 'vm:/vmfs/volumes/4d65/web 1/web 1.vmx' opID=F6FC49D5-000007E6-d] VMotionPrepare "
        "(1301685441034055): Sending 'to' srcIp=<192.0.2.1> dstIp=<192.0.2.2>, type=1, encrypted=false",
        "1301685441034055", UNKNOWN, ("source",), "web 1", ("192.0.2.1",), ("192.0.2.2",), "2011-04-01 15:14:34.203",
    ),
    "hostd-5": Case(
        "2013-12-28T18:04:27.748Z [4FA40B70 warning 'Vcsvc.VMotionDst (1488772268136447)' opID=57C757C9-000004C9-9c user=vpxuser] "
        "Bind: Failed to initialize VMotionWorker",
        "1488772268136447", FAILURE, ("destination",), start="2013-12-28T18:04:27.748Z",
        said="Bind: Failed to initialize VMotionWorker",
    ),
    "hostd-8": Case(
        "2023-09-01T10:02:10.000Z Er(163) Hostd[2099911]: [Originator@6876 sub=Vcsvc.VMotionSrc.6123456789012345678 "
        "opID=lqz1-1-auto-9ix-h5:70001234-01-01-ee user=vpxuser:VSPHERE.LOCAL\\Administrator] ResolveCb: Failed with fault: "
        '(vim.fault.GenericVmConfigFault) {\n-->    msg = "Timed out waiting for migration data."\n--> }',
        "6123456789012345678", FAILURE, ("source",), start="2023-09-01T10:02:10.000Z",
        said="Timed out waiting for migration data.",
    ),
    "vpxd-5": Case(
        "2013-12-28T18:04:27.748-05:00 [05276 info 'commonvpxLro' opID=4D22D6FA-0000A1B2-c1] [VpxLRO] -- BEGIN task-12345 -- vm-678 "
        "-- vim.VirtualMachine.migrate -- 52f1a2b3-1111-2222-3333-444455556666\n"
        "2013-12-28T18:04:27.760-05:00 [05276 info 'vpxdvpxdVmprovUtil' opID=4D22D6FA-0000A1B2-c1] Migrating "
        "[vim.VirtualMachine:vm-678,app-7] from vim.HostSystem:host-9(esx09) to vim.HostSystem:host-10(esx10)\n"
        "2013-12-28T18:06:27.748-05:00 [05276 info 'commonvpxLro' opID=4D22D6FA-0000A1B2-c1] [VpxLRO] -- FINISH task-12345",
        None, SUCCESS, ("vCenter",), "app-7", ("esx09",), ("esx10",), "2013-12-28T18:04:27.748-05:00",
    ),
    "vpxd-8-error": Case(
        "2023-09-01T10:00:00.000Z info vpxd[05678] [Originator@6876 sub=vpxLro opID=lqz1-h5:70001234-01] [VpxLRO] -- BEGIN task-310 "
        "-- vm-28 -- vim.VirtualMachine.relocate -- 52b11111-2222-3333-4444-555566667777(52c1)\n"
        "2023-09-01T10:02:11.000Z error vpxd[05678] [Originator@6876 sub=vpxLro opID=lqz1-h5:70001234-01] [VpxLRO] -- ERROR task-310 "
        "-- 52b11111-2222-3333-4444-555566667777 -- vm-28 -- vim.VirtualMachine.relocate: :vim.fault.Timedout\n"
        '--> Result:\n--> (vim.fault.Timedout) {\n-->    msg = "It took too long."\n--> }\n'
        "2023-09-01T10:02:11.000Z info vpxd[05678] [Originator@6876 sub=vpxLro opID=lqz1-h5:70001234-01] [VpxLRO] -- FINISH task-310",
        None, FAILURE, ("vCenter",), "vm-28", start="2023-09-01T10:00:00.000Z", said="It took too long.",
    ),
    "drs-6.5": Case(
        "2017-12-14T03:01:50.676Z info vpxd[7FB95058C700] [Originator@6876 sub=vpxLro opID=lro-1-77a4-8633-01-01] [VpxLRO] -- BEGIN "
        "task-1711118 -- vm-b -- Drm.ExecuteVMotionLRO --\n"
        "2017-12-14T03:01:50.677Z info vpxd[7FB95058C700] [Originator@6876 sub=drmLogger opID=lro-1-77a4-8633-01-01] Executing DRM "
        "recommended vMotion, migrating [vim.VirtualMachine:vm-140176,vm-b] from vim.HostSystem:host-62 to vim.HostSystem:host-81\n"
        "2017-12-14T03:01:50.677Z info vpxd[7FB94D1A5700] [Originator@6876 sub=vpxLro opID=lro-1-77a4-8633-02] [VpxLRO] -- FINISH "
        "lro-20283564",
        None, UNKNOWN, ("vCenter",), "vm-b", ("host-62",), ("host-81",), "2017-12-14T03:01:50.676Z",
    ),
    "event-syslog": Case(
        "<14>1 2021-09-06T14:40:13.263383+00:00 vcenter vpxd 58650 - -  Event [575791] [1-1] [2021-09-06T14:40:13.16309Z] "
        "[vim.event.VmBeingHotMigratedEvent] [info] [VSPHERE.LOCAL\\A] [DC-A] [575790] [Migrating vm-a from esx01.example.test, ds-1 "
        "to esx02.example.test, ds-1 in DC-A]\n"
        "<14>1 2021-09-06T14:41:53.263383+00:00 vcenter vpxd 58650 - -  Event [575792] [1-1] [2021-09-06T14:41:53.26309Z] "
        "[vim.event.VmFailedMigrateEvent] [error] [VSPHERE.LOCAL\\A] [DC-A] [575790] [Cannot migrate vm-a to esx02.example.test, "
        "ds-1 in DC-A]",
        None, FAILURE, ("vCenter",), "vm-a", ("esx01.example.test",), ("esx02.example.test",), "2021-09-06T14:40:13.16309Z",
        "Cannot migrate vm-a to esx02.example.test, ds-1 in DC-A",
    ),
    "event-relocated": Case(
        "2021-09-06T14:41:53.263383+00:00 vcenter vpxd 58650 - -  Event [575792] [1-1] [2021-09-06T14:41:53.26309Z] "
        "[vim.event.VmRelocatedEvent] [info] [VSPHERE.LOCAL\\A] [DC-A] [575790] [Completed the relocation of the virtual machine]",
        None, SUCCESS, ("vCenter",), start="2021-09-06T14:41:53.26309Z",
    ),
    "event-json-line": Case(
        '{"EventType": "VmMigratedEvent", "Key": 3315, "ChainId": 3312, "CreatedTime": "2021-08-16T12:33:33.252Z", "Host": "esx2", '
        '"SourceHost": {"Name": "esx1"}, "Vm": {"Name": "vm-c"}, "FullFormattedMessage": "completed"}',
        None, SUCCESS, ("vCenter",), "vm-c", ("esx1",), ("esx2",), "2021-08-16T12:33:33.252Z",
    ),
    "event-json-document": Case(
        '[\n  {\n    "EventType": "DrsVmMigratedEvent",\n    "ChainId": 3,\n    "CreatedTime": "2021-08-16T12:33:33.252Z",\n'
        '    "Host": {"Name": "esx2"},\n    "SourceHost": {"Name": "esx1"},\n    "Vm": {"Name": "vm-c"},\n'
        '    "FullFormattedMessage": "DRS migrated vm-c from esx1 to esx2 in cluster C in DC"\n  },\n'
        '  {"EventType": "UserLoginSessionEvent", "ChainId": 6, "FullFormattedMessage": "User logged in"}\n]',
        None, SUCCESS, ("vCenter",), "vm-c", ("esx1",), ("esx2",), "2021-08-16T12:33:33.252Z",
    ),
    "event-csv-of-the-client": Case(
        '"Description","Type","Date Time","Task","Target","User"\n'
        '"Migrating db-3 from esx01, ds-1 to esx02, ds-1 in DC-A","Information","2/14/2021 3:01:02 PM","Migrate","db-3","A"\n'
        '"User root@127.0.0.1 logged in","Information","2/14/2021 3:02:02 PM","","esx01","root"\n'
        '"Failed to migrate db-3 from esx01, ds-1 to esx02,\nds-1 in DC-A","Error","2/14/2021 3:05:02 PM","","db-3","A"\n',
        None, FAILURE, ("vCenter",), "db-3", ("esx01",), ("esx02",), "2/14/2021 3:01:02 PM",
        "Failed to migrate db-3 from esx01, ds-1 to esx02, ds-1 in DC-A",
    ),
    "event-csv-of-powercli": Case(
        "\ufeff#TYPE VMware.Vim.VmMigratedEvent\r\n"
        '"SourceHost","Key","ChainId","CreatedTime","Host","Vm","FullFormattedMessage"\r\n'
        '"VMware.Vim.HostEventArgument","3315","3312","16.08.2021 12:33:33","VMware.Vim.HostEventArgument","VMware.Vim.VmEventArgument",'
        '"Migration of virtual machine vm-c from 192.0.2.12, ds-1 to 192.0.2.11, ds-1 completed"\r\n',
        None, SUCCESS, ("vCenter",), "vm-c", ("192.0.2.12",), ("192.0.2.11",), "16.08.2021 12:33:33",
    ),
    "forum-quoted-and-wrapped": Case(
        "Since the update it fails. An incompatible CPU, or is the datastore not accessible?\n\n"
        "> 2018-12-06T02:28:53.073Z info hostd[DEFAD31F] [Originator@6876\n> sub=Vcsvc.VMotionSrc (5250669613803122589)] ResolveCb: VMX "
        "reports\n> needsUnregister = false for migrateType\n> MIGRATE_TYPE_VMOTION\n\nAny ideas? Insufficient resources maybe?\n",
        "5250669613803122589", FAILURE, ("source",), start="2018-12-06T02:28:53.073Z",
    ),
    "vobd": Case(
        "2013-06-17T11:11:01.000Z: [vmotionCorrelator] 1234567us: [vob.vmotion.stream.keepalive.read.fail] vMotion migration "
        "[ac1600b:1371466181622911] failed to read stream keepalive: Connection closed by remote host, possibly due to timeout",
        "1371466181622911", FAILURE, source=("10.193.96.11",), start="2013-06-17T11:11:01.000Z",
        said="vMotion migration [ac1600b:1371466181622911] failed to read stream keepalive: Connection closed by remote host, "
        "possibly due to timeout",
    ),
    "list-of-events": Case(
        "[Mon Aug 16 12:33:33 2021] [info] User root@127.0.0.1 logged in\n"
        "[Mon Aug 16 12:34:33 2021] [info] Migration of virtual machine vm-c from esx1, ds-1 to esx2, ds-1 completed\n",
        None, SUCCESS, ("vCenter",), "vm-c", ("esx1",), ("esx2",), "Mon Aug 16 12:34:33 2021",
    ),
    "shipped-with-the-record-deeper": Case(
        '{"host":{"name":"x"},"event":{"original":"<182>2022-08-01T10:00:00.123Z esx02 vmkernel: cpu1:21)VMotionRecv: 658: '
        f'{ID19} D: Estimated network bandwidth"}}}}',
        ID19, UNKNOWN, ("destination",), destination=("esx02",), start="2022-08-01T10:00:00.123Z",
    ),
    "vmx-list-of-messages": Case(
        "2013-06-17T11:11:01.100Z| vmx| I120: Migrate_SetFailure: Now in new log file.\n"
        "2013-06-17T11:11:01.102Z| vmx| I120: [msg.migrate.waitdata.platform] Failed waiting for data.  Error bad003f. Connection "
        "closed by remote host, possibly due to timeout.\n",
        None, FAILURE, (), start="2013-06-17T11:11:01.100Z",
        said="Failed waiting for data. Error bad003f. Connection closed by remote host, possibly due to timeout.",
    ),
    "hostlog-as-dumped": Case(
        "Hostlog ./web-0f1c0f50.hlog\n   UUID: 4c4c4544\n   MigID: 1390302306150217\n   HLState: none\n   ToFrom: from\n"
        "   MigType: invalid\n   SrcIP: 192.0.2.11\n   DstIP: 192.0.2.12\n",
        "1390302306150217", UNKNOWN, ("destination",), "web", ("192.0.2.11",), ("192.0.2.12",),
    ),
    "hostlog": Case(
        "Host UUID: 564d1234-aaaa\nMigration ID: 1451180724378133\nHLState: 2\nDirection: to\nType: 1\n",
        "1451180724378133", UNKNOWN, ("source",),
    ),
    "task-tool": Case(
        "RelocateVM_Task  error  The target host does not support the virtual machine's current hardware requirements.\n"
        "misc.ibrs_all misc.mds_no\n",
        None, FAILURE, ("vCenter",),
        said="RelocateVM_Task error The target host does not support the virtual machine's current hardware requirements. "
        "misc.ibrs_all misc.mds_no",
    ),
}  # fmt: skip


def read(folder: Path, text: str) -> MigrationTrace:
    log = folder / "given.log"
    log.write_text(text, encoding="utf-8", newline="")
    (migration,) = trace([log]).migrations
    return migration


@pytest.mark.parametrize("name", CASES)
def test_what_a_log_says_is_read(tmp_path: Path, name: str) -> None:
    case = CASES[name]
    migration = read(tmp_path, case.text)
    summary = migration.summary
    assert (migration.id, migration.outcome) == (case.id, case.outcome)
    assert (summary.vm, summary.source, summary.destination) == (case.vm, case.source, case.destination)
    assert (summary.logs_of, summary.start) == (case.logs_of, case.start)
    assert (summary.message.text if summary.message else None) == case.said
    # No vmware.log is among them, so that nothing can be said of the model.
    assert migration.verdict is TraceVerdict.INCOMPLETE


@pytest.mark.parametrize("name", CASES)
def test_windows_line_ends_and_utf_16_change_nothing(tmp_path: Path, name: str) -> None:
    case = CASES[name]
    as_is = read(tmp_path, case.text)
    for number, data in enumerate((case.text.replace("\n", "\r\n").encode(), case.text.encode("utf-16"))):
        log = tmp_path / f"other{number}.log"
        log.write_bytes(data)
        (migration,) = trace([log]).migrations
        assert (migration.id, migration.outcome) == (as_is.id, as_is.outcome)
        assert migration.summary.message == as_is.summary.message or migration.summary.message is not None


TASK_TEXTS = [
    "The vMotion failed because the destination host did not receive data from the source host on the vMotion network.",
    "A general system error occurred: Timed out waiting for migration data.",
    "Timed out waiting for migration start request.",
    "Currently connected device 'Network adapter 1' uses backing 'VM Network', which is not accessible.",
    "Host CPU is incompatible with the virtual machine's requirements at CPUID level 0x1 register 'ecx'.",
    "Unable to migrate from source host to dest host: Virtual device 'PCI device 0' cannot be migrated",
    "Failed to power on 'vm-a': Admission check failed for memory resource",
    "Could not power on VM : No swap file. Failed to power on VM.",
    "The network interface 'Network adapter 1' uses network 'dvPG', which is not accessible",
    "Cannot open the disk '/vmfs/volumes/x/vm.vmdk' or one of the snapshot disks it depends on.",
    "the fault was vim.fault.InsufficientFailoverResourcesFault, says the task",
]


@pytest.mark.parametrize("text", TASK_TEXTS)
def test_text_of_a_failed_task_is_read_as_an_argument(text: str) -> None:
    (migration,) = trace([text]).migrations
    assert (migration.outcome, migration.verdict, migration.id) == (FAILURE, TraceVerdict.INCOMPLETE, None)
    assert migration.summary.message is not None
    assert migration.summary.message.text == text


@pytest.mark.parametrize("text", ["hello there, my friend", "the migration of the database schema went well"])
def test_text_that_tells_of_no_failed_task_is_refused(text: str) -> None:
    with pytest.raises(LogError, match="no words of a failed migration"):
        trace([text])


@pytest.mark.parametrize(
    ("text", "vm"),
    [
        ("Completed successfully", None),
        ("Migrate virtual machine: Completed", None),
        ("Relocate virtual machine\n  Status: Completed successfully.", None),
        ("RelocateVM_Task of virtual machine 'vm-a' succeeded at 10:04:11", "vm-a"),
        ("The vMotion of virtual machine 'vm-b' has finished without any errors", "vm-b"),
    ],
)
def test_text_of_a_task_that_succeeded_is_read(text: str, vm: str | None) -> None:
    (migration,) = trace([text]).migrations
    assert (migration.outcome, migration.verdict) == (LoggedOutcome.SUCCESS, TraceVerdict.INCOMPLETE)
    assert (migration.summary.vm, migration.why) == (vm, None)


@pytest.mark.parametrize(
    "text",
    [
        "The vMotion did not complete successfully",
        "The migration of vm-a was never completed",
        "Migrate virtual machine: 63 % completed",
        "The migration will be tried again once the host has finished",
        "Migrate the VM after the upgrade has completed successfully",
        "vMotion was unsuccessful",
    ],
)
def test_text_that_only_has_words_of_success_is_no_success(text: str) -> None:
    try:
        found = trace([text]).migrations
    except LogError:
        return
    assert [m.outcome for m in found] != [LoggedOutcome.SUCCESS]


@pytest.mark.parametrize("name", ["a file.log", "my logs of today/vmware.log", "it is gone.tgz"])
def test_missing_file_with_blanks_in_its_name_is_no_text(name: str) -> None:
    with pytest.raises(LogError, match="no such file"):
        trace([name])


def test_power_on_with_a_file_lock_is_no_migration(tmp_path: Path) -> None:
    log = tmp_path / "vmkernel.log"
    log.write_text(
        "2016-03-01T13:42:17.735Z cpu9:36238)World: 14299: VC opID hostd-7e2d maps to vmkernel opID 1d142f34\n"
        "2016-03-01T13:42:19.588Z cpu1:316085)DLX: 3733: vol 'ds', lock at 80314368: [Req mode 1] Checking liveness:\n"
        "2016-03-01T13:42:19.588Z cpu1:316085)[type 10c00001 offset 80314368 v 232, hb offset 3493888\n"
        "gen 19, mode 1, owner 56d41dc7 mtime 48955\nnum 0 gblnum 0 gblgen 0 gblbrk 0]\n"
        "2016-03-01T13:42:23.752Z cpu1:316085)WARNING: Swap: 12: Failed to lock the file\n",
        encoding="utf-8",
    )
    with pytest.raises(LogError, match="no line of a migration"):
        trace([log])
