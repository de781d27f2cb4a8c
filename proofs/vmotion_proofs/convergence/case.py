"""A scenario in the theorems' symbols: wire bytes, bounds from an envelope, and the words of an argument."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from vmotion_model.precopy import formulas
from vmotion_model.precopy.guests import Envelope, Guest
from vmotion_model.precopy.scenario import Scenario
from vmotion_model.precopy.units import show_rate, show_share, show_size, show_time
from vmotion_proofs.convergence.outcome import Limits, Outcome, Step, Verdict

ONE = Fraction(1)
ZERO = Fraction(0)
_LINK = "link: never slower than {low}, and the measured rate at the decision is no lower"
_PAGES = "the guest dirties whole pages, each sent with its header"


@dataclass(frozen=True)
class Case:
    """A scenario in wire bytes: what the theorems' symbols stand for."""

    scenario: Scenario
    memory: Fraction
    page: Fraction
    factor: Fraction
    rate: Fraction
    goal: Fraction
    goal_high: Fraction

    @property
    def burst(self) -> Fraction:
        """What any round may leave besides what the envelope says: a page of rounding, and the unsent rest (F7)."""
        return self.page + self.scenario.stop.rest * self.goal

    @property
    def working_set(self) -> Fraction:
        """W on the wire: at most the whole memory, zero pages counted in full because the guest may write them."""
        own = self.scenario.guest.working_set
        cap = self.scenario.memory.size_b * self.factor
        return cap if own is None else min(own * self.factor, cap)


def case_of(scenario: Scenario) -> Case:
    """The scenario's case."""
    memory = scenario.memory
    page = formulas.wire_bytes(ONE, ZERO, memory.page_b)
    high = scenario.stop.goal_s * scenario.link.high
    return Case(scenario, memory.sent_b, page, page / memory.page_b, scenario.link.low, scenario.threshold_b, high)


def base_assumptions(case: Case, *more: str) -> tuple[str, ...]:
    """What every "guaranteed" rests on, and more."""
    own = [_LINK.format(low=show_rate(case.rate)), _PAGES, *more]
    if case.scenario.unthrottled_rate:
        own.append(f"devices and hypervisor dirty at most {show_rate(case.scenario.unthrottled_rate)}")
    if case.scenario.stop.rest:
        own.append(
            f"at most {show_share(case.scenario.stop.rest)} of the threshold is unsent when the dirty log is read"
        )
    return tuple(own)


def downtime_bound(scenario: Scenario) -> Fraction:
    """T8: (1+e) DT + T_fix, with e the larger of the given error and what the link's bounds allow."""
    link = scenario.link
    excess = max(1 + scenario.rate_error, link.high / link.switchover)
    return excess * scenario.stop.goal_s + scenario.fixed_s


def limits_of(
    case: Case, envelope: Envelope, start: Fraction, before_s: Fraction, before_b: Fraction, before_rounds: int
) -> Limits | None:
    """F5's bounds from ``start`` bytes on, after what came before; None when T2's hypotheses do not hold."""
    sigma, rho, rate = envelope.sigma, envelope.rho, case.rate
    if rho >= rate:
        return None
    floor = formulas.floor_bytes(sigma, rho, rate)
    if floor >= case.goal:
        return None
    shed = max(start - floor, ZERO)
    rounds = formulas.rounds_until(shed, case.goal - floor, rho / rate)
    if rounds is None:
        return None
    rounds = max(rounds, 1)
    top = max(start, floor)
    count = Fraction(rounds)
    sent = formulas.bytes_bound(top, floor, rho, rate, count)
    capped = formulas.capped_bytes(start, Fraction(rounds - 1), case.working_set)
    downtime = downtime_bound(case.scenario)
    seconds = min(formulas.time_bound(top, floor, rho, rate, count), capped / rate)
    return Limits(
        rounds + before_rounds,
        before_s + seconds + downtime,
        before_b + min(sent, capped) + case.goal_high,
        downtime,
        ZERO,
    )


def wire_envelope(case: Case, line: Envelope) -> Envelope:
    """A guest's envelope on the wire: headers, one page of rounding, and the writers that no stun reaches."""
    return Envelope(line.sigma * case.factor + case.burst, (line.rho + case.scenario.unthrottled_rate) * case.factor)


def closest(guest: Guest, rate: Fraction) -> Envelope:
    """The envelope that comes nearest to holding: the least burst among those under the rate, else the least rate."""
    lines = [line for line in guest.envelopes() if line.rho] or list(guest.envelopes())
    under = [line for line in lines if line.rho < rate]
    if under:
        return min(under, key=lambda line: line.sigma * rate / (rate - line.rho))
    return min(lines, key=lambda line: line.rho)


def in_words(line: Envelope) -> str:
    """An envelope in words."""
    burst = f"{show_size(line.sigma)} + " if line.sigma else ""
    return f"at most {burst}{show_rate(line.rho)} x tau distinct bytes in any window tau"


def envelope_steps(case: Case, wire: Envelope, *, free: bool) -> Iterator[Step]:
    """T2's two hypotheses as steps of the argument."""
    who = "the free guest" if free else "the stunned guest"
    yield Step(
        f"{who} dirties {show_rate(wire.rho)} in the long run < transmit rate {show_rate(case.rate)}",
        "T2",
        holds=wire.rho < case.rate,
    )
    if wire.rho < case.rate:
        floor = formulas.floor_bytes(wire.sigma, wire.rho, case.rate)
        yield Step(
            f"what it can keep dirty for ever is {show_size(floor)} < threshold {show_size(case.goal)}",
            "T2",
            holds=floor < case.goal,
        )


def given(
    case: Case,
    theorem: str,
    limits: Limits,
    steps: list[Step],
    *assumptions: str,
    envelope: Envelope | None,
    needed: bool = False,
    share: Fraction = ZERO,
) -> Verdict:
    """The verdict "guaranteed", with its last step."""
    rounds = "one round" if limits.rounds == 1 else f"at most {limits.rounds} rounds"
    seconds = show_time(limits.total_time_s) if limits.total_time_s is not None else "a bounded time"
    steps.append(Step(f"so pre-copy ends: {rounds}, {seconds} in all", theorem, holds=True))
    return Verdict(
        Outcome.GUARANTEED,
        theorem,
        base_assumptions(case, *assumptions),
        limits,
        needed,
        share,
        tuple(steps),
        envelope,
    )
