"""What a certificate need not ask again: what solvers have answered, letter by letter, of the model that this is a change of.

A query is the text of an assertion and of all definitions that it rests on. Where both are the same as in a query that every
solver refuted, the answer is the same, whatever else has changed. A query about all steps is taken apart into one about each,
so that only the steps that changed are asked about.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .certificate import Certificate

_NAMED = re.compile(r"^\((?:declare-const|define-fun) ([^\s()]+)")
_SYMBOL = re.compile(r"[^\s()]+")


@dataclass(frozen=True)
class Answered:
    """A certificate, and the names of those of its queries that every solver refuted."""

    certificate: Certificate
    refuted: frozenset[str]


@dataclass(frozen=True)
class Rest:
    """What is left to ask: ``declarations``, and by name of the query the assertion; ``inherited`` are the others' names.

    ``shared``: something, if only a part of a query, need not be asked.
    """

    declarations: str
    queries: Mapping[str, str]
    inherited: frozenset[str]
    shared: bool


def rest_of(certificate: Certificate, before: Iterable[Answered]) -> Rest:
    """Leave out whatever ``before`` answers."""
    here = definitions(certificate.declarations)
    known: set[str] = set()
    for source in before:
        if same := _same(here, definitions(source.certificate.declarations)):
            for query in source.certificate.queries:
                if query.name in source.refuted:
                    known.update(p for p in query.parts if _symbols(p, here) <= same)
    queries: dict[str, str] = {}
    inherited: set[str] = set()
    shared = False
    for query in certificate.queries:
        if query.expected != "unsat":
            queries[query.name] = query.assertion
            continue
        left = [p for p in query.parts if p not in known]
        if len(left) == len(query.parts):
            queries[query.name] = query.assertion
            continue
        shared = True
        if left:
            queries[query.name] = f"(or false {' '.join(left)})"
        else:
            inherited.add(query.name)
    declarations = _needed(certificate.declarations, here, queries.values())
    return Rest(declarations, queries, frozenset(inherited), shared)


def definitions(declarations: str) -> dict[str, str]:
    """The text that declares or defines each symbol, in order."""
    return {name: text for name, text in _blocks(declarations) if name}


def _blocks(declarations: str) -> Iterator[tuple[str, str]]:
    """The commands of a text, each with the symbol that it declares or defines (or none)."""
    block: list[str] = []
    for line in declarations.splitlines():
        if line.startswith(";"):
            continue
        if line.startswith("(") and block:
            yield _name(block[0]), "\n".join(block)
            block = []
        block.append(line)
    if block:
        yield _name(block[0]), "\n".join(block)


def _name(line: str) -> str:
    found = _NAMED.match(line)
    return found.group(1) if found else ""


def _symbols(text: str, known: Mapping[str, str]) -> set[str]:
    return {s for s in _SYMBOL.findall(text) if s in known}


def _same(here: Mapping[str, str], there: Mapping[str, str]) -> set[str]:
    """The symbols whose definitions, and all that these rest on, are the same in both texts."""
    same: set[str] = set()
    for name, text in here.items():
        if there.get(name) == text and _symbols(text, here) - {name} <= same:
            same.add(name)
    return same


def _needed(declarations: str, here: Mapping[str, str], assertions: Iterable[str]) -> str:
    """The declarations that some assertions rest on."""
    needed: set[str] = set()
    waiting: Sequence[str] = list(assertions)
    while waiting:
        found = set().union(*(_symbols(text, here) for text in waiting)) - needed
        needed |= found
        waiting = [here[name] for name in found]
    return "\n".join(text for name, text in _blocks(declarations) if not name or name in needed) + "\n"
