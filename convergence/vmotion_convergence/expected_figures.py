"""What is to be expected of a migration, beside what is proved of it: no bound, and no verdict rests on it.

The guest is taken as it is described (at its bound where only a bound is given), the link at its upper rate, and the
policy as it is meant, with measurements that are right. Computed round by round in floats.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from vmotion_model.precopy.policies import FaultStun, Quota, Ratchet, Sdps
from vmotion_model.precopy.scenario import Scenario

from .scenario_symbols import case_of

MOST_ROUNDS = 2000
"""A run that has not ended by then is not expected to end."""
STALLED = 20
"""Nor is one that has left the same for so many rounds; a ratchet judges every few."""


@dataclass(frozen=True)
class Expected:
    """Rounds and seconds in all, downtime, seconds of run time lost to stuns, the largest stun, and bytes sent."""

    ended: bool
    rounds: int
    total_time_s: float
    downtime_s: float
    lost_time_s: float
    stun_share: float
    sent_b: float

    @property
    def clock_lag_s(self) -> float:
        """F11: seconds that a guest clock which counts run time lags in the end."""
        return self.downtime_s + self.lost_time_s


class _Stun:
    """The stunned share, round by round, as the policy means it."""

    def __init__(self, scenario: Scenario, rate: float, factor: float) -> None:
        self.scenario, self.rate, self.factor = scenario, rate, factor
        self.share = 0.0
        self.over, self.level = 0, -1
        self.period_s = self.period_dirty_b = self.period_sent_b = 0.0
        policy, peak = scenario.policy, scenario.guest.peak_rate
        if isinstance(policy, FaultStun | Quota) and peak is not None:
            pages = float(peak / scenario.memory.page_b / scenario.cpu_share) / scenario.vcpus
            if isinstance(policy, FaultStun):
                self.share = 1 - 1 / (1 + pages * float(policy.sleep_s))
            else:
                self.share = max(0.0, 1 - policy.pages / float(policy.interval_s) / pages)

    def after(self, seconds: float, dirtied_b: float, sent_b: float) -> None:
        """One round is over."""
        policy = self.scenario.policy
        if isinstance(policy, Sdps):
            if not seconds:
                return
            cpu = float(self.scenario.cpu_share)
            free = dirtied_b / seconds / min(1.0, (1 - self.share) / cpu if self.share else 1.0)
            needed = free * float(policy.engage_ratio) > self.rate
            run = cpu * float(policy.target) * self.rate / free if needed else 1.0
            self.share = min(float(policy.most_theta), max(0.0, 1 - run))
        elif isinstance(policy, Ratchet):
            self.period_s += seconds
            self.period_dirty_b += dirtied_b
            self.period_sent_b += sent_b
            if self.period_s < float(policy.period_s):
                return
            self.over += self.period_dirty_b > float(policy.trigger) * self.period_sent_b
            self.period_s = self.period_dirty_b = self.period_sent_b = 0.0
            levels = policy.throttles()
            if self.over >= policy.count and self.level + 1 < len(levels):
                self.over, self.level = 0, self.level + 1
                self.share = float(levels[self.level])


def expect(scenario: Scenario) -> Expected:
    """The run that is to be expected."""
    case = case_of(scenario)
    rate, goal, factor = float(case.high), float(case.goal_high), float(case.factor)
    left, full, rest = float(case.memory), float(case.full), float(case.rest)
    stun, cpu = _Stun(scenario, rate, factor), float(scenario.cpu_share)
    seconds, lost, sent, most, rounds, stalled = 0.0, 0.0, 0.0, 0.0, 0, 0
    # SDPS and the ratchet measure first; a stun per write and a quota act from the start.
    while rounds < MOST_ROUNDS and stalled < STALLED:
        before = left, stun.share
        took = max((left - min(rest, left)) / rate, float(case.window))
        unsent = max(0.0, left - rate * took)
        run = took * min(1.0, (1 - stun.share) / cpu) if stun.share else took
        dirtied = (
            float(scenario.guest.unique(Fraction(round(run * 10**9), 10**9)).high) * factor + float(case.device) * took
        )
        dirtied = min(dirtied, full)
        rounds += 1
        seconds += took
        lost += stun.share * took
        most = max(most, stun.share)
        sent += left - unsent
        stun.after(took, dirtied, left - unsent)
        left = min(full, unsent + dirtied)
        if left <= goal:
            break
        same = before[1] == stun.share and abs(left - before[0]) <= 1e-6 * left
        stalled = stalled + 1 if same else 0
    downtime = left / float(scenario.link.switchover) + float(scenario.fixed_s)
    return Expected(left <= goal, rounds, seconds + downtime, downtime, lost, most, sent + left)
