"""Verdicts over a grid of scenarios, vectorised, and equal to the exact verdict of each.

The hypotheses are those of ``theorem_applies``, the same terms over the same symbols, evaluated on ranges of floats that hold the
exact values. Where the ranges leave one open it is decided in exact rationals, once per distinct combination of the
inputs it depends on. So no verdict hangs on rounding, and no Python runs per scenario.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Any

from vmotion_model.common.errors import InputError
from vmotion_model.common.parallel import in_parallel
from vmotion_model.precopy.guests import ConstantRate
from vmotion_model.precopy.policies import FaultStun, Quota, Ratchet, Sdps
from vmotion_model.precopy.scenario import Link, Scenario
from vmotion_model.precopy.terms import truth
from vmotion_specs.convergence.applied import ENVELOPE, FITS, TRAPPED, Application
from vmotion_specs.convergence.theorem import Hypothesis, HypothesisRole

from .enforced_stun import enforcement
from .measured_stun import control, growth_of, peak_of
from .never_ends import hardest, saturation
from .ranges import Range, holds_over, ranges_of
from .ratchet_stun import ratcheting
from .scenario_symbols import OF_GUEST, OF_LINK, Case, case_of
from .symbol_values import Quantity, Symbols, larger, of_envelope, of_trap, smaller
from .verdict import Outcome, judge

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CODES: tuple[Outcome, ...] = (Outcome.GUARANTEED, Outcome.NOT_GUARANTEED, Outcome.DIVERGES)
CLASSES: tuple[str, ...] = ("converges", "needs stun", "fails")
MOST_SCENARIOS = 50_000_000
OUTER = ("vcpus", "page-size", "growth")
"""Axes that are few in values: the grid is swept once for each of their combinations."""
MOST_SLICES = 10_000


@dataclass(frozen=True)
class Grid:
    """Verdicts over the product of ``axes`` (the last varies fastest): indices into CODES and CLASSES, flat."""

    axes: Mapping[str, tuple[Fraction, ...]]
    verdict: NDArray[np.int8]
    kind: NDArray[np.int8]
    exactly_decided: int

    @property
    def shape(self) -> tuple[int, ...]:
        """Points per axis."""
        return tuple(len(values) for values in self.axes.values())


def at(base: Scenario, values: Mapping[str, Fraction]) -> Scenario:
    """The base scenario with the axes' values put in. Raises InputError for an axis that does not fit its guest."""
    scenario = base
    for name, value in values.items():
        if name == "memory":
            scenario = replace(scenario, memory=replace(scenario.memory, size_b=value))
        elif name == "link":
            scenario = replace(scenario, link=Link.constant(value))
        elif name == "goal":
            scenario = replace(scenario, stop=replace(scenario.stop, goal_s=value))
        elif name in ("dirty-rate", "working-set"):
            if not isinstance(scenario.guest, ConstantRate):
                raise InputError(f"a sweep over {name} needs a guest given by --dirty-rate")
            guest = (
                replace(scenario.guest, rate=value)
                if name == "dirty-rate"
                else replace(scenario.guest, working_set=value)
            )
            scenario = replace(scenario, guest=guest)
        elif name == "fault-sleep":
            scenario = replace(scenario, policy=FaultStun(value))
        elif name == "page-size":
            if value.denominator != 1 or value < 4096 or value.numerator.bit_count() != 1:
                raise InputError(f"a page of {float(value):g} bytes: page-size takes powers of two from 4KiB on")
            scenario = replace(scenario, memory=replace(scenario.memory, page_b=value))
        elif name == "vcpus":
            if value.denominator != 1:
                raise InputError(f"{float(value):g} vCPUs: a sweep over vcpus takes whole numbers")
            scenario = replace(scenario, vcpus=int(value))
        elif name == "growth":
            if not isinstance(scenario.policy, Sdps):
                raise InputError("a sweep over growth needs --stun sdps")
            scenario = replace(scenario, policy=replace(scenario.policy, growth=value))
        else:
            raise InputError(f"a sweep cannot vary {name!r}")
    return scenario


def sweep(base: Scenario, axes: Mapping[str, tuple[Fraction, ...]], *, jobs: int = 1, backend: str = "loky") -> Grid:
    """Verdicts over all combinations. Needs a guest of constant rate (saturating or not). Raises InputError."""
    import numpy as np

    size = 1
    for values in axes.values():
        size *= len(values)
    if not axes or size > MOST_SCENARIOS:
        raise InputError(
            f"a sweep of {size if axes else 0} scenarios: give at least one axis, at most {MOST_SCENARIOS} in all"
        )
    if base.stop.rest or base.stop.window_s is not None:
        raise InputError("a sweep is made for the stop rule between rounds: leave --rest at 0 and --window out")
    first = {name: values[0] for name, values in axes.items()}
    if not isinstance(at(base, first).guest, ConstantRate) or base.link.low != base.link.high:
        raise InputError(
            "a sweep needs a guest given by --dirty-rate (with or without --working-set) and a constant link"
        )
    for name, values in axes.items():
        at(base, first | {name: min(values)})  # what one scenario refuses, the sweep refuses
        at(base, first | {name: max(values)})
    outer = {name: values for name, values in axes.items() if name in OUTER}
    if outer:
        return _by_slices(base, axes, outer, jobs=jobs, backend=backend)
    name, values = next(iter(axes.items()))
    if jobs == 1:
        return _sweep_part(base, axes)
    pieces = min(len(values), jobs if jobs > 0 else os.cpu_count() or 1)
    cuts = [values[k * len(values) // pieces : (k + 1) * len(values) // pieces] for k in range(pieces)]
    parts = in_parallel(_sweep_part, [(base, {**axes, name: cut}) for cut in cuts], jobs=jobs, backend=backend)
    return Grid(
        dict(axes),
        np.concatenate([p.verdict for p in parts]),
        np.concatenate([p.kind for p in parts]),
        sum(p.exactly_decided for p in parts),
    )


def _by_slices(
    base: Scenario,
    axes: Mapping[str, tuple[Fraction, ...]],
    outer: Mapping[str, tuple[Fraction, ...]],
    *,
    jobs: int,
    backend: str,
) -> Grid:
    """Axes that change which argument is made, or its constants: one vectorised sweep for each of their combinations."""
    import numpy as np

    combinations = list(product(*(range(len(values)) for values in outer.values())))
    if len(combinations) > MOST_SLICES:
        names = ", ".join(outer)
        raise InputError(f"{len(combinations)} combinations of {names}: at most {MOST_SLICES}; give fewer values")
    # An axis of one value stands in where nothing else is swept; it takes no room.
    inner = {name: values for name, values in axes.items() if name not in outer} or {"link": (base.link.low,)}
    calls: list[tuple[object, ...]] = [
        (at(base, {name: outer[name][k] for name, k in zip(outer, chosen, strict=True)}), inner)
        for chosen in combinations
    ]
    parts = in_parallel(_sweep_part, calls, jobs=jobs, backend=backend)
    shape = tuple(len(values) for values in axes.values())
    small = tuple(len(values) for name, values in axes.items() if name not in outer)
    verdict, kind = np.empty(shape, np.int8), np.empty(shape, np.int8)
    for chosen, part in zip(combinations, parts, strict=True):
        place = dict(zip(outer, chosen, strict=True))
        where = tuple(place.get(name, slice(None)) for name in axes)
        verdict[where], kind[where] = part.verdict.reshape(small), part.kind.reshape(small)
    return Grid(dict(axes), verdict.reshape(-1), kind.reshape(-1), sum(p.exactly_decided for p in parts))


Parts = Sequence[tuple[Application, Symbols, frozenset[str]]]
"""The theorems of one argument, each with its symbols and what is given of the run."""
Builder = Callable[[Case, Quantity], Parts]
"""Those of a case (of one scenario, or of a grid) with the sleep of its fault stun."""


@dataclass
class _Grid:
    """One sweep at work: its axes as ranges, and how many hypotheses were decided exactly."""

    base: Scenario
    axes: Mapping[str, tuple[Fraction, ...]]
    case: Case
    sleep: Range | Fraction
    exactly: int = 0

    def holds(self, build: Builder) -> Any:
        """Where every hypothesis of an argument holds, over the grid."""
        import numpy as np

        shape = tuple(len(values) for values in self.axes.values())
        good = np.ones((1,) * len(shape), bool)
        for part, (application, values, said) in enumerate(build(self.case, self.sleep)):
            for hypothesis in application.hypotheses:
                if hypothesis.role is HypothesisRole.DEFINED:
                    continue
                if hypothesis.role is HypothesisRole.OF_RUN:
                    good = good & (hypothesis.name in said)
                    continue
                yes, no = holds_over(hypothesis.prop, values)
                yes, no = (np.reshape(a, a.shape if a.ndim == len(shape) else (1,) * len(shape)) for a in (yes, no))
                is_open = ~(yes | no)
                if is_open.any():
                    yes = self._exactly(build, part, hypothesis, yes, is_open, good)
                good = good & yes
        return np.broadcast_to(good, shape)

    def _exactly(self, build: Builder, part: int, hypothesis: Hypothesis, yes: Any, is_open: Any, good: Any) -> Any:
        """The open places of one hypothesis, those that still matter, decided in exact arithmetic."""
        import numpy as np

        matters = is_open & good
        for axis, size in enumerate(is_open.shape):
            if size == 1:
                matters = matters.any(axis=axis, keepdims=True)
        yes = np.array(np.broadcast_to(yes, matters.shape))
        for place in zip(*np.nonzero(matters), strict=True):
            chosen = {name: values[int(k)] for (name, values), k in zip(self.axes.items(), place, strict=True)}
            scenario = at(self.base, chosen)
            sleep = scenario.policy.sleep_s if isinstance(scenario.policy, FaultStun) else Fraction(1)
            yes[place] = truth(hypothesis.prop, build(case_of(scenario), sleep)[part][1]) is True
            self.exactly += 1
        return yes


def _sweep_part(base: Scenario, axes: Mapping[str, tuple[Fraction, ...]]) -> Grid:
    import numpy as np

    first = at(base, {name: values[0] for name, values in axes.items()})
    ranges: dict[str, Range] = {}
    for place, (name, values) in enumerate(axes.items()):
        along = [1] * len(axes)
        along[place] = len(values)
        ranges[name] = ranges_of(values, along)
    grid = _Grid(first, axes, _case_over(first, ranges), ranges.get("fault-sleep", _sleep_of(first)))
    shape = tuple(len(values) for values in axes.values())
    free = np.zeros(shape, bool)
    for build in _free(first):
        free = free | grid.holds(build)
    stunned = np.zeros(shape, bool)
    for build in _stunned(first):
        stunned = stunned | grid.holds(build)
    never = grid.holds(_never) if not isinstance(first.policy, FaultStun | Quota) else np.zeros(shape, bool)
    good = free | stunned
    verdict = np.where(good, 0, np.where(never, 2, 1)).astype(np.int8)
    kind = np.where(free, 0, np.where(good, 1, 2)).astype(np.int8)
    return Grid(dict(axes), verdict.reshape(-1), kind.reshape(-1), grid.exactly)


def _sleep_of(scenario: Scenario) -> Fraction:
    return scenario.policy.sleep_s if isinstance(scenario.policy, FaultStun) else Fraction(1)


def _case_over(first: Scenario, ranges: Mapping[str, Range]) -> Case:
    """The case of a whole grid: that of its first scenario, with ranges where it varies."""
    known, own = case_of(first), first.guest
    assert isinstance(own, ConstantRate)
    size = ranges.get("memory", first.memory.size_b)
    rate = ranges.get("link", first.link.low)
    goal = ranges.get("goal", first.stop.goal_s) * rate
    dirty = ranges.get("dirty-rate", own.rate)
    working = ranges.get("working-set", own.working_set)
    return replace(
        known,
        memory=size * known.factor - (known.full - known.memory),
        full=size * known.factor,
        working=None if working is None else working * known.factor,
        dirty=dirty * known.factor,
        rate=rate,
        high=rate,
        goal=goal,
        goal_high=goal,
    )


def _free(base: Scenario) -> Iterator[Builder]:
    """T3a, and T2 for each of the two envelopes of a guest of constant rate."""
    yield lambda case, _sleep: ((FITS, {"W": case.most_left, "S": case.goal}, OF_LINK | {"working set"}),)
    yield lambda case, _sleep: _under(case, case.burst, case.dirty + case.device)
    guest = base.guest
    if guest.working_set is not None:
        yield lambda case, _sleep: _under(case, case.working + case.burst, case.device)


def _under(case: Case, sigma: Quantity, rho: Quantity) -> Parts:
    """T2 for an envelope on the wire. Its start only counts in bounds."""
    return ((ENVELOPE, of_envelope(sigma, rho, case.rate, case.goal, case.full), OF_LINK | OF_GUEST),)


def _stunned(base: Scenario) -> Iterator[Builder]:
    policy = base.policy
    if isinstance(policy, FaultStun | Quota):

        def enforced(case: Case, sleep: Quantity) -> Parts:
            part, sigma, rho = enforcement(case, policy, sleep)
            return (part, *_under(case, sigma, rho))

        yield enforced
    if isinstance(policy, Sdps):
        growth = growth_of(case_of(base), policy)
        if growth is None:
            return
        for always in (False, True) if policy.growth is None else (False,):

            def controlled(case: Case, _sleep: Quantity, always: bool = always) -> Parts:
                parts, _, sigma, rho = control(case, policy, growth, _peak(case, policy), always=always)
                return (*parts, *_under(case, sigma, rho))

            yield controlled
    if isinstance(policy, Ratchet):
        # The hardest throttle decides; how many raises it takes only counts in bounds.
        run = 1 - policy.maximum + policy.slice_s / policy.period_s
        yield lambda case, _sleep: (ratcheting(case, policy, run, _peak(case, policy))[0],)


def _peak(case: Case, policy: Sdps | Ratchet) -> Quantity:
    return peak_of(case, policy, case.dirty / case.factor)


def _never(case: Case, _sleep: Quantity) -> Parts:
    """T3c at the trap of min(D tau, W), however hard the policy stuns."""
    most, asleep = hardest(case.scenario.policy)
    trap = saturation(case)
    run = larger(trap / case.rate - asleep, Fraction(0)) * (1 - most)
    again = smaller(case.dirty * run, case.full if case.working is None else smaller(case.working, case.full))
    said = frozenset({"link at most R", "nondecreasing"} | ({"exact guest"} if case.scenario.guest.exact else set()))
    return ((TRAPPED, of_trap(trap, case.memory, again, case.goal, case.rate, Fraction(0)), said),)


def exact_class(scenario: Scenario) -> tuple[Outcome, str]:
    """What the grid must say of one scenario: its verdict, and whether it converges freely, needs a stun, or fails."""
    verdict = judge(scenario)
    if verdict.outcome is not Outcome.GUARANTEED:
        return verdict.outcome, "fails"
    return verdict.outcome, "needs stun" if verdict.stun_needed else "converges"
