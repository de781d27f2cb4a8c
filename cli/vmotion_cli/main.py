"""The ``vmotion`` command: a group whose subcommands are imported only when they are called."""

import os
import signal
import sys
from importlib import import_module

import click

SUBCOMMANDS = {
    "check": "Check the properties of the model, or of a proposed change.",
    "certify": "Re-check the certificates, or make them anew.",
    "corpus": "Hold the engines against models whose answers are known.",
    "strength": "Make the model wrong, and see which property notices.",
    "export": "Write the model for other tools.",
    "converge": "Judge whether pre-copy converges: a verdict with its reasons.",
    "trace": "Replay real logs against the model.",
    "simulate": "Run the model step by step, from a script, or by chance.",
    "explain": "Explain anything that has a name.",
    "diagram": "Draw the protocol, a run of it, or what a change does.",
}


class LazyGroup(click.Group):
    """A group that knows its subcommands by name and one line of help."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names, in the order of the table."""
        return list(SUBCOMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import and return one subcommand."""
        if cmd_name not in SUBCOMMANDS:
            return None
        command: click.Command = import_module(f"vmotion_cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the subcommands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(SUBCOMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="vmotion-model", prog_name="vmotion")
def cli() -> None:
    """A formal model of VMware vMotion: run it, prove it, draw it, change it.

    Exit codes: 0 as hoped, 1 refuted, 2 bad input, 3 undecided.
    """


def _interrupt_again(caught: "sys.UnraisableHookArgs") -> None:
    """A Ctrl-C that meets the finaliser of some object (Z3 has thousands) is lost there: it is sent once more.

    What it cut short while it was made can't be finalised, and is nobody's concern.
    """
    if issubclass(caught.exc_type, KeyboardInterrupt):
        import _thread
        import threading

        # A moment later: here it would be lost again.
        threading.Timer(0.01, _thread.interrupt_main).start()
    elif not (issubclass(caught.exc_type, AttributeError) and getattr(caught.object, "__name__", "") == "__del__"):
        sys.__unraisablehook__(caught)


def main() -> None:
    """Run the command; an interrupt ends it with one line and exit code 3, for then nothing was decided."""
    # NumPy starts threads for linear algebra, of which there is none here: a fifth of the CPU time of a short command.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    sys.unraisablehook = _interrupt_again
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        # So inherits a job in the background of a script; and what runs for hours must end when it is told to.
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        code = cli.main(standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("vmotion: interrupted", err=True)
        code = 3
    except BrokenPipeError:
        # The reader went away (a pager, head): nothing is left to say, and nobody to say it to.
        sys.stderr.close()
        code = 0
    except OSError as error:
        # Standard output: files that are named on the command line are refused by whoever writes them.
        click.echo(f"vmotion: the result can't be written: {error.strerror}", err=True)
        code = 2
        # What is left in the buffer can't be written either, and must not be tried again at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.exit(code if isinstance(code, int) else 0)
