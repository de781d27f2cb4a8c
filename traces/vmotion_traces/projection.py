"""What one role's commands can do to the variables that its log shows: its migration state, its VM and the config flag.

The machine of a role (`vmotion_model.machines.roles`) says which command leads from which location to which. Here its
steps are followed together with these variables and its host, so that a command is ruled out where its guard
contradicts them.
Everything else (messages, clocks, the other roles) is left open. So every run of the model is a run here: what has no
run here is impossible in the model, while what has one here is allowed by this role's machine, no more.

`read_only` is what the role itself last wrote; others write the flag too, but not in this role's log.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import product
from typing import Any

from vmotion_model.language import Const, Expr, Model, Value, Var, lift, substitute, values_of
from vmotion_model.language.expressions import is_literal
from vmotion_model.machines import MachineEdge, edges
from vmotion_model.protocol import LOCATIONS, vmotion
from vmotion_model.protocol.vocabulary import Fault, Host, Vm
from vmotion_model.vmx_states import Side

READ_ONLY = "config.read_only"
_CRASHES = frozenset({Fault.SOURCE_CRASH, Fault.DESTINATION_CRASH})


@dataclass(frozen=True, slots=True)
class Seen:
    """A valuation of the variables that are followed."""

    location: str
    host: Host
    vm: Vm
    read_only: bool


@dataclass(frozen=True, slots=True)
class ProjectedStep:
    """A command and where it leads. `moves`: it sets the migration state, which the VMX prints."""

    command: str
    target: Seen
    moves: bool


class RoleView:
    """The steps of one role, projected. A dead host prints nothing, so a crash explains no line."""

    def __init__(self, model: Model, side: Side) -> None:
        """Project the commands of `side` in `model`."""
        self._model = model
        self._location: Var[Any] = model.variable[LOCATIONS[side]]
        self._host: Var[Any] = model.variable[f"{side}.host"]
        self._vm: Var[Any] = model.variable[f"{side}.vm"]
        self._flag: Var[Any] = model.variable[READ_ONLY]
        self._edges: dict[str, list[MachineEdge]] = {}
        for edge in edges(model, self._location):
            self._edges.setdefault(edge.source, []).append(edge)
        self.none = str(self._location.initial)
        self._known: dict[Seen, tuple[ProjectedStep, ...]] = {}

    @cached_property
    def reachable(self) -> frozenset[Seen]:
        """Every valuation that the role's commands reach from the initial one."""
        initial = _seen(self.none, *(var.initial for var in (self._host, self._vm, self._flag)))
        found, frontier = {initial}, [initial]
        while frontier:
            new = {step.target for step in self.steps(frontier.pop())} - found
            found |= new
            frontier.extend(new)
        return frozenset(found)

    def steps(self, seen: Seen) -> tuple[ProjectedStep, ...]:
        """Every step from a valuation, crashes too."""
        if seen not in self._known:
            self._known[seen] = tuple(self._steps(seen))
        return self._known[seen]

    def moves(self, seen: Seen) -> tuple[ProjectedStep, ...]:
        """The steps from a valuation that the log prints as a state change."""
        return tuple(step for step in self.steps(seen) if step.moves and not self.is_crash(step.command))

    def is_crash(self, command: str) -> bool:
        """Whether the command is the death of the host."""
        return self._model.command[command].fault in _CRASHES

    def unprinted(self, seen: Iterable[Seen]) -> Mapping[Seen, frozenset[Seen]]:
        """Where steps without a printed state change lead: each target with the valuations that it comes from."""
        return self._closure(seen, printed=False)

    def within_attempt(self, seen: Iterable[Seen]) -> Mapping[Seen, frozenset[Seen]]:
        """The same with any steps of the same attempt. An attempt ends in NONE; only a new one leads out of it."""
        return self._closure(seen, printed=True)

    def made_again(self, seen: Iterable[Seen]) -> Mapping[Seen, frozenset[Seen]]:
        """The same where the VMX may also come to its end and be made again: the destination's in one migration."""
        return self._closure(seen, printed=True, again=True)

    def writers(self, value: bool) -> tuple[tuple[str, str, str], ...]:
        """The commands of the role that write the config flag so: (command, from, to)."""
        return tuple(
            (edge.command, edge.source, edge.target)
            for found in self._edges.values()
            for edge in found
            if is_literal(self._update(edge.command, self._flag), value)
        )

    def _closure(self, seen: Iterable[Seen], printed: bool, again: bool = False) -> dict[Seen, frozenset[Seen]]:
        origins: dict[Seen, frozenset[Seen]] = {}
        for origin in seen:
            found, frontier = {origin}, [origin]
            while frontier:
                here = frontier.pop()
                new = {s.target for s in self.steps(here) if self._may_follow(here, s, printed, again)} - found
                found |= new
                frontier.extend(new)
            for target in found:
                origins[target] = origins.get(target, frozenset()) | {origin}
        return origins

    def _may_follow(self, here: Seen, step: ProjectedStep, printed: bool, again: bool) -> bool:
        if self.is_crash(step.command):
            return False
        return not step.moves or (printed and (again or here.location != self.none))

    def _steps(self, seen: Seen) -> Iterable[ProjectedStep]:
        values: dict[str, Expr[Any]] = {
            self._location.name: lift(seen.location, self._location.type),
            self._host.name: lift(str(seen.host), self._host.type),
            self._vm.name: lift(str(seen.vm), self._vm.type),
            self._flag.name: lift(seen.read_only, self._flag.type),
        }
        for edge in self._edges.get(seen.location, ()):
            command = self._model.command[edge.command]
            if any(is_literal(substitute(conjunct, values), False) for conjunct in command.guard.values()):
                continue
            moves = self._location.name in command.updates
            followed = (self._host, self._vm, self._flag)
            for after in product(*(self._next(edge.command, var, values) for var in followed)):
                yield ProjectedStep(edge.command, _seen(edge.target, *after), moves)

    def _update(self, command: str, var: Var[Any]) -> Expr[Any]:
        return self._model.command[command].updates.get(var.name, var)

    def _next(self, command: str, var: Var[Any], values: Mapping[str, Expr[Any]]) -> Iterable[Value]:
        after = substitute(self._update(command, var), values)
        return (after.value,) if isinstance(after, Const) else values_of(var.type)


def _seen(location: str, host: Value, vm: Value, flag: Value) -> Seen:
    return Seen(location, Host(str(host)), Vm(str(vm)), bool(flag))


@cache
def view(side: Side) -> RoleView:
    """The shipped model's role on this side."""
    return RoleView(vmotion(), side)
