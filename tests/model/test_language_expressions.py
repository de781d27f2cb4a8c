"""What the expression tree accepts, refuses and means."""

from enum import StrEnum
from typing import Any, ClassVar

import pytest

from vmotion_model.language import (
    FALSE,
    HISTORY,
    TRUE,
    Boolean,
    Const,
    Enumeration,
    Integer,
    ModelError,
    Param,
    Value,
    Var,
    all_of,
    any_of,
    boolean,
    clock,
    enumeration,
    evaluate,
    if_then,
    integer,
    lift,
    negate,
    substitute,
    to_text,
    variables_of,
)
from vmotion_model.language.expressions import HUGE, Add, AtMost, Equal, Sub, same
from vmotion_model.language.types import Clock


class Light(StrEnum):
    RED = "RED"
    AMBER = "AMBER"
    GREEN = "GREEN"


class Fruit(StrEnum):
    """Shares a member with ``Light``: only its class tells them apart."""

    AMBER = "AMBER"
    APPLE = "APPLE"


light: Any = enumeration("light", "r", Light.RED, "")
other_light: Any = enumeration("other", "r", Light.RED, "")
fruit: Any = enumeration("fruit", "r", Fruit.APPLE, "")
flag: Any = boolean("flag", "r", False, "")
count: Any = integer("count", "r", 0, 0, 9, "")
watch: Any = clock("watch", "r", flag, "")


class TestTypeErrorsAtDefinition:
    @pytest.mark.parametrize(
        ("build", "words"),
        [
            (lambda: light == Fruit.AMBER, ["Fruit", "Light"]),
            (lambda: light == "AMBRE", ["Light", "'AMBRE'", "'AMBER'"]),
            (lambda: light == fruit, ["light is Light", "fruit is Fruit"]),
            (lambda: light == 1, ["integer 1..1", "Light"]),
            (lambda: light == flag, ["light is Light", "flag is boolean"]),
            (lambda: flag == 1, ["integer", "boolean"]),
            (lambda: count == True, ["boolean", "integer 0..9"]),  # noqa: E712
            (lambda: count == "RED", ["'RED'", "integer 0..9"]),
            (lambda: light <= count, ["light is Light", "order"]),
            (lambda: flag <= flag, ["flag is boolean", "order"]),
            (lambda: flag + 1, ["flag is boolean"]),
            (lambda: count + True, ["boolean"]),
            (lambda: watch - 1, ["clocks", "subtraction"]),
            (lambda: 3 - watch, []),
            (lambda: count & flag, ["count is integer 0..9", "truth"]),
            (lambda: flag | light, ["light is Light", "truth"]),
            (lambda: flag & True, ["True", "no expression"]),
            (lambda: ~count, ["count is integer 0..9"]),
            (lambda: if_then(count, 1, 2), ["count is integer 0..9", "choose"]),
            (lambda: if_then(light, 1, 2), ["light is Light"]),
            (lambda: if_then(lift(1), flag, flag), ["integer"]),
            (lambda: if_then(flag, count, light), ["integer 0..9", "Light"]),
            (lambda: if_then(flag, count, Light.RED), ["Light", "integer 0..9"]),
            (lambda: if_then(flag, 1, True), ["integer", "boolean"]),
            (lambda: flag.implies(count), ["count is integer 0..9"]),
            (lambda: light.one_of(Light.RED, Fruit.APPLE), ["Fruit", "Light"]),
        ],
    )
    def test_it_names_both_sides(self, build: Any, words: list[str]) -> None:
        with pytest.raises((ModelError, TypeError)) as caught:
            build()
        assert all(word in str(caught.value) for word in words)

    @pytest.mark.parametrize(
        "build",
        [
            lambda: count == 1.0,
            lambda: count <= 0.5,
            lambda: count + 1.5,
            lambda: watch >= 1e9,
            lambda: lift(float("nan")),
            lambda: Var("x", Integer(0, 3), "r", 1.0),  # type: ignore[arg-type]
            lambda: if_then(flag, 1.0, 2.0),
        ],
    )
    def test_floats_are_refused(self, build: Any) -> None:
        with pytest.raises(ModelError, match="float"):
            build()

    @pytest.mark.parametrize("value", [None, [], object(), b"RED"])
    def test_other_values_are_refused(self, value: object) -> None:
        with pytest.raises(ModelError):
            lift(value)

    @pytest.mark.parametrize("value", [HUGE + 1, -HUGE - 1, pytest.param(10**6000, id="6000 digits")])
    def test_a_number_beyond_the_arithmetic_of_the_search_is_refused(self, value: int) -> None:
        with pytest.raises(ModelError, match="too large"):
            count <= value  # noqa: B015

    def test_two_members_are_not_compared_because_the_text_could_not_say_of_which_enumeration(self) -> None:
        choice = if_then(flag, Light.RED, Light.AMBER)
        with pytest.raises(ModelError, match="members only"):
            choice == Light.RED  # noqa: B015
        assert to_text(choice == other_light) == "(RED if flag else AMBER) == other"


class TestNoTruthValue:
    def test_if_refuses(self) -> None:
        with pytest.raises(ModelError, match="no truth value"):
            bool(light == Light.RED)

    def test_and_refuses(self) -> None:
        with pytest.raises(ModelError, match="no truth value"):
            _ = flag and light == Light.RED

    def test_a_chained_comparison_refuses(self) -> None:
        with pytest.raises(ModelError, match="no truth value"):
            _ = 1 <= count <= 3

    def test_membership_in_a_list_refuses(self) -> None:
        with pytest.raises(ModelError, match="no truth value"):
            _ = count in [integer("another", "r", 0, 0, 9, ""), light]


class TestVariables:
    @pytest.mark.parametrize(
        ("type_", "initial"),
        [
            (Enumeration.of(Light), "BLUE"),
            (Enumeration.of(Light), Fruit.AMBER),
            (Enumeration.of(Light), 0),
            (Boolean(), 0),
            (Boolean(), "RED"),
            (Integer(0, 3), 4),
            (Integer(0, 3), True),
            (Integer(3, 0), 1),
            (Integer(0, HUGE + 1), 0),
            (Integer(False, True), 0),
            (Integer(0, 2.5), 0),  # type: ignore[arg-type]
            (Enumeration("E", ("A", "A")), "A"),
            (Enumeration("E", ("A", "not")), "A"),
            (Enumeration("E", ("A", "b c")), "A"),
            (Enumeration("E", ("A", "True")), "A"),
            (Enumeration("E", ("A", "\N{GREEK CAPITAL LETTER BETA}")), "A"),
        ],
    )
    def test_a_wrong_type_or_initial_value_is_refused(self, type_: Any, initial: Any) -> None:
        with pytest.raises(ModelError, match="variable x"):
            Var("x", type_, "r", initial)

    @pytest.mark.parametrize("name", ["", "a b", "a.", ".a", "a..b", "not", "a.if", "1a", "a-b", "\u0430", "\uff41"])
    def test_a_name_that_the_text_form_cannot_hold_is_refused(self, name: str) -> None:
        with pytest.raises(ModelError, match="name"):
            Var(name, Boolean(), "r", False)

    def test_a_clock_and_only_a_clock_is_active(self) -> None:
        with pytest.raises(ModelError, match="active"):
            Var("x", Clock(), "r", 0)
        with pytest.raises(ModelError, match="active"):
            Var("x", Boolean(), "r", False, active=flag)

    def test_a_clock_starts_at_zero_because_no_other_reading_keeps_another_start(self) -> None:
        with pytest.raises(ModelError, match="starts at 0"):
            Var("x", Clock(), "r", 5, active=flag)

    def test_an_enumeration_needs_equal_names_and_values(self) -> None:
        class Odd(StrEnum):
            RED = "red"

        with pytest.raises(ModelError, match="RED"):
            Enumeration.of(Odd)


class TestSimplification:
    def test_conjunction_is_flat_and_drops_truths_and_doubles(self) -> None:
        assert same(all_of(flag, TRUE, all_of(light == Light.RED, flag)), all_of(flag, light == Light.RED))
        assert same(all_of(), TRUE)
        assert same(all_of(flag, FALSE), FALSE)

    def test_disjunction_is_the_dual(self) -> None:
        assert same(any_of(flag, FALSE, any_of(flag, light == Light.RED)), any_of(flag, light == Light.RED))
        assert same(any_of(), FALSE)
        assert same(any_of(flag, TRUE), TRUE)

    def test_double_negation_disappears(self) -> None:
        assert negate(negate(flag)) is flag
        assert same(~TRUE, FALSE)

    def test_substitution_decides_what_literals_decide(self) -> None:
        expr = if_then((light == Light.RED) & flag, count + 1, count - 1) <= 3
        here = substitute(expr, {"light": Const("RED", light.type), "flag": TRUE, "count": lift(3)})
        assert same(here, FALSE)
        there = substitute(expr, {"flag": FALSE})
        assert same(there, (count - 1) <= 3)

    def test_substitution_is_simultaneous(self) -> None:
        swapped = substitute(
            (light == Light.RED) & (other_light == Light.GREEN), {"light": other_light, "other": light}
        )
        assert same(swapped, (other_light == Light.RED) & (light == Light.GREEN))

    def test_one_and_true_are_different_literals(self) -> None:
        assert not same(lift(1), lift(True))
        assert not same(lift(0), FALSE)
        assert Param("flag").key != flag.key


class TestEvaluate:
    """Hand-written truth tables: the meaning that every other reading is compared with."""

    STATE: ClassVar[dict[str, Value]] = {"light": "AMBER", "other": "AMBER", "flag": True, "count": 4, "watch": 7}

    @pytest.mark.parametrize(
        ("expr", "value"),
        [
            (light == Light.AMBER, True),
            (light == other_light, True),
            (light != Light.AMBER, False),
            (light.one_of(Light.RED, Light.GREEN), False),
            (light.one_of(), False),
            (~flag, False),
            (flag.implies(count <= 3), False),
            ((count <= 3).implies(~flag), True),
            (count < 4, False),
            (count > 3, True),
            (count >= 4, True),
            (lift(3) <= count, True),
            (watch <= Param("LIMIT"), True),
            (watch < Param("LIMIT"), False),
            (Add.of(count, Param("LIMIT")), 11),
            (Sub.of(lift(1), count), -3),
            (if_then(flag, Light.RED, light), "RED"),
            (if_then(~flag, Light.RED, light), "AMBER"),
            (Equal.of(flag, count == 4), True),
            (AtMost.of(lift(-1), Sub.of(count, lift(5))), True),
        ],
    )
    def test_value(self, expr: Any, value: object) -> None:
        found = evaluate(expr, self.STATE, {"LIMIT": 7})
        assert found == value
        assert isinstance(found, bool) == isinstance(value, bool)

    def test_variables_are_listed_once_in_order_of_appearance(self) -> None:
        assert list(variables_of((count <= 3) & flag & (count >= 1) & (light == other_light))) == [
            "count",
            "flag",
            "light",
            "other",
        ]

    def test_history_is_an_owner_like_any_other_here(self) -> None:
        assert boolean("h", HISTORY, True, "").owner == HISTORY
