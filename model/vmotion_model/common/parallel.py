"""Independent pieces of work on several cores, through joblib and the backend that the user names."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from .budget import Budget
from .errors import InputError, SpentError

R = TypeVar("R")


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
        with _cluster(backend, jobs), joblib.parallel_config(backend=backend):
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


@contextmanager
def _cluster(backend: str, jobs: int) -> Iterator[None]:
    """What a backend needs around it: for Dask a client, of the scheduler that DASK_SCHEDULER_ADDRESS names, or local."""
    if backend != "dask":
        yield
        return
    try:
        import dask
        import distributed
    except ImportError:
        raise InputError("--backend dask needs Dask: pip install 'vmotion-model[distributed]'") from None
    there = dask.config.get("scheduler-address", None)
    workers = jobs if jobs > 0 else os.cpu_count()
    local = {} if there else {"n_workers": workers, "threads_per_worker": 1, "dashboard_address": None}
    client_of: Any = distributed.Client  # its types come and go with its versions
    try:
        client = client_of(there, timeout="10s", **local)
    except OSError as problem:
        raise InputError(f"--backend dask: no scheduler at {there}: {problem}") from None
    with client:
        yield
