"""Pre-copy: batches, rounds, and the timers that end a migration without progress."""

from vmotion_model.language import Command
from vmotion_model.precopy.contract import justification
from vmotion_model.protocol.state import history, management, network, source
from vmotion_model.protocol.vocabulary import (
    ARTICLE,
    NETWORK_TIMEOUT,
    PROTECTION_TIMER,
    READING,
    STUN_TIME,
    Attempt,
    Batch,
    Event,
    Fault,
    Remaining,
    Source,
    SourceCall,
)

from .guards_and_effects import S, called, fail, progress

PRECOPY = (
    Command(
        "start_precopy",
        S,
        guard={
            "asked to start": called(SourceCall.START),
            "prepared": source.state == Source.READY,
        },
        effect={
            source.state: Source.PRECOPY,
            source.target: management.world,
            source.helpers: True,
            source.protection: 0,
            management.to_source: SourceCall.NONE,
            management.world: Attempt.NONE,
            history.stalled: 0,
        },
        description="The source starts to copy memory to the destination's world; the destination's start counts as progress.",
        citation=ARTICLE + ", step 6",
        events=(Event.PRECOPY_STARTED,),
    ),
    Command(
        "cannot_start",
        S,
        guard={
            "asked to start": called(SourceCall.START),
            "prepared": source.state == Source.READY,
        },
        effect={management.to_source: SourceCall.NONE, management.world: Attempt.NONE, **fail()},
        description="The source cannot make the helper worlds, or cannot connect to the destination: it gives up.",
        citation="recollected text: Failed to initialize migration at source",
        failures=("F14",),
        fault=Fault.FAILURE,
    ),
    Command(
        "send_batch",
        S,
        guard={
            "pre-copying": source.state == Source.PRECOPY,
            "nothing is under way": network.batch == Batch.NONE,
        },
        effect={network.batch: Batch.SENT},
        description="The source sends a batch of pages.",
        citation=ARTICLE + ", step 6",
    ),
    Command(
        "take_acknowledgement",
        S,
        guard={
            "pre-copying": source.state == Source.PRECOPY,
            "the batch was acknowledged": network.batch == Batch.ACKNOWLEDGED,
        },
        effect=progress(),
        description="The batch has arrived: progress, which restarts the protection timer.",
        citation=READING,
    ),
    Command(
        "round_shrinks",
        S,
        guard={
            "pre-copying": source.state == Source.PRECOPY,
            "the batch was acknowledged": network.batch == Batch.ACKNOWLEDGED,
            "the first round": source.remaining == Remaining.ALL,
        },
        effect={**progress(), source.remaining: Remaining.SHRINKING},
        description="The first round is done; SDPS keeps the dirty rate below the transmit rate, so less remains each round.",
        citation=justification(Remaining.SHRINKING),
        events=(Event.ROUND_ENDED,),
    ),
    Command(
        "round_reaches_goal",
        S,
        guard={
            "pre-copying": source.state == Source.PRECOPY,
            "the batch was acknowledged": network.batch == Batch.ACKNOWLEDGED,
            "more than the goal remains": source.remaining != Remaining.SMALL,
        },
        effect={**progress(), source.remaining: Remaining.SMALL},
        description="The round is done, and what remains can be sent within the switchover time goal.",
        citation=f"{STUN_TIME}; {justification(Remaining.SMALL)}",
        fair=False,
        events=(Event.GOAL_REACHED,),
    ),
    Command(
        "hear_keepalive",
        S,
        guard={
            "pre-copying": source.state == Source.PRECOPY,
            "a sign of life has come": network.batch == Batch.HELD,
        },
        effect={network.batch: Batch.SENT, source.quiet: 0},
        description="The destination host is alive, though it drained nothing: no progress.",
        citation="a public report of a starved receiver",
    ),
    Command(
        "protection_expires",
        S,
        guard={
            "in READY or pre-copy": source.state.one_of(Source.READY, Source.PRECOPY),
            "no progress for too long": source.protection >= PROTECTION_TIMER,
        },
        effect=fail(),
        description="The protection timer runs out: the source gives up and unlocks the config.",
        citation=ARTICLE + ", step 4",
        failures=("F12", "F13", "F15", "F20"),
        fair=False,
    ),
    Command(
        "network_times_out",
        S,
        guard={
            "pre-copying": source.state == Source.PRECOPY,
            "nothing heard for too long": source.quiet >= NETWORK_TIMEOUT,
        },
        effect=fail(),
        description="The destination was not heard for the network timeout: the source gives up.",
        citation="ESXi 8.0U3 advanced settings, Migrate.NetTimeout",
        failures=("F14", "F15", "F20"),
        fair=False,
    ),
    Command(
        "cannot_converge",
        S,
        guard={
            "pre-copying": source.state == Source.PRECOPY,
            "rounds do not shrink": source.remaining == Remaining.SHRINKING,
        },
        effect=fail(),
        description="SDPS is off or not enough, memory changes faster than it can be sent: the source gives up.",
        citation=ARTICLE + ", step 6",
        failures=("F21",),
        fault=Fault.FAILURE,
    ),
    Command(
        "transfer_fails",
        S,
        guard={"pre-copying or saving": source.state.one_of(Source.PRECOPY, Source.CHECKPT)},
        effect=fail(),
        description="The transfer or the saving of the checkpoint fails: the source gives up.",
        citation="Broadcom KB 321009",
        failures=("F18", "F19", "F30"),
        fault=Fault.FAILURE,
    ),
)
