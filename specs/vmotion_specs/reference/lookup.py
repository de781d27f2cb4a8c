"""The reference as a whole, and how a name finds its entries."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from vmotion_model.language import ModelError
from vmotion_model.protocol.conditions.api_faults import MEANS_NONE
from vmotion_specs.coverage import Statement
from vmotion_specs.properties import in_family

from .causes import CauseEntry
from .entries import Entry, EntryKind
from .search_words import EntryHit, Said, passages, search


class UnknownNameError(ModelError):
    """Nothing bears this name; the message gives the nearest names."""


@dataclass(frozen=True)
class Reference:
    """Everything that has a name, and the statements of the article, whose keywords lead to entries."""

    entries: tuple[Entry, ...]
    statements: tuple[Statement, ...] = ()

    def find(self, name: str) -> tuple[Entry, ...]:
        """All entries that ``name`` means; raises ``UnknownNameError`` where there is none. See ``ask``."""
        return tuple(hit.entry for hit in self.ask(name))

    def ask(self, name: str) -> tuple[EntryHit, ...]:
        """All entries that ``name`` means, and why; raises ``UnknownNameError`` where there is none.

        The first of these that fits anything: the name letter by letter, also with zeros before a number left out (``F9``
        means the theorem F9, and F09), and the family of properties or theorems that it heads (``S6`` means S6a to S6e); in
        upper or lower case, or another name of the same thing; with zeros too many (``S01``); its end after a dot
        (``WAIT_HANDSHAKE``; not where that is an everyday word of causes, console); what speaks of it, see ``search``.
        """
        wanted = name.strip()
        named = self._named(wanted)
        hits = tuple(map(EntryHit, named)) or search(self._said, self.statements, wanted)
        if not hits:
            raise UnknownNameError(self._unknown(wanted))
        return hits

    def _named(self, wanted: str) -> list[Entry]:
        folded = wanted.casefold()
        short = _without_zeros(folded)
        fits: tuple[Callable[[Entry], bool], ...] = (
            lambda e: wanted in (e.name, _without_zeros(e.name)) or _in_family(e, wanted),
            lambda e: (
                any(folded in (n.casefold(), _without_zeros(n.casefold())) for n in (e.name, *e.aliases))
                or _in_family(e, folded.upper())
            ),
            lambda e: short == _without_zeros(e.name.casefold()),
            lambda e: folded == e.name.rpartition(".")[2].casefold() and not self._everyday(e, folded),
        )
        for fit in fits:
            if found := [e for e in self.entries if fit(e)]:
                # What is called so without leaving out a zero comes first.
                return sorted(found, key=lambda e: e.name.casefold() != folded)
        return []

    def _everyday(self, entry: Entry, word: str) -> bool:
        """Whether the end of a name is an everyday word (hardware, console): that asks for all that speaks of it."""
        return entry.kind is EntryKind.CONDITION or (entry.kind is EntryKind.VARIABLE and word in self._called)

    @cached_property
    def _called(self) -> frozenset[str]:
        """What people call causes."""
        return frozenset(w.casefold() for e in self.entries if isinstance(e, CauseEntry) for w in e.words)

    def _unknown(self, name: str) -> str:
        fault = next((f for f in MEANS_NONE if f.casefold() == name.casefold()), None)
        if fault is not None:
            return f"{fault} is a fault of vSphere's API that means no cause of the model: {MEANS_NONE[fault]}"
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
    def _said(self) -> tuple[Said, ...]:
        return tuple((entry, tuple(passages(entry))) for entry in self.entries)

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
    """Whether a property or theorem belongs to a head."""
    return entry.kind in (EntryKind.PROPERTY, EntryKind.THEOREM) and in_family(entry.name, head)


def _without_zeros(name: str) -> str:
    """A name whose number is written without zeros before it: F09 is F9."""
    return re.sub(r"^([A-Za-z])0+(?=\d)", r"\1", name)


def _words(text: str) -> list[str]:
    return re.findall(r"[\w.]{4,}", text.casefold())


def _either(names: Sequence[str]) -> str:
    unique = list(dict.fromkeys(map(repr, names)))
    return " or ".join(filter(None, [", ".join(unique[:-1]), unique[-1]]))
