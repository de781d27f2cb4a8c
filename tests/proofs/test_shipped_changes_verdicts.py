"""Every shipped change gives the verdicts and the behaviour that its file declares.

The longest tests of the project: each checks a whole model from nothing, compares its behaviour with the shipped one, and
replays each counterexample.
"""

from dataclasses import replace
from functools import cache

import pytest

from vmotion_proofs.check import check
from vmotion_proofs.files import certificate_path, runs_path
from vmotion_proofs.options import Options
from vmotion_proofs.propose import changed, propose
from vmotion_proofs.verdicts import CheckResult, Verdict
from vmotion_specs.change import Change
from vmotion_specs.properties import Kind
from vmotion_specs.shipped import change_names, shipped_change
from vmotion_specs.suites import vmotion_suite


@cache
def options() -> Options:
    return Options(
        locations=vmotion_suite().locations, certificate=certificate_path("vmotion"), demands=runs_path("vmotion")
    )


@pytest.fixture(scope="session")
def before() -> CheckResult:
    suite = vmotion_suite()
    result = check(suite.model, suite.properties, options())
    assert result.verdict is Verdict.PROVED
    return result


@pytest.mark.parametrize("name", change_names())
def test_a_shipped_change_has_the_verdicts_that_it_declares(name: str, before: CheckResult) -> None:
    proposal = propose(shipped_change(name), vmotion_suite(), options(), before)
    assert proposal.surprises() == ()
    if proposal.refusal is not None:
        return
    assert proposal.after is not None
    demands = {p.id for p in vmotion_suite().properties if p.kind is Kind.REACHABLE}
    for result in proposal.after.properties:
        if result.verdict is Verdict.VIOLATED and result.id not in demands:
            # Replayed on the machines, or there would be no run.
            assert result.run is not None
            assert result.run.steps


def searched(change: Change) -> CheckResult:
    """The verdicts of the search alone, on a change that may go by another one's name."""
    model, properties = changed(change, vmotion_suite())
    return check(model, [p for p in properties if p.kind is Kind.INVARIANT], Options(engine="explicit"))


def test_in_the_shipped_model_the_first_round_may_take_longer_than_the_protection_timer() -> None:
    change = shipped_change("rounds-rearm-timer")
    only_asks = replace(change, edits=tuple(e for e in change.edits if e.table in ("variable", "property")))
    assert len(only_asks.edits) == len(change.edits) - 1
    result = searched(only_asks)
    assert result.by_id["short"].verdict is Verdict.VIOLATED
    assert {p.id for p in result.properties if p.verdict is Verdict.VIOLATED} == {"short"}


def test_without_the_version_check_a_destination_is_built_from_a_config_that_was_edited_later() -> None:
    asks = [e for e in shipped_change("lock-before-specification").edits if e.table == "property"]
    change = shipped_change("no-version-check")
    assert searched(replace(change, edits=(*change.edits, *asks))).by_id["built"].verdict is Verdict.VIOLATED
