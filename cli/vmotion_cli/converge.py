"""``vmotion converge``: does this migration end, how long does it take, and what would make it end?"""

from pathlib import Path
from typing import Any

import click

from vmotion_model.common.errors import InputError
from vmotion_model.precopy.dirtying import DOUBTS
from vmotion_model.precopy.question import ERROR, MOST_STUN, STUNS

from .converge_answers import inputs, of_machines, of_recording, of_sweep, one_answer, validated
from .options import backend_option, format_option, jobs_option, output_option
from .output import write


@click.command(
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit code: 0 guaranteed, 1 diverges, 2 bad input, 3 not guaranteed.",
)
@click.option("--memory", metavar="SIZE", help="Guest memory, like 64GiB.")
@click.option("--zero-memory", metavar="SIZE", help="Part of the memory that holds zeros and is sent as markers.")
@click.option(
    "--page-size",
    metavar="SIZE",
    default="4KiB",
    show_default=True,
    help="Size of the pages that are traced, dirtied and sent.",
)
@click.option(
    "--measured-page", metavar="SIZE", help="Size of the pages in which dirtying was measured.  [default: --page-size]"
)
@click.option("--link", metavar="RATE", help="Transmit rate, like 25Gbps, 2x25GbE or 1.2GB/s.")
@click.option("--link-min", metavar="RATE", help="Lower bound of the link over the migration.  [default: --link]")
@click.option(
    "--switchover-link", metavar="RATE", help="Lower bound of the link in the switchover.  [default: --link-min]"
)
@click.option("--dirty-rate", metavar="RATE", help="Distinct bytes that the guest dirties per second.")
@click.option("--dirty-curve", type=click.Path(path_type=Path), help="CSV of window and distinct bytes: 2.05s,69MB.")
@click.option("--working-set", metavar="SIZE", help="The most memory that is ever dirty at once.")
@click.option(
    "--burst",
    metavar="SIZE",
    help="Bytes that may be dirtied at once in addition. --dirty-rate is then an upper bound.",
)
@click.option("--random-writes", is_flag=True, help="Writes fall at random into the working set.")
@click.option(
    "--at-most",
    is_flag=True,
    help="The guest dirties at most this much, not exactly this much. The verdict is then never 'diverges'.",
)
@click.option("--vcpus", type=click.IntRange(1, 10_000), default=1, show_default=True)
@click.option(
    "--cpu-share",
    default="1",
    show_default=True,
    help="Least share of its vCPU time that the guest uses while it dirties.",
)
@click.option(
    "--device-rate",
    metavar="RATE",
    help="Bytes per second dirtied by devices, which no stun slows down.  [default: nothing]",
)
@click.option("--goal", default="500ms", show_default=True, help="Time in which the last set of pages must be sent.")
@click.option(
    "--rest",
    default="0",
    show_default=True,
    help="Share of the threshold that may be unsent when the dirty log is read.",
)
@click.option("--window", metavar="TIME", help="Least time between two reads of the dirty log (QEMU: 100ms).")
@click.option(
    "--fixed-downtime", default="0s", show_default=True, help="Downtime for device state, quiesce and resume."
)
@click.option("--stun", type=click.Choice(STUNS), default="sdps", show_default=True, help="Stun policy.")
@click.option("--fault-sleep", metavar="TIME", help="Sleep after each first write to a page (--stun fault).")
@click.option("--quota", metavar="PAGES/TIME", help="Pages per vCPU and interval (--stun quota).")
@click.option("--growth", metavar="SHARE", help="The most by which demand grows before a measurement is used (sdps).")
@click.option("--error", metavar="SHARE", help=f"Largest error of the measured rates (sdps).  [default: {ERROR}]")
@click.option("--max-stun", metavar="SHARE", help=f"Largest stunned share (sdps, ratchet).  [default: {MOST_STUN}]")
@click.option("--peak-rate", metavar="RATE", help="The most the guest ever dirties per second (sdps, ratchet).")
@click.option(
    "--grant",
    "grants",
    multiple=True,
    metavar="NAME",
    help=f"Grant an assumption about the guest that no option implies ({', '.join(DOUBTS)}; repeatable).",
)
@click.option("--explain", is_flag=True, help="Show the argument step by step, with its numbers.")
@click.option("--what-if", "what_if_", is_flag=True, help="Name the cheapest change that makes it guaranteed.")
@click.option(
    "--platform",
    type=click.Choice(["vsphere", "qemu"]),
    help="Where the VM runs. --what-if then offers what can be changed there. With qemu, --stun is none by default.",
)
@click.option("--sweep", "sweep_", is_flag=True, help="Judge every combination of the AXES that follow.")
@click.option("--machines", type=click.Path(path_type=Path), help="Judge each row of a CSV of machines.")
@click.option("--from-recording", type=click.Path(path_type=Path), help="Fit and predict a recorded migration.")
@click.option("--validate", type=click.Path(path_type=Path), help="Validate against a folder of recordings.")
@click.option("--plot", type=click.Path(path_type=Path), help="Draw the result into a .png, .svg or .pdf file.")
@format_option
@output_option
@click.option(
    "--columns",
    type=click.Choice(["auto", "verdict", "all"]),
    default="auto",
    show_default=True,
    help="Columns of a sweep's file; auto: all up to 20000 rows.",
)
@jobs_option("Processes; -1 for all cores.  [default: 1 for a sweep, all cores for --machines]", None)
@backend_option()
@click.argument("axes", nargs=-1)
@click.pass_context
def command(context: click.Context, /, axes: tuple[str, ...], **options: Any) -> None:
    """Say whether pre-copy of a migration ends: guaranteed, not guaranteed, or diverges, with the reasons.

    AXES go with --sweep: memory=16GiB:1TiB:x2 (factor), memory=16GiB:1TiB:+16GiB (step), memory=16GiB:1TiB:#100
    (points), or link=10Gbps,25Gbps.
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
            if options["plot"] is not None:
                raise InputError("--validate has no picture; --plot draws the recordings of --from-recording FOLDER")
            write("\n".join(validated(options["validate"])), options["output"])
            return
        if options["machines"] is not None:
            context.exit(of_machines(context, options, axes))
        if options["from_recording"] is not None:
            context.exit(of_recording(options))
        if bool(axes) != options["sweep_"]:
            raise InputError(
                f"{axes[0]!r}: axes go with --sweep" if axes else "--sweep needs axes, like memory=16GiB:1TiB:x2"
            )
        if options["sweep_"]:
            of_sweep(options, axes)
            return
        context.exit(one_answer(options))


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


if __name__ == "__main__":
    command(prog_name="vmotion converge")
