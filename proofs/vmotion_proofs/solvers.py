"""The solvers that check certificates, each in a process of its own: a crash, a hang or a missing package stays there."""

import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

SOLVERS = ("z3", "cvc5")
SEPARATOR = "; ---- query ----"


@dataclass(frozen=True)
class SolverAnswers:
    """What one solver said of each query, in how many seconds; ``failure`` says why answers are missing.

    ``remembered`` is the day on which it said so, where it was not asked again.
    """

    solver: str
    version: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    failure: str = ""
    remembered: str = ""

    def refutes(self, queries: Sequence[str]) -> bool:
        """Whether every one of the named queries was answered ``unsat``."""
        return all(self.answers.get(q) == "unsat" for q in queries)


def ask(
    declarations: str,
    queries: Mapping[str, str],
    *,
    solvers: Sequence[str] = SOLVERS,
    seconds: float | None = None,
    memory_mb: int | None = None,
) -> tuple[SolverAnswers, ...]:
    """Give the same SMT-LIB text to several solvers at once; ``queries`` maps names to assertions.

    Never raises for what a solver does: what it did not answer is missing from its answers.
    """
    parts = [declarations, *(f"(push 1)\n(assert {a})\n(check-sat)\n(pop 1)" for a in queries.values())]
    with tempfile.TemporaryDirectory(prefix="vmotion-") as folder:
        path = Path(folder) / "certificate.smt2"
        path.write_text(f"\n{SEPARATOR}\n".join(parts), encoding="utf-8")
        started = [(name, _start(name, path, memory_mb), monotonic()) for name in solvers]
        deadline = None if seconds is None else monotonic() + seconds
        try:
            return tuple(_collect(name, child, begun, list(queries), deadline) for name, child, begun in started)
        finally:
            for _, child, _ in started:
                if child.poll() is None:
                    child.kill()
                    child.wait()


def _start(name: str, path: Path, memory_mb: int | None) -> "subprocess.Popen[str]":
    # -P: without it Python would import a z3.py or cvc5.py that lies in the current folder, and believe its answers.
    command = [sys.executable, "-P", "-m", "vmotion_proofs.solver_child", name, str(path), str(memory_mb or 0)]
    return subprocess.Popen(  # noqa: S603 - our own module, run by our own interpreter
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )


def _collect(
    name: str, child: "subprocess.Popen[str]", begun: float, queries: Sequence[str], deadline: float | None
) -> SolverAnswers:
    failure = ""
    try:
        left = None if deadline is None else max(deadline - monotonic(), 0.05)
        out, err = child.communicate(timeout=left)
        if child.returncode:
            last = err.strip().splitlines()[-1:] or ["no message"]
            failure = f"{name} stopped with code {child.returncode}: {last[0][:200]}"
    except subprocess.TimeoutExpired:
        child.kill()
        out, _ = child.communicate()
        failure = f"{name} ran out of time"
    lines = out.splitlines()
    version = lines[0].removeprefix("version ") if lines and lines[0].startswith("version ") else ""
    answers = dict(zip(queries, (line for line in lines if line in ("sat", "unsat", "unknown")), strict=False))
    if not failure and len(answers) < len(queries):
        failure = f"{name} answered {len(answers)} of {len(queries)} queries"
    return SolverAnswers(name, version, answers, monotonic() - begun, failure)
