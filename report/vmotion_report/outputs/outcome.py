"""What a check found out, in the form that every report is made from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from vmotion_model.language import Model
from vmotion_proofs.changes.check_change import Proposal
from vmotion_proofs.changes.sweeps import SweepLine
from vmotion_proofs.results.verdicts import CheckResult, PropertyResult, Run, Verdict
from vmotion_specs.properties import Property

from .places import Place, Sources


class Standing(StrEnum):
    """What a case is worth to a reader of reports."""

    PASSES = "passes"
    FAILS = "fails"
    OPEN = "open"
    """Not decided: never a pass."""


class About(StrEnum):
    """What a case is about."""

    PROPERTY = "property"
    STATEMENT = "statement"
    """Whether a property says as much as it did."""
    POLICY = "policy"
    """Whether something forbidden was done."""
    DECLARED = "declared"
    """Whether the verdicts are those that the change file declares."""
    CHECK = "check"
    """Whether the check itself came to an end."""


@dataclass(frozen=True)
class Case:
    """One thing that was asked.

    ``word`` is the answer in a word, ``message`` in one sentence without its full stop. ``result`` is the verdict behind it where
    it is about a property, ``before`` that of the unchanged model. ``place`` is where somebody would mend it, ``related`` what
    else has to do with it.
    """

    about: About
    id: str
    title: str
    standing: Standing
    word: str
    message: str
    result: PropertyResult | None = None
    before: Verdict | None = None
    place: Place | None = None
    related: tuple[Place, ...] = ()

    @property
    def run(self) -> Run | None:
        """The counterexample; None for a case that has none."""
        return None if self.result is None or self.result.verdict.passes else self.result.run


@dataclass(frozen=True)
class Versions:
    """The models behind a result: the one that was judged, the one it is compared with, and what is asked of the former."""

    model: Model
    properties: tuple[Property, ...]
    before: Model | None = None
    locations: Mapping[str, str] = field(default_factory=dict)

    def property(self, name: str) -> Property | None:
        """A property by its id."""
        return next((p for p in self.properties if p.id == name), None)


@dataclass(frozen=True)
class Judged:
    """A model, or a change of it, after its check.

    ``proposal`` is None for a model as it is. ``versions`` is None where the language refuses the change. ``touched`` are the
    commands that the change speaks of, each with the line that does. ``sweep`` is what all values of a sweep together say, where
    it is one of them.
    """

    name: str
    title: str
    text: str
    result: CheckResult | None
    cases: tuple[Case, ...]
    sources: Sources
    proposal: Proposal | None = None
    versions: Versions | None = None
    touched: Mapping[str, Place] = field(default_factory=dict)
    sweep: tuple[SweepLine, ...] = ()

    def worst(self) -> Standing:
        """The worst standing: what fails before what is open."""
        found = {c.standing for c in self.cases}
        return next((s for s in (Standing.FAILS, Standing.OPEN) if s in found), Standing.PASSES)


@dataclass(frozen=True)
class Outcome:
    """What one run of ``vmotion check`` found: one model as it is, or one or more changes of it.

    ``without`` are the assumptions that were left out. ``exit_code`` is that of the command. ``listed``: the JSON form is a list,
    also of one.
    """

    judged: tuple[Judged, ...]
    exit_code: int
    without: tuple[str, ...] = ()
    listed: bool = False
