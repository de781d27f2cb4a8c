"""What is read off a counterexample: by hand on small models, and on random ones against the tests' own interpreter."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings

from effort import examples
from proofs.two_versions import versions
from random_models import LOCATIONS, Case, cases
from reference import State, successors
from vmotion_model.language import ELAPSE, Constant, Model, Param, boolean, evaluate, if_then, integer
from vmotion_model.language.commands import Command
from vmotion_proofs.changes.check_change import check_change
from vmotion_proofs.check.check import check
from vmotion_proofs.results.counterexample_analysis import NO_COMMAND, analysed, in_order, shared
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.verdicts import PropertyResult, Run, Step, Verdict
from vmotion_specs.properties import Property
from vmotion_specs.shipped import find_change
from vmotion_specs.suites import suite

pytestmark = pytest.mark.usefixtures("answered")

EXPLICIT = Options(engine="explicit", certificate=None, demands=None)


def _proposed(name: str, model: str) -> dict[str, PropertyResult]:
    proposal = check_change(find_change(name), suite(model), Options())
    assert proposal.after is not None
    return dict(proposal.after.by_id)


def test_where_a_dropped_guard_matters_is_the_step_that_it_forbade() -> None:
    """The change file drops the guard; by hand: ask, ask, enter, and the second enter is the one that was refused."""
    found = _proposed("lock-ignored", "mutual-exclusion")["exclusion"]
    assert found.run is not None
    assert found.analysis is not None
    assert found.analysis.departure is not None
    assert len(found.run.steps) == 4
    departure = found.analysis.departure
    assert (departure.step, departure.command[:5]) == (4, "enter")
    assert [label for label, _ in departure.refused] == ["the lock is free"]
    assert not departure.otherwise
    assert found.analysis.changed == tuple(n for n, s in enumerate(found.run.steps, 1) if s.command.startswith("enter"))
    assert not found.analysis.faults


def test_a_command_that_is_new_is_named_as_such() -> None:
    found = _proposed("commit-on-silence", "two-phase-commit")
    roots = [r.id for r in in_order(list(found.values())) if r.analysis is not None and r.analysis.follows is None]
    for name in roots:
        analysis = found[name].analysis
        assert analysis is not None
        assert analysis.departure is not None
        if analysis.departure.command == "assume_commit_a":
            assert analysis.departure.refused == ((NO_COMMAND, ""),)
            return
    raise AssertionError("no run comes to the command that the change adds")


def _counter(goal: int, start: int = 0) -> tuple[Model, tuple[Property, ...]]:
    """A counter that goes up to three; a fault sets it back. Both statements are broken, one two steps before the other."""
    count, broken = integer("a.count", "a", start, 0, 3, ""), boolean("a.broken", "a", False, "")
    up = Command("up", "a", {"there is room": count < 3}, {count: count + 1})
    idle = Command("idle", "a", {"is whole": ~broken, "has begun": count > 0}, {})
    fail = Command("fail", "a", {"is whole": ~broken, "is high": count >= goal}, {broken: True}, fault="it breaks")
    model = Model("steps", (count, broken), (), (up, idle, fail))
    low = Property("low", "the counter stays low", count <= 0)
    whole = Property("whole", "nothing breaks", ~broken)
    return model, (whole, low)


def test_the_failure_that_comes_first_on_the_run_explains_the_other() -> None:
    model, properties = _counter(2)
    found = check(model, properties, EXPLICIT).by_id
    low, whole = found["low"].analysis, found["whole"].analysis
    assert low is not None
    assert whole is not None
    # up breaks "low"; up, up, fail breaks "whole", on the way of which "low" is broken at step 1.
    assert whole.follows == ("low", 1)
    assert low.follows is None
    assert low.explains == ("whole",)
    assert whole.faults == (3,)
    # "whole" speaks of what step 3 alone sets.
    assert whole.matters == (3,)
    told = in_order([r for r in found.values() if not r.verdict.passes])
    assert [r.id for r in told] == ["low", "whole"]


def test_failures_of_one_and_the_same_state_do_not_explain_each_other() -> None:
    model, (whole, _) = _counter(1)
    twin = Property("twin", "nothing breaks either", whole.claim)
    found = check(model, (whole, twin), EXPLICIT).by_id
    for item in (found["whole"], found["twin"]):
        assert item.analysis is not None
        assert item.analysis.follows is None
        assert not item.analysis.explains


def test_a_changed_effect_is_told_with_both_values() -> None:
    model, properties = _counter(2)
    count = model.variable["a.count"]
    commands = tuple(
        Command(
            c.name,
            c.role,
            dict(c.guard),
            {count: if_then(count < 2, count + 2, 3)} if c.name == "up" else c.effect,
            fault=c.fault,
        )
        for c in model.commands
    )
    faster = Model("steps", model.variables, (), commands)
    result = check(faster, properties, EXPLICIT)
    told = {r.id: r.analysis for r in analysed(result.properties, faster, properties, model)}
    whole = told["whole"]
    assert whole is not None
    assert whole.departure is not None
    assert (whole.departure.step, whole.departure.command) == (1, "up")
    assert whole.departure.otherwise == {"a.count": (1, 2)}
    assert not whole.departure.refused


def test_versions_that_begin_differently_part_before_the_first_step() -> None:
    model, _ = _counter(2)
    later, properties = _counter(2, start=2)
    result = check(later, properties, EXPLICIT)
    told = {r.id: r.analysis for r in analysed(result.properties, later, properties, model)}
    whole = told["whole"]
    assert whole is not None
    assert whole.departure is not None
    assert (whole.departure.step, whole.departure.otherwise) == (0, {"a.count": (0, 2)})
    assert 0 not in whole.matters


def test_a_changed_constant_touches_the_commands_that_read_it_and_no_other() -> None:
    model, properties = _counter(2)
    count = model.variable["a.count"]

    def with_top(value: int) -> Model:
        top = Constant("TOP", value, "")
        up = Command("up", "a", {"there is room": count < Param(top.name)}, {count: count + 1})
        return Model("steps", model.variables, (top,), (up, *model.commands[1:]))

    result = check(with_top(3), properties, EXPLICIT)
    told = {r.id: r.analysis for r in analysed(result.properties, with_top(3), properties, with_top(1))}
    whole = told["whole"]
    assert whole is not None
    assert whole.changed == (1, 2)
    assert whole.departure is not None
    assert (whole.departure.step, whole.departure.command) == (2, "up")


def _follow(model: Model, run: Run, steps: int) -> State | None:
    """The state after so many steps of a run, by the tests' own interpreter; None where it cannot do one of them."""
    state: State = dict(model.initial)
    for step in run.steps[:steps]:
        name = step.command
        for _ in range(step.lasts_s or 1):
            after = dict(successors(model, state, 1, 10**6)).get(name)
            if after is None:
                return None
            state = after
    return state


@settings(max_examples=examples(40), deadline=None)
@given(versions(clocks=False))
def test_the_departure_is_where_the_unchanged_model_stops_following(pair: tuple[Model, Model]) -> None:
    before, after = pair
    flag = after.variable["flag"]
    properties = (Property("never", "", ~flag), Property("always", "", flag))
    result = check(after, properties, EXPLICIT)
    for item in analysed(result.properties, after, properties, before):
        if item.analysis is None or item.run is None:
            continue
        found, run = item.analysis.departure, item.run
        common = [n for n in after.variable if n in before.variable]
        last = len(run.steps) if found is None else found.step - 1
        for number in range(1, last + 1):
            old, new = _follow(before, run, number), _follow(after, run, number)
            assert old is not None
            assert new is not None
            assert all(old[n] == new[n] for n in common)
        if found is None:
            continue
        old, new = _follow(before, run, found.step), _follow(after, run, found.step)
        assert new is not None
        if found.otherwise:
            assert old is not None
            assert dict(found.otherwise) == {n: (old[n], new[n]) for n in common if old[n] != new[n]}
        else:
            assert old is None


@settings(max_examples=examples(40), deadline=None)
@given(cases(clocks=True))
def test_what_is_said_to_come_first_is_broken_there_and_nowhere_before(case: Case) -> None:
    model, properties = case.model, case.properties
    stated = {p.id: p for p in properties}
    for item in check(
        model, properties, Options(engine="explicit", certificate=None, demands=None, locations=LOCATIONS)
    ).properties:
        if item.analysis is None or item.run is None or item.analysis.follows is None:
            continue
        other, step = item.analysis.follows
        assert other != item.id
        assert step < len(item.run.steps)
        for number in range(step + 1):
            state = _follow(model, item.run, number)
            assert state is not None
            assert evaluate(stated[other].claim, state, model.values) == (number < step)


def _run(*commands: str) -> Run:
    return Run(tuple(Step("a", c, "", 0, {}) for c in commands))


def test_the_longest_common_beginning_counts() -> None:
    others = {"short": _run("x", "y"), "long": _run("x", "y", "z", "w"), "other": _run("q")}
    assert shared(_run("x", "y", "z", "v"), others) == ("long", 3)
    assert shared(_run("q", "q"), others) == ("other", 1)
    assert shared(_run("v"), others) == ("", 0)
    waits = Run((Step("time", ELAPSE, "", 5, {}, 5),))
    assert shared(waits, {"w": Run((Step("time", ELAPSE, "", 9, {}, 9),))}) == ("", 0)


def test_what_is_undecided_comes_after_what_is_violated() -> None:
    items = [
        PropertyResult("open", "", Verdict.UNKNOWN, "", "", 0.0),
        PropertyResult("passes", "", Verdict.PROVED, "", "", 0.0),
        PropertyResult("broken", "", Verdict.VIOLATED, "", "", 0.0),
    ]
    assert [r.id for r in in_order(items)] == ["broken", "open"]


def test_a_counterexample_of_a_change_is_analysed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside the unchanged model, which the check of the changed one does not know."""
    violated: list[set[str]] = []

    def noted(results: Sequence[PropertyResult], *rest: Any) -> tuple[PropertyResult, ...]:
        violated.append({r.id for r in results if r.verdict is Verdict.VIOLATED})
        return analysed(results, *rest)

    for place in ("check.check", "changes.check_change"):
        monkeypatch.setattr(f"vmotion_proofs.{place}.analysed", noted)
    assert _proposed("lock-ignored", "mutual-exclusion")["exclusion"].analysis is not None
    assert [v for v in violated if v] == [{"exclusion"}]
