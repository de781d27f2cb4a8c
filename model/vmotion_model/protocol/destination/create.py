"""Before the memory comes: allow, create, register, power on."""

from vmotion_model.language import Command
from vmotion_model.protocol.state import destination, history
from vmotion_model.protocol.vocabulary import (
    ARTICLE,
    VMX_STATES,
    Attempt,
    Destination,
    DestinationCall,
    DestinationReply,
    Fault,
)

from .common import D, answer, called, fail

CREATE = (
    Command(
        "allow_vmotion",
        D,
        guard={
            "asked": called(DestinationCall.VALIDATE),
            "no migration under way": destination.state == Destination.NONE,
        },
        effect={history.allowed: True, **answer(DestinationReply.ALLOWED)},
        says="The destination host can receive a vMotion and allows it.",
        fact=ARTICLE + ", step 2",
    ),
    Command(
        "disallow_vmotion",
        D,
        guard={"asked": called(DestinationCall.VALIDATE)},
        effect=answer(DestinationReply.DISALLOWED),
        says="The destination host is not configured for vMotion, or cannot receive one: it disallows it.",
        fact=ARTICLE + ", step 2",
        failures=("F01", "F02", "F03", "F04", "F08", "F30"),
        fault=Fault.REFUSAL,
    ),
    Command(
        "create",
        D,
        guard={
            "asked to create": called(DestinationCall.CREATE),
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
            "asked to create": called(DestinationCall.CREATE),
            "no migration under way": destination.state == Destination.NONE,
        },
        effect=answer(DestinationReply.CANNOT),
        says="The destination host cannot meet the VM's reservation or find its resource pool.",
        fact=ARTICLE + ", step 6, common issues",
        failures=("F10", "F16"),
        fault=Fault.REFUSAL,
    ),
    Command(
        "wait_for_source",
        D,
        guard={
            "asked to create": called(DestinationCall.CREATE),
            "the VM is powered on": destination.state.one_of(Destination.INIT, Destination.WAITING),
        },
        effect={destination.state: Destination.WAITING, **answer(DestinationReply.CREATED)},
        says="The destination VM waits for the source; its world id goes to vCenter.",
        fact=ARTICLE + ", step 5; " + VMX_STATES,
    ),
    Command(
        "cannot_power_on",
        D,
        guard={
            "asked to create": called(DestinationCall.CREATE),
            "creating": destination.state == Destination.INIT,
        },
        effect={**fail(), **answer(DestinationReply.CANNOT)},
        says="The destination VM cannot be powered on (storage, files, devices): it is removed.",
        fact=ARTICLE + ", step 6, common issues",
        failures=("F17", "F18"),
        fault=Fault.FAILURE,
    ),
)
