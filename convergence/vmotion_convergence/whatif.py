"""The cheapest change that turns a "no" into a "guaranteed", with its number.

Each kind of change is searched for its least amount by bisection over exact verdicts, rounded to three digits towards
"more", and judged again. Cost is the factor by which a thing changes; for a stun it is 1/(1 - share of progress lost).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from vmotion_model.precopy import formulas
from vmotion_model.precopy.guests import ConstantRate, RandomWrites, Tabulated, TokenBucket
from vmotion_model.precopy.policies import FaultStun, Quota, Ratchet, Sdps
from vmotion_model.precopy.scenario import Link, Scenario
from vmotion_model.precopy.units import show_rate, show_share, show_size, show_time, shown_size_below

from .verdict import ConvergenceVerdict, Outcome, judge


@dataclass(frozen=True)
class WhatIfChange:
    """One change: which ``lever``, what to set it to, in words, the factor it costs, and the verdict that it earns."""

    lever: str
    value: Fraction
    description: str
    cost: Fraction
    verdict: ConvergenceVerdict


PLATFORMS: Mapping[str, tuple[str, ...]] = {
    "vsphere": ("link", "goal", "working set"),
    "qemu": ("link", "goal", "working set", "ratchet"),
}
"""Levers that an engineer has: a link, the switchover goal (``Migrate.PreCopySwitchoverTimeGoal``, ``downtime-limit``),
what the guest runs, and on QEMU auto-converge. A sleep per first write is no setting of either.
"""
STUNS_ON: Mapping[str, tuple[str, ...]] = {"vsphere": ("sdps", "none"), "qemu": ("none", "ratchet", "quota")}
"""Stun policies of each: SDPS; auto-converge and dirty-limit."""

_LARGEST = Fraction(10**6)
_DIGITS = 3


def what_if(scenario: Scenario, platform: str | None = None) -> tuple[WhatIfChange, ...]:
    """All changes that help on their own, the cheapest first; empty when the verdict is already "guaranteed".

    With a platform (a key of ``PLATFORMS``) only those that can be made there.
    """
    if judge(scenario).outcome is Outcome.GUARANTEED:
        return ()
    levers = None if platform is None else PLATFORMS[platform]
    found = [c for c in _changes(scenario) if c is not None and (levers is None or c.lever in levers)]
    return tuple(sorted(found, key=lambda change: change.cost))


def _changes(scenario: Scenario) -> Iterator[WhatIfChange | None]:
    link, stop = scenario.link, scenario.stop

    def more_link(factor: Fraction) -> Scenario:
        return replace(scenario, link=Link(link.low * factor, link.high * factor, link.switchover * factor))

    def longer_goal(factor: Fraction) -> Scenario:
        return replace(scenario, stop=replace(stop, goal_s=stop.goal_s * factor))

    yield _least("link", link.low, more_link, lambda v: f"a link of at least {show_rate(v)}")
    yield _least("goal", stop.goal_s, longer_goal, lambda v: f"a switchover goal of {show_time(v)}")
    yield _smaller_working_set(scenario)
    yield _fault_stun(scenario)
    yield _harder_ratchet(scenario)


def _least(
    lever: str,
    base: Fraction,
    apply: Callable[[Fraction], Scenario],
    says: Callable[[Fraction], str],
) -> WhatIfChange | None:
    """The least factor above 1 whose scenario is guaranteed (verdicts are monotone in link, goal and sleep)."""
    if not _good(apply(_LARGEST)):
        return None
    low, high = Fraction(1), Fraction(2)
    while not _good(apply(high)):
        low, high = high, high * 2
    while high / low > 1 + Fraction(1, 2000):
        middle = _shortened((low + high) / 2)
        low, high = (low, middle) if _good(apply(middle)) else (middle, high)
    factor = round_up(base * high, _DIGITS) / base
    verdict = judge(apply(factor))
    if verdict.outcome is not Outcome.GUARANTEED:
        return None
    return WhatIfChange(lever, base * factor, says(base * factor), factor, verdict)


def _good(scenario: Scenario) -> bool:
    return judge(scenario).outcome is Outcome.GUARANTEED


def _shortened(value: Fraction) -> Fraction:
    return Fraction(round(value * 2**20), 2**20)


def round_up(value: Fraction, digits: int) -> Fraction:
    """The next number of that many significant decimal digits, not below."""
    exponent = digits - len(str(int(value))) if value >= 1 else digits + 12
    scale = Fraction(10) ** exponent
    while value * scale >= 10**digits:
        scale /= 10
    return Fraction(-((-value * scale) // 1)) / scale


def _smaller_working_set(scenario: Scenario) -> WhatIfChange | None:
    """The largest working set that is enough: at least the one that fits the threshold (T3a), often more."""
    guest, wire = scenario.guest, formulas.wire_bytes(Fraction(1), Fraction(0), scenario.memory.page_b)
    if not isinstance(guest, ConstantRate | TokenBucket | RandomWrites | Tabulated):
        return None
    now = guest.working_set if guest.working_set is not None else scenario.memory.size_b

    def smaller(working: Fraction) -> Scenario:
        return replace(scenario, guest=replace(guest, working_set=working))

    low = shown_size_below(scenario.threshold_b * (1 - scenario.stop.rest) * scenario.memory.page_b / wire)
    if not 0 < low < now or not _good(smaller(low)):
        return None
    high = now
    while high / low > 1 + Fraction(1, 2000):
        middle = shown_size_below(_shortened((low + high) / 2))
        if not low < middle < high:
            break
        low, high = (middle, high) if _good(smaller(middle)) else (low, middle)
    return WhatIfChange(
        "working set", low, f"a working set of at most {show_size(low)}", now / low, judge(smaller(low))
    )


def _fault_stun(scenario: Scenario) -> WhatIfChange | None:
    """T4: the least sleep per first write. It helps any guest, so the guest need not be known."""
    page = formulas.wire_bytes(Fraction(1), Fraction(0), scenario.memory.page_b)
    policy = scenario.policy
    base = formulas.fault_sleep(Fraction(scenario.vcpus), page, Fraction(1), scenario.link.low)
    if isinstance(policy, FaultStun):
        base = max(base, policy.sleep_s)

    def stunned(factor: Fraction) -> Scenario:
        return replace(scenario, policy=FaultStun(base * factor))

    found = _least("stun", base, stunned, lambda v: f"a stun of {show_time(v)} after each first write to a page")
    if found is None:
        return None
    share = found.verdict.stun_share
    words = (
        f"{found.description} (a guest at its peak, spread over its vCPUs, loses {show_share(share)} of its progress)"
    )
    return WhatIfChange(found.lever, found.value, words, 1 / max(1 - share, Fraction(1, 10**6)), found.verdict)


def _harder_ratchet(scenario: Scenario) -> WhatIfChange | None:
    """T5b: a throttle that is never lowered, for a guest whose peak rate is known."""
    if isinstance(scenario.policy, Quota | FaultStun):
        return None
    peak = scenario.policy.peak_rate if isinstance(scenario.policy, Sdps | Ratchet) else None
    policy = Ratchet(peak_rate=peak)
    verdict = judge(replace(scenario, policy=policy))
    if verdict.outcome is not Outcome.GUARANTEED or not verdict.stun_needed:
        return None
    share = verdict.stun_share
    return WhatIfChange(
        "ratchet",
        share,
        f"a throttle that is raised to {show_share(share)} and never lowered",
        1 / max(1 - share, Fraction(1, 10**6)),
        verdict,
    )
