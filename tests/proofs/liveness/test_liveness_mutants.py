"""Mistakes that no property of states can notice, and a response does."""

import pytest

from vmotion_model.language import discretise
from vmotion_proofs.evidence.response_claim import claim_of
from vmotion_proofs.liveness.judge_response import answer
from vmotion_proofs.mutation.mutants import mutants_of
from vmotion_proofs.results.verdicts import Verdict
from vmotion_proofs.search.breadth_first import search
from vmotion_proofs.search.graph import graph_of
from vmotion_specs.suites import suite


@pytest.mark.changes
@pytest.mark.parametrize("name", ["leave recover_started/vcenter.state"])
def test_a_recovery_that_does_not_come_back_breaks_l1a(name: str) -> None:
    vmotion = suite("vmotion")
    (mutant,) = [m for m in mutants_of(vmotion.model) if m.name == name]
    assert mutant.model is not None
    (item,) = [p for p in vmotion.properties_of(mutant.model) if p.id == "L1a"]
    finite = discretise(mutant.model)
    claims = {item.id: claim_of(mutant.model, item)}
    graph = graph_of(finite, search(finite.model, {}))
    found = {name: answer(graph, claim, vmotion.locations) for name, claim in claims.items()}
    assert found["L1a"].verdict is Verdict.VIOLATED
    assert found["L1a"].run is not None
    # It comes back for ever: weakly fair recovery is done again and again, and nothing comes of it.
    assert "recover_started" in found["L1a"].run.commands[(found["L1a"].run.loop_at or 1) - 1 :]
