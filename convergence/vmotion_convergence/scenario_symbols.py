"""A scenario in the theorems' symbols: wire bytes, bounds from an envelope, and the words of an argument."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from vmotion_model.precopy import formulas
from vmotion_model.precopy.guests import ConstantRate, Envelope, Guest
from vmotion_model.precopy.scenario import Scenario
from vmotion_model.precopy.units import show_rate, show_share, show_size, show_time
from vmotion_specs.convergence.applied import CONSTANT, ENVELOPE, HONEST, WAITING

from .outcome import ArgumentStep, ConvergenceVerdict, Outcome, ProvedLimits
from .symbol_values import ONE, ZERO, Quantity, of_envelope, of_windows, smaller
from .theorem_applies import HypothesisDecision, applies, decide

__all__ = ["ONE", "ZERO", "Case", "base_assumptions", "case_of", "given", "under"]

_LINK = "link: never slower than {low}, and the measured rate at the decision is no lower"
_PAGES = "the guest dirties whole pages, each sent with its header"

OF_LINK = frozenset({"link", "dirty", "round zero", "dry round", "windows", "sends"})
"""Hypotheses about the run that hold by what --link, --link-min, --rest and --window mean."""
OF_GUEST = frozenset({"envelope", "constant rate"})
"""Those that an envelope of the guest gives."""


@dataclass(frozen=True)
class Case:
    """A scenario in wire bytes: what the theorems' symbols stand for. In a sweep some are ranges over a grid."""

    scenario: Scenario
    memory: Quantity
    """Bytes of round 0 when no zero page is written before it is sent."""
    full: Quantity
    """The whole memory, every page sent in full: no round has more to send."""
    working: Quantity
    """The working set on the wire; None for a guest without one."""
    dirty: Quantity
    """The rate of a guest of constant rate, on the wire; None for another guest."""
    page: Fraction
    factor: Fraction
    rate: Quantity
    high: Quantity
    goal: Quantity
    goal_high: Quantity
    device: Fraction
    """Bytes per second dirtied by what is no vCPU."""

    @property
    def rounding(self) -> Fraction:
        """A page that each kind of writer dirties in part."""
        return self.page * (2 if self.device else 1)

    @property
    def rest(self) -> Quantity:
        """Bytes at most unsent when the dirty log is read (F7): a share of the threshold that is then measured."""
        return self.scenario.stop.rest * self.goal_high

    @property
    def burst(self) -> Quantity:
        """What any round may leave besides what the envelope says."""
        return self.rounding + self.rest

    @property
    def most_left(self) -> Quantity:
        """The most that is ever left to send: the working set (or all of the memory) and the unsent rest."""
        dirty = self.full if self.working is None or self.device else smaller(self.working, self.full)
        return dirty + self.rest

    @property
    def window(self) -> Fraction:
        """The time that a round lasts at least, 0 where nothing makes it wait."""
        return self.scenario.stop.window_s or ZERO


def case_of(scenario: Scenario) -> Case:
    """The scenario's case."""
    memory, link, goal = scenario.memory, scenario.link, scenario.stop.goal_s
    page = formulas.wire_bytes(ONE, ZERO, memory.page_b)
    factor = page / memory.page_b
    return Case(
        scenario,
        memory=memory.sent_b,
        full=memory.size_b * factor,
        working=None if scenario.guest.working_set is None else scenario.guest.working_set * factor,
        dirty=scenario.guest.rate * factor if isinstance(scenario.guest, ConstantRate) else None,
        page=page,
        factor=factor,
        rate=link.low,
        high=link.high,
        goal=goal * link.low,
        goal_high=goal * link.high,
        device=scenario.unthrottled_rate * factor,
    )


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
    return _excess(scenario) * scenario.stop.goal_s + scenario.fixed_s


def _excess(scenario: Scenario) -> Fraction:
    return max(1 + scenario.rate_error, scenario.link.high / scenario.link.switchover)


def honest(scenario: Scenario) -> tuple[HypothesisDecision, ...]:
    """T8's hypotheses, which every bound of downtime rests on."""
    link = scenario.link
    values = {
        "R_hat": link.high,
        "R_sw": link.switchover,
        "e": _excess(scenario) - 1,
        "DT": scenario.stop.goal_s,
    }
    return decide(HONEST, values, {"decision"})


def first_round(case: Case, wires: Iterable[Envelope]) -> Fraction:
    """Bytes at most of round 0: in full what is written of the zero pages before they are sent (T2.round-zero)."""
    found = Fraction(case.full)
    for line in wires:
        if line.rho < case.rate:
            written = line.sigma + line.rho * case.window
            found = min(found, (case.memory + written) / (1 - line.rho / case.rate))
    return found if case.scenario.memory.zero_b else Fraction(case.memory)


def under(case: Case, wire: Envelope, start: Fraction, *, constant: bool = False) -> tuple[HypothesisDecision, ...]:
    """T2's hypotheses (and T1's) for an envelope on the wire; with a window also what it adds."""
    said = OF_LINK | OF_GUEST
    values = of_envelope(wire.sigma, wire.rho, case.rate, case.goal, start)
    found = decide(ENVELOPE, values, said)
    if constant:
        found = (*decide(CONSTANT, values, said), *found)
    return (*found, *waiting(case, wire))


def waiting(case: Case, wire: Envelope) -> tuple[HypothesisDecision, ...]:
    """What a window adds: a round with less to send than a window carries lasts one, and must leave what fits."""
    if not case.window:
        return ()
    values = of_windows(wire.sigma, wire.rho, case.rate, case.goal, case.window)
    return decide(WAITING, values, OF_LINK | OF_GUEST)


def limits_of(
    case: Case, wire: Envelope, start: Fraction, before_s: Fraction, before_b: Fraction, before_rounds: int
) -> ProvedLimits | None:
    """F5's bounds from ``start`` bytes on, after what came before; None when so many rounds cannot be counted.

    T2's hypotheses must hold.
    """
    sigma, rho, rate = wire.sigma, wire.rho, case.rate
    floor = formulas.floor_bytes(sigma, rho, rate)
    rounds = formulas.rounds_until(max(start - floor, ZERO), case.goal - floor, rho / rate)
    if rounds is None:
        return None
    rounds = max(rounds, 1)
    top = max(start, floor)
    count = Fraction(rounds)
    sent = formulas.bytes_bound(top, floor, rho, rate, count)
    capped = formulas.capped_bytes(start, Fraction(rounds - 1), case.most_left)
    downtime = downtime_bound(case.scenario)
    seconds = min(formulas.time_bound(top, floor, rho, rate, count), capped / rate)
    return ProvedLimits(
        rounds + before_rounds,
        before_s + seconds + case.window + downtime,
        before_b + min(sent, capped) + case.goal_high,
        downtime,
        ZERO,
    )


def wire_envelope(case: Case, line: Envelope) -> Envelope:
    """A guest's envelope on the wire: headers, rounding, the unsent rest, and the writers that no stun reaches."""
    return Envelope(line.sigma * case.factor + case.burst, line.rho * case.factor + case.device)


def wire_envelopes(case: Case) -> tuple[Envelope, ...]:
    """All of the guest's envelopes on the wire."""
    return tuple(wire_envelope(case, line) for line in case.scenario.guest.envelopes())


def closest(guest: Guest, rate: Fraction) -> Envelope:
    """The envelope that comes nearest to holding: the least burst among those under the rate, else the least rate."""
    lines = [line for line in guest.envelopes() if line.rho] or list(guest.envelopes())
    slower = [line for line in lines if line.rho < rate]
    if slower:
        return min(slower, key=lambda line: line.sigma * rate / (rate - line.rho))
    return min(lines, key=lambda line: line.rho)


def in_words(line: Envelope) -> str:
    """An envelope in words."""
    burst = f"{show_size(line.sigma)} + " if line.sigma else ""
    return f"at most {burst}{show_rate(line.rho)} x tau distinct bytes in any window tau"


def envelope_steps(case: Case, wire: Envelope, *, free: bool) -> Iterator[ArgumentStep]:
    """T2's hypotheses about numbers as steps of the argument."""
    who = "the free guest" if free else "the stunned guest"
    yield ArgumentStep(
        f"{who} dirties {show_rate(wire.rho)} in the long run < transmit rate {show_rate(case.rate)}",
        "T2",
        holds=wire.rho < case.rate,
    )
    if wire.rho < case.rate:
        floor = formulas.floor_bytes(wire.sigma, wire.rho, case.rate)
        yield ArgumentStep(
            f"what it can keep dirty for ever is {show_size(floor)} < threshold {show_size(case.goal)}",
            "T2",
            holds=floor < case.goal,
        )
    yield from waiting_steps(case, wire)


def waiting_steps(case: Case, wire: Envelope) -> Iterator[ArgumentStep]:
    """What a window adds, as a step of the argument."""
    if case.window:
        most = wire.sigma + wire.rho * case.window
        yield ArgumentStep(
            f"a round lasts at least {show_time(case.window)}, in which it dirties at most {show_size(most)} "
            f"<= threshold {show_size(case.goal)}",
            "T2m",
            holds=most <= case.goal,
        )


def undecided(decisions: Iterable[HypothesisDecision], options: dict[str, str]) -> Iterator[ArgumentStep]:
    """The hypotheses that do not hold, or of which nothing is known, with the option that would say it."""
    for decision in decisions:
        if decision.holds is not True:
            item = decision.hypothesis
            known = "does not hold" if decision.holds is False else "is not known"
            yield ArgumentStep(
                f"{item.name}: {item.description} {known}",
                decision.theorem,
                holds=False,
                option=options.get(item.name, ""),
            )


def given(
    case: Case,
    theorem: str,
    limits: ProvedLimits,
    steps: list[ArgumentStep],
    decisions: tuple[HypothesisDecision, ...],
    *assumptions: str,
    envelope: Envelope | None,
    needed: bool = False,
    share: Fraction = ZERO,
) -> ConvergenceVerdict:
    """The verdict "guaranteed", with its last step. Whatever was argued, without every hypothesis there is none."""
    decisions = (*decisions, *honest(case.scenario))
    if not applies(decisions):
        raise AssertionError(f"{theorem} is used without its hypotheses")
    rounds = "one round" if limits.rounds == 1 else f"at most {limits.rounds} rounds"
    seconds = show_time(limits.total_time_s) if limits.total_time_s is not None else "a bounded time"
    steps.append(ArgumentStep(f"so pre-copy ends: {rounds}, {seconds} in all", theorem, holds=True))
    return ConvergenceVerdict(
        Outcome.GUARANTEED,
        theorem,
        base_assumptions(case, *assumptions),
        limits,
        needed,
        share,
        tuple(steps),
        envelope,
        decisions,
    )


def slowed(limits: ProvedLimits, share: Fraction) -> ProvedLimits:
    """The same bounds for a guest that loses that share of its progress."""
    return replace(limits, guest_slowdown=formulas.slowdown_bound(share))
