"""Commands that are interrupted or can't write: one line, the right exit code, no traceback, no half of a file."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

SWEEP = [
    "converge",
    "--sweep",
    "memory=1GiB:1TiB:#4000",
    "link=1Gbps:100Gbps:#4000",
    "--dirty-rate",
    "1GB/s",
    "--output",
    "{folder}/grid.csv",
]
START = "from vmotion_cli.main import main; main()"


def begin(arguments: Sequence[str], stdout: int = subprocess.PIPE) -> "subprocess.Popen[str]":
    """A command in a process group of its own, to which a Ctrl-C goes as a terminal would send it.

    It ignores the signal by inheritance, as the background jobs of a shell's script do, and yet must end.
    """
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    return subprocess.Popen(
        ["sh", "-c", 'trap "" INT; exec "$@"', "sh", sys.executable, "-c", START, *arguments],
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        env=env,
        start_new_session=True,
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--no-cache"],
        pytest.param(["certify", "--make", "{folder}"], marks=pytest.mark.long),
        pytest.param(["certify", "--model", "vmotion", "--proofs", "{folder}"], marks=pytest.mark.long),
        pytest.param(["certify", "--cross-check", "spin"], marks=pytest.mark.long),
        pytest.param(["certify", "--cross-check", "tlc"], marks=pytest.mark.long),
        pytest.param(["check", "--engine", "spacer"], marks=pytest.mark.long),
        pytest.param(["mutation", "--no-cache", "--cache", "{folder}/judged.jsonl"], marks=pytest.mark.long),
        pytest.param(["corpus", "--engine", "search"], marks=pytest.mark.long),
        SWEEP,
    ],
    ids=lambda a: " ".join(a[:3]),
)
def test_a_ctrl_c_is_one_line_and_exit_code_3(arguments: list[str], tmp_path: Path) -> None:
    child = begin([a.format(folder=tmp_path) for a in arguments])
    time.sleep(3)
    if child.poll() is not None:
        pytest.skip("the command was done before the interrupt: this machine is fast")
    os.killpg(child.pid, signal.SIGINT)
    out, err = child.communicate(timeout=60)
    assert "Traceback" not in err
    assert child.returncode == 3
    assert "nterrupted" in out + err
    # Proofs and judgements that were written are whole; nothing else is left, no part of a grid and no temporary file.
    assert {p.suffix for p in tmp_path.iterdir()} <= {".smt2", ".cpc", ".jsonl"}
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".")]


@pytest.mark.long
def test_a_ctrl_c_of_a_summary_shows_what_was_read(tmp_path: Path) -> None:
    log = (Path(__file__).parents[1] / "data" / "logs" / "source-vmware-8.log").read_text(encoding="utf-8")
    for number in range(2000):
        (tmp_path / f"case{number}").mkdir()
        (tmp_path / f"case{number}" / "vmware.log").write_text(log, encoding="utf-8")
    child = begin(["trace", "--summary", str(tmp_path)])
    time.sleep(4)
    os.killpg(child.pid, signal.SIGINT)
    out, err = child.communicate(timeout=60)
    assert (child.returncode, "Traceback" in err) == (3, False)
    assert "of 2,000 cases: there is more" in out


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("arguments", [["check", "--list"], ["explain", "S1"], ["simulate", "--seed", "1"]])
def test_a_full_standard_output_is_said_once(arguments: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        child = begin(arguments, full.fileno())
        _, err = child.communicate(timeout=60)
    assert child.returncode == 2
    assert err == "vmotion: the result can't be written: No space left on device\n"
