"""What ``vmotion check --each`` answers: of many changes, each alone."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .check_answers import refuse_unfit, tell_kept, unkept
from .errors import BadInputError, tell
from .report_formats import Reportable

if TYPE_CHECKING:
    from vmotion_proofs.changes.each_change import EachPlan
    from vmotion_proofs.changes.forbid import Forbidden
    from vmotion_proofs.changes.proposal import Proposal
    from vmotion_proofs.changes.sweep_result import SweepLine
    from vmotion_proofs.results.verdicts import Verdict
    from vmotion_report.outputs.outcome import CheckOutcome
    from vmotion_specs.suites import Suite


def of_each(
    names: tuple[str, ...],
    chosen: "Suite",
    plan: "EachPlan",
    expect: bool,
    policy: "tuple[Forbidden, ...]",
    folder: Path | None,
) -> Reportable:
    from vmotion_model.common.exit_codes import worst_code
    from vmotion_model.common.parallel import check_backend
    from vmotion_proofs.changes.each_change import judge_each
    from vmotion_specs.shipped import change_path, find_change
    from vmotion_specs.sweep import points

    check_backend(plan.backend)
    if plan.jobs == 0:
        raise BadInputError("--jobs 0 does nothing: give a number of processes, or -1 for one per core")
    arguments = _files(names)
    found = [find_change(n, chosen) for n in arguments]
    for number, change in enumerate(found):
        if any(other.name == change.name for other in found[:number]):
            raise BadInputError(f"{change.name} is named twice: leave it out once")
    refuse_unfit(found, chosen, expect)
    # Of a sweep, each value is a change of its own.
    each = [(name, point) for name, change in zip(arguments, found, strict=True) for point in points(change)]
    if plan.bisect and not any(change.sweep for _, change in each):
        raise BadInputError("--bisect goes with a sweep: none of the files gives one constant several values")
    proposals = [replace(p, forbidden=policy) for p in judge_each(chosen, [c for _, c in each], plan)]
    without = plan.how.without
    code = worst_code(p.command_code(expect) for p in proposals)
    paths = [change_path(n) for n, _ in each]
    lines = _swept(proposals, chosen, plan)
    if folder is not None:
        _keep(folder, proposals, chosen.name)

    def outcome() -> "CheckOutcome":
        from vmotion_report.outputs.judging import of_changes

        found = of_changes(chosen, proposals, [[p] for p in paths], expect, code, without)
        judged = tuple(
            replace(j, sweep=lines.get(p.change.name, ())) for j, p in zip(found.judged, proposals, strict=True)
        )
        return replace(found, judged=judged, listed=True)

    def origins(test: Path) -> Sequence[str]:
        from vmotion_report.outputs.as_test import of_change

        return [of_change(n, path, test, c.sweep) for (n, c), path in zip(each, paths, strict=True)]

    return Reportable(lambda c: _show(c, proposals, lines, expect, without), outcome, origins, code)


def _swept(proposals: "Sequence[Proposal]", chosen: "Suite", plan: "EachPlan") -> "Mapping[str, tuple[SweepLine, ...]]":
    """What all values of a sweep together say, by the name of its file; with ``--bisect`` also what follows for the others."""
    from vmotion_model.common.errors import SpentError
    from vmotion_proofs.changes.bisect_sweep import follows
    from vmotion_proofs.changes.sweep_result import sweep_lines
    from vmotion_proofs.results.options import Options

    found: dict[str, list[Proposal]] = {}
    for proposal in proposals:
        if proposal.change.sweep is not None:
            found.setdefault(proposal.change.name, []).append(proposal)
    options = Options(budget=plan.budget, locations=chosen.locations)

    def followed(values: "list[Proposal]") -> "Mapping[int, Mapping[str, Verdict]]":
        if not plan.bisect or plan.budget.spent:
            return {}
        try:
            with plan.budget.listening():
                return follows(values, chosen, options, plan.how.without)
        except SpentError:
            # Nothing follows that nobody had the time to show.
            return {}

    return {name: sweep_lines(of, followed(of)) for name, of in found.items()}


def _keep(folder: Path, proposals: "Sequence[Proposal]", model: str) -> None:
    """Write the certificates of each change that was judged, in a folder of its file's name; two of one name get numbers."""
    taken: dict[str, str] = {}
    for proposal in proposals:
        change = proposal.change
        if change.name not in taken:
            stem = own = Path(change.name).stem or "change"
            number = 1
            while own in taken.values():
                number += 1
                own = f"{stem}-{number}"
            taken[change.name] = own
        if proposal.after is None:
            continue
        name = model if change.sweep is None else f"{change.sweep.constant}-{change.sweep.value}"
        said = change.name if change.sweep is None else f"{change.name}, {change.sweep.text}"
        if proposal.certificates is not None:
            tell_kept(said, proposal.certificates.write(folder / taken[change.name], name))
        elif why := unkept(change):
            tell(f"{said} {why}: no certificate is kept")


def _files(names: Sequence[str]) -> list[str]:
    """The arguments, with the change files of a folder in its place; a file that is named beside its folder is one file."""
    found: dict[str, None] = {}
    for name in names:
        folder = Path(name)
        if not folder.is_dir():
            found[name] = None
            continue
        files = sorted(f for f in folder.iterdir() if f.suffix == ".toml" and f.is_file())
        if not files:
            raise BadInputError(f"{name} holds no change file: they end in .toml")
        found |= dict.fromkeys(map(str, files))
    return list(found)


def _show(
    console: Any,
    proposals: "Sequence[Proposal]",
    lines: "Mapping[str, tuple[SweepLine, ...]]",
    expect: bool,
    without: tuple[str, ...],
) -> None:
    from .check_sweep import show_lines
    from .show import show_without
    from .show_several import show_details, show_summary

    show_without(console, without)
    show_summary(console, proposals, expect)
    for name, of in lines.items():
        console.print()
        console.print(f"{Path(name).name}:")
        show_lines(console, of)
    show_details(console, proposals, expect)
