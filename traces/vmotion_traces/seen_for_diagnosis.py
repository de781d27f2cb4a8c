"""What the logs of a failed migration show, for the diagnosis by the model: the last states, and the message."""

from dataclasses import replace

from vmotion_proofs.conditions.diagnosis import Observation

from .events import LoggedOutcome
from .result import MigrationTrace
from .why.stopped import stopped_at


def seen_of(migration: MigrationTrace) -> Observation | None:
    """The observation, or None of a migration that did not fail as far as its logs say.

    The last state of a side is the one before it was FINISHED, by the name that the model uses; None where it was not logged.
    """
    if migration.outcome is not LoggedOutcome.FAILURE:
        return None
    quoted = [c.line.text for c in migration.diagnosis]
    message = quoted[0] if quoted else migration.summary.message.text if migration.summary.message else None
    return replace(stopped_at(migration.states).seen, message=message)
