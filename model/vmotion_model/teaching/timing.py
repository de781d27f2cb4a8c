"""A lock that must not be held for long: a clock, and a deadline.

A clock runs while its condition holds and is zero otherwise. A deadline says that time does not pass beyond a limit: one of its
handlers happens first. A handler that cannot happen stops time, which proves every statement about time, and so *timelock* is a
property that is always checked.
"""

from vmotion_model.language import Command, Constant, Deadline, Model, Param, boolean, clock


def timed_lock(*, limit: int = 30, handled: bool = True) -> Model:
    """A holder must let go within ``limit`` seconds; without the handler time stops."""
    held = boolean("holder.held", "holder", False, "The lock is held.")
    age = clock("holder.age", "holder", held, "How long it has been held.")
    commands = [Command("take", "holder", {"free": ~held}, {held: True}, "The holder takes the lock.")]
    if handled:
        commands.append(Command("let_go", "holder", {"held": held}, {held: False}, "The holder lets go."))
    handlers = ("let_go",) if handled else ()
    return Model(
        "timed-lock",
        (held, age),
        (Constant("limit", limit, "s"),),
        tuple(commands),
        (Deadline("holder.age", Param("limit"), handlers),),
        description="A lock that is given back within a limit.",
    )
