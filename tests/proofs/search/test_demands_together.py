"""Demands are searched for together in the part without crashes; what each is told is what a search for it alone says."""

import subprocess
import sys
from typing import Any

import pytest

from vmotion_model.language import Integer, Model, Var
from vmotion_proofs.check.check import check
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.verdicts import Verdict
from vmotion_proofs.search.demands import anywhere, crash_free, without_crashes
from vmotion_specs.properties import Observer, Property, PropertyKind
from vmotion_specs.suites import suite

TWO_PHASE = suite("two-phase-commit")
DEMANDS = [p for p in TWO_PHASE.properties if p.kind is PropertyKind.REACHABLE]


def test_what_needs_a_crash_is_left_to_the_whole_model() -> None:
    options = Options(locations=TWO_PHASE.locations)
    found = without_crashes(TWO_PHASE.model, DEMANDS, options)
    # Participants block only when the coordinator dies between the two phases (Gray 1978): no run without a crash shows it.
    assert found.keys() == {"commits", "aborts"}
    faults = {c.name for c in TWO_PHASE.model.commands if c.fault == "coordinator crash"}
    for answer in found.values():
        assert answer.verdict is Verdict.PROVED
        assert answer.run is not None
        assert not faults & set(answer.run.commands)
    blocked = anywhere(TWO_PHASE.model, next(p for p in DEMANDS if p.id == "blocked"), options)
    assert blocked.run is not None
    assert faults & set(blocked.run.commands)


@pytest.mark.parametrize("name", ["two-phase-commit", "node-agent", "hand-over", "peterson"])
def test_a_check_of_all_demands_says_of_each_what_a_check_of_it_alone_says(name: str) -> None:
    chosen = suite(name)
    demands = [p for p in chosen.properties if p.kind is PropertyKind.REACHABLE]
    options = Options(locations=chosen.locations)
    together = check(chosen.model, demands, options).by_id
    for item in demands:
        alone = check(chosen.model, [item], options).by_id[item.id]
        assert together[item.id].verdict is alone.verdict
        lengths = [len(r.run.steps) for r in (alone, together[item.id]) if r.run is not None]
        assert len(lengths) == 2
        assert lengths[0] == lengths[1]


def test_two_observers_of_one_name_are_two() -> None:
    model = TWO_PHASE.model
    first, second = [c.name for c in model.commands if c.fault is None][:2]
    seen: Var[Any] = Var("observed.seen", Integer(0, 1), "history", 0, "It was seen.")
    demands = [
        Property(f"after {name}", "", seen == 1, kind=PropertyKind.REACHABLE, observers=(Observer(seen, {name: 1}),))
        for name in (first, second)
    ]
    for item, name in zip(demands, (first, second), strict=True):
        run = check(model, demands, Options(locations=TWO_PHASE.locations)).by_id[item.id].run
        assert run is not None
        # By hand: the variable is set by this command and no other, so the shortest run to it ends with the command.
        assert run.commands[-1] == name


def test_a_run_that_the_machines_do_not_follow_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vmotion_proofs.search.demands._follow", lambda *_: None)
    found = without_crashes(TWO_PHASE.model, DEMANDS, Options(locations=TWO_PHASE.locations))
    assert {a.verdict for a in found.values()} == {Verdict.UNKNOWN}
    judged = check(TWO_PHASE.model, DEMANDS, Options(locations=TWO_PHASE.locations)).by_id
    assert {judged[p.id].verdict for p in DEMANDS} == {Verdict.UNKNOWN}
    assert all("engines disagree" in judged[p.id].reason for p in DEMANDS)


def test_a_model_in_which_nothing_crashes_has_no_such_part() -> None:
    model: Model = suite("counter").model
    assert crash_free(model) is None


def test_no_solver_comes_into_the_process_before_it_is_needed() -> None:
    """A process in which Z3 has been loaded is not copied, and then nothing is compared on another core."""
    script = (
        "import sys, vmotion_proofs.check.check, vmotion_proofs.changes.compare_behaviour; print('z3' in sys.modules)"
    )
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "False"
