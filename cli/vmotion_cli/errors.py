"""How a command ends when it cannot go on."""

import click


class BadInputError(click.ClickException):
    """Something in the input is wrong: one message, exit code 2."""

    exit_code = 2  # BAD_INPUT of vmotion_model.common.exit_codes, which help texts and wrong options do not load

    def show(self, file: object = None) -> None:  # noqa: ARG002 - click's signature
        """Write the message to standard error."""
        tell(self.message)


def tell(message: str) -> None:
    """One line on standard error, of text that may come from anywhere."""
    from vmotion_model.common.shown import shown

    click.echo(f"vmotion: {shown(message)}", err=True)
