"""Runs that show what a cause does: where the articles place it, with the step that it brings about, and the shortest such."""

import pytest

from vmotion_model.language import ELAPSE
from vmotion_model.machines import Migration
from vmotion_model.protocol.conditioned import environment, healthy, present
from vmotion_model.protocol.conditions import CAUSES
from vmotion_model.protocol.vocabulary import Task
from vmotion_proofs.conditions.reduced_model import what_happens
from vmotion_proofs.conditions.shown_run import shown_run
from vmotion_specs.conditions.properties import Ending

BY_NAME = {c.name: c for c in CAUSES}


@pytest.mark.parametrize(
    ("name", "ending", "failing", "within"),
    [
        # What the articles say: where it is refused or fails, and by which side.
        ("vmotion_disabled_on_destination", Ending.REFUSED, "disallow_vmotion", "allow_vmotion"),
        ("vmotion_disabled_on_source", Ending.REFUSED, "refuse_prepare", "start_precopy"),
        ("reservation_not_met", Ending.ROLLED_BACK, "refuse_resources", "start_precopy"),
        ("hosts_unreachable", Ending.ROLLED_BACK, "cannot_start", "send_batch"),
        ("mtu_too_large", Ending.ROLLED_BACK, "network_times_out", "receive_batch"),
        ("vt_disabled", Ending.ROLLED_BACK, "cannot_resume", "resume"),
        ("switchover_too_slow", Ending.ROLLED_BACK, "switchover_times_out", "resume"),
        ("console_open", Ending.COMPLETED, "open_console", "roll_back_on_failure"),
        ("destination_dies", Ending.ROLLED_BACK, "crash_destination", "complete"),
    ],
)
def test_the_run_fails_by_the_cause_and_never_comes_to_what_it_blocks(
    name: str, ending: Ending, failing: str, within: str
) -> None:
    shown = shown_run(BY_NAME[name])
    assert shown.ending is ending
    assert failing in shown.run.commands
    assert within not in shown.run.commands
    assert present({**healthy(), **shown.changed}) == (BY_NAME[name],)


@pytest.mark.parametrize("name", ["nfs_mounted_differently", "mtu_differs", "vcenter_crashes", "slow_link"])
def test_the_run_is_one_of_the_machines_under_these_conditions(name: str) -> None:
    shown = shown_run(BY_NAME[name])
    migration = Migration(environment({**healthy(), **shown.changed}))
    past = 0
    for step in shown.run.steps:
        if step.command == ELAPSE:
            migration.elapse(step.time_s - past)
        else:
            migration.fire(step.command)
        past = step.time_s
    ends = {Ending.COMPLETED: Task.COMPLETED, Ending.REFUSED: Task.REJECTED, Ending.ROLLED_BACK: Task.ROLLED_BACK}
    assert migration.state["vcenter.state"] == ends[shown.ending]


def test_a_timer_runs_out_on_what_the_cause_holds_up_and_not_before() -> None:
    """The protection timer may run out while nothing is sent yet: that would show nothing of a page that does not fit."""
    commands = shown_run(BY_NAME["mtu_too_large"]).run.commands
    assert commands.index("send_batch") < commands.index("network_times_out")


def test_what_happens_under_healthy_conditions_is_the_articles_path() -> None:
    names = {c.name for c in what_happens({}).commands}
    assert {"request", "admit", "prepare", "create", "stun", "resume", "switch_host", "complete"} <= names
    assert not {"cannot_resume", "crash_source", "roll_back_on_failure", "destination_refused"} & names
    assert all(c.fault is None for c in what_happens({}).commands)
