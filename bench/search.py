"""How fast the explicit search is: guard evaluations per CPU-second, with invariants and parent links on.

Run: python bench/search.py [--copies N]. Several independent copies of a small instance give larger state spaces, whose size
is known (the product of the parts), so that a fast wrong answer is noticed.
"""

import argparse
import resource
import time

from cases import CALM, copies

from vmotion_model.language import Instance, discretise
from vmotion_proofs.search.breadth_first import Search, search
from vmotion_specs.properties import PropertyKind
from vmotion_specs.suites import vmotion_suite


def line(name: str, found: Search, cpu: float, wall: float) -> str:
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"{name:28} {found.states:>10,} states {found.transitions:>12,} transitions  {cpu:6.2f} s CPU {wall:6.2f} s wall"
        f"  {found.guard_evaluations / cpu / 1e6:6.1f} M guards/s  {found.states / cpu / 1e3:7.0f} k states/s"
        f"  {memory:6.0f} MiB"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, default=2)
    arguments = parser.parse_args()
    suite = vmotion_suite()
    invariants = [p for p in suite.properties if p.kind is PropertyKind.INVARIANT]
    finite = discretise(suite.model, None, *(p.formula for p in invariants))
    formulas = {p.id: finite.translate(p.formula) for p in invariants}
    cpu, wall = time.process_time(), time.perf_counter()
    found = search(finite.model, formulas, stop_early=False)
    print(line(f"vmotion, {len(formulas)} invariants", found, time.process_time() - cpu, time.perf_counter() - wall))
    small = discretise(Instance("small", CALM | {"refusal": 0}).apply(suite.model)).model
    one = search(small, {})
    many = copies(small, arguments.copies)
    cpu, wall = time.process_time(), time.perf_counter()
    found = search(many, {})
    print(
        line(
            f"{arguments.copies} copies of {one.states:,}", found, time.process_time() - cpu, time.perf_counter() - wall
        )
    )
    expected = one.states**arguments.copies
    print(
        f"expected {one.states:,}^{arguments.copies} = {expected:,}: {'equal' if found.states == expected else 'WRONG'}"
    )


if __name__ == "__main__":
    main()
