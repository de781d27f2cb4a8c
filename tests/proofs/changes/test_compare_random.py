"""No answer of the comparison contradicts an enumeration of all runs, on random pairs of versions."""

import json
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, note, settings

from proofs.two_versions import TooLargeError, own_runs, versions
from vmotion_model.common.budget import Budget
from vmotion_model.language import Model, digest, to_json
from vmotion_proofs.changes.compare_behaviour import compare, indistinguishable
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.verdicts import Answer

PAIRS = 8
MOST = 1500
"""Pairs of states that the enumeration follows, in parts of a tick."""
FLOOR = 0.95
"""The share of questions that must have an answer: to know nothing would contradict nothing."""


@pytest.mark.parametrize("clocks", [False, True], ids=["untimed", "timed"])
def test_no_answer_contradicts_an_enumeration_of_all_runs(clocks: bool) -> None:
    tally: Counter[Answer] = Counter()

    @settings(max_examples=PAIRS, deadline=None, suppress_health_check=list(HealthCheck))
    @given(versions(clocks))
    def agree(pair: tuple[Model, Model]) -> None:
        before, after = pair
        if digest(before) == digest(after):
            return
        try:
            adds, removes = own_runs(before, after, MOST)
        except TooLargeError:
            return
        note(json.dumps([to_json(before), to_json(after)]))
        found = compare(before, after, Options())
        for answer, truth in ((found.added.answer, adds), (found.removed.answer, removes)):
            tally[answer] += 1
            assert answer is not (Answer.NO if truth else Answer.YES)
        if indistinguishable(before, after, ["flag", "word"], 10 * MOST, Budget()):
            assert not adds
            assert not removes

    agree()
    assert min(tally[Answer.YES], tally[Answer.NO]) > 0
    assert tally[Answer.UNKNOWN] <= (1 - FLOOR) * tally.total()
