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
    from vmotion_model.protocol.conditioned import healthy
    from vmotion_model.protocol.conditions.contradictions import contradiction
    from vmotion_specs.conditions import OPEN, ConditionsError, place_of, read_conditions, read_setting

    text = "" if file is None else _text(file)
    try:
        written = {} if file is None else read_conditions(text, str(file))
        said = [read_setting(s) for s in settings]
    except ConditionsError as error:
        raise BadInputError(str(error)) from None
    if twice := [n for n, v in said if dict(said)[n] != v]:
        raise BadInputError(f"--set {twice[0]} is given twice, with different values: leave one out")
    given = {**written, **dict(said)}
    opened = tuple(n for n, v in given.items() if v is OPEN)
    known = {n: v for n, v in given.items() if v is not OPEN}
    if wrong := contradiction(known, {n: v for n, v in healthy().items() if n not in opened}):
        place = place_of(text, str(file), [n for n in wrong.names if n in written])
        raise BadInputError(f"{place}{wrong.message}; change one of them")
    return known, opened


def read_environment(settings: "Sequence[str]", model: str, what: str) -> "Mapping[str, Value] | None":
    """The conditions in which ``what`` (a run, a picture) is made: values only, and for the protocol alone.

    None where none are set: then it is made in any environment.
    """
    if not settings:
        return None
    from vmotion_model.protocol import vmotion

    if model != vmotion().name:
        raise BadInputError(f"--set gives conditions of the model {vmotion().name!r}; {model!r} has none")
    given, opened = read_given(None, settings)
    if opened:
        from vmotion_model.protocol.conditions.setting import needs_value

        raise BadInputError(needs_value(opened[0], what))
    return given


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInputError(f"{file} can't be read: {error}") from None
