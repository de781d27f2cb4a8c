"""Pictures that several tests look at, each described once in a process: a counterexample takes a check."""

from functools import cache

from vmotion_diagrams import Description, describe


@cache
def described(kind: str, change: str | None = None, property_id: str | None = None) -> Description:
    """The description of a picture."""
    return describe(kind, change, property_id)
