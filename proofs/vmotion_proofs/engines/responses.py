"""Responses by a complete search for fair cycles."""

from time import monotonic

from vmotion_proofs.errors import SpentError
from vmotion_proofs.progress import Stage
from vmotion_proofs.verdicts import Verdict
from vmotion_specs.properties import Kind

from .job import FAIR_CYCLES, Job
from .searching import everything


def fair_cycles(job: Job) -> None:
    """Look for a fair cycle among all states, of each response that no ranking has proved."""
    items = job.open(Kind.RESPONSE)
    if not items:
        return
    from vmotion_proofs.liveness.respond import answer

    begun = monotonic()
    explored = everything(job)
    for number, item in enumerate(items):
        if not explored.complete:
            reason = f"{explored.stopped}; a fair cycle is looked for among all states or not at all"
            job.found.put(item, Verdict.UNKNOWN, FAIR_CYCLES, begun, reason=reason)
            continue
        job.options.report(Stage("looking for fair cycles", number, len(items)))
        try:
            said = answer(explored.graph, job.claims[item.id], job.options.locations)
        except SpentError as error:
            job.found.put(item, Verdict.UNKNOWN, FAIR_CYCLES, begun, reason=f"fair cycles: {error}")
            continue
        job.found.put(item, said.verdict, FAIR_CYCLES, begun, run=said.run, reason=said.reason)
        begun = monotonic()
