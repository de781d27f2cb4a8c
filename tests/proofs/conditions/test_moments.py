"""Causes that strike late: at their moment and at no other, and what follows from them only after that."""

from dataclasses import replace

import pytest

from vmotion_model.language import Value, evaluate
from vmotion_model.protocol.conditioned import environment, healthy
from vmotion_model.protocol.conditions import CAUSES, Cause
from vmotion_model.protocol.conditions.examples import example
from vmotion_model.protocol.conditions.late_causes import MOMENTS, NOW, Moment, causes
from vmotion_model.protocol.conditions.step_groups import TOGETHER
from vmotion_proofs.conditions.outlook import Forecast, once_struck, outlook
from vmotion_proofs.conditions.preflight import preflight
from vmotion_proofs.results.options import Options
from vmotion_proofs.search.explore import explore
from vmotion_report.foreseen import moment_in_vain, prospect_data
from vmotion_specs.conditions.properties import Ending

LATE = [c for c in CAUSES if c.fails and not c.stands]
AT = causes.strike_at.name
ROOM = {"destination_host.room_stays": False}


def named(name: str) -> Cause:
    return next(c for c in CAUSES if c.name == name)


def struck(changed: dict[str, Value]) -> frozenset[Ending]:
    facts = {**healthy(), **changed}
    return once_struck(environment(facts), facts, CAUSES, Options())


@pytest.mark.parametrize("moment", [m for m in Moment if m is not Moment.ANY])
def test_the_surroundings_know_in_every_state_whether_the_moment_is_there(moment: Moment) -> None:
    # A host that dies and returns takes the state through everything that can begin or end a moment.
    model = environment({"destination_host.stays_up": False, "source_host.stays_up": False, AT: moment})
    explored = explore(model, {"kept": MOMENTS[moment] == NOW}, Options())
    assert explored.complete
    assert not explored.search.violations


@pytest.mark.parametrize("moment", [Moment.ROUND_1, Moment.LATER_ROUNDS, Moment.STEP_5, Moment.SWITCHOVER])
def test_a_cause_strikes_at_its_moment_only(moment: Moment) -> None:
    """Read off the runs: in the state before the step by which it strikes, the moment holds."""
    changed: dict[str, Value] = {"source_host.stays_up": False, AT: moment}
    run = next(run for end, run in outlook(changed).runs.items() if end is not Ending.COMPLETED)
    state = {v.name: v.initial for v in environment(changed).variables}
    struck = 0
    for step in run.steps:
        if step.command == "crash_source":
            assert evaluate(MOMENTS[moment], state, {})
            struck += 1
        state.update({name: after for name, (_, after) in step.changed.items()})
    assert struck


@pytest.mark.parametrize("cause", LATE, ids=lambda c: c.name)
def test_nothing_follows_before_the_cause_has_struck(cause: Cause) -> None:
    """Before, a timer ran out 'because a host dies' in runs in which none did."""
    found = outlook(example(cause, healthy(), CAUSES))
    for run in found.runs.values():
        steps = [s.command for s in run.steps]
        first = next((i for i, s in enumerate(steps) if s in cause.fails), None)
        assert first is None or steps[first] in cause.strikes_by
    failing = [run for end, run in found.runs.items() if end is not Ending.COMPLETED]
    assert all(any(s.command in cause.strikes_by for s in run.steps) for run in failing)


@pytest.mark.parametrize(
    ("changed", "ends"),
    [
        (ROOM, {Ending.ROLLED_BACK}),
        ({**ROOM, AT: "LATER_ROUNDS"}, {Ending.ROLLED_BACK}),
        ({**ROOM, AT: "STEP_4"}, set()),
        ({"vcenter.not_withdrawn": False}, {Ending.REFUSED}),
        # Step 7 comes after the switchover: there is no way back, whatever the destination does.
        ({"destination_host.stays_up": False, AT: "STEP_7"}, {Ending.COMPLETED}),
        # An operator edits the config: nothing fails.
        ({"vcenter.not_edited": False}, {Ending.COMPLETED}),
        # A cause that stands never strikes late.
        ({"storage.visible": False}, set()),
        ({}, set()),
    ],
)
def test_how_a_migration_ends_once_a_cause_has_struck(changed: dict[str, Value], ends: set[Ending]) -> None:
    assert struck(changed) == ends


def test_a_moment_that_never_comes_for_the_cause_lets_the_migration_complete() -> None:
    assert outlook({**ROOM, AT: "STEP_4"}).certainty is Forecast.COMPLETES
    assert outlook({**ROOM, AT: "STEP_6"}).certainty is Forecast.MAY_FAIL


@pytest.mark.parametrize(
    "name", ["connection_breaks", "mtu_differs", "memory_short_on_destination", "receiver_starved"]
)
def test_what_strikes_in_a_round_is_heard_later_too(name: str) -> None:
    """The destination gives up in the round; the source may be in its switchover by then, and must hear it there."""
    found = outlook({**example(named(name), healthy(), CAUSES), AT: "ROUND_1"})
    assert found.certainty is Forecast.MAY_FAIL
    assert Ending.ROLLED_BACK in found.endings


@pytest.mark.parametrize("cause", LATE, ids=lambda c: c.name)
def test_what_is_kept_under_one_name_follows_of_the_same_causes(cause: Cause) -> None:
    for name in set(TOGETHER.values()):
        steps = {s for s, n in TOGETHER.items() if n == name}
        assert steps & set(cause.follows) in (set(), steps)


def test_what_follows_from_one_cause_is_not_possible_because_another_has_struck() -> None:
    """Others migrate in step 1, which holds the task up; memory runs short at no time, so no timer runs out on it."""
    changed: dict[str, Value] = {"vcenter.alone": False, "destination_host.memory_for_helpers": False, AT: "STEP_1"}
    (found,) = preflight(changed, (), Options()).prospects
    assert found.outlook.certainty is Forecast.COMPLETES
    assert found.outlook.struck == {Ending.COMPLETED}
    assert found.outlook.idle == ("memory_short_on_destination",)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({**ROOM, AT: "STEP_4"}, "runs_full_on_destination: no step by which it strikes is possible in the moment set"),
        ({**ROOM, AT: "STEP_6"}, ""),
        (ROOM, ""),
        ({**ROOM, "vm.ready": False}, "runs_full_on_destination: no step by which it strikes is possible before the"),
        ({AT: "STEP_4"}, "causes.strike_at=STEP_4 changes nothing"),
        ({"vm.ready": False, AT: "STEP_4"}, "causes.strike_at=STEP_4 changes nothing"),
        ({}, ""),
    ],
)
def test_it_is_said_where_a_cause_never_strikes(changed: dict[str, Value], said: str) -> None:
    """Else "it completes" reads as if the cause were harmless."""
    (found,) = preflight(changed, (), Options()).prospects
    told = moment_in_vain(found)
    assert told.startswith(said)
    assert bool(told) == bool(said)
    assert prospect_data(found, {})["in_vain"] == told


def test_a_moment_matters_to_no_cause_that_stands() -> None:
    standing = {"storage.visible": False}
    assert outlook({**standing, AT: "STEP_7"}).endings == outlook(standing).endings == {Ending.ROLLED_BACK}


def test_an_open_moment_is_any_moment() -> None:
    open_ = preflight(ROOM, (AT,), Options())
    assert [p.outlook.runs.keys() for p in open_.prospects] == [outlook(ROOM).runs.keys()]
    assert open_.certainty is Forecast.MAY_FAIL


def test_a_cause_strikes_by_its_own_steps() -> None:
    with pytest.raises(ValueError, match="source_dies strikes by crash_vcenter"):
        replace(named("source_dies"), strikes=("crash_vcenter",))
    with pytest.raises(ValueError, match="datastore_not_visible stands from the start"):
        replace(named("datastore_not_visible"), strikes=("cannot_power_on",))
