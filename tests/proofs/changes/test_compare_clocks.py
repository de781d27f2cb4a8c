"""A comparison in whole ticks claims equivalence only where no difference can lie between two ticks."""

import pytest

from vmotion_model.language import TRUE, Command, Deadline, Expr, Model, boolean, clock, lift
from vmotion_proofs.changes.compare_behaviour import compare
from vmotion_proofs.changes.expected import behaviour_word
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.verdicts import Answer

age = clock("r.age", "r", TRUE, "")
done = boolean("r.done", "r", False, "")
note = boolean("r.note", "r", False, "")


def model(guard: Expr[bool], *, notes: bool = False, limit: int = 20) -> Model:
    effect = {done: True, note: True} if notes else {done: True}
    step = Command("step", "r", {"time": guard, "once": ~done}, effect)
    return Model("m", (age, done, note), (), (step,), (Deadline("r.age", lift(limit), ()),))


def test_a_gap_between_two_ticks_is_not_called_equivalent() -> None:
    """Between 1 s and 2 s only the second can step; the machines know whole seconds only, where both can."""
    answer = compare(model((age <= 1) | (age >= 2)), model(age <= 20), Options())
    assert answer.added.answer is Answer.UNKNOWN
    assert answer.removed.answer is Answer.NO
    assert answer.word == "may add"
    assert behaviour_word(answer) == "unknown"


def test_a_run_between_two_ticks_is_found_where_it_has_whole_seconds() -> None:
    """At 7 s only the second can step; ticks of 2 s show 6 s and 8 s, where both can. Parts of 1 s show 7 s."""
    answer = compare(model((age <= 6) | (age >= 8)), model(age <= 20), Options())
    assert answer.adds is not None
    assert [s.time_s for s in answer.adds.steps] == [7, 7]
    assert answer.word == "adds"


@pytest.mark.parametrize("guard", [age >= 5, (age <= 5) | (age >= 10)])
def test_what_leaves_the_clocks_alone_is_equivalent(guard: Expr[bool]) -> None:
    answer = compare(model(guard), model(guard, notes=True), Options())
    assert answer.word == "equivalent"


def test_a_difference_in_ticks_is_a_difference() -> None:
    answer = compare(model(age >= 5), model(age >= 10), Options())
    assert answer.removes is not None
    assert compare(model(age >= 5), model(age >= 5, limit=10), Options()).removes is not None


def test_clocks_that_nothing_depends_on_are_no_difference() -> None:
    """The second version's clock starts with the first step, the first version's with the second."""
    early, late = (clock("r.since", "r", active, "") for active in (done, note))

    commands = (
        Command("one", "r", {"once": ~done}, {done: True}),
        Command("two", "r", {"after": done, "once": ~note}, {note: True}),
    )
    before, after = (Model("m", (done, note, since), (), commands) for since in (early, late))
    # By hand: nobody asks the clocks anything, so the runs are the same.
    assert compare(before, after, Options()).word == "equivalent"
