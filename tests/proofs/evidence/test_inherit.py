"""What is not asked again of a changed model: only what solvers have refuted letter by letter; else a change could hide there."""

import pytest

from vmotion_model.language import Clock, Command, Model, variables_of
from vmotion_proofs.certifying.checked_certificate import Certified, check_certificate, from_file
from vmotion_proofs.evidence.already_answered import rest_of
from vmotion_proofs.evidence.certificate import INITIAL, STEP, Certificate
from vmotion_proofs.evidence.shipped_files import certificate_path
from vmotion_proofs.mutation.mutants import mutants_of
from vmotion_specs.properties import PropertyKind
from vmotion_specs.suites import suite


@pytest.fixture(scope="module")
def before() -> Certified:
    """The certificate of the queue for cost units, as both solvers read it."""
    chosen = suite("admission")
    formulas = {p.id: p.formula for p in chosen.properties if p.kind is PropertyKind.INVARIANT}
    return check_certificate(from_file(certificate_path("admission"), chosen.model, formulas))


def of(model: Model, before: Certified) -> Certificate:
    """The same lemmas and properties of another version."""
    own = [model.rebind("lemma", lemma) for lemma in before.certificate.lemmas]
    properties = {n: model.rebind(n, f) for n, f in before.certificate.properties.items()}
    return Certificate(model, tuple(own), properties)


def test_of_the_same_model_nothing_impossible_is_asked_again(before: Certified) -> None:
    rest = rest_of(before.certificate, [before.answered])
    assert {n for n, q in ((q.name, q) for q in before.certificate.queries) if q.expected == "unsat"} == rest.inherited
    assert set(rest.queries) == {"start", "moves"}


def test_what_was_not_refuted_by_every_solver_is_asked_again(before: Certified) -> None:
    one = Certified(before.certificate, before.answers[:1])
    assert not rest_of(before.certificate, [one.answered]).inherited


def test_only_the_changed_step_is_asked_about(before: Certified) -> None:
    model = before.certificate.model
    first = next(c for c in model.commands if c.guard)
    wider = Command(first.name, first.role, dict(list(first.guard.items())[1:]), dict(first.effect), fault=first.fault)
    commands = tuple(wider if c is first else c for c in model.commands)
    changed = Model(model.name, model.variables, model.constants, commands, model.deadlines)
    rest = rest_of(of(changed, before), [before.answered])
    assert INITIAL in rest.inherited
    assert rest.queries[STEP].count("step.") == 1
    assert f"step.{first.name}" in rest.queries[STEP]
    assert f"(define-fun step.{first.name} " in rest.declarations


@pytest.mark.parametrize("number", range(6))
def test_a_mutant_is_judged_as_if_everything_had_been_asked(before: Certified, number: int) -> None:
    """Six mutants, spread over the model: with and without what was answered before, the same properties are proved."""
    mutants = [m.model for m in mutants_of(before.certificate.model) if m.model is not None]
    model = mutants[number * len(mutants) // 6]
    certificate = of(model, before)
    whole, rest = check_certificate(certificate), check_certificate(certificate, before=[before])
    names = certificate.properties
    assert {n: rest.proves(n) for n in names} == {n: whole.proves(n) for n in names}


def test_lemmas_that_are_taken_as_given_must_be_shown(before: Certified) -> None:
    """Lemmas about clocks, given the others: proved where these are inductive, and not where nobody has shown that."""
    model = before.certificate.model
    timed = tuple(
        lemma
        for lemma in before.certificate.lemmas
        if any(isinstance(v.type, Clock) for v in variables_of(lemma).values())
    )
    given = tuple(lemma for lemma in before.certificate.lemmas if lemma not in timed)
    certificate = Certificate(model, timed, dict(before.certificate.properties), given=given)
    name = next(iter(certificate.properties))
    assert check_certificate(certificate, given=before).proves(name)
    assert not check_certificate(certificate).proves(name)
