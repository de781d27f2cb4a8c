"""Why a migration failed, by the model: which causes the records of it leave, what speaks for each, and what to do.

``judge_causes`` takes the texts that ``clues`` finds in the records and the last states of both VMX (``stopped``), and lets the
diagnosis of ``vmotion_proofs.conditions`` say which causes can show so. ``names_in_records`` and ``filled_remedies`` make
commands of the remedies. None of it is imported for a migration that succeeded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from vmotion_traces.events import LogEvent, LoggedOutcome

if TYPE_CHECKING:
    from vmotion_traces.result import StateSeen, Summary

    from .why_result import Why


def why_of(
    events: Sequence[LogEvent], states: Sequence[StateSeen], summary: Summary, outcome: LoggedOutcome
) -> Why | None:
    """Why a migration failed. Of one that is not known to have failed, what its records name; None where they name nothing."""
    if outcome is LoggedOutcome.SUCCESS:
        return None
    from .clues import clues_in, share_in

    clues, failed = clues_in(events), outcome is LoggedOutcome.FAILURE
    if not failed and not any(clue.is_telling for clue in clues):
        return None
    from .judge_causes import judge
    from .names_in_records import names_of
    from .stopped import Stopped, stopped_at

    names = names_of(events, summary.vm, summary.source, summary.destination)
    found = judge(clues, stopped_at(states) if failed else Stopped(), names, failed)
    if not found.causes and not found.beyond and (share := share_in(events)) is not None:
        found = replace(found, says=f"{found.says} {share} % only tells how far it had come.".strip())
    return found if failed or found.causes or found.beyond else None
