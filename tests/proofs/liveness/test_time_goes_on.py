"""That time can go on where a deadline has no handler, but other steps: in ticks, and between them."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import pytest

from vmotion_model.language import Command, Deadline, Model, boolean, clock, enumeration, lift
from vmotion_proofs.check.check import check
from vmotion_proofs.liveness.time_goes_on import goes_on_between_ticks
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.verdicts import Verdict
from vmotion_proofs.search.explore import explore
from vmotion_specs.timing import timelock


class Place(StrEnum):
    """Where the sender stands."""

    WAITING = "WAITING"
    DONE = "DONE"


place = enumeration("sender.place", "sender", Place.WAITING, "Where it stands.")
may = boolean("sender.may_give_up", "sender", False, "It may give up.")
arrived = boolean("channel.arrived", "shared", False, "The answer is here.")
waited = clock("sender.waited", "sender", place == Place.WAITING, "How long it waits.")
other = clock("sender.other", "sender", place == Place.WAITING, "Another clock, that may be set back.")

GIVE_UP = Command("give_up", "sender", {"it may": may & (waited >= 10)}, {place: Place.DONE}, fair=False)
ANSWER = Command("answer", "receiver", {}, {arrived: True})
TAKE = Command("take", "sender", {"it is here": arrived & (place == Place.WAITING)}, {place: Place.DONE})


def made(*commands: Command, limit: int = 10) -> Model:
    variables = (place, may, arrived, waited, other)
    return Model("waiting", variables, (), commands, (Deadline("sender.waited", lift(limit), ("give_up",)),))


def verdict(model: Model) -> Verdict:
    lock = timelock(model)
    assert lock is not None
    return check(model, (lock,), Options(engine="explicit")).by_id["timelock"].verdict


def test_steps_that_look_at_no_clock_let_time_go_on() -> None:
    """By hand: at 10 s the answer can come and be taken, which stops the clock."""
    assert verdict(made(GIVE_UP, ANSWER, TAKE)) is Verdict.EXHAUSTED


MUTANTS: Mapping[str, tuple[Model, Verdict]] = {
    "nobody answers": (made(GIVE_UP, TAKE), Verdict.VIOLATED),
    "only a fault answers": (
        made(GIVE_UP, Command("answer", "receiver", {}, {arrived: True}, fault="luck"), TAKE),
        Verdict.VIOLATED,
    ),
    "the answer is taken and the clock goes on": (
        made(GIVE_UP, ANSWER, Command("take", "sender", {"it is here": arrived}, {arrived: False})),
        Verdict.VIOLATED,
    ),
    "the answer is only taken in time by another clock": (
        made(
            GIVE_UP,
            ANSWER,
            Command("take", "sender", {"it is here": arrived & (other >= 5) & (waited >= 5)}, {place: Place.DONE}),
        ),
        Verdict.UNKNOWN,
    ),
}


@pytest.mark.parametrize("name", MUTANTS)
def test_what_does_not_show_it_is_no_pass(name: str) -> None:
    """The last one lets time go on in ticks; its way out looks at a clock, which ticks may show late, so nothing is said."""
    model, wanted = MUTANTS[name]
    assert verdict(model) is wanted


def test_a_limit_of_0_is_not_judged_by_this_rule() -> None:
    model: Any = made(GIVE_UP, ANSWER, TAKE, limit=0)
    assert not goes_on_between_ticks(explore(model, {}, Options(), edges=True).graph)
