"""Several change files as one proposal: every edit keeps the file and the line that it came from.

What contradicts what is written down nowhere: two files do where each can be applied alone and both together can't. The place in
the other file is found by leaving out its edits, one at a time.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from .change import Change, ChangeError, Edit, Expectation
from .text_places import Places

Apply = Callable[[Change], object]
"""Applies a change to whatever it is about; raises ``ChangeError``."""


@dataclass(frozen=True)
class Combined(Change):
    """One proposal made of several change files, its ``parts``; it declares nothing by itself.

    ``homes`` has, for each edit by table and number, the number of its part and the edit as it stands there.
    """

    parts: tuple[Change, ...] = ()
    homes: Mapping[tuple[str, int], tuple[int, Edit]] = field(default_factory=dict)

    def error(self, edit: Edit, key: str, message: str, offset: int | None = None) -> ChangeError:
        """An error at the place in the file that the edit came from."""
        number, own = home_of(self, edit)
        return self.parts[number].error(own, key, message, offset)


def parts_of(change: Change) -> tuple[Change, ...]:
    """The change files that a change is made of: itself, where it is one file."""
    return change.parts if isinstance(change, Combined) else (change,)


def home_of(change: Change, edit: Edit) -> tuple[int, Edit]:
    """The number of the part that an edit came from, and the edit as it stands there."""
    if not isinstance(change, Combined):
        return 0, edit
    return change.homes[edit.table, edit.number]


def combined(changes: Sequence[Change]) -> Combined:
    """All edits of several changes of one model, in the order of the files."""
    counts: dict[str, int] = {}
    edits: list[Edit] = []
    homes: dict[tuple[str, int], tuple[int, Edit]] = {}
    for number, change in enumerate(changes):
        for edit in change.edits:
            at = counts[edit.table] = counts.get(edit.table, -1) + 1
            edits.append(replace(edit, number=at))
            homes[edit.table, at] = (number, edit)
    names = " + ".join(c.name for c in changes)
    text = "\n\n".join(f"{c.name}: {c.title}" for c in changes)
    title = f"The {len(changes)} changes together"
    model = changes[0].model
    return Combined(
        names, title, text, model, tuple(edits), Expectation(), Places(""), parts=tuple(changes), homes=homes
    )


def together(changes: Sequence[Change], apply: Apply) -> Combined:
    """Several changes, each of which can be applied alone, as one that can be applied, too.

    Raises ``ChangeError`` for a file that is named twice, and with both places for files that contradict each other.
    """
    for number, change in enumerate(changes):
        if any(other.name == change.name for other in changes[:number]):
            raise ChangeError("is named twice: leave it out once", change.name)
    _refuse_moved_names(changes)
    whole = combined(changes)
    try:
        apply(whole)
    except ChangeError as error:
        raise _contradiction(changes, error, apply) from None
    return whole


def _refuse_moved_names(changes: Sequence[Change]) -> None:
    """A name that one thing gives up and another gets: what another file means by it is not to be known."""
    for change in changes:
        renames = change.of("rename")
        given_up = {(e.keys["kind"], e.keys["from"]) for e in renames}
        for edit in renames:
            if (edit.keys["kind"], edit.keys["to"]) in given_up:
                moved = (
                    f"{edit.keys['to']!r} is now the name of something else, and the other files may mean what had it"
                )
                raise change.error(edit, "to", f"{moved} before: write all of it into one file")


def _contradiction(changes: Sequence[Change], error: ChangeError, apply: Apply) -> ChangeError:
    """All that is wrong with the changes together, each with the other place."""
    return ChangeError.of(_explained(changes, single, apply) for single in error.errors)


def _explained(changes: Sequence[Change], error: ChangeError, apply: Apply) -> ChangeError:
    """One error with the other place, or with all other files where no two of them are to blame."""
    blamed = next((c for c in changes if c.name == error.file), changes[0])
    for other in changes:
        pair = [c for c in changes if c is blamed or c is other]
        if other is not blamed and str(error) in _errors(combined(pair), apply):
            cause = _cause(pair, other, error, apply)
            return _with(error, f"contradicts {other.name}:{cause.line}:{cause.column}")
    others = ", ".join(c.name for c in changes if c is not blamed)
    return _with(error, f"makes no sense together with {others}")


def _cause(pair: Sequence[Change], other: Change, error: ChangeError, apply: Apply) -> ChangeError:
    """The place of the edit in ``other`` without which this error is gone, of its first edit where there is no such one."""
    for edit in other.edits:
        rest = replace(other, edits=tuple(e for e in other.edits if e is not edit))
        # Others of its file may need it: what comes then is another error.
        alone = not rest.edits or not _errors(rest, apply)
        if alone and str(error) not in _errors(combined([rest if c is other else c for c in pair]), apply):
            return other.error(edit, "", "")
    return other.error(other.edits[0], "", "")


def _errors(change: Change, apply: Apply) -> frozenset[str]:
    """What is wrong with a change, each with its place; nothing where it can be applied."""
    try:
        apply(change)
    except ChangeError as error:
        return frozenset(map(str, error.errors))
    return frozenset()


def _with(error: ChangeError, says: str) -> ChangeError:
    message = str(error).removeprefix(f"{error.file}:{error.line}:{error.column}: ")
    return ChangeError(f"{says}: {message}", error.file, error.line, error.column)
