"""Random models of two roles with statements about them, and their JSON form, in which failures are kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from strategies import World, effects, guards, truths
from vmotion_model.language import (
    HISTORY,
    SHARED,
    Boolean,
    Clock,
    Command,
    Constant,
    Deadline,
    Enumeration,
    Expr,
    Integer,
    Model,
    Param,
    Var,
    all_of,
    clock,
    from_json,
    lift,
    negate,
    parse,
    to_json,
    to_text,
    values_of,
)
from vmotion_model.language.expressions import AtMost, Equal
from vmotion_specs.properties import Property

Draw = Callable[[st.SearchStrategy[Any]], Any]
ROLES = ("left", "right")
LOCATIONS = {role: f"{role}.at" for role in ROLES}
UNIT = 6
"""Every time is a multiple of it, so that a third of the natural tick is a whole number of seconds."""


@dataclass(frozen=True)
class Case:
    """A model and what is asked of it."""

    model: Model
    properties: tuple[Property, ...]


def case_to_json(case: Case) -> dict[str, Any]:
    """The form in which a failing case is kept."""
    return {"model": to_json(case.model), "properties": {p.id: to_text(p.claim) for p in case.properties}}


def case_from_json(data: Mapping[str, Any]) -> Case:
    """Read a case back."""
    model = from_json(data["model"])
    claims = {name: parse(text, model.scope, Boolean()) for name, text in data["properties"].items()}
    return Case(model, tuple(Property(name, "", claim) for name, claim in claims.items()))


@st.composite
def cases(draw: Draw, clocks: bool) -> Case:
    """A model with four to nine commands, and three statements about it."""
    world = draw(vocabularies(clocks))
    commands = tuple(draw(commands_of(world, number)) for number in range(draw(st.integers(4, 9))))
    deadlines = tuple(d for c in world.of(Clock) for d in draw(deadlines_of(world, c, commands)))
    model = Model("random", world.variables, world.constants, commands, deadlines)
    claims = {"any": draw(truths(world, 2)), "apart": draw(never_together(world)), "near": draw(never_together(world))}
    return Case(model, tuple(Property(name, "", claim) for name, claim in claims.items()))


def seen_by(world: World, role: str) -> World:
    """What a role may read and write."""
    return World(tuple(v for v in world.variables if v.owner in (role, SHARED)), world.constants, world.moments)


@st.composite
def vocabularies(draw: Draw, clocks: bool) -> World:
    """Where each role is, a message, a flag and a number that they share, some memory and history, up to two clocks."""
    places = Enumeration("Place", ("HOME", "AWAY", "LOST")[: draw(st.integers(2, 3))])
    words = Enumeration("Word", ("NONE", "GO", "STOP")[: draw(st.integers(2, 3))])
    variables: list[Var[Any]] = [
        *(Var(name, places, role, places.members[0]) for role, name in LOCATIONS.items()),
        Var("word", words, SHARED, draw(st.sampled_from(words.members))),
        Var("flag", Boolean(), SHARED, draw(st.booleans())),
        draw(integers_of("number", SHARED)),
    ]
    if draw(st.booleans()):
        variables.append(draw(integers_of("left.memory", "left")))
    if draw(st.booleans()):
        variables.append(Var("right.memory", Boolean(), "right", draw(st.booleans())))
    if draw(st.integers(0, 3)) == 0:
        variables.append(Var("seen", Boolean(), HISTORY, False))
    constants = (Constant("SHORT", UNIT * draw(st.integers(1, 2)), "s"), Constant("TWO", 2, ""))
    world = World(tuple(variables), constants, (0, UNIT, 2 * UNIT))
    if clocks:
        running = []
        for name in ("left.clock", "right.clock")[: draw(st.integers(1, 2))]:
            role = draw(st.sampled_from(ROLES))
            running.append(clock(name, role, draw(truths(seen_by(world, role), 1)), ""))
        world = World((*variables, *running), constants, world.moments)
    return world


@st.composite
def integers_of(draw: Draw, name: str, owner: str) -> Var[int]:
    """A small integer, perhaps with negative values."""
    low = draw(st.integers(-2, 1))
    high = low + draw(st.integers(1, 3))
    return Var(name, Integer(low, high), owner, draw(st.integers(low, high)))


@st.composite
def commands_of(draw: Draw, world: World, number: int) -> Command:
    """A step of one role, mostly from one of its places, now and then with a guard on more than that.

    Roles and places take turns, so that something happens: steps drawn freely are mostly enabled nowhere.
    """
    role = ROLES[number % 2]
    view = seen_by(world, role)
    place = next(v for v in view.of(Enumeration) if v.name == LOCATIONS[role])
    assert isinstance(place.type, Enumeration)
    places = place.type.members
    guard: dict[str, Expr[bool]] = {}
    if draw(st.integers(0, 7)):
        guard["place"] = Equal.of(place, lift(places[number // 2 % len(places)], place.type))
    if draw(st.integers(0, 2)) == 0:
        guard |= draw(guards(view))
    effect: dict[Var[Any], Any] = dict(draw(effects(view)))
    effect.setdefault(place, draw(st.sampled_from(places)))
    for var in world.variables:
        if var.owner == HISTORY and draw(st.booleans()):
            effect[var] = draw(truths(world, 1))
    fault = draw(st.sampled_from([None, None, None, "loss"]))
    return Command(f"step{number}", role, guard, effect, fault=fault)


@st.composite
def deadlines_of(draw: Draw, world: World, running: Var[Any], commands: tuple[Command, ...]) -> tuple[Deadline, ...]:
    """A deadline with some of the owner's steps as its handlers, or none."""
    handlers = tuple(c.name for c in commands if c.role == running.owner)
    if not draw(st.booleans()):
        return ()
    limit: Expr[int] = draw(st.sampled_from([lift(UNIT), lift(2 * UNIT), Param(world.constants[0].name)]))
    return (Deadline(running.name, limit, handlers[:1]),)


@st.composite
def never_together(draw: Draw, world: World) -> Expr[bool]:
    """Two or three variables never have certain values at once: often true, and true for a reason."""
    chosen = draw(st.lists(st.sampled_from(world.variables), min_size=2, max_size=3, unique_by=lambda v: v.name))
    literals = []
    for var in chosen:
        if isinstance(var.type, Clock):
            bound = lift(draw(st.sampled_from([UNIT, 2 * UNIT, 3 * UNIT])))
            literals.append(draw(st.sampled_from([AtMost.of(bound, var), negate(AtMost.of(var, bound))])))
        else:
            value = draw(st.sampled_from(list(values_of(var.type))))
            literals.append(Equal.of(var, lift(value, var.type) if isinstance(value, str) else lift(value)))
    return negate(all_of(*literals))
