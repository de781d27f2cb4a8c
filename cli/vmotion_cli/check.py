"""``vmotion check``."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vmotion_proofs.results.options import AUTO, ENGINES

from .check_answers import of_model, of_proposals, of_version
from .check_each import of_each
from .chosen_model import model_option
from .errors import BadInputError
from .options import backend_option, format_choice, jobs_option, memory_option, output_option, timeout_option
from .output import progress, render, write_json
from .report_formats import (
    FORMATS,
    TEXT,
    Target,
    TargetType,
    check_targets,
    check_test,
    emit,
    failing_in_reports,
    save_test,
)

if TYPE_CHECKING:
    from vmotion_specs.properties import Property
    from vmotion_specs.suites import Suite


@click.command("check")
@model_option("The model to check.")
@click.option(
    "--change",
    "changes",
    multiple=True,
    metavar="FILE|NAME",
    help="Check a proposed change (repeatable: each alone, then all together).",
)
@click.option(
    "--each", is_flag=True, help="Check every change alone, on all cores; a folder means all change files in it."
)
@click.option(
    "--against", metavar="REV|FILE", help="Compare with the model of a git revision, or with that in a JSON file."
)
@click.option("--expect", is_flag=True, help="Exit 0 if the verdicts are those that the change file declares.")
@click.option(
    "--property",
    "ids",
    multiple=True,
    metavar="ID",
    help="Check only this property (repeatable). S6 means S6a to S6e, and S means every S with a number.",
)
@click.option(
    "--without",
    multiple=True,
    metavar="ASSUMPTION",
    help="Drop this assumption, and judge the liveness properties that need it (repeatable).",
)
@click.option(
    "--accept",
    "accepted",
    multiple=True,
    metavar="ID",
    help="With --against: this statement was removed or weakened on purpose (repeatable).",
)
@click.option(
    "--forbid",
    "forbidden",
    multiple=True,
    metavar="WORD,...",
    help="With --change or --against: fail if the change does this, even if it is declared or accepted: behaviour-added, "
    "behaviour-removed, property-removed, property-weakened, property-always-true, property-violated (repeatable).",
)
@click.option("--list", "list_", is_flag=True, help="List properties and shipped changes.")
@click.option("--engine", type=click.Choice(ENGINES), default=AUTO, show_default=True)
@click.option(
    "--bisect", is_flag=True, help="In a sweep, check the ends and where a verdict changes; the rest is not judged."
)
@jobs_option("With --each: processes; -1, the default, for one per core.", None)
@backend_option(None)
@timeout_option()
@memory_option("Memory of each solver, and of the search.")
@click.option("--no-cache", is_flag=True, help="Use no certificate on file.")
@click.option(
    "--keep",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Keep the certificates of what is proved in this folder, so that others can check them; with --each, in a folder for "
    "each file.",
)
@click.option("--why", is_flag=True, help="Show the run that reaches each property's premise.")
@click.option(
    "--hints", is_flag=True, help="Look for single edits that repair what fails. Each is judged with all properties."
)
@click.option("--full", is_flag=True, help="Show every step of every counterexample, not only those that matter.")
@format_choice(*FORMATS)
@output_option
@click.option(
    "--write",
    "targets",
    type=TargetType(),
    multiple=True,
    help="Also write the result to a file, in this format (repeatable).",
)
@click.option(
    "--save-test",
    "test",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.py",
    help="Write the counterexamples as a pytest file. Its tests fail as long as the model can do these runs.",
)
@failing_in_reports
def command(
    name: str,
    changes: tuple[str, ...],
    each: bool,
    against: str | None,
    expect: bool,
    ids: tuple[str, ...],
    without: tuple[str, ...],
    accepted: tuple[str, ...],
    forbidden: tuple[str, ...],
    list_: bool,
    engine: str,
    bisect: bool,
    jobs: int | None,
    backend: str | None,
    timeout: float | None,
    memory: int | None,
    no_cache: bool,
    keep: Path | None,
    why: bool,
    hints: bool,
    full: bool,
    format_: str,
    output: Path | None,
    targets: tuple[Target, ...],
    test: Path | None,
) -> None:
    """Check the properties of the model, or of a proposed change.

    Without options, check every property of the shipped model. Exit codes: 0 all proved or exhausted, 1 something is
    violated or forbidden, 2 bad input, 3 undecided.

    One check writes any number of reports: --write junit:FILE --write sarif:FILE --write markdown:FILE. In JUnit,
    what is not decided is an error. In SARIF it is a warning, and a violation is an error at the line of the change
    file or of the model.

    Several --change are checked each alone, and then all together. [expect] is about its file alone: with --expect,
    the changes together may break what one of them declares, and nothing else. With --each they are not checked
    together. What was judged is then kept for the next time, for the same options, and --timeout is for all changes.
    """
    from vmotion_model.common.background import cores
    from vmotion_model.common.budget import Budget
    from vmotion_model.common.errors import InputError
    from vmotion_model.common.files import WriteError
    from vmotion_model.common.parallel import LOCAL
    from vmotion_model.language import ModelError
    from vmotion_proofs.certifying.keep_evidence import refuse_unwritable_folder
    from vmotion_proofs.changes.each_change import EachPlan
    from vmotion_proofs.changes.forbid import read_policy
    from vmotion_proofs.changes.kept_verdicts import KeptOptions, default_folder
    from vmotion_proofs.evidence.shipped_files import certificate_of, runs_of
    from vmotion_proofs.results.options import Options
    from vmotion_specs.change import ChangeError
    from vmotion_specs.own import find_suite

    if expect and not changes:
        raise BadInputError("--expect compares with what a change file declares: name one with --change")
    if changes and against:
        raise BadInputError("--change and --against don't go together: one proposes a change, the other compares two")
    if each and not changes:
        raise BadInputError("--each checks change files: name some, or their folder, with --change")
    if (jobs is not None or backend is not None) and not each:
        raise BadInputError("--jobs and --backend go with --each")
    if each and full:
        raise BadInputError("--each shows a table: --full goes with the check of one of them")
    if bisect and not changes:
        raise BadInputError("--bisect goes with a sweep: name its file with --change")
    if without and against:
        raise BadInputError("--without goes with the model as it is, or with --change: leave out --against")
    if without and expect:
        raise BadInputError("--without goes without --expect: what a change file declares is said with all assumptions")
    if hints and (ids or without):
        raise BadInputError("--hints judges repairs with all properties: leave out --property and --without")
    if keep is not None and list_:
        raise BadInputError("--keep goes with a check: --list judges nothing")
    if list_ and (targets or test or format_ not in (TEXT, "json")):
        raise BadInputError("--list judges nothing: it has no reports and no test, and its formats are text and json")
    if forbidden and not changes and not against:
        raise BadInputError(
            "--forbid says what a change must not do: name one with --change, or a version with --against"
        )
    if accepted and not against:
        raise BadInputError("--accept goes with --against; a change file says in [expect] what it does to a property")
    try:
        chosen = find_suite(name)
        policy = read_policy(forbidden)
        check_targets(targets, output)
        if test is not None:
            check_test(test)
        if keep is not None:
            refuse_unwritable_folder(keep)
        with progress() as report:
            options = Options(
                engine=engine,
                budget=Budget(timeout, memory),
                certificate=None if no_cache else certificate_of(chosen),
                demands=None if no_cache else runs_of(chosen),
                locations=chosen.locations,
                witnesses=why,
                use_rankings=not without,
                background=cores() > 1,
                report=report,
            )
            if list_:
                return _list(chosen, format_, output)
            if each:
                how = KeptOptions(engine, ids, not no_cache, why, without, hints, keep is not None)
                plan = EachPlan(
                    how,
                    -1 if jobs is None else jobs,
                    backend or LOCAL,
                    default_folder(),
                    no_cache,
                    bisect,
                    options.budget,
                    report,
                )
                answer = of_each(changes, chosen, plan, expect, policy, keep)
            elif changes:
                answer = of_proposals(
                    changes, chosen, options, ids, expect, policy, why, hints, full, keep, without, bisect
                )
            elif against:
                answer = of_version(against, chosen, options, ids, accepted, policy, why, hints, full, keep)
            else:
                answer = of_model(chosen, options, ids, without, why, hints, full, keep)
    except (ModelError, ChangeError, WriteError, InputError) as error:
        raise BadInputError(str(error), error) from None
    emit(answer, format_, output, targets)
    if test is not None:
        save_test(test, chosen, answer)
    raise click.exceptions.Exit(answer.exit_code)


def _list(chosen: "Suite", format_: str, output: Path | None) -> None:
    from vmotion_specs.shipped import change_names, shipped_change

    ships = change_names(chosen.name) if chosen.shipped else ()
    changes = {n: shipped_change(n).title for n in ships}
    properties: dict[str, Property] = {p.id: p for p in chosen.properties}

    def text(console: Any) -> None:
        from rich.table import Table

        shown = {"Properties": {p.id: p.title for p in properties.values()}, "Changes that ship, for --change": changes}
        for title, rows in ((t, r) for t, r in shown.items() if r):
            console.print(title, style="bold")
            table = Table(box=None, show_header=False, pad_edge=False)
            table.add_column(no_wrap=len(max(rows, default="", key=len)) < 40)
            table.add_column()
            for name, says in rows.items():
                table.add_row(name, says)
            console.print(table)

    if format_ == TEXT:
        render(text, output)
        return
    data = {
        "schema": 1,
        "model": chosen.name,
        "properties": [{"id": p.id, "title": p.title} for p in properties.values()],
        "changes": [{"name": n, "title": t} for n, t in changes.items()],
    }
    write_json(data, output)
