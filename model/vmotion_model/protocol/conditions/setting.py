"""One condition with its value, as it is typed: ``name=value``, and ``?`` for one that is left open."""

import re
from collections.abc import Mapping
from enum import Enum
from typing import Any, Final

from vmotion_model.common.errors import InputError
from vmotion_model.language import Boolean, Integer, Value, nearest

from . import CONDITIONS


class Open(Enum):
    """The type of ``OPEN``."""

    OPEN = "open"


OPEN: Final = Open.OPEN
"""In place of a value: it is not known, so every one counts."""

_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
_KNOWN = {c.name: c for c in CONDITIONS}
_MOST_QUOTED = 60


class ConditionsError(InputError):
    """Conditions that cannot be used; the message says where, what is wrong and what would be right."""


def read_setting(text: str) -> tuple[str, Value | Open]:
    """Read ``name=value``. Raises ``ConditionsError`` where there is no such condition or the value does not fit it."""
    name, equals, value = (part.strip() for part in text.partition("="))
    if not equals:
        raise ConditionsError(f"{_quoted(text)} sets nothing: write NAME=VALUE, such as nfs.same_path=false")
    if value == "?":
        return name, value_of(name, "open")
    words: dict[str, object] = {"true": True, "yes": True, "false": False, "no": False}
    if value.lower() in words:
        return name, value_of(name, words[value.lower()])
    return name, value_of(name, int(value) if _WHOLE.fullmatch(value) else value)


def needs_value(name: str, what: str) -> str:
    """What is said of a condition that is left open for ``what`` (a run, a picture), which has to be made in one environment."""
    return f"{name} is open: {what} needs a value for it; vmotion preflight answers for all values at once"


def shown_value(value: Value | Open) -> str:
    """A value as it is typed."""
    return "?" if value is OPEN else written(value).strip('"')


def told(given: Mapping[str, Value]) -> str:
    """Conditions in one line, each as it is typed; "" where there are none."""
    return ", ".join(settings(given))


def settings(given: Mapping[str, Value]) -> tuple[str, ...]:
    """Conditions as they are typed, one by one: ``read_setting`` reads each of them back."""
    return tuple(f"{name}={shown_value(value)}" for name, value in given.items())


def written(value: object) -> str:
    """A value as it stands in a TOML file."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else f'"{value}"'


def value_of(name: str, value: object) -> Value | Open:
    """The value that a condition gets; ``"open"`` leaves it open.

    Raises ``ConditionsError`` where there is no such condition or the value does not fit it.
    """
    condition = _KNOWN.get(name)
    if condition is None:
        raise ConditionsError(f"there is no condition {_quoted(name)}; {nearest(name, _KNOWN)}")
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
    raise ConditionsError(f"{name} is {wanted}, not {_quoted(value)}")


def _quoted(value: object) -> str:
    """What was written, cut where it is long: a message is one line."""
    text = repr(value)
    return text if len(text) <= _MOST_QUOTED else f"{text[:_MOST_QUOTED]}..."
