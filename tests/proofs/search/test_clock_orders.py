"""Clocks that run behind one another: what a proof may use of it, and that a wrong guess never stops one."""

from enum import StrEnum

from vmotion_model.common.budget import Budget
from vmotion_model.language import HISTORY, Command, Constant, Deadline, Model, Param, clock, enumeration
from vmotion_proofs.check.check import check
from vmotion_proofs.induction.clock_lemmas import clock_orders
from vmotion_proofs.results.verdicts import Verdict
from vmotion_proofs.search.breadth_first import search
from vmotion_specs.properties import Property


class Mode(StrEnum):
    OFF = "OFF"
    ON = "ON"


LIMIT = Param("limit")
mode = enumeration("a.mode", "a", Mode.OFF, "Whether it is on.")
since_start = clock("a.since_start", "a", mode == Mode.ON, "Time since the start.")
since_sign = clock("a.since_sign", HISTORY, mode == Mode.ON, "Time since the last sign.")

MODEL = Model(
    "two clocks",
    (mode, since_start, since_sign),
    (Constant("limit", 30, "s"),),
    (
        Command("start", "a", {"off": mode == Mode.OFF}, {mode: Mode.ON}),
        Command("sign", "a", {"on": mode == Mode.ON}, {since_sign: 0}),
        Command("stop", "a", {"on": mode == Mode.ON}, {mode: Mode.OFF}),
    ),
    (Deadline("a.since_start", LIMIT, ("stop",)),),
)


def test_a_clock_that_is_never_ahead_of_a_bounded_one_is_proved_to_be_bounded() -> None:
    item = Property("bounded", "a sign is never older than the start may be", since_sign <= LIMIT)
    assert not item.closed
    result = check(MODEL, [item])
    assert result.by_id["bounded"].verdict is Verdict.PROVED


def test_the_order_is_guessed_in_the_one_direction_that_holds() -> None:
    from vmotion_model.language import discretise, to_text

    finite = discretise(MODEL)
    guesses = {to_text(g) for g in clock_orders(MODEL, search(finite.model, {}), Budget())}
    assert guesses == {"a.since_sign <= a.since_start"}


def test_a_clock_that_may_be_ahead_is_not_proved_to_be_bounded_by_the_other() -> None:
    item = Property("behind", "the start is never older than the last sign", since_start <= since_sign)
    assert check(MODEL, [item]).by_id["behind"].verdict is not Verdict.PROVED
