"""The digest covers meaning and nothing else."""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effort import examples
from strategies import models
from vmotion_model.language import (
    HISTORY,
    Boolean,
    Command,
    Constant,
    Deadline,
    Enumeration,
    Integer,
    Model,
    Param,
    Var,
    clock,
    digest,
    if_then,
    lift,
)


@dataclass(frozen=True)
class Vars:
    """The variables of the example, for the parts of it that are written as functions of them."""

    light: Var[Any]
    on: Var[bool]
    count: Var[int]
    past: Var[bool]
    watch: Var[Any]
    other: Var[Any]

    @property
    def all(self) -> tuple[Var[Any], ...]:
        return (self.light, self.on, self.count, self.past, self.watch, self.other)


BASE: dict[str, Any] = {
    "members": ("RED", "GREEN", "BLUE"),
    "enum_name": "Light",
    "light_owner": "r",
    "light_initial": "RED",
    "on_initial": False,
    "count_type": Integer(0, 3),
    "count_initial": 0,
    "active": lambda on, _: on,
    "run_guard": lambda v: {"off": ~v.on, "red": v.light == "RED"},
    "run_effect": lambda v: {v.on: True, v.count: 1},
    "fault": None,
    "stop_name": "stop",
    "stop_guard": lambda v: {"late": (v.watch >= Param("N")) & v.on, "few": (v.count == 1) | (v.light == "BLUE")},
    "variables": lambda v: v.all,
    "constants": (Constant("N", 5, "s"), Constant("M", 7, "s")),
    "commands": lambda c: c,
    "deadlines": (Deadline("r.watch", Param("N"), ("stop", "run")),),
    "description": "",
}


def build(**changes: Any) -> Model:
    """The example with some of its parts changed."""
    assert changes.keys() <= BASE.keys()
    part = SimpleNamespace(**BASE | changes)
    light: Var[Any] = Var(
        "r.light", Enumeration(part.enum_name, part.members), part.light_owner, part.light_initial, part.description
    )
    on: Var[Any] = Var("r.on", Boolean(), "r", part.on_initial)
    v = Vars(
        light,
        on,
        Var("r.count", part.count_type, "r", part.count_initial),
        Var("past", Boolean(), HISTORY, False),
        clock("r.watch", "r", part.active(on, light), ""),
        clock("r.other", "r", on, ""),
    )
    run = Command("run", "r", part.run_guard(v), part.run_effect(v), part.description, fault=part.fault)
    effect = {v.on: False, v.light: if_then(v.on, "GREEN", v.light), v.past: True, v.watch: 0}
    stop = Command(part.stop_name, "r", part.stop_guard(v), effect, fault="break")
    return Model("m", part.variables(v), part.constants, part.commands((run, stop)), part.deadlines, part.description)


SAME: dict[str, dict[str, Any]] = {
    "variables in another order": {"variables": lambda v: v.all[::-1]},
    "commands in another order": {"commands": lambda c: c[::-1]},
    "members in another order": {"members": ("BLUE", "RED", "GREEN")},
    "constants in another order": {"constants": (Constant("M", 7, "s"), Constant("N", 5, "s"))},
    "documentation": {"description": "What it is for."},
    "source of a constant": {"constants": (Constant("N", 5, "s", "why", "who"), Constant("M", 7, "s"))},
    "names of conjuncts": {"run_guard": lambda v: {"is off": ~v.on, "is red": v.light == "RED"}},
    "order of conjuncts": {"run_guard": lambda v: {"red": v.light == "RED", "off": ~v.on}},
    "conjuncts joined": {"run_guard": lambda v: {"both": (v.light == "RED") & ~v.on}},
    "a conjunct stated twice": {"run_guard": lambda v: {"off": ~v.on, "red": (v.light == "RED") & ~v.on}},
    "operands of == swapped": {"run_guard": lambda v: {"off": ~v.on, "red": lift("RED", v.light.type) == v.light}},
    "operands of or swapped": {
        "stop_guard": lambda v: {
            "late": v.on & (v.watch >= Param("N")),
            "few": (v.light == "BLUE") | (v.count == 1),
        }
    },
    "effects in another order": {"run_effect": lambda v: {v.count: 1, v.on: True}},
    "an effect that changes nothing": {"run_effect": lambda v: {v.on: True, v.count: 1, v.light: v.light}},
    "handlers in another order": {"deadlines": (Deadline("r.watch", Param("N"), ("run", "stop")),)},
}

DIFFERENT: dict[str, dict[str, Any]] = {
    "a guard dropped": {"run_guard": lambda v: {"off": ~v.on}},
    "the other guard dropped": {"run_guard": lambda v: {"red": v.light == "RED"}},
    "a guard negated": {"run_guard": lambda v: {"off": v.on, "red": v.light == "RED"}},
    "a guard on another member": {"run_guard": lambda v: {"off": ~v.on, "red": v.light == "BLUE"}},
    "a guard with one member more": {"run_guard": lambda v: {"off": ~v.on, "red": v.light.one_of("RED", "GREEN")}},
    "a guard with another member more": {"run_guard": lambda v: {"off": ~v.on, "red": v.light.one_of("RED", "BLUE")}},
    "or in place of and": {"run_guard": lambda v: {"off": ~v.on | (v.light == "RED")}},
    "a bound by a number in place of the constant": {
        "stop_guard": lambda v: {
            "late": (v.watch >= 5) & v.on,
            "few": (v.count == 1) | (v.light == "BLUE"),
        }
    },
    "another constant": {
        "stop_guard": lambda v: {
            "late": (v.watch >= Param("M")) & v.on,
            "few": (v.count == 1) | (v.light == "BLUE"),
        }
    },
    "<= in place of >=": {
        "stop_guard": lambda v: {
            "late": (v.watch <= Param("N")) & v.on,
            "few": (v.count == 1) | (v.light == "BLUE"),
        }
    },
    "another clock": {
        "variables": lambda v: (v.light, v.on, v.count, v.past, v.watch),
    },
    "another value of an effect": {"run_effect": lambda v: {v.on: True, v.count: 2}},
    "an effect less": {"run_effect": lambda v: {v.on: True}},
    "an effect more": {"run_effect": lambda v: {v.on: True, v.count: 1, v.past: False}},
    "a reset more": {"run_effect": lambda v: {v.on: True, v.count: 1, v.watch: 0}},
    "a choice": {"run_effect": lambda v: {v.on: True, v.count: if_then(v.on, 1, v.count)}},
    "branches swapped": {"run_effect": lambda v: {v.on: True, v.count: if_then(v.on, v.count, 1)}},
    "the value of a constant": {"constants": (Constant("N", 6, "s"), Constant("M", 7, "s"))},
    "the unit of a constant": {"constants": (Constant("N", 5, "min"), Constant("M", 7, "s"))},
    "values of constants swapped": {"constants": (Constant("N", 7, "s"), Constant("M", 5, "s"))},
    "a constant more": {"constants": (Constant("N", 5, "s"), Constant("M", 7, "s"), Constant("K", 7, "s"))},
    "an initial member": {"light_initial": "BLUE"},
    "an initial truth value": {"on_initial": True},
    "an initial number": {"count_initial": 1},
    "the range of a number": {"count_type": Integer(0, 4)},
    "the range of a number below": {"count_type": Integer(-1, 3)},
    "an owner": {"light_owner": "shared"},
    "a member more": {"members": ("RED", "GREEN", "BLUE", "WHITE")},
    "the name of the enumeration": {"enum_name": "Lamp"},
    "when a clock runs": {"active": lambda on, light: on & (light == "RED")},
    "when a clock stops": {"active": lambda on, _: ~on},
    "the kind of fault": {"fault": "break"},
    "the kind of fault, renamed": {"fault": "None"},
    "no deadline": {"deadlines": ()},
    "another limit": {"deadlines": (Deadline("r.watch", Param("M"), ("stop", "run")),)},
    "the same limit by a number": {"deadlines": (Deadline("r.watch", lift(5), ("stop", "run")),)},
    "a handler less": {"deadlines": (Deadline("r.watch", Param("N"), ("stop",)),)},
    "a deadline on another clock": {"deadlines": (Deadline("r.other", Param("N"), ("stop", "run")),)},
    "a deadline more": {
        "deadlines": (
            Deadline("r.watch", Param("N"), ("stop", "run")),
            Deadline("r.other", Param("N"), ("stop", "run")),
        )
    },
    "a command less": {"commands": lambda c: (c[1], Command("run", "r", {"never": c[0].enabled}, {}))},
    "another name of a command": {
        "stop_name": "halt",
        "deadlines": (Deadline("r.watch", Param("N"), ("halt", "run")),),
    },
}


class TestDigest:
    @pytest.mark.parametrize("what", SAME)
    def test_it_does_not_change_with(self, what: str) -> None:
        assert digest(build(**SAME[what])) == digest(build())

    @pytest.mark.parametrize("what", DIFFERENT)
    def test_it_changes_with(self, what: str) -> None:
        assert digest(build(**DIFFERENT[what])) != digest(build())

    def test_no_two_of_the_different_models_share_one(self) -> None:
        found = [digest(build())] + [digest(build(**changes)) for changes in DIFFERENT.values()]
        assert len(set(found)) == len(found)

    def test_the_role_of_a_command_counts(self) -> None:
        def shared(role: str) -> Model:
            return Model("m", (), (), (Command("run", role, {}, {}),))

        assert digest(shared("a")) != digest(shared("b"))

    @settings(max_examples=examples(100), deadline=None)
    @given(models(), st.randoms(use_true_random=False))
    def test_order_never_counts(self, model: Model, random: Any) -> None:
        def shuffled(items: Any) -> Any:
            listed = list(items)
            random.shuffle(listed)
            return tuple(listed)

        commands = [
            Command(
                c.name,
                c.role,
                {f"renamed {i}": g for i, g in enumerate(shuffled(c.guard.values()))},
                dict(shuffled(c.effect.items())),
                "other words",
                fault=c.fault,
            )
            for c in model.commands
        ]
        other = Model(
            "another name",
            shuffled(model.variables),
            shuffled(model.constants),
            shuffled(commands),
            shuffled(model.deadlines),
            "other words",
        )
        assert digest(other) == digest(model)
