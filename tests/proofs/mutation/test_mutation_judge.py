"""Fates of mutants: killed, equivalent, surviving and undecided, on models whose answers are known by hand."""

from dataclasses import replace
from pathlib import Path

import pytest

from proofs.small import Where, counter, mutual_exclusion, timed_lock
from vmotion_model.language import SHARED, Command, Expr, Model, Param, boolean, enumeration, integer
from vmotion_proofs.changes.compare_behaviour import compare
from vmotion_proofs.check.check import check_with_evidence
from vmotion_proofs.mutation.judge import STEPS, Does, Fate, Judge, Judgement
from vmotion_proofs.mutation.mutants import mutants_of
from vmotion_proofs.mutation.step_differences import does_less
from vmotion_proofs.results.options import Options
from vmotion_specs.assumptions import Assumption
from vmotion_specs.properties import Property, PropertyKind
from vmotion_specs.suites import Suite, bind


def suite_of(model: Model, *properties: Property) -> Suite:
    return Suite(model.name, model, lambda m: tuple(bind(m, p, model) for p in properties), {})


def exclusion() -> Suite:
    model = mutual_exclusion()
    p, q = model.variable["p.state"], model.variable["q.state"]
    return suite_of(model, Property("ME", "never both inside", ~((p == Where.INSIDE) & (q == Where.INSIDE))))


def judged(suite: Suite, name: str, **how: object) -> Judgement:
    (mutant,) = (m for m in mutants_of(suite.model) if m.name == name)
    return Judge(suite, **how).judge(mutant)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "steps"),
    [
        # ask_p, ask_q, enter_q, then enter_p although the lock is taken.
        ("drop enter_p/the lock is free", 4),
        ("negate enter_p/the lock is free", 4),
        # ask_p, enter_p, which takes no lock, ask_q, enter_q.
        ("leave enter_p/lock.taken", 4),
        # ask_q, enter_q, then leave_p from IDLE frees q's lock: ask_p, enter_p.
        ("drop leave_p/inside", 5),
        # ask_p goes straight inside and takes no lock: ask_q, enter_q, ask_p.
        ("set ask_p/p.state = INSIDE", 3),
    ],
)
def test_a_mutant_is_killed_by_the_shortest_run(name: str, steps: int) -> None:
    judgement = judged(exclusion(), name)

    assert (judgement.fate, judgement.by, judgement.steps) == (Fate.KILLED, ("ME",), steps)
    assert judgement.run is not None
    assert len(judgement.run.steps) == steps


def test_a_step_that_can_no_longer_happen_kills() -> None:
    judgement = judged(exclusion(), "delete leave_p")

    assert (judgement.fate, judgement.by) == (Fate.KILLED, (STEPS,))
    assert "leave_p" in judgement.reason


def test_a_lock_that_is_never_given_back_survives_where_nobody_asks_for_progress() -> None:
    # Every step still happens, and nobody is inside together with another.
    judgement = judged(exclusion(), "set leave_p/lock.taken = True")

    assert (judgement.fate, judgement.does) == (Fate.SURVIVES, Does.MORE)


def test_a_response_that_is_asked_for_kills_what_no_state_shows() -> None:
    model = mutual_exclusion()
    p = model.variable["p.state"]
    fair = Assumption("fair", "", weak=tuple(model.command), strong=("enter_p",))
    item = Property("PE", "p enters", p == Where.INSIDE, p == Where.WAITS, PropertyKind.RESPONSE, assumptions=(fair,))
    name = "set leave_p/lock.taken = True"
    judgement = judged(suite_of(model, item), name, ids=frozenset({"PE"}))

    assert (judgement.fate, judgement.by) == (Fate.KILLED, ("PE",))
    # By hand: in, out, and asked again with the lock taken for ever, where time passes.
    assert judgement.run is not None
    assert [s.command for s in judgement.run.steps][:4] == ["ask_p", "enter_p", "leave_p", "ask_p"]
    assert judgement.run.loop_at is not None
    # Where it is not asked for nobody notices; and where q never comes, p enters.
    assert judged(suite_of(model, item), name).fate is Fate.SURVIVES
    assert judged(suite_of(model, item), "leave ask_q/q.state", ids=frozenset({"PE"})).fate is Fate.SURVIVES


def test_what_only_the_premise_of_a_response_reads_is_a_difference() -> None:
    """From a or c one gets to the end or aside; with the premise set aside, too, something waits there for ever."""
    at, waits = integer("at", "w", 0, 0, 3, ""), boolean("waits", "w", False, "")
    on = Command("on", "w", {"start": at == 0}, {at: 1, waits: True})
    end = Command("end", "w", {"on": at == 1}, {at: 2})
    aside = Command("aside", "w", {"start": at == 0}, {at: 3, waits: False})
    model = Model("m", (at, waits), (), (on, end, aside))
    fair = Assumption("fair", "", weak=("end",))
    suite = suite_of(model, Property("P", "", at == 2, waits, PropertyKind.RESPONSE, assumptions=(fair,)))

    assert judged(suite, "set aside/waits = True").fate is Fate.SURVIVES
    killed = judged(suite, "set aside/waits = True", ids=frozenset({"P"}))
    assert (killed.fate, killed.by) == (Fate.KILLED, ("P",))


def test_a_response_is_not_decided_by_a_search_that_was_stopped() -> None:
    model = counter(30)
    value = model.variable["counter.value"]
    fair = Assumption("fair", "", weak=("up",))
    item = Property("up", "it gets up", value == 30, value == 0, PropertyKind.RESPONSE, assumptions=(fair,))
    judgement = judged(suite_of(model, item), "shift top -1", ids=frozenset({"up"}), states=5)

    assert judgement.fate is Fate.UNDECIDED
    assert "stopped" in judgement.reason


def test_a_demand_that_no_run_fulfils_any_more_kills() -> None:
    model = counter(3)
    value = model.variable["counter.value"]
    reach = Property("top", "it gets to the top", value == 3, kind=PropertyKind.REACHABLE)

    # Counting stops at 2, where wrap starts over: every step happens, and 3 is never reached.
    judgement = judged(suite_of(model, reach), "shift top -1")

    assert (judgement.fate, judgement.by) == (Fate.KILLED, ("top",))


def test_a_variable_that_leaves_its_range_kills() -> None:
    assert judged(suite_of(counter(3)), "drop up/below").by == ("range",)


def test_what_ran_out_of_its_budget_is_neither_killed_nor_equivalent() -> None:
    suite = exclusion()
    fates = {m.name: Judge(suite, states=2).judge(m).fate for m in mutants_of(suite.model)}

    assert fates["leave enter_p/lock.taken"] is Fate.UNDECIDED
    assert Fate.KILLED not in fates.values()


def lonely(*, note: bool = False) -> Suite:
    """One process and a lock that is free whenever it is idle; perhaps a note that nobody reads."""
    state = enumeration("p.state", "p", Where.IDLE, "")
    lock = boolean("lock.taken", SHARED, False, "")
    mark = boolean("p.note", "p", False, "")
    more: dict[object, object] = {mark: True} if note else {}
    commands = (
        Command("enter", "p", {"idle": state == Where.IDLE, "free": ~lock}, {state: Where.INSIDE, lock: True, **more}),  # type: ignore[dict-item]
        Command("leave", "p", {"inside": state == Where.INSIDE}, {state: Where.IDLE, lock: False}),
    )
    variables = (state, lock, mark) if note else (state, lock)
    claim = (state == Where.INSIDE).implies(lock)
    return suite_of(Model("lonely", variables, (), commands), Property("L", "inside with the lock", claim))


def test_a_guard_that_never_decides_is_equivalent() -> None:
    judgement = judged(lonely(), "drop enter/free")

    # Idle and free, inside and taken: two states.
    assert (judgement.fate, judgement.reason) == (Fate.EQUIVALENT, "agrees on all 2 reachable states")


def test_a_value_that_no_step_and_no_property_reads_is_equivalent() -> None:
    assert judged(lonely(note=True), "leave enter/p.note").fate is Fate.EQUIVALENT


def test_a_value_that_a_property_reads_is_not() -> None:
    suite = lonely(note=True)
    mark = suite.model.variable["p.note"]
    told = suite_of(suite.model, Property("N", "a property that reads the note", mark | ~mark))

    assert judged(told, "leave enter/p.note").fate is Fate.SURVIVES


def early(limit: Expr[int] | None = None) -> Suite:
    """A timed lock whose release asks that it is not late, which its deadline makes always true."""
    model = timed_lock()
    held, age = model.variable["holder.held"], model.variable["holder.age"]
    let_go = Command("let_go", "holder", {"held": held, "not late": age <= (limit or Param("limit"))}, {held: False})
    commands = (model.command["take"], let_go)
    timed = Model("timed lock", model.variables, model.constants, commands, model.deadlines)
    return suite_of(timed, Property("T", "held no longer than the limit", age <= Param("limit")))


def test_between_two_ticks_only_a_certificate_shows_that_a_guard_never_decides(tmp_path: Path) -> None:
    suite = early()
    checked = check_with_evidence(suite.model, suite.properties, Options())
    assert checked.certificate is not None
    path = tmp_path / "timed.smt2"
    # Timelock, which the check judges unasked, is no property of this suite.
    own = replace(checked.certificate, properties={p.id: p.formula for p in suite.properties})
    path.write_text(own.text, encoding="utf-8")

    # Not late is "at most the limit": where it fails the clock is beyond it, an open condition.
    assert judged(suite, "drop let_go/not late").fate is Fate.SURVIVES
    assert judged(suite, "drop let_go/not late", certificate=path).fate is Fate.EQUIVALENT


def test_a_certificate_of_another_model_proves_nothing(tmp_path: Path) -> None:
    other = exclusion()
    checked = check_with_evidence(other.model, other.properties, Options())
    assert checked.certificate is not None
    path = tmp_path / "other.smt2"
    path.write_text(checked.certificate.text, encoding="utf-8")

    assert judged(early(), "drop let_go/not late", certificate=path).fate is Fate.SURVIVES


@pytest.mark.parametrize("suite", [exclusion(), lonely(note=True), suite_of(counter(3)), early()], ids=lambda s: s.name)
def test_what_is_called_equivalent_has_the_same_runs_for_the_comparison_too(suite: Suite) -> None:
    judge = Judge(suite)
    for mutant in mutants_of(suite.model):
        if judge.judge(mutant).fate is Fate.EQUIVALENT:
            assert mutant.model is not None
            behaviour = compare(suite.model, mutant.model, Options())
            assert behaviour.complete, mutant.name
            assert behaviour.adds is None, mutant.name
            assert behaviour.removes is None, mutant.name


def test_a_tighter_guard_does_less_and_a_looser_one_more() -> None:
    model = mutual_exclusion()
    loose = mutual_exclusion(guarded=False)
    mutants = {m.name: m.model for m in mutants_of(model)}
    dropped, deleted = mutants["drop enter_p/the lock is free"], mutants["delete ask_p"]
    assert dropped is not None
    assert deleted is not None

    assert does_less(model, deleted) is True
    assert does_less(model, dropped) is False
    assert does_less(model, loose) is None, "another model has variables of its own: not compared"
