"""Which guards a proof needs: unsat cores over the named conjuncts of the guards.

For each lemma of a certificate and each step that can change what it mentions, the solver shows that the step keeps the
lemma; the conjuncts in the unsat core are what that took. A property needs what its own lemma and the lemmas below it need. A
core is one sufficient set, made small by the solver, not the only one: another proof may need other guards.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import z3

from vmotion_model.common.budget import Budget
from vmotion_model.common.progress import Report, Stage, silent
from vmotion_model.language import Expr, variables_of
from vmotion_proofs.evidence.certificate import Certificate
from vmotion_proofs.evidence.transition_system import Transition, system_of
from vmotion_proofs.induction.houdini import closure
from vmotion_proofs.results.errors import SolverGaveUpError
from vmotion_proofs.solving.encode_terms import Encoder
from vmotion_proofs.solving.solver_options import LOGIC, Z3_CORES
from vmotion_proofs.solving.z3_terms import Z3Terms, satisfiable

Named = tuple[str, str]
"""A command and the name of a conjunct of its guard."""


@dataclass(frozen=True)
class Needs:
    """For each property the number of lemmas its proof rests on, and the guard conjuncts that it needs."""

    lemmas: Mapping[str, int]
    guards: Mapping[str, frozenset[Named]]
    all: frozenset[Named]

    @property
    def unneeded(self) -> frozenset[Named]:
        """The conjuncts that no proof needs: they make the protocol work, not safe."""
        return self.all - frozenset().union(*self.guards.values())

    def to_json(self) -> dict[str, Any]:
        """Plain data."""
        return {
            "schema": 1,
            "properties": {
                name: {"lemmas": self.lemmas[name], "guards": [list(g) for g in sorted(guards)]}
                for name, guards in self.guards.items()
            },
            "unneeded": [list(g) for g in sorted(self.unneeded)],
        }


def guards_needed(certificate: Certificate, budget: Budget | None = None, report: Report = silent) -> Needs:
    """What each property of a certificate needs. Raises ``GaveUpError``, also where the certificate proves nothing."""
    cores = _Cores(certificate, budget or Budget())
    uses: dict[int, frozenset[int]] = {}
    guards: dict[int, frozenset[Named]] = {}
    for number in range(len(cores.lemmas)):
        uses[number], guards[number] = cores.of(number)
        report(Stage("looking for the guards that each lemma needs", number + 1, len(cores.lemmas)))
    lemmas, needed = {}, {}
    for name, formula in certificate.properties.items():
        below = closure(cores.behind(formula), uses)
        lemmas[name] = len(below)
        needed[name] = frozenset().union(*(guards[i] for i in below))
    return Needs(lemmas, needed, frozenset((c.name, g) for c in certificate.model.commands for g in c.guard))


class _Cores:
    """One solver in which each lemma and each guard conjunct stands behind a switch."""

    def __init__(self, certificate: Certificate, budget: Budget) -> None:
        self.budget = budget
        self.model = certificate.model
        self.lemmas = certificate.lemmas
        self.transitions = {t.name: t for t in system_of(self.model).transitions}
        self.context = z3.Context()
        self.encoder: Encoder[Any] = Encoder(Z3Terms(self.context), self.model.values)
        self.solver = z3.SolverFor(LOGIC, self.context)
        for name, value in Z3_CORES.items():
            self.solver.set(name, value)
        for var in self.model.variables:
            if (domain := self.encoder.domain(var)) is not None:
                self.solver.add(domain)
        self.numbers: dict[str, int] = {}
        self.named: dict[str, Named] = {}
        for number, lemma in enumerate(self.lemmas):
            self.numbers[self._switch(f"lemma!{number}", lemma)] = number
        for command in self.model.commands:
            for place, (label, conjunct) in enumerate(command.guard.items()):
                self.named[self._switch(f"{command.name}!{place}", conjunct)] = (command.name, label)

    def of(self, number: int) -> tuple[frozenset[int], frozenset[Named]]:
        """The lemmas and the guard conjuncts that keep a lemma over every step."""
        lemma = self.lemmas[number]
        mentioned = variables_of(lemma).keys()
        lemmas: set[int] = set()
        guards: set[Named] = set()
        for transition in self.transitions.values():
            if transition.updates.keys() & mentioned:
                for switch in self._core(transition, transition.after(lemma)):
                    if switch in self.numbers:
                        lemmas.add(self.numbers[switch])
                    else:
                        guards.add(self.named[switch])
        return frozenset(lemmas), frozenset(guards)

    def behind(self, formula: Expr[bool]) -> list[int]:
        """The lemmas from which a property follows: itself, where it is one of them."""
        own = [i for i, lemma in enumerate(self.lemmas) if lemma.key == formula.key]
        if own:
            return own
        return [self.numbers[s] for s in self._refuted(list(self.numbers), formula)]

    def _core(self, transition: Transition, after: Expr[bool]) -> list[str]:
        own = [s for s, (command, _) in self.named.items() if command == transition.name]
        if own or transition.name in self.model.command:
            return self._refuted([*self.numbers, *own], after)
        # Time passes as far as the deadlines allow: they are no guard of a command.
        return self._refuted(list(self.numbers), after, self.encoder.encode(transition.guard))

    def _refuted(self, switches: list[str], formula: Expr[bool], *more: Any) -> list[str]:
        """The switches in the core of the proof that ``formula`` holds."""
        self.solver.push()
        try:
            self.solver.add(z3.Not(self.encoder.encode(formula)), *more)
            if satisfiable(self.solver, self.budget, *(z3.Bool(s, self.context) for s in switches)):
                raise SolverGaveUpError("the lemmas are no inductive invariant of this model")
            return [str(s) for s in self.solver.unsat_core()]
        finally:
            self.solver.pop()

    def _switch(self, name: str, expr: Expr[bool]) -> str:
        self.solver.add(z3.Implies(z3.Bool(name, self.context), self.encoder.encode(expr)))
        return name
