"""Mutators: how many mutants small models have, counted by hand, and what each mistake is."""

from collections import Counter
from enum import StrEnum

import pytest

from proofs.small import counter, mutual_exclusion, timed_lock
from vmotion_model.language import Command, Model, boolean, enumeration, evaluate, to_text
from vmotion_proofs.mutation.mutants import Mutant, Mutation, mutants_of


class _Place(StrEnum):
    HERE = "HERE"
    THERE = "THERE"


def _counts(model: Model) -> dict[str, int]:
    return dict(Counter(m.mutation.value for m in mutants_of(model)))


def _named(model: Model) -> dict[str, Mutant]:
    return {m.name: m for m in mutants_of(model)}


def test_mutual_exclusion_has_42_mutants() -> None:
    # Per process: 4 conjuncts (ask 1, enter 2, leave 1), 3 commands, 5 assignments (ask 1, enter 2, leave 2).
    assert _counts(mutual_exclusion()) == {"drop": 8, "negate": 8, "delete": 6, "leave": 10, "set": 10}


def test_a_counter_has_18_mutants() -> None:
    # 2 conjuncts, 2 commands, 2 assignments of numbers, which are shifted and not set. Numbers, each up and down: top in two
    # guards, the 1 that is added, the 0 that is set, and top everywhere.
    assert _counts(counter(3)) == {"drop": 2, "negate": 2, "delete": 2, "leave": 2, "shift": 10}


def test_a_timed_lock_has_15_mutants() -> None:
    # The limit is used once, by the deadline: shifted there and everywhere, up and down. A clock that is not set is not mutated.
    counts = {"drop": 2, "negate": 2, "delete": 2, "leave": 2, "set": 2, "shift": 4, "deadline": 1}
    assert _counts(timed_lock()) == counts


@pytest.mark.parametrize("name", ["admission", pytest.param("vmotion", marks=pytest.mark.long)])
def test_names_are_unique_and_no_mutant_means_what_the_model_means(name: str) -> None:
    from vmotion_model.language import digest
    from vmotion_specs.suites import suite

    model = suite(name).model
    mutants = mutants_of(model)
    assert len({m.name for m in mutants}) == len(mutants)
    assert digest(model) not in {m.digest for m in mutants if m.model is not None}


def test_a_mutant_differs_in_the_one_place_that_its_name_says() -> None:
    model = mutual_exclusion()
    mutant = _named(model)["leave enter_p/lock.taken"].model

    assert mutant is not None
    assert [c.name for c in model.commands if mutant.command[c.name] is not c] == ["enter_p"]
    assert set(mutant.command["enter_p"].updates) == {"p.state"}
    assert mutant.command["enter_p"].guard == model.command["enter_p"].guard


def test_an_enumeration_gets_the_next_member_and_a_truth_value_its_opposite() -> None:
    names = _named(mutual_exclusion())

    # IDLE, WAITS, INSIDE, and around again.
    assert {"set ask_p/p.state = INSIDE", "set enter_p/p.state = IDLE", "set leave_p/p.state = WAITS"} <= names.keys()
    assert {"set enter_p/lock.taken = False", "set leave_p/lock.taken = True"} <= names.keys()


def test_a_value_that_leaves_its_range_is_refused_and_not_made() -> None:
    mutant = _named(counter(3))["shift wrap/counter.value/0 -1"]

    assert mutant.model is None
    assert "-1" in mutant.refused


def test_a_shifted_constant_keeps_its_declared_value_which_properties_speak_of() -> None:
    model = _named(counter(3))["shift top -1"].model

    assert model is not None
    assert dict(model.values) == {"top": 3}
    guards = [to_text(g) for c in model.commands for g in c.guard.values()]
    assert all("top - 1" in g for g in guards)


def test_times_are_shifted_by_the_tick() -> None:
    mutants = _named(timed_lock(limit=30))
    limits = set()
    for name in ("shift deadline of holder.age/limit +30", "shift deadline of holder.age/limit -30"):
        model = mutants[name].model
        assert model is not None
        limits.add(evaluate(model.deadlines[0].limit, {}, model.values))

    assert limits == {0, 60}


def test_a_deleted_handler_no_longer_answers_for_its_deadline() -> None:
    mutant = _named(timed_lock())["delete let_go"].model

    assert mutant is not None
    assert mutant.deadlines[0].handlers == ()


def test_parts_of_compound_conjuncts_are_dropped_and_choices_swapped() -> None:
    from vmotion_model.language import SHARED, if_then

    a, b = boolean("a", "one", False, ""), boolean("b", SHARED, False, "")
    where = enumeration("where", "one", _Place.HERE, "")
    step = Command("step", "one", {"both": a & b, "either": a | b}, {where: if_then(a, _Place.HERE, _Place.THERE)})
    names = _named(Model("parts", (a, b, where), (), (step,)))

    assert [n for n, m in names.items() if m.mutation is Mutation.DROP_PART] == [
        "part step/both/a",
        "part step/both/b",
        "part step/either/a",
        "part step/either/b",
    ]
    kept = names["part step/both/a"].model
    assert kept is not None
    assert to_text(kept.command["step"].guard["both"]) == "b"
    (swapped,) = (m for m in names.values() if m.mutation is Mutation.SET)
    assert swapped.model is not None
    update = swapped.model.command["step"].updates["where"]
    assert evaluate(update, {"a": True}, {}) == "THERE"
