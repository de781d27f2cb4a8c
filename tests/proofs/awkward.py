"""Small models, each with something that another language could get wrong; their counts are derived by hand."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from vmotion_model.language import (
    HISTORY,
    SHARED,
    WHOLE,
    Boolean,
    Command,
    Constant,
    Deadline,
    Enumeration,
    Expr,
    Instance,
    Model,
    Param,
    Var,
    boolean,
    clock,
    enumeration,
    if_then,
    integer,
)
from vmotion_specs.properties import Observer, Property, PropertyKind

ROLE = "robot"

# Promela, C, the macros of its headers and of its compiler, the generated verifier, TLA+, TLC's configuration, and ours.
HARD_NAMES = """do od init active proctype byte short bool mtype hidden never end skip timeout chan unless local printf
int char double struct register sizeof main now trpt errno stdin linux unix MAXSTATE State pan uchar
nr.pr d.step c.code sa.handler st.atime INT.MAX L.tmpnam q.sz commands broken end old.x holds.x v.x a.b_c a_b.c a.b.c _x __y
VARIABLE VARIABLES MODULE EXTENDS UNCHANGED Next Init Spec TypeOK vars Nat Int BOOLEAN TRUE FALSE STRING UNION SUBSET
DOMAIN ENABLED CHOOSE LET THEN ELSE CASE OTHER SF_x WF_y INVARIANT CONSTANT SPECIFICATION LAMBDA STATE NEW""".split()  # noqa: SIM905


@dataclass(frozen=True)
class Case:
    """A model, what is asked of it, and what is known of it by hand."""

    model: Model
    states: int
    transitions: int
    depth: int
    violated: frozenset[str] = frozenset()
    properties: Sequence[Property] = ()
    instance: Instance = field(default=WHOLE)


def ask(name: str, claim: Expr[bool]) -> Property:
    return Property(name, f"{name} holds", claim)


def hard_names() -> Case:
    """A light that moves along a row of booleans with hard names, commands of the same names: one state and step each."""
    names = list(dict.fromkeys(n for n in HARD_NAMES if n not in ("TRUE", "FALSE")))
    lights: list[Var[Any]] = [
        Var(n, Boolean(), SHARED, i == 0, "a 'name' /* \\ (* no comment *) */") for i, n in enumerate(names)
    ]
    ring = list(zip(lights, lights[1:] + lights[:1], strict=True))
    commands = tuple(
        Command(
            a.name if "." not in a.name else f"do_{i}",
            ROLE,
            {"*/ not *) the end \\": a, "trailing \\": ~b},
            {a: False, b: True},
            "*/ } od \\* (* \n * says ==== 'x' \"y\" \\",
        )
        for i, (a, b) in enumerate(ring)
    )
    size = len(lights)
    lit = ask("do", ~(lights[3] & lights[4]))
    other = ask("Next", ~lights[5])
    return Case(Model("do while", tuple(lights), (), commands), size, size, size - 1, frozenset({"Next"}), (lit, other))


class Int(StrEnum):
    init = "init"
    do = "do"
    TRUE = "TRUE"


class Do(StrEnum):
    init = "init"
    VARIABLE = "VARIABLE"


def hard_members() -> Case:
    """Two enumerations that share a member, turned in step by one command each: 3 x 2 states, two steps from each."""
    first, second = enumeration("a.x", ROLE, Int.init, ""), enumeration("b.x", ROLE, Do.init, "")
    turn = if_then(first == Int.init, Int.do, if_then(first == Int.do, Int.TRUE, Int.init))
    flip = if_then(second == Do.init, Do.VARIABLE, Do.init)
    limit = Constant("goto", 3, "s", "*/ a constant")
    commands = (Command("turn", ROLE, {}, {first: turn}), Command("flip", ROLE, {}, {second: flip}))
    model = Model("members", (first, second), (limit,), commands)
    together = ask("apart", ~((first == Int.TRUE) & (second == Do.VARIABLE)))
    return Case(model, 6, 12, 3, frozenset({"apart"}), (together,))


def exchange() -> Case:
    """Simultaneous effects: x and y change places, three turn round. (1, 2) x (3, 4, 5): 2 x 3 states, two steps each."""
    x, y = (integer(n, ROLE, v, 0, 9, "") for n, v in (("p.x", 1), ("p.y", 2)))
    a, b, c = (integer(n, ROLE, v, 0, 9, "") for n, v in (("q.a", 3), ("q.b", 4), ("q.c", 5)))
    commands = (Command("swap", ROLE, {}, {x: y, y: x}), Command("turn", ROLE, {}, {a: b, b: c, c: a}))
    # After an assignment in sequence x and y would be equal.
    return Case(Model("exchange", (x, y, a, b, c), (), commands), 6, 12, 3, frozenset(), (ask("different", ~(x == y)),))


def negative() -> Case:
    """A number from -3 to 3 goes down by one and up by two: 7 states, 6 + 5 steps."""
    n = integer("deep.n", ROLE, 3, -3, 3, "")
    commands = (
        Command("down", ROLE, {"above": ~(n <= -3)}, {n: n - 1}),
        Command("up", ROLE, {"below": n + 2 <= 3}, {n: n - -2}),
    )
    claims = (ask("positive", n >= 0), ask("bounded", (n >= -3) & (n <= 3)))
    return Case(Model("negative", (n,), (), commands), 7, 11, 6, frozenset({"positive"}), claims)


def least_and_greatest() -> Case:
    """(a, b) becomes (min(a + 1, 2), max(a, b - 1)): (0, 5) (1, 4) (2, 3) (2, 2), then it stays: 4 states, 4 steps."""
    a, b = integer("p.a", ROLE, 0, 0, 2, ""), integer("p.b", ROLE, 5, 0, 5, "")
    step = {a: if_then(a + 1 <= 2, a + 1, 2), b: if_then(b - 1 <= a, a, b - 1)}
    model = Model("min and max", (a, b), (), (Command("step", ROLE, {}, step),))
    return Case(model, 4, 4, 3, frozenset({"apart"}), (ask("apart", ~(a == b)), ask("order", a <= b)))


def truths() -> Case:
    """Truth values as values: compared with each other and with comparisons. All 8 states, one step from each.

    p' = (q == (n <= 0)), q' = not p, n' = 1 - n over {0, 1}: the step is a permutation with 0-1-... cycles from (F, F, 0):
    (F,F,0) (F,T,1) (F,T,0) (T,T,1) (F,F,0): four states.
    """
    p, q = boolean("w.p", ROLE, False, ""), boolean("w.q", ROLE, False, "")
    n = integer("w.n", ROLE, 0, 0, 1, "")
    step = Command("step", ROLE, {}, {p: q == (n <= 0), q: ~p, n: if_then(n == 0, 1, 0)})
    never = ask("never", ~(p & ~q))
    return Case(Model("truths", (p, q, n), (), (step,)), 4, 4, 3, frozenset(), (never,))


def two_ways() -> Case:
    """A guard that holds for two reasons at once is still one step: states 0 to 2, one step from 0 and 1."""
    n = integer("p.n", ROLE, 0, 0, 2, "")
    low = (n == 0) | (n <= 1) | ((n == 1) & (n <= 1))
    chosen = if_then(n == 0, (n <= 0) | (n <= 1), (n == 1) | (n <= 1))
    return Case(Model("two ways", (n,), (), (Command("up", ROLE, {"low": low, "c": chosen}, {n: n + 1}),)), 3, 2, 2)


def never_read() -> Case:
    """A flag that no command reads is a part of the state: SPIN drops such variables unless it is told not to."""
    here, mark = boolean("p.here", ROLE, False, ""), boolean("p.mark", ROLE, False, "")
    go = Command("go", ROLE, {"there": ~here}, {here: True})
    back = Command("back", ROLE, {"here": here}, {here: False, mark: True})
    return Case(Model("never read", (here, mark), (), (go, back)), 4, 4, 3)


def timed() -> Case:
    """A lock held for at most 20 s, tick 10: free, held for 0, 10 or 20 s. Time runs only while it is held."""
    held = boolean("p.held", ROLE, False, "")
    age = clock("p.age", ROLE, held, "")
    take, drop = (
        Command("take", ROLE, {"free": ~held}, {held: True}),
        Command("drop", ROLE, {"held": held}, {held: False}),
    )
    late = Command("late", ROLE, {"held": held, "10 s": age >= 10}, {held: False})
    deadline = (Deadline("p.age", Param("limit"), ("drop",)),)
    model = Model("timed", (held, age), (Constant("limit", 20, "s"),), (take, drop, late), deadline)
    # Steps: take, drop from three ages, late from two, elapse from two.
    return Case(model, 4, 8, 3, frozenset({"short"}), (ask("short", age <= 10), ask("kept", age <= 20)))


def watched() -> Case:
    """A demand and its observer: 'some run goes twice'. The history variable makes two states of the start."""
    here = boolean("p.here", ROLE, False, "")
    gone = integer("history.gone", HISTORY, 0, 0, 2, "")
    go = Command("go", ROLE, {"there": ~here}, {here: True})
    back = Command("back", ROLE, {"here": here}, {here: False})
    once = if_then(gone <= 1, gone + 1, 2)
    demand = Property(
        "twice", "it goes twice", gone == 2, kind=PropertyKind.REACHABLE, observers=(Observer(gone, {"go": once}),)
    )
    # (there, 0), (here, 1), (there, 1), (here, 2), (there, 2).
    return Case(Model("watched", (here,), (), (go, back)), 5, 5, 4, frozenset({"twice"}), (demand,))


def limited() -> Case:
    """A fault that may happen once: the budget is a variable."""
    up = boolean("p.up", ROLE, True, "")
    crash = Command("crash", ROLE, {"up": up}, {up: False}, fault="crash")
    repair = Command("repair", ROLE, {"down": ~up}, {up: True})
    return Case(Model("limited", (up,), (), (crash, repair)), 3, 2, 2, instance=Instance("one crash", {"crash": 1}))


def broken_at_once() -> Case:
    """A property that the initial state breaks, and one that several states break together with it."""
    n = integer("p.n", ROLE, 0, 0, 3, "")
    claims = (ask("S1", n >= 1), ask("S2", n >= 2), ask("S3", n >= 0))
    up = Command("up", ROLE, {"below": n <= 2}, {n: n + 1})
    return Case(Model("at once", (n,), (), (up,)), 4, 3, 3, frozenset({"S1", "S2"}), claims)


def wide() -> Case:
    """More than a byte: up in steps of 100 from -200 to 300, 6 states."""
    n = integer("p.n", ROLE, -200, -200, 300, "")
    big = Enumeration("Big", tuple(f"M{i}" for i in range(300)))
    where = Var[str]("p.where", big, ROLE, "M299")
    up = Command("up", ROLE, {"below": n <= 200}, {n: n + 100, where: if_then(where == "M299", "M0", where)})
    return Case(Model("wide", (n, where), (), (up,)), 6, 5, 5)


CASES = {
    case.__name__: case
    for case in (
        hard_names,
        hard_members,
        exchange,
        negative,
        least_and_greatest,
        truths,
        two_ways,
        never_read,
        timed,
        watched,
        limited,
        broken_at_once,
        wide,
    )
}


def leaves_its_range() -> Model:
    """A counter that overruns its range of 0 to 255 by one."""
    n = integer("p.n", ROLE, 250, 0, 255, "")
    return Model("overrun", (n,), (), (Command("up", ROLE, {}, {n: n + 1}),))
