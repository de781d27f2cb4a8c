"""What `vmotion trace` tells of the run that explains a migration, as lines of text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vmotion_traces import Explanation, LogLine

Where = Callable[["LogLine"], str]
MAX_LINES = 6


def contradicting(explanation: Explanation, where: Where, whole: bool) -> Iterator[str]:
    """The lines that no run has together; none where one alone is impossible."""
    lines = explanation.contradicting
    if len(lines) < 2:
        return
    few = ", and no fewer lines contradict each other" if explanation.is_smallest else ""
    yield f"No run of the model has these {len(lines)} lines together{few}:"
    shown = lines if whole else lines[:MAX_LINES]
    for line in shown:
        yield f"  {where(line)}: {line.text}"
    if len(lines) > len(shown):
        yield f"  and {len(lines) - len(shown)} more; --all shows them"


def standing(explanation: Explanation) -> Iterator[str]:
    """Where the roles may stand after the last record, and which records would tell more."""
    if any(places for _, places in explanation.roles):
        yield "After these records the model may stand here:"
        for role, places in explanation.roles:
            yield f"  {role}: {' or '.join(_short(place) for place in places)}"
    if explanation.look_for:
        yield "To look for next:"
        yield from (f"  {record}" for record in explanation.look_for)


def run(explanation: Explanation, where: Where) -> Iterator[str]:
    """The steps of the run, each with the lines that it explains."""
    for step in explanation.run:
        waited = f" after {step.waited_s} s" if step.waited_s else ""
        lines = f"  [{', '.join(where(line) for line in step.lines)}]" if step.lines else ""
        yield f"{step.at_s:>5} s  {step.role}: {step.command}{waited}{lines}"


def _short(state: str) -> str:
    return state.replace("MIGRATE_TO_VMX_", "").replace("MIGRATE_FROM_VMX_", "").replace("MIGRATE_VMX_", "")
