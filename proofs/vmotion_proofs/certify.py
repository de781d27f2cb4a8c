"""Certificates for their own sake: re-check the one on file, or make it anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vmotion_model.files import written_whole
from vmotion_specs.properties import Kind
from vmotion_specs.suites import Suite

from .certified import Certified, check_certificate, from_file
from .check import check_with_certificate
from .errors import CertificateError
from .files import certificate_path
from .induction.certificate import Query
from .options import Options
from .progress import Report
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
        """0 where every solver asked answered everything as a proof wants, 1 where one said the contrary, 3 otherwise."""
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
            "properties": list(self.checked.certificate.properties),
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
            "expected": {q.name: q.expected for q in self.queries},
        }


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
    written = []
    for name, text in ((f"{suite.name}.smt2", checked.certificate.text), (f"{suite.name}.runs.json", runs)):
        with written_whole(folder / name) as part:
            part.write_text(text, encoding="utf-8")
        written.append(folder / name)
    return tuple(written)
