"""Where a traced migration is printed, and how its logs are named there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from .console import Hanging

if TYPE_CHECKING:
    from rich.console import Console

    from vmotion_traces import LogLine


@dataclass(frozen=True)
class Page:
    """Where a migration is printed, and the names of its logs that tell them apart."""

    console: Console
    names: Mapping[str, str]

    def where(self, line: LogLine) -> str:
        """The place of a record."""
        return printable(f"{self.names.get(line.file, name_of(line.file))}:{line.number}")


def name_of(file: str) -> str:
    """The name of a log without the folders and archives that it lies in."""
    return file.rpartition("!")[2].rpartition("/")[2] or file


def item(page: Page, text: str, indent: int = 2) -> None:
    """One entry of a list: indented, wrapped, and made harmless."""
    page.console.print(Padding(Hanging(Text(printable(text), overflow="fold")), (0, 0, 0, indent), expand=False))


def printable(text: str) -> str:
    """A log must not speak to the terminal: anything that is not printed is shown as a replacement mark."""
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)
