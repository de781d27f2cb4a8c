"""The VMX states against the notes they were taken from, and the numbers that logs print."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from vmotion_model.certainty import Trust
from vmotion_model.vmx_states import STATES, Dialect, Side, named, numbered, on_side

SHARED = Path(__file__).parents[2].parent / "shared"


def test_source_states_are_in_the_order_of_the_protocol() -> None:
    members = [state.member for state in on_side(Side.SOURCE)]
    assert members == ["NONE", "READY", "PRECOPY", "CHECKPT", "WAIT_HANDSHAKE", "FINISHED"]


def test_destination_states_are_in_the_order_of_the_protocol() -> None:
    members = [state.member for state in on_side(Side.DESTINATION)]
    assert members == ["NONE", "INIT", "WAITING", "PRECOPY", "CHECKPT", "FINISHED"]


@pytest.mark.parametrize(
    ("number", "dialect", "member"),
    [
        (4, Dialect.OLD, "WAIT_HANDSHAKE"),  # KB 1010634
        (5, Dialect.OLD, "FINISHED"),
        (5, Dialect.NEW, "WAIT_HANDSHAKE"),  # KB 435078 prints names and numbers together
        (6, Dialect.NEW, "FINISHED"),
    ],
)
def test_number_five_means_another_state_in_the_new_dialect(number: int, dialect: Dialect, member: str) -> None:
    state = numbered(Side.SOURCE, number, dialect)
    assert state is not None
    assert state.member == member


def test_no_number_is_guessed_where_no_source_gives_one() -> None:
    unknown = {(s.side, s.member) for s in STATES if s.new is None}
    assert unknown == {
        (Side.SOURCE, "PRECOPY"),
        (Side.SOURCE, "CHECKPT"),
        *((Side.DESTINATION, member) for member in ("INIT", "WAITING", "PRECOPY", "CHECKPT", "FINISHED")),
    }
    assert numbered(Side.SOURCE, 6, Dialect.OLD) is None  # unused, says KB 1010634
    assert numbered(Side.DESTINATION, 12, Dialect.NEW) is None


def test_what_the_cut_page_does_not_show_is_tagged_inferred() -> None:
    finished = named(Side.DESTINATION, "MIGRATE_FROM_VMX_FINISHED")
    assert finished is not None
    assert finished.old is not None
    assert finished.old.evidence is Trust.INFERRED


def test_a_name_of_the_other_side_is_not_found() -> None:
    assert named(Side.SOURCE, "MIGRATE_FROM_VMX_INIT") is None
    assert named(Side.SOURCE, "WAITING") is None


@pytest.mark.parametrize(
    ("side", "members"),
    [
        # KB 1010634, in the order of their numbers; 6 is unused.
        (Side.SOURCE, {0: "NONE", 1: "READY", 2: "PRECOPY", 3: "CHECKPT", 4: "WAIT_HANDSHAKE", 5: "FINISHED"}),
        (Side.DESTINATION, {0: "NONE", 7: "INIT", 8: "WAITING", 9: "PRECOPY", 10: "CHECKPT", 11: "FINISHED"}),
    ],
)
def test_old_numbers_are_those_of_the_table_of_states(side: Side, members: dict[int, str]) -> None:
    assert {s.number(Dialect.OLD): s.member for s in on_side(side)} == members


def test_old_numbers_agree_with_the_notes() -> None:
    notes = SHARED / "domain" / "vmotion.md"
    if not notes.exists():
        pytest.skip("the notes on vMotion (../shared/domain/vmotion.md) are not beside the project")
    rows = re.findall(r"^\| (\d+) \| (MIGRATE_\w+) \| (both|src|dst) \|", notes.read_text(encoding="utf-8"), re.M)
    told = set()
    for number, name, side in rows:
        sides = {"both": list(Side), "src": [Side.SOURCE], "dst": [Side.DESTINATION]}[side]
        told |= {(name, place, int(number)) for place in sides}
    assert len(told) == 12
    assert told == {(s.name, s.side, s.number(Dialect.OLD)) for s in STATES}


def test_new_numbers_agree_with_the_log_that_prints_them_beside_the_names() -> None:
    log = SHARED / "logs" / "008-src-vmware-esxi8-switchover-named-states.log"
    if not log.exists():
        pytest.skip("the log excerpts (../shared/logs) are not beside the project")
    pairs = re.findall(r"(MIGRATE_TO_VMX_\w+) \((\d+)\)", log.read_text(encoding="utf-8"))
    assert len(pairs) == 2
    for name, number in pairs:
        state = named(Side.SOURCE, name)
        assert state is not None
        assert state.number(Dialect.NEW) == int(number)
