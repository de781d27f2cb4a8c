"""From a check, or from proposals, to the value that all reports are made from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from vmotion_proofs.changes.compare_statements import StatementChange, StatementFinding
from vmotion_proofs.changes.proposal import Proposal
from vmotion_proofs.changes.sweep_result import SweepLine
from vmotion_proofs.results.verdicts import CheckResult, PropertyResult, Verdict
from vmotion_specs.apply import base_of, changed_suite
from vmotion_specs.change import Change
from vmotion_specs.combine import parts_of
from vmotion_specs.properties import Property
from vmotion_specs.suite_json import ModelVersion
from vmotion_specs.suites import Suite

from .outcome import CaseStanding, CaseSubject, CheckOutcome, JudgedModel, ReportCase, Versions
from .places import FilePlace, Sources, edited_commands, place_of_edit, sources_of


def of_check(
    suite: Suite, result: CheckResult, properties: Sequence[Property], exit_code: int, without: Sequence[str] = ()
) -> CheckOutcome:
    """A check of a suite's model as it is."""
    sources = sources_of(suite)
    cases = [
        _property(item, sources.property(item.id) or sources.whole())
        for item in result.properties
        if not item.verdict.passes
    ]
    failing = {c.id: c for c in cases}
    # In the order of the check; of what passes nobody needs to know where it is defined.
    cases = [failing.get(item.id) or _property(item, None) for item in result.properties]
    versions = Versions(suite.model, tuple(properties), None, suite.locations)
    judged = JudgedModel(
        suite.name,
        f"Check of the model {suite.name}",
        "",
        result,
        (*cases, *_ended(result, None, sources.whole())),
        sources,
        versions=versions,
    )
    return CheckOutcome((judged,), exit_code, tuple(without))


def of_changes(
    suite: Suite,
    proposals: Sequence[Proposal],
    files: Sequence[Sequence[Path]],
    expect: bool,
    exit_code: int,
    without: Sequence[str] = (),
    sweep: tuple[SweepLine, ...] = (),
) -> CheckOutcome:
    """Proposed changes, each with the files that it stands in. ``expect``: verdicts are good where they are as declared.

    ``sweep`` is what they say together where they are the values of a sweep.
    """
    judged = []
    for proposal, own in zip(proposals, files, strict=True):
        change = proposal.change
        versions = None
        if proposal.refusal is None:
            after, base = changed_suite(change, suite), base_of(change, suite)
            versions = Versions(after.model, after.properties, base.model, after.locations)
        blame = _Edits(change, own, sources_of(suite))
        judged.append(replace(_of_proposal(proposal, blame, versions, expect), sweep=sweep))
    return CheckOutcome(tuple(judged), exit_code, tuple(without))


def of_versions(
    suite: Suite, proposal: Proposal, before: ModelVersion, after: ModelVersion, form: Path | None, exit_code: int
) -> CheckOutcome:
    """Two versions of a model; ``form`` is the JSON file in which the newer one stands, None for the shipped one."""
    versions = Versions(after.model, after.properties, before.model, suite.locations)
    return CheckOutcome((_of_proposal(proposal, _Files(sources_of(suite, form)), versions, False),), exit_code)


@dataclass(frozen=True)
class _Edits:
    """Where to mend a change: in its file, or its files where it is a combination."""

    change: Change
    files: Sequence[Path]
    sources: Sources

    def places(self) -> Mapping[str, FilePlace]:
        """The commands that the change speaks of, each with its place there."""
        return {n: place_of_edit(self.change, self.files, e) for n, e in edited_commands(self.change).items()}

    def of_property(self, item: PropertyResult) -> tuple[FilePlace, tuple[FilePlace, ...]]:
        """The last edited step of the run, else an edit of the property itself, else the first edit; and what else there is."""
        touched = self.places()
        steps = [s.command for s in item.run.steps] if item.run is not None else []
        on_the_run = [touched[name] for name in dict.fromkeys(reversed(steps)) if name in touched]
        stated = [e for e in self.change.of("property") if e.keys["id"] == item.id]
        places = [*on_the_run, *(place_of_edit(self.change, self.files, e) for e in stated)] or [self.whole()]
        defined = self.sources.property(item.id)
        return places[0], (*places[1:], *((defined,) if defined is not None else ()))

    def of_statement(self, name: str) -> FilePlace:
        edits = [e for e in self.change.of("property") if e.keys["id"] == name]
        return place_of_edit(self.change, self.files, edits[0] if edits else None)

    def whole(self) -> FilePlace:
        return place_of_edit(self.change, self.files, None)


@dataclass(frozen=True)
class _Files:
    """Where to mend a version of a model: where the property is defined, else at the beginning of the file."""

    sources: Sources

    def places(self) -> Mapping[str, FilePlace]:
        return {}

    def of_property(self, item: PropertyResult) -> tuple[FilePlace | None, tuple[FilePlace, ...]]:
        return self.sources.property(item.id) or self.whole(), ()

    def of_statement(self, name: str) -> FilePlace | None:
        return self.sources.property(name) or self.whole()

    def whole(self) -> FilePlace | None:
        return self.sources.whole()


def _of_proposal(proposal: Proposal, blame: _Edits | _Files, versions: Versions | None, expect: bool) -> JudgedModel:
    change = proposal.change
    cases: list[ReportCase] = []
    if proposal.refusal is not None:
        declared = expect and not proposal.surprises()
        standing = CaseStanding.PASSES if declared else CaseStanding.OPEN
        message = f"the language refuses the change: {proposal.refusal}"
        cases.append(
            ReportCase(CaseSubject.CHECK, "change", change.title, standing, "refused", message, place=blame.whole())
        )
    before = proposal.before.by_id if proposal.before is not None else {}
    for item in proposal.after.properties if proposal.after is not None else ():
        old = before[item.id].verdict if item.id in before else None
        if item.verdict.passes and (not expect or proposal.declared(item)):
            cases.append(_property(item, None, before=old))
        else:
            place, related = blame.of_property(item)
            cases.append(_property(item, place, related, old, expect and proposal.declared(item)))
    cases += [_statement(f, proposal, blame.of_statement(f.id), expect) for f in proposal.findings]
    cases += _policy(proposal, blame)
    if expect:
        cases += [
            ReportCase(
                CaseSubject.DECLARED,
                "declared",
                "as declared",
                CaseStanding.FAILS,
                "not as declared",
                says,
                place=blame.whole(),
            )
            for says in proposal.surprises()
        ]
    if proposal.refusal is None:
        cases += _ended(proposal.after, proposal, blame.whole())
    return JudgedModel(
        change.name if change.sweep is None else f"{change.name}: {change.sweep.text}",
        change.title,
        change.text,
        proposal.after,
        tuple(cases),
        blame.sources,
        proposal,
        versions,
        blame.places(),
    )


def _property(
    item: PropertyResult,
    place: FilePlace | None,
    related: tuple[FilePlace, ...] = (),
    before: Verdict | None = None,
    declared: bool = False,
) -> ReportCase:
    word = item.verdict.value
    if item.verdict.passes:
        standing, message = CaseStanding.PASSES, f"{item.id} is {word}: {item.title}"
    elif item.verdict is Verdict.VIOLATED:
        standing = CaseStanding.PASSES if declared else CaseStanding.FAILS
        message = f"{item.id} is violated: {item.title}" + (f"; {_bare(item.why)}" if item.why else "")
    else:
        bound = f" (searched {item.bound} steps)" if item.bound is not None else ""
        standing, message = CaseStanding.OPEN, f"{item.id} is not decided{bound}: {item.title}"
    if not item.verdict.passes and item.reason:
        message += f"; {_bare(item.reason)}"
    if declared and not item.verdict.passes:
        message += "; the change file declares that"
    return ReportCase(CaseSubject.PROPERTY, item.id, item.title, standing, word, message, item, before, place, related)


def _bare(sentence: str) -> str:
    return sentence.strip().removesuffix(".")


def _statement(finding: StatementFinding, proposal: Proposal, place: FilePlace | None, expect: bool) -> ReportCase:
    wanted = finding.id in proposal.accepted
    if expect:
        wanted = any(p.expect.statements.get(finding.id) == finding.change.value for p in parts_of(proposal.change))
    standing = CaseStanding.FAILS
    if finding.change is StatementChange.UNDECIDED:
        standing = CaseStanding.OPEN
    if wanted:
        standing = CaseStanding.PASSES
    message = finding.description + ("; that is accepted" if wanted else "")
    title = f"{finding.id} says as much as before"
    return ReportCase(CaseSubject.STATEMENT, finding.id, title, standing, finding.change.value, message, place=place)


def _policy(proposal: Proposal, blame: _Edits | _Files) -> Iterable[ReportCase]:
    breaches = proposal.breaches
    for word in proposal.forbidden:
        title = f"{word.value} is forbidden"
        found = [b for b in breaches if b.word is word]
        if not found:
            yield ReportCase(
                CaseSubject.POLICY, word.value, title, CaseStanding.PASSES, "not found", f"{word.value} was not found"
            )
        for breach in found:
            standing = CaseStanding.FAILS if breach.decided else CaseStanding.OPEN
            said = "found" if breach.decided else "not decided"
            message = f"{word.value} is forbidden: {breach.description}"
            yield ReportCase(CaseSubject.POLICY, word.value, title, standing, said, message, place=blame.whole())


def _ended(
    result: CheckResult | None, proposal: Proposal | None, place: FilePlace | None = None
) -> Iterable[ReportCase]:
    """Why a check did not come to its end, or was none."""
    stopped = (proposal.stopped if proposal is not None else "") or (result.stopped if result is not None else "")
    title = "the check comes to its end"
    if stopped:
        yield ReportCase(
            CaseSubject.CHECK, "check", title, CaseStanding.OPEN, "stopped", f"stopped: {stopped}", place=place
        )
    elif result is None or (not result.properties and (proposal is None or not proposal.findings)):
        yield ReportCase(
            CaseSubject.CHECK,
            "check",
            title,
            CaseStanding.OPEN,
            "nothing judged",
            "no property was judged",
            place=place,
        )
