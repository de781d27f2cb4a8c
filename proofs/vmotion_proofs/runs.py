"""From a state that the search found to a run that people can read: shortest, then with the fewest switches of role.

Every run is replayed on the ``transitions`` machines before it is shown; a machine that does not follow is a disagreement.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from vmotion_model.language import ELAPSE, TIME, Expr, Finite, Integer, Model, ModelError, Value, evaluate, natural_tick
from vmotion_model.machines import Migration, NotEnabledError

from .errors import DisagreementError
from .explicit.search import Search
from .verdicts import Run, Step


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


def replay(
    finite: Finite,
    commands: Sequence[str],
    locations: Mapping[str, str],
    expected: Mapping[str, Value] | None = None,
    broken: Expr[bool] | None = None,
) -> Run:
    """Run commands (``elapse``: one tick) on the machines of the dense model; ``expected`` is the state in ticks at the end.

    ``broken`` must fail there: counters that stand at their tops look equal where the clocks differ.
    """
    migration = Migration(finite.dense, locations)
    steps: list[Step] = []
    for name in commands:
        try:
            if name == ELAPSE:
                changed = migration.elapse(finite.tick)
                role, says = TIME, f"{finite.tick} s pass."
            else:
                changed = migration.fire(name)
                done = migration.model.command[name]
                role, says = done.role, done.says
        except (NotEnabledError, ModelError) as error:
            raise DisagreementError(f"step {len(steps) + 1}, {name}: the machines refuse it ({error})") from None
        steps.append(Step(role, name, says, migration.time, changed))
    if expected is not None:
        _compare(finite, migration.state, expected)
    if broken is not None and evaluate(broken, migration.state, finite.dense.values):
        raise DisagreementError("the search says that it fails at the end of a run, the machines that it holds there")
    return Run(tuple(_merge_time(steps)))


def followed(model: Model, hint: Sequence[str], locations: Mapping[str, str], *asked: Expr[bool]) -> Run | None:
    """A run that somebody wrote down (``elapse SECONDS`` for time), replayed; None where the machines refuse it.

    ``asked`` are the expressions for whose time constants, too, the run was found.
    """
    tick = natural_tick(model, *asked)
    commands: list[str] = []
    for entry in hint:
        name, _, seconds = entry.partition(" ")
        if name == ELAPSE:
            if not seconds.isdigit() or int(seconds) % tick:
                return None
            commands.extend([ELAPSE] * (int(seconds) // tick))
        else:
            commands.append(name)
    try:
        return replay(Finite(model, model, tick), commands, locations)
    except (DisagreementError, NotEnabledError, ModelError):
        return None


def final(model: Model, run: Run) -> Mapping[str, Value]:
    """The state at the end of a run."""
    return dict(model.initial) | {n: after for step in run.steps for n, (_, after) in step.changed.items()}


def _compare(finite: Finite, machine: Mapping[str, Value], expected: Mapping[str, Value]) -> None:
    clocks = {c.name for c in finite.dense.clocks}
    for name, value in expected.items():
        actual = machine[name]
        if name in clocks:
            counter = finite.model.variable[name].type
            assert isinstance(counter, Integer)
            actual = min(int(actual) // finite.tick, counter.high)
        if actual != value:
            raise DisagreementError(f"the machines end with {name} = {actual}, the search with {value}")


def _merge_time(steps: Sequence[Step]) -> list[Step]:
    """Consecutive elapses shown as one."""
    merged: list[Step] = []
    for step in steps:
        if merged and step.command == ELAPSE and merged[-1].command == ELAPSE:
            last = merged.pop()
            changed = dict(last.changed)
            for name, (before, after) in step.changed.items():
                changed[name] = (changed[name][0] if name in changed else before, after)
            since = last.time_s - _duration(last) if last.says else 0
            step = Step(TIME, ELAPSE, f"{step.time_s - since} s pass.", step.time_s, changed)
        merged.append(step)
    return merged


def _duration(step: Step) -> int:
    return int(step.says.split()[0])
