"""The options that several commands share, each declared once; and the names that options and commands had before."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])
Decorator = Callable[[F], F]

FORMER_COMMANDS = {"strength": "mutation"}
FORMER_OPTIONS = {
    "check": {"--anew": "--no-cache"},
    "mutation": {"--anew": "--no-cache"},
    "certify": {"--witness": "--cross-check"},
}
"""What was renamed is still understood, and no help names it any more."""


def format_choice(*names: str) -> Decorator[Any]:
    """``--format`` of a command that knows these; the first is what it takes by itself."""
    return click.option("--format", "format_", type=click.Choice(names), default=names[0], show_default=True)


format_option: Decorator[Any] = format_choice("text", "json")
output_option: Decorator[Any] = click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write here."
)


def timeout_option(text: str = "Stop after this many seconds.") -> Decorator[Any]:
    """``--timeout S``."""
    return click.option("--timeout", type=click.FloatRange(min=0.1), metavar="S", help=text)


def memory_option(text: str) -> Decorator[Any]:
    """``--memory MB``."""
    return click.option("--memory", type=click.IntRange(min=64), metavar="MB", help=text)


def jobs_option(text: str, default: int | None = -1) -> Decorator[Any]:
    """``--jobs N``."""
    return click.option("--jobs", type=int, default=default, show_default=default is not None, metavar="N", help=text)


def backend_option(default: str | None = "loky") -> Decorator[Any]:
    """``--backend``."""
    return click.option(
        "--backend",
        default=default,
        show_default=default is not None,
        metavar="loky|dask|dask=tcp://HOST:PORT",
        help="Run the processes on this machine, or on the workers of a Dask cluster.",
    )


def renamed(arguments: Sequence[str]) -> list[str]:
    """The arguments of ``vmotion`` with the present names of commands and options in place of former ones."""
    at = next((i for i, a in enumerate(arguments) if not a.startswith("-")), len(arguments))
    command = [FORMER_COMMANDS.get(a, a) for a in arguments[at : at + 1]]
    options = FORMER_OPTIONS.get(command[0], {}) if command else {}
    rest = list(arguments[at + 1 :])
    end = rest.index("--") if "--" in rest else len(rest)
    return [*arguments[:at], *command, *(_now(a, options) for a in rest[:end]), *rest[end:]]


def _now(argument: str, options: dict[str, str]) -> str:
    option, equals, value = argument.partition("=")
    return f"{options.get(option, option)}{equals}{value}"
