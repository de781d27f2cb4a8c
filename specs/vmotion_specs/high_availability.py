"""S19: what HA may do to a VM that is being migrated: start it on a third host, once its lock shows that its host is dead."""

from vmotion_model.protocol.state import disk, inventory
from vmotion_model.protocol.vocabulary import Holder, Place

from .properties import Property
from .protocol_facts import destination_runs, destination_up, runs_elsewhere, source_runs, source_up

HIGH_AVAILABILITY: tuple[Property, ...] = (
    Property(
        "S19a",
        "where HA has started the VM, no other instance runs",
        ~source_runs & ~destination_runs,
        runs_elsewhere,
        why="Two running instances write to one disk: split brain.",
        citation="vSphere HA, split brain",
    ),
    Property(
        "S19b",
        "HA's instance runs only with the disk lock",
        disk.holder == Holder.ELSEWHERE,
        runs_elsewhere,
        why="An instance writes to a disk that it does not own.",
        citation="vSphere HA, split brain",
    ),
    Property(
        "S19c",
        "nobody renews the lock exactly while the host that holds it is dead",
        disk.stale
        == (((disk.holder == Holder.SOURCE) & ~source_up) | ((disk.holder == Holder.DESTINATION) & ~destination_up)),
        why="HA takes the lock of a host that is only isolated, and starts a second instance.",
        citation="vSphere HA, split brain",
    ),
    Property(
        "S19d",
        "the inventory shows a third host only for a VM that HA has started there",
        runs_elsewhere,
        (inventory.host == Place.ELSEWHERE) | (inventory.pool == Place.ELSEWHERE),
        why="vCenter shows the VM where it is not.",
        citation="vSphere HA, split brain",
    ),
)
