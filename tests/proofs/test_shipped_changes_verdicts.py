"""Every shipped change gives the verdicts and the behaviour that its file declares.

The longest tests of the project: each checks a whole model from nothing, compares its behaviour with the shipped one, and
replays each counterexample.
"""

from functools import cache

import pytest

from vmotion_proofs.check import check
from vmotion_proofs.files import certificate_path, runs_path
from vmotion_proofs.options import Options
from vmotion_proofs.propose import propose
from vmotion_proofs.verdicts import CheckResult, Verdict
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
