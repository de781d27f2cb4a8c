"""Certificates: one readable SMT-LIB file that shows an inductive invariant and what follows from it.

The file defines the initial condition, every step with explicit next values, and the lemmas. Two queries must answer ``sat``,
or everything would hold of nothing: the initial condition can be met, and some command can happen. All others must answer
``unsat``: the initial state satisfies the lemmas, no step leaves them, and no state that satisfies them breaks a property.
What is trusted in a file is the list of lemmas only: a file that differs in anything else from what the printer makes of the
model and those lemmas is refused.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import Any

from vmotion_model.language import (
    Boolean,
    Enumeration,
    Expr,
    ExpressionError,
    Model,
    Var,
    digest,
    negate,
    parse,
    to_text,
)
from vmotion_model.language.expressions import Key
from vmotion_proofs.results.errors import CertificateError
from vmotion_proofs.solving.encode_terms import Encoder, code_of
from vmotion_proofs.solving.smtlib import SmtLibTerms, sort_of
from vmotion_proofs.solving.symbol_names import after_symbol, part, variable_symbol

from .ranking import Response
from .ranking_queries import ranking_text, rankings_in
from .response_claim import Claim
from .transition_system import System, system_of

FORMAT = 2
_LEMMA = re.compile(r"^; lemma (\d+): (.*)$", re.MULTILINE)
_DIGEST = re.compile(r"^; model .+, digest ([0-9a-f]{64})$", re.MULTILINE)


class QueryKind(StrEnum):
    """What a query asks. ``START`` and ``MOVES`` show that the proof is about something: they must be ``sat``."""

    START = "start"
    MOVES = "moves"
    INITIAL = "initial"
    STEP = "step"
    SAFE = "safe"
    """The lemmas imply one invariant."""
    RANKING = "response"
    """A ranking meets one of its obligations."""


START, MOVES, INITIAL, STEP = QueryKind.START, QueryKind.MOVES, QueryKind.INITIAL, QueryKind.STEP
ALWAYS = (START, MOVES, INITIAL, STEP)
"""The queries that every property rests on."""


def safe(property_id: str) -> str:
    """The name of the query that shows a property to follow from the invariant."""
    return f"{QueryKind.SAFE} {property_id}"


@dataclass(frozen=True)
class Query:
    """One ``check-sat`` of a certificate and its answer in a proof.

    ``property_id`` is the property that it alone carries; ``START`` to ``STEP`` carry every one. Of a ranking, ``rank`` and
    ``question`` say which obligation it is. ``pieces`` are assertions of which at least one can be met where ``assertion`` can,
    one a step.
    """

    kind: QueryKind
    assertion: str
    expected: str = "unsat"
    pieces: tuple[str, ...] = ()
    property_id: str = ""
    rank: str = ""
    question: str = ""

    @property
    def name(self) -> str:
        """Its name in the text of the certificate, and to solvers."""
        match self.kind:
            case QueryKind.SAFE:
                return safe(self.property_id)
            case QueryKind.RANKING:
                return f"{self.kind} {self.property_id}: {self.rank}: {self.question}"
            case _:
                return self.kind.value

    @property
    def parts(self) -> tuple[str, ...]:
        """The pieces, or the whole where there are none."""
        return self.pieces or (self.assertion,)


def query_text(query: Query) -> str:
    """The query as it stands in a certificate."""
    name = query.name.replace('"', '""')
    status = f"(set-info :status {query.expected})"
    return f'(push 1)\n(echo "{name}")\n{status}\n(assert {query.assertion})\n(check-sat)\n(pop 1)\n'


def digest_in(text: str) -> str | None:
    """The digest of the model that a certificate names; None for a text that is no certificate."""
    found = _DIGEST.search(text)
    return None if found is None else found.group(1)


@dataclass(frozen=True)
class Certificate:
    """A model, lemmas that form an inductive invariant of it, and the properties that follow; rankings for responses.

    ``named`` are properties that are lemmas here and not asked about: a lemma that is one of them is called by its id. ``given``
    are lemmas that another certificate shows to be an invariant: they hold before every step, and are not asked after it.
    """

    model: Model
    lemmas: tuple[Expr[bool], ...]
    properties: Mapping[str, Expr[bool]]
    responses: Mapping[str, Response] = field(default_factory=dict)
    named: Mapping[str, Expr[bool]] = field(default_factory=dict)
    given: tuple[Expr[bool], ...] = ()

    def joined(self, other: "Certificate") -> "Certificate":
        """What both show of one model: no step leaves one invariant or the other, so none leaves both."""
        lemmas = {lemma.key: lemma for part in (self, other) for lemma in (*part.given, *part.lemmas)}
        return replace(
            self,
            lemmas=tuple(lemmas.values()),
            given=(),
            properties={**self.properties, **other.properties},
            responses={**self.responses, **other.responses},
        )

    @cached_property
    def declarations(self) -> str:
        """Everything before the queries."""
        return self._printer.declarations()

    @cached_property
    def queries(self) -> Sequence[Query]:
        """That there is a start and a step; then what is impossible: to start or step outside the lemmas, to break a property."""
        return self._printer.queries()

    def queries_of(self, property_id: str) -> Sequence[Query]:
        """Those that carry this property alone."""
        return tuple(q for q in self.queries if q.kind not in ALWAYS and q.property_id == property_id)

    def rests_on(self, property_id: str) -> tuple[str, ...]:
        """The names of the queries that must all be answered as expected for the property to hold."""
        # What was never asked of a property shows nothing of it: then it rests on a query that nobody answers.
        return (*ALWAYS, *([q.name for q in self.queries_of(property_id)] or [safe(property_id)]))

    @cached_property
    def text(self) -> str:
        """The whole file."""
        queries = "\n".join(query_text(q) for q in self.queries)
        return f"{self.declarations}\n; What each answer must be stands before it as its :status.\n{queries}"

    @cached_property
    def _printer(self) -> "_Printer":
        return _Printer(self)


class _Printer:
    def __init__(self, certificate: Certificate) -> None:
        self.certificate = certificate
        self.system: System = system_of(certificate.model)
        self.next = {v.name: after_symbol(v.name) for v in certificate.model.variables}
        values = certificate.model.values
        self.encoder: Encoder[str] = Encoder(SmtLibTerms(), values)
        self.after: Encoder[str] = Encoder(SmtLibTerms(self.next), values)

    def declarations(self) -> str:
        model = self.certificate.model
        lines = [
            f"; Certificate, format {FORMAT}: an inductive invariant and the properties that follow from it.",
            f"; model {model.name}, digest {digest(model)}",
            f"; properties: {' '.join([*self.certificate.properties, *self.certificate.responses])}",
            "; Check it with any SMT-LIB 2.6 solver that solves incrementally: z3 FILE, cvc5 --incremental FILE,",
            "; yices-smt2 --incremental FILE. The answers must be sat, sat, and then unsat to the end.",
            "; start: the initial condition can be met. moves: some command can happen. initial, step: the invariant holds",
            "; at the start, and no step leaves it. safe ID: no state of the invariant breaks the property ID. response ID: the",
            "; rules give every state that waits a rank, for a reason that makes a fair run leave it, and no step raises it.",
            "(set-option :print-success false)",
            "(set-logic QF_LIRA)",
            "; Enumeration members are integers:",
            *(f";   {name} {codes}" for name, codes in _enumerations(model)),
            "; State variables, and their values after a step.",
        ]
        for var in model.variables:
            lines.append(f"(declare-const {variable_symbol(var.name)} {sort_of(var)})")
            lines.append(f"(declare-const {self.next[var.name]} {sort_of(var)})")
        lines.append("(declare-const delay Real)")
        lines.append("(define-fun initial () Bool")
        lines.extend(
            f"  {part}"
            for part in self._conjunction(self._encode(v == v.initial) for v in model.variables if not v.rigid)
        )
        lines.append(")")
        for transition in self.system.transitions:
            lines.append(f"(define-fun step.{part(transition.name)} () Bool")
            updates = [self._encode(transition.guard), *self._next_values(transition.updates)]
            lines.extend(f"  {part}" for part in self._conjunction(updates))
            lines.append(")")
        names = [t.name for t in self.system.transitions]
        for union, parts in (("command", [n for n in names if n in model.command]), ("step", names)):
            lines.append(f"(define-fun {union} () Bool (or false")
            lines.extend(f"  step.{part(name)}" for name in parts)
            lines.append("))")
        for number, lemma in enumerate(self.certificate.lemmas):
            lines.append(f"; lemma {number}: {self._name(lemma)}")
            lines.append(f"(define-fun lemma.{number} () Bool {self._encode(lemma)})")
            lines.append(f"(define-fun lemma.{number}.next () Bool {self.after.encode(lemma)})")
        for number, lemma in enumerate(self.certificate.given):
            lines.append(f"; given {number}: {self._name(lemma)}")
            lines.append(f"(define-fun given.{number} () Bool {self._encode(lemma)})")
        for suffix, encoder in (("", self.encoder), (".next", self.after)):
            lines.append(f"(define-fun invariant{suffix} () Bool")
            domains = [encoder.domain(v) for v in model.variables]
            names = [f"lemma.{i}{suffix}" for i in range(len(self.certificate.lemmas))]
            names += [] if suffix else [f"given.{i}" for i in range(len(self.certificate.given))]
            lines.extend(f"  {part}" for part in self._conjunction([*(d for d in domains if d), *names]))
            lines.append(")")
        lines.extend(self._rankings[0])
        return "\n".join(lines) + "\n"

    def queries(self) -> Sequence[Query]:
        follow = [
            Query(QueryKind.SAFE, f"(and invariant {self._encode(negate(formula))})", property_id=name)
            for name, formula in self.certificate.properties.items()
        ]
        return [
            Query(START, "initial", "sat"),
            Query(MOVES, "(and invariant command)", "sat"),
            Query(INITIAL, "(and initial (not invariant))"),
            Query(STEP, "(and invariant step (not invariant.next))", pieces=tuple(self._steps())),
            *follow,
            *self._rankings[1],
        ]

    def _steps(self) -> Iterable[str]:
        for transition in self.system.transitions:
            yield f"(and invariant step.{transition.name} (not invariant.next))"

    @cached_property
    def _rankings(self) -> tuple[list[str], list[Query]]:
        lines, questions = ranking_text(self.certificate.model, self.certificate.responses, self.encoder, self.next)
        return lines, [
            Query(
                QueryKind.RANKING,
                q.assertion,
                pieces=q.pieces,
                property_id=q.property_id,
                rank=q.rank,
                question=q.question,
            )
            for q in questions
        ]

    def _name(self, lemma: Expr[bool]) -> str:
        """A property's id (the first of that formula), or the lemma in the model's language."""
        name = self._properties.get(lemma.key)
        return to_text(lemma) if name is None else f"property {name}"

    @cached_property
    def _properties(self) -> Mapping[Key, str]:
        known = {**self.certificate.properties, **self.certificate.named}
        return {formula.key: name for name, formula in reversed(list(known.items()))}

    def _next_values(self, updates: Mapping[str, Expr[Any]]) -> Iterable[str]:
        for var in self.certificate.model.variables:
            value = updates.get(var.name, var)
            yield self.encoder.terms.equal(self.next[var.name], self.encoder.encode(value, _real(var)))

    def _encode(self, expr: Expr[Any]) -> str:
        return self.encoder.encode(expr)

    @staticmethod
    def _conjunction(parts: Iterable[str]) -> list[str]:
        return ["(and true", *(f" {p}" for p in parts), ")"]


def read_certificate(
    text: str,
    model: Model,
    properties: Mapping[str, Expr[bool]],
    where: str,
    claims: Mapping[str, Claim] | None = None,
    named: Mapping[str, Expr[bool]] | None = None,
) -> Certificate:
    """The certificate in ``text``, if it is one of this model and says nothing but its lemmas.

    Raises ``CertificateError`` where it belongs to another model or differs from what the printer makes of its lemmas.
    """
    found = digest_in(text)
    if found is None:
        raise CertificateError(f"{where} is no certificate")
    if found != digest(model):
        raise CertificateError(f"{where} belongs to another model (digest {found[:12]}...)")
    responses = rankings_in(text, model, claims or {}, where)
    known = dict(named or {})
    lemmas = tuple(lemmas_in(text, model, {**properties, **known}, where))
    certificate = Certificate(model, lemmas, properties, responses, known)
    if certificate.text != text:
        raise CertificateError(f"{where} was changed: it is not what its lemmas and the model make")
    return certificate


def lemmas_in(text: str, model: Model, properties: Mapping[str, Expr[bool]], where: str = "") -> list[Expr[bool]]:
    """The lemmas that a certificate lists, over the variables of ``model``.

    With ``where`` (the name of the file) a lemma that makes no sense for this model raises ``CertificateError``; without it
    such a lemma is left out: what remains are candidates for a model that was changed.
    """
    lemmas: list[Expr[bool]] = []
    for number, line in _LEMMA.findall(text):
        name = line.removeprefix("property ")
        try:
            lemmas.append(_lemma(line, name, model, properties))
        except ExpressionError as error:
            if where:
                raise CertificateError(f"{where}, lemma {number}: {error}") from None
    return lemmas


def _lemma(line: str, name: str, model: Model, properties: Mapping[str, Expr[bool]]) -> Expr[bool]:
    if name == line:
        return parse(line, model.scope, Boolean())
    if name not in properties:
        raise ExpressionError(f"there is no property {name}")
    return properties[name]


def _real(var: Var[Any]) -> bool:
    return sort_of(var) == "Real"


def _enumerations(model: Model) -> list[tuple[str, str]]:
    """Each enumeration with its codes; two of one name with other members stand in two lines."""
    return sorted(
        {
            (var.type.name, ", ".join(f"{m} = {code_of(var.type, m)}" for m in sorted(var.type.members)))
            for var in model.variables
            if isinstance(var.type, Enumeration)
        }
    )
