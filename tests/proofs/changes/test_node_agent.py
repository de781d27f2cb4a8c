"""The incident of the node agent: the run is the one that was logged, what was proposed does not suffice, and a bound does.

Runs and verdicts come from what was reported of KubeVirt issue 18763, not from our engines.
"""

import pytest

from vmotion_proofs.changes.check_change import check_change
from vmotion_proofs.changes.proposal import Proposal
from vmotion_proofs.check.check import check
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.verdicts import Run, Verdict
from vmotion_specs.shipped import change_names, shipped_change
from vmotion_specs.suites import suite

pytestmark = pytest.mark.usefixtures("answered")

LOGGED = (
    "create_migration",
    "resume",
    "finish",
    "replace_agent",
    "start_agent",
    "fail_record",
    "delete_machine",
)


def proposed(name: str) -> Proposal:
    chosen = suite("node-agent")
    return check_change(shipped_change(name), chosen, Options(locations=chosen.locations))


def lost(proposal: Proposal) -> Run:
    assert proposal.after is not None
    found = proposal.after.by_id["somebody"]
    assert found.verdict is Verdict.VIOLATED
    assert found.run is not None
    return found.run


def test_the_machine_is_lost_in_the_order_that_was_logged() -> None:
    chosen = suite("node-agent")
    found = check(chosen.model, chosen.properties, Options(locations=chosen.locations)).by_id["somebody"]
    assert found.run is not None
    assert found.run.commands == LOGGED


@pytest.mark.parametrize(
    "name", ["no-migration-during-roll-out", "no-roll-out-during-migration", "migrations-and-roll-outs-apart"]
)
def test_what_was_proposed_leaves_the_same_seven_steps(name: str) -> None:
    assert lost(proposed(name)).commands == LOGGED


def test_waiting_for_three_minutes_only_delays_it() -> None:
    run = lost(proposed("agent-waits"))
    assert [c for c in run.commands if c != "elapse"] == list(LOGGED)
    assert run.steps[-1].time_s == 180


def test_a_bound_on_how_long_the_socket_is_not_found_is_enough_in_dense_time() -> None:
    proposal = proposed("socket-found-in-time")
    assert proposal.after is not None
    assert {p.id: p.verdict for p in proposal.after.properties if p.id in ("somebody", "timelock")} == {
        "somebody": Verdict.PROVED,
        "timelock": Verdict.PROVED,
    }
    assert proposal.surprises() == ()


def test_these_are_all_the_changes_of_the_model() -> None:
    assert set(change_names("node-agent")) == {
        "no-migration-during-roll-out",
        "no-roll-out-during-migration",
        "migrations-and-roll-outs-apart",
        "agent-waits",
        "socket-found-in-time",
    }
