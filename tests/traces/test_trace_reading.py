"""Files that are not what they should be: one clear error, or a note, never a wrong verdict."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from vmotion_traces import LogError, Verdict, trace
from vmotion_traces.reader import MAX_LINE, read

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
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", ":3: a zero byte"),
        (bytes(range(1, 32)) * 40, "binary"),
        (gzip.compress(COMPLETE)[:-30], "gzip"),
        (b"\x1f\x8b", "gzip"),
        (COMPLETE.decode().encode("utf-16")[:-1], ":8: the UTF-16 text is cut off"),
        (COMPLETE.decode().encode("utf-16-le"), "iconv"),
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


def test_directory_is_refused(tmp_path: Path) -> None:
    assert "directory" in refused(tmp_path)


def test_device_is_refused() -> None:
    assert "no regular file" in refused(Path("/dev/null"))


def test_path_with_a_zero_byte_is_refused() -> None:
    with pytest.raises(LogError):
        trace(["a\0b"])


def test_no_log_is_refused() -> None:
    with pytest.raises(LogError, match="at least one"):
        trace([])


def test_log_over_the_limit_is_refused(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vmotion_traces.reader.MAX_BYTES", 500)
    log.write_bytes(COMPLETE)
    assert "larger than" in refused(log)


def test_gzip_that_unpacks_over_the_limit_is_refused(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vmotion_traces.reader.MAX_BYTES", 10_000)
    log.write_bytes(gzip.compress(COMPLETE + b" " * 1_000_000))
    assert "larger than" in refused(log)


@pytest.mark.parametrize(
    "content",
    [
        COMPLETE,
        COMPLETE.replace(b"\n", b"\r\n"),
        COMPLETE.decode().encode("utf-16"),
        b"\xfe\xff" + COMPLETE.decode().encode("utf-16-be"),
        b"\xef\xbb\xbf" + COMPLETE,
        gzip.compress(COMPLETE),
        COMPLETE.rstrip(b"\n"),
        COMPLETE + b"2031-02-03T04:00:32.000Z| vmx| I120: caf\xe9\n",
        COMPLETE + b"x" * 5_000_000 + b"\n",
    ],
    ids=["plain", "crlf", "utf-16", "utf-16-be", "utf-8-bom", "gzip", "no-newline", "latin-1", "long-line"],
)
def test_every_readable_form_gives_the_same_verdict_and_lines(log: Path, content: bytes) -> None:
    log.write_bytes(content)
    (migration,) = trace([log]).migrations
    assert migration.verdict is Verdict.CONFORMS
    assert [state.line.number for state in migration.states] == [2, 3, 4, 5, 7, 8]


def test_latin_1_is_noted_with_its_line(log: Path) -> None:
    log.write_bytes(COMPLETE + b"caf\xe9\n")
    assert [note for note in trace([log]).notes if "Latin-1" in note] == [
        f"{log}:9: not UTF-8; the log was read as Latin-1"
    ]


def test_long_line_is_cut_and_noted(log: Path) -> None:
    log.write_bytes(b"a" * (MAX_LINE + 1) + b"\nb\n")
    read_log = read(log)
    assert [(line.number, len(line.text)) for line in read_log.lines] == [(1, MAX_LINE), (2, 1)]
    assert len(read_log.notes) == 1
    assert f"{log}:1:" in read_log.notes[0]


def test_line_breaks_of_other_kinds_do_not_shift_line_numbers(log: Path) -> None:
    log.write_text("a\x0bb\u2028c\nd\n", encoding="utf-8")
    assert [line.number for line in read(log).lines] == [1, 2]


def test_log_given_twice_is_replayed_once(log: Path) -> None:
    log.write_bytes(COMPLETE)
    result = trace([log, str(log)])
    assert result.verdict is Verdict.CONFORMS
    assert any("given twice" in note for note in result.notes)
