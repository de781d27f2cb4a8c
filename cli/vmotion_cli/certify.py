"""``vmotion certify``."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .chosen_model import OWN, chosen_suite
from .errors import BadInputError, tell
from .options import format_option, memory_option, output_option, timeout_option
from .output import progress, render, write

if TYPE_CHECKING:
    from vmotion_model.common.budget import Budget
    from vmotion_model.common.progress import Report
    from vmotion_proofs.certifying.recheck_stored import CertifyResult
    from vmotion_proofs.convergence.certificates import TheoremsResult
    from vmotion_proofs.crosscheck.compare import CrossCheck

    _Result = CertifyResult | TheoremsResult | CrossCheck

THEOREMS = "theorems"


@click.command("certify")
@click.option(
    "--model",
    "name",
    help=f"Check only this model's certificate, or {THEOREMS!r} for those of convergence. With --cross-check or --make: {OWN}",
)
@click.option("--solver", "solvers", multiple=True, type=click.Choice(["z3", "cvc5"]), help="Ask only this solver.")
@click.option(
    "--cross-check",
    "checkers",
    multiple=True,
    type=click.Choice(["spin", "tlc"]),
    help="Let this checker search the model, and compare with our search (repeatable).",
)
@click.option("--change", metavar="FILE|NAME", help="With --cross-check: check the model with a proposed change.")
@click.option(
    "--make",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Make a new certificate and write it here.",
)
@click.option(
    "--proofs",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Let cvc5 write a proof of every query here.",
)
@click.option(
    "--proof-format",
    type=click.Choice(["cpc", "alethe"]),
    default="cpc",
    show_default=True,
    help="Format for the proof checker Ethos (cpc) or Carcara (alethe).",
)
@click.option(
    "--states",
    type=click.IntRange(min=0),
    default=100,
    show_default=True,
    metavar="N",
    help="Read each text back and compare it with the model in this many states.",
)
@timeout_option()
@memory_option("Memory of each solver process.")
@format_option
@output_option
def command(
    name: str | None,
    solvers: tuple[str, ...],
    checkers: tuple[str, ...],
    change: str | None,
    make: Path | None,
    proofs: Path | None,
    proof_format: str,
    states: int,
    timeout: float | None,
    memory: int | None,
    format_: str,
    output: Path | None,
) -> None:
    """Re-check the certificates on file, and show which solver gave which answer in what time.

    With --make: search, prove and certify a model without using what is on file, and write its certificate and runs
    into a folder. With --proofs: write each query as a file of its own, and beside it the proof that cvc5 finds.

    With --cross-check no certificate is checked. SPIN or TLC visits all states of the model in whole ticks, and so
    does our own search. Exit codes: 0 same counts and nothing violated, 1 same counts and the same violations. 3:
    they disagree, one did not finish, or a property that may be false between two ticks is in no certificate on file.
    """
    from vmotion_model.common.budget import Budget
    from vmotion_model.common.errors import GaveUpError, SpentError
    from vmotion_model.common.exit_codes import HOPED, UNDECIDED, worst_code
    from vmotion_model.common.files import WriteError
    from vmotion_model.language import ModelError
    from vmotion_proofs.check.make_certificate import make_certificate
    from vmotion_proofs.results.errors import CertificateError, NotProvedError
    from vmotion_specs.change import ChangeError
    from vmotion_specs.own import find_suite
    from vmotion_specs.suites import SUITES

    if change and not checkers:
        raise BadInputError("--change goes with --cross-check; 'vmotion check --change' proves what a change keeps")
    if checkers and (solvers or make or proofs or name == THEOREMS):
        raise BadInputError("--cross-check asks other checkers about a model: no solver, no certificate and no theorem")
    # A change is one of a single model.
    models = [name or "vmotion"] if name or change else list(SUITES)
    budget = Budget(timeout, memory)
    try:
        if make is not None:
            with progress() as report:
                written = make_certificate(find_suite(name or "vmotion"), make, budget, report)
            tell(f"wrote {', '.join(str(p) for p in written)}")
            return
        if proofs is not None:
            _write_proofs([m for m in models if m != THEOREMS], proofs, proof_format, budget)
            return
        results: list[_Result] = []
        with progress() as report, budget.listening():
            asked = (
                _cross_checked(checkers, models, change, budget, report)
                if checkers
                else _results(models, name in (None, THEOREMS), solvers, budget, states)
            )
            try:
                for result in asked:
                    results += [result]
            except SpentError as error:
                stopped = str(error)
            else:
                stopped = budget.spent
    except (NotProvedError, GaveUpError) as error:
        tell(str(error))
        raise click.exceptions.Exit(error.exit_code) from None
    except (ModelError, ChangeError, CertificateError, WriteError, OSError) as error:
        raise BadInputError(str(error)) from None
    if format_ == "json":
        import json

        write(json.dumps([r.to_json() for r in results], indent=2), output)
    else:
        render(lambda console: _show(console, results), output)
    if stopped:
        tell(f"{stopped}; the answers so far are shown")
    raise click.exceptions.Exit(worst_code([*(r.exit_code for r in results), UNDECIDED if stopped else HOPED]))


def _cross_checked(
    checkers: tuple[str, ...],
    models: list[str],
    change: str | None,
    budget: "Budget",
    report: "Report",
) -> "Iterator[CrossCheck]":
    from vmotion_proofs.certifying.recheck_stored import certified_invariants
    from vmotion_proofs.crosscheck.compare import compare_with

    for name in models:
        chosen = chosen_suite(name, change)
        title = f"{name} with {change}" if change else name
        certified = frozenset() if change else certified_invariants(chosen)
        yield compare_with(
            checkers, chosen.model, chosen.properties, name=title, certified=certified, budget=budget, report=report
        )


def _results(
    models: list[str], theorems: bool, solvers: tuple[str, ...], budget: "Budget", states: int
) -> "Iterator[CertifyResult | TheoremsResult]":
    """The certificates one by one, so that a Ctrl-C keeps those that were answered before it."""
    from vmotion_proofs.certifying.recheck_stored import certify, certify_rankings, claims_of
    from vmotion_proofs.convergence.certificates import certify_theorems

    for model in (m for m in models if m != THEOREMS):
        budget.check()
        chosen = chosen_suite(model)
        yield certify(chosen, solvers, budget, states)
        if claims_of(chosen):
            budget.check()
            yield certify_rankings(chosen, solvers, budget)
    if theorems:
        budget.check()
        yield certify_theorems(solvers, budget)


def _write_proofs(models: list[str], folder: Path, format_: str, budget: "Budget") -> None:
    """Write the proofs, and say of each how large it is and which of its steps are only trusted."""
    from vmotion_proofs.certifying.proof_objects import write_proofs
    from vmotion_proofs.certifying.recheck_stored import stored_certificate

    if not models:
        raise BadInputError("--proofs writes the proofs of a model's certificate: name one with --model")
    count = size = trusted = 0
    for name in models:
        certificate, _ = stored_certificate(chosen_suite(name))
        with progress() as report:
            for proof in write_proofs(certificate, folder, format_, budget, report):
                count, size, trusted = count + 1, size + proof.size, trusted + proof.trusted
                click.echo(f"{proof.proof.name}: {proof.size:,} bytes, {proof.trusted} steps without justification")
    click.echo(f"{count} proofs, {size / 1e6:.1f} MB, {trusted} steps without justification, in {folder}")


def _show(console: Any, results: "list[_Result]") -> None:
    from vmotion_proofs.certifying.recheck_stored import CertifyResult
    from vmotion_proofs.crosscheck.compare import CrossCheck

    from .show import show_certified
    from .show_crosscheck import show_crosscheck
    from .show_theorems import show_theorems

    for number, result in enumerate(results):
        if number:
            console.print()
        if isinstance(result, CertifyResult):
            show_certified(console, result)
        elif isinstance(result, CrossCheck):
            show_crosscheck(console, result)
        else:
            show_theorems(console, result)
