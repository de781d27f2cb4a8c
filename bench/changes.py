"""How long a proposed change takes: every change that ships, all properties and the comparison, start-up included.

Run: python bench/changes.py [--against REV] [--every N] [--page docs/bench.md]. With an older version both take turns in one run,
because the machine may be shared; ``--every 4`` measures the older one with each fourth change. Between ``begin`` and ``end``
of the page the table is written anew.
"""

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from commands import FOLDERS, ROOT

CONSTANTS = {"network_timeout": 3600, "switchover_limit": 8, "protection_timer": 1000}
"""Changes of one constant that break nothing, beside those that ship."""
MARKS = ("<!-- changes: begin -->", "<!-- changes: end -->")


@dataclass(frozen=True)
class Taken:
    """Wall seconds, CPU seconds with those of children, and the largest process in MiB."""

    wall: float
    cpu: float
    memory: float


def measure(root: Path, cache: Path, change: str) -> Taken:
    env = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(str(root / f) for f in FOLDERS),
        "VMOTION_CACHE": str(cache),
    }
    program = "from vmotion_cli.main import main; main()"
    begun = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-c", program, "check", "--change", change],
        env=env,
        cwd=root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - begun
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.stderr is not None
    said = child.stderr.read().decode()
    child.stderr.close()
    if "Traceback" in said:
        raise SystemExit(f"{change} in {root}: {said}")
    return Taken(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def changes(folder: Path) -> list[str]:
    found = sorted(p.stem for p in (ROOT / "specs/vmotion_specs/changes").glob("*.toml"))
    for name, value in CONSTANTS.items():
        path = folder / f"{name} = {value}.toml"
        path.write_text(f'schema = 1\ntitle = "{name} is {value}"\n[[constant]]\nname = "{name}"\nvalue = {value}\n')
        found.append(str(path))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--against", metavar="REV")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--page", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="vmotion-bench-") as name:
        folder = Path(name)
        old = None
        if options.against:
            old = folder / "old"
            subprocess.run(["git", "clone", "-q", "--shared", str(ROOT), str(old)], check=True)
            subprocess.run(["git", "-C", str(old), "checkout", "-q", "--detach", options.against], check=True)
        rows: list[tuple[str, Taken, Taken | None]] = []
        names = changes(folder)
        measure(ROOT, folder / "new-cache", names[0])
        for number, change in enumerate(names):
            now = measure(ROOT, folder / "new-cache", change)
            wanted = old is not None and (number % options.every == 0 or "=" in change)
            then = measure(old, folder / "old-cache", change) if old is not None and wanted else None
            rows.append((Path(change).stem, now, then))
            before = f"  before {then.wall:.1f} s" if then else ""
            print(
                f"{Path(change).stem:40} {now.wall:6.1f} s {now.cpu:6.1f} CPU-s {now.memory:6.0f} MiB{before}",
                flush=True,
            )
    lines = ["| change | wall s | CPU s | MiB | wall s before | before / now |", "|---|---:|---:|---:|---:|---:|"]
    for title, now, then in rows:
        was = f"{then.wall:.1f} | {then.wall / now.wall:.1f}" if then else "- | -"
        lines.append(f"| {title} | {now.wall:.1f} | {now.cpu:.1f} | {now.memory:.0f} | {was} |")
    walls = [now.wall for _, now, _ in rows]
    lines += ["", f"Median {statistics.median(walls):.1f} s, at most {max(walls):.1f} s."]
    print("\n".join(lines[-2:]))
    if options.page:
        text = options.page.read_text()
        begin, end = (re.escape(m) for m in MARKS)
        table = "\n".join([MARKS[0], "", *lines, "", MARKS[1]])
        options.page.write_text(re.sub(f"{begin}.*{end}", lambda _: table, text, flags=re.DOTALL))


if __name__ == "__main__":
    main()
