"""Suites: a model together with everything that is asked of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from vmotion_model.admission import admission
from vmotion_model.language import FALSE, Expr, Model, ModelError, nearest
from vmotion_model.protocol import LOCATIONS, vmotion
from vmotion_model.protocol.state import vcenter
from vmotion_model.protocol.vocabulary import Event, Role, Task

from .admission import admission_properties
from .bookkeeping import BOOKKEEPING
from .liveness import LIVENESS
from .properties import Observer, Property
from .reachability import REACHABILITY
from .safety import SAFETY, ended
from .teaching import TEACHING
from .timing import DEADLOCK, deadlock, timelock


@dataclass(frozen=True)
class Suite:
    """A named model and its properties.

    ``properties_of`` makes the properties of any version of the model (timelock and deadlock are made from its commands).
    ``locations`` names the variable in which each role keeps where it stands. ``ended`` is where a run has reached an end
    (for a model that has none, nowhere).
    """

    name: str
    model: Model
    properties_of: Callable[[Model], tuple[Property, ...]]
    locations: Mapping[str, str]
    ended: Expr[bool] = FALSE

    @property
    def properties(self) -> tuple[Property, ...]:
        """The properties of the shipped model."""
        return self.properties_of(self.model)


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
    return Suite(name, lesson.model(), lesson.properties_of, lesson.locations)


@cache
def vmotion_suite() -> Suite:
    """The vMotion protocol with S1 to S18, timelock, deadlock, R and L1 to L5."""
    return Suite("vmotion", vmotion(), _vmotion_properties, LOCATIONS, ended)


@cache
def admission_suite() -> Suite:
    """The queue for cost units, with S14 for every resource, order, and what must be possible."""

    def properties_of(model: Model) -> tuple[Property, ...]:
        # The first two are made from the commands, over this model's own variables.
        deadlock, wait, *rest = admission_properties(model)
        return (deadlock, wait, *(bind(model, p, admission()) for p in rest))

    return Suite("admission", admission(), properties_of, {})


def bind(model: Model, item: Property, home: Model) -> Property:
    """A property that was written over ``home``, over ``model``'s own variables."""
    if model is home:
        return item
    observers = []
    for observer in item.observers:
        var = observer.var
        if var.active is not None:
            var = replace(var, active=model.rebind(item.id, var.active))
        observers.append(replace(observer, var=var))
    own = {o.var.name: o.var for o in observers}
    shell = Model(model.name, (*model.variables, *own.values()), model.constants, ())

    def own_values(effects: Mapping[str, Any]) -> dict[str, Any]:
        return {c: shell.rebind(item.id, e) if isinstance(e, Expr) else e for c, e in effects.items()}

    rebound = tuple(Observer(o.var, own_values(o.effects), own_values(o.events)) for o in observers)
    claim, premise = shell.rebind(item.id, item.claim), shell.rebind(item.id, item.premise)
    assumptions = tuple(a.bind(model, item.id) for a in item.assumptions)
    return replace(item, claim=claim, premise=premise, observers=rebound, assumptions=assumptions)


def _vmotion_properties(model: Model) -> tuple[Property, ...]:
    terminal = model.rebind(DEADLOCK, vcenter.state.one_of(Task.IDLE, Task.REJECTED, Task.ROLLED_BACK, Task.COMPLETED))
    roles = (Role.VCENTER, Role.SOURCE, Role.DESTINATION)
    # A request that waits for cost units waits for others to return theirs, which is no fault.
    waits = deadlock(model, terminal, roles, also=(Event.UNITS_RETURNED,))
    locked = timelock(model)
    generated = (waits,) if locked is None else (locked, waits)
    stated = (*SAFETY, *BOOKKEEPING, *REACHABILITY, *LIVENESS)
    return (*generated, *(bind(model, p, vmotion()) for p in stated))


SUITES: Mapping[str, Callable[[], Suite]] = {"vmotion": vmotion_suite, "admission": admission_suite}
"""The models that ship, by name."""
