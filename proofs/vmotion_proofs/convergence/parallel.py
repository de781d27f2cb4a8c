"""Independent pieces of work on several cores, through joblib and the backend that the user names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from vmotion_model.precopy.units import InputError

R = TypeVar("R")


def in_parallel(work: Callable[..., R], calls: Sequence[tuple[object, ...]], *, jobs: int, backend: str) -> list[R]:
    """Results of ``work`` for each tuple of arguments, in order. ``jobs`` 1 stays in this process, -1 takes all cores.

    Raises InputError for a number of jobs or a backend that joblib does not take.
    """
    if jobs == 1:
        return [work(*arguments) for arguments in calls]
    if jobs == 0:
        raise InputError("--jobs 0 does nothing: give a number of processes, or -1 for all cores")
    import joblib

    try:
        chosen = joblib.parallel_config(backend=backend)
    except (ValueError, ImportError) as problem:
        raise InputError(f"--backend {backend}: {problem}") from None
    with chosen:
        return list(joblib.Parallel(n_jobs=jobs)(joblib.delayed(work)(*arguments) for arguments in calls))
