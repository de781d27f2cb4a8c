"""Conditions and causes: what is so in the surroundings of an attempt, and what follows from it for the steps.

A condition is a rigid variable: it has one value for a whole attempt, and its initial value is the healthy one. A cause is a
statement over conditions; it makes steps possible that fail the migration, and others impossible.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from vmotion_model.language import Boolean, Enumeration, Expr, Integer, Var
from vmotion_model.protocol.vocabulary import Role

from .step_groups import RUN_OUT

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, eq=False)
class Condition:
    """One fact of an attempt, as a rigid variable of the model, with its unit (empty for what has none) and the source.

    One that is only ``told`` changes nothing of what happens: it says why, and what it is for.
    """

    var: Var[Any]
    unit: str
    citation: str
    told: str = ""

    @property
    def name(self) -> str:
        """The name, by which it is set."""
        return self.var.name


@dataclass(frozen=True, eq=False)
class Cause:
    """Why a migration fails, waits or is worse than it should be.

    ``when`` is a statement over conditions. The steps in ``fails`` are possible only where one of their causes is present; the
    steps in ``blocks`` are impossible while this one is. ``failure`` is the entry of the failure catalogue that tells messages
    and remedies, ``words`` are what administrators call it. A cause that ``stands`` is there from the start, and the step that
    it makes fail is bound to; any other strikes late, at some moment or not at all. Of its steps those in ``strikes`` come first,
    and the others follow from them; where none are named it strikes by any. One without any step is ``described``: why the model
    has no step for it. ``only`` narrows a step in ``fails``: this cause makes it possible while that holds of the state.
    """

    name: str
    when: Expr[bool]
    failure: str
    description: str
    fails: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    described: str = ""
    only: Mapping[str, Expr[bool]] = field(default_factory=dict)
    strikes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a cause that contradicts itself."""
        if strange := set(self.strikes) - set(self.fails):
            raise ValueError(f"{self.name} strikes by {', '.join(sorted(strange))}, which it does not make possible")
        if self.strikes and self.stands:
            raise ValueError(f"{self.name} stands from the start, so it does not strike")

    @property
    def strikes_by(self) -> tuple[str, ...]:
        """The steps of which one comes before all others of the cause, where it strikes late."""
        return self.strikes or self.fails

    @property
    def follows(self) -> tuple[str, ...]:
        """The steps that may come whenever it has struck late: one host hears of it by a timer, and the other after that."""
        return () if self.stands else tuple(s for s in self.fails if s not in self.strikes_by or s in RUN_OUT)

    @property
    def stands(self) -> bool:
        """It is there from the start and blocks the way, so the failure is bound to come."""
        return bool(self.blocks)


def yes(name: str, description: str, citation: str, healthy: bool = True) -> Condition:
    """A condition that holds or does not."""
    return Condition(Var(name, Boolean(), Role.SURROUNDINGS, healthy, description, rigid=True), "", citation)


def number(
    name: str, healthy: int, low: int, high: int, unit: str, description: str, citation: str, told: str = ""
) -> Condition:
    """A condition that is a whole number of some unit."""
    var: Var[int] = Var(name, Integer(low, high), Role.SURROUNDINGS, healthy, description, rigid=True)
    return Condition(var, unit, citation, told)


def one_of(name: str, healthy: E, description: str, citation: str, told: str = "") -> Condition:
    """A condition with a few named values."""
    var: Var[E] = Var(name, Enumeration.of(type(healthy)), Role.SURROUNDINGS, healthy, description, rigid=True)
    return Condition(var, "", citation, told)


def conditions_in(groups: Iterable[object]) -> tuple[Condition, ...]:
    """The conditions that are attributes of the groups' classes, in order."""
    return tuple(c for group in groups for c in vars(type(group)).values() if isinstance(c, Condition))
