"""The formulas against numbers worked out by hand or published."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmotion_model.precopy import formulas

F = Fraction

MIB = 2**20


def test_wire_bytes_of_a_page_and_a_zero_page() -> None:
    assert formulas.wire_bytes(F(10), F(3), F(4096)) == 10 * 4104 + 27


def test_floor_of_a_token_bucket() -> None:
    assert formulas.floor_bytes(F(60), F(50), F(125)) == 100  # 60*125/75


@pytest.mark.parametrize(("vcpus", "microseconds"), [(1, 7), (4, 28), (8, 56), (64, 448)])
def test_fault_sleep_at_ten_gigabit_matches_the_published_table(vcpus: int, microseconds: int) -> None:
    sleep = formulas.fault_sleep(F(vcpus), F(4096), F(1, 2), F(1_170_000_000))
    assert float(sleep) * 1e6 == pytest.approx(microseconds, rel=0.01)


@pytest.mark.parametrize(("percent", "milliseconds"), [(20, 2.5), (50, 10), (99, 990)])
def test_duty_cycle_of_qemu(percent: int, milliseconds: float) -> None:
    assert float(formulas.sleep_per_slice(F(percent, 100), F(1, 100))) * 1000 == pytest.approx(milliseconds)


def test_cloud_hypervisor_estimated_downtimes() -> None:
    # Pull request 7799: what is left over the bandwidth of the round before, in the log's whole milliseconds.
    for left, rate, logged in [(5418, "1986.83", 2726), (5418, "1824.44", 2969), (5428, "1854.25", 2926)]:
        assert abs(formulas.downtime(F(left), F(rate), F(0)) * 1000 - logged) < 2


def test_kubevirt_fluid_bound_lies_above_both_observations() -> None:
    bound = formulas.time_bound(F(8 * 2**30), F(0), F(81_250_000), F(125_000_000), F(0))
    assert round(float(bound)) == 196
    assert bound > F("161")


def test_xen_legacy_cap_and_geometric_series() -> None:
    assert formulas.factor_capped_bytes(F(1000), F(3), F(400)) == 3800
    assert formulas.geometric_total(F(1000), F(1, 2), 2, F(100)) == F(10) + 5 + F(5, 2)


@pytest.mark.parametrize(
    ("start", "goal", "ratio", "rounds"),
    [(F(1000), F(1), F(1, 10), 3), (F(1001), F(1), F(1, 10), 4), (F(5), F(5), F(1, 2), 0), (F(8), F(1), F(0), 1)],
)
def test_rounds_by_hand_at_exact_powers(start: F, goal: F, ratio: F, rounds: int) -> None:
    assert formulas.rounds_until(start, goal, ratio) == rounds


@given(st.integers(2, 10**12), st.integers(1, 10**6), st.integers(1, 999_999))
def test_rounds_are_never_too_few_and_at_most_one_too_many(start: int, goal: int, parts: int) -> None:
    ratio = F(parts, 1_000_000)
    rounds = formulas.rounds_until(F(start), F(goal), ratio)
    assert rounds is not None
    exact = max(0.0, math.log(start / goal) / -math.log(parts / 1e6)) if start > goal else 0.0
    assert exact * (1 - 1e-9) - 1e-6 <= rounds <= exact * (1 + 1e-9) + 1 + 1e-6


def test_rounds_needs_a_contraction() -> None:
    with pytest.raises(ValueError, match="ratio < 1"):
        formulas.rounds_until(F(10), F(1), F(1))


TARGETS = st.fractions(F(1, 100), F(99, 100), max_denominator=100)


@given(TARGETS, TARGETS, st.fractions(0, 1, max_denominator=100))
def test_harder_throttling_shortens_migration_and_lost_time(one: F, two: F, slower: F) -> None:
    hard, soft = sorted((one, two))
    rate, demand = F(100), F(100) / max(slower, F(1, 100))
    assert formulas.throttled_total(F(10), F(5), hard, rate) <= formulas.throttled_total(F(10), F(5), soft, rate)
    assert formulas.lost_time(F(5), hard, rate, demand) <= formulas.lost_time(F(5), soft, rate, demand)
