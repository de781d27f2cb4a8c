"""Conditions as an administrator writes them in a TOML file, with a table per family.

What is not named has its healthy value; ``"open"`` leaves a condition open.
"""

import tomllib
from collections.abc import Sequence

from vmotion_model.language import Enumeration, Integer, Value
from vmotion_model.protocol.conditions import CONDITIONS, Condition
from vmotion_model.protocol.conditions.setting import ConditionsError, Open, value_of, written
from vmotion_specs.text_places import locate


def read_conditions(text: str, file: str = "the conditions") -> dict[str, Value | Open]:
    """Read a file of conditions. Raises ``ConditionsError`` with file, line and what to do, for the first thing that is wrong."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConditionsError(f"{file} is not TOML: {error}") from None
    if not data:
        raise ConditionsError(
            f"{file} says nothing: write [family] and a condition below it; `vmotion preflight --template` prints all"
        )
    places = locate(text)
    found: dict[str, Value | Open] = {}
    for table, entries in data.items():
        if not isinstance(entries, dict):
            where = places.of("", 0, table)
            raise ConditionsError(
                f"{file}:{where.line}: {table} stands outside a table; write [family] above it, "
                f"one of {', '.join(families())}"
            )
        for key, value in entries.items():
            line = places.of(table, 0, key).line
            try:
                found[f"{table}.{key}"] = value_of(f"{table}.{key}", value)
            except ConditionsError as error:
                raise ConditionsError(f"{file}:{line}: {error}") from None
    return found


def place_of(text: str, file: str, names: Sequence[str]) -> str:
    """``file:line: `` of the last of these conditions, all of which the file sets; "" where there are none."""
    places = locate(text)
    lines = [places.of(family, 0, key).line for family, _, key in (n.partition(".") for n in names)]
    return f"{file}:{max(lines)}: " if lines else ""


def families() -> tuple[str, ...]:
    """The first parts of the conditions' names: the tables of a file."""
    return tuple(dict.fromkeys(c.name.partition(".")[0] for c in CONDITIONS))


def template() -> str:
    """A file of conditions with every healthy value, each with its sentence: one to copy and change."""
    lines = [
        "# What is so when a virtual machine is migrated. Every value here is the healthy one;",
        '# "open" in place of a value means: not known. What is left out is healthy.',
    ]
    family = ""
    for condition in CONDITIONS:
        table, _, key = condition.name.partition(".")
        if table != family:
            lines += ["", f"[{table}]"]
            family = table
        lines += [f"# {condition.var.description}{_hint(condition)}", f"{key} = {written(condition.var.initial)}"]
    return "\n".join(lines) + "\n"


def _hint(condition: Condition) -> str:
    match condition.var.type:
        case Integer(low=low, high=high):
            return f" In {condition.unit}, {low} to {high}."
        case Enumeration(members=members):
            return f" One of {', '.join(members)}."
        case _:
            return ""
