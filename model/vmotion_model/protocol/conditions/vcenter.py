"""Conditions of vCenter, of its users and of the other migrations, and what follows from them."""

from enum import StrEnum

from vmotion_model.protocol.vocabulary import ARTICLE, CANCELLING, LIMITS, READING, TROUBLESHOOTING

from .cause import Cause, one_of, yes


class Client(StrEnum):
    """What the request came from."""

    WEB_CLIENT = "WEB_CLIENT"
    VSPHERE_CLIENT = "VSPHERE_CLIENT"
    API = "API"


class _VCenter:
    asked_by = one_of(
        "vcenter.asked_by",
        Client.WEB_CLIENT,
        "What the request came from.",
        ARTICLE,
        told="the same steps follow; a client shows a message where the API raises a fault",
    )
    pool_exists = yes("vcenter.pool_exists", "The destination's resource pool exists.", TROUBLESHOOTING)
    pool_stays = yes("vcenter.pool_stays", "Nobody deletes or moves that pool meanwhile.", TROUBLESHOOTING)
    alone = yes("vcenter.alone", "No other migration takes the cost units that this one needs.", LIMITS)
    not_withdrawn = yes("vcenter.not_withdrawn", "Nobody withdraws the request from the queue.", READING)
    not_cancelled = yes("vcenter.not_cancelled", "Nobody cancels the task while it runs.", CANCELLING)
    not_edited = yes("vcenter.not_edited", "Nobody edits the VM's configuration meanwhile.", ARTICLE)
    stays_up = yes("vcenter.stays_up", "vCenter does not crash.", READING)


vcenter = _VCenter()
GROUPS = (vcenter,)

CAUSES = (
    Cause(
        "request_withdrawn",
        ~vcenter.not_withdrawn.var,
        "F06",
        "The request is withdrawn from the queue.",
        fails=("refuse_request",),
        words=("cancel", "withdrawn"),
    ),
    Cause(
        "task_cancelled",
        ~vcenter.not_cancelled.var,
        "",
        "A user cancels the task while it runs; the source obeys until it has released the disk lock.",
        fails=("cancel_early", "cancel_prepared", "cancel_started"),
        words=("cancel", "cancelled"),
    ),
    Cause(
        "pool_gone",
        ~vcenter.pool_exists.var,
        "F10",
        "The destination's resource pool does not exist.",
        fails=("specification_fails",),
        blocks=("compute_specification",),
        words=("resource pool",),
    ),
    Cause(
        "pool_deleted_meanwhile",
        ~vcenter.pool_stays.var,
        "F10",
        "The destination's resource pool is deleted or moved while the migration is under way.",
        fails=("specification_fails", "refuse_resources"),
        words=("resource pool",),
    ),
    Cause(
        "others_migrate",
        ~vcenter.alone.var,
        "F11",
        "Other migrations take the cost units of a host, a network or a datastore.",
        fails=("others_take_unit",),
        words=("queue", "limits", "too many migrations"),
    ),
    Cause(
        "config_edited",
        ~vcenter.not_edited.var,
        "",
        "A user edits the VM's configuration before it is locked.",
        fails=("edit_config",),
        words=("edit",),
    ),
    Cause(
        "vcenter_crashes",
        ~vcenter.stays_up.var,
        "F33",
        "vCenter crashes while the task is under way.",
        fails=("crash_vcenter", "owe_cleanup", "protection_expires"),
        strikes=("crash_vcenter",),
        words=("vcenter", "vpxd"),
    ),
)
