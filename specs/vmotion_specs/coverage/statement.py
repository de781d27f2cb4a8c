"""The statements of the article, and what they refer to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

from vmotion_model.common.strict_tables import Table

_ID = re.compile(r"K\d{2}")
_SENTENCE = re.compile(r"([1-9]\d*)\.([1-9]\d*)")


class Refers(StrEnum):
    """The kinds of things that a statement refers to; the value is the key in the data."""

    COMMAND = "commands"
    STATE = "states"
    VARIABLE = "variables"
    PROPERTY = "properties"
    THEOREM = "theorems"
    FAILURE = "failures"
    CHANGE = "changes"
    CAUSE = "causes"
    CONDITION = "conditions"


STEERS = (Refers.CHANGE, Refers.CAUSE, Refers.CONDITION)
"""What shows that a statement steers something: were it false, the protocol would be that of a change, or lack these."""


@dataclass(frozen=True, slots=True, order=True)
class Sentence:
    """A sentence of the article: its line and its place in that line, both counted from 1."""

    line: int
    place: int

    def __str__(self) -> str:
        """As the data writes it."""
        return f"{self.line}.{self.place}"


@dataclass(frozen=True, slots=True)
class Statement:
    """Something the article KB 1003734 says, in our own words.

    `covers` are the sentences that say it, `anchors` short strings that stand in them. `references` are names of
    model elements, properties, theorems and failures that answer for it; a command that ends in `*` stands for all
    that begin so. `not_modelled` is the reason for what is left out, or "". `described` is the reason why nothing of the model
    would be different if the statement were false; "" for one that steers something.
    """

    id: str
    covers: tuple[Sentence, ...]
    anchors: tuple[str, ...]
    description: str
    references: tuple[tuple[Refers, tuple[str, ...]], ...]
    not_modelled: str
    described: str = ""

    @property
    def steers(self) -> bool:
        """Whether a change, a cause or a condition is named without which the statement would not be true."""
        return any(self.names(kind) for kind in STEERS)

    def names(self, kind: Refers) -> tuple[str, ...]:
        """The names of one kind that it refers to."""
        return dict(self.references)[kind]


@cache
def load_statements() -> tuple[Statement, ...]:
    """Every statement, in order. Raises DataError where the data is damaged."""
    data = resources.files(__package__).joinpath("statements.toml")
    return parse_statements(data.read_text(encoding="utf-8"))


def parse_statements(text: str) -> tuple[Statement, ...]:
    """Read statements from TOML `text`. Raises DataError, which names the statement."""
    document = Table.document("the statements of the article", text)
    statements = tuple(_statement(table, number) for number, table in enumerate(document.tables("statement", "id"), 1))
    document.nothing_left()
    return statements


def _statement(table: Table, number: int) -> Statement:
    statement = Statement(
        id=table.text("id"),
        covers=tuple(_sentence(table, written) for written in table.items("covers", str)),
        anchors=table.items("anchors", str),
        description=table.text("says"),
        references=tuple((kind, table.items(kind.value, str)) for kind in Refers),
        not_modelled=table.optional_text("not_modelled"),
        described=table.optional_text("described"),
    )
    table.nothing_left()
    if statement.id != f"K{number:02}" or not _ID.fullmatch(statement.id):
        raise table.error(f"the statements are numbered without a gap, K{number:02} is next")
    if not statement.covers or not statement.anchors:
        raise table.error("give the sentences it covers, and words of them as anchors")
    if statement.described and statement.steers:
        raise table.error("it steers what its changes, causes and conditions show: leave out described, or these")
    if not (statement.not_modelled or statement.described) and not any(names for _, names in statement.references):
        raise table.error("name what answers for it, or say in not_modelled why nothing does")
    return statement


def _sentence(table: Table, written: str) -> Sentence:
    found = _SENTENCE.fullmatch(written)
    if not found:
        raise table.error(f"a sentence is written line.sentence, such as 14.2, not {written!r}")
    return Sentence(int(found[1]), int(found[2]))
