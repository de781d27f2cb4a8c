"""The failure catalogue and the protocol name each other: no failure edge is missing, and none is made up."""

from collections.abc import Mapping
from typing import Any

import pytest

from vmotion_model.catalogue import FailureKind, all_failures, by_id
from vmotion_model.language import Command, Var, lift, substitute, values_of
from vmotion_model.language.expressions import is_literal
from vmotion_model.protocol import LOCATIONS, vmotion
from vmotion_model.protocol.phases import DESTINATION_STEP, SOURCE_STEP, TASK_STEP
from vmotion_model.protocol.state import management
from vmotion_model.protocol.vocabulary import Destination, DestinationCall, Fault, Role, Source, SourceCall, Task

REFUSES_OR_FAILS = {Fault.REFUSAL, Fault.FAILURE, Fault.VCENTER_CRASH, Fault.SOURCE_CRASH, Fault.DESTINATION_CRASH}
NAMING = [command for command in vmotion().commands if command.failures]
CALL_STEP = {
    # The step in which vCenter makes the call (KB 1003734, steps 2, 4 and 5).
    DestinationCall.VALIDATE: 2,
    SourceCall.PREPARE: 4,
    DestinationCall.CREATE: 5,
}
ANOTHER_STEP = {
    # vCenter refuses a VM that does not run in step 1 or 2; the source asks once more, for the VM may have died since.
    "refuse_stopped_vm",
    # vCenter may crash in any step before the last; F33 is what is left when it does so in step 7.
    "crash_vcenter",
    # The source is FINISHED at the end of step 6, and is still so in step 7.
    "open_console",
    # Whoever waits for a start that belongs to step 6 does so from step 5 on.
    "start_never_comes",
}


@pytest.mark.parametrize("failure", [f.id for f in all_failures() if f.kind is FailureKind.EDGE])
def test_every_failure_of_kind_edge_is_an_edge_of_the_protocol(failure: str) -> None:
    assert [command.name for command in NAMING if failure in command.failures]


@pytest.mark.parametrize("command", NAMING, ids=lambda c: c.name)
def test_a_command_names_failures_of_the_catalogue_once_each(command: Command) -> None:
    for failure in command.failures:
        assert by_id(failure).kind in (FailureKind.EDGE, FailureKind.DEGRADED)
    assert sorted(set(command.failures)) == list(command.failures)


def test_every_refusal_failure_and_crash_stands_for_a_failure() -> None:
    silent = [c.name for c in vmotion().commands if c.fault in REFUSES_OR_FAILS and not c.failures]
    assert silent == []


def _possible(command: Command, var: Var[Any]) -> set[str]:
    """The values of a variable that no conjunct of the guard rules out."""
    return {
        str(value)
        for value in values_of(var.type)
        if not any(is_literal(substitute(g, {var.name: lift(value, var.type)}), False) for g in command.guard.values())
    }


def _steps(command: Command) -> set[int]:
    """The steps of the article in which a command can happen, by the call it answers, else by where its role stands."""
    calls: dict[str, Var[Any]] = {Role.SOURCE: management.to_source, Role.DESTINATION: management.to_destination}
    if command.role in calls:
        possible = _possible(command, calls[command.role])
        if len(possible) < len(values_of(calls[command.role].type)):
            return {step for name, step in CALL_STEP.items() if str(name) in possible}
    location = vmotion().variable[LOCATIONS[command.role]]
    steps: dict[str, Mapping[Any, int]] = {
        Role.VCENTER: TASK_STEP,
        Role.SOURCE: SOURCE_STEP,
        Role.DESTINATION: DESTINATION_STEP,
    }
    return {step for state, step in steps[command.role].items() if str(state) in _possible(command, location)}


@pytest.mark.parametrize("command", [c for c in NAMING if c.name not in ANOTHER_STEP], ids=lambda c: c.name)
def test_a_command_happens_in_a_step_in_which_its_failures_do(command: Command) -> None:
    steps = _steps(command)
    assert steps
    for failure in command.failures:
        assert steps & set(by_id(failure).steps), (command.name, failure, steps)


def test_the_steps_are_those_of_the_article() -> None:
    # KB 1003734: 4 the source prepares, 5 the destination is created, 6 memory and state go across.
    assert [TASK_STEP.get(task) for task in Task] == [None, 1, 2, 3, 4, 5, 6, 7, 8, None, None, None, 7, None]
    assert [SOURCE_STEP.get(state) for state in Source] == [None, 4, 6, 6, 6, 6]
    assert [DESTINATION_STEP.get(state) for state in Destination] == [None, 5, 5, 6, 6, 6]
