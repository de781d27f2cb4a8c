"""Rankings in a certificate: written as comments, definitions and queries, and read back from the comments."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from vmotion_model.language import Boolean, Expr, ExpressionError, Model, Var, parse, substitute, to_text
from vmotion_proofs.errors import CertificateError

from .claim import Claim
from .ranking import OUTSIDE, Level, Rank, Ranking, Reason, Response, Rule, Triple, allowed

_LEVEL = re.compile(r"^; rank (\d+) of ([^ ]+): (\w+) ([^ ]+)$")
_RULE = re.compile(r"^; rule of ([^ ]+): (\d+|outside) where (.*)$")
Encode = Callable[[Expr[Any]], str]


def printed(
    model: Model, responses: Mapping[str, Response], encode: Encode, after: Mapping[str, Var[Any]]
) -> tuple[list[str], list[tuple[str, str]]]:
    """The lines that define the rankings, and the queries (name, assertion) that make them proofs.

    ``after`` are the variables that stand for the values after a step.
    """
    lines: list[str] = []
    queries: list[tuple[str, str]] = []
    for name, response in responses.items():
        lines += [f"; response {name}: {to_text(response.premise)} leads to {to_text(response.goal)}"]
        lines += list(_comments(name, response.ranking))
        duties = response.duties(model, name)
        # A ranking in between speaks of the rank outside it, too.
        primed = dict(after)
        for duty in duties:
            lines += _definitions(duty.rank, encode, after)
            primed |= {v.name: _primed(v) for v, _ in duty.rank.definitions}
            primed |= {o.name: d for o, d in zip(duty.rank.old, duty.rank.digits, strict=True)}
        for duty in duties:
            for question, triples in duty.questions.items():
                cases = "\n  ".join(_violation(t, encode, primed) for t in triples if t.steps != ())
                assertion = f"(and invariant (or false\n  {cases}))"
                queries.append((f"response {name}: {duty.rank.name}: {question}", assertion))
    return lines, queries


def _violation(triple: Triple, encode: Encode, primed: Mapping[str, Var[Any]]) -> str:
    if triple.steps is None:
        return f"(and {encode(triple.before)} (not {encode(triple.after)}))"
    taken = " ".join(f"step.{s}" for s in triple.steps)
    return f"(and {encode(triple.before)} (or false {taken}) (not {encode(substitute(triple.after, primed))}))"


def _primed(var: Var[bool]) -> Var[bool]:
    return Var(f"{var.name}.next", var.of_type, var.owner, var.initial)


def _comments(name: str, ranking: Ranking) -> Iterator[str]:
    for number, level in enumerate(ranking.levels):
        yield f"; rank {number} of {name}: {level.reason.value} {level.name}"
    for rule in ranking.rules:
        rank = "outside" if rule.rank == OUTSIDE else rule.rank
        yield f"; rule of {name}: {rank} where {to_text(rule.condition)}"
    for number, level in enumerate(ranking.levels):
        if level.between is not None:
            yield from _comments(f"{name}.at{number}", level.between)


def _definitions(rank: Rank, encode: Encode, after: Mapping[str, Var[Any]]) -> Iterator[str]:
    primed = {**after, **{v.name: _primed(v) for v, _ in rank.definitions}}
    for var, definition in rank.definitions:
        yield f"(define-fun {var.name} () Bool {encode(definition)})"
        yield f"(define-fun {var.name}.next () Bool {encode(substitute(definition, primed))})"


def rankings_in(text: str, model: Model, claims: Mapping[str, Claim], where: str) -> dict[str, Response]:
    """The rankings that a certificate lists, for those of ``claims`` that it speaks of.

    Raises ``CertificateError`` where one makes no sense for this model, or rests on what is not assumed.
    """
    levels: dict[str, dict[int, tuple[Reason, str]]] = {}
    rules: dict[str, list[Rule]] = {}
    for line in text.splitlines():
        if found := _LEVEL.match(line):
            number, name, reason, what = found.groups()
            if reason not in set(Reason):
                raise CertificateError(f"{where}: rank {number} of {name} has no reason that is known")
            levels.setdefault(name, {})[int(number)] = (Reason(reason), what)
        elif found := _RULE.match(line):
            name, rank, condition = found.groups()
            try:
                rule = Rule(parse(condition, model.scope, Boolean()), OUTSIDE if rank == "outside" else int(rank))
            except ExpressionError as error:
                raise CertificateError(f"{where}, rule of {name}: {error}") from None
            rules.setdefault(name, []).append(rule)
    responses = {}
    for name, claim in claims.items():
        if name not in levels and name not in rules:
            continue
        ranking = _ranking(name, levels, rules)
        if why := allowed(model, ranking, claim.fairness):
            raise CertificateError(f"{where}, response {name}: {why}")
        responses[name] = Response(claim.premise, claim.goal, claim.fairness, ranking)
    return responses


def _ranking(
    name: str, levels: Mapping[str, Mapping[int, tuple[Reason, str]]], rules: Mapping[str, Sequence[Rule]]
) -> Ranking:
    found = []
    for number, (reason, what) in sorted(levels.get(name, {}).items()):
        strong = reason is Reason.STRONG
        found.append(Level(reason, what, _ranking(f"{name}.at{number}", levels, rules) if strong else None))
    return Ranking(tuple(rules.get(name, ())), tuple(found))
