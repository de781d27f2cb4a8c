"""The theorems: proved by two solvers from the text on file, with no hypothesis to spare."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmotion_convergence.report import theorem_table
from vmotion_model.precopy.contract import CONTRACT
from vmotion_model.precopy.terms import holds, var
from vmotion_proofs.convergence.ask_solvers import SOLVERS
from vmotion_proofs.convergence.certificates import FOLDER, path_of, proved_by, recheck, write_certificates
from vmotion_proofs.convergence.needed_hypotheses import refute, without
from vmotion_proofs.convergence.obligation_text import certificate
from vmotion_specs.convergence.catalogue import REFUTED, THEOREMS, obligations, theorem
from vmotion_specs.convergence.rounds_invariant import BEFORE, invariant
from vmotion_specs.convergence.theorem import Hypothesis, Obligation, TheoremKind

ITEMS = obligations()


@pytest.mark.parametrize("solver", [pytest.param("cvc5", marks=pytest.mark.long), "z3"])
def test_every_certificate_on_file_is_confirmed(solver: str) -> None:
    checks = recheck(solvers=[solver])
    assert [c for c in checks if not c.proved] == []
    assert len(checks) == len(ITEMS) > 40


def test_the_files_are_exactly_todays_obligations() -> None:
    assert {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.smt2")} == {
        f"{item.id}.smt2": certificate(item) for item in ITEMS
    }


def test_a_changed_or_missing_certificate_is_no_proof(tmp_path: Path) -> None:
    item = theorem("T1").obligations[0]
    assert not recheck([item], solvers=["z3"], folder=tmp_path)[0].proved
    write_certificates(tmp_path)
    path_of(item, tmp_path).write_text("(assert false)\n(check-sat)\n", encoding="utf-8")
    check = recheck([item], solvers=["z3"], folder=tmp_path)[0]
    # A solver would say unsat to it; a text that is not today's theorem is not even asked about.
    assert check.answer == "unknown"
    assert not check.current
    assert not check.proved


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_every_hypothesis_is_needed(item: Obligation) -> None:
    for hypothesis in item.hypotheses:
        if hypothesis.guards_division:
            continue
        found = without(item, hypothesis.name)
        assert found is not None, f"{item.id} holds without {hypothesis.name!r}"
        assert not holds(hypothesis.prop, found.values), "otherwise the obligation itself would be refuted"
        assert not holds(item.conclusion, found.values)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_no_obligation_is_vacuous(item: Obligation) -> None:
    nothing = Obligation("vacuity", TheoremKind.LEMMA, item.hypotheses, var("one").eq(1) & var("one").eq(0), "")
    assert refute(nothing) is not None, "the hypotheses contradict each other"


@pytest.mark.parametrize("item", REFUTED, ids=lambda item: item.id)
def test_plausible_but_false_statements_have_a_counterexample(item: Obligation) -> None:
    assert refute(item) is not None


def test_a_wrong_statement_is_not_confirmed_by_either_solver() -> None:
    a, b = var("a"), var("b")
    wrong = Obligation("wrong", TheoremKind.LEMMA, (Hypothesis("order", a <= b, ""),), a < b, "")
    assert {ask(certificate(wrong), 5.0) for ask in SOLVERS.values()} == {"sat"}


def test_theorems_count_as_proved_only_when_all_their_obligations_are() -> None:
    checks = recheck(theorem("T8").obligations[:1], solvers=["z3"])
    assert proved_by(checks)["T8"] == frozenset()


def test_base_and_step_are_separate_in_every_induction() -> None:
    for name in ("T1", "T2", "T4", "T5b", "T7"):
        kinds = {item.kind for item in theorem(name).obligations}
        assert {TheoremKind.BASE, TheoremKind.STEP} <= kinds


def test_the_protocols_contract_names_theorems_that_exist_and_are_proved() -> None:
    known = {t.id for t in THEOREMS}
    assert {name for row in CONTRACT for name in row.theorems} <= known
    assumed = {text for t in THEOREMS for text in t.assumptions}
    missing = [h for row in CONTRACT for h in row.hypotheses if h not in assumed]
    assert missing == [], "a contract may only ask for what its theorems assume"


def test_the_reference_page_states_todays_theorems() -> None:
    page = (Path(__file__).resolve().parents[3] / "docs" / "convergence.md").read_text(encoding="utf-8")
    assert [row for row in theorem_table() if row not in page] == []


def test_what_an_obligation_uses_is_proved_before_it() -> None:
    seen: set[str] = set()
    for item in ITEMS:
        assert {use.of.id for use in item.uses} <= seen, f"{item.id} uses what comes after it, or nothing proves"
        assert all(use.of is theorem_item(use.of.id) for use in item.uses), "an obligation that is not on file"
        seen.add(item.id)


def theorem_item(obligation_id: str) -> Obligation:
    return next(item for item in ITEMS if item.id == obligation_id)


def test_a_theorem_is_not_proved_while_a_lemma_that_it_uses_is_missing() -> None:
    own = {t.id: {o.id for o in t.obligations} for t in THEOREMS}
    used = {t.id: {use.of.id for o in t.obligations for use in o.uses} for t in THEOREMS}
    assert used["T2"] <= own["T2"]
    assert used["T4"] - own["T4"] == {"T2.whole-step"}
    assert used["T4"] - own["T4"] <= own["T2"]
    checks = [c for c in recheck(solvers=["z3"]) if c.obligation != "T2.whole-step"]
    assert proved_by(checks)["T4"] == frozenset()


@given(st.lists(st.tuples(st.fractions(0, 1), st.fractions(0, 1)), min_size=1, max_size=6), st.data())
def test_the_invariant_of_t2_holds_along_any_run_that_meets_its_hypotheses(
    whims: list[tuple[Fraction, Fraction]], data: st.DataObject
) -> None:
    """Base and step speak of real runs: the values of an executed migration satisfy the invariant's formula."""
    rate, rho = Fraction(data.draw(st.integers(2, 50))), Fraction(data.draw(st.integers(0, 49)))
    rho = min(rho, rate - 1)
    sigma, memory = Fraction(data.draw(st.integers(0, 20))), Fraction(data.draw(st.integers(1, 500)))
    fixed = {"R": rate, "rho": rho, "sigma": sigma, "M": memory, "l": rho / rate, "F": sigma * rate / (rate - rho)}
    left, power, seconds, sent = memory, Fraction(1), Fraction(0), Fraction(0)
    for k, (faster, less) in enumerate(whims):
        now = {"V": left, "p": power, "t": seconds, "sent": sent, "k": Fraction(k)}
        assert holds(invariant(BEFORE), {**fixed, **now})
        took = left / (rate * (1 + faster))
        left, power, seconds, sent = (sigma + rho * took) * less, power * rho / rate, seconds + took, sent + left
