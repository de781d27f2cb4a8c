"""What keys and tables of a change file are: kinds of values, and when a key must or may stand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class ValueKind(StrEnum):
    """What kind of value a key has, in words."""

    NAME = "a name, as a string"
    WORDS = "a string"
    EXPRESSION = "an expression, as a string"
    NUMBER = "a whole number, not negative, or a list of them"
    TRUTH = "true or false"
    NAMES = "a list of names"
    EXPRESSIONS = "a list of expressions"
    TABLE = "a table of expressions"
    VALUE = "a value"
    TYPE = "a kind of variable: a string, or a list of names"


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _strings(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(v, str) for v in value)


def _string(value: Any) -> bool:
    return isinstance(value, str)


_RIGHT: Mapping[ValueKind, Callable[[Any], bool]] = {
    ValueKind.NAME: _string,
    ValueKind.WORDS: _string,
    ValueKind.EXPRESSION: _string,
    ValueKind.NUMBER: lambda v: _is_number(v) or (isinstance(v, list) and bool(v) and all(map(_is_number, v))),
    ValueKind.TRUTH: lambda v: isinstance(v, bool),
    ValueKind.NAMES: _strings,
    ValueKind.EXPRESSIONS: _strings,
    ValueKind.TABLE: lambda v: isinstance(v, dict) and all(map(_string, v.values())),
    ValueKind.VALUE: lambda v: isinstance(v, str | bool | int),
    ValueKind.TYPE: lambda v: isinstance(v, str) or _strings(v),
}


@dataclass(frozen=True)
class Key:
    """A key of a table: what its value is and what it says.

    ``needed`` are the actions (in a table without actions: any word) with which it must stand, ``allowed`` those with which it
    may; None is every one. ``words`` are the only values, where they are few.
    """

    name: str
    kind: ValueKind
    description: str
    needed: tuple[str, ...] | None = ()
    allowed: tuple[str, ...] | None = None
    words: tuple[str, ...] = ()

    def must(self, action: str) -> bool:
        """Whether the key must stand beside this action."""
        return self.needed is None or action in self.needed

    def may(self, action: str) -> bool:
        """Whether the key may stand beside this action."""
        return self.allowed is None or action in self.allowed

    def wrong(self, table: str, value: Any) -> str | None:
        """What is wrong with a value, and how to write it; None where it is right."""
        if not _RIGHT[self.kind](value):
            return f"{self.name} must be {self._wanted(table)}, not {value!r}{self._rather(value)}"
        if self.words and value not in self.words:
            return f"{self.name} must be one of {', '.join(self.words)}, not {value!r}"
        return None

    def _wanted(self, table: str) -> str:
        match self.kind:
            case ValueKind.NAME | ValueKind.WORDS | ValueKind.EXPRESSION:
                return "a string"
            case ValueKind.TABLE:
                return f"{self.kind}, written as [{table}.{self.name}]"
            case _:
                return self.kind.value

    def _rather(self, value: Any) -> str:
        """How the value would be written, where one is meant that is only written in another way."""
        match self.kind, value:
            case ValueKind.EXPRESSION, bool() | int():
                return f'; write {self.name} = "{value}"'
            case ValueKind.TRUTH, str() if value.lower() in ("true", "false"):
                return f"; write {self.name} = {value.lower()}, without quotes"
            case ValueKind.NUMBER, str() if value.isascii() and value.isdigit():
                return f"; write {self.name} = {int(value)}, without quotes"
            case ValueKind.NAMES | ValueKind.EXPRESSIONS, str():
                return f'; write {self.name} = ["..."]'
            case ValueKind.TABLE, dict() if any(isinstance(v, bool | int) for v in value.values()):
                return '; every value stands in quotes, as in "True"'
            case _:
                return ""


@dataclass(frozen=True)
class Table:
    """A kind of edit.

    ``subject`` are the keys that say what is edited: a file edits nothing twice. ``default`` is the action of an edit that names
    none. ``example`` is an edit of the protocol.
    """

    name: str
    description: str
    subject: tuple[str, ...]
    keys: tuple[Key, ...]
    example: str
    actions: tuple[str, ...] = ()
    default: str | None = None

    @property
    def key(self) -> Mapping[str, Key]:
        """Keys by name, ``action`` among them."""
        named = {k.name: k for k in self.keys}
        if self.actions:
            needed = () if self.default else None
            said = "what is done" + (f"; {self.default} where it is left out" if self.default else "")
            named = {"action": Key("action", ValueKind.NAME, said, needed, words=self.actions)} | named
        return named

    def action(self, keys: Mapping[str, Any]) -> str:
        """What an edit does: its action, or that of a table that has one only."""
        return str(keys.get("action", self.default or ""))
