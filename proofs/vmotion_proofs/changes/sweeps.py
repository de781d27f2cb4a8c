"""What a sweep found out: for each property, at which of the judged values it falls. Between them nothing is known."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from vmotion_proofs.results.verdicts import Verdict

from .check_change import Proposal


@dataclass(frozen=True)
class SweepLine:
    """A property over the values of a sweep, in rising order; no verdict where a value was not judged."""

    id: str
    title: str
    values: tuple[int, ...]
    verdicts: tuple[Verdict | None, ...]

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
    def sentence(self) -> str:
        """In words, of the judged values alone, without a full stop."""
        said = []
        if self.violated:
            said.append(f"violated {self._where(self.violated)}")
        if self.undecided:
            said.append(f"not decided {self._where(self.undecided)}")
        return f"{self.id} is {' and '.join(said)}" if said else f"{self.id} passes with every value"

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


def sweep_lines(proposals: Sequence[Proposal]) -> tuple[SweepLine, ...]:
    """The properties of all proposals of one sweep, in their order, each over the values."""
    titles = {p.id: p.title for proposal in proposals if proposal.after is not None for p in proposal.after.properties}
    values = tuple(p.change.sweep.value for p in proposals if p.change.sweep is not None)
    results = [{} if p.after is None else p.after.by_id for p in proposals]
    return tuple(
        SweepLine(name, title, values, tuple(r[name].verdict if name in r else None for r in results))
        for name, title in titles.items()
    )
