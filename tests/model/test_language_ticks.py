"""From dense clocks to ticks: a model enumerated on paper, and an interpreter without caps that must see the same."""

from collections import deque
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from effort import examples
from strategies import models
from vmotion_model.language import (
    ELAPSE,
    TRUE,
    Clock,
    Command,
    Constant,
    Deadline,
    Enumeration,
    Expr,
    Integer,
    Model,
    ModelError,
    Param,
    Value,
    Var,
    boolean,
    clock,
    discretise,
    evaluate,
    if_then,
    lift,
    natural_tick,
)
from vmotion_model.language.expressions import Add, Equal
from vmotion_model.language.ticks import time_constants
from vmotion_proofs.search.breadth_first import search

PHASE = Enumeration("Phase", ("IDLE", "BUSY", "DONE"))
phase: Var[Any] = Var("phase", PHASE, "r", "IDLE")
armed = boolean("armed", "r", False, "")
busy: Expr[bool] = phase == "BUSY"
c: Any = clock("c", "r", busy, "since the start")
d: Any = clock("d", "r", armed, "since the arming")
TWO_CLOCKS = Model(
    "two clocks",
    (phase, armed, c, d),
    (Constant("WAIT", 10, "s"), Constant("LIMIT", 30, "s")),
    (
        Command("start", "r", {"idle": phase == "IDLE"}, {phase: "BUSY"}),
        Command("arm", "r", {"busy": busy, "not armed": ~armed, "waited": c >= Param("WAIT")}, {armed: True}),
        Command("finish", "r", {"armed": armed, "held": d >= Param("WAIT")}, {phase: "DONE", armed: False}),
        Command("abort", "r", {"busy": busy, "late": c >= Param("LIMIT")}, {phase: "DONE", armed: False}),
    ),
    (Deadline("c", Param("LIMIT"), ("abort",)),),
)

# On paper, in ticks of 10 s. The counter of c goes to 30 s and one tick more (which the deadline never lets it reach), that
# of d to 10 s, as nothing tells 10 s from more. States are phase, armed, c, d:
#   IDLE . 0 0            start ->  BUSY . 0 0
#   BUSY . 0..3 0         time passes up to c = 3; from c = 1 on arm -> BUSY armed c 0
#   BUSY armed 1 0   2 0   3 0     armed at once
#   BUSY armed 2 1   3 1           one tick later (armed at 1 or 2); 3 1 also two ticks after arming at 1: d stays at its top
#   DONE . 0 0            finish from d = 1, abort from c = 3; both clocks are inactive, so zero
# That is 1 + 4 + 5 + 1 = 11 states. Steps: start 1; time 3 (not armed) + 3 (1 0, 2 0, 2 1); arm 3; finish 2; abort 3: 15.
PAPER = {
    ("IDLE", False, 0, 0),
    *(("BUSY", False, n, 0) for n in range(4)),
    ("BUSY", True, 1, 0),
    ("BUSY", True, 2, 0),
    ("BUSY", True, 3, 0),
    ("BUSY", True, 2, 1),
    ("BUSY", True, 3, 1),
    ("DONE", False, 0, 0),
}


def reached(model: Model) -> set[tuple[Value, ...]]:
    found = search(model, {})
    return {tuple(found.program.state(found.store.words, i).values()) for i in range(found.states)}


class TestOnPaper:
    def test_states_are_those_on_paper(self) -> None:
        finite = discretise(TWO_CLOCKS)
        assert finite.tick == 10
        assert reached(finite.model) == PAPER

    def test_steps_are_as_many_as_on_paper(self) -> None:
        assert search(discretise(TWO_CLOCKS).model, {}).transitions == 15

    def test_counters_are_as_long_as_on_paper(self) -> None:
        finite = discretise(TWO_CLOCKS).model
        assert (finite.variable["c"].type, finite.variable["d"].type) == (Integer(0, 4), Integer(0, 1))

    @pytest.mark.parametrize(
        ("tick", "states"),
        [
            # c: 7 values not armed; armed, c is 2..6 when d = 0, 3..6 when d = 1, 4..6 from d = 2 on: 1 + 7 + 12 + 1.
            (5, 21),
            # 31 values not armed; armed with d = e < 10: c from 10 + e to 30, 21 - e values, 165 in all; then 20..30.
            (1, 1 + 31 + 165 + 11 + 1),
        ],
    )
    def test_a_finer_tick_finds_as_many_as_counted_by_hand(self, tick: int, states: int) -> None:
        assert search(discretise(TWO_CLOCKS, tick).model, {}).states == states

    def test_all_ticks_agree_on_what_is_not_a_clock(self) -> None:
        views = [{s[:2] for s in reached(discretise(TWO_CLOCKS, tick).model)} for tick in (10, 5, 2, 1)]
        assert all(view == views[0] for view in views)
        assert views[0] == {("IDLE", False), ("BUSY", False), ("BUSY", True), ("DONE", False)}

    @pytest.mark.parametrize("tick", [3, 4, 20, 30, 7, 0, -5])
    def test_a_tick_that_does_not_divide_is_refused(self, tick: int) -> None:
        with pytest.raises(ModelError, match="tick"):
            discretise(TWO_CLOCKS, tick)

    def test_the_constants_of_a_property_count(self) -> None:
        assert natural_tick(TWO_CLOCKS) == 10
        assert natural_tick(TWO_CLOCKS, c <= 4) == 2
        assert time_constants(TWO_CLOCKS, c <= 4) == [4, 10, 30]
        with pytest.raises(ModelError, match="does not divide 4 s"):
            discretise(TWO_CLOCKS, 10, c <= 4)
        with pytest.raises(ModelError, match="multiple"):
            discretise(TWO_CLOCKS).translate(c <= 4)

    def test_a_property_lengthens_the_counter_it_looks_at(self) -> None:
        assert discretise(TWO_CLOCKS, None, d <= 10).model.variable["d"].type == Integer(0, 2)
        assert discretise(TWO_CLOCKS, None, d == 10).model.variable["d"].type == Integer(0, 2)
        assert discretise(TWO_CLOCKS, None, d >= 10).model.variable["d"].type == Integer(0, 1)
        assert discretise(TWO_CLOCKS, None, ~(d >= 20)).model.variable["d"].type == Integer(0, 2)

    @pytest.mark.parametrize(
        ("claim", "holds"),
        [
            (d <= 10, False),
            (d <= 20, True),
            (c <= 30, True),
            (c <= 20, False),
            ((d >= 10).implies(c >= 20), True),
            (Equal.of(armed, c >= 10), False),
            ((~armed).implies(d <= 0), True),
            (if_then(armed, c >= 10, TRUE), True),
            (if_then(c >= 40, 1, 2) == 2, True),
            (if_then(c >= 30, 1, 2) == 2, False),
            (c <= Param("LIMIT") - 10, False),
            (c <= Param("LIMIT") - 10 + 10, True),
        ],
    )
    def test_a_property_over_clocks(self, claim: Expr[bool], holds: bool) -> None:
        finite = discretise(TWO_CLOCKS, None, claim)
        found = search(finite.model, {"claim": finite.translate(claim)})
        assert ("claim" not in found.violations) == holds

    @pytest.mark.parametrize(
        "claim",
        [Add.of(c, lift(10)) <= 30, Add.of(c, d) <= 30, if_then(armed, c, lift(0)) <= 10, c <= Add.of(d, lift(5))],
    )
    def test_what_counters_with_a_top_cannot_decide_is_refused(self, claim: Expr[bool]) -> None:
        with pytest.raises(ModelError, match="a clock is compared"):
            discretise(TWO_CLOCKS, None, claim)

    def test_two_clocks_that_are_compared_get_counters_of_one_length(self) -> None:
        finite = discretise(TWO_CLOCKS, None, d <= c).model
        assert (finite.variable["c"].type, finite.variable["d"].type) == (Integer(0, 4), Integer(0, 4))


class TestSmallThings:
    def test_a_model_without_clocks_gets_no_step_of_time(self) -> None:
        model = Model("m", (armed,), (), (Command("arm", "r", {}, {armed: True}),))
        assert [k.name for k in discretise(model).model.commands] == ["arm"]
        assert natural_tick(model) == 1

    def test_a_deadline_at_zero_lets_no_time_pass(self) -> None:
        urgent = clock("urgent", "r", ~armed, "")
        arm = Command("arm", "r", {}, {armed: True})
        model = Model("m", (armed, urgent), (), (arm,), (Deadline("urgent", lift(0), ("arm",)),))
        assert reached(discretise(model).model) == {(False, 0), (True, 0)}

    def test_time_passes_only_where_some_clock_runs(self) -> None:
        idle = Model("m", (armed, clock("k", "r", armed, "")), (), (Command("arm", "r", {}, {armed: True}),))
        elapse = discretise(idle).model.command[ELAPSE]
        assert evaluate(elapse.enabled, {"armed": False, "k": 0}, {}) is False
        assert evaluate(elapse.enabled, {"armed": True, "k": 0}, {}) is True


def unbounded(model: Model, tick: int, top: int) -> set[tuple[Value, ...]]:
    """Every reachable valuation of what is no clock, by an interpreter of its own: real numbers of seconds, no counters.

    Time advances by ``tick`` (in the unit of the constants); clocks count on to ``top``, above everything compared. Nothing of
    ``finite`` or ``Model.updates`` is used: the rule that an inactive clock is zero is written out here.
    """
    clocks = [v for v in model.variables if isinstance(v.type, Clock)]
    rest = [v.name for v in model.variables if not isinstance(v.type, Clock)]

    def runs(var: Var[Any], state: dict[str, Value]) -> bool:
        assert var.active is not None
        return bool(evaluate(var.active, state, model.values))

    def after(state: dict[str, Value], command: Command) -> dict[str, Value]:
        new = state | {n: evaluate(u, state, model.values) for n, u in command.updates.items()}
        return new | {k.name: 0 for k in clocks if not runs(k, new)}

    def later(state: dict[str, Value]) -> dict[str, Value] | None:
        new = state | {k.name: min(int(state[k.name]) + tick, top) for k in clocks if runs(k, state)}
        for deadline in model.deadlines:
            over = int(new[deadline.clock]) > int(evaluate(deadline.limit, {}, model.values))
            if over and runs(model.variable[deadline.clock], state):
                return None
        return new

    start: dict[str, Value] = dict(model.initial)
    seen = {tuple(start.values())}
    waiting = deque([start])
    while waiting:
        state = waiting.popleft()
        enabled = [k for k in model.commands if all(evaluate(g, state, model.values) for g in k.guard.values())]
        for new in [*(after(state, k) for k in enabled), later(state)]:
            if new is not None and tuple(new.values()) not in seen:
                seen.add(tuple(new.values()))
                waiting.append(new)
    names = list(model.variables)
    return {tuple(v for v, var in zip(s, names, strict=True) if var.name in rest) for s in seen}


def magnified(model: Model, factor: int) -> Model:
    """The same model with every number of seconds multiplied: one second of it is a fraction of one of the original."""

    def scaled(expr: Expr[Any]) -> Expr[Any]:
        from vmotion_model.language.expressions import AtMost
        from vmotion_model.language.substitute import rebuild

        match expr:
            case AtMost(left=left, right=right) | Equal(left=left, right=right) if any(
                isinstance(s.type, Clock) for s in (left, right)
            ):
                fixed = [s if isinstance(s, Var) else lift(number(s) * factor) for s in (left, right)]
                return rebuild(expr, tuple(fixed))
            case _:
                parts = expr.children
                return rebuild(expr, tuple(scaled(p) for p in parts)) if parts else expr

    def number(expr: Expr[Any]) -> int:
        return int(evaluate(expr, {}, model.values))

    commands = tuple(
        Command(k.name, k.role, {n: scaled(g) for n, g in k.guard.items()}, k.effect, fault=k.fault)
        for k in model.commands
    )
    deadlines = tuple(Deadline(x.clock, lift(number(x.limit) * factor), x.handlers) for x in model.deadlines)
    return Model(model.name, model.variables, model.constants, commands, deadlines)


def project(model: Model, finite: Model) -> set[tuple[Value, ...]]:
    places = [i for i, v in enumerate(model.variables) if not isinstance(v.type, Clock)]
    return {tuple(s[i] for i in places) for s in reached(finite)}


@settings(max_examples=examples(80), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(models())
def test_ticks_lose_no_state_of_a_random_model(model: Model) -> None:
    """The coarsest tick, one second and a third of a second (on larger counters, without tops) see the same."""
    coarse = project(model, discretise(model).model)
    assert coarse == project(model, discretise(model, 1).model)
    largest = max([1, *time_constants(model)])
    assert coarse == unbounded(model, 1, largest + 2)
    fine = magnified(model, 3)
    assert coarse == unbounded(fine, 1, 3 * largest + 2)
