"""How long work tells what it is doing; whoever shows it stands outside."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Stage:
    """One sentence fragment: what is being done, and how far it has come."""

    what: str
    done: int
    of: int | None = None


Report: TypeAlias = Callable[[Stage], None]


def silent(_: Stage) -> None:
    """Tell nobody."""
