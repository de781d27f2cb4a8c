"""Which mutants somebody asks for: of a command or role, of what a change touches, or an even sample."""

from collections.abc import Sequence
from typing import Any

from vmotion_model.language import Command, Model, ModelError, Param, Var, nearest
from vmotion_model.language.expressions import leaves
from vmotion_model.language.json_form import normal, type_to_json

from .mutants import Mutant


def of_commands(mutants: Sequence[Mutant], model: Model, names: Sequence[str]) -> tuple[Mutant, ...]:
    """The mutants of the commands or roles with these names, all where none is named; raises ``ModelError``."""
    known = [*model.command, *model.roles]
    for name in names:
        if name not in known:
            raise ModelError(f"there is no command or role {name!r}; {nearest(name, known)}")
    return tuple(m for m in mutants if not names or m.command in names or m.role in names)


def of_change(mutants: Sequence[Mutant], before: Model, after: Model) -> tuple[Mutant, ...]:
    """The mutants of what differs between two versions: commands, what they use, constants and deadlines."""
    touched = {c.name for c in after.commands if _meaning(c, after) != _known_meaning(c.name, before)}
    whole = _frame(before) != _frame(after)
    return tuple(m for m in mutants if (m.command in touched if m.command else whole))


def sample(mutants: Sequence[Mutant], size: int) -> tuple[Mutant, ...]:
    """At most so many mutants, spread evenly, the same ones each time."""
    if size >= len(mutants):
        return tuple(mutants)
    return tuple(mutants[number * len(mutants) // size] for number in range(size))


def _known_meaning(name: str, model: Model) -> Any:
    return _meaning(model.command[name], model) if name in model.command else None


def _meaning(command: Command, model: Model) -> Any:
    """What a command does, with the types and numbers of what it speaks of."""
    expressions = [command.enabled, *command.updates.values()]
    used = [leaf for e in expressions for leaf in leaves(e)] + [model.variable[n] for n in command.updates]
    return [
        command.role,
        command.fault,
        command.fair,
        sorted(command.events),
        normal(command.enabled),
        {n: normal(u) for n, u in command.updates.items()},
        {v.name: type_to_json(v.type) for v in used if isinstance(v, Var)},
        {p.name: model.values[p.name] for p in used if isinstance(p, Param)},
    ]


def _frame(model: Model) -> Any:
    """What belongs to no command."""
    deadlines = sorted([d.clock, str(normal(d.limit)), sorted(d.handlers)] for d in model.deadlines)
    return dict(model.values), deadlines
