"""Diagnosis by the model: every cause explains what it shows, no set is too large, and nothing that was seen is contradicted."""

from dataclasses import replace
from typing import Any

import pytest

from vmotion_model.common.budget import Budget
from vmotion_model.protocol.conditioned import healthy
from vmotion_model.protocol.conditions import CAUSES
from vmotion_model.protocol.conditions.examples import example
from vmotion_model.protocol.conditions.step_groups import HARMLESS
from vmotion_proofs.conditions.diagnosis import Observation, diagnose
from vmotion_proofs.conditions.sign import Sign
from vmotion_proofs.conditions.sign_table import Signs
from vmotion_proofs.results.options import Options
from vmotion_specs.conditions.properties import Ending


@pytest.fixture(scope="module")
def signs() -> Signs:
    return Signs(Options())


def names(seen: Observation, signs: Signs) -> list[set[str]]:
    return [{c.name for c in e.causes} for e in diagnose(seen, signs).explanations]


def as_seen(sign: Sign) -> Observation:
    return Observation(sign.source, sign.destination, sign.step, sign.ending)


@pytest.mark.long
def test_every_cause_explains_each_of_its_own_signs(signs: Signs) -> None:
    """What the model shows under one cause is never said to have other causes only."""
    for cause in CAUSES:
        shown = signs.of(example(cause, healthy(), CAUSES))
        own = [s for s in shown if s.command in cause.fails and s.ending is not Ending.COMPLETED]
        assert own or not set(cause.fails) - HARMLESS or cause.name in ("calls_lost", "others_migrate"), cause.name
        for sign in own[:2]:
            assert {cause.name} in names(as_seen(sign), signs), (cause.name, sign)


@pytest.mark.parametrize(
    ("seen", "first", "never"),
    [
        # No page arrived: the destination waits for memory, and the source sends.
        (Observation("PRECOPY", "WAITING"), {"mtu_too_large"}, {"vt_disabled", "link_down_on_source"}),
        (
            Observation(step=3),
            {"cpu_features_differ", "pool_gone", "vgpu_stun_too_long"},
            {"mtu_too_large", "vt_disabled"},
        ),
        (
            Observation(step=2, ending=Ending.REFUSED),
            {"vmotion_disabled_on_destination"},
            {"vmotion_disabled_on_source"},
        ),
        (
            Observation(step=4, ending=Ending.REFUSED),
            {"vmotion_disabled_on_source"},
            {"vmotion_disabled_on_destination"},
        ),
        (
            Observation("WAIT_HANDSHAKE", "CHECKPT"),
            {"vt_disabled", "hardware_out_of_date"},
            {"mtu_too_large", "pool_gone"},
        ),
    ],
)
def test_where_it_stood_tells_causes_apart(seen: Observation, first: set[str], never: set[str], signs: Signs) -> None:
    found = diagnose(seen, signs).explanations
    surest = {c.name for e in found if e.share == 1 for c in e.causes}
    assert first <= surest
    assert not never & {c.name for e in found for c in e.causes}


def test_a_message_with_many_causes_names_them_all(signs: Signs) -> None:
    """Four sources quote it, each for another cause (KB 1003734: old virtual hardware): none of them is preferred."""
    seen = Observation(message="The source detected that the destination failed to resume.")
    found = diagnose(seen, signs).explanations
    assert not any(e.named for e in found)
    expected = {"hardware_out_of_date", "vt_disabled", "file_missing", "nfs_mounted_differently", "concentrator_silent"}
    assert expected <= {c.name for e in found for c in e.causes}


def test_a_message_of_several_causes_excludes_all_others(signs: Signs) -> None:
    # Broadcom KB 1030264 and others: a vMotion without data. Nothing else that fails in pre-copy is behind it.
    message = "The vMotion failed because the destination host did not receive data from the source host on the vMotion network"
    found = {c.name for e in diagnose(Observation(message=message), signs).explanations for c in e.causes}
    assert found == {"hosts_unreachable", "mtu_too_large", "mtu_differs", "connection_breaks", "messages_lost"}


def test_a_message_that_nobody_knows_tells_nothing_apart(signs: Signs) -> None:
    bare, with_text = Observation(step=3), Observation(step=3, message="zzz qqq 4711")
    assert names(with_text, signs) == names(bare, signs)
    assert diagnose(with_text, signs).unmatched
    assert not diagnose(bare, signs).unmatched


def test_what_is_asked_next_tells_the_explanations_apart(signs: Signs) -> None:
    found = diagnose(Observation("PRECOPY", "WAITING"), signs)
    assert found.next_look is not None
    assert getattr(found.seen, found.next_look) is None
    left = list(found.tells.values())
    assert len(left) > 1
    assert all(len(v) < len(found.explanations) for v in left)


def test_one_explanation_leaves_nothing_to_look_at() -> None:
    only = tuple(c for c in CAUSES if c.name == "vt_disabled")
    found = diagnose(Observation("WAIT_HANDSHAKE"), Signs(Options(), only))
    assert [[c.name for c in e.causes] for e in found.explanations] == [["vt_disabled"]]
    assert found.next_look is None


def test_two_causes_are_named_only_where_no_single_one_explains() -> None:
    """By hand: one cause blocks what the other lets fail, so neither alone shows the failure in that way."""
    starts = next(c for c in CAUSES if c.name == "log_rotates_too_often")
    table: tuple[Any, ...] = (
        replace(starts, fails=()),
        replace(next(c for c in CAUSES if c.name == "vcenter_crashes"), fails=("protection_expires",), strikes=()),
    )
    one, two = Observation("READY", "WAITING"), Observation("PRECOPY")
    assert names(two, Signs(Options(), table)) == [{"vcenter_crashes"}]
    assert {"vcenter_crashes"} in names(one, Signs(Options(), table))


def test_nothing_explains_what_cannot_happen() -> None:
    impossible = Observation("WAIT_HANDSHAKE", step=2, ending=Ending.REFUSED)
    single = tuple(c for c in CAUSES if c.name in ("vt_disabled", "mtu_too_large"))
    assert diagnose(impossible, Signs(Options(), single)).explanations == ()


def test_time_that_is_up_is_said() -> None:
    budget = Budget()
    budget.interrupt()
    found = diagnose(Observation(step=3), Signs(Options(budget=budget)))
    assert found.stopped
    assert found.explanations == ()


@pytest.mark.parametrize(
    ("message", "first"),
    [
        # KB 1003734 names old hardware for it, KB 307365 slow disks; 18 other causes may print it.
        ("Source detected that destination failed to resume", {"hardware_out_of_date", "disks_reopen_slowly"}),
        ("A general system error occurred: failed to resume on destination", {"vt_disabled"}),
        (
            "Migration to host <> failed with error",
            {
                "datastore_not_visible",
                "file_locked",
                "no_room_on_destination",
                "runs_full_on_destination",
                "storage_faulty",
            },
        ),
    ],
)
def test_the_causes_for_which_an_article_quotes_the_message_come_first(
    message: str, first: set[str], signs: Signs
) -> None:
    found = diagnose(Observation(message=message), signs).explanations
    assert {c.name for e in found[: len(first)] for c in e.causes} == first
    assert [e.named for e in found] == [True] * len(first) + [False] * (len(found) - len(first))
