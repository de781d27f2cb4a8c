"""Every shipped change gives the verdicts and the behaviour that its file declares, and the counts of the corpus.

The longest tests of the project: each checks a whole model from nothing, compares its behaviour with the shipped one, and
replays each counterexample. By default a few of them are run, of each kind of answer one.
"""

from dataclasses import astuple, replace

import pytest

from vmotion_model.common.budget import Budget
from vmotion_proofs.changes.check_change import check_change
from vmotion_proofs.check.check import Checked, check, check_with_evidence
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.verdicts import CheckResult, Verdict
from vmotion_specs.apply import changed
from vmotion_specs.change import Change
from vmotion_specs.corpus import corpus
from vmotion_specs.properties import PropertyKind
from vmotion_specs.shipped import change_names, shipped_change
from vmotion_specs.suites import Suite, vmotion_suite
from vmotion_specs.suites import suite as suite_of
from vmotion_specs.teaching import TEACHING

pytestmark = pytest.mark.usefixtures("answered")

# That properties fall, and that time stops, so that what is said of it is unknown, the teaching models show.
FEW = {
    "timer-of-60s",  # harmless
    "vcenter-reads-source",  # refused
}


@pytest.mark.parametrize(
    "name", [pytest.param(n, marks=() if n in FEW else pytest.mark.changes) for n in change_names()]
)
def test_a_shipped_change_has_the_verdicts_that_it_declares(
    name: str, suite: Suite, options: Options, checked: Checked
) -> None:
    proposal = check_change(shipped_change(name), suite, replace(options, budget=Budget()), checked)
    assert proposal.surprises() == ()
    if proposal.refusal is not None:
        return
    assert proposal.after is not None
    if proposal.after.states is not None:
        counts = next(r.counts for r in corpus().rows if r.change == name)
        assert (proposal.after.states, proposal.after.transitions, proposal.after.depth) == astuple(counts)
    demands = {p.id for p in suite.properties if p.kind is PropertyKind.REACHABLE}
    for result in proposal.after.properties:
        if result.verdict is Verdict.VIOLATED and result.id not in demands:
            # Replayed on the machines, or there would be no run.
            assert result.run is not None
            assert result.run.steps


@pytest.mark.parametrize(("model", "name"), [(m, n) for m in TEACHING for n in change_names(m)])
def test_a_change_of_a_teaching_model_has_the_verdicts_and_behaviour_that_it_declares(model: str, name: str) -> None:
    chosen = suite_of(model)
    assert check_change(shipped_change(name), chosen, Options(locations=chosen.locations)).surprises() == ()


def searched(change: Change) -> CheckResult:
    """The verdicts of the search alone, on a change that may go by another one's name."""
    model, properties = changed(change, vmotion_suite())
    return check(model, [p for p in properties if p.kind is PropertyKind.INVARIANT], Options(engine="explicit"))


def test_without_the_version_check_a_destination_is_built_from_a_config_that_was_edited_later() -> None:
    asks = [e for e in shipped_change("lock-before-specification").edits if e.table == "property"]
    change = shipped_change("no-version-check")
    assert searched(replace(change, edits=(*change.edits, *asks))).by_id["built"].verdict is Verdict.VIOLATED


@pytest.mark.changes
@pytest.mark.parametrize("name", ["hard-deadline", "rounds-rearm-timer"])
def test_lost_lemmas_about_clocks_are_replaced_without_a_search(
    name: str, suite: Suite, options: Options, checked: Checked
) -> None:
    """Both changes leave the timer alone at some step, so that the lemma fails which bounds the time without progress."""
    model, _ = changed(shipped_change(name), suite)
    asked = [p for p in suite.properties if p.id in ("S1", "S16b")]
    found = check_with_evidence(model, asked, options, checked.evidence, suite.properties)
    assert found.explored is None
    assert [found.result.by_id[i].verdict for i in ("S1", "S16b", "timelock")] == [Verdict.PROVED] * 3
