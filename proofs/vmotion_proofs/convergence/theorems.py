"""The convergence theorems, re-checked from the certificates on file."""

from collections.abc import Mapping, Sequence
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass
from typing import Any

from vmotion_model.common.budget import Budget
from vmotion_model.common.exit_codes import HOPED, REFUTED, UNDECIDED
from vmotion_proofs.solving.solvers import SOLVERS
from vmotion_specs.convergence.catalogue import THEOREMS

from .certify import CheckedTheorem, proved_by, recheck
from .solvers import TIMEOUT_S


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
    asked = tuple(solvers) or SOLVERS
    try:
        return TheoremsResult(recheck(solvers=asked, timeout_s=TIMEOUT_S, jobs=-1, budget=budget), asked)
    except BrokenExecutor:
        # A solver took its process down with it.
        return TheoremsResult((), asked, "a solver crashed")


def titles() -> Mapping[str, str]:
    """What each theorem says, in one line."""
    return {t.id: t.title for t in THEOREMS}
