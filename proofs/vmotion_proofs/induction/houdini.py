"""Houdini: the largest inductive subset of a set of candidate lemmas, and the small part of it that a property needs.

A query asks for one step: the live lemmas hold before it, its guard holds, and some lemma fails after it. The lemma after the
step is the lemma with the step's updates substituted, so one copy of the variables is enough.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import z3

from vmotion_model.language import Expr, variables_of
from vmotion_model.language.expressions import key
from vmotion_proofs.smt.encode import Encoder
from vmotion_proofs.smt.z3_terms import Z3Terms

from .system import System, Transition


class SolverGaveUp(Exception):
    """A solver answered ``unknown``, or ran out of its time."""


@dataclass(frozen=True)
class Obligation:
    """A lemma that a step may break: it mentions a variable that the step changes."""

    lemma: int
    after: Any


class Induction:
    """One solver that holds all candidate lemmas, each behind a switch."""

    def __init__(self, system: System, lemmas: Iterable[Expr[bool]], timeout_s: float | None = None) -> None:
        """Encode the system; ``timeout_s`` limits each single query."""
        self.system = system
        unique = {key(lemma): lemma for lemma in lemmas}
        self.lemmas = list(unique.values())
        self.number = {k: i for i, k in enumerate(unique)}
        self.context = z3.Context()
        self._encoder: Encoder[Any] = Encoder(Z3Terms(self.context), system.model.values)
        self._solver = z3.SolverFor("QF_LIRA", self.context)
        if timeout_s is not None:
            self._solver.set("timeout", max(int(timeout_s * 1000), 1))
        for var in system.model.variables:
            if (domain := self._encoder.domain(var)) is not None:
                self._solver.add(domain)
        self._switches = [z3.Bool(f"lemma!{i}", self.context) for i in range(len(self.lemmas))]
        for switch, lemma in zip(self._switches, self.lemmas, strict=True):
            self._solver.add(z3.Implies(switch, self._encoder.encode(lemma)))
        self._obligations: dict[str, list[Obligation]] = {}
        mentioned = [variables_of(lemma).keys() for lemma in self.lemmas]
        for transition in system.transitions:
            changed = transition.updates.keys()
            self._obligations[transition.name] = [
                Obligation(i, self._encoder.encode(transition.after(lemma)))
                for i, lemma in enumerate(self.lemmas)
                if changed & mentioned[i]
            ]

    def initially(self) -> set[int]:
        """The lemmas that hold in the initial state."""
        from vmotion_model.language import evaluate

        model = self.system.model
        return {i for i, lemma in enumerate(self.lemmas) if evaluate(lemma, model.initial, model.values)}

    def inductive(self, start: set[int], report: Callable[[int, int], None] | None = None) -> set[int]:
        """The largest inductive subset of ``start``. Raises ``SolverGaveUp``."""
        live = set(start)
        clean: set[str] = set()
        while len(clean) < len(self.system.transitions):
            for transition in self.system.transitions:
                if transition.name in clean:
                    continue
                lost = self._broken_by(transition, live)
                if lost:
                    live -= lost
                    clean.clear()
                clean.add(transition.name)
                if report:
                    report(len(clean), len(live))
        return live

    def needed(self, goals: set[int], live: set[int]) -> set[int]:
        """A small inductive set that holds the ``goals``, out of the inductive set ``live`` (by unsat cores)."""
        chosen = set(goals)
        proved: set[tuple[int, str]] = set()
        waiting = sorted(goals)
        while waiting:
            lemma = waiting.pop()
            for transition in self.system.transitions:
                if (lemma, transition.name) in proved:
                    continue
                obligation = next((o for o in self._obligations[transition.name] if o.lemma == lemma), None)
                if obligation is None:
                    continue
                extra = self._core(transition, obligation, chosen, live) - chosen
                chosen |= extra
                waiting.extend(sorted(extra))
                proved.add((lemma, transition.name))
        return chosen

    def _broken_by(self, transition: Transition, live: set[int]) -> set[int]:
        """The live lemmas that the step can break, given all others; empties ``live`` of them as it goes."""
        lost: set[int] = set()
        while True:
            duties = [o for o in self._obligations[transition.name] if o.lemma in live and o.lemma not in lost]
            if not duties:
                return lost
            self._solver.push()
            self._solver.add(self._encoder.encode(transition.guard))
            self._solver.add(z3.Or(*(z3.Not(o.after) for o in duties)))
            answer = self._solver.check(*(self._switches[i] for i in live - lost))
            if answer == z3.unsat:
                self._solver.pop()
                return lost
            if answer != z3.sat:
                self._solver.pop()
                raise SolverGaveUp(f"{transition.name}: {self._solver.reason_unknown()}")
            model = self._solver.model()
            lost |= {o.lemma for o in duties if z3.is_false(model.eval(o.after, model_completion=True))}
            self._solver.pop()

    def _core(self, transition: Transition, duty: Obligation, chosen: set[int], live: set[int]) -> set[int]:
        """Lemmas that keep one lemma over one step; those chosen already are preferred."""
        for assumed in (chosen, live):
            self._solver.push()
            self._solver.add(self._encoder.encode(transition.guard))
            self._solver.add(z3.Not(duty.after))
            answer = self._solver.check(*(self._switches[i] for i in sorted(assumed)))
            core = self._solver.unsat_core() if answer == z3.unsat else []
            reason = self._solver.reason_unknown() if answer == z3.unknown else ""
            self._solver.pop()
            if answer == z3.unsat:
                return {int(str(switch).removeprefix("lemma!")) for switch in core}
            if answer == z3.unknown:
                raise SolverGaveUp(f"{transition.name}: {reason}")
        raise SolverGaveUp(f"{transition.name}: a lemma that was inductive is no longer")
