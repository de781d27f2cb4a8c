"""Conditions as an administrator writes them: a TOML file with a table per family, or ``name=value``.

What is not named has its healthy value; ``"open"`` (in a file) or ``?`` (on the command line) leaves a condition open.
"""

import re
import tomllib
from collections.abc import Mapping
from enum import Enum
from typing import Any, Final

from vmotion_model.common.errors import InputError
from vmotion_model.language import Boolean, Enumeration, Integer, Value, nearest
from vmotion_model.protocol.conditions import CONDITIONS, Condition
from vmotion_specs.locate import locate


class _Open(Enum):
    OPEN = "open"


OPEN: Final = _Open.OPEN
"""In place of a value: it is not known, so every one counts."""
Given = Mapping[str, Value | _Open]

_KNOWN = {c.name: c for c in CONDITIONS}


class ConditionsError(InputError):
    """Conditions that cannot be used; the message says where, what is wrong and what would be right."""


def read_conditions(text: str, file: str = "the conditions") -> dict[str, Value | _Open]:
    """Read a file of conditions. Raises ``ConditionsError`` with file, line and what to do, for the first thing that is wrong."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConditionsError(f"{file} is not TOML: {error}") from None
    places = locate(text)
    found: dict[str, Value | _Open] = {}
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
                found[f"{table}.{key}"] = _value(f"{table}.{key}", value)
            except ConditionsError as error:
                raise ConditionsError(f"{file}:{line}: {error}") from None
    return found


def read_setting(text: str) -> tuple[str, Value | _Open]:
    """Read ``name=value``. Raises ``ConditionsError`` where there is no such condition or the value does not fit it."""
    name, equals, value = (part.strip() for part in text.partition("="))
    if not equals:
        raise ConditionsError(f"{text!r} sets nothing: write NAME=VALUE, such as nfs.same_path=false")
    if value == "?":
        return name, _value(name, "open")
    words: dict[str, object] = {"true": True, "yes": True, "false": False, "no": False}
    if value.lower() in words:
        return name, _value(name, words[value.lower()])
    return name, _value(name, int(value) if re.fullmatch(r"[+-]?\d+", value, re.ASCII) else value)


def families() -> tuple[str, ...]:
    """The first parts of the conditions' names: the tables of a file."""
    return tuple(dict.fromkeys(name.partition(".")[0] for name in _KNOWN))


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
        lines += [f"# {condition.var.description}{_hint(condition)}", f"{key} = {_written(condition.var.initial)}"]
    return "\n".join(lines) + "\n"


def shown_value(value: Value | _Open) -> str:
    """A value as it is typed."""
    return "?" if value is OPEN else _written(value).strip('"')


def _hint(condition: Condition) -> str:
    match condition.var.type:
        case Integer(low=low, high=high):
            return f" In {condition.unit}, {low} to {high}."
        case Enumeration(members=members):
            return f" One of {', '.join(members)}."
        case _:
            return ""


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else f'"{value}"'


def _value(name: str, value: object) -> Value | _Open:
    condition = _KNOWN.get(name)
    if condition is None:
        raise ConditionsError(f"there is no condition {name!r}; {nearest(name, _KNOWN)}")
    if value == "open":
        return OPEN
    kind: Any = condition.var.type
    match kind:
        case Boolean():
            if isinstance(value, bool):
                return value
            wanted = "true or false"
        case Integer(low=low, high=high):
            if type(value) is int and low <= value <= high:
                return value
            wanted = f"a whole number of {condition.unit} from {low} to {high}"
        case _:
            if isinstance(value, str) and value in kind.members:
                return value
            wanted = f"one of {', '.join(kind.members)}"
    raise ConditionsError(f"{name} is {wanted}, not {value!r}")
