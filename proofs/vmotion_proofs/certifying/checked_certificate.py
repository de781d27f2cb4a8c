"""A certificate after both solvers have read it: what it proves, and why it does not prove the rest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from pathlib import Path

from vmotion_model.common.budget import Budget
from vmotion_model.language import Expr, Model
from vmotion_proofs.evidence.already_answered import Answered, ask_cached, rest_of
from vmotion_proofs.evidence.certificate import ALWAYS, INITIAL, MOVES, START, STEP, Certificate, read_certificate
from vmotion_proofs.evidence.response_claim import Claim
from vmotion_proofs.results.errors import CertificateError
from vmotion_proofs.solving.solvers import SOLVERS, RunningSolvers, SolverAnswers, SolverText, ask


@dataclass(frozen=True)
class Certified:
    """The answers of the solvers to the queries of one certificate.

    ``inherited`` are queries that were not asked: letter by letter, step by step, they were refuted for another model before,
    on the day ``inherited_on`` where that was not in this run. ``given`` shows the lemmas that the certificate takes as given.
    """

    certificate: Certificate
    answers: Sequence[SolverAnswers]
    inherited: frozenset[str] = frozenset()
    inherited_on: str | None = None
    given: "Certified | None" = None

    def proves(self, property_id: str) -> bool:
        """Whether every solver answered as a proof wants to all that the property rests on, and at least two of them did."""
        return self._stands(self.certificate.rests_on(property_id))

    @property
    def inductive(self) -> bool:
        """Whether the lemmas are shown to be an inductive invariant, of a model in which something happens."""
        return self._stands(ALWAYS)

    def _stands(self, queries: Sequence[str]) -> bool:
        lemmas = (
            {lemma.key for lemma in self.given.certificate.lemmas} if self.given and self.given.inductive else set()
        )
        return (
            len(self.answers) >= len(SOLVERS)
            and not any(self._missing(a, queries) for a in self.answers)
            and all(lemma.key in lemmas for lemma in self.certificate.given)
        )

    def reason(self, property_id: str) -> str:
        """Why the property is not proved: what each solver failed to say."""
        failures = []
        for answer in self.answers:
            if missing := self._missing(answer, self.certificate.rests_on(property_id)):
                said = ", ".join(f"{q}: {answer.answers.get(q, 'no answer')}" for q in missing)
                failures.append(answer.failure or f"{answer.solver} says {said}")
        return "; ".join([*self.defects(), *failures]) or "fewer than two solvers answered"

    def defects(self) -> Sequence[str]:
        """What makes the whole argument one about nothing, in words, where some solver says so."""
        return tuple(
            words for query, words in _NOTHING.items() if any(a.answers.get(query) == "unsat" for a in self.answers)
        )

    @property
    def cached_on(self) -> str | None:
        """The day on which the oldest answer was given, where solvers were not asked again."""
        days = [a.cached_on for a in self.answers if a.cached_on]
        return min([*days, *([self.inherited_on] if self.inherited_on else [])], default=None)

    def _missing(self, answer: SolverAnswers, queries: Sequence[str]) -> Sequence[str]:
        # What was never asked is missing, too: the certificate may not speak of the property at all.
        expected = self._expected
        asked = (q for q in queries if q not in self.inherited)
        return [q for q in asked if q not in expected or answer.answers.get(q) != expected[q]]

    @property
    def answered(self) -> Answered:
        """What every solver, at least two of them, refuted."""
        if len(self.answers) < len(SOLVERS):
            return Answered(self.certificate, frozenset())
        refuted = (
            name
            for name, expected in self._expected.items()
            if expected == "unsat" and all(a.answers.get(name) == "unsat" for a in self.answers)
        )
        return Answered(self.certificate, self.inherited | frozenset(refuted))

    @cached_property
    def _expected(self) -> Mapping[str, str]:
        return {q.name: q.expected for q in self.certificate.queries}


@dataclass(frozen=True)
class Evidence:
    """What stands behind the verdicts ``proved`` of a check: certificates of invariants and of responses.

    ``before`` is the evidence for the model that the checked one is a change of.
    """

    invariants: tuple[Certified, ...] = ()
    rankings: tuple[Certified, ...] = ()
    before: "Evidence | None" = None

    @property
    def all(self) -> tuple[Certified, ...]:
        """Everything that solvers have answered."""
        return (*self.invariants, *self.rankings)

    @property
    def proves_anything(self) -> bool:
        """Whether some invariant is proved."""
        return any(any(map(c.proves, c.certificate.properties)) for c in self.invariants)

    @property
    def certificate(self) -> Certificate | None:
        """All that was shown of invariants, as one certificate."""
        useful = [c.certificate for c in self.invariants if any(map(c.proves, c.certificate.properties))]
        return reduce(Certificate.joined, useful) if useful else None


_NOTHING = {
    START: "defect: no state meets the initial condition, so there is no run and everything holds",
    MOVES: "defect: no command can ever happen, so nothing but the initial state was shown to be safe",
}


def from_file(
    path: Path,
    model: Model,
    properties: Mapping[str, Expr[bool]],
    claims: Mapping[str, Claim] | None = None,
    named: Mapping[str, Expr[bool]] | None = None,
) -> Certificate:
    """The certificate in a file: of ``properties`` and of ``claims``; ``named`` may be lemmas of it.

    Raises ``CertificateError`` where it is missing, foreign or was changed.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CertificateError(f"{path.name} can't be read: {error}") from None
    return read_certificate(text, model, properties, path.name, claims, named)


def check_certificate(
    certificate: Certificate,
    budget: Budget | None = None,
    solvers: Sequence[str] = SOLVERS,
    before: Sequence[Certified] = (),
    given: Certified | None = None,
) -> Certified:
    """Have the solvers, each in a process of its own, answer every query of the certificate.

    What they have refuted ``before``, letter by letter, is not asked again. ``given`` shows what the certificate takes as given.
    """
    rest = rest_of(certificate, (c.answered for c in before))
    text = SolverText(rest.declarations, rest.queries, needed=(INITIAL, STEP))
    answers = ask(text, solvers=solvers, budget=budget)
    days = [c.cached_on for c in before if c.cached_on] if rest.shared else []
    return Certified(certificate, answers, rest.inherited, min(days, default=None), given)


def begin_check(certificate: Certificate, budget: Budget | None = None) -> RunningSolvers:
    """``check_certificate`` begun: a context whose ``answers`` make a ``Certified``, when they are wanted."""
    queries = {q.name: q.assertion for q in certificate.queries}
    return RunningSolvers(SolverText(certificate.declarations, queries), budget=budget)


def check_or_reuse(certificate: Certificate, budget: Budget | None = None) -> Certified:
    """The same; where both solvers have answered this very text as a proof wants before, they are not asked again."""
    queries = {q.name: q.assertion for q in certificate.queries}
    expected = {q.name: q.expected for q in certificate.queries}
    return Certified(certificate, ask_cached(certificate.text, certificate.declarations, queries, expected, budget))
