"""From the reachable states to rankings, and from rankings to lemmas under which two solvers accept them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import z3

from vmotion_model.common.budget import Budget
from vmotion_model.common.progress import Report, Stage
from vmotion_model.language import Expr, Model, Value
from vmotion_proofs.evidence.certificate import Certificate
from vmotion_proofs.evidence.claim import Claim
from vmotion_proofs.evidence.ranking import OUTSIDE, Level, Ranking, Response
from vmotion_proofs.evidence.system import system_of
from vmotion_proofs.induction.discovery import Discovery, Stuck, discrete_state
from vmotion_proofs.search.reachable import Reachable
from vmotion_proofs.solving.ask import satisfiable
from vmotion_proofs.solving.encode import Encoder
from vmotion_proofs.solving.z3_terms import Z3Terms

from .abstract import Abstract
from .attractor import Layer, rank
from .rules import rules_for


def find_ranking(abstract: Abstract, claim: Claim) -> Ranking | None:
    """A ranking of everything that waits; None where the states without their clocks allow to wait for ever."""
    ranked = rank(abstract, claim.premise, claim.goal, claim.fairness)
    if ranked.left.any():
        return None
    asked = ~abstract.where(claim.goal)
    return _ranking(abstract, ranked.layers, np.flatnonzero(asked))


def _ranking(abstract: Abstract, layers: tuple[Layer, ...], states: np.ndarray) -> Ranking:
    labels = np.full(abstract.size, OUTSIDE, dtype=np.int64)
    levels = []
    for number, layer in enumerate(layers):
        labels[layer.states] = number
        between = None
        if layer.between is not None:
            inner = [b.states for b in layer.between]
            asleep = np.flatnonzero(np.any(inner, axis=0)) if inner else np.empty(0, dtype=np.int64)
            between = _ranking(abstract, layer.between, asleep)
        levels.append(Level(layer.reason, layer.name, between))
    return Ranking(rules_for(abstract, states, labels) if len(states) else (), tuple(levels))


def with_responses(
    certificate: Certificate,
    responses: Mapping[str, Response],
    reachable: Reachable,
    budget: Budget,
    report: Report,
) -> tuple[Certificate, Mapping[str, str]]:
    """The certificate with rankings, and with the lemmas that they need; and why some of them were left out.

    Raises ``GaveUpError``.
    """
    model = certificate.model
    discovery = Discovery(system_of(model), reachable, budget)
    discovery.assume(certificate.lemmas)
    asked = replace(certificate, responses=responses)
    kept = dict(responses)
    refused: dict[str, str] = {}
    script = _Script(asked, budget)
    for number, name in enumerate(responses):
        report(Stage("checking rankings", number, len(responses)))
        for query in asked.queries_of(name):
            stuck = _settle(script, query.name, discovery)
            if stuck is not None:
                refused[name] = f"{query.name}: {stuck}"
                del kept[name]
                break
    return replace(certificate, lemmas=tuple(discovery.goals), responses=kept), refused


def _settle(script: "_Script", query: str, discovery: Discovery) -> str | None:
    """Exclude every state that answers a query by lemmas that hold; None on success, else why it can't be done."""
    while (state := script.ask(query, discovery.goals)) is not None:
        lemma = discovery.reachable.excluding(state)
        if lemma is None:
            return "some reachable state breaks it, but for its clocks"
        stuck = discovery.close([lemma])
        if isinstance(stuck, Stuck):
            return f"a lemma that it needs is not inductive over {stuck.step}"
    return None


class _Script:
    """The text of a certificate, read by Z3, with its queries as assertions."""

    def __init__(self, certificate: Certificate, budget: Budget) -> None:
        self._budget = budget
        self.model: Model = certificate.model
        context = z3.Context()
        asserts = "".join(f"(assert {q.assertion})\n" for q in certificate.queries)
        formulas = z3.parse_smt2_string(certificate.declarations + asserts, ctx=context)
        self._query = {q.name: formulas[i] for i, q in enumerate(certificate.queries)}
        self._encoder: Encoder[Any] = Encoder(Z3Terms(context), self.model.values)
        self._solver = z3.SolverFor("QF_LIRA", context)
        self._known = len(certificate.lemmas)

    def ask(self, query: str, lemmas: "list[Expr[bool]]") -> Mapping[str, Value] | None:
        """A state without its clocks that satisfies the query and all lemmas; None where there is none."""
        for lemma in lemmas[self._known :]:
            self._solver.add(self._encoder.encode(lemma))
        self._known = len(lemmas)
        self._solver.push()
        try:
            self._solver.add(self._query[query])
            if not satisfiable(self._solver, self._budget):
                return None
            return discrete_state(self.model, self._encoder, self._solver.model())
        finally:
            self._solver.pop()
