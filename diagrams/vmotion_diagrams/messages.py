"""Which role can tell which other role what: read off the commands, by what they write and what their guards need."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from vmotion_model.language import SHARED, Command, Const, Enumeration, Model, Var, lift, substitute, variables_of
from vmotion_model.language.expressions import Expr, IfThen, is_literal

EMPTY = "NONE"


@dataclass(frozen=True)
class Channel:
    """What one role can tell another through one variable: the values, or the variable's own name where it carries an id."""

    sender: str
    receiver: str
    variable: str
    values: tuple[str, ...]


def message_variables(model: Model) -> tuple[Var[Any], ...]:
    """The shared variables that hold a message under way: enumerations that start with nothing in them."""
    return tuple(
        v for v in model.variables if v.owner == SHARED and isinstance(v.type, Enumeration) and v.initial == EMPTY
    )


def channels(model: Model) -> tuple[Channel, ...]:
    """Every channel between two different roles that have commands which write it and commands which wait for it."""
    found: dict[tuple[str, str, str], dict[str, None]] = {}
    read = {c.name: variables_of(c.enabled).keys() for c in model.commands}
    for variable in message_variables(model):
        readers = [c for c in model.commands if variable.name in read[c.name]]
        for writer in model.commands:
            for value in written(writer, variable):
                for reader in readers:
                    if reader.role != writer.role and _waits_for(reader, variable, value):
                        key = (writer.role, reader.role, variable.name)
                        found.setdefault(key, {})[short_text(variable, value)] = None
    return tuple(Channel(*key, tuple(values)) for key, values in found.items())


def heard_failures(model: Model, command: Command) -> tuple[str, ...]:
    """The failures of which a command is told: those of the commands that send a message it waits for."""
    read = variables_of(command.enabled)
    found = {
        failure
        for variable in message_variables(model)
        if variable.name in read
        for writer in model.commands
        if writer.failures
        and writer.role != command.role
        and any(value and _waits_for(command, variable, value) for value in written(writer, variable))
        for failure in writer.failures
    }
    return tuple(sorted(found))


def short_text(variable: Var[Any], value: str) -> str:
    """A message in words: its value; before it the variable where that is no call or reply; the variable alone for an id."""
    name = variable.name.rpartition(".")[2]
    if name.startswith(("to_", "from_")):
        return value
    if _carries_id(variable):
        return name if value in ("", "THIS") else f"{name} ({value})"
    return f"{name} {value}"


def _carries_id(variable: Var[Any]) -> bool:
    return isinstance(variable.type, Enumeration) and variable.type.name == "Attempt"


def written(command: Command, variable: Var[Any]) -> tuple[str, ...]:
    """The messages that a command sends; an empty text stands for one whose content is copied from the role's memory.

    A command that passes on what is under way (ageing it) sends nothing.
    """
    update = command.updates.get(variable.name)
    if update is None or variable.name in variables_of(update):
        return ()
    leaves = list(_results(update))
    sent = [str(e.value) for e in leaves if isinstance(e, Const) and e.value != EMPTY]
    copied = any(not isinstance(e, Const) for e in leaves)
    return (*dict.fromkeys(sent), *(("",) if copied else ()))


def _results(update: Expr[Any]) -> Iterable[Expr[Any]]:
    if isinstance(update, IfThen):
        yield from _results(update.then)
        yield from _results(update.otherwise)
    else:
        yield update


def _waits_for(command: Command, variable: Var[Any], value: str) -> bool:
    """Whether the command, which reads the variable, can be done with this message under way and not without any.

    What is copied from a role's memory is compared with another role's memory, which the text of a guard does not decide.
    """
    if not value:
        return True
    return not _ruled_out(command, variable, value) and _ruled_out(command, variable, EMPTY)


def _ruled_out(command: Command, variable: Var[Any], value: str) -> bool:
    here = {variable.name: lift(value, variable.type)}
    return any(is_literal(substitute(g, here), False) for g in command.guard.values())
