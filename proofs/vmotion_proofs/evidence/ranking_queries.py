"""Rankings in a certificate: written as comments, definitions and queries, and read back from the comments."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from vmotion_model.language import Boolean, ExpressionError, Model, parse, to_text
from vmotion_proofs.results.errors import CertificateError
from vmotion_proofs.solving.encode_terms import Encoder
from vmotion_proofs.solving.smtlib import SmtLibTerms
from vmotion_proofs.solving.symbol_names import after_symbol, part, variable_symbol

from .ranking import OUTSIDE, Level, Rank, Ranking, Reason, Response, Rule, Triple, allowed
from .response_claim import Claim

_LEVEL = re.compile(r"^; rank (\d+) of ([^ ]+): (\w+) ([^ ]+)$")
_RULE = re.compile(r"^; rule of ([^ ]+): (\d+|outside) where (.*)$")


@dataclass(frozen=True)
class RankingQuery:
    """What must be impossible for a ranking to be a proof; ``pieces`` are its cases, step by step."""

    property_id: str
    rank: str
    question: str
    assertion: str
    pieces: tuple[str, ...]


def ranking_text(
    model: Model, responses: Mapping[str, Response], encoder: Encoder[str], following: Mapping[str, str]
) -> tuple[list[str], list[RankingQuery]]:
    """The lines that define the rankings, and the questions that make them proofs.

    ``following`` are the symbols that stand for the variables' values after a step. The variables of a ranking are made up, and
    so are their names: no variable of a model has one, or the rank before a step would be what the model says.
    """
    lines: list[str] = []
    questions: list[RankingQuery] = []
    obligations = {name: response.obligations(model, name) for name, response in responses.items()}
    symbols = dict(following)
    for rank in (d.rank for of_one in obligations.values() for d in of_one):
        symbols |= {v.name: after_symbol(v.name) for v, _ in rank.definitions}
        # After the step, the old rank is the one before it.
        symbols |= {o.name: variable_symbol(d.name) for o, d in zip(rank.old, rank.digits, strict=True)}
    after = Encoder(SmtLibTerms(symbols), model.values)
    for name, response in responses.items():
        lines += [f"; response {name}: {to_text(response.premise)} leads to {to_text(response.goal)}"]
        lines += list(_comments(name, response.ranking))
        for duty in obligations[name]:
            lines += _definitions(duty.rank, encoder, after)
        for duty in obligations[name]:
            for question, triples in duty.questions.items():
                asked = [t for t in triples if t.steps != ()]
                cases = "\n  ".join(_violation(t, t.steps, encoder, after) for t in asked)
                pieces = tuple(f"(and invariant {p})" for t in asked for p in _one_by_one(t, encoder, after))
                assertion = f"(and invariant (or false\n  {cases}))"
                questions.append(RankingQuery(name, duty.rank.name, question, assertion, pieces))
    return lines, questions


def _one_by_one(triple: Triple, now: Encoder[str], after: Encoder[str]) -> Iterator[str]:
    """The violation by each step alone."""
    for steps in [None] if triple.steps is None else [(s,) for s in triple.steps]:
        yield _violation(triple, steps, now, after)


def _violation(triple: Triple, steps: tuple[str, ...] | None, now: Encoder[str], after: Encoder[str]) -> str:
    before = now.encode(triple.before)
    if steps is None:
        return f"(and {before} (not {now.encode(triple.after)}))"
    taken = " ".join(f"step.{part(s)}" for s in steps)
    return f"(and {before} (or false {taken}) (not {after.encode(triple.after)}))"


def _comments(name: str, ranking: Ranking) -> Iterator[str]:
    for number, level in enumerate(ranking.levels):
        yield f"; rank {number} of {name}: {level.reason.value} {level.name}"
    for rule in ranking.rules:
        rank = "outside" if rule.rank == OUTSIDE else rule.rank
        yield f"; rule of {name}: {rank} where {to_text(rule.condition)}"
    for number, level in enumerate(ranking.levels):
        if level.between is not None:
            yield from _comments(f"{name}.at{number}", level.between)


def _definitions(rank: Rank, now: Encoder[str], after: Encoder[str]) -> Iterator[str]:
    for var, definition in rank.definitions:
        yield f"(define-fun {variable_symbol(var.name)} () Bool {now.encode(definition)})"
        yield f"(define-fun {after_symbol(var.name)} () Bool {after.encode(definition)})"


def rankings_in(text: str, model: Model, claims: Mapping[str, Claim], where: str) -> dict[str, Response]:
    """The rankings that a certificate lists, for those of ``claims`` that it speaks of.

    With ``where`` (the name of the file) raises ``CertificateError`` where one makes no sense for this model, or rests on what is
    not assumed; without it such a ranking is left out: what remains are candidates for a model that was changed.
    """
    levels: dict[str, dict[int, tuple[Reason, str]]] = {}
    rules: dict[str, list[Rule]] = {}
    wrong: set[str] = set()
    for line in text.splitlines():
        if found := _LEVEL.match(line):
            number, name, reason, what = found.groups()
            if reason not in set(Reason):
                if where:
                    raise CertificateError(f"{where}: rank {number} of {name} has no reason that is known")
                wrong.add(name)
                continue
            levels.setdefault(name, {})[int(number)] = (Reason(reason), what)
        elif found := _RULE.match(line):
            name, rank, condition = found.groups()
            try:
                rule = Rule(parse(condition, model.scope, Boolean()), OUTSIDE if rank == "outside" else int(rank))
            except ExpressionError as error:
                if where:
                    raise CertificateError(f"{where}, rule of {name}: {error}") from None
                wrong.add(name)
                continue
            rules.setdefault(name, []).append(rule)
    responses = {}
    for name, claim in claims.items():
        if (name not in levels and name not in rules) or any(w == name or w.startswith(f"{name}.at") for w in wrong):
            continue
        ranking = _ranking(name, levels, rules)
        if why := allowed(model, ranking, claim.fairness):
            if where:
                raise CertificateError(f"{where}, response {name}: {why}")
            continue
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
