"""The walk over states without clocks, against a product model in the language, with clocks, searched by the engine of check."""

from __future__ import annotations

import itertools
import random

import pytest

from vmotion_model.common.budget import Budget
from vmotion_model.language import Integer, Model, Value, Var, discretise, lift
from vmotion_model.language.commands import derived
from vmotion_model.language.expressions import Const, Equal, Expr
from vmotion_model.protocol import LOCATIONS, vmotion
from vmotion_model.vmx_states import Side
from vmotion_proofs.search.breadth_first import search
from vmotion_traces.joint.question import Changed, Question, Told
from vmotion_traces.joint.solve import find
from vmotion_traces.joint.untimed_states import shipped

CRASHES = {"crash_source", "crash_destination"}
WAY = {
    Side.SOURCE: ("NONE", "READY", "PRECOPY", "CHECKPT", "WAIT_HANDSHAKE", "FINISHED", "NONE"),
    Side.DESTINATION: ("NONE", "INIT", "WAITING", "PRECOPY", "CHECKPT", "FINISHED", "NONE"),
}
TICKS = discretise(vmotion()).model


def is_value(var: Var[Value], value: str) -> Expr[bool]:
    return Equal(var, lift(value, var.type))


def has_run(paths: dict[Side, list[str]]) -> bool:
    """Whether the protocol in ticks has a run in which both VMX go through these states, and further behind the last one."""
    read: dict[Side, Var[int]] = {
        side: Var(f"read.{side}", Integer(0, len(path) - 1), "shared", 0) for side, path in paths.items()
    }
    begun: Var[int] = Var("read.begun", Integer(0, 1), "shared", 0)
    before, during = Equal(begun, lift(0)), Equal(begun, lift(1))
    commands = []
    for c in TICKS.commands:
        if c.name == "request":
            commands.append(
                derived("request", c.role, {**c.guard, "not yet": before}, {**c.effect, begun: lift(1)}, like=c)
            )
            commands.append(derived("earlier", c.role, {**c.guard, "not yet": before}, dict(c.effect), like=c))
            continue
        side = next((s for s in Side if c.role == s and LOCATIONS[s] in c.updates and c.name not in CRASHES), None)
        if side is None:
            commands.append(c)
            continue
        place, after = TICKS.variable[LOCATIONS[side]], c.updates[LOCATIONS[side]]
        assert isinstance(after, Const)
        end = Equal(read[side], lift(len(paths[side]) - 1)) & ~is_value(place, "NONE")
        unread = {"unread": is_value(place, str(after.value)) | end, "begun": during}
        commands.append(derived(f"{c.name}_before", c.role, {**c.guard, "not yet": before}, dict(c.effect), like=c))
        commands.append(derived(f"{c.name}_unread", c.role, {**c.guard, **unread}, dict(c.effect), like=c))
        for number, (here, there) in enumerate(zip(paths[side], paths[side][1:], strict=False)):
            if there == after.value:
                next_one = {"next": Equal(read[side], lift(number)) & is_value(place, here), "begun": during}
                effect = {**c.effect, read[side]: lift(number + 1)}
                commands.append(derived(f"{c.name}_{number}", c.role, {**c.guard, **next_one}, effect, like=c))
    all_read: Expr[bool] = during
    for side, path in paths.items():
        all_read = all_read & Equal(read[side], lift(len(path) - 1))
    model = Model("product", (*TICKS.variables, *read.values(), begun), TICKS.constants, tuple(commands))
    found = search(model, {"all read": ~all_read})
    assert found.complete or found.violations
    return bool(found.violations)


def drawn(seed: int) -> dict[Side, list[str]]:
    """The beginnings of both ways, perhaps with another end."""
    chance = random.Random(seed)
    paths = {}
    for side, way in WAY.items():
        path = list(way[: chance.randrange(2, 8)])
        end = chance.choice([None, "FINISHED", "FINISHED", "NONE"])
        if end is not None and path[-1] not in (end, "NONE"):
            path.append(end)
        paths[side] = path
    return paths


def check(seed: int) -> bool:
    paths = drawn(seed)
    told = tuple(
        Told(side, tuple(Changed(a, b) for a, b in itertools.pairwise(path)), frozenset({len(path) - 1}))
        for side, path in paths.items()
    )
    answer = find(shipped(), Question(told), Budget())
    assert answer.undecided == ""
    # The product does not let a VMX begin anew after its log.
    walked = answer.steps is not None and not answer.again
    assert walked == has_run(paths), paths
    return walked


def test_walk_agrees_with_the_product() -> None:
    assert {check(seed) for seed in range(3)} == {True, False}


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(3, 300))
def test_walk_agrees_with_the_product_on_many(seed: int) -> None:
    check(seed)
