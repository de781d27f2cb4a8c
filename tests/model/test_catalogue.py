"""The failure catalogue: whole, true to the notes and the log excerpts, and refused when damaged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmotion_model import catalogue
from vmotion_model.catalogue import (
    Failure,
    FailureKind,
    all_failures,
    by_id,
    find_by_message,
    icmp_payload,
    matches,
    nearest,
    parse,
)
from vmotion_model.certainty import Trust
from vmotion_model.common.strict_tables import DataError
from vmotion_model.vmx_states import STATES, Dialect, Side

SHARED = Path(__file__).parents[2].parent / "shared"
DATA = resources.files(catalogue).joinpath("failures.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(("mtu", "payload"), [(9000, 8972), (1500, 1472)])  # KB 1003734; common practice
def test_ping_payload_leaves_room_for_both_headers(mtu: int, payload: int) -> None:
    assert icmp_payload(mtu) == payload


@given(st.integers(min_value=29, max_value=100_000))
def test_ping_payload_and_headers_fill_the_packet(mtu: int) -> None:
    assert icmp_payload(mtu) + len(b"\x45" * 20) + len(b"\x08" * 8) == mtu


@given(st.integers(max_value=28))
def test_mtu_without_room_for_a_payload_is_refused(mtu: int) -> None:
    with pytest.raises(ValueError, match="at least 29"):
        icmp_payload(mtu)


def test_jumbo_probe_is_filled_from_the_mtu() -> None:
    assert by_id("F15").remedy[0].text == "vmkping -I vmk1 -d -s 8972 192.0.2.12"
    assert by_id("F15").remedy_for(8900)[0].text == "vmkping -I vmk1 -d -s 8872 192.0.2.12"
    assert by_id("F14").remedy[0].text == "vmkping -I vmk1 -d -s 1472 192.0.2.12"


def test_no_template_field_reaches_the_reader() -> None:
    for failure in all_failures():
        for remedy in failure.remedy:
            assert not re.search(r"\{(?:mtu|icmp_payload)\b", remedy.text), failure.id


def test_kinds_of_the_entries_that_are_no_edge() -> None:
    others = {failure.id: failure.kind for failure in all_failures() if failure.kind is not FailureKind.EDGE}
    assert others == {
        "F05": FailureKind.WARNING,
        "F11": FailureKind.QUEUEING,
        "F29": FailureKind.SYMPTOM,
        "F31": FailureKind.DEGRADED,
        "F34": FailureKind.DEGRADED,
        "F35": FailureKind.DEGRADED,
    }


def test_every_common_issue_of_the_article_has_an_entry() -> None:
    # What KB 1003734 tells to check, and the word of it that the entry must speak of.
    issues = {
        "F13": "log.rotateSize",
        "F15": "vmkping",
        "F16": "limit",
        "F17": "NFS",
        "F18": "zoned",
        "F26": "hardware",
        "F28": "VT",
    }
    for failure_id, word in issues.items():
        failure = by_id(failure_id)
        assert any("/321009/" in (citation.source.url or "") for citation in failure.citations)
        assert word in " ".join((failure.trigger, failure.cause, *(remedy.text for remedy in failure.remedy)))
    assert (by_id("F26").progress, by_id("F28").progress, by_id("F13").progress) == ("82 %", "90 %", "10 %")


def test_a_command_says_where_it_is_typed() -> None:
    for failure in all_failures():
        for remedy in failure.remedy:
            assert bool(remedy.place) == remedy.is_command, failure.id


@pytest.mark.parametrize(
    ("line", "ids"),
    [
        ("Failed waiting for data. Error 16. Invalid argument", ["F19"]),
        ("error: vim.fault.VMotionLinkDown thrown", ["F02"]),
        ("fault VMotionLinkDownstream", []),
        ("MAXIMUM SWITCHOVER TIME OF 100 SECOND(S)", ["F22", "F23"]),
        ("maximum switchover time of 8 second(s)", ["F24"]),
        ("maximum switchover time of many second(s)", []),
        ("Migration to host <> failed with error Already disconnected (195887150).", ["F18"]),
        ("Migration to host esx-b.example.com failed with error", ["F18"]),
        ("A general system error occurred: failed to resume on destination", ["F28"]),
        ("MigrateSetState: Transitioning from state 1 to 2.", []),
        ("", []),
    ],
)
def test_line_of_a_log_finds_its_failures(line: str, ids: list[str]) -> None:
    assert [failure.id for failure in find_by_message(line)] == ids


def test_a_match_says_what_it_covers() -> None:
    line = "WARNING: Migrate: 296: 7 D: Failed: Maximum switchover time for migration exceeded(0xbad0109) @0xc8"
    (match,) = matches(all_failures(), line)
    assert match.failure.id == "F25"
    assert line[match.start : match.end] == "Maximum switchover time for migration exceeded(0xbad0109)"


@given(st.sampled_from(all_failures()), st.text(max_size=30), st.text(max_size=30))
def test_a_message_is_found_whatever_surrounds_it(failure: Failure, before: str, after: str) -> None:
    for message in failure.messages:
        line = f"{before} {message.replace('<n>', '37').replace('<host>', 'esx-b')} {after}"
        found = matches((failure,), line)
        assert found
        assert all(match.failure == failure for match in found)


EXCERPTS = {
    "003-src-hostd-esxi67-fail-dst-resume.log": {"F26"},
    "005-fsr-vmkernel-esx4-max-switchover.log": {"F25"},
    "006-vc-vpxd-vc4-migrate-failed.log": {"F25", "F26"},
    # A limit of 100 s is the default one, so that it was set too low (F24) is not said.
    "009-src-vmware-esxi7-vgpu-switchover.log": {"F22", "F23"},
}


MADE_UP = {
    "source-vmware-8.log": {"F22", "F23"},
    "failed-hostd-67.log": {"F26"},
    "failed-vmkernel-esx4.log": {"F25"},
    "failed-vpxd-4.log": {"F25"},
}


def test_made_up_logs_find_their_failure_and_good_ones_none() -> None:
    found = {}
    for path in sorted((Path(__file__).parents[1] / "data" / "logs").glob("*.log")):
        lines = path.read_text(encoding="utf-8").splitlines()
        if ids := {failure.id for line in lines for failure in find_by_message(line)}:
            found[path.name] = ids
    assert found == MADE_UP


def test_the_catalogue_has_37_failures_in_the_order_of_their_numbers() -> None:
    assert [failure.id for failure in all_failures()] == [f"F{n:02}" for n in range(1, 38)]


def test_excerpts_of_logs_find_their_failure_and_good_ones_none() -> None:
    logs = SHARED / "logs"
    if not logs.exists():
        pytest.skip("the log excerpts (../shared/logs) are not beside the project")
    found = {}
    for path in sorted(logs.glob("*.log")):
        lines = path.read_text(encoding="utf-8").splitlines()
        ids = {failure.id for line in lines for failure in find_by_message(line)}
        if ids:
            found[path.name] = ids
    assert found == EXCERPTS


def test_unknown_id_names_the_nearest() -> None:
    with pytest.raises(KeyError, match="F22"):
        by_id("F222")


@pytest.mark.parametrize(
    ("misspelt", "first"),
    [("f07", "F07"), ("Jumbo frams", "F15"), ("zonig", "F18"), ("protection timr", "F12"), ("log.rotatesise", "F13")],
)
def test_misspelt_name_finds_the_entry_meant(misspelt: str, first: str) -> None:
    assert nearest(misspelt)[0].startswith(first)


def test_nothing_is_near_to_nonsense() -> None:
    assert nearest("xyzzy") == ()


# --- the data against the notes they were taken from


def _rows() -> Iterator[tuple[Failure, list[str]]]:
    notes = SHARED / "domain" / "vmotion.md"
    if not notes.exists():
        pytest.skip("the notes on vMotion (../shared/domain/vmotion.md) are not beside the project")
    rows = re.findall(r"^\| (F\d\d) \| (.*) \|$", notes.read_text(encoding="utf-8"), re.M)
    assert len(rows) == 37
    for failure_id, rest in rows:
        cells = rest.split(" | ")
        assert len(cells) >= 5
        yield by_id(failure_id), cells


def test_every_failure_of_the_notes_is_there_and_no_other() -> None:
    assert [failure.id for failure, _ in _rows()] == [failure.id for failure in all_failures()]


def test_quoted_messages_and_fault_names_of_the_notes_are_in_the_entry() -> None:
    checked = 0
    for failure, cells in _rows():
        cell = " ".join(cells[1:3])
        pieces = [piece.strip(" .") for quoted in re.findall(r'"([^"]+)"', cell) for piece in quoted.split("...")]
        pieces += re.findall(r"msg\.[\w.]*\w", cell)
        for piece in filter(None, pieces):
            # A message with a blank, such as the host of F18, is found as a line of a log would be.
            known = any(piece in message for message in failure.messages)
            assert known or matches((failure,), piece), (failure.id, piece)
            checked += 1
        for fault in re.findall(r"\b(?:VMotion|Mismatched|Migration|Cannot)[a-z]*[A-Z]\w+", cell):
            assert fault in failure.faults, (failure.id, fault)
            checked += 1
        for code in re.findall(r"0xbad\w+", cell):
            assert any(code in message for message in failure.messages), (failure.id, code)
            checked += 1
    assert checked >= 30


def test_sources_of_the_notes_are_in_the_entry() -> None:
    notes = (SHARED / "domain" / "vmotion.md").read_text(encoding="utf-8") if (SHARED / "domain").exists() else ""
    keys = dict(re.findall(r"^\| ([A-Z]+\w*) \| (.*https?:.*) \|$", notes, re.M))
    keys |= dict(re.findall(r"(KB307365) (https?://\S+)", notes))
    checked = 0
    for failure, cells in _rows():
        cell = cells[-1].replace("KB 321009", "SEED")
        urls = {citation.source.url for citation in failure.citations}
        for url in re.findall(r"https?://[^\s\]);]+", cell):
            assert any(known and known.startswith(url) for known in urls), (failure.id, url)
            checked += 1
        for key in re.findall(r"\b(?:SEED|FAULT|LIM|HA|KB\d+|DEF\d+)\b", re.sub(r"https?://\S+", "", cell)):
            told = re.findall(r"https?://[^\s)]+", keys[key])
            assert urls & set(told), (failure.id, key)
            checked += 1
    assert checked >= 45


def test_steps_of_the_notes_are_in_the_entry() -> None:
    checked = 0
    for failure, cells in _rows():
        where = re.sub(r"state \d+(?:/\d+)?.*|~?\d+(?:-\d+)?%.*|\(.*?\)", "", cells[0])
        for low, sign, high in re.findall(r"(\d)(?:([-/])(\d))?", where):
            if sign == "-":
                assert set(failure.steps) <= set(range(int(low), int(high) + 1)), failure.id
            else:
                assert {int(step) for step in (low, high) if step} <= set(failure.steps), failure.id
            checked += 1
    assert checked >= 24


def test_states_that_the_notes_number_are_in_the_entry() -> None:
    numbers = {(state.number(Dialect.OLD), state.side): state.name for state in STATES}
    seen = 0
    for failure, cells in _rows():
        for first, second in re.findall(r"state (\d+)(?:/(\d+))?", cells[0]):
            assert numbers[int(first), Side.SOURCE] in failure.states, failure.id
            if second:
                assert numbers[int(second), Side.DESTINATION] in failure.states, failure.id
            seen += 1
    assert seen == 3  # F20, F21, F22


# --- damaged data


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('kind = "warning"', 'kind = "warnin"', "failure F05: kind must be one of edge, warning"),
        ('id = "F07"', 'id = "F08"', "F07 is next"),
        ("steps = [5]", "steps = [9]", "failure F16: steps must be"),
        ("steps = [5]", "steps = [true]", "failure F16: every item of steps must be a int"),
        ("mtu = 9000", "mtu = 20", "failure F15: an MTU of 20 bytes"),
        ("mtu = 1500\n", "", "failure F14: give an MTU exactly where"),
        ("-s {icmp_payload}", "-s 1472", "write {icmp_payload} instead"),
        ("-s {icmp_payload} 192", "-s {payload} 192", "unknown template field payload"),
        ('key = "LIM", tag = "S"', 'key = "LIMIT", tag = "S"', "failure F11, sources 1: no source has the key 'LIMIT'"),
        ('key = "LIM", tag = "S"', 'key = "LIM", tag = "X"', "failure F11, sources 1: tag must be one of S, I, R"),
        ("MIGRATE_TO_VMX_READY", "MIGRATE_TO_VMX_REDY", "failure F12: MIGRATE_TO_VMX_REDY is no VMX"),
        ('cause = "The request came too early."\n', "", "failure F06: the key 'cause' is missing"),
        ('cause = "The request came too early."', 'cause = ""', "failure F06: cause is empty"),
        ('title = "Host agents hang"', 'title = "Host agents hang"\nremdy = 1', "failure F32: unknown key remdy"),
        ('inferred = "At which step', 'inferred_ = "At which step', "failure F36: unknown key inferred_"),
        ('messages = ["insufficient resources"]', 'messages = [""]', "failure F35: an empty message"),
        ("[[failure]]", "[[failure", "the failure catalogue is not TOML"),
        ('\n[[failure]]\nid = "F01"', '\n[[source]]\nkey = "LIM"\ntitle = "x"\n[[failure]]\nid = "F01"', "used twice"),
        ('\n[[failure]]\nid = "F01"', '\n[[source]]\nkey = "NEW"\ntitle = "x"\n[[failure]]\nid = "F01"', "source NEW"),
    ],
)
def test_damaged_data_is_refused_and_named(old: str, new: str, message: str) -> None:
    assert old in DATA
    with pytest.raises(DataError, match=re.escape(message)):
        parse(DATA.replace(old, new, 1))


def test_empty_data_is_refused() -> None:
    with pytest.raises(DataError, match="source is missing or empty"):
        parse("")


def test_what_is_inferred_is_said() -> None:
    for failure in all_failures():
        tags = {citation.evidence for citation in failure.citations}
        assert (Trust.INFERRED in tags) == bool(failure.inferred), failure.id
    assert by_id("F12").inferred
