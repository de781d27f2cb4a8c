"""What is stated of conditions and causes altogether; ``vmotion causes`` decides it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ConditionStatement:
    """One statement about conditions: its id, what it says, and of what it is decided and how."""

    id: str
    title: str
    decided: str
    assumptions: tuple[str, ...] = ()


_SEARCHES = "by a complete search of the protocol under each cause alone, and with --pairs under any two"
_STATEMENTS = (
    ConditionStatement(
        "C0",
        "conditions only remove runs: every invariant of any environment holds under any conditions",
        "for all values of all conditions, by induction over pairs of states",
    ),
    ConditionStatement(
        "C1",
        "with every condition healthy every migration completes",
        "by a complete search of the protocol under these conditions",
        ("every condition is healthy",),
    ),
    ConditionStatement(
        "C2",
        "where no host dies, the VM runs on: at the source after a failed migration, with nothing left elsewhere, else at the "
        "destination",
        _SEARCHES,
        ("no host dies",),
    ),
    ConditionStatement("C3", "every migration ends: completed, refused or rolled back", _SEARCHES),
    ConditionStatement(
        "C4", "every failure has a cause that brings it about, and every condition is part of some cause", _SEARCHES
    ),
)
STATEMENTS = {s.id: s for s in _STATEMENTS}
