"""Small models whose answers are known by hand."""

from enum import StrEnum

from vmotion_model.language import (
    SHARED,
    Command,
    Constant,
    Deadline,
    Model,
    Param,
    boolean,
    clock,
    enumeration,
    integer,
)


class Where(StrEnum):
    IDLE = "IDLE"
    WAITS = "WAITS"
    INSIDE = "INSIDE"


def mutual_exclusion(*, guarded: bool = True) -> Model:
    """Two processes and a lock; without the guard both get inside."""
    lock = boolean("lock.taken", SHARED, False, "The lock.")
    commands = []
    states = []
    for name in ("p", "q"):
        state = enumeration(f"{name}.state", name, Where.IDLE, "Where the process is.")
        states.append(state)
        free = {"the lock is free": ~lock} if guarded else {}
        commands += [
            Command(f"ask_{name}", name, {"idle": state == Where.IDLE}, {state: Where.WAITS}),
            Command(f"enter_{name}", name, {"waits": state == Where.WAITS, **free}, {state: Where.INSIDE, lock: True}),
            Command(f"leave_{name}", name, {"inside": state == Where.INSIDE}, {state: Where.IDLE, lock: False}),
        ]
    return Model("mutual exclusion", (*states, lock), (), tuple(commands))


def counter(size: int) -> Model:
    """Counts from 0 to ``size`` and starts over: exactly ``size + 1`` states, ``size`` steps deep."""
    value = integer("counter.value", "counter", 0, 0, size, "The count.")
    top = Param("top")
    return Model(
        "counter",
        (value,),
        (Constant("top", size, ""),),
        (
            Command("up", "counter", {"below": ~(top <= value)}, {value: value + 1}),
            Command("wrap", "counter", {"at the top": value == top}, {value: 0}),
        ),
    )


def timed_lock(*, limit: int = 30, handled: bool = True) -> Model:
    """A holder must let go within ``limit`` seconds; without the handler time stops."""
    held = boolean("holder.held", "holder", False, "The lock is held.")
    age = clock("holder.age", "holder", held, "How long it has been held.")
    commands = [Command("take", "holder", {"free": ~held}, {held: True})]
    if handled:
        commands.append(Command("let_go", "holder", {"held": held}, {held: False}))
    handlers = ("let_go",) if handled else ()
    return Model(
        "timed lock",
        (held, age),
        (Constant("limit", limit, "s"),),
        tuple(commands),
        (Deadline("holder.age", Param("limit"), handlers),),
    )
