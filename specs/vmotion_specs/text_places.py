"""Where a value stands in a text, for error messages: tables and keys of TOML by line and column, objects of JSON by line.

The TOML reader of the standard library checks the syntax and gives values without their places; this finds the places again.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from json.decoder import JSONDecoder, JSONObject  # type: ignore[attr-defined]
from json.scanner import py_make_scanner  # type: ignore[attr-defined]
from typing import Any

from vmotion_model.language import ModelError

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"""^\s*((?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*'))*)\s*=\s*""")


@dataclass(frozen=True)
class TextPlace:
    """A position in a file, counted from 1."""

    line: int
    column: int


@dataclass
class Places:
    """The places of keys: ``(table, number of that table, key)``, the table's own place under the key ``""``."""

    text: str
    found: dict[tuple[str, int, str], TextPlace] = field(default_factory=dict)

    def of(self, table: str, number: int, key: str = "") -> TextPlace:
        """The place of a key's value or of the table that it is; where it is not found, of its own table, or the beginning."""
        for name in (
            (table, number, key),
            (f"{table}.{key}", 0, ""),
            (table, number, ""),
            ("", 0, table),
            (key, 0, ""),
        ):
            if name in self.found:
                return self.found[name]
        return TextPlace(1, 1)

    def inside(self, table: str, number: int, key: str, offset: int) -> TextPlace:
        """The place ``offset`` characters into the string value of a key."""
        start = self.of(table, number, key)
        lines = self.text.split("\n")
        if start.line > len(lines):
            return start
        rest = lines[start.line - 1][start.column - 1 :]
        quotes = 3 if rest.startswith(('"""', "'''")) else 1
        line, column = start.line, start.column + quotes
        if quotes == 3 and not rest[3:].strip():
            # A line break right after the opening quotes is not part of the value.
            line, column = line + 1, 1
        while offset > 0 and line <= len(lines):
            length = len(lines[line - 1]) - (column - 1) + 1
            if offset < length or quotes == 1:
                return TextPlace(line, column + offset)
            offset -= length
            line, column = line + 1, 1
        return TextPlace(line, column)


def locate(text: str) -> Places:
    """Find every table and key of a TOML text that is known to be well formed."""
    places = Places(text)
    counts: dict[str, int] = {}
    table, number, prefix = "", 0, ""
    closing = ""
    for at, line in enumerate(text.split("\n"), start=1):
        if closing:
            if closing in line:
                closing = ""
            continue
        if header := _HEADER.match(line):
            name = _plain(header.group(2))
            root, _, rest = name.partition(".")
            if header.group(1) == "[[":
                counts[name] = counts.get(name, -1) + 1
                table, number, prefix = name, counts[name], ""
            elif root in counts and rest:
                table, number, prefix = root, counts[root], rest + "."
            else:
                table, number, prefix = name, 0, ""
            places.found.setdefault((table, number, prefix.rstrip(".")), TextPlace(at, header.start(1) + 1))
            continue
        if key := _KEY.match(line):
            places.found[(table, number, prefix + _plain(key.group(1)))] = TextPlace(at, key.end() + 1)
            rest_of_line = line[key.end() :]
            for quotes in ('"""', "'''"):
                if rest_of_line.startswith(quotes) and quotes not in rest_of_line[3:]:
                    closing = quotes
    return places


def _plain(name: str) -> str:
    return ".".join(
        part.strip().strip("\"'") for part in re.split(r"\s*\.\s*(?=(?:[^\"']|\"[^\"]*\"|'[^']*')*$)", name)
    )


MAX_BYTES = 20_000_000
"""The largest model that ships has 200 kB."""


class LocatedObject(dict[str, Any]):
    """An object of a JSON text; ``line`` is where it begins, counted from 1."""

    line: int = 1


class _Decoder(JSONDecoder):
    def __init__(self, text: str) -> None:
        super().__init__(object_pairs_hook=self._object)
        self._breaks = [at for at, letter in enumerate(text) if letter == "\n"]
        self.parse_object = self._located
        self.scan_once = py_make_scanner(self)

    def _located(self, begin: tuple[str, int], *rest: Any) -> tuple[Any, int]:
        value, end = JSONObject(begin, *rest)
        value.line = bisect_right(self._breaks, begin[1] - 1) + 1
        return value, end

    def _object(self, pairs: list[tuple[str, Any]]) -> LocatedObject:
        found = LocatedObject()
        for key, value in pairs:
            if key in found:
                raise ValueError(f"the key {key!r} stands twice in one object")
            found[key] = value
        return found


def located_json(text: str, name: str) -> Mapping[str, Any]:
    """The object in a JSON text called ``name``; raises ``ModelError`` with its line where it is none."""
    if len(text) > MAX_BYTES:
        raise _wrong(f"is larger than {MAX_BYTES:,} characters, which no model needs", name, 1)
    try:
        data = _Decoder(text).decode(text)
    except json.JSONDecodeError as error:
        raise _wrong(f"is not JSON: {error.msg} (column {error.colno})", name, error.lineno) from None
    except RecursionError:
        raise _wrong("is nested too deeply", name, 1) from None
    except ValueError as error:
        raise _wrong(f"is not JSON: {error}", name, 1) from None
    if not isinstance(data, Mapping):
        raise _wrong("holds no model: the JSON form of a model is an object", name, 1)
    return data


def _wrong(message: str, name: str, line: int) -> ModelError:
    return placed(ModelError(message), name, line)


def placed(error: ModelError, name: str, line: int | None = None) -> ModelError:
    """The same error with its file, and its line where one is known (else the first), in front of the message."""
    where = line or error.line or 1
    found = ModelError(f"{name}:{where}: {error}")
    found.file, found.line, found.column = name, where, 1
    return found
