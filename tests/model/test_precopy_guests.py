"""Guests: U is nondecreasing and subadditive, and every envelope lies above it."""

import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effort import examples
from vmotion_model.common.errors import InputError
from vmotion_model.precopy.guests import (
    Band,
    ConstantRate,
    Guest,
    OnCpuTime,
    RandomWrites,
    Tabulated,
    TokenBucket,
    check_curve,
    exp_minus,
)

F = Fraction

CURVE = Tabulated(((F(0), F(0)), (F(2), F(69)), (F(14), F(277))))
GUESTS: tuple[Guest, ...] = (
    ConstantRate(F(50)),
    ConstantRate(F(50), F(120)),
    TokenBucket(F(30), F(10), F(200)),
    RandomWrites(F(80), F(150)),
    CURVE,
    Tabulated(((F(1), F(10)), (F(3), F(20)), (F(9), F(26))), F(40)),
    OnCpuTime(CURVE, F(1, 10)),
    Band(CURVE, Tabulated(((F(0), F(0)), (F(2), F(80)), (F(14), F(300))))),
)

TIMES = st.fractions(F(1, 1000), F(60), max_denominator=1000)


@pytest.mark.parametrize("guest", GUESTS, ids=lambda g: type(g).__name__)
@given(a=TIMES, b=TIMES)
def test_longer_windows_dirty_no_less_and_no_more_than_their_parts(guest: Guest, a: F, b: F) -> None:
    both = guest.unique(a + b)
    assert both.high >= guest.unique(a).low
    assert both.low <= guest.unique(a).high + guest.unique(b).high


@pytest.mark.parametrize("guest", GUESTS, ids=lambda g: type(g).__name__)
@settings(deadline=None, max_examples=examples(40))
@given(tau=TIMES)
def test_no_envelope_lies_under_its_guest(guest: Guest, tau: F) -> None:
    high = guest.unique(tau).high
    for line in guest.envelopes():
        assert line.sigma + line.rho * tau >= high
    if guest.peak_rate is not None:
        assert guest.peak_rate * tau >= high
    if guest.working_set is not None:
        assert guest.working_set >= high


@pytest.mark.parametrize(("tau", "value"), [(F(1), F(69, 2)), (F(8), F(173)), (F(26), F(485))])
def test_the_three_rules_of_a_table_by_hand(tau: F, value: F) -> None:
    # 69/2 on the first segment; 69 + 6*(208/12) inside; 277 + 12*(208/12) beyond the last point.
    assert CURVE.unique(tau).low == value


def test_a_table_that_starts_late_keeps_the_intercept_of_its_first_line() -> None:
    table = Tabulated(((F(1), F(10)), (F(3), F(20))))
    assert table.unique(F(1, 10)).high == F(5) + F(1, 2)  # line 5 + 5 tau
    assert table.unique(F(0)).high == 0
    assert table.peak_rate is None


def test_the_cap_stops_a_table_at_the_working_set() -> None:
    table = Tabulated(((F(0), F(0)), (F(2), F(20))), F(30))
    assert table.unique(F(3)).high == 30
    assert table.unique(F(100)).high == 30


@pytest.mark.parametrize(
    ("points", "message"),
    [
        (((F(1), F(5)), (F(2), F(4))), "decreases"),
        (((F(0), F(0)), (F(1), F(1)), (F(2), F(5))), "superadditive"),
        (((F(1), F(1)), (F(2), F(5))), "superadditive"),
        (((F(2), F(5)), (F(1), F(6))), "times must increase"),
        ((), "at least one point"),
        (((F(-1), F(5)),), "negative"),
        (((F(0), F(0)),), "after zero"),
    ],
)
def test_curves_that_cannot_be_are_refused_with_the_place(points: tuple[tuple[F, F], ...], message: str) -> None:
    with pytest.raises(InputError, match=message):
        check_curve(points)


@settings(deadline=None, max_examples=examples(60))
@given(st.lists(st.tuples(st.integers(1, 20), st.integers(0, 50)), min_size=2, max_size=6))
def test_the_check_of_subadditivity_agrees_with_a_dense_search(steps: list[tuple[int, int]]) -> None:
    time, unique, points = 0, 0, [(F(0), F(0))]
    for dt, du in steps:
        time, unique = time + dt, unique + du
        points.append((F(time), F(unique)))
    try:
        table = Tabulated(tuple(points))
    except InputError:
        return
    grid = [F(k, 2) for k in range(1, 2 * time, 3)]
    assert all(table.unique(a + b).low <= table.unique(a).low + table.unique(b).low for a in grid for b in grid[:20])


@given(st.fractions(0, 150, max_denominator=10**6))
def test_bounds_of_the_exponential_hold_the_library_value(x: F) -> None:
    bounds = exp_minus(x)
    assert bounds.low <= bounds.high
    assert float(bounds.low) <= math.exp(-float(x)) * (1 + 1e-12)
    assert float(bounds.high) >= math.exp(-float(x)) * (1 - 1e-12)
    assert bounds.high - bounds.low < F(1, 2**100)
