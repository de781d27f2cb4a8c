"""``vmotion mutation``."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vmotion_model.common.exit_codes import UNDECIDED

from .chosen_model import model_option
from .errors import BadInputError, tell
from .options import backend_option, format_option, jobs_option, memory_option, output_option, timeout_option
from .output import progress, refuse_unwritable, render, write_json

if TYPE_CHECKING:
    from vmotion_model.common.budget import Budget
    from vmotion_model.common.progress import Report
    from vmotion_proofs.mutation.result import MutationResult
    from vmotion_specs.suites import Suite


@click.command("mutation")
@model_option("The model to mutate.")
@click.option(
    "--property",
    "ids",
    multiple=True,
    metavar="ID",
    help="Judge by this property alone (repeatable). S6 means S6a to S6e.",
)
@click.option("--command", "commands", multiple=True, metavar="NAME", help="Make only mutants of this command or role.")
@click.option(
    "--since", metavar="REV|FILE", help="Make only mutants of what differs from a git revision or a JSON file."
)
@click.option("--sample", type=click.IntRange(min=1), metavar="N", help="Judge at most N mutants, spread evenly.")
@click.option("--mutant", metavar="NAME", help="Judge one mutant, and show the run that kills it.")
@click.option("--guards", is_flag=True, help="Instead, show which guards each proof needs.")
@click.option(
    "--coverage", "covered", is_flag=True, help="Instead, show which commands, guards and premises are exercised."
)
@click.option("--states", type=click.IntRange(min=1), metavar="N", help="Stop the search of a mutant after N states.")
@jobs_option("Processes; -1 for one per core.")
@backend_option()
@click.option("--no-cache", is_flag=True, help="Do not use cached judgements.")
@click.option("--cache", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Cache judgements here.")
@click.option(
    "--record", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write all judgements here."
)
@timeout_option()
@memory_option("Memory of each process.")
@format_option
@output_option
def command(
    name: str,
    ids: tuple[str, ...],
    commands: tuple[str, ...],
    since: str | None,
    sample: int | None,
    mutant: str | None,
    guards: bool,
    covered: bool,
    states: int | None,
    jobs: int,
    backend: str,
    no_cache: bool,
    cache: Path | None,
    record: Path | None,
    timeout: float | None,
    memory: int | None,
    format_: str,
    output: Path | None,
) -> None:
    """Make one mistake at a time in the model, and see which property notices.

    Exit codes: 0 every mutant is killed, equivalent or excused with a reason (with --property: each property kills
    one), 1 one survives without a reason, 2 bad input, 3 something is undecided. Judgements are cached, so an
    interrupted run can continue.
    """
    from vmotion_model.common.budget import Budget
    from vmotion_model.common.errors import GaveUpError, InputError
    from vmotion_model.common.files import WriteError
    from vmotion_model.common.parallel import check_backend
    from vmotion_model.language import ModelError
    from vmotion_proofs.results.errors import CertificateError
    from vmotion_specs.own import find_suite

    if jobs == 0:
        raise BadInputError("--jobs 0 does nothing: give a number of processes, or -1 for one per core")
    if guards and covered:
        raise BadInputError("--guards and --coverage are two different questions: give one at a time")
    for path in (output, record):
        if path is not None:
            refuse_unwritable(path)
    budget = Budget(timeout, memory)
    try:
        check_backend(backend)
        chosen = find_suite(name)
        with progress() as report:
            if guards:
                shown, data, code = _guards(chosen, ids, budget, report)
            elif covered:
                shown, data, code = _coverage(chosen, budget, report)
            elif mutant is not None:
                shown, data, code = _mutant(chosen, mutant, ids, states, budget)
            else:
                result = _run(
                    chosen, ids, commands, since, sample, states, jobs, backend, no_cache, cache, record, budget, report
                )
                shown, data, code = (lambda console: _show(console, result)), result.to_json(), result.exit_code
    except (ModelError, CertificateError, WriteError, InputError) as error:
        raise BadInputError(str(error), error) from None
    except GaveUpError as error:
        tell(f"undecided: {error}")
        raise click.exceptions.Exit(UNDECIDED) from None
    if format_ == "json":
        write_json(data, output)
    else:
        render(shown, output)
    raise click.exceptions.Exit(code)


def _run(
    chosen: "Suite",
    ids: tuple[str, ...],
    commands: tuple[str, ...],
    since: str | None,
    sample: int | None,
    states: int | None,
    jobs: int,
    backend: str,
    no_cache: bool,
    cache: Path | None,
    record: Path | None,
    budget: "Budget",
    report: "Report",
) -> "MutationResult":
    from vmotion_proofs.changes.revisions import version_at
    from vmotion_proofs.mutation.judge import MAX_STATES
    from vmotion_proofs.mutation.mutants import mutants_of
    from vmotion_proofs.mutation.result import strength_of
    from vmotion_proofs.mutation.run import Plan, default_cache, records_of, write_record
    from vmotion_proofs.mutation.select_mutants import of_change, of_commands
    from vmotion_proofs.mutation.select_mutants import sample as sample_of

    mutants = of_commands(mutants_of(chosen.model), chosen.model, commands)
    if since is not None:
        mutants = of_change(mutants, version_at(since, chosen).model, chosen.model)
    if sample is not None:
        mutants = sample_of(mutants, sample)
    plan = Plan(
        ids=_asked(chosen, ids),
        states=states or MAX_STATES,
        jobs=jobs,
        backend=backend,
        cache=cache or default_cache(chosen),
        files=records_of(chosen),
        no_cache=no_cache,
        budget=budget,
        report=report,
    )
    result = strength_of(chosen, mutants, plan)
    if record is not None:
        write_record(record, chosen, mutants, result.judged, plan)
    return result


def _asked(chosen: "Suite", ids: tuple[str, ...]) -> frozenset[str] | None:
    from vmotion_proofs.results.select_properties import matching

    return matching(ids, [p.id for p in chosen.properties]) if ids else None


def _mutant(
    chosen: "Suite", name: str, ids: tuple[str, ...], states: int | None, budget: "Budget"
) -> tuple[Any, Any, int]:
    from vmotion_model.language import ModelError, digest, nearest
    from vmotion_proofs.mutation.judge import MAX_STATES
    from vmotion_proofs.mutation.mutants import mutants_of
    from vmotion_proofs.mutation.result import MutationResult, groups_of
    from vmotion_proofs.mutation.run import JudgedMutants, judge_of
    from vmotion_proofs.results.report import run_to_json

    from .show_mutation import show_judgement

    by_name = {m.name: m for m in mutants_of(chosen.model)}
    if name not in by_name:
        raise ModelError(f"there is no mutant {name!r}; {nearest(name, by_name)}")
    asked = _asked(chosen, ids)
    judgement = judge_of(chosen, asked, states or MAX_STATES, budget).judge(by_name[name])
    result = MutationResult(chosen.name, digest(chosen.model), JudgedMutants((judgement,), 1), groups_of(chosen), asked)
    data = {**result.to_json(), "run": run_to_json(judgement.run)}
    return (lambda console: show_judgement(console, judgement, result)), data, result.exit_code


def _guards(chosen: "Suite", ids: tuple[str, ...], budget: "Budget", report: "Report") -> tuple[Any, Any, int]:
    from vmotion_proofs.certifying.recheck_stored import stored_certificate
    from vmotion_proofs.mutation.guards import guards_needed
    from vmotion_specs.properties import PropertyKind

    from .show_mutation import show_guards

    formulas = {p.id: p.formula for p in chosen.properties if p.kind is PropertyKind.INVARIANT}
    shown = sorted((_asked(chosen, ids) or frozenset()) & formulas.keys())
    needs = guards_needed(stored_certificate(chosen)[0], budget, report)
    return (lambda console: show_guards(console, needs, shown)), needs.to_json(), 0


def _coverage(chosen: "Suite", budget: "Budget", report: "Report") -> tuple[Any, Any, int]:
    from vmotion_proofs.mutation.coverage import coverage
    from vmotion_proofs.results.options import Options

    from .show_mutation import show_coverage

    found = coverage(chosen.model, chosen.properties, Options(budget=budget, report=report))
    hollow = found.idle_commands or found.idle_premises
    code = 3 if not found.complete else 1 if hollow else 0
    return (lambda console: show_coverage(console, found)), found.to_json(), code


def _show(console: Any, result: "MutationResult") -> None:
    from .show_mutation import show_mutation

    show_mutation(console, result)
