"""Where time is over nothing new begins: what goes through many lemmas, states or provers asks for it on the way."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from proofs.small import counter
from vmotion_model.common.budget import Budget
from vmotion_model.common.errors import SpentError
from vmotion_model.common.progress import Stage
from vmotion_model.language import TRUE, Command, Model, boolean, clock, discretise
from vmotion_proofs.check.check import check
from vmotion_proofs.evidence.transition_system import system_of
from vmotion_proofs.induction import spacer
from vmotion_proofs.induction.clock_lemmas import agreeing_clocks, clock_orders
from vmotion_proofs.induction.houdini import Lemmas
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.verdicts import Verdict
from vmotion_proofs.search.breadth_first import search
from vmotion_specs.properties import Property


class Counting(Budget):
    """A budget that is spent when it has been asked so often."""

    def __init__(self, questions: int) -> None:
        super().__init__()
        self.questions = questions

    @property
    def spent(self) -> str:
        self.questions -= 1
        return "out of time" if self.questions < 0 else ""


def lemmas(budget: Budget) -> Any:
    model = counter(5)
    value = model.variable["counter.value"]
    return Lemmas(system_of(model), [value <= n for n in range(5)], budget)


def states(budget: Budget) -> Any:
    model = counter(5)
    found = search(discretise(model).model, {})
    return found.true_everywhere([found.program.model.variable["counter.value"] <= 5], budget)


def clocks(which: Callable[..., Any]) -> Callable[[Budget], Sequence[object]]:
    model = two_clocks()
    found = search(discretise(model).model, {})
    return lambda budget: list(which(model, found, budget))


def two_clocks() -> Model:
    lit = boolean("lit", "a", False, "")
    ages = [clock(name, "a", TRUE, "") for name in ("one", "two")]
    return Model("m", (lit, *ages), (), (Command("press", "a", {}, {lit: ~lit}),))


@pytest.mark.parametrize(
    ("work", "questions"),
    [(lemmas, 5), (states, 1), (clocks(agreeing_clocks), 1), (clocks(clock_orders), 2)],
    ids=["lemmas", "states", "agreeing clocks", "clock orders"],
)
def test_it_asks_once_a_round(work: Callable[[Budget], object], questions: int) -> None:
    """By hand: five lemmas, one block of states, one pair of clocks, and two orders of it."""
    work(Counting(questions))
    with pytest.raises(SpentError, match="out of time"):
        work(Counting(questions - 1))


def test_after_a_prover_that_ran_out_of_time_no_other_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    """A search that was stopped early, then lemmas: a Ctrl-C there, and Spacer, who would be next, is not asked."""
    begun: list[str] = []
    monkeypatch.setattr(spacer, "prove_by_spacer", lambda *_: begun.append("spacer"))
    model, budget = counter(100), Budget(600)
    claim = Property("top", "", model.variable["counter.value"] <= 100)

    def report(stage: Stage) -> None:
        if "cutting" in stage.what:
            budget.interrupt()

    result = check(model, [claim], Options(states=5, budget=budget, report=report))
    assert (result.stopped, result.properties[0].verdict) == ("interrupted", Verdict.BOUNDED)
    assert begun == []
