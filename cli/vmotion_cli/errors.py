"""How a command ends when it cannot go on."""

from typing import TYPE_CHECKING

import click

from vmotion_model.common.exit_codes import BAD_INPUT

if TYPE_CHECKING:
    from vmotion_model.common.errors import VmotionError


class BadInputError(click.ClickException):
    """Something in the input is wrong: one message, exit code 2; ``file``, ``line``, ``column`` say where, if known.

    ``several`` are all that were found at once, each with its own place; the message names them all.
    """

    exit_code = BAD_INPUT

    def __init__(self, message: str, cause: "VmotionError | None" = None) -> None:
        """Keep the message, and the place that the cause names."""
        super().__init__(message)
        self.file = cause.file if cause is not None else None
        self.line = cause.line if cause is not None else None
        self.column = cause.column if cause is not None else None
        self.several: tuple[VmotionError, ...] = getattr(cause, "errors", ())

    def show(self, file: object = None) -> None:  # noqa: ARG002 - click's signature
        """Write the message to standard error."""
        tell(self.message)


def tell(message: str) -> None:
    """One line on standard error, of text that may come from anywhere."""
    from vmotion_model.common.safe_text import shown

    click.echo(f"vmotion: {shown(message)}", err=True)
