"""Runs as sequence diagrams: who does what when, which message each step needed, and what is violated at the end.

A step needed what another role wrote if its guard would fail had that not been written. So an arrow never says more than the
model: messages, and facts on shared storage that a role looks at.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from vmotion_model.language import ELAPSE, HISTORY, SHARED, Clock, Command, Model, Value, Var, evaluate
from vmotion_model.protocol import LOCATIONS

from .description import Action, Arrow, Delay, Lifeline, Line, Status
from .description import Sequence as SequenceDiagram
from .folding import folded
from .messages import EMPTY, message_variables, short_text
from .style import role_title

JOIN = "\N{NO-BREAK SPACE}"
ORDER = ("vcenter", "source", "destination", "surroundings")


@dataclass(frozen=True)
class Event:
    """A step of a run: a command or ``elapse``, the time after it in seconds, and what it changed (before, after)."""

    command: str
    time_s: int
    changed: Mapping[str, tuple[Value, Value]]


def sequence(
    model: Model,
    events: Sequence[Event],
    title: str,
    watched: Iterable[str] = (),
    moment: tuple[str, ...] = (),
    loop_at: int | None = None,
) -> SequenceDiagram:
    """The diagram of a run of ``model`` from its initial state.

    Of what a step changes are shown: where its role stands, the ``watched`` variables, and what another role then sees on
    shared storage.
    """
    looked = _Teller(model, frozenset(watched), loop_at).tell_all(events).seen
    teller = _Teller(model, looked | frozenset(watched), loop_at).tell_all(events)
    acting = {a.actor for a in teller.rows if isinstance(a, Action)}
    lines = [role for role in dict.fromkeys((*ORDER, *model.roles)) if role in acting]
    # What comes again and again before the cycle is no part of it.
    before = [row for row in teller.rows if loop_at is None or row.first < loop_at]
    rows = (*folded(before), *folded(teller.rows[len(before) :]))
    return SequenceDiagram(title, tuple(Lifeline(r, role_title(r)) for r in lines), rows, moment, loop_at)


class _Teller:
    """Goes through a run, and knows the state and who wrote what last. A new row begins at the step ``loop_at``."""

    def __init__(self, model: Model, watched: frozenset[str], loop_at: int | None) -> None:
        self.model = model
        self.loop_at = loop_at
        self.watched = watched
        self.locations = frozenset(LOCATIONS.values())
        self.messages = {v.name for v in message_variables(model)}
        self.state: dict[str, Value] = dict(model.initial)
        # For each shared variable: who changed it last, in which step, and what it was before.
        self.written: dict[str, tuple[str, int, Value]] = {}
        self.rows: list[Action | Delay] = []
        self.seen: frozenset[str] = frozenset()

    def tell_all(self, events: Sequence[Event]) -> Self:
        """Go through a run."""
        for number, event in enumerate(events, 1):
            self._tell(number, event)
        return self

    def _tell(self, number: int, event: Event) -> None:
        if event.command == ELAPSE:
            self._pass(number, event)
        else:
            self._act(number, event, self.model.command[event.command])
        self.state.update({name: after for name, (_, after) in event.changed.items()})

    def _pass(self, number: int, event: Event) -> None:
        last = self.rows[-1] if self.rows else None
        start, first = (last.time_s if last is not None else 0), number
        if isinstance(last, Delay) and number != self.loop_at:
            self.rows.pop()
            start, first = start - last.seconds, last.first
        self.rows.append(Delay(event.time_s - start, event.time_s, first, number))

    def _act(self, number: int, event: Event, command: Command) -> None:
        arrows = tuple(self._arrows(command))
        lines = tuple(self._lines(number, event, command))
        last = self.rows[-1] if self.rows else None
        if isinstance(last, Action) and last.actor == command.role and number != self.loop_at:
            # Nobody else has acted since, so all these arrows were there before the first of these steps.
            both = tuple(dict.fromkeys((*last.arrows, *arrows)))
            self.rows[-1] = Action(last.actor, (*last.lines, *lines), both, last.first, last.time_s)
        else:
            self.rows.append(Action(command.role, lines, arrows, number, event.time_s))
        for name, (before, _) in event.changed.items():
            variable = self.model.variable.get(name)
            if variable is not None and variable.owner == SHARED:
                self.written[name] = (command.role, number, before)

    def _arrows(self, command: Command) -> Iterable[Arrow]:
        for name, (writer, _, before) in self.written.items():
            if writer == command.role or (name in self.messages and self.state[name] == EMPTY):
                continue
            without = {**self.state, name: before}
            if evaluate(command.enabled, without, self.model.values):
                continue
            variable = self.model.variable[name]
            if name in self.messages:
                yield Arrow(writer, short_text(variable, str(self.state[name])))
            else:
                self.seen |= {name}
                yield Arrow(writer, f"{name} = {_word(self.state[name])}", seen=True)

    def _lines(self, number: int, event: Event, command: Command) -> Iterable[Line]:
        status = Status.FAILURE if command.fault is not None else Status.NORMAL
        yield Line(f"{number}{JOIN}{command.name}", status, strong=True)
        for name, (_, after) in event.changed.items():
            variable = self.model.variable.get(name)
            if variable is not None and self._shown(variable):
                short = name.removeprefix(f"{command.role}.")
                yield Line(f"→{JOIN}{_word(after)}" if short == "state" else f"{short} = {_word(after)}")

    def _shown(self, variable: Var[Any]) -> bool:
        if isinstance(variable.type, Clock) or variable.owner == HISTORY or variable.name in self.messages:
            return False
        return variable.name in self.locations or variable.name in self.watched


def _word(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
