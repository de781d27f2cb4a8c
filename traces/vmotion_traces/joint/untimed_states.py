"""All states of the model without its clocks, and the steps between them: where runs that explain a log are looked for.

Without clocks the protocol has few enough states to hold all of them (`untimed`). It can do whatever the model can, and times
for a run that it finds are put in afterwards. It is the protocol in *any environment*: a failure needs no cause.

Three graphs of it are searched. `usual` is the small part in which no message is lost and nothing dies: a run that is in it is
found at once. `coarse` looks only at `COARSE` variables, so that it has fewer states and can do more: what has no run there has
none in the model. `all` has every state.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vmotion_model.common.budget import Budget
from vmotion_model.language import Expr, Model, Var, evaluate, lift, substitute
from vmotion_model.language.expressions import AtMost, is_literal
from vmotion_model.protocol import LOCATIONS, vmotion
from vmotion_model.protocol.state import config, destination, disk, history, network, source, vcenter
from vmotion_model.protocol.vocabulary import Event, Fault, Role, Task
from vmotion_model.vmx_states import Side
from vmotion_proofs.search.breadth_first import Search, search
from vmotion_proofs.search.states_and_steps import Edges
from vmotion_proofs.search.untimed_model import untimed

READ_ONLY = config.read_only.name
CRASHES = frozenset({Fault.SOURCE_CRASH, Fault.DESTINATION_CRASH})
RARE = frozenset({Fault.LOSS, Fault.CONSOLE, Fault.VCENTER_CRASH, *CRASHES})
"""What no log of a migration prints, and what is not supposed where the records can be explained without it."""
KEPT = (history.destination_ran, history.source_failed)
"""The history that tells how an attempt ends."""
COARSE = frozenset(
    v.name
    for v in (
        *KEPT,
        *(vcenter.state, vcenter.journal, source.state, destination.state, source.host, destination.host),
        *(
            source.vm,
            destination.vm,
            disk.holder,
            source.target,
            source.remaining,
            destination.world,
            destination.pages,
            destination.checkpoint,
        ),
        *(network.batch, network.pages, network.checkpoint, network.verdict, network.resumed),
    )
)

UNPRINTED, FORBIDDEN = 0, 1
"""The kinds of step that no vmware.log prints, and that no migration does: `request` begins another one."""

Mask = NDArray[np.bool_]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Move:
    """A change of a VMX's state, as its log prints it. `writes`: the value that the step gives the config flag.

    `timer`: the states in which a clock must have run, and for how many seconds; None for a step that waits for no clock.
    """

    side: Side
    before: str
    after: str
    writes: bool | None
    timer: tuple[frozenset[str], int] | None = None


@dataclass(frozen=True, eq=False)
class Graph:
    """States and the steps between them, sorted by the state that they leave: those of state `s` from `first[s]` on.

    `kind` says what the log prints of a step: the number of a move in `moves`. `step` is the number of its command and `state`
    that of the state in the whole space, both None where a state stands for many. `at` tells where each role stands, as a place
    in `places`. `starts` are the states in which the attempt has just been requested; `ran` and `failed` tell its end.
    """

    first: Ints
    target: NDArray[np.int32] | Ints
    kind: NDArray[np.int16]
    moves: tuple[Move | None, ...]
    starts: Ints
    ran: Mask
    failed: Mask
    at: Mapping[str, Ints]
    places: Mapping[str, tuple[str, ...]]
    step: NDArray[np.int16] | None
    state: Ints | None

    @property
    def size(self) -> int:
        """How many states there are."""
        return len(self.ran)


class Space:
    """The states of a model without its clocks. States and commands are numbers; `steps` has the commands."""

    def __init__(self, model: Model, budget: Budget) -> None:
        """Visit all states; `stopped` says why not all were visited, where the budget did not allow it."""
        self.model = model
        self.found: Search = search(
            untimed(model, [v.name for v in KEPT]), {}, budget=budget, stop_early=False, edges=True
        )
        self.stopped = "" if self.found.complete else self.found.stopped
        self.steps = [step.command for step in self.found.program.steps]

    @property
    def edges(self) -> Edges:
        """All steps between states, by the state that they leave."""
        return Edges() if self.found.edges is None else self.found.edges

    @cached_property
    def source(self) -> NDArray[np.int32]:
        """Where each of the steps begins."""
        return self.edges.source

    def where(self, expr: Expr[bool]) -> Mask:
        """In which states a condition holds."""
        result = self.found.program.compile(expr)(self._block)
        return np.broadcast_to(np.asarray(result, dtype=np.bool_), (self.found.states,))

    @cached_property
    def _block(self) -> Any:
        return self.found.program.block(self.found.store.words)

    @cached_property
    def at(self) -> Mapping[str, Ints]:
        """Where each role stands in every state, as a place in `places`."""
        column = self.found.program.layout.column
        return {role: column(self.found.store.words, name).astype(np.int64) for role, name in LOCATIONS.items()}

    @cached_property
    def places(self) -> Mapping[str, tuple[str, ...]]:
        """The places of each role."""
        return {
            role: tuple(sorted(self.model.variable[name].type.members))  # type: ignore[union-attr]
            for role, name in LOCATIONS.items()
        }

    @cached_property
    def _requests(self) -> list[int]:
        return [n for n, c in enumerate(self.steps) if Event.REQUESTED in c.events]

    def _does(self, steps: Iterable[int]) -> Mask:
        return np.isin(self.edges.step, list(steps))

    @cached_property
    def all(self) -> Graph:
        """Every state and step."""
        kind, moves = self._moves()
        over = vcenter.state.one_of(Task.REJECTED, Task.ROLLED_BACK)
        return Graph(
            first=np.searchsorted(self.source, np.arange(self.found.states + 1)),
            target=self.edges.target,
            kind=kind,
            moves=moves,
            starts=np.unique(self.edges.target[self._does(self._requests)]).astype(np.int64),
            ran=self.where(history.destination_ran),
            failed=self.where((history.source_failed | over) & ~history.destination_ran),
            at=self.at,
            places=self.places,
            step=self.edges.step,
            state=np.arange(self.found.states),
        )

    def _moves(self) -> tuple[NDArray[np.int16], tuple[Move | None, ...]]:
        """The kind of every step, and for each kind the change that is printed (None for the first two)."""
        moves: list[Move | None] = [None, None]
        kind = np.full(len(self.edges.step), UNPRINTED, dtype=np.int16)
        kind[self._does(self._requests)] = FORBIDDEN
        for side in Side:
            places, at = self.places[side], self.at[side]
            for number, command in enumerate(self.steps):
                if not self.prints(number, side):
                    continue
                chosen = np.flatnonzero(self.edges.step == number)
                before, after = at[self.source[chosen]], at[self.edges.target[chosen]]
                flag, timer = _writes(command.updates.get(READ_ONLY)), self._timer(command.name, side)
                for b, a in {(int(b), int(a)) for b, a in zip(before, after, strict=True) if b != a}:
                    move = Move(side, places[b], places[a], flag, timer)
                    if move not in moves:
                        moves.append(move)
                    kind[chosen[(before == b) & (after == a)]] = moves.index(move)
        return kind, tuple(moves)

    def _timer(self, command: str, side: Side) -> tuple[frozenset[str], int] | None:
        """What the clock is that a step waits for: in which states of its VMX it runs, and how long it must have."""
        for part in self.model.command[command].guard.values():
            if not isinstance(part, AtMost) or not isinstance(part.right, Var) or part.right.active is None:
                continue
            location = self.model.variable[LOCATIONS[side]]
            runs = (
                place
                for place in self.places[side]
                if is_literal(substitute(part.right.active, {location.name: lift(place, location.type)}), True)
            )
            return frozenset(runs), int(evaluate(part.left, {}, self.model.values))
        return None

    def prints(self, step: int, side: Side) -> bool:
        """Whether the VMX of a side prints the state that this step leads to. A dead host prints nothing."""
        command = self.steps[step]
        return LOCATIONS[side] in command.updates and command.role == side and command.fault not in CRASHES

    @cached_property
    def usual(self) -> Graph:
        """What the first attempt can come to where nothing rare happens."""
        whole = self.all
        rare = self._does(n for n, c in enumerate(self.steps) if c.fault in RARE or c.role == Role.SURROUNDINGS)
        may = ~rare & (whole.kind != FORBIDDEN)
        begin = self.edges.target[self._does(self._requests) & (self.source == 0)]
        inside = np.zeros(whole.size, dtype=np.bool_)
        frontier = begin.astype(np.int64)
        while len(frontier):
            inside[frontier] = True
            edges = leaving(whole, frontier)[1]
            after = np.unique(whole.target[edges[may[edges]]])
            frontier = after[~inside[after]]
        state = np.flatnonzero(inside)
        number = np.full(whole.size, -1)
        number[state] = np.arange(len(state))
        row, edges = leaving(whole, state)
        row, edges = row[may[edges]], edges[may[edges]]
        return Graph(
            first=np.searchsorted(row, np.arange(len(state) + 1)),
            target=number[whole.target[edges]],
            kind=whole.kind[edges],
            moves=whole.moves,
            starts=number[begin],
            ran=whole.ran[state],
            failed=whole.failed[state],
            at={role: at[state] for role, at in whole.at.items()},
            places=whole.places,
            step=self.edges.step[edges],
            state=state,
        )

    @cached_property
    def coarse(self) -> Graph:
        """The states that the variables in `COARSE` tell apart, with a step between two where any of theirs has one."""
        whole, layout = self.all, self.found.program.layout
        keep = np.zeros(layout.words, dtype=np.uint64)
        for name in COARSE:
            keep[layout.field[name].word] |= np.uint64(layout.field[name].mask)
        words = np.ascontiguousarray((self.found.store.words & keep[:, None]).T)
        rows = words.view([("", words.dtype)] * layout.words).ravel()
        _, one, number = np.unique(rows, return_index=True, return_inverse=True)
        size, kinds = len(one), len(whole.moves)
        source, target = number[self.source].astype(np.int64), number[self.edges.target].astype(np.int64)
        stays = (source == target) & (whole.kind == UNPRINTED)
        steps = np.unique(((source * size + target) * kinds + whole.kind)[~stays])
        return Graph(
            first=np.searchsorted(steps // (size * kinds), np.arange(size + 1)),
            target=steps // kinds % size,
            kind=(steps % kinds).astype(np.int16),
            moves=whole.moves,
            starts=np.unique(number[whole.starts]).astype(np.int64),
            ran=whole.ran[one],
            failed=whole.failed[one],
            at={role: at[one] for role, at in whole.at.items()},
            places=whole.places,
            step=None,
            state=None,
        )

    def path_to_start(self, state: int) -> list[str]:
        """The commands of a run up to the request of the attempt that begins in a state."""
        chosen = np.flatnonzero(self.edges.target == state)
        chosen = chosen[np.isin(self.edges.step[chosen], self._requests)]
        before, request = int(self.source[chosen[0]]), int(self.edges.step[chosen[0]])
        return [*(self.steps[number].name for number, _ in self.found.path_to(before)), self.steps[request].name]


def leaving(graph: Graph, states: Ints) -> tuple[Ints, Ints]:
    """The steps that leave some states: for each the place of its state among them, and its number."""
    begin = graph.first[states]
    counts = graph.first[states + 1] - begin
    row = np.repeat(np.arange(len(states)), counts)
    return row, np.arange(len(row)) - np.repeat(np.cumsum(counts) - counts, counts) + begin[row]


def _writes(update: Expr[Any] | None) -> bool | None:
    """The value that an update gives the config flag, None for one that leaves it."""
    if update is None or isinstance(update, Var):
        return None
    return True if is_literal(update, True) else False if is_literal(update, False) else None


@cache
def shipped() -> Space:
    """The states of the shipped model."""
    return Space(vmotion(), Budget())
