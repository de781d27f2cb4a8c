"""A run that is made step by step: what can be done now, why the rest cannot, and one step back.

``Session`` is what ``vmotion simulate`` shows. It knows nothing of terminals; every answer is a value.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .language import ELAPSE, FALSE, HISTORY, TIME, Command, Expr, Model, Value, because, evaluate, natural_tick
from .machines import Migration
from .protocol import LOCATIONS
from .script import PlayedStep, write_script


@dataclass(frozen=True)
class Obstacle:
    """A conjunct of a guard that does not hold now, and the values that say why."""

    guard: str
    because: str


@dataclass(frozen=True)
class RoleState:
    """Where a role stands (None for one that has no machine), and which of its variables are not as at the start.

    ``owner`` may also be ``shared``: what every role can see.
    """

    owner: str
    location: str | None
    changed: Mapping[str, Value]


class Session:
    """A migration that is run by hand or by chance, and remembers its steps.

    ``ended`` is the condition under which a run has reached an end; nothing forbids to go on from there.
    """

    def __init__(
        self,
        model: Model | None = None,
        locations: Mapping[str, str] | None = None,
        ended: Expr[bool] = FALSE,
        conditions: Mapping[str, Value] | None = None,
    ) -> None:
        """Begin at the initial state of ``model`` (the shipped protocol where none is given).

        ``conditions`` are those under which ``model`` is the protocol, None where any failure may come: a script says them.
        """
        self.migration = Migration(model, locations)
        self.model = self.migration.model
        self._locations = dict(LOCATIONS if locations is None else locations)
        self._ended = ended
        self._conditions = conditions
        self._past: list[tuple[PlayedStep, Mapping[str, Value], int]] = []

    @property
    def steps(self) -> tuple[PlayedStep, ...]:
        """The steps since the start, without those that were undone."""
        return tuple(step for step, _, _ in self._past)

    @property
    def time(self) -> int:
        """Seconds since the start."""
        return self.migration.time

    @property
    def ended(self) -> bool:
        """Whether the run has reached an end."""
        return bool(evaluate(self._ended, self.migration.state, self.model.values))

    def choices(self) -> tuple[Command, ...]:
        """The commands that can be done now, in the model's order; people name them by their place, from 1."""
        return tuple(self.model.command[name] for name in self.migration.enabled())

    def do(self, name: str) -> PlayedStep:
        """Do a command. Raises ``NotEnabledError`` or, for a name that is none, ``ModelError``; then nothing has changed."""
        before, time = dict(self.migration.state), self.migration.time
        changed = self.migration.fire(name)
        return self._keep(PlayedStep(name, self.model.command[name].role, self.migration.time, changed), before, time)

    def elapse(self, seconds: int) -> PlayedStep:
        """Let time pass. Raises ``NotEnabledError`` where a deadline would be overrun."""
        before, time = dict(self.migration.state), self.migration.time
        changed = self.migration.elapse(seconds)
        return self._keep(PlayedStep(ELAPSE, TIME, self.migration.time, changed, seconds), before, time)

    def undo(self) -> PlayedStep | None:
        """Take the last step back and return it; None where there is none."""
        if not self._past:
            return None
        step, before, time = self._past.pop()
        self.migration.restore(before)
        self.migration.time = time
        self.migration.history.pop()
        return step

    def obstacles(self, name: str) -> tuple[Obstacle, ...]:
        """Why a command cannot be done now; empty where it can. Raises ``ModelError`` for a name that is none."""
        labels = self.migration.failing(name)
        guard = self.model.command[name].guard
        state, constants = self.migration.state, self.model.values
        return tuple(Obstacle(label, because(guard[label], state, constants)) for label in labels)

    def blocked(self) -> Mapping[str, tuple[str, ...]]:
        """Every command that cannot be done now, with the conjuncts of its guard that fail."""
        failing = {command.name: self.migration.failing(command.name) for command in self.model.commands}
        return {name: labels for name, labels in failing.items() if labels}

    def roles(self) -> tuple[RoleState, ...]:
        """The state of each role and of what is shared. Facts that only properties read are left out."""
        owners = dict.fromkeys(v.owner for v in self.model.variables if v.owner != HISTORY)
        state, initial = self.migration.state, self.model.initial
        found = []
        for owner in owners:
            location = self._locations.get(owner)
            names = [v.name for v in self.model.variables if v.owner == owner and v.name != location]
            changed = {n: state[n] for n in names if state[n] != initial[n]}
            where = str(state[location]) if location in state else None
            found.append(RoleState(str(owner), where, changed))
        return tuple(found)

    def script(self, title: str = "") -> str:
        """The run as a script with its conditions, which plays back to the same state."""
        return write_script(self.steps, title, self._conditions)

    def _keep(self, step: PlayedStep, before: Mapping[str, Value], time: int) -> PlayedStep:
        self._past.append((step, before, time))
        return step


def wander(session: Session, seed: int, limit: int) -> Iterator[PlayedStep]:
    """Do at most ``limit`` steps by chance; the same model, start and ``seed`` give the same run.

    Stops where the run has ended or nothing can happen. Mostly a role goes on; one step in 26 is a disturbance (a fault, a
    user, another migration), and in one of 26 time passes, by the model's natural tick: so most runs get somewhere.
    """
    chance = random.Random(seed)
    tick = natural_tick(session.model)
    for _ in range(limit):
        if session.ended:
            return
        longest = session.migration.longest_delay()
        ticks = _LONGEST_WAIT if longest is None else min(longest // tick, _LONGEST_WAIT)
        kinds = _kinds(session)
        weights = [24 * bool(kinds.steps), bool(kinds.disturbances), bool(ticks)]
        if not any(weights):
            return
        (kind,) = chance.choices((kinds.steps, kinds.disturbances, ()), weights)
        if kind:
            yield session.do(chance.choices(kind)[0].name)
        else:
            yield session.elapse(tick * chance.choices(range(1, ticks + 1))[0])


_LONGEST_WAIT = 12
"""In ticks; where no deadline is near, nothing more happens by waiting longer."""


@dataclass(frozen=True)
class _Kinds:
    """What can be done now: steps of the protocol, and what disturbs it."""

    steps: tuple[Command, ...]
    disturbances: tuple[Command, ...]


def _kinds(session: Session) -> _Kinds:
    places, choices = session.migration.places, session.choices()
    steps = tuple(c for c in choices if c.fault is None and (not places or c.role in places))
    return _Kinds(steps, tuple(c for c in choices if c not in steps))
