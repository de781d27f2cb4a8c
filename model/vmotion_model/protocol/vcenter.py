"""vCenter's task: the eight steps of the article, roll-back, and recovery after a crash.

vCenter decides on facts, never on silence: it rolls back when the source reports failure, or when the source's VMX is known
to be gone and the disk lock cannot pass to the destination any more; it switches only when the destination holds the lock.
"""

from typing import Any

from vmotion_model.language import Command, Expr, Var, if_then

from .state import (
    config,
    disk,
    history,
    inventory,
    management,
    network,
    units,
    vcenter,
)
from .vocabulary import (
    ARTICLE,
    HOST_UNITS,
    LIMITS,
    MIGRATION_STATUS,
    READING,
    VMOTION_COST,
    VMX_STATES,
    Attempt,
    Batch,
    DestinationCall,
    DestinationReply,
    Fault,
    Holder,
    Journal,
    Place,
    Role,
    SourceCall,
    SourceReply,
    Task,
    Verdict,
    Version,
)

V = Role.VCENTER
Effect = dict[Var[Any], Any]

ended_or_idle = vcenter.state.one_of(Task.IDLE, Task.REJECTED, Task.ROLLED_BACK)
source_gone = management.from_source.one_of(SourceReply.ABSENT, SourceReply.DEAD)
destination_gone = management.from_destination.one_of(DestinationReply.GONE, DestinationReply.DEAD)
no_answer_from_destination = management.from_destination.one_of(
    DestinationReply.NONE, DestinationReply.GONE, DestinationReply.DEAD
)
switching = vcenter.state.one_of(Task.SWITCHING_HOST, Task.CLEANUP_OWED)


def _aged(message: Var[Attempt]) -> Expr[Attempt]:
    """The label of a message in flight once a new attempt begins."""
    return if_then(message == Attempt.THIS, Attempt.OLD, message)


def _reject() -> Effect:
    """The task ends before anything was started; the calls of the task end with it."""
    return {
        vcenter.state: Task.REJECTED,
        vcenter.journal: Journal.NONE,
        units.own: 0,
        management.to_source: SourceCall.NONE,
        management.from_source: SourceReply.NONE,
        management.to_destination: DestinationCall.NONE,
        management.from_destination: DestinationReply.NONE,
    }


def _roll_back() -> Effect:
    """Undo: tell both hosts. What is known of a dead source stays known."""
    return {
        vcenter.state: Task.ROLLING_BACK,
        vcenter.journal: Journal.UNDO,
        management.to_source: SourceCall.CLOSE,
        management.world: Attempt.NONE,
        management.from_source: if_then(source_gone, management.from_source, SourceReply.NONE),
        management.to_destination: DestinationCall.DESTROY,
        management.from_destination: DestinationReply.NONE,
    }


STEPS = (
    Command(
        "request",
        V,
        guard={"no migration is under way": ended_or_idle},
        effect={
            vcenter.state: Task.REQUESTED,
            vcenter.journal: Journal.ACCEPTED,
            vcenter.world: _aged(vcenter.world),
            management.to_source: SourceCall.NONE,
            management.from_source: SourceReply.NONE,
            management.to_destination: DestinationCall.NONE,
            management.from_destination: DestinationReply.NONE,
            network.batch: Batch.NONE,
            network.pages: _aged(network.pages),
            network.checkpoint: _aged(network.checkpoint),
            network.verdict: if_then(
                network.verdict.one_of(Verdict.READY, Verdict.OLD_READY), Verdict.OLD_READY, Verdict.NONE
            ),
            network.resumed: _aged(network.resumed),
            history.allowed: False,
            history.destination_ran: False,
            history.source_failed: False,
            history.destination_failed: history.destination_failed & (disk.holder == Holder.NOBODY),
        },
        says="A client asks vCenter to migrate the VM. What is still in flight now belongs to an earlier attempt.",
        fact=ARTICLE + ", step 1",
    ),
    Command(
        "refuse_request",
        V,
        guard={"the request waits": vcenter.state == Task.REQUESTED},
        effect=_reject(),
        says="vCenter refuses the request, or the user withdraws it from the queue.",
        fact="vSphere API, MigrationNotReady and siblings",
        failures=("F06",),
        fault=Fault.REFUSAL,
    ),
    Command(
        "admit",
        V,
        guard={
            "the request waits": vcenter.state == Task.REQUESTED,
            "the host has units left": units.own + units.others + VMOTION_COST <= HOST_UNITS,
        },
        effect={
            vcenter.state: Task.VALIDATING_DESTINATION,
            units.own: units.own + VMOTION_COST,
            management.to_destination: DestinationCall.VALIDATE,
        },
        says="vCenter admits the migration, takes its cost units and asks the destination host.",
        fact=LIMITS,
    ),
    Command(
        "destination_allowed",
        V,
        guard={
            "validating": vcenter.state == Task.VALIDATING_DESTINATION,
            "the destination allows it": management.from_destination == DestinationReply.ALLOWED,
        },
        effect={
            vcenter.state: Task.COMPUTING_SPECIFICATION,
            management.from_destination: DestinationReply.NONE,
        },
        says="The destination host allows the vMotion.",
        fact=ARTICLE + ", step 2",
    ),
    Command(
        "destination_refused",
        V,
        guard={
            "validating": vcenter.state == Task.VALIDATING_DESTINATION,
            "the destination refuses": management.from_destination == DestinationReply.DISALLOWED,
        },
        effect=_reject(),
        says="The destination host disallows the vMotion: it ends, and nothing was changed.",
        fact=ARTICLE + ", step 2",
    ),
    Command(
        "repeat_validation",
        V,
        guard={
            "validating": vcenter.state == Task.VALIDATING_DESTINATION,
            "the call broke off": (management.to_destination == DestinationCall.NONE) & no_answer_from_destination,
        },
        effect={
            management.to_destination: DestinationCall.VALIDATE,
            management.from_destination: DestinationReply.NONE,
        },
        says="The call was lost: vCenter asks the destination host again.",
        fact=READING,
    ),
    Command(
        "validation_times_out",
        V,
        guard={
            "validating": vcenter.state == Task.VALIDATING_DESTINATION,
            "no answer has come": no_answer_from_destination,
        },
        effect=_reject(),
        says="The compatibility check takes too long: vCenter gives up before anything was changed.",
        fact="Broadcom KB 393932",
        failures=("F07", "F32"),
        fault=Fault.REFUSAL,
    ),
    Command(
        "compute_specification",
        V,
        guard={"computing": vcenter.state == Task.COMPUTING_SPECIFICATION},
        effect={
            vcenter.state: Task.PREPARING_SOURCE,
            vcenter.journal: Journal.UNDO,
            config.version: Version.SPECIFIED,
            management.to_source: SourceCall.PREPARE,
            management.from_source: SourceReply.NONE,
        },
        says="vCenter computes the specification from the config file as it is now, and asks the source to prepare.",
        fact=ARTICLE + ", steps 3 and 4",
    ),
    Command(
        "specification_fails",
        V,
        guard={"computing": vcenter.state == Task.COMPUTING_SPECIFICATION},
        effect=_reject(),
        says="No specification can be computed: the task ends before anything was changed.",
        fact="Broadcom KB 321009",
        failures=("F08", "F09", "F10", "F36"),
        fault=Fault.REFUSAL,
    ),
    Command(
        "source_prepared",
        V,
        guard={
            "preparing": vcenter.state == Task.PREPARING_SOURCE,
            "the source is prepared": management.from_source == SourceReply.PREPARED,
        },
        effect={
            vcenter.state: Task.INITIATING_DESTINATION,
            management.from_source: SourceReply.NONE,
            management.to_destination: DestinationCall.CREATE,
            management.from_destination: DestinationReply.NONE,
        },
        says="The source is prepared: vCenter asks the destination host to create the VM.",
        fact=ARTICLE + ", step 5",
    ),
    Command(
        "source_refused",
        V,
        guard={
            "preparing": vcenter.state == Task.PREPARING_SOURCE,
            "the source refuses": management.from_source == SourceReply.REFUSED,
            "the config is writable": ~config.read_only,
        },
        effect=_reject(),
        says="The source host disallows the vMotion: it ends, and nothing was changed.",
        fact=ARTICLE + ", step 4",
    ),
    Command(
        "recompute_specification",
        V,
        guard={
            "preparing": vcenter.state == Task.PREPARING_SOURCE,
            "the specification is stale": management.from_source == SourceReply.STALE,
        },
        effect={
            vcenter.state: Task.COMPUTING_SPECIFICATION,
            vcenter.journal: Journal.ACCEPTED,
            management.from_source: SourceReply.NONE,
        },
        says="The config was edited after the specification was computed: vCenter computes it again.",
        fact=READING,
    ),
    Command(
        "repeat_preparation",
        V,
        guard={
            "preparing": vcenter.state == Task.PREPARING_SOURCE,
            "the call broke off": (management.to_source == SourceCall.NONE)
            & (management.from_source == SourceReply.NONE),
        },
        effect={management.to_source: SourceCall.PREPARE},
        says="The call was lost: vCenter asks the source again.",
        fact=READING,
    ),
    Command(
        "destination_created",
        V,
        guard={
            "initiating the destination": vcenter.state == Task.INITIATING_DESTINATION,
            "the destination waits": management.from_destination == DestinationReply.CREATED,
        },
        effect={
            vcenter.state: Task.INITIATING_SOURCE,
            vcenter.world: Attempt.THIS,
            management.from_destination: DestinationReply.NONE,
        },
        says="The destination VM waits; vCenter has its world id.",
        fact=ARTICLE + ", step 5",
    ),
    Command(
        "repeat_creation",
        V,
        guard={
            "initiating the destination": vcenter.state == Task.INITIATING_DESTINATION,
            "the call broke off": (management.to_destination == DestinationCall.NONE)
            & management.from_destination.one_of(DestinationReply.NONE, DestinationReply.GONE),
        },
        effect={
            management.to_destination: DestinationCall.CREATE,
            management.from_destination: DestinationReply.NONE,
        },
        says="The call was lost: vCenter asks the destination host again.",
        fact=READING,
    ),
    Command(
        "start_source",
        V,
        guard={
            "initiating the source": vcenter.state == Task.INITIATING_SOURCE,
            "the source was not started": vcenter.journal == Journal.UNDO,
            "the source is not gone": ~source_gone,
        },
        effect={
            vcenter.journal: Journal.STARTED,
            management.to_source: SourceCall.START,
            management.world: vcenter.world,
            vcenter.world: Attempt.NONE,
        },
        says="vCenter starts the source VM's migration and hands it the destination's world id.",
        fact=ARTICLE + ", step 6",
    ),
    Command(
        "ask_destination",
        V,
        guard={
            "the source was started": (vcenter.state == Task.INITIATING_SOURCE) & (vcenter.journal == Journal.STARTED),
            "the source is gone": source_gone,
            "nobody holds the disk": disk.holder == Holder.NOBODY,
            "nothing is under way": (management.to_destination == DestinationCall.NONE) & ~destination_gone,
        },
        effect={
            management.to_destination: DestinationCall.QUERY,
            management.from_destination: DestinationReply.NONE,
        },
        says="The source is gone and the disk is free: vCenter asks whether the destination VMX still lives.",
        fact=READING,
    ),
    Command(
        "switch_host",
        V,
        guard={
            "the source was started": (vcenter.state == Task.INITIATING_SOURCE) & (vcenter.journal == Journal.STARTED),
            "the destination holds the disk": disk.holder == Holder.DESTINATION,
        },
        effect={
            vcenter.state: Task.SWITCHING_HOST,
            vcenter.journal: Journal.SWITCHED,
            units.own: 0,
        },
        says="The destination holds the disk lock, so it runs the VM: the migration has succeeded.",
        fact=MIGRATION_STATUS,
    ),
    Command(
        "switch_inventory",
        V,
        guard={
            "switching": switching,
            "the inventory still shows the source": inventory.host == Place.SOURCE,
        },
        effect={
            inventory.host: Place.DESTINATION,
            management.to_source: SourceCall.CLEAN,
            management.from_source: SourceReply.NONE,
        },
        says="vCenter moves the VM's host and pool to the destination and tells the source to clean up.",
        fact=ARTICLE + ", step 7",
    ),
    Command(
        "repeat_cleanup",
        V,
        guard={
            "switching": switching,
            "the inventory shows the destination": inventory.host == Place.DESTINATION,
            "no clean-up is under way": (management.to_source == SourceCall.NONE)
            & ~management.from_source.one_of(SourceReply.CLEANED, SourceReply.DEAD),
        },
        effect={management.to_source: SourceCall.CLEAN, management.from_source: SourceReply.NONE},
        says="vCenter tells the source again to clean up.",
        fact=MIGRATION_STATUS,
    ),
    Command(
        "owe_cleanup",
        V,
        guard={
            "switching": vcenter.state == Task.SWITCHING_HOST,
            "not cleaned up yet": management.from_source != SourceReply.CLEANED,
        },
        effect={vcenter.state: Task.CLEANUP_OWED},
        says="The task ends without the clean-up, which is left to recovery.",
        fact=MIGRATION_STATUS,
        failures=("F33",),
    ),
    Command(
        "complete",
        V,
        guard={
            "switching": switching,
            "the inventory shows the destination": inventory.host == Place.DESTINATION,
            "the source is cleaned up or dead": management.from_source.one_of(SourceReply.CLEANED, SourceReply.DEAD),
        },
        effect={
            vcenter.state: Task.COMPLETED,
            vcenter.journal: Journal.NONE,
            config.read_only: False,
            management.to_source: SourceCall.NONE,
            management.from_source: SourceReply.NONE,
            management.to_destination: DestinationCall.NONE,
            management.from_destination: DestinationReply.NONE,
        },
        says="Everything is tidied up: vCenter makes the config writable and marks the task complete.",
        fact=ARTICLE + ", step 8",
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
        effect=_roll_back(),
        says="The source refuses a repeated call, but had prepared before it crashed: vCenter rolls back.",
        fact=READING,
    ),
    Command(
        "abandon_before_start",
        V,
        guard={
            "the source was not started": vcenter.state.one_of(Task.PREPARING_SOURCE, Task.INITIATING_DESTINATION)
            | ((vcenter.state == Task.INITIATING_SOURCE) & (vcenter.journal == Journal.UNDO)),
            "the source failed or is gone": source_gone | (management.from_source == SourceReply.FAILED),
        },
        effect=_roll_back(),
        says="The source failed or is gone before it was started: vCenter rolls back.",
        fact=READING,
    ),
    Command(
        "destination_not_created",
        V,
        guard={
            "initiating the destination": vcenter.state == Task.INITIATING_DESTINATION,
            "the destination cannot": destination_gone | (management.from_destination == DestinationReply.CANNOT),
        },
        effect=_roll_back(),
        says="The destination host cannot create the VM: vCenter rolls back.",
        fact=ARTICLE + ", step 5",
    ),
    Command(
        "roll_back_on_failure",
        V,
        guard={
            "the source was started": (vcenter.state == Task.INITIATING_SOURCE) & (vcenter.journal == Journal.STARTED),
            "the source reports failure": management.from_source == SourceReply.FAILED,
        },
        effect=_roll_back(),
        says="The source VMX reports FINISHED with failure: vCenter rolls back.",
        fact=VMX_STATES,
    ),
    Command(
        "roll_back_dead_source",
        V,
        guard={
            "the source was started": (vcenter.state == Task.INITIATING_SOURCE) & (vcenter.journal == Journal.STARTED),
            "the source is gone": source_gone,
            "the source's lock stands": disk.holder == Holder.SOURCE,
        },
        effect=_roll_back(),
        says="The source VMX is gone and its lock stands, so the destination can never run: vCenter rolls back.",
        fact=READING,
    ),
    Command(
        "roll_back_both_gone",
        V,
        guard={
            "the source was started": (vcenter.state == Task.INITIATING_SOURCE) & (vcenter.journal == Journal.STARTED),
            "the source is gone": source_gone,
            "the disk is free": disk.holder == Holder.NOBODY,
            "the destination is gone": destination_gone,
        },
        effect=_roll_back(),
        says="The lock was released, but both VMX are gone before either took it: vCenter rolls back.",
        fact=READING,
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
        says="vCenter tells the source again to close the migration.",
        fact=READING,
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
        says="vCenter tells the destination host again to remove its VM.",
        fact=READING,
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
        says="The source VMX is gone and cannot unlock the config: vCenter does it.",
        fact=READING,
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
        says="Everything is as it was: the task ends, rolled back.",
        fact=ARTICLE,
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
        says="vCenter crashes and loses what it kept in memory; its database stays.",
        fact=READING,
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
        effect=_reject(),
        says="vCenter is back; the source was not asked yet: the task is rejected.",
        fact=READING,
    ),
    Command(
        "recover_unstarted",
        V,
        guard={
            "vCenter is down": vcenter.state == Task.CRASHED,
            "not started, or rolling back": vcenter.journal == Journal.UNDO,
        },
        effect=_roll_back(),
        says="vCenter is back; the source was not started, or was being rolled back: vCenter rolls back.",
        fact=READING,
    ),
    Command(
        "recover_started",
        V,
        guard={
            "vCenter is down": vcenter.state == Task.CRASHED,
            "the source was started": vcenter.journal == Journal.STARTED,
        },
        effect={vcenter.state: Task.INITIATING_SOURCE},
        says="vCenter is back; the source was started: the disk lock and the hosts will tell how it stands.",
        fact=READING,
    ),
    Command(
        "recover_switched",
        V,
        guard={
            "vCenter is down": vcenter.state == Task.CRASHED,
            "it had switched": vcenter.journal == Journal.SWITCHED,
        },
        effect={vcenter.state: Task.CLEANUP_OWED},
        says="vCenter is back; the migration had succeeded: the clean-up is owed.",
        fact=MIGRATION_STATUS,
    ),
)

COMMANDS = STEPS + ROLL_BACK + CRASH
