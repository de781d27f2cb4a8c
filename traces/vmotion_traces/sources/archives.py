"""The files in a tar or zip archive, one after the other, never written anywhere."""

from __future__ import annotations

import io
import re
import struct
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from typing import IO, Any

from .limits import Limits, Meter
from .salvage import salvaged
from .streams import BLOCK, Headed, Member, Stream

TAR_HEAD = 512
_USTAR = slice(257, 262)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_LONGEST_NAME = 1024 * 1024
_REFUSED = "refused: the name leads out of the archive"
_OUTSIDE = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)")

Entry = tuple[str, Stream | None, str | None]
"""A member's name, with its stream or with the reason why it is not read."""


def is_tar(head: bytes) -> bool:
    """Whether a stream that begins so is a tar archive."""
    return head[_USTAR] == b"ustar"


def is_zip(head: bytes) -> bool:
    """Whether a stream that begins so is a zip archive."""
    return head.startswith(_ZIP)


def leads_out(name: str) -> bool:
    """Whether a member's name points out of its archive: no log has such a name, an attack has."""
    return _OUTSIDE.search(name) is not None


class _BoundedInfo(tarfile.TarInfo):
    """Headers of a member: the names in them are read into memory, so they are bounded first."""

    def _proc_member(self, tar: Any) -> Any:  # the documented place for this
        longest = {tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE}
        if self.type in longest | {tarfile.SOLARIS_XHDTYPE} and self.size > _LONGEST_NAME:
            raise tarfile.ReadError("a header of a member is too long")
        return super()._proc_member(tar)  # type: ignore[misc]

    @classmethod
    def fromtarfile(cls, tarfile_: Any) -> Any:
        """The next header; at the block of zeros that ends an archive it is known to be whole."""
        try:
            return super().fromtarfile(tarfile_)
        except tarfile.EOFHeaderError:  # type: ignore[attr-defined]
            tarfile_.is_whole = True
            raise


def tar_members(stream: Stream, limits: Limits) -> Iterator[Entry]:
    """The regular files of a tar archive, in its order. A damaged archive ends where it is damaged, with an entry."""
    count = 0
    try:
        archive = tarfile.open(fileobj=io.BufferedReader(stream, BLOCK), mode="r|", tarinfo=_BoundedInfo)  # noqa: SIM115
    except (tarfile.TarError, EOFError, ValueError, OverflowError):
        yield "", None, stream.trouble or "the tar archive is damaged"
        return
    with closing(archive):
        while True:
            try:
                info = archive.next()
            except (tarfile.TarError, EOFError, ValueError, OverflowError):
                yield (
                    "",
                    None,
                    stream.trouble or "the tar archive is cut off or damaged: its other members were not read",
                )
                return
            if info is None:
                break
            archive.members = []  # type: ignore[attr-defined]  # else it would keep them all
            count += 1
            if count > limits.members:
                yield "", None, f"it holds more than {limits.members:,} members: the others were not read"
                return
            if info.isdir() or info.issym() or info.islnk():
                continue
            if leads_out(info.name):
                yield info.name, None, _REFUSED
            elif info.issparse() or not info.isfile():
                continue
            elif (file := archive.extractfile(info)) is not None:
                yield info.name, Member(file, None, "tar archive"), None
    if stream.trouble or not getattr(archive, "is_whole", False):
        yield "", None, stream.trouble or "the tar archive is cut off: it may have held more members"


def zip_members(stream: Headed, meter: Meter) -> Iterator[Entry]:
    """The files of a zip archive. It must be read from its end, so that it is copied to a temporary file."""
    limits = meter.limits
    with tempfile.TemporaryFile() as copy:
        size = 0
        while data := stream.next(BLOCK):
            size += len(data)
            if size > limits.spool:
                yield "", None, f"a zip file of more than {limits.spool // 2**30} GiB: unpack it and give the logs"
                return
            copy.write(data)
        directory = _directory_size(copy, size)
        if directory is not None and directory > limits.directory:
            yield "", None, "the zip file has too many members: unpack what is good of it and give the logs"
            return
        try:
            archive = zipfile.ZipFile(copy)
        except Exception:  # noqa: BLE001 - zipfile raises many kinds of errors for damaged files
            yield "", None, "the zip file is cut off or damaged: only what is good of it was read"
            yield from _of_damaged(copy, meter)
            return
        with archive:
            yield from _of_zip(archive, meter)


def _of_damaged(copy: IO[bytes], meter: Meter) -> Iterator[Entry]:
    for found in salvaged(copy, meter):
        if leads_out(found.name):
            yield found.name, None, _REFUSED
        else:
            yield found.name, found.stream, found.why


def _of_zip(archive: zipfile.ZipFile, meter: Meter) -> Iterator[Entry]:
    for count, info in enumerate(archive.infolist()):
        if count >= meter.limits.members:
            yield "", None, f"it holds more than {meter.limits.members:,} members: the others were not read"
            return
        if info.is_dir():
            continue
        if leads_out(info.filename):
            yield info.filename, None, _REFUSED
            continue
        if info.flag_bits & 1:
            yield info.filename, None, "it is encrypted: unpack it and give the logs"
            continue
        try:
            file = archive.open(info)
        except Exception:  # noqa: BLE001 - as above
            yield info.filename, None, "this member of the zip file is damaged"
            continue
        with file:
            yield info.filename, Member(file, meter, "zip file"), None


def _directory_size(file: IO[bytes], size: int) -> int | None:
    """Bytes of the table of contents, which zipfile reads at once; None where its end is not found."""
    span = min(size, 66_000)
    file.seek(size - span)
    tail = file.read(span)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        return None
    count: int = struct.unpack_from("<I", tail, at + 12)[0]
    large = tail.rfind(b"PK\x06\x06", 0, at)
    if large >= 0 and len(tail) >= large + 56:
        count = max(count if count != 0xFFFFFFFF else 0, struct.unpack_from("<Q", tail, large + 40)[0])
    return count
