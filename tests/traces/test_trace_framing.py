"""Records out of what carries or surrounds them: TCP framing, JSON that a shipper wrote, marks of grep, lists and web pages."""

# ruff: noqa: E501 - lines of logs are as long as they are

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmotion_traces import LoggedOutcome, MigrationTrace, trace
from vmotion_traces.framing import counted, counted_from

ID = "1960050668198101"
TEXTS = (
    f"cpu4:2104120)Migrate: vm 28: 3284: Setting VMOTION info: Source ts = {ID}, src ip = <192.0.2.11> dest ip = <192.0.2.12> Dest wid = 17",
    f"cpu4:2104120)VMotionUtil: 3396: {ID} S: Stream connection 1 added.",
    f"cpu4:2104120)WARNING: Migrate: 269: {ID} S: Failed: Connection closed by remote host, possibly due to timeout (0xbad003f)",
)
PLAIN = [f"2031-03-02T10:00:0{n}.123Z {text}" for n, text in enumerate(TEXTS)]
RFC5424 = [f"<182>1 2031-03-02T10:00:0{n}.123Z esx-a vmkernel - - - {text}" for n, text in enumerate(TEXTS)]
RFC3164 = [f"<14>Mar  2 10:00:0{n} esx-a vmkernel: {text}" for n, text in enumerate(TEXTS)]


def of(folder: Path, data: bytes | str) -> MigrationTrace:
    (folder / "a.log").write_bytes(data.encode() if isinstance(data, str) else data)
    (migration,) = trace([folder / "a.log"]).migrations
    return migration


def is_all(migration: MigrationTrace) -> None:
    assert migration.id == ID
    assert migration.outcome is LoggedOutcome.FAILURE
    assert migration.summary.records == 3
    assert "192.0.2.11" in migration.summary.source


def octets(messages: list[str], behind: str = "") -> str:
    return "".join(f"{len((m + behind).encode())} {m}{behind}" for m in messages)


FRAMED: dict[str, Callable[[list[str]], str]] = {
    "octets": octets,
    "octets with line ends": lambda m: octets(m, "\n"),
    "octets with line ends between": lambda m: "\n".join(octets([x]) for x in m) + "\n",
    "the end of a message first": lambda m: "rest of the one before" + octets(m),
    "nul": lambda m: "\0".join(m) + "\0",
    "octets that were counted otherwise": lambda m: "".join(f"{len(x) + 3} {x}\n" for x in m),
    "line ends": lambda m: "\n".join(m),
}


@pytest.mark.parametrize("messages", [RFC5424, RFC3164], ids=["5424", "3164"])
@pytest.mark.parametrize("frame", FRAMED)
def test_messages_as_tcp_carries_them(tmp_path: Path, frame: str, messages: list[str]) -> None:
    is_all(of(tmp_path, FRAMED[frame](messages)))


@given(
    st.lists(st.text(st.characters(exclude_characters="\r\n\0", codec="utf-8"), max_size=40), min_size=1, max_size=8),
    st.integers(1, 30),
)
def test_whatever_is_framed_by_its_length_comes_back(texts: list[str], size: int) -> None:
    messages = [f"<14>{text.strip()}." for text in texts]
    stream = octets(messages).encode()
    start = counted_from(stream)
    assert start == 0
    pieces = [stream[n : n + size] for n in range(0, len(stream), size)]
    assert b"".join(counted(pieces, start)).decode() == "".join(message + "\n" for message in messages)


@given(st.binary(max_size=200), st.integers(1, 50))
def test_a_wrong_length_loses_no_text_behind_it(noise: bytes, size: int) -> None:
    stream = b"9 <14>one 1" + noise + b" 10 <14>two 22"
    pieces = [stream[n : n + size] for n in range(0, len(stream), size)]
    found = b"".join(counted(pieces, 0))
    assert found.startswith(b"<14>one 1\n")
    assert b"two 22" in found


FOUND = {
    "grep": "/var/log/vmkernel.log:{line}",
    "grep -n": "vmkernel.1.log:{number}:{line}",
    "zgrep of a packed file": "vmkernel.0.gz:{line}",
    "grep -A": "vmkernel.log-{line}",
    "grep -n of one file": "{number}:{line}",
    "findstr": "C:\\logs\\vmkernel.log:{line}",
    "cat -n": "{number:6}\t{line}",
    "a list": "{number}. {line}",
    "bullets": "- {line}",
    "quoted and found": "> vmkernel.log:{line}",
}


@pytest.mark.parametrize("how", FOUND)
def test_what_stands_before_a_record_is_taken_away(tmp_path: Path, how: str) -> None:
    migration = of(tmp_path, "".join(FOUND[how].format(number=n, line=line) + "\n" for n, line in enumerate(PLAIN, 97)))
    is_all(migration)
    assert migration.summary.start == "2031-03-02T10:00:00.123Z"


def test_what_parts_the_finds_of_grep_ends_a_record(tmp_path: Path) -> None:
    (tmp_path / "a.log").write_text("\n--\n".join(PLAIN) + "\n")
    (migration,) = trace([tmp_path / "a.log"]).migrations
    is_all(migration)
    assert migration.summary.message is not None
    assert migration.summary.message.text.endswith("(0xbad003f)")


def test_a_copy_from_a_web_page_is_read(tmp_path: Path) -> None:
    escaped = "\n".join(PLAIN).replace("<", "&lt;").replace(">", "&gt;")
    is_all(of(tmp_path, escaped))
    is_all(of(tmp_path, "\n".join(PLAIN).replace(" ", "\N{NO-BREAK SPACE}")))


def test_a_shipped_record_has_the_time_and_the_host_of_its_object(tmp_path: Path) -> None:
    objects = (
        {"@timestamp": f"2031-03-02T10:00:0{n}.123Z", "host": {"name": "esx-a"}, "message": text}
        for n, text in enumerate(TEXTS)
    )
    migration = of(tmp_path, "".join(json.dumps(each) + "\n" for each in objects))
    is_all(migration)
    assert (migration.summary.start, migration.summary.seconds) == ("2031-03-02T10:00:00.123Z", 2.0)
    assert "esx-a" in migration.summary.source


AGENT = f"[Originator@6876 sub=Vcsvc.VMotionSrc.{ID} opID=ab12cd34-0001-5b] ResolveCb: Failed with fault: (vim.fault.Timedout) {{}}"


@pytest.mark.parametrize(
    "head",
    [
        "<166>2031-03-02T10:00:00.123Z esx-a Hostd[2099999]: ",
        "<166>2031-03-02T10:00:00.123Z esx-a Hostd: ",
        "<166>1 2031-03-02T10:00:00.123Z esx-a Hostd 2099999 - - ",
        "Mar  2 10:00:00 esx-a Hostd: warning ",
    ],
)
def test_an_agent_that_only_the_header_of_syslog_names(tmp_path: Path, head: str) -> None:
    migration = of(tmp_path, f"{head}{AGENT}\n")
    assert (migration.id, migration.outcome) == (ID, LoggedOutcome.FAILURE)
    assert migration.summary.opids == ("ab12cd34-0001-5b",)


def test_a_vmx_that_only_the_header_of_syslog_names(tmp_path: Path) -> None:
    lines = (f"Received migrate 'to' request for mid id {ID}", "MigrateSetState: Transitioning from state 0 to 1.")
    migration = of(
        tmp_path, "".join(f"<14>2031-03-02T10:00:00.123Z esx-a vmx[42]: vmx| I125: {line}\n" for line in lines)
    )
    assert migration.id == ID
    assert [state.state for state in migration.states] == ["MIGRATE_TO_VMX_READY"]


VMX = (
    f"2031-03-02T10:00:00.040Z| vmx| I125: Received migrate 'to' request for mid id {ID}, src ip <192.0.2.11>, dst ip <192.0.2.12>",
    "2031-03-02T10:00:00.041Z| vmx| I125: MigrateSetState: Transitioning from state 0 to 1.",
    "2031-03-02T10:00:07.041Z| vmx| I125: MigrateSetState: Transitioning from state 1 to 2.",
)


@pytest.mark.parametrize("width", [72, 200, 100_000])
def test_records_that_a_mail_filled_anew_are_told_apart(tmp_path: Path, width: int) -> None:
    def filled(lines: list[str]) -> str:
        return "\n".join(textwrap.wrap(" ".join(lines), width, break_long_words=False, break_on_hyphens=False))

    is_all(of(tmp_path, filled(PLAIN)))
    is_all(of(tmp_path, "".join(f"> {line}\n" for line in filled(PLAIN).splitlines())))
    migration = of(tmp_path, filled(list(VMX)))
    assert [state.state for state in migration.states] == ["MIGRATE_TO_VMX_READY", "MIGRATE_TO_VMX_PRECOPY"]
    assert migration.summary.phases[0].seconds == 7.0


def test_a_header_behind_that_of_syslog_begins_no_record(tmp_path: Path) -> None:
    lines = (f"2031-03-02T10:00:00.200+01:00 esx-a vmkernel: {line}" for line in PLAIN)
    migration = of(tmp_path, "\n".join(lines))
    is_all(migration)
    assert "esx-a" in migration.summary.source
