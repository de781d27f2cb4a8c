"""Certificates of the convergence theorems: written once, kept on file, re-checked from their text by two solvers."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vmotion_model.common.budget import Budget
from vmotion_model.common.exit_codes import HOPED, REFUTED, UNDECIDED
from vmotion_model.common.files import written_whole
from vmotion_model.common.parallel import in_parallel
from vmotion_proofs.solving.solver_options import THEOREM_S
from vmotion_specs.convergence.catalogue import THEOREMS, obligations
from vmotion_specs.convergence.theorem import Obligation

from .ask_solvers import SOLVERS, Answer
from .obligation_text import certificate

FOLDER = Path(__file__).resolve().parent.parent / "certificates" / "convergence"


@dataclass(frozen=True)
class CheckedTheorem:
    """One solver's answer to one certificate; ``current`` says whether the file is what the theorem says today."""

    obligation: str
    solver: str
    answer: Answer
    seconds: float
    current: bool

    @property
    def proved(self) -> bool:
        """Unsatisfiable, and about today's theorem."""
        return self.answer == "unsat" and self.current


def path_of(obligation: Obligation, folder: Path = FOLDER) -> Path:
    """Where an obligation's certificate lies."""
    return folder / f"{obligation.id}.smt2"


def write_certificates(folder: Path = FOLDER) -> tuple[Path, ...]:
    """Write every certificate (to a temporary name, then renamed) and return the paths. Solves nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for item in obligations():
        with written_whole(path_of(item, folder)) as part:
            part.write_text(certificate(item), encoding="utf-8")
        written.append(path_of(item, folder))
    return tuple(written)


def recheck(
    items: Iterable[Obligation] | None = None,
    *,
    solvers: Sequence[str] = tuple(SOLVERS),
    folder: Path = FOLDER,
    timeout_s: float = THEOREM_S,
    jobs: int = 1,
    backend: str = "loky",
    budget: Budget | None = None,
) -> tuple[CheckedTheorem, ...]:
    """Ask each solver about the text on file. A missing file counts as not current and unknown.

    ``jobs`` other than 1 spreads the questions with joblib over its ``backend``.
    """
    work = [(item.id, solver, folder, timeout_s) for item in (items or obligations()) for solver in solvers]
    return tuple(in_parallel(_recheck_one, work, jobs=jobs, backend=backend, budget=budget))


def _recheck_one(obligation_id: str, solver: str, folder: Path, timeout_s: float) -> CheckedTheorem:
    item = next(o for o in obligations() if o.id == obligation_id)
    start = time.perf_counter()
    wanted = certificate(item)
    try:
        current = path_of(item, folder).read_bytes() == wanted.encode()
    except OSError:
        current = False
    if not current:
        # Missing, damaged or of another day: what a solver says of it is worth nothing.
        return CheckedTheorem(item.id, solver, "unknown", 0.0, current=False)
    try:
        answer = SOLVERS[solver](wanted, timeout_s)
    except (ImportError, RuntimeError, MemoryError):
        # The solver is missing, or gave up in its own way (cvc5).
        answer = "unknown"
    return CheckedTheorem(item.id, solver, answer, time.perf_counter() - start, current=True)


def proved_by(checks: Iterable[CheckedTheorem]) -> dict[str, frozenset[str]]:
    """For each theorem the solvers that confirmed all of its obligations, and all that these use."""
    good = {(c.obligation, c.solver) for c in checks if c.proved}
    return {
        t.id: frozenset(s for s in SOLVERS if all((o, s) in good for o in _rests_on(t.obligations))) for t in THEOREMS
    }


def _rests_on(items: Iterable[Obligation]) -> set[str]:
    found: set[str] = set()
    for item in items:
        found |= {item.id, *_rests_on(use.of for use in item.uses)}
    return found


@dataclass(frozen=True)
class TheoremsResult:
    """Every answer of every solver that was asked about a theorem's obligations."""

    checks: tuple[CheckedTheorem, ...]
    asked: tuple[str, ...]
    failure: str = ""

    @property
    def confirmed(self) -> Mapping[str, frozenset[str]]:
        """By theorem: the solvers that confirmed all of its obligations."""
        return proved_by(self.checks)

    @property
    def exit_code(self) -> int:
        """0 where every solver that was asked confirmed every theorem, 1 where one found a counterexample, 3 otherwise."""
        if all(set(self.asked) <= solvers for solvers in self.confirmed.values()):
            return HOPED
        return REFUTED if any(c.answer == "sat" for c in self.checks) else UNDECIDED

    def seconds(self, solver: str, theorem: str | None = None) -> float:
        """How long one solver worked, on everything or on one theorem."""
        chosen = {o.id for t in THEOREMS if theorem in (None, t.id) for o in t.obligations}
        return sum(c.seconds for c in self.checks if c.solver == solver and c.obligation in chosen)

    def to_json(self) -> dict[str, Any]:
        """Plain data."""
        return {
            "schema": 1,
            "certificate": "convergence",
            "failure": self.failure,
            "theorems": {name: sorted(solvers) for name, solvers in self.confirmed.items()},
            "solvers": [
                {
                    "solver": solver,
                    "seconds": round(self.seconds(solver), 3),
                    "answers": {c.obligation: c.answer for c in self.checks if c.solver == solver},
                    "times": {c.obligation: round(c.seconds, 4) for c in self.checks if c.solver == solver},
                    "stale": [c.obligation for c in self.checks if c.solver == solver and not c.current],
                }
                for solver in self.asked
            ],
        }


def certify_theorems(solvers: Sequence[str] = (), budget: Budget | None = None) -> TheoremsResult:
    """Ask the solvers (both, where none is named) about every obligation of every theorem, on all cores.

    Raises ``SpentError``: what was answered by then is lost.
    """
    asked = tuple(solvers or SOLVERS)
    try:
        return TheoremsResult(recheck(solvers=asked, timeout_s=THEOREM_S, jobs=-1, budget=budget), asked)
    except BrokenExecutor:
        # A solver took its process down with it.
        return TheoremsResult((), asked, "a solver crashed")


def titles() -> Mapping[str, str]:
    """What each theorem says, in one line."""
    return {t.id: t.title for t in THEOREMS}
