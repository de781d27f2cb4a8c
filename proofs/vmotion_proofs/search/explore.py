"""The explicit search of a model, seen from a check: verdicts, counterexamples and witnesses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from vmotion_model.common.budget import Budget
from vmotion_model.common.progress import Stage
from vmotion_model.language import Expr, Finite, Model, discretise, variables_of
from vmotion_proofs.results.errors import DisagreementError
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.verdicts import Run, Verdict
from vmotion_specs.properties import Property

from .breadth_first import Report as SearchReport
from .breadth_first import Search, SearchProgress, go_on, search
from .shortest_run import run_to, runs_to_violations

if TYPE_CHECKING:
    from .graph import StateGraph

MAX_STATES = 20_000_000
"""Where a search stops by itself, well within a gigabyte."""


@dataclass(frozen=True)
class Explored:
    """A search of the model in ticks, complete or stopped."""

    finite: Finite
    search: Search
    locations: Mapping[str, str]
    formulas: Mapping[str, Expr[bool]]
    budget: Budget = field(default_factory=Budget)

    @property
    def complete(self) -> bool:
        """Whether every reachable state was visited."""
        return self.search.complete

    @property
    def depth(self) -> int:
        """The number of steps within which everything was visited."""
        return max(self.search.depth, 0)

    @cached_property
    def graph(self) -> "StateGraph":
        """The steps between all states, of a complete search."""
        from .graph import graph_of

        return graph_of(self.finite, self.search, self.budget)

    @property
    def stopped(self) -> str:
        """Where an incomplete search stopped, and why."""
        return f"search stopped after {self.search.states:,} states: {self.search.stopped}"

    def verdict(self, item: Property) -> Verdict:
        """What the search says of an invariant."""
        if item.id in self.search.violations:
            return Verdict.VIOLATED
        if not self.complete:
            return Verdict.BOUNDED
        return Verdict.EXHAUSTED if self.decides(item) else Verdict.UNKNOWN

    def decides(self, item: Property) -> bool:
        """Whether a complete search settles the property or demand.

        A strict comparison of a clock may fail, or hold, between two ticks only: then the search is a filter.
        """
        return decided_in_ticks(self.finite.dense, item)

    def reason(self, item: Property) -> str:
        """Why the verdict is no pass."""
        match self.verdict(item):
            case Verdict.BOUNDED:
                return f"{self.stopped}; complete up to {self.depth} steps"
            case Verdict.UNKNOWN:
                return "whole ticks do not decide a strict comparison of a clock"
            case _:
                return ""

    def run(self, name: str) -> Run | None:
        """The replayed counterexample of a broken invariant."""
        run = self._runs.get(name)
        if isinstance(run, DisagreementError):
            raise run
        return run

    @cached_property
    def _runs(self) -> Mapping[str, Run | DisagreementError]:
        """Runs to all violations, for which the states are walked once."""
        return runs_to_violations(
            self.finite, self.search, self.formulas, self.locations, self.budget, max(self.search.states, 1000)
        )

    def go_on(self, names: Iterable[str], options: Options, edges: bool) -> None:
        """Go on with a search that has stopped, for the invariants of these names; with ``stop_early``.

        Without ``edges`` those that were kept are dropped.
        """
        if not edges:
            self.search.edges = None
        wanted = {name: self.finite.translate(self.formulas[name]) for name in names}
        states = options.states or MAX_STATES
        go_on(self.search, wanted, budget=options.budget, states=states, report=_reporter(options))

    def run_to(self, index: int) -> Run:
        """A replayed run to a state; raises ``DisagreementError``."""
        return run_to(self.finite, self.search, index, self.locations)


def decided_in_ticks(model: Model, item: Property) -> bool:
    """Whether a complete search of the model in whole ticks settles the property or demand."""
    return item.closed and not (model.timed_history & variables_of(item.formula).keys())


def explore(
    model: Model,
    invariants: Mapping[str, Expr[bool]],
    options: Options,
    stop_early: bool = False,
    fit: Iterable[Expr[bool]] = (),
    edges: bool = False,
) -> Explored:
    """Search the model in ticks that fit its own time constants, those of the invariants and of what else is to ``fit``.

    With ``stop_early`` the search ends once every invariant is broken; with ``edges`` it keeps the steps for the ``graph``.
    """
    finite = discretise(model, None, *invariants.values(), *fit)
    translated = {name: finite.translate(formula) for name, formula in invariants.items()}
    found = search(
        finite.model,
        translated,
        budget=options.budget,
        states=options.states or MAX_STATES,
        report=_reporter(options),
        stop_early=stop_early,
        edges=edges,
    )
    return Explored(finite, found, options.locations, invariants, options.budget)


def _reporter(options: Options) -> SearchReport:
    def report(progress: SearchProgress) -> None:
        what = f"searching, level {progress.level}, {progress.waiting:,} wait"
        options.report(Stage(what, progress.states, unit="states"))

    return report
