"""The faults of vSphere's API that say why a migration is refused, and the causes that they mean.

These are the types that derive directly from ``MigrationFault`` or from ``VMotionInterfaceIssue``; what derives from one of them
means the same, more exactly. The failure catalogue names the faults of its entries; here stand those that mean a cause which has
no entry, or only some of the causes of one, and those that mean none, with the reason.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from vmotion_model.catalogue import by_id

from .cause import Cause

DIRECT: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "VMotionInterfaceIssue": (
            "vmotion_disabled_on_source",
            "vmotion_disabled_on_destination",
            "link_down_on_source",
            "link_down_on_destination",
            "no_licence_on_source",
            "no_licence_on_destination",
            "slow_link",
        ),
        "MigrationFeatureNotSupported": ("no_licence_on_source", "no_licence_on_destination"),
        "DisallowedMigrationDeviceAttached": ("device_not_reachable",),
        "IncompatibleDefaultDevice": ("default_device_differs",),
        "MismatchedNetworkPolicies": ("port_group_missing",),
        "FaultToleranceAntiAffinityViolated": ("ft_not_supported",),
        "FaultToleranceNeedsThickDisk": ("ft_not_supported",),
        "FaultToleranceNotSameBuild": ("ft_not_supported",),
        "AffinityConfigured": ("affinity_configured",),
        "ToolsInstallationInProgress": ("tools_installing",),
    }
)
"""Faults that no entry of the catalogue names, with their causes."""

_DISKS = "of moving disks, which a vMotion between hosts that share storage does not"
_SNAPSHOTS = "of copying or moving snapshots, which a vMotion does not"
_OLD_HOSTS = "of ESX 2, older than every release that the model stands for"
_WARNING = "a warning: nothing of the migration follows from it"
_NO_REQUEST = "vCenter turns the call down before there is a task"
_HA = "of how high availability is set up; of it the model has only that it starts a VM again"

MEANS_NONE: Mapping[str, str] = MappingProxyType(
    {
        "CannotMoveVmWithDeltaDisk": _DISKS,
        "CannotMoveVmWithNativeDeltaDisk": _DISKS,
        "DiskMoveTypeNotSupported": _DISKS,
        "LargeRDMConversionNotSupported": _DISKS,
        "RDMConversionNotSupported": _DISKS,
        "MaintenanceModeFileMove": _DISKS,
        "UncommittedUndoableDisk": _DISKS,
        "CloneFromSnapshotNotSupported": _SNAPSHOTS,
        "SnapshotCopyNotSupported": _SNAPSHOTS,
        "SnapshotRevertIssue": _SNAPSHOTS,
        "WillResetSnapshotDirectory": _SNAPSHOTS,
        "RDMNotPreserved": _OLD_HOSTS,
        "ReadOnlyDisksWithLegacyDestination": _OLD_HOSTS,
        "TooManyDisksOnLegacyHost": _OLD_HOSTS,
        "NetworksMayNotBeTheSame": _WARNING,
        "NoGuestHeartbeat": _WARNING,
        "WillModifyConfigCpuRequirements": _WARNING,
        "DatacenterMismatch": _NO_REQUEST,
        "MigrationDisabled": _NO_REQUEST,
        "SuspendedRelocateNotSupported": "of suspended virtual machines; vMotion moves one that runs",
        "HAErrorsAtDest": _HA,
        "WillLoseHAProtection": _HA,
    }
)
"""Faults that mean no cause of the model, and why."""


def faults_of(cause: Cause) -> tuple[str, ...]:
    """The faults that mean a cause: those of its entry in the catalogue, then its own."""
    told = by_id(cause.failure).faults if cause.failure else ()
    return (*told, *(fault for fault, names in DIRECT.items() if cause.name in names))


def causes_of_fault(fault: str, causes: Sequence[Cause]) -> tuple[Cause, ...]:
    """The causes that a fault may mean; none for one of ``MEANS_NONE`` and for an unknown one."""
    return tuple(c for c in causes if fault in faults_of(c))
