"""Assignments in sequence do what simultaneous effects do; names stay apart."""

import re
from collections.abc import Mapping
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from effort import examples
from strategies import World, models, states
from vmotion_model.language import Expr, Value, evaluate, integer
from vmotion_proofs.crosscheck.promela import in_sequence
from vmotion_proofs.solving.symbol_names import PROMELA_RESERVED as PROMELA
from vmotion_proofs.solving.symbol_names import TLA_RESERVED as TLA
from vmotion_proofs.solving.symbol_names import Names, sentence
from vmotion_proofs.solving.symbol_names import promela_name as promela_legal
from vmotion_proofs.solving.symbol_names import tla_name as tla_legal


def one_after_the_other(
    updates: Mapping[str, Expr[Any]], state: Mapping[str, Value], constants: Mapping[str, int]
) -> dict[str, Value]:
    """What a language that assigns one variable at a time makes of the order, reading copies where they were made."""
    order = in_sequence(updates)
    now = dict(state)
    for name, update in order.assigned:
        now[name] = evaluate(update, {**now, **{s: state[s] for s in order.saved}}, constants)
    return now


@settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_sequence_of_assignments_has_the_simultaneous_effect(data: st.DataObject) -> None:
    model = data.draw(models(clocks=False))
    state = data.draw(states(World(model.variables, model.constants)))
    for command in model.commands:
        after = {**state, **{n: evaluate(u, state, model.values) for n, u in command.updates.items()}}
        assert one_after_the_other(command.updates, state, model.values) == after


@settings(max_examples=examples(50), deadline=None)
@given(st.permutations(range(6)), st.lists(st.integers(0, 5), min_size=6, max_size=6))
def test_every_permutation_and_every_copying_is_simultaneous(order: list[int], sources: list[int]) -> None:
    variables = [integer(f"r.x{i}", "r", 0, 0, 9, "") for i in range(6)]
    state: dict[str, Value] = {f"r.x{i}": i + 1 for i in range(6)}
    for chosen in (order, sources):
        updates: dict[str, Expr[Any]] = {f"r.x{i}": variables[j] for i, j in enumerate(chosen)}
        after = {f"r.x{i}": state[f"r.x{j}"] for i, j in enumerate(chosen)}
        assert one_after_the_other(updates, state, {}) == after


def test_only_a_cycle_needs_a_copy() -> None:
    x, y, z = (integer(f"r.{n}", "r", 0, 0, 9, "") for n in "xyz")
    assert in_sequence({"r.x": y, "r.y": z, "r.z": z + 1}).saved == ()
    assert len(in_sequence({"r.x": y, "r.y": x}).saved) == 1


NAMES = st.from_regex(r"[A-Za-z_]{1,3}(\.[a-z_]{1,2}){0,2}", fullmatch=True) | st.sampled_from(
    sorted(n for n in PROMELA | TLA)
)


@settings(max_examples=examples(50), deadline=None)
@given(st.lists(st.tuples(st.sampled_from("vcep"), NAMES), unique=True, max_size=12))
def test_names_are_legal_and_never_shared(things: list[tuple[str, str]]) -> None:
    for reserved, legal in ((PROMELA, promela_legal), (TLA, tla_legal)):
        names = Names(reserved, legal)
        found = [names.of(kind, (kind, name), name) for kind, name in things]
        assert len(set(found)) == len(found)
        assert not set(found) & reserved
        assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", n) for n in found)
        assert [names.of(kind, (kind, name), name) for kind, name in things] == found


@settings(deadline=None)
@given(st.text())
def test_a_comment_stays_on_its_line_and_inside_its_marks(text: str) -> None:
    line = sentence(text)
    assert line.isascii()
    assert line == "" or line.isprintable()
    assert not any(mark in line for mark in ("*/", "/*", "(*", "*)", "\\"))
