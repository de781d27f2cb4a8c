"""What ``vmotion check --each`` answers: of many changes, each alone."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .check_answers import code_of, refuse_unfit
from .errors import BadInputError
from .reports import Answer

if TYPE_CHECKING:
    from vmotion_proofs.changes.check_change import Proposal
    from vmotion_proofs.changes.policy import Forbidden
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
) -> Answer:
    from vmotion_model.common.exit_codes import worst_code
    from vmotion_model.common.parallel import check_backend
    from vmotion_proofs.changes.each import EachPlan, judge_each
    from vmotion_proofs.changes.kept import How, default_folder
    from vmotion_specs.shipped import change_path, find_change
    from vmotion_specs.sweep import swept

    check_backend(backend)
    if jobs == 0:
        raise BadInputError("--jobs 0 does nothing: give a number of processes, or -1 for one per core")
    arguments = _files(names)
    found = [find_change(n) for n in arguments]
    for number, change in enumerate(found):
        if any(other.name == change.name for other in found[:number]):
            raise BadInputError(f"{change.name} is named twice: leave it out once")
    refuse_unfit(found, chosen, expect)
    for change in found:
        if swept(change) is not None:
            raise BadInputError(f"{change.name} is a sweep, which is judged alone: leave out --each and the others")
    plan = EachPlan(
        how=How(options.engine, ids, not no_cache, options.witnesses),
        jobs=jobs,
        backend=backend,
        folder=default_folder(),
        fresh=no_cache,
        budget=options.budget,
        report=options.report,
    )
    proposals = [replace(p, forbidden=policy) for p in judge_each(chosen, found, plan)]
    code = worst_code(code_of(p, expect) for p in proposals)
    paths = [change_path(n) for n in arguments]

    def outcome() -> "Outcome":
        from vmotion_report.outputs.judging import of_changes

        return replace(of_changes(chosen, proposals, [[p] for p in paths], expect, code), listed=True)

    def origins(test: Path) -> Sequence[str]:
        from vmotion_report.outputs.as_test import of_change

        return [of_change(n, path, test) for n, path in zip(arguments, paths, strict=True)]

    return Answer(lambda c: _show(c, proposals, expect), outcome, origins, code)


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


def _show(console: Any, proposals: "Sequence[Proposal]", expect: bool) -> None:
    from .show_several import show_details, show_summary

    show_summary(console, proposals, expect)
    show_details(console, proposals, expect)
