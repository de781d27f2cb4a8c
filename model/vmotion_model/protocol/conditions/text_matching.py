"""How a known text is found in what somebody has: by its words, whatever lies between them, also where the end is cut off."""

import re
from dataclasses import dataclass
from itertools import islice

_HOLES = {"<n>": r"(\d+(?:\.\d+)?)", "<host>": r"\S+?", "<text>": r"\S+(?: \S+){0,7}?"}
_HOLE = re.compile("(" + "|".join(map(re.escape, _HOLES)) + ")")
_QUOTES = re.compile("[\"'`\u2018\u2019\u201c\u201d\u00b4]")
_PARTS = re.compile(f"{'|'.join(map(re.escape, _HOLES))}|{_QUOTES.pattern}")
_ELLIPSIS = re.compile(r"\.\.\.|\u2026")
_WIDEST = 64
"""Letters that a hole is taken to be longer than its name, where the end of a text is looked for."""
MOST_CUTS = 8
"""So many ellipses of one record are looked at."""
LEAST_WORDS = 5
LEAST_LETTERS = 30
"""So much of a text must be there where its end is cut off."""


@dataclass(frozen=True)
class Hit:
    """Where a text stands in a record whose white space is folded, and the numbers in it. ``is_whole``: its end is there."""

    start: int
    end: int
    numbers: tuple[str, ...]
    is_whole: bool

    def covers(self, other: "Hit") -> bool:
        """Whether the other says no more than this one: it lies within."""
        return self.start <= other.start and other.end <= self.end


class Wording:
    """A text with holes: ``<n>`` a number, ``<host>`` one word, ``<text>`` up to eight words; case and quotes do not matter."""

    def __init__(self, says: str, is_name: bool = False) -> None:
        """A text, or a name that stands alone as a word."""
        self._words = folded(says).split()
        self._is_name = is_name
        fixed = max(_HOLE.split(folded(says)), key=lambda part: 0 if part in _HOLES else len(part))
        self.telling = fixed.strip()
        """The longest part without a hole, folded: a folded record without it does not hold the text."""
        self.printed = max(_PARTS.split(says.lower()), key=len).strip()
        """The longest part without holes and quotes, as it is printed, in lower case."""
        body = " ".join(_pattern(w) for w in self._words)
        self._whole = re.compile(rf"\b{body}\b" if is_name else body)
        self._longest = sum(map(len, self._words)) + len(self._words) + _WIDEST * len(self._words)

    def find(self, record: str) -> Hit | None:
        """The first place of the text in a record; else a long beginning of it at the record's end, or before an ellipsis."""
        return self.find_folded(folded(record))

    def find_folded(self, text: str) -> Hit | None:
        """The same in a record that is ``folded`` already."""
        if self.telling in text and (hit := self._whole.search(text)):
            return Hit(hit.start(), hit.end(), tuple(n for n in hit.groups() if n), True)
        if self._is_name:
            return None
        ends = [found.start() for found in islice(_ELLIPSIS.finditer(text), MOST_CUTS)]
        return next((cut for end in (*ends, len(text)) if (cut := self._cut(text, end))), None)

    def _cut(self, text: str, end: int) -> Hit | None:
        """A text whose end is cut off there, maybe within a word."""
        if "<text>" in self._words or len(self._words) <= LEAST_WORDS:
            return None
        tail = text[max(end - self._longest, 0) : end].rstrip()
        words = tail.split(" ")
        for count in range(LEAST_WORDS, min(len(words), len(self._words)) + 1):
            *whole, last = words[-count:]
            length = sum(map(len, whole)) + len(whole) + len(last)
            if length < LEAST_LETTERS or not self._words[count - 1].startswith(last):
                continue
            if all(re.fullmatch(_pattern(w), word) for word, w in zip(whole, self._words, strict=False)):
                stop = max(end - self._longest, 0) + len(tail)
                return Hit(stop - length, stop, (), False)
        return None


def folded(text: str) -> str:
    """In lower case, without quotation marks, and with one blank for any white space."""
    return " ".join(_QUOTES.sub("", text).lower().split())


def _pattern(word: str) -> str:
    return "".join(_HOLES.get(part, re.escape(part)) for part in _HOLE.split(word))
