"""Where a value stands in a TOML text: tables and keys by line and column, for error messages.

The TOML reader of the standard library checks the syntax and gives values without their places; this finds the places again.
"""

import re
from dataclasses import dataclass, field

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
