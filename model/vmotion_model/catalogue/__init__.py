"""The failure catalogue: why a vMotion is refused or fails, what the logs print, what to do.

>>> [failure.id for failure in find_by_message("Failed waiting for data. Error 16. Invalid argument")]
['F19']
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from functools import cache
from importlib import resources

from .entry import Citation, CitedPage, Failure, FailureKind, Remedy
from .loading import parse
from .messages import Match, is_fragment, matches
from .ping_size import icmp_payload

__all__ = [
    "Citation",
    "CitedPage",
    "Failure",
    "FailureKind",
    "Match",
    "Remedy",
    "all_failures",
    "by_id",
    "find_by_message",
    "icmp_payload",
    "is_fragment",
    "matches",
    "nearest",
    "parse",
]


@cache
def all_failures() -> tuple[Failure, ...]:
    """Every entry, in the order of the ids. Raises DataError where the data is damaged."""
    data = resources.files(__name__).joinpath("failures.toml")
    return parse(data.read_text(encoding="utf-8"))


def by_id(failure_id: str) -> Failure:
    """The entry of this id. Raises KeyError, which names the nearest ids and titles."""
    for failure in all_failures():
        if failure.id == failure_id:
            return failure
    raise KeyError(f"no failure {failure_id!r}; the nearest: {'; '.join(nearest(failure_id))}")


def find_by_message(line: str) -> tuple[Failure, ...]:
    """The entries whose message or fault name stands in `line`, the most telling match first; see `matches`."""
    return tuple(dict.fromkeys(match.failure for match in matches(all_failures(), line)))


def nearest(name: str, count: int = 3) -> tuple[str, ...]:
    """The entries nearest to a misspelt id or title, as `id title`, the best first; empty where none is near.

    Whole ids and titles are compared first, then single words of four letters or more.
    """
    wanted = name.casefold().strip()
    whole: dict[str, list[Failure]] = {}
    words: dict[str, list[Failure]] = {}
    for failure in all_failures():
        for form in (failure.id, failure.title):
            whole.setdefault(form.casefold(), []).append(failure)
        for word in _long_words(failure.title):
            words.setdefault(word, []).append(failure)
    found = [failure for form in _close(wanted, whole, count) for failure in whole[form]]
    hits = [failure for word in _long_words(wanted) for form in _close(word, words, count) for failure in words[form]]
    # The more words an entry shares with the name, the nearer it is.
    found += sorted(hits, key=hits.count, reverse=True)
    return tuple(f"{failure.id} {failure.title}" for failure in dict.fromkeys(found))[:count]


def _close(name: str, forms: Iterable[str], count: int) -> list[str]:
    return difflib.get_close_matches(name, list(forms), n=count, cutoff=0.65)


def _long_words(text: str) -> list[str]:
    return re.findall(r"[\w.]{4,}", text.casefold())
