"""The check of a model against its properties: what is on file first, then search, induction and new certificates.

The order is that of trust and of cost. A certificate that belongs to the model is re-checked by two solvers and settles every
invariant at once. Of a change the lemmas and rankings of the unchanged model are tried, and only what has changed is asked
about. What that leaves open is searched for the shortest counterexamples; what no state breaks is proved by induction where all
states do not decide it, and that proof is certified and checked by both solvers like any other.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from time import monotonic
from typing import TYPE_CHECKING

from vmotion_model.common.errors import SpentError
from vmotion_model.language import Model, ModelError, digest
from vmotion_proofs.certifying.checked_certificate import Evidence
from vmotion_proofs.evidence.certificate import Certificate
from vmotion_proofs.results.counterexample_analysis import analysed
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.verdicts import CheckResult, Verdict
from vmotion_specs.properties import Property, PropertyKind, unfit_id, unfit_premise
from vmotion_specs.timing import of_instance, timelock

from .downgrade import downgrade_vacuous, downgrade_where_time_stops
from .engines import engines
from .job import Job

if TYPE_CHECKING:
    from vmotion_proofs.search.explore import Explored


@dataclass(frozen=True)
class Checked:
    """The result of a check, the evidence behind its ``proved`` verdicts, and the search that was made, if there is one."""

    result: CheckResult
    evidence: Evidence
    explored: "Explored | None" = None

    @property
    def certificate(self) -> Certificate | None:
        """What was shown of invariants, as one certificate."""
        return self.evidence.certificate


def check(model: Model, properties: Sequence[Property], options: Options | None = None) -> CheckResult:
    """Judge every property; the stable call of this package.

    A Ctrl-C or a spent budget ends it early: what was decided stands, the rest is ``unknown``, and the result says what
    ``stopped`` it.

    Raises ``ModelError`` for a property that does not fit the model, and for two with one id. What a solver or an engine
    fails to do is never raised: it is ``unknown``, with the reason.
    """
    return check_with_evidence(model, properties, options).result


def check_with_evidence(
    model: Model,
    properties: Sequence[Property],
    options: Options | None = None,
    before: Evidence | None = None,
    others: Sequence[Property] = (),
    *,
    analyse: bool = True,
) -> Checked:
    """``check``, with what its proofs rest on; ``before`` is that of the model that this one is a change of.

    ``others`` are statements that are not asked about; a lemma on file may be one of them. Without ``analyse`` counterexamples
    are left as they are: whoever knows what the model is a change of analyses them.
    """
    begun = monotonic()
    options = options or Options()
    model = options.instance.apply(model)
    refuse_ids(properties)
    judged = [of_instance(p, model, options.instance) for p in _with_progress(model, properties)]
    job = Job.of(model, judged, options, [of_instance(p, model, options.instance) for p in others])
    job.evidence = replace(job.evidence, before=before)
    with options.budget.listening(), job:
        for engine in engines(options):
            try:
                options.budget.check()
                engine(job)
            except SpentError:
                # What is decided stands; the engines that follow would decide nothing.
                break
        for item in job.ledger.open(job.properties):
            job.ledger.put(
                item, Verdict.UNKNOWN, "none", monotonic(), reason=options.budget.spent or "no engine judges it"
            )
        downgrade_vacuous(job)
        downgrade_where_time_stops(job)
    search = job.explored.search if job.explored and job.explored.complete else None
    results = job.ledger.results()
    if analyse:
        results = analysed(results, model, job.properties)
    undecided = any(not r.verdict.passes and r.verdict is not Verdict.VIOLATED for r in results)
    result = CheckResult(
        model.name,
        digest(model),
        results,
        states=search.states if search else None,
        transitions=search.transitions if search else None,
        depth=search.depth if search else None,
        seconds=monotonic() - begun,
        stopped=options.budget.spent if undecided else "",
    )
    return Checked(result, job.evidence, job.explored)


def refuse_ids(properties: Sequence[Property]) -> None:
    """Raise ``ModelError`` for an id that could not name one verdict and one query of the certificate.

    It stands in a comment there. In comments about rankings a response's id ends at a blank, and ``.at`` with a number names a
    ranking within its ranking. A demand with a premise is refused, too.
    """
    seen: set[str] = set()
    for item in properties:
        if item.id in seen:
            raise ModelError(f"property {item.id!r} is stated twice: each needs an id of its own")
        if (why := unfit_id(item.id, item.kind) or unfit_premise(item)) is not None:
            raise ModelError(f"property {item.id!r}: {why}")
        seen.add(item.id)


def _with_progress(model: Model, properties: Sequence[Property]) -> Sequence[Property]:
    """Whether time can stop decides what any statement is worth, so it is always judged."""
    lock = timelock(model)
    if lock is None or all(p.kind is PropertyKind.REACHABLE for p in properties) or any(p.progress for p in properties):
        return properties
    return (*properties, lock)
