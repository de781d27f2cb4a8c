"""Steps 1 to 3 of the article: the request, the check of the destination host, the specification."""

from vmotion_model.language import Command, if_then
from vmotion_model.protocol.state import config, disk, history, inventory, management, network, units, vcenter
from vmotion_model.protocol.vocabulary import (
    ARTICLE,
    HOST_UNITS,
    LIMITS,
    READING,
    VMOTION_COST,
    Batch,
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
    Verdict,
    Version,
)

from .guards_and_effects import V, aged, ended_or_idle, no_answer_from_destination, reject

REQUEST = (
    Command(
        "request",
        V,
        guard={"no migration is under way": ended_or_idle, "the VM is on the source": inventory.host == Place.SOURCE},
        effect={
            vcenter.state: Task.REQUESTED,
            vcenter.journal: Journal.ACCEPTED,
            vcenter.world: aged(vcenter.world),
            management.to_source: SourceCall.NONE,
            management.from_source: SourceReply.NONE,
            management.to_destination: DestinationCall.NONE,
            management.from_destination: DestinationReply.NONE,
            network.batch: Batch.NONE,
            network.pages: aged(network.pages),
            network.checkpoint: aged(network.checkpoint),
            network.verdict: if_then(
                network.verdict.one_of(Verdict.READY, Verdict.OLD_READY), Verdict.OLD_READY, Verdict.NONE
            ),
            network.resumed: aged(network.resumed),
            history.allowed: False,
            history.destination_ran: False,
            history.source_failed: False,
            history.destination_failed: history.destination_failed & (disk.holder == Holder.NOBODY),
        },
        description="A client asks vCenter to migrate the VM. What is still in flight now belongs to an earlier attempt.",
        citation=ARTICLE + ", step 1",
        fair=False,
        events=(Event.REQUESTED,),
    ),
    Command(
        "refuse_request",
        V,
        guard={"the request waits": vcenter.state == Task.REQUESTED},
        effect=reject(),
        description="vCenter refuses the request, or the user withdraws it from the queue.",
        citation="vSphere API, MigrationNotReady and siblings",
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
        description="vCenter admits the migration, takes its cost units and asks the destination host.",
        citation=LIMITS,
        fair=False,
        events=(Event.ADMITTED,),
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
        description="The destination host allows the vMotion.",
        citation=ARTICLE + ", step 2",
    ),
    Command(
        "destination_refused",
        V,
        guard={
            "validating": vcenter.state == Task.VALIDATING_DESTINATION,
            "the destination refuses": management.from_destination == DestinationReply.DISALLOWED,
        },
        effect=reject(),
        description="The destination host disallows the vMotion: it ends, and nothing was changed.",
        citation=ARTICLE + ", step 2",
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
        description="The call was lost: vCenter asks the destination host again.",
        citation=READING,
    ),
    Command(
        "validation_times_out",
        V,
        guard={
            "validating": vcenter.state == Task.VALIDATING_DESTINATION,
            "no answer has come": no_answer_from_destination,
        },
        effect=reject(),
        description="The compatibility check takes too long: vCenter gives up before anything was changed.",
        citation="Broadcom KB 393932",
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
        description="vCenter computes the specification from the config file as it is now, and asks the source to prepare.",
        citation=ARTICLE + ", steps 3 and 4",
    ),
    Command(
        "specification_fails",
        V,
        guard={"computing": vcenter.state == Task.COMPUTING_SPECIFICATION},
        effect=reject(),
        description="No specification can be computed: the task ends before anything was changed.",
        citation="Broadcom KB 321009",
        failures=("F08", "F09", "F10", "F36"),
        fault=Fault.REFUSAL,
    ),
)
