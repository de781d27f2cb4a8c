"""The vMotion protocol: vocabulary, state, the commands of each role, and the model they make.

Read ``vocabulary`` and ``state`` first, then ``vcenter`` (the eight steps), ``source`` and ``destination`` (the handshake).
"""

from functools import cache

from vmotion_model.language import Deadline, Model, Var

from . import destination, source, surroundings, vcenter
from .state import GROUPS
from .vocabulary import CONSTANTS, PROTECTION_TIMER, SWITCHOVER_LIMIT

DEADLINES = (
    Deadline("source.protection", PROTECTION_TIMER, ("protection_expires",)),
    Deadline("source.switchover", SWITCHOVER_LIMIT, ("switchover_times_out", "fall_back", "find_lock_taken")),
)

LOCATIONS = {
    "vcenter": "vcenter.state",
    "source": "source.state",
    "destination": "destination.state",
}
"""The variable in which each role keeps where it stands."""


@cache
def vmotion() -> Model:
    """The shipped model: one virtual machine, migrations one after another, every fault."""
    variables = tuple(v for group in GROUPS for v in vars(type(group)).values() if isinstance(v, Var))
    return Model(
        "vmotion",
        variables,
        CONSTANTS,
        vcenter.COMMANDS + source.COMMANDS + destination.COMMANDS + surroundings.COMMANDS,
        DEADLINES,
        "VMware vMotion of one virtual machine from a source to a destination host.",
    )
