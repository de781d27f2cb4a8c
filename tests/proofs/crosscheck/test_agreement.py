"""The readings of the model agree: machines, compiled successor function and SMT relation."""

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from math import prod
from typing import Any

import numpy as np
import pytest
import z3

from vmotion_model.language import (
    ELAPSE,
    Command,
    Expr,
    Finite,
    Instance,
    Integer,
    Model,
    ModelError,
    Value,
    Var,
    discretise,
    values_of,
    variables_of,
)
from vmotion_model.machines import Migration
from vmotion_proofs.search.breadth_first import search
from vmotion_proofs.search.compiled_model import Program, compile_model
from vmotion_proofs.search.explore import Explored
from vmotion_proofs.solving.encode_terms import Encoder, code_of
from vmotion_proofs.solving.z3_terms import Z3Terms
from vmotion_specs.suites import Suite

SEED = 20241124
State = Mapping[str, Value]


def machine_steps(migration: Migration, finite: Finite, state: State) -> dict[str, State]:
    """What the machines can do from a state given in ticks: command and the state after it, in ticks."""
    clocks = {c.name for c in finite.dense.clocks}
    seconds = {n: int(v) * finite.tick if n in clocks else v for n, v in state.items()}
    migration.restore(seconds)
    found: dict[str, State] = {}
    running = any(migration._runs(c) for c in clocks)
    limit = migration.longest_delay()
    for name in migration.enabled():
        migration.restore(seconds)
        migration.fire(name)
        found[name] = in_ticks(finite, migration.state)
    if running and (limit is None or limit >= finite.tick):
        migration.restore(seconds)
        migration.elapse(finite.tick)
        found[ELAPSE] = in_ticks(finite, migration.state)
    return found


def in_ticks(finite: Finite, state: State) -> State:
    clocks = {c.name: finite.model.variable[c.name].type for c in finite.dense.clocks}
    result = dict(state)
    for name, type_ in clocks.items():
        assert isinstance(type_, Integer)
        result[name] = min(int(state[name]) // finite.tick, type_.high)
    return result


def compiled_steps(program: Program, state: State) -> Mapping[str, State]:
    block = program.block(program.layout.pack(state))
    found = {}
    for step in program.steps:
        at = step.enabled(block)
        if len(at):
            found[step.command.name] = program.state(step.successors(block, at), 0)
    return found


def assert_same(finite: Finite, program: Program, states: Sequence[State], migration: Migration) -> None:
    for state in states:
        machines, compiled = machine_steps(migration, finite, state), compiled_steps(program, state)
        assert machines.keys() == compiled.keys(), f"enabled commands differ in {state}"
        for name, after in machines.items():
            assert after == compiled[name], f"{name} leads elsewhere from {state}"


@pytest.mark.long
def test_machines_and_compiled_function_agree_on_every_state_of_a_small_instance(suite: Suite) -> None:
    limits = {"request": 1, "vcenter crash": 0, "source crash": 0, "destination crash": 0, "refusal": 0}
    instance = Instance("one attempt, nobody crashes or refuses", limits).apply(suite.model)
    finite = discretise(instance)
    found = search(finite.model, {})
    assert found.complete
    assert 1_000 < found.states <= 20_000
    states = [found.program.state(found.store.words, i) for i in range(found.states)]
    assert_same(finite, found.program, states, Migration(instance, suite.locations))


@pytest.mark.parametrize("number", [75, pytest.param(1_500, marks=pytest.mark.long)])
def test_machines_and_compiled_function_agree_on_random_states_of_the_whole_model(
    number: int, suite: Suite, explored: Explored, record_property: Callable[[str, object], None]
) -> None:
    chosen = np.random.default_rng(SEED).choice(explored.search.states, number, replace=False)
    record_property("seed", SEED)
    program, words = explored.search.program, explored.search.store.words
    states = [program.state(words, int(i)) for i in chosen]
    assert_same(explored.finite, program, states, Migration(suite.model, suite.locations))


class Smt:
    """The SMT reading of a finite model's commands."""

    def __init__(self, model: Model) -> None:
        self.context = z3.Context()
        self.encoder: Encoder[Any] = Encoder(Z3Terms(self.context), model.values)

    def term(self, expr: Expr[Any]) -> Any:
        return self.encoder.encode(expr)

    def number(self, var: Var[Any], value: Value) -> Any:
        if isinstance(value, bool):
            return z3.BoolVal(value, self.context)
        return z3.IntVal(code_of(var.type, value) if isinstance(value, str) else value, self.context)  # type: ignore[arg-type]

    def is_value(self, var: Var[Any], value: Value) -> Any:
        return self.term(var) == self.number(var, value)


def support(*exprs: Expr[Any]) -> dict[str, Var[Any]]:
    return {n: v for e in exprs for n, v in variables_of(e).items()}


def table(program: Program, command: Command, variables: dict[str, Var[Any]]) -> list[tuple[State, State | None]]:
    """The compiled command on every combination of values of the variables it reads; the rest as initially."""
    model = program.model
    rows: list[dict[str, Value]] = [
        dict(model.initial) | dict(zip(variables, values, strict=True))
        for values in product(*(values_of(v.type) for v in variables.values()))
    ]
    words = np.concatenate([program.layout.pack(r) for r in rows], axis=1)
    block = program.block(words)
    step = program.step[command.name]
    at = step.enabled(block)
    after = step.successors(block, at)
    states: list[tuple[State, State | None]] = [(r, None) for r in rows]
    for position, index in enumerate(at):
        states[int(index)] = (rows[int(index)], program.state(after, position))
    return states


@pytest.mark.long
def test_smt_relation_equals_the_compiled_function_command_by_command(suite: Suite) -> None:
    """One equivalence query each: no state in which the SMT reading and the table of the compiled function differ."""
    finite = discretise(suite.model)
    program, smt = compile_model(finite.model), Smt(finite.model)
    checked = 0
    for command in finite.model.commands:
        variables = support(command.enabled, *command.updates.values())
        if prod(len(values_of(v.type)) for v in variables.values()) > 30_000:
            # Elapse reads every clock; it is compared on sampled states below.
            assert command.name == ELAPSE or len(variables) > 5
            continue
        rows = table(program, command, variables)
        solver = z3.Solver(ctx=smt.context)
        for var in variables.values():
            if (domain := smt.encoder.domain(var)) is not None:
                solver.add(domain)
        differences = []
        for before, after in rows:
            here = [smt.is_value(v, before[n]) for n, v in variables.items()]
            if after is None:
                differences.append(z3.And(*here, smt.term(command.enabled)))
                continue
            changed = [
                smt.term(update) == smt.number(finite.model.variable[n], after[n])
                for n, update in command.updates.items()
            ]
            differences.append(z3.And(*here, z3.Not(z3.And(smt.term(command.enabled), *changed))))
            untouched = finite.model.variable.keys() - command.updates.keys()
            assert all(after[n] == before[n] for n in untouched), command.name
        solver.add(z3.Or(*differences))
        assert solver.check() == z3.unsat, f"{command.name}: {solver.model()}"
        checked += 1
    assert checked >= len(finite.model.commands) - 4


@pytest.mark.parametrize("reachable", [True, False])
def test_smt_relation_agrees_with_the_compiled_function_on_sampled_states(explored: Explored, reachable: bool) -> None:
    random = np.random.default_rng(SEED)
    model, program = explored.finite.model, explored.search.program
    smt = Smt(model)
    states: list[dict[str, Value]] = []
    if reachable:
        chosen = random.choice(explored.search.states, 200, replace=False)
        states = [program.state(explored.search.store.words, int(i)) for i in chosen]
    else:
        while len(states) < 200:
            state = {v.name: values_of(v.type)[int(random.integers(len(values_of(v.type))))] for v in model.variables}
            if explored.search.store.find(program.layout.pack(state))[0] < 0:
                states.append(state)
    steps = {c.name: (smt.term(c.enabled), {n: smt.term(u) for n, u in c.updates.items()}) for c in model.commands}
    symbols = {v.name: smt.term(v) for v in model.variables}
    solver = z3.Solver(ctx=smt.context)
    for state in states:
        solver.push()
        solver.add(*(symbols[v.name] == smt.number(v, state[v.name]) for v in model.variables))
        assert solver.check() == z3.sat
        here = solver.model()
        compiled = compiled_steps_within_range(program, state)
        for name, (guard, updates) in steps.items():
            if name in compiled and compiled[name] is None:
                continue
            assert z3.is_true(here.eval(guard, True)) == (name in compiled), f"{name} in {state}"
            after = compiled.get(name)
            if after is None:
                continue
            for variable, update in updates.items():
                expected = smt.number(model.variable[variable], after[variable])
                assert z3.eq(here.eval(update, True), expected), f"{name}: {variable} in {state}"
        solver.pop()


def compiled_steps_within_range(program: Program, state: State) -> dict[str, State | None]:
    """Like ``compiled_steps``; None where an unreachable state makes a step leave a variable's range."""
    block = program.block(program.layout.pack(state))
    found: dict[str, State | None] = {}
    for step in program.steps:
        at = step.enabled(block)
        if len(at):
            try:
                found[step.command.name] = program.state(step.successors(block, at), 0)
            except ModelError:
                found[step.command.name] = None
    return found
