"""What a complete search of a model sees of its commands and of the premises of its properties."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from vmotion_model.language import Model, all_of, negate
from vmotion_proofs.results.options import Options
from vmotion_proofs.search.breadth_first import BLOCK
from vmotion_proofs.search.compiled_model import Compiled
from vmotion_proofs.search.explore import explore
from vmotion_specs.properties import Property, PropertyKind


@dataclass(frozen=True)
class Conjunct:
    """A guard conjunct; ``decides`` counts the reachable states in which it alone keeps its command from happening."""

    command: str
    label: str
    decides: int


@dataclass(frozen=True)
class Coverage:
    """States seen; how often each command happens; where each conjunct decides; in how many states each premise holds."""

    states: int
    complete: bool
    commands: dict[str, int]
    conjuncts: tuple[Conjunct, ...]
    premises: dict[str, int]

    @property
    def idle_commands(self) -> tuple[str, ...]:
        """Commands that never happen."""
        return tuple(n for n, times in self.commands.items() if not times)

    @property
    def idle_conjuncts(self) -> tuple[Conjunct, ...]:
        """Conjuncts that never decide: wherever all others hold, they hold too."""
        return tuple(c for c in self.conjuncts if not c.decides)

    @property
    def idle_premises(self) -> tuple[str, ...]:
        """Properties whose premise no state satisfies: they say nothing."""
        return tuple(n for n, states in self.premises.items() if not states)

    def to_json(self) -> dict[str, Any]:
        """Plain data."""
        return {
            "schema": 1,
            "states": self.states,
            "complete": self.complete,
            "commands": self.commands,
            "conjuncts": [{"command": c.command, "label": c.label, "decides": c.decides} for c in self.conjuncts],
            "premises": self.premises,
        }


def coverage(model: Model, properties: Sequence[Property], options: Options) -> Coverage:
    """Search all reachable states and count."""
    invariants = {p.id: p.formula for p in properties if p.kind is PropertyKind.INVARIANT}
    explored = explore(model, invariants, options)
    options.budget.check()
    search, finite = explored.search, explored.finite
    dense = finite.dense
    compiled: dict[object, Compiled] = {}
    for command in dense.commands:
        for label in command.guard:
            rest = all_of(
                *(negate(g) if k == label else g for k, g in finite.model.command[command.name].guard.items())
            )
            compiled[command.name, label] = search.program.compile(rest)
    for item in properties:
        if item.kind is PropertyKind.INVARIANT:
            compiled[item.id] = search.program.compile(finite.translate(item.premise))
    counts: dict[object, int] = dict.fromkeys(compiled, 0)
    for start in range(0, search.states, BLOCK):
        block = search.program.block(search.store.words[:, start : start + BLOCK])
        for name, holds in compiled.items():
            result = holds(block)
            counts[name] += block.size * int(result) if isinstance(result, bool) else int(np.count_nonzero(result))
    fired = {s.command.name: int(n) for s, n in zip(search.program.steps, search.fired, strict=True)}
    return Coverage(
        search.states,
        search.complete,
        {c.name: fired[c.name] for c in model.commands},
        tuple(Conjunct(c.name, label, counts[c.name, label]) for c in model.commands for label in c.guard),
        {name: counts[name] for name in invariants},
    )
