"""``vmotion check``."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .chosen import model_option
from .errors import BadInputError, tell
from .options import memory_option, output_option, timeout_option
from .output import progress, render, write_json
from .reports import (
    FORMATS,
    TEXT,
    Answer,
    Target,
    TargetType,
    check_targets,
    check_test,
    emit,
    failing_in_reports,
    save_test,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vmotion_proofs.certifying.certified import Evidence
    from vmotion_proofs.changes.check_change import Proposal
    from vmotion_proofs.changes.policy import Forbidden
    from vmotion_proofs.results.options import Options
    from vmotion_report.outputs.outcome import Outcome
    from vmotion_specs.properties import Property
    from vmotion_specs.suites import Suite


@click.command("check")
@model_option("The model to check.")
@click.option("--change", "changes", multiple=True, metavar="FILE|NAME", help="Check a proposed change (repeatable).")
@click.option("--against", metavar="REV|FILE", help="Compare with the model of a git revision, or in a JSON file.")
@click.option("--expect", is_flag=True, help="Exit 0 if the verdicts are those that the change file declares.")
@click.option(
    "--property", "ids", multiple=True, metavar="ID", help="Only this property (repeatable; S6 means S6a to S6e)."
)
@click.option(
    "--without",
    multiple=True,
    metavar="ASSUMPTION",
    help="Judge the liveness properties that need this assumption without it (repeatable).",
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
    help="With --change or --against: fail where the change does this, also where it is declared or accepted: behaviour-added, "
    "behaviour-removed, property-removed, property-weakened, property-always-true, property-violated (repeatable).",
)
@click.option("--list", "list_", is_flag=True, help="List properties and shipped changes.")
@click.option(
    "--engine", type=click.Choice(["auto", "explicit", "induction", "spacer"]), default="auto", show_default=True
)
@timeout_option()
@memory_option("Memory of each solver, and of the search.")
@click.option("--no-cache", is_flag=True, help="Use no certificate on file.")
@click.option(
    "--keep",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Keep the certificates of what is proved here, so that others can check them.",
)
@click.option("--why", is_flag=True, help="Show the run that reaches each property's premise.")
@click.option("--format", "format_", type=click.Choice(FORMATS), default=TEXT, show_default=True)
@output_option
@click.option(
    "--write",
    "targets",
    type=TargetType(),
    multiple=True,
    help="Write the result in this format into a file, too (repeatable).",
)
@click.option(
    "--save-test",
    "test",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.py",
    help="Write the counterexamples as a pytest file, which fails as long as the model can do them.",
)
@failing_in_reports
def command(
    name: str,
    changes: tuple[str, ...],
    against: str | None,
    expect: bool,
    ids: tuple[str, ...],
    without: tuple[str, ...],
    accepted: tuple[str, ...],
    forbidden: tuple[str, ...],
    list_: bool,
    engine: str,
    timeout: float | None,
    memory: int | None,
    no_cache: bool,
    keep: Path | None,
    why: bool,
    format_: str,
    output: Path | None,
    targets: tuple[Target, ...],
    test: Path | None,
) -> None:
    """Check the properties of the model, or of a proposed change.

    Without options: every property of the shipped model. Exit codes: 0 all proved or exhausted, 1 something is violated or
    forbidden, 2 bad input, 3 undecided.

    One check writes any number of reports: --write junit:FILE --write sarif:FILE --write markdown:FILE. In JUnit, what is not
    decided is an error; in SARIF it is a warning, and what is violated an error at the line of the change file or of the model.
    """
    from vmotion_model.common.background import cores
    from vmotion_model.common.budget import Budget
    from vmotion_model.common.errors import InputError
    from vmotion_model.common.files import WriteError
    from vmotion_model.language import ModelError
    from vmotion_proofs.certifying.keep import refuse_unwritable_folder
    from vmotion_proofs.changes.policy import read_policy
    from vmotion_proofs.evidence.files import certificate_of, runs_of
    from vmotion_proofs.results.options import Options
    from vmotion_specs.change import ChangeError
    from vmotion_specs.own import find_suite

    if expect and not changes:
        raise BadInputError("--expect compares with what a change file declares: name one with --change")
    if changes and against:
        raise BadInputError("--change and --against don't go together: one proposes a change, the other compares two")
    if without and (changes or against):
        raise BadInputError("--without goes with the model as it is: leave out --change and --against")
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
            if changes:
                answer = _changes(changes, chosen, options, ids, expect, policy, why, keep)
            elif against:
                answer = _against(against, chosen, options, ids, accepted, policy, why, keep)
            else:
                answer = _plain(chosen, options, ids, without, why, keep)
    except (ModelError, ChangeError, WriteError, InputError) as error:
        raise BadInputError(str(error), error) from None
    emit(answer, format_, output, targets)
    if test is not None:
        save_test(test, chosen, answer)
    raise click.exceptions.Exit(answer.exit_code)


def _plain(
    chosen: "Suite",
    options: "Options",
    ids: tuple[str, ...],
    without: tuple[str, ...],
    why: bool,
    folder: Path | None,
) -> Answer:
    from vmotion_proofs.check.check import check_with_evidence
    from vmotion_proofs.results.select import selected, weakened

    from .show import show_check

    properties = chosen.properties
    if without:
        properties, ids = weakened(properties, without, ids)
    checked = check_with_evidence(chosen.model, properties, options)
    result = selected(checked.result, ids)
    _keep(folder, {chosen.name: checked.evidence})
    code = result.verdict.exit_code

    def outcome() -> "Outcome":
        from vmotion_report.outputs.judging import of_check

        return of_check(chosen, result, properties, code, without)

    def origins(_: Path) -> Sequence[str]:
        from vmotion_report.outputs.as_test import of_suite

        return [of_suite()]

    return Answer(lambda c: show_check(c, result, why, without), outcome, origins, code)


def _changes(
    names: tuple[str, ...],
    chosen: "Suite",
    options: "Options",
    ids: tuple[str, ...],
    expect: bool,
    policy: "tuple[Forbidden, ...]",
    why: bool,
    folder: Path | None,
) -> Answer:
    from dataclasses import replace

    from vmotion_model.common.exit_codes import worst_code
    from vmotion_proofs.changes.check_change import propose
    from vmotion_proofs.check.check import check_with_evidence
    from vmotion_specs.shipped import change_path, find_change

    found = [find_change(n) for n in names]
    for change in found:
        if change.model != chosen.name:
            raise BadInputError(f"{change.name} changes the model {change.model!r}: give --model {change.model}")
        if expect and not change.expect.declares:
            raise BadInputError(f"{change.name} declares nothing that --expect could compare: write a table [expect]")
    with options.budget.listening():
        plain = replace(options, use_cache=True, witnesses=False)
        before = check_with_evidence(chosen.model, chosen.properties, plain)
        # After a Ctrl-C the rest is still named, as not judged.
        proposals = [replace(propose(change, chosen, options, before, ids), forbidden=policy) for change in found]
    _keep(folder, _by_name(proposals))
    code = worst_code(_code(p, expect) for p in proposals)
    files = [change_path(n) for n in names]

    def outcome() -> "Outcome":
        from vmotion_report.outputs.judging import of_changes

        return of_changes(chosen, proposals, files, expect, code)

    def origins(test: Path) -> Sequence[str]:
        from vmotion_report.outputs.as_test import of_change

        return [of_change(n, file, test) for n, file in zip(names, files, strict=True)]

    return Answer(lambda c: _show_proposals(c, proposals, expect, why), outcome, origins, code)


def _keep(folder: Path | None, kept: "Mapping[str, Evidence]") -> None:
    """Write the certificates, and say which: what was decided without one has none."""
    if folder is None:
        return
    from vmotion_proofs.certifying.keep import keep

    for name, evidence in kept.items():
        written = keep(evidence, folder, name)
        tell(f"kept {', '.join(map(str, written))}" if written else f"{name}: no certificate was used, none is kept")


def _by_name(proposals: "list[Proposal]") -> "dict[str, Evidence]":
    """The evidence for each change that was judged, by the stem of its file's name; two of one stem get numbers."""
    found: dict[str, Evidence] = {}
    for proposal in proposals:
        stem = name = Path(proposal.change.name).stem or "change"
        number = 1
        while name in found:
            number += 1
            name = f"{stem}-{number}"
        if proposal.evidence is not None:
            found[name] = proposal.evidence
    return found


def _code(proposal: "Proposal", expect: bool = False) -> int:
    """The code of the verdicts, or of what was declared of them, and of what is forbidden, whatever was declared."""
    from vmotion_model.common.exit_codes import HOPED, REFUTED, UNDECIDED, worst_code

    if expect:
        code = UNDECIDED if proposal.stopped else REFUTED if proposal.surprises() else HOPED
    else:
        code = UNDECIDED if proposal.stopped and proposal.exit_code == HOPED else proposal.exit_code
    return worst_code([code, *(b.exit_code for b in proposal.breaches)])


def _show_proposals(console: Any, proposals: "list[Proposal]", expect: bool, why: bool) -> None:
    from .show import show_proposal

    for number, proposal in enumerate(proposals):
        if number:
            console.rule()
        show_proposal(console, proposal, why)
        if expect:
            console.print()
            for surprise in proposal.surprises():
                console.print(f"Not as declared: {surprise}.")
            if not proposal.surprises():
                console.print("All verdicts are as the change file declares.")


def _against(
    argument: str,
    chosen: "Suite",
    options: "Options",
    ids: tuple[str, ...],
    accepted: tuple[str, ...],
    policy: "tuple[Forbidden, ...]",
    why: bool,
    folder: Path | None,
) -> Answer:
    from dataclasses import replace

    from vmotion_proofs.changes.check_change import against
    from vmotion_proofs.changes.revisions import versions, working_form

    from .show import show_proposal

    before, after, change = versions(argument, chosen)
    proposal = replace(
        against(before, after, change, chosen, options, ids), accepted=frozenset(accepted), forbidden=policy
    )
    if idle := sorted(proposal.accepted - {f.id for f in proposal.findings}):
        raise BadInputError(f"{', '.join(idle)} says no less than before: leave out --accept {idle[0]}")
    assert proposal.after is not None
    if proposal.evidence is not None:
        _keep(folder, {chosen.name: proposal.evidence})
    code = _code(proposal)
    form = working_form(chosen)

    def outcome() -> "Outcome":
        from vmotion_report.outputs.judging import of_versions

        return of_versions(chosen, proposal, before, after, form, code)

    def origins(test: Path) -> Sequence[str]:
        from vmotion_report.outputs.as_test import of_form, of_suite

        return [of_suite() if form is None else of_form(form, test)]

    return Answer(lambda c: show_proposal(c, proposal, why), outcome, origins, code)


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
