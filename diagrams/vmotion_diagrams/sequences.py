"""Runs as sequence diagrams: who does what when, when each message is sent and what becomes of it, what is violated at the end.

A message is taken by the step that needed it: its guard would fail without, or it keeps the content. A fact on shared storage
is seen by the steps that needed what another role wrote. So an arrow never says more than the model.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self, TypeAlias

from vmotion_model.language import ELAPSE, HISTORY, SHARED, Clock, Command, Model, Value, Var, evaluate, variables_of
from vmotion_model.protocol import LOCATIONS

from .description import Action, Delay, Lifeline, Line, Message, MessageFate, Status
from .description import Sequence as SequenceDiagram
from .folding import folded
from .messages import EMPTY, channels, message_variables, short_text, written
from .style import STORE, role_title

JOIN = "\N{NO-BREAK SPACE}"
SURROUNDINGS = "surroundings"
ORDER = ("vcenter", "source", "destination")
LAST = (STORE, SURROUNDINGS)
STORED = ("disk", "config")
"""What lies on shared storage; other shared variables stand on a lifeline that is only called shared."""
Receivers: TypeAlias = Mapping[tuple[str, str], str]
"""By sender and variable, who gets a message that is put there."""


@dataclass(frozen=True)
class Happening:
    """A step of a run: a command or ``elapse``, the time after it in seconds, and what it changed (before, after)."""

    command: str
    time_s: int
    changed: Mapping[str, tuple[Value, Value]]


def sequence(
    model: Model,
    events: Sequence[Happening],
    title: str,
    watched: Iterable[str] = (),
    moment: tuple[str, ...] = (),
    loop_at: int | None = None,
    failing: Iterable[str] = (),
    locations: Mapping[str, str] = LOCATIONS,
    receivers: Receivers | None = None,
) -> SequenceDiagram:
    """The diagram of a run of ``model`` from its initial state.

    Of what a step changes are shown: where its role stands, the ``watched`` variables, and what another role then sees on
    shared storage. Faults are marked, and the commands that are ``failing`` here. Who draws many runs of one model asks
    ``receivers_of`` it once.
    """
    watched, failing = frozenset(watched), frozenset(failing)
    receivers = receivers_of(model) if receivers is None else receivers
    looked = _Teller(model, receivers, watched, loop_at, locations).tell_all(events).seen
    teller = _Teller(model, receivers, watched, loop_at, locations, looked, failing).tell_all(events)
    messages = teller.all_messages()
    acting = {a.actor for a in teller.rows if isinstance(a, Action)} | {m.receiver for m in messages}
    store = STORE if looked else ""
    roles = dict.fromkeys((*ORDER, *(r for r in model.roles if r not in LAST), *LAST))
    titles = {role: role_title(role) for role in roles if role in acting or role == store}
    done = {model.command[e.command] for e in events if e.command != ELAPSE}
    if all(c.fault is not None for c in done if c.role == SURROUNDINGS) and SURROUNDINGS in titles:
        titles[SURROUNDINGS] = "network"
    if store and not all(name.partition(".")[0] in STORED for name in looked):
        titles[STORE] = "shared"
    # What comes again and again before the cycle is no part of it.
    before = [row for row in teller.rows if loop_at is None or row.first < loop_at]
    rows = (*folded(before, messages), *folded(teller.rows[len(before) :], messages))
    return SequenceDiagram(
        title, tuple(Lifeline(r, t) for r, t in titles.items()), rows, moment, loop_at, messages, store
    )


class _Teller:
    """Goes through a run, and knows the state and who wrote what last. A new row begins at the step ``loop_at``."""

    def __init__(
        self,
        model: Model,
        receivers: Receivers,
        watched: frozenset[str],
        loop_at: int | None,
        locations: Mapping[str, str],
        looked: frozenset[str] = frozenset(),
        failing: frozenset[str] = frozenset(),
    ) -> None:
        self.model = model
        self.loop_at = loop_at
        self.watched = watched
        self.looked = looked
        self.failing = failing
        self.post = _Post(model, receivers)
        self.locations = frozenset(locations.values())
        self.state: dict[str, Value] = dict(model.initial)
        # For each shared variable: who changed it last, in which step, and what it was before.
        self.written: dict[str, tuple[str, int, Value]] = {}
        self.rows: list[Action | Delay] = []
        self.seen: frozenset[str] = frozenset()

    def tell_all(self, events: Sequence[Happening]) -> Self:
        """Go through a run."""
        for number, event in enumerate(events, 1):
            self._tell(number, event)
        return self

    def _tell(self, number: int, event: Happening) -> None:
        if event.command == ELAPSE:
            self._pass(number, event)
        else:
            self._act(number, event, self.model.command[event.command])
        self.state.update({name: after for name, (_, after) in event.changed.items()})

    def _pass(self, number: int, event: Happening) -> None:
        last = self.rows[-1] if self.rows else None
        start, first = (last.time_s if last is not None else 0), number
        if isinstance(last, Delay) and number != self.loop_at:
            self.rows.pop()
            start, first = start - last.seconds, last.first
        self.rows.append(Delay(event.time_s - start, event.time_s, first, number))

    def all_messages(self) -> tuple[Message, ...]:
        """Every message of the run, in the order of sending; those of one call are one."""
        return self.post.all()

    def _act(self, number: int, event: Happening, command: Command) -> None:
        reads = tuple(self._reads(command))
        lines = tuple(self._lines(number, event, command))
        writes = tuple(f"{n} = {_word(after)}" for n, (_, after) in event.changed.items() if n in self.looked)
        replaced = self.post.step(number, event, command, self.state)
        last = self.rows[-1] if self.rows else None
        # What a role sends and then replaces itself is seen only if these are two rows.
        alone = number == self.loop_at or (last is not None and any(m.sent >= last.first for m in replaced))
        if isinstance(last, Action) and last.actor == command.role and not alone:
            # Nobody else has acted since, so all that was read was there before the first of these steps.
            both = tuple(dict.fromkeys((*last.reads, *reads)))
            left = tuple(dict.fromkeys((*last.writes, *writes)))
            self.rows[-1] = Action(last.actor, (*last.lines, *lines), last.first, last.time_s, both, left)
        else:
            self.rows.append(Action(command.role, lines, number, event.time_s, reads, writes))
        for name, (before, _) in event.changed.items():
            variable = self.model.variable.get(name)
            if variable is not None and variable.owner == SHARED:
                self.written[name] = (command.role, number, before)

    def _reads(self, command: Command) -> Iterable[str]:
        for name, (writer, _, before) in self.written.items():
            if writer == command.role or name in self.post.variables:
                continue
            if not evaluate(command.enabled, {**self.state, name: before}, self.model.values):
                self.seen |= {name}
                yield f"{name} = {_word(self.state[name])}"

    def _lines(self, number: int, event: Happening, command: Command) -> Iterable[Line]:
        marked = command.fault is not None or command.name in self.failing
        status = Status.FAILURE if marked else Status.NORMAL
        yield Line(f"{number}{JOIN}{command.name}", status, strong=True)
        for name, (_, after) in event.changed.items():
            variable = self.model.variable.get(name)
            if variable is not None and self._shown(variable):
                short = name.removeprefix(f"{command.role}.")
                yield Line(f"→{JOIN}{_word(after)}" if short == "state" else f"{short} = {_word(after)}")

    def _shown(self, variable: Var[Any]) -> bool:
        if isinstance(variable.type, Clock) or variable.owner == HISTORY or variable.name in self.post.variables:
            return False
        if variable.name in self.looked:
            return False
        return variable.name in self.locations or variable.name in self.watched


def receivers_of(model: Model) -> Receivers:
    """By sender and variable, who gets a message that is put there."""
    found: dict[tuple[str, str], str] = {}
    for channel in channels(model):
        # The network, which can lose everything, is nobody's receiver.
        if channel.receiver != SURROUNDINGS:
            found.setdefault((channel.sender, channel.variable), channel.receiver)
    return found


class _Post:
    """Follows every message from its sending to its end."""

    def __init__(self, model: Model, receivers: Receivers) -> None:
        self.model = model
        self.variables = {v.name for v in message_variables(model)}
        self.receivers = receivers
        self.open: dict[str, Message] = {}
        self.ended: list[Message] = []

    def step(self, number: int, event: Happening, command: Command, state: Mapping[str, Value]) -> Sequence[Message]:
        """A step, and the messages that it drops: ``state`` is the one before it."""
        before = len(self.ended)
        for name, message in list(self.open.items()):
            after = event.changed.get(name, (None, state[name]))[1]
            needed = not evaluate(command.enabled, {**state, name: EMPTY}, self.model.values)
            kept = any(name in variables_of(update) for n, update in command.updates.items() if n != name)
            aged = after != EMPTY and not written(command, self.model.variable[name])
            if command.role == SURROUNDINGS and command.fault is not None:
                if after == EMPTY and name in event.changed:
                    self._end(name, replace(message, receiver=command.role, ended=number, fate=MessageFate.LOST))
            elif command.role != message.sender and (needed or (kept and after == EMPTY)):
                self._end(name, replace(message, receiver=command.role, ended=number, fate=MessageFate.TAKEN))
            elif name in event.changed and not aged:
                self._end(name, replace(message, ended=number, fate=MessageFate.DROPPED))
        for name, (_, after) in event.changed.items():
            if name in self.variables and after != EMPTY and written(command, self.model.variable[name]):
                text = short_text(self.model.variable[name], str(after))
                receiver = self.receivers.get((command.role, name), command.role)
                self.open[name] = Message(command.role, receiver, text, number, None, MessageFate.UNDER_WAY)
        return [m for m in self.ended[before:] if m.fate is MessageFate.DROPPED]

    def _end(self, name: str, message: Message) -> None:
        del self.open[name]
        self.ended.append(message)

    def all(self) -> tuple[Message, ...]:
        """Every message of the run, in the order of sending; those that were sent and ended together are one."""
        together: dict[Message, list[str]] = {}
        for message in sorted((*self.ended, *self.open.values()), key=lambda m: m.sent):
            if message.sender != message.receiver:
                together.setdefault(replace(message, text=""), []).append(message.text)
        return tuple(replace(m, text=", ".join(texts)) for m, texts in together.items())


def _word(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
