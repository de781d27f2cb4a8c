"""The proved bounds of T2m, T4 and T5b against QEMU's loop and page-level guests that try to break them."""

from fractions import Fraction

from hypothesis import event, given, settings
from hypothesis import strategies as st

from effort import examples
from vmotion_convergence.verdict import Outcome, judge
from vmotion_model.precopy import documented_numbers
from vmotion_model.precopy.guests import ConstantRate, TokenBucket
from vmotion_model.precopy.policies import FaultStun, NoStun, Policy, Quota, Ratchet
from vmotion_model.precopy.scenario import Link, Memory, Scenario, StopRule
from vmotion_traces.recordings.dirty_log import CurveLog
from vmotion_traces.recordings.qemu import simulate, window_b
from vmotion_traces.recordings.recording import Settings
from vmotion_traces.recordings.wire_bytes import PAGE

MIB = 2**20
WINDOW_S = Fraction(1003, 10_000)
"""The simulated sender wakes 0.3 ms after each refill, so this is the least time between two reads."""


def scenario(pages: int, dirty: float, settings_: Settings, policy: Policy, working: int) -> Scenario:
    rate = Fraction(round(window_b(settings_, 0.1))) / WINDOW_S
    goal = Fraction(settings_.downtime_limit_s).limit_denominator(1000)
    guest = ConstantRate(Fraction(dirty).limit_denominator(1000) * MIB, Fraction(working) * PAGE, exact=False)
    return Scenario(
        Memory(Fraction(pages) * PAGE), guest, Link.constant(rate), StopRule(goal, Fraction(1), WINDOW_S), policy
    )


@settings(deadline=None, max_examples=examples(150))
@given(
    # More than one window's worth: a smaller memory is read several times before QEMU first measures its rate.
    st.integers(2_700, 60_000),
    st.floats(1, 99),
    st.sampled_from([100, 300, 500]),
    st.lists(st.floats(0, 1), min_size=1, max_size=9),
)
def test_qemus_loop_stays_within_the_windowed_bound(pages: int, dirty: float, goal_ms: int, whims: list[float]) -> None:
    qemu = Settings(100 * MIB, goal_ms / 1000)
    verdict = judge(scenario(pages, dirty, qemu, NoStun(), pages))
    if verdict.outcome is not Outcome.GUARANTEED:
        return
    calls = iter(range(10**6))

    def dirtied(before: float, now: float) -> float:
        whole = min(dirty * MIB * (now - before) // PAGE, pages) * PAGE
        return whole * whims[next(calls) % len(whims)]

    run = simulate(qemu, CurveLog(pages, 0, dirtied), stop_after=(1e5, 10**6))
    limits = verdict.limits
    assert run.ended
    assert limits.total_time_s is not None
    assert limits.downtime_s is not None
    assert limits.rounds is not None
    assert run.total_s - run.downtime_s <= float(limits.total_time_s - limits.downtime_s) + 0.01
    assert run.rounds <= limits.rounds + 1


@settings(deadline=None, max_examples=examples(80))
@given(st.integers(10_000, 60_000), st.floats(50, 2000), st.lists(st.floats(0, 1), min_size=1, max_size=9))
def test_auto_converge_stays_within_the_ratchets_bound(pages: int, peak: float, whims: list[float]) -> None:
    qemu = Settings(100 * MIB, 0.5, auto_converge=True)
    policy = Ratchet(peak_rate=Fraction(peak).limit_denominator(1000) * MIB)
    asked = scenario(pages, peak, qemu, policy, pages)
    verdict = judge(asked)
    assert verdict.outcome is Outcome.GUARANTEED
    event(verdict.theorem)
    level, calls = [0.0], iter(range(10**6))

    def dirtied(before: float, now: float) -> float:
        tau = (now - before) * (1 - level[0])
        return min(peak * MIB * tau // PAGE, pages) * PAGE * whims[next(calls) % len(whims)]

    def throttled(_now: float, new: float) -> None:
        level[0] = new

    run = simulate(qemu, CurveLog(pages, 0, dirtied), on_throttle=throttled, stop_after=(3000.0, 10**6))
    assert run.ended
    assert verdict.limits.total_time_s is not None
    assert run.total_s <= float(verdict.limits.total_time_s)


@settings(deadline=None, max_examples=examples(200))
@given(st.integers(1, 8), st.integers(1, 2000), st.integers(1, 100), st.integers(1, 500), st.integers(0, 99))
def test_a_quota_guest_that_straddles_ticks_stays_under_its_envelope(
    vcpus: int, quota: int, interval_ms: int, window_ms: int, offset: int
) -> None:
    # The greediest guest dirties its whole quota at the last moment of one interval and at the first of the next.
    start = Fraction(offset, 100) * interval_ms
    ticks = int((start + window_ms) // interval_ms) - int(start // interval_ms) + 1
    from vmotion_model.precopy.formulas import quota_envelope

    sigma, rho = quota_envelope(
        Fraction(vcpus), documented_numbers.PAGE_B, Fraction(quota), Fraction(interval_ms, 1000)
    )
    assert ticks * quota * vcpus * documented_numbers.PAGE_B <= sigma + rho * Fraction(window_ms, 1000)


def test_stun_policies_bound_a_guest_of_which_nothing_is_known() -> None:
    anything = TokenBucket(Fraction(2**40), Fraction(10**12))
    memory, link = Memory(Fraction(64 * 2**30)), Link.constant(Fraction(125 * 10**7))
    for policy in (FaultStun(Fraction(28, 10**6)), Quota(500, Fraction(1, 100))):
        verdict = judge(Scenario(memory, anything, link, policy=policy, vcpus=4))
        assert (verdict.outcome, verdict.theorem) == (Outcome.GUARANTEED, "T4")
        assert verdict.limits.guest_slowdown == 1, "nothing is known, so nothing less is promised"


def test_zero_pages_written_meanwhile_are_counted_after_the_first_round() -> None:
    guest = ConstantRate(Fraction(2 * 10**9))
    link = Link.constant(Fraction(125 * 10**7))
    zero = Memory(Fraction(64 * 2**30), Fraction(63 * 2**30))
    verdict = judge(Scenario(zero, guest, link, policy=Ratchet()))
    assert verdict.limits.sent_b is not None
    assert verdict.limits.sent_b > 64 * 2**30
