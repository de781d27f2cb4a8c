"""A suite: a model together with everything that is asked of it, as one value. Nothing here knows which model it is."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from vmotion_model.language import FALSE, Expr, Model, ModelError, nearest
from vmotion_model.machines import check_locations
from vmotion_model.vmx_states import VmxState

from .properties import Observer, Property
from .timing import deadlock, timelock

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9._-]{0,99}")


@dataclass(frozen=True)
class Meaning:
    """What is known of a role or a state beyond its name.

    ``vmware`` is the state of a VMX process that it is, ``step`` the one of KB 1003734 in which it is entered.
    """

    says: str
    vmware: VmxState | None = None
    step: int | None = None


@dataclass(frozen=True)
class Suite:
    """A named model and its properties.

    ``properties_of`` makes the properties of any version of the model (timelock and deadlock are made from its commands).
    ``locations`` names the variable in which each role keeps where it stands. ``ended`` is where a run has reached an end
    (for a model that has none, nowhere). ``meanings`` say more of roles (``ROLE``) and of states (``ROLE.STATE``).

    ``source`` is what ``--model`` says to find it again. ``shipped``: certificates, runs, judged mutants, changes and scenarios
    of this name lie in the packages. ``article``: VMware's article and the failure catalogue speak of this model.
    """

    name: str
    model: Model
    properties_of: Callable[[Model], tuple[Property, ...]]
    locations: Mapping[str, str] = field(default_factory=dict)
    ended: Expr[bool] = FALSE
    meanings: Mapping[str, Meaning] = field(default_factory=dict)
    source: str = ""
    shipped: bool = False
    article: bool = False

    @classmethod
    def of(
        cls,
        model: Model,
        properties: Sequence[Property] = (),
        locations: Mapping[str, str] | None = None,
        ended: Expr[bool] = FALSE,
        name: str = "",
    ) -> "Suite":
        """A suite of a model and properties that are written over it; ``name`` is the model's where none is given.

        Whether time can stop is always asked, too. Of a changed version of the model the same is asked, over its own variables;
        what is made from commands (deadlock) is made again from its own.
        """
        stated = tuple(p for p in properties if not p.progress)

        def properties_of(version: Model) -> tuple[Property, ...]:
            lock = timelock(version)
            return (*(() if lock is None else (lock,)), *(remade(version, p, model) for p in stated))

        return cls(name or model.name, model, properties_of, locations or {}, ended)

    @property
    def properties(self) -> tuple[Property, ...]:
        """The properties of this very model."""
        return self.properties_of(self.model)

    def version(self, model: Model, properties: tuple[Property, ...]) -> "Suite":
        """The same suite with another version of its model; roles whose variable is gone have no place any more."""
        there = {role: name for role, name in self.locations.items() if name in model.variable}
        return replace(self, model=model, properties_of=lambda _: properties, locations=there)


def checked(suite: Suite) -> Suite:
    """The suite as it is; raises ``ModelError`` where its parts do not fit together.

    A location is a variable of the model with a list of values, the properties have names of their own, and all of them speak
    of what the model has. Files are called after the suite, so its name is a word.
    """
    model = suite.model
    if not _WORD.fullmatch(suite.name):
        raise ModelError(
            f"model {suite.name!r}: a name is made of letters, digits, dots, - and _, and begins with a letter"
        )
    for role in suite.locations:
        if role not in model.roles:
            raise ModelError(f"locations: no command has the role {role!r}; {nearest(role, model.roles)}")
    check_locations(model, suite.locations)
    model.check_names("ended", suite.ended)
    seen: set[str] = set()
    for item in suite.properties:
        if not item.id.isprintable() or not item.id.strip():
            raise ModelError(f"property {item.id!r}: the id is empty or holds a control character")
        if item.id in seen:
            raise ModelError(f"property {item.id!r} is defined twice")
        seen.add(item.id)
        shell = Model(model.name, (*model.variables, *(o.var for o in item.observers)), model.constants, ())
        for what, expr in (("claim", item.claim), ("premise", item.premise)):
            shell.check_names(f"property {item.id}, {what}", expr)
    return suite


def remade(model: Model, item: Property, home: Model) -> Property:
    """A property that was written over ``home``, of another version of it: over its variables, and from its commands."""
    if model is home:
        return item
    if item.waiting is None:
        return bind(model, item, home)
    way = item.waiting
    made = deadlock(model, model.rebind(item.id, way.terminal), way.roles, way.also)
    return replace(made, id=item.id, title=item.title, why=item.why, citation=item.citation)


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
