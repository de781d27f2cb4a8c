"""Induction over pairs of states: what one version can do after a common run, the other can do as well.

The variables that both versions hold alike are found by assuming it of all and giving up those for which it fails. What is
known of a version's own states is what a certificate shows of it. Z3 looks for the proof inside this process; what counts is
the text of its questions, which both solvers answer.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

import z3

from vmotion_model.common.budget import Budget
from vmotion_model.language import Enumeration, Expr, Integer, Model, Var, digest, variables_of
from vmotion_model.language.expressions import Key
from vmotion_proofs.certifying.checked_certificate import Certified
from vmotion_proofs.evidence.certificate import INITIAL, STEP
from vmotion_proofs.results.errors import SolverGaveUpError
from vmotion_proofs.solving.encode_terms import Encoder
from vmotion_proofs.solving.smtlib import SmtLibTerms, sort_of
from vmotion_proofs.solving.solver_options import LOGIC
from vmotion_proofs.solving.solvers import SOLVERS, SolverText, ask
from vmotion_proofs.solving.symbol_names import variable_symbol
from vmotion_proofs.solving.z3_terms import Z3Terms, satisfiable

from .version_pairs import AFTER, BEFORE, Pair, alike

_FACTS = "facts!"
"""What the text calls its facts: no variable can have that name."""


@dataclass(frozen=True)
class Simulation:
    """What induction says of two versions: ``pair`` merges what is alike; the versions named in ``included`` have no run of
    their own. All of it was confirmed by both solvers.
    """

    pair: Pair
    included: frozenset[str]


def simulate(
    before: Model, after: Model, known: Iterable[Certified], budget: Budget, seen: frozenset[str] = frozenset()
) -> Simulation:
    """Find what both versions hold alike, and which of them has no run of its own as far as that shows it.

    ``known`` are certificates of either version. Raises ``SpentError`` where the budget is spent.
    """
    known = [c for c in known if _certified(c)]
    pair = Pair(before, after, frozenset(n for n in before.variable if not alike(before, after, n)), seen)
    with_z3 = _Search(pair, known, budget)
    while True:
        lost = {name for (_, name), goal in pair.agreements.items() if not with_z3.follows(goal)}
        if not lost:
            break
        pair = replace(pair, apart=pair.apart | lost)
        with_z3.turn_to(pair)
    agreements = {f"{label}, {name}": goal for (label, name), goal in pair.agreements.items()}
    wanted = dict(agreements)
    included = set()
    for side in (BEFORE, AFTER):
        goals = pair.goals(side)
        if all(with_z3.follows(g) for g in goals.values()):
            wanted |= goals
            included.add(side)
    refuted = confirmed(with_z3.used(), wanted, budget)
    if not agreements.keys() <= refuted:
        # Without them nothing is merged and nothing follows.
        budget.check()
        return Simulation(replace(pair, apart=frozenset(before.variable)), frozenset())
    return Simulation(pair, frozenset(s for s in included if pair.goals(s).keys() <= refuted))


def _certified(known: Certified) -> bool:
    """Whether every solver accepted the lemmas as an inductive invariant."""
    return known.answered.refuted >= {INITIAL, STEP}


@dataclass(frozen=True)
class Facts:
    """What holds in every state of a pair: the ranges of variables and certified lemmas, over the pair's variables."""

    ranges: tuple[Var[Any], ...]
    lemmas: tuple[Expr[bool], ...]

    def used(self, needed: Iterable[int]) -> "Facts":
        """Only the lemmas of these numbers."""
        return Facts(self.ranges, tuple(self.lemmas[i] for i in sorted(needed)))


class _Search:
    """Z3 with what is known of two versions, each fact behind a switch; it turns from one pair of them to another."""

    def __init__(self, pair: Pair, known: Iterable[Certified], budget: Budget) -> None:
        self._budget = budget
        self._context = z3.Context()
        self._encoder: Encoder[Any] = Encoder(Z3Terms(self._context), {})
        self._solver = z3.SolverFor(LOGIC, self._context)
        self._switches: dict[Key, Any] = {}
        self._carried: dict[tuple[str, Key, frozenset[str]], Expr[bool]] = {}
        digests = {side: digest(pair.version(side)) for side in (BEFORE, AFTER)}
        models = [(c.certificate, digest(c.certificate.model)) for c in known]
        self._known = [(side, c) for side in (BEFORE, AFTER) for c, its in models if its == digests[side]]
        self._reads = {lemma.key: variables_of(lemma).keys() for _, c in self._known for lemma in c.lemmas}
        self.turn_to(pair)

    def turn_to(self, pair: Pair) -> None:
        """Ask about this pair from now on."""
        self._pair = pair
        self._facts: Facts | None = None
        self._needed: set[int] = set()

    def used(self) -> Facts:
        """What the goals that follow rest on."""
        return Facts((), ()) if self._facts is None else self._facts.used(self._needed)

    def follows(self, goal: Expr[bool]) -> bool:
        """Whether the facts imply it; false also where Z3 gives up."""
        denied = z3.FreshBool("denied", self._context)
        self._solver.add(z3.Implies(denied, z3.Not(self._encoder.encode(goal))))
        try:
            # Most follow from nothing but themselves, and lemmas cost time.
            if not satisfiable(self._solver, self._budget, denied):
                return True
            if self._facts is None:
                self._facts = self._all_facts()
            switches = [self._switch(e.key, partial(self._encoder.encode, e)) for e in self._facts.lemmas]
            ranges = [self._switch(v.key, partial(self._encoder.domain, v)) for v in self._facts.ranges]
            if satisfiable(self._solver, self._budget, denied, *ranges, *switches):
                return False
            core = {s.get_id() for s in self._solver.unsat_core()}
        except SolverGaveUpError:
            return False
        self._needed |= {i for i, switch in enumerate(switches) if switch.get_id() in core}
        return True

    def _switch(self, key: Key, term: Callable[[], Any]) -> Any:
        """What turns a fact on; the solver learns the fact at the first time."""
        if key not in self._switches:
            self._switches[key] = z3.FreshBool("fact", self._context)
            self._solver.add(z3.Implies(self._switches[key], term()))
        return self._switches[key]

    def _all_facts(self) -> Facts:
        """What is known of either version, carried over to the pair.

        A range of numbers is a fact only where a certificate shows that no step leaves it; an enumeration has no other values.
        """
        pair = self._pair
        ranges = {v.name: v for names in pair.names.values() for v in names.values() if isinstance(v.type, Enumeration)}
        lemmas: dict[Key, Expr[bool]] = {}
        for side, certificate in self._known:
            ranges |= {v.name: v for v in pair.names[side].values() if isinstance(v.type, Integer)}
            for lemma in certificate.lemmas:
                # What is merged makes the difference between the lemma over one pair and over another.
                merged = (side, lemma.key, frozenset(self._reads[lemma.key] & pair.merged))
                if merged not in self._carried:
                    self._carried[merged] = pair.of(side, lemma)
                lemmas[self._carried[merged].key] = self._carried[merged]
        return Facts(tuple(ranges.values()), tuple(lemmas.values()))


@dataclass(frozen=True)
class Questions:
    """The text for the solvers: each goal's negation together with the facts, which must be unsatisfiable."""

    facts: Facts
    goals: Mapping[str, Expr[bool]]

    @cached_property
    def declarations(self) -> str:
        """Variables and facts, as SMT-LIB."""
        used: dict[str, Var[Any]] = {}
        for expr in (*self.facts.lemmas, *self.goals.values()):
            used |= variables_of(expr)
        lines = ["(set-option :print-success false)", "(set-logic QF_LIRA)"]
        lines += [f"(declare-const {variable_symbol(name)} {sort_of(var)})" for name, var in used.items()]
        parts = [self._encoder.domain(v) for v in self.facts.ranges if v.name in used]
        parts += [self._encoder.encode(lemma) for lemma in self.facts.lemmas]
        lines.append(f"(define-fun {_FACTS} () Bool (and true")
        lines += [f"  {part}" for part in parts]
        lines.append("))")
        return "\n".join(lines) + "\n"

    @cached_property
    def queries(self) -> Mapping[str, str]:
        """The assertion behind each goal."""
        return {name: f"(and {_FACTS} (not {self._encoder.encode(goal)}))" for name, goal in self.goals.items()}

    @cached_property
    def _encoder(self) -> Encoder[str]:
        return Encoder(SmtLibTerms(), {})


def confirmed(
    facts: Facts, goals: Mapping[str, Expr[bool]], budget: Budget, solvers: Sequence[str] = SOLVERS
) -> set[str]:
    """The names of the goals that every solver, at least two of them, says to follow from the facts."""
    if not goals:
        return set()
    questions = Questions(facts, goals)
    answers = ask(SolverText(questions.declarations, questions.queries), solvers=solvers, budget=budget)
    if len(answers) < len(SOLVERS):
        return set()
    return {name for name in goals if all(a.answers.get(name) == "unsat" for a in answers)}
