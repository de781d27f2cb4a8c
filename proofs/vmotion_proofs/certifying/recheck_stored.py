"""The certificates that are stored: solvers read them again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vmotion_model.common.budget import Budget
from vmotion_model.common.exit_codes import HOPED, REFUTED, UNDECIDED
from vmotion_model.language import Expr
from vmotion_proofs.evidence.certificate import Certificate, Query
from vmotion_proofs.evidence.response_claim import Claim, claim_of
from vmotion_proofs.evidence.shipped_files import certificate_path
from vmotion_proofs.results.errors import CertificateError
from vmotion_proofs.results.options import rankings_beside
from vmotion_proofs.solving.solvers import SOLVERS
from vmotion_specs.properties import PropertyKind
from vmotion_specs.suites import Suite

from .checked_certificate import Certified, check_certificate, from_file

if TYPE_CHECKING:
    from .read_back import ReadBack


@dataclass(frozen=True)
class CertifyResult:
    """The answers of the solvers to a certificate on file."""

    path: Path
    checked: Certified
    comparison: "ReadBack | None" = None

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
    certificate, path = stored_certificate(suite)
    comparison = None
    if states:
        from .read_back import compare

        comparison = compare(certificate.text, suite.model, certificate.properties, states=states)
    return CertifyResult(path, check_certificate(certificate, budget, solvers or SOLVERS), comparison)


def certify_rankings(suite: Suite, solvers: Sequence[str], budget: Budget) -> CertifyResult:
    """Ask the solvers about the rankings on file; raises ``CertificateError``."""
    path = rankings_beside(certificate_path(suite.name))
    certificate = from_file(path, suite.model, {}, claims_of(suite), invariants_of(suite))
    return CertifyResult(path, check_certificate(certificate, budget, solvers or SOLVERS))


def invariants_of(suite: Suite) -> Mapping[str, Expr[bool]]:
    """The formulas of the invariants of a suite, by their ids."""
    return {p.id: p.formula for p in suite.properties if p.kind is PropertyKind.INVARIANT}


def claims_of(suite: Suite) -> Mapping[str, Claim]:
    """What the responses of a suite claim of its model."""
    return {p.id: claim_of(suite.model, p) for p in suite.properties if p.kind is PropertyKind.RESPONSE}


def stored_certificate(suite: Suite) -> tuple[Certificate, Path]:
    """The certificate on file and where it lies; raises ``CertificateError``."""
    path = certificate_path(suite.name)
    if not suite.shipped:
        raise CertificateError(f"no certificate of {suite.source or suite.name} is on file: it does not ship")
    return from_file(path, suite.model, invariants_of(suite)), path


def certified_invariants(suite: Suite) -> frozenset[str]:
    """The invariants that the certificate on file shows of this very model; none, where there is no such certificate."""
    try:
        certificate, _ = stored_certificate(suite)
    except CertificateError:
        return frozenset()
    return frozenset(certificate.properties)


def proved_by_certificate(suite: Suite, path: Path, claim: Expr[bool]) -> bool:
    """Whether both solvers derive the claim from the certificate's invariant, and that invariant from its lemmas.

    Raises ``CertificateError`` where the file belongs to another model or was changed.
    """
    lemmas = from_file(path, suite.model, invariants_of(suite)).lemmas
    return check_certificate(Certificate(suite.model, lemmas, {"claim": claim})).proves("claim")
