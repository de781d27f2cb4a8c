"""The reference as a whole, and how a name finds its entries."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from vmotion_model.catalogue import find_by_message
from vmotion_model.language import ModelError

from .entries import Entry, Kind


class UnknownNameError(ModelError):
    """Nothing bears this name; the message gives the nearest names."""


@dataclass(frozen=True)
class Reference:
    """Everything that has a name."""

    entries: tuple[Entry, ...]

    def find(self, name: str) -> tuple[Entry, ...]:
        """All entries that ``name`` means; raises ``UnknownNameError`` where there is none.

        The first of these that fits anything: the name letter by letter, and the family of properties or theorems that it heads
        (``S6`` means S6a to S6e); in upper or lower case, or another name of the same thing; its end after a dot
        (``WAIT_HANDSHAKE``); a text in which a message of the failure catalogue stands.
        """
        wanted = name.strip()
        folded = wanted.casefold()
        found = [e for e in self.entries if e.name == wanted or _in_family(e, wanted)]
        found = found or [
            e
            for e in self.entries
            if folded in (n.casefold() for n in (e.name, *e.aliases)) or _in_family(e, folded.upper())
        ]
        found = found or [e for e in self.entries if folded == e.name.rpartition(".")[2].casefold()]
        if not found:
            ids = [f.id for f in find_by_message(wanted)]
            found = [e for e in self.entries if e.kind is Kind.FAILURE and e.name in ids]
        if not found:
            raise UnknownNameError(self._unknown(wanted))
        return tuple(found)

    def _unknown(self, name: str) -> str:
        close = [self._forms[f] for f in get_close_matches(name.casefold(), self._forms, n=3, cutoff=0.7)]
        if close:
            return f"nothing is called {name!r}; did you mean {_either(close)}?"
        words = set(_words(name))
        speak = [f"{e.name} ({e.title})" for e in self.entries if words & set(_words(e.title))]
        if speak:
            more = f"; and {len(speak) - 3} more" if len(speak) > 3 else ""
            return f"nothing is called {name!r}; these speak of it: {'; '.join(speak[:3])}{more}"
        return f"nothing is called {name!r}; `vmotion explain` lists all names"

    @cached_property
    def _forms(self) -> Mapping[str, str]:
        """Every way of writing a name, without regard to case, with the name that is meant."""
        return dict(_forms(self.entries))


def _forms(entries: Sequence[Entry]) -> Iterator[tuple[str, str]]:
    # A later pair replaces an earlier one, so the full names come last.
    for entry in entries:
        yield entry.name.rpartition(".")[2].casefold(), entry.name
    for entry in entries:
        for alias in entry.aliases:
            yield alias.casefold(), entry.name
    for entry in entries:
        yield entry.name.casefold(), entry.name


def _in_family(entry: Entry, head: str) -> bool:
    """Whether a property or theorem belongs to a head: S6a to ``S6``, S6a and S7b to ``S``, but S16a not to ``S1``."""
    if entry.kind not in (Kind.PROPERTY, Kind.THEOREM) or not head or not entry.name.startswith(head):
        return False
    rest = entry.name[len(head) :]
    return rest.isalpha() if head[-1].isdigit() else len(head) == 1 and rest[:1].isdigit()


def _words(text: str) -> list[str]:
    return re.findall(r"[\w.]{4,}", text.casefold())


def _either(names: Sequence[str]) -> str:
    unique = list(dict.fromkeys(map(repr, names)))
    return " or ".join(filter(None, [", ".join(unique[:-1]), unique[-1]]))
