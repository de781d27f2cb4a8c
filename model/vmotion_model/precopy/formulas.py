"""The formulas of pre-copy, F1-F13, each once.

Every function works on exact numbers and on terms (see ``terms``), so the same text gives a bound and stands in a
theorem. Symbols: M bytes of round 0, S the switch threshold in bytes, R the transmit rate, D a constant dirty rate,
(sigma, rho) an envelope U(tau) <= sigma + rho tau of the unique-dirty function, eta the target ratio of dirty to
transmit rate, theta the stunned share of wall time, u the guest's CPU share. Bytes, seconds, bytes per second
throughout.
"""

from __future__ import annotations

from fractions import Fraction

from .documented_numbers import CLARK_STEP_BPS, WIRE_HEADER_B, ZERO_PAGE_B
from .terms import N


def wire_bytes(nonzero_pages: N, zero_pages: N, page_b: N) -> N:
    """F1: bytes on the wire for the given pages, headers included."""
    return nonzero_pages * (page_b + WIRE_HEADER_B) + zero_pages * ZERO_PAGE_B


def floor_bytes(sigma: N, rho: N, rate: N) -> N:
    """F5: what an envelope can keep dirty for ever, sigma R / (R - rho). Meaningful for rho < R only."""
    return sigma * rate / (rate - rho)


def backlog_bound(power: N, memory: N, floor: N) -> N:
    """F5: bytes left after k rounds, with ``power`` = (rho/R)^k. F3 is the case floor = 0."""
    return floor + power * (memory - floor)


def time_bound(memory: N, floor: N, rho: N, rate: N, rounds: N) -> N:
    """F5: seconds spent in the first ``rounds`` rounds; F3's limit M/(R-D) is the case floor = 0."""
    return (memory - floor) / (rate - rho) + rounds * floor / rate


def window_gain(sigma: N, rho: N, rate: N, window_s: N) -> N:
    """T2m: bytes by which what is left falls at least between two reads of the dirty log: (R-rho) tau - sigma."""
    return (rate - rho) * window_s - sigma


def window_time(memory: N, sigma: N, rho: N, rate: N, window_s: N) -> N:
    """T2m: seconds at most until what is left fits: M/(R - rho - sigma/tau)."""
    return memory / (rate - rho - sigma / window_s)


def bytes_bound(memory: N, floor: N, rho: N, rate: N, rounds: N) -> N:
    """F3/F5: bytes sent in the first ``rounds`` rounds at a constant rate R: R times F5's time."""
    return rate * (memory - floor) / (rate - rho) + rounds * floor


def downtime(remaining: N, switchover_rate: N, fixed_s: N) -> N:
    """F2, F4: seconds the guest stands still: the last set, and device state, quiesce and resume."""
    return remaining / switchover_rate + fixed_s


def geometric_total(memory: N, ratio: N, rounds: int, rate: N) -> N:
    """F3: seconds of round 0 and ``rounds`` further ones (the final one counted) at a constant dirty rate."""
    power = ratio / ratio
    for _ in range(rounds + 1):
        power = power * ratio
    return memory / rate * ((1 - power) / (1 - ratio))


def needed_run_share(cpu_share: N, target: N, rate: N, dirty_rate: N) -> N:
    """F8: run share 1 - theta* that brings the guest to ``target`` x R. At or above 1: no stun is needed."""
    return cpu_share * target * rate / dirty_rate


def sleep_per_slice(theta: N, slice_s: N) -> N:
    """F8: duty cycle; the sleep after each run slice that stuns a share theta of wall time."""
    return slice_s * theta / (1 - theta)


def fault_sleep(vcpus: N, page_b: N, target: N, rate: N) -> N:
    """F8: the sleep after each first write to a traced page that caps any guest at ``target`` x R: nP/(eta R)."""
    return vcpus * page_b / (target * rate)


def fault_loss(pages_per_s: N, sleep_s: N) -> N:
    """F10 for a per-fault stun: share of progress lost by a vCPU that dirties d pages per CPU second: d s/(1 + d s)."""
    return pages_per_s * sleep_s / (1 + pages_per_s * sleep_s)


def fault_envelope(vcpus: N, page_b: N, sleep_s: N) -> tuple[N, N]:
    """F8, T4: the envelope (sigma, rho) that a per-fault stun enforces on any guest: nP, nP/s."""
    return vcpus * page_b, vcpus * page_b / sleep_s


def quota_envelope(vcpus: N, page_b: N, pages: N, interval_s: N) -> tuple[N, N]:
    """T4: the envelope of a quota of pages per vCPU and timer interval: 2nqP, nqP/I.

    A window shorter than an interval can straddle a tick and take two quotas, hence the factor two: with one quota Z3
    finds a guest that breaks the bound. A quota over every *sliding* window of length I would save one of the two.
    """
    return 2 * vcpus * pages * page_b, vcpus * pages * page_b / interval_s


def stunned_envelope(sigma: N, rho: N, run_share: N, cpu_share: N, burst_s: N) -> tuple[N, N]:
    """F8: envelope under a timer stun. Dirtying is driven by CPU time; of wall time tau a vCPU runs run_share tau +
    burst.

    Uses U_theta(tau) <= U_cpu((1-theta) tau + q) and U(tau) = U_cpu(u tau), so U_theta(tau) <= U(((1-theta) tau +
    q)/u).
    """
    return sigma + rho * burst_s / cpu_share, rho * run_share / cpu_share


def throttled_total(memory: N, first_dirty: N, target: N, rate: N) -> N:
    """F9: seconds when the guest is held at ``target`` x R after round 0: M/R + V1/(R(1-eta))."""
    return memory / rate + first_dirty / (rate * (1 - target))


def lost_time(first_dirty: N, target: N, rate: N, dirty_rate: N) -> N:
    """F9: CPU seconds lost per vCPU to that throttling: (1 - eta R/D) V1/(R(1-eta)). F11: also the lost run time."""
    return (1 - target * rate / dirty_rate) * (first_dirty / (rate * (1 - target)))


def controlled_ratio(target: N, growth: N, dirty_error: N, rate_error: N, rate_drop: N) -> N:
    """T5a: dirty over transmit rate left by proportional stun: eta (1+g)(1+e_R) / ((1-e_D)(1-b))."""
    return target * (1 + growth) * (1 + rate_error) / ((1 - dirty_error) * (1 - rate_drop))


def ratchet_excess(steps: N, interval_s: N, peak_rate: N, target: N, rate: N) -> N:
    """T5b: bytes above ``target`` x R in any window under a ratchet of ``steps`` raises: (J+2) Delta (D_max - eta R).

    J intervals are under-throttled; the window's first and last interval may be cut by its ends and add one each.
    """
    return (steps + 2) * interval_s * (peak_rate - target * rate)


def ratchet_bytes(memory: N, excess: N, ratio: N) -> N:
    """T5b: bytes sent at most before what is left fits, when every excess over ratio x sent is paid once:
    (M+E)/(1-l).
    """
    return (memory + excess) / (1 - ratio)


def capped_bytes(memory: N, rounds: N, working_set: N) -> N:
    """F12: bytes at most, when the migration ends after ``rounds`` rounds that follow round 0: M + n W."""
    return memory + rounds * working_set


def factor_capped_bytes(memory: N, factor: N, working_set: N) -> N:
    """F12: Xen legacy: live rounds start only while under factor x M; one more live round and the stop round: cM +
    2W.
    """
    return factor * memory + 2 * working_set


def clark_rate(last_dirty_rate: N) -> N:
    """F13: transmit rate of the next round in Clark's rate adaptation."""
    return last_dirty_rate + CLARK_STEP_BPS


def slowdown_bound(theta: N) -> N:
    """F10: share of progress a guest can lose to a stun of theta; a guest with idle time loses less."""
    return theta


def clock_lag(downtime_s: N, stunned_s: N) -> N:
    """F11: seconds a guest clock that counts run time may lag at the end: downtime and stunned time."""
    return downtime_s + stunned_s


def rounds_until(start: Fraction, goal: Fraction, ratio: Fraction, *, limit: int = 10**12) -> int | None:
    """F3/F5: the least n with start x ratio^n <= goal (an upper bound of it within one where only rounding decides).

    Exact where the power is small enough to be written down; beyond that outward-rounded, so the answer may be one too
    large, never too small. None when no n up to ``limit`` does. Needs 0 <= ratio < 1, goal > 0.
    """
    if not (0 <= ratio < 1 and goal > 0):
        raise ValueError(f"rounds_until needs 0 <= ratio < 1 and goal > 0, not {ratio} and {goal}")
    if start <= goal:
        return 0
    low, high = 0, 1
    while not _power_below(ratio, high, goal / start):
        low, high = high, high * 2
        if high > limit:
            return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _power_below(ratio, middle, goal / start) else (middle, high)
    return high


_BITS = 256


def _power_below(ratio: Fraction, exponent: int, bound: Fraction) -> bool:
    """Whether ratio^exponent <= bound; powers too long to write down are rounded up (so "no" may err, "yes" cannot)."""
    if exponent * max(ratio.denominator.bit_length(), 1) <= 4096:
        return ratio**exponent <= bound
    mantissa, scale = 1 << _BITS, 0  # the value is mantissa / 2^_BITS / 2^scale
    base, base_scale = -((-ratio.numerator << _BITS) // ratio.denominator), 0
    while exponent:
        if exponent & 1:
            mantissa, scale = _rounded_product(mantissa, scale, base, base_scale)
        base, base_scale = _rounded_product(base, base_scale, base, base_scale)
        exponent >>= 1
    return mantissa * bound.denominator <= (bound.numerator << _BITS) << scale


def _rounded_product(a: int, a_scale: int, b: int, b_scale: int) -> tuple[int, int]:
    product, scale = -((-a * b) >> _BITS), a_scale + b_scale
    shift = max(0, _BITS - product.bit_length())
    return product << shift, scale + shift
