"""Small explicit graphs as models, what is asked of them, and a brute-force reading of what a fair run is.

The reference walks the states of ``tests/reference.py`` and tries every set of states that a run may visit for ever. It shares
nothing with the engines: no arrays, no components, no ranks.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from hypothesis import strategies as st

from reference import Key, Space, space
from vmotion_model.common.budget import Budget
from vmotion_model.common.progress import silent
from vmotion_model.language import (
    ELAPSE,
    Command,
    Deadline,
    Expr,
    Model,
    Var,
    any_of,
    clock,
    discretise,
    evaluate,
    if_then,
    integer,
    lift,
)
from vmotion_model.language.ticks import time_constants
from vmotion_proofs.check.check import check
from vmotion_proofs.evidence.certificate import Certificate
from vmotion_proofs.evidence.response_claim import Claim, claim_of
from vmotion_proofs.liveness.judge_response import prove
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.verdicts import PropertyResult
from vmotion_proofs.search.explore import Explored, explore
from vmotion_proofs.search.graph import StateGraph, graph_of
from vmotion_specs.assumptions import Assumption, Fairness
from vmotion_specs.properties import Property, PropertyKind

Draw = Callable[[st.SearchStrategy[Any]], Any]
ID = "P"
LOCATIONS = {"walker": "at"}
LIMIT = 6


@dataclass(frozen=True)
class Shape:
    """Places in a row and commands that lead from some of them to others; place 0 is the start.

    A clock, if one is wanted, runs in the places ``running``, is set back by the commands ``resets``, and must not pass ``LIMIT``
    where ``handlers`` are named.
    """

    size: int
    commands: Mapping[str, Mapping[int, int]]
    running: frozenset[int] | None = None
    resets: frozenset[str] = frozenset()
    handlers: tuple[str, ...] = ()
    faults: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def at(self) -> Var[int]:
        """The place."""
        return integer("at", "walker", 0, 0, self.size - 1, "Where it is.")

    def among(self, *places: int) -> Expr[bool]:
        """Whether it is at one of the places."""
        return any_of(*(self.at == p for p in places))

    @cached_property
    def model(self) -> Model:
        """The model of it."""
        at = self.at
        variables: list[Var[Any]] = [at]
        age: Var[Any] | None = None
        if self.running is not None:
            age = clock("age", "walker", self.among(*self.running), "How long it has been there.")
            variables.append(age)
        commands = []
        for name, moves in self.commands.items():
            target: Expr[int] = at
            for source, after in moves.items():
                target = if_then(at == source, lift(after), target)
            effect: dict[Var[Any], Any] = {at: target}
            if age is not None and name in self.resets:
                effect[age] = 0
            guard = {"here": self.among(*moves)}
            commands.append(Command(name, "walker", guard, effect, fault=self.faults.get(name)))
        deadlines = (Deadline("age", lift(LIMIT), self.handlers),) if age is not None and self.handlers else ()
        return Model("graph", tuple(variables), (), tuple(commands), deadlines)


def response(
    premise: Expr[bool],
    goal: Expr[bool],
    weak: tuple[str, ...] = (),
    strong: tuple[str, ...] = (),
    finite: tuple[str, ...] = (),
    recurring: tuple[Expr[bool], ...] = (),
) -> Property:
    """``premise`` leads to ``goal`` under these assumptions."""
    assumption = Assumption("assumed", "", weak, strong, finite, recurring)
    return Property(ID, "", goal, premise, PropertyKind.RESPONSE, assumptions=(assumption,))


def searched(model: Model, item: Property, states: int | None = None) -> PropertyResult:
    """What a whole check says of the response without a ranking; whether time stops, a search alone does not decide."""
    engine = "auto" if model.deadlines else "explicit"
    options = Options(engine=engine, states=states, locations=LOCATIONS if "at" in model.variable else {})
    return check(model, [item], options).by_id[item.id]


@dataclass(frozen=True)
class Asked:
    """A response of a model, all states of the model, and the steps between them."""

    model: Model
    claim: Claim
    explored: Explored
    graph: StateGraph

    @classmethod
    def of(cls, model: Model, item: Property) -> "Asked":
        """Search the model."""
        explored = explore(model, {}, Options())
        assert explored.complete
        return cls(model, claim_of(model, item), explored, graph_of(explored.finite, explored.search))

    def certificate(self) -> tuple[Certificate, Mapping[str, str]]:
        """A certificate with a ranking that Z3 has accepted, or why there is none."""
        start = Certificate(self.model, (), {})
        return prove(self.explored.finite, self.explored.search, {ID: self.claim}, start, Budget(), silent)


def space_of(model: Model) -> Space:
    """The states in ticks, by the slow interpreter."""
    return space(model, discretise(model).tick, max(time_constants(model), default=0))


def waiting_states(model: Model, seen: Space, premise: Expr[bool], goal: Expr[bool]) -> list[Key]:
    """The states that a run from the premise can be in before it meets the goal."""

    def holds(expr: Expr[bool], key: Key) -> bool:
        return bool(evaluate(expr, seen.state(key), model.values))

    found = [k for k in seen.level if holds(premise, k) and not holds(goal, k)]
    for key in found:
        found += [k for k in dict.fromkeys(seen.steps[key].values()) if k not in found and not holds(goal, k)]
    return found


def some_fair_run(model: Model, seen: Space, states: list[Key], fairness: Fairness) -> bool:
    """Whether a run can visit some of ``states`` for ever, and no others, and keep to the assumptions: all sets are tried."""
    place = {key: i for i, key in enumerate(states)}
    steps = [
        (name, place[key], place[after])
        for key in states
        for name, after in seen.steps[key].items()
        if after in place and name not in fairness.finite
    ]

    def mask(expr: Expr[bool]) -> int:
        return sum(1 << i for i, k in enumerate(states) if evaluate(expr, seen.state(k), model.values))

    resting = ~mask(any_of(*(c.active for c in model.clocks if c.active is not None)))
    able = {n: mask(model.command[n].enabled) for n in (*fairness.weak, *fairness.strong)}
    recurring = [mask(r) for r in fairness.recurring]
    for chosen in range(1, 1 << len(states)):
        inner = [(n, a, b) for n, a, b in steps if chosen >> a & 1 and chosen >> b & 1]
        done = {n for n, _, _ in inner}
        if not _connected(chosen, [(a, b) for _, a, b in inner]):
            continue
        if not (chosen & resting or ELAPSE in done):
            continue
        if any(n not in done and not chosen & ~able[n] for n in fairness.weak):
            continue
        if any(n not in done and chosen & able[n] for n in fairness.strong):
            continue
        if all(chosen & r for r in recurring):
            return True
    return False


def _connected(chosen: int, steps: list[tuple[int, int]]) -> bool:
    """Whether every chosen place can be reached from the first of them, and the first from every one."""
    first = chosen & -chosen
    for pairs in (steps, [(b, a) for a, b in steps]):
        reached, before = first, 0
        while reached != before:
            before = reached
            for a, b in pairs:
                if reached >> a & 1:
                    reached |= 1 << b
        if reached != chosen:
            return False
    return True


@st.composite
def shapes(draw: Draw, timed: bool, most: int = 5) -> Shape:
    """A graph of a few places and two to five commands, each possible in some of them."""
    size = draw(st.integers(2, most))
    place = st.integers(0, size - 1)
    moves = st.dictionaries(place, place, min_size=1, max_size=size)
    names = [f"c{i}" for i in range(draw(st.integers(2, 5)))]
    commands = {name: draw(moves) for name in names}
    faults = {names[-1]: "loss"} if draw(st.booleans()) else {}
    if not timed:
        return Shape(size, commands, faults=faults)
    running = draw(st.frozensets(place, min_size=1))
    resets = frozenset(draw(st.sets(st.sampled_from(names))))
    handlers = tuple(names[:1]) if draw(st.booleans()) else ()
    return Shape(size, commands, running, resets, handlers, faults)


@st.composite
def questions(draw: Draw, shape: Shape) -> Property:
    """A premise, a goal and assumptions about a graph: often several commands of each kind of fairness."""
    place = st.integers(0, shape.size - 1)
    premise = shape.among(*draw(st.frozensets(place, min_size=1, max_size=shape.size)))
    goal = shape.among(*draw(st.frozensets(place, max_size=2)))
    kinds = draw(st.lists(st.sampled_from(["weak", "strong", "strong", "none"]), min_size=5, max_size=5))
    by = {k: tuple(n for n, kind in zip(shape.commands, kinds, strict=False) if kind == k) for k in set(kinds)}
    finite = draw(st.sampled_from([(), (), ("loss",), (next(iter(shape.commands)),)]))
    again = draw(st.lists(st.frozensets(place, min_size=1, max_size=2), max_size=2))
    recurring = tuple(shape.among(*places) for places in again)
    return response(premise, goal, by.get("weak", ()), by.get("strong", ()), finite, recurring)


@st.composite
def ladders(draw: Draw) -> tuple[Shape, Property]:
    """A ladder that one slips down from now and then: to come up, each rung asks for strong fairness within the next one's.

    By induction on the rungs it is climbed in the end where every step up is strongly fair, and the lowest one weakly. Sometimes
    one of them is not, or a slip leads up, which changes nothing or everything.
    """
    top = draw(st.integers(3, 4))
    commands = {f"up{i}": {i: i + 1} for i in range(top)}
    for number in range(draw(st.integers(1, 2))):
        rungs = draw(st.sets(st.integers(0, top - 1), min_size=1, max_size=top))
        commands[f"slip{number}"] = {i: draw(st.integers(0, min(i + 1, top - 1))) for i in sorted(rungs)}
    shape = Shape(top + 1, commands)
    strong = [f"up{i}" for i in range(1, top)]
    if draw(st.integers(0, 3)) == 0:
        strong.remove(draw(st.sampled_from(strong)))
    return shape, response(shape.among(*range(top)), shape.among(top), ("up0",), tuple(strong))
