"""What ``vmotion converge`` answers: one verdict, a sweep, a row for each machine, or what a recording shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vmotion_model.common.errors import InputError
from vmotion_model.common.exit_codes import worst_code
from vmotion_model.common.files import WriteError
from vmotion_model.precopy.question import Question, read_axis, read_question

from .errors import BadInputError
from .output import render, write_json

if TYPE_CHECKING:
    from rich.console import Console

MOST_CURVE_B = 1_000_000
MOST_MACHINES_B = 200_000_000


@contextmanager
def inputs() -> Iterator[None]:
    """Bad input of the theory, and files that can't be read or written, as one message."""
    try:
        yield
    except (InputError, WriteError) as problem:
        raise BadInputError(str(problem)) from None
    except OSError as problem:
        raise BadInputError(f"{problem.filename}: {problem.strerror}") from None


def question_of(options: dict[str, Any], defaults: dict[str, str] | None = None) -> Question:
    """What the options ask; raises ``InputError`` where one is missing that ``defaults`` does not give."""
    assumed = defaults or {}
    given = {name: assumed.get(name) if options[name] is None else options[name] for name in ("memory", "link")}
    for name, value in given.items():
        if value is None:
            raise InputError(f"--{name} is missing; write it like {'64GiB' if name == 'memory' else '25Gbps'}")
    curve: Path | None = options["dirty_curve"]
    dirty_rate = assumed.get("dirty_rate") if options["dirty_rate"] is None else options["dirty_rate"]
    return Question(
        memory=given["memory"] or "",
        link=given["link"] or "",
        dirty_rate=None if curve is not None and options["dirty_rate"] is None else dirty_rate,
        curve=None if curve is None else _text_of(curve, MOST_CURVE_B, "a dirty curve is CSV like 2.05s,69MB"),
        curve_name=str(curve),
        working_set=options["working_set"],
        burst=options["burst"],
        random=options["random_writes"],
        at_most=options["at_most"],
        zero_memory=options["zero_memory"],
        link_min=options["link_min"],
        switchover_link=options["switchover_link"],
        goal=options["goal"],
        rest=options["rest"],
        window=options["window"],
        fixed=options["fixed_downtime"],
        vcpus=options["vcpus"],
        cpu_share=options["cpu_share"],
        stun=options["stun"],
        fault_sleep=options["fault_sleep"],
        quota=options["quota"],
        growth=options["growth"],
        error=options["error"],
        most_stun=options["max_stun"],
        peak_rate=options["peak_rate"],
        device_rate=options["device_rate"],
        page_size=options["page_size"],
        measured_page=options["measured_page"],
        grants=options["grants"],
    )


def _text_of(path: Path, most: int, what: str) -> str:
    with path.open("rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise InputError(f"{path}: more than {most} bytes are refused; thin it out or split it")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"{path}: this is not a text file; {what}") from None


def one_answer(options: dict[str, Any]) -> int:
    from vmotion_convergence.expected_figures import expect
    from vmotion_convergence.report import as_json, as_text
    from vmotion_convergence.verdict import judge
    from vmotion_convergence.whatif import what_if

    scenario = read_question(question_of(options))
    verdict, expected = judge(scenario), expect(scenario)
    changes = what_if(scenario, options["platform"]) if options["what_if_"] else None
    if options["format_"] == "json":
        write_json(as_json(verdict, changes or (), expected), options["output"])
    else:
        _emit(as_text(verdict, explain=options["explain"], changes=changes, expected=expected), options["output"])
    if options["plot"] is not None:
        from vmotion_diagrams.convergence.plots import plot_scenario

        plot_scenario(scenario, verdict, options["plot"])
    return verdict.outcome.exit_code


def of_sweep(options: dict[str, Any], texts: tuple[str, ...]) -> None:
    from vmotion_convergence.report import summary
    from vmotion_convergence.sweep import CLASSES, sweep
    from vmotion_convergence.sweep_file import MOST_PLANNED, write_grid

    axes = dict(read_axis(text) for text in texts)
    if len(axes) != len(texts):
        raise InputError("an axis is given twice")
    defaults = {"memory": "1GiB", "link": "1Gbps", "dirty_rate": "1MB/s"}
    swept = {name: defaults[name.replace("-", "_")] for name in axes if name.replace("-", "_") in defaults}
    if "page-size" in axes and options["measured_page"] is not None:
        raise InputError("--measured-page does not go with an axis page-size: give one page size at a time")
    base = read_question(question_of(options, {name.replace("-", "_"): value for name, value in swept.items()}))
    grid = sweep(base, axes, jobs=1 if options["jobs"] is None else options["jobs"], backend=options["backend"])
    counts = [(name, int((grid.kind == k).sum())) for k, name in enumerate(CLASSES)]
    if options["output"] is not None:
        planned = {"auto": grid.kind.size <= MOST_PLANNED, "verdict": False, "all": True}[options["columns"]]
        jobs = -1 if options["jobs"] is None else options["jobs"]
        write_grid(grid, options["output"], base if planned else None, jobs=jobs, backend=options["backend"])
        if not planned and options["columns"] == "auto":
            said = f"{options['output']}: verdict and class only, as there are more than {MOST_PLANNED} rows;"
            click.echo(f"{said} --columns all adds times, rounds, downtime and lost guest time", err=True)
    if options["format_"] == "json":
        shape = {name: len(values) for name, values in axes.items()}
        write_json({"schema": 1, "axes": shape, "scenarios": grid.kind.size, "classes": dict(counts)}, None)
    else:
        _emit(summary(counts, grid.kind.size), None)
    if options["plot"] is not None:
        from vmotion_diagrams.convergence.heat import plot_grid

        plot_grid(grid, options["plot"])


def of_machines(context: click.Context, options: dict[str, Any], axes: tuple[str, ...]) -> int:
    """One answer for each row of a file; what the rows leave open the options say."""
    from vmotion_convergence.planning import machine_answers
    from vmotion_convergence.table_file import check_table_path, machine_table, write_csv, write_table
    from vmotion_model.precopy.machine_table import read_machines

    path: Path = options["machines"]
    for name in ("from_recording", "plot", "sweep_", "what_if_", "explain", "dirty_curve", "grants"):
        if options[name]:
            raise InputError(f"--{name.strip('_').replace('_', '-')} does not go with --machines; leave one out")
    if axes:
        raise InputError(f"{axes[0]!r}: axes go with --sweep, not with --machines")
    output: Path | None = options["output"]
    if output is not None and options["format_"] == "text":
        check_table_path(output)
    given = [
        (parameter.opts[0]).lstrip("-")
        for parameter in context.command.params
        if parameter.name and context.get_parameter_source(parameter.name) is click.core.ParameterSource.COMMANDLINE
    ]
    base = question_of(options, {"memory": "", "link": "", "dirty_rate": ""})
    text = _text_of(path, MOST_MACHINES_B, "a table of machines is CSV with a header like memory,dirty-rate,link")
    machines = read_machines(text, base, given, name=str(path))
    found = machine_answers(
        machines, jobs=-1 if options["jobs"] is None else options["jobs"], backend=options["backend"]
    )
    columns = machine_table(machines, found)
    if options["format_"] == "json":
        lines = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
        write_json({"schema": 1, "machines": lines}, output)
    elif output is None:
        text_of_table = StringIO()
        write_csv(columns, text_of_table)
        click.echo(text_of_table.getvalue(), nl=False)
    else:
        write_table(columns, output)
        from vmotion_convergence.outcome import Outcome

        for word in (o.value for o in Outcome):
            click.echo(f"{word:15} {columns['verdict'].count(word)} of {len(found)} machines")
    from vmotion_convergence.outcome import Outcome

    return worst_code(Outcome(one.verdict).exit_code for one in found)


def of_recording(options: dict[str, Any]) -> int:
    if (code := _live(options)) is not None:
        return code
    from vmotion_traces.recordings.compare import compare_path, comparison_json, comparison_text

    comparisons = compare_path(options["from_recording"])
    if options["format_"] == "json":
        write_json(comparison_json(comparisons), options["output"])
    else:
        _emit(comparison_text(comparisons), options["output"])
    if options["plot"] is not None:
        from vmotion_diagrams.convergence.recorded import plot_comparisons

        plot_comparisons(comparisons, options["plot"])
    from vmotion_convergence.outcome import Outcome

    return worst_code(Outcome(c.verdict).exit_code for c in comparisons)


def _live(options: dict[str, Any]) -> int | None:
    """The answer on migrations that are under way; None where the file holds none."""
    from vmotion_traces.recordings.live import forecast_json, forecast_text, live_forecasts

    path: Path = options["from_recording"]
    found = live_forecasts(path) if path.is_file() and path.suffix != ".csv" else ()
    if not found:
        return None
    if options["plot"] is not None:
        raise InputError("--plot draws a migration that has ended; leave it out")
    if options["format_"] == "json":
        write_json(forecast_json(found), options["output"])
    else:
        _emit(forecast_text(found), options["output"])
    return worst_code(one.outcome.exit_code for one in found)


def validated(folder: Path) -> Iterable[str]:
    from vmotion_traces.recordings.validation import validation_page

    return validation_page(folder)


def _emit(lines: Iterable[str], path: Path | None) -> None:
    """Text for people: what does not fit on a line goes on below it."""
    from .console import hanging_line

    def show(console: Console) -> None:
        for line in lines:
            console.print(hanging_line(line))

    render(show, path)
