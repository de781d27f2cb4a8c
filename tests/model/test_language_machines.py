"""The machines: where triggers start, what they say when they refuse, and that they do what the commands say."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from effort import examples
from vmotion_model.language import (
    FALSE,
    SHARED,
    Clock,
    Command,
    Constant,
    Deadline,
    Expr,
    Model,
    ModelError,
    Param,
    Value,
    boolean,
    clock,
    enumeration,
    evaluate,
    if_then,
    integer,
    lift,
)
from vmotion_model.language.expressions import AtMost, Equal
from vmotion_model.machines import MachineEdge, Migration, NotEnabledError, edges, role_machine
from vmotion_model.protocol import LOCATIONS, vmotion


class Door(StrEnum):
    OPEN = "OPEN"
    SHUT = "SHUT"
    LOCKED = "LOCKED"


door = enumeration("keeper.door", "keeper", Door.OPEN, "")
spare = enumeration("keeper.spare", "keeper", Door.LOCKED, "")
key = boolean("key", SHARED, True, "")
knocks = integer("knocks", SHARED, 0, 0, 3, "")
waited = clock("keeper.waited", "keeper", door == Door.SHUT, "")
shut = Command("shut", "keeper", {"open": door == Door.OPEN}, {door: Door.SHUT})
lock = Command("lock", "keeper", {"shut": door == Door.SHUT, "the key is here": key}, {door: Door.LOCKED})
unlock = Command("unlock", "keeper", {"not open": door != Door.OPEN}, {door: if_then(key, Door.OPEN, Door.SHUT)})
swap = Command("swap", "keeper", {"not locked": door != Door.LOCKED}, {door: if_then(key, Door.SHUT, spare)})
drop = Command("drop", "keeper", {"here": key}, {key: False})
knock = Command("knock", "guest", {}, {knocks: knocks + 1})
open_late = Command("open_late", "keeper", {"waited": waited >= Param("N")}, {door: Door.OPEN})
HOUSE = Model(
    "house",
    (door, spare, key, knocks, waited),
    (Constant("N", 10, "s"),),
    (shut, lock, unlock, swap, drop, knock, open_late),
    (Deadline("keeper.waited", Param("N"), ("open_late",)),),
)
WHERE = {"keeper": "keeper.door"}


def house() -> Any:
    return Migration(HOUSE, WHERE)


class TestSources:
    def found(self, command: str) -> set[tuple[str, str]]:
        return {(e.source, e.target) for e in edges(HOUSE, door) if e.command == command}

    def test_one_source(self) -> None:
        assert self.found("shut") == {("OPEN", "SHUT")}

    def test_a_conjunct_that_does_not_speak_of_the_location_rules_nothing_out(self) -> None:
        assert self.found("lock") == {("SHUT", "LOCKED")}

    def test_two_sources_and_a_target_for_each_value_of_a_choice(self) -> None:
        both = {"OPEN", "SHUT"}
        assert self.found("unlock") == {(s, t) for s in ("SHUT", "LOCKED") for t in both}

    def test_a_choice_with_a_variable_can_lead_anywhere(self) -> None:
        assert self.found("swap") == {(s, str(t)) for s in ("OPEN", "SHUT") for t in Door}

    def test_a_step_that_leaves_the_location_is_a_loop_everywhere(self) -> None:
        assert self.found("drop") == {(str(s), str(s)) for s in Door}

    @pytest.mark.parametrize(
        "guard",
        [
            {"no": FALSE},
            {"no": Equal(lift(1), lift(2))},
            {"no": FALSE, "open": door == Door.OPEN},
            {"too late": AtMost(Param("N"), lift(5))},
        ],
        ids=["false", "1 == 2", "false beside another", "a constant that is too large"],
    )
    def test_a_step_that_can_never_happen_is_drawn_nowhere(self, guard: Mapping[str, Expr[bool]]) -> None:
        never = Command("never", "keeper", guard, {door: Door.LOCKED})
        model = Model("house", (door, waited), (Constant("N", 10, "s"),), (shut, never))
        assert {e.command for e in edges(model, door)} == {"shut"}

    def test_another_roles_step_is_no_trigger(self) -> None:
        assert self.found("knock") == set()
        assert MachineEdge("shut", "OPEN", "SHUT") in edges(HOUSE, door)

    def test_a_role_alone_is_a_machine_of_its_own(self) -> None:
        machine: Any = role_machine(HOUSE, door)
        assert machine.model.state == "OPEN"
        machine.model.trigger("shut")
        assert machine.model.state == "SHUT"
        assert sorted(machine.get_triggers("LOCKED")) == ["drop", "open_late", "unlock"]


class TestSteps:
    def test_a_command_is_a_method(self) -> None:
        here = house()
        assert here.shut() == {"keeper.door": ("OPEN", "SHUT")}
        assert (here.state["keeper.door"], here.roles["keeper"].model.state) == ("SHUT", "SHUT")

    def test_a_refusal_names_what_is_missing_and_changes_nothing(self) -> None:
        here = house()
        here.drop()
        before = dict(here.state)
        with pytest.raises(NotEnabledError) as caught:
            here.lock()
        assert caught.value.command == "lock"
        assert caught.value.failing == ("shut", "the key is here")
        assert "the key is here" in str(caught.value)
        assert (here.state, here.history) == (before, ["drop"])

    def test_a_choice_with_a_variable_is_followed_to_every_value(self) -> None:
        here = house()
        here.drop()
        assert here.swap() == {"keeper.door": ("OPEN", "LOCKED")}
        assert here.roles["keeper"].model.state == "LOCKED"

    def test_an_unknown_command_is_named_with_the_nearest(self) -> None:
        with pytest.raises(AttributeError, match="'shut'"):
            house().shutt()
        with pytest.raises(ModelError, match="'shut'"):
            house().fire("shutt")

    def test_a_number_does_not_leave_its_range(self) -> None:
        here = house()
        for _ in range(3):
            here.knock()
        with pytest.raises(ModelError, match="knocks leaves its range with 4"):
            here.knock()
        assert here.state["knocks"] == 3

    def test_enabled_lists_the_commands_in_the_models_order(self) -> None:
        here = house()
        assert here.enabled() == ("shut", "swap", "drop", "knock")
        here.shut()
        assert here.enabled() == ("lock", "unlock", "swap", "drop", "knock")


class TestTime:
    def test_time_passes_for_running_clocks_only(self) -> None:
        here = house()
        assert here.elapse(100) == {}
        here.shut()
        assert here.elapse(4) == {"keeper.waited": (0, 4)}
        assert (here.time, here.history) == (104, ["elapse 100", "shut", "elapse 4"])

    def test_no_deadline_is_overrun(self) -> None:
        here = house()
        assert here.longest_delay() is None
        here.shut()
        here.elapse(4)
        assert here.longest_delay() == 6
        with pytest.raises(NotEnabledError, match="after 6 s"):
            here.elapse(7)
        here.elapse(6)
        assert here.longest_delay() == 0
        with pytest.raises(NotEnabledError):
            here.elapse(1)
        assert here.open_late() == {"keeper.door": ("SHUT", "OPEN"), "keeper.waited": (10, 0)}
        assert here.longest_delay() is None

    @pytest.mark.parametrize("seconds", [0, -1])
    def test_time_passes_forward(self, seconds: int) -> None:
        with pytest.raises(NotEnabledError, match="forward"):
            house().elapse(seconds)

    def test_restoring_a_state_moves_the_machines(self) -> None:
        here = house()
        here.restore(dict(here.state) | {"keeper.door": "LOCKED"})
        assert here.enabled() == ("unlock", "drop", "knock")
        assert here.unlock() == {"keeper.door": ("LOCKED", "OPEN")}


class Interpreter:
    """The shipped model read plainly: guards and effects by ``evaluate``, time and clocks by hand."""

    def __init__(self) -> None:
        self.model = vmotion()
        self.state: dict[str, Value] = {v.name: v.initial for v in self.model.variables}
        self.clocks = [v for v in self.model.variables if isinstance(v.type, Clock)]

    def value(self, expr: Any, state: Mapping[str, Value]) -> Value:
        return evaluate(expr, state, {c.name: c.value for c in self.model.constants})

    def failing(self, name: str) -> tuple[str, ...]:
        guard = self.model.command[name].guard
        return tuple(label for label, g in guard.items() if not self.value(g, self.state))

    def fire(self, name: str) -> None:
        new = dict(self.state)
        for var, update in self.model.command[name].effect.items():
            new[var.name] = self.value(update, self.state)
        for var in self.clocks:
            if not self.value(var.active, new):
                new[var.name] = 0
        self.state = new

    def may_elapse(self, seconds: int) -> bool:
        new = self.elapsed(seconds)
        return all(int(new[d.clock]) <= int(self.value(d.limit, {})) for d in self.model.deadlines)

    def elapsed(self, seconds: int) -> dict[str, Value]:
        running = [v.name for v in self.clocks if self.value(v.active, self.state)]
        return self.state | {n: int(self.state[n]) + seconds for n in running}


class MigrationBesideInterpreter(RuleBasedStateMachine):
    """A migration of the shipped model does, step for step, what a plain reading of its commands does."""

    @initialize()
    def begin(self) -> None:
        self.migration = Migration()
        self.plain = Interpreter()
        self.seconds = 0

    @rule(data=st.data())
    def enabled_step(self, data: st.DataObject) -> None:
        names = [n for n in self.plain.model.command if not self.plain.failing(n)]
        assert self.migration.enabled() == tuple(names)
        if names:
            name = data.draw(st.sampled_from(names))
            before = dict(self.plain.state)
            changed = getattr(self.migration, name)()
            self.plain.fire(name)
            assert changed == {n: (before[n], v) for n, v in self.plain.state.items() if before[n] != v}

    @rule(data=st.data())
    def any_step(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(self.plain.model.command)))
        failing = self.plain.failing(name)
        if failing:
            with pytest.raises(NotEnabledError) as caught:
                self.migration.fire(name)
            assert caught.value.failing == failing
        else:
            self.migration.fire(name)
            self.plain.fire(name)

    @precondition(lambda self: any(self.plain.value(v.active, self.plain.state) for v in self.plain.clocks))
    @rule(seconds=st.sampled_from([1, 7, 10, 20, 80, 90, 100, 101]))
    def wait(self, seconds: int) -> None:
        if self.plain.may_elapse(seconds):
            self.migration.elapse(seconds)
            self.plain.state = self.plain.elapsed(seconds)
            self.seconds += seconds
        else:
            with pytest.raises(NotEnabledError):
                self.migration.elapse(seconds)

    @invariant()
    def same_state(self) -> None:
        if hasattr(self, "plain"):
            assert self.migration.state == self.plain.state
            assert self.migration.time == self.seconds
            for role, name in LOCATIONS.items():
                assert self.migration.roles[role].model.state == self.plain.state[name]


TestMigrationBesideInterpreter = MigrationBesideInterpreter.TestCase
TestMigrationBesideInterpreter.settings = settings(max_examples=examples(25), stateful_step_count=40, deadline=None)
