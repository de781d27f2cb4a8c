"""The suites that ship: the protocol, the queue for cost units, and the teaching models."""

from collections.abc import Callable, Mapping
from functools import cache

from vmotion_model.admission import admission
from vmotion_model.language import Model, ModelError, nearest
from vmotion_model.protocol import LOCATIONS, vmotion
from vmotion_model.protocol.phases import DESTINATION_STEP, ROLES, SOURCE_STEP, TASK_MEANING, TASK_STEP
from vmotion_model.protocol.state import vcenter
from vmotion_model.protocol.vocabulary import Event, Role, Task
from vmotion_model.vmx_states import Side, on_side

from .admission import admission_properties
from .bookkeeping import BOOKKEEPING
from .high_availability import HIGH_AVAILABILITY
from .liveness import LIVENESS
from .properties import Property
from .protocol_facts import ended
from .reachability import REACHABILITY
from .safety import SAFETY
from .suite import Meaning, Suite, bind
from .teaching import TEACHING
from .timing import DEADLOCK, deadlock, timelock

__all__ = ["SUITES", "Suite", "admission_suite", "bind", "suite", "vmotion_suite"]


def suite(name: str) -> Suite:
    """The suite of that name; raises ``ModelError`` with the nearest names."""
    if name in TEACHING:
        return _lesson(name)
    if name not in SUITES:
        raise ModelError(f"there is no model {name!r}; {nearest(name, (*SUITES, *TEACHING))}")
    return SUITES[name]()


@cache
def _lesson(name: str) -> Suite:
    lesson = TEACHING[name]
    return Suite(name, lesson.model(), lesson.properties_of, lesson.locations, source=name, shipped=True)


@cache
def vmotion_suite() -> Suite:
    """The vMotion protocol with S1 to S19, timelock, deadlock, R and L1 to L5."""
    name = "vmotion"
    return Suite(
        name, vmotion(), _vmotion_properties, LOCATIONS, ended, _vmotion_meanings(), name, shipped=True, article=True
    )


def _vmotion_meanings() -> Mapping[str, Meaning]:
    """What VMware's pages say of the roles and their states, and what vCenter's task is called here."""
    steps: Mapping[str, Mapping[str, int]] = {
        Side.SOURCE: {s.value: n for s, n in SOURCE_STEP.items()},
        Side.DESTINATION: {s.value: n for s, n in DESTINATION_STEP.items()},
    }
    return {
        **{str(role): Meaning(says) for role, says in ROLES.items()},
        **{f"{Role.VCENTER}.{task}": Meaning(says, step=TASK_STEP.get(task)) for task, says in TASK_MEANING.items()},
        **{
            f"{side}.{state.member}": Meaning(state.meaning, state, steps[side].get(state.member))
            for side in Side
            for state in on_side(side)
        },
    }


@cache
def admission_suite() -> Suite:
    """The queue for cost units, with S14 for every resource, order, and what must be possible."""

    def properties_of(model: Model) -> tuple[Property, ...]:
        # The first two are made from the commands, over this model's own variables.
        deadlock, wait, *rest = admission_properties(model)
        return (deadlock, wait, *(bind(model, p, admission()) for p in rest))

    return Suite("admission", admission(), properties_of, source="admission", shipped=True)


def _vmotion_properties(model: Model) -> tuple[Property, ...]:
    terminal = model.rebind(DEADLOCK, vcenter.state.one_of(Task.IDLE, Task.REJECTED, Task.ROLLED_BACK, Task.COMPLETED))
    roles = (Role.VCENTER, Role.SOURCE, Role.DESTINATION)
    # A request that waits for cost units waits for others to return theirs, which is no fault.
    waits = deadlock(model, terminal, roles, also=(Event.UNITS_RETURNED,))
    locked = timelock(model)
    generated = (waits,) if locked is None else (locked, waits)
    stated = (*SAFETY, *BOOKKEEPING, *HIGH_AVAILABILITY, *REACHABILITY, *LIVENESS)
    return (*generated, *(bind(model, p, vmotion()) for p in stated))


SUITES: Mapping[str, Callable[[], Suite]] = {"vmotion": vmotion_suite, "admission": admission_suite}
"""The models that ship, by name."""
