"""What a property is: an invariant with its premise, a demand that something can be reached, or that it comes about."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from vmotion_model.language import TRUE, Command, Expr, Model, ModelError, Var, negate
from vmotion_model.language.commands import refuse_strict_clocks, refuse_untrue
from vmotion_model.language.expressions import same

from .assumptions import Assumption


class PropertyKind(StrEnum):
    """How a property is judged."""

    INVARIANT = "invariant"
    REACHABLE = "reachable"
    RESPONSE = "response"


@dataclass(frozen=True)
class Waiting:
    """How a statement is made that nobody waits for ever: outside ``terminal`` one of the ``roles`` (None: of all) can go on.

    ``also``: commands with one of these events count as well, whoever does them.
    """

    terminal: Expr[bool]
    roles: tuple[str, ...] | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Property:
    """A statement about a model.

    An invariant says ``premise`` implies ``claim`` in every reachable state; a run that reaches the premise shows that it is
    not vacuous. A reachability demand says that some run reaches ``claim``; ``observers`` are history variables that
    only this property needs, with what the commands do to them. A response says that ``premise`` leads to ``claim``: on
    every run that keeps to the ``assumptions``, a state with the premise is followed by one with the claim, or is one. ``why``
    says what goes wrong where it fails. ``ground`` is the source of the demand. ``progress``: it says that time can always go on,
    on which all other verdicts rest. ``generated``: it is made from the commands of the model, so that it changes with them;
    ``waiting`` is how, where it can be made again from that alone.
    """

    id: str
    title: str
    claim: Expr[bool]
    premise: Expr[bool] = TRUE
    kind: PropertyKind = PropertyKind.INVARIANT
    why: str = ""
    citation: str = ""
    observers: tuple["Observer", ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    progress: bool = False
    generated: bool = False
    waiting: Waiting | None = None

    def __post_init__(self) -> None:
        """Raise ``ModelError`` for a claim or premise that is no truth value, and for a kind that is none."""
        where = f"property {self.id}"
        refuse_untrue(f"{where}, claim", self.claim)
        refuse_untrue(f"{where}, premise", self.premise)
        if not isinstance(self.kind, PropertyKind):
            kinds = ", ".join(f"PropertyKind.{kind.name}" for kind in PropertyKind)
            raise ModelError(f"{where}: {self.kind!r} is no kind; valid kinds: {kinds}")

    @property
    def formula(self) -> Expr[bool]:
        """The invariant as one expression (for a demand or a response: what is to be reached)."""
        return self.premise.implies(self.claim) if self.kind is PropertyKind.INVARIANT else self.claim

    @property
    def closed(self) -> bool:
        """Whether a search in whole ticks decides the property: what it looks for compares no clock strictly.

        It looks for a state that breaks an invariant, or that fulfils a demand.
        """
        sought = negate(self.formula) if self.kind is PropertyKind.INVARIANT else self.claim
        try:
            refuse_strict_clocks(self.id, sought)
        except ModelError:
            return False
        return True


@dataclass(frozen=True)
class Observer:
    """A history variable and how commands change it: those that ``effects`` names, and those that have one of the ``events``."""

    var: Var[Any]
    effects: Mapping[str, Any] = field(default_factory=dict)
    events: Mapping[str, Any] = field(default_factory=dict)

    def on(self, command: Command) -> Sequence[Any]:
        """What the command makes of the variable: nothing, one value, or several, which would contradict each other."""
        values = [self.events[e] for e in command.events if e in self.events]
        if command.name in self.effects:
            values.append(self.effects[command.name])
        return values


def observe(model: Model, observers: tuple[Observer, ...]) -> Model:
    """The model with observers added; they are history, so behaviour is the same.

    Raises ``ModelError`` where one command would set an observer to two values.
    """
    if not observers:
        return model
    commands = []
    for command in model.commands:
        extra = {}
        for observer in observers:
            values = observer.on(command)
            if len(values) > 1:
                raise ModelError(
                    f"command {command.name} is several events at once for the observer {observer.var.name}"
                )
            if values:
                extra[observer.var] = values[0]
        if extra:
            command = replace(command, effect={**command.effect, **extra})
        commands.append(command)
    variables = (*model.variables, *(o.var for o in observers))
    return Model(model.name, variables, model.constants, tuple(commands), model.deadlines, model.description)


def unfit_premise(item: Property) -> str | None:
    """Why a property can't have its premise, which nobody would look at; None where it can."""
    if item.kind is PropertyKind.REACHABLE and not same(item.premise, TRUE):
        return "it demands that something can be reached, and has no premise: what is to be reached is its claim"
    return None


def unfit_id(name: str, kind: PropertyKind) -> str | None:
    """Why a property of this kind can't have such an id; None where it can."""
    if not name.strip() or not name.isprintable():
        return "an id is not empty, and holds no line break or other control character"
    if kind is PropertyKind.RESPONSE and (" " in name or re.search(r"\.at\d+$", name)):
        return "a response's id holds no blank and does not end in .at and a number"
    return None


def in_family(name: str, head: str) -> bool:
    """Whether an id belongs to a head: S6a to ``S6``, S6a and S7b to ``S``, but S16a not to ``S1``, and no word to a word."""
    if not head or not name.startswith(head):
        return False
    rest = name[len(head) :]
    return rest.isalpha() if head[-1].isdigit() else len(head) == 1 and rest[:1].isdigit()
