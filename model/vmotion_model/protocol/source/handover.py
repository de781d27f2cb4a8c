"""The hand-over: stun, last pages, the release of the disk lock, and the ways back."""

from vmotion_model.language import Command
from vmotion_model.protocol.state import disk, management, network, source, take_lock
from vmotion_model.protocol.vocabulary import (
    CANCELLING,
    DISK_LOCKS,
    GO_MESSAGE,
    NETWORK_SILENCE,
    NETWORK_TIMEOUT,
    READING,
    STUN_TIME,
    SWITCHOVER,
    SWITCHOVER_LIMIT,
    VMX_STATES,
    Attempt,
    Batch,
    Event,
    Fault,
    Holder,
    Remaining,
    Source,
    SourceCall,
    Verdict,
    Vm,
)

from .guards_and_effects import S, called, fail, succeed, waiting

silent = source.switchover >= NETWORK_TIMEOUT
taken = ~disk.holder.one_of(Holder.SOURCE, Holder.NOBODY)

HAND_OVER = (
    Command(
        "stun",
        S,
        guard={
            "pre-copying": source.state == Source.PRECOPY,
            "little remains": source.remaining == Remaining.SMALL,
        },
        effect={source.state: Source.CHECKPT, source.vm: Vm.STUNNED, network.batch: Batch.NONE},
        description="The source stuns the VM; from here on the switchover limit rules.",
        citation=STUN_TIME + "; " + GO_MESSAGE,
    ),
    Command(
        "send_last",
        S,
        guard={"saving the checkpoint": source.state == Source.CHECKPT},
        effect={
            source.state: Source.WAIT_HANDSHAKE,
            network.pages: source.target,
            network.checkpoint: source.target,
        },
        description="The source sends the last pages and the checkpoint and waits for the handshake.",
        citation=VMX_STATES + "; " + STUN_TIME,
    ),
    Command(
        "release_disk",
        S,
        guard={
            "waiting for the handshake": waiting,
            "the destination is ready": network.verdict == Verdict.READY,
            "the source holds the disk": disk.holder == Holder.SOURCE,
        },
        effect={network.verdict: Verdict.NONE, disk.holder: Holder.NOBODY},
        description="The destination is ready: the source releases the disk lock. This is the commit.",
        citation=READING,
    ),
    Command(
        "finish",
        S,
        guard={
            "waiting for the handshake": waiting,
            "the destination has resumed": network.resumed == source.target,
        },
        effect={network.resumed: Attempt.NONE, **succeed()},
        description="The destination has resumed the VM: the source's part is over.",
        citation=VMX_STATES,
    ),
    Command(
        "told_to_stop",
        S,
        guard={
            "waiting for the handshake": waiting,
            "the destination cannot resume": network.verdict == Verdict.REFUSED,
            "the source holds the disk": disk.holder == Holder.SOURCE,
        },
        effect={network.verdict: Verdict.NONE, **fail()},
        description="The source detects that the destination failed to resume: the VM runs on here.",
        citation="DEF 59665",
        failures=("F17", "F18", "F26", "F27", "F28"),
    ),
    Command(
        "take_back",
        S,
        guard={
            "waiting for the handshake": waiting,
            "the destination cannot resume": network.verdict == Verdict.REFUSED,
            "nobody holds the disk": disk.holder == Holder.NOBODY,
        },
        effect={network.verdict: Verdict.NONE, **take_lock(Holder.SOURCE), **fail()},
        description="The destination could not take the released lock and says so: the source takes it back at once and runs on.",
        citation="DEF 59665; " + READING,
        events=(Event.TAKEN_BACK,),
    ),
    Command(
        "cancelled",
        S,
        guard={
            "told to cancel": called(SourceCall.CANCEL),
            "not handed over": source.state.one_of(Source.READY, Source.PRECOPY, Source.CHECKPT)
            | (waiting & (disk.holder == Holder.SOURCE)),
        },
        effect={management.to_source: SourceCall.NONE, **fail()},
        description="The user cancels before the disk lock was released: the VM runs on here.",
        citation=CANCELLING,
        events=(Event.CANCELLED,),
    ),
    Command(
        "refuse_cancel",
        S,
        guard={
            "told to cancel": called(SourceCall.CANCEL),
            "handed over or over": (source.state == Source.FINISHED) | (waiting & (disk.holder != Holder.SOURCE)),
        },
        effect={management.to_source: SourceCall.NONE},
        description="The disk lock was released, or the migration is over: it is too late to cancel.",
        citation=CANCELLING,
    ),
    Command(
        "switchover_times_out",
        S,
        guard={
            "stunned": source.state.one_of(Source.CHECKPT, Source.WAIT_HANDSHAKE),
            "the switchover took too long": source.switchover >= SWITCHOVER_LIMIT,
            "the source holds the disk": disk.holder == Holder.SOURCE,
        },
        effect=fail(),
        description="The maximum switchover time is over and the lock was not released: the VM runs on here.",
        citation=SWITCHOVER,
        failures=("F22", "F23", "F24", "F25"),
        fair=False,
    ),
    Command(
        "fall_back",
        S,
        guard={
            "acknowledgement still awaited": waiting,
            "the switchover took too long": source.switchover >= SWITCHOVER_LIMIT,
            "nobody holds the disk": disk.holder == Holder.NOBODY,
        },
        effect={**take_lock(Holder.SOURCE), **fail()},
        description="The acknowledgement did not come and the disk is still free: the source takes it back and runs on.",
        citation=VMX_STATES,
        failures=("F22", "F23", "F24", "F25"),
        fair=False,
        events=(Event.FELL_BACK,),
    ),
    Command(
        "connection_lost",
        S,
        guard={
            "stunned": source.state.one_of(Source.CHECKPT, Source.WAIT_HANDSHAKE),
            "silent since the stun": silent,
            "the source holds the disk": disk.holder == Holder.SOURCE,
        },
        effect=fail(),
        description="The connection broke after the stun, before the release: after the network timeout the VM runs on here.",
        citation=NETWORK_SILENCE,
        failures=("F19",),
        fault=Fault.FAILURE,
    ),
    Command(
        "lost_but_disk_free",
        S,
        guard={
            "acknowledgement still awaited": waiting,
            "silent since the stun": silent,
            "nobody holds the disk": disk.holder == Holder.NOBODY,
        },
        effect={**take_lock(Holder.SOURCE), **fail()},
        description="The connection broke after the release: the source finds the lock free, takes it back and runs on.",
        citation=NETWORK_SILENCE,
        failures=("F19",),
        fault=Fault.FAILURE,
        events=(Event.FELL_BACK,),
    ),
    Command(
        "lost_and_disk_taken",
        S,
        guard={
            "acknowledgement still awaited": waiting,
            "silent since the stun": silent,
            "another host holds the disk": taken,
        },
        effect=succeed(),
        description="The connection broke after the release: the source finds the lock taken and gives way.",
        citation=NETWORK_SILENCE,
        failures=("F19",),
        fault=Fault.FAILURE,
    ),
    Command(
        "find_lock_taken",
        S,
        guard={
            "acknowledgement still awaited": waiting,
            "the switchover took too long": source.switchover >= SWITCHOVER_LIMIT,
            "another host holds the disk": taken,
        },
        effect=succeed(),
        description="The acknowledgement did not come, but another host holds the disk: the source has lost and gives way.",
        citation=DISK_LOCKS,
        fair=False,
    ),
)
