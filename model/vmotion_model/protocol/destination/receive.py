"""Memory and checkpoint arrive; resume, fail, or give up."""

from vmotion_model.language import Command
from vmotion_model.protocol.state import destination, disk, history, network, source, take_lock
from vmotion_model.protocol.vocabulary import (
    ARTICLE,
    NETWORK_TIMEOUT,
    READING,
    STUN_TIME,
    VMX_STATES,
    Attempt,
    Batch,
    Destination,
    Fault,
    Holder,
    Verdict,
    Vm,
)

from .guards_and_effects import D, fail, has_checkpoint, has_pages, receiving

RECEIVE = (
    Command(
        "start_never_comes",
        D,
        guard={"waiting for memory": destination.state == Destination.WAITING},
        effect=fail(),
        description="No memory comes: the destination times out waiting for the migration to start, and removes its VM.",
        citation="a public log: Timed out waiting for migration start request",
        failures=("F13", "F14"),
        fault=Fault.FAILURE,
    ),
    Command(
        "receive_batch",
        D,
        guard={
            "waiting for memory": destination.state.one_of(Destination.WAITING, Destination.PRECOPY),
            "a batch has come": network.batch == Batch.SENT,
        },
        effect={
            destination.state: Destination.PRECOPY,
            destination.helpers: True,
            destination.quiet: 0,
            network.batch: Batch.ACKNOWLEDGED,
        },
        description="The destination receives a batch of pages and acknowledges it.",
        citation=ARTICLE + ", step 6",
    ),
    Command(
        "hold_batch",
        D,
        guard={
            "receiving memory": destination.state == Destination.PRECOPY,
            "a batch has come": network.batch == Batch.SENT,
        },
        effect={network.batch: Batch.HELD, destination.quiet: 0},
        description="The destination host answers a keep-alive but is too starved to take the batch.",
        citation="a public report of a starved receiver",
        failures=("F20",),
        fair=False,
    ),
    Command(
        "receive_pages",
        D,
        guard={
            "receiving": receiving,
            "the last pages have come": network.pages == destination.world,
        },
        effect={destination.pages: network.pages, network.pages: Attempt.NONE, destination.quiet: 0},
        description="The last pages arrive.",
        citation=STUN_TIME,
    ),
    Command(
        "receive_checkpoint",
        D,
        guard={
            "receiving": receiving,
            "the checkpoint has come": network.checkpoint == destination.world,
        },
        effect={
            destination.state: Destination.CHECKPT,
            destination.checkpoint: network.checkpoint,
            network.checkpoint: Attempt.NONE,
            destination.quiet: 0,
        },
        description="The checkpoint arrives and is restored.",
        citation=STUN_TIME + "; " + VMX_STATES,
    ),
    Command(
        "send_ready",
        D,
        guard={
            "restored": (destination.state == Destination.CHECKPT) & ~destination.announced,
            "all pages are here": has_pages,
            "the checkpoint is here": has_checkpoint,
        },
        effect={destination.announced: True, network.verdict: Verdict.READY},
        description="All pages and the checkpoint are here: the destination tells the source that it can resume.",
        citation="KB 432796",
    ),
    Command(
        "resume",
        D,
        guard={
            "restored": destination.state == Destination.CHECKPT,
            "all pages are here": has_pages,
            "the checkpoint is here": has_checkpoint,
            "nobody holds the disk": disk.holder == Holder.NOBODY,
        },
        effect={
            **take_lock(Holder.DESTINATION),
            destination.state: Destination.FINISHED,
            destination.vm: Vm.RUNNING,
            destination.helpers: False,
            network.resumed: destination.world,
            history.destination_ran: True,
        },
        description="The destination takes the released disk lock, resumes the VM and acknowledges.",
        citation=ARTICLE + ", step 6; " + READING,
    ),
    Command(
        "cannot_take_over",
        D,
        guard={
            "it said that it is ready": (destination.state == Destination.CHECKPT) & destination.announced,
        },
        effect={**fail(), network.verdict: Verdict.REFUSED},
        description="The destination was ready and cannot open the disks or a device after all: it says so and removes its VM.",
        citation="DEF 59665; recollected text: Failed to lock the file",
        failures=("F17", "F18"),
        fault=Fault.FAILURE,
    ),
    Command(
        "cannot_resume",
        D,
        guard={
            "restoring": (destination.state == Destination.CHECKPT) & ~destination.announced,
        },
        effect={**fail(), network.verdict: Verdict.REFUSED},
        description="The destination cannot restore the VM: it tells the source and removes its own.",
        citation="DEF 59665",
        failures=("F17", "F18", "F26", "F27", "F28"),
        fault=Fault.FAILURE,
    ),
    Command(
        "give_up",
        D,
        guard={
            "receiving": receiving,
            "the source is silent": destination.quiet >= NETWORK_TIMEOUT,
            "it cannot resume": ~(has_pages & has_checkpoint & (disk.holder == Holder.NOBODY)),
        },
        effect={
            **fail(),
            history.destination_failed: history.destination_failed | (source.vm != Vm.CRASHED),
        },
        description="The source was silent for the network timeout: the destination removes its VM.",
        citation="ESXi 8.0U3 advanced settings, Migrate.NetTimeout",
        failures=("F14", "F15"),
        fair=False,
    ),
)
