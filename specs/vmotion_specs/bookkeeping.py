"""S6e to S18: what the roles' bookkeeping rests on: what is said is true, what was taken is held, what ended is over.

The properties of ``safety`` speak of the virtual machine, its disk and its config. Mutations of the protocol show that these
alone leave room: for a word that is not true, a call that outlives its task, a host that acts while it is dead.
"""

from vmotion_model.protocol.state import (
    config,
    destination,
    history,
    inventory,
    management,
    network,
    source,
    units,
    vcenter,
)
from vmotion_model.protocol.vocabulary import (
    VMOTION_COST,
    Attempt,
    Batch,
    Destination,
    DestinationCall,
    DestinationReply,
    Journal,
    Place,
    Remaining,
    Source,
    SourceCall,
    SourceReply,
    Task,
    Verdict,
    Vm,
)

from .properties import Property
from .protocol_facts import completed, destination_runs, destination_up, ended, source_up

_stunned_source = source.vm == Vm.STUNNED
_switching_over = source.state.one_of(Source.CHECKPT, Source.WAIT_HANDSHAKE)
_no_vmx_on_destination = (destination.state == Destination.NONE) | (
    (destination.state == Destination.FINISHED) & (destination.vm == Vm.OFF)
)
_said_by_source = management.from_source
_said_by_destination = management.from_destination
_initiating = vcenter.state.one_of(Task.INITIATING_DESTINATION, Task.INITIATING_SOURCE)
_admitted = vcenter.state.one_of(
    Task.VALIDATING_DESTINATION,
    Task.COMPUTING_SPECIFICATION,
    Task.PREPARING_SOURCE,
    Task.INITIATING_DESTINATION,
    Task.INITIATING_SOURCE,
    Task.ROLLING_BACK,
)

BOOKKEEPING: tuple[Property, ...] = (
    Property(
        "S6e",
        "once vCenter turns to the destination VM, the config is locked, unless the source has failed",
        config.read_only | history.source_failed,
        _initiating,
        why="A destination is built while the VM's configuration can still change.",
        citation="KB 1003734, steps 4 and 5",
    ),
    Property(
        "S8f",
        "from admission to the outcome the migration holds its cost units",
        units.own == VMOTION_COST,
        _admitted,
        why="More migrations run at once than the host can carry.",
        citation="vSphere 6.7, limits on simultaneous migrations",
    ),
    Property(
        "S8g",
        "helper worlds exist on the source from pre-copy to its decision, and at no other time",
        source.helpers == source.state.one_of(Source.PRECOPY, Source.CHECKPT, Source.WAIT_HANDSHAKE),
        why="Memory is to be sent with nobody to send it, or helper worlds leak.",
        citation="KB 1003734, step 6",
    ),
    Property(
        "S8h",
        "helper worlds exist on the destination while it receives memory, and at no other time",
        destination.helpers == destination.state.one_of(Destination.PRECOPY, Destination.CHECKPT),
        why="Memory arrives with nobody to take it, or helper worlds leak.",
        citation="KB 1003734, step 6",
    ),
    Property(
        "S8i",
        "the source host keeps the VM's registration and resources until it is powered down",
        source.registered & source.resources,
        source.vm.one_of(Vm.RUNNING, Vm.STUNNED, Vm.MOVED),
        why="The running VM's resources are given to others.",
        citation="KB 1003734, step 7: they are released after the switch",
    ),
    Property(
        "S8j",
        "a destination VM that waits for memory or is filled is registered, holds its resources and has its world id",
        destination.registered & destination.reserved & (destination.world == Attempt.THIS),
        destination.state.one_of(Destination.WAITING, Destination.PRECOPY, Destination.CHECKPT),
        why="Memory is sent to a VM that may not get the resources to run.",
        citation="KB 1003734, step 5",
    ),
    Property(
        "S9b",
        "a destination VMX that is gone or has failed leaves no world id, no memory and no announcement behind",
        (destination.world == Attempt.NONE)
        & (destination.pages == Attempt.NONE)
        & (destination.checkpoint == Attempt.NONE)
        & ~destination.announced,
        _no_vmx_on_destination,
        why="The next attempt takes what is left for its own.",
        citation="OpenNebula issue 3582, as the negative example",
    ),
    Property(
        "S10f",
        "the destination is registered while it runs the VM",
        destination.registered,
        destination_runs,
        why="The host would not start the VM again.",
        citation="KB 1003734, step 5",
    ),
    Property(
        "S10g",
        "while a console is open on it, the source VM that has lost is neither powered down nor unregistered",
        source.registered & (source.state == Source.FINISHED) & (source.vm == Vm.MOVED) & ~completed,
        source.console,
        why="The VM is removed under the console, which the host does not do: it waits until the console is closed.",
        citation="KB 1381",
    ),
    Property(
        "S10h",
        "the source VM is powered down and unregistered only once the inventory shows the destination",
        (inventory.host == Place.DESTINATION) & (inventory.pool == Place.DESTINATION),
        (source.state == Source.FINISHED) & (source.vm == Vm.OFF),
        why="vCenter shows the VM on a host that has removed it.",
        citation="KB 1003734, step 7: the order of its sentences",
    ),
    Property(
        "S11b",
        "the source knows a world to send to from pre-copy to its decision, and at no other time",
        (source.target != Attempt.NONE) == source.state.one_of(Source.PRECOPY, Source.CHECKPT, Source.WAIT_HANDSHAKE),
        why="The next attempt begins with the world id of this one.",
        citation="KB 1003734, step 5",
    ),
    Property(
        "S11c",
        "outside of pre-copy and hand-over all memory is still to be sent",
        source.remaining == Remaining.ALL,
        source.state.one_of(Source.NONE, Source.READY, Source.FINISHED),
        why="The next attempt skips memory that it has to send.",
        citation="KB 436882: the first iteration copies everything",
    ),
    Property(
        "S12c",
        "the journal names a task exactly while one is under way",
        (vcenter.journal == Journal.NONE) == (ended | (vcenter.state == Task.IDLE)),
        why="A vCenter that crashes forgets the task, or takes up one that has ended.",
        citation="a reading chosen here, see docs/decisions.md",
    ),
    Property(
        "S12d",
        "while the journal says that nothing was prepared, nothing is",
        (source.state == Source.NONE) & (destination.state == Destination.NONE) & ~config.read_only,
        vcenter.journal == Journal.ACCEPTED,
        why="A vCenter that crashes rejects the task and leaves traces.",
        citation="a reading chosen here, see docs/decisions.md",
    ),
    Property(
        "S12e",
        "the journal says that vCenter has switched only of a VM that was resumed",
        history.destination_ran,
        (vcenter.journal == Journal.SWITCHED) | (inventory.host == Place.DESTINATION),
        why="A vCenter that crashes takes a migration for done that is not.",
        citation="vSphere API, VmMigrationStatus",
    ),
    Property(
        "S13c",
        "after the end no call of the task is under way, and no word of a VMX",
        (management.to_source == SourceCall.NONE)
        & (management.to_destination == DestinationCall.NONE)
        & _said_by_source.one_of(SourceReply.NONE, SourceReply.ABSENT, SourceReply.DEAD)
        & _said_by_destination.one_of(DestinationReply.NONE, DestinationReply.GONE, DestinationReply.DEAD),
        ended,
        why="A host acts on a task that is over.",
        citation="a reading chosen here, see docs/decisions.md",
    ),
    Property(
        "S13d",
        "while nothing was prepared, nothing in flight and nothing remembered counts as belonging to this attempt",
        (network.pages != Attempt.THIS)
        & (network.checkpoint != Attempt.THIS)
        & (network.resumed != Attempt.THIS)
        & network.verdict.one_of(Verdict.NONE, Verdict.OLD_READY)
        & (network.batch == Batch.NONE)
        & (vcenter.world != Attempt.THIS)
        & ~history.destination_ran
        & (vcenter.state == Task.REQUESTED).implies(~history.source_failed & ~history.allowed),
        vcenter.journal == Journal.ACCEPTED,
        why="Memory of an earlier attempt is taken for that of this one.",
        citation="KB 441977: one migration id on both sides",
    ),
    Property(
        "S15c",
        "only a destination host that allowed the vMotion is asked to create the VM",
        history.allowed,
        management.to_destination == DestinationCall.CREATE,
        why="A migration goes to a host that disallowed it.",
        citation="KB 1003734, step 2",
    ),
    Property(
        "S16c",
        "the VM is stunned from the checkpoint to the source's decision, only then, and only when little remains",
        (_stunned_source == _switching_over) & _switching_over.implies(source.remaining == Remaining.SMALL),
        why="The stun takes longer than the switchover goal, or the guest changes memory that was already sent.",
        citation="KB 436882",
    ),
    Property(
        "S17a",
        "what the source host says is true",
        (_said_by_source == SourceReply.PREPARED).implies(config.read_only | history.source_failed)
        & (_said_by_source == SourceReply.FAILED).implies(history.source_failed)
        & (_said_by_source == SourceReply.SUCCEEDED).implies(history.destination_ran)
        & _said_by_source.one_of(SourceReply.CLOSED, SourceReply.ABSENT).implies(source.state == Source.NONE)
        & (_said_by_source == SourceReply.DEAD).implies(~source_up)
        & (_said_by_source == SourceReply.CLEANED).implies(
            ~source.registered & ~source.resources & (source.vm == Vm.OFF)
        ),
        why="vCenter decides on what it is told.",
        citation="KB 1010634, state 5",
    ),
    Property(
        "S17b",
        "what the destination host says is true",
        (_said_by_destination == DestinationReply.ALLOWED).implies(history.allowed)
        & (_said_by_destination == DestinationReply.DEAD).implies(~destination_up),
        _said_by_destination != DestinationReply.NONE,
        why="vCenter decides on what it is told.",
        citation="KB 1003734, step 2",
    ),
    Property(
        "S17c",
        "the destination's go, while its VMX lives, comes from one that has everything; its no-go from one that has failed",
        ((network.verdict == Verdict.READY) & (destination.state != Destination.NONE)).implies(
            destination.announced | (destination.state == Destination.FINISHED)
        )
        & destination.announced.implies((destination.pages == Attempt.THIS) & (destination.checkpoint == Attempt.THIS))
        & (network.verdict == Verdict.REFUSED).implies(destination.state != Destination.CHECKPT),
        why="The source releases the disk to a destination that cannot take over.",
        citation="KB 432796",
    ),
    Property(
        "S17d",
        "vCenter starts the source with the world id of this attempt",
        management.world == Attempt.THIS,
        management.to_source == SourceCall.START,
        why="The source sends the VM's memory to nobody, or to a VM of an earlier attempt.",
        citation="KB 1003734, step 5",
    ),
    Property(
        "S18a",
        "on a source host that is down nothing runs",
        (source.state == Source.NONE)
        & source.vm.one_of(Vm.OFF, Vm.CRASHED)
        & (source.target == Attempt.NONE)
        & ~source.resources
        & ~source.console,
        ~source_up,
        why="A dead host acts.",
        citation="vSphere HA, split brain",
    ),
    Property(
        "S18b",
        "on a destination host that is down nothing runs",
        (destination.state == Destination.NONE) & destination.vm.one_of(Vm.OFF, Vm.CRASHED) & ~destination.reserved,
        ~destination_up,
        why="A dead host acts.",
        citation="vSphere HA, split brain",
    ),
)
