"""Timelock and deadlock: whether the model lets time, and the protocol, go on. Both are made from the model itself.

That time can diverge from every reachable state, and without any fault, is shown by what is true of single states: wherever a
deadline stops time, a handler of it is enabled. Whoever waits until some deadline is due, and then has handlers step until none
is, goes on for ever: a handler takes one deadline away and makes none due whose limit is not 0 (clocks start at 0), of those
whose limit is 0 it takes one away and starts none; and between two moments at which one deadline is due, its limit passes.
"""

from collections.abc import Collection
from typing import Any

from vmotion_model.language import HISTORY, TRUE, Clock, Command, Expr, Instance, Model, Var, all_of, any_of, evaluate
from vmotion_model.language.expressions import AtMost, Equal, same
from vmotion_model.language.substitute import rebuild

from .properties import Property, Waiting

TIMELOCK, DEADLOCK = "timelock", "deadlock"


def timelock(model: Model) -> Property | None:
    """Time can always go on: wherever a deadline blocks it, one of its handlers is enabled and makes the clock wait again.

    None for a model without deadlines. Where it fails, time can stop, and every statement about time is worthless.
    """
    if not model.deadlines:
        return None
    at_limit = [(_due(model, d.clock) & AtMost.of(d.limit, model.variable[d.clock]), d) for d in model.deadlines]
    return Property(
        TIMELOCK,
        "time can always go on: wherever a deadline stops it, a step of its owner makes it wait again",
        all_of(*(due.implies(model.handled(d)) for due, d in at_limit)),
        any_of(*(due for due, _ in at_limit)),
        why="Time stops: the model promises that something happens before the deadline, and nothing can.",
        citation="timed automata: timelock",
        progress=True,
        generated=True,
    )


def of_instance(item: Property, model: Model, instance: Instance) -> Property:
    """The property for ``model``, which is limited to ``instance``: whether time can stop is asked of the handlers left."""
    if not item.progress or not instance.limits:
        return item
    return timelock(model) or item


def deadlock(
    model: Model, terminal: Expr[bool], roles: tuple[str, ...] | None = None, also: Collection[str] = ()
) -> Property:
    """In every state that is not terminal some command of ``roles`` (None: of all) is enabled, or becomes so by waiting.

    Faults do not count, nor does what lies outside the roles, but for the commands with an event of ``also``; and nothing counts
    that leaves every state as it is, history aside. A command that only waits for a clock counts: the clock gets there, or a
    deadline comes first, whose handler is enabled (timelock).
    """
    way = Waiting(terminal, None if roles is None else tuple(map(str, roles)), tuple(map(str, also)))
    options = [_after_waiting(c.enabled, model) for c in model.commands if counts(c, way) and _moves(c, model)]
    return Property(
        DEADLOCK,
        "in every state that is not terminal some role can go on, now or after waiting",
        any_of(*options),
        ~terminal,
        why="It hangs for ever, although nothing more goes wrong.",
        citation="transition systems: deadlock",
        generated=True,
        waiting=way,
    )


def counts(command: Command, way: Waiting) -> bool:
    """Whether somebody can go on, for a statement that is made in this way, where the command can be done."""
    if set(way.also) & set(command.events):
        return True
    return command.fault is None and (way.roles is None or command.role in way.roles)


def _moves(command: Command, model: Model) -> bool:
    """Whether it sets anything but history to something that is not plainly what it was."""
    own = {n: u for n, u in command.updates.items() if model.variable[n].owner != HISTORY}
    return any(not same(update, model.variable[name]) for name, update in own.items())


def _due(model: Model, clock: str) -> Expr[bool]:
    active = model.variable[clock].active
    return TRUE if active is None else active


def _number(bound: Expr[Any], model: Model) -> int:
    """What a guard compares a clock with: a fixed number, in the language."""
    return int(evaluate(bound, {}, model.values))


def _after_waiting(expr: Expr[Any], model: Model) -> Expr[Any]:
    """The guard once enough time has passed: a running clock reaches every lower bound, and one of 0 is reached at once."""
    match expr:
        case AtMost(left=bound, right=Var() as clock) if isinstance(clock.type, Clock):
            return _due(model, clock.name) if _number(bound, model) else TRUE
        case Equal(left=Var() as clock, right=bound) | Equal(left=bound, right=Var() as clock) if isinstance(
            clock.type, Clock
        ) and _number(bound, model):
            return _due(model, clock.name) & AtMost.of(clock, bound)
        case _:
            parts = expr.children
            return rebuild(expr, tuple(_after_waiting(p, model) for p in parts)) if parts else expr
