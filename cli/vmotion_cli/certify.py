"""``vmotion certify``."""

from pathlib import Path

import click

from vmotion_cli.errors import BadInputError
from vmotion_cli.output import progress, render, write


@click.command("certify")
@click.option("--model", "name", default="vmotion", show_default=True, help="The model.")
@click.option("--solver", "solvers", multiple=True, type=click.Choice(["z3", "cvc5"]), help="Ask only this one.")
@click.option(
    "--make", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="Make it anew, write it here."
)
@click.option("--timeout", type=click.FloatRange(min=0.1), metavar="S", help="Stop after so many seconds.")
@click.option("--memory", type=click.IntRange(min=64), metavar="MB", help="Memory of each solver process.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write here.")
def command(
    name: str,
    solvers: tuple[str, ...],
    make: Path | None,
    timeout: float | None,
    memory: int | None,
    format_: str,
    output: Path | None,
) -> None:
    """Re-check the certificate on file: which solver answered what, in what time.

    With --make: search, prove and certify from nothing, and write the certificate and the runs into a folder.
    """
    from vmotion_model.language import ModelError
    from vmotion_proofs.certify import certify, make_certificate
    from vmotion_proofs.errors import CertificateError
    from vmotion_specs.suites import suite

    try:
        chosen = suite(name)
        with progress() as report:
            if make is not None:
                written = make_certificate(chosen, make, timeout, report)
                click.echo(f"vmotion: wrote {', '.join(str(p) for p in written)}", err=True)
                return
            result = certify(chosen, solvers, timeout, memory)
    except (ModelError, CertificateError, OSError) as error:
        raise BadInputError(str(error)) from None
    if format_ == "json":
        import json

        write(json.dumps(result.to_json(), indent=2), output)
    else:
        from vmotion_cli.show import show_certified

        render(lambda console: show_certified(console, result), output)
    raise click.exceptions.Exit(result.exit_code)
