"""What is on file: the certificates of this model, or those of the model that it is a change of."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from time import monotonic

from vmotion_model.common.progress import Stage
from vmotion_model.language import Expr, Model, variables_of
from vmotion_model.language.commands import reads_clock
from vmotion_proofs.certifying.checked_certificate import (
    Certified,
    begin_check,
    check_certificate,
    check_or_reuse,
    from_file,
)
from vmotion_proofs.evidence.certificate import Certificate, lemmas_in
from vmotion_proofs.evidence.ranking_queries import rankings_in
from vmotion_proofs.results.errors import CertificateError, SolverGaveUpError
from vmotion_proofs.results.options import INDUCTION
from vmotion_proofs.results.verdicts import Verdict
from vmotion_proofs.solving.solver_options import memory_budget
from vmotion_specs.properties import Property, PropertyKind

from .job import RANKING, Job

Engine = Callable[[Job], None]


def certificate_on_file(job: Job, meanwhile: Sequence[Engine]) -> None:
    """Settle all invariants by the certificate on file, if it is one of this model; ``meanwhile`` other engines work."""
    path, items = job.options.certificate, job.open(PropertyKind.INVARIANT)
    if path is None or not path.exists() or not items:
        return
    begun = monotonic()
    try:
        certificate = from_file(path, job.model, job.formulas)
    except CertificateError:
        # Stale, foreign or damaged: its lemmas are candidates below, nothing more.
        return
    job.options.report(Stage("re-checking the certificate with both solvers", 0))
    if job.options.use_cache:
        accept(job, check_or_reuse(certificate, job.options.budget), items, begun, path.name)
        return
    with begin_check(certificate, job.options.budget) as asked:
        for engine in meanwhile:
            if not job.options.budget.spent:
                engine(job)
        checked = Certified(certificate, asked.answers())
    accept(job, checked, items, begun, path.name)


def core_of_before(job: Job) -> None:
    """Settle what speaks of no time by the lemmas and rankings of the model that this is a change of, as they are.

    The lemmas that speak of no clock are inductive by themselves, so that neither a changed constant of time nor a changed timer
    touches them; of all steps only those that have changed are asked about.
    """
    path, before = job.options.rankings or job.options.certificate, job.evidence.before
    if before is None or path is None or not path.exists():
        return
    goals = {p.id: p.formula for p in job.open(PropertyKind.INVARIANT) if not speaks_of_time(p.formula, job.model)}
    claims = {p.id: job.claims[p.id] for p in job.open(PropertyKind.RESPONSE)} if path == job.options.rankings else {}
    text = path.read_text(encoding="utf-8")
    lemmas = tuple(lemma for lemma in lemmas_in(text, job.model, job.named) if not reads_clock(lemma))
    responses = rankings_in(text, job.model, claims, "")
    if not lemmas or not (goals or responses):
        return
    begun = monotonic()
    job.options.report(Stage("asking what has changed", 0))
    certificate = Certificate(job.model, lemmas, goals, responses, job.named)
    _accept_all(job, check_certificate(certificate, job.options.budget, before=before.all), begun)


def timed_of_before(job: Job) -> None:
    """Settle what speaks of time by the lemmas about clocks of the model before, given those that have stood.

    Where some hold no more, the largest inductive part of them and of what holds of clocks by construction is taken.
    """
    path, items = job.options.certificate, job.open(PropertyKind.INVARIANT)
    core = next((c for c in job.evidence.invariants if c.inductive), None)
    if core is None or path is None or not items:
        return
    goals = {p.id: p.formula for p in items if speaks_of_time(p.formula, job.model)}
    timed = tuple(lemma for lemma in old_lemmas(path, job) if reads_clock(lemma))
    if not goals or not timed:
        return
    begun = monotonic()
    budget, report, given = job.options.budget, job.options.report, core.certificate.lemmas
    report(Stage("asking what has changed about time", 0))
    _accept_all(job, check_certificate(Certificate(job.model, timed, goals, given=given), budget, given=core), begun)
    if not (left := {p.id: p.formula for p in job.open(PropertyKind.INVARIANT) if p.id in goals}):
        return
    # Z3 comes into this process only where it is needed.
    from vmotion_proofs.induction.clock_lemmas import clock_lemmas
    from vmotion_proofs.induction.prove_invariants import prove_from_lemmas

    candidates = (*timed, *clock_lemmas(job.model))
    try:
        with memory_budget(budget.memory_mb):
            found = prove_from_lemmas(job.model, left, candidates, budget, report, shrink=False, given=given)
    except SolverGaveUpError:
        return
    if found is not None:
        _accept_all(job, check_certificate(found, budget, given=core), begun)


def lemmas_of_before(job: Job) -> None:
    """Settle invariants by the largest inductive part of the lemmas on file, which were found for another version of the model.

    A lemma that is lost may take many with it: then this stops, and the search looks for what breaks.
    """
    from vmotion_proofs.induction.prove_invariants import prove_from_lemmas

    path, items = job.options.certificate, job.open(PropertyKind.INVARIANT)
    if path is None or not items or not (lemmas := old_lemmas(path, job)):
        return
    begun = monotonic()
    goals = {p.id: p.formula for p in items}
    try:
        certificate = prove_from_lemmas(
            job.model, goals, lemmas, job.options.budget, job.options.report, most_lost=MOST_LOST, shrink=False
        )
    except SolverGaveUpError:
        return
    if certificate is not None:
        _accept_all(job, check_certificate(certificate, job.options.budget), begun)


MOST_LOST = 3
"""So many of the properties may fall before it is cheaper to look for what breaks them."""


def speaks_of_time(formula: Expr[bool], model: Model) -> bool:
    """Whether a formula reads a clock, or history that depends on what a clock showed."""
    return reads_clock(formula) or bool(model.timed_history & variables_of(formula).keys())


def _accept_all(job: Job, checked: Certified, begun: float) -> None:
    """Take over what is proved, and nothing else: other engines are to come."""
    proved = [p for p in job.open(PropertyKind.INVARIANT) if checked.proves(p.id)]
    accept(job, checked, proved, begun, None)
    if checked.certificate.responses:
        _accept_rankings(job, checked, begun, None)


def accept(job: Job, checked: Certified, items: Sequence[Property], begun: float, name: str | None) -> None:
    """Take over what all solvers agree on, and the reason for what they do not; ``name``: of the file, if there is one."""
    for item in items:
        if checked.proves(item.id):
            job.ledger.put(item, Verdict.PROVED, INDUCTION, begun, certificate=name, cached_on=checked.cached_on)
        elif item.id in job.ledger:
            job.ledger.explain(item, checked.reason(item.id))
        else:
            job.ledger.put(item, Verdict.UNKNOWN, INDUCTION, begun, reason=checked.reason(item.id))
    job.evidence = replace(job.evidence, invariants=(*job.evidence.invariants, checked))


def old_lemmas(path: Path, job: Job) -> tuple[Expr[bool], ...]:
    """The lemmas of a certificate of any version that make sense for this model."""
    try:
        return tuple(lemmas_in(path.read_text(encoding="utf-8"), job.model, job.named))
    except (OSError, UnicodeDecodeError):
        return ()


def rankings_on_file(job: Job) -> None:
    """Settle responses by the rankings on file, if they are those of this model."""
    path = job.options.rankings
    if not job.open(PropertyKind.RESPONSE) or path is None or not path.exists():
        return
    begun = monotonic()
    try:
        certificate = from_file(path, job.model, {}, job.claims, job.named)
    except CertificateError:
        return
    job.options.report(Stage("re-checking the rankings with both solvers", 0))
    _accept_rankings(job, check_or_reuse(certificate, job.options.budget), begun, path.name)


def _accept_rankings(job: Job, checked: Certified, begun: float, name: str | None) -> None:
    for item in job.open(PropertyKind.RESPONSE):
        if checked.proves(item.id):
            job.ledger.put(item, Verdict.PROVED, RANKING, begun, certificate=name, cached_on=checked.cached_on)
    job.evidence = replace(job.evidence, rankings=(*job.evidence.rankings, checked))
