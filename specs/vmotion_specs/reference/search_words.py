"""Which entries speak of some words: a walk over all that entries say, and the keywords of VMware's article."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from enum import IntEnum
from fnmatch import fnmatchcase

from vmotion_model.catalogue import Match, all_failures, is_fragment, matches
from vmotion_model.protocol import vmotion
from vmotion_specs.coverage import Refers, Statement

from .entries import Entry, EntryKind, FailureEntry

ARTICLE = "KB 1003734"
_NOT_SAID = frozenset({"model"})
"""Fields that say where an entry belongs, not what it is: every entry would speak of "vmotion"."""


@dataclass(frozen=True)
class Passage:
    """A text of an entry in which the words stand, from ``start`` on; ``field`` is the entry's, or the article."""

    field: str
    text: str
    start: int = 0


@dataclass(frozen=True)
class EntryHit:
    """An entry that is meant; ``passage`` is why, None where its name was given."""

    entry: Entry
    passage: Passage | None = None


class _Keyword(IntEnum):
    """What some words are to the statements of the article that an entry answers for."""

    WHOLE = 0
    PART = 1
    NONE = 2


class _Place(IntEnum):
    """Where in an entry some words stand; the article's words may stand nowhere in it."""

    MESSAGE = 0
    HEAD = 1
    TEXT = 2
    NOWHERE = 3


_PLACES = {
    "messages": _Place.MESSAGE,
    "faults": _Place.MESSAGE,
    "name": _Place.HEAD,
    "title": _Place.HEAD,
    "words": _Place.HEAD,
}

_FIRST = {kind: n for n, kind in enumerate((EntryKind.FAILURE, EntryKind.CAUSE, EntryKind.CONDITION))}
"""What people look for: what they met, why, and what is behind it; all else comes after."""

_KINDS = {
    Refers.COMMAND: {EntryKind.COMMAND},
    Refers.STATE: {EntryKind.PHASE},
    Refers.VARIABLE: {EntryKind.VARIABLE},
    Refers.PROPERTY: {EntryKind.PROPERTY},
    # Those of liveness are properties here.
    Refers.THEOREM: {EntryKind.THEOREM, EntryKind.PROPERTY},
    Refers.FAILURE: {EntryKind.FAILURE},
    Refers.CHANGE: {EntryKind.CHANGE},
    Refers.CAUSE: {EntryKind.CAUSE},
    Refers.CONDITION: {EntryKind.CONDITION},
}


def passages(entry: Entry) -> Iterator[Passage]:
    """Every text of an entry, with the field that it stands in, however deep."""
    for field in fields(entry):
        if field.name not in _NOT_SAID:
            for text in _texts(getattr(entry, field.name)):
                yield Passage(field.name, text)


Said = tuple[Entry, tuple[Passage, ...]]
"""An entry with all that it says."""


def search(entries: Sequence[Said], statements: Sequence[Statement], text: str) -> tuple[EntryHit, ...]:
    """The entries that speak of ``text``, the nearest first; none where nothing does.

    First those that answer for a statement of the article of which the text is a keyword, or part of one; then by where it
    stands: a message or fault (part of one, or one that stands in the text), name or title, anything else. Failures come before
    their causes, then conditions, then the rest. Where no entry holds the text in one piece, those that hold each of its words.
    """
    wanted = re.sub(r"\s+%", "%", text.strip())
    if len(wanted) < 2 or not re.search(r"\w", wanted):
        return ()
    return _of_one_piece(entries, statements, wanted) or _of_every_word(entries, wanted.split())


def _of_one_piece(entries: Sequence[Said], statements: Sequence[Statement], wanted: str) -> tuple[EntryHit, ...]:
    pattern = _whole_words(wanted)
    told = matches(all_failures(), wanted)
    keywords = [(s, rank) for s in statements if (rank := _rank(s, pattern)) < _Keyword.NONE]
    found: list[tuple[tuple[int, ...], EntryHit]] = []
    for entry, texts in entries:
        mine = [(rank, statement) for statement, rank in keywords if _answers(entry, statement)]
        rank, statement = min(mine, key=lambda pair: pair[0], default=(_Keyword.NONE, None))
        own = _own(entry, texts, pattern, wanted, told)
        passage = own or (Passage(ARTICLE, statement.description) if statement else None)
        if passage is not None:
            place = _PLACES.get(own.field, _Place.TEXT) if own else _Place.NOWHERE
            nearest = next((n for n, match in enumerate(told) if _is_of(entry, match)), len(told))
            found.append(((rank, _FIRST.get(entry.kind, len(_FIRST)), place, nearest), EntryHit(entry, passage)))
    return tuple(hit for _, hit in sorted(found, key=lambda pair: pair[0]))


def _own(
    entry: Entry, texts: Sequence[Passage], pattern: re.Pattern[str], wanted: str, told: Sequence[Match]
) -> Passage | None:
    """The most telling text of an entry that holds the words, or the message of it that they hold."""
    found = [
        Passage("faults" if match.message in match.failure.faults else "messages", match.message)
        for match in told
        if _is_of(entry, match)
    ]
    found += [Passage(p.field, p.text, hit.start()) for p in texts for hit in [pattern.search(p.text)] if hit]
    if isinstance(entry, FailureEntry):
        told_as = {"messages": entry.messages, "faults": entry.faults}
        found += [
            Passage(field, text) for field, texts in told_as.items() for text in texts if is_fragment(wanted, text)
        ]
    return min(found, key=lambda p: _PLACES.get(p.field, _Place.TEXT), default=None)


def _is_of(entry: Entry, match: Match) -> bool:
    return entry.kind is EntryKind.FAILURE and entry.name == match.failure.id


def _of_every_word(entries: Sequence[Said], words: Sequence[str]) -> tuple[EntryHit, ...]:
    patterns = [_whole_words(word) for word in words]
    found: list[tuple[tuple[int, ...], EntryHit]] = []
    for entry, texts in entries:
        if all(any(p.search(t.text) for t in texts) for p in patterns):
            best = max(texts, key=lambda t: sum(p.search(t.text) is not None for p in patterns))
            missing = sum(p.search(best.text) is None for p in patterns)
            start = min(hit.start() for p in patterns for hit in [p.search(best.text)] if hit)
            first = _FIRST.get(entry.kind, len(_FIRST))
            found.append(((first, missing), EntryHit(entry, Passage(best.field, best.text, start))))
    return tuple(hit for _, hit in sorted(found, key=lambda pair: pair[0]))


def _whole_words(text: str) -> re.Pattern[str]:
    # "82%" and "82 %" are one thing, as are all widths of space.
    body = r"\s+".join(re.escape(word).replace("%", r"\s*%") for word in text.split())
    return re.compile(rf"(?<!\w){body}(?!\w)", re.IGNORECASE)


def _rank(statement: Statement, pattern: re.Pattern[str]) -> _Keyword:
    if any(pattern.fullmatch(anchor) for anchor in statement.anchors):
        return _Keyword.WHOLE
    return _Keyword.PART if any(map(pattern.search, statement.anchors)) else _Keyword.NONE


def _answers(entry: Entry, statement: Statement) -> bool:
    """Whether a statement names an entry; a star stands for the rest of a name, ``T5`` also for ``T5a``."""
    if entry.model not in ("", vmotion().name):
        return False
    return any(
        fnmatchcase(entry.name, name) or (kind is Refers.THEOREM and fnmatchcase(entry.name, f"{name}[a-z]"))
        for kind, names in statement.references
        for name in names
        if entry.kind in _KINDS[kind]
    )


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case bool() | None:
            return
        case int():
            yield str(value)
        case tuple():
            for item in value:
                yield from _texts(item)
        case _ if is_dataclass(value):
            for field in fields(value):
                yield from _texts(getattr(value, field.name))
