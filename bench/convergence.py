"""Speed of the convergence part against its targets. Run: ``python bench/convergence.py``; exits 1 when one is
missed.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from vmotion_convergence.sweep import CLASSES, CODES, at, exact_class, sweep
from vmotion_convergence.verdict import judge
from vmotion_convergence.whatif import what_if
from vmotion_model.precopy.question import Question, read_axis, read_question
from vmotion_proofs.convergence.certificates import recheck, write_certificates

MISSED: list[str] = []


def timed(name: str, limit_s: float, work: Callable[[], object]) -> None:
    """Print how long a piece of work takes beside its limit."""
    start = time.perf_counter()
    work()
    took = time.perf_counter() - start
    print(f"{name:48} {took:8.3f} s   limit {limit_s:g} s{'' if took <= limit_s else '   MISSED'}")
    if took > limit_s:
        MISSED.append(name)


def all_proofs() -> None:
    """All certificates from nothing, both solvers."""
    with TemporaryDirectory() as folder:
        write_certificates(Path(folder))
        if not all(check.proved for check in recheck(folder=Path(folder))):
            MISSED.append("a certificate was not confirmed")


def million() -> None:
    """One million scenarios, and a random thousand of them against the exact verdict."""
    question = Question("64GiB", "10Gbps", "1GB/s", working_set="4GiB", stun="ratchet")
    base = read_question(question)
    axes = dict(
        map(read_axis, ("memory=1GiB:1TiB:#100", "link=1Gbps:100Gbps:#100", "dirty-rate=125MB/s:12.5GB/s:#100"))
    )
    start = time.perf_counter()
    grid = sweep(base, axes)
    took = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"{'sweep of 1000000 scenarios':48} {took:8.3f} s   limit 2 s; {memory:.2f} GiB, limit 1 GiB")
    if took > 2 or memory > 1:
        MISSED.append("sweep")
    rng, wrong = random.Random(1), 0
    for place in (rng.randrange(grid.verdict.size) for _ in range(1000)):
        i, rest = divmod(place, 10_000)
        j, k = divmod(rest, 100)
        values = {name: axis[n] for (name, axis), n in zip(axes.items(), (i, j, k), strict=True)}
        wrong += exact_class(at(base, values)) != (CODES[grid.verdict[place]], CLASSES[grid.kind[place]])
    print(f"{'of a random thousand, unlike the exact verdict':48} {wrong:8d}     limit 0")
    if wrong:
        MISSED.append("sweep differs from the exact verdict")


def main() -> int:
    """Run all benchmarks."""
    for stun in ("none", "sdps", "ratchet"):
        scenario = read_question(Question("64GiB", "10Gbps", "2GB/s", working_set="4GiB", stun=stun, vcpus=4))
        timed(f"one verdict, saturating guest, {stun}", 0.2, lambda s=scenario: judge(s))  # type: ignore[misc]
    writes = read_question(Question("64GiB", "10Gbps", "2GB/s", working_set="4GiB", random=True, stun="none"))
    timed("one verdict, random writes", 0.2, lambda: judge(writes))
    timed("what-if, random writes", 5, lambda: what_if(writes))
    million()
    timed("all theorems from nothing, two solvers", 60, all_proofs)
    return 1 if MISSED else 0


if __name__ == "__main__":
    sys.exit(main())
