"""The explicit search and what it opens: verdicts on invariants, proofs along the reachable states, whether time goes on."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from time import monotonic

from vmotion_model.common.errors import GaveUpError, SpentError
from vmotion_model.common.progress import Stage
from vmotion_model.language import Expr
from vmotion_model.language.commands import reads_clock
from vmotion_proofs.certifying.checked_certificate import check_certificate
from vmotion_proofs.evidence.certificate import Certificate
from vmotion_proofs.results.errors import DisagreementError
from vmotion_proofs.results.options import AUTO, EXPLICIT, INDUCTION, SPACER
from vmotion_proofs.results.verdicts import Verdict
from vmotion_proofs.search.explore import Explored, explore
from vmotion_proofs.solving.solver_options import memory_budget
from vmotion_specs.properties import Property, PropertyKind

from .certificates_on_file import Engine, accept, lemmas_of_before, old_lemmas
from .job import SEARCH, Job, Ledger

SMALL = 10_000
"""Up to so many states a proof is found at once, whether something else breaks or not."""
MANY = 3_000_000
"""So many states are searched in a moment; before more are, the lemmas on file are tried."""
NOT_BY_HANDLERS = (
    "in whole ticks time can always go on, but not by the handlers of a deadline alone; "
    "what lies between two ticks is not proved"
)


def search_states(job: Job, meanwhile: Engine) -> None:
    """Search all states for what breaks an open invariant; then prove by induction what no state breaks.

    Once the states are known, ``meanwhile`` may begin something on another core.
    """
    if not (items := job.open(PropertyKind.INVARIANT)):
        return
    begun = monotonic()
    explored = _search(job, items)
    if not explored.complete and explored.search.states > MANY:
        _search_further(job, explored)
        _disagreements(job, explored, begun)
        if not (items := job.open(PropertyKind.INVARIANT)):
            return
    job.explored = explored
    meanwhile(job)
    for item in items:
        _judge(job, explored, item, begun)
    if job.options.engine == EXPLICIT or job.options.budget.spent:
        return
    left = [p for p in items if job.ledger[p.id].verdict is not Verdict.VIOLATED and not p.progress]
    left += [p for p in items if p.progress and explored.verdict(p) is not Verdict.VIOLATED]
    if len(left) < len(items) and explored.search.states > SMALL:
        # Where something breaks, the rest is left at what all states say; only what they do not decide asks for a proof.
        left = [p for p in left if not job.ledger[p.id].verdict.passes]
    _prove(job, explored, left)


def _disagreements(job: Job, explored: Explored, begun: float) -> None:
    """What was proved in the middle of the search, and is broken in a state that it has found, is neither."""
    for item in job.properties:
        if item.id in explored.search.violations and item.id in job.ledger:
            engine = job.ledger[item.id].engine
            reason = f"engines disagree: {engine} proves it, and the search finds a state that breaks it"
            job.ledger.put(item, Verdict.UNKNOWN, SEARCH, begun, reason=reason)


def _search(job: Job, items: Sequence[Property]) -> Explored:
    formulas = {p.id: p.formula for p in items}
    options = replace(job.options, states=min(MANY, job.options.states or MANY))
    return explore(job.model, formulas, options, stop_early=True, edges=bool(job.open(PropertyKind.RESPONSE)))


def _search_further(job: Job, explored: Explored) -> None:
    """Try the lemmas on file, then go on with the search for what is left."""
    try:
        if job.options.engine in (AUTO, INDUCTION):
            lemmas_of_before(job)
        if items := job.open(PropertyKind.INVARIANT):
            job.options.budget.check()
            explored.go_on([p.id for p in items], job.options, bool(job.open(PropertyKind.RESPONSE)))
    except SpentError:
        # What the search has found so far stands.
        return


def _judge(job: Job, explored: Explored, item: Property, begun: float) -> None:
    verdict = explored.verdict(item)
    # What ticks do not decide is for the provers, where there are any.
    alone = verdict is Verdict.UNKNOWN and explored.complete and job.options.engine == EXPLICIT
    if item.progress and (verdict is Verdict.VIOLATED or alone):
        time_goes_on(job, item, begun)
        return
    bound = explored.depth if verdict is Verdict.BOUNDED else None
    try:
        run = explored.run(item.id)
    except DisagreementError as error:
        job.ledger.put(item, Verdict.UNKNOWN, SEARCH, begun, reason=f"engines disagree: {error}")
        return
    job.ledger.put(item, verdict, SEARCH, begun, run=run, bound=bound, reason=explored.reason(item))


def time_goes_on(job: Job, item: Property, begun: float) -> None:
    """Where some deadline has no handler: whether, in ticks, time can diverge all the same, from every reachable state.

    A state from which it cannot is a counterexample: a run that lets time diverge has one in whole ticks beside it. That there is
    none in ticks decides nothing, for what lies between two ticks may still be stuck.
    """
    from vmotion_proofs.liveness.time_goes_on import goes_on_between_ticks, stuck

    explored = everything(job)
    if not explored.complete:
        job.ledger.put(item, Verdict.BOUNDED, SEARCH, begun, bound=explored.depth, reason=explored.stopped)
        return
    job.options.report(Stage("looking for states in which time stops", 0))
    index = stuck(explored.graph)
    if index is None and goes_on_between_ticks(explored.graph):
        job.ledger.put(item, Verdict.EXHAUSTED, SEARCH, begun)
        return
    if index is None:
        job.ledger.put(item, Verdict.UNKNOWN, SEARCH, begun, reason=NOT_BY_HANDLERS)
        return
    try:
        run = explored.run_to(index)
    except DisagreementError as error:
        job.ledger.put(item, Verdict.UNKNOWN, SEARCH, begun, reason=f"engines disagree: {error}")
        return
    job.ledger.put(item, Verdict.VIOLATED, SEARCH, begun, run=run)


def everything(job: Job) -> Explored:
    """A search of all states: the one that was made, if it is complete."""
    if job.explored is None or not job.explored.complete:
        # Also what the invariants and their premises say of clocks is asked of its states later.
        job.explored = explore(job.model, {}, job.options, fit=job.formulas.values(), edges=True)
    return job.explored


def _prove(job: Job, explored: Explored, items: Sequence[Property]) -> None:
    """Prove what is left, part by part: what one prover finds is certified before the next one is asked."""
    begun, budget = monotonic(), job.options.budget
    left = list(items)
    try:
        for prover in _provers(job, explored):
            if not left:
                return
            budget.check()
            try:
                with memory_budget(budget.memory_mb):
                    certificate = prover({p.id: p.formula for p in left})
            except GaveUpError as error:
                # What a part of the time does not suffice for, the next one may do.
                budget.check()
                _no_proof(job.ledger, left, str(error))
                continue
            if certificate is None:
                continue
            job.options.report(Stage("checking the new certificate with both solvers", 0))
            checked = check_certificate(certificate, budget)
            accept(job, checked, [p for p in left if p.id in certificate.properties], begun, None)
            left = [p for p in left if p.id not in certificate.properties]
    except SpentError as error:
        _no_proof(job.ledger, left, str(error))


def _no_proof(found: Ledger, items: Sequence[Property], why: str) -> None:
    for item in items:
        found.explain(item, f"{found[item.id].reason} no proof: {why}".strip())


Prover = Callable[[Mapping[str, Expr[bool]]], Certificate | None]


def _provers(job: Job, explored: Explored) -> Iterator[Prover]:
    """The lemmas on file that may hold, cut down to an inductive set; then discovery along the reachable states; then Spacer.

    Raises ``SpentError``.
    """
    from vmotion_proofs.induction.find_lemmas import Stuck
    from vmotion_proofs.induction.prove_invariants import prove_from_lemmas, prove_from_search
    from vmotion_proofs.induction.spacer import prove_by_spacer
    from vmotion_proofs.search.reachable_states import Reachable

    model, report, budget = job.model, job.options.report, job.options.budget
    path = job.options.certificate
    known = () if path is None or job.options.engine == SPACER else old_lemmas(path, job)
    # Of those without clocks a complete search knows which hold.
    untimed = [lemma for lemma in known if not reads_clock(lemma)]
    true = [e for e, holds in zip(untimed, explored.search.true_everywhere(untimed, budget), strict=True) if holds]

    def by_lemmas(goals: Mapping[str, Expr[bool]]) -> Certificate | None:
        candidates = (*true, *(lemma for lemma in known if reads_clock(lemma)))
        return prove_from_lemmas(model, goals, candidates, budget, report, shrink=False)

    def along_the_states(goals: Mapping[str, Expr[bool]]) -> Certificate | None:
        reachable = Reachable(explored.finite.dense, explored.search)
        found = prove_from_search(model, goals, explored.search, reachable, true, budget, report)
        return None if isinstance(found, Stuck) else found

    def by_spacer(goals: Mapping[str, Expr[bool]]) -> Certificate | None:
        return prove_by_spacer(model, goals, budget, report)

    if job.options.engine == SPACER:
        yield by_spacer
        return
    if known or not explored.complete:
        yield by_lemmas
    if explored.complete:
        yield along_the_states
    nothing_proved = not any(r.verdict is Verdict.PROVED for r in job.ledger.so_far(job.formulas))
    if budget.left() is not None or (explored.complete and nothing_proved):
        yield by_spacer
