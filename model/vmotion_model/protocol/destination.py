"""The destination VMX and its host: allow, create, receive, resume, give up; crash and return.

It resumes only with all pages, the checkpoint and the released disk lock, which it takes in the same step. Once it has all
three it never gives up; without them it gives up when the source is silent for the network timeout.
"""

from typing import Any

from vmotion_model.language import Command, Expr, Var, any_of, if_then

from .state import destination, disk, history, management, network, source
from .vocabulary import (
    ARTICLE,
    DISK_LOCKS,
    NETWORK_TIMEOUT,
    READING,
    STUN_TIME,
    VMX_STATES,
    Attempt,
    Batch,
    Destination,
    DestinationCall,
    DestinationReply,
    Fault,
    Holder,
    Host,
    Role,
    Verdict,
    Vm,
)

D = Role.DESTINATION
Effect = dict[Var[Any], Any]

up = destination.host == Host.UP
has_pages = destination.pages != Attempt.NONE
has_checkpoint = destination.checkpoint != Attempt.NONE
receiving = destination.state.one_of(Destination.PRECOPY, Destination.CHECKPT)


def _called(*calls: DestinationCall) -> Expr[bool]:
    return up & any_of(*(management.to_destination == c for c in calls))


def _answer(reply: DestinationReply) -> Effect:
    """The call is answered."""
    return {management.to_destination: DestinationCall.NONE, management.from_destination: reply}


def _forget() -> Effect:
    """What is lost when the VMX is gone."""
    return {
        destination.state: Destination.NONE,
        destination.world: Attempt.NONE,
        destination.reserved: False,
        destination.helpers: False,
        destination.pages: Attempt.NONE,
        destination.checkpoint: Attempt.NONE,
        destination.announced: False,
    }


def _remove() -> Effect:
    """The VM is powered off and unregistered, its resources return."""
    return {**_forget(), destination.vm: Vm.OFF, destination.registered: False}


def _fail() -> Effect:
    """FINISHED with failure: everything is given back; only the VMX process is left, and exits."""
    return {**_remove(), destination.state: Destination.FINISHED, history.destination_failed: True}


CREATE = (
    Command(
        "allow_vmotion",
        D,
        guard={
            "asked": _called(DestinationCall.VALIDATE),
            "no migration under way": destination.state == Destination.NONE,
        },
        effect={history.allowed: True, **_answer(DestinationReply.ALLOWED)},
        says="The destination host can receive a vMotion and allows it.",
        fact=ARTICLE + ", step 2",
    ),
    Command(
        "disallow_vmotion",
        D,
        guard={"asked": _called(DestinationCall.VALIDATE)},
        effect=_answer(DestinationReply.DISALLOWED),
        says="The destination host is not configured for vMotion, or cannot receive one: it disallows it.",
        fact=ARTICLE + ", step 2",
        failures=("F01", "F02", "F03", "F04", "F08", "F30"),
        fault=Fault.REFUSAL,
    ),
    Command(
        "create",
        D,
        guard={
            "asked to create": _called(DestinationCall.CREATE),
            "no migration under way": destination.state == Destination.NONE,
        },
        effect={
            destination.state: Destination.INIT,
            destination.world: Attempt.THIS,
            destination.registered: True,
            destination.reserved: True,
            history.destination_failed: False,
        },
        says="The destination host creates, registers and powers on a VM, which holds resources and has a world id.",
        fact=ARTICLE + ", step 5",
    ),
    Command(
        "refuse_resources",
        D,
        guard={
            "asked to create": _called(DestinationCall.CREATE),
            "no migration under way": destination.state == Destination.NONE,
        },
        effect=_answer(DestinationReply.CANNOT),
        says="The destination host cannot meet the VM's reservation or find its resource pool.",
        fact=ARTICLE + ", step 6, common issues",
        failures=("F10", "F16"),
        fault=Fault.REFUSAL,
    ),
    Command(
        "wait_for_source",
        D,
        guard={
            "asked to create": _called(DestinationCall.CREATE),
            "the VM is powered on": destination.state.one_of(Destination.INIT, Destination.WAITING),
        },
        effect={destination.state: Destination.WAITING, **_answer(DestinationReply.CREATED)},
        says="The destination VM waits for the source; its world id goes to vCenter.",
        fact=ARTICLE + ", step 5; " + VMX_STATES,
    ),
    Command(
        "cannot_power_on",
        D,
        guard={
            "asked to create": _called(DestinationCall.CREATE),
            "creating": destination.state == Destination.INIT,
        },
        effect={**_fail(), **_answer(DestinationReply.CANNOT)},
        says="The destination VM cannot be powered on (storage, files, devices): it is removed.",
        fact=ARTICLE + ", step 6, common issues",
        failures=("F17", "F18"),
        fault=Fault.FAILURE,
    ),
)

RECEIVE = (
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
        says="The destination receives a batch of pages and acknowledges it.",
        fact=ARTICLE + ", step 6",
    ),
    Command(
        "hold_batch",
        D,
        guard={
            "receiving memory": destination.state == Destination.PRECOPY,
            "a batch has come": network.batch == Batch.SENT,
        },
        effect={network.batch: Batch.HELD, destination.quiet: 0},
        says="The destination host answers a keep-alive but is too starved to take the batch.",
        fact="a public report of a starved receiver",
        failures=("F20",),
    ),
    Command(
        "receive_pages",
        D,
        guard={
            "receiving": receiving,
            "the last pages have come": network.pages == destination.world,
        },
        effect={destination.pages: network.pages, network.pages: Attempt.NONE, destination.quiet: 0},
        says="The last pages arrive.",
        fact=STUN_TIME,
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
        says="The checkpoint arrives and is restored.",
        fact=STUN_TIME + "; " + VMX_STATES,
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
        says="All pages and the checkpoint are here: the destination tells the source that it can resume.",
        fact="KB 432796",
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
            disk.holder: Holder.DESTINATION,
            destination.state: Destination.FINISHED,
            destination.vm: Vm.RUNNING,
            destination.helpers: False,
            network.resumed: destination.world,
            history.destination_ran: True,
        },
        says="The destination takes the released disk lock, resumes the VM and acknowledges.",
        fact=ARTICLE + ", step 6; " + READING,
    ),
    Command(
        "cannot_resume",
        D,
        guard={
            "restoring": (destination.state == Destination.CHECKPT) & ~destination.announced,
        },
        effect={**_fail(), network.verdict: Verdict.REFUSED},
        says="The destination cannot restore the VM: it tells the source and removes its own.",
        fact="DEF 59665",
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
            **_fail(),
            history.destination_failed: history.destination_failed | (source.vm != Vm.CRASHED),
        },
        says="The source was silent for the network timeout: the destination removes its VM.",
        fact="ESXi 8.0U3 advanced settings, Migrate.NetTimeout",
        failures=("F14", "F15"),
    ),
)

REMOVE = (
    Command(
        "exit_failed",
        D,
        guard={
            "finished with failure": (destination.state == Destination.FINISHED) & (destination.vm == Vm.OFF),
        },
        effect={
            destination.state: Destination.NONE,
            management.from_destination: DestinationReply.GONE,
        },
        says="The destination VMX, which has failed, exits; its host tells vCenter.",
        fact=VMX_STATES,
    ),
    Command(
        "destroy",
        D,
        guard={"told to remove": _called(DestinationCall.DESTROY)},
        effect={**_remove(), **_answer(DestinationReply.GONE)},
        says="The destination host removes the VM, running or not.",
        fact="KB 320352",
    ),
    Command(
        "answer_gone",
        D,
        guard={
            "asked": _called(DestinationCall.QUERY),
            "no migration under way": destination.state == Destination.NONE,
        },
        effect=_answer(DestinationReply.GONE),
        says="The destination host answers that no such VMX runs.",
        fact=READING,
    ),
    Command(
        "answer_alive",
        D,
        guard={
            "asked": _called(DestinationCall.QUERY),
            "at work": destination.state != Destination.NONE,
        },
        effect={management.to_destination: DestinationCall.NONE},
        says="The destination VMX lives: there is nothing to report.",
        fact=READING,
    ),
)

CRASH = (
    Command(
        "crash_destination",
        D,
        guard={"the host works": up},
        effect={
            **_forget(),
            destination.host: Host.DOWN,
            destination.vm: if_then(destination.vm == Vm.OFF, Vm.OFF, Vm.CRASHED),
            history.destination_failed: True,
        },
        says="The destination host dies: the VMX and its memory are gone. A disk lock it holds stays with it.",
        fact=DISK_LOCKS,
        failures=("F37",),
        fault=Fault.DESTINATION_CRASH,
    ),
    Command(
        "report_destination_dead",
        D,
        guard={
            "the host is down": destination.host == Host.DOWN,
            "vCenter was not told": management.from_destination != DestinationReply.DEAD,
        },
        effect={management.from_destination: DestinationReply.DEAD},
        says="An operator stands before the dead destination host and tells vCenter.",
        fact=READING,
    ),
    Command(
        "return_destination",
        D,
        guard={"the host is down": destination.host == Host.DOWN},
        effect={
            destination.host: Host.UP,
            destination.registered: destination.registered & (disk.holder == Holder.DESTINATION),
            management.from_destination: DestinationReply.GONE,
        },
        says="The destination host is back: no VMX runs. A VM whose disk it does not hold is unregistered.",
        fact=DISK_LOCKS,
    ),
    Command(
        "restart_on_destination",
        D,
        guard={
            "the host works": up,
            "the VM died with its host": (destination.vm == Vm.CRASHED) & destination.registered,
            "its disk is its own": disk.holder == Holder.DESTINATION,
        },
        effect={destination.vm: Vm.RESTARTED, destination.reserved: True},
        says="The VM is started again from its disk on the destination.",
        fact=DISK_LOCKS,
    ),
)

COMMANDS = CREATE + RECEIVE + REMOVE + CRASH
