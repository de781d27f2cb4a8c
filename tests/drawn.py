"""Pictures that several tests look at, each described once in a process: a counterexample takes a check."""

from functools import cache
from pathlib import Path

from vmotion_diagrams import Description, describe
from vmotion_diagrams.kinds import graphs_of
from vmotion_specs.suites import vmotion_suite

EVERY_CHANGE = str(Path(__file__).parent / "diagrams" / "data" / "every-kind.toml")
"""A change file that adds, removes and changes one thing of each sort."""
KINDS: tuple[tuple[str, str | None, str | None], ...] = (
    *((kind, None, None) for kind in graphs_of(vmotion_suite())),
    ("sequence:a-acknowledgement-lost", None, None),
    ("sequence:i-hour-of-precopy", None, None),
    # With a violated moment, a cycle, and messages that are under way at the end; it is found in a few seconds.
    ("counterexample", "keepalives-rearm-timer", "L3b"),
    ("difference", EVERY_CHANGE, None),
)
"""What every format is tried on: kind, change and property."""


@cache
def described(kind: str, change: str | None = None, property_id: str | None = None) -> Description:
    """The description of a picture."""
    return describe(kind, change, property_id)
