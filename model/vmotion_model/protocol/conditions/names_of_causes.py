"""How people name a cause: by its name, by its entry of the failure catalogue, or by what administrators call it."""

import re
from collections.abc import Sequence

from .cause import Cause


def causes_called(word: str, causes: Sequence[Cause]) -> tuple[Cause, ...]:
    """The causes that are called so, the first of these that fits any: the name, the catalogue's id, one of the ``words``.

    Upper or lower case and zeros before a number make no difference. Several for a word that several causes bear, none for a
    word that is none's.
    """
    wanted = " ".join(word.split()).casefold()
    if named := tuple(c for c in causes if c.name.casefold() == wanted.replace(" ", "_")):
        return named
    if entry := re.fullmatch(r"f0*(\d+)", wanted, re.ASCII):
        return tuple(c for c in causes if c.failure and int(c.failure[1:]) == int(entry[1][:9]))
    return tuple(c for c in causes if wanted in (w.casefold() for w in c.words))


def names_of(causes: Sequence[Cause]) -> tuple[str, ...]:
    """Every way to name a cause, as it is written in the tables."""
    return tuple(dict.fromkeys(n for c in causes for n in (c.name, c.failure, *c.words) if n))
