"""Following steps that lie sorted by their source, of single states or of states with their clocks left out."""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Mask: TypeAlias = NDArray[np.bool_]
Indices: TypeAlias = NDArray[np.int64]
AT_ONCE = 1 << 16
"""Of so many states the steps are followed at once."""


def steps_from(first: Indices, states: Indices) -> Indices:
    """The steps that leave any of the states; ``first[s]`` to ``first[s + 1]`` leave state ``s``."""
    counts = first[states + 1] - first[states]
    starts = np.repeat(first[states] - np.concatenate(([0], np.cumsum(counts)[:-1])), counts)
    return starts + np.arange(counts.sum())


def reached_without(first: Indices, target: NDArray[Any], started: Mask, goal: Mask) -> Mask:
    """The states that are reached from ``started`` without meeting ``goal``; ``target`` is where each step leads."""
    states = started & ~goal
    frontier: Indices = np.flatnonzero(states)
    place = np.empty(len(states), dtype=np.int32)
    while len(frontier):
        found = []
        # Part by part: a frontier of millions of states has tens of millions of steps.
        for begin in range(0, len(frontier), AT_ONCE):
            following = target[steps_from(first, frontier[begin : begin + AT_ONCE])].astype(np.int64)
            fresh = following[~states[following] & ~goal[following]]
            states[fresh] = True
            # Each once, without sorting: of equal entries the last one keeps its place.
            numbers = np.arange(len(fresh), dtype=np.int32)
            place[fresh] = numbers
            found.append(fresh[place[fresh] == numbers])
        frontier = np.concatenate(found)
    return states
