"""What searches find of each cause beside what VMware's articles say: the step in which it shows, and the percentage."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vmotion_model.catalogue import Failure, by_id
from vmotion_model.protocol.conditions import Cause
from vmotion_model.protocol.state import source
from vmotion_model.protocol.vocabulary import Source
from vmotion_specs.conditions.properties import Ending

from .cause_table import Prospect
from .outlook import Notice, Outlook
from .sign import SOURCE


@dataclass(frozen=True)
class Shown:
    """A cause whose percentage is known, and the last state of the source VMX in a shortest run, before its step."""

    cause: Cause
    percentage: str
    state: str

    @property
    def at(self) -> int:
        """The percentage as a number, the lower one of a range."""
        found = re.match(r"\d+", self.percentage)
        return int(found[0]) if found else 0


def first_notices(outlook: Outlook) -> list[Notice]:
    """The steps by which the failure shows first: those of the earliest step of the article."""
    earliest = min((n.steps[0] for n in outlook.notices if n.steps), default=0)
    return [n for n in outlook.notices if n.steps and n.steps[0] == earliest]


def first_step(outlook: Outlook) -> int | None:
    """The step of the article in which the failure shows first; None where nothing fails."""
    return min((n.steps[0] for n in outlook.notices if n.steps), default=None)


def earlier(prospects: Iterable[Prospect]) -> list[tuple[Cause, int]]:
    """The causes that show first in a step that their entry does not name, with that step."""
    shown = [(cause, first_step(p.outlook)) for p in prospects for cause in p.causes if cause.failure]
    return [(c, first) for c, first in shown if first is not None and first not in by_id(c.failure).steps]


def not_there(prospects: Iterable[Prospect]) -> list[tuple[Failure, tuple[int, ...]]]:
    """The entries that name steps in which none of their causes shows, with these steps."""
    shown: dict[str, set[int]] = {}
    for prospect in prospects:
        for cause in prospect.causes:
            steps = {s for n in prospect.outlook.notices if cause.name in n.causes for s in n.steps}
            shown.setdefault(cause.failure, set()).update(steps)
    entries = [(by_id(failure), steps) for failure, steps in shown.items() if failure]
    return [(e, left) for e, steps in entries if (left := tuple(s for s in e.steps if s not in steps))]


def percentages(prospects: Iterable[Prospect]) -> list[Shown]:
    """The causes that a client shows by a percentage, the lowest first."""
    told = [(p, c, by_id(c.failure).progress) for p in prospects for c in p.causes if c.failure]
    found = [Shown(cause, percentage, _stood(p.outlook, cause)) for p, cause, percentage in told if percentage]
    return sorted(found, key=lambda s: (s.at, s.cause.failure, s.cause.name))


def in_order(shown: Sequence[Shown]) -> bool:
    """Whether the source VMX goes on through its states as the percentage rises."""
    stood = [SOURCE.index(Source(s.state)) for s in sorted(shown, key=lambda s: (s.at, SOURCE.index(Source(s.state))))]
    return stood == sorted(stood)


def _stood(outlook: Outlook, cause: Cause) -> str:
    """Where the source VMX stood last, in the shortest failing run, before a step of the cause."""
    run = min((r for end, r in outlook.runs.items() if end is not Ending.COMPLETED), key=lambda r: len(r.steps))
    stood = str(Source.NONE)
    for step in run.steps:
        if step.command in cause.fails:
            break
        stood = str(step.changed.get(source.state.name, (None, stood))[1])
    return stood
