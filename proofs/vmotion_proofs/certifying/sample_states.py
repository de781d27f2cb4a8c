"""States in which the text of a certificate is compared with the model: on random runs, and any within range."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from random import Random
from typing import Any, TypeAlias, cast

from vmotion_model.language import (
    Clock,
    Expr,
    Finite,
    Model,
    Value,
    Var,
    discretise,
    evaluate,
    values_of,
)
from vmotion_proofs.search.compiled_model import compile_model

State: TypeAlias = Mapping[str, Any]
"""Values by variable; clocks in seconds, as fractions."""

WALK = 60
"""After so many steps a random walk starts anew."""


def walks(model: Model, properties: Mapping[str, Expr[bool]], random: Random) -> Iterator[State]:
    """States on random runs of the model in ticks: no search is needed, and every one of them is reachable."""
    finite = discretise(model, None, *properties.values())
    program = compile_model(finite.model)
    clocks = {c.name for c in model.clocks}
    while True:
        words = program.layout.pack(finite.model.initial)
        for _ in range(WALK):
            state = program.state(words, 0)
            yield {n: Fraction(cast("int", v) * finite.tick) if n in clocks else v for n, v in state.items()}
            block = program.block(words)
            enabled = [(s, at) for s in program.steps if len(at := s.enabled(block))]
            if not enabled:
                break
            step, at = random.choice(enabled)
            words = step.successors(block, at)


def arbitrary(model: Model, random: Random) -> Iterator[State]:
    """Any values in range, reachable or not; active clocks at quarters of a second around the model's limits, others zero."""
    numbers = sorted({0, *model.values.values()})
    while True:
        state: dict[str, Any] = {v.name: random.choice(values_of(v.type)) for v in discrete(model)}
        for clock in model.clocks:
            active = clock.active is not None and evaluate(clock.active, state, model.values)
            near = random.choice(numbers) + Fraction(random.randint(-6, 6), 4)
            state[clock.name] = max(near, Fraction(0)) if active else Fraction(0)
        yield state


def in_ticks(finite: Finite, state: State) -> dict[str, Value] | None:
    """The state with its clocks as counters of whole ticks; None where a clock stands between two."""
    counted = dict(state)
    for clock in finite.dense.clocks:
        ticks = Fraction(state[clock.name]) / finite.tick
        if ticks.denominator != 1:
            return None
        counted[clock.name] = min(int(ticks), finite.model.variable[clock.name].type.high)  # type: ignore[union-attr]
    return counted


def discrete(model: Model) -> list[Var[Any]]:
    """The variables that are no clocks."""
    return [v for v in model.variables if not isinstance(v.type, Clock)]
