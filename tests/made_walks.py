"""Random runs of the protocol, of the protocol under conditions and of its mutants, as made logs that are read back.

Whatever is judged here is judged by the run that the logs come from, never by what reads them.
"""

from __future__ import annotations

import random
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from vmotion_model.language import ELAPSE, Model, ModelError, Value
from vmotion_model.machines import Migration, NotEnabledError
from vmotion_model.protocol import LOCATIONS, vmotion
from vmotion_model.protocol.conditioned import environment, healthy
from vmotion_model.protocol.conditions import CAUSES
from vmotion_model.protocol.conditions.examples import example
from vmotion_model.protocol.printed import LogKind
from vmotion_model.script import PlayedStep
from vmotion_model.session import Session, wander
from vmotion_model.vmx_states import Side, named
from vmotion_specs.suites import vmotion_suite
from vmotion_traces import LogError, LoggedOutcome, MigrationTrace, TraceVerdict, trace
from vmotion_traces.made import FORMS, MadeLine, Wishes, lines_of
from vmotion_traces.made.disturbed import written
from vmotion_traces.made.lines import FIRST_ID

CRASHES = frozenset({"crash_source", "crash_destination"})
OVER = ("FINISHED", "NONE")
STATE = re.compile(r"Transitioning from state (?P<before>\S+(?: \(\d+\))?) to (?P<after>\S+(?: \(\d+\))?)\.$")

Changes = dict[str, dict[Side, list[tuple[str, str]]]]
"""By the id of the attempt and the side: from which state the VMX goes to which."""


@dataclass(frozen=True)
class Case:
    """A run, under which conditions it was made (None: any failure may come), and what its logs are like."""

    seed: int
    given: Mapping[str, Value] | None
    steps: tuple[PlayedStep, ...]
    wishes: Wishes
    loss: float = 0.0

    def __str__(self) -> str:
        where = "anywhere" if self.given is None else ", ".join(f"{n}={v}" for n, v in self.given.items()) or "healthy"
        return f"seed {self.seed} ({where}; {self.wishes}; loss {self.loss})"


def case(seed: int) -> Case:
    """The run and the logs of a seed."""
    chance = random.Random(seed)
    given = _conditions(chance)
    model = vmotion() if given is None else environment(given)
    session = Session(model, LOCATIONS, vmotion_suite().ended, given)
    return Case(
        seed, given, tuple(wander(session, seed, 120)), _wishes(chance), chance.choice((0.0, 0.0, 0.0, 0.05, 0.3))
    )


def _conditions(chance: random.Random) -> dict[str, Value] | None:
    """None for any environment; else healthy conditions, those of one cause, or of two."""
    count = chance.choice((None, None, 0, 1, 1, 2))
    if count is None:
        return None
    given: dict[str, Value] = {}
    for number in chance.sample(range(len(CAUSES)), count):
        given |= _example(number)
    return given


@cache
def _example(number: int) -> Mapping[str, Value]:
    return example(CAUSES[number], healthy(), CAUSES)


def _wishes(chance: random.Random) -> Wishes:
    kinds = tuple(LogKind)
    return Wishes(
        release=chance.choice(sorted(FORMS)),
        sides=chance.choice([tuple(Side), tuple(Side), (Side.SOURCE,), (Side.DESTINATION,)]),
        kinds=chance.choice([kinds, kinds, (LogKind.VMX,), tuple(k for k in kinds if k is not LogKind.EVENTS)]),
        noise=chance.choice((0.0, 0.5, 3.0)),
        shuffled=chance.random() < 0.5,
        pieces=chance.randint(1, 3),
        skew_s=chance.choice((0.0, 0.0, -40.0, 90.0)),
        seed=chance.randrange(1000),
    )


def logs_of(model: Model, found: Case) -> tuple[list[MadeLine], dict[str, str]]:
    """The lines that were not lost, and the logs that they make."""
    form = FORMS[found.wishes.release]
    chance = random.Random(found.seed)
    lines = [
        line
        for line in lines_of(model, found.steps, form.release, form.dialect)
        if chance.random() >= found.loss or found.loss == 0
    ]
    return lines, written(lines, found.wishes)


def read_back(logs: Mapping[str, str]) -> list[MigrationTrace]:
    """The migrations that are read in the logs."""
    with tempfile.TemporaryDirectory() as name:
        for file, text in logs.items():
            path = Path(name) / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        try:
            return list(trace([Path(name)]).migrations)
        except LogError:
            return []


def attempts(steps: Sequence[PlayedStep]) -> list[list[PlayedStep]]:
    """The steps before the first request, and those of each attempt."""
    parts: list[list[PlayedStep]] = [[]]
    for step in steps:
        if step.command == "request":
            parts.append([])
        parts[-1].append(step)
    return parts


def changes_of(steps: Sequence[PlayedStep], sides: Sequence[Side]) -> Changes:
    """What a run does to the states of the two VMX, as living hosts print it."""
    found: Changes = {}
    for number, part in enumerate(attempts(steps)):
        for step in part:
            for side in sides:
                if LOCATIONS[side] in step.changed and step.command not in CRASHES:
                    before, after = map(str, step.changed[LOCATIONS[side]])
                    found.setdefault(str(FIRST_ID + number), {}).setdefault(side, []).append((before, after))
    return found


def full(side: Side, member: str) -> str:
    """VMware's name of a state."""
    state = named(side, member)
    assert state is not None
    return state.name


def disagreements(found: Case, model: Model | None = None) -> Iterator[str]:
    """What is wrong with what is read in the logs of a run of the model; nothing if all is right.

    `model` is what prints them, the shipped one where none is given.
    """
    lines, logs = logs_of(model or vmotion(), found)
    migrations = read_back(logs)
    for each in migrations:
        if each.verdict is TraceVerdict.IMPOSSIBLE:
            yield f"{each.id} is called impossible: {each.first_impossible}"
        if each.explanation is not None:
            yield from _no_run(each)
    parts = attempts(found.steps)
    by_id = {each.id: each for each in migrations if each.id is not None}
    for identity, by_side in changes_of(found.steps, found.wishes.sides).items():
        part = parts[int(identity) - FIRST_ID]
        mine = [line for line in lines if line.attempt == int(identity) - FIRST_ID and line.log is LogKind.VMX]
        migration = by_id.get(identity)
        if migration is None:
            if not found.loss:
                yield f"{identity} is not found"
            continue
        ran = any(step.command == "resume" for step in part)
        yield from _wrong_outcome(migration, ran, found)
        # Records of a side that lost what names the migration are one of their own.
        kept = {side: _told(mine, side) for side in by_side if any(s.side is side for s in migration.states)}
        if found.loss:
            yield from _wrong_with_loss(migration, kept)
        else:
            yield from _wrong_whole(migration, by_side, any(step.command in CRASHES for step in part))


def _wrong_outcome(migration: MigrationTrace, ran: bool, found: Case) -> Iterator[str]:
    truly = LoggedOutcome.SUCCESS if ran else LoggedOutcome.FAILURE
    silent = found.loss and truly is LoggedOutcome.FAILURE  # the line that tells of the failure may be among the lost
    if migration.outcome not in (truly, LoggedOutcome.UNKNOWN) and not silent:
        yield f"{migration.id} ends with {migration.outcome}, but truly with {truly}"


def _told(lines: Sequence[MadeLine], side: Side) -> list[tuple[str, str]]:
    """The changes that stand in the lines of one VMX, as they are printed."""
    found = (STATE.search(line.text) for line in lines if line.side is side)
    return [(match["before"], match["after"]) for match in found if match]


def _wrong_with_loss(migration: MigrationTrace, kept: Mapping[Side, list[tuple[str, str]]]) -> Iterator[str]:
    if migration.verdict is not TraceVerdict.CONFORMS:
        return
    for side, changes in kept.items():
        if any(a[1] != b[0] for a, b in pairwise(changes)):
            yield f"{migration.id} conforms, but lines of the {side} are missing: {changes}"


def _wrong_whole(
    migration: MigrationTrace, by_side: Mapping[Side, list[tuple[str, str]]], crashed: bool
) -> Iterator[str]:
    """What is wrong where no line was lost."""
    for side, expected in by_side.items():
        named_so = [(full(side, a), full(side, b)) for a, b in expected]
        seen = [(s.before, s.state) for s in migration.states if s.side is side]
        if seen != named_so:
            yield f"{migration.id}: the {side} shows {seen} instead of {named_so}"
    is_over = all(expected[-1][1] in OVER for expected in by_side.values())
    if is_over and not crashed and migration.verdict is not TraceVerdict.CONFORMS:
        yield f"{migration.id} is {migration.verdict}: {[each.why for each in migration.open]}"
    if not is_over and migration.verdict is TraceVerdict.CONFORMS:
        yield f"{migration.id} conforms, but stops early"
    if migration.verdict is TraceVerdict.CONFORMS and migration.explanation is not None:
        commands = [step.command for step in migration.explanation.run]
        begin = len(commands) - 1 - commands[::-1].index("request")
        for side, expected in by_side.items():
            steps = _played(migration)
            done = changes_of([step for step in steps[begin:] if step.command != ELAPSE], [side])
            shown = next(iter(done.values()), {}).get(side, [])
            if shown != expected:
                yield f"{migration.id}: the run that explains it takes the {side} through {shown} instead of {expected}"


def _no_run(migration: MigrationTrace) -> Iterator[str]:
    try:
        _played(migration)
    except (NotEnabledError, ModelError) as error:
        yield f"{migration.id}: what explains it is no run of the model: {error}"


def _played(migration: MigrationTrace) -> list[PlayedStep]:
    """The run that explains a migration, done on the machines."""
    assert migration.explanation is not None
    machines, steps = Migration(vmotion(), LOCATIONS), []
    for each in migration.explanation.run:
        if each.waited_s:
            machines.elapse(each.waited_s)
        changed = machines.fire(each.command)
        steps.append(PlayedStep(each.command, each.role, machines.time, changed))
        if machines.time != each.at_s:
            raise ModelError(f"{each.command} is shown at {each.at_s} s, but done at {machines.time} s")
    return steps
