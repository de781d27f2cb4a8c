"""Verdicts over a grid of scenarios, vectorised, and equal to the exact verdict of each.

Every comparison is made in floats with a margin; where the two sides are closer than that, it is made again in exact
rationals, once per distinct combination of the inputs it depends on. So no verdict hangs on rounding, and no Python
runs per scenario.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from vmotion_model.precopy import formulas
from vmotion_model.precopy.guests import ConstantRate
from vmotion_model.precopy.policies import FaultStun, NoStun, Quota, Ratchet, Sdps
from vmotion_model.precopy.scenario import Link, Scenario
from vmotion_model.precopy.units import InputError
from vmotion_proofs.convergence.parallel import in_parallel
from vmotion_proofs.convergence.verdict import Outcome, judge

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CODES: tuple[Outcome, ...] = (Outcome.GUARANTEED, Outcome.NOT_GUARANTEED, Outcome.DIVERGES)
CLASSES: tuple[str, ...] = ("converges", "needs stun", "fails")
MARGIN = 1e-9
"""Relative distance under which two sides are compared exactly; float rounding here stays under 1e-14."""
MOST_SCENARIOS = 50_000_000


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


@dataclass
class _Judge:
    """The three arguments of ``verdict.judge`` for constant-rate guests, over arrays."""

    base: Scenario
    axes: Mapping[str, tuple[Fraction, ...]]
    index: dict[str, Any] = field(default_factory=dict)
    floats: dict[str, Any] = field(default_factory=dict)
    exactly: int = 0

    def compare(self, needs: tuple[str, ...], sides: Callable[..., tuple[Any, Any]], *, strict: bool) -> Any:
        """Whether left < right (or <=) over the grid; ``sides`` works on floats and on Fractions alike."""
        import numpy as np

        left, right = sides(float, *(self.floats[name] for name in needs))
        left, right = np.broadcast_arrays(left, right)
        said = left < right if strict else left <= right
        close = np.abs(left - right) <= MARGIN * np.maximum(np.abs(left), np.abs(right))
        if not close.any():
            return said
        said, where = said.copy(), np.nonzero(close)
        varied = [name for name in needs if name in self.index]
        keys = np.stack([np.broadcast_to(self.index[name], said.shape)[where] for name in varied] or [where[0] * 0])
        distinct, back = np.unique(keys, axis=1, return_inverse=True)
        answers = np.empty(distinct.shape[1], bool)
        for k in range(distinct.shape[1]):
            chosen = {name: self.axes[name][int(i)] for name, i in zip(varied, distinct[:, k], strict=False)}
            exact_left, exact_right = sides(Fraction, *(chosen.get(name, self.fixed(name)) for name in needs))
            answers[k] = exact_left < exact_right if strict else exact_left <= exact_right
        self.exactly += distinct.shape[1]
        said[where] = answers[back.reshape(-1)]
        return said

    def fixed(self, name: str) -> Fraction:
        """The base scenario's value of an axis that is not swept."""
        guest, policy = self.base.guest, self.base.policy
        assert isinstance(guest, ConstantRate)
        known = {
            "memory": self.base.memory.size_b,
            "link": self.base.link.low,
            "goal": self.base.stop.goal_s,
            "dirty-rate": guest.rate,
            "working-set": guest.working_set if guest.working_set is not None else self.base.memory.size_b,
            "fault-sleep": policy.sleep_s if isinstance(policy, FaultStun) else Fraction(1),
        }
        return known[name]


def _sweep_part(base: Scenario, axes: Mapping[str, tuple[Fraction, ...]]) -> Grid:
    import numpy as np

    judged = _Judge(base, axes)
    shape = tuple(len(values) for values in axes.values())
    for place, (name, values) in enumerate(axes.items()):
        along = [1] * len(shape)
        along[place] = len(values)
        judged.index[name] = np.arange(len(values)).reshape(along)
        judged.floats[name] = np.array([float(value) for value in values]).reshape(along)
    for name in ("memory", "link", "goal", "dirty-rate", "working-set", "fault-sleep"):
        if name not in judged.floats:
            judged.floats[name] = float(judged.fixed(name))
    free = np.broadcast_to(_free(judged), shape)
    stunned = np.broadcast_to(_stunned(judged), shape)
    never = np.broadcast_to(_never(judged), shape)
    good = free | stunned
    verdict = np.where(good, 0, np.where(never, 2, 1)).astype(np.int8)
    kind = np.where(free, 0, np.where(good, 1, 2)).astype(np.int8)
    return Grid(dict(axes), verdict.reshape(-1), kind.reshape(-1), judged.exactly)


def _constants(base: Scenario) -> dict[str, Fraction]:
    page = formulas.wire_bytes(Fraction(1), Fraction(0), base.memory.page_b)
    return {
        "page": page,
        "factor": page / base.memory.page_b,
        "rest": base.stop.rest,
        "dma": base.unthrottled_rate * page / base.memory.page_b,
        "zero": base.memory.zero_b,
    }


def _has_working_set(judged: _Judge) -> bool:
    guest = judged.base.guest
    return "working-set" in judged.axes or (isinstance(guest, ConstantRate) and guest.working_set is not None)


def _under(judged: _Judge, needs: tuple[str, ...], envelope: Callable[..., tuple[Any, Any]]) -> Any:
    """T2's two hypotheses for an envelope on the wire: rho < R, and burst R / (R - rho) < S cleared of its divisor."""
    c = _constants(judged.base)

    def slower(num: Any, rate: Any, goal: Any, *rest: Any) -> tuple[Any, Any]:
        return envelope(num, rate, goal, *rest)[1], rate

    def floor(num: Any, rate: Any, goal: Any, *rest: Any) -> tuple[Any, Any]:
        sigma, rho = envelope(num, rate, goal, *rest)
        burst = sigma + num(c["page"]) + num(c["rest"]) * goal * rate
        return burst * rate, goal * rate * (rate - rho)

    names = ("link", "goal", *needs)
    return judged.compare(names, slower, strict=True) & judged.compare(names, floor, strict=True)


def _free(judged: _Judge) -> Any:
    c = _constants(judged.base)

    def constant(num: Any, _rate: Any, _goal: Any, dirty: Any) -> tuple[Any, Any]:
        return num(0), dirty * num(c["factor"]) + num(c["dma"])

    good = _under(judged, ("dirty-rate",), constant)
    if not _has_working_set(judged):
        return good

    def flat(num: Any, _rate: Any, _goal: Any, working: Any) -> tuple[Any, Any]:
        return working * num(c["factor"]), num(c["dma"])

    good = good | _under(judged, ("working-set",), flat)
    if judged.base.unthrottled_rate:
        return good
    fits = judged.compare(
        ("working-set", "link", "goal"),
        lambda num, w, r, g: (w * num(c["factor"]) + num(c["rest"]) * g * r, g * r),
        strict=False,
    )
    all_fits = judged.compare(
        ("memory", "link", "goal"),
        lambda num, m, r, g: (m * num(c["factor"]) + num(c["rest"]) * g * r, g * r),
        strict=False,
    )
    return good | fits | all_fits


def _stunned(judged: _Judge) -> Any:
    import numpy as np

    base, c, policy = judged.base, _constants(judged.base), judged.base.policy
    vcpus = Fraction(base.vcpus)
    if "fault-sleep" in judged.axes or isinstance(policy, FaultStun):
        return _under(
            judged,
            ("fault-sleep",),
            lambda num, _r, _g, sleep: (num(vcpus * c["page"]), num(vcpus * c["page"]) / sleep + num(c["dma"])),
        )
    if isinstance(policy, Quota):
        sigma, rho = formulas.quota_envelope(vcpus, c["page"], Fraction(policy.pages), policy.interval_s)
        return _under(judged, (), lambda num, _r, _g: (num(sigma), num(rho + c["dma"])))
    if isinstance(policy, Sdps):
        return _proportional(judged, policy, c)
    if isinstance(policy, Ratchet):
        return _ratcheted(judged, policy, c)
    assert isinstance(policy, NoStun)
    return np.zeros(1, bool)


def _proportional(judged: _Judge, policy: Sdps, c: Mapping[str, Fraction]) -> Any:
    import numpy as np

    growth = policy.growth if policy.growth is not None else (None if _has_working_set(judged) else Fraction(0))
    if growth is None:
        return np.zeros(1, bool)
    errors = (growth, policy.dirty_error, policy.rate_error, policy.rate_drop)
    idle = formulas.controlled_ratio(1 / policy.engage_ratio, *errors)
    ratio = max(formulas.controlled_ratio(policy.target, *errors), idle)
    if ratio >= 1:
        return np.zeros(1, bool)
    left = (1 - policy.most_theta) * c["factor"] / judged.base.cpu_share
    reach = judged.compare(
        ("dirty-rate", "link"),
        lambda num, d, r: (num(left) * (d if policy.peak_rate is None else num(policy.peak_rate)), num(ratio) * r),
        strict=False,
    )
    longest = formulas.fault_envelope(Fraction(judged.base.vcpus), c["page"], policy.stun_max_s)[1]
    held = judged.compare(("link",), lambda num, r: (num(longest), num(ratio) * r), strict=False)
    return reach & held & _under(judged, (), lambda num, r, _g: (num(0), num(ratio) * r + num(c["dma"])))


def _ratcheted(judged: _Judge, policy: Ratchet, c: Mapping[str, Fraction]) -> Any:
    left = (1 - policy.maximum + policy.slice_s / policy.period_s) * c["factor"] / judged.base.cpu_share
    held = judged.compare(
        ("dirty-rate", "link"),
        lambda num, d, r: (
            num(left) * (d if policy.peak_rate is None else num(policy.peak_rate)),
            num(policy.trigger) * r,
        ),
        strict=False,
    )
    net = judged.compare(
        ("link", "goal"),
        lambda num, r, g: (num(c["page"]) + num(c["rest"]) * g * r, g * r * num(1 - policy.trigger)),
        strict=True,
    )
    return held & net


def _never(judged: _Judge) -> Any:
    """T3b, T5d for min(D tau, W): a trap exists when (1-theta) D >= R and some x with S < x is at most W and M."""
    import numpy as np

    base, c, policy = judged.base, _constants(judged.base), judged.base.policy
    guest = base.guest
    assert isinstance(guest, ConstantRate)
    if not guest.exact or isinstance(policy, FaultStun | Quota) or "fault-sleep" in judged.axes:
        return np.zeros(1, bool)
    most = Fraction(0)
    if isinstance(policy, Sdps | Ratchet):
        most = policy.most_theta if isinstance(policy, Sdps) else policy.maximum
    share = (1 - most) * c["factor"]
    fast = judged.compare(("link", "dirty-rate"), lambda num, r, d: (r, num(share) * d), strict=False)
    above = judged.compare(
        ("goal", "link", "memory"),
        lambda num, g, r, m: (g * r, m * num(c["factor"]) - num(c["zero"] * c["factor"] - _zero_wire(base))),
        strict=True,
    )
    if _has_working_set(judged):
        above = above & judged.compare(
            ("goal", "link", "working-set"), lambda num, g, r, w: (g * r, w * num(c["factor"])), strict=True
        )
    return fast & above


def _zero_wire(base: Scenario) -> Fraction:
    return formulas.wire_bytes(Fraction(0), base.memory.zero_b / base.memory.page_b, base.memory.page_b)


def exact_class(scenario: Scenario) -> tuple[Outcome, str]:
    """What the grid must say of one scenario: its verdict, and whether it converges freely, needs a stun, or fails."""
    verdict = judge(scenario)
    if verdict.outcome is not Outcome.GUARANTEED:
        return verdict.outcome, "fails"
    return verdict.outcome, "needs stun" if verdict.stun_needed else "converges"
