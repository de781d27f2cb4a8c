"""What is wrong with the edits of a change file: collected, so that all is told at once, and without what only follows."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from vmotion_model.language import Expr, ExpressionError, Scope, Type, nearest, parse

from .change_file import Change, ChangeError, Edit
from .grammar import TABLES


@dataclass
class Problems:
    """The errors of one change.

    ``unclear`` are names whose own edit is wrong: what is said of them is not judged.
    """

    change: Change
    found: list[ChangeError] = field(default_factory=list)
    unclear: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.unclear |= self.change.unread

    @cached_property
    def called(self) -> Mapping[str, str]:
        """The new names of what the change renames, by the old ones that nothing has any more."""
        new = {str(e.keys["from"]): str(e.keys["to"]) for e in self.change.of("rename")}
        return {old: name for old, name in new.items() if old not in new.values()}

    def add(self, edit: Edit, key: str, message: str, offset: int | None = None) -> None:
        """Something is wrong at a key of an edit, or ``offset`` characters into its string."""
        self.found.append(self.change.error(edit, key, message, offset))

    def unknown(self, edit: Edit, key: str, what: str, name: str, known: Iterable[str]) -> None:
        """There is nothing of that name; not told where its own edit is wrong."""
        if name not in self.unclear:
            self.add(edit, key, f"there is no {what} {name!r}; {self.hint(name, known)}")

    def hint(self, name: str, known: Iterable[str]) -> str:
        """What was meant by a name that nothing has: its new name, or what is like it."""
        return f"this change calls it {self.called[name]!r}" if name in self.called else nearest(name, known)

    def expression(self, edit: Edit, key: str, text: str, scope: Scope, expected: Type) -> Expr[Any] | None:
        """The expression in a text; None where it is none, which is told unless it speaks of an unclear name."""
        try:
            return parse(text, scope, expected)
        except ExpressionError as error:
            if not any(_speaks_of(text, name) for name in self.unclear):
                renamed = [f"; this change calls {n} {new}" for n, new in self.called.items() if _speaks_of(text, n)]
                self.add(edit, key, str(error) + "".join(renamed), error.offset)
            return None

    def consistent(self) -> Change:
        """The change without what edits something a second time, which is told."""
        seen: dict[tuple[str, ...], Edit] = {}
        kept = []
        for edit in self.change.edits:
            if edit.subject in seen:
                key = [k for k in TABLES[edit.table].subject if k in edit.keys][-1]
                first, here = (self.change.error(e, "", "") for e in (seen[edit.subject], edit))
                # Of several files the other place is told by whoever puts them together.
                already = f": line {first.line} does it already" if first.file == here.file else ""
                self.add(edit, key, f"{' '.join(edit.subject)} is changed twice, which is contradictory{already}")
            else:
                kept.append(edit)
                seen[edit.subject] = edit
        return replace(self.change, edits=tuple(kept))

    def end(self) -> None:
        """Raise ``ChangeError`` with all that was found, if anything was."""
        if self.found:
            raise ChangeError.of(self.found)

    def blamed(self, message: str) -> ChangeError:
        """The error of the model as a whole, at the edit of something that the message names; else at the first edit."""
        edits = self.change.edits
        named = (e for e in edits if len(e.subject) > 1 and _speaks_of(message, e.subject[1]))
        return self.change.error(next(named, edits[0]), "", message)


def _speaks_of(text: str, name: str) -> bool:
    return re.search(rf"(?<![\w.]){re.escape(name)}(?![\w.])", text) is not None
