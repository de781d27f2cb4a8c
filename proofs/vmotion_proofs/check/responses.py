"""Responses by a complete search for fair cycles."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from vmotion_model.common.background import Background, Shares
from vmotion_model.common.errors import SpentError
from vmotion_model.common.progress import Report, Stage, silent
from vmotion_proofs.results.verdicts import Verdict
from vmotion_specs.properties import Property, PropertyKind

from .explicit_search import everything
from .job import FAIR_CYCLES, Job

if TYPE_CHECKING:
    from vmotion_proofs.liveness.judge_response import ResponseAnswer
    from vmotion_proofs.search.graph import StateGraph


@dataclass(frozen=True)
class FairCycles:
    """The search for fair cycles on another core, which takes the responses from the first one on; this process may help it."""

    elsewhere: Background[Mapping[str, "ResponseAnswer"]]
    shares: Shares

    def close(self) -> None:
        """End it."""
        self.elsewhere.close()
        self.shares.close()


def begin_fair_cycles(job: Job) -> None:
    """Begin to look for fair cycles on another core, where all states are known and there is one."""
    items, explored = job.open(PropertyKind.RESPONSE), job.explored
    if not (job.options.background and items and explored is not None and explored.complete):
        return
    shares = Shares(len(items))
    # Made here, so that both have the same one.
    graph = explored.graph
    work = Background(lambda: _answers(job, graph, _taken(items, shares), silent), job.options.budget, fork=True)
    job.cycles = FairCycles(work, shares)


def fair_cycles(job: Job) -> None:
    """Look for a fair cycle among all states, of each response that no ranking has proved."""
    items = job.open(PropertyKind.RESPONSE)
    if not items:
        return
    begun = monotonic()
    if not (explored := everything(job)).complete:
        reason = f"{explored.stopped}; a fair cycle is looked for among all states or not at all"
        for item in items:
            job.ledger.put(item, Verdict.UNKNOWN, FAIR_CYCLES, begun, reason=reason)
        return
    answers: dict[str, ResponseAnswer] = {}
    if job.cycles is not None:
        answers |= _answers(job, explored.graph, _taken(items[::-1], job.cycles.shares), job.options.report)
        answers |= job.cycles.elsewhere.result()
    # All of them, or what the other process has not told.
    left = [p for p in items if p.id not in answers]
    answers |= _answers(job, explored.graph, left, job.options.report)
    for item in items:
        said = answers[item.id]
        job.ledger.put(item, said.verdict, FAIR_CYCLES, begun, run=said.run, reason=said.reason)
        begun = monotonic()


def _taken(items: Sequence[Property], shares: Shares) -> Iterator[Property]:
    return (item for item in items if shares.take())


def _answers(
    job: Job, graph: "StateGraph", items: Iterable[Property], report: Report
) -> "Mapping[str, ResponseAnswer]":
    from vmotion_proofs.liveness.judge_response import ResponseAnswer, answer

    answers: dict[str, ResponseAnswer] = {}
    for item in items:
        report(Stage(f"looking for fair cycles of {item.id}", 0))
        try:
            answers[item.id] = answer(graph, job.claims[item.id], job.options.locations)
        except SpentError as error:
            answers[item.id] = ResponseAnswer(Verdict.UNKNOWN, reason=f"fair cycles: {error}")
    return answers
