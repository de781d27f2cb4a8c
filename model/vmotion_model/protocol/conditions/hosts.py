"""Conditions of the two hosts, and what follows from them."""

from vmotion_model.protocol.vocabulary import ARTICLE, READING, TROUBLESHOOTING, VMOTION_FAULTS

from .cause import Cause, number, yes
from .step_groups import (
    AT_RESUME,
    CALLS_TO_DESTINATION_LOST,
    CALLS_TO_SOURCE_LOST,
    COPYING,
    IN_PRECOPY,
    IN_SWITCHOVER,
    LOST_IN_SWITCHOVER,
)
from .virtual_machine import vm

REPORT_STARVED = "a public report of a starved receiver"
AGENTS_RESTART = "VMware KB 1003490: VMs run on while the management agents restart"
RESERVATIONS = "vSphere 7.0 Resource Management, admission control"


class _Source:
    vmotion_enabled = yes(
        "source_host.vmotion_enabled", "vMotion is enabled on a VMkernel port of the source.", ARTICLE
    )
    link_up = yes("source_host.link_up", "An uplink of the source's vMotion port has a link.", VMOTION_FAULTS)
    licensed = yes(
        "source_host.licensed", "The source is licensed for vMotion, and of a kind that has it.", VMOTION_FAULTS
    )
    agents_answer = yes("source_host.agents_answer", "The management agents of the source answer.", TROUBLESHOOTING)
    agents_stay_up = yes(
        "source_host.agents_stay_up",
        "The management agents (hostd, vpxa) of the source do not restart in the middle.",
        AGENTS_RESTART,
    )
    vt_enabled = yes("source_host.vt_enabled", "VT is enabled in the firmware of the source.", ARTICLE)
    stays_up = yes("source_host.stays_up", "The source host neither dies nor is isolated.", READING)


class _Destination:
    vmotion_enabled = yes(
        "destination_host.vmotion_enabled", "vMotion is enabled on a VMkernel port of the destination.", ARTICLE
    )
    link_up = yes("destination_host.link_up", "An uplink of the destination's vMotion port has a link.", VMOTION_FAULTS)
    licensed = yes(
        "destination_host.licensed",
        "The destination is licensed for vMotion, and of a kind that has it.",
        VMOTION_FAULTS,
    )
    agents_answer = yes(
        "destination_host.agents_answer", "The management agents of the destination answer.", TROUBLESHOOTING
    )
    agents_stay_up = yes(
        "destination_host.agents_stay_up",
        "The management agents (hostd, vpxa) of the destination do not restart in the middle.",
        AGENTS_RESTART,
    )
    vt_enabled = yes("destination_host.vt_enabled", "VT is enabled in the firmware of the destination.", ARTICLE)
    stays_up = yes("destination_host.stays_up", "The destination host neither dies nor is isolated.", READING)
    oldest_hardware = number(
        "destination_host.oldest_hardware",
        4,
        3,
        30,
        "hardware version",
        "The oldest virtual hardware that the destination runs.",
        ARTICLE,
    )
    newest_hardware = number(
        "destination_host.newest_hardware",
        21,
        3,
        30,
        "hardware version",
        "The newest virtual hardware that the destination knows.",
        ARTICLE,
    )
    free_memory = number(
        "destination_host.free_memory",
        65_536,
        0,
        33_554_432,
        "MiB",
        "Memory at the destination that nothing has reserved.",
        RESERVATIONS,
    )
    free_cpu = number(
        "destination_host.free_cpu",
        20_000,
        0,
        10_000_000,
        "MHz",
        "Processor capacity at the destination that nothing has reserved.",
        RESERVATIONS,
    )
    cpu_for_helpers = yes(
        "destination_host.cpu_for_helpers",
        "The destination has processor time left for the helpers that take the pages.",
        REPORT_STARVED,
    )
    memory_for_helpers = yes(
        "destination_host.memory_for_helpers",
        "The destination is not short of memory while the pages arrive.",
        "a public vmkernel log: a world waited to leave low memory state during pre-copy",
    )
    room_for_files = yes(
        "destination_host.room_for_files",
        "The destination has room for new files: neither its ramdisk nor its inode table nor the swap datastore is full.",
        "recollected texts: no swap file, no space left on device",
    )
    room_stays = yes(
        "destination_host.room_stays",
        "The destination has room while the migration runs: its memory, ramdisk and swap datastore do not run full.",
        "recollected text: the ramdisk is full, files can no longer be written",
    )


class _Hosts:
    protocol_compatible = yes(
        "hosts.protocol_compatible", "The hosts speak a common version of the vMotion protocol.", VMOTION_FAULTS
    )
    cpu_features_match = yes(
        "hosts.cpu_features_match",
        "The destination offers the processor features that the guest uses (EVC).",
        VMOTION_FAULTS,
    )


source_host = _Source()
destination_host = _Destination()
hosts = _Hosts()
GROUPS = (source_host, destination_host, hosts)

CAUSES = (
    Cause(
        "vmotion_disabled_on_source",
        ~source_host.vmotion_enabled.var,
        "F01",
        "vMotion is not enabled on the source.",
        fails=("refuse_prepare",),
        blocks=("prepare",),
        words=("vmotion disabled", "not configured"),
    ),
    Cause(
        "vmotion_disabled_on_destination",
        ~destination_host.vmotion_enabled.var,
        "F01",
        "vMotion is not enabled on the destination.",
        fails=("disallow_vmotion",),
        blocks=("allow_vmotion",),
        words=("vmotion disabled", "not configured"),
    ),
    Cause(
        "link_down_on_source",
        ~source_host.link_up.var,
        "F02",
        "The vMotion port of the source has no link.",
        fails=("refuse_prepare",),
        blocks=("prepare",),
        words=("link down", "uplink"),
    ),
    Cause(
        "link_down_on_destination",
        ~destination_host.link_up.var,
        "F02",
        "The vMotion port of the destination has no link.",
        fails=("disallow_vmotion",),
        blocks=("allow_vmotion",),
        words=("link down", "uplink"),
    ),
    Cause(
        "no_licence_on_source",
        ~source_host.licensed.var,
        "F03",
        "The source has no licence for vMotion.",
        fails=("refuse_prepare",),
        blocks=("prepare",),
        words=("licence", "license"),
    ),
    Cause(
        "no_licence_on_destination",
        ~destination_host.licensed.var,
        "F03",
        "The destination has no licence for vMotion.",
        fails=("disallow_vmotion",),
        blocks=("allow_vmotion",),
        words=("licence", "license"),
    ),
    Cause(
        "protocol_incompatible",
        ~hosts.protocol_compatible.var,
        "F04",
        "The hosts have no version of the vMotion protocol in common.",
        fails=("disallow_vmotion", "refuse_prepare"),
        blocks=("allow_vmotion", "prepare"),
        words=("protocol version", "incompatible"),
    ),
    Cause(
        "cpu_features_differ",
        ~hosts.cpu_features_match.var,
        "F09",
        "The destination lacks processor features that the guest uses.",
        fails=("specification_fails",),
        blocks=("compute_specification",),
        words=("cpu", "evc", "features"),
    ),
    Cause(
        "reservation_not_met",
        ~(
            (vm.memory_reservation.var <= destination_host.free_memory.var)
            & (vm.cpu_reservation.var <= destination_host.free_cpu.var)
        ),
        "F16",
        "The destination cannot give what the VM has reserved.",
        fails=("refuse_resources",),
        blocks=("create",),
        words=("reservation", "limits", "insufficient resources"),
    ),
    Cause(
        "receiver_starved",
        ~destination_host.cpu_for_helpers.var,
        "F20",
        "The destination has no processor time left for the helpers that take the pages.",
        fails=("hold_batch", *IN_PRECOPY, *IN_SWITCHOVER),
        only=COPYING,
        strikes=("hold_batch", *IN_SWITCHOVER),
        words=("starved", "cpu"),
    ),
    Cause(
        "memory_short_on_destination",
        ~destination_host.memory_for_helpers.var,
        "F20",
        "The destination runs short of memory while the pages arrive.",
        fails=("hold_batch", "cannot_start", "transfer_fails", *IN_PRECOPY, *IN_SWITCHOVER),
        only=COPYING,
        strikes=("hold_batch", "cannot_start", "transfer_fails", *IN_SWITCHOVER),
        words=("memory pressure", "low memory", "out of memory"),
    ),
    Cause(
        "no_room_on_destination",
        ~destination_host.room_for_files.var,
        "F18",
        "The destination cannot make new files: its ramdisk, its inode table or the swap datastore is full.",
        fails=("cannot_power_on",),
        blocks=("wait_for_source",),
        words=("ramdisk", "inode", "swap", "no space"),
    ),
    Cause(
        "runs_full_on_destination",
        ~destination_host.room_stays.var,
        "F18",
        "The destination runs full while memory arrives or the VM is restored.",
        fails=("transfer_fails", *AT_RESUME),
        words=("runs full", "ramdisk", "inode", "swap", "no space"),
    ),
    Cause(
        "hardware_out_of_date",
        ~(
            (destination_host.oldest_hardware.var <= vm.hardware.var)
            & (vm.hardware.var <= destination_host.newest_hardware.var)
        ),
        "F26",
        "The destination does not run the VM's version of virtual hardware.",
        fails=AT_RESUME,
        blocks=("send_ready",),
        words=("hardware", "virtual hardware", "out of date"),
    ),
    Cause(
        "vt_disabled",
        vm.guest_64bit.var & ~(source_host.vt_enabled.var & destination_host.vt_enabled.var),
        "F28",
        "The guest is 64-bit, and VT is not enabled on both hosts.",
        fails=AT_RESUME,
        blocks=("send_ready",),
        words=("vt", "64-bit"),
    ),
    Cause(
        "source_agents_hang",
        ~source_host.agents_answer.var,
        "F32",
        "The management agents of the source do not answer.",
        fails=("refuse_prepare",),
        blocks=("prepare",),
        words=("hostd", "vpxa", "agents"),
    ),
    Cause(
        "destination_agents_hang",
        ~destination_host.agents_answer.var,
        "F32",
        "The management agents of the destination do not answer.",
        fails=("validation_times_out",),
        blocks=("allow_vmotion", "disallow_vmotion"),
        words=("hostd", "vpxa", "agents"),
    ),
    Cause(
        "source_agents_restart",
        ~source_host.agents_stay_up.var,
        "F33",
        "The management agents of the source restart: calls and words under way are lost; the VM and its migration run on, and "
        "the agents repeat what vCenter does not know.",
        fails=(*CALLS_TO_SOURCE_LOST, "owe_cleanup", "protection_expires"),
        strikes=CALLS_TO_SOURCE_LOST,
        words=("hostd", "vpxa", "agents", "restart", "not responding"),
    ),
    Cause(
        "destination_agents_restart",
        ~destination_host.agents_stay_up.var,
        "F33",
        "The management agents of the destination restart: calls and words under way are lost; the VM that was created runs on, "
        "and the agents repeat what vCenter does not know.",
        fails=(*CALLS_TO_DESTINATION_LOST, "owe_cleanup", "protection_expires"),
        strikes=CALLS_TO_DESTINATION_LOST,
        words=("hostd", "vpxa", "agents", "restart", "not responding"),
    ),
    Cause(
        "source_dies",
        ~source_host.stays_up.var,
        "F37",
        "The source host dies or is isolated.",
        fails=("crash_source", "owe_cleanup", *IN_PRECOPY, *IN_SWITCHOVER),
        strikes=("crash_source",),
        words=("crash", "isolated", "ha"),
    ),
    Cause(
        "destination_dies",
        ~destination_host.stays_up.var,
        "F37",
        "The destination host dies or is isolated.",
        fails=("crash_destination", *IN_PRECOPY, *IN_SWITCHOVER, *LOST_IN_SWITCHOVER),
        strikes=("crash_destination",),
        words=("crash", "isolated", "ha"),
    ),
)
