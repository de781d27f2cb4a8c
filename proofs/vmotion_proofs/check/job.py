"""One check under way: what is asked, what is decided so far (the ledger), and what the engines hand on to each other."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from time import monotonic
from typing import TYPE_CHECKING, Self

from vmotion_model.language import Expr, Model
from vmotion_proofs.certifying.checked_certificate import Evidence
from vmotion_proofs.evidence.response_claim import Claim, UndecidedError, claim_of
from vmotion_proofs.results.options import INDUCTION, SPACER, Options
from vmotion_proofs.results.verdicts import PropertyResult, Run, Verdict
from vmotion_specs.properties import Property, PropertyKind

from .vacuity import Look

if TYPE_CHECKING:
    from vmotion_proofs.search.explore import Explored

    from .responses import FairCycles


class Ledger:
    """One verdict for each property that is decided so far; a later one takes the place of an earlier one."""

    def __init__(self, properties: Sequence[Property], instance: str) -> None:
        """Take what is to be judged, and in which words the instance is described."""
        self.properties = tuple(properties)
        self._instance = instance
        self._results: dict[str, PropertyResult] = {}

    def __contains__(self, property_id: str) -> bool:
        return property_id in self._results

    def __getitem__(self, property_id: str) -> PropertyResult:
        return self._results[property_id]

    def open(self, items: Sequence[Property]) -> list[Property]:
        """Those of ``items`` that are not judged yet."""
        return [p for p in items if p.id not in self]

    def passing(self, items: Sequence[Property]) -> list[Property]:
        """Those of ``items`` that pass so far."""
        return [p for p in items if p.id in self and self[p.id].verdict.passes]

    def so_far(self, names: Iterable[str]) -> Iterator[PropertyResult]:
        """The verdicts on those of the named properties that are judged."""
        return (self._results[n] for n in names if n in self._results)

    def runs(self) -> Iterator[Run]:
        """All runs that stand for a verdict or lead to a premise."""
        for result in self._results.values():
            yield from (run for run in (result.run, result.witness) if run is not None)

    def results(self) -> tuple[PropertyResult, ...]:
        """The verdicts in the order of the properties, every one of which must be judged."""
        return tuple(self._results[p.id] for p in self.properties)

    def put(
        self,
        item: Property,
        verdict: Verdict,
        engine: str,
        begun: float,
        *,
        run: Run | None = None,
        bound: int | None = None,
        certificate: str | None = None,
        reason: str = "",
        cached_on: str | None = None,
    ) -> None:
        """Judge a property; ``begun`` is the moment at which the work on it began."""
        self._results[item.id] = PropertyResult(
            item.id,
            item.title,
            verdict,
            engine,
            self._instance,
            monotonic() - begun,
            bound=bound,
            certificate=certificate,
            run=run,
            reason=reason,
            why=item.why,
            assumptions=tuple(a.name for a in item.assumptions),
            cached_on=cached_on,
            theorems={a.name: a.theorems for a in item.assumptions if a.theorems},
        )

    def explain(self, item: Property, reason: str) -> None:
        """Keep a verdict, and say why it is no more."""
        self._results[item.id] = replace(self._results[item.id], reason=reason)

    def witness(self, property_id: str, run: Run) -> None:
        """Show the run that reaches a premise."""
        self._results[property_id] = replace(self._results[property_id], witness=run)


SEARCH = "explicit search"
RANKING = "ranking"
FAIR_CYCLES = "fair cycles"
CERTIFIED = (INDUCTION, SPACER, RANKING)
"""Whose proofs are certificates."""


@dataclass
class Job:
    """The state of a check; engines fill ``ledger`` and leave for others what they made.

    ``formulas`` are those of the invariants; ``named`` has in addition those of statements that were not asked about, which a
    lemma on file may be.
    """

    model: Model
    properties: Sequence[Property]
    options: Options
    ledger: Ledger
    look: Look
    claims: dict[str, Claim]
    formulas: dict[str, Expr[bool]]
    named: Mapping[str, Expr[bool]]
    evidence: Evidence
    explored: "Explored | None" = None
    cycles: "FairCycles | None" = None

    @classmethod
    def of(
        cls, model: Model, properties: Sequence[Property], options: Options, others: Sequence[Property] = ()
    ) -> "Job":
        """A check of which nothing is decided; raises ``ModelError`` for a property that does not fit the model.

        ``others`` are statements of the model that are not asked about.
        """
        invariants = [p for p in properties if p.kind is PropertyKind.INVARIANT]
        responses = [p for p in properties if p.kind is PropertyKind.RESPONSE]
        claims, undecided = _claims(model, responses)
        formulas: dict[str, Expr[bool]] = {p.id: p.formula for p in invariants}
        for name, formula in formulas.items():
            model.check_names(f"property {name}", formula)
        look = Look(model, {p.id: p.premise for p in (*invariants, *responses)}, claims)
        ledger = Ledger(properties, options.instance.describe())
        for item in responses:
            if item.id in undecided:
                ledger.put(item, Verdict.UNKNOWN, "none", monotonic(), reason=undecided[item.id])
        named = {p.id: p.formula for p in others if p.kind is PropertyKind.INVARIANT} | formulas
        return cls(model, properties, options, ledger, look, claims, formulas, named, Evidence())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.cycles is not None:
            self.cycles.close()

    def open(self, kind: PropertyKind) -> list[Property]:
        """The properties of a kind that no engine has judged."""
        return self.ledger.open([p for p in self.properties if p.kind is kind])

    @property
    def judged_over_time(self) -> list[Property]:
        """The invariants and responses: what can be vacuous."""
        return [p for p in self.properties if p.kind is not PropertyKind.REACHABLE]


def _claims(model: Model, responses: Sequence[Property]) -> tuple[dict[str, Claim], dict[str, str]]:
    """What the responses claim, and why nothing can be said of the others: a clock refuses only what depends on it."""
    claims: dict[str, Claim] = {}
    undecided: dict[str, str] = {}
    for item in responses:
        try:
            claims[item.id] = claim_of(model, item)
        except UndecidedError as error:
            undecided[item.id] = str(error)
    return claims, undecided
