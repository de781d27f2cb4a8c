"""From a state that the search found to a run that people can read: shortest, then with the fewest switches of role."""

from collections import defaultdict
from collections.abc import Mapping

import numpy as np

from vmotion_model.language import TIME, Expr, Finite

from .explicit.search import Search
from .replay import replay
from .verdicts import Run


def run_to(
    finite: Finite, found: Search, index: int, locations: Mapping[str, str], broken: Expr[bool] | None = None
) -> Run:
    """The run to the state at ``index``, replayed, at whose end ``broken`` fails.

    Raises ``DisagreementError`` where the machines do not follow.
    """
    commands = fewest_switches(found, index)
    state = found.program.state(found.store.words, index)
    return replay(finite, commands, locations, state, broken)


def fewest_switches(found: Search, index: int) -> list[str]:
    """The commands of a shortest path; among the shortest, one that changes the acting role least often."""
    depth = found.level_of(index)
    names = [s.command for s in found.program.steps]
    # Edges between consecutive levels that lie on some shortest path, found backwards from the target.
    layers: list[dict[int, list[tuple[int, int]]]] = []
    targets = np.array([index], dtype=np.int64)
    for level in reversed(range(depth)):
        layer: dict[int, list[tuple[int, int]]] = defaultdict(list)
        start = found.levels[level]
        block = found.program.block(found.level(level).copy())
        for number, step in enumerate(found.program.steps):
            at = step.enabled(block)
            if not len(at):
                continue
            after = found.store.find(step.successors(block, at))
            hits = np.flatnonzero(np.isin(after, targets))
            for hit in hits:
                layer[int(at[hit]) + start].append((number, int(after[hit])))
        layers.append(layer)
        targets = np.array(sorted(layer), dtype=np.int64)
    best: dict[tuple[int, str], tuple[int, list[int]]] = {(0, ""): (0, [])}
    for layer in reversed(layers):
        following: dict[tuple[int, str], tuple[int, list[int]]] = {}
        for (state, role), (cost, path) in sorted(best.items(), key=lambda item: item[1]):
            for number, reached in layer.get(state, ()):
                acting = names[number].role
                # Time belongs to nobody: it does not change whose turn it is.
                now = role if acting == TIME else acting
                extra = int(now != role)
                place = (reached, now)
                if place not in following or (cost + extra, path) < following[place]:
                    following[place] = (cost + extra, [*path, number])
        best = following
    if not best:
        return [names[n].name for n, _ in found.path_to(index)]
    _, path = min(best.values())
    return [names[n].name for n in path]
