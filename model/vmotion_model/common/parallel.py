"""Independent pieces of work on several cores or machines, through joblib and the backend that the user names."""

from __future__ import annotations

import _thread
import os
import signal
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager
from time import monotonic
from typing import Any, TypeVar

from .budget import Budget
from .errors import GaveUpError, InputError, SpentError

R = TypeVar("R")
LOCAL, DASK = "loky", "dask"
ROUND_S = 0.1
"""How often the budget is asked while others work."""
GRACE_S = 2.0
"""Who knows when the time is over ends by itself, and says how far it came: so long after it that is waited for."""
IDLE_S = 20
"""So long a process of this machine waits for work. Where another was killed, joblib may wait for its end, and allows 300 s."""
LONELY_S = 60.0
"""So long a cluster may be without any worker."""
ONE_AT_A_TIME = threading.Lock()
"""For what one thread of a process can do at a time, such as asking Z3: a worker of a cluster may have several."""
BREAKS = 3
"""So often processes may be lost, to the system's memory for example, before the rest of the work is given up."""


def check_backend(backend: str) -> None:
    """Raise ``InputError`` for what is neither a backend nor ``dask=`` and the address of a scheduler."""
    name, equals, address = backend.partition("=")
    if name not in (LOCAL, DASK) or bool(equals) != bool(address) or (equals and name != DASK):
        raise InputError(
            f"--backend {backend}: it is loky, dask, or dask=tcp://HOST:PORT for the scheduler of a cluster"
        )


def spread(
    work: Callable[..., R],
    calls: Mapping[str, tuple[object, ...]],
    done: Callable[[str, R], object],
    *,
    jobs: int,
    backend: str,
    budget: Budget,
) -> None:
    """Have ``work`` done for each tuple of arguments, in no order, and ``done`` told each result as soon as it is there.

    The arguments are data, and ``work`` is a function of a module: nothing else is sent. ``done`` runs in this process. A worker
    that is lost is replaced, and what it worked on is done again. ``jobs`` are processes of this machine (-1: one a core); on a
    cluster all workers work. Call it in the main thread, where it can be interrupted.

    Raises ``SpentError`` where the budget ends it, ``GaveUpError`` where workers are lost again and again, ``InputError`` for a
    number of jobs or a backend that joblib does not take, and whatever ``work`` and ``done`` raise.
    """
    if jobs == 0:
        raise InputError("--jobs 0 does nothing: give a number of processes, or -1 for all cores")
    check_backend(backend)
    import joblib

    waiting = dict(calls)
    kind = backend.partition("=")[0]
    with _cluster(backend, jobs) as client:
        for _ in range(BREAKS):
            watch = _Watch(budget, client)
            try:
                with watch, _configured(kind), _only_marked(budget, kind, jobs):
                    asked = [joblib.delayed(_named)(work, name, arguments) for name, arguments in waiting.items()]
                    try:
                        with _deaf_children(budget):
                            found = joblib.Parallel(n_jobs=jobs, return_as="generator_unordered", batch_size=1)(asked)
                    except (ValueError, ImportError, TimeoutError) as problem:
                        raise InputError(f"--backend {backend}: {problem}") from None
                    for name, result in found:
                        del waiting[name]
                        done(name, result)
            except KeyboardInterrupt:
                # Of the user, or of the watch.
                if watch.lost:
                    raise GaveUpError(watch.lost) from None
                if not budget.spent:
                    budget.interrupt()
            except BrokenExecutor:
                # Of a process that was killed by somebody else.
                pass
            except RuntimeError:
                # Of the pool, which the watch has closed.
                if not watch.ended:
                    raise
            if not waiting:
                return
            budget.check()
    raise GaveUpError(f"processes were lost {BREAKS} times: killed, or out of memory")


@contextmanager
def _only_marked(budget: Budget, kind: str, jobs: int) -> Iterator[None]:
    """Meanwhile a Ctrl-C, and any further one, marks the budget, and the watch ends the processes in a moment.

    Raised in the middle of the pool's own work, a second one leaves a lock taken for which Python's end then waits for ever. A
    cluster is ended by an interrupt of this thread, and so is what this process does itself, because there is one core or one
    job: there it is raised as ever.
    """
    import joblib

    here = threading.current_thread() is threading.main_thread()
    if kind != LOCAL or not here or joblib.effective_n_jobs(jobs) == 1:
        yield
        return
    before = signal.signal(signal.SIGINT, lambda *_: budget.interrupt())
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _silent(module: str) -> Iterator[None]:
    """What is started meanwhile is not to warn from this module.

    It looks after what processes share, and frees what those leave that were ended by an interrupt. Of that nobody need hear.
    """
    before = os.environ.get("PYTHONWARNINGS")
    ours = f"ignore:resource_tracker:UserWarning:{module}"
    os.environ["PYTHONWARNINGS"] = f"{before},{ours}" if before else ours
    try:
        yield
    finally:
        if before is None:
            del os.environ["PYTHONWARNINGS"]
        else:
            os.environ["PYTHONWARNINGS"] = before


@contextmanager
def _deaf_children(budget: Budget) -> Iterator[None]:
    """Meanwhile processes are started that a Ctrl-C does not reach: it goes to all of a terminal, and only this one answers it.

    They inherit that it is blocked. Here one is answered when all are started: it is not lost, and leaves no half of a pool.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    from multiprocessing import resource_tracker

    from joblib.externals.loky.backend import resource_tracker as lokys

    # Who starts one of these unblocks it.
    for tracker in (lokys, resource_tracker):
        with _silent(tracker.__name__):
            tracker.ensure_running()
    pressed = threading.Event()
    # Another thread may take it, which has not blocked it.
    answer = signal.signal(signal.SIGINT, lambda *_: pressed.set())
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        signal.signal(signal.SIGINT, answer)
        if pressed.is_set():
            # The watch sees that, and ends them.
            budget.interrupt()


def _named(work: Callable[..., R], name: str, arguments: tuple[object, ...]) -> tuple[str, R]:
    return name, work(*arguments)


class _Watch:
    """Ends the work of others when the budget is spent, whatever they are doing: the next answer may be far away.

    Processes of this machine are killed. A cluster is told by joblib, which waits in the main thread: that is interrupted. So it
    is where a cluster has lost what was asked: joblib would wait for ever. ``lost`` says that.
    """

    def __init__(self, budget: Budget, client: Any) -> None:
        self.lost = ""
        self.ended = False
        self._budget = budget
        self._client = client
        self._done = threading.Event()
        self._alone_since: float | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._done.wait(ROUND_S):
            if self._budget.spent:
                if not self._budget.interrupted and self._done.wait(GRACE_S):
                    return
                self._end()
                return
            if self._client is not None and (why := self._missing()):
                self.lost = why
                self._end()
                return

    def _end(self) -> None:
        self.ended = True
        if self._client is not None:
            _thread.interrupt_main()
            return
        from joblib.externals.loky import get_reusable_executor

        # The one that is there: asked for with other arguments, a new one would wait for the end of the old one's work.
        get_reusable_executor(reuse=True).shutdown(wait=False, kill_workers=True)

    def _missing(self) -> str:
        """Why the cluster will not answer; empty while it may."""
        # What is "lost" is made again; an error of the work itself comes as a result.
        if any(f.status == "error" for f in list(self._client.futures.values())):
            return "the cluster gave up: workers were lost again and again while they did the same work"
        if self._client.status == "closed":
            return "the scheduler of the cluster is gone"
        if self._client.nthreads():
            self._alone_since = None
        else:
            self._alone_since = self._alone_since or monotonic()
            if monotonic() - self._alone_since > LONELY_S:
                return f"the cluster had no worker for {LONELY_S:g} s"
        return ""


def in_parallel(
    work: Callable[..., R],
    calls: Sequence[tuple[object, ...]],
    *,
    jobs: int,
    backend: str,
    budget: Budget | None = None,
) -> list[R]:
    """Results of ``work`` for each tuple of arguments, in order. ``jobs`` 1 stays in this process, -1 takes all cores.

    Raises InputError for a number of jobs or a backend that joblib does not take, SpentError where the budget ends it.
    """
    budget = budget or Budget()
    if jobs == 1:
        return list(_within(budget, (work(*arguments) for arguments in calls)))
    if jobs == 0:
        raise InputError("--jobs 0 does nothing: give a number of processes, or -1 for all cores")
    import joblib

    try:
        with _cluster(backend, jobs), _configured(backend.partition("=")[0]):
            asked = (joblib.delayed(work)(*arguments) for arguments in calls)
            return list(_within(budget, joblib.Parallel(n_jobs=jobs, return_as="generator")(asked)))
    except (InputError, SpentError):
        raise
    except (ValueError, ImportError) as problem:
        raise InputError(f"--backend {backend}: {problem}") from None


def _within(budget: Budget, results: Iterator[R]) -> Iterator[R]:
    """Results as they come, until the budget is spent."""
    for result in results:
        budget.check()
        yield result


def _configured(kind: str) -> Any:
    import joblib

    return joblib.parallel_config(backend=kind, **({"idle_worker_timeout": IDLE_S} if kind == LOCAL else {}))


@contextmanager
def _cluster(backend: str, jobs: int) -> Iterator[Any]:
    """What a backend needs around it: for Dask a client of the scheduler that it or DASK_SCHEDULER_ADDRESS names, or local."""
    name, _, address = backend.partition("=")
    if name != DASK:
        yield None
        return
    try:
        import dask
        import distributed
    except ImportError:
        raise InputError("--backend dask needs Dask: pip install 'vmotion-model[distributed]'") from None
    there = address or dask.config.get("scheduler-address", None)
    workers = jobs if jobs > 0 else os.cpu_count()
    local = {} if there else {"n_workers": workers, "threads_per_worker": 1, "dashboard_address": None}
    client_of: Any = distributed.Client  # its types come and go with its versions
    try:
        client = client_of(there, timeout="10s", **local)
    except (OSError, ValueError) as problem:
        raise InputError(f"--backend {backend}: no scheduler at {there}: {problem}") from None
    with client:
        yield client
