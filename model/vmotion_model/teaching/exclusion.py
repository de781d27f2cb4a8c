"""Mutual exclusion with a lock: two roles, and something that they share.

A role reads and writes its own variables and shared ones. Taking the lock and entering is one step, and that is why it works:
were looking and taking two steps, both could look before either takes. (``peterson`` does without such a step.)
"""

from enum import StrEnum

from vmotion_model.language import SHARED, Command, Model, boolean, enumeration


class Where(StrEnum):
    """Where a process is."""

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
            Command(f"ask_{name}", name, {"idle": state == Where.IDLE}, {state: Where.WAITS}, "It wants to enter."),
            Command(
                f"enter_{name}",
                name,
                {"waits": state == Where.WAITS, **free},
                {state: Where.INSIDE, lock: True},
                "It takes the lock and enters.",
            ),
            Command(
                f"leave_{name}",
                name,
                {"inside": state == Where.INSIDE},
                {state: Where.IDLE, lock: False},
                "It leaves and gives the lock back.",
            ),
        ]
    says = "Two processes share a lock, which is taken in one step."
    return Model("mutual-exclusion", (*states, lock), (), tuple(commands), description=says)
