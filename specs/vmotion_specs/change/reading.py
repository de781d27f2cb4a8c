"""Reading a change file: TOML whose tables and keys are those of the grammar. All that is wrong is told at once."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from vmotion_model.language import nearest
from vmotion_specs.text_places import Places, locate

from .change_file import Change, ChangeError, Edit, Expectation
from .grammar import BEHAVIOURS, EXPECT, KNOWN, MAX_BYTES, SCHEMA, STATEMENTS, TABLES, VERDICTS
from .grammar_types import Table


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
        self.errors: list[ChangeError] = []
        self.unread: set[str] = set()

    def change(self) -> Change:
        if type(self.raw.get("schema")) is not int or self.raw["schema"] != SCHEMA:
            # What another schema means nobody here knows, so nothing else can be called wrong.
            self._wrong("", 0, "schema", f"schema must be {SCHEMA}, the change file format that this version reads")
            raise ChangeError.of(self.errors)
        for key in self.raw:
            if key not in KNOWN:
                self._wrong("", 0, key, f"unknown key {key!r}; {nearest(key, KNOWN)}")
        edits = tuple(e for table in TABLES.values() for e in self._edits(table))
        change = Change(
            self.name,
            self._text("title", True),
            self._text("text", False),
            self._text("model", False) or "vmotion",
            edits,
            self._expectation(),
            self.places,
            unread=frozenset(self.unread),
        )
        if not edits and not self.errors:
            self.errors.append(ChangeError("changes nothing: it has no edit", self.name))
        if self.errors:
            error = ChangeError.of(self.errors)
            error.sound = change
            raise error
        return change

    def _edits(self, table: Table) -> Iterable[Edit]:
        rows = self.raw.get(table.name, [])
        if not isinstance(rows, list) or not all(isinstance(r, dict) for r in rows):
            self._wrong(table.name, 0, "", f"{table.name} must be written as [[{table.name}]]")
            return
        for number, row in enumerate(rows):
            faults = len(self.errors)
            self._check(table, number, row)
            if len(self.errors) == faults:
                yield Edit(table.name, number, row)
            else:
                self.unread |= _made_by(row)

    def _check(self, table: Table, number: int, row: Mapping[str, Any]) -> None:
        """Whether an edit has the keys that it needs, no others, and values that can be read."""
        known = table.key
        action = table.action(row)
        beside = f" with action = {action!r}" if table.actions else ""
        unclear = bool(table.actions) and action not in table.actions
        unknown = [key for key in row if key not in known]
        for key in unknown:
            self._wrong(table.name, number, key, f"unknown key {key!r}; {nearest(key, known)}")
        for key, value in row.items():
            if key not in known:
                continue
            if not unclear and not known[key].may(action):
                self._wrong(table.name, number, key, f"action = {action!r} takes no {key}")
            elif (wrong := known[key].wrong(table.name, value)) is not None:
                self._wrong(table.name, number, key, wrong)
        missing = [key for key, said in known.items() if key not in row and said.must("" if unclear else action)]
        # A key that is misspelt is missing, too, and that needs no second message.
        if missing and not unknown:
            named = ", ".join(map(repr, missing))
            are = f"the key {named} is" if len(missing) == 1 else f"the keys {named} are"
            self._wrong(table.name, number, "", f"{are} missing in [[{table.name}]]{'' if unclear else beside}")

    def _expectation(self) -> Expectation:
        raw = self.raw.get(EXPECT, {})
        if not isinstance(raw, dict) or not all(isinstance(v, str) for v in raw.values()):
            self._wrong(EXPECT, 0, "", "[expect] maps property ids to verdicts, all strings")
            return Expectation()
        behaviour, refused = raw.get("behaviour"), raw.get("refused")
        if behaviour is not None and behaviour not in BEHAVIOURS:
            self._wrong(EXPECT, 0, "behaviour", f"behaviour must be one of {', '.join(BEHAVIOURS)}")
        if refused is not None and not refused.strip():
            message = "refused must be a part of the message, at least a word: every message holds nothing at all"
            self._wrong(EXPECT, 0, "refused", message)
        verdicts: dict[str, str] = {}
        statements: dict[str, str] = {}
        for key, value in raw.items():
            if key not in ("behaviour", "refused"):
                self._expected(key, [w.strip() for w in value.split(",")], verdicts, statements)
        return Expectation(verdicts, statements, behaviour, refused)

    def _expected(self, key: str, words: Sequence[str], verdicts: dict[str, str], statements: dict[str, str]) -> None:
        for word in words:
            if word not in VERDICTS + STATEMENTS:
                self._wrong(EXPECT, 0, key, f"{word!r} is no verdict; {nearest(word, VERDICTS + STATEMENTS)}")
                return
            kind = verdicts if word in VERDICTS else statements
            if key in kind:
                message = f"{kind[key]!r} and {word!r} contradict each other; one verdict, and one of "
                self._wrong(EXPECT, 0, key, message + ", ".join(STATEMENTS))
            kind[key] = word
        if statements.get(key) == "removed" and key in verdicts:
            self._wrong(EXPECT, 0, key, f"a property that is removed has no verdict: leave out {verdicts[key]!r}")

    def _text(self, key: str, needed: bool) -> str:
        value = self.raw.get(key, "")
        if not isinstance(value, str):
            self._wrong("", 0, key, f"{key} must be a string")
            return ""
        if needed and not value.strip():
            self._wrong("", 0, key, f"the key {key!r} is missing or empty")
        return value.strip()

    def _wrong(self, table: str, number: int, key: str, message: str) -> None:
        place = self.places.of(table, number, key)
        self.errors.append(ChangeError(message, self.name, place.line, place.column))


def _made_by(row: Mapping[str, Any]) -> set[str]:
    """What a table that can't be read may make, rename or remove, so that others speak of it."""
    values = [row[key] for key in ("name", "id", "from", "to", "members") if key in row]
    return {v for value in values for v in (value if isinstance(value, list) else [value]) if isinstance(v, str)}
