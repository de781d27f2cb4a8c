"""Conditions and causes as tables: what they name exists, what they say of numbers, and how they guard the steps."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effort import examples
from vmotion_model.catalogue import all_failures
from vmotion_model.language import Boolean, Enumeration, Value, evaluate, variables_of
from vmotion_model.language.expressions import is_literal
from vmotion_model.machines import Migration
from vmotion_model.protocol import vmotion
from vmotion_model.protocol.conditioned import (
    GUARDED,
    blockers_of,
    causes_of,
    conditioned,
    environment,
    healthy,
    present,
)
from vmotion_model.protocol.conditions import CAUSES, CONDITIONS, UNTIED, late_causes
from vmotion_model.protocol.conditions.contradictions import contradiction
from vmotion_model.protocol.conditions.examples import example
from vmotion_model.protocol.conditions.step_groups import HARMLESS

BY_NAME = {c.name: c for c in CAUSES}


def values_of(condition: Any) -> st.SearchStrategy[Value]:
    kind = condition.var.type
    match kind:
        case Boolean():
            return st.booleans()
        case Enumeration(members=members):
            return st.sampled_from(sorted(members))
        case _:
            return st.integers(kind.low, kind.high)


@st.composite
def departures(draw: st.DrawFn) -> dict[str, Value]:
    """Healthy conditions but for a few, so that most causes are absent, as in life."""
    some = draw(st.lists(st.sampled_from(CONDITIONS), max_size=4, unique=True))
    return {**healthy(), **{c.name: draw(values_of(c)) for c in some}}


ANY = departures()


def is_present(name: str, **changed: Value) -> bool:
    facts = {**healthy(), **{k.replace("__", "."): v for k, v in changed.items()}}
    return BY_NAME[name] in present(facts)


def test_no_cause_is_present_where_all_is_healthy() -> None:
    assert present(healthy()) == ()


def test_causes_name_steps_that_exist_and_each_other_cause_says_why_it_has_none() -> None:
    known = vmotion().command
    for cause in CAUSES:
        assert set(cause.fails) | set(cause.blocks) <= known.keys(), cause.name
        assert bool(cause.fails or cause.blocks) != bool(cause.described), cause.name
        assert variables_of(cause.when), cause.name


def test_what_fails_nothing_by_itself_is_a_step_that_a_cause_makes_possible_and_ends_nothing() -> None:
    assert HARMLESS <= GUARDED
    for name in HARMLESS:
        ends = {str(value) for value in vmotion().command[name].effect.values()}
        assert not ends & {"FINISHED", "REJECTED", "ROLLING_BACK", "CRASHED"}, name


def test_every_entry_of_the_catalogue_has_a_cause_or_a_reason() -> None:
    tied = {c.failure for c in CAUSES if c.failure}
    assert tied | UNTIED.keys() == {f.id for f in all_failures()}
    assert not tied & UNTIED.keys()


def test_every_fault_of_the_protocol_needs_a_cause() -> None:
    assert {c.name for c in vmotion().commands if c.fault is not None} <= GUARDED


def test_every_condition_is_read_by_a_cause_or_says_what_it_is_for() -> None:
    read = {n for c in CAUSES for n in variables_of(c.when)} | {late_causes.causes.strike_at.name}
    for condition in CONDITIONS:
        assert (condition.name in read) != bool(condition.told), condition.name
        assert condition.citation, condition.name


@pytest.mark.parametrize("cause", CAUSES, ids=lambda c: c.name)
def test_the_example_of_a_cause_shows_it_alone(cause: Any) -> None:
    changed = example(cause, healthy(), CAUSES)
    assert present({**healthy(), **changed}) == (cause,)
    assert all(healthy()[n] != v for n, v in changed.items())


@pytest.mark.parametrize(
    ("source", "destination", "path", "both", "one"),
    [
        (1500, 1500, 1500, False, False),
        (9000, 9000, 9000, False, False),
        (9000, 9000, 1500, True, False),
        (9000, 1500, 1500, False, True),
        (1500, 9000, 1500, False, True),
        (9000, 9000, 8999, True, False),
        (1500, 1500, 9000, False, False),
    ],
)
def test_a_page_must_fit_the_path(source: int, destination: int, path: int, both: bool, one: bool) -> None:
    """Jumbo frames on hosts with a trunk at 1500 are the article's own example."""
    sizes: dict[str, Value] = {
        "network__source_mtu": source,
        "network__destination_mtu": destination,
        "network__path_mtu": path,
    }
    assert is_present("mtu_too_large", **sizes) == both
    assert is_present("mtu_differs", **sizes) == one


@pytest.mark.parametrize("wide", [True, False])
@pytest.mark.parametrize("here", [True, False])
@pytest.mark.parametrize("there", [True, False])
def test_a_64_bit_guest_needs_vt_on_both_hosts(wide: bool, here: bool, there: bool) -> None:
    facts: dict[str, Value] = {
        "vm__guest_64bit": wide,
        "source_host__vt_enabled": here,
        "destination_host__vt_enabled": there,
    }
    assert is_present("vt_disabled", **facts) == (wide and not (here and there))


@pytest.mark.parametrize(
    ("reserved", "free", "short"), [(0, 0, False), (4096, 4096, False), (4097, 4096, True), (1, 0, True)]
)
def test_what_is_reserved_must_be_free_at_the_destination(reserved: int, free: int, short: bool) -> None:
    assert (
        is_present("reservation_not_met", vm__memory_reservation=reserved, destination_host__free_memory=free) == short
    )


@pytest.mark.parametrize(
    ("sdps", "dirtied", "sent", "too_fast"),
    [
        (True, 20_000, 10_000, False),
        (False, 9_999, 10_000, False),
        (False, 10_000, 10_000, True),
        (False, 20_000, 10_000, True),
    ],
)
def test_without_sdps_memory_must_be_sent_faster_than_it_is_dirtied(
    sdps: bool, dirtied: int, sent: int, too_fast: bool
) -> None:
    facts: dict[str, Value] = {"vm__sdps": sdps, "vm__dirty_rate": dirtied, "network__rate": sent}
    assert is_present("dirtied_faster_than_sent", **facts) == too_fast


@settings(max_examples=examples(60))
@given(ANY)
def test_guards_say_what_the_table_of_causes_says(facts: dict[str, Value]) -> None:
    """Two readings of one table: whether a step is in the environment at all, and the causes that name it."""
    there = {c.name for c in present(facts)}
    ground = environment(facts)
    handlers = {h for d in ground.deadlines for h in d.handlers}
    for command in vmotion().commands:
        allowed = command.name not in GUARDED or any(c.name in there for c in causes_of(command.name))
        allowed &= not any(c.name in there for c in blockers_of(command.name))
        if command.name not in handlers:
            assert (command.name in ground.command) == allowed, command.name
        if not allowed and command.name in ground.command:
            assert is_literal(ground.command[command.name].enabled, False)


@settings(max_examples=examples(40))
@given(ANY, st.integers(0, 2**32))
def test_an_environment_is_the_open_model_with_these_values(facts: dict[str, Value], seed: int) -> None:
    """Along a random run of the environment every step is one of the open model, evaluated with these facts, and no other is."""
    from random import Random

    ground, open_ = environment(facts), conditioned()
    choose = Random(seed)
    migration = Migration(ground)
    for _ in range(25):
        state = {**facts, **migration.state}
        enabled = {c.name for c in open_.commands if evaluate(c.enabled, state, open_.values)}
        mine = {c.name for c in ground.commands if evaluate(c.enabled, migration.state, ground.values)}
        assert mine == enabled
        if not mine:
            break
        migration.fire(choose.choice(sorted(mine)))


def test_a_failure_that_is_bound_to_come_is_no_fault_and_one_that_may_come_is() -> None:
    bound = environment({"destination_host.vmotion_enabled": False}).command["disallow_vmotion"]
    assert bound.fault is None
    assert bound.fair
    may = environment({"vcenter.pool_stays": False}).command["refuse_resources"]
    assert may.fault is not None


def test_healthy_conditions_and_every_example_agree() -> None:
    for cause in CAUSES:
        changed = example(cause, healthy(), CAUSES)
        assert contradiction(changed, healthy()) is None, cause.name
    assert contradiction({}, healthy()) is None


def test_an_example_is_near_to_what_is_healthy() -> None:
    """A VM of hardware 19 on a host that knows up to 18, and not up to 3, below the oldest that it runs."""
    cause = next(c for c in CAUSES if c.name == "hardware_out_of_date")
    assert example(cause, healthy(), CAUSES) == {"destination_host.newest_hardware": 18}
