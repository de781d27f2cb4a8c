"""Runs made step by step: choices and obstacles agree with the machines, undo undoes everything, chance is reproducible."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effort import examples
from plain_run import through
from vmotion_model.admission import admission
from vmotion_model.language import FALSE, Enumeration, Integer, ModelError, Value, digest, evaluate
from vmotion_model.machines import Migration, NotEnabledError
from vmotion_model.protocol import vmotion
from vmotion_model.protocol.conditioned import environment, healthy
from vmotion_model.protocol.conditions import CONDITIONS, Condition
from vmotion_model.protocol.state import vcenter
from vmotion_model.protocol.vocabulary import Task
from vmotion_model.script import play, read_script, write_script
from vmotion_model.session import Session, wander

ENDED = vcenter.state.one_of(Task.REJECTED, Task.ROLLED_BACK, Task.COMPLETED)
TO_RELEASE = through("release_disk")


def _stroll(session: Session, seed: int, length: int) -> None:
    """Do some steps; unlike ``wander`` without any weights."""
    chance = random.Random(seed)
    for _ in range(length):
        longest = session.migration.longest_delay()
        if longest != 0 and chance.random() < 0.2:
            session.elapse(chance.randint(1, longest or 50))
        else:
            session.do(chance.choice(session.choices()).name)


@given(seed=st.integers(0, 10**6), length=st.integers(0, 25))
@settings(deadline=None, max_examples=examples(15))
def test_undo_takes_back_state_time_and_machines_step_by_step(seed: int, length: int) -> None:
    session = Session()
    _stroll(session, seed, length)
    migration = session.migration
    steps = session.steps

    for step in reversed(steps):
        after = dict(migration.state)
        assert session.undo() == step
        again = session.elapse(step.seconds) if step.seconds else session.do(step.command)
        assert again == step
        assert migration.state == after
        session.undo()

    assert session.undo() is None
    assert migration.state == vmotion().initial
    assert (migration.time, migration.history) == (0, [])
    assert {role: machine.model.state for role, machine in migration.roles.items()} == {
        "vcenter": "IDLE",
        "source": "NONE",
        "destination": "NONE",
        # It has no places, so its machine has one state.
        "surroundings": "surroundings",
    }


@given(seed=st.integers(0, 10**6), length=st.integers(0, 30))
@settings(deadline=None, max_examples=examples(15))
def test_every_command_is_a_choice_or_has_obstacles_and_not_both(seed: int, length: int) -> None:
    session = Session()
    _stroll(session, seed, length)

    choices = {command.name for command in session.choices()}
    for command in session.model.commands:
        obstacles = session.obstacles(command.name)
        assert bool(obstacles) == (command.name not in choices)
        for obstacle in obstacles:
            assert not evaluate(command.guard[obstacle.guard], session.migration.state, session.model.values)
    assert set(session.blocked()) == set(session.model.command) - choices


def test_an_obstacle_names_the_wanted_condition_and_the_value_that_is_there() -> None:
    session = Session()
    for name in TO_RELEASE:
        session.do(name)

    (obstacle,) = session.obstacles("finish")
    assert obstacle.guard == "the destination has resumed"
    assert obstacle.because == (
        "network.resumed == source.target is wanted, but network.resumed is NONE, source.target is THIS"
    )
    assert session.obstacles("resume") == ()


def test_what_cannot_be_done_changes_nothing_and_is_not_remembered() -> None:
    session = Session()
    session.do("request")
    before = dict(session.migration.state)

    with pytest.raises(NotEnabledError, match="waiting for the handshake"):
        session.do("finish")
    with pytest.raises(ModelError, match="did you mean 'finish'"):
        session.do("finsh")
    with pytest.raises(NotEnabledError):
        session.elapse(0)

    assert session.migration.state == before
    assert [step.command for step in session.steps] == ["request"]


def test_time_stops_at_a_deadline_and_its_handlers_are_named() -> None:
    session = Session()
    for name in TO_RELEASE:
        session.do(name)
    session.elapse(60)

    # The switchover limit is 100 s (KB 2141355) and runs since the stun.
    assert session.migration.longest_delay() == 40
    with pytest.raises(NotEnabledError, match="40 s"):
        session.elapse(41)
    assert session.migration.handlers(40) == ()
    assert session.migration.handlers(41) == ("switchover_times_out", "fall_back", "find_lock_taken")
    assert session.time == 60


def test_roles_show_where_they_stand_and_only_what_is_not_as_at_the_start() -> None:
    session = Session()
    assert [(r.owner, r.location, dict(r.changed)) for r in session.roles()] == [
        ("vcenter", "IDLE", {}),
        ("source", "NONE", {}),
        ("destination", "NONE", {}),
        ("shared", None, {}),
        ("surroundings", None, {}),
    ]

    session.do("request")
    session.do("admit")
    roles = {r.owner: r for r in session.roles()}
    assert (roles["vcenter"].location, roles["vcenter"].changed) == (
        "VALIDATING_DESTINATION",
        {"vcenter.journal": "ACCEPTED"},
    )
    assert roles["shared"].changed == {"management.to_destination": "VALIDATE", "units.own": 2}


@given(seed=st.integers(0, 10**9), limit=st.integers(1, 40))
@settings(deadline=None, max_examples=examples(15))
def test_the_same_seed_gives_the_same_run_which_keeps_within_its_limit(seed: int, limit: int) -> None:
    one, other = Session(ended=ENDED), Session(ended=ENDED)
    steps = list(wander(one, seed, limit))

    assert steps == list(wander(other, seed, limit)) == list(one.steps)
    assert len(steps) <= limit
    assert len(steps) == limit or one.ended


def test_runs_by_chance_differ_and_reach_every_end() -> None:
    missing = {"REJECTED", "ROLLED_BACK", "COMPLETED"}
    for seed in range(40):
        session = Session(ended=ENDED)
        for _ in wander(session, seed, 300):
            pass
        missing.discard(str(session.migration.state["vcenter.state"]))
        if not missing:
            break
    assert missing == set()


def test_a_run_by_chance_stops_as_soon_as_it_has_ended() -> None:
    session = Session(ended=ENDED)
    ended = [session.ended for _ in wander(session, 3, 300)]
    assert ended == [False] * (len(ended) - 1) + [True]


def test_a_model_without_ends_and_without_role_machines_can_be_run() -> None:
    session = Session(admission(), {})
    assert len(list(wander(session, 1, 30))) == 30
    assert not session.ended
    assert [r.location for r in session.roles()] == [None, None]


@given(seed=st.integers(0, 10**6))
@settings(deadline=None, max_examples=examples(10))
def test_a_saved_session_plays_back_to_the_same_state(seed: int) -> None:
    session = Session(ended=ENDED)
    for _ in wander(session, seed, 50):
        pass

    run = play(read_script(session.script("by chance"), vmotion()), Migration())
    assert run.title == "by chance"
    assert run.state == session.migration.state
    assert run.steps == session.steps


def _conditions() -> st.SearchStrategy[dict[str, Value]]:
    """Any values of any conditions."""

    def value(condition: Condition) -> st.SearchStrategy[Value]:
        match condition.var.type:
            case Integer(low=low, high=high):
                return st.integers(low, high)
            case Enumeration(members=members):
                return st.sampled_from(sorted(members))
            case _:
                return st.booleans()

    one = st.sampled_from(CONDITIONS).flatmap(lambda c: st.tuples(st.just(c.name), value(c)))
    return st.lists(one, max_size=6).map(dict)


@given(conditions=_conditions(), seed=st.integers(0, 10**6))
@settings(deadline=None, max_examples=examples(15))
def test_a_saved_session_plays_back_under_its_conditions(conditions: dict[str, Value], seed: int) -> None:
    here = environment(conditions, whole=True)
    session = Session(here, ended=ENDED, conditions=conditions)
    for _ in wander(session, seed, 50):
        pass
    assert session.steps

    script = read_script(session.script("by chance"), vmotion())
    assert script.title == "by chance"
    assert digest(script.model) == digest(here)
    assert script.conditions is not None
    assert {**healthy(), **script.conditions} == {**healthy(), **conditions}
    run = play(script)
    assert run.state == session.migration.state
    assert run.steps == session.steps
    # What is written again is the same to the letter.
    assert write_script(run.steps, run.title, script.conditions).splitlines() == [
        line.partition("  #")[0] for line in session.script("by chance").splitlines()
    ]


def test_undone_steps_are_not_saved() -> None:
    session = Session(ended=FALSE)
    session.do("request")
    session.do("edit_config")
    session.undo()
    session.elapse(7)

    assert session.script() == "request\nelapse 7\n"
