"""What ``vmotion check --each`` answers: of many changes, each alone."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .check_answers import code_of, refuse_unfit
from .errors import BadInputError
from .reports import Answer

if TYPE_CHECKING:
    from vmotion_proofs.changes.check_change import Proposal
    from vmotion_proofs.changes.policy import Forbidden
    from vmotion_proofs.changes.sweeps import SweepLine
    from vmotion_proofs.results.options import Options
    from vmotion_report.outputs.outcome import Outcome
    from vmotion_specs.suites import Suite


def of_each(
    names: tuple[str, ...],
    chosen: "Suite",
    options: "Options",
    ids: tuple[str, ...],
    expect: bool,
    policy: "tuple[Forbidden, ...]",
    no_cache: bool,
    jobs: int,
    backend: str,
    without: tuple[str, ...] = (),
) -> Answer:
    from vmotion_model.common.exit_codes import worst_code
    from vmotion_model.common.parallel import check_backend
    from vmotion_proofs.changes.each import EachPlan, judge_each
    from vmotion_proofs.changes.kept import How, default_folder
    from vmotion_specs.shipped import change_path, find_change
    from vmotion_specs.sweep import points

    check_backend(backend)
    if jobs == 0:
        raise BadInputError("--jobs 0 does nothing: give a number of processes, or -1 for one per core")
    arguments = _files(names)
    found = [find_change(n) for n in arguments]
    for number, change in enumerate(found):
        if any(other.name == change.name for other in found[:number]):
            raise BadInputError(f"{change.name} is named twice: leave it out once")
    refuse_unfit(found, chosen, expect)
    # Of a sweep, each value is a change of its own.
    each = [(name, point) for name, change in zip(arguments, found, strict=True) for point in points(change)]
    plan = EachPlan(
        how=How(options.engine, ids, not no_cache, options.witnesses, without),
        jobs=jobs,
        backend=backend,
        folder=default_folder(),
        fresh=no_cache,
        budget=options.budget,
        report=options.report,
    )
    proposals = [replace(p, forbidden=policy) for p in judge_each(chosen, [c for _, c in each], plan)]
    code = worst_code(code_of(p, expect) for p in proposals)
    paths = [change_path(n) for n, _ in each]
    lines = _swept(proposals)

    def outcome() -> "Outcome":
        from vmotion_report.outputs.judging import of_changes

        found = of_changes(chosen, proposals, [[p] for p in paths], expect, code, without)
        judged = tuple(
            replace(j, sweep=lines.get(p.change.name, ())) for j, p in zip(found.judged, proposals, strict=True)
        )
        return replace(found, judged=judged, listed=True)

    def origins(test: Path) -> Sequence[str]:
        from vmotion_report.outputs.as_test import of_change

        return [of_change(n, path, test, c.sweep) for (n, c), path in zip(each, paths, strict=True)]

    return Answer(lambda c: _show(c, proposals, lines, expect, without), outcome, origins, code)


def _swept(proposals: "Sequence[Proposal]") -> "Mapping[str, tuple[SweepLine, ...]]":
    """What all values of a sweep together say, by the name of its file."""
    from vmotion_proofs.changes.sweeps import sweep_lines

    found: dict[str, list[Proposal]] = {}
    for proposal in proposals:
        if proposal.change.sweep is not None:
            found.setdefault(proposal.change.name, []).append(proposal)
    return {name: sweep_lines(of) for name, of in found.items()}


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
    from .show import show_without
    from .show_several import show_details, show_summary
    from .sweep import show_lines

    show_without(console, without)
    show_summary(console, proposals, expect)
    for name, of in lines.items():
        console.print()
        console.print(f"{Path(name).name}:")
        show_lines(console, of)
    show_details(console, proposals, expect)
