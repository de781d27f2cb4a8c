"""How well a fact about vMotion is known."""

from __future__ import annotations

from enum import StrEnum


class Trust(StrEnum):
    """What a stated fact rests on; the letter is how the data files write it."""

    READ = "S"
    INFERRED = "I"
    RECOLLECTED = "R"

    @property
    def words(self) -> str:
        """The same for a reader: whether somebody read it, concluded it, or only remembers it."""
        return _WORDS[self]


_WORDS = {
    Trust.READ: "read at the source",
    Trust.INFERRED: "inferred, no source says it",
    Trust.RECOLLECTED: "recollected, not read at a source",
}
