"""SPIN as a checker: translate, compile and run, and believe nothing but a finished search.

How SPIN counts: every state once, the initial one too; "transitions" are states stored and matched, so the arrival in the
initial state is one of them; an assertion that fails counts as an error and its option as a transition back to the same state.
"""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from vmotion_model.common.budget import Budget
from vmotion_model.common.progress import Report, Stage, silent
from vmotion_model.language import Instance, Model, ModelError
from vmotion_specs.properties import Property

from .checker import CheckerError, Counts, MissingToolError
from .child_programs import run
from .promela import numbered_properties, to_promela
from .question import CheckerQuestion, question_of

SPIN = "spin"
SPIN_FLAGS = ("-o1", "-o2")
"""Keep variables that no command reads; without these SPIN merges states that differ in them alone."""
FIRST_DEPTH = 1_000_000
MISSING = "SPIN is not installed: 'spin' and 'gcc' are wanted on the PATH (Debian, Ubuntu: apt-get install spin gcc)"
_COUNTS = {
    # Their sum is rounded from 10^8 on, and so are these: then a digit is followed by a point, and nothing is read.
    "states": re.compile(r"^\s*(\d+) states, stored", re.MULTILINE),
    "matched": re.compile(r"^\s*(\d+) states, matched", re.MULTILINE),
    "errors": re.compile(r"errors: (\d+)"),
    "depth": re.compile(r"depth reached (\d+)"),
}
_BROKEN = re.compile(r"assertion violated \(broken!=(\d+)\)")
_PROGRESS = re.compile(r"States=\s*([\d.e+]+)")
# Whatever of this appears, the counts are those of a part of the state space.
_TRUNCATED = ("max search depth too small", "out of memory", "reached -DMEMLIM", "Search not completed", "Interrupted")


@dataclass(frozen=True)
class SpinOptions:
    """How SPIN is to be run.

    ``depth`` is the longest path that its depth-first search may follow, None: as far as there is a need, found by doubling.
    ``hash_bits`` is the binary logarithm of the size of its hash table. ``reduce`` turns partial-order reduction on: then the
    counts are not comparable. ``optimise`` is the compiler's level.
    """

    depth: int | None = None
    hash_bits: int = 20
    reduce: bool = False
    optimise: str = "-O2"
    budget: Budget = field(default_factory=Budget)


SMALL = SpinOptions(depth=100_000, hash_bits=10, optimise="-O0")
"""For models of at most some thousand states: compiling costs more than searching."""


def available() -> bool:
    """Whether SPIN and the C compiler that it needs are installed."""
    return bool(shutil.which(SPIN) and shutil.which("gcc"))


def ask_spin(
    model: Model, instance: Instance, properties: Sequence[Property] = (), options: SpinOptions = SMALL
) -> Counts:
    """Counts and verdicts of SPIN on a small model; see ``count_with_spin``, and ``question_of`` for what is asked."""
    return count_with_spin(question_of(model, properties, instance), options)


def count_with_spin(question: CheckerQuestion, options: SpinOptions | None = None, report: Report = silent) -> Counts:
    """Have SPIN visit every state, past violations, and return what it counted.

    Raises ``MissingToolError`` where SPIN is not installed, ``CheckerError`` where it failed or left out a part of the state
    space, ``ModelError`` where a variable leaves its range.
    """
    return text_counts(to_promela(question), numbered_properties(question), options or SpinOptions(), report)


def text_counts(text: str, numbered: Mapping[int, str | None], options: SpinOptions, report: Report = silent) -> Counts:
    """The same for a Promela text whose assertions speak of ``numbered`` properties."""
    if not available():
        raise MissingToolError(MISSING)
    begun = perf_counter()
    with tempfile.TemporaryDirectory(prefix="vmotion-spin-") as name:
        folder = Path(name)
        build(text, folder, options, report)
        output = search_output(folder, options, report)
    return read_counts(output, numbered, perf_counter() - begun)


def build(text: str, folder: Path, options: SpinOptions, report: Report = silent) -> None:
    """Write the model into the folder, translate it to C and compile that to ``pan``; raises ``CheckerError``."""
    (folder / "model.pml").write_text(text, encoding="ascii")
    report(Stage("SPIN translates the model", 0))
    _must(
        run([SPIN, *SPIN_FLAGS, "-a", "model.pml"], folder, options.budget),
        folder / "pan.c",
        "SPIN refuses the model",
    )
    report(Stage("compiling SPIN's verifier", 0))
    flags = [options.optimise, "-w", "-DSAFETY"] + ([] if options.reduce else ["-DNOREDUCE"])
    if options.budget.memory_mb is not None:
        flags.append(f"-DMEMLIM={options.budget.memory_mb}")
    _must(
        run(["gcc", *flags, "-o", "pan", "pan.c"], folder, options.budget),
        folder / "pan",
        "the verifier did not compile",
    )


def _must(result: "subprocess.CompletedProcess[str]", made: Path, what: str) -> None:
    if result.returncode or not made.exists():
        lines = (result.stdout + result.stderr).strip().splitlines()
        raise CheckerError(f"{what}: {' / '.join(lines[:3])[:300] or f'code {result.returncode}'}")


def search_output(folder: Path, options: SpinOptions, report: Report) -> str:
    """The verifier's output; where its depth is not given, with twice the depth until the search is not cut off."""

    def watch(line: str) -> None:
        if match := _PROGRESS.search(line):
            report(Stage("SPIN searches", int(float(match[1])), unit="states"))

    depth = options.depth or FIRST_DEPTH
    while True:
        report(Stage("SPIN searches", 0))
        # -c0: on past violations; -n: no list of unreached code.
        command = ["./pan", "-n", "-c0", f"-m{depth}", f"-w{options.hash_bits}"]
        result = run(command, folder, options.budget, watch)
        output = result.stdout + result.stderr
        if options.depth is None and _TRUNCATED[0] in output and depth < 1 << 30:
            depth *= 4
            continue
        if result.returncode < 0:
            raise CheckerError(f"SPIN's verifier was ended by signal {-result.returncode}")
        return output


def read_counts(output: str, numbered: Mapping[int, str | None], seconds: float) -> Counts:
    """The counts in the verifier's output; raises ``CheckerError`` unless it says that it has seen everything."""
    for sign in _TRUNCATED:
        if sign.lower() in output.lower():
            raise CheckerError(f"SPIN did not visit every state ({sign}): its counts say nothing")
    found = {name: pattern.search(output) for name, pattern in _COUNTS.items()}
    if missing := [name for name, match in found.items() if match is None]:
        raise CheckerError(f"SPIN's verifier says nothing of {', '.join(missing)}: {output.strip()[:200]!r}")
    counts = {name: int(match[1]) for name, match in found.items() if match is not None}
    broken = {numbered[int(n)] for n in _BROKEN.findall(output)}
    violated = {name for name in broken if name is not None}
    if None in broken:
        raise ModelError("SPIN reaches a state in which an integer has left its range")
    if bool(counts["errors"]) != bool(violated):
        raise CheckerError(f"SPIN counts {counts['errors']} errors that are not those of properties")
    # The initial state counts as a transition for SPIN, and so does every option that fails an assertion.
    transitions = counts["states"] + counts["matched"] - 1 - counts["errors"]
    return Counts(SPIN, counts["states"], transitions, None, frozenset(violated), counts["errors"], seconds)
