"""Attempts to get a pass for what is false: each of these was, or could have been, reported as one."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from proofs.small import counter, timed_lock
from vmotion_model.common.budget import Budget
from vmotion_model.language import (
    HISTORY,
    TRUE,
    Command,
    Const,
    Deadline,
    Enumeration,
    Expr,
    Instance,
    Model,
    ModelError,
    Var,
    boolean,
    clock,
    if_then,
    integer,
    lift,
    negate,
)
from vmotion_proofs.check.check import check
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.verdicts import Verdict
from vmotion_specs.properties import Property, PropertyKind
from vmotion_specs.timing import timelock


@pytest.mark.parametrize("engine", ["auto", "explicit", "induction"])
def test_enumerations_of_one_name_with_other_members_are_told_apart(engine: str) -> None:
    """C is the second member of one and the third of the other: one code for both would make the second var B."""
    short, long = Enumeration("E", ("A", "C")), Enumeration("E", ("A", "B", "C"))
    first: Var[Any] = Var("first", short, "r", "A")
    second: Var[Any] = Var("second", long, "r", "A")
    on = boolean("on", "r", False, "")
    both = {
        first: if_then(on, Const("C", short), Const("A", short)),
        second: if_then(on, Const("C", long), Const("A", long)),
    }
    model = Model("m", (first, second, on), (), (Command("switch", "r", {}, {on: ~on}), Command("set", "r", {}, both)))
    claims = {"C": second != Const("C", long), "B": second != Const("B", long)}
    answers = check(model, [Property(n, "", c) for n, c in claims.items()], Options(engine=engine)).by_id
    assert answers["C"].verdict is Verdict.VIOLATED
    assert answers["B"].verdict.passes


def history_clock() -> Model:
    """Strictly between 0 s and 5 s the step starts a history clock; whole ticks of 5 s never show such a moment."""
    always = clock("r.age", "r", TRUE, "")
    seen = boolean("seen", HISTORY, False, "")
    since = clock("since", HISTORY, seen, "")
    step = Command("step", "r", {}, {seen: negate(always <= 0) & negate(always >= 5)})
    return Model("between", (always, seen, since), (), (step,))


@pytest.mark.parametrize("engine", ["auto", "explicit", "induction", "spacer"])
def test_a_history_clock_that_a_strict_bound_started_is_not_exhausted(engine: str) -> None:
    """The step at 1 s starts it, and 10 s later it shows 10 s: the statement is false."""
    model = history_clock()
    never = Property("never", "", negate(model.variable["since"] >= 10))
    assert never.closed
    assert check(model, [never], Options(engine=engine, budget=Budget(20))).properties[0].verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(("name", "low"), [("r.age", 1), ("since", 10)])
def test_a_demand_that_only_dense_time_fulfils_is_not_refuted_by_ticks(name: str, low: int) -> None:
    model = history_clock()
    var = model.variable[name]
    claim = negate(var <= 0) & negate(var >= 5) if name == "r.age" else var >= low
    answer = check(model, [Property("D", "", claim, kind=PropertyKind.REACHABLE)]).properties[0]
    assert answer.verdict is Verdict.UNKNOWN
    assert "whole ticks" in answer.reason


@pytest.mark.parametrize("formula", ["below", "at most"])
def test_nothing_about_a_clock_stands_where_time_stops(formula: str) -> None:
    """Nothing handles the deadline at 30 s: that the clock stays below 40 s is no merit of the model."""
    model = timed_lock(handled=False)
    lock = timelock(model)
    assert lock is not None
    age = model.variable["holder.age"]
    claim: Expr[bool] = negate(age >= 40) if formula == "below" else age <= 30
    held = Property("free", "", model.variable["holder.held"] | (age <= 0))
    answers = check(model, [lock, Property("in_time", "", claim), held]).by_id
    assert answers["in_time"].verdict is Verdict.UNKNOWN
    assert "time stops" in answers["in_time"].reason


def test_what_reads_no_clock_stands_where_time_stops() -> None:
    value = integer("r.value", "r", 0, 0, 1, "")
    model = timed_lock(handled=False)
    stuck = Model("stuck", (*model.variables, value), model.constants, model.commands, model.deadlines)
    lock = timelock(stuck)
    assert lock is not None
    answers = check(stuck, [lock, Property("zero", "", value <= 0)]).by_id
    assert answers["timelock"].verdict is Verdict.VIOLATED
    assert answers["zero"].verdict is Verdict.PROVED


@pytest.mark.parametrize("times", [0, 1])
def test_time_stops_where_the_instance_limits_the_handler(times: int) -> None:
    """After the last time that the holder may let go, it takes the lock again and nothing happens at the deadline."""
    model = timed_lock()
    lock = timelock(model)
    assert lock is not None
    assert check(model, [lock]).properties[0].verdict is Verdict.PROVED
    limited = Options(instance=Instance("limited", {"let_go": times}))
    assert check(model, [lock], limited).properties[0].verdict is Verdict.VIOLATED


def test_two_properties_of_one_id_are_refused() -> None:
    """Only one of the two formulas would be judged, and both would get its verdict."""
    model = counter(3)
    value = model.variable["counter.value"]
    with pytest.raises(ModelError, match="stated twice"):
        check(model, [Property("P", "false", value <= 2), Property("P", "true", value <= 3)])


@pytest.mark.parametrize("text", ["x\n(assert false)\n;", "x\r(assert false)", "x\u2028y"])
def test_no_name_ends_a_comment_of_the_certificate(text: str) -> None:
    """``(assert false)`` among the declarations would make every query unsatisfiable."""
    model = counter(2)
    with pytest.raises(ModelError, match="line break"):
        Model(text, model.variables, model.constants, model.commands)
    with pytest.raises(ModelError, match="line break"):
        check(model, [Property(text, "", model.variable["counter.value"] <= 1)])


@pytest.mark.parametrize("name", ["L 1", "L1.at0"])
def test_a_responses_id_can_be_read_back_from_its_rankings(name: str) -> None:
    """The file would tell of another response: of ``L``, or of a ranking within that of ``L1``."""
    model = counter(2)
    value = model.variable["counter.value"]
    with pytest.raises(ModelError, match="a response's id"):
        check(model, [Property(name, "", value == 2, value == 0, PropertyKind.RESPONSE)])
    assert (
        check(model, [Property("L1.att", "", value == 2, value == 0, PropertyKind.RESPONSE)]).properties[0].id
        == "L1.att"
    )


@pytest.mark.parametrize("module", ["z3", "cvc5", "vmotion_proofs"])
def test_a_module_in_the_current_folder_is_never_imported(module: str, tmp_path: Path) -> None:
    """A check runs in other people's repositories: a file z3.py there must not answer for the solver."""
    (tmp_path / f"{module}.py").write_text("open('imported', 'w').close()\n")
    program = (
        "from vmotion_proofs.solving.solvers import SolverText, ask\n"
        "print([a.answers for a in ask(SolverText('', {'q': 'false'}))])"
    )
    paths = os.pathsep.join(p for p in sys.path if p)
    done = subprocess.run(
        [sys.executable, "-P", "-c", program],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=True,
    )
    assert not (tmp_path / "imported").exists()
    assert done.stdout.strip() == "[{'q': 'unsat'}, {'q': 'unsat'}]"


@pytest.mark.parametrize("size", [255, 256, 300])
def test_more_values_than_a_byte_counts_are_proved_about(size: int) -> None:
    model = counter(size)
    value = model.variable["counter.value"]
    answers = check(model, [Property("top", "", value <= size), Property("false", "", value <= size - 1)]).by_id
    assert answers["top"].verdict is Verdict.PROVED
    assert answers["false"].verdict is Verdict.VIOLATED


def test_a_guess_beyond_a_byte_is_excluded_as_it_should() -> None:
    """The second variable is always the first or -5; only lemmas over more than 256 values say so."""
    other = integer("r.other", "r", -5, -5, 300, "")
    value = integer("r.value", "r", 0, 0, 255, "")
    step = Command(
        "up", "r", {"below": value <= 254}, {value: value + 1, other: if_then(value <= 100, value, lift(-5))}
    )
    model = Model("m", (other, value), (), (step,))
    claims = {"false": negate(other == 100), "true": other <= 100}
    answers = check(model, [Property(n, "", c) for n, c in claims.items()]).by_id
    assert answers["false"].verdict is Verdict.VIOLATED
    assert answers["true"].verdict.passes


def test_nothing_about_a_clock_stands_where_it_is_not_known_whether_time_stops() -> None:
    """After the thousandth step nothing handles the deadline, too deep for a search of five states."""
    count = integer("r.count", "r", 0, 0, 1000, "")
    age = clock("r.age", "r", TRUE, "")
    step = Command("step", "r", {"below": count <= 999}, {count: count + 1, age: 0})
    model = Model("m", (count, age), (), (step,), (Deadline("r.age", lift(10), ("step",)),))
    lock = timelock(model)
    assert lock is not None
    answers = check(model, [lock, Property("in_time", "", age <= 10)], Options(states=5, budget=Budget(0.5))).by_id
    assert not answers["timelock"].verdict.passes
    assert answers["in_time"].verdict is Verdict.UNKNOWN
