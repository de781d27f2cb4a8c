"""How fast irrelevant lines of logs pass: the whole reading, beside `grep -E` with the same first-stage pattern in the same run.

Run: python bench/reading.py [--megabytes 2000] [--page docs/bench.md]. The log is made up: lines of hostd, vpxa and the vmkernel
that speak of no migration, and the lines of one migration somewhere in it. Between ``begin`` and ``end`` of the page the table is
written anew.
"""

# ruff: noqa: E501 - lines of logs are as long as they are

import argparse
import datetime
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from commands import FOLDERS, ROOT

MARKS = ("<!-- reading: begin -->", "<!-- reading: end -->")
LINES = (
    "info hostd[{n:07d}] [Originator@6876 sub=Vimsvc.ha-eventmgr opID={h:08x}-{b:02x} user=vpxuser] Event {s} : User root@127.0.0.1 logged in",
    "verbose hostd[{n:07d}] [Originator@6876 sub=PropertyProvider opID={h:08x}-{b:02x}] RecordOp ASSIGN: guest.disk, {s}.",
    'cpu12:{n:07d} opID={h:08x})NMP: nmp_ThrottleLogForDevice:3647: Cmd 0x85 (0x459a{s}) to dev "naa.6005" on path "vmhba0:C0:T0:L0" Failed: H:0x0',
    "info vpxa[{n:07d}] [Originator@6876 sub=vpxLro opID={h:08x}-{b:02x}] [VpxLRO] -- BEGIN session {s} -- vim.PerformanceManager",
    "cpu3:{n:07d})ScsiDeviceIO: 3015: Cmd(0x439500{h:06x}) 0x1a, CmdSN 0x{b:02x} from world {s} to dev failed H:0x0 D:0x2",
)
MIGRATION = (
    "cpu4:22)Migrate: vm 28: 3284: Setting VMOTION info: Source ts = 1960050668198101, src ip = <192.0.2.11> dest ip = <192.0.2.12> Dest wid = 17",
    "cpu4:22)VMotionSend: 4156: 1960050668198101 S: Sent all modified pages to destination",
)
WORDS = """
from vmotion_traces.catalogue_messages import telling_texts
from vmotion_traces.grammars import WORDS
print("\\n".join(sorted({*WORDS, *telling_texts()})), end="")
"""


@dataclass(frozen=True)
class Taken:
    """CPU seconds, wall seconds, and the largest process in MiB."""

    cpu: float
    wall: float
    memory: float


def make(path: Path, size: int) -> None:
    """Write a log of `size` bytes. A part of random lines is repeated with other days, for writing is slow."""
    chance, part, length = random.Random(1), [], 0
    moment = datetime.datetime(2031, 1, 1)
    while length < 20_000_000:
        moment += datetime.timedelta(milliseconds=chance.randrange(200))
        values = {
            "n": chance.randrange(10**7),
            "h": chance.getrandbits(32),
            "b": chance.getrandbits(8),
            "s": chance.randrange(10**6),
        }
        part.append(f"{moment.isoformat(timespec='milliseconds')}Z {chance.choice(LINES).format(**values)}\n")
        length += len(part[-1])
    text = "".join(part)
    with path.open("w") as file:
        written, day = 0, 0
        while written < size:
            day += 1
            stamp = (datetime.date(2031, 1, 1) + datetime.timedelta(days=day)).isoformat()
            file.write(text.replace("2031-01-01", stamp))
            written += len(text)
            if day == 2:
                file.writelines(f"{stamp}T12:00:0{n}.000Z {line}\n" for n, line in enumerate(MIGRATION))


def run(command: list[str]) -> tuple[Taken, str]:
    """Run a command and measure it."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(str(ROOT / f) for f in FOLDERS), "LC_ALL": "C"}
    begun = time.perf_counter()
    child = subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.PIPE)
    assert child.stdout is not None
    said = child.stdout.read().decode()
    _, _, usage = os.wait4(child.pid, 0)
    child.returncode = 0
    return Taken(usage.ru_utime + usage.ru_stime, time.perf_counter() - begun, usage.ru_maxrss / 1024), said


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=2000)
    parser.add_argument("--page", type=Path)
    parser.add_argument("--make", type=Path, help="only write the log")
    options = parser.parse_args()
    if options.make:
        make(options.make, options.megabytes * 10**6)
        return
    # Children count this process's memory as theirs, so that whatever takes memory is done by other ones.
    words = run([sys.executable, "-c", WORDS])[1].split("\n")
    rows = []
    with tempfile.TemporaryDirectory(prefix="vmotion-bench-") as name:
        log = Path(name) / "made-up.log"
        run([sys.executable, __file__, "--megabytes", str(options.megabytes), "--make", str(log)])
        size = log.stat().st_size / 1e6
        program = "from vmotion_cli.main import main; main()"
        pattern = "|".join(re.sub(r"([].[{}()*+?^$|\\])", r"\\\1", word) for word in words)
        subprocess.run(["wc", "-l", str(log)], check=True, stdout=subprocess.DEVNULL)  # into the cache of the system
        commands = {
            "`vmotion trace`": [sys.executable, "-c", program, "trace", str(log)],
            "`vmotion trace -`, from a pipe": ["sh", "-c", f"cat {log} | {sys.executable} -c '{program}' trace -"],
            "`grep -E`": ["grep", "-cE", pattern, str(log)],
            "`grep -Ei`": ["grep", "-cEi", pattern, str(log)],
        }
        for title, command in commands.items():
            taken, said = run(command)
            if "trace" in title and "1960050668198101" not in said:
                raise SystemExit(f"{title}: the migration was not found: {said}")
            rows.append(
                f"| {title} | {taken.cpu:.1f} | {size / taken.cpu:,.0f} | {taken.wall:.1f} | {taken.memory:.0f} |"
            )
            print(rows[-1], flush=True)
    head = ["| command | CPU s | MB per CPU s | wall s | MiB |", "|---|---:|---:|---:|---:|"]
    lines = [
        *head,
        *rows,
        "",
        f"A log of {size:,.0f} MB, {len(words)} words, upper and lower case alike for all but `grep -E`.",
    ]
    if options.page:
        text = options.page.read_text()
        begin, end = (re.escape(m) for m in MARKS)
        table = "\n".join([MARKS[0], "", *lines, "", MARKS[1]])
        options.page.write_text(re.sub(f"{begin}.*{end}", lambda _: table, text, flags=re.DOTALL))


if __name__ == "__main__":
    main()
