"""Certificates are believed only as far as two solvers, reading what the printer makes of model and lemmas, confirm them."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from proofs.small import counter, mutual_exclusion
from vmotion_model.common.budget import Budget
from vmotion_model.common.progress import silent
from vmotion_model.language import Expr, Model, all_of, digest
from vmotion_proofs.certifying.checked_certificate import check_certificate, from_file
from vmotion_proofs.certifying.recheck_stored import certify
from vmotion_proofs.check.certificates_on_file import old_lemmas
from vmotion_proofs.check.check import check
from vmotion_proofs.check.job import Job
from vmotion_proofs.check.make_certificate import make_certificate
from vmotion_proofs.evidence.certificate import Certificate, read_certificate
from vmotion_proofs.evidence.shipped_files import certificate_path
from vmotion_proofs.results.errors import CertificateError
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.verdicts import Verdict
from vmotion_proofs.solving import solvers
from vmotion_specs.properties import Property, PropertyKind
from vmotion_specs.suites import Suite


def exclusion(model: Model) -> tuple[Property, Property]:
    p, q, lock = (model.variable[n] for n in ("p.state", "q.state", "lock.taken"))
    both = (p == "INSIDE") & (q == "INSIDE")
    return Property("mutex", "never both inside", ~both), Property("locked", "", lock, p == "INSIDE")


def formulas(suite: Suite) -> dict[str, Expr[bool]]:
    return {p.id: p.formula for p in suite.properties if p.kind is PropertyKind.INVARIANT}


@pytest.fixture
def on_file(suite: Suite) -> Certificate:
    return from_file(certificate_path("vmotion"), suite.model, formulas(suite))


def test_both_solvers_confirm_the_shipped_certificate_by_the_text_alone(on_file: Certificate, tmp_path: Path) -> None:
    """The file as an outsider would use it, fed whole to a solver: there is a start and a step, and nothing bad."""
    path = tmp_path / "c.smt2"
    path.write_text(on_file.text)
    feed = "import sys, z3\nprint(z3.Z3_eval_smtlib2_string(z3.main_ctx().ref(), open(sys.argv[1]).read()))"
    out = subprocess.run([sys.executable, "-c", feed, str(path)], capture_output=True, text=True, check=True).stdout
    answers = [line for line in out.split("\n") if line in ("sat", "unsat", "unknown")]
    assert answers == ["sat", "sat"] + ["unsat"] * (2 + len(on_file.properties))


def test_a_property_that_does_not_follow_is_not_proved(on_file: Certificate, suite: Suite) -> None:
    """The converse of S1 is false; with the same lemmas both solvers must say so."""
    wrong = dict(on_file.properties) | {"S1": suite.model.variable["source.vm"] == "RUNNING"}
    checked = check_certificate(replace(on_file, properties=wrong))
    assert not checked.proves("S1")
    assert checked.proves("S7b")
    assert "sat" in checked.reason("S1")


def test_lemmas_that_are_not_inductive_prove_nothing() -> None:
    model = mutual_exclusion()
    mutex, _ = exclusion(model)
    checked = check_certificate(Certificate(model, (mutex.formula,), {"mutex": mutex.formula}))
    assert not checked.proves("mutex")


def test_a_lemma_that_is_false_at_the_start_proves_nothing() -> None:
    model = mutual_exclusion()
    never = all_of(model.variable["lock.taken"], ~model.variable["lock.taken"])
    checked = check_certificate(Certificate(model, (never,), {"mutex": never}))
    assert not checked.proves("mutex")


@pytest.mark.parametrize(
    "damage",
    [
        lambda t: t.replace("(define-fun step () Bool (or false", "(define-fun step () Bool (and false", 1),
        lambda t: t.replace("(define-fun initial () Bool", "(define-fun initial () Bool (and false true)) ;", 1),
        lambda t: t.replace("unsat", "unsat "),
        lambda t: t.replace("; lemma 0: ", "; lemma 0: not ", 1),
        lambda t: t[: len(t) // 2],
        lambda t: t + "\n(check-sat)\n",
    ],
)
def test_a_changed_file_is_refused(on_file: Certificate, damage: Callable[[str], str]) -> None:
    text = damage(on_file.text)
    assert text != on_file.text
    with pytest.raises(CertificateError):
        read_certificate(text, on_file.model, on_file.properties, "c.smt2")


def test_a_certificate_of_another_model_is_refused(on_file: Certificate) -> None:
    first = on_file.model.commands[0]
    other = Model(
        on_file.model.name,
        on_file.model.variables,
        on_file.model.constants,
        tuple(c for c in on_file.model.commands if c is not first),
        on_file.model.deadlines,
    )
    with pytest.raises(CertificateError, match="another model"):
        read_certificate(on_file.text, other, on_file.properties, "c.smt2")


def test_a_damaged_certificate_is_rediscovered_not_believed(tmp_path: Path) -> None:
    """Lemmas that a vandal strengthened are candidates at most: the verdicts come from a new proof."""
    model = mutual_exclusion()
    properties = exclusion(model)
    suite = Suite("small", model, lambda _: properties, {})
    good, _ = make_certificate(suite, tmp_path, Budget(), silent)
    damaged = tmp_path / "damaged.smt2"
    damaged.write_text(good.read_text().replace("; lemma 0: ", "; lemma 0: lock.taken and ", 1))
    result = check(model, properties, Options(certificate=damaged))
    assert {p.verdict for p in result.properties} == {Verdict.PROVED}
    assert "damaged.smt2" not in {p.certificate for p in result.properties}


def test_a_guard_less_model_is_violated_whatever_certificate_lies_there(tmp_path: Path) -> None:
    sound = mutual_exclusion()
    suite = Suite("small", sound, exclusion, {})
    good, _ = make_certificate(suite, tmp_path, Budget(), silent)
    broken = mutual_exclusion(guarded=False)
    forged = tmp_path / "forged.smt2"
    forged.write_text(good.read_text().replace(digest(sound), digest(broken)))
    result = check(broken, exclusion(broken), Options(certificate=forged))
    assert result.by_id["mutex"].verdict is Verdict.VIOLATED
    assert result.by_id["mutex"].run is not None
    # By hand: both ask, both enter.
    assert len(result.by_id["mutex"].run.steps) == 4


def test_a_missing_solver_leaves_unknown(suite: Suite, options: Options, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solvers, "_start", _with("cvc5", "raise ImportError('No module named cvc5')"))
    result = check(suite.model, [p for p in suite.properties if p.kind is PropertyKind.INVARIANT], options)
    assert {p.verdict for p in result.properties} == {Verdict.UNKNOWN}
    assert "cvc5" in result.by_id["S1"].reason
    # While it is not known whether time stops, that is what is said of statements about time.
    assert all("cvc5" in p.reason or "timelock" in p.reason for p in result.properties)


def test_a_solver_that_crashes_half_way_keeps_what_was_answered(
    on_file: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    """cvc5 answers what every property rests on and the first one, then dies: that one is proved, the others are not."""
    script = "print('version 0\\nsat\\nsat\\nunsat\\nunsat\\nunsat', flush=True); import os; os.abort()"
    monkeypatch.setattr(solvers, "_start", _with("cvc5", script))
    checked = check_certificate(on_file)
    first, *rest = on_file.properties
    assert checked.proves(first)
    assert not any(checked.proves(name) for name in rest)
    assert "stopped with code" in checked.reason(rest[0])


def test_a_solver_that_hangs_is_stopped_in_time(on_file: Certificate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solvers, "_start", _with("z3", "import time; time.sleep(600)"))
    checked = check_certificate(on_file, Budget(3.0))
    assert not any(checked.proves(name) for name in on_file.properties)
    assert "out of time" in checked.reason("S1")


def test_a_solver_that_lies_is_outvoted(on_file: Certificate, monkeypatch: pytest.MonkeyPatch) -> None:
    """One solver says unsat to a false claim; the other one's sat stands."""
    count = 2 + len(on_file.properties)
    script = f"print('version 0\\nsat\\nsat'); print('unsat\\n' * {count})"
    monkeypatch.setattr(solvers, "_start", _with("z3", script))
    wrong = dict(on_file.properties) | {"S1": on_file.model.variable["source.vm"] == "RUNNING"}
    checked = check_certificate(replace(on_file, properties=wrong))
    assert not checked.proves("S1")


def test_one_solver_alone_never_proves(on_file: Certificate) -> None:
    checked = check_certificate(on_file, solvers=("z3",))
    assert not checked.proves("S1")
    assert "fewer than two" in checked.reason("S1")


def test_a_memory_limit_is_no_wrong_verdict(on_file: Certificate) -> None:
    checked = check_certificate(on_file, Budget(memory_mb=64))
    assert not any(checked.proves(name) for name in on_file.properties)


def test_certify_says_who_answered_what(suite: Suite) -> None:
    result = certify(suite, (), Budget())
    assert result.exit_code == 0
    assert {s["solver"] for s in result.to_json()["solvers"]} == {"z3", "cvc5"}


def _with(name: str, script: str) -> Callable[[str, str, int | None], "subprocess.Popen[str]"]:
    """A replacement for ``_start`` that runs ``script`` in place of one solver."""
    real = solvers._start

    def start(solver: str, text: str, memory_mb: int | None) -> "subprocess.Popen[str]":
        if solver != name:
            return real(solver, text, memory_mb)
        return subprocess.Popen(
            [sys.executable, "-c", script],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    return start


def test_both_solvers_end_where_one_refutes_the_induction() -> None:
    """A lemma that a step leaves: what Z3 says of that step is enough, and no property is proved by what stands beside it."""
    model = counter(5)
    value = model.variable["counter.value"]
    top = {"top": value <= 5}
    checked = check_certificate(Certificate(model, (value <= 3,), top))
    first, second = checked.answers
    assert first.answers["step"] == "sat"
    assert "top" not in first.answers
    assert second.failure == "cvc5 was ended: z3 does not confirm the induction"
    assert not checked.proves("top")
    assert "z3 says step: sat" in checked.reason("top")


def test_a_lemma_may_be_a_statement_that_was_not_asked_about(tmp_path: Path) -> None:
    model = counter(5)
    value = model.variable["counter.value"]
    asked, other = (Property(f"p{n}", "", value <= n) for n in (5, 6))
    path = tmp_path / "c.smt2"
    named = {p.id: p.formula for p in (asked, other)}
    path.write_text(Certificate(model, tuple(named.values()), named).text)
    options = Options(certificate=path)
    for others, known in (((), {asked.formula.key}), ((other,), {asked.formula.key, other.formula.key})):
        job = Job.of(model, [asked], options, others)
        assert {lemma.key for lemma in old_lemmas(path, job)} == known
