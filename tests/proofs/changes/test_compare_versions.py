"""What one version can do and the other can't, by hand: deadlines, clocks, resets, names, starts, and what must not matter."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from vmotion_model.common.budget import Budget
from vmotion_model.language import (
    FALSE,
    HISTORY,
    SHARED,
    TRUE,
    Boolean,
    Command,
    Deadline,
    Enumeration,
    Expr,
    Model,
    Var,
    boolean,
    clock,
    integer,
    lift,
    negate,
)
from vmotion_model.machines import Migration, NotEnabledError
from vmotion_proofs.certifying.checked_certificate import Certified, check_certificate
from vmotion_proofs.changes.check_change import check_change
from vmotion_proofs.changes.compare_behaviour import compare, indistinguishable
from vmotion_proofs.changes.report import proposal_to_json
from vmotion_proofs.evidence.certificate import INITIAL, STEP, Certificate
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.verdicts import Answer, Run
from vmotion_proofs.solving.solvers import SOLVERS, SolverAnswers
from vmotion_specs.shipped import change_names, shipped_change
from vmotion_specs.suites import suite as suite_of

on = boolean("r.on", "r", False, "")
off = boolean("r.off", "r", False, "")
age = clock("r.age", "r", on, "")
start = Command("start", "r", {"once": ~on}, {on: True})
end = Command("end", "r", {"on": on}, {on: False})


def model(
    *commands: Command, limit: int | None = None, more: tuple[Var[Any], ...] = (), timer: Var[Any] | None = age
) -> Model:
    clocks = () if timer is None else (timer,)
    deadlines = () if limit is None else (Deadline("r.age", lift(limit), ()),)
    return Model("m", (on, *clocks, *more), (), commands or (start, end), deadlines)


def word(before: Model, after: Model) -> str:
    found = compare(before, after, Options())
    for run, own, other in ((found.adds, after, before), (found.removes, before, after)):
        if run is not None:
            assert_ends_with_a_step_of_its_own(run, own, other)
    return found.word


def assert_ends_with_a_step_of_its_own(run: Run, own: Model, other: Model) -> None:
    """All but the last step on both machines, the last on one: by the machines alone."""
    both = [Migration(m, {}) for m in (own, other)]
    for number, step in enumerate(run.steps, start=1):
        for machines in both:
            if number == len(run.steps) and machines is both[1]:
                if step.command != "elapse" and step.command not in other.command:
                    continue
                with pytest.raises(NotEnabledError):
                    do(machines, step.command, step.description)
            else:
                do(machines, step.command, step.description)


def do(machines: Migration, command: str, says: str) -> None:
    if command == "elapse":
        machines.elapse(int(says.split(maxsplit=1)[0]))
    else:
        machines.fire(command)


def test_a_deadline_only_removes() -> None:
    assert word(model(), model(limit=10)) == "removes"
    assert word(model(limit=10), model()) == "adds"
    assert word(model(limit=10), model(limit=20)) == "adds"
    assert word(model(limit=20), model(limit=10)) == "removes"


def test_a_deadline_on_a_clock_that_only_one_version_has_only_removes() -> None:
    """The other version has no clock at all, and may wait for ever."""
    assert word(model(timer=None), model(limit=10)) == "removes"
    assert word(model(limit=10), model(timer=None)) == "adds"


def test_a_clock_that_nobody_asks_is_no_difference() -> None:
    assert word(model(timer=None), model()) == "equivalent"


def test_two_deadlines_that_take_turns_are_one() -> None:
    """One clock for each, or a second one beside it that binds no sooner."""
    second = clock("r.second", "r", on, "")
    both = Model(
        "m", (on, age, second), (), (start, end), (Deadline("r.age", lift(10), ()), Deadline("r.second", lift(10), ()))
    )
    found = compare(model(limit=10), both, Options())
    assert found.word == "equivalent"
    assert found.removed.engine.startswith("induction")


def test_a_clock_that_runs_at_other_times_is_a_difference() -> None:
    always = clock("r.age", "r", TRUE, "")
    late = Command("late", "r", {"time": age >= 10}, {})
    sooner = Command("late", "r", {"time": always >= 10}, {})
    # By hand: wait for 10 s at the start, and only the clock that always runs allows it.
    found = compare(model(start, end, late), model(start, end, sooner, timer=always), Options())
    assert found.word == "adds"
    assert found.adds is not None
    assert found.adds.commands == ("elapse", "late")


def test_a_reset_that_is_left_out_is_a_difference_where_somebody_asks_the_clock() -> None:
    again = Command("again", "r", {"on": on}, {age: 0})
    late = Command("late", "r", {"time": age >= 10}, {})
    without = Command("again", "r", {"on": on}, {})
    assert word(model(start, again, late), model(start, without, late)) == "adds"
    assert word(model(start, again), model(start, without)) == "equivalent"


def test_what_nobody_can_see_does_not_matter() -> None:
    seen = boolean("seen", HISTORY, False, "")
    noted = Command("start", "r", {"once": ~on}, {on: True, seen: True})
    age_seen = clock("seen.age", HISTORY, on, "")
    assert word(model(), model(noted, end, more=(seen,))) == "equivalent"
    assert word(model(), model(more=(age_seen,))) == "equivalent"
    assert word(model(more=(off,)), model(more=(boolean("r.off", "r", True, ""),))) == "equivalent"


def test_another_start_is_a_difference_where_somebody_reads_it() -> None:
    other = boolean("r.off", "r", True, "")
    steps = [Command("step", "r", {"off": var}, {}) for var in (off, other)]
    assert word(model(start, steps[0], more=(off,)), model(start, steps[1], more=(other,))) == "adds"


def test_another_name_of_a_variable_is_no_difference() -> None:
    renamed = boolean("r.running", "r", False, "")
    commands = (
        Command("start", "r", {"once": ~renamed}, {renamed: True}),
        Command("end", "r", {"on": renamed}, {renamed: False}),
    )
    timer = clock("r.age", "r", renamed, "")
    found = Model("m", (renamed, timer), (), commands, (Deadline("r.age", lift(10), ()),))
    assert word(model(limit=10), found) == "equivalent"
    assert word(model(), found) == "removes"


def test_members_that_are_never_taken_are_no_difference() -> None:
    places = [Enumeration("Place", members) for members in (("A", "B"), ("B", "C", "A"))]
    versions = []
    for type_ in places:
        at: Var[Any] = Var("r.at", type_, "r", "A")
        go = Command("go", "r", {"here": at == "A"}, {at: "B"})
        back = Command("back", "r", {"there": at == "B"}, {at: "A"})
        versions.append(Model("m", (at,), (), (go, back)))
    assert word(versions[0], versions[1]) == "equivalent"


def test_a_command_that_comes_or_goes() -> None:
    never = Command("never", "r", {"no": FALSE}, {})
    assert word(model(), model(start, end, Command("more", "r", {"on": on}, {}))) == "adds"
    assert word(model(), model(start)) == "removes"
    assert word(model(), model(start, end, never)) == "equivalent"


def counter(step: Mapping[str, Expr[bool]], odd: object) -> Model:
    value = integer("r.value", "r", 0, 0, 4, "")
    up = Command("up", "r", {"below": value <= 2}, {value: value + 2})
    down = Command("down", "r", {"above": value >= 2}, {value: value - 2})
    guard = {"odd": value == 3} | dict(step)
    return Model("m", (value, on, age), (), (up, down, Command("odd", "r", guard, {on: odd}), start, end))


def test_an_effect_that_differs_where_nobody_gets_is_no_difference() -> None:
    """The value is even; and with a certificate that says so, no search is needed."""
    before, after = counter({}, True), counter({}, False)
    assert word(before, after) == "equivalent"
    value = before.variable["r.value"]
    even = negate(value == 1) & negate(value == 3)
    known = check_certificate(Certificate(before, (even,), {"even": even}))
    assert known.proves("even")
    found = compare(before, after, Options(states=1), [known])
    assert found.word == "equivalent"
    assert found.added.engine == found.removed.engine == "induction over pairs"


def test_lemmas_that_the_solvers_did_not_accept_prove_nothing() -> None:
    """That the counter is never 0 is false, and would make all things equal."""
    value = counter({}, True).variable["r.value"]
    up = Command("up", "r", {"below": value <= 2}, {value: value + 2})
    before, after = (
        Model("m", (value,), (), (up, *more)) for more in ((), (Command("zero", "r", {"zero": value == 0}, {}),))
    )
    false = Certificate(before, (negate(value == 0),), {})
    wrong: list[dict[str, str]] = [{}, {INITIAL: "sat", STEP: "unsat"}, {INITIAL: "unsat", STEP: "unknown"}]
    for said in wrong:
        answers = [SolverAnswers(name, answers=said) for name in SOLVERS]
        assert compare(before, after, Options(), [Certified(false, answers)]).word == "adds"
    one = [SolverAnswers("z3", answers={INITIAL: "unsat", STEP: "unsat"})]
    assert compare(before, after, Options(), [Certified(false, one)]).word == "adds"


def test_a_bound_that_the_deadline_makes_idle_is_proved_between_ticks() -> None:
    """Not after 20 s and not after 30 s are the same where a deadline comes at 20 s; in ticks they differ nowhere either."""
    early, late = (Command("early", "r", {"time": age <= limit}, {}) for limit in (20, 30))
    found = compare(model(start, end, early, limit=20), model(start, end, late, limit=20), Options())
    assert found.word == "equivalent"
    assert found.added.engine == "induction over pairs"


def test_a_rigid_variable_is_open_in_both_versions() -> None:
    """By hand: with the default of the switch both do the same, and with its other value only one of them starts."""
    switch: Var[bool] = Var("switch", Boolean(), SHARED, True, rigid=True)
    off_by_default: Var[bool] = replace(switch, initial=False)

    def version(guard: Mapping[str, Any], own: Var[bool] = switch) -> Model:
        return Model("m", (on, own), (), (Command("start", "r", {"once": ~on, **guard}, {on: True}), end))

    with_switch = version({"switch": switch})
    found = compare(with_switch, version({}), Options())
    assert found.added.answer is Answer.UNKNOWN
    assert "give the rigid switch a value" in found.added.reason
    assert found.removed.answer is Answer.NO
    # What is meant where nothing is said changes no run.
    assert compare(with_switch, version({"switch": off_by_default}, off_by_default), Options()).word == "equivalent"
    assert not indistinguishable(with_switch, version({}), ["r.on"], 1000, Budget())
    one, two = (m.given({"switch": False}) for m in (with_switch, version({})))
    assert compare(one, two, Options()).word == "adds"


def test_induction_knows_variables_whose_name_is_one_word() -> None:
    """A single word is another symbol for the solvers; with a clock, nothing but induction decides between ticks."""
    lit, burns = boolean("lit", "r", False, ""), clock("burns", "r", on, "")
    versions = [
        Model(
            "m",
            (on, lit, burns),
            (),
            (start, end, Command("light", "r", {"on": on, **more}, {lit: True})),
            (Deadline("burns", lift(9), ("end",)),),
        )
        for more in ({}, {"unlit": ~lit}, {"soon": burns <= 9})
    ]
    assert compare(versions[0], versions[1], Options()).added.engine == "induction over pairs"
    assert compare(versions[0], versions[2], Options()).word == "equivalent"


def test_an_effect_that_shows_later_is_a_difference_then() -> None:
    """Both start; what the start leaves behind is what differs."""
    quiet = Command("start", "r", {"once": ~on}, {on: True})
    loud = Command("start", "r", {"once": ~on}, {on: True, off: True})
    stop = Command("stop", "r", {"off": off}, {off: False})
    found = compare(model(quiet, stop, more=(off,)), model(loud, stop, more=(off,)), Options())
    assert found.word == "adds"
    assert found.adds is not None
    assert found.adds.commands == ("start", "stop")


@pytest.mark.parametrize("budget", [Budget(0.0), Budget(memory_mb=1)], ids=["time", "memory"])
def test_nothing_is_said_without_a_budget(budget: Budget) -> None:
    found = compare(model(), model(limit=10), Options(budget=budget))
    assert found.word == "unknown"
    assert found.added.reason.startswith("out of")


def test_an_interrupt_is_no_answer() -> None:
    budget = Budget()
    budget.interrupt()
    found = compare(model(), model(start), Options(budget=budget))
    assert (found.added.answer, found.removed.answer) == (Answer.UNKNOWN, Answer.UNKNOWN)
    assert found.added.reason == "interrupted"


def test_a_run_that_the_other_machines_do_as_well_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vmotion_proofs.changes.compare_behaviour._refused", lambda *_: None)
    found = compare(model(), model(start), Options())
    assert found.removes is None
    assert found.word == "may remove"
    assert "engines disagree" in found.removed.reason


def test_same_runs_with_other_values_can_be_told_apart() -> None:
    noted = Command("start", "r", {"once": ~on}, {on: True, off: True})
    before, after = model(more=(off,)), model(noted, end, more=(off,))
    assert indistinguishable(before, after, ["r.on"], 100, Budget())
    assert not indistinguishable(before, after, ["r.off"], 100, Budget())
    assert not indistinguishable(before, model(limit=10, more=(off,)), ["r.on"], 100, Budget())


def test_json_answers_each_direction_by_itself() -> None:
    chosen = suite_of("mutual-exclusion")
    name = change_names("mutual-exclusion")[0]
    proposal = check_change(shipped_change(name), chosen, Options(locations=chosen.locations))
    assert proposal.after is not None
    data = proposal_to_json(proposal)["change"]["behaviour"]
    for key in ("adds", "removes"):
        found = data["directions"][key]
        assert found["run"] == data[key]
        assert (found["answer"] == "yes") == (data[key] is not None)
        assert found["exact"] == (found["answer"] != "unknown")
        assert found["engine"]
