"""A certificate after both solvers have read it: what it proves, and why it does not prove the rest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from vmotion_model.language import Expr, Model

from .errors import CertificateError
from .induction.certificate import Certificate, read_certificate
from .liveness.claim import Claim
from .remembered import ask_or_remember
from .solvers import SOLVERS, SolverAnswers, ask


@dataclass(frozen=True)
class Certified:
    """The answers of the solvers to the queries of one certificate."""

    certificate: Certificate
    answers: Sequence[SolverAnswers]

    def proves(self, property_id: str) -> bool:
        """Whether every solver answered ``unsat`` to all that the property rests on, and there were at least two of them."""
        rests_on = self.certificate.rests_on(property_id)
        return len(self.answers) >= len(SOLVERS) and all(a.refutes(rests_on) for a in self.answers)

    def reason(self, property_id: str) -> str:
        """Why the property is not proved: what each solver failed to say."""
        rests_on = self.certificate.rests_on(property_id)
        failures = []
        for answer in self.answers:
            missing = [
                f"{q}: {answer.answers.get(q, 'no answer')}" for q in rests_on if answer.answers.get(q) != "unsat"
            ]
            if missing:
                failures.append(answer.failure or f"{answer.solver} says {', '.join(missing)}")
        return "; ".join(failures) or "fewer than two solvers answered"


def from_file(
    path: Path, model: Model, properties: Mapping[str, Expr[bool]], claims: Mapping[str, Claim] | None = None
) -> Certificate:
    """The certificate in a file; raises ``CertificateError`` where it is missing, foreign or was changed."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CertificateError(f"{path.name} can't be read: {error}") from None
    return read_certificate(text, model, properties, path.name, claims)


def check_certificate(
    certificate: Certificate,
    seconds: float | None = None,
    memory_mb: int | None = None,
    solvers: Sequence[str] = SOLVERS,
) -> Certified:
    """Have the solvers, each in a process of its own, answer every query of the certificate."""
    queries = {q.name: q.assertion for q in certificate.queries}
    answers = ask(certificate.declarations, queries, solvers=solvers, seconds=seconds, memory_mb=memory_mb)
    return Certified(certificate, answers)


def check_or_remember(
    certificate: Certificate, seconds: float | None = None, memory_mb: int | None = None
) -> Certified:
    """The same; where both solvers have refuted every query of this very text before, they are not asked again."""
    queries = {q.name: q.assertion for q in certificate.queries}
    return Certified(
        certificate, ask_or_remember(certificate.declarations, queries, seconds=seconds, memory_mb=memory_mb)
    )
