"""The verdict on one migration: guaranteed, not guaranteed or diverges, in exact arithmetic.

``guaranteed`` and ``diverges`` each rest on one theorem whose hypotheses the scenario meets, and list them. Everything
else is ``not guaranteed``: that is no prediction of failure. No float is compared anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from vmotion_model.precopy import formulas
from vmotion_model.precopy.guests import Bounds, ConstantRate, Envelope, Guest, RandomWrites
from vmotion_model.precopy.policies import FaultStun, NoStun, Quota, Ratchet, Sdps
from vmotion_model.precopy.scenario import Scenario
from vmotion_model.precopy.units import show_rate, show_share, show_size, show_time


class Outcome(Enum):
    """The three verdicts, in the words that users see."""

    GUARANTEED = "guaranteed"
    NOT_GUARANTEED = "not guaranteed"
    DIVERGES = "diverges"


@dataclass(frozen=True)
class Limits:
    """Proved upper bounds: rounds before the switchover, seconds in all, bytes on the wire, seconds of downtime, and
    the share of guest progress lost while stunned. None where nothing is proved.
    """

    rounds: int | None = None
    total_time_s: Fraction | None = None
    sent_b: Fraction | None = None
    downtime_s: Fraction | None = None
    guest_slowdown: Fraction | None = None


@dataclass(frozen=True)
class Step:
    """One step of the argument: what is claimed with the numbers in it, by which theorem, and whether it holds here."""

    claim: str
    theorem: str
    holds: bool


@dataclass(frozen=True)
class Verdict:
    """Outcome, the theorem it rests on ("" for none), its assumptions, the bounds, the stun, and the argument."""

    outcome: Outcome
    theorem: str
    assumptions: tuple[str, ...]
    limits: Limits
    stun_needed: bool
    stun_share: Fraction
    argument: tuple[Step, ...]
    envelope: Envelope | None = None


_ONE = Fraction(1)
_ZERO = Fraction(0)
_LINK = "link: never slower than {low}, and the measured rate at the decision is no lower"
_PAGES = "the guest dirties whole pages, each sent with its header"


@dataclass(frozen=True)
class _Case:
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
        own = self.scenario.guest.working_set
        cap = self.scenario.memory.size_b * self.factor
        return cap if own is None else min(own * self.factor, cap)


def _case(scenario: Scenario) -> _Case:
    memory = scenario.memory
    page = formulas.wire_bytes(_ONE, _ZERO, memory.page_b)
    high = scenario.stop.goal_s * scenario.link.high
    return _Case(scenario, memory.sent_b, page, page / memory.page_b, scenario.link.low, scenario.threshold_b, high)


def judge(scenario: Scenario) -> Verdict:
    """The verdict on a scenario. The first argument that holds is taken, the free guest before the stunned one."""
    case = _case(scenario)
    steps: list[Step] = []
    free = _free(case, steps)
    if free is not None:
        return free
    stunned = _stunned(case, steps)
    if stunned is not None:
        return stunned
    never = _never(case, steps)
    if never is not None:
        return never
    return Verdict(Outcome.NOT_GUARANTEED, "", _assumptions(case), Limits(), True, nominal_stun(scenario), tuple(steps))


def nominal_stun(scenario: Scenario, target: Fraction | None = None) -> Fraction:
    """F8: the stunned share that holds a guest of the scenario's peak rate at eta R; 0 when none is needed."""
    peak = scenario.guest.peak_rate
    if peak is None or not peak:
        return _ZERO
    factor = _case(scenario).factor
    eta = (
        target if target is not None else (Sdps() if not isinstance(scenario.policy, Sdps) else scenario.policy).target
    )
    return max(_ZERO, 1 - formulas.needed_run_share(scenario.cpu_share, eta, scenario.link.low, peak * factor))


def _assumptions(case: _Case, *more: str) -> tuple[str, ...]:
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


def _limits(
    case: _Case, envelope: Envelope, start: Fraction, before_s: Fraction, before_b: Fraction, before_rounds: int
) -> Limits | None:
    """F5's bounds from ``start`` bytes on, after what came before; None when T2's hypotheses do not hold."""
    sigma, rho, rate = envelope.sigma, envelope.rho, case.rate
    if rho >= rate:
        return None
    floor = formulas.floor_bytes(sigma, rho, rate)
    if floor >= case.goal:
        return None
    shed = max(start - floor, _ZERO)
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
        _ZERO,
    )


def _wire(case: _Case, line: Envelope) -> Envelope:
    """A guest's envelope on the wire: headers, one page of rounding, and the writers that no stun reaches."""
    return Envelope(line.sigma * case.factor + case.burst, (line.rho + case.scenario.unthrottled_rate) * case.factor)


def _free(case: _Case, steps: list[Step]) -> Verdict | None:
    guest, scenario = case.scenario.guest, case.scenario
    if guest.working_set is not None and not scenario.unthrottled_rate:
        left = case.working_set + scenario.stop.rest * case.goal
        fits = left <= case.goal
        steps.append(Step(f"working set {show_size(left)} <= threshold {show_size(case.goal)}", "T3a", holds=fits))
        if fits:
            downtime = downtime_bound(scenario)
            limits = Limits(1, case.memory / case.rate + downtime, case.memory + left, downtime, _ZERO)
            return _given(case, "T3a", limits, steps, "working set: never more than W is dirty", envelope=None)
    best: tuple[Fraction, Limits, Envelope, Envelope] | None = None
    for line in guest.envelopes():
        wire = _wire(case, line)
        found = _limits(case, wire, case.memory, _ZERO, _ZERO, 0)
        if found is not None and found.total_time_s is not None and (best is None or found.total_time_s < best[0]):
            best = (found.total_time_s, found, wire, line)
    if best is None and scenario.stop.window_s is not None:
        return _windowed(case, scenario.stop.window_s, steps)
    steps.extend(_envelope_steps(case, best[2] if best else _wire(case, _closest(guest, case.rate)), free=True))
    if best is None:
        return None
    theorem = "T1" if not best[3].sigma else "T2"
    return _given(
        case, theorem, best[1], steps, f"envelope: {_said(best[3])}, at any time of the migration", envelope=best[2]
    )


def _windowed(case: _Case, window: Fraction, steps: list[Step]) -> Verdict | None:
    """T2m: the dirty log is read in the middle of a round, at the end of a window."""
    guest, dma = case.scenario.guest, case.scenario.unthrottled_rate
    lines = [Envelope(e.sigma * case.factor + case.page, (e.rho + dma) * case.factor) for e in guest.envelopes()]
    line = max(lines, key=lambda e: formulas.window_gain(e.sigma, e.rho, case.rate, window))
    gain = formulas.window_gain(line.sigma, line.rho, case.rate, window)
    steps.append(
        Step(
            f"in a window of {show_time(window)} the link sends {show_size(case.rate * window)}, the guest "
            "dirties at most "
            f"{show_size(line.sigma + line.rho * window)}",
            "T2m",
            holds=gain > 0,
        )
    )
    if gain <= 0:
        return None
    downtime = downtime_bound(case.scenario)
    seconds = formulas.window_time(case.memory, line.sigma, line.rho, case.rate, window) + window
    limits = Limits(
        int(-(-max(case.memory - case.goal, _ZERO) // gain)) + 1,
        seconds + downtime,
        case.scenario.link.high * seconds + case.goal_high,
        downtime,
        _ZERO,
    )
    return _given(
        case,
        "T2m",
        limits,
        steps,
        f"envelope: {_said(line)}, at any time of the migration",
        f"at least {show_time(window)} lie between two reads of the dirty log",
        envelope=line,
    )


def _closest(guest: Guest, rate: Fraction) -> Envelope:
    """The envelope that comes nearest to holding: the least burst among those under the rate, else the least rate."""
    lines = [line for line in guest.envelopes() if line.rho] or list(guest.envelopes())
    under = [line for line in lines if line.rho < rate]
    if under:
        return min(under, key=lambda line: line.sigma * rate / (rate - line.rho))
    return min(lines, key=lambda line: line.rho)


def _said(line: Envelope) -> str:
    burst = f"{show_size(line.sigma)} + " if line.sigma else ""
    return f"at most {burst}{show_rate(line.rho)} x tau distinct bytes in any window tau"


def _envelope_steps(case: _Case, wire: Envelope, *, free: bool) -> Iterator[Step]:
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


def _given(
    case: _Case,
    theorem: str,
    limits: Limits,
    steps: list[Step],
    *assumptions: str,
    envelope: Envelope | None,
    needed: bool = False,
    share: Fraction = _ZERO,
) -> Verdict:
    rounds = "one round" if limits.rounds == 1 else f"at most {limits.rounds} rounds"
    seconds = show_time(limits.total_time_s) if limits.total_time_s is not None else "a bounded time"
    steps.append(Step(f"so pre-copy ends: {rounds}, {seconds} in all", theorem, holds=True))
    return Verdict(
        Outcome.GUARANTEED,
        theorem,
        _assumptions(case, *assumptions),
        limits,
        needed,
        share,
        tuple(steps),
        envelope,
    )


def _stunned(case: _Case, steps: list[Step]) -> Verdict | None:
    policy = case.scenario.policy
    if isinstance(policy, FaultStun | Quota):
        return _enforced(case, policy, steps)
    if isinstance(policy, Sdps):
        return _proportional(case, policy, steps)
    if isinstance(policy, Ratchet):
        return _ratcheted(case, policy, steps)
    return None


def _enforced(case: _Case, policy: FaultStun | Quota, steps: list[Step]) -> Verdict | None:
    vcpus = Fraction(case.scenario.vcpus)
    if isinstance(policy, FaultStun):
        sigma, rho = formulas.fault_envelope(vcpus, case.page, policy.sleep_s)
        said = f"every first write to a traced page stuns its vCPU for {show_time(policy.sleep_s)} or longer"
    else:
        sigma, rho = formulas.quota_envelope(vcpus, case.page, Fraction(policy.pages), policy.interval_s)
        said = f"each vCPU dirties at most {policy.pages} pages per {show_time(policy.interval_s)}"
    wire = Envelope(sigma + case.burst, rho + case.scenario.unthrottled_rate * case.factor)
    steps.append(Step(f"{said}: any guest dirties {_said(wire)}", "T4", holds=True))
    steps.extend(_envelope_steps(case, wire, free=False))
    limits = _limits(case, wire, case.memory, _ZERO, _ZERO, 0)
    if limits is None:
        return None
    share = _held_share(case, rho)
    return _given(
        case,
        "T4",
        _slowed(limits, share),
        steps,
        f"enforcement: {said}",
        "one trace covers one page",
        "device and hypervisor writes are within what was given for them",
        envelope=wire,
        needed=True,
        share=share,
    )


def _held_share(case: _Case, rho: Fraction) -> Fraction:
    """The share of progress a guest of the given peak rate can lose when held at ``rho``; nearly all when unknown."""
    peak = case.scenario.guest.peak_rate
    return max(_ZERO, 1 - case.scenario.cpu_share * rho / (peak * case.factor)) if peak else _ONE


def _slowed(limits: Limits, share: Fraction) -> Limits:
    return Limits(limits.rounds, limits.total_time_s, limits.sent_b, limits.downtime_s, formulas.slowdown_bound(share))


def _growth(case: _Case, policy: Sdps) -> Fraction | None:
    """What is known of the growth of demand: given, or none for a guest whose demand is constant by its own model."""
    if policy.growth is not None:
        return policy.growth
    steady = isinstance(case.scenario.guest, ConstantRate) and case.scenario.guest.working_set is None
    return _ZERO if steady else None


def _proportional(case: _Case, policy: Sdps, steps: list[Step]) -> Verdict | None:
    growth = _growth(case, policy)
    if growth is None:
        steps.append(
            Step(
                "nothing bounds how fast demand grows after it was measured: a guest that alternates defeats SDPS",
                "T5c",
                holds=False,
            )
        )
        return None
    errors = (growth, policy.dirty_error, policy.rate_error, policy.rate_drop)
    engaged = formulas.controlled_ratio(policy.target, *errors)
    idle = formulas.controlled_ratio(1 / policy.engage_ratio, *errors)
    ratio = max(engaged, idle)
    steps.append(
        Step(
            f"dirty over transmit rate is at most {show_share(engaged)} under stun and {show_share(idle)} before "
            "it engages; below 100 % it contracts",
            "T5a",
            holds=ratio < 1,
        )
    )
    peak = policy.peak_rate if policy.peak_rate is not None else case.scenario.guest.peak_rate
    if ratio >= 1:
        return None
    if peak is None:
        steps.append(Step("the guest's peak rate is not known, so no stun is known to be enough", "T5a", holds=False))
        return None
    demand = peak * case.factor / case.scenario.cpu_share
    reach = (1 - policy.most_theta) * demand
    steps.append(
        Step(
            f"the hardest stun {show_share(policy.most_theta)} leaves {show_rate(reach)} of a demand of "
            f"{show_rate(demand)} <= "
            f"{show_rate(ratio * case.rate)}",
            "T5a",
            holds=reach <= ratio * case.rate,
        )
    )
    if reach > ratio * case.rate:
        return None
    wire = Envelope(case.burst, ratio * case.rate + case.scenario.unthrottled_rate * case.factor)
    steps.extend(_envelope_steps(case, wire, free=False))
    first = case.memory / case.rate
    limits = _limits(case, wire, min(case.memory, case.working_set), first, case.memory, 1)
    if limits is None:
        return None
    worst = 1 - policy.target * (1 - policy.rate_error) * case.rate / ((1 + policy.dirty_error) * demand)
    share = min(policy.most_theta, max(_ZERO, worst))
    return _given(
        case,
        "T5a",
        _slowed(limits, share),
        steps,
        f"demand grows by at most {show_share(growth)} between its measurement and the end of its use",
        f"demand is measured per consumed CPU second within {show_share(policy.dirty_error)}, the rate within "
        f"{show_share(policy.rate_error)}; demand never exceeds {show_rate(demand)}",
        "the stun acts from the end of the first round at the latest",
        envelope=wire,
        needed=True,
        share=nominal_stun(case.scenario),
    )


def _ratcheted(case: _Case, policy: Ratchet, steps: list[Step]) -> Verdict | None:
    peak = policy.peak_rate if policy.peak_rate is not None else case.scenario.guest.peak_rate
    if peak is None:
        steps.append(
            Step("the guest's peak rate is not known, so no throttle is known to be enough", "T5b", holds=False)
        )
        return None
    ratio = policy.trigger * case.scenario.link.high / case.rate
    demand = peak * case.factor / case.scenario.cpu_share
    held = policy.trigger * case.rate
    levels = policy.throttles()
    slack = policy.slice_s / policy.period_s
    enough = next((n for n, level in enumerate(levels, 1) if (1 - level + slack) * demand <= held), None)
    steps.append(
        Step(
            f"some throttle up to {show_share(policy.maximum)} holds a demand of {show_rate(demand)} at "
            f"{show_rate(held)}",
            "T5b",
            holds=enough is not None and ratio < 1,
        )
    )
    if enough is None or ratio >= 1:
        return None
    interval = policy.period_s + policy.forced_sync_s
    raises = Fraction(policy.count * enough)
    peak_wire = peak * case.factor
    excess = formulas.ratchet_excess(raises, interval, max(peak_wire, held), policy.trigger, case.rate)
    start = min(case.memory, case.working_set)
    net = case.goal * (1 - ratio) - case.burst
    steps.append(
        Step(
            f"at most {raises} intervals of {show_time(interval)} are under-throttled: {show_size(excess)} in "
            "excess, once",
            "T5b",
            holds=net > 0,
        )
    )
    if net <= 0:
        return None
    rounds = -((-(start + excess)) // net)
    sent = formulas.ratchet_bytes(start, excess + rounds * case.burst, ratio)
    downtime = downtime_bound(case.scenario)
    limits = Limits(
        int(rounds) + 1,
        (case.memory + sent) / case.rate + downtime,
        case.memory + sent + case.goal_high,
        downtime,
        formulas.slowdown_bound(levels[enough - 1]),
    )
    return _given(
        case,
        "T5b",
        limits,
        steps,
        f"demand never exceeds {show_rate(demand)} per consumed CPU second",
        f"every interval that dirties more than {show_share(policy.trigger)} of what it sends counts towards a raise",
        "the throttle is never lowered",
        envelope=None,
        needed=True,
        share=levels[enough - 1],
    )


def _never(case: _Case, steps: list[Step]) -> Verdict | None:
    """T3b, T3c, T5d: a trap that an exact guest cannot leave, however hard the policy stuns."""
    guest, policy = case.scenario.guest, case.scenario.policy
    if not guest.exact or isinstance(policy, FaultStun | Quota):
        return None
    most = policy.most_theta if isinstance(policy, Sdps) else policy.maximum if isinstance(policy, Ratchet) else _ZERO
    high = case.scenario.link.high
    rest = case.scenario.stop.rest * case.goal_high
    for x in _candidates(case, guest, high / (1 - most)):
        again = _dirtied(case, guest, (1 - most) * x / high).low
        if x + rest > case.goal_high and 0 < x <= case.memory - rest and again >= x + rest:
            theorem = "T5d" if most else "T3b" if isinstance(guest, ConstantRate) else "T3c"
            stun = f" under the hardest stun of {show_share(most)}" if most else ""
            steps.append(
                Step(
                    f"while {show_size(x)} are sent the guest{stun} dirties {show_size(again)} again, above the "
                    "threshold "
                    f"{show_size(case.goal_high)}: never less is left",
                    theorem,
                    holds=True,
                )
            )
            return Verdict(
                Outcome.DIVERGES,
                theorem,
                (
                    f"link: never faster than {show_rate(high)}",
                    "exact guest: it dirties exactly what its curve says, not less, and no zero pages",
                    *(("a stun takes at most its share of the guest's run time",) if most else ()),
                ),
                Limits(),
                not isinstance(policy, NoStun),
                most,
                tuple(steps),
            )
    return None


def _dirtied(case: _Case, guest: Guest, tau: Fraction) -> Bounds:
    raw, cap = guest.unique(tau), case.scenario.memory.size_b * case.factor
    return Bounds(min(raw.low * case.factor, cap), min(raw.high * case.factor, cap))


def _candidates(case: _Case, guest: Guest, rate: Fraction) -> Iterator[Fraction]:
    found = [x * case.factor for x in guest.trap_candidates(rate / case.factor)]
    found += [case.memory, case.working_set, *_just_above(case, guest)]
    for x in sorted(set(found), reverse=True):
        yield min(x, case.memory)
        if case.scenario.stop.rest:
            yield min(x, case.memory) - case.scenario.stop.rest * case.goal_high


def _just_above(case: _Case, guest: Guest) -> Iterator[Fraction]:
    # A trap may begin right above the threshold, between two corners of the curve.
    if not isinstance(guest, RandomWrites):
        yield case.goal_high * (1 + Fraction(1, 10**9))
