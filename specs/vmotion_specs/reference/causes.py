"""Entries of causes and conditions: what a cause needs and does, how it is set, and which causes read a condition."""

from collections.abc import Iterator
from dataclasses import dataclass

from vmotion_model.catalogue import by_id
from vmotion_model.language import Enumeration, Integer, Value, to_text, variables_of
from vmotion_model.language.types import describe
from vmotion_model.protocol import vmotion
from vmotion_model.protocol.conditioned import blockers_of, causes_of, healthy
from vmotion_model.protocol.conditions import CAUSES, CONDITIONS, Cause, Condition
from vmotion_model.protocol.conditions.api_faults import faults_of
from vmotion_model.protocol.conditions.examples import example
from vmotion_model.protocol.conditions.setting import shown_value

from .entries import Entry, EntryKind, Named


@dataclass(frozen=True)
class CauseEntry(Entry):
    """Why a migration fails, waits or is worse than it should be.

    ``when`` is the statement over conditions, ``setting`` the smallest change of healthy ones that makes it true alone.
    ``enables`` are the steps that it makes possible, ``prevents`` those that it makes impossible. ``stands``: it is there from
    the start, and the failure is bound to come. ``described`` says why it has no step, where it has none.
    """

    kind = EntryKind.CAUSE
    when: str
    setting: tuple[str, ...]
    enables: tuple[Named, ...]
    prevents: tuple[Named, ...]
    stands: bool
    described: str
    words: tuple[str, ...]
    failures: tuple[Named, ...]
    conditions: tuple[Named, ...]
    faults: tuple[str, ...]


@dataclass(frozen=True)
class ConditionEntry(Entry):
    """A fact of an attempt that has one value throughout.

    ``healthy`` is the value where nothing is said. ``causes`` read it; ``told`` says what it is for where none does.
    """

    kind = EntryKind.CONDITION
    type: str
    values: tuple[Value, ...]
    healthy: Value
    unit: str
    citation: str
    told: str
    causes: tuple[Named, ...]


def condition_entries() -> Iterator[Entry]:
    """One entry for every cause and for every condition."""
    yield from map(_cause, CAUSES)
    yield from map(_condition, CONDITIONS)


def named(cause: Cause) -> Named:
    """A reference to the entry of a cause."""
    return Named(cause.name, cause.description)


def causes_of_failure(failure: str) -> tuple[Named, ...]:
    """The causes that are tied to an entry of the failure catalogue."""
    return tuple(named(c) for c in CAUSES if c.failure == failure)


def causes_of_command(model: str, command: str) -> tuple[tuple[Named, ...], tuple[Named, ...]]:
    """The causes that make a step possible, and those that make it impossible; none in a model other than the protocol."""
    if model != vmotion().name:
        return (), ()
    return tuple(map(named, causes_of(command))), tuple(map(named, blockers_of(command)))


def _cause(cause: Cause) -> CauseEntry:
    known = {c.name: c for c in CONDITIONS}
    return CauseEntry(
        cause.name,
        cause.description,
        vmotion().name,
        to_text(cause.when),
        tuple(f"{n}={shown_value(v)}" for n, v in example(cause, healthy(), CAUSES).items()),
        tuple(map(_step, cause.fails)),
        tuple(map(_step, cause.blocks)),
        cause.stands,
        cause.described,
        cause.words,
        (Named(cause.failure, by_id(cause.failure).title),) if cause.failure else (),
        tuple(Named(n, known[n].var.description) for n in variables_of(cause.when)),
        faults_of(cause),
    )


def _step(name: str) -> Named:
    return Named(name, vmotion().command[name].description)


def _condition(condition: Condition) -> ConditionEntry:
    var = condition.var
    match var.type:
        case Enumeration(members=members):
            values: tuple[Value, ...] = tuple(map(str, members))
        case Integer():
            values = ()
        case _:
            values = (True, False)
    initial = str(var.initial) if isinstance(var.initial, str) else var.initial
    reading = tuple(named(c) for c in CAUSES if condition.name in variables_of(c.when))
    return ConditionEntry(
        condition.name,
        var.description,
        vmotion().name,
        describe(var.type),
        values,
        initial,
        condition.unit,
        condition.citation,
        condition.told,
        reading,
    )
