"""Certificates: one readable SMT-LIB file that shows an inductive invariant and what follows from it.

The file defines the initial condition, every step with explicit next values, and the lemmas. Its queries must all answer
``unsat``: the initial state satisfies the lemmas, no step leaves them, and no state that satisfies them breaks a property.
What is trusted in a file is the list of lemmas only: a file that differs in anything else from what the printer makes of the
model and those lemmas is refused.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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
    substitute,
    to_text,
)
from vmotion_model.language.expressions import same
from vmotion_proofs.errors import CertificateError
from vmotion_proofs.smt.encode import Encoder
from vmotion_proofs.smt.smtlib import SmtLibTerms, sort_of

from .system import System, system_of

FORMAT = 1
_LEMMA = re.compile(r"^; lemma (\d+): (.*)$", re.MULTILINE)
_DIGEST = re.compile(r"^; model .+, digest ([0-9a-f]{64})$", re.MULTILINE)


INITIAL = "initial"
STEP = "step"


def safe(property_id: str) -> str:
    """The name of the query that shows a property to follow from the invariant."""
    return f"safe {property_id}"


@dataclass(frozen=True)
class Query:
    """One ``check-sat`` of a certificate: ``INITIAL`` and ``STEP`` carry every property, ``safe(id)`` one of them."""

    name: str
    assertion: str


def printed(query: Query) -> str:
    """The query as it stands in a certificate."""
    return f'(push 1)\n(echo "{query.name}")\n(assert {query.assertion})\n(check-sat)\n(pop 1)\n'


def digest_in(text: str) -> str | None:
    """The digest of the model that a certificate names; None for a text that is no certificate."""
    found = _DIGEST.search(text)
    return None if found is None else found.group(1)


@dataclass(frozen=True)
class Certificate:
    """A model, lemmas that form an inductive invariant of it, and the properties that follow."""

    model: Model
    lemmas: tuple[Expr[bool], ...]
    properties: Mapping[str, Expr[bool]]

    @cached_property
    def declarations(self) -> str:
        """Everything before the queries."""
        return self._printer.declarations()

    @cached_property
    def queries(self) -> Sequence[Query]:
        """What must be unsatisfiable: the initial state, the steps, and one query a property."""
        return self._printer.queries()

    @cached_property
    def text(self) -> str:
        """The whole file."""
        queries = "\n".join(printed(q) for q in self.queries)
        return f"{self.declarations}\n; Every answer below must be unsat.\n{queries}"

    @cached_property
    def _printer(self) -> "_Printer":
        return _Printer(self)


class _Printer:
    def __init__(self, certificate: Certificate) -> None:
        self.certificate = certificate
        self.system: System = system_of(certificate.model)
        self.encoder: Encoder[str] = Encoder(SmtLibTerms(), certificate.model.values)
        self.next: dict[str, Var[Any]] = {v.name: _primed(v) for v in certificate.model.variables}

    def declarations(self) -> str:
        model = self.certificate.model
        lines = [
            f"; Certificate, format {FORMAT}: an inductive invariant and the properties that follow from it.",
            f"; model {model.name}, digest {digest(model)}",
            f"; properties: {' '.join(self.certificate.properties)}",
            "; Check it with any SMT-LIB 2.6 solver; every (check-sat) must answer unsat.",
            "(set-option :print-success false)",
            "(set-logic QF_LIRA)",
            "; Enumeration members are integers:",
            *(f";   {name} {codes}" for name, codes in _enumerations(model)),
            "; State variables, and their values after a step.",
        ]
        for var in model.variables:
            lines.append(f"(declare-const {var.name} {sort_of(var)})")
            lines.append(f"(declare-const {self.next[var.name].name} {sort_of(var)})")
        lines.append("(declare-const delay Real)")
        lines.append("(define-fun initial () Bool")
        lines.extend(f"  {part}" for part in self._conjunction(self._encode(v == v.initial) for v in model.variables))
        lines.append(")")
        for transition in self.system.transitions:
            lines.append(f"(define-fun step.{transition.name} () Bool")
            updates = [self._encode(transition.guard), *self._next_values(transition.updates)]
            lines.extend(f"  {part}" for part in self._conjunction(updates))
            lines.append(")")
        lines.append("(define-fun step () Bool (or false")
        lines.extend(f"  step.{t.name}" for t in self.system.transitions)
        lines.append("))")
        for number, lemma in enumerate(self.certificate.lemmas):
            lines.append(f"; lemma {number}: {self._name(lemma)}")
            lines.append(f"(define-fun lemma.{number} () Bool {self._encode(lemma)})")
            lines.append(f"(define-fun lemma.{number}.next () Bool {self._encode(substitute(lemma, self.next))})")
        for suffix in ("", ".next"):
            lines.append(f"(define-fun invariant{suffix} () Bool")
            domains = [self.encoder.domain(v if not suffix else self.next[v.name]) for v in model.variables]
            names = [f"lemma.{i}{suffix}" for i in range(len(self.certificate.lemmas))]
            lines.extend(f"  {part}" for part in self._conjunction([*(d for d in domains if d), *names]))
            lines.append(")")
        return "\n".join(lines) + "\n"

    def queries(self) -> Sequence[Query]:
        follow = [
            Query(safe(name), f"(and invariant {self._encode(negate(formula))})")
            for name, formula in self.certificate.properties.items()
        ]
        return [
            Query(INITIAL, "(and initial (not invariant))"),
            Query(STEP, "(and invariant step (not invariant.next))"),
            *follow,
        ]

    def _name(self, lemma: Expr[bool]) -> str:
        """A property's id, or the lemma in the model's language."""
        for name, formula in self.certificate.properties.items():
            if same(lemma, formula):
                return f"property {name}"
        return to_text(lemma)

    def _next_values(self, updates: Mapping[str, Expr[Any]]) -> Iterable[str]:
        for var in self.certificate.model.variables:
            value = updates.get(var.name, var)
            yield self.encoder.terms.equal(self._encode(self.next[var.name]), self.encoder.encode(value, _real(var)))

    def _encode(self, expr: Expr[Any]) -> str:
        return self.encoder.encode(expr)

    @staticmethod
    def _conjunction(parts: Iterable[str]) -> list[str]:
        return ["(and true", *(f" {p}" for p in parts), ")"]


def read_certificate(text: str, model: Model, properties: Mapping[str, Expr[bool]], where: str) -> Certificate:
    """The certificate in ``text``, if it is one of this model and says nothing but its lemmas.

    Raises ``CertificateError`` where it belongs to another model or differs from what the printer makes of its lemmas.
    """
    found = digest_in(text)
    if found is None:
        raise CertificateError(f"{where} is no certificate")
    if found != digest(model):
        raise CertificateError(f"{where} belongs to another model (digest {found[:12]}...)")
    certificate = Certificate(model, tuple(lemmas_in(text, model, properties, where)), properties)
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


def _primed(var: Var[Any]) -> Var[Any]:
    return Var(f"{var.name}.next", var.type, var.owner, var.initial, active=var.active)


def _real(var: Var[Any]) -> bool:
    return sort_of(var) == "Real"


def _enumerations(model: Model) -> list[tuple[str, str]]:
    found: dict[str, str] = {}
    for var in model.variables:
        if isinstance(var.type, Enumeration):
            found[var.type.name] = ", ".join(f"{m} = {i}" for i, m in enumerate(sorted(var.type.members)))
    return sorted(found.items())
