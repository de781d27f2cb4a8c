"""Lemmas under which both solvers accept a ranking: found state by state, until no state answers a query of the certificate."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import z3

from vmotion_model.common.budget import Budget
from vmotion_model.common.progress import Report, Stage
from vmotion_model.language import Expr, Model, Value
from vmotion_proofs.evidence.certificate import Certificate
from vmotion_proofs.evidence.ranking import Response
from vmotion_proofs.evidence.transition_system import system_of
from vmotion_proofs.induction.find_lemmas import Discovery, Stuck, discrete_state
from vmotion_proofs.search.reachable_states import Reachable
from vmotion_proofs.solving.encode_terms import Encoder
from vmotion_proofs.solving.solver_options import LOGIC
from vmotion_proofs.solving.z3_terms import Z3Terms, satisfiable


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
        self._solver = z3.SolverFor(LOGIC, context)
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
