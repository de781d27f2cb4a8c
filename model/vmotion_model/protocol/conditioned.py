"""The protocol in which failures have causes: the same commands, each possible only where its surroundings let it be.

Two readings of one protocol. In *any environment* (``vmotion``) a failure is a free choice. In the *conditioned* one the step of
a failure is possible only where one of its causes is present, and a step that a cause makes impossible is not done while it is.
Only guards are added, and what the surroundings keep of it, so the second does nothing that the first does not.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cache

from vmotion_model.language import Command, Expr, Model, Value, all_of, any_of, evaluate, negate, to_text
from vmotion_model.language.expressions import is_literal
from vmotion_model.protocol.conditions.late_causes import Moment, kept, makes_possible, variables
from vmotion_model.protocol.conditions.late_causes import causes as striking

from . import vmotion
from .conditions import CAUSES, CONDITIONS, Cause

PRESENT = "one of its causes is present"
POSSIBLE = "nothing makes it impossible"
GUARDED = frozenset(name for cause in CAUSES for name in cause.fails)
"""The steps that need a cause."""


Causes = Sequence[Cause]
IN_TIME = "what is healthy acts before the timers run out"
"""What the conditioned reading assumes: a timer runs out only where one of its causes is present."""


@cache
def conditioned(causes: tuple[Cause, ...] = CAUSES) -> Model:
    """The protocol with every condition open: rigid variables, which may have any value."""
    base = vmotion()
    return Model(
        base.name,
        (*base.variables, *variables(causes), *(c.var for c in CONDITIONS)),
        base.constants,
        tuple(_guarded(c, causes) for c in base.commands),
        base.deadlines,
        base.description,
    )


def environment(values: Mapping[str, Value], causes: tuple[Cause, ...] = CAUSES, *, whole: bool = False) -> Model:
    """The protocol where the conditions have these values, and healthy ones where nothing is said.

    A failure whose cause stands from the start is bound to come, so its step is no fault then, and is done in the end like any
    other. Steps that cannot happen are left out, but for those that a deadline names; where the ``whole`` protocol is asked for
    they stay, so that a script may name them and is told why they are not possible.

    Raises ``ModelError`` for a name that is no condition and for a value that is not of its type.
    """
    facts = {**healthy(), **values}
    ground = conditioned(causes).given(facts)
    bound = {name for cause in present(facts, causes) if cause.stands for name in cause.fails}
    handlers = {h for d in ground.deadlines for h in d.handlers}
    commands = tuple(
        replace(c, fault=None, fair=True) if c.name in bound and c.fault is not None else c
        for c in ground.commands
        if whole or c.name in handlers or not _never(c)
    )
    return replace(ground, commands=commands)


def healthy() -> dict[str, Value]:
    """The healthy value of every condition."""
    return {c.name: c.var.initial for c in CONDITIONS}


def present(values: Mapping[str, Value], causes: Causes = CAUSES) -> tuple[Cause, ...]:
    """The causes that are present where every condition has the value given."""
    return tuple(cause for cause in causes if evaluate(cause.when, values, {}))


def causes_of(command: str, causes: Causes = CAUSES) -> tuple[Cause, ...]:
    """The causes that make a step possible; none where it needs none."""
    return tuple(c for c in causes if command in c.fails)


def blockers_of(command: str, causes: Causes = CAUSES) -> tuple[Cause, ...]:
    """The causes that make a step impossible."""
    return tuple(c for c in causes if command in c.blocks)


def why_not(command: str, failing: Collection[str], values: Mapping[str, Value]) -> str:
    """Which causes decide that a step is not possible under these conditions, of the conjuncts that fail; "" where none does.

    None of the causes is present that make it possible, or one is but not here, or some are that make it impossible.
    """
    facts = {**healthy(), **values}
    there = present(facts)
    said = []
    if PRESENT in failing:
        opening = causes_of(command)
        if elsewhere := [c for c in opening if c in there]:
            places = "; ".join(f"{c.name}: {_where(c, command, facts)}" for c in elsewhere)
            said.append(f"what makes it possible does not here ({places})")
        else:
            said.append(f"none of the causes that make it possible is present: {', '.join(c.name for c in opening)}")
    if POSSIBLE in failing:
        blocking = [f"{c.name}: {c.description.rstrip('.')}" for c in blockers_of(command) if c in there]
        said.append(f"it is made impossible by {'; '.join(blocking)}")
    return "; ".join(said)


def _where(cause: Cause, step: str, facts: Mapping[str, Value]) -> str:
    """Where a cause that is present makes a step possible, in words."""
    narrowed = [f"only where {to_text(cause.only[step])}"] if step in cause.only else []
    moment = f"{striking.strike_at.name}={facts[striking.strike_at.name]}"
    if not cause.stands and step not in cause.strikes_by:
        return ", ".join(("only once it has struck", *narrowed))
    if not cause.stands and facts[striking.strike_at.name] != Moment.ANY:
        return ", ".join((f"it strikes only then: {moment}", *narrowed))
    return ", ".join(narrowed)


def _guarded(command: Command, causes: Causes) -> Command:
    more: dict[str, Expr[bool]] = {}
    if command.name in GUARDED:
        more[PRESENT] = any_of(*(makes_possible(c, command.name) for c in causes_of(command.name, causes)))
    if blockers := blockers_of(command.name, causes):
        more[POSSIBLE] = all_of(*(negate(c.when) for c in blockers))
    return replace(command, guard={**command.guard, **more}, effect={**command.effect, **kept(command, causes)})


def _never(command: Command) -> bool:
    return any(is_literal(g, False) for g in command.guard.values())
