"""Runs on the ``transitions`` machines: every run is replayed before it is shown, and one that they refuse is a disagreement."""

import re
from collections.abc import Mapping, Sequence

from vmotion_model.language import ELAPSE, TIME, Expr, Finite, Integer, Model, ModelError, Value, evaluate, natural_tick
from vmotion_model.machines import Migration, NotEnabledError

from .errors import DisagreementError
from .verdicts import Run, Step


def replay(
    finite: Finite,
    commands: Sequence[str],
    locations: Mapping[str, str],
    expected: Mapping[str, Value] | None = None,
    broken: Expr[bool] | None = None,
    shortest: bool = False,
    given: Mapping[str, Value] | None = None,
) -> Run:
    """Run commands (``elapse``: one tick) on the machines of the dense model; ``expected`` is the state in ticks at the end.

    ``broken`` must fail there: counters that stand at their tops look equal where the clocks differ. ``shortest`` is what is
    known of the run. ``given`` are values of rigid variables, where they are not the initial ones.
    """
    migration = Migration(finite.dense, locations)
    migration.restore({**finite.dense.initial, **(given or {})})
    steps: list[Step] = []
    for name in commands:
        try:
            if name == ELAPSE:
                changed = migration.elapse(finite.tick)
                role, says, lasts = TIME, _passes(finite.tick), finite.tick
            else:
                changed = migration.fire(name)
                done = migration.model.command[name]
                role, says, lasts = done.role, done.description, 0
        except (NotEnabledError, ModelError) as error:
            raise DisagreementError(f"step {len(steps) + 1}, {name}: the machines refuse it ({error})") from None
        steps.append(Step(role, name, says, migration.time, changed, lasts))
    if expected is not None:
        _compare(finite, migration.state, expected)
    if broken is not None and evaluate(broken, migration.state, finite.dense.values):
        raise DisagreementError("the search says that it fails at the end of a run, the machines that it holds there")
    return Run(tuple(_merge_time(steps)), shortest=shortest)


def followed(
    model: Model,
    hint: Sequence[str],
    locations: Mapping[str, str],
    *asked: Expr[bool],
    given: Mapping[str, Value] | None = None,
) -> Run | None:
    """A run that somebody wrote down (``elapse SECONDS`` for time), replayed; None where the machines refuse it.

    ``asked`` are the expressions for whose time constants, too, the run was found; ``given`` are values of rigid variables.
    """
    tick = natural_tick(model, *asked)
    commands = in_ticks(hint, tick)
    if commands is None:
        return None
    try:
        return replay(Finite(model, model, tick), commands, locations, given=given)
    except (DisagreementError, NotEnabledError, ModelError):
        return None


LONGEST = 10_000
"""Steps of a run on file that is still followed: hundreds of times what a shortest run has."""


def commands_of(run: Run) -> list[str]:
    """A run as plain commands, with time as ``elapse SECONDS``."""
    return [f"{ELAPSE} {s.lasts_s}" if s.command == ELAPSE else s.command for s in run.steps]


def in_ticks(hint: Sequence[str], tick: int) -> list[str] | None:
    """Commands with ``elapse`` for every tick in place of ``elapse SECONDS``; None where time does not fit, or for too many."""
    commands: list[str] = []
    for entry in hint:
        name, _, seconds = entry.partition(" ")
        if name == ELAPSE:
            if not re.fullmatch(r"[0-9]{1,9}", seconds) or int(seconds) % tick or int(seconds) // tick > LONGEST:
                return None
            commands.extend([ELAPSE] * (int(seconds) // tick))
        else:
            commands.append(name)
        if len(commands) > LONGEST:
            return None
    return commands


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
            lasts = last.lasts_s + step.lasts_s
            step = Step(TIME, ELAPSE, _passes(lasts), step.time_s, changed, lasts)
        merged.append(step)
    return merged


def _passes(seconds: int) -> str:
    return f"{seconds} s pass."
