"""Peterson's algorithm: mutual exclusion with nothing but variables that are read and written one at a time.

A process first raises its flag, then gives the other one the turn, then waits until the other has no flag or the turn has come
back. Who gave way last waits. The order of the first two steps matters: the change ``turn-before-flag`` shows why.
"""

from enum import StrEnum
from typing import Any

from vmotion_model.language import SHARED, Command, Model, Var, boolean, enumeration

SOURCE = "G. L. Peterson: Myths about the mutual exclusion problem, Information Processing Letters 12(3), 1981"


class Place(StrEnum):
    """The line at which a process stands."""

    REST = "REST"
    RAISED = "RAISED"
    WAITS = "WAITS"
    INSIDE = "INSIDE"


class Turn(StrEnum):
    """Who may go first where both want to."""

    P = "P"
    Q = "Q"


def peterson() -> Model:
    """Two processes, a flag of each, and whose turn it is."""
    turn = enumeration("turn", SHARED, Turn.P, "Who may go first where both want to.")
    flag = {n: boolean(f"flag.{n}", SHARED, False, f"Process {n} wants to enter, or is inside.") for n in ("p", "q")}
    places = {n: enumeration(f"{n}.place", n, Place.REST, "The line at which the process stands.") for n in flag}
    commands = []
    for me, other in (("p", "q"), ("q", "p")):
        place, mine, theirs = places[me], Turn[me.upper()], Turn[other.upper()]
        commands += [
            Command(
                f"raise_{me}",
                me,
                {"rests": place == Place.REST},
                {place: Place.RAISED, flag[me]: True},
                "It raises its flag.",
                SOURCE,
            ),
            Command(
                f"give_way_{me}",
                me,
                {"has raised its flag": place == Place.RAISED},
                {place: Place.WAITS, turn: theirs},
                "It gives the other one the turn.",
                SOURCE,
            ),
            Command(
                f"enter_{me}",
                me,
                {"waits": place == Place.WAITS, "may go": ~flag[other] | (turn == mine)},
                {place: Place.INSIDE},
                "The other one has no flag, or it has given way: this one enters.",
                SOURCE,
            ),
            Command(
                f"leave_{me}",
                me,
                {"inside": place == Place.INSIDE},
                {place: Place.REST, flag[me]: False},
                "It leaves and lowers its flag.",
                SOURCE,
            ),
        ]
    variables: tuple[Var[Any], ...] = (*places.values(), *flag.values(), turn)
    return Model("peterson", variables, (), tuple(commands), description="Mutual exclusion by flags and turns.")
