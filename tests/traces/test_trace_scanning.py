"""The first stage: it finds the records that a reading line by line finds, and no input makes the reading fail."""

from __future__ import annotations

import gzip
import io
import lzma
import tarfile
import tempfile
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from vmotion_traces import LogError, TraceResult, TraceVerdict, trace
from vmotion_traces import scanning as scanning_module
from vmotion_traces.grammars import event_of, task_event
from vmotion_traces.lines import MAX_LINE, Block, LogLine
from vmotion_traces.records import record_of
from vmotion_traces.scanning import begins_record, records

DATA = Path(__file__).parent / "data"
COMPLETE = (DATA / "old-complete.log").read_bytes()

HEADS = (
    "2031-01-01T00:00:00Z cpu1:2)",
    "<14>1 2031-01-01",
    "Jan  1 00:00:00 h x: ",
    "[2031-01-01 00:00:00.000 AB info 'x'] ",
)
TAILS = ("--> more", "  wrapped", "\tindented", "prose of a forum")
WORDS = ("needle", "other word")
lines = st.lists(
    st.one_of(
        st.builds(
            "{}{}".format,
            st.sampled_from(HEADS),
            st.sampled_from(("a", "b needle c", "NEEDLE", "other word", "otherword")),
        ),
        st.builds("{}{}".format, st.sampled_from(TAILS), st.sampled_from(("", " needle", "nee dle"))),
        st.just(""),
    ),
    max_size=40,
)


def by_hand(log: list[str]) -> list[list[tuple[int, str]]]:
    """The records that hold a word: a record goes from a line that begins one to the next such line or an empty one."""
    parts: list[list[tuple[int, str]]] = []
    fresh = True
    for number, line in enumerate(log, 1):
        if fresh or not line or line.startswith(HEADS):
            parts.append([])
        fresh = not line
        if line:
            parts[-1].append((number, line))
    return [part for part in parts if any(word in line.lower() for _, line in part for word in WORDS)]


@given(lines, st.lists(st.integers(1, 8), min_size=1, max_size=20))
def test_records_with_a_word_are_found_with_their_lines_wherever_blocks_are_cut(
    log: list[str], cuts: list[int]
) -> None:
    found = records("x", blocks_of(log, cuts), WORDS, [])
    assert [[(line.number, line.text) for line in record] for record in found] == by_hand(log)


def blocks_of(log: list[str], cuts: list[int]) -> list[Block]:
    blocks, place, turn = [], 0, 0
    while place < len(log):
        count = cuts[turn % len(cuts)]
        part = log[place : place + count]
        blocks.append(Block(place + 1, "\n".join(part).encode(), place + len(part) + 1))
        place, turn = place + count, turn + 1
    return blocks


def test_heads_begin_records_and_tails_do_not() -> None:
    assert all(begins_record(head.encode()) for head in HEADS)
    assert not any(begins_record(tail.encode()) for tail in TAILS)


def test_record_without_an_end_is_bounded() -> None:
    body = b"2031-01-01T00:00:00Z cpu1:2)x\n" + b"--> needle\n" * 5000
    found = list(records("x", [Block(1, body, 5003)], WORDS, []))
    assert max(map(len, found)) <= 2 * scanning_module.MAX_RECORD + 2
    assert sum(map(len, found)) <= 5001


def test_long_lines_around_the_limit_keep_their_numbers(tmp_path: Path) -> None:
    log = tmp_path / "vmware.log"
    log.write_bytes(b"x" * 3_000_000 + b"\n" + b"y" * (MAX_LINE + 1) + b"\n" + COMPLETE + b"z" * 3_000_000)
    (migration,) = trace([log]).migrations
    assert [state.line.number for state in migration.states] == [4, 5, 6, 7, 9, 10]


def test_migration_is_found_anywhere_in_a_large_log(tmp_path: Path) -> None:
    noise = b"2031-02-03T03:00:00.000Z| vmx| I120: USB: something\n" * 40_000
    log = tmp_path / "vmware.log"
    log.write_bytes(noise + COMPLETE + noise)
    (migration,) = trace([log]).migrations
    assert migration.verdict is TraceVerdict.CONFORMS
    assert migration.states[0].line.number == 40_002


def packed(data: bytes, way: int) -> bytes:
    if way == 0:
        return data
    if way == 1:
        return gzip.compress(data, mtime=0)
    if way == 2:
        return lzma.compress(data, preset=0)
    target = io.BytesIO()
    if way == 3:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a/vmware.log", data)
    else:
        with tarfile.open(fileobj=target, mode="w:gz") as tar:
            info = tarfile.TarInfo("a/vmware.log")
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    return target.getvalue()


SEEDS = [path.read_bytes() for path in sorted((DATA.parents[1] / "data" / "logs").glob("*.log"))] + [
    COMPLETE,
    b'[{"EventType": "VmMigratedEvent", "ChainId": 1, "FullFormattedMessage": "x"}]',
    b'"Description","Type","Date Time"\n"Migrating a from b, c to d, e","info","1/2/2031 3:04:05 PM"\n',
    b"vim.fault.Timedout and vMotion failed",
]


@st.composite
def hostile(draw: st.DrawFn) -> bytes:
    """A log, packed in some way, with pieces cut out, put in, turned round or damaged."""
    data = bytearray(packed(draw(st.sampled_from(SEEDS)), draw(st.integers(0, 4))))
    for _ in range(draw(st.integers(0, 4))):
        place = draw(st.integers(0, len(data)))
        piece = draw(
            st.one_of(
                st.binary(max_size=12),
                st.sampled_from(
                    (
                        b"\0" * 40,
                        b"\xff\xfe",
                        b"\n\r\n",
                        b'"',
                        b"{" * 50,
                        b"[" * 9,
                        b"\xf0\x28",
                        b"9" * 400,
                        b"--> ",
                        b"x" * 20_000,
                    )
                ),
            )
        )
        data[place : place + draw(st.integers(0, 30))] = piece
    return bytes(data[: draw(st.integers(0, len(data)))] if draw(st.booleans()) else data)


def answered(given_: str) -> TraceResult | LogError:
    """The answer, or the one error that a bad input may end in."""
    try:
        return trace([given_])
    except LogError as error:
        return error


@given(hostile(), st.sampled_from(["vmware.log", "x.csv", "x.json", "given"]))
def test_no_input_makes_the_reading_fail(data: bytes, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        answer = answered(str(path))
        assert str(answer).startswith(str(path)) if isinstance(answer, LogError) else answer.migrations


@given(st.text(max_size=200))
def test_no_argument_makes_the_reading_fail(text: str) -> None:
    assume("\0" in text or not Path(text).exists())  # else it would read the root of this machine
    answer = answered(text)
    assert str(answer) if isinstance(answer, LogError) else answer.verdict is TraceVerdict.INCOMPLETE


PIECES = (
    *(
        "[",
        "[a",
        "a]",
        "[a] ",
        "> ",
        " ",
        "\t",
        "'",
        '"',
        "\\",
        "(",
        ")",
        "{",
        "<1>",
        ", ",
        ": ",
        "-- ",
        " -- a",
        "/vmfs/volumes/",
        "[ds] a",
    ),
    *(
        "migrating a from b ",
        "Migration of a from b, c ",
        "from a to b ",
        "vMotion failed ",
        "failed to ",
        "srcIp=<1.1.1.1> ",
        "opID=a ",
    ),
    *(
        "2031-01-01T00:00:00Z ",
        "cpu1:2)",
        "VMotion: 1: ",
        "12345 S: ",
        "Event [1] ",
        "[vim.event.VmMigratedEvent] ",
        "migration [ab:1]",
    ),
)
HEADERS = (
    *(
        "",
        "2031-01-01T00:00:00Z cpu1:2)Migrate: 1: 5 S: ",
        "<14>1 2031-01-01T00:00:00Z h vpxd 1 - ",
        "2031-01-01T00:00:00Z| vmx| I120: Migrate: ",
    ),
    "2031-01-01T00:00:00Z info vpxd[1] [Originator@6876 sub=x ",
    "2031-01-01T00:00:00.000Z [AB info 'vpxd' opID=a] vMotion ",
)


@pytest.mark.parametrize("header", HEADERS)
def test_no_line_makes_a_grammar_search_for_long(header: str) -> None:
    begun = time.process_time()
    for piece in PIECES:
        line = LogLine("x", 1, (header + piece * (MAX_LINE // len(piece)))[:MAX_LINE])
        record = record_of([line])
        event_of(record)
        task_event(record, True)
    assert time.process_time() - begun < 5
