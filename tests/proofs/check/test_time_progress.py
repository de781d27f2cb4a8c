"""Time can always go on, or the check says that it cannot: nothing may hold it for ever, and no fault need come to its help."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmotion_model.language import Command, Deadline, Expr, Model, Var, boolean, clock, discretise, integer, lift
from vmotion_proofs.changes.check_change import check_change
from vmotion_proofs.check.check import check
from vmotion_proofs.liveness.time_goes_on import stuck
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.verdicts import CheckResult, Verdict
from vmotion_proofs.search.breadth_first import search
from vmotion_proofs.search.graph import graph_of
from vmotion_specs.change import parse_change
from vmotion_specs.properties import Property
from vmotion_specs.suites import suite as suite_of

HOLDER = "holder"


def judged(text: str, model: str, ids: tuple[str, ...] = ()) -> CheckResult:
    chosen = suite_of(model)
    result = check_change(
        parse_change(text.encode(), "x.toml"), chosen, Options(locations=chosen.locations), ids=ids
    ).after
    assert result is not None
    return result


def test_a_handler_that_restarts_a_deadline_of_nothing_stops_time() -> None:
    """At a limit of 0 the clock is due again at once: the handler may be done for ever, and no time passes."""
    result = judged(
        """
schema = 1
title = "The lock must be renewed at once, and is never given back"
model = "timed-lock"
[[constant]]
name = "limit"
value = 0
[[command]]
action = "add"
name = "renew"
role = "holder"
[command.guard]
"held" = "holder.held"
[command.effect]
"holder.age" = "0"
[[command]]
action = "remove"
name = "let_go"
[[deadline]]
action = "replace"
clock = "holder.age"
handlers = ["renew"]
""",
        "timed-lock",
    ).by_id
    assert result["timelock"].verdict is Verdict.VIOLATED
    assert result["in_time"].verdict is Verdict.UNKNOWN


def test_a_fault_is_no_handler() -> None:
    result = judged(
        """
schema = 1
title = "Only a crash gives the lock back"
model = "timed-lock"
[[command]]
action = "remove"
name = "let_go"
[[command]]
action = "add"
name = "crashes"
role = "holder"
fault = "crash"
[command.guard]
"held" = "holder.held"
[command.effect]
"holder.held" = "False"
[[deadline]]
action = "replace"
clock = "holder.age"
handlers = ["crashes"]
""",
        "timed-lock",
    ).by_id
    assert result["timelock"].verdict is Verdict.VIOLATED
    assert result["in_time"].verdict is Verdict.UNKNOWN


def test_what_holds_only_because_time_stops_first_is_no_pass() -> None:
    """By hand: with 5 s of patience and a handler that waits for 10 s, nothing is ever wrong; without the deadline it is."""
    waiting = boolean("a.waiting", "a", False, "")
    wrong = boolean("a.wrong", "a", False, "")
    age = clock("a.age", "a", waiting, "")
    begin = Command("begin", "a", {"rests": ~waiting}, {waiting: True})
    late = Command("late", "a", {"waits": waiting, "10 s": age >= 10}, {waiting: False, wrong: True})
    model = Model("m", (waiting, wrong, age), (), (begin, late), (Deadline("a.age", lift(5), ("late",)),))
    result = check(model, [Property("never_wrong", "", ~wrong), Property("sane", "", waiting | ~waiting)]).by_id
    assert result["timelock"].verdict is Verdict.VIOLATED
    assert result["never_wrong"].verdict is Verdict.UNKNOWN
    # What needs no deadline stands: it is proved of the model without them.
    assert result["sane"].verdict is Verdict.PROVED
    free = Model("m", (waiting, wrong, age), (), (begin, late))
    assert check(free, [Property("never_wrong", "", ~wrong)]).by_id["never_wrong"].verdict is Verdict.VIOLATED


def two_clocks(limits: tuple[int, int], handing_over: bool) -> Model:
    """Two turns, each with a deadline; a handler ends its turn, and begins the other one where they hand over."""
    turn = [boolean(f"a.turn{i}", "a", i == 0, "") for i in (0, 1)]
    ages = [clock(f"a.age{i}", "a", turn[i], "") for i in (0, 1)]
    steps = [
        Command(f"end{i}", "a", {"turn": turn[i]}, {turn[i]: False, turn[1 - i]: turn[1 - i] | lift(handing_over)})
        for i in (0, 1)
    ]
    deadlines = tuple(Deadline(f"a.age{i}", lift(limits[i]), (f"end{i}",)) for i in (0, 1))
    return Model("m", (*turn, *ages), (), tuple(steps), deadlines)


@pytest.mark.parametrize(
    ("limits", "handing_over", "goes_on"),
    [((0, 0), True, False), ((0, 0), False, True), ((0, 1), True, True), ((2, 1), True, True)],
)
def test_clocks_that_hand_over_in_no_time_stop_it(limits: tuple[int, int], handing_over: bool, goes_on: bool) -> None:
    """By hand: only where both limits are 0 and each turn begins the other does no time ever pass."""
    model = two_clocks(limits, handing_over)
    turn = model.variable["a.turn0"]
    verdict = check(model, [Property("any", "", turn | ~turn)]).by_id["timelock"].verdict
    assert verdict.passes == goes_on
    assert goes_on or verdict is Verdict.VIOLATED


def test_a_gap_between_two_ticks_is_no_pass() -> None:
    """By hand: at the deadline of x one handler wants y at 0, the other y at 1; y at a half has none, which no tick shows."""
    x_on, y_on = boolean("a.x_on", "a", False, ""), boolean("a.y_on", "a", False, "")
    x, y = clock("a.x", "a", x_on, ""), clock("a.y", "a", y_on, "")
    steps = (
        Command("start_x", "a", {"off": ~x_on}, {x_on: True}),
        Command("start_y", "a", {"x runs": x_on, "off": ~y_on}, {y_on: True}),
        Command("alone", "a", {"x": x_on, "no y": ~y_on}, {x_on: False}),
        Command("none", "a", {"x": x_on, "y": y_on, "at 0": y <= 0}, {x_on: False, y_on: False}),
        Command("all", "a", {"x": x_on, "y": y_on, "at 1": y >= 1}, {x_on: False, y_on: False}),
    )
    model = Model("m", (x_on, y_on, x, y), (), steps, (Deadline("a.x", lift(1), ("alone", "none", "all")),))
    assert not check(model, [Property("any", "", x_on | ~x_on)]).by_id["timelock"].verdict.passes


Edges = list[tuple[int, int, bool]]


@st.composite
def walks(draw: st.DrawFn) -> tuple[Edges, frozenset[int]]:
    """Steps between six places, some of them faults, and the places in which a clock with a deadline of one tick runs."""
    places = st.integers(0, 5)
    edges = draw(st.lists(st.tuples(places, places, st.booleans()), max_size=10))
    return edges, frozenset(draw(st.sets(places)))


def model_of(edges: Edges, running: frozenset[int]) -> Model:
    at: Var[int] = integer("a.at", "a", 0, 0, 5, "")
    where: Expr[bool] = lift(False)
    for place in sorted(running):
        where = where | (at == place)
    age = clock("a.age", "a", where, "")
    steps = [
        Command(
            f"s{i}", "a", {"at": at == a}, {at: b, **({age: 0} if a != b else {})}, fault="crash" if fault else None
        )
        for i, (a, b, fault) in enumerate(edges)
    ]
    return Model("walk", (at, age), (), tuple(steps), (Deadline("a.age", lift(1), ()),))


def stuck_by_hand(edges: Edges, running: frozenset[int]) -> bool:
    """Whether some reachable (place, age) has no fault-free way to a cycle on which time passes, by plain sets."""

    def following(state: tuple[int, int], faults: bool) -> Mapping[tuple[int, int], bool]:
        place, age = state
        found: dict[tuple[int, int], bool] = {}
        for a, b, fault in edges:
            if a == place and (faults or not fault):
                found[b, age if a == b and b in running else 0] = False
        if place not in running:
            found[place, 0] = True
        elif age < 1:
            found[place, age + 1] = True
        return found

    reached, waiting = {(0, 0)}, [(0, 0)]
    while waiting:
        for after in following(waiting.pop(), faults=True):
            if after not in reached:
                reached.add(after)
                waiting.append(after)

    def ways(start: tuple[int, int]) -> set[tuple[int, int]]:
        seen, left = {start}, [start]
        while left:
            for after in following(left.pop(), faults=False):
                if after not in seen:
                    seen.add(after)
                    left.append(after)
        return seen

    def passes_time(state: tuple[int, int]) -> bool:
        return any(timed and state in ways(after) for after, timed in following(state, faults=False).items())

    return not all(any(passes_time(s) for s in ways(start)) for start in reached)


@given(walks())
def test_the_states_in_which_time_stops_are_those_found_by_hand(walk: tuple[Edges, frozenset[int]]) -> None:
    edges, running = walk
    model = model_of(edges, running)
    finite = discretise(model)
    found = search(finite.model, {})
    assert (stuck(graph_of(finite, found)) is not None) == stuck_by_hand(edges, running)
