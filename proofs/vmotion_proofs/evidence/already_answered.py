"""What a certificate need not ask again: what solvers have answered, letter by letter, of another model or on another day.

Of the model that this is a change of: a query is the text of an assertion and of all definitions that it rests on. Where both are
the same as in a query that every solver refuted, the answer is the same, whatever else has changed. A query about all steps is
taken apart into one about each, so that only the steps that changed are asked about.

On another day: the same whole text, by the same version of a solver, where every query was answered as a proof wants. That file
lies in the user's cache and may be deleted at any time; ``vmotion certify`` never looks at it.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from vmotion_model.common.budget import Budget
from vmotion_model.common.caches import cache_folder
from vmotion_model.common.files import WriteError, written_whole
from vmotion_proofs.solving.solvers import SOLVERS, SolverAnswers, SolverText, ask

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


_PACKAGE = {"z3": "z3-solver", "cvc5": "cvc5"}


def ask_cached(
    text: str,
    declarations: str,
    queries: Mapping[str, str],
    expected: Mapping[str, str],
    budget: Budget | None = None,
) -> tuple[SolverAnswers, ...]:
    """What the solvers say to ``queries``, or said when ``text`` was the same; ``SolverAnswers.cached_on`` tells when.

    Only answers that are all as ``expected`` are kept.
    """
    place = _file()
    known = _read(place)
    names = {solver: _key(solver, text) for solver in SOLVERS}
    if all(n is not None and n in known for n in names.values()):
        return tuple(_recalled(s, known[str(names[s])], expected) for s in SOLVERS)
    answers = ask(SolverText(declarations, queries), budget=budget)
    if place is not None and all(dict(a.answers) == expected and not a.failure for a in answers):
        today = datetime.now(UTC).date().isoformat()
        fresh = {str(names[a.solver]): {"version": a.version, "on": today} for a in answers if names[a.solver]}
        _write(place, {**known, **fresh})
    return answers


def _recalled(solver: str, entry: Mapping[str, str], answers: Mapping[str, str]) -> SolverAnswers:
    return SolverAnswers(solver, entry["version"], answers, cached_on=entry["on"])


def _key(solver: str, text: str) -> str | None:
    """One name for the text and the solver's version; None where the solver is not installed."""
    try:
        installed = version(_PACKAGE[solver])
    except PackageNotFoundError:
        return None
    return hashlib.sha256(f"{solver} {installed}\n{text}".encode()).hexdigest()


def _file() -> Path | None:
    folder = cache_folder()
    return None if folder is None else folder / "answers.json"


def _read(place: Path | None) -> dict[str, Any]:
    """What is in the cache; a file that can't be read, or says something else, is as good as none."""
    if place is None:
        return {}
    try:
        data = json.loads(place.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(data, dict):
        return {}
    return {
        name: entry
        for name, entry in data.items()
        if isinstance(entry, dict) and isinstance(entry.get("version"), str) and isinstance(entry.get("on"), str)
    }


def _write(place: Path, entries: Mapping[str, Any]) -> None:
    kept: Sequence[tuple[str, Any]] = list(entries.items())[-200:]
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with written_whole(place) as part:
            part.write_text(json.dumps(dict(kept), indent=1), encoding="utf-8")
    except (OSError, WriteError):
        # Nothing is kept: the next check asks again.
        return
