"""Fair cycles are found where there are any, and nowhere else: the known traps, each decided by hand."""

from dataclasses import replace

import pytest

from proofs.leads_to import (
    LIMIT,
    LOCATIONS,
    Asked,
    Shape,
    response,
    searched,
)
from vmotion_model.language import ELAPSE, FALSE, HISTORY, Command, Deadline, Model, ModelError, boolean, clock, lift
from vmotion_model.teaching import mutual_exclusion, peterson
from vmotion_proofs.check.check import check
from vmotion_proofs.evidence.response_claim import claim_of
from vmotion_proofs.liveness.judge_response import answer
from vmotion_proofs.liveness.replay_lasso import Lasso, replayed
from vmotion_proofs.results.errors import DisagreementError
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.verdicts import PropertyResult, Run, Verdict
from vmotion_specs.properties import Property

pytestmark = pytest.mark.usefixtures("answered")

EXHAUSTED, VIOLATED, UNKNOWN = Verdict.EXHAUSTED, Verdict.VIOLATED, Verdict.UNKNOWN
THERE_AND_BACK = {"go": {0: 1}, "back": {1: 0}}


def loop_of(result: PropertyResult) -> tuple[str, ...]:
    """The commands that a lasso repeats."""
    assert result.run is not None
    assert result.run.loop_at is not None
    return result.run.commands[result.run.loop_at - 1 :]


def stem_of(result: PropertyResult) -> tuple[str, ...]:
    """The commands before them."""
    assert result.run is not None
    assert result.run.loop_at is not None
    return result.run.commands[: result.run.loop_at - 1]


def test_waiting_for_ever_is_a_run() -> None:
    """Nobody has to do what nothing assumes: it stays where it is, although there is no step that stays."""
    shape = Shape(2, {"go": {0: 1}})
    result = searched(shape.model, response(shape.among(0), shape.among(1)))
    assert result.verdict is VIOLATED
    assert (stem_of(result), loop_of(result)) == ((), (ELAPSE,))
    assert searched(shape.model, response(shape.among(0), shape.among(1), weak=("go",))).verdict is EXHAUSTED


def test_a_dead_end_is_a_run_that_stays_there() -> None:
    """No assumption helps where nothing is possible."""
    shape = Shape(3, {"go": {0: 1}, "stray": {0: 2}})
    item = response(shape.among(0), shape.among(1), weak=("go", "stray"), strong=("go",))
    result = searched(shape.model, item)
    assert result.verdict is VIOLATED
    assert (stem_of(result), loop_of(result)) == (("stray",), (ELAPSE,))


def test_fairness_is_asked_of_one_component_at_a_time() -> None:
    """``leave`` is possible in all of the cycle 0, 1 and impossible at 2, which waits too but is no part of the cycle."""
    commands = {**THERE_AND_BACK, "leave": {0: 3, 1: 3}, "stray": {0: 2}, "home": {2: 3}}
    shape = Shape(4, commands)
    item = response(shape.among(0), shape.among(3), weak=("leave", "home"))
    assert searched(shape.model, item).verdict is EXHAUSTED
    # Without ``home`` the run stays at 2, where ``leave`` is impossible.
    result = searched(shape.model, response(shape.among(0), shape.among(3), weak=("leave",)))
    assert (result.verdict, stem_of(result)) == (VIOLATED, ("stray",))


def test_what_is_done_on_the_way_to_a_cycle_is_not_done_on_it() -> None:
    """``go`` is done once before the cycle 1, 2, where it stays possible and leads to the goal."""
    shape = Shape(4, {"go": {0: 1, 1: 3, 2: 3}, "turn": {1: 2, 2: 1}})
    item = response(shape.among(0), shape.among(3), weak=("go",))
    assert searched(shape.model, item).verdict is EXHAUSTED
    assert searched(shape.model, response(shape.among(0), shape.among(3), weak=("turn",))).verdict is VIOLATED


def test_two_weak_assumptions_are_met_in_two_places_of_a_cycle() -> None:
    """In each place one of the two is possible, none in both: going round, neither is possible without a break."""
    shape = Shape(3, {**THERE_AND_BACK, "from_0": {0: 2}, "from_1": {1: 2}})
    result = searched(shape.model, response(shape.among(0), shape.among(2), weak=("from_0", "from_1")))
    assert result.verdict is VIOLATED
    # Waiting in one of the places would starve one of them.
    assert {"go", "back"} <= set(loop_of(result))
    for which in ("from_0", "from_1"):
        moving = response(shape.among(0), shape.among(2), weak=("go", "back"), strong=(which,))
        assert searched(shape.model, moving).verdict is EXHAUSTED


def test_strong_fairness_is_more_than_weak() -> None:
    """``leave`` is possible again and again, but not without a break."""
    shape = Shape(3, {**THERE_AND_BACK, "leave": {1: 2}})
    weak = response(shape.among(0), shape.among(2), weak=("go", "back", "leave"))
    strong = response(shape.among(0), shape.among(2), weak=("go", "back"), strong=("leave",))
    assert searched(shape.model, weak).verdict is VIOLATED
    assert searched(shape.model, strong).verdict is EXHAUSTED


def test_a_component_that_starves_a_command_may_hold_a_smaller_one_that_does_not() -> None:
    """Round 0, 1 ``leave`` is possible again and again; round 0, 2 it never is. All three are one component."""
    shape = Shape(4, {"left": {0: 1}, "right": {0: 2}, "back": {1: 0, 2: 0}, "leave": {1: 3}})
    moving = ("left", "right", "back")
    result = searched(shape.model, response(shape.among(0), shape.among(3), moving, strong=("leave",)))
    assert result.verdict is VIOLATED
    assert "left" not in loop_of(result)
    assert "right" in loop_of(result)


def test_what_is_left_of_a_component_is_asked_again() -> None:
    """Without place 1 the second command starves, without 2 as well ``step`` does: it takes three rounds to see."""
    shape = Shape(4, {"step": {0: 1}, "right": {0: 2}, "back": {1: 0, 2: 0}, "leave_1": {1: 3}, "leave_2": {2: 3}})
    both = response(shape.among(0), shape.among(3), ("step",), ("leave_1", "leave_2"))
    assert searched(shape.model, both).verdict is EXHAUSTED
    one = searched(shape.model, response(shape.among(0), shape.among(3), ("step",), ("leave_1",)))
    # Round 0, 2 ``step`` is possible at 0 only.
    assert (one.verdict, "right" in loop_of(one), "step" in loop_of(one)) == (VIOLATED, True, False)


def test_two_strong_assumptions_may_both_be_kept() -> None:
    """Both are done on a cycle that meets the goal nowhere, so both together are no reason."""
    shape = Shape(4, {"one": {0: 1}, "two": {1: 0}, "leave": {0: 3}})
    result = searched(shape.model, response(shape.among(0), shape.among(3), strong=("one", "two")))
    assert result.verdict is VIOLATED
    assert {"one", "two"} <= set(loop_of(result))


@pytest.mark.parametrize("weak", [(), ("go",)], ids=["false", "true"])
def test_a_search_that_was_stopped_says_nothing_of_a_response(weak: tuple[str, ...]) -> None:
    """Neither that a run waits for ever nor that none does: no loop was found yet is no pass."""
    shape = Shape(8, {"go": {i: i + 1 for i in range(7)}})
    result = searched(shape.model, response(shape.among(0), shape.among(7), weak), states=3)
    assert result.verdict is UNKNOWN
    assert "among all states or not at all" in result.reason


def test_a_run_in_which_time_does_not_pass_is_none() -> None:
    """Round and round between 0 and 1 the clock runs, and a deadline lets no time pass beyond it."""
    commands = {**THERE_AND_BACK, "expire": {0: 2, 1: 2}}
    zeno = Shape(3, commands, frozenset({0, 1}), handlers=("expire",))
    assert searched(zeno.model, response(zeno.among(0), zeno.among(2))).verdict is EXHAUSTED
    # Nor is it assumed away: set back on the way round, or without a deadline, time passes on the cycle.
    rearmed = Shape(3, commands, frozenset({0, 1}), frozenset({"go"}), ("expire",))
    result = searched(rearmed.model, response(rearmed.among(0), rearmed.among(2)))
    assert result.verdict is VIOLATED
    assert {"go", "back", ELAPSE} == set(loop_of(result))
    endless = Shape(3, commands, frozenset({0, 1}))
    assert searched(endless.model, response(endless.among(0), endless.among(2))).verdict is VIOLATED


def test_a_clock_that_stands_now_and_then_lets_a_run_last() -> None:
    """The clock does not run at 1: there one may wait, and the deadline begins anew at 0."""
    shape = Shape(3, {**THERE_AND_BACK, "expire": {0: 2}}, frozenset({0}), handlers=("expire",))
    result = searched(shape.model, response(shape.among(0), shape.among(2)))
    assert result.verdict is VIOLATED
    assert searched(shape.model, response(shape.among(0), shape.among(2), weak=("back",))).verdict is VIOLATED
    # By hand: with ``expire`` strongly fair, and ``back`` weakly, every round brings one nearer.
    fair = response(shape.among(0), shape.among(2), weak=("back",), strong=("expire",))
    assert searched(shape.model, fair).verdict is EXHAUSTED


def test_what_happens_finitely_often_may_lead_to_a_cycle() -> None:
    shape = Shape(3, {"go": {0: 1}, "lose": {0: 2}}, faults={"lose": "loss"})
    result = searched(shape.model, response(shape.among(0), shape.among(1), ("go",), finite=("loss",)))
    assert (result.verdict, stem_of(result), loop_of(result)) == (VIOLATED, ("lose",), (ELAPSE,))


def test_what_happens_finitely_often_is_on_no_cycle() -> None:
    shape = Shape(3, {"go": {0: 1}, "lose": {0: 2}, "again": {2: 0}}, faults={"lose": "loss"})
    for finite, verdict in ((("loss",), EXHAUSTED), (("lose",), EXHAUSTED), ((), VIOLATED)):
        item = response(shape.among(0), shape.among(1), ("go", "again"), finite=finite)
        assert searched(shape.model, item).verdict is verdict


def test_a_command_that_is_fair_and_finite_is_possible_finitely_often() -> None:
    """Fair: done for ever where possible for ever. Finite: not done for ever. Both: not possible for ever."""
    shape = Shape(3, {"turn": {0: 0}, "go": {0: 1}})
    assert searched(shape.model, response(shape.among(0), shape.among(1), ("turn",), finite=("turn",))).verdict is (
        EXHAUSTED
    )
    assert searched(shape.model, response(shape.among(0), shape.among(1), ("turn",))).verdict is VIOLATED


def test_conditions_recur_on_one_cycle_all_of_them() -> None:
    shape = Shape(4, {"go": {0: 1}, "on": {1: 2}, "back": {2: 1}})
    for again, verdict in (((1,), VIOLATED), ((1, 2), VIOLATED), ((0, 1), EXHAUSTED), ((3,), EXHAUSTED)):
        recurring = tuple(shape.among(p) for p in again)
        asked = Asked.of(shape.model, response(shape.among(0), shape.among(3), recurring=recurring))
        assert answer(asked.graph, asked.claim, LOCATIONS).verdict is verdict, again
    # Each alone could hold for ever where one waits; together they make it go round.
    both = searched(shape.model, response(shape.among(0), shape.among(3), recurring=(shape.among(1), shape.among(2))))
    assert {"on", "back"} <= set(loop_of(both))


def test_the_goal_may_lie_on_the_cycle() -> None:
    shape = Shape(2, THERE_AND_BACK)
    assert searched(shape.model, response(shape.among(0), shape.among(1), ("go",))).verdict is EXHAUSTED
    # Past the goal nothing waits any more, whatever happens then.
    past = Shape(3, {"go": {0: 1}, "on": {1: 2}})
    assert searched(past.model, response(past.among(0), past.among(1), ("go",))).verdict is EXHAUSTED


def test_a_goal_before_the_premise_is_none() -> None:
    shape = Shape(3, {"go": {0: 1}, "on": {1: 2}})
    result = searched(shape.model, response(shape.among(1), shape.among(0), ("go", "on")))
    assert (result.verdict, stem_of(result)) == (VIOLATED, ("go", "on"))


def test_who_met_the_goal_waits_again_with_the_next_premise() -> None:
    """0 leads to 1 the first time; from 2 it is not left any more."""
    shape = Shape(4, {"go": {0: 1}, "on": {1: 2}, "stray": {2: 3}})
    item = response(shape.among(0, 2), shape.among(1), ("go", "on", "stray"))
    assert searched(shape.model, item).verdict is VIOLATED


def test_nothing_is_asked_of_a_run_that_the_premise_never_holds_on() -> None:
    shape = Shape(3, {"turn": {0: 0}, "go": {0: 1}, "on": {1: 2}})
    assert searched(shape.model, response(shape.among(1), shape.among(2), ("on",))).verdict is EXHAUSTED
    result = searched(shape.model, response(shape.among(1), shape.among(2), ("go",)))
    assert (result.verdict, stem_of(result)) == (VIOLATED, ("go",))


def test_a_premise_that_is_the_goal_needs_nothing() -> None:
    shape = Shape(2, THERE_AND_BACK)
    assert searched(shape.model, response(shape.among(0), shape.among(0, 1))).verdict is EXHAUSTED


def test_a_goal_that_never_holds_needs_a_run_to_last() -> None:
    shape = Shape(2, THERE_AND_BACK)
    assert searched(shape.model, response(shape.among(0), FALSE, ("go", "back"), ("go",))).verdict is VIOLATED


def test_a_premise_that_no_run_reaches_is_a_defect() -> None:
    shape = Shape(3, {"go": {0: 1}})
    result = searched(shape.model, response(shape.among(2), shape.among(1)))
    assert (result.verdict, "no run reaches its premise" in result.reason) == (UNKNOWN, True)


def test_a_process_that_waits_for_a_lock_may_starve() -> None:
    """The textbook example: a lock that the other one takes again and again asks for strong fairness."""
    model = mutual_exclusion()
    waits, inside = model.variable["p.state"] == "WAITS", model.variable["p.state"] == "INSIDE"
    steps = ("ask_q", "enter_q", "leave_q", "leave_p", "enter_p")
    assert searched(model, response(waits, inside, steps)).verdict is VIOLATED
    assert searched(model, response(waits, inside, steps, ("enter_p",))).verdict is EXHAUSTED
    # Who is inside need not leave, then.
    assert searched(model, response(waits, inside, (), ("enter_p",))).verdict is VIOLATED


def test_peterson_needs_weak_fairness_only() -> None:
    """Peterson 1981: nobody is overtaken more than once, so it suffices that everybody goes on who can."""
    model = peterson()
    place = model.variable["p.place"]
    waits = ~(place == "INSIDE") & ~(place == place.initial)
    names = tuple(c.name for c in model.commands)
    assert searched(model, response(waits, place == "INSIDE", names)).verdict is EXHAUSTED
    assert searched(model, response(waits, place == "INSIDE")).verdict is VIOLATED


def timed() -> Model:
    """A switch with a clock; history that remembers what the clock showed."""
    on, off = boolean("on", "walker", True, ""), boolean("off", "walker", False, "")
    late = boolean("late", HISTORY, False, "")
    age = clock("age", "walker", on, "")
    commands = (
        Command("in_time", "walker", {"on": on, "now": age >= LIMIT}, {on: False}),
        Command("stop", "walker", {"on": on}, {on: False, late: ~(age <= LIMIT)}),
        Command("rest", "walker", {"off": ~on}, {off: True}),
    )
    return Model("timed", (on, off, late, age), (), commands, (Deadline("age", lift(2 * LIMIT), ("stop",)),))


def patient() -> Model:
    """``go`` may be done once the clock shows ``LIMIT``, and nothing makes it; ``stay`` may always be done."""
    on = boolean("on", "walker", True, "")
    age = clock("age", "walker", on, "")
    commands = (
        Command("go", "walker", {"on": on, "late enough": age >= LIMIT}, {on: False}),
        Command("stay", "walker", {"on": on}, {on: True}),
        Command("rest", "walker", {"off": ~on}, {on: False}),
    )
    return Model("patient", (on, age), (), commands)


def test_what_needs_fairness_of_a_step_that_waits_for_a_clock_is_unknown_and_nothing_else_is() -> None:
    """A deadline would say when it must happen; what comes about without it, and what never does, is decided as ever."""
    model = patient()
    on = model.variable["on"]
    for fair in ({"weak": ("go",)}, {"strong": ("go",)}):
        depends = searched(model, response(on, ~on, **fair))  # type: ignore[arg-type]
        assert (depends.verdict, "go waits for a clock" in depends.reason) == (UNKNOWN, True), depends
        # Whoever goes, and whoever stays for ever, rests or stays: no fairness of going is needed.
        assert searched(model, response(on, on | ~on, **fair)).verdict is EXHAUSTED  # type: ignore[arg-type]
        # It may go and then rest for ever, which is as fair as can be.
        never = searched(model, response(on, FALSE, **fair))  # type: ignore[arg-type]
        assert never.verdict is VIOLATED
        assert "go" in stem_of(never)
    # With a deadline the clock sees to it.
    timely = timed()
    on = timely.variable["on"]
    assert searched(timely, response(on, ~on, weak=("in_time",))).verdict is EXHAUSTED
    # That it happens finitely often means something.
    assert searched(timely, response(on, ~on, finite=("in_time",))).verdict is EXHAUSTED


def test_a_clock_in_a_guard_leaves_the_other_properties_their_verdicts() -> None:
    model = patient()
    on = model.variable["on"]
    asked = (
        response(on, ~on, weak=("go",)),
        replace(response(~on, ~on, weak=("go",)), id="other"),
        Property("same", "", on | ~on),
    )
    result = check(model, asked, Options(engine="explicit"))
    assert [p.verdict for p in result.properties] == [UNKNOWN, EXHAUSTED, EXHAUSTED]


@pytest.mark.parametrize("part", ["premise", "claim", "recurring"])
def test_a_response_that_reads_a_clock_is_refused(part: str) -> None:
    model = timed()
    on, read = model.variable["on"], model.variable["age"] >= LIMIT
    item = {
        "premise": response(read, on),
        "claim": response(on, read),
        "recurring": response(on, ~on, recurring=(read,)),
    }[part]
    with pytest.raises(ModelError, match="must not read"):
        searched(model, item)


def test_a_response_that_reads_what_a_look_at_a_clock_has_set_is_unknown() -> None:
    """By way of history that a step wrote after a look at a clock: whole ticks do not decide it, nor refuse all else."""
    model = timed()
    on, late = model.variable["on"], model.variable["late"]
    for item in (response(late, on), response(on, late), response(on, ~on, recurring=(late,))):
        result = searched(model, item)
        assert (result.verdict, "set by what a clock showed" in result.reason) == (UNKNOWN, True)


def test_names_that_a_model_does_not_have_assume_nothing() -> None:
    shape = Shape(2, {"go": {0: 1}})
    item = response(shape.among(0), shape.among(1), ("gone",), ("lost",), ("loss", "never"))
    assert claim_of(shape.model, item).fairness.weak == ()
    assert searched(shape.model, item).verdict is VIOLATED


@pytest.mark.parametrize(
    ("lasso", "why"),
    [
        (Lasso((), ("go",)), "does not return"),
        (Lasso((), ("go", "back")), "no time passes"),
        (Lasso(("go",), (ELAPSE,)), "leave_1 is never done"),
        (Lasso((), (ELAPSE,)), "leave_0 is never done"),
        (Lasso(("leave_1",), (ELAPSE,)), "refuse a step"),
        (Lasso((), ("go", "lose", "go", "back", ELAPSE)), "lose happens for ever"),
        (Lasso(("go", "leave_1"), (ELAPSE,)), "the goal is met"),
        (Lasso(("stray",), (ELAPSE,)), "does not hold on it"),
    ],
)
def test_the_machines_refuse_a_lasso_that_is_none(lasso: Lasso, why: str) -> None:
    commands = {**THERE_AND_BACK, "leave_0": {0: 2}, "leave_1": {1: 2}, "lose": {1: 0}, "stray": {0: 3}}
    shape = Shape(4, commands)
    item = response(shape.among(0), shape.among(2), ("leave_0", "leave_1"), (), ("lose",), (shape.among(0, 1, 2),))
    asked = Asked.of(shape.model, item)
    with pytest.raises(DisagreementError, match=why):
        replayed(asked.explored.finite, lasso, LOCATIONS, asked.claim)
    good = Lasso((), ("go", "back", ELAPSE))
    assert replayed(asked.explored.finite, good, LOCATIONS, asked.claim).loop_at == 1


def test_the_machines_refuse_a_lasso_that_starves_a_strongly_fair_command() -> None:
    shape = Shape(3, {**THERE_AND_BACK, "leave": {1: 2}})
    asked = Asked.of(shape.model, response(shape.among(0), shape.among(2), strong=("leave",)))
    with pytest.raises(DisagreementError, match="leave is never done"):
        replayed(asked.explored.finite, Lasso((), ("go", "back", ELAPSE)), LOCATIONS, asked.claim)


def test_a_run_says_where_it_returns() -> None:
    shape = Shape(3, {"on": {0: 1}, "turn": {1: 2, 2: 1}})
    result = searched(shape.model, response(shape.among(0), FALSE, ("on", "turn")))
    assert isinstance(result.run, Run)
    assert stem_of(result) == ("on",)
    assert loop_of(result).count("turn") == 2
