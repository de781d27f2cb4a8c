"""What follows from conditions: expected outcomes are those of VMware's articles (the catalogue), not of our own searches."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effort import examples
from vmotion_model.catalogue import FailureKind, by_id
from vmotion_model.common.budget import Budget
from vmotion_model.language import ModelError, Value
from vmotion_model.machines import Migration
from vmotion_model.protocol import vmotion
from vmotion_model.protocol.conditioned import IN_TIME, PRESENT, conditioned, environment, healthy, present
from vmotion_model.protocol.conditions import CAUSES, CONDITIONS, Cause
from vmotion_model.protocol.conditions.examples import example
from vmotion_model.protocol.conditions.step_groups import IN_PRECOPY, IN_SWITCHOVER
from vmotion_model.protocol.state import vcenter
from vmotion_model.protocol.vocabulary import Task
from vmotion_proofs.conditions.cause_table import (
    Outlooks,
    every_cause,
    every_pair,
    healthy_prospect,
    removes_only,
    theorems,
)
from vmotion_proofs.conditions.outlook import Forecast, Outlook, outlook
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.verdicts import Verdict
from vmotion_specs.conditions.properties import Ending

ENDED = {Task.COMPLETED: Ending.COMPLETED, Task.REJECTED: Ending.REFUSED, Task.ROLLED_BACK: Ending.ROLLED_BACK}


def of(name: str, causes: tuple[Cause, ...] = CAUSES) -> Outlook:
    cause = next(c for c in causes if c.name == name)
    return Outlooks(Options(), causes).of(example(cause, healthy(), causes)).outlook


def changed(name: str, **parts: Any) -> tuple[Cause, ...]:
    """The table of causes with one entry made wrong."""
    return tuple(replace(c, **parts) if c.name == name else c for c in CAUSES)


def test_where_all_is_healthy_every_migration_completes() -> None:
    found = outlook({})
    assert found.certainty is Forecast.COMPLETES
    assert found.endings == {Ending.COMPLETED}
    assert found.notices == ()
    assert IN_TIME in found.assumptions
    assert "finitely many source crashes" not in found.assumptions


@pytest.mark.parametrize(
    ("name", "certainty", "ending", "step"),
    [
        # The article: "if the host is not configured for vMotion, the host replies to the request disallowing the vMotion".
        ("vmotion_disabled_on_destination", Forecast.FAILS, Ending.REFUSED, 2),
        ("vmotion_disabled_on_source", Forecast.FAILS, Ending.REFUSED, 4),
        # Its common issues of step 6, and of step 5 for what the destination lacks.
        ("mtu_too_large", Forecast.FAILS, Ending.ROLLED_BACK, 6),
        ("vt_disabled", Forecast.FAILS, Ending.ROLLED_BACK, 6),
        ("hardware_out_of_date", Forecast.FAILS, Ending.ROLLED_BACK, 6),
        ("reservation_not_met", Forecast.FAILS, Ending.ROLLED_BACK, 5),
        ("nfs_mounted_differently", Forecast.FAILS, Ending.ROLLED_BACK, 5),
        ("datastore_not_visible", Forecast.FAILS, Ending.ROLLED_BACK, 5),
        # The destination may time out while it waits for the start, from step 5 on.
        ("log_rotates_too_often", Forecast.FAILS, Ending.ROLLED_BACK, 5),
        # "In cases where vMotion memory pre-copy cannot converge, it leads to vMotion failure."
        ("dirtied_faster_than_sent", Forecast.FAILS, Ending.ROLLED_BACK, 6),
    ],
)
def test_the_articles_issues(name: str, certainty: Forecast, ending: Ending, step: int) -> None:
    found = of(name)
    assert found.certainty is certainty, found.reason
    assert found.endings == {ending}
    assert found.runs_on
    assert min(s for n in found.notices for s in n.steps) == step
    assert found.runs[ending].steps


@pytest.mark.long
@pytest.mark.parametrize("cause", CAUSES, ids=lambda c: c.name)
def test_the_outcome_is_the_one_that_the_catalogue_tells(cause: Cause) -> None:
    found = of(cause.name)
    assert found.verdict is Verdict.EXHAUSTED, found.reason
    if not cause.failure:
        return
    entry = by_id(cause.failure)
    if entry.kind in (FailureKind.WARNING, FailureKind.QUEUEING, FailureKind.DEGRADED):
        assert found.certainty is Forecast.COMPLETES
    if entry.outcome.startswith("Refused; nothing was started"):
        assert Ending.REFUSED in found.endings
    if "rolled back" in entry.outcome.lower():
        assert Ending.ROLLED_BACK in found.endings
    if entry.kind is FailureKind.EDGE:
        assert found.endings & {Ending.REFUSED, Ending.ROLLED_BACK}, entry.outcome
        # A cause that stands from the start leaves no way to success.
        assert (found.certainty is Forecast.FAILS) == cause.stands


@pytest.mark.long
def test_the_theorems_hold_of_every_cause_alone() -> None:
    outlooks = Outlooks(Options())
    alone = list(every_cause(outlooks))
    found = {t.id: t for t in theorems(alone, healthy_prospect(outlooks), None)}
    assert {t.verdict for t in found.values()} == {Verdict.EXHAUSTED}, found


@pytest.mark.nightly
def test_the_theorems_hold_of_every_pair() -> None:
    outlooks = Outlooks(Options())
    alone, pairs = list(every_cause(outlooks)), list(every_pair(outlooks))
    # Two causes exclude each other where they want another value of one condition.
    assert len(pairs) > len(CAUSES) * (len(CAUSES) - 1) // 2 - 2 * len(CAUSES)
    found = {t.id: t for t in theorems(alone, healthy_prospect(outlooks), pairs)}
    assert {t.verdict for t in found.values()} == {Verdict.EXHAUSTED}, found


def test_conditions_only_remove_runs() -> None:
    assert removes_only(Budget()).verdict is Verdict.PROVED


@pytest.mark.parametrize("command", ["admit", "release_disk", "resume"])
def test_a_protocol_that_does_more_is_noticed(command: str) -> None:
    """The conditioned one loses a guard of the protocol."""
    model = conditioned()
    first = next(iter(model.command[command].guard))
    weaker = {label: g for label, g in model.command[command].guard.items() if label != first}
    commands = tuple(replace(c, guard=weaker) if c.name == command else c for c in model.commands)
    assert removes_only(Budget(), replace(model, commands=commands)).verdict is Verdict.UNKNOWN


def test_a_protocol_that_forgets_a_lock_is_noticed() -> None:
    model = conditioned()
    kept = {v: e for v, e in model.command["fall_back"].effect.items() if v.name != "disk.holder"}
    commands = tuple(replace(c, effect=kept) if c.name == "fall_back" else c for c in model.commands)
    assert removes_only(Budget(), replace(model, commands=commands)).verdict is Verdict.UNKNOWN


class TestMutants:
    """Tables of causes that are wrong, and what notices."""

    def test_a_cause_that_no_timer_answers(self) -> None:
        """C3: pages do not arrive, and nothing ends the migration; time stops at the limit of the protection timer."""
        table = changed("mtu_too_large", fails=("network_times_out",))
        found = of("mtu_too_large", table)
        assert found.certainty is Forecast.UNKNOWN
        assert found.verdict is Verdict.UNKNOWN
        assert "time" in found.reason

    def test_a_step_that_is_blocked_and_no_failure_for_it(self) -> None:
        """C3: the destination neither allows nor disallows, and vCenter waits for ever."""
        found = of("link_down_on_destination", changed("link_down_on_destination", fails=("crash_destination",)))
        assert found.certainty is not Forecast.FAILS
        quiet = of("link_down_on_destination", changed("link_down_on_destination", fails=()))
        assert quiet.certainty is Forecast.UNKNOWN

    def test_a_cause_that_blocks_nothing(self) -> None:
        """C2: what must happen only may."""
        found = of("vt_disabled", changed("vt_disabled", blocks=()))
        assert found.certainty is Forecast.MAY_FAIL

    def test_a_failure_that_no_cause_brings_about(self) -> None:
        """C4: blocked by its own cause."""
        table = changed("vgpu_stun_too_long", blocks=("admit",))
        outlooks = Outlooks(Options(), table)
        alone = [outlooks.of(example(c, healthy(), table)) for c in table if c.name == "vgpu_stun_too_long"]
        found = {t.id: t for t in theorems(alone, healthy_prospect(outlooks), None)}
        assert found["C4"].verdict is Verdict.VIOLATED
        assert "specification_fails" in found["C4"].reason

    def test_a_healthy_world_with_a_fault_in_it(self) -> None:
        """C1: a cause that is always there."""
        always = replace(CAUSES[0], when=CAUSES[0].when | ~CAUSES[0].when)
        outlooks = Outlooks(Options(), (always, *CAUSES[1:]))
        found = {t.id: t for t in theorems([], healthy_prospect(outlooks), None)}
        assert found["C1"].verdict is Verdict.VIOLATED

    def test_a_failure_that_takes_the_vm_down(self) -> None:
        """C2: a host that dies, called something else."""
        table = changed(
            "vcenter_crashes", fails=("crash_source", *IN_PRECOPY, *IN_SWITCHOVER, "owe_cleanup"), strikes=()
        )
        assert not of("vcenter_crashes", table).runs_on


@settings(max_examples=examples(30))
@given(
    st.lists(st.sampled_from([c for c in CONDITIONS if c.var.initial is True]), max_size=3, unique=True),
    st.integers(0, 2**32),
)
def test_no_run_of_the_machines_ends_as_the_search_says_it_cannot(some: Sequence[Any], seed: int) -> None:
    """Another engine: the machines of ``transitions``, step by step, at random."""
    values: dict[str, Value] = {c.name: False for c in some if "stays_up" not in c.name and "delivers" not in c.name}
    found = outlook(values)
    assert found.verdict is Verdict.EXHAUSTED, (values, found.reason)
    model = environment(values)
    choose, ends = Random(seed), set()
    for _ in range(4):
        migration = Migration(model)
        for _ in range(60):
            possible = list(migration.enabled())
            if not possible:
                break
            migration.fire(choose.choice(possible))
            task = Task(str(migration.state[vcenter.state.name]))
            if task in ENDED:
                ends.add(ENDED[task])
                break
    assert ends <= found.endings


def test_an_unknown_condition_is_refused() -> None:
    with pytest.raises(ModelError, match=r"did you mean 'vm\.sdps'"):
        outlook({"vm.sdsp": False})


def test_the_guard_that_conditions_add_has_a_name() -> None:
    added = set(conditioned().command["cannot_resume"].guard) - set(vmotion().command["cannot_resume"].guard)
    assert added == {PRESENT}


def test_present_is_what_the_outlook_blames() -> None:
    values: dict[str, Value] = {"nfs.same_path": False, "destination_host.vt_enabled": False}
    assert outlook(values).causes == present({**healthy(), **values})


def test_a_theorem_of_which_nothing_was_searched_is_not_decided() -> None:
    found = {t.id: t.verdict for t in theorems([], healthy_prospect(Outlooks(Options())), None)}
    assert found == {"C1": Verdict.EXHAUSTED, "C2": Verdict.UNKNOWN, "C3": Verdict.UNKNOWN, "C4": Verdict.UNKNOWN}
