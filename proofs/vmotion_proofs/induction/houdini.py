"""Houdini, and what each lemma needs: a fixed set of lemmas is cut down to its largest inductive part, then to what goals use.

A query asks for one step: some lemmas hold before it, its guard holds, and a lemma fails after it. The lemma after the step is
the lemma with the step's updates substituted, so one copy of the variables is enough.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import z3

from vmotion_model.language import Expr, evaluate, variables_of
from vmotion_proofs.budget import Budget
from vmotion_proofs.errors import SolverGaveUpError
from vmotion_proofs.smt.ask import satisfiable
from vmotion_proofs.smt.encode import Encoder
from vmotion_proofs.smt.z3_terms import Z3Terms

from .system import System

Report = Callable[[int, int], None]


class Lemmas:
    """A set of lemmas over a system, each behind a switch in one solver."""

    def __init__(self, system: System, lemmas: Iterable[Expr[bool]], budget: Budget) -> None:
        """Take all lemmas, whether they hold or not."""
        self._budget = budget
        self.system = system
        self.lemmas = list({lemma.key: lemma for lemma in lemmas}.values())
        self.number = {lemma.key: i for i, lemma in enumerate(self.lemmas)}
        context = z3.Context()
        encoder: Encoder[Any] = Encoder(Z3Terms(context), system.model.values)
        self._solver = z3.SolverFor("QF_LIRA", context)
        for var in system.model.variables:
            if (domain := encoder.domain(var)) is not None:
                self._solver.add(domain)
        self._switches = [z3.Bool(f"lemma!{i}", context) for i in range(len(self.lemmas))]
        for switch, lemma in zip(self._switches, self.lemmas, strict=True):
            self._solver.add(z3.Implies(switch, encoder.encode(lemma)))
        self._guards = {t.name: encoder.encode(t.guard) for t in system.transitions}
        self._after: list[dict[str, Any]] = [self._duties(encoder, lemma) for lemma in self.lemmas]

    def _duties(self, encoder: Encoder[Any], lemma: Expr[bool]) -> dict[str, Any]:
        """The lemma after each step that changes something it mentions."""
        mentioned = variables_of(lemma).keys()
        changing = [t for t in self.system.transitions if t.updates.keys() & mentioned]
        return {t.name: encoder.encode(t.after(lemma)) for t in changing}

    def initially(self) -> set[int]:
        """The lemmas that hold in the initial state."""
        model = self.system.model
        return {i for i, lemma in enumerate(self.lemmas) if evaluate(lemma, model.initial, model.values)}

    def inductive(
        self, start: set[int], report: Report | None = None, hopeless: Callable[[set[int]], bool] | None = None
    ) -> set[int]:
        """The largest inductive subset of ``start``; nothing as soon as what is left is ``hopeless``. Raises ``GaveUpError``."""
        live = set(start)
        clean: set[str] = set()
        while len(clean) < len(self.system.transitions):
            for transition in self.system.transitions:
                if transition.name not in clean:
                    lost = self._broken_by(transition.name, live)
                    if lost:
                        live -= lost
                        clean.clear()
                        if hopeless is not None and hopeless(live):
                            return set()
                    clean.add(transition.name)
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

    def _broken_by(self, step: str, live: set[int]) -> set[int]:
        """The live lemmas that one step can break, given that all the others hold before it."""
        lost: set[int] = set()
        while duties := [(i, self._after[i][step]) for i in live - lost if step in self._after[i]]:
            self._solver.push()
            try:
                self._solver.add(self._guards[step], z3.Or(*(z3.Not(after) for _, after in duties)))
                if not self._satisfiable(live - lost):
                    break
                model = self._solver.model()
                lost |= {i for i, after in duties if z3.is_false(model.eval(after, model_completion=True))}
            finally:
                self._solver.pop()
        return lost

    def _core(self, lemma: int, live: set[int]) -> frozenset[int]:
        if not self._after[lemma]:
            return frozenset()
        self._solver.push()
        try:
            cases = (z3.And(self._guards[step], z3.Not(after)) for step, after in self._after[lemma].items())
            self._solver.add(z3.Or(*cases))
            if self._satisfiable(live):
                raise SolverGaveUpError("a lemma that was inductive is no longer")
            return frozenset(int(str(s).removeprefix("lemma!")) for s in self._solver.unsat_core())
        finally:
            self._solver.pop()

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
