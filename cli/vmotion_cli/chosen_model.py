"""Which model a command line means: a shipped one or one's own, perhaps with a proposed change."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from .errors import BadInputError

if TYPE_CHECKING:
    from vmotion_model.language import Model
    from vmotion_specs.properties import Property
    from vmotion_specs.suite import Suite

F = TypeVar("F", bound=Callable[..., Any])
OWN = "A shipped name, a JSON file, or package.module:name, which runs that Python code (importable from the current folder)."


def model_option(what: str, default: str | None = "vmotion") -> Callable[[F], F]:
    """``--model NAME|FILE.json|MODULE:NAME``; ``what`` says what is done with the model."""
    return click.option(
        "--model",
        "name",
        default=default,
        show_default=default is not None,
        metavar="NAME|FILE|MODULE:NAME",
        help=f"{what} {OWN}",
    )


def chosen_suite(name: str, change: str | None = None) -> "Suite":
    """The suite, changed where a change is named; raises ``ModelError``, ``ChangeError`` and ``BadInputError``."""
    from vmotion_specs.own import find_suite

    chosen = find_suite(name)
    if change is None:
        return chosen
    from vmotion_specs.apply import changed_suite
    from vmotion_specs.shipped import find_change

    found = find_change(change, chosen)
    if found.model != chosen.name:
        raise BadInputError(f"{found.name} changes the model {found.model!r}: give --model {found.model}")
    return changed_suite(found, chosen)


def chosen_model(name: str, change: str | None) -> "tuple[Model, tuple[Property, ...]]":
    """The model and its properties; raises ``ModelError``, ``ChangeError`` and ``BadInputError``."""
    chosen = chosen_suite(name, change)
    return chosen.model, chosen.properties
