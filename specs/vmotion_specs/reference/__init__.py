"""Everything that has a name, as one list of typed entries made from the sources, and the way from a name to its entry."""

from collections.abc import Iterator

from vmotion_model.catalogue import Failure, all_failures
from vmotion_model.protocol import vmotion
from vmotion_model.script import title_of
from vmotion_specs.coverage import load_statements
from vmotion_specs.scenarios import scenarios
from vmotion_specs.shipped import change_names, shipped_change
from vmotion_specs.suites import SUITES, suite

from .causes import CauseEntry, ConditionEntry, causes_of_failure, condition_entries
from .entries import (
    AssumptionEntry,
    AssumptionUse,
    ChangeEntry,
    CommandEntry,
    ConstantEntry,
    Entry,
    EntryKind,
    FailureEntry,
    Fair,
    Labelled,
    Named,
    Number,
    PhaseEntry,
    PropertyEntry,
    Record,
    RemedyEntry,
    RoleEntry,
    ScenarioEntry,
    SourceEntry,
    TheoremEntry,
    VariableEntry,
)
from .lookup import Reference, UnknownNameError
from .protocol import suite_entries
from .search_words import EntryHit, Passage, passages
from .theorems import theorem_entries

__all__ = [
    "AssumptionEntry",
    "AssumptionUse",
    "CauseEntry",
    "ChangeEntry",
    "CommandEntry",
    "ConditionEntry",
    "ConstantEntry",
    "Entry",
    "EntryHit",
    "EntryKind",
    "FailureEntry",
    "Fair",
    "Labelled",
    "Named",
    "Number",
    "Passage",
    "PhaseEntry",
    "PropertyEntry",
    "Record",
    "Reference",
    "RemedyEntry",
    "RoleEntry",
    "ScenarioEntry",
    "SourceEntry",
    "TheoremEntry",
    "UnknownNameError",
    "VariableEntry",
    "passages",
    "reference",
]


def reference() -> Reference:
    """The reference of everything that ships."""
    return Reference(tuple(_entries()), load_statements())


def _entries() -> Iterator[Entry]:
    for name in SUITES:
        yield from suite_entries(suite(name))
    yield from theorem_entries()
    yield from map(_failure, all_failures())
    yield from condition_entries()
    for name, text in scenarios().items():
        yield ScenarioEntry(name, title_of(text) or name, vmotion().name, text)
    yield from map(_change, change_names())


def _failure(failure: Failure) -> FailureEntry:
    return FailureEntry(
        failure.id,
        failure.title,
        "",
        failure.kind.value,
        failure.steps,
        failure.states,
        failure.progress,
        failure.trigger,
        failure.messages,
        failure.faults,
        failure.outcome,
        failure.cause,
        tuple(map(RemedyEntry.of, failure.remedy)),
        tuple(SourceEntry(c.source.title, c.source.url, c.evidence.words, c.covers) for c in failure.citations),
        failure.inferred,
        tuple(Named(c.name, c.description) for c in vmotion().commands if failure.id in c.failures),
        causes_of_failure(failure.id),
    )


def _change(name: str) -> ChangeEntry:
    change = shipped_change(name)
    expect = change.expect
    verdicts = tuple(Labelled(i, v) for i, v in expect.verdicts.items())
    return ChangeEntry(
        name,
        change.title,
        change.model,
        "\n\n".join(" ".join(part.split()) for part in change.text.split("\n\n")),
        verdicts,
        expect.behaviour,
        expect.refused,
    )
