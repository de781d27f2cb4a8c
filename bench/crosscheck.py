"""Our explicit search beside SPIN and TLC: the same model, the same counts, and what each needs for them.

Run: python bench/crosscheck.py [--case 1e5]... [--tlc-limit STATES] [--page docs/bench.md]. Every tool does its whole job
in processes of its own: ours starts Python, builds the model and searches with all invariants and with parent links for
traces; SPIN translates, compiles (-O2 -DSAFETY) and runs; TLC starts its Java. Times are the sums over these processes, memory is
the largest of them. Counts that differ end the run with an error.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

HERE = Path(__file__).resolve().parent
OURS, SPIN, REDUCED, TLC = "explicit search", "SPIN", "SPIN, reduced", "TLC"


@dataclass(frozen=True)
class Cost:
    """What processes took: seconds of CPU and of wall time, and the largest memory in MiB."""

    cpu: float = 0.0
    wall: float = 0.0
    memory: float = 0.0
    output: str = ""

    def __add__(self, other: "Cost") -> "Cost":
        return Cost(self.cpu + other.cpu, self.wall + other.wall, max(self.memory, other.memory), other.output)


@dataclass(frozen=True)
class Row:
    """One tool on one case. ``search`` is the cost of its search alone, ``whole`` with everything before it."""

    case: str
    tool: str
    states: int
    transitions: int
    search: Cost
    whole: Cost


def cost(command: Sequence[str], folder: Path) -> Cost:
    """Run a program to its end and measure it, with its children; it is ended with us."""
    with tempfile.TemporaryFile() as out:
        begun = time.perf_counter()
        child = subprocess.Popen(list(command), cwd=folder, stdout=out, stderr=subprocess.STDOUT)
        try:
            _, status, usage = os.wait4(child.pid, 0)
        except BaseException:
            child.kill()
            child.wait()
            raise
        child.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - begun
        out.seek(0)
        output = out.read().decode("utf-8", "replace")
    if child.returncode < 0:
        raise SystemExit(f"{command[0]} was ended by signal {-child.returncode}: {output[-300:]}")
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024, output)


def ours(case: str) -> Row:
    whole = cost([sys.executable, str(HERE / "crosscheck.py"), "--ours", case], HERE)
    told = json.loads(whole.output.splitlines()[-1])
    search = replace(whole, cpu=told["cpu"], wall=told["wall"])
    return Row(case, OURS, told["states"], told["transitions"], search, whole)


def search_here(case: str) -> None:
    """The child's part: build, search, and tell what the search alone took."""
    # As the command line does.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from cases import CASES

    from vmotion_proofs.search.breadth_first import search

    question = CASES[case]()
    cpu, wall = time.process_time(), time.perf_counter()
    found = search(question.model, question.invariants, stop_early=False)
    assert found.complete
    assert not found.violations
    told = {"states": found.states, "transitions": found.transitions}
    print(json.dumps({**told, "cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}))


def spin(case: str, text: str, states: int, reduced: bool) -> Row:
    from vmotion_proofs.crosscheck.spin import SPIN_FLAGS, read_counts

    with tempfile.TemporaryDirectory(prefix="vmotion-bench-") as name:
        folder = Path(name)
        (folder / "model.pml").write_text(text, encoding="ascii")
        flags = ["-O2", "-w", "-DSAFETY"] + ([] if reduced else ["-DNOREDUCE"])
        before = cost(["spin", *SPIN_FLAGS, "-a", "model.pml"], folder)
        before += cost(["gcc", *flags, "-o", "pan", "pan.c"], folder)
        # A table with a place for every state, and a stack as deep as is needed: only the run that suffices counts.
        bits, depth = max(states - 1, 1).bit_length(), max(states // 16, 10_000)
        while True:
            run = cost(["./pan", "-n", "-c0", f"-m{depth}", f"-w{bits}"], folder)
            if "max search depth too small" not in run.output:
                break
            depth *= 2
        counts = read_counts(run.output, {}, 0.0)
    return Row(case, REDUCED if reduced else SPIN, counts.states, counts.transitions, run, before + run)


def tlc(case: str) -> Row:
    from cases import CASES

    from vmotion_proofs.crosscheck.tla import to_tla
    from vmotion_proofs.crosscheck.tlc import read_counts, tlc_command

    module = to_tla(CASES[case]())
    with tempfile.TemporaryDirectory(prefix="vmotion-bench-") as name:
        folder = Path(name)
        (folder / f"{module.name}.tla").write_text(module.text, encoding="ascii")
        (folder / f"{module.name}.cfg").write_text(module.configuration(), encoding="ascii")
        run = cost(tlc_command(module.name), folder)
    counts = read_counts(run.output, frozenset(), 0.0)
    return Row(case, TLC, counts.states, counts.transitions, run, run)


def rows(cases: Iterable[str], tlc_limit: int) -> Iterable[Row]:
    """Every tool on every case, one after the other; a disagreement ends the program."""
    from cases import CASES

    from vmotion_proofs.crosscheck import tlc as tlc_tool
    from vmotion_proofs.crosscheck.promela import to_promela

    for case in cases:
        first = ours(case)
        yield first
        text = to_promela(CASES[case]())
        yield _same(first, spin(case, text, first.states, reduced=False))
        reduced = spin(case, text, first.states, reduced=True)
        assert reduced.states <= first.states
        yield reduced
        if not tlc_tool.available():
            print(f"no TLC: {tlc_tool.MISSING}", file=sys.stderr)
        elif first.states > tlc_limit:
            print(f"TLC is left out of {case}: more than --tlc-limit {tlc_limit:,} states", file=sys.stderr)
        else:
            yield _same(first, tlc(case))


def _same(first: Row, other: Row) -> Row:
    if (first.states, first.transitions) != (other.states, other.transitions):
        raise SystemExit(f"counts differ: {first} and {other}")
    return other


def table(found: Sequence[Row]) -> str:
    """The table as Markdown; ratios are those to our search of the same case."""
    lines = [
        "| states | tool | states/CPU-s of the search | CPU s, end to end | wall s, end to end | memory MiB | CPU ÷ ours |",
        "|---:|---|---:|---:|---:|---:|---:|",
    ]
    for row in found:
        base = next(r for r in found if r.case == row.case and r.tool == OURS)
        rate = row.states / row.search.cpu
        lines.append(
            f"| {row.states:,} | {row.tool} | {rate:,.0f} | {row.whole.cpu:.2f} | {row.whole.wall:.2f} | "
            f"{row.whole.memory:,.0f} | {row.whole.cpu / base.whole.cpu:.2f} |"
        )
    return "\n".join(lines) + "\n"


def plot(found: Sequence[Row], path: Path) -> None:
    """Time and memory over the number of states, both logarithmic; every tool one line with its name at the end."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(1, 2, figsize=(11, 4.2), layout="constrained")
    colours = {OURS: "#0072B2", SPIN: "#D55E00", REDUCED: "#E69F00", TLC: "#009E73"}
    sizes = {r.case: r.states for r in found if r.tool == OURS}
    for axis, title in ((axes[0], "CPU seconds, end to end"), (axes[1], "Memory, MiB")):
        for tool, colour in colours.items():
            points = [
                (sizes[r.case], r.whole.cpu if axis is axes[0] else r.whole.memory) for r in found if r.tool == tool
            ]
            if points:
                style = "--" if tool == REDUCED else "-"
                axis.plot(*zip(*points, strict=True), style, marker="o", color=colour, label=tool)
        axis.set(xscale="log", yscale="log", xlabel="states of the model", title=title)
        axis.grid(visible=True, which="major", color="#dddddd")
        axis.spines[["top", "right"]].set_visible(False)
    axes[0].legend(frameon=False)
    part = path.with_name(path.name + ".part")
    figure.savefig(part, format="png", dpi=110)
    part.replace(path)


def write_page(page: Path, measured: str) -> None:
    """Put the table, and a link to the plot beside the page, between the page's two marks."""
    begin, end = "<!-- measured: begin -->\n", "<!-- measured: end -->"
    before, rest = page.read_text(encoding="utf-8").split(begin)
    after = rest.split(end)[1]
    shown = f"![CPU time and memory over the number of states]({page.with_suffix('.png').name})"
    page.write_text(f"{before}{begin}\n{measured}\n{shown}\n\n{end}{after}", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--case", action="append", choices=["1e5", "1e6", "1e7"])
    parser.add_argument("--tlc-limit", type=int, default=100_000)
    parser.add_argument("--page", type=Path, help="write the table into this page, and the plot beside it")
    parser.add_argument("--ours", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.ours:
        search_here(arguments.ours)
        return
    found: list[Row] = []
    try:
        for row in rows(arguments.case or ["1e5", "1e6", "1e7"], arguments.tlc_limit):
            found.append(row)
            print(table(found).splitlines()[-1], file=sys.stderr)
    except KeyboardInterrupt:
        print(f"interrupted after {len(found)} measurements", file=sys.stderr)
    if not found:
        return
    print(table(found), end="")
    if arguments.page:
        plot(found, arguments.page.with_suffix(".png"))
        write_page(arguments.page, table(found))


if __name__ == "__main__":
    main()
