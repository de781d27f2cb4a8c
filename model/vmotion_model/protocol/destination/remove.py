"""Removal; and the crash and return of the host."""

from vmotion_model.language import Command, if_then
from vmotion_model.protocol.state import destination, disk, history, management
from vmotion_model.protocol.vocabulary import (
    DISK_LOCKS,
    READING,
    VMX_STATES,
    Destination,
    DestinationCall,
    DestinationReply,
    Event,
    Fault,
    Holder,
    Host,
    Vm,
)

from .guards_and_effects import D, answer, called, forget, remove, up

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
        description="The destination VMX, which has failed, exits; its host tells vCenter.",
        citation=VMX_STATES,
    ),
    Command(
        "destroy",
        D,
        guard={"told to remove": called(DestinationCall.DESTROY)},
        effect={**remove(), **answer(DestinationReply.GONE)},
        description="The destination host removes the VM, running or not.",
        citation="KB 320352",
    ),
    Command(
        "answer_gone",
        D,
        guard={
            "asked": called(DestinationCall.QUERY),
            "no migration under way": destination.state == Destination.NONE,
        },
        effect=answer(DestinationReply.GONE),
        description="The destination host answers that no such VMX runs.",
        citation=READING,
    ),
    Command(
        "answer_alive",
        D,
        guard={
            "asked": called(DestinationCall.QUERY),
            "at work": destination.state != Destination.NONE,
        },
        effect={management.to_destination: DestinationCall.NONE},
        description="The destination VMX lives: there is nothing to report.",
        citation=READING,
    ),
)


CRASH = (
    Command(
        "crash_destination",
        D,
        guard={"the host works": up},
        effect={
            **forget(),
            destination.host: Host.DOWN,
            destination.vm: if_then(destination.vm == Vm.OFF, Vm.OFF, Vm.CRASHED),
            disk.stale: disk.stale | (disk.holder == Holder.DESTINATION),
            history.destination_failed: True,
        },
        description="The destination host dies: the VMX and its memory are gone. A disk lock it holds stays with it.",
        citation=DISK_LOCKS,
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
        description="An operator stands before the dead destination host and tells vCenter.",
        citation=READING,
        fair=False,
    ),
    Command(
        "return_destination",
        D,
        guard={"the host is down": destination.host == Host.DOWN},
        effect={
            destination.host: Host.UP,
            destination.registered: destination.registered & (disk.holder == Holder.DESTINATION),
            disk.stale: disk.stale & (disk.holder != Holder.DESTINATION),
            management.from_destination: DestinationReply.GONE,
        },
        description="The destination host is back: no VMX runs. A VM whose disk it does not hold is unregistered.",
        citation=DISK_LOCKS,
        fair=False,
        events=(Event.DESTINATION_RETURNED,),
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
        description="The VM is started again from its disk on the destination.",
        citation=DISK_LOCKS,
        fair=False,
    ),
)
