"""Answers of solvers that tests share: what both have answered whole in a run of the tests is not put to them again.

Tests of teaching models ask the same certificates many times, each of two new processes. For tests of what is made of the
answers; those of the solvers themselves, of their faults and of budgets ask.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

import pytest

from vmotion_model.common.budget import Budget
from vmotion_model.common.files import written_whole
from vmotion_proofs.certifying import checked_certificate
from vmotion_proofs.changes import compare_statements, pair_induction
from vmotion_proofs.evidence import already_answered
from vmotion_proofs.solving.solvers import SOLVERS, SolverAnswers, SolverText, ask

WHO_ASKS = (checked_certificate, pair_induction, compare_statements, already_answered)


@dataclass(frozen=True)
class Answered:
    """A folder with a file for every text; the processes of one run share it."""

    folder: Path

    def ask(
        self, text: SolverText, *, solvers: Sequence[str] = SOLVERS, budget: Budget | None = None
    ) -> tuple[SolverAnswers, ...]:
        """``ask`` of the product, or what it answered to the same text, letter by letter."""
        if budget is not None and budget.spent:
            return ask(text, solvers=solvers, budget=budget)
        asked = json.dumps([str(text), list(text.queries), list(solvers)])
        path = self.folder / f"{sha256(asked.encode()).hexdigest()}.json"
        if path.exists():
            return tuple(SolverAnswers(**entry) for entry in json.loads(path.read_text(encoding="utf-8")))
        answers = ask(text, solvers=solvers, budget=budget)
        if all(a.answers.keys() == text.queries.keys() and not a.failure for a in answers):
            with written_whole(path) as part:
                part.write_text(json.dumps([asdict(a) for a in answers]), encoding="utf-8")
        return answers

    def put_in(self, patch: pytest.MonkeyPatch) -> None:
        """Have all who ask solvers ask here first."""
        for module in WHO_ASKS:
            patch.setattr(module, "ask", self.ask)
