"""The exit codes of all commands."""

from collections.abc import Iterable

HOPED, REFUTED, BAD_INPUT, UNDECIDED = 0, 1, 2, 3


def worst_code(codes: Iterable[int]) -> int:
    """One exit code for several results: refuted before bad input before undecided before hoped; of nothing: undecided."""
    found = set(codes)
    return next((code for code in (REFUTED, BAD_INPUT, UNDECIDED, HOPED) if code in found), UNDECIDED)
