"""What ``vmotion check`` answers: of the model as it is, of proposed changes, and of another version."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .check_sweep import is_sweep, of_sweep
from .errors import BadInputError, tell
from .report_formats import Reportable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vmotion_proofs.certifying.checked_certificate import Evidence
    from vmotion_proofs.changes.forbid import Forbidden
    from vmotion_proofs.changes.proposal import Proposal
    from vmotion_proofs.results.options import Options
    from vmotion_report.outputs.outcome import CheckOutcome
    from vmotion_specs.change import Change
    from vmotion_specs.suites import Suite


DECLARED = "All verdicts are as the change file declares."
DECLARED_TOGETHER = "Nothing falls with all of them together that no file declares."


def of_model(
    chosen: "Suite",
    options: "Options",
    ids: tuple[str, ...],
    without: tuple[str, ...],
    why: bool,
    hints: bool,
    full: bool,
    folder: Path | None,
) -> Reportable:
    from vmotion_proofs.changes.attach_repairs import with_repairs
    from vmotion_proofs.check.check import check_with_evidence
    from vmotion_proofs.results.select_properties import selected, weakened

    from .show import show_check

    properties = chosen.properties
    if without:
        properties, ids = weakened(properties, without, ids)
    checked = check_with_evidence(chosen.model, properties, options)
    result = selected(checked.result, ids)
    if hints:
        result = with_repairs(result, chosen.model, chosen.properties_of, options, None, checked.evidence)
    _keep(folder, {chosen.name: checked.evidence})
    code = result.verdict.exit_code

    def outcome() -> "CheckOutcome":
        from vmotion_report.outputs.judging import of_check

        return of_check(chosen, result, properties, code, without)

    def origins(_: Path) -> Sequence[str]:
        from vmotion_report.outputs.as_test import of_suite

        return [of_suite()]

    return Reportable(lambda c: show_check(c, result, why, without, full), outcome, origins, code)


def of_proposals(
    names: tuple[str, ...],
    chosen: "Suite",
    options: "Options",
    ids: tuple[str, ...],
    expect: bool,
    policy: "tuple[Forbidden, ...]",
    why: bool,
    hints: bool,
    full: bool,
    folder: Path | None,
    without: tuple[str, ...] = (),
    bisect: bool = False,
) -> Reportable:
    from dataclasses import replace

    from vmotion_model.common.exit_codes import worst_code
    from vmotion_proofs.changes.attach_repairs import repaired
    from vmotion_proofs.changes.check_change import check_change
    from vmotion_proofs.changes.several_changes import combination, propose_together
    from vmotion_proofs.check.check import check_with_evidence
    from vmotion_proofs.results.select_properties import resting_without
    from vmotion_specs.combine import parts_of
    from vmotion_specs.shipped import change_path, find_change

    for name in names:
        if Path(name).is_dir():
            raise BadInputError(f"{name} is a folder: with --each every change file in it is checked, each alone")
    found = [find_change(n, chosen) for n in names]
    refuse_unfit(found, chosen, expect)
    _refuse_kept_names(folder, found)
    if is_sweep(found):
        if hints:
            raise BadInputError(f"{found[0].name} is a sweep: --hints repairs one model; give the constant one value")
        return of_sweep(names[0], found[0], chosen, options, ids, policy, without, bisect)
    if bisect:
        raise BadInputError("--bisect goes with a sweep: a change file that gives one constant several values")
    # What contradicts itself is said before anything that takes long.
    whole = combination(found, chosen) if len(found) > 1 else None
    with options.budget.listening():
        plain = replace(options, use_cache=True, witnesses=False)
        before = check_with_evidence(chosen.model, resting_without(chosen.properties, without), plain)
        # After a Ctrl-C the rest is still named, as not judged.
        proposals = [check_change(change, chosen, options, before, ids, without) for change in found]
        if whole is not None:
            proposals.append(propose_together(whole, proposals, chosen, options, before, ids, without))
        proposals = [replace(p, forbidden=policy) for p in proposals]
        if hints:
            proposals = [repaired(p, chosen, options) for p in proposals]
    _keep(folder, _by_name(proposals))
    code = worst_code(p.command_code(expect) for p in proposals)
    paths = [change_path(n) for n in names]
    files = [paths if len(parts_of(p.change)) > 1 else [paths[at]] for at, p in enumerate(proposals)]

    def outcome() -> "CheckOutcome":
        from vmotion_report.outputs.judging import of_changes

        return of_changes(chosen, proposals, files, expect, code, without)

    def origins(test: Path) -> Sequence[str]:
        from vmotion_report.outputs.as_test import of_change, of_combination

        alone = [of_change(n, path, test) for n, path in zip(names, paths, strict=True)]
        return [*alone, of_combination(names, paths, test)] if whole is not None else alone

    return Reportable(lambda c: _show_proposals(c, proposals, expect, why, full, without), outcome, origins, code)


def _refuse_kept_names(folder: Path | None, changes: "Sequence[Change]") -> None:
    """A model that gets new names, or one of several values, has no certificate of its own to keep."""
    from vmotion_specs.sweep import swept

    for change in changes if folder is not None else ():
        if why := unkept(change):
            raise BadInputError(f"{change.name} {why}: leave out --keep")
        if swept(change) is not None:
            raise BadInputError(f"{change.name} is a sweep: --keep keeps the certificates of one value")


def unkept(change: "Change") -> str:
    """Why a change has no certificate under its own names, as the end of a sentence; empty for one that has."""
    if change.of("rename"):
        return "renames, and is judged under the former names"
    if any(e.action == "remove" for e in change.of("enumeration")):
        return "removes members, and is judged with them in place"
    return ""


def refuse_unfit(changes: "Sequence[Change]", chosen: "Suite", expect: bool) -> None:
    """Raise ``BadInputError`` for a change of another model, and for one that declares nothing where that is compared."""
    from vmotion_specs.sweep import swept

    for change in changes:
        if change.model != chosen.name:
            raise BadInputError(f"{change.name} changes the model {change.model!r}: give --model {change.model}")
        if expect and swept(change) is not None:
            raise BadInputError(f"{change.name} is a sweep, which declares nothing: leave out --expect, or this file")
        if expect and not change.expect.declares:
            raise BadInputError(f"{change.name} declares nothing that --expect could compare: write a table [expect]")


def _by_name(proposals: "list[Proposal]") -> "dict[str, Evidence]":
    """The evidence for each change that was judged, by the stem of its file's name; two of one stem get numbers."""
    from vmotion_specs.combine import parts_of

    found: dict[str, Evidence] = {}
    for proposal in proposals:
        several = len(parts_of(proposal.change)) > 1
        stem = name = "together" if several else Path(proposal.change.name).stem or "change"
        number = 1
        while name in found:
            number += 1
            name = f"{stem}-{number}"
        if proposal.evidence is not None:
            found[name] = proposal.evidence
    return found


def _show_proposals(
    console: Any, proposals: "list[Proposal]", expect: bool, why: bool, full: bool, without: tuple[str, ...]
) -> None:
    from vmotion_specs.combine import parts_of

    from .show import show_proposal, show_without
    from .show_several import show_summary

    show_without(console, without)
    for number, proposal in enumerate(proposals):
        if number:
            console.rule()
        show_proposal(console, proposal, why, full)
        if expect:
            console.print()
            for surprise in proposal.surprises():
                console.print(f"Not as declared: {surprise}.")
            if not proposal.surprises():
                console.print(DECLARED if len(parts_of(proposal.change)) == 1 else DECLARED_TOGETHER)
    if len(proposals) > 1:
        console.rule()
        show_summary(console, proposals, expect)


def of_version(
    argument: str,
    chosen: "Suite",
    options: "Options",
    ids: tuple[str, ...],
    accepted: tuple[str, ...],
    policy: "tuple[Forbidden, ...]",
    why: bool,
    hints: bool,
    full: bool,
    folder: Path | None,
) -> Reportable:
    from dataclasses import replace

    from vmotion_proofs.changes.attach_repairs import with_repairs
    from vmotion_proofs.changes.check_change import against
    from vmotion_proofs.changes.revisions import versions, working_form
    from vmotion_specs.recognised_names import recognised
    from vmotion_specs.suites import Suite

    from .show import show_proposal

    former, after, change = versions(argument, chosen)
    known = recognised(former, after)
    before = known.before
    found = against(before, after, change, chosen, options, ids, known.names)
    notes = (*known.notes, *found.notes)
    proposal = replace(found, accepted=frozenset(accepted), forbidden=policy, notes=notes)
    if idle := sorted(proposal.accepted - {f.id for f in proposal.findings}):
        raise BadInputError(f"{', '.join(idle)} says no less than before: leave out --accept {idle[0]}")
    assert proposal.after is not None
    if hints:
        stated = Suite.of(after.model, after.properties).properties_of
        hinted = with_repairs(proposal.after, after.model, stated, options, before.model, proposal.evidence)
        proposal = replace(proposal, after=hinted)
    if proposal.evidence is not None:
        _keep(folder, {chosen.name: proposal.evidence})
    code = proposal.command_code()
    form = working_form(chosen)

    def outcome() -> "CheckOutcome":
        from vmotion_report.outputs.judging import of_versions

        return of_versions(chosen, proposal, before, after, form, code)

    def origins(test: Path) -> Sequence[str]:
        from vmotion_report.outputs.as_test import of_form, of_suite

        return [of_suite() if form is None else of_form(form, test)]

    return Reportable(lambda c: show_proposal(c, proposal, why, full), outcome, origins, code)


def _keep(folder: Path | None, kept: "Mapping[str, Evidence]") -> None:
    """Write the certificates, and say which: what was decided without one has none."""
    if folder is None:
        return
    from vmotion_proofs.certifying.keep_evidence import keep

    for name, evidence in kept.items():
        tell_kept(name, keep(evidence, folder, name))


def tell_kept(name: str, written: "Sequence[Path]") -> None:
    """Say which certificates are kept of what is called ``name``."""
    tell(f"kept {', '.join(map(str, written))}" if written else f"{name}: no certificate was used, none is kept")
