"""Causes that strike late: at their moment and at no other, and what follows from them only after that."""

from dataclasses import replace

import pytest

from vmotion_model.language import Value, evaluate
from vmotion_model.protocol.conditioned import environment, healthy
from vmotion_model.protocol.conditions import CAUSES, Cause
from vmotion_model.protocol.conditions.examples import example
from vmotion_model.protocol.conditions.moment import MOMENTS, NOW, Moment, causes
from vmotion_proofs.conditions.outlook import Forecast, outlook
from vmotion_proofs.conditions.preflight import preflight
from vmotion_proofs.conditions.struck import once_struck
from vmotion_proofs.results.options import Options
from vmotion_proofs.search.explore import explore
from vmotion_specs.conditions.properties import Ending

LATE = [c for c in CAUSES if c.fails and not c.stands]
AT = causes.strike_at.name
ROOM = {"destination_host.room_stays": False}


def named(name: str) -> Cause:
    return next(c for c in CAUSES if c.name == name)


def struck(changed: dict[str, Value]) -> frozenset[Ending]:
    return once_struck(environment({**healthy(), **changed}), Options())


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
