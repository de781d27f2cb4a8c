"""What takes verdicts back: a statement about nothing, and any statement where time can stop."""

from collections.abc import Mapping
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING

from vmotion_model.common.errors import GaveUpError, SpentError
from vmotion_model.language import Expr, Model, variables_of
from vmotion_proofs.results.verdicts import Verdict
from vmotion_specs.properties import Property, PropertyKind

from .vacuity import NO_FAIR_RUN, NO_PREMISE, NO_PREMISE_IN_TICKS, NOT_KNOWN, NOTHING_HAPPENS, examine

if TYPE_CHECKING:
    from .job import Job

SEARCH = "explicit search"


def downgrade_vacuous(job: "Job") -> None:
    """A statement about nothing is no pass: its premise is never reached, or nothing ever happens."""
    found = job.ledger
    passing = found.passing(job.judged_over_time)
    if not passing:
        return
    job.look.along(*found.runs())
    try:
        job.options.budget.check()
        seen = examine(job.look, passing, job.explored, job.options)
    except SpentError:
        for item in passing:
            if item.id in job.look.wanted or item.id in job.look.unfair:
                found.explain(item, NOT_KNOWN)
        return
    for item in passing:
        if seen.nothing_happens:
            found.put(item, Verdict.UNKNOWN, SEARCH, monotonic(), reason=NOTHING_HAPPENS)
        elif item.id in seen.unreachable and not item.progress:
            found.put(item, Verdict.UNKNOWN, SEARCH, monotonic(), reason=NO_PREMISE)
        elif item.id in seen.between and not item.progress:
            found.put(item, Verdict.UNKNOWN, SEARCH, monotonic(), reason=NO_PREMISE_IN_TICKS)
        elif item.id in seen.unfair:
            found.put(item, Verdict.UNKNOWN, SEARCH, monotonic(), reason=NO_FAIR_RUN)
        elif item.id in seen.unknown:
            found.explain(item, NOT_KNOWN)


def downgrade_where_time_stops(job: "Job") -> None:
    """Where time can stop, or may for all that was found out, nothing passes that might hold for this reason alone.

    An invariant that speaks of no time stands where it is proved of the model without its deadlines, too.
    """
    found = job.ledger
    locks = [p for p in job.properties if p.progress and not found[p.id].verdict.passes]
    if not locks:
        return
    lock = locks[0]
    stops = "time stops" if found[lock.id].verdict is Verdict.VIOLATED else "whether time stops is not decided"
    passing = found.passing([p for p in job.judged_over_time if not p.progress])
    standing = _without_deadlines(job, [p for p in passing if _speaks_of_no_time(p, job.model)])
    for item in passing:
        if item.id not in standing:
            found.put(item, Verdict.UNKNOWN, "none", monotonic(), reason=f"{stops}, see {lock.id}")


def _speaks_of_no_time(item: Property, model: Model) -> bool:
    timed = model.timed_history | {c.name for c in model.clocks}
    return item.kind is PropertyKind.INVARIANT and not item.generated and not timed & variables_of(item.formula).keys()


def _without_deadlines(job: "Job", items: list[Property]) -> set[str]:
    """Those of the invariants that both solvers prove of the model in which no deadline holds time back."""
    from vmotion_proofs.certifying.checked_certificate import check_certificate
    from vmotion_proofs.induction.prove_invariants import prove_from_lemmas

    from .certificates_on_file import old_lemmas

    goals: Mapping[str, Expr[bool]] = {p.id: p.formula for p in items}
    path, budget = job.options.certificate, job.options.budget
    if not goals or budget.spent:
        return set()
    lemmas = () if path is None else old_lemmas(path, job)
    known = job.evidence.certificate
    free = replace(job.model, deadlines=())
    try:
        certificate = prove_from_lemmas(
            free, goals, (*lemmas, *(known.lemmas if known else ())), budget, job.options.report, shrink=False
        )
    except GaveUpError:
        return set()
    if certificate is None:
        return set()
    checked = check_certificate(certificate, budget)
    return {name for name in goals if checked.proves(name)}
