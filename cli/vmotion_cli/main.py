"""The ``vmotion`` command: a group whose subcommands are imported only when they are called."""

import gc
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import TextIO

import click

from vmotion_model.common.exit_codes import BAD_INPUT, HOPED, REFUTED, UNDECIDED

from .errors import tell
from .options import renamed

SUBCOMMANDS = {
    "check": "Check the properties of the model, or of a proposed change.",
    "new": "Write a small model of your own, to start from.",
    "certify": "Re-check the certificates, or make new ones.",
    "corpus": "Compare the engines with known answers.",
    "mutation": "Make mistakes in the model, and see which property notices.",
    "export": "Write the model for other tools.",
    "preflight": "Say how a migration ends under given conditions, and why.",
    "diagnose": "Name the causes that explain how a migration failed.",
    "causes": "Search what every cause of a failure leads to.",
    "converge": "Judge whether pre-copy converges, and why.",
    "trace": "Replay real logs on the model, and say why a migration failed.",
    "simulate": "Run the model step by step, from a script, or at random.",
    "explain": "Explain anything that has a name.",
    "diagram": "Draw the protocol, a run of it, or what a change does.",
    "report": "Write a result as a page: verdicts, diagrams, runs.",
    "explore": "Run the model in a browser, step by step.",
}


class LazyGroup(click.Group):
    """A group that knows its subcommands by name and one line of help."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments, also those that have former names."""
        return super().parse_args(ctx, renamed(args))

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
    """Run the command; an interrupt ends it with one line and exit code 3, for then nothing was decided.

    A reader who went away (a pager, head) changes nothing: the exit code is that of the answer. Standard output that can't be
    written for another reason, closed or full, is bad input, unless something was refuted.
    """
    from .closed_streams import guard

    # Expressions are made by the hundred thousand, hold no circles, and live to the end: to look through them for garbage as
    # often as Python does would take a fifth of the time.
    gc.set_threshold(200_000, 10, 10)
    # NumPy starts threads for linear algebra, of which there is none here: a fifth of the CPU time of a short command.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    sys.unraisablehook = _interrupt_again
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        # So inherits a job in the background of a script; and what runs for hours must end when it is told to.
        signal.signal(signal.SIGINT, signal.default_int_handler)
    out = guard()
    code = _code()
    _flush(sys.stdout)
    if out.failure is not None and not isinstance(out.failure, BrokenPipeError):
        # Files that are named on the command line are refused by whoever writes them.
        tell(f"the result can't be written: {out.failure.strerror}")
        code = code if code in (REFUTED, BAD_INPUT) else BAD_INPUT
    _flush(sys.stderr)
    # The answer is out. An interrupt of what Python tidies up could only leave a lock taken for which it then waits.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    sys.exit(code)


def _code() -> int:
    try:
        code = cli.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        if error.exit_code == BAD_INPUT and (form := _asked_format(sys.argv[1:])) is not None:
            from .output import write
            from .report_formats import failure_text

            write(failure_text(form, error), None)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        tell("interrupted")
        return UNDECIDED
    except Exception:  # noqa: BLE001 - a defect of ours must never end like an answer: Python's own code for it is 1, refuted
        import traceback

        traceback.print_exc()
        tell("this is a bug in vmotion, and nothing is decided")
        return UNDECIDED
    return code if isinstance(code, int) else HOPED


def _asked_format(arguments: Sequence[str]) -> str | None:
    """The format for programs that the result was to have, of a command that has it; what the command line says last counts."""
    arguments = renamed(arguments)
    name = next((a for a in arguments if not a.startswith("-")), "")
    if name not in SUBCOMMANDS:
        return None
    forms = [
        value
        for option, value in zip(arguments, [*arguments[1:], ""], strict=True)
        if option == "--format" and "--" not in arguments[: arguments.index(option)]
    ]
    forms += [a.removeprefix("--format=") for a in arguments if a.startswith("--format=")]
    if not forms or forms[-1] == "text":
        return None
    command = cli.get_command(click.Context(cli), name)
    types = [p.type for p in command.params if "--format" in p.opts] if command else []
    known = any(isinstance(t, click.Choice) and "json" in t.choices and forms[-1] in t.choices for t in types)
    return forms[-1] if known else None


def _flush(stream: TextIO) -> None:
    """Write what is in the buffer, before anything else ends the process; what fails is remembered by the stream."""
    # A text that the encoding can't say is no reason for a traceback.
    with suppress(OSError, ValueError):
        stream.flush()
