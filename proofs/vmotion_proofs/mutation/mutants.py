"""Mutants: versions of a model that differ from it in one small mistake. Each mutator is a pure function of the model.

What is mutated: guard conjuncts (dropped, negated, one part of a compound conjunct dropped), numbers (shifted up and down, each
use and all uses of a constant together), commands (deleted), assignments (left out, given another value) and deadlines (dropped).
Clock guards can only be dropped or shifted: their negation is a strict comparison, which the language refuses.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import Any

from vmotion_model.language import (
    Clock,
    Command,
    Const,
    Deadline,
    Enumeration,
    Expr,
    Integer,
    Model,
    ModelError,
    Param,
    Var,
    digest,
    natural_tick,
    negate,
    to_text,
)
from vmotion_model.language.commands import reads_clock
from vmotion_model.language.expressions import Add, And, AtMost, IfThen, Or, Sub, lift, same
from vmotion_model.language.substitute import rebuild
from vmotion_model.language.types import Boolean, comparable


class Mutation(StrEnum):
    """Kinds of mistake."""

    DROP_GUARD = "drop"
    NEGATE_GUARD = "negate"
    DROP_PART = "part"
    SHIFT = "shift"
    DELETE = "delete"
    LEAVE = "leave"
    SET = "set"
    NO_DEADLINE = "deadline"


@dataclass(frozen=True)
class Mutant:
    """A model with one mistake. ``name`` is stable and unique; ``command`` is the one that was changed, "" for several.

    Where the language refuses the mistake there is no model, and ``refused`` says why: nobody could make it.
    """

    name: str
    mutation: Mutation
    command: str
    role: str
    model: Model | None
    refused: str = ""

    @cached_property
    def digest(self) -> str:
        """The digest of the mutated model."""
        assert self.model is not None
        return digest(self.model)


Mutator = Callable[[Model], list[Mutant]]


def mutants_of(model: Model) -> tuple[Mutant, ...]:
    """All mutants, in the order of the mutators and of the model's definitions."""
    return tuple(m for mutator in MUTATORS for m in mutator(model))


def drop_guards(model: Model) -> list[Mutant]:
    """Each named guard conjunct left out."""
    found = []
    for command in model.commands:
        for label in command.guard:
            guard = {k: g for k, g in command.guard.items() if k != label}
            found.append(_of_command(model, Mutation.DROP_GUARD, f"{command.name}/{label}", command, guard=guard))
    return found


def negate_guards(model: Model) -> list[Mutant]:
    """Each named guard conjunct turned into its opposite."""
    found = []
    for command in model.commands:
        for label, conjunct in command.guard.items():
            guard = {**command.guard, label: negate(conjunct)}
            found.append(_of_command(model, Mutation.NEGATE_GUARD, f"{command.name}/{label}", command, guard=guard))
    return found


def drop_parts(model: Model) -> list[Mutant]:
    """One part of a conjunct that is itself an "and" or an "or" left out."""
    found = []
    for command in model.commands:
        for label, conjunct in command.guard.items():
            if not isinstance(conjunct, And | Or):
                continue
            for number, part in enumerate(conjunct.parts):
                rest = rebuild(conjunct, conjunct.parts[:number] + conjunct.parts[number + 1 :])
                what = f"{command.name}/{label}/{to_text(part)}"
                guard = {**command.guard, label: rest}
                found.append(_of_command(model, Mutation.DROP_PART, what, command, guard=guard))
    return found


def delete_commands(model: Model) -> list[Mutant]:
    """Each command gone."""
    found = []
    for command in model.commands:
        commands = tuple(c for c in model.commands if c is not command)
        deadlines = tuple(
            Deadline(d.clock, d.limit, tuple(h for h in d.handlers if h != command.name)) for d in model.deadlines
        )
        mutant = _model(model, commands, deadlines)
        found.append(Mutant(f"delete {command.name}", Mutation.DELETE, command.name, command.role, mutant))
    return found


def leave_assignments(model: Model) -> list[Mutant]:
    """Each assignment left out: the variable keeps its value."""
    found = []
    for command in model.commands:
        for var in command.effect:
            effect = {v: u for v, u in command.effect.items() if v is not var}
            found.append(_of_command(model, Mutation.LEAVE, f"{command.name}/{var.name}", command, effect=effect))
    return found


def set_assignments(model: Model) -> list[Mutant]:
    """Each assignment given one other value (see ``other_value``)."""
    found = []
    for command in model.commands:
        for var in command.effect:
            value = other_value(command, var)
            if value is not None:
                effect = {**command.effect, var: value}
                what = f"{command.name}/{var.name} = {to_text(value)}"
                found.append(_of_command(model, Mutation.SET, what, command, effect=effect))
    return found


def other_value(command: Command, var: Var[Any]) -> Expr[Any] | None:
    """The wrong value for an assignment.

    The opposite truth value, the next member of the enumeration (in the order of definition, the first after the last), the
    other branch of a choice; for what is copied from a variable, the value that another variable of the type gets here, or
    else the member after its initial one. None for a clock, which can only be set to zero, and for sums, whose numbers are
    shifted.
    """
    value = command.updates[var.name]
    if isinstance(var.type, Clock):
        return None
    if isinstance(value, IfThen):
        return IfThen(value.condition, value.otherwise, value.then)
    if isinstance(var.type, Boolean):
        return negate(value)
    if isinstance(var.type, Enumeration):
        if isinstance(value, Const):
            return _next_member(var.type, str(value.value))
        for other in command.effect:
            given = command.updates[other.name]
            if other is not var and comparable(other.type, var.type) and not same(given, value):
                return given
        return _next_member(var.type, str(var.initial))
    return None


def shift_numbers(model: Model) -> list[Mutant]:
    """Every number in guards, effects and deadlines one unit up and down: times by the natural tick, others by one.

    A constant is shifted in each place where it is used, and in all of them together; it keeps its declared value, which is
    what properties speak of.
    """
    tick = natural_tick(model)
    found = []
    for command in model.commands:
        for label, conjunct in command.guard.items():
            for what, shifted in _shifts(conjunct, tick):
                guard = {**command.guard, label: shifted}
                found.append(_of_command(model, Mutation.SHIFT, f"{command.name}/{label}/{what}", command, guard=guard))
        for var, value in command.effect.items():
            for what, shifted in [] if isinstance(var.type, Clock) else _shifts(value, tick):
                effect = {**command.effect, var: shifted}
                name = f"{command.name}/{var.name}/{what}"
                found.append(_of_command(model, Mutation.SHIFT, name, command, effect=effect))
    for deadline in model.deadlines:
        for what, limit in _shifts(deadline.limit, tick, timed=True):
            deadlines = tuple(Deadline(d.clock, limit, d.handlers) if d is deadline else d for d in model.deadlines)
            name = f"deadline of {deadline.clock}/{what}"
            found.append(_of_model(model, Mutation.SHIFT, name, model.commands, deadlines, deadline.clock))
    return found + _shift_constants(model, tick)


def drop_deadlines(model: Model) -> list[Mutant]:
    """Each deadline gone: its handlers may come late, or never."""
    found = []
    for deadline in model.deadlines:
        deadlines = tuple(d for d in model.deadlines if d is not deadline)
        name = f"{deadline.clock}"
        found.append(_of_model(model, Mutation.NO_DEADLINE, name, model.commands, deadlines, deadline.clock))
    return found


MUTATORS: tuple[Mutator, ...] = (
    drop_guards,
    negate_guards,
    drop_parts,
    delete_commands,
    leave_assignments,
    set_assignments,
    shift_numbers,
    drop_deadlines,
)
"""All mutators."""


def _shift_constants(model: Model, tick: int) -> list[Mutant]:
    found = []
    for constant in model.constants:
        unit = tick if constant.unit == "s" else 1
        for by in (unit, -unit):
            edit = _everywhere(constant.name, by)
            try:
                commands = tuple(_edited(c, edit) for c in model.commands)
                deadlines = tuple(Deadline(d.clock, edit(d.limit), d.handlers) for d in model.deadlines)
                mutant, refused = _model(model, commands, deadlines), ""
            except ModelError as error:
                mutant, refused = None, str(error)
            name = f"shift {constant.name} {by:+d}"
            found.append(Mutant(name, Mutation.SHIFT, "", "", mutant, refused))
    return found


def _everywhere(name: str, by: int) -> Callable[[Expr[Any]], Expr[Any]]:
    def edit(expr: Expr[Any]) -> Expr[Any]:
        if isinstance(expr, Param) and expr.name == name:
            return _plus(expr, by)
        parts = expr.children
        return rebuild(expr, tuple(edit(p) for p in parts)) if parts else expr

    return edit


def _edited(command: Command, edit: Callable[[Expr[Any]], Expr[Any]]) -> Command:
    guard = {label: edit(g) for label, g in command.guard.items()}
    effect = {v: edit(u) for v, u in command.effect.items()}
    return _like(command, guard, effect)


def _shifts(expr: Expr[Any], tick: int, timed: bool = False) -> Iterator[tuple[str, Expr[Any]]]:
    """The expression with one of its numbers shifted, in each way; a number that stands twice is counted in the name."""
    seen: dict[str, int] = {}
    for what, shifted in _places(expr, tick, timed):
        seen[what] = seen.get(what, 0) + 1
        yield (f"{what} ({seen[what]})" if seen[what] > 1 else what), shifted


def _places(expr: Expr[Any], tick: int, timed: bool) -> Iterator[tuple[str, Expr[Any]]]:
    if isinstance(expr, Param) or (isinstance(expr, Const) and isinstance(expr.of_type, Integer)):
        unit = tick if timed else 1
        for by in (unit, -unit):
            yield f"{to_text(expr)} {by:+d}", _plus(expr, by)
        return
    parts = expr.children
    timed = timed or (isinstance(expr, AtMost) and reads_clock(expr))
    for number, part in enumerate(parts):
        for what, shifted in _places(part, tick, timed):
            yield what, rebuild(expr, (*parts[:number], shifted, *parts[number + 1 :]))


def _plus(expr: Expr[Any], by: int) -> Expr[Any]:
    if isinstance(expr, Const):
        return lift(int(expr.value) + by)
    return Add.of(expr, lift(by)) if by > 0 else Sub.of(expr, lift(-by))


def _next_member(type_: Enumeration, member: str) -> Expr[Any] | None:
    if len(type_.members) == 1:
        return None
    at = type_.members.index(member)
    return Const(type_.members[(at + 1) % len(type_.members)], type_)


def _of_command(
    model: Model,
    mutation: Mutation,
    what: str,
    command: Command,
    *,
    guard: Mapping[str, Expr[bool]] | None = None,
    effect: Mapping[Var[Any], Any] | None = None,
) -> Mutant:
    """The mutant that has another guard or effect in one command."""
    name = f"{mutation} {what}"
    try:
        changed = _like(
            command, command.guard if guard is None else guard, command.effect if effect is None else effect
        )
        commands = tuple(changed if c is command else c for c in model.commands)
        return Mutant(name, mutation, command.name, command.role, _model(model, commands, model.deadlines))
    except ModelError as error:
        return Mutant(name, mutation, command.name, command.role, None, str(error))


def _of_model(
    model: Model,
    mutation: Mutation,
    what: str,
    commands: tuple[Command, ...],
    deadlines: tuple[Deadline, ...],
    clock: str,
) -> Mutant:
    name, role = f"{mutation} {what}", model.variable[clock].owner
    try:
        return Mutant(name, mutation, "", role, _model(model, commands, deadlines))
    except ModelError as error:
        return Mutant(name, mutation, "", role, None, str(error))


def _like(command: Command, guard: Mapping[str, Expr[bool]], effect: Mapping[Var[Any], Any]) -> Command:
    return replace(command, guard=guard, effect=effect)


def _model(model: Model, commands: tuple[Command, ...], deadlines: tuple[Deadline, ...]) -> Model:
    return Model(model.name, model.variables, model.constants, commands, deadlines, model.description)
