"""What the logs of a failed migration show, for the diagnosis by the model: the last states, and the message."""

from collections.abc import Sequence

from vmotion_model.vmx_states import Side, named
from vmotion_proofs.conditions.diagnosis import Observation
from vmotion_proofs.conditions.sign import DESTINATION, SOURCE
from vmotion_specs.conditions.properties import Ending

from .events import LoggedOutcome
from .result import MigrationTrace


def seen_of(migration: MigrationTrace) -> Observation | None:
    """The observation, or None of a migration that did not fail as far as its logs say.

    The last state of a side is the one before it was FINISHED, by the name that the model uses; None where it was not logged.
    """
    if migration.outcome is not LoggedOutcome.FAILURE:
        return None
    quoted = [c.line.text for c in migration.diagnosis]
    message = quoted[0] if quoted else migration.summary.message.text if migration.summary.message else None
    source = _last(migration, Side.SOURCE, SOURCE)
    destination = _last(migration, Side.DESTINATION, DESTINATION)
    prepared = source is not None or destination is not None
    return Observation(source, destination, ending=Ending.ROLLED_BACK if prepared else None, message=message)


def _last(migration: MigrationTrace, side: Side, order: Sequence[str]) -> str | None:
    """The last state at work that a side is known to have been in."""
    for seen in reversed([s for s in migration.states if s.side is side]):
        for name in (seen.state, seen.before):
            state = named(side, name)
            if state is not None and state.member in order:
                return state.member
    return None
