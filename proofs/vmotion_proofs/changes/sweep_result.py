"""What a sweep found out: for each property, at which of the judged values it falls. Between them nothing is known."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from vmotion_proofs.results.verdicts import Verdict

from .proposal import Proposal


@dataclass(frozen=True)
class SweepLine:
    """A property over the values of a sweep, in rising order; no verdict where a value was not judged.

    ``followed`` are values that were not judged themselves, whose verdict follows from another one.
    """

    id: str
    title: str
    values: tuple[int, ...]
    verdicts: tuple[Verdict | None, ...]
    followed: tuple[int, ...] = ()

    @property
    def violated(self) -> tuple[int, ...]:
        """The values with which it is violated."""
        return self._at(lambda v: v is Verdict.VIOLATED)

    @property
    def undecided(self) -> tuple[int, ...]:
        """The values of which that is not known, or which were not judged."""
        return self._at(lambda v: v is None or not (v.passes or v is Verdict.VIOLATED))

    @property
    def passes(self) -> bool:
        """Whether it passes with every value."""
        return not self.violated and not self.undecided

    @property
    def telling(self) -> bool:
        """Whether it has to be told alone: it falls with some value, or is open where nobody chose to leave it open."""
        return any(v is not None and not v.passes for v in self.verdicts) or not (self.passes or self.assumed)

    @property
    def sentence(self) -> str:
        """In words, of the judged values alone, without a full stop."""
        said = []
        if self.violated:
            said.append(f"violated {self._where(self.violated)}")
        if self.undecided:
            said.append(f"not decided {self._where(self.undecided)}")
        return f"{self.id} is {' and '.join(said)}" if said else f"{self.id} passes with every value"

    @property
    def assumed(self) -> str:
        """What it would be if it turned no more often than was seen, without a full stop; empty where that adds nothing.

        That is an assumption: a value without a verdict that lies between two of the same is taken to have it.
        """
        filled = list(self.verdicts)
        known = [n for n, v in enumerate(filled) if v is not None]
        for low, high in pairwise(known):
            one, two = filled[low], filled[high]
            if one is not None and two is not None and _alike(one, two):
                filled[low + 1 : high] = [v or one for v in filled[low + 1 : high]]
        return "" if tuple(filled) == self.verdicts else replace(self, verdicts=tuple(filled)).sentence

    def _where(self, found: tuple[int, ...]) -> str:
        values = self.values
        if found == values:
            return "with every value"
        if len(found) > 1 and found == values[-len(found) :]:
            return f"from {found[0]} on"
        if len(found) > 1 and found == values[: len(found)]:
            return f"up to {found[-1]}"
        return f"with {', '.join(map(str, found))}"

    def _at(self, which: Callable[[Verdict | None], bool]) -> tuple[int, ...]:
        return tuple(value for value, verdict in zip(self.values, self.verdicts, strict=True) if which(verdict))


def _alike(one: Verdict, two: Verdict) -> bool:
    """Whether both are decided, and the same way."""
    return (one.passes and two.passes) or (one is two is Verdict.VIOLATED)


def sweep_lines(
    proposals: Sequence[Proposal], follows: Mapping[int, Mapping[str, Verdict]] | None = None
) -> tuple[SweepLine, ...]:
    """The properties of all proposals of one sweep, in their order, each over the values.

    ``follows`` has the verdicts of values that were not judged and follow from others.
    """
    follows = follows or {}
    titles = {p.id: p.title for proposal in proposals if proposal.after is not None for p in proposal.after.properties}
    values = tuple(p.change.sweep.value for p in proposals if p.change.sweep is not None)
    results = [
        follows.get(value, {}) if p.after is None else {i.id: i.verdict for i in p.after.properties}
        for value, p in zip(values, proposals, strict=True)
    ]
    return tuple(
        SweepLine(
            name,
            title,
            values,
            tuple(r.get(name) for r in results),
            tuple(v for v in values if name in follows.get(v, {})),
        )
        for name, title in titles.items()
    )
