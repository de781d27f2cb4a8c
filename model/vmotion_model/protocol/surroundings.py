"""What no role decides: users, other migrations, networks that lose messages, and HA.

A message that is delayed is one that is not yet delivered: no step is needed for that.
"""

from typing import Any

from vmotion_model.language import Command, Expr, Var

from .state import config, disk, elsewhere, management, network, take_lock, units
from .vocabulary import (
    DISK_LOCKS,
    HOST_UNITS,
    LIMITS,
    READING,
    Attempt,
    Batch,
    DestinationCall,
    DestinationReply,
    Event,
    Fault,
    Holder,
    Role,
    SourceCall,
    SourceReply,
    Verdict,
    Version,
    Vm,
)

E = Role.SURROUNDINGS


def _lose(
    name: str,
    message: Var[Any],
    empty: object,
    description: str,
    *more: tuple[Var[Any], object],
    kept: tuple[Any, ...] = (),
    events: tuple[str, ...] = (),
) -> Command:
    there: Expr[bool] = ~message.one_of(empty, *kept)
    return Command(
        name,
        E,
        guard={"it is under way": there},
        effect={message: empty, **dict(more)},
        description=description,
        citation=READING,
        fault=Fault.LOSS,
        events=events,
    )


USERS = (
    Command(
        "edit_config",
        E,
        guard={"the config is writable": ~config.read_only},
        effect={config.version: Version.OTHER},
        description="A user edits the VM's configuration.",
        citation="KB 1003734, step 4",
        events=(Event.CONFIG_EDITED,),
    ),
    Command(
        "others_take_unit",
        E,
        guard={"the host has units left": units.own + units.others + 1 <= HOST_UNITS},
        effect={units.others: units.others + 1},
        description="Another migration takes a cost unit.",
        citation=LIMITS,
    ),
    Command(
        "others_return_unit",
        E,
        guard={"others hold units": units.others >= 1},
        effect={units.others: units.others - 1},
        description="Another migration returns a cost unit.",
        citation=LIMITS,
        events=(Event.UNITS_RETURNED,),
    ),
)

LOSSES = (
    _lose(
        "lose_call_to_source",
        management.to_source,
        SourceCall.NONE,
        "The call to the source is lost.",
        (management.world, Attempt.NONE),
    ),
    _lose(
        "lose_word_of_source",
        management.from_source,
        SourceReply.NONE,
        "The source's word is lost (a host that is back, or an operator, repeats until vCenter knows).",
        kept=(SourceReply.ABSENT, SourceReply.DEAD),
    ),
    _lose(
        "lose_call_to_destination",
        management.to_destination,
        DestinationCall.NONE,
        "The call to the destination is lost.",
    ),
    _lose(
        "lose_word_of_destination",
        management.from_destination,
        DestinationReply.NONE,
        "The destination's word is lost (an operator repeats until vCenter knows).",
        kept=(DestinationReply.DEAD,),
    ),
    _lose("lose_batch", network.batch, Batch.NONE, "A batch of pages, or its acknowledgement, is lost."),
    _lose("lose_pages", network.pages, Attempt.NONE, "The last pages are lost."),
    _lose("lose_checkpoint", network.checkpoint, Attempt.NONE, "The checkpoint is lost."),
    _lose("lose_verdict", network.verdict, Verdict.NONE, "The go or no-go is lost."),
    _lose(
        "lose_resumed",
        network.resumed,
        Attempt.NONE,
        "The acknowledgement is lost.",
        events=(Event.ACKNOWLEDGEMENT_LOST,),
    ),
)

HIGH_AVAILABILITY = (
    Command(
        "restart_elsewhere",
        E,
        guard={
            "the lock is the source's": disk.holder == Holder.SOURCE,
            "nobody renews the lock": disk.stale,
        },
        effect={**take_lock(Holder.ELSEWHERE), elsewhere.vm: Vm.RESTARTED},
        description="HA starts the VM of the dead source on a third host; it waits for the lock, which an isolated host renews.",
        citation=DISK_LOCKS,
        fair=False,
        events=(Event.RESTARTED_ELSEWHERE,),
    ),
)

COMMANDS = USERS + LOSSES + HIGH_AVAILABILITY
