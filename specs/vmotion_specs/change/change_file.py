"""A change file as a value: its edits in order, what its author expects, and errors that say where they are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from vmotion_model.common.errors import VmotionError
from vmotion_specs.text_places import Places

from .grammar import TABLES

MOST_ERRORS = 20
"""So many are told at once; who mends these sees the others."""


class ChangeError(VmotionError):
    """A change file that makes no sense; the message says where and what to do, a line for each thing that is wrong."""

    file: str
    line: int
    column: int
    sound: "Change | None" = None
    """What of the file can be read although this can't: who knows the model finds out what else is wrong."""

    def __init__(self, message: str, file: str, line: int = 1, column: int = 1) -> None:
        """Compose ``file:line:column: message``."""
        super().__init__(f"{file}:{line}:{column}: {message}")
        self.file = file
        self.line = line
        self.column = column
        self._several: tuple[ChangeError, ...] = ()

    @property
    def errors(self) -> "tuple[ChangeError, ...]":
        """All that were found, in the order of the file, each with its own place: this one alone, or several."""
        return self._several or (self,)

    @classmethod
    def of(cls, errors: Iterable["ChangeError"]) -> "ChangeError":
        """One error for all of them, which are at least one; its place is that of the first."""
        single = {(e.line, e.column, str(e)): e for error in errors for e in error.errors}
        ordered = tuple(single[key] for key in sorted(single))
        first = ordered[0]
        if len(ordered) == 1:
            return first
        more = len(ordered) - MOST_ERRORS
        whole = cls("", first.file, first.line, first.column)
        whole.args = ("\n".join([*map(str, ordered[:MOST_ERRORS]), *([f"and {more} more"] if more > 0 else [])]),)
        whole._several = ordered
        return whole


@dataclass(frozen=True)
class Edit:
    """One table of a change file: what kind it is, which one of its kind, and its keys."""

    table: str
    number: int
    keys: Mapping[str, Any]

    @property
    def action(self) -> str:
        """What it does, also where it does not say so."""
        return TABLES[self.table].action(self.keys)

    @property
    def subject(self) -> tuple[str, ...]:
        """What it edits: no file edits that twice."""
        keys = {k: str(v) for k, v in self.keys.items()} | {"action": self.action}
        return (self.table, *(keys[k] for k in TABLES[self.table].subject if k in keys))


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
class SweepPoint:
    """One value of a constant for which a change file gives several: ``values`` are all of them, in rising order."""

    constant: str
    value: int
    values: tuple[int, ...]

    @property
    def text(self) -> str:
        """The constant and its value."""
        return f"{self.constant} = {self.value}"


@dataclass(frozen=True)
class Change:
    """A proposed change: title and words, its edits in order, and what is expected.

    ``sweep`` says which of several values of a constant this is, where the file gives several. ``unread`` are the names that
    edits speak of that can't be read and are left out.
    """

    name: str
    title: str
    text: str
    model: str
    edits: tuple[Edit, ...]
    expect: Expectation
    places: Places = field(repr=False, compare=False)
    sweep: SweepPoint | None = None
    unread: frozenset[str] = frozenset()

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

    def error_at(self, table: str, number: int, key: str, message: str) -> ChangeError:
        """An error at a key of any table."""
        place = self.places.of(table, number, key)
        return ChangeError(message, self.name, place.line, place.column)
