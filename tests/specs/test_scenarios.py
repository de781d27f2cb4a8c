"""The named scenarios of the protocol are runs of the model, with the outcome that each of them states."""

import re

import pytest

from vmotion_model.language import Command, Model, evaluate, variables_of
from vmotion_model.protocol import vmotion
from vmotion_model.script import PlayedRun, PlayError, play, read_script
from vmotion_model.script.statements import Expect
from vmotion_specs.protocol_facts import excepted
from vmotion_specs.safety import SAFETY
from vmotion_specs.scenarios import scenarios

HALVES = {
    "a": 1,
    "b": 2,  # READY lost; fail-back after the release
    "c": 2,  # vCenter crashes before and after it saw the switchover
    "d": 1,
    "e": 1,
    "f": 1,
    "g": 1,
    "h": 1,
    "i": 1,
    "j": 1,
    "k": 2,  # either order
    "l": 1,
    "m": 1,
    "n": 1,
    "o": 1,
    "p": 1,
    "q": 1,
    "r": 1,
}
COMPLETED = {"a", "c", "f", "g", "h", "i", "j", "k", "n", "q"}
ROLLED_BACK = {"b", "d", "e", "m", "o", "p", "r"}
ENDED = {"COMPLETED", "ROLLED_BACK", "REJECTED"}


def _play(name: str) -> PlayedRun:
    return play(read_script(scenarios()[name], vmotion(), name))


def _named(prefix: str) -> str:
    (name,) = (n for n in scenarios() if n.startswith(prefix))
    return name


def _visited(run: PlayedRun, name: str) -> list[object]:
    return [step.changed[name][1] for step in run.steps if name in step.changed]


def test_every_letter_is_there_with_all_its_halves() -> None:
    letters = [name[: name.index("-")] for name in scenarios()]

    assert {letter: letters.count(letter) for letter in letters} == HALVES


@pytest.mark.parametrize("name", scenarios())
def test_the_scenario_plays_and_ends_as_the_design_says(name: str) -> None:
    run = _play(name)

    letter = name[0]
    assert re.match(rf"\({letter}\) \w", run.title)
    ends = [value for value in _visited(run, "vcenter.state") if value in ENDED]
    if letter in COMPLETED:
        assert ends[-1] == "COMPLETED"
    else:
        assert ends[-1] == ("ROLLED_BACK" if letter in ROLLED_BACK else "REJECTED")


@pytest.mark.parametrize("name", scenarios())
def test_the_scenario_states_every_fact_of_its_outcome(name: str) -> None:
    script = read_script(scenarios()[name], vmotion(), name)
    facts = {"vcenter.state", "source.vm", "destination.vm", "disk.holder", "inventory.host", "config.read_only"}
    facts |= {"source.registered", "destination.registered", "destination.reserved", "units.own"}

    last = max(n for n, s in enumerate(script.statements) if isinstance(s, Expect))
    outcome: set[str] = set()
    while isinstance(statement := script.statements[last], Expect):
        outcome |= variables_of(statement.condition).keys()
        last -= 1

    assert facts <= outcome


@pytest.mark.parametrize("name", scenarios())
def test_no_safety_property_breaks_on_the_way(name: str) -> None:
    model = vmotion()
    run = _play(name)
    state = dict(model.initial)
    for step in run.steps:
        state |= {n: after for n, (_, after) in step.changed.items()}
        broken = [p.id for p in SAFETY if not evaluate(p.formula, state, model.values)]
        assert not broken, f"{name}: {step} breaks {broken}"
    assert state == run.state


def test_lost_acknowledgement_owes_the_clean_up_before_it_completes() -> None:
    visited = _visited(_play(_named("a-")), "vcenter.state")

    assert visited[-2:] == ["CLEANUP_OWED", "COMPLETED"]


def test_source_death_in_the_stun_is_the_excepted_case_until_the_host_returns() -> None:
    model = vmotion()
    run = _play(_named("g-"))
    state = dict(model.initial)
    excepted_at: dict[str, object] = {}
    for step in run.steps:
        state |= {n: after for n, (_, after) in step.changed.items()}
        excepted_at.setdefault(step.command, evaluate(excepted, state, model.values))

    assert excepted_at["finish_roll_back"] is True
    assert excepted_at["restart_on_source"] is False
    assert _visited(run, "vcenter.state").count("REQUESTED") == 2


def test_an_hour_of_precopy_is_an_hour() -> None:
    run = _play(_named("i-"))

    (stun,) = (step for step in run.steps if step.command == "stun")
    (start,) = (step for step in run.steps if step.command == "start_precopy")
    assert stun.time - start.time == 3600


def test_refusal_leaves_every_variable_as_before_the_request() -> None:
    run = _play(_named("l-"))

    assert {n for n, value in run.state.items() if value != vmotion().initial[n]} == {"vcenter.state"}


def test_without_asking_the_disk_lock_both_would_run_after_the_lost_acknowledgement() -> None:
    model = vmotion()
    commands = []
    for command in model.commands:
        if command.name == "fall_back":
            guard = {label: g for label, g in command.guard.items() if label != "nobody holds the disk"}
            command = Command(command.name, command.role, guard, command.effect)
        commands.append(command)
    naive = Model(model.name, model.variables, model.constants, tuple(commands), model.deadlines)
    until_the_limit, _ = scenarios()[_named("a-")].split("refused fall_back: nobody holds the disk")
    text = until_the_limit + "fall_back\nexpect source.vm == RUNNING and destination.vm == RUNNING\n"

    assert play(read_script(text, naive)).steps[-1].command == "fall_back"
    with pytest.raises(PlayError, match=r"fall_back cannot be done here: 'nobody holds the disk' fails"):
        play(read_script(text, model))


def test_both_orders_of_the_last_pages_and_the_checkpoint_are_shown() -> None:
    orders = set()
    for name in scenarios():
        if name.startswith("k-"):
            commands = [step.command for step in _play(name).steps]
            orders.add(commands.index("receive_pages") < commands.index("receive_checkpoint"))

    assert orders == {True, False}
