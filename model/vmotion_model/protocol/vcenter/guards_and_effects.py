"""The conditions and effects that the commands of vCenter share."""

from typing import Any

from vmotion_model.language import Expr, Var, if_then
from vmotion_model.protocol.state import management, units, vcenter
from vmotion_model.protocol.vocabulary import (
    Attempt,
    DestinationCall,
    DestinationReply,
    Journal,
    Role,
    SourceCall,
    SourceReply,
    Task,
)

V = Role.VCENTER
Effect = dict[Var[Any], Any]

ended_or_idle = vcenter.state.one_of(Task.IDLE, Task.REJECTED, Task.ROLLED_BACK)
source_gone = management.from_source.one_of(SourceReply.ABSENT, SourceReply.DEAD)
destination_gone = management.from_destination.one_of(DestinationReply.GONE, DestinationReply.DEAD)
no_answer_from_destination = management.from_destination.one_of(
    DestinationReply.NONE, DestinationReply.GONE, DestinationReply.DEAD
)
started = (vcenter.state == Task.INITIATING_SOURCE) & (vcenter.journal == Journal.STARTED)
switching = vcenter.state.one_of(Task.SWITCHING_HOST, Task.CLEANUP_OWED)


def aged(message: Var[Attempt]) -> Expr[Attempt]:
    """The label of a message in flight once a new attempt begins."""
    return if_then(message == Attempt.THIS, Attempt.OLD, message)


def reject() -> Effect:
    """The task ends before anything was started; the calls of the task end with it."""
    return {
        vcenter.state: Task.REJECTED,
        vcenter.journal: Journal.NONE,
        units.own: 0,
        management.to_source: SourceCall.NONE,
        management.from_source: SourceReply.NONE,
        management.to_destination: DestinationCall.NONE,
        management.from_destination: DestinationReply.NONE,
    }


def roll_back() -> Effect:
    """Undo: tell both hosts. What is known of a dead source stays known."""
    return {
        vcenter.state: Task.ROLLING_BACK,
        vcenter.journal: Journal.UNDO,
        management.to_source: SourceCall.CLOSE,
        management.world: Attempt.NONE,
        management.from_source: if_then(source_gone, management.from_source, SourceReply.NONE),
        management.to_destination: DestinationCall.DESTROY,
        management.from_destination: DestinationReply.NONE,
    }
