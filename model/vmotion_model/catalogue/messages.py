"""From a line of a log to the failures whose message it holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from .entry import Failure

_BLANKS = {"<n>": r"\d+(?:\.\d+)?", "<host>": r"\S+"}
_SPLIT = re.compile("(" + "|".join(map(re.escape, _BLANKS)) + ")")
_NUMBER = re.compile("(" + _BLANKS["<n>"] + ")")
SHORTEST_FRAGMENT = 8
"""In characters; shorter pieces stand in the middle of words that have nothing to do with them."""


@dataclass(frozen=True, slots=True)
class Match:
    """A message of a failure found in a text; `text[start:end]` is what it covers."""

    failure: Failure
    message: str
    start: int
    end: int


def matches(failures: tuple[Failure, ...], text: str) -> tuple[Match, ...]:
    """Find the messages and fault names of `failures` in `text`, upper and lower case alike, longest first.

    A message inside a longer one says less and is left out; of two over the same stretch the one without a blank
    stays (a limit of exactly 100 s beats a limit of any number). Equals stay together: one message may have several
    causes.
    """
    found = [
        Match(failure, message, hit.start(), hit.end())
        for failure in failures
        for message, is_name in (*((m, False) for m in failure.messages), *((f, True) for f in failure.faults))
        for hit in [_pattern(message, is_name).search(text)]
        if hit
    ]
    kept = [match for match in found if not any(_says_more(other, match) for other in found)]
    return tuple(sorted(kept, key=lambda match: (match.start - match.end, match.failure.id)))


def is_fragment(text: str, message: str) -> bool:
    """Whether `text` is a piece of `message` of 8 characters or more, upper and lower case alike.

    A number in it may fill a blank, and so may a word between others. A single word fills none: it would be a host's name.
    """
    words = text.split()
    if len(" ".join(words)) < SHORTEST_FRAGMENT:
        return False
    body = r"\s+".join(
        _filling(word, number=len(words) > 1, host=0 < place < len(words) - 1) for place, word in enumerate(words)
    )
    return re.search(body, message, re.IGNORECASE) is not None


def _filling(word: str, *, number: bool, host: bool) -> str:
    if number:
        parts = (f"(?:{re.escape(p)}|<n>)" if _NUMBER.fullmatch(p) else re.escape(p) for p in _NUMBER.split(word))
        pattern = "".join(parts)
    else:
        pattern = re.escape(word)
    return f"(?:{pattern}|<host>)" if host else pattern


def _says_more(one: Match, other: Match) -> bool:
    if not (one.start <= other.start and other.end <= one.end):
        return False
    longer = one.end - one.start > other.end - other.start
    return longer or _blanks(one.message) < _blanks(other.message)


def _blanks(message: str) -> int:
    return len(_SPLIT.findall(message))


@cache
def _pattern(message: str, is_name: bool) -> re.Pattern[str]:
    body = "".join(_BLANKS.get(part, re.escape(part)) for part in _SPLIT.split(message))
    # A fault name may stand inside a dotted name, but not inside a longer word.
    return re.compile(rf"\b{body}\b" if is_name else body, re.IGNORECASE)
