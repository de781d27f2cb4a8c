"""Steps 7 and 8 of the article: host and resource pool are switched, the source cleans up, the task is complete."""

from vmotion_model.language import Command
from vmotion_model.protocol.state import config, disk, inventory, management, units, vcenter
from vmotion_model.protocol.vocabulary import (
    ARTICLE,
    MIGRATION_STATUS,
    DestinationCall,
    DestinationReply,
    Holder,
    Journal,
    Place,
    SourceCall,
    SourceReply,
    Task,
)

from .guards_and_effects import V, started, switching

COMPLETE = (
    Command(
        "switch_host",
        V,
        guard={
            "the source was started": started,
            "the destination holds the disk": disk.holder == Holder.DESTINATION,
        },
        effect={
            vcenter.state: Task.SWITCHING_HOST,
            vcenter.journal: Journal.SWITCHED,
            units.own: 0,
        },
        description="The destination holds the disk lock, so it runs the VM: the migration has succeeded.",
        citation=MIGRATION_STATUS,
    ),
    Command(
        "switch_inventory",
        V,
        guard={
            "switching": switching,
            "the inventory still shows the source": inventory.host == Place.SOURCE,
        },
        effect={inventory.host: Place.DESTINATION},
        description="vCenter changes the VM's host to the destination.",
        citation=ARTICLE + ", step 7",
    ),
    Command(
        "switch_pool",
        V,
        guard={
            "switching": switching,
            "the inventory shows the destination": inventory.host == Place.DESTINATION,
            "the pool is the source's": inventory.pool == Place.SOURCE,
        },
        effect={
            inventory.pool: Place.DESTINATION,
            management.to_source: SourceCall.CLEAN,
            management.from_source: SourceReply.NONE,
        },
        description="vCenter changes the VM's resource pool to the destination's and tells the source to clean up.",
        citation=ARTICLE + ", step 7",
    ),
    Command(
        "repeat_cleanup",
        V,
        guard={
            "switching": switching,
            "host and pool are switched": inventory.pool == Place.DESTINATION,
            "no clean-up is under way": (management.to_source == SourceCall.NONE)
            & ~management.from_source.one_of(SourceReply.CLEANED, SourceReply.DEAD),
        },
        effect={management.to_source: SourceCall.CLEAN, management.from_source: SourceReply.NONE},
        description="vCenter tells the source again to clean up.",
        citation=MIGRATION_STATUS,
    ),
    Command(
        "owe_cleanup",
        V,
        guard={
            "switching": vcenter.state == Task.SWITCHING_HOST,
            "not cleaned up yet": management.from_source != SourceReply.CLEANED,
        },
        effect={vcenter.state: Task.CLEANUP_OWED},
        description="The task ends without the clean-up, which is left to recovery.",
        citation=MIGRATION_STATUS,
        failures=("F33",),
    ),
    Command(
        "complete",
        V,
        guard={
            "switching": switching,
            "host and pool are switched": inventory.pool == Place.DESTINATION,
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
        description="Everything is tidied up: vCenter makes the config writable and marks the task complete.",
        citation=ARTICLE + ", step 8",
    ),
)
