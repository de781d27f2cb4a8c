"""What can be given: folders, archives, bundles, pipes; and what a hostile or damaged one must not do."""

from __future__ import annotations

import gzip
import io
import lzma
import os
import struct
import sys
import tarfile
import threading
import zipfile
from pathlib import Path

import pytest
from backports import zstd

from vmotion_traces import LogError, LoggedOutcome, TraceResult, TraceVerdict, trace
from vmotion_traces.sources import Limits, open_sources

DATA = Path(__file__).parent / "data"
COMPLETE = (DATA / "old-complete.log").read_bytes()
DESTINATION = (DATA / "old-destination.log").read_bytes()


def tar(*members: tuple[str, bytes]) -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return target.getvalue()


def zipped(*members: tuple[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return target.getvalue()


def of_both(result: TraceResult, verdict: TraceVerdict = TraceVerdict.CONFORMS) -> None:
    (migration,) = result.migrations
    assert migration.verdict is verdict
    assert migration.summary.logs_of == ("source", "destination")
    assert len(migration.states) == 11


BUNDLE = tar(
    ("esx-esx01-2031/var/run/log/vmkernel.log", b"2031-02-03T04:00:00Z cpu1:2)boot\n" * 10),
    ("esx-esx01-2031/vmfs/volumes/ds/vm-a/vmware-1.log.gz", gzip.compress(COMPLETE, mtime=0)),
    ("esx-esx01-2031/vmfs/volumes/ds/vm-b/vmware.log", DESTINATION),
    ("esx-esx01-2031/commands/core.dump", bytes(range(32)) * 100),
    ("esx-esx01-2031/var/log/empty.log", b""),
)


@pytest.mark.parametrize(
    "data",
    [
        BUNDLE,
        gzip.compress(BUNDLE, mtime=0),
        lzma.compress(BUNDLE),
        zstd.compress(BUNDLE),
        zipped(("a/vmware.log", COMPLETE), ("b/vmware.log.xz", lzma.compress(DESTINATION))),
        zipped(("bundle-of-host.tgz", gzip.compress(BUNDLE, mtime=0))),
    ],
    ids=["tar", "tgz", "txz", "tar.zst", "zip", "bundle-in-a-zip"],
)
def test_archives_give_the_same_answer_as_their_logs(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "given"
    path.write_bytes(data)
    of_both(trace([path]))


def test_folder_is_read_with_all_that_lies_in_it(tmp_path: Path) -> None:
    (tmp_path / "host1").mkdir()
    (tmp_path / "host1" / "vmware.log").write_bytes(COMPLETE)
    (tmp_path / "host2.zip").write_bytes(zipped(("vmware.log", DESTINATION)))
    (tmp_path / "disk-flat.vmdk").write_bytes(b"\xeb\x63\x90" + bytes(range(256)) * 300)
    (tmp_path / "README.md").write_text("vMotion migration [c000020b:1528380011105000] failed: Timeout\n")
    result = trace([tmp_path])
    of_both(result)
    assert [note for note in result.notes if "binary" in note] == [
        f"{tmp_path}/disk-flat.vmdk: this is binary data, no text log; it was passed over"
    ]


def test_damaged_and_empty_members_are_reported_and_the_others_read(tmp_path: Path) -> None:
    path = tmp_path / "bundle.zip"
    path.write_bytes(
        zipped(
            ("a.gz", gzip.compress(b"x" * 10_000, mtime=0)[:-20]),
            ("empty.log", b""),
            ("noise.xz", b"\xfd7zXZ\x00" + b"?" * 50),
            ("s/vmware.log", COMPLETE),
            ("d/vmware.log", DESTINATION),
        )
    )
    result = trace([path])
    # Nobody knows what the part of a.gz says that is missing.
    of_both(result, TraceVerdict.INCOMPLETE)
    for member, word in (("a.gz", "cut off"), ("empty.log", "empty"), ("noise.xz", "damaged")):
        assert any(note.startswith(f"{path}!{member}: ") and word in note for note in result.notes), member


def test_lines_before_the_damage_are_read(tmp_path: Path) -> None:
    path = tmp_path / "vmware.log.gz"
    padding = os.urandom(50_000).hex().encode() + b"\n"
    path.write_bytes(gzip.compress(COMPLETE + padding, mtime=0)[:-20_000])
    result = trace([path])
    assert result.migrations[0].verdict is TraceVerdict.INCOMPLETE
    assert any("cut off" in note for note in result.notes)


def test_truncated_tar_gives_its_first_members(tmp_path: Path) -> None:
    path = tmp_path / "bundle.tar"
    path.write_bytes(tar(("a/vmware.log", COMPLETE), ("b/vmware.log", DESTINATION))[: 512 * 5])
    result = trace([path])
    assert result.migrations[0].verdict is TraceVerdict.INCOMPLETE
    assert any("cut off" in note or "damaged" in note for note in result.notes)


@pytest.mark.parametrize(
    "name", ["../../etc/vmware.log", "/etc/vmware.log", "a/../../vmware.log", "C:\\x\\vmware.log", "..\\vmware.log"]
)
def test_name_that_leads_out_of_an_archive_is_refused(tmp_path: Path, name: str) -> None:
    for number, data in enumerate(
        (
            tar((name, COMPLETE), ("ok/vmware.log", DESTINATION)),
            zipped((name, COMPLETE), ("ok/vmware.log", DESTINATION)),
        )
    ):
        path = tmp_path / f"given{number}"
        path.write_bytes(data)
        result = trace([path])
        assert result.migrations[0].summary.logs_of == ("destination",)
        assert any("refused" in note for note in result.notes)


def test_link_that_leads_out_of_a_folder_is_refused(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside.log", tmp_path / "folder"
    outside.write_bytes(COMPLETE)
    folder.mkdir()
    (folder / "vmware.log").write_bytes(DESTINATION)
    (folder / "link.log").symlink_to(outside)
    (folder / "gone.log").symlink_to(folder / "absent")
    result = trace([folder])
    assert result.migrations[0].summary.logs_of == ("destination",)
    assert any("link.log: refused" in note for note in result.notes)


def test_links_in_a_tar_archive_are_not_followed(tmp_path: Path) -> None:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        link = tarfile.TarInfo("vmware.log")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    path = tmp_path / "given.tar"
    path.write_bytes(target.getvalue())
    with pytest.raises(LogError, match="no line of a migration"):
        trace([path])


SMALL = Limits(ratio=50, free=1_000_000, depth=3, members=20)


@pytest.mark.parametrize(
    ("data", "verdict"),
    [
        (gzip.compress(COMPLETE + b"\n" + b"0" * 5_000_000, mtime=0), TraceVerdict.INCOMPLETE),
        (lzma.compress(COMPLETE + b"\n" + b"0" * 5_000_000), TraceVerdict.INCOMPLETE),
        (zstd.compress(COMPLETE + b"\n" + b"0" * 5_000_000), TraceVerdict.INCOMPLETE),
        (zipped(("vmware.log", COMPLETE), ("big", b"0" * 5_000_000)), TraceVerdict.INCOMPLETE),
        (gzip.compress(tar(("vmware.log", COMPLETE), ("big", b"0\n" * 2_500_000)), mtime=0), TraceVerdict.INCOMPLETE),
        (gzip.compress(COMPLETE, mtime=0) + gzip.compress(b"\n" * 5_000_000, mtime=0), TraceVerdict.INCOMPLETE),
        (zipped(("vmware.log", COMPLETE), ("inner.zip", zipped(("big", b"0" * 5_000_000)))), TraceVerdict.INCOMPLETE),
    ],
    ids=["gzip", "xz", "zstd", "zip", "tgz", "second-part", "zip-in-zip"],
)
def test_bomb_is_stopped_with_a_message_and_what_came_before_is_read(
    tmp_path: Path, data: bytes, verdict: TraceVerdict
) -> None:
    """A member that was read to its end is whole; a log that was stopped in its middle is not."""
    path = tmp_path / "given"
    path.write_bytes(data)
    result = trace([path], limits=SMALL)
    assert result.migrations[0].verdict is verdict
    assert result.migrations[0].states
    assert any("zip bomb" in note for note in result.notes)
    assert not any("zip bomb" in note for note in trace([path]).notes)


def test_bomb_takes_no_memory_and_no_time(tmp_path: Path) -> None:
    path = tmp_path / "given.gz"
    path.write_bytes(gzip.compress(gzip.compress(bytes(300_000_000), 9, mtime=0), 9, mtime=0))
    with pytest.raises(LogError, match=r"zip bomb|binary|empty"):
        trace([path])


def test_packing_within_packing_ends(tmp_path: Path) -> None:
    data = COMPLETE
    for _ in range(9):
        data = gzip.compress(data, mtime=0)
    path = tmp_path / "given"
    path.write_bytes(data)
    with pytest.raises(LogError, match="layers"):
        trace([path])


def test_many_members_end(tmp_path: Path) -> None:
    for number, make in enumerate((tar, zipped)):
        path = tmp_path / f"given{number}"
        path.write_bytes(make(("vmware.log", COMPLETE), *((f"f{n}", b"x\n") for n in range(50))))
        assert any("more than 20 members" in note for note in trace([path], limits=SMALL).notes)


def test_zip_file_with_a_huge_table_of_contents_is_refused(tmp_path: Path) -> None:
    data = bytearray(zipped(("vmware.log", COMPLETE)))
    end = data.rfind(b"PK\x05\x06")
    struct.pack_into("<I", data, end + 12, 0x7FFFFFFF)
    path = tmp_path / "given.zip"
    path.write_bytes(data)
    with pytest.raises(LogError, match="too many members"):
        trace([path])


def test_encrypted_member_is_reported(tmp_path: Path) -> None:
    data = bytearray(zipped(("vmware.log", COMPLETE), ("d/vmware.log", DESTINATION)))
    for magic, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(magic) + flags] |= 1
    path = tmp_path / "given.zip"
    path.write_bytes(data)
    result = trace([path])
    assert result.migrations[0].summary.logs_of == ("destination",)
    assert any("encrypted" in note for note in result.notes)


def test_header_of_a_tar_member_with_an_endless_name_costs_no_memory(tmp_path: Path) -> None:
    info = tarfile.TarInfo("long")
    info.type, info.size = tarfile.GNUTYPE_LONGNAME, 2**40
    path = tmp_path / "given.tar"
    path.write_bytes(
        tar(("vmware.log", COMPLETE)).rstrip(b"\0") + b"\0" * 512 + info.tobuf(tarfile.GNU_FORMAT) + b"x" * 5000
    )
    assert trace([path]).notes


def test_pipe_is_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(gzip.compress(BUNDLE, mtime=0),))
    writer.start()
    of_both(trace([pipe]))
    writer.join()


@pytest.mark.parametrize("data", [COMPLETE, gzip.compress(BUNDLE, mtime=0), zipped(("vmware.log", COMPLETE))])
def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert trace(["-"]).migrations[0].verdict is TraceVerdict.CONFORMS


def test_zstd_without_its_package_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("backports.zstd", "backports", "compression", "compression.zstd"):
        monkeypatch.setitem(sys.modules, name, None)
    path = tmp_path / "vmware.log.zst"
    path.write_bytes(zstd.compress(COMPLETE))
    with pytest.raises(LogError, match=r"backports\.zstd.*or unpack the file"):
        trace([path])


def test_streams_are_never_held_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "given.gz"
    path.write_bytes(gzip.compress(b"line\n" * 10_000_000, 1, mtime=0))
    (source,) = (
        s for s in open_sources([path], []) if s.stream.peek(4) == b"line" and _drained(s.stream) == 50_000_000
    )
    assert source.name == str(path)


def _drained(stream: io.RawIOBase) -> int:
    largest = total = 0
    while data := stream.next(1 << 20):  # type: ignore[attr-defined]
        largest, total = max(largest, len(data)), total + len(data)
    assert largest <= 2 << 20
    return total


@pytest.mark.parametrize("share", [0.6, 0.8, 0.99])
def test_a_log_of_which_only_the_first_part_was_read_never_conforms(tmp_path: Path, share: float) -> None:
    """Lines are missing, and nobody knows which: as a whole this log conforms."""
    whole = Path(__file__).parent / "data" / "old-destination.log"
    assert trace([whole]).verdict is TraceVerdict.CONFORMS
    packed = gzip.compress(whole.read_bytes(), mtime=0)
    cut = tmp_path / "vmware.log.gz"
    cut.write_bytes(packed[: int(len(packed) * share)])

    found = trace([cut])

    assert found.verdict is TraceVerdict.INCOMPLETE
    assert any("only the first part" in reason.why for m in found.migrations for reason in m.open)


def test_an_exact_copy_of_a_line_is_one_record(tmp_path: Path) -> None:
    """Syslog sends again what was not confirmed, and pasted pieces overlap."""
    lines = COMPLETE.splitlines(keepends=True)
    path = tmp_path / "vmware.log"
    for number, line in enumerate(lines):
        if b"Transitioning" in line:
            path.write_bytes(b"".join([*lines[: number + 1], *lines[number:]]))
            assert trace([path]).migrations[0].verdict is not TraceVerdict.IMPOSSIBLE, number


def test_files_of_two_machines_are_not_one_migration_in_silence(tmp_path: Path) -> None:
    for side, text in (("s", COMPLETE), ("d", DESTINATION)):
        (tmp_path / side).mkdir()
        (tmp_path / side / "vmware.log").write_bytes(text)
    of_both(trace([tmp_path]))
    for side, name, text in (("s", b"web-1", COMPLETE), ("d", b"web-2", DESTINATION)):
        first, _, rest = text.partition(b"\n")
        stamp = first.split(b"|", 1)[0]
        named = stamp + b'| vmx| I120: DICT displayName = "' + name + b'"\n'
        (tmp_path / side / "vmware.log").write_bytes(first + b"\n" + named + rest)
    (migration,) = trace([tmp_path]).migrations
    assert migration.verdict is TraceVerdict.INCOMPLETE
    assert any("several VMs" in found.why for found in migration.open)


@pytest.mark.parametrize("text", ["vMotion has not failed", "The migration completed without failure"])
def test_words_that_deny_a_failure_are_none(text: str) -> None:
    for migration in trace([text]).migrations:
        assert migration.outcome is not LoggedOutcome.FAILURE
        assert not migration.why or not migration.why.causes
