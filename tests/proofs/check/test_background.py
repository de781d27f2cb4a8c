"""Work in another process gives what it gives in this one, and is never lost, whatever happens to that process."""

import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from vmotion_model.common.background import Background, Shares, can_fork
from vmotion_model.common.budget import Budget
from vmotion_model.common.errors import SpentError
from vmotion_proofs.changes.check_change import check_change
from vmotion_proofs.changes.report import proposal_to_json
from vmotion_proofs.check.check import check
from vmotion_proofs.liveness import judge_response
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.report import check_to_json
from vmotion_proofs.solving.solvers import SEPARATOR
from vmotion_specs.corpus import corpus
from vmotion_specs.shipped import shipped_change
from vmotion_specs.suites import SUITES, suite

forks = pytest.mark.skipif(not can_fork(), reason="this system has no fork")


@pytest.mark.parametrize("fork", [False, pytest.param(True, marks=forks)])
def test_the_result_is_that_of_the_work(fork: bool) -> None:
    with Background(lambda: {"answer": 6 * 7}, Budget(), fork=fork) as work:
        assert work.forked == fork
        assert work.result() == {"answer": 42}


@forks
def test_it_works_in_another_process() -> None:
    with Background(os.getpid, Budget(), fork=True) as work:
        assert work.result() != os.getpid()


@pytest.mark.parametrize("fork", [False, pytest.param(True, marks=forks)])
def test_what_the_work_raises_is_raised_here(fork: bool) -> None:
    def work() -> None:
        raise LookupError("nothing there")

    with Background(work, Budget(), fork=fork) as beside, pytest.raises(LookupError, match="nothing there"):
        beside.result()


@forks
@pytest.mark.parametrize("end", [lambda: os._exit(0), lambda: os.kill(os.getpid(), 9), lambda: lambda: None])
def test_what_a_process_that_ends_owes_is_done_here(end: Any) -> None:
    """It exits, it is killed as by a system that is out of memory, or its result can't be sent."""
    here = os.getpid()

    def work() -> Any:
        return "done here" if os.getpid() == here else end()

    with Background(work, Budget(), fork=True) as beside:
        assert beside.result() == "done here"


@forks
def test_a_ctrl_c_ends_both() -> None:
    budget = Budget()
    with Background(lambda: time.sleep(600), budget, fork=True) as work:
        budget.interrupt()
        with pytest.raises(SpentError, match="interrupted"):
            work.result()
        child = work._child
    assert child is not None
    assert child.exitcode is not None


def started(folder: Path) -> int:
    """Which process the work has started, once it has."""
    for _ in range(200):
        if (place := folder / "pid").exists() and (text := place.read_text(encoding="ascii")):
            return int(text)
        time.sleep(0.05)
    raise AssertionError("the work started nothing")


def gone(pid: int) -> bool:
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        state = Path(f"/proc/{pid}/stat")
        if state.exists() and state.read_text(encoding="ascii").split(") ")[1].startswith("Z"):
            return True
        time.sleep(0.05)
    return False


@forks
@pytest.mark.parametrize("stubborn", [False, True], ids=["asks its budget", "never asks"])
def test_what_the_work_has_started_ends_with_it(tmp_path: Path, stubborn: bool) -> None:
    """A solver that runs for the comparison must not outlive a Ctrl-C, nor its folder if there is time to remove it."""
    budget = Budget()

    def work() -> None:
        with TemporaryDirectory(dir=tmp_path) as folder, subprocess.Popen(["sleep", "600"]) as solver:
            (tmp_path / "pid").write_text(str(solver.pid), encoding="ascii")
            try:
                while stubborn or not budget.spent:
                    time.sleep(0.01)
            finally:
                solver.kill()
            assert folder

    with Background(work, budget, fork=True):
        solver = started(tmp_path)
    assert gone(solver)
    assert stubborn or [p.name for p in tmp_path.iterdir()] == ["pid"]


FACTORS = """(declare-const a (_ BitVec 128)) (declare-const b (_ BitVec 128))
(assert (= (bvmul a b) (_ bv85070591730234615828950163710522949641 128)))
(assert (and (bvult (_ bv1 128) a) (bvult a b) (bvult b (_ bv18446744073709551616 128))))
"""
"""Two factors of 64 bits: a solver that is asked for them is not done for a long time."""


@forks
@pytest.mark.skipif(sys.platform != "linux", reason="other systems tell no process that its parent is gone")
def test_when_a_check_is_killed_nothing_it_started_works_on() -> None:
    """It is killed as by a system out of memory: it can't end what it has started."""
    text = f"{FACTORS}\n{SEPARATOR}\n(check-sat)"
    program = f"""
import os, time
from vmotion_model.common.background import Background
from vmotion_model.common.budget import Budget
from vmotion_proofs.solving import solvers

solver = solvers._start("z3", {text!r}, None)
begun = solver.stdout.readline()
ready, end = os.pipe()

def sleeps():
    os.write(end, str(os.getpid()).encode())
    time.sleep(600)

with Background(sleeps, Budget(), fork=True):
    print(solver.pid, os.read(ready, 20).decode(), begun, flush=True)
    time.sleep(600)
"""
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as killed:
        assert killed.stdout is not None
        solver, copy, *begun = killed.stdout.readline().split()
        killed.kill()
    assert begun[0] == "version"
    assert gone(int(solver))
    assert gone(int(copy))


SMALL = [r for r in corpus().rows if r.model not in SUITES]
QUICK = ("two-phase-commit commit-on-silence", "hand-over", "timed-lock nobody-lets-go")


def named(row: Any) -> str:
    return f"{row.model} {row.change or ''}".strip()


def without_times(data: Any) -> Any:
    if isinstance(data, dict):
        return {k: without_times(v) for k, v in data.items() if k != "seconds"}
    return [without_times(v) for v in data] if isinstance(data, list) else data


@forks
@pytest.mark.parametrize(
    "row", [pytest.param(r, marks=() if named(r) in QUICK else pytest.mark.long, id=named(r)) for r in SMALL]
)
def test_a_check_says_the_same_with_another_core(row: Any) -> None:
    chosen = suite(row.model)
    alone, together = (Options(locations=chosen.locations, budget=Budget(), background=b) for b in (False, True))
    if row.change is None:
        one, two = (check_to_json(check(chosen.model, chosen.properties, o)) for o in (alone, together))
    else:
        one, two = (proposal_to_json(check_change(shipped_change(row.change), chosen, o)) for o in (alone, together))
    assert without_times(one) == without_times(two)


def taken(shares: Shares) -> int:
    found = 0
    while shares.take():
        found += 1
        time.sleep(0.001)
    return found


@forks
@pytest.mark.parametrize("pieces", [0, 1, 7, 200])
def test_each_piece_of_shared_work_is_taken_once(pieces: int) -> None:
    shares = Shares(pieces)
    with Background(lambda: taken(shares), Budget(), fork=True) as beside:
        here = taken(shares)
        assert here + beside.result() == pieces
    shares.close()


@forks
@pytest.mark.parametrize("late", [False, True], ids=["at once", "with an answer"])
def test_what_a_process_that_is_killed_owed_of_the_responses_is_answered_here(
    monkeypatch: pytest.MonkeyPatch, late: bool
) -> None:
    """The process that looks for fair cycles is killed before its first answer, or before it can send what it has."""
    here, answer, chosen = os.getpid(), judge_response.answer, suite("admission")
    options = Options(locations=chosen.locations, budget=Budget(), engine="explicit")

    def killed(*args: Any) -> Any:
        if os.getpid() == here:
            return answer(*args)
        found = answer(*args) if late else None
        os.kill(os.getpid(), 9)
        return found

    alone = check(chosen.model, chosen.properties, replace(options, background=False))
    monkeypatch.setattr(judge_response, "answer", killed)
    together = check(chosen.model, chosen.properties, replace(options, background=True))
    assert any(r.engine == "fair cycles" for r in together.properties)
    assert without_times(check_to_json(together)) == without_times(check_to_json(alone))


def test_where_no_process_can_be_made_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object) -> None:
        raise BlockingIOError("too many processes")

    monkeypatch.setattr("multiprocessing.process.BaseProcess.start", refuse)
    with Background(lambda: 42, Budget(), fork=True) as work:
        assert not work.forked
        assert work.result() == 42
