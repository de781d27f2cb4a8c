"""Runs of the model and of its mutants as made logs, read back. Run: ``python bench/made_logs.py [NUMBER] [FIRST_SEED]``.

Every sixth seed makes a run of a mutant, the others make runs of the model, in any environment or under conditions: in the
form of every release, of one side or both, with noise, lost lines, lines out of order, rotated files and skewed clocks.
tests/made_walks.py and tests/made_mutants.py say what is checked. 10000, the default, take about an hour on one core. Exits 1,
naming the seeds, where something was read wrongly; ``python bench/made_logs.py 1 SEED`` repeats one.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from made_mutants import judged, mistakes
from made_walks import case, disagreements

MUTANT = 6
"""Every so many seeds, a mutant."""


def main(arguments: list[str]) -> int:
    """Make and read them all."""
    count = int(arguments[0]) if arguments else 10_000
    first = int(arguments[1]) if len(arguments) > 1 else 0
    said: Counter[str] = Counter()
    wrong, start, cpu = 0, time.perf_counter(), time.process_time()
    for number, seed in enumerate(range(first, first + count), start=1):
        if seed % MUTANT == 0:
            truth, read = judged(seed)
            found = list(mistakes(truth, read))
            said["mutant, " + ("no run prints it" if truth.refused else "some run prints it")] += 1
        else:
            made = case(seed)
            found = list(disagreements(made))
            said[f"model, {'lines lost' if made.loss else 'whole'}, release {made.wishes.release}"] += 1
        for problem in found:
            print(f"seed {seed}: {problem}", flush=True)
        wrong += bool(found)
        if number % 500 == 0:
            print(f"{number} read, {wrong} wrongly, {time.process_time() - cpu:.0f} s of CPU", flush=True)
    for word, number in sorted(said.items()):
        print(f"{word:36} {number:>6}")
    taken = f"{time.process_time() - cpu:.0f} s of CPU, {time.perf_counter() - start:.0f} s"
    print(f"seeds {first} to {first + count - 1}: {wrong} read wrongly, {taken}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
