"""How long commands take that people wait for, start-up included; with ``--against`` beside an older version.

Run: python bench/commands.py [--against REV] [--runs N]. Both versions take turns in one run, because the machine may be shared;
medians are printed, and with two versions the old one's CPU time over the new one's. Answers that are remembered (rankings) are
asked for once before the clock runs, in a cache of its own for each version.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("model", "specs", "proofs", "convergence", "traces", "diagrams", "report", "cli")
COMMANDS = {
    "vmotion --help": 5,
    "vmotion explain S6d": 5,
    "vmotion check": 5,
    "vmotion check --no-cache": 1,
    "vmotion check --change source-first --expect": 1,
}
"""How often each is run for one run of the longest."""


@dataclass(frozen=True)
class Version:
    """A checkout, and a cache for it."""

    root: Path
    cache: Path

    def run(self, arguments: Sequence[str]) -> tuple[float, float]:
        """Wall and CPU seconds, with those of its children."""
        env = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(str(self.root / f) for f in FOLDERS),
            "VMOTION_CACHE": str(self.cache),
        }
        command = [sys.executable, "-c", "from vmotion_cli.main import main; main()", *arguments]
        begun = time.perf_counter()
        child = subprocess.Popen(command, env=env, cwd=self.root, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - begun
        child.returncode = os.waitstatus_to_exitcode(status)
        assert child.stderr is not None
        said = child.stderr.read().decode()
        child.stderr.close()
        if child.returncode:
            raise SystemExit(f"{' '.join(arguments)} ended with {child.returncode} in {self.root}: {said}")
        return wall, usage.ru_utime + usage.ru_stime


def measure(versions: Sequence[Version], runs: int) -> None:
    for version in versions:
        version.run(["check"])
    for line, often in COMMANDS.items():
        arguments = line.split()[1:]
        taken: list[list[tuple[float, float]]] = [[] for _ in versions]
        for _ in range(often * runs):
            for number, version in enumerate(versions):
                taken[number].append(version.run(arguments))
        walls = [statistics.median(w for w, _ in t) for t in taken]
        cpus = [statistics.median(c for _, c in t) for t in taken]
        shown = "   ".join(f"{w:6.2f} s wall {c:6.2f} s CPU" for w, c in zip(walls, cpus, strict=True))
        ratio = f"   old / new {cpus[1] / cpus[0]:.2f}" if len(versions) > 1 else ""
        print(f"{line:46}{shown}{ratio}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--against", metavar="REV", help="a git revision to measure beside this version")
    parser.add_argument("--runs", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="vmotion-bench-") as name:
        folder = Path(name)
        versions = [Version(ROOT, folder / "new-cache")]
        if options.against:
            old = folder / "old"
            subprocess.run(["git", "clone", "-q", "--shared", str(ROOT), str(old)], check=True)
            subprocess.run(["git", "-C", str(old), "checkout", "-q", "--detach", options.against], check=True)
            versions.append(Version(old, folder / "old-cache"))
        measure(versions, options.runs)


if __name__ == "__main__":
    main()
