"""What a check found out, in the form that every report is made from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from vmotion_model.language import Model
from vmotion_proofs.changes.proposal import Proposal
from vmotion_proofs.changes.sweep_result import SweepLine
from vmotion_proofs.results.verdicts import CheckResult, PropertyResult, Run, Verdict
from vmotion_specs.properties import Property

from .places import FilePlace, Sources


class CaseStanding(StrEnum):
    """What a case is worth to a reader of reports."""

    PASSES = "passes"
    FAILS = "fails"
    OPEN = "open"
    """Not decided: never a pass."""


class CaseSubject(StrEnum):
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
class ReportCase:
    """One thing that was asked.

    ``word`` is the answer in a word, ``message`` in one sentence without its full stop. ``result`` is the verdict behind it where
    it is about a property, ``before`` that of the unchanged model. ``place`` is where somebody would mend it, ``related`` what
    else has to do with it.
    """

    about: CaseSubject
    id: str
    title: str
    standing: CaseStanding
    word: str
    message: str
    result: PropertyResult | None = None
    before: Verdict | None = None
    place: FilePlace | None = None
    related: tuple[FilePlace, ...] = ()

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
class JudgedModel:
    """A model, or a change of it, after its check.

    ``proposal`` is None for a model as it is. ``versions`` is None where the language refuses the change. ``touched`` are the
    commands that the change speaks of, each with the line that does. ``sweep`` is what all values of a sweep together say, where
    it is one of them.
    """

    name: str
    title: str
    text: str
    result: CheckResult | None
    cases: tuple[ReportCase, ...]
    sources: Sources
    proposal: Proposal | None = None
    versions: Versions | None = None
    touched: Mapping[str, FilePlace] = field(default_factory=dict)
    sweep: tuple[SweepLine, ...] = ()

    def worst(self) -> CaseStanding:
        """The worst standing: what fails before what is open."""
        found = {c.standing for c in self.cases}
        return next((s for s in (CaseStanding.FAILS, CaseStanding.OPEN) if s in found), CaseStanding.PASSES)


@dataclass(frozen=True)
class CheckOutcome:
    """What one run of ``vmotion check`` found: one model as it is, or one or more changes of it.

    ``without`` are the assumptions that were left out. ``exit_code`` is that of the command. ``listed``: the JSON form is a list,
    also of one.
    """

    judged: tuple[JudgedModel, ...]
    exit_code: int
    without: tuple[str, ...] = ()
    listed: bool = False
