"""The conditions and effects that the commands of the source share."""

from typing import Any

from vmotion_model.language import Expr, Var, any_of
from vmotion_model.protocol.state import config, history, management, network, source
from vmotion_model.protocol.vocabulary import Attempt, Batch, Host, Remaining, Role, Source, SourceCall, SourceReply, Vm

S = Role.SOURCE
Effect = dict[Var[Any], Any]

up = source.host == Host.UP
waiting = source.state == Source.WAIT_HANDSHAKE


def called(*calls: SourceCall) -> Expr[bool]:
    return up & any_of(*(management.to_source == c for c in calls))


def answer(reply: SourceReply) -> Effect:
    """The call is answered."""
    return {management.to_source: SourceCall.NONE, management.from_source: reply}


def forget() -> Effect:
    """What the VMX drops when its part in the migration ends."""
    return {source.target: Attempt.NONE, source.remaining: Remaining.ALL, source.helpers: False}


def progress() -> Effect:
    """A batch was acknowledged: the timers start anew."""
    return {network.batch: Batch.NONE, source.protection: 0, source.quiet: 0, history.stalled: 0}


def fail() -> Effect:
    """FINISHED with failure: the VM runs on here, and the VMX itself makes the config writable again."""
    return {
        **forget(),
        source.state: Source.FINISHED,
        source.vm: Vm.RUNNING,
        config.read_only: False,
        network.batch: Batch.NONE,
        management.from_source: SourceReply.FAILED,
        history.source_failed: True,
    }


def succeed() -> Effect:
    """FINISHED with success: the VM runs on another host, and this instance waits to be powered down."""
    return {
        **forget(),
        source.state: Source.FINISHED,
        source.vm: Vm.MOVED,
        management.from_source: SourceReply.SUCCEEDED,
    }
