"""Certificates for their own sake: re-check the one on file, or make it anew."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vmotion_model.files import WriteError, check_writable, written_whole
from vmotion_specs.properties import Kind, Property
from vmotion_specs.suites import Suite

from .budget import Budget, memory_budget
from .certified import Certified, check_certificate, from_file
from .check import check_with_evidence
from .errors import CertificateError, GaveUpError, NotProvedError
from .files import certificate_path
from .induction.certificate import Certificate, Query
from .liveness.claim import Claim, claim_of
from .options import Options, rankings_beside
from .progress import Report, Stage
from .reach import hints_of
from .solvers import SOLVERS
from .vacuity import needed_rounds, needed_runs, round_of
from .verdicts import HOPED, REFUTED, UNDECIDED, Run

if TYPE_CHECKING:
    from .explore import Explored
    from .induction.read_back import Comparison


@dataclass(frozen=True)
class CertifyResult:
    """The answers of the solvers to a certificate on file."""

    path: Path
    checked: Certified
    comparison: "Comparison | None" = None

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.path.name

    @property
    def exit_code(self) -> int:
        """0 where every solver asked answered everything as a proof wants, 1 where one said the contrary, 3 otherwise.

        1 also where the text was read back and says something else than the model.
        """
        if self.comparison is not None and self.comparison.differences:
            return REFUTED
        pairs = [(a.answers.get(q.name, ""), q.expected) for a in self.checked.answers for q in self.queries]
        if all(said == expected for said, expected in pairs):
            return HOPED
        return REFUTED if any(said != expected and said in ("sat", "unsat") for said, expected in pairs) else UNDECIDED

    @property
    def queries(self) -> Sequence[Query]:
        """What was asked."""
        return self.checked.certificate.queries

    def to_json(self) -> dict[str, Any]:
        """Plain data."""
        return {
            "schema": 1,
            "certificate": self.name,
            "lemmas": len(self.checked.certificate.lemmas),
            "properties": [*self.checked.certificate.properties, *self.checked.certificate.responses],
            "solvers": [
                {
                    "solver": a.solver,
                    "version": a.version,
                    "seconds": round(a.seconds, 3),
                    "failure": a.failure,
                    "answers": dict(a.answers),
                    "times": dict(a.times),
                }
                for a in self.checked.answers
            ],
            "compared": None
            if self.comparison is None
            else {
                "states": self.comparison.states,
                "steps": self.comparison.steps,
                "differences": list(self.comparison.differences),
            },
            "defects": list(self.checked.defects()),
            "expected": {q.name: q.expected for q in self.queries},
        }


def certify(suite: Suite, solvers: Sequence[str], budget: Budget, states: int = 0) -> CertifyResult:
    """Ask the solvers (both, where none is named) about the certificate on file, and compare its text in ``states`` states.

    Raises ``CertificateError``.
    """
    certificate, path = on_file(suite)
    comparison = None
    if states:
        from .induction.read_back import compare

        comparison = compare(certificate.text, suite.model, certificate.properties, states=states)
    return CertifyResult(path, check_certificate(certificate, budget, solvers or SOLVERS), comparison)


def certify_rankings(suite: Suite, solvers: Sequence[str], budget: Budget) -> CertifyResult:
    """Ask the solvers about the rankings on file; raises ``CertificateError``."""
    path = rankings_beside(certificate_path(suite.name))
    formulas = {p.id: p.formula for p in suite.properties if p.kind is Kind.INVARIANT}
    certificate = from_file(path, suite.model, {}, claims_of(suite), formulas)
    return CertifyResult(path, check_certificate(certificate, budget, solvers or SOLVERS))


def claims_of(suite: Suite) -> Mapping[str, Claim]:
    """What the responses of a suite claim of its model."""
    return {p.id: claim_of(suite.model, p) for p in suite.properties if p.kind is Kind.RESPONSE}


def on_file(suite: Suite) -> tuple[Certificate, Path]:
    """The certificate on file and where it lies; raises ``CertificateError``."""
    path = certificate_path(suite.name)
    formulas = {p.id: p.formula for p in suite.properties if p.kind is Kind.INVARIANT}
    return from_file(path, suite.model, formulas), path


def certified_on_file(suite: Suite) -> frozenset[str]:
    """The invariants that the certificate on file shows of this very model; none, where there is no such certificate."""
    try:
        certificate, _ = on_file(suite)
    except CertificateError:
        return frozenset()
    return frozenset(certificate.properties)


def make_certificate(suite: Suite, folder: Path, budget: Budget, report: Report) -> tuple[Path, ...]:
    """Prove everything from nothing and write certificate and runs; raises ``NotProvedError`` and ``WriteError``."""
    try:
        with budget.listening():
            return _make(suite, folder, budget, report)
    except GaveUpError as error:
        raise NotProvedError(f"no certificate was made: {error}", UNDECIDED) from None


def _make(suite: Suite, folder: Path, budget: Budget, report: Report) -> tuple[Path, ...]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise WriteError(f"{folder} can't be made: {problem.strerror}") from None
    check_writable(folder / f"{suite.name}.smt2")
    options = Options(budget=budget, locations=suite.locations, report=report)
    checked = check_with_evidence(suite.model, suite.properties, options)
    budget.check()
    failed = [f"{p.id} is {p.verdict}" for p in checked.result.properties if not p.verdict.passes]
    if failed or checked.certificate is None:
        code = checked.result.verdict.exit_code or UNDECIDED
        raise NotProvedError(f"no certificate was made: {', '.join(failed) or 'nothing was proved'}", code)
    certificate = _small(checked.certificate, [p for p in suite.properties if p.generated], options)
    demanded = {p.id: p.run for p in checked.result.properties if p.run is not None}
    with_premises = [p for p in suite.properties if p.kind is not Kind.REACHABLE]
    premises = needed_runs(suite.model, with_premises, demanded.values(), options)
    fair: Mapping[str, Run] = {}
    if claims := claims_of(suite):
        assert checked.explored is not None
        fair = needed_rounds(suite.model, claims, checked.explored, options)
    runs = hints_of(demanded, premises, {name: round_of(run) for name, run in fair.items()})
    texts = {f"{suite.name}.smt2": certificate.text, f"{suite.name}.runs.json": runs}
    if claims:
        assert checked.explored is not None
        rankings = _rankings(checked.explored, certificate, claims, options)
        texts[rankings_beside(Path(f"{suite.name}.smt2")).name] = rankings
    written = []
    for name, text in texts.items():
        with written_whole(folder / name) as part:
            part.write_text(text, encoding="utf-8")
        written.append(folder / name)
    return tuple(written)


def _small(certificate: Certificate, generated: Sequence[Property], options: Options) -> Certificate:
    """The certificate without the lemmas that nothing needs, accepted by both solvers; raises ``GaveUpError``.

    Statements that are made from the commands follow from the lemmas where they can, instead of being some: then the lemmas of a
    version with other commands are the same.
    """
    from .induction.prove import minimal

    with memory_budget(options.budget.memory_mb):
        small = minimal(certificate, options.budget, options.report)
    options.report(Stage("checking the certificate with both solvers", 0))
    made = {p.formula.key for p in generated}
    lean = replace(small, lemmas=tuple(lemma for lemma in small.lemmas if lemma.key not in made))
    checked = check_certificate(lean, options.budget)
    if all(map(checked.proves, lean.properties)):
        return lean
    checked = check_certificate(small, options.budget)
    if left := {n: checked.reason(n) for n in certificate.properties if not checked.proves(n)}:
        raise NotProvedError(_missing(left), UNDECIDED)
    return small


def _missing(reasons: Mapping[str, str]) -> str:
    return f"no certificate was made: {'; '.join(f'{n}: {why}' for n, why in reasons.items())}"


def _rankings(explored: "Explored", invariant: Certificate, claims: Mapping[str, Claim], options: Options) -> str:
    """The certificate of all responses, accepted by both solvers; raises ``NotProvedError``."""
    from .liveness.respond import prove

    certificate, failed = prove(explored.finite, explored.search, claims, invariant, options.budget, options.report)
    options.report(Stage("checking the rankings with both solvers", 0))
    checked = check_certificate(certificate, options.budget)
    left = {n: failed.get(n) or checked.reason(n) for n in claims if n in failed or not checked.proves(n)}
    if left:
        raise NotProvedError(_missing(left), UNDECIDED)
    return certificate.text
