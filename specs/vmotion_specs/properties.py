"""What a property is: an invariant with its premise, a demand that something can be reached, or that it comes about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from vmotion_model.language import TRUE, Command, Expr, Model, ModelError, Var, negate
from vmotion_model.language.commands import refuse_strict_clocks

from .fairness import Assumption


class Kind(StrEnum):
    """How a property is judged."""

    INVARIANT = "invariant"
    REACHABLE = "reachable"
    RESPONSE = "response"


@dataclass(frozen=True)
class Property:
    """A statement about a model.

    An invariant says ``premise`` implies ``claim`` in every reachable state; a run that reaches the premise shows that it is
    not vacuous. A reachability demand says that some run reaches ``claim``; ``observers`` are history variables that
    only this property needs, with what the commands do to them. A response says that ``premise`` leads to ``claim``: on
    every run that keeps to the ``assumptions``, a state with the premise is followed by one with the claim, or is one. ``why``
    says what goes wrong where it fails. ``ground`` is the source of the demand. ``progress``: it says that time can always go on,
    on which all other verdicts rest. ``generated``: it is made from the commands of the model, so that it changes with them.
    """

    id: str
    title: str
    claim: Expr[bool]
    premise: Expr[bool] = TRUE
    kind: Kind = Kind.INVARIANT
    why: str = ""
    ground: str = ""
    observers: tuple["Observer", ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    progress: bool = False
    generated: bool = False

    @property
    def formula(self) -> Expr[bool]:
        """The invariant as one expression (for a demand or a response: what is to be reached)."""
        return self.premise.implies(self.claim) if self.kind is Kind.INVARIANT else self.claim

    @property
    def closed(self) -> bool:
        """Whether a search in whole ticks decides the property: what it looks for compares no clock strictly.

        It looks for a state that breaks an invariant, or that fulfils a demand.
        """
        sought = negate(self.formula) if self.kind is Kind.INVARIANT else self.claim
        try:
            refuse_strict_clocks(self.id, sought)
        except ModelError:
            return False
        return True


@dataclass(frozen=True)
class Observer:
    """A history variable and how commands change it."""

    var: Var[Any]
    effects: Mapping[str, Any] = field(default_factory=dict)


def observe(model: Model, observers: tuple[Observer, ...]) -> Model:
    """The model with observers added; they are history, so behaviour is the same."""
    if not observers:
        return model
    commands = []
    for command in model.commands:
        extra = {o.var: o.effects[command.name] for o in observers if command.name in o.effects}
        if extra:
            command = Command(
                command.name,
                command.role,
                command.guard,
                {**command.effect, **extra},
                command.says,
                command.fact,
                command.failures,
                command.fault,
            )
        commands.append(command)
    variables = (*model.variables, *(o.var for o in observers))
    return Model(model.name, variables, model.constants, tuple(commands), model.deadlines, model.says)
