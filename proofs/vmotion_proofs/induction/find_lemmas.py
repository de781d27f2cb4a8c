"""Discovery of an inductive invariant, guided by counterexamples to induction.

Every goal must survive every step from a state in which all goals hold. Where one does not, the solver gives a state and a
step: a counterexample to induction. If the values of that state occur together in no reachable state, a lemma that says so
joins the goals; it is true by the complete search of the model in ticks, and its induction is proved like any other goal's.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import z3

from vmotion_model.common.budget import Budget
from vmotion_model.language import Clock, Expr, Model, Value, values_of, variables_of
from vmotion_model.language.expressions import Key
from vmotion_proofs.evidence.transition_system import System, Transition
from vmotion_proofs.search.reachable_states import Reachable
from vmotion_proofs.solving.encode_terms import Encoder, code_of
from vmotion_proofs.solving.solver_options import LOGIC
from vmotion_proofs.solving.z3_terms import Z3Terms, satisfiable


@dataclass(frozen=True)
class Stuck:
    """A counterexample to induction that no lemma over the discrete variables excludes. It is no violation."""

    goal: Expr[bool]
    step: str
    state: Mapping[str, Value]


class Discovery:
    """The goals so far, in a solver that assumes all of them."""

    def __init__(self, system: System, reachable: Reachable, budget: Budget) -> None:
        """Begin without goals."""
        self._budget = budget
        self.system = system
        self.reachable = reachable
        self.goals: list[Expr[bool]] = []
        self._known: set[Key] = set()
        self._context = z3.Context()
        self._encoder: Encoder[Any] = Encoder(Z3Terms(self._context), system.model.values)
        self._solver = z3.SolverFor(LOGIC, self._context)
        for var in system.model.variables:
            if (domain := self._encoder.domain(var)) is not None:
                self._solver.add(domain)

    def assume(self, goals: Iterable[Expr[bool]]) -> None:
        """Take goals for granted that are known to be inductive together."""
        for goal in goals:
            self._add(goal)

    def close(self, goals: Iterable[Expr[bool]], report: Callable[[int, int], None] | None = None) -> Stuck | None:
        """Add ``goals`` and lemmas until all survive every step; None on success, else what cannot be excluded.

        Raises ``GaveUpError``.
        """
        at = len(self.goals)
        for goal in goals:
            self._add(goal)
        while at < len(self.goals):
            goal = self.goals[at]
            cases = self._cases(goal)
            while (counterexample := self._counterexample(cases)) is not None:
                step, state = counterexample
                lemma = self.reachable.excluding(state)
                if lemma is None:
                    return Stuck(goal, step.name, state)
                self._add(lemma)
            at += 1
            if report:
                report(at, len(self.goals))
        return None

    def _add(self, goal: Expr[bool]) -> None:
        if goal.key not in self._known:
            self._known.add(goal.key)
            self.goals.append(goal)
            self._solver.add(self._encoder.encode(goal))

    def _cases(self, goal: Expr[bool]) -> Sequence[tuple[Transition, Any]]:
        """Each step after which ``goal`` may not hold, and what says that it does not."""
        mentioned = variables_of(goal).keys()
        cases = []
        for transition in self.system.transitions:
            if transition.updates.keys() & mentioned:
                after = self._encoder.encode(transition.after(goal))
                cases.append((transition, z3.And(self._encoder.encode(transition.guard), z3.Not(after))))
        return cases

    def _counterexample(self, cases: Sequence[tuple[Transition, Any]]) -> tuple[Transition, Mapping[str, Value]] | None:
        """A state where all goals hold and a step of ``cases`` that is possible there."""
        if not cases:
            return None
        self._solver.push()
        try:
            self._solver.add(z3.Or(*(case for _, case in cases)))
            if not satisfiable(self._solver, self._budget):
                return None
            model = self._solver.model()
            step = next(t for t, case in cases if z3.is_true(model.eval(case, model_completion=True)))
            return step, discrete_state(self.system.model, self._encoder, model)
        finally:
            self._solver.pop()


def discrete_state(model: Model, encoder: Encoder[Any], found: Any) -> dict[str, Value]:
    """The values of all variables but clocks in a model that Z3 found."""
    state: dict[str, Value] = {}
    for var in model.variables:
        if isinstance(var.type, Clock):
            continue
        value = found.eval(encoder.terms.symbol(var), model_completion=True)
        if z3.is_bool(value):
            state[var.name] = z3.is_true(value)
        else:
            codes = {_code(var.type, v): v for v in values_of(var.type)}
            state[var.name] = codes[value.as_long()]
    return state


def _code(type_: Any, value: Value) -> int:
    return code_of(type_, value) if isinstance(value, str) else int(value)
