"""T5c: proportional stun can be defeated for ever; the ratchet and the quota cannot."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from vmotion_convergence.adversary_search import find_lasso, proportional, quota, ratchet, replay

F = Fraction


def test_the_alternating_guest_gains_a_quarter_per_interval() -> None:
    demands = (F(0), F(5, 2))
    lasso = find_lasso(proportional(F(4, 5), demands), demands)
    assert lasso is not None
    assert lasso.gain_per_interval == F(1, 4)
    assert {step.demand for step in lasso.cycle} == set(demands)


def test_a_lasso_replayed_never_falls_under_its_start() -> None:
    controller = proportional()
    lasso = find_lasso(controller)
    assert lasso is not None
    heights = replay(controller, lasso, F(5), 50)
    assert min(heights) >= 5
    assert heights[-1] == 5 + 100 * lasso.gain_per_interval


def test_ratchet_and_quota_have_no_lasso() -> None:
    assert find_lasso(ratchet()) is None
    assert find_lasso(quota()) is None


def test_a_ratchet_that_stops_short_of_the_peak_is_defeated() -> None:
    short = ratchet(F(4, 5), (F(1), F(3, 2)), steps=2)
    assert find_lasso(short, (F(1), F(6))) is not None


@given(st.lists(st.integers(0, 5), min_size=1, max_size=300), st.integers(1, 8))
def test_under_any_demand_the_ratchets_excess_stays_within_its_theorem(picks: list[int], steps: int) -> None:
    target, peak = F(4, 5), F(5, 2)
    controller = ratchet(target, (F(0), peak), steps)
    state, excess = F(0), F(0)
    for pick in picks:
        demand = F(pick, 2)
        dirtied = controller.run_share(state, demand) * demand
        excess = excess + max(F(0), dirtied - target)
        state = controller.after(state, demand)
    assert excess <= steps * (peak - target)
