"""``vmotion certify``."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vmotion_cli.chosen import chosen_model
from vmotion_cli.errors import BadInputError
from vmotion_cli.output import progress, render, write

if TYPE_CHECKING:
    from vmotion_proofs.certify import CertifyResult
    from vmotion_proofs.outside.compare import WitnessResult
    from vmotion_proofs.progress import Report
    from vmotion_proofs.theorems import TheoremsResult

THEOREMS = "theorems"


@click.command("certify")
@click.option("--model", "name", help=f"Only this model's certificate, or {THEOREMS!r} for those of convergence.")
@click.option("--solver", "solvers", multiple=True, type=click.Choice(["z3", "cvc5"]), help="Ask only this one.")
@click.option(
    "--witness",
    "witnesses",
    multiple=True,
    type=click.Choice(["spin", "tlc"]),
    help="Have this checker search the model, and compare with our search (repeatable).",
)
@click.option("--change", metavar="FILE|NAME", help="With --witness: the model with a proposed change.")
@click.option(
    "--make", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="Make it anew, write it here."
)
@click.option("--timeout", type=click.FloatRange(min=0.1), metavar="S", help="Stop each file after so many seconds.")
@click.option("--memory", type=click.IntRange(min=64), metavar="MB", help="Memory of each solver process.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write here.")
def command(
    name: str | None,
    solvers: tuple[str, ...],
    witnesses: tuple[str, ...],
    change: str | None,
    make: Path | None,
    timeout: float | None,
    memory: int | None,
    format_: str,
    output: Path | None,
) -> None:
    """Re-check the certificates on file: which solver answered what, in what time.

    With --make: search, prove and certify a model from nothing, and write its certificate and runs into a folder.

    With --witness: no certificate; SPIN or TLC visits all states of the model in whole ticks, and so does our own search.
    Exit codes: 0 same counts and nothing violated, 1 same counts and the same violations, 3 they disagree or one did not finish.
    """
    from vmotion_model.files import WriteError
    from vmotion_model.language import ModelError
    from vmotion_proofs.certify import certify, make_certificate
    from vmotion_proofs.errors import CertificateError
    from vmotion_proofs.theorems import certify_theorems
    from vmotion_specs.change import ChangeError
    from vmotion_specs.suites import SUITES, suite

    if change and not witnesses:
        raise BadInputError("--change goes with --witness; 'vmotion check --change' proves what a change keeps")
    if witnesses and (solvers or make or name == THEOREMS):
        raise BadInputError("--witness asks other checkers about a model: no solver, no certificate and no theorem")
    try:
        with progress() as report:
            if make is not None:
                written = make_certificate(suite(name or "vmotion"), make, timeout, report)
                click.echo(f"vmotion: wrote {', '.join(str(p) for p in written)}", err=True)
                return
            models = [name] if name else list(SUITES)
            results: list[CertifyResult | TheoremsResult | WitnessResult] = []
            if witnesses:
                # A change is one of a single model.
                models = [name or "vmotion"] if change else models
                results += [_witnessed(witnesses, m, change, timeout, memory, report) for m in models]
            else:
                results += [certify(suite(m), solvers, timeout, memory) for m in models if m != THEOREMS]
                if name in (None, THEOREMS):
                    results.append(certify_theorems(solvers, timeout))
    except (ModelError, ChangeError, CertificateError, WriteError, OSError) as error:
        raise BadInputError(str(error)) from None
    if format_ == "json":
        import json

        write(json.dumps([r.to_json() for r in results], indent=2), output)
    else:
        render(lambda console: _show(console, results), output)
    codes = {r.exit_code for r in results}
    raise click.exceptions.Exit(next((code for code in (1, 3) if code in codes), 0))


def _witnessed(
    witnesses: tuple[str, ...],
    name: str,
    change: str | None,
    timeout: float | None,
    memory: int | None,
    report: "Report",
) -> "WitnessResult":
    from vmotion_proofs.outside.compare import compare_with

    model, properties = chosen_model(name, change)
    title = f"{name} with {change}" if change else name
    return compare_with(witnesses, model, properties, name=title, seconds=timeout, memory_mb=memory, report=report)


def _show(console: Any, results: "list[CertifyResult | TheoremsResult | WitnessResult]") -> None:
    from vmotion_cli.show import show_certified
    from vmotion_cli.show_theorems import show_theorems
    from vmotion_cli.show_witness import show_witness
    from vmotion_proofs.certify import CertifyResult
    from vmotion_proofs.outside.compare import WitnessResult

    for number, result in enumerate(results):
        if number:
            console.print()
        if isinstance(result, CertifyResult):
            show_certified(console, result)
        elif isinstance(result, WitnessResult):
            show_witness(console, result)
        else:
            show_theorems(console, result)
