"""Other names for the same model: an isomorphism, so whatever holds of one holds of the other under its names."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from .commands import Command, derived
from .declarations import Constant, Deadline
from .expressions import Const, Expr, Param, Var
from .model import Model
from .substitute import transform
from .types import Enumeration, Type, Value


@dataclass(frozen=True)
class Renaming:
    """New names by old ones; what is not named keeps its name.

    ``members`` are by the enumeration's old name and the member, ``guards`` by the command's old name and the conjunct.
    ``properties`` are ids of what is asked of the model, which a model itself does not hold. No two old names become one, and no
    new name is an old one that keeps its name: otherwise it would be no isomorphism.
    """

    commands: Mapping[str, str] = field(default_factory=dict)
    variables: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    enumerations: Mapping[str, str] = field(default_factory=dict)
    members: Mapping[tuple[str, str], str] = field(default_factory=dict)
    guards: Mapping[tuple[str, str], str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    properties: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anything gets another name."""
        return self.of_model or bool(self.properties)

    @property
    def of_model(self) -> bool:
        """Whether anything that the model holds gets another name."""
        return any(
            (self.commands, self.variables, self.constants, self.enumerations, self.members, self.guards, self.roles),
        )

    @cached_property
    def back(self) -> "Renaming":
        """The way back."""
        return Renaming(
            {new: old for old, new in self.commands.items()},
            {new: old for old, new in self.variables.items()},
            {new: old for old, new in self.constants.items()},
            {new: old for old, new in self.enumerations.items()},
            {(self.enumerations.get(e, e), new): old for (e, old), new in self.members.items()},
            {(self.commands.get(c, c), new): old for (c, old), new in self.guards.items()},
            {new: old for old, new in self.roles.items()},
            {new: old for old, new in self.properties.items()},
        )

    def command(self, name: str) -> str:
        """The name of a command."""
        return self.commands.get(name, name)

    def variable(self, name: str) -> str:
        """The name of a variable."""
        return self.variables.get(name, name)

    def role(self, name: str) -> str:
        """The name of a role."""
        return self.roles.get(name, name)

    def property(self, name: str) -> str:
        """The id of a property."""
        return self.properties.get(name, name)

    def constant(self, name: str) -> str:
        """The name of a constant."""
        return self.constants.get(name, name)

    def type(self, type_: Type) -> Type:
        """The same values under their new names."""
        if not isinstance(type_, Enumeration):
            return type_
        members = tuple(self.value(m, type_) for m in type_.members)
        return Enumeration(self.enumerations.get(type_.name, type_.name), tuple(map(str, members)))

    def value(self, value: Value, type_: Type) -> Value:
        """A value of a type under its new name; numbers and truth values have none."""
        if isinstance(type_, Enumeration) and isinstance(value, str):
            # A member of Python's own enumeration would say to which one it belongs.
            return self.members.get((type_.name, value), str(value))
        return value

    def var(self, var: Var[Any], over: Mapping[str, Var[Any]]) -> Var[Any]:
        """A variable made anew; the condition of a clock is written over the variables ``over``, by their new names."""
        return Var(
            self.variable(var.name),
            self.type(var.type),
            self.role(var.owner),
            self.value(var.initial, var.type),
            var.description,
            None if var.active is None else self.expression(var.active, over),
            self.constant(var.follows) if var.follows else "",
            var.rigid,
        )

    def expression(self, expr: Expr[Any], over: Mapping[str, Var[Any]]) -> Expr[Any]:
        """An expression over the variables ``over``, by their new names; raises ``KeyError`` for one that is missing there."""

        def leaf(old: Expr[Any]) -> Expr[Any]:
            match old:
                case Var():
                    return over[self.variable(old.name)]
                case Param():
                    return Param(self.constant(old.name)) if old.name in self.constants else old
                case Const(of_type=Enumeration()):
                    return Const(self.value(old.value, old.of_type), self.type(old.of_type))
                case _:
                    return old

        return transform(expr, leaf)

    def model(self, model: Model) -> Model:
        """The model under its new names, with everything in its old order. Locality was checked under the old ones."""
        if not self.of_model:
            return model
        over: dict[str, Var[Any]] = {}
        # What a clock's condition reads is no clock, so that comes first.
        for var in sorted(model.variables, key=lambda v: v.active is not None):
            fresh = self.var(var, over)
            over[fresh.name] = fresh
        return Model(
            model.name,
            tuple(over[self.variable(v.name)] for v in model.variables),
            tuple(Constant(self.constant(c.name), c.value, c.unit, c.description, c.citation) for c in model.constants),
            tuple(self._command(c, over) for c in model.commands),
            tuple(
                Deadline(self.variable(d.clock), self.expression(d.limit, over), tuple(map(self.command, d.handlers)))
                for d in model.deadlines
            ),
            model.description,
        )

    def _command(self, command: Command, over: Mapping[str, Var[Any]]) -> Command:
        return derived(
            self.command(command.name),
            self.role(command.role),
            {
                self.guards.get((command.name, label), label): self.expression(conjunct, over)
                for label, conjunct in command.guard.items()
            },
            {over[self.variable(n)]: self.expression(value, over) for n, value in command.updates.items()},
            like=command,
        )
