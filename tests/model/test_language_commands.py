"""What a command may not say: another role's memory, history, strict clocks, values out of range."""

from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effort import examples
from strategies import clock_comparisons, worlds
from vmotion_model.language import (
    FALSE,
    HISTORY,
    SHARED,
    TRUE,
    Command,
    Expr,
    Model,
    ModelError,
    Param,
    all_of,
    any_of,
    boolean,
    clock,
    enumeration,
    if_then,
    integer,
    lift,
    negate,
)
from vmotion_model.language.commands import refuse_strict_clocks
from vmotion_model.language.expressions import Add, Equal


class Light(StrEnum):
    RED = "RED"
    GREEN = "GREEN"


class Other(StrEnum):
    RED = "RED"


light = enumeration("a.light", "a", Light.RED, "")
own = boolean("a.own", "a", False, "")
count = integer("a.count", "a", 0, 0, 3, "")
foreign = boolean("b.foreign", "b", False, "")
message = boolean("message", SHARED, False, "")
past = boolean("past", HISTORY, False, "")
note = integer("note", HISTORY, 0, 0, 9, "")
watch: Any = clock("a.watch", "a", own, "")
other_watch: Any = clock("a.other", "a", own, "")
past_watch: Any = clock("past.watch", HISTORY, foreign, "")


def guarded(conjunct: Any) -> Command:
    return Command("step", "a", {"ready": conjunct}, {own: True})


def changing(effect: Any) -> Command:
    return Command("step", "a", {}, effect)


class TestLocality:
    @pytest.mark.parametrize(
        "conjunct",
        [foreign, ~foreign, own & (message | foreign), if_then(own, foreign, message), Equal.of(own, foreign)],
    )
    def test_a_guard_does_not_read_another_role(self, conjunct: Expr[bool]) -> None:
        with pytest.raises(ModelError, match=r"command step, guard 'ready': a can't read b.foreign") as caught:
            guarded(conjunct)
        assert "message" in str(caught.value)

    def test_an_effect_does_not_read_another_role(self) -> None:
        with pytest.raises(ModelError, match=r"a can't read b\.foreign"):
            changing({own: foreign})
        with pytest.raises(ModelError, match=r"a can't read b\.foreign"):
            changing({message: if_then(own, foreign, own)})

    def test_an_effect_does_not_write_another_role(self) -> None:
        with pytest.raises(ModelError, match="a can't write the memory of b"):
            changing({foreign: True})

    def test_own_and_shared_memory_are_read_and_written(self) -> None:
        command = Command("step", "a", {"m": message & own}, {own: message, message: own})
        assert command.updates.keys() == {"a.own", "message"}

    def test_no_step_reads_history(self) -> None:
        with pytest.raises(ModelError, match="past is history"):
            guarded(past)
        with pytest.raises(ModelError, match=r"past\.watch is history"):
            guarded(past_watch >= 3)
        with pytest.raises(ModelError, match="past is history"):
            changing({own: past})

    def test_a_role_called_history_does_not_read_it_either(self) -> None:
        with pytest.raises(ModelError, match="past is history"):
            Command("step", HISTORY, {"ready": past}, {})

    def test_history_is_written_by_all_and_may_look_everywhere(self) -> None:
        assert changing({past: foreign & past}).updates["past"] is not None


class TestTypes:
    @pytest.mark.parametrize(
        ("effect", "words"),
        [
            ({light: Other.RED}, ["a.light", "Other", "Light"]),
            ({light: "GREN"}, ["a.light", "Light", "'GREEN'"]),
            ({light: own}, ["a.light", "boolean", "Light"]),
            ({own: 1}, ["a.own", "integer", "boolean"]),
            ({count: True}, ["a.count", "boolean", "integer 0..3"]),
            ({count: 1.0}, ["a.count", "float"]),
            ({count: 4}, ["a.count", "4", "integer 0..3"]),
            ({count: -1}, ["a.count", "-1", "integer 0..3"]),
            ({count: Light.RED}, ["a.count", "Light", "integer 0..3"]),
        ],
    )
    def test_effect_names_command_variable_and_both_types(self, effect: Any, words: list[str]) -> None:
        with pytest.raises(ModelError) as caught:
            changing(effect)
        assert all(word in str(caught.value) for word in ["command step", *words])

    @pytest.mark.parametrize("conjunct", [True, "a.own", None, count, light, lift(1)])
    def test_a_guard_is_a_truth_value(self, conjunct: Any) -> None:
        with pytest.raises(ModelError, match="command step, guard 'ready'"):
            guarded(conjunct)

    @pytest.mark.parametrize("name", ["", "two words", "a.b", "1st"])
    def test_a_name_is_an_identifier(self, name: str) -> None:
        with pytest.raises(ModelError, match="identifier"):
            Command(name, "a", {}, {})

    def test_an_empty_guard_is_true(self) -> None:
        command = Command("step", "a", {}, {})
        assert command.enabled is TRUE

    def test_a_command_cannot_be_changed_from_outside(self) -> None:
        command = guarded(own)
        with pytest.raises(TypeError):
            command.guard["ready"] = TRUE  # type: ignore[index]
        with pytest.raises(TypeError):
            command.updates["a.own"] = FALSE  # type: ignore[index]


late, early = watch >= 5, watch <= 5

STRICT = [
    watch < 5,
    watch > 5,
    lift(5) < watch,
    watch != 5,
    ~(watch <= 5),
    ~(watch >= 5),
    ~(watch == 5),
    own & (watch < 5),
    own | (watch > 5),
    ~(own & late),
    ~(own | early),
    ~(own & ~(own | late)) & ~early,
    late.implies(own),
    early.implies(own),
    if_then(late, own, message),
    if_then(own, late, message),
    if_then(own, message, ~late),
    if_then(early, TRUE, FALSE),
    if_then(early, 1, 2) == 1,
    if_then(early, 1, 2) == 2,
    if_then(early, 1, 2) <= 1,
    if_then(own, watch, lift(3)) <= 5,
    if_then(early, Light.RED, light) == Light.GREEN,
    Equal.of(own, early),
    Equal.of(early, own),
    Equal.of(early, FALSE),
    Equal.of(early, late),
    Equal.of(Equal.of(own, early), message),
    Equal.of(own, own | late),
    watch <= other_watch,
    watch == other_watch,
    Add.of(watch, lift(3)) <= 10,
    Add.of(watch, other_watch) <= 10,
    lift(10) <= Add.of(Param("N"), watch),
    watch <= count,
    watch == count,
    watch >= if_then(own, 3, 5),
]


class TestClocks:
    @pytest.mark.parametrize("conjunct", STRICT, ids=range(len(STRICT)))
    def test_a_strict_comparison_is_refused_in_every_disguise(self, conjunct: Expr[bool]) -> None:
        with pytest.raises(ModelError, match="command step, guard 'ready'"):
            guarded(conjunct)

    @pytest.mark.parametrize(
        "conjunct",
        [
            watch <= 5,
            watch >= 5,
            lift(5) <= watch,
            watch == 5,
            watch >= Param("N"),
            watch <= Param("N") + 3,
            own & (late | early),
            ~(own & ~(message & late)),
            ~~late,
            own.implies(late),
            all_of(early, any_of(late, ~own)),
        ],
    )
    def test_a_closed_comparison_is_accepted(self, conjunct: Expr[bool]) -> None:
        assert guarded(conjunct).guard["ready"] is conjunct

    @settings(max_examples=examples(200), deadline=None)
    @given(st.data())
    def test_under_any_connectives_it_is_the_number_of_negations_that_decides(self, data: st.DataObject) -> None:
        """Wrap a closed comparison in connectives and count the negations above it."""
        world = data.draw(worlds())
        expr = data.draw(clock_comparisons(world))
        negations = 0
        for wrap in data.draw(st.lists(st.sampled_from(["not", "and", "or", "implied", "premise"]), max_size=6)):
            match wrap:
                case "not":
                    expr, negations = negate(expr), negations + 1
                case "and":
                    expr = expr & message
                case "or":
                    expr = own | expr
                case "implied":
                    expr = own.implies(expr)
                case "premise":
                    expr, negations = expr.implies(own), negations + 1
        if negations % 2:
            with pytest.raises(ModelError):
                refuse_strict_clocks("here", expr)
        else:
            refuse_strict_clocks("here", expr)

    @pytest.mark.parametrize("value", [0, lift(0)])
    def test_a_clock_is_reset_to_zero(self, value: Any) -> None:
        assert changing({watch: value}).updates.keys() == {"a.watch"}

    @pytest.mark.parametrize("value", [1, Param("N"), lift(0) + 0, watch, other_watch, if_then(own, 0, 1)])
    def test_a_clock_is_set_to_nothing_else(self, value: Any) -> None:
        with pytest.raises(ModelError, match="only be set to 0"):
            changing({watch: value})

    @pytest.mark.parametrize(
        ("var", "value"),
        [
            (own, early),
            (own, ~late),
            (own, if_then(early, own, message)),
            (count, watch),
            (count, if_then(late, 1, 2)),
            (light, if_then(early, Light.RED, light)),
            (note, past_watch),
        ],
    )
    def test_an_effect_does_not_read_a_clock(self, var: Any, value: Any) -> None:
        """It would split the step at a strict bound: ``x := (c <= 5)`` is one step for c <= 5 and one for c > 5."""
        with pytest.raises(ModelError, match="reads a clock"):
            changing({var: value})

    def test_history_may_be_set_by_a_clock_and_the_model_names_it(self) -> None:
        """Properties that read it are not decided by a search in whole ticks, nor those that read what is set by it."""
        seen, again, apart = (boolean(n, HISTORY, False, "") for n in ("seen", "again", "apart"))
        step = Command("step", "a", {}, {seen: ~(past_watch <= 3), apart: own})
        copy = Command("copy", "a", {}, {again: seen & apart})
        model = Model("m", (own, foreign, past_watch, seen, again, apart), (), (step, copy))
        assert model.timed_history == {"seen", "again"}
