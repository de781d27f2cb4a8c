"""Hypothesis strategies that several test folders share: small vocabularies, expressions, states and models over them."""

import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from vmotion_model.language import (
    FALSE,
    SHARED,
    TRUE,
    Boolean,
    Clock,
    Command,
    Const,
    Constant,
    Deadline,
    Enumeration,
    Expr,
    Integer,
    Model,
    Param,
    Scope,
    Value,
    Var,
    all_of,
    any_of,
    clock,
    if_then,
    lift,
    negate,
    values_of,
)
from vmotion_model.language.expressions import Add, AtMost, Equal, Sub

Draw = Callable[[st.SearchStrategy[Any]], Any]
MEMBERS = tuple(f"{letter}{letter}" for letter in string.ascii_uppercase[:9])
ROLE = "robot"


@dataclass(frozen=True)
class World:
    """A small vocabulary: what the expressions of one example may speak of, and the times it compares clocks with."""

    variables: tuple[Var[Any], ...]
    constants: tuple[Constant, ...]
    moments: tuple[int, ...] = (0, 2, 4, 6)

    @property
    def scope(self) -> Scope:
        """The names for the parser."""
        return Scope({v.name: v for v in self.variables}, self.values)

    @property
    def values(self) -> Mapping[str, int]:
        """The constants' values."""
        return {c.name: c.value for c in self.constants}

    def of(self, type_: type[Any]) -> list[Var[Any]]:
        """The variables of one kind of type."""
        return [v for v in self.variables if isinstance(v.type, type_)]


@st.composite
def worlds(draw: Draw, clocks: bool = True) -> World:
    """One to three enumerations, truth values and integers, up to two clocks and constants."""
    variables: list[Var[Any]] = []
    for number in range(draw(st.integers(1, 2))):
        members = draw(st.lists(st.sampled_from(MEMBERS), min_size=1, max_size=4, unique=True))
        type_ = Enumeration(f"Kind{number}", tuple(members))
        names = draw(st.sampled_from([("a",), ("a", "b")]))
        variables.extend(
            Var(f"{ROLE}.kind{number}{name}", type_, draw(owners), draw(st.sampled_from(members)), "says")
            for name in names
        )
    variables.extend(
        Var(f"flag{i}", Boolean(), draw(owners), draw(st.booleans())) for i in range(draw(st.integers(1, 2)))
    )
    for number in range(draw(st.integers(1, 2))):
        low = draw(st.integers(-3, 2))
        high = low + draw(st.integers(0, 4))
        variables.append(Var(f"deep.er.number{number}", Integer(low, high), draw(owners), draw(st.integers(low, high))))
    constants = tuple(Constant(f"CONST{i}", draw(st.integers(0, 6)), "s") for i in range(draw(st.integers(1, 2))))
    world = World(tuple(variables), constants)
    if clocks:
        running = [clock(f"{ROLE}.clock{i}", ROLE, draw(truths(world, 1)), "") for i in range(draw(st.integers(1, 2)))]
        world = World((*variables, *running), constants)
    return world


owners = st.sampled_from([ROLE, SHARED])


@st.composite
def truths(draw: Draw, world: World, depth: int = 3) -> Expr[bool]:
    """A truth value over the world, nested at most ``depth`` deep."""
    kinds = ["flag", "literal", "enum", "number", "order"]
    if world.of(Clock):
        kinds.append("clock")
    if depth > 0:
        kinds += ["not", "and", "or", "member", "if", "same"] * 2
    match draw(st.sampled_from(kinds)):
        case "literal":
            literal: Expr[bool] = TRUE if draw(st.booleans()) else FALSE
            return literal
        case "enum":
            subject = draw(st.sampled_from(world.of(Enumeration)))
            other = draw(members_of(world, subject.type, depth - 1))
            return Equal.of(other, subject) if draw(st.booleans()) else Equal.of(subject, other)
        case "number":
            return Equal.of(draw(numbers(world, depth - 1)), draw(numbers(world, depth - 1)))
        case "order":
            return AtMost.of(draw(numbers(world, depth - 1)), draw(numbers(world, depth - 1)))
        case "clock":
            timed: Expr[bool] = draw(clock_comparisons(world, closed=False))
            return timed
        case "not":
            return negate(draw(truths(world, depth - 1)))
        case "and":
            return all_of(*draw(st.lists(truths(world, depth - 1), min_size=2, max_size=3)))
        case "or":
            return any_of(*draw(st.lists(truths(world, depth - 1), min_size=2, max_size=3)))
        case "member":
            subject = draw(st.sampled_from([v for v in world.variables if not isinstance(v.type, Clock)]))
            values = draw(st.lists(st.sampled_from(list(values_of(subject.type))), min_size=1, max_size=3))
            among: Expr[bool] = subject.one_of(*values)
            return among
        case "if":
            parts = [draw(truths(world, depth - 1)) for _ in range(3)]
            chosen: Expr[bool] = if_then(*parts)
            return chosen
        case "same":
            return Equal.of(draw(truths(world, depth - 1)), draw(truths(world, depth - 1)))
    flag: Expr[bool] = draw(st.sampled_from(world.of(Boolean)))
    return flag


@st.composite
def numbers(draw: Draw, world: World, depth: int = 2) -> Expr[int]:
    """An integer over the world."""
    kinds = ["literal", "constant", "variable"] + (["sum", "difference", "if"] if depth > 0 else [])
    match draw(st.sampled_from(kinds)):
        case "literal":
            return lift(draw(st.integers(-4, 300)))
        case "constant":
            return Param(draw(st.sampled_from(world.constants)).name)
        case "sum":
            return Add.of(draw(numbers(world, depth - 1)), draw(numbers(world, depth - 1)))
        case "difference":
            return Sub.of(draw(numbers(world, depth - 1)), draw(numbers(world, depth - 1)))
        case "if":
            condition = draw(truths(world, depth - 1))
            chosen: Expr[int] = if_then(condition, draw(numbers(world, depth - 1)), draw(numbers(world, depth - 1)))
            return chosen
    variable: Expr[int] = draw(st.sampled_from(world.of(Integer)))
    return variable


@st.composite
def members_of(draw: Draw, world: World, type_: Enumeration, depth: int = 1) -> Expr[Any]:
    """A member of an enumeration: a literal, a variable or a choice between such."""
    kinds = ["literal", "variable"] + (["if"] if depth > 0 else [])
    match draw(st.sampled_from(kinds)):
        case "literal":
            return Const(draw(st.sampled_from(type_.members)), type_)
        case "if":
            condition = draw(truths(world, depth - 1))
            return if_then(
                condition, draw(members_of(world, type_, depth - 1)), draw(members_of(world, type_, depth - 1))
            )
    same = [v for v in world.of(Enumeration) if v.type == type_]
    variable: Expr[Any] = draw(st.sampled_from(same))
    return variable


@st.composite
def clock_comparisons(draw: Draw, world: World, closed: bool = True) -> Expr[bool]:
    """A clock compared with a number; ``closed``: as a guard may compare it."""
    running = draw(st.sampled_from(world.of(Clock)))
    # A unit in seconds, or none at all: the constants of the other vocabularies are drawn for anything.
    times = [Param(c.name) for c in world.constants if c.unit]
    fixed: Expr[Any] = draw(st.sampled_from([*times, *map(lift, world.moments)]))
    result: Expr[bool] = draw(
        st.sampled_from([AtMost.of(running, fixed), AtMost.of(fixed, running), Equal.of(running, fixed)])
    )
    return result if closed or draw(st.booleans()) else negate(result)


@st.composite
def states(draw: Draw, world: World) -> dict[str, Value]:
    """A valuation of all variables, reachable or not."""
    return {
        v.name: draw(st.integers(0, 9)) if isinstance(v.type, Clock) else draw(st.sampled_from(list(values_of(v.type))))
        for v in world.variables
    }


@st.composite
def guards(draw: Draw, world: World) -> dict[str, Expr[bool]]:
    """Named conjuncts, closed in the clocks."""
    still = World(tuple(v for v in world.variables if not isinstance(v.type, Clock)), world.constants, world.moments)
    conjuncts = {f"first {i}": draw(truths(still, 1)) for i in range(draw(st.integers(0, 2)))}
    if world.of(Clock) and draw(st.booleans()):
        conjuncts["time"] = draw(clock_comparisons(world))
    return conjuncts


@st.composite
def effects(draw: Draw, world: World) -> dict[Var[Any], Any]:
    """Updates that stay in range."""
    still = World(tuple(v for v in world.variables if not isinstance(v.type, Clock)), world.constants, world.moments)
    result: dict[Var[Any], Any] = {}
    for var in draw(st.lists(st.sampled_from(world.variables), min_size=1, max_size=3, unique=True)):
        match var.type:
            case Boolean():
                result[var] = draw(truths(still, 1))
            case Enumeration():
                result[var] = draw(members_of(still, var.type, 1))
            case Integer(low=low, high=high):
                value = draw(numbers(still, 1))
                inside = all_of(AtMost.of(lift(low), value), AtMost.of(value, lift(high)))
                result[var] = if_then(inside, value, draw(st.integers(low, high)))
            case Clock():
                result[var] = 0
    return result


@st.composite
def models(draw: Draw, clocks: bool = True) -> Model:
    """A model of one role with one to four commands, and deadlines on some of its clocks."""
    world = draw(worlds(clocks=clocks))
    commands = tuple(
        Command(
            f"step{i}",
            ROLE,
            draw(guards(world)),
            draw(effects(world)),
            draw(st.sampled_from(["", "What it does."])),
            fault=draw(st.sampled_from([None, None, "loss of a part"])),
        )
        for i in range(draw(st.integers(1, 4)))
    )
    deadlines = tuple(
        Deadline(v.name, draw(st.sampled_from([lift(4), lift(8), Param(world.constants[0].name)])), (commands[0].name,))
        for v in world.of(Clock)
        if draw(st.booleans())
    )
    return Model("random", world.variables, world.constants, commands, deadlines)
