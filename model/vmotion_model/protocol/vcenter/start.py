"""Steps 4 to 6 of the article: the source prepares, the destination VM is created, the migration starts."""

from vmotion_model.language import Command
from vmotion_model.protocol.state import config, disk, management, vcenter
from vmotion_model.protocol.vocabulary import (
    ARTICLE,
    READING,
    Attempt,
    DestinationCall,
    DestinationReply,
    Holder,
    Journal,
    SourceCall,
    SourceReply,
    Task,
)

from .guards_and_effects import V, destination_gone, reject, source_gone, started

START = (
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
        description="The source is prepared: vCenter asks the destination host to create the VM.",
        citation=ARTICLE + ", step 5",
    ),
    Command(
        "source_refused",
        V,
        guard={
            "preparing": vcenter.state == Task.PREPARING_SOURCE,
            "the source refuses": management.from_source == SourceReply.REFUSED,
            "the config is writable": ~config.read_only,
        },
        effect=reject(),
        description="The source host disallows the vMotion: it ends, and nothing was changed.",
        citation=ARTICLE + ", step 4",
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
        description="The config was edited after the specification was computed: vCenter computes it again.",
        citation=READING,
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
        description="The call was lost: vCenter asks the source again.",
        citation=READING,
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
        description="The destination VM waits; vCenter has its world id.",
        citation=ARTICLE + ", step 5",
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
        description="The call was lost: vCenter asks the destination host again.",
        citation=READING,
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
        description="vCenter starts the source VM's migration and hands it the destination's world id.",
        citation=ARTICLE + ", step 6",
    ),
    Command(
        "ask_destination",
        V,
        guard={
            "the source was started": started,
            "the source is gone": source_gone,
            "nobody holds the disk": disk.holder == Holder.NOBODY,
            "nothing is under way": (management.to_destination == DestinationCall.NONE) & ~destination_gone,
        },
        effect={
            management.to_destination: DestinationCall.QUERY,
            management.from_destination: DestinationReply.NONE,
        },
        description="The source is gone and the disk is free: vCenter asks whether the destination VMX still lives.",
        citation=READING,
    ),
)
