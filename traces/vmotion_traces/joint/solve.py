"""The answer to a question: a run on the machines, or the first record that no run has, and which records contradict it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

import numpy as np

from vmotion_model.common.budget import Budget
from vmotion_model.protocol import LOCATIONS
from vmotion_model.script import PlayedStep
from vmotion_model.vmx_states import Side
from vmotion_traces.events import LoggedOutcome

from .contradiction import has_none, longest, smallest
from .make_question import Asked
from .put_times import timed
from .question import OVER, Place, Question, first_of, last_state, only
from .search import FoundStep, Walk
from .untimed_states import Graph, Ints, Space, shipped

SECONDS = 20.0
"""How long one migration is looked at."""
CORE_SECONDS = 5.0
"""How long a smallest set of records that contradict each other is looked for."""
TIMES_SECONDS = 10.0
"""How long a run at the times of both hosts is looked for."""
END: Place = (-1, 0)
"""Stands for the record that tells the outcome in the end."""

Stand = tuple[str, tuple[str, ...]]
"""A role and where it may stand."""
Next = tuple[Side, str, str, tuple[str, ...]]
"""A change of a VMX's state, and the commands that make it."""


@dataclass(frozen=True, slots=True)
class RunStep:
    """A step of the run that explains the records. `records`: those that it explains, or that are true after it."""

    step: PlayedStep
    records: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """The first record that no run has with those before it, which are `earlier`.

    `contradicting` are records that no run has together, this one among them; `is_smallest`: no smaller set of the records up to
    there is one.
    """

    record: Place
    earlier: tuple[Place, ...]
    contradicting: tuple[Place, ...]
    is_smallest: bool


@dataclass(frozen=True, slots=True)
class Solved:
    """What the model says of a question. Where `undecided` says why it was not answered, there is nothing else.

    `run` has all records, or those before the `refused` one. `outcomes` are those that runs with all records have. `stands` tells
    for each role where it may be after the last record, `following` which changes of a VMX may come next; both are empty where
    all logs come to an end. `again`: every run begins anew on a side after the last record of its log.
    """

    run: tuple[RunStep, ...] = ()
    refused: Refused | None = None
    undecided: str = ""
    outcomes: frozenset[LoggedOutcome] = frozenset()
    stands: tuple[Stand, ...] = ()
    following: tuple[Next, ...] = ()
    again: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """Steps that have all records, from the state `start` in which the attempt begins; None where no run has them.

    `undecided` says why neither is known. `again`: a VMX begins anew after its log.
    """

    steps: tuple[FoundStep, ...] | None = None
    start: int = -1
    undecided: str = ""
    again: bool = False


@lru_cache(maxsize=512)
def solve(question: Question, sequence: tuple[Place, ...]) -> Solved:
    """Look for a run of the shipped model that has all records, going through them in the order of `sequence`."""
    return solve_on(shipped(), question, sequence, Budget(SECONDS))


def solve_on(space: Space, question: Question, sequence: tuple[Place, ...], budget: Budget) -> Solved:
    """The same for any states, within a budget."""
    answer = find(space, question, budget)
    if answer.undecided:
        return Solved(undecided=answer.undecided)
    if answer.steps is None:
        return _refused(space, question, sequence, budget)
    run = _on_machines(space, answer, budget)
    if run is None:
        return Solved(undecided="a run has them in their order, but no times were found at which the model does it")
    outcomes = {question.end} if question.end else _outcomes(space, question, answer.again, budget)
    stands, following = ((), ()) if _is_whole(question) else _where(space, question, budget)
    return Solved(run, outcomes=frozenset(outcomes), stands=stands, following=following, again=answer.again)


def find(space: Space, question: Question, budget: Budget) -> Answer:
    """Steps that have all records: where nothing rare happens, then anywhere, at last where a VMX begins anew after its log.

    Before all, a run is looked for whose timers fit the times in the logs; their lengths may be set, so that is no must.
    """
    if space.stopped:
        return Answer(undecided=f"not all states of the model were visited ({space.stopped})")
    usual = _first(((replace(question, in_time=True), (space.usual,)), (question, (space.usual,))), budget)
    if usual.undecided or usual.steps is not None:
        return usual
    if has_none(space, question, budget):
        return Answer()
    again = replace(question, again=question.beyond)
    tries = [(asked, (space.coarse, space.all)) for asked in dict.fromkeys((question, again))]
    return _first(tries, budget)


def _first(tries: Iterable[tuple[Question, Sequence[Graph]]], budget: Budget) -> Answer:
    """The steps of the first question that has some in one of its graphs, which are gone through while there may be some."""
    for asked, graphs in tries:
        for graph in graphs:
            walk = Walk(graph, asked, budget)
            goal, why = walk.go(stop=True)
            if why:
                return Answer(undecided=why)
            if goal is not None and graph.step is not None:
                start, steps = walk.run_to(goal)
                return Answer(steps, start, again=asked.again)
            if goal is None and graph.step is None:
                break  # the model cannot do what the coarse graph cannot
    return Answer()


def at_times(space: Space, asked: Asked, budget: Budget) -> tuple[tuple[RunStep, ...], str]:
    """A run with the records of both hosts at their times, for some difference of their clocks, that begins nowhere anew.

    None where no difference allows one; else why it is not known.
    """
    questions = [asked.shifted(difference) for difference in asked.differences]
    # A run in which nothing rare happens is found at once, if there is one for any difference.
    for in_time, graphs in ((True, (space.usual,)), (False, (space.usual,)), (False, (space.coarse, space.all))):
        for question in questions:
            answer = _first([(replace(question, in_time=in_time), graphs)], budget)
            if answer.undecided:
                return (), answer.undecided
            run = _on_machines(space, answer, budget) if answer.steps is not None else None
            if run:
                return run, ""
    return (), ""


def _is_whole(question: Question) -> bool:
    """Whether each VMX whose records are known has come to the end of its part without a gap."""
    sides = [told for told in question.told if told.side is not None]
    return all(last_state(t) in OVER and t.gaps == {len(t.facts)} and not t.wide for t in sides)


def _on_machines(space: Space, answer: Answer, budget: Budget) -> tuple[RunStep, ...] | None:
    """A run that was found as the machines do it, with the records at its steps."""
    assert answer.steps is not None
    commands = space.path_to_start(answer.start)
    records: list[list[Place]] = [[] for _ in commands]
    for found in answer.steps:
        if found.command is not None:
            commands.append(space.steps[found.command].name)
            records.append([])
        if found.record is not None:
            records[-1].append(found.record)
    played = timed(space.model, commands, budget)
    return None if played is None else tuple(RunStep(s, tuple(r)) for s, r in zip(played, records, strict=True))


def _outcomes(space: Space, question: Question, again: bool, budget: Budget) -> set[LoggedOutcome]:
    """The outcomes that some run with these records has; all of them where the search was not finished."""
    found = set()
    for outcome in (LoggedOutcome.SUCCESS, LoggedOutcome.FAILURE):
        answer = find(space, replace(question, end=outcome), budget)
        if answer.undecided or (answer.steps is not None and (again or not answer.again)):
            found.add(outcome)
    return found


def _where(space: Space, question: Question, budget: Budget) -> tuple[tuple[Stand, ...], tuple[Next, ...]]:
    """Where each role may stand after the last record, and which changes of a VMX may come next."""
    states = np.empty(0, dtype=np.int64)
    # Where the logs of others show that a VMX went on after its log, it stands where it may have come to.
    for asked in (replace(question, beyond=False), question):
        walk = Walk(space.all, asked, budget)
        _, why = walk.go(stop=False)
        if why:
            return (), ()
        states = walk.states_at(walk.all_read)
        if len(states):
            break
    stands = tuple((r, tuple(space.places[r][int(at)] for at in np.unique(space.at[r][states]))) for r in LOCATIONS)
    following = [(side, *move) for side in Side for move in moves_from(space, states, side)]
    return stands, tuple(following)


def moves_from(space: Space, states: Ints, side: Side) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """The changes of one VMX that some step from these states makes, with the commands."""
    graph = space.all
    assert graph.step is not None
    here = np.zeros(graph.size, dtype=np.bool_)
    here[states] = True
    leaves = here[space.source]
    ways: dict[tuple[str, str], set[str]] = {}
    for kind, move in enumerate(graph.moves):
        if move is not None and move.side is side:
            for step in np.unique(graph.step[leaves & (graph.kind == kind)]):
                ways.setdefault((move.before, move.after), set()).add(space.steps[int(step)].name)
    yield from ((before, after, tuple(sorted(names))) for (before, after), names in sorted(ways.items()))


def _refused(space: Space, question: Question, sequence: tuple[Place, ...], budget: Budget) -> Solved:
    """The first record that no run has with those before it: each beginning of the records is asked for itself."""
    # Where no end is told, that all records together have no run is known.
    most = len(sequence) - (question.end is None)
    low, high = 0, longest(space, question, sequence, most, budget)
    before = find(space, first_of(question, ()), budget)  # with no record: the request alone
    middle = high  # mostly the coarse graph is right
    while low < high:
        answer = find(space, first_of(question, sequence[:middle]), budget)
        if answer.undecided:
            return Solved(undecided=answer.undecided)
        if answer.steps is None:
            high = middle - 1
        else:
            low, before = middle, answer
        middle = (low + high + 1) // 2
    earlier = sequence[:low]
    record = sequence[low] if low < len(sequence) else END
    core, is_smallest = _core(space, question, earlier, record, budget)
    run = _on_machines(space, before, budget) if before.start >= 0 else ()
    return Solved(run or (), Refused(record, earlier, core, is_smallest))


def _core(
    space: Space, question: Question, earlier: tuple[Place, ...], record: Place, budget: Budget
) -> tuple[tuple[Place, ...], bool]:
    """Records that no run has together, and whether no smaller set is one. The refused one is always among them."""
    limit = budget.part(CORE_SECONDS)
    at_end = record == END
    needed = () if at_end else (record,)

    @cache
    def contradicts(others: tuple[Place, ...]) -> bool | None:
        if limit.spent:
            return None
        asked = only(question, (*others, *needed), at_end)
        answer = find(space, replace(asked, again=asked.beyond), limit)
        return None if answer.undecided else answer.steps is None

    others, is_smallest = smallest(earlier, contradicts)
    return (*sorted((*others, *needed)), *((END,) if at_end else ())), is_smallest
