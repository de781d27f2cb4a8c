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

from .guards_and_effects import D, answer, called, fail

CREATE = (
    Command(
        "allow_vmotion",
        D,
        guard={
            "asked": called(DestinationCall.VALIDATE),
            "no migration under way": destination.state == Destination.NONE,
        },
        effect={history.allowed: True, **answer(DestinationReply.ALLOWED)},
        description="The destination host can receive a vMotion and allows it.",
        citation=ARTICLE + ", step 2",
    ),
    Command(
        "disallow_vmotion",
        D,
        guard={"asked": called(DestinationCall.VALIDATE)},
        effect=answer(DestinationReply.DISALLOWED),
        description="The destination host is not configured for vMotion, or cannot receive one: it disallows it.",
        citation=ARTICLE + ", step 2",
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
        description="The destination host creates, registers and powers on a VM, which holds resources and has a world id.",
        citation=ARTICLE + ", step 5",
    ),
    Command(
        "refuse_resources",
        D,
        guard={
            "asked to create": called(DestinationCall.CREATE),
            "no migration under way": destination.state == Destination.NONE,
        },
        effect=answer(DestinationReply.CANNOT),
        description="The destination host cannot meet the VM's reservation or find its resource pool.",
        citation=ARTICLE + ", step 6, common issues",
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
        description="The destination VM waits for the source; its world id goes to vCenter.",
        citation=ARTICLE + ", step 5; " + VMX_STATES,
    ),
    Command(
        "cannot_power_on",
        D,
        guard={
            "asked to create": called(DestinationCall.CREATE),
            "creating": destination.state == Destination.INIT,
        },
        effect={**fail(), **answer(DestinationReply.CANNOT)},
        description="The destination VM cannot be powered on (storage, files, devices): it is removed.",
        citation=ARTICLE + ", step 6, common issues",
        failures=("F17", "F18"),
        fault=Fault.FAILURE,
    ),
)
