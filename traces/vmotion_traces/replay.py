"""Whether the model can do what the log of one VMX shows.

The model's side is the role's machine with its VM, its host and the config flag (`projection`). The log's side are the
lines `Transitioning from state A to B` and `Setting config.readOnly = V` of one role in one migration, in their order.
The set of valuations that fit all lines so far is carried from line to line:

- `A to B`: some command of the role, not a crash, leads from a valuation in A to one in B. None does: **impossible** at
  this line. A jump over states on one line is none of the machine's steps, even where a path of several steps exists.
- Between two lines only steps without a state change may lie. Where the last line left the role in another state than
  A, and A can be reached within the attempt, lines are missing: **incomplete**. Where it cannot: **impossible** at this
  line. A source's attempt ends in NONE, and nothing of the same migration comes after that; a destination may be made again.
- The first line begins in NONE, where an attempt begins; else the beginning is missing: **incomplete**. A log that
  only stops early is not incomplete: what it shows is a run, its outcome is unknown.
- A state that is not known (a number without a name, a damaged line) stands for any state that can be reached there:
  **incomplete**, or **impossible** at the next known state when no path leads there.
- `config.readOnly = V`: the flag has this value in some of the valuations; the others are dropped, so that the line also
  tells which command went before. In none: **impossible** at this line, unless lines are missing here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from vmotion_model.protocol.vocabulary import Vm
from vmotion_model.vmx_states import Side, VmxState, on_side

from .events import ConfigWrite, LogEvent, LoggedOutcome, StateChange
from .lines import LogLine
from .projection import RoleView, Seen
from .result import Impossible, Open, StateSeen

_Layer = dict[Seen, set[tuple[Seen, str | None]]]
_OUTCOME_OF_SOURCE = {
    Vm.RUNNING: LoggedOutcome.FAILURE,
    Vm.MOVED: LoggedOutcome.SUCCESS,
    Vm.OFF: LoggedOutcome.SUCCESS,
}
"""A source that has finished runs its VM on, or has lost it and powers it down (KB 1010634)."""


@dataclass(frozen=True, slots=True)
class Replay:
    """What the replay of one role found. `outcomes`: those that fit, empty where the role has not finished."""

    states: tuple[StateSeen, ...]
    first_impossible: Impossible | None
    open: tuple[Open, ...]
    outcomes: frozenset[LoggedOutcome]


def replay(view: RoleView, side: Side, events: Iterable[LogEvent], claimed: LoggedOutcome | None = None) -> Replay:
    """Replay the lines of one side of one migration. `claimed`: the outcome that other lines tell, for a source."""
    lines = [event for event in events if isinstance(event, StateChange | ConfigWrite)]
    run = _Run(view, side, claimed)
    for line, following in zip(lines, _next_changes(lines), strict=True):
        if run.impossible is not None:
            break
        if isinstance(line, StateChange):
            run.change(line)
        else:
            run.write(line, following)
    return run.result()


def _next_changes(lines: Sequence[StateChange | ConfigWrite]) -> list[StateChange | None]:
    """For each line the next state change after it."""
    following: list[StateChange | None] = []
    later: StateChange | None = None
    for line in reversed(lines):
        following.append(later)
        later = line if isinstance(line, StateChange) else later
    return following[::-1]


@dataclass
class _Run:
    """The valuations that fit so far, with the way back from each: one layer per step of the log's reading."""

    view: RoleView
    side: Side
    claimed: LoggedOutcome | None
    possible: frozenset[Seen] | None = None
    layers: list[_Layer] = field(default_factory=list)
    changes: list[tuple[StateChange, int | None]] = field(default_factory=list)
    ended: int | None = None
    impossible: Impossible | None = None
    open: list[Open] = field(default_factory=list)
    unknown: bool = False
    last: StateChange | None = None

    def change(self, event: StateChange) -> None:
        """A line `Transitioning from state A to B`."""
        if not self._arrive(event):
            return
        before, self.last = self.last, event
        if event.left is None or event.entered is None:
            self._pass_unknown(event, before)
            return
        target = self._location(event.entered)
        layer: _Layer = {}
        for seen in self._now():
            for step in self.view.moves(seen):
                if step.target.location == target:
                    layer.setdefault(step.target, set()).add((seen, step.command))
        if not layer:
            self._refuse(event.line, f"no step of the {self.side} leads from {self._in()} to {event.after}")
            return
        self._add(layer)
        self.changes.append((event, len(self.layers) - 1))
        if self.ended is None and event.entered.member in ("FINISHED", "NONE"):
            self.ended = len(self.layers) - 1
            self._believe_claim()

    def write(self, event: ConfigWrite, following: StateChange | None) -> None:
        """A line `Setting config.readOnly = V`; `following` is the next state change."""
        if self.side is not Side.SOURCE:
            return  # the model leaves the flag to the source and to vCenter
        if self.possible is None:
            left = following.left if following else None
            if left is None:
                return  # nothing tells where the source is
            self._begin(left, following.line if following else event.line)
        if event.read_only and self.last is None and self.view.none not in {s.location for s in self.possible or ()}:
            return  # that it was cleared since may be in the lines that are missing
        fitting = [seen for seen in self._now() if seen.read_only == event.read_only]
        if fitting:
            self._keep(fitting)
            return
        if event.read_only and self._next_step_locks(following):
            return
        if self.last is None and self._stood_elsewhere(event.read_only):
            return
        if self.unknown or following is None or (following.left and not self._stands_in(following.left)):
            reached = self.view.within_attempt(self._now())
            fitting = [seen for seen in reached if seen.read_only == event.read_only]
            if fitting:
                if not self.unknown:
                    self.open.append(Open(event.line, f"lines are missing between {self._in()} and this one"))
                self._leap(reached, fitting)
                return
        value = str(event.read_only).upper()
        allowed = tuple(
            f"{command}, {source} to {target}" for command, source, target in self.view.writers(event.read_only)
        )
        self._refuse(event.line, f"in {self._in()} the source has not set config.readOnly to {value}", allowed)

    def result(self) -> Replay:
        """The states with the commands that still fit after the last line."""
        alive = set(self.possible or ())
        commands: dict[int, tuple[str, ...]] = {}
        outcomes: frozenset[LoggedOutcome] = frozenset()
        for place in range(len(self.layers) - 1, -1, -1):
            if place == self.ended:
                outcomes = frozenset(_OUTCOME_OF_SOURCE.get(seen.vm, LoggedOutcome.UNKNOWN) for seen in alive)
            ways = [way for seen in alive for way in self.layers[place][seen]]
            commands[place] = tuple(sorted({command for _, command in ways if command is not None}))
            alive = {origin for origin, _ in ways}
        states = tuple(
            StateSeen(
                side=self.side,
                before=_name(event.left, event.before),
                state=_name(event.entered, event.after),
                commands=() if place is None else commands[place],
                time=event.time,
                line=event.line,
            )
            for event, place in self.changes
        )
        return Replay(states, self.impossible, tuple(self.open), outcomes if self.side is Side.SOURCE else frozenset())

    def _arrive(self, event: StateChange) -> bool:
        """Get to the state that the line starts from; says whether that is possible."""
        if self.possible is None:
            self._begin(event.left, event.line)
            return True
        if event.left is None or (not self.unknown and self._stands_in(event.left)):
            return True
        reached = self.view.within_attempt(self._now())
        there = [seen for seen in reached if seen.location == self._location(event.left)]
        if not there and self.side is Side.DESTINATION:
            reached = self.view.made_again(self._now())
            there = [seen for seen in reached if seen.location == self._location(event.left)]
        if not there:
            self._refuse(
                event.line, f"from {self._in()} the {self.side} cannot come to {event.before} in one migration"
            )
            return False
        if not self.unknown:
            self.open.append(Open(event.line, f"lines are missing between {self._in()} and {event.before}"))
        self._leap(reached, there)
        self.unknown = False
        return True

    def _begin(self, state: VmxState | None, line: LogLine) -> None:
        """Start in any valuation of the state that the first line starts from."""
        everywhere = self.view.reachable
        here = everywhere if state is None else {s for s in everywhere if s.location == self._location(state)}
        self.possible = frozenset(here)
        if state is not None and self._location(state) != self.view.none:
            self.open.append(Open(line, f"the log begins in {state.name}; the lines before it are missing"))

    def _pass_unknown(self, event: StateChange, before: StateChange | None) -> None:
        same = before is not None and before.after is not None and before.after == event.before
        if event.before is None:
            self.open.append(Open(event.line, "the line is damaged, so that the state change is not known"))
        elif event.left is None and not (self.unknown and same):
            self.open.append(Open(event.line, f"what state {event.before} is, is not known"))
        if event.entered is None and event.after is not None:
            self.open.append(Open(event.line, f"what state {event.after} is, is not known"))
        self.changes.append((event, None))
        reached = self._reached_out_of_none() if event.left is not None else self.view.within_attempt(self._now())
        if event.entered is None:
            self._leap(reached, reached)
            self.unknown = True
            return
        there = [seen for seen in reached if seen.location == self._location(event.entered)]
        if there:
            self._leap(reached, there)
            self.unknown = False
        else:
            self._refuse(event.line, f"from {self._in()} the {self.side} cannot come to {event.after} in one migration")

    def _reached_out_of_none(self) -> dict[Seen, set[Seen]]:
        """What can be reached in the attempt, which this line may begin."""
        reached: dict[Seen, set[Seen]] = {}
        for seen in self._now():
            for target in self.view.within_attempt({seen, *(step.target for step in self.view.moves(seen))}):
                reached.setdefault(target, set()).add(seen)
        return reached

    def _believe_claim(self) -> None:
        fitting = [s for s in self.possible or () if _OUTCOME_OF_SOURCE.get(s.vm) is self.claimed]
        if self.side is Side.SOURCE and fitting:
            self._keep(fitting)

    def _stood_elsewhere(self, read_only: bool) -> bool:
        """Whether the flag was written before the log's first state change, in lines of which some are missing."""
        places = {seen.location for seen in self.possible or ()}
        here = {s for s in self.view.reachable if s.location in places and s.read_only == read_only}
        if self.view.none in places or not here:
            return False
        # What was written before says nothing of where it stood then.
        self.layers.clear()
        self._keep(here)
        return True

    def _next_step_locks(self, following: StateChange | None) -> bool:
        """Whether the next line is the step that sets the flag.

        Logs print the state change before the write that clears the flag (KB 320352, KB 435078); which comes first where
        it is set was not seen.
        """
        target = self._location(following.entered) if following and following.entered else None
        steps = (step for seen in self._now() for step in self.view.moves(seen))
        return any(step.target.read_only and step.target.location == target for step in steps)

    def _now(self) -> frozenset[Seen]:
        """The valuations now, after any steps that print nothing."""
        ways = self.view.unprinted(self.possible or ())
        if set(ways) != set(self.possible or ()):
            self._leap(ways, ways)
        return self.possible or frozenset()

    def _stands_in(self, state: VmxState) -> bool:
        location = self._location(state)
        return any(seen.location == location for seen in self._now())

    def _location(self, state: VmxState) -> str:
        """The state as the machine calls it; a state of the other side keeps its full name, which the machine has not."""
        return state.member if state.side is self.side else state.name

    def _keep(self, seen: Iterable[Seen]) -> None:
        self._add({each: {(each, None)} for each in seen})

    def _leap(self, ways: Mapping[Seen, Iterable[Seen]], targets: Iterable[Seen]) -> None:
        self._add({target: {(origin, None) for origin in ways[target]} for target in targets})

    def _add(self, layer: _Layer) -> None:
        self.layers.append(layer)
        self.possible = frozenset(layer)

    def _in(self) -> str:
        """Where the role stands, in VMware's names."""
        if self.unknown and self.last is not None and self.last.after is not None:
            return f"state {self.last.after}"
        names = {state.member: state.name for state in on_side(self.side)}
        return " or ".join(sorted({names[seen.location] for seen in self.possible or ()}))

    def _refuse(self, line: LogLine, why: str, allowed: Sequence[str] | None = None) -> None:
        if allowed is None:
            names = {state.member: state.name for state in on_side(self.side)}
            ways: dict[str, set[str]] = {}
            for seen in self.possible or ():
                for step in self.view.moves(seen):
                    ways.setdefault(f"{names[seen.location]} to {names[step.target.location]}", set()).add(step.command)
            allowed = [f"{way} ({', '.join(sorted(commands))})" for way, commands in sorted(ways.items())]
        self.impossible = Impossible(line, why, tuple(allowed))


def _name(state: VmxState | None, label: object) -> str:
    if state is not None:
        return state.name
    return "unknown" if label is None else f"unknown ({label})"
