"""Every variable of the protocol, with its owner.

A role's memory is its own. What lies on shared storage, in the inventory or on a network is shared. A crash of a host loses
what its VMX keeps in memory; registration and what is shared survive.
"""

from typing import Any

from vmotion_model.language import HISTORY, SHARED, Var, boolean, clock, enumeration, integer

from .vocabulary import (
    HOST_CAPACITY,
    Attempt,
    Batch,
    Destination,
    DestinationCall,
    DestinationReply,
    Holder,
    Host,
    Journal,
    Place,
    Remaining,
    Role,
    Source,
    SourceCall,
    SourceReply,
    Task,
    Verdict,
    Version,
    Vm,
)


class _VCenter:
    state = enumeration("vcenter.state", Role.VCENTER, Task.IDLE, "Where the task stands.")
    journal = enumeration("vcenter.journal", Role.VCENTER, Journal.NONE, "What the database says; it survives a crash.")
    world = enumeration("vcenter.world", Role.VCENTER, Attempt.NONE, "The world id that the destination announced.")


class _Source:
    host = enumeration("source.host", Role.SOURCE, Host.UP, "Whether the source host works.")
    state = enumeration("source.state", Role.SOURCE, Source.NONE, "The source VMX's migration state.")
    vm = enumeration("source.vm", Role.SOURCE, Vm.RUNNING, "The virtual machine on the source.")
    target = enumeration("source.target", Role.SOURCE, Attempt.NONE, "The world id that the source sends to.")
    remaining = enumeration("source.remaining", Role.SOURCE, Remaining.ALL, "The memory still to be sent.")
    helpers = boolean("source.helpers", Role.SOURCE, False, "Helper worlds on the source.")
    registered = boolean("source.registered", Role.SOURCE, True, "The VM is registered on the source.")
    resources = boolean("source.resources", Role.SOURCE, True, "The source host holds the VM's resources.")
    console = boolean("source.console", Role.SOURCE, False, "A user holds a console open on the source host.")
    protection = clock(
        "source.protection",
        Role.SOURCE,
        state.one_of(Source.READY, Source.PRECOPY),
        "The protection timer of the read-only config: time since the last progress.",
    )
    quiet = clock(
        "source.quiet", Role.SOURCE, state == Source.PRECOPY, "Time since the destination was last heard in pre-copy."
    )
    switchover = clock(
        "source.switchover",
        Role.SOURCE,
        state.one_of(Source.CHECKPT, Source.WAIT_HANDSHAKE),
        "Time since the stun.",
    )


class _Destination:
    host = enumeration("destination.host", Role.DESTINATION, Host.UP, "Whether the destination host works.")
    state = enumeration(
        "destination.state", Role.DESTINATION, Destination.NONE, "The destination VMX's migration state."
    )
    vm = enumeration("destination.vm", Role.DESTINATION, Vm.OFF, "The virtual machine on the destination.")
    world = enumeration("destination.world", Role.DESTINATION, Attempt.NONE, "The destination VMX's world id.")
    registered = boolean("destination.registered", Role.DESTINATION, False, "The VM is registered on the destination.")
    reserved = boolean(
        "destination.reserved", Role.DESTINATION, False, "The destination host holds the VM's resources."
    )
    helpers = boolean("destination.helpers", Role.DESTINATION, False, "Helper worlds on the destination.")
    pages = enumeration(
        "destination.pages", Role.DESTINATION, Attempt.NONE, "All memory pages are here, of which attempt."
    )
    checkpoint = enumeration("destination.checkpoint", Role.DESTINATION, Attempt.NONE, "The checkpoint is restored.")
    announced = boolean("destination.announced", Role.DESTINATION, False, "READY was sent.")
    quiet = clock(
        "destination.quiet",
        Role.DESTINATION,
        state.one_of(Destination.PRECOPY, Destination.CHECKPT),
        "Time since the source was last heard.",
    )


class _Management:
    """Calls between vCenter and the hosts: one connection per host, a newer call or reply replaces an older one."""

    to_source = enumeration("management.to_source", SHARED, SourceCall.NONE, "The call to the source under way.")
    world = enumeration(
        "management.world", SHARED, Attempt.NONE, "The world id inside the call that starts the source."
    )
    from_source = enumeration("management.from_source", SHARED, SourceReply.NONE, "The source's word under way.")
    to_destination = enumeration(
        "management.to_destination", SHARED, DestinationCall.NONE, "The call to the destination under way."
    )
    from_destination = enumeration(
        "management.from_destination", SHARED, DestinationReply.NONE, "The destination's word under way."
    )


class _Network:
    """Messages on the vMotion network. Each can be lost, delayed and overtaken by the others."""

    batch = enumeration("network.batch", SHARED, Batch.NONE, "A batch of pages, or its acknowledgement.")
    pages = enumeration("network.pages", SHARED, Attempt.NONE, "The last pages.")
    checkpoint = enumeration("network.checkpoint", SHARED, Attempt.NONE, "The checkpoint state.")
    verdict = enumeration("network.verdict", SHARED, Verdict.NONE, "The destination's go or no-go.")
    resumed = enumeration("network.resumed", SHARED, Attempt.NONE, "The acknowledgement: the destination has resumed.")


class _Disk:
    holder = enumeration("disk.holder", SHARED, Holder.SOURCE, "Who holds the lock on the virtual disks.")
    stale = boolean("disk.stale", SHARED, False, "Nobody renews the lock: the host that holds it is dead.")


class _Config:
    read_only = boolean("config.read_only", SHARED, False, "The config file is read-only.")
    version = enumeration("config.version", SHARED, Version.OTHER, "Which version of the config file is on disk.")


class _Inventory:
    host = enumeration("inventory.host", SHARED, Place.SOURCE, "The host that the inventory shows for the VM.")
    pool = enumeration(
        "inventory.pool", SHARED, Place.SOURCE, "The host whose resource pool the inventory shows for the VM."
    )


class _Elsewhere:
    vm = enumeration(
        "elsewhere.vm", Role.SURROUNDINGS, Vm.OFF, "The virtual machine on a third host, where HA starts it again."
    )


class _Units:
    own = integer("units.own", SHARED, 0, 0, HOST_CAPACITY, "Cost units that this migration holds.")
    others = integer("units.others", SHARED, 0, 0, HOST_CAPACITY, "Cost units that other migrations hold.")


vcenter = _VCenter()
source = _Source()
destination = _Destination()
management = _Management()
network = _Network()
disk = _Disk()
config = _Config()
inventory = _Inventory()
elsewhere = _Elsewhere()
units = _Units()


class _History:
    """Facts of the current attempt that only properties read."""

    allowed = boolean("history.allowed", HISTORY, False, "The destination host allowed the vMotion.")
    destination_ran = boolean("history.destination_ran", HISTORY, False, "The VM has run on the destination.")
    source_failed = boolean("history.source_failed", HISTORY, False, "The source decided that the migration failed.")
    destination_failed = boolean(
        "history.destination_failed", HISTORY, False, "The destination failed, other than for the source's crash."
    )
    stunned = clock("history.stunned", HISTORY, source.vm == Vm.STUNNED, "How long the VM has been stunned.")
    stalled = clock(
        "history.stalled",
        HISTORY,
        source.state.one_of(Source.READY, Source.PRECOPY),
        "Time without progress from the config lock to the stun: since the last acknowledged batch.",
    )


history = _History()

GROUPS = (vcenter, source, destination, management, network, disk, config, inventory, elsewhere, units, history)


def take_lock(holder: Holder) -> dict[Var[Any], Any]:
    """Who takes the disk lock renews it from then on."""
    return {disk.holder: holder, disk.stale: False}
