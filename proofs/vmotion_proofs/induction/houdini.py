"""Houdini, and what each lemma needs: a fixed set of lemmas is cut down to its largest inductive part, then to what goals use.

A query asks for one step: some lemmas hold before it, its guard holds, and a lemma fails after it. The lemma after the step is
the lemma with the step's updates substituted, so one copy of the variables is enough.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import z3

from vmotion_model.common.budget import Budget
from vmotion_model.language import Expr, evaluate, variables_of
from vmotion_proofs.evidence.transition_system import System
from vmotion_proofs.results.errors import SolverGaveUpError
from vmotion_proofs.solving.encode_terms import Encoder
from vmotion_proofs.solving.solver_options import LOGIC
from vmotion_proofs.solving.z3_terms import Z3Terms, satisfiable

Report = Callable[[int, int], None]


class Lemmas:
    """A set of lemmas over a system, each behind a switch in one solver."""

    def __init__(
        self, system: System, lemmas: Iterable[Expr[bool]], budget: Budget, given: Iterable[Expr[bool]] = ()
    ) -> None:
        """Take all lemmas, whether they hold or not; what is ``given`` holds in every state. Raises ``SpentError``."""
        self._budget = budget
        self.system = system
        self.lemmas = list({lemma.key: lemma for lemma in lemmas}.values())
        self.number = {lemma.key: i for i, lemma in enumerate(self.lemmas)}
        context = z3.Context()
        self._terms = Z3Terms(context)
        encoder: Encoder[Any] = Encoder(self._terms, system.model.values)
        self._solver = z3.SolverFor(LOGIC, context)
        for var in system.model.variables:
            if (domain := encoder.domain(var)) is not None:
                self._solver.add(domain)
        for fact in given:
            self._solver.add(encoder.encode(fact))
        self._switches = [z3.Bool(f"lemma!{i}", context) for i in range(len(self.lemmas))]
        self._number_of = {switch.get_id(): i for i, switch in enumerate(self._switches)}
        for switch, lemma in zip(self._switches, self.lemmas, strict=True):
            self._solver.add(z3.Implies(switch, encoder.encode(lemma)))
        self._guards = {t.name: encoder.encode(t.guard) for t in system.transitions}
        self._broken: list[dict[str, Any]] = [self._ways_to_break(encoder, lemma) for lemma in self.lemmas]

    def _ways_to_break(self, encoder: Encoder[Any], lemma: Expr[bool]) -> dict[str, Any]:
        """By step that changes something the lemma mentions: that it is false afterwards."""
        # Some hundred lemmas and steps are more than ten thousand terms.
        self._budget.check()
        mentioned = variables_of(lemma).keys()
        changing = [t for t in self.system.transitions if t.updates.keys() & mentioned]
        return {t.name: self._terms.negation(encoder.encode(t.after(lemma))) for t in changing}

    def initially(self) -> set[int]:
        """The lemmas that hold in the initial state.

        Of one that reads a rigid variable only its meant value is asked here: the certificate asks all of them.
        """
        model = self.system.model
        return {i for i, lemma in enumerate(self.lemmas) if evaluate(lemma, model.initial, model.values)}

    def inductive(
        self, start: set[int], report: Report | None = None, hopeless: Callable[[set[int]], bool] | None = None
    ) -> set[int]:
        """The largest inductive subset of ``start``; nothing as soon as what is left is ``hopeless``. Raises ``GaveUpError``."""
        live = set(start)
        clean: dict[str, frozenset[int]] = {}
        while len(clean) < len(self.system.transitions):
            for transition in self.system.transitions:
                if transition.name not in clean:
                    lost, rests_on = self._broken_by(transition.name, live)
                    if lost:
                        live -= lost
                        # What rests on none of them is as clean as before.
                        clean = {name: core for name, core in clean.items() if not core & lost}
                        if hopeless is not None and hopeless(live):
                            return set()
                    clean[transition.name] = rests_on
                    if report:
                        report(len(clean), len(live))
        return live

    def needed(self, goals: Iterable[int], live: set[int], report: Report | None = None) -> set[int]:
        """The goals and, of the inductive set ``live``, all that suffices to keep them over every step (unsat cores)."""
        found: set[int] = set()
        waiting = list(goals)
        while waiting:
            lemma = waiting.pop()
            if lemma not in found:
                found.add(lemma)
                waiting.extend(sorted(self._core(lemma, live) - found))
                if report:
                    report(len(found), len(live))
        return found

    def _broken_by(self, step: str, live: set[int]) -> tuple[set[int], frozenset[int]]:
        """The live lemmas that one step can break, given that all the others hold before it; and what keeps the others."""
        lost: set[int] = set()
        while asked := [(i, self._broken[i][step]) for i in sorted(live - lost) if step in self._broken[i]]:
            self._solver.push()
            try:
                self._solver.add(self._guards[step], self._terms.disjunction([broken for _, broken in asked]))
                if not self._satisfiable(live - lost):
                    return lost, self._used()
                model = self._solver.model()
                lost |= {i for i, broken in asked if z3.is_true(model.eval(broken, model_completion=True))}
            finally:
                self._solver.pop()
        return lost, frozenset()

    def _core(self, lemma: int, live: set[int]) -> frozenset[int]:
        if not self._broken[lemma]:
            return frozenset()
        self._solver.push()
        try:
            cases = [z3.And(self._guards[step], broken) for step, broken in self._broken[lemma].items()]
            self._solver.add(self._terms.disjunction(cases))
            if self._satisfiable(live):
                raise SolverGaveUpError("a lemma that was inductive is no longer")
            return self._used()
        finally:
            self._solver.pop()

    def _used(self) -> frozenset[int]:
        """The lemmas that the last answer, which was no, rests on."""
        return frozenset(self._number_of[s.get_id()] for s in self._solver.unsat_core())

    def _satisfiable(self, assumed: set[int]) -> bool:
        return satisfiable(self._solver, self._budget, *(self._switches[i] for i in sorted(assumed)))


def closure(goals: Iterable[int], uses: Mapping[int, frozenset[int]]) -> set[int]:
    """The goals and everything that they, and what they use, use: an inductive set."""
    found: set[int] = set()
    waiting = list(goals)
    while waiting:
        lemma = waiting.pop()
        if lemma not in found:
            found.add(lemma)
            waiting.extend(uses[lemma])
    return found
