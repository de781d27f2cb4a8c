"""``vmotion new``."""

from pathlib import Path

import click

from .errors import BadInputError


@click.command("new")
@click.argument("name")
def command(name: str) -> None:
    """Write a small model of your own into the new folder NAME, to start from.

    The folder has the model with its properties, a change that breaks it, a test that pytest runs, and a workflow for
    GitHub. All of it runs as it is.
    """
    from vmotion_model.common.errors import InputError
    from vmotion_model.common.files import WriteError
    from vmotion_specs.new_model import write_model

    try:
        written = write_model(name, Path())
    except (InputError, WriteError) as error:
        raise BadInputError(str(error)) from None
    for path in written:
        click.echo(path)
    model = f"{written[0].stem}:suite"
    click.echo(f"\ncd {name}")
    click.echo(f"vmotion check --model {model}")
    click.echo(f"vmotion check --model {model} --change {written[1].relative_to(name)}")
    click.echo("python -m pytest -q")
