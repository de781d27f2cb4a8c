"""Certificates for their own sake: re-check the one on file, or make it anew."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vmotion_model.files import written_whole
from vmotion_specs.properties import Kind
from vmotion_specs.suites import Suite

from .certified import Certified, check_certificate, from_file
from .check import check_with_certificate
from .errors import CertificateError
from .explore import Explored
from .files import certificate_path
from .induction.certificate import Certificate
from .liveness.claim import Claim, claim_of
from .options import Options, rankings_beside
from .progress import Report, Stage
from .reach import hints_of
from .solvers import SOLVERS
from .verdicts import HOPED, REFUTED, UNDECIDED


@dataclass(frozen=True)
class CertifyResult:
    """The answers of the solvers to a certificate on file."""

    name: str
    checked: Certified

    @property
    def exit_code(self) -> int:
        """0 where every solver that was asked said ``unsat`` to everything, 1 where one said ``sat``, 3 otherwise."""
        said = [a.answers.get(q.name, "") for a in self.checked.answers for q in self.checked.certificate.queries]
        if all(s == "unsat" for s in said):
            return HOPED
        return REFUTED if "sat" in said else UNDECIDED

    def to_json(self) -> dict[str, Any]:
        """Plain data."""
        return {
            "schema": 1,
            "certificate": self.name,
            "lemmas": len(self.checked.certificate.lemmas),
            "properties": list(self.checked.certificate.properties),
            "solvers": [
                {
                    "solver": a.solver,
                    "version": a.version,
                    "seconds": round(a.seconds, 3),
                    "failure": a.failure,
                    "answers": dict(a.answers),
                }
                for a in self.checked.answers
            ],
        }


def certify_rankings(
    suite: Suite, solvers: Sequence[str], seconds: float | None, memory_mb: int | None
) -> CertifyResult:
    """Ask the solvers about the rankings on file; raises ``CertificateError``."""
    path = rankings_beside(certificate_path(suite.name))
    certificate = from_file(path, suite.model, {}, claims_of(suite))
    return CertifyResult(path.name, check_certificate(certificate, seconds, memory_mb, solvers or SOLVERS))


def claims_of(suite: Suite) -> Mapping[str, Claim]:
    """What the responses of a suite claim of its model."""
    return {p.id: claim_of(suite.model, p) for p in suite.properties if p.kind is Kind.RESPONSE}


def certify(suite: Suite, solvers: Sequence[str], seconds: float | None, memory_mb: int | None) -> CertifyResult:
    """Ask the solvers (both, where none is named) about the certificate on file; raises ``CertificateError``."""
    path = certificate_path(suite.name)
    formulas = {p.id: p.formula for p in suite.properties if p.kind is Kind.INVARIANT}
    certificate = from_file(path, suite.model, formulas)
    return CertifyResult(path.name, check_certificate(certificate, seconds, memory_mb, solvers or SOLVERS))


def make_certificate(suite: Suite, folder: Path, seconds: float | None, report: Report) -> tuple[Path, ...]:
    """Prove everything from nothing and write certificate and runs; raises ``CertificateError`` where something is not proved."""
    options = Options(seconds=seconds, locations=suite.locations, report=report)
    checked = check_with_certificate(suite.model, suite.properties, options)
    failed = [f"{p.id} is {p.verdict}" for p in checked.result.properties if not p.verdict.passes]
    if failed or checked.certificate is None:
        raise CertificateError(f"no certificate was made: {', '.join(failed) or 'nothing was proved'}")
    folder.mkdir(parents=True, exist_ok=True)
    runs = hints_of({p.id: p.run for p in checked.result.properties if p.run is not None})
    texts = {f"{suite.name}.smt2": checked.certificate.text, f"{suite.name}.runs.json": runs}
    if claims := claims_of(suite):
        assert checked.explored is not None
        texts[f"{suite.name}.liveness.smt2"] = _rankings(checked.explored, checked.certificate, claims, options)
    written = []
    for name, text in texts.items():
        with written_whole(folder / name) as part:
            part.write_text(text, encoding="utf-8")
        written.append(folder / name)
    return tuple(written)


def _rankings(explored: Explored, invariant: Certificate, claims: Mapping[str, Claim], options: Options) -> str:
    """The certificate of all responses, accepted by both solvers; raises ``CertificateError``."""
    from .liveness.respond import prove

    certificate, failed = prove(
        explored.finite, explored.search, claims, invariant.lemmas, options.seconds, options.report
    )
    options.report(Stage("checking the rankings with both solvers", 0))
    checked = check_certificate(certificate, options.seconds, options.memory_mb)
    left = {n: failed.get(n) or checked.reason(n) for n in claims if n in failed or not checked.proves(n)}
    if left:
        raise CertificateError(f"no certificate was made: {'; '.join(f'{n}: {why}' for n, why in left.items())}")
    return certificate.text
