"""What a search in whole ticks must not decide: clocks beyond their counters, and history that looked at a strict bound."""

import pytest

from vmotion_model.language import HISTORY, Command, Expr, Model, boolean, clock, negate
from vmotion_proofs.check.check import check
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.verdicts import Verdict
from vmotion_proofs.search.explore import explore
from vmotion_specs.properties import Property

on = boolean("r.on", "r", False, "")
again = boolean("r.again", "r", False, "")
first = clock("r.first", "r", on, "Since the first start.")
second = clock("r.second", "r", again, "Since the second start.")
LATE = Model(
    "late",
    (on, again, first, second),
    (),
    (
        Command("start", "r", {"off": ~on}, {on: True}),
        Command("again", "r", {"on": on, "waited": first >= 1, "not yet": ~again}, {again: True}),
    ),
)
EXPLICIT = Options(engine="explicit", locations={})


def test_clocks_that_left_their_counters_give_no_false_counterexample() -> None:
    """The first clock is always ahead of the second, for ever; the counters of both come to stand at one top."""
    item = Property("ahead", "the first start was earlier", again.implies(~(first <= second)))
    result = check(LATE, [item], EXPLICIT).by_id["ahead"]
    assert result.verdict is Verdict.UNKNOWN
    assert result.run is None


def test_a_true_counterexample_over_two_clocks_is_still_found() -> None:
    item = Property("behind", "the first start was later", again.implies(first <= second))
    result = check(LATE, [item], EXPLICIT).by_id["behind"]
    assert result.verdict is Verdict.VIOLATED
    assert result.run is not None


seen = boolean("seen", HISTORY, False, "Whether it stopped strictly between two bounds.")
stop = Command("stop", "r", {"on": on}, {on: False, seen: ~(first <= 10) & ~(first >= 20)})
BETWEEN = Model("between", (on, first, seen), (), (Command("start", "r", {"off": ~on}, {on: True}), stop))


@pytest.mark.parametrize(
    ("formula", "decided"), [(negate(seen), False), (negate(seen) | ~on, False), (on | ~(first >= 10), True)]
)
def test_history_set_by_a_strict_bound_is_not_exhausted(formula: Expr[bool], decided: bool) -> None:
    """At 15 s it is set, but a tick of 10 s never shows 15 s: all ticked states keep the property."""
    item = Property("P", "P", formula)
    found = explore(BETWEEN, {"P": item.formula}, Options(locations={}))
    assert found.complete
    assert found.verdict(item) is (Verdict.EXHAUSTED if decided else Verdict.UNKNOWN)


def test_a_strict_bound_in_a_property_is_not_exhausted_by_way_of_equality() -> None:
    item = Property("P", "P", (on == (first <= 10)) | ~on | (first >= 20))
    assert not item.closed
    found = explore(BETWEEN, {"P": item.formula}, Options(locations={}))
    assert found.verdict(item) is Verdict.UNKNOWN
