"""Files that are not what they should be: one clear error, or a note, never a wrong verdict."""

from __future__ import annotations

import bz2
import gzip
import lzma
from pathlib import Path

import pytest
from backports import zstd

from vmotion_traces import LogError, TraceVerdict, trace
from vmotion_traces.lines import MAX_LINE

DATA = Path(__file__).parent / "data"
COMPLETE = (DATA / "old-complete.log").read_bytes()


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "vmware.log"


def refused(log: Path) -> str:
    with pytest.raises(LogError) as caught:
        trace([log])
    message = str(caught.value)
    assert message.startswith(str(log))
    return message


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b" \r\n\n", "empty"),
        (b"\0" * 5000, "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
        (bytes(range(1, 32)) * 40, "binary"),
        (b"\x1f\x8b", "gzip"),
        (gzip.compress(b"irrelevant\n" * 5, mtime=0)[:-9], "gzip"),
        (b"7z\xbc\xaf\x27\x1c\0\4", "7z"),
        (b"PK\x03\x04 no table of contents", "zip"),
        (b"2031-01-01T00:00:00Z| vmx| I120: PowerOn\n", "no line of a migration"),
        (b'<TS> No(00) vmx - ConfigDB: Setting config.readOnly = "FALSE"\n', "no line of a migration"),
        (b"<TS> In(05) vmx - Operation timed out\n", "no line of a migration"),
    ],
)
def test_unusable_log_is_refused(log: Path, content: bytes, word: str) -> None:
    log.write_bytes(content)
    assert word in refused(log)


def test_missing_path_is_refused(log: Path) -> None:
    assert "no such file" in refused(log)


def test_folder_without_a_file_is_refused(tmp_path: Path) -> None:
    assert "no file" in refused(tmp_path)


def test_device_is_refused() -> None:
    assert "no regular file" in refused(Path("/dev/null"))


def test_path_with_a_zero_byte_is_refused() -> None:
    with pytest.raises(LogError):
        trace(["a\0b"])


def test_no_log_is_refused() -> None:
    with pytest.raises(LogError, match="at least one"):
        trace([])


@pytest.mark.parametrize(
    "content",
    [
        COMPLETE,
        COMPLETE.replace(b"\n", b"\r\n"),
        COMPLETE.decode().encode("utf-16"),
        b"\xfe\xff" + COMPLETE.decode().encode("utf-16-be"),
        b"\xef\xbb\xbf" + COMPLETE,
        gzip.compress(COMPLETE, mtime=0),
        COMPLETE.rstrip(b"\n"),
        COMPLETE + b"2031-02-03T04:00:32.000Z| vmx| I120: caf\xe9\n",
        COMPLETE + b"x" * 5_000_000 + b"\n",
        COMPLETE.decode().encode("utf-16-le"),
        COMPLETE.decode().encode("utf-16")[:-1],
        COMPLETE.replace(b"\n2031", b"\n" + b"\0" * 300 + b"2031"),
        b"> " + COMPLETE.rstrip().replace(b"\n", b"\n> ") + b"\n",
        b"    " + COMPLETE.rstrip().replace(b"\n", b"\n    ") + b"\n",
        lzma.compress(COMPLETE),
        bz2.compress(COMPLETE),
        zstd.compress(COMPLETE),
        gzip.compress(COMPLETE[:500], mtime=0) + gzip.compress(COMPLETE[500:], mtime=0),
        gzip.compress(gzip.compress(COMPLETE, mtime=0), mtime=0),
        gzip.compress(COMPLETE, mtime=0) + b"\0" * 1000,
    ],
    ids=[
        *("plain", "crlf", "utf-16", "utf-16-be", "utf-8-bom", "gzip", "no-newline", "latin-1", "long-line"),
        *("utf-16-without-mark", "utf-16-cut", "holes", "quoted", "indented", "xz", "bzip2", "zstd"),
        *("gzip-in-two-parts", "gzip-twice", "gzip-filled"),
    ],
)
def test_every_readable_form_gives_the_same_verdict_and_lines(log: Path, content: bytes) -> None:
    log.write_bytes(content)
    (migration,) = trace([log]).migrations
    assert migration.verdict is TraceVerdict.CONFORMS
    assert [state.line.number for state in migration.states] == [2, 3, 4, 5, 7, 8]


def test_a_log_without_its_checksum_is_read_and_not_known_to_be_whole(log: Path) -> None:
    log.write_bytes(gzip.compress(COMPLETE, mtime=0)[:-8])
    (migration,) = trace([log]).migrations
    assert migration.verdict is TraceVerdict.INCOMPLETE
    assert [state.line.number for state in migration.states] == [2, 3, 4, 5, 7, 8]


def test_latin_1_is_noted_with_its_line(log: Path) -> None:
    log.write_bytes(COMPLETE + b"2031-02-03T04:00:32.000Z| vmx| I120: Migrate: caf\xe9\n")
    assert [note for note in trace([log]).notes if "Latin-1" in note] == [
        f"{log}:9: not UTF-8; such lines were read as Latin-1"
    ]


def test_long_line_is_cut_and_noted(log: Path) -> None:
    log.write_bytes(COMPLETE + b"2031-02-03T04:00:32.000Z| vmx| I120: Migrate: " + b"a" * MAX_LINE + b"\n")
    result = trace([log])
    assert result.verdict is TraceVerdict.CONFORMS
    assert [note.startswith(f"{log}:9: only the first") for note in result.notes if "only" in note] == [True]


def test_line_breaks_of_other_kinds_do_not_shift_line_numbers(log: Path) -> None:
    log.write_bytes("a\x0bb\u2028c\x85d\n".encode() + COMPLETE)
    (migration,) = trace([log]).migrations
    assert migration.states[0].line.number == 3


def test_log_given_twice_is_replayed_once(log: Path) -> None:
    log.write_bytes(COMPLETE)
    result = trace([log, str(log)])
    assert result.verdict is TraceVerdict.CONFORMS
    assert any("given twice" in note for note in result.notes)
