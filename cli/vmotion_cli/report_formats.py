"""The formats of a check's result, where each goes, and what stands there where the input cannot be used."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .errors import BadInputError, tell
from .output import json_text, refuse_unwritable, render, write

if TYPE_CHECKING:
    from rich.console import Console

    from vmotion_report.outputs.outcome import CheckOutcome
    from vmotion_specs.suite import Suite

TEXT = "text"
_FUNCTIONS: Mapping[str, tuple[str, str]] = {
    "json": ("as_json", "to_data"),
    "junit": ("as_junit", "to_junit"),
    "sarif": ("as_sarif", "to_data"),
    "markdown": ("as_markdown", "to_markdown"),
}
"""By format the module of ``vmotion_report.outputs`` and its function, which gives text or JSON data; loaded when needed."""
FORMATS = (TEXT, *_FUNCTIONS)


@dataclass(frozen=True)
class Target:
    """One format of the result and the file that it goes to."""

    format: str
    path: Path


class TargetType(click.ParamType[Target]):
    """``FORMAT:FILE`` on the command line."""

    name = "target"

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:  # noqa: ARG002
        """As it is written."""
        return "FORMAT:FILE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Target:  # noqa: ARG002
        """The format and the file; a format that there is not ends the command."""
        if isinstance(value, Target):
            return value
        form, colon, name = str(value).partition(":")
        if form not in FORMATS:
            from vmotion_model.language import nearest

            raise BadInputError(f"--write {value}: there is no format {form!r}; {nearest(form, FORMATS)}")
        if not colon or not name:
            raise BadInputError(f"--write {value}: name a file, as in --write {form}:FILE")
        return Target(form, Path(name))


def check_targets(targets: Sequence[Target], output: Path | None) -> None:
    """Refuse at once what could not be written at the end, and two results for one file."""
    files = [*(t.path for t in targets), *([output] if output is not None else [])]
    for number, file in enumerate(files):
        if file.resolve() in {f.resolve() for f in files[:number]}:
            raise BadInputError(f"two results are to be written to {file}: give each a file of its own")
        refuse_unwritable(file)


@dataclass(frozen=True)
class Reportable:
    """A result: as text, as the value that reports are made from, and how its models are made again in a test (by target)."""

    show: "Callable[[Console], None]"
    outcome: "Callable[[], CheckOutcome]"
    origins: "Callable[[Path], Sequence[str]]"
    exit_code: int


def emit(answer: Reportable, format_: str, output: Path | None, targets: Iterable[Target]) -> None:
    """Write the result in one format to standard output or a file, and in others to files of their own.

    The value behind the reports is made where one of them is asked for.
    """
    outcome: CheckOutcome | None = None
    for form, path in (*((t.format, t.path) for t in targets), (format_, output)):
        if form == TEXT:
            render(answer.show, path)
        else:
            outcome = outcome or answer.outcome()
            module, function = _FUNCTIONS[form]
            write(_text(getattr(_module(module), function)(outcome), form), path)


def check_test(test: Path) -> None:
    """Refuse at once a test that pytest would not take, or that could not be written."""
    if test.suffix != ".py":
        raise BadInputError(f"--save-test {test}: a file for pytest ends in .py")
    refuse_unwritable(test)


def save_test(test: Path, chosen: "Suite", answer: Reportable) -> None:
    """Write the counterexamples as a test; where there is none, say so and leave a file of another day as it is."""
    from vmotion_report.outputs.as_test import suite_call, to_test

    text = to_test(answer.outcome(), suite_call(chosen, test), answer.origins(test))
    if text is None:
        tell(f"no counterexample: {test} is not written")
    else:
        write(text, test)


def failure_text(format_: str, error: click.ClickException) -> str:
    """What stands in place of a result in a format where the input cannot be used."""
    message = error.format_message()
    file, line, column = (getattr(error, name, None) for name in ("file", "line", "column"))
    if format_ == TEXT:
        return f"vmotion: {message}"
    if format_ == "json":
        # Without the module of the format: other commands have this one, too.
        place = {} if file is None else {"file": file, "line": line, "column": column}
        several = [
            {"message": str(e), "file": e.file, "line": e.line, "column": e.column}
            for e in getattr(error, "several", ())
        ]
        more = {"errors": several} if several else {}
        return json_text({"schema": 1, "error": {"message": message, **place, **more}})
    return _text(_module(_FUNCTIONS[format_][0]).failure(message, file, line, column), format_)


def failing_in_reports(command: Callable[..., None]) -> Callable[..., None]:
    """Have the bad input of a command said in its reports, too: nobody must take one of an earlier run for the answer."""

    @wraps(command)
    def run(*, targets: tuple[Target, ...], **options: Any) -> None:
        try:
            command(targets=targets, **options)
        except BadInputError as error:
            for target in targets:
                # What can't be written is what the error says already.
                with suppress(BadInputError):
                    write(failure_text(target.format, error), target.path)
            raise

    return run


def _module(name: str) -> Any:
    return import_module(f"vmotion_report.outputs.{name}")


def _text(made: Any, format_: str) -> str:
    # SARIF is long and for programs: on one line it is written ten times as fast.
    return made if isinstance(made, str) else json_text(made, None if format_ == "sarif" else 2)
