"""The conditions and effects that the commands of the destination share."""

from typing import Any

from vmotion_model.language import Expr, Var, any_of
from vmotion_model.protocol.state import destination, history, management
from vmotion_model.protocol.vocabulary import Attempt, Destination, DestinationCall, DestinationReply, Host, Role, Vm

D = Role.DESTINATION
Effect = dict[Var[Any], Any]

up = destination.host == Host.UP
has_pages = destination.pages != Attempt.NONE
has_checkpoint = destination.checkpoint != Attempt.NONE
receiving = destination.state.one_of(Destination.PRECOPY, Destination.CHECKPT)


def called(*calls: DestinationCall) -> Expr[bool]:
    return up & any_of(*(management.to_destination == c for c in calls))


def answer(reply: DestinationReply) -> Effect:
    """The call is answered."""
    return {management.to_destination: DestinationCall.NONE, management.from_destination: reply}


def forget() -> Effect:
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


def remove() -> Effect:
    """The VM is powered off and unregistered, its resources return."""
    return {**forget(), destination.vm: Vm.OFF, destination.registered: False}


def fail() -> Effect:
    """FINISHED with failure: everything is given back; only the VMX process is left, and exits."""
    return {**remove(), destination.state: Destination.FINISHED, history.destination_failed: True}
