"""A sweep judges every value by itself, and says of the judged values alone where a property falls.

The model counts to a constant, and its property says that it never counts beyond 4: from 5 on that is false, by arithmetic.
"""

import pytest

from vmotion_model.language import SHARED, Command, Constant, Integer, Model, Param, Var
from vmotion_proofs.changes.check_change import check_change
from vmotion_proofs.changes.sweep_result import SweepLine, sweep_lines
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.verdicts import Verdict
from vmotion_specs.change import Change, ChangeError, parse_change
from vmotion_specs.properties import Property
from vmotion_specs.suite import Suite
from vmotion_specs.sweep import points, swept_at

TEXT = 'schema = 1\ntitle = "Tops"\nmodel = "count"\n[[constant]]\nname = "top"\nvalue = {}\n'
V, P, U = Verdict.VIOLATED, Verdict.PROVED, Verdict.UNKNOWN


def sweep(values: str) -> Change:
    return parse_change(TEXT.format(values).encode(), "x.toml")


def count() -> Suite:
    number: Var[int] = Var("number", Integer(0, 3), SHARED, 0, follows="top")
    more = Command("more", "counter", {"room": number < Param("top")}, {number: number + 1})
    model = Model("count", (number,), (Constant("top", 3, ""),), (more,))
    return Suite.of(model, [Property("small", "at most 4", number <= 4), Property("least", "at least 0", number >= 0)])


def test_each_value_is_a_proposal_of_its_own_in_rising_order() -> None:
    proposals = [check_change(p, count(), Options(engine="explicit")) for p in points(sweep("[9, 2, 4, 5]"))]
    assert [p.change.title for p in proposals] == [f"Tops: top = {n}" for n in (2, 4, 5, 9)]
    small, least = sweep_lines(proposals)
    assert (small.values, small.violated, small.undecided) == ((2, 4, 5, 9), (5, 9), ())
    assert small.sentence == "small is violated from 5 on"
    assert least.passes
    assert [p.after is not None and p.after.states for p in proposals] == [3, 5, 6, 10]


@pytest.mark.parametrize(
    ("verdicts", "sentence"),
    [
        ((P, P, P), "x passes with every value"),
        ((V, V, V), "x is violated with every value"),
        ((P, V, V), "x is violated from 2 on"),
        ((V, V, P), "x is violated up to 2"),
        ((V, P, V), "x is violated with 1, 3"),
        ((P, V, P), "x is violated with 2"),
        ((P, P, V), "x is violated with 3"),
        ((P, U, V), "x is violated with 3 and not decided with 2"),
        ((P, None, None), "x is not decided from 2 on"),
    ],
)
def test_nothing_is_said_of_a_value_that_was_not_judged(verdicts: tuple[Verdict | None, ...], sentence: str) -> None:
    line = SweepLine("x", "", (1, 2, 3), verdicts)
    assert line.sentence == sentence
    assert line.passes == (set(verdicts) == {P})


def test_one_value_is_found_again_and_another_one_is_not() -> None:
    change = sweep("[5, 11]")
    assert swept_at(change, 11) == points(change)[1]
    with pytest.raises(ChangeError, match="sweeps no constant over the value 7"):
        swept_at(change, 7)
    assert points(sweep("7")) == (sweep("7"),)
