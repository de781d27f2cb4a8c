"""How much memory Z3 may use inside this process."""

from collections.abc import Iterator
from contextlib import contextmanager

from vmotion_proofs.results.errors import SolverGaveUpError


@contextmanager
def memory_budget(memory_mb: int | None) -> Iterator[None]:
    """Let Z3 use at most so many megabytes meanwhile; raises ``SolverGaveUpError`` where they do not suffice."""
    # Only here: a process that has not met Z3 yet can still be copied.
    import z3

    # The setting is one of the whole process: nothing smaller exists.
    z3.set_param("memory_max_size", memory_mb or 0)
    try:
        yield
    except (z3.Z3Exception, MemoryError) as error:
        if not isinstance(error, MemoryError) and "memory" not in str(error):
            raise
        raise SolverGaveUpError(f"out of memory ({memory_mb} MB)") from None
    finally:
        z3.set_param("memory_max_size", 0)
