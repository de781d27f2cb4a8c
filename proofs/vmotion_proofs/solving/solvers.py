"""The solvers that check certificates, each in a process of its own: a crash, a hang or a missing package stays there."""

import subprocess
import sys
import tempfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import Self

from vmotion_model.common.budget import Budget

SOLVERS = ("z3", "cvc5")
SEPARATOR = "; ---- query ----"
NEEDED = "; ---- all that follows rests on this ----"
ROUND_S = 0.1
"""How long a solver is waited for before the budget is asked again."""


@dataclass(frozen=True)
class SolverAnswers:
    """What one solver said of each query, in how many seconds; ``failure`` says why answers are missing.

    ``times`` are the seconds of single queries (the first one's include reading the declarations). ``cached_on`` is the day on
    which it said so, where it was not asked again.
    """

    solver: str
    version: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    times: Mapping[str, float] = field(default_factory=dict)
    seconds: float = 0.0
    failure: str = ""
    cached_on: str = ""


@dataclass(frozen=True)
class SolverText:
    """What solvers are asked in SMT-LIB: ``queries`` maps names to assertions over the ``declarations``.

    Once one solver does not refute a ``needed`` query, all of them end.
    """

    declarations: str
    queries: Mapping[str, str]
    needed: Collection[str] = ()

    def __str__(self) -> str:
        """The text that a solver's process reads."""
        parts = [self.declarations]
        for query, assertion in self.queries.items():
            mark = f"{NEEDED}\n" if query in self.needed else ""
            parts.append(f"{mark}(push 1)\n(assert {assertion})\n(check-sat)\n(pop 1)")
        return f"\n{SEPARATOR}\n".join(parts)


def ask(
    text: SolverText, *, solvers: Sequence[str] = SOLVERS, budget: Budget | None = None
) -> tuple[SolverAnswers, ...]:
    """Give the same text to several solvers at once.

    Never raises for what a solver does: what it did not answer is missing from its answers.
    """
    with RunningSolvers(text, solvers, budget) as running:
        return running.answers()


class RunningSolvers:
    """Solvers at work on a text, while something else is done; a context, at whose end none is left running."""

    def __init__(self, text: SolverText, solvers: Sequence[str] = SOLVERS, budget: Budget | None = None) -> None:
        """Start them."""
        self._budget = budget or Budget()
        self._solvers = solvers
        self._text = text
        self._started: list[tuple[str, subprocess.Popen[str], float]] = []
        self._failure = ""
        try:
            asked = str(text)
            for name in solvers:
                self._started.append((name, _start(name, asked, self._budget.memory_mb), monotonic()))
        except OSError as problem:
            self._failure = f"the text can't be handed to the solvers: {problem.strerror}"
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def answers(self) -> tuple[SolverAnswers, ...]:
        """Wait for the answers of all; where the budget is spent, those that were given until then."""
        if self._failure:
            return tuple(SolverAnswers(name, failure=self._failure) for name in self._solvers)
        collected: list[SolverAnswers] = []
        for name, child, begun in self._started:
            if denied := [a for a in collected if self._denies(a)]:
                child.kill()
            answers = _collect(name, child, begun, list(self._text.queries), self._budget)
            if denied:
                answers = replace(
                    answers, failure=f"{name} was ended: {denied[0].solver} does not confirm the induction"
                )
            elif self._denies(answers):
                # It ended by itself: what it said is the reason, not what it did not come to.
                answers = replace(answers, failure="")
            collected.append(answers)
        return tuple(collected)

    def _denies(self, said: SolverAnswers) -> bool:
        return any(said.answers.get(q, "unsat") != "unsat" for q in self._text.needed)

    def close(self) -> None:
        """End what still runs."""
        for _, child, _ in self._started:
            if child.poll() is None:
                child.kill()
                child.wait()


def _start(name: str, text: str, memory_mb: int | None) -> "subprocess.Popen[str]":
    # -P: without it Python would import a z3.py or cvc5.py that lies in the current folder, and believe its answers.
    command = [sys.executable, "-P", "-m", "vmotion_proofs.solving.solver_child", name, str(memory_mb or 0)]
    # A file without a name: nothing is left of it, however this process ends. A pipe would be full before anybody waits.
    with tempfile.TemporaryFile() as file:
        file.write(text.encode())
        file.seek(0)
        return subprocess.Popen(  # noqa: S603 - our own module, run by our own interpreter
            command, stdin=file, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
        )


def _collect(
    name: str, child: "subprocess.Popen[str]", begun: float, queries: Sequence[str], budget: Budget
) -> SolverAnswers:
    """What one solver said, until it is done or the budget is spent."""
    failure = ""
    while True:
        try:
            out, err = child.communicate(timeout=ROUND_S)
            break
        except subprocess.TimeoutExpired:
            if not (why := budget.ended):
                continue
            child.kill()
            out, err = child.communicate()
            failure = f"{name} was ended: {why}"
            break
    if child.returncode and not failure:
        last = err.strip().splitlines()[-1:] or ["no message"]
        failure = f"{name} stopped with code {child.returncode}: {last[0][:200]}"
    lines = out.splitlines()
    version = lines[0].removeprefix("version ") if lines and lines[0].startswith("version ") else ""
    said = [line.split() for line in lines]
    said = [parts for parts in said if parts and parts[0] in ("sat", "unsat", "unknown")]
    answers = {query: parts[0] for query, parts in zip(queries, said, strict=False)}
    times = {query: float(parts[1]) for query, parts in zip(queries, said, strict=False) if len(parts) > 1}
    if not failure and len(answers) < len(queries):
        failure = f"{name} answered {len(answers)} of {len(queries)} queries"
    return SolverAnswers(name, version, answers, times, monotonic() - begun, failure)
