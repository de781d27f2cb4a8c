"""What the certified invariant of a model says about states between two ticks."""

from pathlib import Path

from vmotion_model.language import Expr
from vmotion_proofs.certifying.certified import check_certificate, from_file
from vmotion_proofs.evidence.certificate import Certificate
from vmotion_specs.properties import PropertyKind
from vmotion_specs.suites import Suite

_CLAIM = "claim"


def proved_by_certificate(suite: Suite, path: Path, claim: Expr[bool]) -> bool:
    """Whether both solvers derive the claim from the certificate's invariant, and that invariant from its lemmas.

    Raises ``CertificateError`` where the file belongs to another model or was changed.
    """
    formulas = {p.id: p.formula for p in suite.properties if p.kind is PropertyKind.INVARIANT}
    lemmas = from_file(path, suite.model, formulas).lemmas
    return check_certificate(Certificate(suite.model, lemmas, {_CLAIM: claim})).proves(_CLAIM)
