"""The naive hand-over of a running machine: one host tells the other to resume and stops when it hears back.

The machine runs twice from the resume until the answer arrives, and for ever where the answer is lost. Stopping first instead
(the change ``stop-first``) loses the machine where the message is lost. With messages alone there is no third way; that
is what the disk lock of vMotion is for.
"""

from enum import StrEnum

from vmotion_model.language import SHARED, Command, Model, boolean, enumeration

LOSS = "loss of a message"


class Vm(StrEnum):
    """What a host does with the machine."""

    ABSENT = "ABSENT"
    RUNS = "RUNS"
    STOPPED = "STOPPED"


def hand_over() -> Model:
    """Two hosts and two messages, each of which can be lost; the source sends the first one once."""
    source = enumeration("source.vm", "source", Vm.RUNS, "What the source does with the machine.")
    sent = boolean("source.sent", "source", False, "The source has sent the machine's memory.")
    destination = enumeration("destination.vm", "destination", Vm.ABSENT, "What the destination does with the machine.")
    resume = boolean("message.resume", SHARED, False, "Memory and the word to resume are under way.")
    stop = boolean("message.stop", SHARED, False, "The word that the destination runs is under way.")
    return Model(
        "hand-over",
        (source, sent, destination, resume, stop),
        (),
        (
            Command(
                "send",
                "source",
                {"runs": source == Vm.RUNS, "not sent yet": ~sent},
                {sent: True, resume: True},
                "The source sends the memory and asks the destination to resume.",
            ),
            Command(
                "resume",
                "destination",
                {"is asked to": resume, "has no machine yet": destination == Vm.ABSENT},
                {destination: Vm.RUNS, resume: False, stop: True},
                "The destination resumes the machine and says so.",
            ),
            Command(
                "stop",
                "source",
                {"hears that the destination runs": stop, "runs": source == Vm.RUNS},
                {source: Vm.STOPPED, stop: False},
                "The source stops its machine.",
            ),
            Command("lose_resume", "network", {"it is under way": resume}, {resume: False}, "It is lost.", fault=LOSS),
            Command("lose_stop", "network", {"it is under way": stop}, {stop: False}, "It is lost.", fault=LOSS),
        ),
        description="A machine is handed over by messages.",
    )
