"""Runs of mutants as made logs: what is read in them, beside what an exhaustive search says of their lines."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from made_oracle import first_refused
from made_walks import Case, logs_of, read_back
from vmotion_model.language import Command, Expr, Model, all_of, to_text
from vmotion_model.language.commands import reads_clock
from vmotion_model.machines import Migration
from vmotion_model.protocol import LOCATIONS, vmotion
from vmotion_model.protocol.printed import LogKind
from vmotion_model.protocol.state import config
from vmotion_model.script import PlayedStep
from vmotion_model.vmx_states import Side
from vmotion_proofs.mutation.mutants import Mutant, Mutation, mutants_of
from vmotion_traces import MigrationTrace, TraceVerdict
from vmotion_traces.joint.untimed_states import shipped
from vmotion_traces.made import FIRST_ID, FORMS, MadeLine, Wishes


@cache
def mutants(that_print: bool = False) -> tuple[Mutant, ...]:
    """The mutants with a mistake in one command of a host, which the language allows; those that change what is printed first."""
    kept = (m for m in mutants_of(vmotion()) if m.model is not None and m.role in ("source", "destination"))
    ones = tuple(m for m in kept if m.model is not None and m.command in m.model.command)
    if not that_print:
        return ones
    moves = {
        c.name for c in vmotion().commands if not {*LOCATIONS.values(), config.read_only.name}.isdisjoint(c.updates)
    }
    in_what_prints = (*LOCATIONS.values(), config.read_only.name)
    of_guard = (Mutation.DROP_GUARD, Mutation.NEGATE_GUARD, Mutation.DROP_PART)
    return tuple(
        m for m in ones if m.command in moves and (m.mutation in of_guard or any(n in m.name for n in in_what_prints))
    )


ORDERED_S = 100
"""Lines of two hosts that are nearer to each other than that may have come in any order."""
AFTER = 20
"""Steps that a mutant goes on after its mistake."""


def stray(mutant: Mutant, chance: random.Random) -> tuple[PlayedStep, ...] | None:
    """A run of a mutant that does once what the model cannot, and goes on by chance in the same attempt; None where none is."""
    assert mutant.model is not None
    space, wrong, right = shipped(), mutant.model.command[mutant.command], vmotion().command[mutant.command]
    strays = space.where(_guard(wrong))
    if {n: to_text(u) for n, u in wrong.updates.items()} == {n: to_text(u) for n, u in right.updates.items()}:
        strays = strays & ~space.where(_guard(right))
    found = np.flatnonzero(strays)
    if not len(found):
        return None
    names = [space.steps[number].name for number, _ in space.found.path_to(int(chance.choice(found)))]
    migration, steps = Migration(mutant.model, LOCATIONS), []
    for name in (*names, mutant.command):
        for _ in range(20):
            if not migration.failing(name) or migration.longest_delay() in range(10):
                break
            migration.elapse(10)
        if migration.failing(name):
            return None  # not at these times
        steps.append(_step(mutant.model, migration, name))
    for _ in range(chance.randrange(AFTER)):
        able = [name for name in migration.enabled() if name != "request"]
        calm = [n for n in able if mutant.model.command[n].fault is None and mutant.model.command[n].role in LOCATIONS]
        if able:
            steps.append(
                _step(mutant.model, migration, chance.choice(calm if calm and chance.random() < 0.9 else able))
            )
        elif migration.longest_delay() not in range(10):
            migration.elapse(10)
    return tuple(steps)


def _guard(command: Command) -> Expr[bool]:
    return all_of(*(part for part in command.guard.values() if not reads_clock(part)))


def _step(model: Model, migration: Migration, name: str) -> PlayedStep:
    return PlayedStep(name, model.command[name].role, migration.time, migration.fire(name))


@dataclass(frozen=True)
class Judged:
    """What the search says of the logs of a mutant's run: by the id of the attempt, the first line that no run prints, if any."""

    case: Case
    mutant: str
    model: Model
    refused: Mapping[str, MadeLine]
    ordered: frozenset[str]
    """The attempts some of whose lines are so far apart that their times say something of their order."""


def judged(seed: int) -> tuple[Judged, list[MigrationTrace]]:
    """A run of a mutant: what the search says of its logs, and what is read in them."""
    chance = random.Random(seed)
    steps = None
    while steps is None:
        mutant = chance.choice(mutants(chance.random() < 0.7))
        steps = stray(mutant, chance)
    assert mutant.model is not None
    sides = chance.choice([tuple(Side), tuple(Side), tuple(Side), (Side.SOURCE,), (Side.DESTINATION,)])
    wishes = Wishes(
        release=chance.choice(("6", "8", "8")),
        sides=sides,
        kinds=(LogKind.VMX,),
        noise=chance.choice((0.0, 1.0)),
        seed=seed,
    )
    found = Case(seed, None, steps, wishes)
    lines, logs = logs_of(mutant.model, found)
    refused, ordered = {}, set()
    for attempt in {line.attempt for line in lines}:
        told = [line for line in lines if line.side in sides and line.log is LogKind.VMX and line.attempt == attempt]
        first = first_refused(told, FORMS[wishes.release].dialect)
        if first is not None:
            refused[str(FIRST_ID + attempt)] = first
        if told and told[-1].second - told[0].second >= ORDERED_S:
            ordered.add(str(FIRST_ID + attempt))
    return Judged(found, mutant.name, mutant.model, refused, frozenset(ordered)), read_back(logs)


def mistakes(truth: Judged, read: Sequence[MigrationTrace]) -> Iterator[str]:
    """What is wrong with what is read in the logs of a mutant's run; nothing if all is right."""
    if not read:
        return  # nothing in the logs names a migration
    found = {each.id: each.first_impossible for each in read if each.verdict is TraceVerdict.IMPOSSIBLE}
    known = tuple(line.text for line in truth.refused.values())
    for identity, first in found.items():
        # To which migration a record belongs that nothing names is a guess.
        is_known = first is not None and first.line.text.endswith(known)
        if identity not in truth.refused and not is_known and not (identity is None and known):
            yield f"{truth.mutant}: some run prints all of {identity}, but it is called impossible: {first}"
    for identity, line in truth.refused.items():
        called = [each for each in found.values() if each is not None]
        if not called:
            why = [(each.id, str(each.verdict), each.open) for each in read]
            yield f"{truth.mutant}: no run prints {line.text} of {identity} there, but it is called {why}"
        elif identity not in truth.ordered and not any(each.line.text.endswith(line.text) for each in called):
            yield f"{truth.mutant}: the first is {line.text}, but called so is {called}"
