"""The verdict words mean what they say."""

from pathlib import Path
from typing import Any

import pytest

from proofs.small import counter, mutual_exclusion, timed_lock
from vmotion_model.language import (
    FALSE,
    HISTORY,
    Boolean,
    Command,
    Constant,
    Deadline,
    Instance,
    Model,
    ModelError,
    Scope,
    Var,
    boolean,
    clock,
    lift,
    negate,
    parse,
)
from vmotion_proofs.check.check import check
from vmotion_proofs.check.vacuity import premise_runs
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.verdicts import CheckResult, Verdict, worst
from vmotion_proofs.search.demands import hints_of, reach, read_hints
from vmotion_specs.properties import Property, PropertyKind
from vmotion_specs.suites import Suite
from vmotion_specs.timing import deadlock, timelock

pytestmark = pytest.mark.usefixtures("answered")


@pytest.mark.parametrize(
    ("verdicts", "code"),
    [
        ([Verdict.PROVED, Verdict.EXHAUSTED], 0),
        ([Verdict.PROVED, Verdict.BOUNDED], 3),
        ([Verdict.PROVED, Verdict.UNKNOWN], 3),
        ([Verdict.UNKNOWN, Verdict.VIOLATED, Verdict.PROVED], 1),
        ([], 3),
    ],
)
def test_refuted_comes_before_undecided_before_hoped(verdicts: list[Verdict], code: int) -> None:
    assert worst(verdicts).exit_code == code


def test_a_bounded_search_is_no_pass() -> None:
    """A counter to 100 searched up to 10 states: nothing is known of 50, and the bound says how far it came."""
    model = counter(100)
    value = model.variable["counter.value"]
    below = Property("below", "", ~(value == 50))
    answer = check(model, [below], Options(engine="explicit", states=10)).properties[0]
    assert answer.verdict is Verdict.BOUNDED
    assert answer.bound is not None
    assert 0 < answer.bound < 50


def test_explicit_search_exhausts_and_never_proves() -> None:
    model = counter(5)
    inside = Property("inside", "", model.variable["counter.value"] <= 5)
    answer = check(model, [inside], Options(engine="explicit"))
    assert answer.properties[0].verdict is Verdict.EXHAUSTED
    # By hand: 0, 1, ..., 5 and back.
    assert (answer.states, answer.transitions, answer.depth) == (6, 6, 5)


def test_induction_proves_what_the_search_exhausts() -> None:
    model = counter(5)
    inside = Property("inside", "", model.variable["counter.value"] <= 5)
    assert check(model, [inside]).properties[0].verdict is Verdict.PROVED


def test_a_restricted_instance_is_named_in_the_verdict() -> None:
    model = mutual_exclusion(guarded=False)
    both = (model.variable["p.state"] == "INSIDE") & (model.variable["q.state"] == "INSIDE")
    options = Options(instance=Instance("q stays out", {"enter_q": 0}))
    answer = check(model, [Property("mutex", "", negate(both))], options).properties[0]
    assert answer.verdict.passes
    assert answer.instance == "q stays out: enter_q at most 0"


def test_time_that_stops_makes_verdicts_about_time_worthless() -> None:
    model = timed_lock(handled=False)
    lock = timelock(model)
    assert lock is not None
    age = model.variable["holder.age"]
    in_time = Property("in_time", "", age <= 30)
    answers = check(model, [lock, in_time]).by_id
    assert answers["timelock"].verdict is Verdict.VIOLATED
    assert answers["in_time"].verdict is Verdict.UNKNOWN
    assert "time stops" in answers["in_time"].reason


def test_a_strict_statement_about_a_clock_is_proved_dense_or_not_at_all() -> None:
    model = timed_lock()
    lock = timelock(model)
    assert lock is not None
    in_time = Property("in_time", "", model.variable["holder.age"] <= 30)
    assert not in_time.closed
    explicit = check(model, [in_time], Options(engine="explicit")).properties[0]
    assert explicit.verdict is Verdict.UNKNOWN
    assert {p.verdict for p in check(model, [lock, in_time]).properties} == {Verdict.PROVED}


def test_a_deadlock_is_found_with_the_shortest_run() -> None:
    """Without letting go, the first one inside blocks itself and the other: ask_p, enter_p, ask_q is where all stand still."""
    model = mutual_exclusion()
    commands = tuple(c for c in model.commands if not c.name.startswith("leave"))
    frozen = Model(model.name, model.variables, (), commands)
    answer = check(frozen, [deadlock(frozen, FALSE, ("p", "q"))]).properties[0]
    assert answer.verdict is Verdict.VIOLATED
    assert answer.run is not None
    assert len(answer.run.steps) == 3


@pytest.mark.parametrize(
    ("guard", "limit", "hangs"),
    [
        # By hand: the one clock runs from the start, and the other one never does.
        ("runs >= 5", 0, False),
        ("stands >= 5", 0, True),
        # One that stands shows 0, which is at least 0.
        ("stands >= 0", 0, False),
        ("stands >= none", 0, False),
        ("stands >= 0 and runs <= 5", 0, True),
        # It gets to 5, and goes by.
        ("runs == 5", 0, True),
        ("runs == 5", 5, False),
        ("runs == 5 or runs >= 6", 0, False),
        ("stands == 5", 0, True),
        ("stands == 0", 0, False),
    ],
)
def test_who_waits_for_a_clock_hangs_where_the_clock_does_not_come_there(guard: str, limit: int, hangs: bool) -> None:
    done = boolean("done", "a", False, "")
    variables = (done, clock("runs", "a", ~done, ""), clock("stands", "a", done, ""))
    time = parse(guard, Scope({v.name: v for v in variables}, {"none": 0}), Boolean())
    command = Command("do", "a", {"not done": ~done, "time": time}, {done: True})
    deadlines = (Deadline("runs", lift(limit), ("do",)),) if limit else ()
    model = Model("m", variables, (Constant("none", 0, "s"),), (command,), deadlines)
    answer = check(model, [deadlock(model, done)]).by_id["deadlock"]
    assert answer.verdict is (Verdict.VIOLATED if hangs else Verdict.PROVED)


@pytest.mark.parametrize("what", ["nothing", "itself", "history"])
def test_a_step_that_changes_nothing_gets_nobody_on(what: str) -> None:
    """The same deadlock beside a step that is always possible and leads nowhere: p looks around."""
    model = mutual_exclusion()
    seen: Var[bool] = boolean("seen", HISTORY, False, "")
    place = model.variable["p.state"]
    effects: dict[str, dict[Var[Any], Any]] = {"nothing": {}, "itself": {place: place}, "history": {seen: True}}
    look = Command("look", "p", {}, effects[what])
    commands = (*(c for c in model.commands if not c.name.startswith("leave")), look)
    frozen = Model(model.name, (*model.variables, seen), (), commands)
    answer = check(frozen, [deadlock(frozen, FALSE, ("p", "q"))]).properties[0]
    assert answer.verdict is Verdict.VIOLATED
    moving = Command("look", "p", {}, {place: lift("IDLE", place.type)})
    free = Model(model.name, model.variables, (), (*commands[:-1], moving))
    assert check(free, [deadlock(free, FALSE, ("p", "q"))]).properties[0].verdict.passes


def test_an_unreachable_demand_is_violated_only_after_a_complete_search() -> None:
    model = counter(5)
    value = model.variable["counter.value"]
    beyond = Property("beyond", "", ~(value <= 5), kind=PropertyKind.REACHABLE)
    assert reach(model, beyond, Options()).verdict is Verdict.VIOLATED
    far = Property("far", "", value == 5, kind=PropertyKind.REACHABLE)
    assert reach(model, far, Options(states=2)).verdict is Verdict.BOUNDED
    found = reach(model, far, Options())
    assert found.verdict is Verdict.PROVED
    assert found.run is not None
    assert found.run.commands == ("up",) * 5


def test_a_run_on_file_counts_only_if_the_machines_follow_it() -> None:
    model = counter(3)
    far = Property("far", "", model.variable["counter.value"] == 3, kind=PropertyKind.REACHABLE)
    good = reach(model, far, Options(), hint=["up", "up", "up"])
    assert good.engine == "replayed run"
    for hint in (["up"], ["wrap"], ["nothing"], ["elapse 3"], ["up", "up", "up", "up"]):
        answer = reach(model, far, Options(), hint=hint)
        assert answer.run is not None
        assert answer.run.commands == ("up",) * 3


def test_runs_on_file_are_data(tmp_path: Path) -> None:
    model = counter(2)
    far = Property("far", "", model.variable["counter.value"] == 2, kind=PropertyKind.REACHABLE)
    run = reach(model, far, Options()).run
    assert run is not None
    path = tmp_path / "runs.json"
    path.write_text(hints_of({"far": run}, {}, {"far": ["up", "for ever"]}))
    assert read_hints(path) == {"far": ["up", "up"]}
    assert read_hints(path, "fair") == {"far": ["up", "for ever"]}
    path.write_text("[1, 2")
    assert read_hints(path) == {}


def test_the_shipped_model_is_proved_and_every_demand_fulfilled(shipped: CheckResult) -> None:
    assert {p.verdict for p in shipped.properties} == {Verdict.PROVED}
    assert {p.id for p in shipped.properties} >= {"timelock", "deadlock", "S1", "S16b", "R8"}


def test_a_property_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ModelError, match="unknown variable"):
        check(counter(2), [Property("P", "", mutual_exclusion().variable["lock.taken"])])


def test_no_property_of_the_shipped_model_is_vacuous(suite: Suite, options: Options) -> None:
    """Every premise is reached by a run that the machines follow; and a premise that is not is told apart."""
    invariants = [p for p in suite.properties if p.kind is PropertyKind.INVARIANT]
    runs = premise_runs(suite.model, invariants, options)
    assert runs.keys() == {p.id for p in invariants}
    never = Property("never", "", FALSE, premise=suite.model.variable["destination.vm"] == "STUNNED")
    assert premise_runs(suite.model, [never], options) == {}
