"""From a run without times to one of the model: waits are put in, and the machines do every step."""

from __future__ import annotations

from collections.abc import Sequence

from vmotion_model.common.budget import Budget
from vmotion_model.language import ELAPSE, Model, ModelError, natural_tick
from vmotion_model.machines import Migration, NotEnabledError
from vmotion_model.script import PlayedStep

LONGEST = 20
"""Ticks that are waited for one step; no timer of the protocol takes as long."""


def timed(model: Model, commands: Sequence[str], budget: Budget) -> tuple[PlayedStep, ...] | None:
    """The commands as a run on the machines of the model, each as soon as it can be done; None where no waits make it one."""
    run = _as_soon_as_possible(model, commands)
    if run is not None:
        return run
    from vmotion_proofs.search.retime_run import refit

    fitted = refit(model, commands, budget)
    return None if fitted is None else _played(model, fitted)


def _as_soon_as_possible(model: Model, commands: Sequence[str]) -> tuple[PlayedStep, ...] | None:
    migration, tick = Migration(model), natural_tick(model)
    steps: list[PlayedStep] = []
    try:
        for name in commands:
            waits = 0
            while migration.failing(name):
                if waits == LONGEST:
                    return None
                waits += 1
                migration.elapse(tick)
            steps += _step(model, migration, name, waits * tick)
    except (NotEnabledError, ModelError):
        return None
    return tuple(steps)


def _played(model: Model, hint: Sequence[str]) -> tuple[PlayedStep, ...] | None:
    """A run whose waits stand between the commands as ``elapse SECONDS``."""
    migration, seconds = Migration(model), 0
    steps: list[PlayedStep] = []
    try:
        for entry in hint:
            name, _, count = entry.partition(" ")
            if name == ELAPSE:
                migration.elapse(int(count))
                seconds += int(count)
            else:
                steps += _step(model, migration, name, seconds)
                seconds = 0
    except (NotEnabledError, ModelError):
        return None
    return tuple(steps)


def _step(model: Model, migration: Migration, name: str, waited: int) -> list[PlayedStep]:
    """One command; `seconds` is how long was waited before it."""
    changed = migration.fire(name)
    return [PlayedStep(name, model.command[name].role, migration.time, changed, waited)]
