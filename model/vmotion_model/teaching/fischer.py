"""Fischer's algorithm: mutual exclusion by waiting long enough.

One shared variable names who may enter. A process that finds it empty writes its own name within ``write_limit``; then it waits
``pause`` and enters if the name is still its own. Whoever found the variable empty too has written by then: if the pause is
longer than a write takes. Nothing but time keeps the two apart, so the change ``fischer-short-pause`` breaks it.
"""

from enum import StrEnum
from typing import Any

from vmotion_model.language import SHARED, Command, Constant, Deadline, Model, Param, Var, clock, enumeration

SOURCE = "L. Lamport: A fast mutual exclusion algorithm, ACM Transactions on Computer Systems 5(1), 1987 (his remark on Fischer)"


class Place(StrEnum):
    """Where a process stands."""

    REST = "REST"
    WRITES = "WRITES"
    PAUSES = "PAUSES"
    INSIDE = "INSIDE"


class Name(StrEnum):
    """The name in the shared variable."""

    NOBODY = "NOBODY"
    P = "P"
    Q = "Q"


def fischer() -> Model:
    """Two processes and one name; a clock for the write, which has a deadline, and one for the pause, which has none."""
    name = enumeration("name", SHARED, Name.NOBODY, "Who may enter.")
    variables: list[Var[Any]] = []
    commands, deadlines = [], []
    for me in ("p", "q"):
        place = enumeration(f"{me}.place", me, Place.REST, "Where the process stands.")
        writing = clock(f"{me}.writing", me, place == Place.WRITES, "How long it has been writing.")
        pausing = clock(f"{me}.pausing", me, place == Place.PAUSES, "How long it has paused.")
        mine = Name[me.upper()]
        variables += [place, writing, pausing]
        deadlines.append(Deadline(f"{me}.writing", Param("write_limit"), (f"write_{me}",)))
        commands += [
            Command(
                f"look_{me}",
                me,
                {"rests": place == Place.REST, "nobody's name is there": name == Name.NOBODY},
                {place: Place.WRITES},
                "It finds the variable empty and begins to write its name.",
                SOURCE,
            ),
            Command(
                f"write_{me}",
                me,
                {"writes": place == Place.WRITES},
                {place: Place.PAUSES, name: mine},
                "Its name is written; the pause begins.",
                SOURCE,
            ),
            Command(
                f"enter_{me}",
                me,
                {
                    "pauses": place == Place.PAUSES,
                    "has paused long enough": pausing >= Param("pause"),
                    "its name is still there": name == mine,
                },
                {place: Place.INSIDE},
                "After the pause its name is still there: it enters.",
                SOURCE,
            ),
            Command(
                f"give_up_{me}",
                me,
                {
                    "pauses": place == Place.PAUSES,
                    "has paused long enough": pausing >= Param("pause"),
                    "its name is gone": name != mine,
                },
                {place: Place.REST},
                "Another name is there: it starts over.",
                SOURCE,
            ),
            Command(
                f"leave_{me}",
                me,
                {"inside": place == Place.INSIDE},
                {place: Place.REST, name: Name.NOBODY},
                "It leaves and takes its name away.",
                SOURCE,
            ),
        ]
    constants = (
        Constant("write_limit", 10, "s", "The longest time from looking to having written."),
        Constant("pause", 20, "s", "How long one waits before entering."),
    )
    return Model(
        "fischer", (*variables, name), constants, tuple(commands), tuple(deadlines), "Mutual exclusion by waiting."
    )
