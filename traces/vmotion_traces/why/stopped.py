"""Where a migration stopped: the last states at work of both VMX, as far as the records show that they were the last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from vmotion_model.vmx_states import Side, named
from vmotion_proofs.conditions.diagnosis import Observation
from vmotion_proofs.conditions.sign import DESTINATION, SOURCE
from vmotion_specs.conditions.properties import Ending
from vmotion_traces.result import StateSeen

from .why_result import Evidence

_ORDER = {Side.SOURCE: SOURCE, Side.DESTINATION: DESTINATION}
_OVER = ("FINISHED", "NONE")


@dataclass(frozen=True)
class Stopped:
    """What the diagnosis takes, and the records that tell it."""

    seen: Observation = field(default_factory=Observation)
    lines: tuple[Evidence, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether a last state of a VMX is known."""
        return self.seen.source is not None or self.seen.destination is not None


def stopped_at(states: Sequence[StateSeen]) -> Stopped:
    """Where a migration that failed stopped.

    A state counts as the last one only where a record shows that the VMX left it to be FINISHED or gone: a log that merely
    ends says nothing. A VMX that was prepared was rolled back.
    """
    found = {side: _last(states, side) for side in Side}
    lines = tuple(
        Evidence(seen.line, f"the {side} was in {seen.before} before it was {_member(side, seen.state)}")
        for side, seen in found.items()
        if seen is not None
    )
    last = {side: None if seen is None else _member(side, seen.before) for side, seen in found.items()}
    ending = Ending.ROLLED_BACK if lines else None
    return Stopped(Observation(last[Side.SOURCE], last[Side.DESTINATION], ending=ending), lines)


def _last(states: Sequence[StateSeen], side: Side) -> StateSeen | None:
    for seen in reversed([s for s in states if s.side is side]):
        if _member(side, seen.state) in _OVER and _member(side, seen.before) in _ORDER[side]:
            return seen
    return None


def _member(side: Side, name: str) -> str | None:
    state = named(side, name)
    return None if state is None else state.member
