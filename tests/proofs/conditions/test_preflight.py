"""Predictions where some conditions are open: every combination of causes once, and one answer for all of them."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effort import examples
from vmotion_model.common.budget import Budget
from vmotion_model.common.errors import GaveUpError
from vmotion_model.language import Value
from vmotion_model.protocol.conditioned import healthy, present
from vmotion_model.protocol.conditions import CONDITIONS
from vmotion_proofs.conditions.outlook import Forecast
from vmotion_proofs.conditions.preflight import combinations, preflight
from vmotion_proofs.results.options import Options

FLAGS = [c.name for c in CONDITIONS if c.var.initial is True]


def known(*opened: str, **given: Value) -> dict[str, Value]:
    values = {**healthy(), **{k.replace("__", "."): v for k, v in given.items()}}
    return {n: v for n, v in values.items() if n not in opened}


def sets(*opened: str, **given: Value) -> list[frozenset[str]]:
    found = combinations(known(*opened, **given), Budget())
    return [frozenset(c.name for c in present(values)) for values in found]


@settings(max_examples=examples(30))
@given(st.lists(st.sampled_from(FLAGS), max_size=3, unique=True))
def test_the_solver_finds_what_trying_all_values_finds(opened: list[str]) -> None:
    found = sets(*opened)
    tried = set()
    for values in product((True, False), repeat=len(opened)):
        facts = {**healthy(), **dict(zip(opened, values, strict=True))}
        tried.add(frozenset(c.name for c in present(facts)))
    assert len(found) == len(set(found))
    assert set(found) == tried


def test_numbers_that_are_open_are_told_apart_by_what_causes_compare() -> None:
    """By hand: a path of 1280 to 9216 bytes is too small for both ports (1500), or for none."""
    assert sorted(map(sorted, sets("network.path_mtu"))) == [[], ["mtu_too_large"]]
    assert len(sets("network.path_mtu", "network.source_mtu")) == 3
    # Reserved more than is free, more than the limit (none is set), or neither.
    assert set(sets("vm.memory_reservation", "vm.memory")) == {frozenset(), frozenset({"reservation_not_met"})}
    # A VM of 8,192 MiB reserves no more than that, and 65,536 are free.
    assert set(sets("vm.memory_reservation")) == {frozenset()}
    assert set(sets("vm.serial_port")) == {
        frozenset(),
        frozenset({"no_concentrator"}),
        frozenset({"concentrator_silent"}),
    }


def test_nothing_open_is_one_combination() -> None:
    assert sets() == [frozenset()]


def test_more_combinations_than_are_looked_at_are_no_answer() -> None:
    with pytest.raises(GaveUpError, match="more than 8 combinations of causes: give some a value"):
        list(combinations(known(*FLAGS[:5]), Budget(), most=8))
    found = preflight({}, tuple(FLAGS), Options(budget=Budget(seconds=0.5)))
    assert found.certainty is Forecast.UNKNOWN
    assert found.reason


@pytest.mark.parametrize(
    ("given_", "opened", "certainty"),
    [
        ({}, (), Forecast.COMPLETES),
        ({"vm.sdps": False, "vm.dirty_rate": 1}, (), Forecast.COMPLETES),
        ({"nfs.same_path": False}, (), Forecast.FAILS),
        ({}, ("nfs.same_path",), Forecast.MAY_FAIL),
        # It fails whatever the other one is.
        ({"nfs.same_path": False}, ("vcenter.asked_by",), Forecast.FAILS),
        ({"vm.ready": False}, ("source_host.link_up",), Forecast.FAILS),
        ({}, ("network.same_names",), Forecast.COMPLETES),
    ],
)
def test_one_answer_for_all_values_of_what_is_open(
    given_: dict[str, Value], opened: tuple[str, ...], certainty: Forecast
) -> None:
    assert preflight(given_, opened, Options()).certainty is certainty


def test_a_budget_that_is_spent_is_no_answer() -> None:
    budget = Budget()
    budget.interrupt()
    assert preflight({}, (), Options(budget=budget)).certainty is Forecast.UNKNOWN
