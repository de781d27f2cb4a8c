"""The engines agree: search, guided discovery, Houdini, Spacer; and comparison of versions finds exactly the difference."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effort import examples
from proofs.small import counter, mutual_exclusion, timed_lock
from vmotion_model.common.budget import Budget
from vmotion_model.common.progress import silent
from vmotion_model.language import TRUE, Command, Expr, Model, Var, discretise, evaluate, integer, negate
from vmotion_proofs.certifying.checked_certificate import check_certificate
from vmotion_proofs.changes.compare_behaviour import compare
from vmotion_proofs.check import explicit_search
from vmotion_proofs.check.check import check, check_with_evidence
from vmotion_proofs.check.explicit_search import search_states
from vmotion_proofs.check.job import Job
from vmotion_proofs.evidence.transition_system import system_of
from vmotion_proofs.induction import spacer
from vmotion_proofs.induction.clock_lemmas import clock_lemmas
from vmotion_proofs.induction.find_lemmas import Discovery
from vmotion_proofs.induction.houdini import Lemmas
from vmotion_proofs.induction.spacer import prove_by_spacer
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.verdicts import Verdict
from vmotion_proofs.search.breadth_first import search
from vmotion_proofs.search.explore import Explored
from vmotion_proofs.search.reachable_states import Reachable
from vmotion_specs.properties import Property
from vmotion_specs.suites import Suite


def mutex(model: Model) -> Expr[bool]:
    p: Var[Any] = model.variable["p.state"]
    q: Var[Any] = model.variable["q.state"]
    return negate((p == "INSIDE") & (q == "INSIDE"))


@pytest.mark.parametrize("others", [True, False], ids=["something else is open", "all is proved"])
def test_what_is_proved_while_the_search_finds_it_broken_is_neither(
    monkeypatch: pytest.MonkeyPatch, others: bool
) -> None:
    """Provers are asked in the middle of a large search: both may decide one property, and must not disagree unnoticed."""
    model = mutual_exclusion(guarded=False)
    items = [Property("mutex", "", mutex(model)), Property("true", "", TRUE)]
    job = Job.of(model, items, Options())

    def proves(job: Job) -> None:
        for item in items[: 1 if others else 2]:
            job.ledger.put(item, Verdict.PROVED, "induction", 0.0)

    # The ninth of thirteen states breaks it; the provers are asked once there are more than nine.
    monkeypatch.setattr(explicit_search, "MANY", 9)
    monkeypatch.setattr(explicit_search, "lemmas_of_before", proves)
    search_states(job, lambda _: None)
    assert job.ledger["mutex"].verdict is Verdict.UNKNOWN
    assert "engines disagree" in job.ledger["mutex"].reason
    assert job.ledger["true"].verdict.passes


@pytest.mark.parametrize("engine", ["auto", "induction", "spacer"])
def test_every_prover_proves_mutual_exclusion(engine: str) -> None:
    model = mutual_exclusion()
    answer = check(model, [Property("mutex", "", mutex(model))], Options(engine=engine)).properties[0]
    assert answer.verdict is Verdict.PROVED, answer.reason


def test_what_one_prover_leaves_open_another_proves_beside_it() -> None:
    """After a search of two states: that a process is somewhere needs no lemma; mutual exclusion does, and Spacer finds it."""
    model = mutual_exclusion()
    somewhere = model.variable["p.state"].one_of("IDLE", "WAITS", "INSIDE")
    both = [Property("somewhere", "", somewhere), Property("mutex", "", mutex(model))]
    found = check_with_evidence(model, both, Options(states=2, budget=Budget(60)))
    assert [p.verdict for p in found.result.properties[:2]] == [Verdict.PROVED, Verdict.PROVED]
    assert found.certificate is not None
    assert found.certificate.properties.keys() == {"somewhere", "mutex"}


def hard_beside_easy() -> tuple[Model, list[Property]]:
    """A number that goes by twos: that it stays small is plain; that it is never odd Spacer does not find."""
    x, y = (integer(n, "a", 0, 0, 60_000, "") for n in ("x", "y"))
    up = Command("up", "a", {"small": x <= 30_000}, {x: x + 2})
    follow = Command("follow", "a", {"behind": y <= x}, {y: y + 2})
    down = Command("down", "a", {"large": x >= 2}, {x: x - 2})
    model = Model("twos", (x, y), (), (up, follow, down))
    return model, [Property("small", "", x <= 30_002), Property("even", "", ~(x == 15_001))]


def test_what_is_proved_is_certified_although_another_prover_uses_up_its_time() -> None:
    model, both = hard_beside_easy()
    small, even = check(model, both, Options(budget=Budget(6), states=1000)).properties
    assert (small.verdict, even.verdict) == (Verdict.PROVED, Verdict.BOUNDED)


def test_an_interrupted_spacer_leaves_what_houdini_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    budget = Budget(20)

    def interrupted(*_: object) -> None:
        budget.interrupt()

    monkeypatch.setattr(spacer, "prove_by_spacer", interrupted)
    model, both = hard_beside_easy()
    result = check(model, both, Options(budget=budget, states=1000))
    assert result.stopped == "interrupted"
    assert [p.verdict for p in result.properties] == [Verdict.PROVED, Verdict.BOUNDED]


def test_spacers_invariant_is_certified_like_any_other() -> None:
    model = mutual_exclusion()
    certificate = prove_by_spacer(model, {"mutex": mutex(model)}, Budget(), silent)
    assert certificate is not None
    assert check_certificate(certificate).proves("mutex")


def test_spacer_proves_nothing_false() -> None:
    model = mutual_exclusion(guarded=False)
    assert prove_by_spacer(model, {"mutex": mutex(model)}, Budget(10.0), silent) is None


def test_spacer_knows_dense_time() -> None:
    model = timed_lock()
    in_time = model.variable["holder.age"] <= 30
    certificate = prove_by_spacer(model, {"in_time": in_time}, Budget(), silent)
    assert certificate is not None
    assert check_certificate(certificate).proves("in_time")


def test_every_mined_lemma_holds_in_every_reachable_state(explored: Explored, suite: Suite) -> None:
    """The lemmas of the certificate on file, evaluated by the search on all states that it found."""
    from vmotion_proofs.certifying.checked_certificate import from_file
    from vmotion_proofs.evidence.shipped_files import certificate_path
    from vmotion_specs.properties import PropertyKind

    formulas = {p.id: p.formula for p in suite.properties if p.kind is PropertyKind.INVARIANT}
    lemmas = from_file(certificate_path("vmotion"), suite.model, formulas).lemmas
    translated = [explored.finite.translate(lemma) for lemma in lemmas]
    assert all(explored.search.true_everywhere(translated))


def test_discovery_finds_the_lemma_that_mutual_exclusion_needs() -> None:
    """By hand: mutex is not inductive alone, it needs `inside implies the lock is taken` for both."""
    model = mutual_exclusion()
    found = search(discretise(model).model, {})
    # By hand: both outside 2x2, one inside with the other outside 2+2.
    assert found.states == 8
    discovery = Discovery(system_of(model), Reachable(model, found), Budget())
    assert discovery.close([mutex(model), *clock_lemmas(model)]) is None
    assert len(discovery.goals) > 1


def test_a_counterexample_to_induction_that_is_reachable_is_never_excluded() -> None:
    """Discovery stops, rather than excluding a state that does occur, when a goal is false."""
    model = counter(4)
    value: Var[Any] = model.variable["counter.value"]
    found = search(discretise(model).model, {})
    stuck = Discovery(system_of(model), Reachable(model, found), Budget()).close([negate(value == 3)])
    assert stuck is not None
    assert stuck.step == "up"


def test_houdini_keeps_what_is_inductive_and_only_that() -> None:
    model = mutual_exclusion()
    lock: Var[bool] = model.variable["lock.taken"]
    p: Var[Any] = model.variable["p.state"]
    q: Var[Any] = model.variable["q.state"]
    good = [(p == "INSIDE").implies(lock), (q == "INSIDE").implies(lock), mutex(model)]
    bad = [p == "IDLE", negate(lock), (p == "WAITS").implies(lock)]
    lemmas = Lemmas(system_of(model), [*good, *bad], Budget())
    live = lemmas.inductive(lemmas.initially())
    assert live == {lemmas.number[g.key] for g in good}
    needed = lemmas.needed([lemmas.number[mutex(model).key]], live)
    assert needed == live


def test_equal_models_are_equivalent_and_a_lost_guard_adds_the_shortest_run() -> None:
    sound, broken = mutual_exclusion(), mutual_exclusion(guarded=False)
    assert compare(sound, mutual_exclusion(), Options()).word == "equivalent"
    wider = compare(sound, broken, Options())
    assert wider.complete
    assert wider.removes is None
    assert wider.adds is not None
    # By hand: ask, ask, enter, and the second enters as well.
    assert len(wider.adds.steps) == 4
    narrower = compare(broken, sound, Options())
    assert narrower.adds is None
    assert narrower.removes is not None
    assert len(narrower.removes.steps) == 4


def test_another_timer_is_a_difference_at_the_first_moment_that_it_shows() -> None:
    """30 s against 20 s, by hand: take, 10 s, 10 s, and only the slower one may wait on (in the common tick of 10 s)."""
    found = compare(timed_lock(limit=20), timed_lock(limit=30), Options())
    assert found.adds is not None
    assert [s.command for s in found.adds.steps] == ["take", "elapse"]
    assert found.adds.steps[-1].time_s == 30
    assert found.removes is None


def test_a_stopped_comparison_is_no_equivalence() -> None:
    found = compare(counter(200), timed_counter(), Options(states=5))
    assert not found.complete
    assert "stopped" in found.added.reason
    assert found.word == "may add"


def timed_counter() -> Model:
    """A counter with a command more, enabled only at the very top."""
    model = counter(200)
    value = model.variable["counter.value"]
    top = Command("ring", "counter", {"at the top": value == 200}, {})
    return Model(model.name, model.variables, model.constants, (*model.commands, top))


@settings(max_examples=examples(25), deadline=None)
@given(st.data())
def test_search_and_induction_agree_on_random_counters(data: st.DataObject) -> None:
    """A counter with random steps: whether a value is reached, by a loop written here, by search, by induction."""
    size = data.draw(st.integers(3, 12))
    steps = data.draw(st.lists(st.tuples(st.integers(0, size), st.integers(0, size)), min_size=1, max_size=6))
    target = data.draw(st.integers(0, size))
    base = counter(size)
    value: Var[Any] = base.variable["counter.value"]
    commands = tuple(
        Command(f"step{i}", "counter", {"here": value == at}, {value: to}) for i, (at, to) in enumerate(steps)
    )
    model = Model("random", base.variables, base.constants, commands)
    reached = {0}
    while more := {to for at, to in steps if at in reached} - reached:
        reached |= more
    answer = check(model, [Property("never", "", negate(value == target))])
    expected = Verdict.VIOLATED if target in reached else Verdict.PROVED
    if expected is Verdict.PROVED and 0 not in {at for at, _ in steps}:
        # Nothing ever happens: that the value stays 0 is no merit.
        expected = Verdict.UNKNOWN
    assert answer.properties[0].verdict is expected
    if expected is Verdict.VIOLATED:
        run = answer.properties[0].run
        assert run is not None
        final = dict(model.initial)
        for step in run.steps:
            final |= {n: after for n, (_, after) in step.changed.items()}
        assert evaluate(value, final, {}) == target
