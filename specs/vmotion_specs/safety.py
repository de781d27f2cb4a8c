"""The first of the safety properties S1 to S19 of the vMotion protocol, made precise.

They speak of facts (who runs, who holds the lock, what is registered), so that a harmless change of order breaks none.

The others: on what the roles note and say to each other (S6e to S18) in ``bookkeeping``, on HA (S19) in ``high_availability``, of
the queue for cost units (S14a to S14h) in ``admission``. What is no safety: ``timing`` (time can go on), ``reachability`` (R),
``liveness`` (L). ``suites`` puts all of them together.
"""

from vmotion_model.protocol.state import config, destination, disk, history, inventory, source, units, vcenter
from vmotion_model.protocol.vocabulary import (
    HOST_UNITS,
    PROTECTION_TIMER,
    SWITCHOVER_LIMIT,
    Attempt,
    Holder,
    Place,
    Source,
    Task,
    Version,
    Vm,
)

from .properties import Property
from .protocol_facts import (
    completed,
    destination_runs,
    destination_up,
    ended,
    excepted,
    failed,
    migrating,
    no_world_on_destination,
    nothing_on_destination,
    rejected,
    runs_elsewhere,
    source_runs,
    source_up,
    stunned,
)

SAFETY: tuple[Property, ...] = (
    Property(
        "S1",
        "source and destination never both run",
        ~source_runs,
        destination_runs,
        why="Two running instances write to one disk: split brain.",
        citation="KB 1010634, state 4",
    ),
    Property(
        "S2a",
        "outside the stun the VM runs somewhere, unless excepted",
        source_runs | destination_runs | runs_elsewhere,
        ~stunned & ~excepted,
        why="The virtual machine is lost.",
        citation="vSphere 4.1, migration with vMotion: on any error the VM reverts to its original state",
    ),
    Property(
        "S2b",
        "after the end exactly one instance runs, unless excepted",
        (source_runs & ~destination_runs & ~runs_elsewhere)
        | (destination_runs & ~source_runs & ~runs_elsewhere)
        | (runs_elsewhere & ~source_runs & ~destination_runs),
        ended & ~excepted,
        why="The migration has ended and the VM does not run.",
        citation="vSphere 4.1, migration with vMotion",
    ),
    Property(
        "S3",
        "the destination runs only with all pages and the checkpoint of this attempt",
        (destination.pages == Attempt.THIS) & (destination.checkpoint == Attempt.THIS),
        destination.vm == Vm.RUNNING,
        why="The VM resumes with memory that is missing or old: silent corruption.",
        citation="KB 436882",
    ),
    Property(
        "S4",
        "the source never runs once the destination has run in this attempt",
        ~source_runs,
        history.destination_ran,
        why="What the destination did since the resume is undone.",
        citation="KB 1010634, state 4",
    ),
    Property(
        "S5",
        "the destination never runs, and never ran, once the source has decided failure",
        ~destination_runs & ~history.destination_ran,
        history.source_failed,
        why="The source runs on while the destination has resumed an older memory.",
        citation="KB 432796, KB 320352",
    ),
    Property(
        "S6a",
        "the config is read-only from preparation until the source's decision",
        config.read_only,
        migrating,
        why="A user can change the VM's configuration while it migrates.",
        citation="KB 1003734, step 4",
    ),
    Property(
        "S6b",
        "once the destination has run the config is read-only until completion",
        config.read_only,
        history.destination_ran & ~completed,
        why="A user can change the configuration between the resume and the completion.",
        citation="KB 1003734, step 4",
    ),
    Property(
        "S6c",
        "after the end the config is writable",
        ~config.read_only,
        ended,
        why="The config stays locked: the VM can no longer be reconfigured.",
        citation="KB 320352",
    ),
    Property(
        "S6d",
        "while the config is read-only it is the version that the specification was computed from",
        config.version == Version.SPECIFIED,
        config.read_only,
        why="The destination is built from a specification that the config no longer matches: an edit is lost.",
        citation="KB 1003734, steps 3 and 4",
    ),
    Property(
        "S7a",
        "the source runs only with the disk lock",
        disk.holder == Holder.SOURCE,
        source_runs,
        why="An instance writes to a disk that it does not own.",
        citation="vSphere HA, split brain",
    ),
    Property(
        "S7b",
        "the destination runs only with the disk lock",
        disk.holder == Holder.DESTINATION,
        destination_runs,
        why="An instance writes to a disk that it does not own.",
        citation="vSphere HA, split brain",
    ),
    Property(
        "S8a",
        "failed: no cost units are held",
        units.own == 0,
        failed,
        why="Cost units leak: after a few failures no more migrations are admitted.",
        citation="vSphere 6.7, limits on simultaneous migrations",
    ),
    Property(
        "S8b",
        "failed: no destination reservation and no helper worlds on a live host",
        ~source.helpers & ~destination.helpers & ~destination.reserved,
        failed,
        why="Resources leak on a host.",
        citation="KB 1003734, step 7; KB 320325",
    ),
    Property(
        "S8c",
        "switched over: the cost units are returned",
        units.own == 0,
        vcenter.state.one_of(Task.SWITCHING_HOST, Task.CLEANUP_OWED, Task.COMPLETED),
        why="Cost units leak.",
        citation="vSphere 6.7, limits on simultaneous migrations",
    ),
    Property(
        "S8d",
        "the destination keeps its reservation while it runs the VM",
        destination.reserved,
        destination_runs,
        why="The running VM's resources are given to others.",
        citation="KB 1003734, step 5",
    ),
    Property(
        "S8e",
        "completed: the source's resources are back, and no helper worlds are left",
        ~source.resources & ~source.helpers & ~destination.helpers,
        completed,
        why="Resources leak on the source host.",
        citation="KB 1003734, step 7",
    ),
    Property(
        "S9",
        "failed: no destination world and no destination registration (a dead host excepted until it is back)",
        no_world_on_destination,
        failed & destination_up,
        why="An orphan is left on the destination.",
        citation="OpenNebula issue 3582, as the negative example",
    ),
    Property(
        "S10a",
        "completed: the VM's host and pool, its registration and disk lock are at the destination",
        (inventory.host == Place.DESTINATION)
        & (inventory.pool == Place.DESTINATION)
        & destination.registered
        & (disk.holder == Holder.DESTINATION),
        completed,
        why="vCenter shows the VM where it is not.",
        citation="KB 1003734, step 7",
    ),
    Property(
        "S10b",
        "completed: the source is unregistered and its VMX is gone (a dead host excepted until it is back)",
        ~source.registered & (source.state == Source.NONE),
        completed & source_up,
        why="The VM is registered on two hosts.",
        citation="KB 1003734, step 7",
    ),
    Property(
        "S10c",
        "failed: the VM's host and pool, its registration and disk lock are at the source, unless HA has started it elsewhere",
        (inventory.host == Place.SOURCE)
        & (inventory.pool == Place.SOURCE)
        & source.registered
        & ((disk.holder == Holder.SOURCE) | excepted),
        failed & ~runs_elsewhere,
        why="vCenter shows the VM where it is not.",
        citation="vSphere 4.1, migration with vMotion",
    ),
    Property(
        "S10d",
        "the inventory shows the destination only after the resume",
        history.destination_ran,
        inventory.host == Place.DESTINATION,
        why="vCenter shows the VM on a host where it has never run.",
        citation="KB 1003734, step 7",
    ),
    Property(
        "S10e",
        "the destination runs while the inventory says source only until the switch",
        ~ended,
        destination_runs & (inventory.host == Place.SOURCE),
        why="The mismatch of inventory and host becomes permanent.",
        citation="terraform-provider-vsphere issue 1872",
    ),
    Property(
        "S11",
        "from pre-copy on the source sends to the world id of this attempt",
        source.target == Attempt.THIS,
        source.state.one_of(Source.PRECOPY, Source.CHECKPT, Source.WAIT_HANDSHAKE),
        why="Memory is sent to a world that is gone or belongs to another attempt.",
        citation="KB 441977",
    ),
    Property(
        "S12a",
        "vCenter switches only what was resumed",
        history.destination_ran,
        vcenter.state.one_of(Task.SWITCHING_HOST, Task.CLEANUP_OWED, Task.COMPLETED),
        why="A migration counts as successful that is not.",
        citation="vSphere API, VmMigrationStatus",
    ),
    Property(
        "S12b",
        "vCenter rolls back only what was never resumed",
        ~history.destination_ran,
        vcenter.state.one_of(Task.ROLLING_BACK, Task.ROLLED_BACK),
        why="vCenter destroys the running VM.",
        citation="vSphere API, VmMigrationStatus",
    ),
    Property(
        "S13a",
        "a request starts only when nothing of an earlier migration is left",
        (source.state == Source.NONE)
        & (source.target == Attempt.NONE)
        & ~source.helpers
        & ~config.read_only
        & (units.own == 0)
        & (inventory.host == Place.SOURCE)
        & (inventory.pool == Place.SOURCE)
        & (nothing_on_destination | ~destination_up),
        vcenter.state == Task.REQUESTED,
        why="Two migrations of one VM meet.",
        citation="KB 1010634, state 5",
    ),
    Property(
        "S13b",
        "after a failure with a live source the VM is ready for the next migration",
        (source.state == Source.NONE) & source.registered & ~config.read_only & (disk.holder == Holder.SOURCE),
        failed & source_runs,
        why="After a failure the VM cannot be migrated again.",
        citation="KB 1010634, state 5",
    ),
    Property(
        "S14",
        "cost units in use never exceed what the host has",
        units.own + units.others <= HOST_UNITS,
        why="More migrations run at once than the host can carry.",
        citation="vSphere 6.7, limits on simultaneous migrations",
    ),
    Property(
        "S15a",
        "rejected: everything is as before the request, unless HA has started the VM elsewhere",
        (source.state == Source.NONE)
        & ~source.helpers
        & (source.target == Attempt.NONE)
        & source.registered
        & ~config.read_only
        & (units.own == 0)
        & (inventory.host == Place.SOURCE)
        & (inventory.pool == Place.SOURCE)
        & ((disk.holder == Holder.SOURCE) | excepted)
        & (source_runs | excepted)
        & (nothing_on_destination | ~destination_up),
        rejected & ~runs_elsewhere,
        why="A refused request leaves traces.",
        citation="KB 1003734, steps 2 and 4",
    ),
    Property(
        "S15b",
        "a destination world exists only on a host that allowed it",
        history.allowed,
        destination.world != Attempt.NONE,
        why="A VM is created on a host that disallowed it.",
        citation="KB 1003734, step 2",
    ),
    Property(
        "S16a",
        "the VM is stunned at most for the switchover limit",
        history.stunned <= SWITCHOVER_LIMIT,
        source.vm == Vm.STUNNED,
        why="The guest stands still longer than anybody agreed to.",
        citation="KB 2141355",
    ),
    Property(
        "S16b",
        "from the config lock to the stun, no longer than the protection timer without progress",
        history.stalled <= PROTECTION_TIMER,
        migrating,
        why="A migration without progress keeps the config locked.",
        citation="KB 1003734, step 4",
    ),
)
