"""Play adversaries against the verdicts of random option sets. Run: ``python bench/adversary.py [SETS] [FIRST_SEED]``.

100000 sets, the default, take about a quarter of an hour per core. Exits 1, naming the seeds, when a run left the
bounds of its verdict.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from precopy_options import disagreement, options


def main(arguments: list[str]) -> int:
    """Play them all."""
    count = int(arguments[0]) if arguments else 100_000
    first = int(arguments[1]) if len(arguments) > 1 else 0
    said: Counter[str] = Counter()
    wrong, start = 0, time.perf_counter()
    for seed in range(first, first + count):
        word, problem = disagreement(options(random.Random(seed)), seed)
        said[word] += 1
        if problem:
            wrong += 1
            print(f"seed {seed}, {word}: {problem}")
    for word, number in said.most_common():
        print(f"{word:16} {number:>8}")
    print(f"{count} option sets, {wrong} that some run left, {time.perf_counter() - start:.0f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
