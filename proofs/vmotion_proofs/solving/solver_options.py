"""The options that are set for solvers: seeds, logics, limits of time and memory. How long a whole check takes, a budget says.

Nothing is imported here but where it is used: a process that has not met Z3 yet can still be copied.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from vmotion_proofs.results.errors import SolverGaveUpError

Z3_CHECKS: Mapping[str, int] = {
    # Relevancy spares quantifiers, of which there are none; keeping track of it costs a fifth of the time.
    "smt.relevancy": 0,
}
"""Z3, where it reads a certificate (``solver_child``)."""
CVC5_CHECKS: Mapping[str, str] = {
    "incremental": "true",
    # Our clocks meet few bounds: looking for what these imply costs a fifth of the time, and more than it saves.
    "arith-prop": "none",
}
"""cvc5, where it reads a certificate (``solver_child``)."""
CVC5_PROOFS: Mapping[str, str] = {
    "produce-proofs": "true",
    # Coarser proofs have steps that are only trusted.
    "proof-granularity": "dsl-rewrite",
}
"""cvc5, where it writes a proof object (``certifying/proof_child``)."""
CVC5_REALS: Mapping[str, str] = {
    # Complete for real arithmetic; with whole numbers it ignores the time limit.
    "nl-cov": "true",
}
"""cvc5, for theorems on convergence that speak of no whole numbers (``convergence/ask_solvers``)."""
THEOREM_S = 20.0
"""How long a solver may take for one obligation of a theorem on convergence."""
LOGIC = "QF_LIRA"
"""The logic of all questions to Z3 in this process: which tactic it takes follows from it."""
Z3_CORES: Mapping[str, bool] = {"core.minimize": True}
"""Z3, where it says which guards a proof needs (``mutation/guards``)."""
SPACER_SEEDS = (0, 1, 2)
SPACER_S = 30.0
"""How long Spacer may take with all of its seeds together."""


def limit_memory(memory_mb: int) -> None:
    """Let this process, in which a solver works for another one, have so many megabytes at most; 0 is no limit."""
    if memory_mb:
        import resource

        limit = memory_mb * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


@contextmanager
def memory_budget(memory_mb: int | None) -> Iterator[None]:
    """Let Z3 use at most so many megabytes of this process meanwhile; raises ``SolverGaveUpError`` where they do not suffice."""
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
