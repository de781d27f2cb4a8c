"""Models as a whole: names, clocks, deadlines, what a step does to the clocks, other versions, instances."""

from typing import Any

import pytest

from vmotion_model.language import (
    FALSE,
    HISTORY,
    SHARED,
    TRUE,
    WHOLE,
    Boolean,
    Command,
    Constant,
    Deadline,
    Enumeration,
    Instance,
    Integer,
    Model,
    ModelError,
    Param,
    Var,
    boolean,
    clock,
    evaluate,
    integer,
    lift,
    to_text,
)
from vmotion_model.language.expressions import HUGE, same
from vmotion_proofs.search.breadth_first import search

on = boolean("r.on", "r", False, "")
far = boolean("q.far", "q", False, "")
watch = clock("r.watch", "r", on, "")
N = Constant("N", 5, "s")
start = Command("start", "r", {"off": ~on}, {on: True})
stop = Command("stop", "r", {"on": on, "late": watch >= Param("N")}, {on: False})


def model(**changes: Any) -> Model:
    parts: dict[str, Any] = {
        "name": "m",
        "variables": (on, watch, far),
        "constants": (N,),
        "commands": (start, stop),
        "deadlines": (Deadline("r.watch", Param("N"), ("stop",)),),
    }
    return Model(**parts | changes)


class TestRefused:
    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"variables": (on, on, watch)}, ["variable 'r.on' is defined twice"]),
            ({"constants": (N, N)}, ["constant 'N' is defined twice"]),
            ({"commands": (start, start, stop)}, ["command 'start' is defined twice"]),
            ({"variables": (on, far)}, ["command stop, guard 'late'", "unknown variable 'r.watch'"]),
            ({"constants": ()}, ["unknown constant 'N'"]),
            ({"constants": (Constant("NN", 5, "s"),)}, ["unknown constant 'N'", "'NN'"]),
            ({"variables": (boolean("r.on", "r", False, ""), watch, far)}, ["another variable of that name"]),
            ({"deadlines": (Deadline("r.wach", lift(5), ("stop",)),)}, ["r.wach", "'r.watch'"]),
            ({"deadlines": (Deadline("r.on", lift(5), ("stop",)),)}, ["unknown clock"]),
            ({"deadlines": (Deadline("r.watch", lift(5), ("stopp",)),)}, ["unknown handler 'stopp'", "'stop'"]),
            ({"deadlines": (Deadline("r.watch", Param("M"), ("stop",)),)}, ["unknown constant 'M'"]),
            ({"deadlines": (Deadline("r.watch", TRUE, ("stop",)),)}, ["limit is a fixed number"]),  # type: ignore[arg-type]
            ({"constants": (Constant("N", -1, "s"),)}, ["constant N", "whole number"]),
            ({"constants": (Constant("N", 1.5, "s"),)}, ["constant N", "whole number"]),  # type: ignore[arg-type]
            ({"constants": (Constant("N", True, "s"),)}, ["constant N", "whole number"]),
            ({"constants": (Constant("N", "5", "s"),)}, ["constant N", "whole number"]),  # type: ignore[arg-type]
            ({"constants": (Constant("N", HUGE + 1, "s"),)}, ["constant N", "whole number"]),
            ({"constants": (N, Constant("r.on", 1, ""))}, ["r.on", "identifier"]),
            ({"constants": (N, Constant("None", 1, ""))}, ["None", "identifier"]),
        ],
    )
    def test_with_a_message(self, changes: dict[str, Any], words: list[str]) -> None:
        with pytest.raises(ModelError) as caught:
            model(**changes)
        assert all(word in str(caught.value) for word in words)

    def test_a_deadline_that_moves(self) -> None:
        count = integer("r.count", "r", 0, 0, 9, "")
        with pytest.raises(ModelError, match="fixed number"):
            model(variables=(on, watch, far, count), deadlines=(Deadline("r.watch", count, ("stop",)),))

    def test_a_handler_of_another_role(self) -> None:
        other = Command("other", "q", {}, {far: True})
        with pytest.raises(ModelError, match="handler other is a step of q, not of r"):
            model(commands=(start, stop, other), deadlines=(Deadline("r.watch", lift(5), ("other",)),))

    def test_a_deadline_on_history_because_history_must_not_hold_time_back(self) -> None:
        past = clock("past", HISTORY, on, "")
        with pytest.raises(ModelError, match="history"):
            model(variables=(on, watch, far, past), deadlines=(Deadline("past", lift(5), ()),))

    def test_a_clock_that_looks_at_another_role(self) -> None:
        with pytest.raises(ModelError, match=r"clock r.spy: its condition reads q\.far"):
            model(variables=(on, watch, far, clock("r.spy", "r", far, "")))

    def test_a_shared_clock_that_looks_at_one_role(self) -> None:
        with pytest.raises(ModelError, match=r"reads r\.on"):
            model(variables=(on, watch, far, clock("spy", SHARED, on, "")))

    def test_a_clock_that_looks_at_history(self) -> None:
        past = boolean("past", HISTORY, False, "")
        with pytest.raises(ModelError, match="reads past"):
            model(variables=(on, watch, far, past, clock("r.spy", "r", past, "")))

    def test_a_clock_that_looks_at_a_clock(self) -> None:
        with pytest.raises(ModelError, match=r"reads the clock r\.watch"):
            model(variables=(on, watch, far, clock("r.spy", "r", watch >= 3, "")))

    @pytest.mark.parametrize(
        "extra",
        [
            Var("N", Boolean(), "r", False),
            Var("RED", Boolean(), "r", False),
        ],
    )
    def test_a_name_that_means_two_things_in_the_text_form(self, extra: Var[Any]) -> None:
        light: Var[Any] = Var("r.light", Enumeration("Light", ("RED", "GREEN")), "r", "RED")
        with pytest.raises(ModelError, match=extra.name):
            model(variables=(on, watch, far, light, extra))

    def test_a_constant_called_like_a_member(self) -> None:
        light: Var[Any] = Var("r.light", Enumeration("Light", ("RED", "N")), "r", "RED")
        with pytest.raises(ModelError, match="'N' is also the name of a member"):
            model(variables=(on, watch, far, light))


class TestUpdates:
    """An inactive clock is zero: the model says so for every step, whoever takes it."""

    def test_a_step_that_stops_a_clock_zeroes_it(self) -> None:
        updates = model().updates(stop)
        assert updates.keys() == {"r.on", "r.watch"}
        assert same(updates["r.watch"], lift(0))

    def test_a_step_that_starts_a_clock_leaves_it_at_zero(self) -> None:
        after = model().updates(start)["r.watch"]
        assert evaluate(after, {"r.on": False, "r.watch": 0}, {"N": 5}) == 0

    def test_a_step_that_may_stop_a_clock_zeroes_it_only_then(self) -> None:
        maybe = Command("maybe", "r", {}, {on: ~on})
        after = model(commands=(start, stop, maybe)).updates(maybe)["r.watch"]
        assert evaluate(after, {"r.on": True, "r.watch": 7}, {"N": 5}) == 0
        assert evaluate(after, {"r.on": False, "r.watch": 0}, {"N": 5}) == 0

    def test_a_running_clock_keeps_its_value_when_its_condition_stays_true(self) -> None:
        renew = Command("renew", "r", {}, {on: True})
        after = model(commands=(start, stop, renew)).updates(renew)["r.watch"]
        assert evaluate(after, {"r.on": True, "r.watch": 7}, {"N": 5}) == 7

    def test_another_roles_step_stops_a_history_clock(self) -> None:
        past = clock("past", HISTORY, far & on, "")
        leave = Command("leave", "q", {}, {far: False})
        changed = model(variables=(on, watch, far, past), commands=(start, stop, leave))
        assert same(changed.updates(leave)["past"], lift(0))
        assert changed.updates(leave).keys() == {"q.far", "past"}
        assert changed.updates(stop).keys() == {"r.on", "r.watch", "past"}

    def test_a_reset_of_an_inactive_clock_is_zero_too(self) -> None:
        both = Command("both", "r", {}, {watch: 0, on: False})
        assert same(model(commands=(start, stop, both)).updates(both)["r.watch"], lift(0))

    def test_time_may_pass_as_far_as_the_deadline_of_a_running_clock(self) -> None:
        for running, value, delay, may in ((True, 2, 3, True), (True, 2, 4, False), (False, 0, 99, True)):
            formula = model().may_elapse(lift(delay))
            assert evaluate(formula, {"r.on": running, "r.watch": value}, {"N": 5}) is may

    def test_handled_asks_for_a_handler_that_stops_the_clock(self) -> None:
        asked = model()
        due = {"r.on": True, "r.watch": 5, "q.far": False}
        assert evaluate(asked.handled(asked.deadlines[0]), due, {"N": 5}) is True
        idle = Command("idle", "r", {"on": on}, {})
        lazy = model(commands=(start, stop, idle), deadlines=(Deadline("r.watch", Param("N"), ("idle",)),))
        assert same(lazy.handled(lazy.deadlines[0]), FALSE)


class TestRebind:
    def test_a_property_moves_to_another_version_by_name(self) -> None:
        twin = boolean("r.on", "r", True, "")
        after = model(variables=(twin, clock("r.watch", "r", twin, ""), far), commands=(), deadlines=())
        moved = after.rebind("P", on & (watch <= Param("N")))
        after.check_names("P", moved)
        assert to_text(moved) == to_text(on & (watch <= Param("N")))

    def test_a_missing_variable_or_another_type_is_an_error(self) -> None:
        after = model(variables=(far,), commands=(), deadlines=())
        with pytest.raises(ModelError, match=r"P speaks of r\.on \(boolean\)"):
            after.rebind("P", on)
        retyped = model(variables=(integer("r.on", "r", 0, 0, 1, ""), far), commands=(), deadlines=())
        with pytest.raises(ModelError, match=r"r\.on"):
            retyped.rebind("P", on)

    def test_a_missing_constant_is_an_error(self) -> None:
        with pytest.raises(ModelError, match="unknown constant 'N'"):
            model(constants=(), commands=(), deadlines=()).rebind("P", watch <= Param("N"))


class TestInstance:
    """A ring of three places with a jump that can go wrong; counts by hand."""

    place = integer("place", "r", 0, 0, 2, "")
    forward = Command("forward", "r", {"room": place <= 1}, {place: place + 1})
    slip = Command("slip", "r", {"up": place >= 1}, {place: place - 1}, fault="slip back")
    fall = Command("fall", "r", {"up": place >= 1}, {place: 0}, fault="slip back")
    ring = Model("ring", (place,), (), (forward, slip, fall))

    def states(self, limits: dict[str, int]) -> int:
        return search(Instance("i", limits).apply(self.ring), {}).states

    @pytest.mark.parametrize(
        ("limits", "count"),
        [
            ({}, 3),
            # No fault: 0, 1, 2.
            ({"slip back": 0}, 3),
            # Budget 1: places 0-2 unspent; spent at 1 or 2 leads to 0 or 1, and forward again to 2.
            ({"slip back": 1}, 6),
            ({"slip back": 4}, 15),
            # Only one of the two commands is limited: the other stays.
            ({"slip": 0}, 3),
            ({"slip": 2}, 9),
            # Both budgets count for slip: (fault, slip) = (2,1) at the start, then slip (1,0), fall (1,1);
            # slip or fall after fall (0,0), (0,1); fall after slip (0,0). Pairs: 21, 10, 11, 00, 01, each with 3 places.
            ({"slip back": 2, "slip": 1}, 15),
            # The protocol's own command can be limited too: 0, then 1 with nothing left; slip or fall back to 0.
            ({"forward": 1}, 3),
        ],
    )
    def test_count(self, limits: dict[str, int], count: int) -> None:
        assert self.states(limits) == count

    def test_a_budget_of_none_removes_the_command_and_its_deadline_handlers(self) -> None:
        limited = Instance("i", {"stop": 0}).apply(model())
        assert [c.name for c in limited.commands] == ["start"]
        assert limited.deadlines == (Deadline("r.watch", limited.deadlines[0].limit, ()),)

    def test_an_unknown_fault_is_refused_with_the_nearest_name(self) -> None:
        with pytest.raises(ModelError, match="'slip back'"):
            self.states({"slip bak": 1})

    @pytest.mark.parametrize("limit", [-1, 1.5, True, "2"])
    def test_a_limit_that_is_no_count_is_refused(self, limit: Any) -> None:
        with pytest.raises(ModelError, match="means nothing"):
            self.states({"slip": limit})

    def test_the_whole_model_is_the_model(self) -> None:
        assert WHOLE.apply(self.ring) is self.ring
        assert WHOLE.describe() == "whole model: every fault without limit"
        assert Instance("i", {"slip": 2, "fall": 0}).describe() == "i: fall at most 0, slip at most 2"

    def test_a_limited_model_is_still_described_by_integers(self) -> None:
        assert Instance("i", {"slip back": 2}).apply(self.ring).variable["budget.slip_back"].type == Integer(0, 2)
