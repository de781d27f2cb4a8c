"""Conditions on the command line: a file, single settings, and both together."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .errors import BadInputError
from .options import Decorator

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vmotion_model.language import Value

set_option: Decorator[Any] = click.option(
    "--set", "settings", multiple=True, metavar="NAME=VALUE", help="Set one condition; ? leaves it open. Repeatable."
)


def read_given(file: Path | None, settings: "Sequence[str]") -> "tuple[Mapping[str, Value], tuple[str, ...]]":
    """The values given, and the names of what is open; what is set on the command line comes after the file."""
    from vmotion_specs.conditions import OPEN, ConditionsError, read_conditions, read_setting

    try:
        given = {} if file is None else read_conditions(_text(file), str(file))
        said = [read_setting(s) for s in settings]
    except ConditionsError as error:
        raise BadInputError(str(error)) from None
    if twice := [n for n, v in said if dict(said)[n] != v]:
        raise BadInputError(f"--set {twice[0]} is given twice, with different values: leave one out")
    given.update(said)
    opened = tuple(n for n, v in given.items() if v is OPEN)
    return {n: v for n, v in given.items() if v is not OPEN}, opened


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInputError(f"{file} can't be read: {error}") from None
