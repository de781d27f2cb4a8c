"""Responses by a complete search for fair cycles."""

from collections.abc import Mapping, Sequence
from time import monotonic
from typing import TYPE_CHECKING

from vmotion_model.common.background import Background
from vmotion_model.common.errors import SpentError
from vmotion_model.common.progress import Report, Stage, silent
from vmotion_proofs.results.verdicts import Verdict
from vmotion_proofs.search.explore import Explored
from vmotion_specs.properties import Property, PropertyKind

from .job import FAIR_CYCLES, Job
from .searching import everything

if TYPE_CHECKING:
    from vmotion_proofs.liveness.judge_response import ResponseAnswer


def begin_fair_cycles(job: Job) -> None:
    """Begin to look for fair cycles on another core, where all states are known and there is one."""
    items, explored = job.open(PropertyKind.RESPONSE), job.explored
    if job.options.background and items and explored is not None and explored.complete:
        job.cycles = Background(lambda: _answers(job, explored, items, silent), job.options.budget, fork=True)


def fair_cycles(job: Job) -> None:
    """Look for a fair cycle among all states, of each response that no ranking has proved."""
    items = job.open(PropertyKind.RESPONSE)
    if not items:
        return
    begun = monotonic()
    if job.cycles is not None:
        answers = job.cycles.result()
    elif (explored := everything(job)).complete:
        answers = _answers(job, explored, items, job.options.report)
    else:
        reason = f"{explored.stopped}; a fair cycle is looked for among all states or not at all"
        for item in items:
            job.ledger.put(item, Verdict.UNKNOWN, FAIR_CYCLES, begun, reason=reason)
        return
    for item in items:
        said = answers[item.id]
        job.ledger.put(item, said.verdict, FAIR_CYCLES, begun, run=said.run, reason=said.reason)
        begun = monotonic()


def _answers(job: Job, explored: Explored, items: Sequence[Property], report: Report) -> "Mapping[str, ResponseAnswer]":
    from vmotion_proofs.liveness.judge_response import ResponseAnswer, answer

    answers: dict[str, ResponseAnswer] = {}
    for number, item in enumerate(items):
        report(Stage("looking for fair cycles", number, len(items)))
        try:
            answers[item.id] = answer(explored.graph, job.claims[item.id], job.options.locations)
        except SpentError as error:
            answers[item.id] = ResponseAnswer(Verdict.UNKNOWN, reason=f"fair cycles: {error}")
    return answers
