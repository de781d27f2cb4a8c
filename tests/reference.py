"""A second reading of the language, written from its description alone: slow, with dictionaries, and easy to check by eye.

It shares ``evaluate`` with the machines and nothing with the engines: not the translation to ticks, not the reset of inactive
clocks, not the deadlines.
"""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from vmotion_model.language import Expr, Model, Value, evaluate

State = dict[str, Value]
Key = tuple[Value, ...]


@dataclass(frozen=True)
class Space:
    """The reachable states, each once, with its distance from the start and what each command leads to."""

    names: tuple[str, ...]
    level: Mapping[Key, int]
    steps: Mapping[Key, Mapping[str, Key]]

    @property
    def transitions(self) -> int:
        """The enabled commands of all states, the passing of time among them."""
        return sum(len(steps) for steps in self.steps.values())

    @property
    def depth(self) -> int:
        """The distance of the farthest state."""
        return max(self.level.values())

    def state(self, key: Key) -> State:
        """A state by name."""
        return dict(zip(self.names, key, strict=True))

    def broken_at(self, claim: Expr[bool], model: Model) -> int | None:
        """The distance of the nearest state in which a claim fails; None where it holds in all."""
        return min(
            (at for k, at in self.level.items() if not evaluate(claim, self.state(k), model.values)), default=None
        )

    def seen_as(self, view: Callable[[State], State]) -> "Space":
        """The space in which states that look alike are one; refuses a view that joins states of different behaviour."""
        look = {key: tuple(view(self.state(key)).values()) for key in self.level}
        level: dict[Key, int] = {}
        steps: dict[Key, Mapping[str, Key]] = {}
        for key, at in self.level.items():
            here, seen = look[key], {name: look[after] for name, after in self.steps[key].items()}
            assert steps.setdefault(here, seen) == seen, (
                f"{self.state(key)} behaves unlike another state that looks alike"
            )
            level[here] = min(at, level.get(here, at))
        return Space(self.names, level, steps)


def space(model: Model, tick: int, longest: int) -> Space:
    """Every state of a model whose time passes in ticks; clocks count no further than ``longest`` and a little more."""
    names = tuple(v.name for v in model.variables)
    start = tuple(model.initial[n] for n in names)
    level, steps = {start: 0}, {}
    waiting = deque([start])
    while waiting:
        key = waiting.popleft()
        state = dict(zip(names, key, strict=True))
        found = {name: tuple(after[n] for n in names) for name, after in successors(model, state, tick, longest)}
        steps[key] = found
        for after in found.values():
            if after not in level:
                level[after] = level[key] + 1
                waiting.append(after)
    return Space(names, level, steps)


def time_goes_on(model: Model, start: Mapping[str, Value], tick: int, longest: int) -> bool:
    """Whether some run from a state lets time pass for ever, and none of its steps is a fault."""
    names = tuple(v.name for v in model.variables)
    lasting = {c.name for c in model.commands if c.fault is None} | {"elapse"}

    def following(key: Key) -> dict[str, Key]:
        state = dict(zip(names, key, strict=True))
        found = {n: tuple(s[v] for v in names) for n, s in successors(model, state, tick, longest) if n in lasting}
        idle = not any(evaluate(c.active, state, model.values) for c in model.clocks if c.active is not None)
        return found | ({"elapse": key} if idle else {})

    def reached(key: Key) -> dict[Key, dict[str, Key]]:
        found = {key: following(key)}
        waiting = [key]
        while waiting:
            for after in found[waiting.pop()].values():
                if after not in found:
                    found[after] = following(after)
                    waiting.append(after)
        return found

    steps = reached(tuple(start[n] for n in names))
    return any(key in reached(after["elapse"]) for key, after in steps.items() if "elapse" in after)


def successors(model: Model, state: State, tick: int, longest: int) -> Iterator[tuple[str, State]]:
    """What can happen next: a command whose guards all hold, or a tick that no deadline forbids."""

    def value(expr: Expr[Any], where: State) -> Any:
        return evaluate(expr, where, model.values)

    clocks = {c.name: c.active for c in model.clocks if c.active is not None}
    for command in model.commands:
        if all(value(g, state) for g in command.guard.values()):
            after = {**state, **{var.name: value(update, state) for var, update in command.effect.items()}}
            yield command.name, {n: 0 if n in clocks and not value(clocks[n], after) else v for n, v in after.items()}
    running = [n for n, active in clocks.items() if value(active, state)]
    late = [d for d in model.deadlines if d.clock in running and int(state[d.clock]) + tick > value(d.limit, state)]
    if running and not late:
        cap = longest + 2 * tick
        yield "elapse", {n: min(int(v) + tick, cap) if n in running else v for n, v in state.items()}
