"""What is on file: the certificates of this model, or those of the model that it is a change of."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from time import monotonic

from vmotion_model.language import Expr
from vmotion_proofs.certified import Certified, begin_check, check_certificate, check_or_remember, from_file
from vmotion_proofs.errors import CertificateError, GaveUpError
from vmotion_proofs.induction.certificate import Certificate, lemmas_in
from vmotion_proofs.liveness.claim import Claim
from vmotion_proofs.liveness.printed import rankings_in
from vmotion_proofs.liveness.ranking import Response
from vmotion_proofs.progress import Stage
from vmotion_proofs.verdicts import Verdict
from vmotion_specs.properties import Kind, Property

from .job import INDUCTION, RANKING, Job

Engine = Callable[[Job], None]


def certificate_on_file(job: Job, meanwhile: Sequence[Engine]) -> None:
    """Settle all invariants by the certificate on file, if it is one of this model; ``meanwhile`` other engines work."""
    path, items = job.options.certificate, job.open(Kind.INVARIANT)
    if path is None or not path.exists() or not items:
        return
    begun = monotonic()
    try:
        certificate = from_file(path, job.model, job.formulas)
    except CertificateError:
        # Stale, foreign or damaged: its lemmas are candidates below, nothing more.
        return
    job.options.report(Stage("re-checking the certificate with both solvers", 0))
    with begin_check(certificate, job.options.budget) as asked:
        for engine in meanwhile:
            if not job.options.budget.spent:
                engine(job)
        checked = Certified(certificate, asked.answers())
    accept(job, checked, items, begun, path.name)


def lemmas_of_before(job: Job) -> None:
    """Settle invariants by the lemmas on file, which were found for another version of the model.

    As they are, where they survive every step; then their largest inductive part. A lemma that is lost may take many with it:
    then this stops, and the search looks for what breaks.
    """
    from vmotion_proofs.induction.prove import prove_from_lemmas

    path, items = job.options.certificate, job.open(Kind.INVARIANT)
    if path is None or not items or not (lemmas := old_lemmas(path, job)):
        return
    begun = monotonic()
    goals = {p.id: p.formula for p in items}
    name = f"{job.model.name}.smt2"
    job.options.report(Stage("trying the lemmas of the certificate on file", 0))
    if job.evidence.before is not None and job.evidence.before.invariants:
        checked = check_certificate(
            Certificate(job.model, lemmas, goals), job.options.budget, before=job.evidence.before.invariants
        )
        accept(job, checked, [p for p in items if checked.proves(p.id)], begun, name)
        if not (items := job.open(Kind.INVARIANT)):
            return
        goals = {p.id: p.formula for p in items}
    job.options.budget.check()
    try:
        certificate = prove_from_lemmas(
            job.model, goals, lemmas, job.options.budget, job.options.report, most_lost=MOST_LOST, shrink=False
        )
    except GaveUpError:
        return
    if certificate is not None:
        checked = check_certificate(certificate, job.options.budget)
        accept(job, checked, [p for p in items if checked.proves(p.id)], begun, name)


MOST_LOST = 0.25
"""So many of the lemmas may fall before it is cheaper to look for what breaks them."""


def accept(job: Job, checked: Certified, items: Sequence[Property], begun: float, name: str) -> None:
    """Take over what all solvers agree on, and the reason for what they do not."""
    for item in items:
        if checked.proves(item.id):
            job.found.put(item, Verdict.PROVED, INDUCTION, begun, certificate=name)
        elif item.id in job.found:
            job.found.explain(item, checked.reason(item.id))
        else:
            job.found.put(item, Verdict.UNKNOWN, INDUCTION, begun, reason=checked.reason(item.id))
    job.evidence = replace(job.evidence, invariants=(*job.evidence.invariants, checked))


def old_lemmas(path: Path, job: Job) -> tuple[Expr[bool], ...]:
    """The lemmas of a certificate of any version that make sense for this model."""
    try:
        return tuple(lemmas_in(path.read_text(encoding="utf-8"), job.model, job.formulas))
    except (OSError, UnicodeDecodeError):
        return ()


def rankings_on_file(job: Job) -> None:
    """Settle responses by the rankings on file, if they are those of this model."""
    path = job.options.rankings
    if not job.open(Kind.RESPONSE) or path is None or not path.exists():
        return
    begun = monotonic()
    try:
        certificate = from_file(path, job.model, {}, job.claims, job.formulas)
    except CertificateError:
        return
    job.options.report(Stage("re-checking the rankings with both solvers", 0))
    _accept_rankings(job, check_or_remember(certificate, job.options.budget), begun, path.name)


def rankings_of_before(job: Job) -> None:
    """Settle responses by the rankings of the model that this is a change of, as far as they suit it."""
    path, items = job.options.rankings, job.open(Kind.RESPONSE)
    before = job.evidence.before
    if not items or path is None or not path.exists() or before is None or not before.rankings:
        return
    begun = monotonic()
    text = path.read_text(encoding="utf-8")
    responses = _suiting(text, job, {p.id: job.claims[p.id] for p in items})
    if not responses:
        return
    lemmas = tuple(lemmas_in(text, job.model, job.formulas))
    job.options.report(Stage("trying the rankings on file", 0))
    certificate = Certificate(job.model, lemmas, {}, responses, job.formulas)
    checked = check_certificate(certificate, job.options.budget, before=before.rankings)
    _accept_rankings(job, checked, begun, f"{job.model.name}.liveness.smt2")


def _suiting(text: str, job: Job, claims: Mapping[str, Claim]) -> dict[str, Response]:
    found: dict[str, Response] = {}
    for name, claim in claims.items():
        try:
            found |= rankings_in(text, job.model, {name: claim}, "")
        except CertificateError:
            # It rests on what this version does not have.
            continue
    return found


def _accept_rankings(job: Job, checked: Certified, begun: float, name: str) -> None:
    for item in job.open(Kind.RESPONSE):
        if checked.proves(item.id):
            job.found.put(item, Verdict.PROVED, RANKING, begun, certificate=name, remembered=checked.remembered)
    job.evidence = replace(job.evidence, rankings=(*job.evidence.rankings, checked))
