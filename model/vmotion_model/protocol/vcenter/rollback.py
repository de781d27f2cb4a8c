"""What lies off the path: roll-back, what HA did, vCenter's crash, and its recovery from the journal."""

from vmotion_model.language import Command
from vmotion_model.protocol.state import config, disk, inventory, management, units, vcenter
from vmotion_model.protocol.vocabulary import (
    ARTICLE,
    CANCELLING,
    DISK_LOCKS,
    MIGRATION_STATUS,
    READING,
    VMX_STATES,
    Attempt,
    DestinationCall,
    DestinationReply,
    Event,
    Fault,
    Holder,
    Journal,
    Place,
    SourceCall,
    SourceReply,
    Task,
)

from .guards_and_effects import V, destination_gone, ended_or_idle, reject, roll_back, source_gone, started

CANCEL = (
    Command(
        "cancel_early",
        V,
        guard={
            "nothing was prepared": vcenter.state.one_of(Task.VALIDATING_DESTINATION, Task.COMPUTING_SPECIFICATION),
        },
        effect=reject(),
        description="A user cancels before anything was prepared: the task ends.",
        citation=CANCELLING,
        fault=Fault.CANCEL,
    ),
    Command(
        "cancel_prepared",
        V,
        guard={
            "the source was not started": vcenter.state.one_of(Task.PREPARING_SOURCE, Task.INITIATING_DESTINATION)
            | ((vcenter.state == Task.INITIATING_SOURCE) & (vcenter.journal == Journal.UNDO)),
        },
        effect=roll_back(),
        description="A user cancels before the source was started: vCenter rolls back.",
        citation=CANCELLING,
        fault=Fault.CANCEL,
    ),
    Command(
        "cancel_started",
        V,
        guard={
            "the source was started": started,
            "nothing is under way": (management.to_source == SourceCall.NONE)
            & (management.from_source == SourceReply.NONE),
        },
        effect={management.to_source: SourceCall.CANCEL},
        description="A user cancels while the hosts migrate: vCenter tells the source, which decides.",
        citation=CANCELLING,
        fault=Fault.CANCEL,
    ),
)

ROLL_BACK = (
    Command(
        "source_refused_late",
        V,
        guard={
            "preparing": vcenter.state == Task.PREPARING_SOURCE,
            "the source refuses": management.from_source == SourceReply.REFUSED,
            "the config is read-only": config.read_only,
        },
        effect=roll_back(),
        description="The source refuses a repeated call, but had prepared before it crashed: vCenter rolls back.",
        citation=READING,
    ),
    Command(
        "abandon_before_start",
        V,
        guard={
            "the source was not started": vcenter.state.one_of(Task.PREPARING_SOURCE, Task.INITIATING_DESTINATION)
            | ((vcenter.state == Task.INITIATING_SOURCE) & (vcenter.journal == Journal.UNDO)),
            "the source failed or is gone": source_gone | (management.from_source == SourceReply.FAILED),
        },
        effect=roll_back(),
        description="The source failed or is gone before it was started: vCenter rolls back.",
        citation=READING,
    ),
    Command(
        "destination_not_created",
        V,
        guard={
            "initiating the destination": vcenter.state == Task.INITIATING_DESTINATION,
            "the destination cannot": destination_gone | (management.from_destination == DestinationReply.CANNOT),
        },
        effect=roll_back(),
        description="The destination host cannot create the VM: vCenter rolls back.",
        citation=ARTICLE + ", step 5",
    ),
    Command(
        "roll_back_on_failure",
        V,
        guard={
            "the source was started": started,
            "the source reports failure": management.from_source == SourceReply.FAILED,
        },
        effect=roll_back(),
        description="The source VMX reports FINISHED with failure: vCenter rolls back.",
        citation=VMX_STATES,
    ),
    Command(
        "roll_back_dead_source",
        V,
        guard={
            "the source was started": started,
            "the source is gone": source_gone,
            "the lock is the source's or HA's": disk.holder.one_of(Holder.SOURCE, Holder.ELSEWHERE),
        },
        effect=roll_back(),
        description="The source VMX is gone, and its lock stands or HA has it: the destination cannot run. vCenter rolls back.",
        citation=READING,
    ),
    Command(
        "roll_back_both_gone",
        V,
        guard={
            "the source was started": started,
            "the source is gone": source_gone,
            "the disk is free": disk.holder == Holder.NOBODY,
            "the destination is gone": destination_gone,
        },
        effect=roll_back(),
        description="The lock was released, but both VMX are gone before either took it: vCenter rolls back.",
        citation=READING,
    ),
    Command(
        "repeat_close",
        V,
        guard={
            "rolling back": vcenter.state == Task.ROLLING_BACK,
            "the source has not closed": (management.to_source == SourceCall.NONE)
            & ~(source_gone | (management.from_source == SourceReply.CLOSED)),
        },
        effect={management.to_source: SourceCall.CLOSE, management.from_source: SourceReply.NONE},
        description="vCenter tells the source again to close the migration.",
        citation=READING,
    ),
    Command(
        "repeat_destroy",
        V,
        guard={
            "rolling back": vcenter.state == Task.ROLLING_BACK,
            "the destination is not gone": (management.to_destination == DestinationCall.NONE) & ~destination_gone,
        },
        effect={
            management.to_destination: DestinationCall.DESTROY,
            management.from_destination: DestinationReply.NONE,
        },
        description="vCenter tells the destination host again to remove its VM.",
        citation=READING,
    ),
    Command(
        "unlock_for_dead_source",
        V,
        guard={
            "rolling back": vcenter.state == Task.ROLLING_BACK,
            "the source is gone": source_gone,
            "the config is read-only": config.read_only,
        },
        effect={config.read_only: False},
        description="The source VMX is gone and cannot unlock the config: vCenter does it.",
        citation=READING,
    ),
    Command(
        "finish_roll_back",
        V,
        guard={
            "rolling back": vcenter.state == Task.ROLLING_BACK,
            "the source has closed or is gone": source_gone | (management.from_source == SourceReply.CLOSED),
            "the destination is gone": destination_gone,
            "the config is writable": ~config.read_only,
        },
        effect={
            vcenter.state: Task.ROLLED_BACK,
            vcenter.journal: Journal.NONE,
            units.own: 0,
            management.to_source: SourceCall.NONE,
            management.from_source: SourceReply.NONE,
            management.to_destination: DestinationCall.NONE,
            management.from_destination: DestinationReply.NONE,
        },
        description="Everything is as it was: the task ends, rolled back.",
        citation=ARTICLE,
        events=(Event.ROLLED_BACK,),
    ),
)

RESTARTED = (
    Command(
        "show_restarted",
        V,
        guard={
            "no migration is under way": ended_or_idle,
            "HA has taken the lock": disk.holder == Holder.ELSEWHERE,
            "the inventory still shows the source": inventory.host == Place.SOURCE,
        },
        effect={inventory.host: Place.ELSEWHERE, inventory.pool: Place.ELSEWHERE},
        description="vCenter learns that HA has started the VM on a third host, and shows it there.",
        citation=DISK_LOCKS,
    ),
)

CRASH = (
    Command(
        "crash_vcenter",
        V,
        guard={
            "a task is under way": ~vcenter.state.one_of(
                Task.IDLE, Task.REJECTED, Task.ROLLED_BACK, Task.COMPLETED, Task.CRASHED
            )
        },
        effect={vcenter.state: Task.CRASHED, vcenter.world: Attempt.NONE},
        description="vCenter crashes and loses what it kept in memory; its database stays.",
        citation=READING,
        failures=("F33",),
        fault=Fault.VCENTER_CRASH,
    ),
    Command(
        "recover_unprepared",
        V,
        guard={
            "vCenter is down": vcenter.state == Task.CRASHED,
            "nothing was prepared": vcenter.journal == Journal.ACCEPTED,
        },
        effect=reject(),
        description="vCenter is back; the source was not asked yet: the task is rejected.",
        citation=READING,
    ),
    Command(
        "recover_unstarted",
        V,
        guard={
            "vCenter is down": vcenter.state == Task.CRASHED,
            "not started, or rolling back": vcenter.journal == Journal.UNDO,
        },
        effect=roll_back(),
        description="vCenter is back; the source was not started, or was being rolled back: vCenter rolls back.",
        citation=READING,
    ),
    Command(
        "recover_started",
        V,
        guard={
            "vCenter is down": vcenter.state == Task.CRASHED,
            "the source was started": vcenter.journal == Journal.STARTED,
        },
        effect={vcenter.state: Task.INITIATING_SOURCE},
        description="vCenter is back; the source was started: the disk lock and the hosts will tell how it stands.",
        citation=READING,
    ),
    Command(
        "recover_switched",
        V,
        guard={
            "vCenter is down": vcenter.state == Task.CRASHED,
            "it had switched": vcenter.journal == Journal.SWITCHED,
        },
        effect={vcenter.state: Task.CLEANUP_OWED},
        description="vCenter is back; the migration had succeeded: the clean-up is owed.",
        citation=MIGRATION_STATUS,
    ),
)
