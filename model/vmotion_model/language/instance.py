"""Which part of a model a verdict speaks of: the tick, and which faults may happen how often."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from .commands import SHARED, Command, derived
from .errors import ModelError, nearest
from .expressions import AtMost, Expr, Sub, Var, lift
from .model import Model
from .types import Integer


@dataclass(frozen=True)
class Instance:
    """A named part of a model.

    ``limits`` maps a kind of fault, or a command's name, to how often it may happen; what is not named may happen without
    limit, 0 removes it. An empty mapping is the whole model.
    """

    name: str
    limits: Mapping[str, int] = field(default_factory=dict)

    def describe(self) -> str:
        """One phrase for verdicts."""
        if not self.limits:
            return f"{self.name}: every fault without limit"
        return f"{self.name}: " + ", ".join(f"{k} at most {v}" for k, v in sorted(self.limits.items()))

    def apply(self, model: Model) -> Model:
        """The model restricted to this instance: limits are counters of the model, so that every engine sees them.

        Raises ``ModelError`` for a limit on something that the model does not have.
        """
        if not self.limits:
            return model
        known = {c.fault for c in model.commands if c.fault} | model.command.keys()
        budgets: dict[str, Var[Any]] = {}
        for what, limit in self.limits.items():
            if what not in known:
                raise ModelError(f"instance {self.name}: nothing is called {what!r}; {nearest(what, known)}")
            if type(limit) is not int or limit < 0:
                raise ModelError(f"instance {self.name}: {what} at most {limit!r} times means nothing")
            if limit > 0:
                name = "budget." + re.sub(r"\W", "_", what, flags=re.ASCII)
                budgets[what] = Var(name, Integer(0, limit), SHARED, limit, f"How often {what} may still happen.")
        commands = [c for c in (_limited(c, self.limits, budgets) for c in model.commands) if c is not None]
        kept = {c.name for c in commands}
        deadlines = tuple(type(d)(d.clock, d.limit, tuple(h for h in d.handlers if h in kept)) for d in model.deadlines)
        variables = (*model.variables, *budgets.values())
        return Model(model.name, variables, model.constants, tuple(commands), deadlines, model.description)


def _limited(command: Command, limits: Mapping[str, int], budgets: Mapping[str, Var[Any]]) -> Command | None:
    guard: dict[str, Expr[bool]] = dict(command.guard)
    effect: dict[Var[Any], Expr[Any]] = dict(command.effect)
    for what in {command.fault, command.name} & limits.keys():
        if limits[what] == 0:  # type: ignore[index]
            return None
        budget = budgets[what]  # type: ignore[index]
        guard[f"{what} may still happen"] = AtMost.of(lift(1), budget)
        effect[budget] = Sub.of(budget, lift(1))
    if len(effect) == len(command.effect):
        return command
    return derived(command.name, command.role, guard, effect, like=command)


WHOLE = Instance("whole model", MappingProxyType({}))
"""Every fault, without limit."""
