"""What the properties of the vMotion protocol speak of: who runs, how the attempt ended, what a crash excuses."""

from vmotion_model.language import Expr
from vmotion_model.protocol.state import destination, disk, elsewhere, history, source, vcenter
from vmotion_model.protocol.vocabulary import (
    Attempt,
    Destination,
    Holder,
    Host,
    Source,
    Task,
    Vm,
)

source_runs = source.vm == Vm.RUNNING
destination_runs = destination.vm.one_of(Vm.RUNNING, Vm.RESTARTED)
runs_elsewhere = elsewhere.vm == Vm.RESTARTED
completed = vcenter.state == Task.COMPLETED
rejected = vcenter.state == Task.REJECTED
failed = vcenter.state.one_of(Task.REJECTED, Task.ROLLED_BACK)
ended = failed | completed
migrating = source.state.one_of(Source.READY, Source.PRECOPY, Source.CHECKPT, Source.WAIT_HANDSHAKE)
source_up = source.host == Host.UP
destination_up = destination.host == Host.UP

excepted: Expr[bool] = (
    ((disk.holder == Holder.SOURCE) & (source.vm == Vm.CRASHED))
    | ((disk.holder == Holder.DESTINATION) & (destination.vm == Vm.CRASHED))
    | ((disk.holder == Holder.NOBODY) & (source.vm == Vm.CRASHED) & history.destination_failed)
)
"""The VM died with the host that holds its disk lock and was not started again; or the lock is free and both sides failed
before either took it. Its disk is intact, and it can be started when a host is back."""

handing_over: Expr[bool] = (
    (disk.holder == Holder.NOBODY)
    & (destination.state == Destination.CHECKPT)
    & (destination.pages == Attempt.THIS)
    & (destination.checkpoint == Attempt.THIS)
)
"""The lock is released and the destination has all it needs to take it and resume: the stun, seen from the destination."""

stunned = (source.vm == Vm.STUNNED) | handing_over

no_world_on_destination = (destination.state == Destination.NONE) & ~destination.registered
nothing_on_destination = no_world_on_destination & ~destination.reserved
