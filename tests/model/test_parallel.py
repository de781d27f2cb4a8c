"""Work that is spread over processes: a process that is lost loses nothing, and nothing is waited for beyond its time."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import joblib
import pytest
from joblib.externals.loky.backend import resource_tracker as lokys

from deaths import die_always, die_once, wait_for_ever
from vmotion_model.common import parallel
from vmotion_model.common.budget import Budget
from vmotion_model.common.errors import GaveUpError, InputError, SpentError
from vmotion_model.common.parallel import check_backend, spread


def test_what_a_killed_process_did_is_done_again(tmp_path: Path) -> None:
    found: dict[str, int] = {}
    calls = {str(n): (n, str(tmp_path / "mark")) for n in range(6)}
    spread(die_once, calls, found.__setitem__, jobs=2, backend="loky", budget=Budget())
    assert (tmp_path / "mark").exists()
    assert found == {"0": 0, "1": 1, "2": 4, "3": 9, "4": 16, "5": 25}


@pytest.mark.long
def test_work_that_kills_whoever_does_it_is_given_up() -> None:
    with pytest.raises(GaveUpError, match="lost 3 times"):
        spread(die_always, {"0": (0,)}, lambda *_: None, jobs=2, backend="loky", budget=Budget())


def test_the_time_ends_work_that_does_not_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "GRACE_S", 0.2)
    begun = time.monotonic()
    with pytest.raises(SpentError, match="out of time"):
        spread(wait_for_ever, {"a": (0,), "b": (1,)}, lambda *_: None, jobs=2, backend="loky", budget=Budget(0.5))
    # The start of two processes, on a machine that others use, too.
    assert time.monotonic() - begun < 20


def test_a_ctrl_c_while_processes_start_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    start: Any = joblib.Parallel.__call__

    def pressed(self: joblib.Parallel, calls: Iterable[Any]) -> Any:
        os.kill(os.getpid(), signal.SIGINT)
        return start(self, calls)

    monkeypatch.setattr(joblib.Parallel, "__call__", pressed)
    budget = Budget(30)
    with pytest.raises(SpentError, match="interrupted"):
        spread(wait_for_ever, {"a": (0,), "b": (1,)}, lambda *_: None, jobs=2, backend="loky", budget=budget)
    assert budget.interrupted


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Tests in the background of a script inherit that a Ctrl-C is ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_ctrl_c_ends_work_that_does_not_end(jobs: int) -> None:
    """With one job, as on a machine with one core, the work is done in this process, where nobody could kill it."""
    budget = Budget(60)
    press = threading.Timer(1.0, os.kill, (os.getpid(), signal.SIGINT))
    press.start()
    with pytest.raises(SpentError, match="interrupted"):
        spread(wait_for_ever, {"a": (0,), "b": (1,)}, lambda *_: None, jobs=jobs, backend="loky", budget=budget)
    assert budget.interrupted


@pytest.mark.parametrize("backend", ["dsak", "dask=", "loky=tcp://1.2.3.4:5", "=x", ""])
def test_a_backend_that_there_is_not_is_bad_input(backend: str) -> None:
    with pytest.raises(InputError, match="--backend"):
        check_backend(backend)


def test_a_scheduler_that_nobody_is_is_bad_input(monkeypatch: pytest.MonkeyPatch) -> None:
    distributed = pytest.importorskip(
        "distributed", reason="Dask is an extra: pip install 'vmotion-model[distributed]'"
    )

    def refuse(address: str, **_: object) -> None:
        raise OSError(f"nobody answers at {address}")

    monkeypatch.setattr(distributed, "Client", refuse)
    with pytest.raises(InputError, match=r"no scheduler at tcp://127\.0\.0\.1:1"):
        spread(die_always, {"0": (0,)}, lambda *_: None, jobs=2, backend="dask=tcp://127.0.0.1:1", budget=Budget())


WARNING = "resource_tracker: There appear to be 1 leaked semlock objects to clean up at shutdown"


@pytest.mark.parametrize("before", [None, "error::DeprecationWarning"])
def test_what_looks_after_shared_things_says_nothing_of_what_an_interrupt_left(
    monkeypatch: pytest.MonkeyPatch, before: str | None
) -> None:
    """Once in twenty runs that were interrupted several times, two warnings came after the one line that says so."""
    if before is None:
        monkeypatch.delenv("PYTHONWARNINGS", raising=False)
    else:
        monkeypatch.setenv("PYTHONWARNINGS", before)

    def said(module: str) -> str:
        code = f"import warnings; warnings.warn_explicit({WARNING!r}, UserWarning, 'x.py', 1, module={module!r})"
        return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stderr

    with parallel._silent(lokys.__name__):
        assert said(lokys.__name__) == ""
        assert WARNING in said("some.other")
    assert WARNING in said(lokys.__name__)
    assert os.environ.get("PYTHONWARNINGS") == before
