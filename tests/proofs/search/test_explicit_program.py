"""The compiled model: packing, and guards and effects against the interpreter, expression by expression."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effort import examples
from strategies import World, effects, guards, members_of, numbers, states, truths, worlds
from vmotion_model.language import (
    FALSE,
    TRUE,
    Boolean,
    Command,
    Constant,
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
    evaluate,
    if_then,
    integer,
    lift,
    to_text,
)
from vmotion_model.language.expressions import Add
from vmotion_proofs.search.compiled_model import compile_model
from vmotion_proofs.search.packing import layout_of

bare = worlds(clocks=False)


def model_of(world: World, *commands: Command) -> Model:
    return Model("m", world.variables, world.constants, commands)


@st.composite
def several_states(draw: Any, world: World) -> list[dict[str, Value]]:
    return [draw(states(world)) for _ in range(draw(st.integers(1, 6)))]


class TestLayout:
    @settings(max_examples=examples(150), deadline=None)
    @given(st.data())
    def test_unpacking_gives_back_what_was_packed(self, data: st.DataObject) -> None:
        world = data.draw(bare)
        layout = layout_of(model_of(world))
        state = data.draw(states(world))
        words = layout.pack(state)
        assert layout.unpack([int(w) for w in words[:, 0]]) == state
        for name, value in state.items():
            column = layout.column(words, name)[0]
            type_ = layout.field[name].var.type
            assert (sorted(type_.members)[column] if isinstance(type_, Enumeration) else column) == value

    def test_fields_do_not_overlap_and_fit_their_words(self) -> None:
        sizes = [2, 3, 5, 17, 255, 256, 257, 65536, 1, 40000, 65536, 65536, 65536, 9]
        variables = tuple(integer(f"n{i}", "r", 0, 0, size - 1, "") for i, size in enumerate(sizes))
        layout = layout_of(Model("m", variables, (), ()))
        used: dict[int, int] = {}
        for field in layout.fields:
            assert field.shift + field.bits <= 64
            assert used.get(field.word, 0) & field.mask == 0
            used[field.word] = used.get(field.word, 0) | field.mask
        top = {v.name: size - 1 for v, size in zip(variables, sizes, strict=True)}
        assert layout.unpack([int(w) for w in layout.pack(top)[:, 0]]) == top

    def test_the_code_of_a_member_does_not_depend_on_the_order_of_definition(self) -> None:
        orders = (("A", "B", "C"), ("C", "B", "A"))
        lamps: list[Var[Any]] = [Var("x", Enumeration("E", members), "r", "B") for members in orders]
        codes = [layout_of(Model("m", (v,), (), ())).pack({"x": "C"})[0, 0] for v in lamps]
        assert codes[0] == codes[1]

    def test_a_dense_clock_or_a_huge_range_is_refused(self) -> None:
        on = boolean("on", "r", False, "")
        with pytest.raises(ModelError, match="dense clock"):
            layout_of(Model("m", (on, clock("c", "r", on, "")), (), ()))
        with pytest.raises(ModelError, match="65537 values"):
            layout_of(Model("m", (integer("n", "r", 0, 0, 65536, ""),), (), ()))


class TestExpressions:
    @settings(max_examples=examples(400), deadline=None)
    @given(st.data())
    def test_a_column_of_values_equals_the_values_one_by_one(self, data: st.DataObject) -> None:
        world = data.draw(bare)
        kind = data.draw(st.sampled_from(["truth", "number", "member"]))
        expr: Expr[Any]
        if kind == "truth":
            expr = data.draw(truths(world))
        elif kind == "number":
            expr = data.draw(numbers(world, 3))
        else:
            expr = data.draw(members_of(world, data.draw(st.sampled_from(world.of(Enumeration))).type, 3))
        compare_everywhere(world, expr, data.draw(several_states(world)))

    small = integer("small", "r", 0, 0, 3, "")
    below = integer("below", "r", 0, -2, 1, "")
    on = boolean("on", "r", False, "")
    WORLD = World((small, below, on), (Constant("BIG", 2**31, ""), Constant("N", 3, "")))

    @pytest.mark.parametrize(
        "expr",
        [
            # A plain number beside a column of small codes must not wrap.
            if_then(on, small, -1),
            if_then(on, 300, small),
            if_then(on, small, -1) <= 0,
            if_then(on, small, 256) == 0,
            if_then(on, if_then(small <= 1, small, 70_000), -1),
            if_then(on, below, 2**31),
            # Sums of large numbers must not wrap either.
            Add.of(small, Param("BIG")) <= 5,
            Add.of(small, lift(2**31 - 1)) <= 5,
            small + Param("BIG") + Param("BIG"),
            below - Param("BIG") - Param("BIG") - 1,
            small - 3 <= -1,
            small == -1,
            small <= 256,
            lift(256) <= small,
            below == 255,
            # One value for all states.
            if_then(Param("N") == 3, TRUE, FALSE),
            if_then(Param("N") == 4, TRUE, FALSE),
            if_then(Param("N") == 3, small, 9),
            if_then(Param("N") == 3, 9, small),
            if_then(on, 1, 2) == if_then(on, 1, 2),
            (Param("N") <= 3) & on,
            (Param("N") <= 3) | on,
            ~(Param("N") <= 3),
            Param("N") + Param("BIG"),
        ],
        ids=to_text,
    )
    def test_edges_of_the_arithmetic(self, expr: Expr[Any]) -> None:
        every: list[dict[str, Value]] = [
            {"small": s, "below": b, "on": o} for s in range(4) for b in range(-2, 2) for o in (False, True)
        ]
        compare_everywhere(self.WORLD, expr, every)


def compare_everywhere(world: World, expr: Expr[Any], given_states: list[dict[str, Value]]) -> None:
    program = compile_model(model_of(world))
    words = np.concatenate([program.layout.pack(s) for s in given_states], axis=1)
    found = np.broadcast_to(np.asarray(program.compile(expr)(program.block(words))), len(given_states))
    for value, state in zip(found, given_states, strict=True):
        wanted = evaluate(expr, state, world.values)
        if isinstance(expr.type, Enumeration):
            wanted = sorted(expr.type.members).index(str(wanted))
        assert value == wanted


class TestSteps:
    @settings(max_examples=examples(300), deadline=None)
    @given(st.data())
    def test_a_step_does_to_all_states_what_the_interpreter_does_to_each(self, data: st.DataObject) -> None:
        world = data.draw(bare)
        command = Command("step", "robot", data.draw(guards(world)), data.draw(effects(world)))
        program = compile_model(model_of(world, command))
        given_states = data.draw(several_states(world))
        block = program.block(np.concatenate([program.layout.pack(s) for s in given_states], axis=1))
        at = program.steps[0].enabled(block)
        wanted = [
            i for i, s in enumerate(given_states) if all(evaluate(g, s, world.values) for g in command.guard.values())
        ]
        assert list(at) == wanted
        after = program.steps[0].successors(block, at)
        for column, i in enumerate(wanted):
            updates = {n: evaluate(u, given_states[i], world.values) for n, u in command.updates.items()}
            assert program.state(after, column) == given_states[i] | updates

    def test_a_guard_that_is_a_choice_between_literals_holds_in_every_state(self) -> None:
        on = boolean("on", "r", False, "")
        command = Command("step", "r", {"switched on": if_then(Param("N") == 3, TRUE, FALSE)}, {on: True})
        program = compile_model(Model("m", (on,), (Constant("N", 3, ""),), (command,)))
        block = program.block(np.array([[0, 1, 0, 1]], dtype=np.uint64))
        assert list(program.steps[0].enabled(block)) == [0, 1, 2, 3]

    @pytest.mark.parametrize(("low", "high"), [(0, 1), (5, 6), (0, 0), (0, 3), (0, 4), (-2, 1), (0, 255), (0, 256)])
    @pytest.mark.parametrize("step", [1, -1, 300, -300])
    def test_a_number_never_leaves_its_range_into_its_neighbour(self, low: int, high: int, step: int) -> None:
        """Whatever the width of the field: an error, and never a changed neighbour."""
        number = integer("number", "r", low, low, high, "")
        neighbour = boolean("neighbour", "r", False, "")
        command = Command("step", "r", {}, {number: number + step})
        program = compile_model(Model("m", (number, neighbour), (), (command,)))
        for value in {low, high}:
            block = program.block(program.layout.pack({"number": value, "neighbour": False}))
            if low <= value + step <= high:
                after = program.steps[0].successors(block, np.array([0]))
                assert program.state(after, 0) == {"number": value + step, "neighbour": False}
            else:
                with pytest.raises(ModelError, match="leaves its range"):
                    program.steps[0].successors(block, np.array([0]))

    def test_a_constant_out_of_range_is_refused_although_the_bits_would_hold_it(self) -> None:
        number = integer("number", "r", 0, 0, 4, "")
        command = Command("step", "r", {}, {number: Param("SIX")})
        with pytest.raises(ModelError, match="outside the range"):
            compile_model(Model("m", (number,), (Constant("SIX", 6, ""),), (command,)))

    def test_a_step_from_no_state_gives_no_state(self) -> None:
        number: Var[int] = Var("number", Integer(0, 3), "r", 0)
        command = Command("step", "r", {"never": number == 9}, {number: number + 1})
        program = compile_model(Model("m", (number, Var("f", Boolean(), "r", False)), (), (command,)))
        block = program.block(program.layout.pack({"number": 3, "f": False}))
        assert program.steps[0].successors(block, program.steps[0].enabled(block)).shape == (1, 0)
