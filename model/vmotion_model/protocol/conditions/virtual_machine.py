"""Conditions of the virtual machine, and what follows from them."""

from enum import StrEnum

from vmotion_model.protocol.vocabulary import ARTICLE, CONSOLE, SWITCHOVER, TROUBLESHOOTING

from .cause import Cause, number, one_of, yes
from .step_groups import IN_SWITCHOVER, SAVING, STARTING

ROTATE_LEAST = 1000
"""Bytes; below them ``log.rotateSize`` counts as very low. The article gives no number: this one is chosen here."""
VGPU = "vSphere 8.0 Update 2, vGPU stun time limit"
DEFAULT_SWITCHOVER = 100
"""Seconds of ``vmotion.maxSwitchoverSeconds`` unless somebody set them."""


class SerialPort(StrEnum):
    """How a serial port of the VM is connected."""

    NO_SERIAL_PORT = "NO_SERIAL_PORT"
    CONCENTRATOR = "CONCENTRATOR"
    NO_CONCENTRATOR = "NO_CONCENTRATOR"
    SILENT_CONCENTRATOR = "SILENT_CONCENTRATOR"


class _Vm:
    ready = yes("vm.ready", "The VM is neither powering on nor resuming.", "vSphere API, MigrationNotReady")
    guest_64bit = yes("vm.guest_64bit", "The guest is 64-bit.", ARTICLE)
    hardware = number("vm.hardware", 19, 3, 30, "hardware version", "The VM's version of virtual hardware.", ARTICLE)
    memory = number(
        "vm.memory",
        8192,
        4,
        25_165_824,
        "MiB",
        "The VM's memory.",
        ARTICLE,
        told="how long pre-copy takes depends on it, and not whether it converges",
    )
    memory_reservation = number(
        "vm.memory_reservation", 0, 0, 25_165_824, "MiB", "The memory that the VM has reserved.", ARTICLE
    )
    cpu_reservation = number(
        "vm.cpu_reservation", 0, 0, 10_000_000, "MHz", "The processor capacity that the VM has reserved.", ARTICLE
    )
    memory_limit = number(
        "vm.memory_limit",
        25_165_824,
        0,
        25_165_824,
        "MiB",
        "The limit of the VM's memory (the highest value: none).",
        ARTICLE,
    )
    devices_reachable = yes(
        "vm.devices_reachable",
        "What the VM's connected devices are backed by is at the destination too.",
        "vSphere API, CannotAccessVmDevice",
    )
    no_passthrough = yes(
        "vm.no_passthrough", "No device of the host is passed through to the VM.", "vSphere API, CannotAccessVmDevice"
    )
    default_devices_match = yes(
        "vm.default_devices_match",
        "The devices that every VM has, such as video memory, are set as the destination would make them.",
        "vSphere API, IncompatibleDefaultDevice",
    )
    no_affinity = yes(
        "vm.no_affinity",
        "The VM is bound to no processors or memory nodes of a host.",
        "vSphere API, AffinityConfigured",
    )
    no_tools_installation = yes(
        "vm.no_tools_installation",
        "No installation of VMware Tools is under way in the guest.",
        "vSphere API, ToolsInstallationInProgress",
    )
    serial_port = one_of(
        "vm.serial_port", SerialPort.NO_SERIAL_PORT, "How the VM's serial port is connected.", TROUBLESHOOTING
    )
    log_rotate_size = number(
        "vm.log_rotate_size", 2_048_000, 0, 1_000_000_000, "bytes", "log.rotateSize in the configuration file.", ARTICLE
    )
    sdps = yes("vm.sdps", "Stun During Page Send is on.", ARTICLE)
    dirty_rate = number("vm.dirty_rate", 1000, 0, 800_000, "Mbps", "How fast the guest changes memory.", ARTICLE)
    switchover_time = number("vm.switchover_time", 1, 0, 3600, "s", "How long the switchover would take.", SWITCHOVER)
    switchover_limit = number(
        "vm.switchover_limit", DEFAULT_SWITCHOVER, 1, 3600, "s", "vmotion.maxSwitchoverSeconds.", SWITCHOVER
    )
    vgpu_restore_time = number(
        "vm.vgpu_restore_time",
        0,
        0,
        3600,
        "s",
        "How long the destination restores the VM's vGPU.",
        "Broadcom KB 320352",
    )
    vgpu_stun = number("vm.vgpu_stun", 0, 0, 3600, "s", "The estimated stun time of the VM's vGPUs.", VGPU)
    vgpu_stun_limit = number(
        "vm.vgpu_stun_limit", 100, 0, 3600, "s", "The stun time limit that is set for the VM.", VGPU
    )
    no_console = yes("vm.no_console", "Nobody opens a console of the VM directly on the source.", CONSOLE)


vm = _Vm()
GROUPS = (vm,)
_longest = vm.switchover_limit.var

CAUSES = (
    Cause(
        "vm_not_ready",
        ~vm.ready.var,
        "F06",
        "The VM is still powering on or resuming.",
        fails=("refuse_request",),
        blocks=("admit",),
        words=("not ready", "powering on"),
    ),
    Cause(
        "device_not_reachable",
        ~(vm.devices_reachable.var & vm.no_passthrough.var),
        "F08",
        "A connected device is backed by something that the destination lacks.",
        fails=("disallow_vmotion", "specification_fails"),
        blocks=("allow_vmotion", "compute_specification"),
        words=("device", "cd", "passthrough"),
    ),
    Cause(
        "default_device_differs",
        ~vm.default_devices_match.var,
        "",
        "A device that every VM has is set otherwise than the destination would make it.",
        fails=("specification_fails",),
        blocks=("compute_specification",),
        words=("default device", "video memory"),
    ),
    Cause(
        "affinity_configured",
        ~vm.no_affinity.var,
        "",
        "The VM is bound to processors or memory nodes of its host.",
        fails=("refuse_request",),
        blocks=("admit",),
        words=("affinity",),
    ),
    Cause(
        "tools_installing",
        ~vm.no_tools_installation.var,
        "",
        "An installation of VMware Tools is under way in the guest.",
        fails=("refuse_request",),
        blocks=("admit",),
        words=("vmware tools",),
    ),
    Cause(
        "limit_not_valid",
        ~(vm.memory_reservation.var <= vm.memory_limit.var),
        "F16",
        "The limit of the VM's memory is below its reservation.",
        fails=("refuse_resources",),
        blocks=("create",),
        words=("limits", "valid limits"),
    ),
    Cause(
        "log_rotates_too_often",
        ~(vm.log_rotate_size.var >= ROTATE_LEAST),
        "F13",
        "log.rotateSize is very low: the log is rotated so often that the migration does not start in time.",
        fails=("protection_expires", "start_never_comes"),
        blocks=("start_precopy",),
        only=STARTING,
        words=("log.rotateSize", "operation timed out"),
    ),
    Cause(
        "switchover_too_slow",
        (_longest >= DEFAULT_SWITCHOVER) & ~(vm.switchover_time.var <= _longest),
        "F22",
        "Checkpoint and last pages are not across within the maximum switchover time.",
        fails=IN_SWITCHOVER,
        blocks=("receive_checkpoint",),
        words=("switchover",),
    ),
    Cause(
        "vgpu_restores_slowly",
        ~(vm.vgpu_restore_time.var <= _longest),
        "F23",
        "The destination is still restoring the vGPU when the maximum switchover time is over.",
        fails=IN_SWITCHOVER,
        blocks=("send_ready",),
        words=("vgpu",),
    ),
    Cause(
        "switchover_limit_too_low",
        ~(_longest >= DEFAULT_SWITCHOVER) & ~(vm.switchover_time.var <= _longest),
        "F24",
        "vmotion.maxSwitchoverSeconds is set so low that the switchover does not end in time.",
        fails=IN_SWITCHOVER,
        blocks=("receive_checkpoint",),
        words=("maxSwitchoverSeconds",),
    ),
    Cause(
        "no_concentrator",
        vm.serial_port.var == SerialPort.NO_CONCENTRATOR,
        "F30",
        "The VM's serial port is connected without a concentrator.",
        fails=("disallow_vmotion",),
        blocks=("allow_vmotion",),
        words=("serial port", "concentrator"),
    ),
    Cause(
        "concentrator_silent",
        vm.serial_port.var == SerialPort.SILENT_CONCENTRATOR,
        "F30",
        "The concentrator of the VM's serial port does not answer while state is saved.",
        fails=("transfer_fails", "switchover_times_out"),
        blocks=("send_last",),
        only=SAVING,
        words=("serial port", "concentrator"),
    ),
    Cause(
        "console_open",
        ~vm.no_console.var,
        "F31",
        "Somebody has a console of the VM open directly on the source.",
        fails=("open_console", "owe_cleanup"),
        strikes=("open_console",),
        words=("console",),
    ),
    Cause(
        "vgpu_stun_too_long",
        ~(vm.vgpu_stun.var <= vm.vgpu_stun_limit.var),
        "F36",
        "The estimated stun time of the VM's vGPUs is above the limit set for the VM.",
        fails=("specification_fails",),
        blocks=("compute_specification",),
        words=("vgpu", "stun"),
    ),
)
