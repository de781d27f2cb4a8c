"""The search: counts derived by hand, an interpreter beside it, and the square that two copies must have."""

from collections import deque
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from effort import examples
from strategies import models
from vmotion_model.language import (
    FALSE,
    SHARED,
    Command,
    Enumeration,
    Model,
    Value,
    Var,
    all_of,
    boolean,
    discretise,
    evaluate,
    integer,
    substitute,
)
from vmotion_proofs.search import breadth_first
from vmotion_proofs.search.breadth_first import Search, go_on, search


def counter(bits: int) -> Model:
    """A binary counter whose bits are variables: increment with carry, one command for each length of the carry."""
    digits = [boolean(f"bit{i}", SHARED, False, "") for i in range(bits)]
    commands = tuple(
        Command(
            f"carry{i}",
            "clockwork",
            {"ones below": all_of(*digits[:i]), "zero here": ~digits[i]},
            {**dict.fromkeys(digits[:i], False), digits[i]: True},
        )
        for i in range(bits)
    )
    return Model("counter", tuple(digits), (), commands)


def philosophers(number: int) -> Model:
    """Each takes the left fork, then the right one, eats, and puts both back."""
    states = Enumeration("Mood", ("THINKS", "HOLDS", "EATS"))
    moods: list[Var[Any]] = [Var(f"p{i}.mood", states, f"p{i}", "THINKS") for i in range(number)]
    forks = [boolean(f"fork{i}", SHARED, True, "") for i in range(number)]
    commands = []
    for i, mood in enumerate(moods):
        left, right = forks[i], forks[(i + 1) % number]
        commands += [
            Command(f"take_left{i}", f"p{i}", {"t": mood == "THINKS", "free": left}, {mood: "HOLDS", left: False}),
            Command(f"take_right{i}", f"p{i}", {"h": mood == "HOLDS", "free": right}, {mood: "EATS", right: False}),
            Command(f"put_back{i}", f"p{i}", {"e": mood == "EATS"}, {mood: "THINKS", left: True, right: True}),
        ]
    return Model("philosophers", (*moods, *forks), (), tuple(commands))


def graph(edges: list[tuple[int, int]], size: int) -> Model:
    """Places 0 to size - 1; each edge is a command."""
    place = integer("place", "walker", 0, 0, size - 1, "")
    return Model(
        "graph",
        (place,),
        (),
        tuple(Command(f"go_{a}_{b}", "walker", {"here": place == a}, {place: b}) for a, b in edges),
    )


def two_copies(model: Model) -> Model:
    """A model of one role beside itself: nothing is shared between the copies."""
    variables: list[Var[Any]] = []
    commands: list[Command] = []
    for side in ("left", "right"):
        names: dict[str, Var[Any]] = {v.name: Var(f"{side}.{v.name}", v.type, side, v.initial) for v in model.variables}
        variables += names.values()
        for command in model.commands:
            guard = {label: substitute(g, names) for label, g in command.guard.items()}
            effect = {names[n]: substitute(u, names) for n, u in command.updates.items()}
            commands.append(Command(f"{side}_{command.name}", side, guard, effect))
    return Model("two", tuple(variables), model.constants, tuple(commands))


def levels_of(model: Model) -> list[set[tuple[Value, ...]]]:
    """Breadth-first search by the interpreter, with dicts."""
    names = [v.name for v in model.variables]
    start = tuple(model.initial[n] for n in names)
    depth = {start: 0}
    waiting = deque([start])
    while waiting:
        values = waiting.popleft()
        state = dict(zip(names, values, strict=True))
        for command in model.commands:
            if all(evaluate(g, state, model.values) for g in command.guard.values()):
                new = state | {n: evaluate(u, state, model.values) for n, u in command.updates.items()}
                after = tuple(new[n] for n in names)
                if after not in depth:
                    depth[after] = depth[values] + 1
                    waiting.append(after)
    return [{s for s, d in depth.items() if d == level} for level in range(max(depth.values()) + 1)]


def found_levels(found: Search) -> list[set[tuple[Value, ...]]]:
    result: list[set[tuple[Value, ...]]] = [set() for _ in found.levels]
    for index in range(found.states):
        state = found.program.state(found.store.words, index)
        result[found.level_of(index)].add(tuple(state.values()))
    return result


class TestCounts:
    @pytest.mark.parametrize("bits", [1, 2, 5, 11])
    def test_a_counter_of_n_bits_has_two_to_the_n_states_one_a_level(self, bits: int) -> None:
        found = search(counter(bits), {})
        assert (found.states, found.transitions) == (2**bits, 2**bits - 1)
        assert (found.depth, len(found.levels)) == (2**bits - 1, 2**bits)
        # The command that carries over i bits fires once for each multiple of 2^i that is odd: 2^(n - 1 - i) times.
        assert found.fired is not None
        assert list(found.fired) == [2 ** (bits - 1 - i) for i in range(bits)]

    @pytest.mark.parametrize(("number", "states"), [(2, 6), (3, 14), (4, 34), (5, 82)])
    def test_dining_philosophers(self, number: int, states: int) -> None:
        """Rings of moods in which whoever sits right of an eater thinks: traces of the powers of [[1,1,1],[1,1,1],[1,0,0]].

        Its eigenvalues are 1 + sqrt 2, 1 - sqrt 2 and 0: the traces are 6, 14, 34, 82 (Pell-Lucas numbers).
        """
        found = search(philosophers(number), {})
        assert found.states == states

    def test_the_philosophers_can_starve_in_one_way_and_that_after_as_many_steps_as_they_are(self) -> None:
        model = philosophers(4)
        stuck = all_of(*(~c.enabled for c in model.commands))
        found = search(model, {"goes on": ~stuck}, stop_early=False)
        assert found.complete
        index = found.violations["goes on"]
        state = found.program.state(found.store.words, index)
        assert all(value == "HOLDS" for name, value in state.items() if name.endswith("mood"))
        assert len(found.path_to(index)) == 4
        check = found.program.compile(stuck)
        assert int(check(found.program.block(found.store.words)).sum()) == 1

    @pytest.mark.parametrize("number", [2, 3])
    def test_a_fork_is_free_where_nobody_has_it(self, number: int) -> None:
        found = search(philosophers(number), {})
        for index in range(found.states):
            state = found.program.state(found.store.words, index)
            for i in range(number):
                taken = state[f"p{i}.mood"] != "THINKS" or state[f"p{(i - 1) % number}.mood"] == "EATS"
                assert state[f"fork{i}"] is not taken

    @settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(models(clocks=False))
    def test_two_independent_copies_have_the_square(self, model: Model) -> None:
        one, two = search(model, {}), search(two_copies(model), {})
        assert two.states == one.states**2
        assert two.transitions == 2 * one.states * one.transitions
        assert two.depth == 2 * one.depth

    def test_two_counters_have_the_square(self) -> None:
        assert search(two_copies(counter(4)), {}).states == (2**4) ** 2


# Two ways from 0 to 5: 0-1-2-3-5 and 0-4-5; a loop at 4, a way back, and 6 that no edge reaches.
EDGES = [(0, 1), (1, 2), (2, 3), (3, 5), (0, 4), (4, 4), (4, 5), (5, 0), (6, 0)]


class TestLevels:
    def test_a_graph_by_hand(self) -> None:
        found = search(graph(EDGES, 7), {})
        assert found_levels(found) == [{(0,)}, {(1,), (4,)}, {(2,), (5,)}, {(3,)}]
        assert (found.states, found.transitions, found.depth) == (6, 8, 3)

    def test_the_path_is_a_shortest_one(self) -> None:
        model = graph(EDGES, 7)
        (place,) = model.variables
        found = search(model, {"not there": place != 5})
        path = found.path_to(found.violations["not there"])
        assert [model.commands[step].name for step, _ in path] == ["go_0_4", "go_4_5"]
        assert found.path_to(0) == []

    def test_a_property_that_fails_at_the_start_fails_there(self) -> None:
        model = graph(EDGES, 7)
        (place,) = model.variables
        found = search(model, {"start": place != 0, "never": FALSE})
        assert found.violations == {"start": 0, "never": 0}
        assert not found.complete

    def test_a_stopped_search_says_how_deep_it_came(self) -> None:
        model = counter(6)
        found = search(model, {}, states=10)
        assert not found.complete
        assert found.depth < 10 <= found.states
        assert found.states <= 12

    def test_a_search_that_found_what_it_looked_for_is_not_complete(self) -> None:
        model = graph(EDGES, 7)
        (place,) = model.variables
        found = search(model, {"not far": place != 4})
        assert not found.complete
        assert (found.depth, found.level_of(found.violations["not far"])) == (1, 1)

    @settings(max_examples=examples(100), deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(models())
    def test_levels_are_those_of_the_interpreter(self, model: Model) -> None:
        finite = discretise(model).model
        wanted = levels_of(finite)
        found = search(finite, {})
        assert found.complete
        assert found_levels(found) == wanted

    @settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(models(clocks=False))
    def test_every_path_is_a_run_of_its_level(self, model: Model) -> None:
        found = search(model, {})
        for index in range(min(found.states, 20)):
            path = found.path_to(index)
            assert len(path) == found.level_of(index)
            state = dict(model.initial)
            for step, after in path:
                command = model.commands[step]
                assert evaluate(command.enabled, state, model.values)
                state |= {n: evaluate(u, state, model.values) for n, u in command.updates.items()}
                assert state == found.program.state(found.store.words, after)

    @settings(max_examples=examples(100), deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(models(), st.lists(st.integers(1, 60), max_size=8), st.booleans())
    def test_a_search_that_is_gone_on_with_is_the_one_made_at_once(
        self, model: Model, pauses: list[int], stop_early: bool
    ) -> None:
        """It ends wherever one likes, between two blocks or two levels, and also where everything is broken."""
        finite = discretise(model).model
        wanted = {v.name: v == v.initial for v in finite.variables[:2]}
        # Of blocks of two states, so that there are some on each level.
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(breadth_first, "BLOCK", 2)
            whole = search(finite, wanted, stop_early=stop_early, edges=True)
            found = search(finite, wanted, states=0, stop_early=stop_early, edges=True)
            for states in sorted(pauses):
                go_on(found, wanted, states=states, stop_early=stop_early)
            go_on(found, wanted, stop_early=stop_early)
        assert found.edges is not None
        assert whole.edges is not None
        for one, other in (
            (found.store.words, whole.store.words),
            (found.edges.first, whole.edges.first),
            (found.edges.target, whole.edges.target),
            (found.edges.step, whole.edges.step),
        ):
            assert np.array_equal(one, other)
        for name in ("levels", "complete", "stopped", "violations", "transitions", "depth"):
            assert getattr(found, name) == getattr(whole, name), name

    @settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(models())
    def test_the_steps_that_are_kept_are_those_of_the_interpreter(self, model: Model) -> None:
        finite = discretise(model).model
        found = search(finite, {}, edges=True)
        assert found.edges is not None
        first, names = found.edges.first, [s.command.name for s in found.program.steps]
        assert len(first) == found.states + 1
        for index in range(min(found.states, 20)):
            state = found.program.state(found.store.words, index)
            kept = {(names[found.edges.step[i]], found.edges.target[i]) for i in range(first[index], first[index + 1])}
            enabled = [c for c in finite.commands if evaluate(c.enabled, state, finite.values)]
            assert len(enabled) == first[index + 1] - first[index]
            for command in enabled:
                after = state | {n: evaluate(u, state, finite.values) for n, u in command.updates.items()}
                (target,) = [t for n, t in kept if n == command.name]
                assert found.program.state(found.store.words, int(target)) == after
