"""Which release of a host has which command, and what an older one has instead."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from vmotion_model.common.strict_tables import Table

from .entry import Remedy


@dataclass(frozen=True, slots=True)
class Release:
    """A release, or a span of them where only that is known: ``first`` to ``last`` as (major, minor)."""

    first: tuple[int, int]
    last: tuple[int, int]

    @classmethod
    def read(cls, text: str) -> Release | None:
        """The release in a text: ``ESXi 8.0.3``, ``ESXi 5 or 6`` or ``ESXi 8 or later``; None for another product."""
        if not re.match(r"(?:VMware )?ESXi? ", text):
            return None
        numbers = [
            (int(a), int(b) if b else None) for a, b in re.findall(r"\b(\d{1,2})(?:\.(\d{1,2}))?(?:\.\d+)*\b", text)
        ]
        if not numbers:
            return None
        (low, minor), (high, last) = min(numbers, key=_order), max(numbers, key=_order)
        end = (99, 99) if "or later" in text else (high, 99 if last is None else last)
        return cls((low, minor or 0), end)


def _order(number: tuple[int, int | None]) -> tuple[int, int]:
    return number[0], number[1] or 0


@dataclass(frozen=True, slots=True)
class HostCommand:
    """A command by its beginning, and the first release that has it (0.0: every one).

    ``before`` is what an older release has instead, empty where nothing is known.
    """

    begins: str
    since: tuple[int, int]
    before: str
    is_change: bool

    @property
    def since_text(self) -> str:
        """The release in words."""
        return f"ESXi {self.since[0]}.{self.since[1]}"


@cache
def host_commands() -> tuple[HostCommand, ...]:
    """All of the table, the longest beginning first. Raises DataError where it is damaged."""
    text = resources.files(__name__.rpartition(".")[0]).joinpath("commands.toml").read_text(encoding="utf-8")
    document = Table.document("the table of host commands", text)
    found = []
    for table in document.tables("command", "begins"):
        since = table.optional_text("since")
        release = Release.read(f"ESXi {since}") if since else Release((0, 0), (0, 0))
        if release is None:
            raise table.error("since is no release such as 5.1")
        found.append(
            HostCommand(
                table.raw_text("begins"), release.first, table.optional_text("before"), table.optional_flag("is_change")
            )
        )
        table.nothing_left()
    document.nothing_left()
    return tuple(sorted(found, key=lambda c: -len(c.begins)))


def known_command(text: str) -> HostCommand | None:
    """The entry of a command; None for one that every release has and that changes nothing."""
    return next((c for c in host_commands() if text.startswith(c.begins)), None)


def changes(remedy: Remedy) -> bool:
    """Whether a remedy changes something: an action in words, or a command that is known to."""
    known = known_command(remedy.text) if remedy.is_command else None
    return not remedy.is_command or (known is not None and known.is_change)


def on_release(remedy: Remedy, release: Release | None) -> tuple[Remedy, str] | None:
    """A remedy as this release has it, with a note on the releases where that is open; None where the release has none."""
    known = known_command(remedy.text) if remedy.is_command else None
    if known is None or known.since == (0, 0) or (release is not None and release.first >= known.since):
        return remedy, ""
    if release is not None and release.last < known.since:
        if not known.before:
            return None
        kept = remedy.text.removeprefix(known.begins) if known.before == known.begins.split()[0] else ""
        kept = re.sub(r"^ \S+", "", kept) if known.begins.endswith("-I") else kept
        return replace(remedy, text=known.before + kept), ""
    return remedy, f"{known.since_text} or later"
