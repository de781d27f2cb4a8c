"""Proofs about nothing are defects, not passes: no start, no step, no premise, or a time that stops."""

from dataclasses import replace
from pathlib import Path

import pytest

from proofs.small import counter, mutual_exclusion, timed_lock
from vmotion_model.common.budget import Budget
from vmotion_model.common.progress import silent
from vmotion_model.language import FALSE, TRUE, Command, Instance, Model, ModelError, Var, integer, negate
from vmotion_model.language.json_form import from_json, to_json
from vmotion_model.language.types import Integer
from vmotion_proofs.certifying import checked_certificate
from vmotion_proofs.certifying.checked_certificate import check_certificate, from_file
from vmotion_proofs.certifying.recheck_stored import CertifyResult
from vmotion_proofs.check.check import check
from vmotion_proofs.check.make_certificate import make_certificate
from vmotion_proofs.check.vacuity import Look, examine
from vmotion_proofs.evidence import certificate as printer
from vmotion_proofs.evidence.certificate import Certificate
from vmotion_proofs.evidence.shipped_files import certificate_path, runs_path
from vmotion_proofs.results.errors import CertificateError, NotProvedError
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.verdicts import CheckResult, Verdict
from vmotion_proofs.search.demands import read_hints
from vmotion_specs.properties import Property, PropertyKind
from vmotion_specs.suites import Suite, admission_suite

pytestmark = pytest.mark.usefixtures("answered")

ENGINES = ["auto", "explicit", "induction", "spacer"]


def only(result: CheckResult) -> str:
    """The defect of the first property, which must not pass."""
    first = result.properties[0]
    assert first.verdict is Verdict.UNKNOWN
    assert result.verdict.exit_code == 3
    return first.reason


@pytest.mark.parametrize("engine", ENGINES)
def test_a_model_without_commands_proves_nothing(engine: str) -> None:
    number = integer("r.number", "r", 0, 0, 3, "")
    model = Model("nothing", (number,), (), ())
    assert "no command can ever happen" in only(check(model, [Property("P", "", number <= 2)], Options(engine=engine)))


@pytest.mark.parametrize("engine", ENGINES)
def test_commands_whose_guards_are_never_met_prove_nothing(engine: str) -> None:
    number = integer("r.number", "r", 0, 0, 3, "")
    model = Model("dead", (number,), (), (Command("go", "r", {"high": number >= 3}, {number: 0}),))
    assert "no command can ever happen" in only(check(model, [Property("P", "", number <= 2)], Options(engine=engine)))


@pytest.mark.parametrize("engine", ENGINES)
def test_a_premise_that_no_run_reaches_is_a_defect(engine: str) -> None:
    model = mutual_exclusion()
    inside, lock = model.variable["p.state"] == "INSIDE", model.variable["lock.taken"]
    vacuous = Property("V", "", FALSE, premise=inside & ~lock)
    said = Property("W", "", lock, premise=inside)
    answers = check(model, [vacuous, said], Options(engine=engine))
    assert "no run reaches its premise" in only(answers)
    assert answers.by_id["W"].verdict.passes


def test_a_search_that_was_stopped_does_not_call_a_premise_unreachable() -> None:
    """The premise is 200 steps away; a proof that needs no search must not be called vacuous, nor checked for it."""
    model = counter(200)
    value = model.variable["counter.value"]
    far = Property("far", "", value <= 200, premise=value >= 200)
    look = Look(model, {"far": far.premise})
    found = examine(look, [far], None, Options(states=5))
    assert found.unreachable == frozenset()
    assert found.unknown == {"far"}
    look.follow({"far": ["up"] * 200}, {})
    assert examine(look, [far], None, Options(states=5)).unknown == frozenset()


def test_a_premise_between_two_ticks_is_not_called_unreachable() -> None:
    """Strictly between 0 s and 30 s: whole ticks of 30 s never show it, and it is reachable."""
    model = timed_lock()
    age = model.variable["holder.age"]
    between = Property("between", "", age <= 30, premise=negate(age <= 0) & negate(age >= 30))
    answer = check(model, [between]).by_id["between"]
    assert "no run reaches" not in answer.reason


@pytest.mark.parametrize("engine", ENGINES)
def test_whether_time_stops_is_judged_unasked(engine: str) -> None:
    """Nothing handles the deadline: that the clock stays within 30 s is the defect of the model, not its merit."""
    model = timed_lock(handled=False)
    answers = check(model, [Property("in_time", "", model.variable["holder.age"] <= 30)], Options(engine=engine))
    assert answers.by_id["timelock"].verdict is Verdict.VIOLATED
    assert answers.by_id["in_time"].verdict is Verdict.UNKNOWN
    assert answers.verdict.exit_code == 1


def test_an_instance_that_removes_every_step_proves_nothing() -> None:
    model = counter(3)
    instance = Instance("still", {"up": 0, "wrap": 0})
    answer = check(model, [Property("P", "", model.variable["counter.value"] <= 1)], Options(instance=instance))
    assert "no command" in only(answer)


def test_a_start_outside_the_types_is_refused() -> None:
    with pytest.raises(ModelError, match="9 is no integer"):
        Var("x", Integer(0, 3), "r", 9)
    data = to_json(counter(3))
    data["variables"][0]["initial"] = 99
    with pytest.raises(ModelError, match="99 is no integer"):
        from_json(data)


@pytest.mark.parametrize(
    ("wrong", "right", "defect"),
    [
        ("(define-fun initial () Bool\n  (and true", "(define-fun initial () Bool\n  (and false", "no state meets"),
        ("(define-fun command () Bool (or false", "(define-fun command () Bool (and false", "no command can ever"),
    ],
)
def test_a_certificate_about_nothing_is_a_defect(
    monkeypatch: pytest.MonkeyPatch, wrong: str, right: str, defect: str
) -> None:
    """As if the printer were wrong, so that file and printer agree: both solvers must say that it proves nothing.

    Without the two queries that must be ``sat``, every answer of the first would be ``unsat``: a perfect proof of anything.
    """
    model = mutual_exclusion()
    never = Property("never", "", negate(model.variable["lock.taken"]))
    real = printer._Printer.declarations

    def declarations(self: printer._Printer) -> str:
        text = real(self).replace(wrong, right)
        assert right in text
        return text

    monkeypatch.setattr(printer._Printer, "declarations", declarations)
    checked = check_certificate(Certificate(model, (), {"never": never.formula}))
    assert not checked.proves("never")
    assert defect in checked.reason("never")
    assert CertifyResult(Path("c.smt2"), checked).exit_code == 1


def test_a_certificate_with_a_false_start_is_refused_by_its_text(suite: Suite, tmp_path: Path) -> None:
    text = (
        certificate_path("vmotion")
        .read_text()
        .replace("(define-fun initial () Bool\n  (and true", "(define-fun initial () Bool\n  (and false")
    )
    path = tmp_path / "vmotion.smt2"
    path.write_text(text)
    formulas = {p.id: p.formula for p in suite.properties if p.kind is PropertyKind.INVARIANT}
    with pytest.raises(CertificateError, match="was changed"):
        from_file(path, suite.model, formulas)


def test_no_certificate_is_made_of_a_vacuous_statement(tmp_path: Path) -> None:
    model = mutual_exclusion()
    vacuous = Property("V", "", FALSE, premise=model.variable["lock.taken"] & negate(model.variable["lock.taken"]))
    with pytest.raises(NotProvedError, match="V is unknown") as caught:
        make_certificate(Suite("small", model, lambda _: (vacuous,), {}), tmp_path, Budget(), silent)
    assert caught.value.exit_code == 3
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["vmotion", "admission"])
def test_the_runs_on_file_reach_every_premise(suite: Suite, name: str) -> None:
    """So that no search is needed to see that the shipped statements speak of something."""
    chosen = suite if name == "vmotion" else admission_suite()
    invariants = [p for p in chosen.properties if p.kind is PropertyKind.INVARIANT]
    hints = dict(read_hints(runs_path(name))) | {
        f"premise {k}": v for k, v in read_hints(runs_path(name), "premises").items()
    }
    look = Look(chosen.model, {p.id: p.premise for p in invariants})
    look.follow(hints, chosen.locations)
    assert look.done


def test_two_solvers_are_asked_whether_there_is_a_start() -> None:
    model = counter(2)
    asked = Certificate(model, (), {"true": TRUE}).queries
    assert [(q.name, q.expected) for q in asked[:2]] == [("start", "sat"), ("moves", "sat")]
    answers = check_certificate(Certificate(model, (), {"true": TRUE}))
    silent_one = replace(
        answers.answers[1], answers={k: v for k, v in answers.answers[1].answers.items() if k != "start"}
    )
    assert answers.proves("true")
    assert not checked_certificate.Certified(answers.certificate, (answers.answers[0], silent_one)).proves("true")
