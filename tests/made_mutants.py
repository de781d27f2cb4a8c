"""Runs of mutants as made logs, and what no run of the model prints: found by an exhaustive search of its own.

The search shares with `vmotion trace` the states of the model and the steps between them, which other tests count, and nothing
else: it reads the lines that were made, and keeps for every place in the two logs the set of all states that the model can be in.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from made_walks import OVER, STATE, Case, logs_of, read_back
from vmotion_model.language import Command, Const, Expr, Model, all_of, to_text
from vmotion_model.language.commands import reads_clock
from vmotion_model.machines import Migration
from vmotion_model.protocol import LOCATIONS, vmotion
from vmotion_model.protocol.printed import LogKind
from vmotion_model.protocol.state import config
from vmotion_model.protocol.vocabulary import Fault
from vmotion_model.script import PlayedStep
from vmotion_model.vmx_states import Dialect, Side, on_side
from vmotion_proofs.mutation.mutants import Mutant, Mutation, mutants_of
from vmotion_traces import MigrationTrace, TraceVerdict
from vmotion_traces.joint.space import Space, shipped
from vmotion_traces.made import FIRST_ID, FORMS, MadeLine, Wishes

Mask = NDArray[np.bool_]
Ints = NDArray[np.int64]
Token = tuple[str, ...]
"""What a line of a vmware.log says: `(before, after)`, or `(value,)` of the config flag."""
Told = tuple[Token, ...]
ORDERED_S = 100
"""Lines of two hosts that are nearer to each other than that may have come in any order."""


@dataclass(frozen=True)
class Steps:
    """The steps of one kind, by the state that they leave: where each leads, and what it writes into the flag (-1: nothing)."""

    first: Ints
    target: Ints
    writes: NDArray[np.int8]


class Oracle:
    """All that the model can print. A state is counted twice: once for each value that the source has last written."""

    def __init__(self, space: Space) -> None:
        self.size = space.found.states
        source, target = space.edges.source.astype(np.int64), space.edges.target.astype(np.int64)
        step = space.edges.step
        names = [command.name for command in space.steps]
        self.starts = np.unique(target[step == names.index("request")])
        self.failed = np.tile(space.all.failed, 2)
        at = space.at[Side.DESTINATION]
        ran_and_done = space.all.ran & (at == space.places[Side.DESTINATION].index("FINISHED"))
        self.done = np.tile(ran_and_done, 2)
        writes = np.array([_writes(command) for command in space.steps], dtype=np.int8)[step]
        label = np.full(len(step), -1)
        self.labels: dict[tuple[Side, Token], int] = {}
        for number, command in enumerate(space.steps):
            crash = command.fault in (Fault.SOURCE_CRASH, Fault.DESTINATION_CRASH)
            for side in Side:
                if command.role != side or LOCATIONS[side] not in command.updates or crash:
                    continue
                for edge in np.flatnonzero(step == number):
                    before, after = space.at[side][source[edge]], space.at[side][target[edge]]
                    if before != after:
                        key = (side, (space.places[side][before], space.places[side][after]))
                        label[edge] = self.labels.setdefault(key, len(self.labels))
        may = step != names.index("request")
        self.by_label = [(source[label == n], target[label == n], writes[label == n]) for n in range(len(self.labels))]
        of_side = {side: np.isin(label, [n for (s, _), n in self.labels.items() if s is side]) for side in Side}
        self.silent = {
            (a, b): self._steps(
                may & ((label == -1) | (of_side[Side.SOURCE] & a) | (of_side[Side.DESTINATION] & b)),
                source,
                target,
                writes,
            )
            for a in (False, True)
            for b in (False, True)
        }
        self.reached = lru_cache(maxsize=2000)(self._reached)

    def _steps(self, chosen: Mask, source: Ints, target: Ints, writes: NDArray[np.int8]) -> Steps:
        ones = source[chosen]
        order = np.argsort(ones, kind="stable")
        return Steps(
            np.searchsorted(ones[order], np.arange(self.size + 1)), target[chosen][order], writes[chosen][order]
        )

    def has_run(self, source: Told, destination: Told, fails: bool) -> bool:
        """Whether some run prints these lines, and then whatever; with `fails`, one that ends in failure."""
        seeds = self._seeds(source, True, destination, True)
        if not fails:
            return bool(seeds.any())
        return bool((self._closed(seeds, self.silent[True, True]) & self.failed).any())

    def _reached(
        self, source: Told, source_ended: bool, destination: Told, destination_ended: bool
    ) -> NDArray[np.uint8]:
        seeds = self._seeds(source, source_ended, destination, destination_ended)
        return np.packbits(self._closed(seeds, self.silent[source_ended, destination_ended]))

    def _seeds(self, source: Told, source_ended: bool, destination: Told, destination_ended: bool) -> Mask:
        """The states right after the last line, for each log that may be the last one."""
        found = np.zeros(2 * self.size, dtype=np.bool_)
        if not source and not destination:
            found[self.starts] = True
        if source:
            before = self._unpacked(self.reached(source[:-1], False, destination, destination_ended))
            found |= self._after(before, Side.SOURCE, source[-1])
        if destination:
            before = self._unpacked(self.reached(source, source_ended, destination[:-1], False))
            found |= self._after(before, Side.DESTINATION, destination[-1])
        return found

    def _unpacked(self, bits: NDArray[np.uint8]) -> Mask:
        return np.unpackbits(bits, count=2 * self.size).astype(np.bool_)

    def _after(self, before: Mask, side: Side, token: Token) -> Mask:
        found = np.zeros_like(before)
        if len(token) == 1:
            half = slice(self.size, None) if token == ("TRUE",) else slice(0, self.size)
            found[half] = before[half]
            return found
        if (side, token) == (Side.DESTINATION, ("FINISHED", "NONE")):
            found |= before & self.done  # no step of the model: its VMX is done
        number = self.labels.get((side, token))
        if number is not None:
            source, target, writes = self.by_label[number]
            for flag in (0, 1):
                leaves = before[flag * self.size + source]
                after = np.where(writes < 0, flag, writes).astype(np.int64)
                found[(after * self.size + target)[leaves]] = True
        return found

    def _closed(self, seeds: Mask, steps: Steps) -> Mask:
        reached = seeds.copy()
        frontier = np.flatnonzero(seeds)
        while len(frontier):
            flag, state = frontier // self.size, frontier % self.size
            counts = steps.first[state + 1] - steps.first[state]
            row = np.repeat(np.arange(len(state)), counts)
            edge = np.arange(len(row)) - np.repeat(np.cumsum(counts) - counts, counts) + steps.first[state][row]
            writes = steps.writes[edge]
            after = np.where(writes < 0, flag[row], writes).astype(np.int64) * self.size + steps.target[edge]
            after = np.unique(after[~reached[after]])
            reached[after] = True
            frontier = after
        return reached


def _writes(command: object) -> int:
    update = command.updates.get(config.read_only.name)  # type: ignore[attr-defined]
    own = command.role == "source"  # type: ignore[attr-defined]
    return int(bool(update.value)) if own and isinstance(update, Const) else -1


@cache
def oracle() -> Oracle:
    """That of the shipped model."""
    return Oracle(shipped())


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
        first = _refused(told, FORMS[wishes.release].dialect)
        if first is not None:
            refused[str(FIRST_ID + attempt)] = first
        if told and told[-1].second - told[0].second >= ORDERED_S:
            ordered.add(str(FIRST_ID + attempt))
    return Judged(found, mutant.name, mutant.model, refused, frozenset(ordered)), read_back(logs)


def _refused(lines: Sequence[MadeLine], dialect: Dialect) -> MadeLine | None:
    """The first line that no run prints after those before it."""
    telling = [line for line in lines if _token(line, dialect) is not None]
    fails = next((line for line in lines if "exceeded the maximum switchover time" in line.text), None)

    def possible(count: int, with_end: bool = False) -> bool:
        told = [_told(telling[:count], side, dialect) for side in Side]
        return oracle().has_run(told[0], told[1], with_end)

    source, destination = (_stopping(_told(telling, side, dialect)) for side in Side)
    if oracle().has_run(source, destination, fails=False):
        return None if fails is None or possible(len(telling), with_end=True) else fails
    low, high = 0, len(telling)  # the first `low` lines are possible, the first `high` are not
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if possible(middle) else (low, middle)
    return telling[high - 1]


def _stopping(told: Told) -> Told:
    """A log that stops before its VMX is done, without values of the flag at its end: what came with them may be missing."""
    last = max((n for n, token in enumerate(told) if len(token) == 2), default=-1)
    return told[: last + 1] if last >= 0 and told[last][1] not in OVER else told


def _told(lines: Sequence[MadeLine], side: Side, dialect: Dialect) -> Told:
    found: list[Token] = []
    for line in lines:
        token = _token(line, dialect)
        if line.side is side and token is not None and not (len(token) == 1 and found and found[-1] == token):
            found.append(token)
    return tuple(found)


def _token(line: MadeLine, dialect: Dialect) -> Token | None:
    if line.side is None:
        return None
    if match := STATE.search(line.text):
        names = {}
        for state in on_side(line.side):
            number = state.number(dialect)
            text = (
                str(number) if dialect is Dialect.OLD else state.name if number is None else f"{state.name} ({number})"
            )
            names[text] = state.member
        return names[match["before"]], names[match["after"]]
    value = line.text.removeprefix('ConfigDB: Setting config.readOnly = "')
    return None if value == line.text or line.side is not Side.SOURCE else (value.rstrip('"'),)


def mistakes(truth: Judged, read: Sequence[MigrationTrace]) -> Iterator[str]:
    """What is wrong with what is read in the logs of a mutant's run; nothing if all is right."""
    if not read:
        return  # nothing in the logs names a migration
    found = {each.id: each.first_impossible for each in read if each.verdict is TraceVerdict.IMPOSSIBLE}
    for identity, first in found.items():
        # A record that begins a migration is one without an id where nothing names it.
        if identity not in truth.refused and not (identity is None and truth.refused):
            yield f"{truth.mutant}: some run prints all of {identity}, but it is called impossible: {first}"
    for identity, line in truth.refused.items():
        called = [each for each in (found.get(identity), found.get(None)) if each is not None]
        if not called:
            why = [(each.id, str(each.verdict), each.open) for each in read]
            yield f"{truth.mutant}: no run prints {line.text} of {identity} there, but it is called {why}"
        elif identity not in truth.ordered and not any(each.line.text.endswith(line.text) for each in called):
            yield f"{truth.mutant}: the first is {line.text}, but called so is {called}"
