"""T5c: which controllers an adversary can defeat for ever, found by search over a finite controller.

Per control interval the adversary picks a demand, the controller (which only knows the intervals before) a stun; the
backlog grows by what is dirtied and falls by what is sent. The backlog's change does not depend on its height, so a
cycle of controller states with no net fall can be repeated for ever: a lasso. Without such a cycle every run falls
below any threshold, because a finite controller must repeat itself. All arithmetic is exact.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Controller:
    """``states``; ``run_share`` of a state; ``after`` (state, demand in units of R) -> next state. ``start`` is
    first.
    """

    name: str
    states: tuple[Fraction, ...]
    run_share: Callable[[Fraction, Fraction], Fraction]
    after: Callable[[Fraction, Fraction], Fraction]


@dataclass(frozen=True)
class Interval:
    """One step of a lasso: controller state, demand, run share granted, change of the backlog (all in units of R)."""

    state: Fraction
    demand: Fraction
    run_share: Fraction
    gain: Fraction


@dataclass(frozen=True)
class ControllerLasso:
    """A cycle that never lets the backlog under its start: repeated for ever, pre-copy never ends."""

    controller: str
    cycle: tuple[Interval, ...]

    @property
    def gain_per_interval(self) -> Fraction:
        """Mean growth of the backlog per control interval, in units of R."""
        return sum((step.gain for step in self.cycle), Fraction(0)) / len(self.cycle)


DEMANDS: tuple[Fraction, ...] = tuple(Fraction(k, 2) for k in range(6))
"""Demands the adversary picks from: 0 to 2.5 times the transmit rate."""

TARGET = Fraction(4, 5)
"""eta of the example."""


def proportional(target: Fraction = TARGET, demands: Sequence[Fraction] = DEMANDS) -> Controller:
    """SDPS from the last interval's demand: run share eta R/D, at most 1. The state is that demand."""

    def run(state: Fraction, demand: Fraction) -> Fraction:  # noqa: ARG001 - it does not know the present demand
        return min(Fraction(1), target / state) if state else Fraction(1)

    return Controller("proportional", tuple(demands), run, lambda _state, demand: demand)


def ratchet(target: Fraction = TARGET, demands: Sequence[Fraction] = DEMANDS, steps: int = 4) -> Controller:
    """Raised after an interval that dirties more than eta R, never lowered. The state is the number of raises."""
    lowest = min(Fraction(1), target / max(demands))

    def run(state: Fraction, demand: Fraction) -> Fraction:  # noqa: ARG001 - it does not know the present demand
        return 1 - (1 - lowest) * state / steps

    def after(state: Fraction, demand: Fraction) -> Fraction:
        return min(state + 1, Fraction(steps)) if run(state, demand) * demand > target else state

    return Controller("ratchet", tuple(Fraction(k) for k in range(steps + 1)), run, after)


def quota(target: Fraction = TARGET) -> Controller:
    """At most eta R per interval, enforced as the pages are written: no state, no measurement."""
    return Controller(
        "quota",
        (Fraction(0),),
        lambda _state, demand: min(Fraction(1), target / demand) if demand else Fraction(1),
        lambda state, _demand: state,
    )


def find_lasso(controller: Controller, demands: Sequence[Fraction] = DEMANDS) -> ControllerLasso | None:
    """The shortest cycle without a net fall, or None when the complete search finds none."""
    edges = {
        state: [
            Interval(state, demand, share := controller.run_share(state, demand), share * demand - 1)
            for demand in demands
        ]
        for state in controller.states
    }
    for start in controller.states:
        if start not in edges:
            raise ValueError(f"{controller.name}: state {start} has no steps")
    best: dict[tuple[Fraction, Fraction], tuple[Interval, ...]] = {(state, state): () for state in controller.states}
    for _ in range(len(controller.states)):
        longer: dict[tuple[Fraction, Fraction], tuple[Interval, ...]] = {}
        for (start, state), path in best.items():
            for step in edges[state]:
                key = (start, controller.after(state, step.demand))
                if key not in longer or _gain((*path, step)) > _gain(longer[key]):
                    longer[key] = (*path, step)
        cycles = [path for (start, end), path in longer.items() if start == end and _gain(path) >= 0]
        if cycles:
            return ControllerLasso(controller.name, _rotated(max(cycles, key=_gain)))
        best = longer
    return None


def _gain(path: Sequence[Interval]) -> Fraction:
    return sum((step.gain for step in path), Fraction(0))


def _rotated(cycle: tuple[Interval, ...]) -> tuple[Interval, ...]:
    """The rotation whose running sum never falls below zero (it exists when the sum is not negative)."""
    for first in range(len(cycle)):
        turned = cycle[first:] + cycle[:first]
        if all(_gain(turned[: n + 1]) >= 0 for n in range(len(turned))):
            return turned
    raise AssertionError("a cycle without a net fall has such a rotation")


def replay(controller: Controller, lasso: ControllerLasso, backlog: Fraction, turns: int) -> tuple[Fraction, ...]:
    """The backlog after each interval when the lasso is run ``turns`` times from its first state."""
    state, heights = lasso.cycle[0].state, []
    for _ in range(turns):
        for step in lasso.cycle:
            if state != step.state:
                raise ValueError(f"the lasso does not follow the controller: in {state}, expected {step.state}")
            backlog = max(Fraction(0), backlog + controller.run_share(state, step.demand) * step.demand - 1)
            state = controller.after(state, step.demand)
            heights.append(backlog)
    return tuple(heights)
