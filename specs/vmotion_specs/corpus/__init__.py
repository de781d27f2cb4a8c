"""The corpus: models and changes whose verdicts and numbers of states are known, against which every engine is held.

``manifest.toml`` holds them. The verdicts on a change stand in its change file and nowhere else; the manifest adds the counts.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from vmotion_model.language import Model, ModelError, nearest
from vmotion_specs.apply import apply_change, apply_to_properties
from vmotion_specs.properties import Property
from vmotion_specs.shipped import shipped_change
from vmotion_specs.suites import Suite, suite

SCHEMA = 1
WORDS = ("proved", "pass", "violated", "unknown")
"""``pass``: proved by what is on file, exhausted by a check from nothing (a response)."""
_COUNTS = ("states", "transitions", "depth")


@dataclass(frozen=True)
class KnownCounts:
    """Distinct states, enabled steps of all of them, and the distance of the farthest, of the whole model in ticks."""

    states: int
    transitions: int
    depth: int


@dataclass(frozen=True)
class CorpusEntry:
    """A model of the corpus, perhaps with a change, and what is known of it.

    ``verdicts`` maps each property to a verdict word, or ``pass`` where any that passes will do.
    """

    suite: Suite
    change: str | None
    model: Model
    properties: tuple[Property, ...]
    verdicts: Mapping[str, str]
    counts: KnownCounts

    @property
    def name(self) -> str:
        """The model's name, with that of the change."""
        return self.suite.name if self.change is None else f"{self.suite.name} with {self.change}"


@dataclass(frozen=True)
class Row:
    """One entry as it stands in the manifest; the model is made only where it is wanted."""

    model: str
    change: str | None
    verdicts: Mapping[str, str]
    counts: KnownCounts

    def entry(self) -> CorpusEntry:
        """The model, its properties and what is expected; raises ``ModelError`` and ``ChangeError``."""
        chosen = suite(self.model)
        if self.change is None:
            return CorpusEntry(chosen, None, chosen.model, chosen.properties, self.verdicts, self.counts)
        change = shipped_change(self.change)
        model = apply_change(change, chosen.model)
        properties = apply_to_properties(change, model, chosen.properties_of(model))
        verdicts = {p.id: change.expect.verdicts.get(p.id, "pass") for p in properties}
        return CorpusEntry(chosen, self.change, model, properties, verdicts, self.counts)


@dataclass(frozen=True)
class Corpus:
    """All rows, and which engines are not held against which models, with the reason."""

    rows: tuple[Row, ...]
    without: Mapping[tuple[str, str], str]

    def of(self, models: Sequence[str]) -> tuple[Row, ...]:
        """The rows of some models, all where none is named; raises ``ModelError``."""
        known = {r.model for r in self.rows}
        for name in models:
            if name not in known:
                raise ModelError(f"the corpus has no model {name!r}; {nearest(name, known)}")
        return tuple(r for r in self.rows if not models or r.model in models)


def corpus() -> Corpus:
    """The corpus that ships."""
    return parse_manifest((files(__package__) / "manifest.toml").read_text(encoding="utf-8"))


def parse_manifest(text: str) -> Corpus:
    """Read a manifest; raises ``ModelError`` for what makes no sense in it."""
    data = tomllib.loads(text)
    if data.get("schema") != SCHEMA:
        raise ModelError(f"the manifest's schema must be {SCHEMA}")
    rows = tuple(_row(table) for table in data["entry"])
    names = [(r.model, r.change) for r in rows]
    if doubles := {n for n in names if names.count(n) > 1}:
        raise ModelError(f"the manifest has {min(doubles, key=str)} twice")
    without = {(w["engine"], model): w["because"] for w in data.get("without", ()) for model in w["models"]}
    return Corpus(rows, without)


def _row(table: Mapping[str, Any]) -> Row:
    allowed = {"model", "change", *WORDS, *_COUNTS}
    for key in table:
        if key not in allowed:
            raise ModelError(f"the manifest has an unknown key {key!r}; {nearest(key, allowed)}")
    change = table.get("change")
    where = f"{table['model']} with {change}" if change else table["model"]
    if change and any(word in table for word in WORDS):
        raise ModelError(f"{where}: the verdicts on a change stand in its change file")
    if missing := [key for key in _COUNTS if type(table.get(key)) is not int]:
        raise ModelError(f"{where}: a number of {missing[0]} is wanted")
    pairs = [(name, word) for word in WORDS for name in table.get(word, ())]
    if len(dict(pairs)) < len(pairs):
        raise ModelError(f"{where}: a property has two verdicts")
    return Row(table["model"], change, dict(pairs), KnownCounts(*(table[key] for key in _COUNTS)))
