"""How long work tells what it is doing; whoever shows it stands outside."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias


@dataclass(frozen=True)
class Stage:
    """One sentence fragment: what is being done, and how far it has come; ``unit`` is what is counted, "" for parts of it."""

    what: str
    done: int
    of: int | None = None
    unit: str = ""


Report: TypeAlias = Callable[[Stage], None]


def silent(_: Stage) -> None:
    """Tell nobody."""


def within(report: Report, whole: Stage | None) -> Report:
    """A reporter for a part of something larger: the whole is what counts, and what its part does is said behind it.

    None: it is no part of anything.
    """
    if whole is None:
        return report

    def say(part: Stage) -> None:
        counted = f" {part.done:,} {part.unit}".rstrip() if part.done and part.unit else ""
        report(replace(whole, what=f"{whole.what}: {part.what}{counted}"))

    return say
