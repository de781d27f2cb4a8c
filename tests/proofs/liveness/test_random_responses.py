"""Random responses of random graphs: the search for fair cycles, brute force and rankings say the same."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from proofs.leads_to import (
    ID,
    LOCATIONS,
    Asked,
    ladders,
    questions,
    searched,
    shapes,
    some_fair_run,
    space_of,
    waiting_states,
)
from vmotion_model.language import ELAPSE, FALSE
from vmotion_proofs.check.vacuity import NO_FAIR_RUN
from vmotion_proofs.evidence.ranking import Ranking
from vmotion_proofs.evidence.response_claim import claim_of
from vmotion_proofs.liveness.judge_response import answer
from vmotion_proofs.results.verdicts import Verdict

EXHAUSTED, VIOLATED = Verdict.EXHAUSTED, Verdict.VIOLATED


def nesting(ranking: Ranking) -> int:
    """How deep rankings lie in one another (the outermost alone is 0); a ranking in between that ranks nothing is none."""
    inner = [b.between for b in ranking.levels if b.between is not None and b.between.levels]
    return max((1 + nesting(r) for r in inner), default=0)


MOST = 11
"""Waiting states of which all sets are tried."""


@pytest.mark.parametrize("number", [40, pytest.param(150, marks=pytest.mark.random)])
@pytest.mark.parametrize("with_clock", [False, True], ids=["untimed", "timed"])
def test_random_graphs_are_judged_as_all_sets_of_states_say(with_clock: bool, number: int) -> None:
    tally: Counter[str] = Counter()

    @settings(max_examples=number, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def agree(data: st.DataObject) -> None:
        if not with_clock and data.draw(st.integers(0, 2)) == 0:
            shape, item = data.draw(ladders())
        else:
            shape = data.draw(shapes(with_clock, most=4 if with_clock else 5))
            item = data.draw(questions(shape))
        model = shape.model
        seen = space_of(model)
        claim = claim_of(model, item)
        states = waiting_states(model, seen, claim.premise, claim.goal)
        assume(0 < len(states) <= MOST)
        expected = some_fair_run(model, seen, states, claim.fairness)
        asked = Asked.of(model, item)
        # The answer is "violated" only where the machines have followed the lasso and judged it.
        found = answer(asked.graph, claim, LOCATIONS)
        assert found.verdict is (VIOLATED if expected else EXHAUSTED), found.reason
        # With no goal to meet: whether any run from the premise keeps to the assumptions.
        onward = waiting_states(model, seen, claim.premise, FALSE)
        moves = any(seen.steps[key].keys() - {ELAPSE} for key in seen.level)
        if not expected and moves and not model.deadlines and len(onward) <= MOST:
            says = some_fair_run(model, seen, onward, claim.fairness)
            result = searched(model, item)
            assert (result.verdict, result.reason) == ((EXHAUSTED, "") if says else (Verdict.UNKNOWN, NO_FAIR_RUN))
            tally["no fair run"] += not says
        certificate, failed = asked.certificate()
        if certificate.responses:
            assert found.verdict is EXHAUSTED, "a ranking was accepted of what has a counterexample"
            tally[f"nested {nesting(certificate.responses[ID].ranking)}"] += 1
        tally[found.verdict] += 1
        tally["ranked"] += bool(certificate.responses)
        # Where no clock matters a ranking proves whatever is true. But no rank rests on what is fair and finite at once.
        fair = {*claim.fairness.weak, *claim.fairness.strong}
        if not with_clock and not expected and not fair & claim.fairness.finite:
            assert certificate.responses, failed

    agree()
    assert tally[EXHAUSTED] >= number // 15
    assert tally[VIOLATED] >= number // 15
    assert tally["ranked"] >= number // 15
    assert tally["no fair run"] >= number // 60
    if not with_clock:
        assert tally["nested 1"] >= number // 60
        assert tally["nested 2"] >= number // 60
