"""The model of admission keeps its properties, each mistake breaks the one that speaks of it, and no state is missing."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from vmotion_model.admission import MIGRATIONS, RESOURCES, Phase, admission
from vmotion_model.language import Command, Expr, Model, Param, Var, all_of, digest, discretise, if_then
from vmotion_model.language.substitute import transform
from vmotion_model.machines import Migration as Machines
from vmotion_model.machines import NotEnabledError
from vmotion_proofs.search.breadth_first import Search, search
from vmotion_specs.properties import PropertyKind
from vmotion_specs.suites import admission_suite

INVARIANTS = {p.id: p.formula for p in admission_suite().properties if p.kind is PropertyKind.INVARIANT}
DEMANDS = {p.id: p.claim for p in admission_suite().properties if p.kind is PropertyKind.REACHABLE}
LIMIT_OF = {"host": "S14a", "network": "S14b", "datastore": "S14c"}

Edit = Callable[[Command], Command]


def _edited(edit: Edit) -> Model:
    model = admission()
    commands = tuple(edit(c) for c in model.commands)
    edited = Model(model.name, model.variables, model.constants, commands)
    assert digest(edited) != digest(model), "the edit changes nothing"
    return edited


def _command(old: Command, guard: Mapping[str, Expr[bool]], effect: Mapping[Var[Any], Any]) -> Command:
    return Command(old.name, old.role, guard, effect, fault=old.fault)


def _without_conjunct(label: str) -> Edit:
    def edit(c: Command) -> Command:
        if not c.name.startswith("admit_") or label not in c.guard:
            return c
        return _command(c, {k: g for k, g in c.guard.items() if k != label}, c.effect)

    return edit


def _search(model: Model, formulas: Mapping[str, Expr[bool]]) -> Search:
    finite = discretise(model)
    return search(finite.model, {name: finite.translate(f) for name, f in formulas.items()}, stop_early=False)


def _broken(model: Model) -> set[str]:
    found = _search(model, INVARIANTS)
    assert found.complete
    return set(found.violations)


def _reached() -> int:
    """The number of states, counted a second time from the words alone: a queue, who runs, and what others hold.

    Host, network, datastore: a vMotion costs 2, 1, 1; a Storage vMotion 8, nothing, 16; there are 16, 4, 128. Others take
    and return units one by one, of the datastore 16 at a time. Whoever is first in the queue starts when all fits.
    """
    cost = [(8, 0, 16), (8, 0, 16), (2, 1, 1), (2, 1, 1)]
    most = (16, 4, 128)
    at_once = (1, 1, 16)
    start: tuple[tuple[int, ...], frozenset[int], tuple[int, ...]] = ((), frozenset(), (0, 0, 0))
    seen = {start}
    todo = [start]
    while todo:
        queue, running, others = todo.pop()
        room = [most[r] - others[r] - sum(cost[i][r] for i in running) for r in range(3)]
        after = [((*queue, i), running, others) for i in range(4) if i not in running and i not in queue]
        after += [(queue, running - {i}, others) for i in running]
        if queue and all(cost[queue[0]][r] == 0 or cost[queue[0]][r] <= room[r] for r in range(3)):
            after.append((queue[1:], running | {queue[0]}, others))
        for r in range(3):
            less, more = list(others), list(others)
            less[r] -= at_once[r]
            more[r] += at_once[r]
            after += [(queue, running, tuple(less))] if less[r] >= 0 else []
            after += [(queue, running, tuple(more))] if at_once[r] <= room[r] else []
        new = set(after) - seen
        seen |= new
        todo += new
    return len(seen)


def test_no_property_is_violated_in_any_state() -> None:
    found = _search(admission(), INVARIANTS)

    assert found.complete
    assert found.violations == {}
    assert found.states < 200_000


def test_the_states_are_those_that_a_second_count_from_the_prose_finds() -> None:
    assert _search(admission(), {}).states == _reached()


def test_every_demand_is_reached_and_every_premise_holds_somewhere() -> None:
    premises = {
        f"premise of {p.id}": p.premise for p in admission_suite().properties if p.kind is PropertyKind.INVARIANT
    }
    wanted = {**DEMANDS, **premises}

    found = _search(admission(), {name: ~claim for name, claim in wanted.items()})

    assert set(found.violations) == set(wanted)
    assert {"R14a", "R14b", "R14c"} <= set(DEMANDS)


def test_the_published_limits_of_a_host_follow() -> None:
    # vSphere 6.7: a host carries two Storage vMotions or eight vMotions: two of the first leave nothing for the second.
    storage_1, storage_2, vmotion_1, vmotion_2 = (m.runs for m in MIGRATIONS)
    combinations = {
        "two storage": storage_1 & storage_2,
        "one storage, two vMotions": storage_1 & vmotion_1 & vmotion_2,
        "two storage, one vMotion": storage_1 & storage_2 & (vmotion_1 | vmotion_2),
    }

    found = _search(admission(), {name: ~both for name, both in combinations.items()})

    assert set(found.violations) == {"two storage", "one storage, two vMotions"}


@pytest.mark.parametrize("resource", LIMIT_OF)
def test_without_the_check_of_one_resource_exactly_its_limit_breaks(resource: str) -> None:
    assert _broken(_edited(_without_conjunct(f"the {resource} has units left"))) == {LIMIT_OF[resource]}


@pytest.mark.parametrize("cost", sorted({p.name for r in RESOURCES for p in r.cost.values()}))
def test_a_check_that_counts_one_unit_too_few_breaks_the_limit_of_its_resource(cost: str) -> None:
    def one_less(leaf: Expr[Any]) -> Expr[Any]:
        return leaf - 1 if isinstance(leaf, Param) and leaf.name == cost else leaf

    def edit(c: Command) -> Command:
        if not c.name.startswith("admit_"):
            return c
        return _command(c, {label: transform(g, one_less) for label, g in c.guard.items()}, c.effect)

    resource = cost.removeprefix("storage_").removeprefix("vmotion_").removesuffix("_cost")
    assert _broken(_edited(edit)) == {LIMIT_OF[resource]}


@pytest.mark.parametrize("charged", ["host", "network", "datastore"])
def test_charging_nothing_breaks_the_account_and_then_the_limit(charged: str) -> None:
    used = f"{charged}.used"

    def edit(c: Command) -> Command:
        return _command(c, c.guard, {v: u for v, u in c.effect.items() if v.name != used})

    assert _broken(_edited(edit)) == {LIMIT_OF[charged], "S14f"}


def _keeps_units(*steps: str) -> Edit:
    used = {r.used.name for r in RESOURCES}

    def edit(c: Command) -> Command:
        if not c.name.startswith(steps):
            return c
        return _command(c, c.guard, {v: u for v, u in c.effect.items() if v.name not in used})

    return edit


@pytest.mark.parametrize("steps", [("finish_",), ("fail_",), ("finish_", "fail_")])
def test_units_that_do_not_return_break_the_account_and_leave_the_queue_stuck(steps: tuple[str, ...]) -> None:
    assert _broken(_edited(_keeps_units(*steps))) == {"S14f", "S14h", "deadlock"}


def test_admission_from_anywhere_in_the_queue_breaks_the_order() -> None:
    assert _broken(_edited(_without_conjunct("it is at the head of the queue"))) == {"S14d"}


def test_newcomers_at_the_head_of_the_queue_break_the_order() -> None:
    def edit(c: Command) -> Command:
        if not c.name.startswith("request_"):
            return c
        newcomer = c.name.removeprefix("request_")
        places = {m.place: 1 if m.name == newcomer else if_then(m.waits, m.place + 1, m.place) for m in MIGRATIONS}
        return _command(c, c.guard, {**c.effect, **places})

    assert _broken(_edited(edit)) == {"S14d", "S14g"}


def test_a_migration_that_starts_when_it_is_asked_for_was_not_admitted() -> None:
    def edit(c: Command) -> Command:
        if c.name != "request_vmotion_1":
            return c
        (m,) = (m for m in MIGRATIONS if m.name == "vmotion_1")
        costs = {r.used: r.used + r.cost[m.kind] for r in RESOURCES}
        guard = {**c.guard, "it fits": all_of(*(r.fits(r.cost[m.kind]) for r in RESOURCES))}
        return _command(c, guard, {**c.effect, m.phase: Phase.RUNNING, m.place: 0, **costs})

    # It also overtakes whoever waits.
    assert _broken(_edited(edit)) == {"S14d", "S14e"}


def test_a_cost_above_the_maximum_leaves_the_head_of_the_queue_stuck() -> None:
    model = admission()
    constants = tuple(replace(c, value=17) if c.name == "storage_vmotion_host_cost" else c for c in model.constants)
    costly = Model(model.name, model.variables, constants, model.commands)

    assert _broken(costly) == {"deadlock"}
    found = _search(costly, {name: ~claim for name, claim in DEMANDS.items()})
    assert {"R14d", "R14e"}.isdisjoint(found.violations), "neither Storage vMotion can ever run"


def test_the_machines_run_the_queue() -> None:
    # By hand: 8 + 8 = 16 units fill the host, so the vMotion waits until one Storage vMotion is over.
    run = Machines(admission())
    for name in ("storage_1", "storage_2", "vmotion_1"):
        run.fire(f"request_{name}")
    with pytest.raises(NotEnabledError, match="head of the queue"):
        run.fire("admit_storage_2")
    run.fire("admit_storage_1")
    run.fire("admit_storage_2")
    assert (run.state["host.used"], run.state["datastore.used"], run.state["network.used"]) == (16, 32, 0)
    with pytest.raises(NotEnabledError) as caught:
        run.fire("admit_vmotion_1")
    assert caught.value.failing == ("the host has units left",)

    run.fire("fail_storage_1")
    run.fire("admit_vmotion_1")

    assert (run.state["host.used"], run.state["datastore.used"], run.state["network.used"]) == (10, 17, 1)
