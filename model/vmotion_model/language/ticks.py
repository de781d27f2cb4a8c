"""From dense clocks to whole ticks: a model whose variables all have finitely many values."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from math import gcd
from typing import Any, TypeAlias

from .commands import Command, derived, is_clock
from .errors import ModelError
from .evaluate import evaluate
from .expressions import Add, AtMost, Equal, Expr, Var, any_of, brief, if_then, lift, variables_of
from .model import Model
from .substitute import rebuild
from .types import Clock, Integer

TIME = "time"
"""The role of the step that lets time pass."""
ELAPSE = "elapse"
"""The name of that step."""

Translation: TypeAlias = Callable[[Expr[Any]], Expr[Any]]


@dataclass(frozen=True)
class Finite:
    """A model in whole ticks.

    ``model`` has integer counters for clocks and one more command, ``elapse``; ``tick`` is its length in the time unit of
    the dense model. The counters stop one tick above the largest number that anything compares them with, where all
    larger values behave alike.
    """

    dense: Model
    model: Model
    tick: int

    def translate(self, expr: Expr[Any]) -> Expr[Any]:
        """An expression over the dense model, over this one. Raises ``ModelError`` where the tick is too coarse."""
        return _in_ticks(expr, self.tick, self.model, self.dense)


def time_constants(model: Model, *properties: Expr[Any]) -> list[int]:
    """Every positive number that a clock is compared with, in the model's guards and deadlines and in ``properties``."""
    found: list[int] = []
    for expr in _timed_expressions(model, properties):
        found.extend(v for _, v, _ in _compared(expr, model))
    found.extend(_number(d.limit, model) for d in model.deadlines)
    return sorted({v for v in found if v > 0})


def natural_tick(model: Model, *properties: Expr[Any]) -> int:
    """The greatest common divisor of all time constants: the coarsest exact tick (1 where there is no clock)."""
    return reduce(gcd, time_constants(model, *properties), 0) or 1


def discretise(model: Model, tick: int | None = None, *properties: Expr[Any]) -> Finite:
    """The model in whole ticks; exact for closed guards and deadlines (Henzinger, Manna, Pnueli 1992).

    ``properties`` are expressions whose clock comparisons the tick and the counters' ranges must fit as well. Raises
    ``ModelError`` where ``tick`` does not divide every time constant.
    """
    constants = time_constants(model, *properties)
    tick = natural_tick(model, *properties) if tick is None else tick
    if tick < 1:
        raise ModelError(f"a tick of {tick} s is none: time passes forward")
    if wrong := [c for c in constants if c % tick]:
        raise ModelError(f"a tick of {tick} s is not exact: it does not divide {wrong[0]} s")
    caps = _caps(model, properties, tick)
    counters: dict[str, Var[Any]] = {}
    for var in model.variables:
        if isinstance(var.type, Clock):
            counters[var.name] = Var(var.name, Integer(0, caps[var.name]), var.owner, 0, var.description)
        else:
            counters[var.name] = var
    shell = Model(model.name, tuple(counters.values()), model.constants, ())

    def ticks(expr: Expr[Any]) -> Expr[Any]:
        return _in_ticks(expr, tick, shell, model)

    commands = [_finite_command(c, model, counters, ticks) for c in model.commands]
    if model.clocks:
        commands.append(_elapse(model, counters, ticks, tick))
    finite = Model(model.name, shell.variables, model.constants, tuple(commands), (), model.description)
    return Finite(model, finite, tick)


def _finite_command(command: Command, model: Model, counters: dict[str, Var[Any]], ticks: Translation) -> Command:
    """The same step over counters. Its role's locality was checked on the dense command, so it is not checked again."""
    guard = {label: ticks(g) for label, g in command.guard.items()}
    effect = {counters[n]: ticks(u) for n, u in model.updates(command).items()}
    return derived(command.name, command.role, guard, effect, like=command)


def by_any_delay(finite: Finite, most: int) -> Model:
    """The model in ticks, in which time also passes by several at once: ``elapse.2`` and so on, each one step.

    Raises ``ModelError`` where a counter goes beyond ``most`` ticks.
    """
    counters = {c.name: finite.model.variable[c.name] for c in finite.dense.clocks}
    tops = [v.type.high for v in counters.values() if isinstance(v.type, Integer)]
    if max(tops, default=0) > most:
        raise ModelError(f"a clock counts beyond {most} ticks")
    # Beyond the highest top nothing changes any more.
    more = [
        _elapse(finite.dense, counters, finite.translate, finite.tick, n) for n in range(2, max(tops, default=0) + 1)
    ]
    model = finite.model
    return Model(model.name, model.variables, model.constants, (*model.commands, *more), (), model.description)


def _elapse(model: Model, counters: Mapping[str, Var[Any]], ticks: Translation, tick: int, times: int = 1) -> Command:
    effect = {}
    for clock in model.clocks:
        counter = counters[clock.name]
        assert clock.active is not None
        assert isinstance(counter.type, Integer)
        cap = lift(counter.type.high)
        enough = lift(max(counter.type.high - times + 1, 0))
        step = if_then(AtMost.of(enough, counter), cap, Add.of(counter, lift(times)))
        effect[counter] = if_then(ticks(clock.active), step, counter)
    guard = {"no deadline is overrun": ticks(model.may_elapse(lift(tick * times)))}
    guard["some clock runs"] = any_of(*(ticks(c.active) for c in model.clocks if c.active is not None))
    name = ELAPSE if times == 1 else f"{ELAPSE}.{times}"
    return derived(name, TIME, guard, effect, description=f"{tick * times} s pass.")


def _in_ticks(expr: Expr[Any], tick: int, finite: Model, dense: Model) -> Expr[Any]:
    match expr:
        case AtMost(left=left, right=right) | Equal(left=left, right=right) if is_clock(left) or is_clock(right):
            return rebuild(expr, (_scaled(left, tick, finite, dense), _scaled(right, tick, finite, dense)))
        case Var(name=name):
            return finite.variable[name]
        case _:
            parts = expr.children
            return rebuild(expr, tuple(_in_ticks(p, tick, finite, dense) for p in parts)) if parts else expr


def _scaled(expr: Expr[Any], tick: int, finite: Model, dense: Model) -> Expr[Any]:
    match expr:
        case Var(name=name):
            return finite.variable[name]
        case Add(left=left, right=right) if is_clock(expr):
            return Add.of(_scaled(left, tick, finite, dense), _scaled(right, tick, finite, dense))
    number = _number(expr, dense)
    if number % tick:
        raise ModelError(f"{number} s is no multiple of the tick of {tick} s")
    return lift(number // tick)


def _number(expr: Expr[Any], model: Model) -> int:
    if variables_of(expr):
        raise ModelError(f"a clock is compared with {brief(expr)}, which has no fixed value")
    return int(evaluate(expr, {}, model.values))


def _timed_expressions(model: Model, properties: tuple[Expr[Any], ...]) -> list[Expr[Any]]:
    """Every expression that may compare a clock with a number."""
    parts = [e for c in model.commands for e in (*c.guard.values(), *c.updates.values())]
    return [*parts, *properties]


def _compared(expr: Expr[Any], model: Model) -> list[tuple[str, int, bool]]:
    """Clock, number it is compared with, and whether values above the number must be told from the number itself.

    Two clocks that are compared with each other add no number (``_clock_pairs``). Raises ``ModelError`` for anything else that
    compares a clock: a counter that stops at its top could not decide it.
    """
    match expr:
        case AtMost(left=left, right=right) | Equal(left=left, right=right) if is_clock(left) or is_clock(right):
            if isinstance(left, Var) and isinstance(right, Var) and is_clock(left) and is_clock(right):
                return []
            clock, other = (left, right) if is_clock(left) else (right, left)
            if not isinstance(clock, Var) or is_clock(other):
                raise ModelError(f"{brief(expr)}: a clock is compared by itself, and with a fixed number")
            return [(clock.name, _number(other, model), clock is left or isinstance(expr, Equal))]
        case _:
            return [entry for part in expr.children for entry in _compared(part, model)]


def _caps(model: Model, properties: tuple[Expr[Any], ...], tick: int) -> dict[str, int]:
    """The highest count of each clock's counter, in ticks: from there on nothing tells two values apart."""
    largest = {c.name: 1 for c in model.clocks}
    for expr in _timed_expressions(model, properties):
        for name, value, above in _compared(expr, model):
            largest[name] = max(largest[name], value // tick + above)
    for deadline in model.deadlines:
        largest[deadline.clock] = max(largest[deadline.clock], _number(deadline.limit, model) // tick + 1)
    # Counters of one range keep the order of clocks, but for clocks beyond the range, which look equal.
    for left, right in (pair for expr in properties for pair in _clock_pairs(expr)):
        largest[left] = largest[right] = max(largest[left], largest[right])
    return largest


def _clock_pairs(expr: Expr[Any]) -> list[tuple[str, str]]:
    """Pairs of clocks that are compared with each other: their counters need one range."""
    match expr:
        case Equal(left=Var() as left, right=Var() as right) | AtMost(left=Var() as left, right=Var() as right) if (
            isinstance(left.type, Clock) and isinstance(right.type, Clock)
        ):
            return [(left.name, right.name)]
        case _:
            return [pair for part in expr.children for pair in _clock_pairs(part)]
