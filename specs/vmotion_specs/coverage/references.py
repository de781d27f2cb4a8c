"""Finds references of statements to things that do not exist."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from .statement import Refers, Statement


@dataclass(frozen=True, slots=True)
class UnknownReference:
    """A name in a statement that names nothing. `nearest` are the valid names most like it, the best first."""

    statement: str
    kind: Refers
    name: str
    nearest: tuple[str, ...]

    def __str__(self) -> str:
        """One line for a reader."""
        hint = f"; the nearest: {', '.join(self.nearest)}" if self.nearest else ""
        return f"{self.statement}: {self.kind.value} has no {self.name!r}{hint}"


def unknown_references(
    statements: Sequence[Statement],
    commands: Iterable[str],
    variables: Iterable[str],
    properties: Iterable[str],
    failures: Iterable[str],
    theorems: Iterable[str],
    *,
    states: Iterable[str],
    changes: Iterable[str] = (),
    causes: Iterable[str] = (),
    conditions: Iterable[str] = (),
) -> tuple[UnknownReference, ...]:
    """Return every reference of `statements` that is not among the valid names given.

    Variables and states are written `owner.name`. A command with a trailing `*` is valid where some command begins
    so.
    """
    valid = {
        Refers.COMMAND: sorted(commands),
        Refers.STATE: sorted(states),
        Refers.VARIABLE: sorted(variables),
        Refers.PROPERTY: sorted(properties),
        Refers.THEOREM: sorted(theorems),
        Refers.FAILURE: sorted(failures),
        Refers.CHANGE: sorted(changes),
        Refers.CAUSE: sorted(causes),
        Refers.CONDITION: sorted(conditions),
    }
    return tuple(
        UnknownReference(statement.id, kind, name, _nearest(name, valid[kind]))
        for statement in statements
        for kind, names in statement.references
        for name in names
        if not _is_known(name, kind, valid[kind])
    )


def _is_known(name: str, kind: Refers, valid: Sequence[str]) -> bool:
    if kind is Refers.COMMAND and name.endswith("*"):
        return any(fnmatchcase(known, name) for known in valid)
    return name in valid


def _nearest(name: str, valid: Sequence[str]) -> tuple[str, ...]:
    return tuple(difflib.get_close_matches(name.rstrip("*"), valid, n=3, cutoff=0.5))
