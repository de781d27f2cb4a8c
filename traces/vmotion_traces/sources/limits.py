"""What bounds the reading of what is given: how far a packed file may unfold, how deep packing may nest, how many members."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that a log never meets and a bomb always does.

    Logs shrink by 10 to 50 times when they are packed. `free` bytes may come out of any file; beyond that no more than
    `ratio` times the bytes that were read of the file that was given. `depth` is how often one packing lies in another
    (a rotated log in a bundle in a zip file is three), `members` how many files one archive may hold, `directory` the
    bytes of a zip file's table of contents, `spool` those of an archive that must be copied to disk to be read.
    """

    ratio: int = 250
    free: int = 256 * 2**20
    depth: int = 6
    members: int = 200_000
    directory: int = 64 * 2**20
    spool: int = 4 * 2**30


DEFAULT = Limits()


@dataclass(slots=True)
class Meter:
    """How many bytes of the given file were read, and how many came out of it, over all its members and packings."""

    limits: Limits = field(default=DEFAULT)
    read: int = 0
    unpacked: int = 0

    def take_out(self, count: int) -> bool:
        """Count unpacked bytes; False once they are more than an honest file holds."""
        self.unpacked += count
        return self.unpacked <= self.limits.free or self.unpacked <= self.limits.ratio * self.read

    @property
    def too_much(self) -> str:
        """The message of a bomb."""
        return (
            f"it unpacks to more than {self.limits.ratio} times its size: the rest was not read. "
            "If it is no zip bomb, unpack it and give the logs"
        )
