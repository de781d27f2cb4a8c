"""The verdicts on responses: a ranking on file that two solvers accept, or a complete search for fair cycles."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from vmotion_model.common.budget import Budget
from vmotion_model.common.errors import GaveUpError
from vmotion_model.common.progress import Report, Stage
from vmotion_model.language import Finite
from vmotion_model.language.commands import reads_clock
from vmotion_proofs.evidence.certificate import Certificate
from vmotion_proofs.evidence.ranking import Response
from vmotion_proofs.evidence.response_claim import Claim
from vmotion_proofs.results.errors import DisagreementError
from vmotion_proofs.results.verdicts import Run, Verdict
from vmotion_proofs.search.breadth_first import Search
from vmotion_proofs.search.graph import Mask, StateGraph, graph_of
from vmotion_proofs.search.reachable_states import Reachable

from .fair_cycles import WaitingStates, fair_component, waiting
from .find_ranking import find_ranking
from .ranking_lemmas import with_responses
from .replay_lasso import replayed
from .shortest_lasso import lasso_in
from .untimed_states import abstract_of


@dataclass(frozen=True)
class ResponseAnswer:
    """What the search for fair cycles says of one response."""

    verdict: Verdict
    run: Run | None = None
    reason: str = ""


def some_fair_run(graph: StateGraph, claim: Claim) -> bool:
    """Whether a fair run waits for the goal for ever; without showing it."""
    return _waiting_for_ever(graph, claim)[1] is not None


def _waiting_for_ever(graph: StateGraph, claim: Claim) -> tuple[WaitingStates, Mask | None]:
    wait = waiting(graph, graph.where(claim.premise), graph.where(claim.goal), claim.fairness)
    return wait, fair_component(graph, wait, claim.fairness)


def answer(graph: StateGraph, claim: Claim, locations: Mapping[str, str]) -> ResponseAnswer:
    """Look for a fair cycle among the states that wait; what is found is judged again on the machines.

    Where a command that is to be treated fairly waits for a clock, a cycle counts that is fair to it in whole ticks, and a pass
    only if it needs no fairness of that command. What lies between is unknown.
    """
    strict = replace(claim, fairness=claim.fairness.in_ticks)
    wait, fair = _waiting_for_ever(graph, strict)
    if fair is None:
        if claim.fairness.timed and some_fair_run(graph, claim):
            return ResponseAnswer(Verdict.UNKNOWN, reason=waits_for_a_clock(claim))
        return ResponseAnswer(Verdict.EXHAUSTED)
    claim = strict
    try:
        lasso = lasso_in(graph, wait, fair, claim.fairness)
        run = replayed(graph.finite, lasso, locations, claim)
    except DisagreementError as error:
        return ResponseAnswer(Verdict.UNKNOWN, reason=f"engines disagree: {error}")
    return ResponseAnswer(Verdict.VIOLATED, run)


def waits_for_a_clock(claim: Claim) -> str:
    """Why a response that needs fairness of commands that wait for a clock is not decided."""
    names = claim.fairness.timed
    what = "waits" if len(names) == 1 else "wait"
    return f"{', '.join(names)} {what} for a clock; fairness of it means nothing, a deadline does"


def prove(
    finite: Finite,
    found: Search,
    claims: Mapping[str, Claim],
    invariant: Certificate,
    budget: Budget,
    report: Report,
) -> tuple[Certificate, Mapping[str, str]]:
    """A certificate for those ``claims`` that a ranking proves, and why it proves none of the others.

    The lemmas of ``invariant`` are inductive; what the rankings need beside them is found along the states of the complete search
    ``found`` of the model in ticks, ``finite``.
    """
    model = finite.dense
    report(Stage("ranking what waits", 0, len(claims)))
    abstract = abstract_of(graph_of(finite, found, budget))
    responses: dict[str, Response] = {}
    failed: dict[str, str] = {}
    for number, (name, claim) in enumerate(claims.items()):
        report(Stage("ranking what waits", number, len(claims)))
        ranking = find_ranking(abstract, claim)
        if ranking is None:
            failed[name] = "no ranking of the states without their clocks was found"
        else:
            responses[name] = Response(claim.premise, claim.goal, claim.fairness, ranking)
    # Those that read no clock are inductive by themselves: a ranking rests on nothing that a constant of time changes.
    untimed = tuple(lemma for lemma in invariant.lemmas if not reads_clock(lemma))
    start = Certificate(model, untimed, {}, {}, invariant.properties)
    try:
        certificate, refused = with_responses(start, responses, Reachable(model, found), budget, report)
    except GaveUpError as error:
        return start, dict.fromkeys(claims, f"no proof: {error}")
    return certificate, {**failed, **refused}
