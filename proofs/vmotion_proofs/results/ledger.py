"""The verdicts of a check under way."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from time import monotonic

from vmotion_specs.properties import Property

from .verdicts import PropertyResult, Run, Verdict


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
