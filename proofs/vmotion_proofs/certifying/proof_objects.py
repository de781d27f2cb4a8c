"""cvc5's proof objects: for each query of a certificate that must be ``unsat`` a proof that a checker can follow step by step.

cvc5 writes two formats: its own calculus, CPC, which the checker Ethos reads, and Alethe, which Carcara reads. Neither checker is
run here. A step that cvc5 takes without a justification is called ``trust`` (CPC) or ``hole`` (Alethe); they are counted.
"""

import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from vmotion_model.common.budget import Budget
from vmotion_model.common.errors import SpentError
from vmotion_model.common.files import written_whole
from vmotion_model.common.progress import Report, Stage
from vmotion_proofs.evidence.certificate import Certificate, Query
from vmotion_proofs.results.errors import SolverGaveUpError

FORMATS = {"cpc": ".cpc", "alethe": ".alethe"}
MOST_MB = 1024
"""A proof that is larger is given up: the largest of the shipped models has 18 MB."""
_TRUST = re.compile(rb":rule (?:trust|hole)\b")


@dataclass(frozen=True)
class Written:
    """A proof on file: the query, the problem that it refutes, its size and its steps without justification."""

    query: str
    problem: Path
    proof: Path
    size: int
    trusted: int


def write_proofs(
    certificate: Certificate, folder: Path, format_: str, budget: Budget, report: Report
) -> Iterator[Written]:
    """Write problem and proof of every query that must be ``unsat``, one after another, each file whole or not at all.

    Raises ``GaveUpError`` and ``WriteError``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    queries = [q for q in certificate.queries if q.expected == "unsat"]
    for number, query in enumerate(queries):
        report(Stage(f"{certificate.model.name}: writing the proof of {query.name}", number, len(queries)))
        stem = re.sub(r"[^\w.-]+", "-", f"{certificate.model.name}.{query.name}")
        problem, proof = folder / f"{stem}.smt2", folder / f"{stem}{FORMATS[format_]}"
        with written_whole(problem) as part:
            part.write_text(_problem(certificate, query), encoding="utf-8")
        with written_whole(proof) as part:
            _run([str(problem), format_, str(part), str(budget.memory_mb or 0)], query.name, budget)
            text = part.read_bytes()
        yield Written(query.name, problem, proof, len(text), len(_TRUST.findall(text)))


def _problem(certificate: Certificate, query: Query) -> str:
    """One query by itself, as a proof checker wants it."""
    return f"{certificate.declarations}(assert {query.assertion})\n(check-sat)\n"


def _run(arguments: Sequence[str], name: str, budget: Budget) -> None:
    if budget.ended:
        raise SpentError(budget.ended)
    command = [sys.executable, "-P", "-m", "vmotion_proofs.certifying.proof_child", *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, run by our own interpreter
            command, capture_output=True, text=True, encoding="utf-8", timeout=budget.left(), check=False
        )
    except subprocess.TimeoutExpired:
        raise SolverGaveUpError(f"cvc5 wrote no proof of {name} in its time") from None
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or [f"stopped with code {done.returncode}"]
        raise SolverGaveUpError(f"cvc5 wrote no proof of {name}: {last[0][:200]}")
