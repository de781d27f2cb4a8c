"""What is damaged is read as far as it is good, and said: packed parts, archives that are cut off, texts of two encodings."""

from __future__ import annotations

import bz2
import codecs
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from backports import zstd
from hypothesis import given
from hypothesis import strategies as st

from vmotion_traces import LogError, TraceResult, TraceVerdict, trace
from vmotion_traces.sources import Limits, open_sources

DATA = Path(__file__).parent / "data"
COMPLETE = (DATA / "old-complete.log").read_bytes()
DESTINATION = (DATA / "old-destination.log").read_bytes()
LINES = COMPLETE.splitlines(keepends=True)
FIRST, REST = b"".join(LINES[:6]), b"".join(LINES[6:])
SKIPPED = b"\x5a\x2a\x4d\x18" + struct.pack("<I", 3) + b"abc"


def traced(folder: Path, data: bytes, name: str = "a.log") -> TraceResult:
    (folder / name).write_bytes(data)
    return trace([folder / name])


def read(folder: Path, data: bytes, limits: Limits | None = None) -> tuple[dict[str, bytes], list[str]]:
    (folder / "a").write_bytes(data)
    notes: list[str] = []
    found = {s.name.partition("!")[2]: s.stream.read() for s in open_sources([folder / "a"], notes, limits or Limits())}
    return found, notes


def flipped(data: bytes, place: int) -> bytes:
    return data[:place] + bytes((data[place] ^ 0xFF,)) + data[place + 1 :]


@pytest.mark.parametrize(
    "packed",
    [
        gzip.compress(FIRST) + b"\0" * 700 + gzip.compress(REST),
        lzma.compress(FIRST) + b"\0" * 8 + lzma.compress(REST),
        bz2.compress(FIRST) + bz2.compress(REST) + b"\n",
        SKIPPED + zstd.compress(FIRST) + SKIPPED + zstd.compress(REST),
    ],
    ids=["gzip", "xz", "bzip2", "zstd"],
)
def test_parts_with_filling_between_them_are_one_log(tmp_path: Path, packed: bytes) -> None:
    assert read(tmp_path, packed) == ({"": COMPLETE}, [])


def test_a_wrong_checksum_loses_nothing_but_trust(tmp_path: Path) -> None:
    packed = gzip.compress(COMPLETE)
    found, notes = read(tmp_path, flipped(packed, len(packed) - 6))
    assert found == {"": COMPLETE}
    assert "damaged" in notes[0]
    (migration,) = trace([tmp_path / "a"]).migrations
    assert migration.verdict is TraceVerdict.INCOMPLETE
    assert len(migration.states) == 6


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress], ids=["gzip", "bzip2"])
def test_behind_a_damaged_part_the_next_one_is_read(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    broken = pack(FIRST)
    found, notes = read(tmp_path, flipped(broken, len(broken) - 20) + pack(REST))
    assert found[""].endswith(b"\n" + REST)
    if pack is gzip.compress:  # bzip2 packs blocks that are good as a whole, or not at all
        assert found[""].startswith(LINES[0])
    assert "what lies between good parts was not read" in notes[0]


def test_what_lies_behind_packed_data_is_said_and_parts_behind_it_are_read(tmp_path: Path) -> None:
    found, notes = read(tmp_path, gzip.compress(FIRST) + b"something else" + gzip.compress(REST))
    assert found[""].split() == COMPLETE.split()
    assert len(notes) == 1
    found, notes = read(tmp_path, gzip.compress(COMPLETE) + b"something else")
    assert found == {"": COMPLETE}
    assert "behind the gzip data lies other data" in notes[0]


@given(st.integers(0, 400), st.sampled_from([gzip.compress, lzma.compress, bz2.compress]))
def test_damage_gives_a_part_of_the_text_or_is_said(place: int, pack: Callable[[bytes], bytes]) -> None:
    from vmotion_traces.sources.limits import Meter
    from vmotion_traces.sources.streams import Given, Headed
    from vmotion_traces.sources.unpacking import Unpacked, packing_of

    packed = pack(COMPLETE)
    damaged = flipped(packed, min(place + 8, len(packed) - 1))
    packing = packing_of(damaged)
    assert packing is not None
    stream = Unpacked(Headed(Given(io.BytesIO(damaged), Meter())), packing, Meter())
    text = stream.read()
    # Fields of a header that only tell a name, a time or a system may be anything.
    assert text == COMPLETE or stream.trouble is not None


def test_a_number_that_breaks_off_is_no_id(tmp_path: Path) -> None:
    line = b"2031-03-02T10:00:00.040Z| vmx| I125: Received migrate 'to' request for mid id 7100000000000001"
    packed = gzip.compress(line[:-6])
    with pytest.raises(LogError, match="cut off"):
        traced(tmp_path, packed[:-8])
    # Where the log itself ends so, it may have been written so.
    assert traced(tmp_path, line).migrations[0].id == "7100000000000001"


def tar(*members: tuple[str, bytes]) -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return target.getvalue()


def test_a_tar_archive_without_its_end_is_said_to_be_cut_off(tmp_path: Path) -> None:
    whole = tar(("a/vmware.log", COMPLETE), ("b/vmware.log", DESTINATION))
    assert trace([_write(tmp_path, whole)]).verdict is TraceVerdict.CONFORMS
    second = 512 + (len(COMPLETE) + 511) // 512 * 512
    for cut in (second, second + 100):
        result = trace([_write(tmp_path, whole[:cut])])
        assert result.verdict is TraceVerdict.INCOMPLETE
        assert any("the tar archive is cut off" in note for note in result.notes)


def _write(folder: Path, data: bytes) -> Path:
    (folder / "a.bin").write_bytes(data)
    return folder / "a.bin"


def zipped(method: int, *members: tuple[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return target.getvalue()


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_zip_file_without_its_table_of_contents_is_read(tmp_path: Path, method: int) -> None:
    members = (("a/vmware.log", COMPLETE), ("../x.log", b"no"), ("b/vmware.log", DESTINATION))
    whole = zipped(method, *members)
    directory = whole.index(b"PK\x01\x02")
    found, notes = read(tmp_path, whole[:directory])
    assert found.pop("", b"") == b""
    assert found == {"a/vmware.log": COMPLETE, "b/vmware.log": DESTINATION}
    assert any("cut off or damaged" in note for note in notes)
    assert any("../x.log: refused" in note for note in notes)
    found, notes = read(tmp_path, whole[: directory - 100])
    assert found["a/vmware.log"] == COMPLETE
    assert DESTINATION.startswith(found["b/vmware.log"])
    assert len(found["b/vmware.log"]) < len(DESTINATION)
    assert any("b/vmware.log: this member of the zip file is cut off" in note for note in notes)


def test_a_salvaged_member_that_is_a_bomb_is_bounded(tmp_path: Path) -> None:
    whole = zipped(zipfile.ZIP_DEFLATED, ("bomb.log", b"a" * 50_000_000))
    found, notes = read(tmp_path, whole[: whole.index(b"PK\x01\x02")], Limits(free=2**20))
    assert len(found["bomb.log"]) < 30_000_000
    assert any("times its size" in note for note in notes)


def test_a_mark_of_utf_16_alone_does_not_make_a_text_utf_16(tmp_path: Path) -> None:
    for mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        result = traced(tmp_path, mark + COMPLETE)
        assert result.verdict is TraceVerdict.CONFORMS
        assert len(result.migrations[0].states) == 6


@pytest.mark.parametrize("coding", ["utf-16-le", "utf-16-be"])
def test_lines_appended_in_another_encoding_are_read(tmp_path: Path, coding: str) -> None:
    mark = codecs.BOM_UTF16_LE if coding == "utf-16-le" else codecs.BOM_UTF16_BE
    result = traced(tmp_path, mark + FIRST.decode().encode(coding) + REST)
    assert result.verdict is TraceVerdict.CONFORMS
    assert any("not all of it is UTF-16" in note for note in result.notes)
    assert traced(tmp_path, FIRST + REST.decode().encode(coding)).verdict is TraceVerdict.CONFORMS


def test_marks_of_an_encoding_between_the_lines_are_left_out(tmp_path: Path) -> None:
    assert traced(tmp_path, codecs.BOM_UTF8 + FIRST + codecs.BOM_UTF8 + REST).verdict is TraceVerdict.CONFORMS
    both = b"".join(codecs.BOM_UTF16_LE + part.decode().encode("utf-16-le") for part in (FIRST, REST))
    assert traced(tmp_path, both).verdict is TraceVerdict.CONFORMS


def test_a_log_that_begins_with_a_hole_is_read(tmp_path: Path) -> None:
    # A log that is cut while it is written has zero bytes where the old text was.
    assert traced(tmp_path, b"\0" * 3_000_000 + COMPLETE).verdict is TraceVerdict.CONFORMS
    with pytest.raises(LogError, match="the log is empty"):
        traced(tmp_path, b"\0" * 3_000_000)


def test_lines_that_end_with_a_carriage_return_alone_are_lines(tmp_path: Path) -> None:
    assert traced(tmp_path, COMPLETE.replace(b"\r\n", b"\n").replace(b"\n", b"\r")).verdict is TraceVerdict.CONFORMS
