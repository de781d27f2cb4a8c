"""The graphs in which explaining runs are looked for: each can do what the protocol does, so what has no run there has none."""

from __future__ import annotations

import pytest

from vmotion_model.common.budget import Budget
from vmotion_model.language import evaluate
from vmotion_model.machines import Migration
from vmotion_model.protocol import LOCATIONS, vmotion
from vmotion_model.session import Session, wander
from vmotion_model.vmx_states import Side
from vmotion_proofs.search.untimed_model import untimed
from vmotion_specs.suites import vmotion_suite
from vmotion_traces.joint.question import Changed, Question, Told
from vmotion_traces.joint.search import Walk
from vmotion_traces.joint.solve import Solved, solve_on
from vmotion_traces.joint.untimed_states import Space, shipped

MODEL = vmotion()
CRASHES = {"crash_source", "crash_destination"}


def steps_of(seed: int) -> list[tuple[str, dict[str, tuple[str, str]]]]:
    session = Session(MODEL, LOCATIONS, vmotion_suite().ended)
    return [(s.command, {n: (str(a), str(b)) for n, (a, b) in s.changed.items()}) for s in wander(session, seed, 150)]


def questions(seed: int) -> list[Question]:
    """What a vmware.log of both sides shows of each attempt of a random run, from the run alone."""
    attempts: list[dict[Side, list[Changed]]] = [{}]
    wide: list[set[Side]] = [set()]
    for command, changed in steps_of(seed):
        if command == "request":
            attempts.append({})
            wide.append(set())
        for side in Side:
            if LOCATIONS[side] not in changed:
                continue
            if command in CRASHES:
                wide[-1].add(side)  # nothing prints that the state is gone
            else:
                attempts[-1].setdefault(side, []).append(Changed(*changed[LOCATIONS[side]]))
    found = []
    for by_side, crashed in zip(attempts, wide, strict=True):
        told = tuple(
            Told(
                side, tuple(facts), frozenset({len(facts)}), frozenset(range(len(facts) + 1) if side in crashed else ())
            )
            for side, facts in by_side.items()
        )
        if told:
            found.append(Question(told))
    return found


@pytest.mark.parametrize("seed", range(12))
def test_what_a_run_shows_has_a_run_in_every_graph(seed: int) -> None:
    space = shipped()
    for question in questions(seed):
        for graph in (space.coarse, space.all):
            goal, why = Walk(graph, question, Budget()).go(stop=True)
            assert (goal is not None, why) == (True, ""), (seed, question)


def test_without_clocks_every_step_of_a_timed_run_can_be_done() -> None:
    free = untimed(MODEL)
    assert free.clocks == ()
    assert not any(v.owner == "history" for v in free.variables)
    done = 0
    for seed in range(10):
        migration = Migration(MODEL, {})
        for step in wander(Session(MODEL, LOCATIONS, vmotion_suite().ended), seed, 150):
            command = step.command
            if step.seconds:
                migration.elapse(step.seconds)
                continue
            assert evaluate(free.command[command].enabled, migration.state, free.values), command
            migration.fire(command)
            done += 1
    assert done > 100


def test_search_that_is_stopped_decides_nothing() -> None:
    spent = Budget(0)
    question = Question((Told(Side.SOURCE, (Changed("NONE", "PRECOPY"),), frozenset({1})),))
    assert solve_on(Space(MODEL, spent), question, ((0, 0),), spent).undecided.startswith("not all states")
    refused = solve_on(shipped(), question, ((0, 0),), spent)
    assert refused == Solved(undecided="out of time (0 s)")
    # With time it is refused: no step leads from NONE to PRECOPY.
    assert solve_on(shipped(), question, ((0, 0),), Budget()).refused is not None
