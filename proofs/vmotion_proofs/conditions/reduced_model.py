"""The protocol under conditions, reduced to what happens there: for pictures, which would else show steps that never come."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from vmotion_model.common.errors import GaveUpError
from vmotion_model.language import Command, Expr, Model, Value
from vmotion_model.protocol import LOCATIONS
from vmotion_model.protocol.conditioned import environment, healthy, present
from vmotion_model.protocol.conditions import UNTIED
from vmotion_model.protocol.vocabulary import Role
from vmotion_proofs.results.options import Options
from vmotion_proofs.search.explore import Explored, explore


def what_happens(values: Mapping[str, Value], options: Options | None = None) -> Model:
    """The protocol under these conditions: only the steps that some run does, where it does them, and failures that can be.

    For looking at: it has no deadlines. Raises ``GaveUpError`` where the search was stopped, and ``ModelError`` for a name that
    is no condition and for a value that is not of its type.
    """
    facts = {**healthy(), **values}
    model = environment(facts)
    explored = explore(model, {}, options or Options(), edges=True)
    if not explored.complete:
        raise GaveUpError(explored.stopped)
    possible = {c.failure for c in present(facts)} | set(UNTIED)
    commands = []
    for command in model.commands:
        where = _where(explored, model, command)
        if where is not None:
            failures = tuple(f for f in command.failures if f in possible)
            commands.append(replace(command, guard={**command.guard, **where}, failures=failures))
    return Model(model.name, model.variables, model.constants, tuple(commands), (), model.description)


def _where(explored: Explored, model: Model, command: Command) -> dict[str, Expr[bool]] | None:
    """The states of its role in which some run does a command, as a conjunct; None for one that no run does."""
    graph = explored.graph
    sources = graph.begin(np.flatnonzero(graph.step == graph.number.get(command.name, -1)))
    if not len(sources):
        return None
    if command.role not in LOCATIONS:
        return {}
    location = model.variable[LOCATIONS[Role(command.role)]]
    field = graph.search.program.layout.field[location.name]
    words = graph.search.store.words[field.word, sources]
    codes = np.unique((words >> np.uint64(field.shift)) & np.uint64((1 << field.bits) - 1))
    return {"where it happens": location.one_of(*(field.decode(int(code)) for code in codes))}
