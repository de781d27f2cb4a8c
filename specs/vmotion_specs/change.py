"""Change files: a proposed change of a model as TOML data, with the verdicts that are expected of it.

Nothing in a change file is executed: expressions go through the language's own parser. Errors name file, line and column.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from vmotion_model.common.errors import VmotionError
from vmotion_model.language import nearest

from .locate import Places, locate

SCHEMA = 1
MAX_BYTES = 200_000
_TABLES: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    # table: keys that must be there, keys that may be there
    "constant": (frozenset({"name", "value"}), frozenset()),
    "variable": (frozenset({"name", "owner", "kind"}), frozenset({"initial", "active", "says"})),
    "guard": (frozenset({"command", "action", "conjunct"}), frozenset({"expression"})),
    "effect": (frozenset({"command", "variable"}), frozenset({"value", "action"})),
    "command": (
        frozenset({"action", "name"}),
        frozenset({"role", "guard", "effect", "says", "fact", "fault", "fair", "events"}),
    ),
    "deadline": (frozenset({"action", "clock"}), frozenset({"limit", "handlers"})),
    "property": (frozenset({"action", "id"}), frozenset({"title", "claim", "premise", "why"})),
}
_TOP = frozenset({"schema", "title", "text", "model", "expect"}) | _TABLES.keys()
VERDICTS = ("proved", "exhausted", "bounded", "violated", "unknown", "pass")
STATEMENTS = ("removed", "weakened", "always true")
"""What an edit makes of a property that was there, where it does not leave it as strong as it was."""
BEHAVIOURS = ("equivalent", "adds", "removes", "adds and removes")


class ChangeError(VmotionError):
    """A change file that makes no sense; the message says where and what to do."""

    file: str
    line: int
    column: int

    def __init__(self, message: str, file: str, line: int = 1, column: int = 1) -> None:
        """Compose ``file:line:column: message``."""
        super().__init__(f"{file}:{line}:{column}: {message}")
        self.file = file
        self.line = line
        self.column = column


@dataclass(frozen=True)
class Edit:
    """One table of a change file: what kind it is, which one of its kind, and its keys."""

    table: str
    number: int
    keys: Mapping[str, Any]


@dataclass(frozen=True)
class Expectation:
    """What the author expects: verdict words by property, the change in behaviour, or a refusal by the language.

    Properties that are not named are expected to pass, and to be as strong as they were: ``statements`` names those that are
    removed, weakened or always true.
    """

    verdicts: Mapping[str, str] = field(default_factory=dict)
    statements: Mapping[str, str] = field(default_factory=dict)
    behaviour: str | None = None
    refused: str | None = None

    @property
    def declares(self) -> bool:
        """Whether anything is said at all."""
        return bool(self.verdicts or self.statements or self.behaviour is not None or self.refused is not None)


@dataclass(frozen=True)
class Change:
    """A proposed change: title and words, its edits in order, and what is expected."""

    name: str
    title: str
    text: str
    model: str
    edits: tuple[Edit, ...]
    expect: Expectation
    places: Places = field(repr=False, compare=False)

    def of(self, table: str) -> Sequence[Edit]:
        """The edits of one kind."""
        return [e for e in self.edits if e.table == table]

    def error(self, edit: Edit, key: str, message: str, offset: int | None = None) -> ChangeError:
        """An error at a key of an edit, or ``offset`` characters into its string."""
        if offset is None:
            place = self.places.of(edit.table, edit.number, key)
        else:
            place = self.places.inside(edit.table, edit.number, key, offset)
        return ChangeError(message, self.name, place.line, place.column)


def read_change(path: Path) -> Change:
    """Read a change file from disk; raises ``ChangeError``."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise ChangeError(f"can't be read: {error.strerror}", str(path)) from None
    return parse_change(data, str(path))


def parse_change(data: bytes, name: str) -> Change:
    """Read the bytes of a change file called ``name``; raises ``ChangeError``."""
    if len(data) > MAX_BYTES:
        raise ChangeError(f"is larger than {MAX_BYTES} bytes, which no change needs", name)
    if not data.strip():
        raise ChangeError("is empty: a change file has a schema number, a title and at least one edit", name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ChangeError("is no UTF-8 text; is it a change file?", name, line) from None
    try:
        raw = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        # TOMLDecodeError is a ValueError; so is the refusal of a number with thousands of digits.
        raise _syntax_error(error, name) from None
    return _Reader(name, raw, locate(text)).change()


def _syntax_error(error: Exception, name: str) -> ChangeError:
    if isinstance(error, RecursionError):
        return ChangeError("is nested too deeply", name)
    message = str(error)
    line, column = 1, 1
    if "(at line " in message:
        message, _, where = message.partition(" (at line ")
        numbers = [int(n) for n in where.rstrip(")").replace("column", "").split(",") if n.strip().isdigit()]
        line, column = (*numbers, 1)[:2] if numbers else (1, 1)
    return ChangeError(f"is not TOML: {message}", name, line, column)


class _Reader:
    def __init__(self, name: str, raw: Mapping[str, Any], places: Places) -> None:
        self.name = name
        self.raw = raw
        self.places = places

    def change(self) -> Change:
        for key in self.raw:
            if key not in _TOP:
                raise self._error("", 0, key, f"unknown key {key!r}; {nearest(key, _TOP)}")
        if type(self.raw.get("schema")) is not int or self.raw["schema"] != SCHEMA:
            message = f"schema must be {SCHEMA}, the change file format that this version reads"
            raise self._error("", 0, "schema", message)
        edits = tuple(e for table in _TABLES for e in self._edits(table))
        expect = self._expectation()
        if not edits:
            raise ChangeError("changes nothing: it has no edit", self.name)
        return Change(
            self.name,
            self._text("title", True),
            self._text("text", False),
            self._text("model", False) or "vmotion",
            edits,
            expect,
            self.places,
        )

    def _edits(self, table: str) -> Sequence[Edit]:
        rows = self.raw.get(table, [])
        if not isinstance(rows, list) or not all(isinstance(r, dict) for r in rows):
            raise self._error(table, 0, "", f"{table} must be written as [[{table}]]")
        needed, allowed = _TABLES[table]
        for number, row in enumerate(rows):
            for key in row:
                if key not in needed | allowed:
                    raise self._error(table, number, key, f"unknown key {key!r}; {nearest(key, needed | allowed)}")
            for key in sorted(needed - row.keys()):
                raise self._error(table, number, "", f"the key {key!r} is missing in [[{table}]]")
            self._check_kinds(table, number, row)
        return [Edit(table, number, row) for number, row in enumerate(rows)]

    def _check_kinds(self, table: str, number: int, row: Mapping[str, Any]) -> None:
        for key, value in row.items():
            if key == "value" and table == "constant":
                right = isinstance(value, int) and not isinstance(value, bool) and value >= 0
                wanted = "a whole number, not negative"
            elif key in ("guard", "effect") and table == "command":
                right = isinstance(value, dict) and all(isinstance(v, str) for v in value.values())
                wanted = f"a table of expressions, written as [command.{key}]"
            elif key == "fair":
                right, wanted = isinstance(value, bool), "true or false"
            elif key in ("handlers", "events") or (key == "kind" and isinstance(value, list)):
                right = isinstance(value, list) and all(isinstance(v, str) for v in value)
                wanted = "a list of names"
            elif key == "initial":
                right, wanted = isinstance(value, str | bool | int), "a value"
            else:
                right, wanted = isinstance(value, str), "a string"
            if not right:
                raise self._error(table, number, key, f"{key} must be {wanted}, not {value!r}")

    def _expectation(self) -> Expectation:
        raw = self.raw.get("expect", {})
        if not isinstance(raw, dict) or not all(isinstance(v, str) for v in raw.values()):
            raise self._error("expect", 0, "", "[expect] maps property ids to verdicts, all strings")
        behaviour = raw.get("behaviour")
        if behaviour is not None and behaviour not in BEHAVIOURS:
            raise self._error("expect", 0, "behaviour", f"behaviour must be one of {', '.join(BEHAVIOURS)}")
        refused = raw.get("refused")
        if refused is not None and not refused.strip():
            message = "refused must be a part of the message, at least a word: every message holds nothing at all"
            raise self._error("expect", 0, "refused", message)
        verdicts: dict[str, str] = {}
        statements: dict[str, str] = {}
        for key, value in raw.items():
            if key in ("behaviour", "refused"):
                continue
            for word in (w.strip() for w in value.split(",")):
                if word not in VERDICTS + STATEMENTS:
                    message = f"{word!r} is no verdict; {nearest(word, VERDICTS + STATEMENTS)}"
                    raise self._error("expect", 0, key, message)
                kind = verdicts if word in VERDICTS else statements
                if key in kind:
                    message = f"{kind[key]!r} and {word!r} contradict each other; one verdict, and one of "
                    raise self._error("expect", 0, key, message + ", ".join(STATEMENTS))
                kind[key] = word
        return Expectation(verdicts, statements, behaviour, refused)

    def _text(self, key: str, needed: bool) -> str:
        value = self.raw.get(key, "")
        if not isinstance(value, str):
            raise self._error("", 0, key, f"{key} must be a string")
        if needed and not value.strip():
            raise self._error("", 0, key, f"the key {key!r} is missing or empty")
        return value.strip()

    def _error(self, table: str, number: int, key: str, message: str) -> ChangeError:
        place = self.places.of(table, number, key)
        return ChangeError(message, self.name, place.line, place.column)
