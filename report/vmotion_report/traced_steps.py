"""Logged state changes as steps on the machines of the roles: only where each role stands is known."""

from collections.abc import Mapping
from typing import Any

from vmotion_model.language import Model
from vmotion_model.protocol import LOCATIONS
from vmotion_model.vmx_states import named
from vmotion_traces.result import MigrationTrace, TraceResult


def trace_runs(model: Model, result: TraceResult) -> list[Mapping[str, Any]]:
    """For each migration, where the roles stand after each logged state change (null: not known yet)."""
    return [_steps(model, migration) for migration in result.migrations]


def _steps(model: Model, migration: MigrationTrace) -> Mapping[str, Any]:
    places: dict[str, str | None] = {name: None for name in LOCATIONS.values() if name in model.variable}
    states = [dict(places)]
    for seen in migration.states:
        if seen.side is not None and (name := LOCATIONS.get(str(seen.side))) in places:
            known = named(seen.side, seen.state)
            places[str(name)] = known.member if known is not None else None
        states.append(dict(places))
    return {"states": states}
