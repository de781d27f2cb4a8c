"""``vmotion export``."""

from pathlib import Path

import click

from vmotion_cli.errors import BadInputError
from vmotion_cli.output import write


@click.command("export")
@click.argument("kind", type=click.Choice(["json", "smtlib"]))
@click.option("--model", "name", default="vmotion", show_default=True, help="The model.")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write here.")
def command(kind: str, name: str, output: Path | None) -> None:
    """Write the model for other tools: its JSON form, or its certificate as SMT-LIB."""
    from vmotion_model.language import ModelError
    from vmotion_specs.suites import suite

    try:
        chosen = suite(name)
    except ModelError as error:
        raise BadInputError(str(error)) from None
    if kind == "json":
        import json

        from vmotion_model.language import to_json

        write(json.dumps(to_json(chosen.model), indent=1, ensure_ascii=False), output)
        return
    from vmotion_proofs.files import certificate_path

    try:
        write(certificate_path(name).read_text(encoding="utf-8"), output)
    except OSError as error:
        raise BadInputError(f"there is no certificate of {name}: {error.strerror}") from None
