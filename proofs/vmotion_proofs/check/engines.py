"""The engines of a check in their order; those are here that look for runs: for demands, and to premises.

An engine is a function of a ``Job``: it takes the properties that are still open and puts verdicts into the job's ledger. The
others are in ``certificates_on_file``, ``explicit_search`` (which also finds new proofs) and ``responses``.
"""

from collections.abc import Callable, Sequence
from time import monotonic

from vmotion_model.common.progress import Stage
from vmotion_proofs.results.errors import DisagreementError
from vmotion_proofs.results.options import AUTO, INDUCTION, Options
from vmotion_proofs.results.verdicts import Verdict
from vmotion_proofs.search.demands import ReachAnswer, along_hint, anywhere, read_hints, without_crashes
from vmotion_specs.properties import Property, PropertyKind

from .certificates_on_file import certificate_on_file, core_of_before, rankings_on_file, timed_of_before
from .explicit_search import search_states
from .job import SEARCH, Job
from .responses import begin_fair_cycles, fair_cycles


def engines(options: Options) -> Sequence[Callable[[Job], None]]:
    """Who is asked, in this order; each takes what is still open."""
    by_runs = (demands, premises)
    proofs: tuple[Callable[[Job], None], ...] = ()
    if options.engine in (AUTO, INDUCTION):
        on_file = (rankings_on_file, *by_runs)
        mine = (lambda job: certificate_on_file(job, on_file), rankings_on_file)
        proofs = (*mine, core_of_before, timed_of_before)
    last = (witnesses,) if options.witnesses else ()
    return (*proofs, lambda job: search_states(job, begin_fair_cycles), *by_runs, fair_cycles, *last)


def demands(job: Job) -> None:
    """A run for each demand: one on file, or one that a search finds."""
    hints = read_hints(job.options.demands)
    model, options = job.model, job.options

    def along(item: Property) -> ReachAnswer | None:
        return along_hint(model, item, options, hints.get(item.id, ()))

    _each(job, along)
    if left := job.open(PropertyKind.REACHABLE):
        options.report(Stage("looking for runs that fulfil demands, without a crash", 0))
        found = without_crashes(model, left, options)
        _each(job, lambda item: found.get(item.id))
    _each(job, lambda item: anywhere(model, item, options))


def _each(job: Job, answer_of: Callable[[Property], ReachAnswer | None]) -> None:
    """Enter the answers, if there are any, for the demands that are open."""
    for item in job.open(PropertyKind.REACHABLE):
        if job.options.budget.spent:
            return
        begun = monotonic()
        job.options.report(Stage(f"looking for a run that fulfils {item.id}", 0))
        try:
            answer = answer_of(item)
        except DisagreementError as error:
            job.ledger.put(item, Verdict.UNKNOWN, SEARCH, begun, reason=f"engines disagree: {error}")
            continue
        if answer is not None:
            job.ledger.put(
                item, answer.verdict, answer.engine, begun, run=answer.run, bound=answer.bound, reason=answer.reason
            )


def premises(job: Job) -> None:
    """Follow what is known of runs to the premises."""
    job.look.along(*job.ledger.runs())
    hints, rounds = (read_hints(job.options.demands, part) for part in ("premises", "fair"))
    job.look.follow(hints, job.options.locations)
    job.look.follow_round(rounds, job.options.locations)
    if not job.look.done:
        job.look.refit({**hints, **read_hints(job.options.demands)}, rounds, job.options)


def witnesses(job: Job) -> None:
    """Runs that reach the premise of each invariant and response: without one it says nothing."""
    from .vacuity import premise_runs

    for name, run in premise_runs(job.model, job.judged_over_time, job.options).items():
        job.ledger.witness(name, run)
