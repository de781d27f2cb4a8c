"""A migration read from logs as a sequence diagram: the state changes of both hosts in the order of their lines.

Logs print states, not messages: only what a trace offers is drawn. The first line that the model does not allow is marked.
"""

import re
from pathlib import PurePath

from vmotion_model.vmx_states import Side
from vmotion_traces.result import MigrationTrace, StateSeen

from .description import Action, Lifeline, Line, Sequence, Status
from .style import role_title

UNKNOWN = "unknown"
"""The lifeline of a state change of which no line tells the side."""


def logged(migration: MigrationTrace) -> Sequence:
    """The diagram of one migration; each state change is a step, with its line and the commands that explain it."""
    rows: list[Action] = []
    for number, seen in enumerate(migration.states, 1):
        rows.append(
            Action(_actor(seen), tuple(_lines(number, seen, migration)), number, 0, stamp=_clock(seen.time or ""))
        )
    order = (*(str(side) for side in Side), UNKNOWN)
    acting = {row.actor for row in rows} or {str(side) for side in Side}
    lifelines = tuple(Lifeline(a, role_title(a)) for a in order if a in acting)
    title = f"Migration {migration.id}" if migration.id else "A migration whose id is not logged"
    return Sequence(
        f"{title}: {migration.verdict}, outcome {migration.outcome}", lifelines, tuple(rows), _moment(migration)
    )


def _clock(stamp: str) -> str:
    """The time of day of a time stamp, the stamp itself where it has none."""
    found = re.search(r"\d\d:\d\d:\d\d", stamp)
    return found[0] if found else stamp


def _actor(seen: StateSeen) -> str:
    return UNKNOWN if seen.side is None else str(seen.side)


def _lines(number: int, seen: StateSeen, migration: MigrationTrace) -> list[Line]:
    refused = migration.first_impossible is not None and seen.line == migration.first_impossible.line
    status = Status.FAILURE if refused else Status.NORMAL
    lines = [Line(f"{number} {seen.state}", status, strong=True)]
    if seen.commands:
        lines.append(Line(" or ".join(seen.commands)))
    lines.append(Line(f"{PurePath(seen.line.file).name}:{seen.line.number}"))
    return lines


def _moment(migration: MigrationTrace) -> tuple[str, ...]:
    """The violated moment; a diagnosis is none."""
    found: list[str] = []
    if migration.first_impossible is not None:
        line = migration.first_impossible.line
        found.append(f"{PurePath(line.file).name}:{line.number} is impossible: {migration.first_impossible.why}")
    return tuple(found)
