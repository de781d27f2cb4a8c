"""The shipped change files: each is there, applies or is refused as it says, and its words fit its edits.

What they do to the verdicts is checked in ``tests/proofs/changes/test_shipped_changes_verdicts.py``.
"""

import re

import pytest

from vmotion_model.language import Model, digest, to_text
from vmotion_model.protocol import vmotion
from vmotion_specs.apply import apply_change, apply_to_properties
from vmotion_specs.change import Change, ChangeError, Edit, parse_change
from vmotion_specs.shipped import change_names, find_change, shipped_change
from vmotion_specs.suites import vmotion_suite

KEY_EDITS = {
    "acknowledgement-twice": "finish keeps network.resumed",
    "cancelled-config-locked": "cancelled keeps config.read_only",
    "config-lock-kept": "network_times_out keeps config.read_only",
    "config-unlocked-at-stun": "stun sets config.read_only to False",
    "connection-lost-without-lock": "lost_but_disk_free does not ask: nobody holds the disk",
    "destination-crash-frees-lock": "crash_destination sets disk.holder to "
    "NOBODY if disk.holder == DESTINATION else disk.holder",
    "edit-ignores-lock": "edit_config does not ask: the config is writable",
    "fall-back-without-lock": "fall_back does not ask: nobody holds the disk",
    "ha-ignores-the-lock": "restart_elsewhere does not ask: nobody renews the lock",
    "ha-takes-a-free-lock": "restart_elsewhere asks: disk.stale or disk.holder == NOBODY",
    "hard-deadline": "take_acknowledgement keeps source.protection",
    "inventory-before-resume": "start_source sets inventory.host to DESTINATION",
    "keepalives-rearm-timer": "hear_keepalive sets source.protection to 0",
    "lock-before-specification": "source_prepared sets vcenter.state to COMPUTING_SPECIFICATION",
    "no-config-lock": "prepare keeps config.read_only",
    "no-go-ignored-after-release": "take_back asks: disk.holder == SOURCE",
    "no-switchover-limit": "time is not bound by source.switchover",
    "no-version-check": "prepare does not ask: the specification is current",
    "old-world-id": "destination_created sets vcenter.world to OLD if vcenter.world == OLD else THIS",
    "power-down-before-switch": "power_down asks: source.host == UP",
    "recovery-by-read-only-flag": "recover_unprepared asks: vcenter.journal in {ACCEPTED, UNDO} and not config.read_only",
    "refusal-ignored": "destination_allowed asks: management.from_destination in {ALLOWED, DISALLOWED}",
    "release-before-ready": "release_disk does not ask: the destination is ready",
    "release-by-message": "resume asks: network.release",
    "reservation-kept": "destroy keeps destination.reserved",
    "reserve-after-power-on": "wait_for_source sets destination.reserved to True",
    "resume-without-checkpoint": "resume does not ask: the checkpoint is here",
    "resume-without-pages": "resume does not ask: all pages are here",
    "rollback-leaves-registration": "destroy keeps destination.registered",
    "rollback-on-silence": "roll_back_on_failure asks: management.from_source in {FAILED, NONE}",
    "rollback-without-destination": "finish_roll_back does not ask: the destination is gone",
    "rounds-rearm-timer": "take_acknowledgement keeps source.protection",
    "source-crash-frees-lock": "crash_source sets disk.holder to NOBODY if disk.holder == SOURCE else disk.holder",
    "source-first": "source_prepared sets management.to_destination to VALIDATE",
    "source-first-lock-kept": "source_prepared sets management.to_destination to VALIDATE",
    "timer-of-60s": "protection_timer is 60",
    "timer-without-handler": "nobody does protection_expires",
    "unregistered-before-acknowledgement": "release_disk sets source.registered to False",
    "vcenter-reads-source": "refused",
}
"""One change for each way to break the protocol, and what it does first of all."""

KEY_VERDICTS = {
    "acknowledgement-twice": (),
    "cancelled-config-locked": ("L2",),
    "config-lock-kept": ("S6c",),
    "config-unlocked-at-stun": ("S6a", "S6b"),
    "connection-lost-without-lock": ("S1",),
    "destination-crash-frees-lock": ("S4", "S5"),
    "edit-ignores-lock": ("S6d",),
    "fall-back-without-lock": ("S1",),
    "ha-ignores-the-lock": ("S19a",),
    "ha-takes-a-free-lock": ("S17a", "L1a"),
    "hard-deadline": ("R7",),
    "inventory-before-resume": ("S10d",),
    "keepalives-rearm-timer": ("S16b",),
    "lock-before-specification": ("S6d",),
    "no-config-lock": ("S6a", "S6b"),
    "no-go-ignored-after-release": ("R11",),
    "no-switchover-limit": ("S16a",),
    "no-version-check": ("S6d",),
    "old-world-id": ("S11",),
    "power-down-before-switch": ("S10h",),
    "recovery-by-read-only-flag": ("S15a",),
    "refusal-ignored": ("S15b",),
    "release-before-ready": ("S2a",),
    "release-by-message": ("S2a",),
    "reservation-kept": ("S8b",),
    "reserve-after-power-on": (),
    "resume-without-checkpoint": ("S3",),
    "resume-without-pages": ("S3",),
    "rollback-leaves-registration": ("S9",),
    "rollback-on-silence": ("S12b",),
    "rollback-without-destination": ("S9",),
    "rounds-rearm-timer": ("R9",),
    "source-crash-frees-lock": ("S5",),
    "source-first": (),
    "source-first-lock-kept": ("S15a",),
    "timer-of-60s": (),
    "timer-without-handler": ("timelock",),
    "unregistered-before-acknowledgement": ("S10c",),
    "vcenter-reads-source": (),
}
"""The properties that a change must break; of one that is harmless, none."""

NAMES = sorted(KEY_EDITS)


def differences(model: Model) -> set[str]:
    """How a model differs from the shipped one, in words."""
    shipped = vmotion()
    found = {f"{c.name} is {c.value}" for c in model.constants if c.value != shipped.values[c.name]}
    found |= {f"nobody does {name}" for name in shipped.command.keys() - model.command.keys()}
    bound = {d.clock for d in model.deadlines}
    found |= {f"time is not bound by {d.clock}" for d in shipped.deadlines if d.clock not in bound}
    for name in shipped.command.keys() & model.command.keys():
        old, new = shipped.command[name], model.command[name]
        guards = {label: to_text(e) for label, e in old.guard.items()}
        found |= {f"{name} does not ask: {label}" for label in guards.keys() - new.guard.keys()}
        found |= {f"{name} asks: {to_text(e)}" for label, e in new.guard.items() if guards.get(label) != to_text(e)}
        updates = {variable: to_text(e) for variable, e in old.updates.items()}
        found |= {f"{name} keeps {variable}" for variable in updates.keys() - new.updates.keys()}
        found |= {f"{name} sets {v} to {to_text(e)}" for v, e in new.updates.items() if updates.get(v) != to_text(e)}
    return found


def subject(edit: Edit) -> str:
    """What an edit touches, by the name that its text must use."""
    for key in ("command", "name", "clock", "id"):
        if key in edit.keys:
            return str(edit.keys[key])
    raise AssertionError(edit)


def harmless(change: Change) -> bool:
    return not change.expect.verdicts and change.expect.refused is None


def test_every_change_ships_and_none_without_a_check() -> None:
    assert list(change_names()) == NAMES == sorted(KEY_VERDICTS)


@pytest.mark.parametrize("name", NAMES)
def test_the_key_edit_is_what_the_change_is_about(name: str) -> None:
    change = shipped_change(name)
    if change.expect.refused is not None:
        assert KEY_EDITS[name] == "refused"
        with pytest.raises(ChangeError, match=re.escape(change.expect.refused)):
            apply_change(change, vmotion())
        return
    model = apply_change(change, vmotion())
    assert KEY_EDITS[name] in differences(model)
    assert digest(model) != digest(vmotion())
    properties = apply_to_properties(change, model, vmotion_suite().properties_of(model))
    assert {p.id for p in properties} >= {p.id for p in vmotion_suite().properties}


@pytest.mark.parametrize("name", [n for n in NAMES if KEY_EDITS[n] != "refused"])
def test_no_edit_is_without_effect(name: str) -> None:
    change = shipped_change(name)
    model = apply_change(change, vmotion())
    changed = {d.split(" ")[0] for d in differences(model)} | {d.split(" ")[-1] for d in differences(model)}
    for table in ("guard", "effect", "constant"):
        for edit in change.of(table):
            assert subject(edit) in changed, edit


@pytest.mark.parametrize("name", NAMES)
def test_the_text_names_everything_that_is_touched_and_everything_that_falls(name: str) -> None:
    change = shipped_change(name)
    assert change.title
    assert not change.title.endswith(".")
    assert [p.split(" ")[0] for p in change.text.split("\n\n")] == ["Changed:", "In", "Why:"]
    for edit in change.edits:
        assert (edit.table == "deadline" and "deadline" in change.text) or subject(edit) in change.text, edit
    why = change.text.partition("Why:")[2]
    for property_ in change.expect.verdicts:
        assert re.search(rf"\b{property_}\b", why), property_
    if harmless(change):
        assert "harmless" in why


@pytest.mark.parametrize("name", NAMES)
def test_the_expectation_says_that_the_key_property_falls(name: str) -> None:
    change = shipped_change(name)
    assert {p for p in KEY_VERDICTS[name] if change.expect.verdicts.get(p) != "violated"} == set()
    assert bool(KEY_VERDICTS[name]) == bool(change.expect.verdicts)
    assert (change.expect.behaviour is None) == (change.expect.refused is not None)


def test_nobody_ever_runs_twice_where_a_crash_frees_a_lock() -> None:
    for name in ("source-crash-frees-lock", "destination-crash-frees-lock"):
        assert "S1" not in shipped_change(name).expect.verdicts


def test_a_name_that_does_not_ship_is_answered_with_the_nearest() -> None:
    with pytest.raises(ChangeError, match="no shipped change of that name; did you mean 'fall-back-without-lock'"):
        find_change("fallback-without-lock")
    with pytest.raises(ChangeError, match="there is no such file, and no shipped change of that name"):
        find_change("x" * 5000)
    with pytest.raises(KeyError):
        shipped_change("fallback-without-lock")


def test_timelock_cannot_be_dropped_or_replaced() -> None:

    suite = vmotion_suite()
    for rest in ('action = "drop"', 'action = "replace"\nclaim = "True"'):
        text = f'schema = 1\ntitle = "x"\n[[property]]\nid = "timelock"\n{rest}\n'
        with pytest.raises(ChangeError, match="always checked"):
            apply_to_properties(parse_change(text.encode(), "x.toml"), suite.model, suite.properties)
