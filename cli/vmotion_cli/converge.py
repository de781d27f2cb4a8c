"""``vmotion converge``: does this migration end, how long does it take, and what would make it end?"""

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
from vmotion_model.precopy.dirtying import DOUBTS
from vmotion_model.precopy.question import ERROR, MOST_STUN, STUNS, Question, read_axis, read_question

from .errors import BadInputError
from .options import backend_option, format_option
from .output import render, write, write_json

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


@click.command(
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit code: 0 guaranteed, 1 diverges, 2 bad input, 3 not guaranteed.",
)
@click.option("--memory", metavar="SIZE", help="Guest memory, like 64GiB.")
@click.option("--zero-memory", metavar="SIZE", help="Part of it that holds zeros and is sent as markers.")
@click.option(
    "--page-size", metavar="SIZE", default="4KiB", show_default=True, help="What is traced, dirtied and sent."
)
@click.option("--measured-page", metavar="SIZE", help="Page in which dirtying was measured.  [default: --page-size]")
@click.option("--link", metavar="RATE", help="Transmit rate, like 25Gbps, 2x25GbE or 1.2GB/s.")
@click.option("--link-min", metavar="RATE", help="Its lower bound over the migration.  [default: --link]")
@click.option("--switchover-link", metavar="RATE", help="Its lower bound in the switchover.  [default: --link-min]")
@click.option("--dirty-rate", metavar="RATE", help="Distinct bytes that the guest dirties per second.")
@click.option("--dirty-curve", type=click.Path(path_type=Path), help="CSV of window and distinct bytes: 2.05s,69MB.")
@click.option("--working-set", metavar="SIZE", help="Most that is ever dirty at once.")
@click.option("--burst", metavar="SIZE", help="Bytes dirtied at once on top: --dirty-rate is then an upper envelope.")
@click.option("--random-writes", is_flag=True, help="Writes fall at random into the working set.")
@click.option(
    "--at-most", is_flag=True, help="The guest dirties at most this, not exactly: the verdict is never 'diverges'."
)
@click.option("--vcpus", type=click.IntRange(1, 10_000), default=1, show_default=True)
@click.option(
    "--cpu-share",
    default="1",
    show_default=True,
    help="Least share of its vCPU time that the guest uses while it dirties.",
)
@click.option("--device-rate", metavar="RATE", help="Bytes per second dirtied by devices, which no stun reaches.")
@click.option("--goal", default="500ms", show_default=True, help="Time in which the last set must be sendable.")
@click.option("--rest", default="0", show_default=True, help="Share of the threshold unsent when dirty pages are read.")
@click.option("--window", metavar="TIME", help="Least time between two reads of the dirty log (QEMU: 100ms).")
@click.option("--fixed-downtime", default="0s", show_default=True, help="Device state, quiesce and resume.")
@click.option("--stun", type=click.Choice(STUNS), default="sdps", show_default=True, help="Stun policy.")
@click.option("--fault-sleep", metavar="TIME", help="Sleep after each first write to a page (--stun fault).")
@click.option("--quota", metavar="PAGES/TIME", help="Pages per vCPU and interval (--stun quota).")
@click.option("--growth", metavar="SHARE", help="Most by which demand grows before a measurement is used (sdps).")
@click.option("--error", metavar="SHARE", help=f"Largest error of the measured rates (sdps).  [default: {ERROR}]")
@click.option("--max-stun", metavar="SHARE", help=f"Largest stunned share (sdps, ratchet).  [default: {MOST_STUN}]")
@click.option("--peak-rate", metavar="RATE", help="The most the guest ever dirties per second (sdps, ratchet).")
@click.option(
    "--grant",
    "grants",
    multiple=True,
    metavar="NAME",
    help=f"Assume what nothing shows about the guest ({', '.join(DOUBTS)}; repeatable).",
)
@click.option("--explain", is_flag=True, help="Walk through the argument with its numbers.")
@click.option("--what-if", "what_if_", is_flag=True, help="Name the cheapest change that makes it guaranteed.")
@click.option(
    "--platform",
    type=click.Choice(["vsphere", "qemu"]),
    help="Where it runs: --what-if then offers what can be changed there, and qemu stuns only if told to.",
)
@click.option("--sweep", "sweep_", is_flag=True, help="Judge every combination of the AXES that follow.")
@click.option("--machines", type=click.Path(path_type=Path), help="Judge each row of a CSV of machines.")
@click.option("--from-recording", type=click.Path(path_type=Path), help="Fit and predict a recorded migration.")
@click.option("--validate", type=click.Path(path_type=Path), help="Validate against a folder of recordings.")
@click.option("--plot", type=click.Path(path_type=Path), help="Draw the result into a .png, .svg or .pdf file.")
@format_option
@click.option("--output", type=click.Path(path_type=Path), help="Write to this file instead of standard output.")
@click.option(
    "--columns",
    type=click.Choice(["auto", "verdict", "all"]),
    default="auto",
    show_default=True,
    help="Columns of a sweep's file; auto: all up to 20000 rows.",
)
@click.option(
    "--jobs", type=int, help="Processes; -1 for all cores.  [default: 1 for a sweep, all cores for --machines]"
)
@backend_option()
@click.argument("axes", nargs=-1)
@click.pass_context
def command(context: click.Context, /, axes: tuple[str, ...], **options: Any) -> None:
    """Whether pre-copy of a migration ends: guaranteed, not guaranteed, or diverges, with the reasons.

    AXES go with --sweep: memory=16GiB:1TiB:x2 (factor), :+16GiB (step), :#100 (points), or link=10Gbps,25Gbps.
    """
    with inputs():
        from vmotion_model.common.parallel import check_backend

        check_backend(options["backend"])
        if options["platform"] is not None:
            _on_platform(context, options)
        if options["plot"] is not None:
            from vmotion_diagrams.convergence.canvas import check_plot_path

            check_plot_path(options["plot"])
        if options["validate"] is not None:
            write("\n".join(_validated(options["validate"])), options["output"])
            return
        if options["machines"] is not None:
            context.exit(_machines(context, options, axes))
        if options["from_recording"] is not None:
            context.exit(_recording(options))
        if bool(axes) != options["sweep_"]:
            raise InputError(
                f"{axes[0]!r}: axes go with --sweep" if axes else "--sweep needs axes, like memory=16GiB:1TiB:x2"
            )
        if options["sweep_"]:
            _sweep(options, axes)
            return
        context.exit(_one(options))


def _on_platform(context: click.Context, options: dict[str, Any]) -> None:
    """A stun policy that is not there is refused where it was asked for; by default QEMU has none."""
    from vmotion_convergence.whatif import STUNS_ON

    platform, stun = options["platform"], options["stun"]
    if stun in STUNS_ON[platform]:
        return
    if context.get_parameter_source("stun") is click.core.ParameterSource.COMMANDLINE:
        there = " or ".join(STUNS_ON[platform])
        raise InputError(f"--stun {stun} is not there on --platform {platform}; take {there}")
    options["stun"] = "none"


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


def _one(options: dict[str, Any]) -> int:
    from vmotion_convergence.expected import expect
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


def _sweep(options: dict[str, Any], texts: tuple[str, ...]) -> None:
    from vmotion_convergence.grid_file import MOST_PLANNED, write_grid
    from vmotion_convergence.report import summary
    from vmotion_convergence.sweep import CLASSES, sweep

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


def _machines(context: click.Context, options: dict[str, Any], axes: tuple[str, ...]) -> int:
    """One answer for each row of a file; what the rows leave open the options say."""
    from vmotion_convergence.planning import machine_answers
    from vmotion_convergence.table_file import check_table_path, machine_table, write_csv, write_table
    from vmotion_model.precopy.machines import read_machines

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


def _recording(options: dict[str, Any]) -> int:
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


def _validated(folder: Path) -> Iterable[str]:
    from vmotion_traces.recordings.validation import validation_page

    return validation_page(folder)


def _emit(lines: Iterable[str], path: Path | None) -> None:
    """Text for people: what does not fit on a line goes on below it."""
    from .hanging import hanging_line

    def show(console: Console) -> None:
        for line in lines:
            console.print(hanging_line(line))

    render(show, path)


if __name__ == "__main__":
    command(prog_name="vmotion converge")
