"""Sweeps in halves: what is judged, what follows from it, and that nothing else is said to be known.

The model counts to a constant. From 5 on it breaks "at most 4", by arithmetic; whoever counts further counts all before it.
"""

from collections.abc import Mapping
from itertools import pairwise
from math import ceil, log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmotion_model.language import SHARED, Command, Constant, Deadline, Integer, Model, Param, Var, boolean, clock, lift
from vmotion_proofs.changes.bisect_sweep import LEFT_OUT, follows, in_halves, next_to_judge
from vmotion_proofs.changes.check_change import check_change
from vmotion_proofs.changes.proposal import Proposal
from vmotion_proofs.changes.sweep_result import SweepLine, sweep_lines
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.verdicts import Verdict
from vmotion_specs.change import Change, parse_change
from vmotion_specs.properties import Property, PropertyKind
from vmotion_specs.suite import Suite
from vmotion_specs.sweep import points

pytestmark = pytest.mark.usefixtures("answered")

TEXT = 'schema = 1\ntitle = "Tops"\nmodel = "count"\n[[constant]]\nname = "top"\nvalue = {}\n'


def count() -> Suite:
    number: Var[int] = Var("number", Integer(0, 50), SHARED, 0)
    more = Command("more", "counter", {"room": number < Param("top")}, {number: number + 1})
    model = Model("count", (number,), (Constant("top", 3, ""),), (more,))
    return Suite.of(
        model,
        [
            Property("small", "at most 4", number <= 4),
            Property("least", "at least 0", number >= 0),
            Property("full", "never beyond its top", number <= Param("top")),
            Property("two", "it gets to 2", number == 2, kind=PropertyKind.REACHABLE),
        ],
    )


def judged(values: str) -> tuple[list[Proposal], Mapping[int, Mapping[str, Verdict]]]:
    suite, options = count(), Options(engine="explicit")

    def judge(change: Change) -> Proposal:
        return check_change(change, suite, options)

    each = points(parse_change(TEXT.format(values).encode(), "x.toml"))
    found = in_halves(each, judge, lambda: "")
    return found, follows(found, suite, options)


def test_the_ends_and_where_it_turns_are_judged_and_what_follows_is_told_apart() -> None:
    proposals, derived = judged("[2, 3, 4, 5, 7, 9]")
    by_value = {p.change.sweep.value: p for p in proposals if p.change.sweep is not None}
    assert [v for v, p in by_value.items() if p.after is not None] == [2, 4, 5, 9]
    assert {p.stopped for p in proposals if p.after is None} == {LEFT_OUT}
    lines = {line.id: line for line in sweep_lines(proposals, derived)}
    small = lines["small"]
    # 3 counts no further than 4 does, and 7 still counts to 5.
    assert (small.violated, small.undecided) == ((5, 7, 9), ())
    assert small.followed == (3, 7)
    assert small.sentence == "small is violated from 5 on"
    assert lines["least"].passes
    assert lines["two"].passes
    # What it says is another thing with every value, so nothing follows from one about another.
    full = lines["full"]
    assert (full.followed, full.undecided) == ((), (3, 7))
    assert not full.passes
    assert full.assumed == "full passes with every value"
    assert not full.telling


def test_what_the_time_does_not_suffice_for_is_no_choice() -> None:
    """Nobody chose to leave these out, so that nothing is said to be assumed, or to follow."""
    each = points(parse_change(TEXT.format("[2, 3, 9]").encode(), "x.toml"))
    left = iter(["", "out of time"])
    found = in_halves(each, lambda c: check_change(c, count(), Options(engine="explicit")), lambda: next(left))
    assert [p.stopped for p in found] == ["", "out of time", "out of time"]
    assert follows(found, count(), Options()) == {}


def test_a_run_in_other_ticks_shows_the_same() -> None:
    """With 8 the clock stands in steps of 2, with 12 in steps of 6; the run of 8 waits 8 s, which is no multiple of 6."""
    on: Var[bool] = boolean("on", "lamp", False, "")
    age = clock("age", "lamp", on, "")
    light = Command("light", "lamp", {"off": ~on}, {on: True})
    out = Command("out", "lamp", {"late": age >= Param("top")}, {on: False})
    model = Model(
        "count", (on, age), (Constant("top", 3, "s"),), (light, out), (Deadline("age", Param("top"), ("out",)),)
    )
    suite, options = Suite.of(model, [Property("soon", "at most 6 s", age <= 6)]), Options(engine="explicit")
    each = points(parse_change(TEXT.format("[8, 12, 15]").encode(), "x.toml"))
    first, last = (check_change(p, suite, options) for p in (each[0], each[-1]))
    assert first.after is not None
    (soon,) = (p for p in first.after.properties if p.id == "soon")
    assert soon.run is not None
    left = Proposal(each[1], None, None, None, stopped=LEFT_OUT)
    assert follows([first, left, last], suite, options)[12]["soon"] is Verdict.VIOLATED


def gated() -> Suite:
    """A number that goes on only where its top is not 4: with 4 nothing ever happens."""
    number: Var[int] = Var("number", Integer(0, 50), SHARED, 0)
    top = Param("top")
    guard = {"room": number < 1, "not with 4": (top <= 3) | (top >= 5)}
    model = Model(
        "count",
        (number,),
        (Constant("top", 3, ""),),
        (Command("more", "counter", guard, {number: number + 1}),),
    )
    return Suite.of(model, [Property("least", "at least 0", number >= 0)])


def test_what_holds_where_nothing_happens_is_no_pass_that_follows() -> None:
    suite, options = gated(), Options(engine="explicit")
    each = points(parse_change(TEXT.format("[3, 4, 5]").encode(), "x.toml"))
    first, last = (check_change(p, suite, options) for p in (each[0], each[-1]))
    assert first.after is not None
    assert first.after.by_id["least"].verdict.passes
    # Judged itself, it is a defect: every statement holds of the initial state alone.
    alone = check_change(each[1], suite, options).after
    assert alone is not None
    assert alone.by_id["least"].verdict is Verdict.UNKNOWN
    left = Proposal(each[1], None, None, None, stopped=LEFT_OUT)
    assert follows([first, left, last], suite, options)[4] == {}


def test_that_time_stops_follows_from_no_run() -> None:
    """By hand: at 5 s only ``leave`` lets time go on, which one value of the constant makes possible; earlier ``soon`` does."""
    busy = boolean("worker.busy", "worker", False, "")
    age = clock("worker.age", "worker", busy, "")
    begin = Command("begin", "worker", {"rests": ~busy}, {busy: True})
    never = Command("never", "worker", {"late": age >= 10}, {busy: False})
    soon = Command("soon", "worker", {"busy": busy, "in time": age <= 4}, {busy: False})
    leave = Command("leave", "worker", {"busy": busy, "the one": Param("which") == 1}, {busy: False})
    deadline = Deadline("worker.age", lift(5), ("never",))
    model = Model("work", (busy, age), (Constant("which", 0, ""),), (begin, never, soon, leave), (deadline,))
    suite, options = Suite.of(model), Options(engine="explicit")
    text = 'schema = 1\ntitle = "t"\nmodel = "work"\n[[constant]]\nname = "which"\nvalue = [0, 1, 2]\n'
    each = points(parse_change(text.encode(), "x.toml"))
    found = in_halves(each, lambda change: check_change(change, suite, options), lambda: "")
    verdicts = [None if p.after is None else p.after.by_id["timelock"].verdict for p in found]
    assert verdicts == [Verdict.VIOLATED, None, Verdict.VIOLATED]
    alone = check_change(each[1], suite, options).after
    assert alone is not None
    assert alone.by_id["timelock"].verdict is Verdict.EXHAUSTED
    assert follows(found, suite, options) == {1: {}}


def turn(at: int, size: int) -> list[str]:
    return ["pass" if n < at else "violated" for n in range(size)]


def asked(answers: Mapping[str, list[str]], size: int) -> dict[int, dict[str, str]]:
    """What is judged of properties whose answers are known."""
    found: dict[int, dict[str, str]] = {}
    while (number := next_to_judge(found, size)) is not None:
        assert number not in found
        found[number] = {name: of[number] for name, of in answers.items()}
    return found


@given(st.integers(2, 50).flatmap(lambda size: st.tuples(st.just(size), st.integers(0, size))))
def test_a_turn_is_found_in_as_many_steps_as_halving_takes(given_: tuple[int, int]) -> None:
    size, at = given_
    found = asked({"p": turn(at, size)}, size)
    assert {0, size - 1} <= found.keys()
    if 0 < at < size:
        assert {at - 1, at} <= found.keys()
    assert len(found) <= 2 + ceil(log2(size))


@given(st.integers(2, 20).flatmap(lambda n: st.lists(st.sampled_from(["pass", "violated"]), min_size=n, max_size=n)))
def test_of_two_neighbours_that_differ_both_were_judged_wherever_it_looked(answers: list[str]) -> None:
    found = asked({"p": answers}, len(answers))
    numbers = sorted(found)
    turns = [(a, b) for a, b in pairwise(numbers) if answers[a] != answers[b]]
    assert all(b == a + 1 for a, b in turns)
    if len(turns) > 1:
        assert numbers == list(range(len(answers)))


def test_each_property_has_a_turn_of_its_own() -> None:
    found = asked({"p": turn(3, 30), "q": turn(20, 30)}, 30)
    assert {2, 3, 19, 20} <= found.keys()
    assert len(found) < 15


@pytest.mark.parametrize(
    ("verdicts", "assumed"),
    [
        ("P-P", "x passes with every value"),
        ("P-V", ""),
        ("P-PV-V", "x is violated from 4 on"),
        ("PU-P", ""),
        ("P--", ""),
        ("PPP", ""),
    ],
)
def test_what_is_assumed_is_said_apart(verdicts: str, assumed: str) -> None:
    words = {"P": Verdict.PROVED, "V": Verdict.VIOLATED, "U": Verdict.UNKNOWN, "-": None}
    line = SweepLine("x", "", tuple(range(1, len(verdicts) + 1)), tuple(words[v] for v in verdicts))
    assert line.assumed == assumed
    if "-" in verdicts:
        assert not line.passes
