"""Random runs as made logs, also under conditions, and runs of mutants: a few here, ten thousand by ``bench/made_logs.py``."""

from __future__ import annotations

import pytest

from made_mutants import judged, mistakes
from made_walks import case, disagreements

RUNS = 12
MUTANTS = range(1, 6)


@pytest.mark.parametrize("first", range(0, RUNS, 6))
def test_what_is_read_in_the_logs_of_a_run_is_that_run(first: int) -> None:
    for seed in range(first, first + 6):
        assert not list(disagreements(case(seed))), seed


def test_mutant_is_impossible_at_the_first_record_that_no_run_prints_and_nowhere_else() -> None:
    refused = 0
    for seed in MUTANTS:
        truth, read = judged(seed)
        assert not list(mistakes(truth, read)), seed
        refused += bool(truth.refused)
        if truth.refused:
            # Whoever takes it for a run of the model is told.
            assert list(disagreements(truth.case, truth.model)), seed
    assert 0 < refused < len(MUTANTS)


@pytest.mark.random
def test_many_more_runs_and_mutants_are_read_as_what_they_are() -> None:
    for seed in range(100_000, 100_150):
        assert not list(disagreements(case(seed))), seed
    for seed in range(100_000, 100_020):
        assert not list(mistakes(*judged(seed))), seed
