"""What is asked of the protocol under conditions: how a migration ends, and that the VM runs on at the source where it fails."""

from collections.abc import Mapping
from enum import StrEnum

from vmotion_model.language import Expr
from vmotion_model.protocol.state import destination, source, vcenter
from vmotion_model.protocol.vocabulary import Event, Task, Vm
from vmotion_specs.assumptions import Assumption, Done
from vmotion_specs.liveness import (
    ADMITS,
    CONSOLE_CLOSES,
    CONSOLE_SESSIONS_END,
    CONVERGES,
    DESTINATION_CRASHES_END,
    DESTINATION_RETURNS,
    DESTINATION_WORKS,
    EDITS_END,
    NETWORKS_DELIVER,
    SOURCE_CRASHES_END,
    SOURCE_RETURNS,
    SOURCE_WORKS,
    UNITS_FREE,
    VCENTER_CRASHES_END,
    VCENTER_WORKS,
)
from vmotion_specs.properties import Property, PropertyKind

ROUNDS_END = Assumption(
    "rounds end",
    "A round whose batches are acknowledged again and again ends: it has finitely many pages.",
    strong=(Done(Event.ROUND_ENDED),),
)

UNDER_WAY = ~vcenter.state.one_of(Task.IDLE, Task.REJECTED, Task.ROLLED_BACK, Task.COMPLETED)
FAILED = vcenter.state.one_of(Task.REJECTED, Task.ROLLED_BACK)
REFUSED = vcenter.state == Task.REJECTED
ROLLED_BACK = vcenter.state == Task.ROLLED_BACK
COMPLETED = vcenter.state == Task.COMPLETED


class Ending(StrEnum):
    """How a migration can end, for its task."""

    COMPLETED = "completed"
    REFUSED = "refused"
    ROLLED_BACK = "rolled back"


REACHED: Mapping[Ending, Expr[bool]] = {
    Ending.COMPLETED: COMPLETED,
    Ending.REFUSED: REFUSED,
    Ending.ROLLED_BACK: ROLLED_BACK,
}
"""How the state shows an ending."""

ENDS = Property(
    "C3",
    "every migration ends",
    ~UNDER_WAY,
    UNDER_WAY,
    PropertyKind.RESPONSE,
    "A migration hangs: it neither succeeds nor fails.",
    assumptions=(
        SOURCE_WORKS,
        DESTINATION_WORKS,
        VCENTER_WORKS,
        SOURCE_RETURNS,
        DESTINATION_RETURNS,
        SOURCE_CRASHES_END,
        DESTINATION_CRASHES_END,
        VCENTER_CRASHES_END,
        NETWORKS_DELIVER,
        EDITS_END,
        CONSOLE_CLOSES,
        CONSOLE_SESSIONS_END,
        UNITS_FREE,
        ADMITS,
        ROUNDS_END,
        CONVERGES,
    ),
)
"""Under any conditions. What is finite or comes again is said of surroundings that may fail; the rest is said of any."""

RUNS_ON = Property(
    "C2",
    "where the migration failed, the VM runs on at the source and nothing of it at the destination; where it completed, it "
    "runs at the destination",
    FAILED.implies((source.vm == Vm.RUNNING) & (destination.vm == Vm.OFF))
    & COMPLETED.implies(destination.vm == Vm.RUNNING),
    FAILED | COMPLETED,
    why="A migration takes the VM down.",
)
"""Of conditions under which no host dies."""
