"""Conditions of the storage that both hosts use, and what follows from them."""

from vmotion_model.protocol.vocabulary import ARTICLE

from .cause import Cause, yes
from .step_groups import AT_RESUME, IN_SWITCHOVER

NFS = "vSphere 6.5 Storage, NFS datastore guidelines"


class _Storage:
    visible = yes("storage.visible", "The destination sees the VM's datastore: zoning is alike on both hosts.", ARTICLE)
    healthy = yes("storage.healthy", "Neither the shared storage nor the network to it has a fault.", ARTICLE)
    files_moved = yes(
        "storage.files_moved",
        "Every file that the VM's configuration names is where the destination looks for it.",
        ARTICLE,
    )
    files_unlocked = yes(
        "storage.files_unlocked",
        "No other process holds a lock on the VM's files or its swap file.",
        "recollected text: Failed to lock the file",
    )
    idle = yes(
        "storage.idle", "Other work on the datastore does not delay reopening the disks.", "fsr.maxSwitchoverSeconds"
    )


class _Nfs:
    same_server = yes("nfs.same_server", "The hosts name the NFS server alike (or use no NFS).", NFS)
    same_path = yes("nfs.same_path", "The hosts mounted the NFS export under the same path (or use no NFS).", NFS)


storage = _Storage()
nfs = _Nfs()
GROUPS = (storage, nfs)

CAUSES = (
    Cause(
        "nfs_mounted_differently",
        ~(nfs.same_server.var & nfs.same_path.var),
        "F17",
        "The hosts mounted one NFS export under different names, which makes it two datastores.",
        fails=("cannot_power_on", *AT_RESUME),
        blocks=("send_ready",),
        words=("nfs",),
    ),
    Cause(
        "datastore_not_visible",
        ~storage.visible.var,
        "F18",
        "The destination does not see the VM's datastore.",
        fails=("cannot_power_on", *AT_RESUME),
        blocks=("send_ready",),
        words=("zoning", "san"),
    ),
    Cause(
        "storage_faulty",
        ~storage.healthy.var,
        "F18",
        "The shared storage, or the network to it, has a fault.",
        fails=("cannot_power_on", "transfer_fails", *AT_RESUME, "cannot_take_over", *IN_SWITCHOVER),
        words=("storage", "networking", "apd", "pdl", "fibre channel", "iscsi"),
    ),
    Cause(
        "file_missing",
        ~storage.files_moved.var,
        "F27",
        "A file that the VM's configuration names is not at the new place.",
        fails=AT_RESUME,
        blocks=("send_ready",),
        words=("file missing", "bios.440.rom"),
    ),
    Cause(
        "file_locked",
        ~storage.files_unlocked.var,
        "F18",
        "Another process holds a lock on a file of the VM.",
        fails=("cannot_power_on", *AT_RESUME, "cannot_take_over"),
        blocks=("send_ready",),
        words=("lock", "swap file"),
    ),
    Cause(
        "disks_reopen_slowly",
        ~storage.idle.var,
        "F25",
        "The disks are not reopened in time: there are many, or the datastore is busy.",
        fails=IN_SWITCHOVER,
        words=("storage vmotion", "fsr.maxSwitchoverSeconds"),
    ),
)
