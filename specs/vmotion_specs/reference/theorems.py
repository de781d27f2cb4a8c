"""The theorems of convergence, where the package that states them is there."""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec

from .entries import TheoremEntry

PACKAGE = "vmotion_specs.convergence"


def theorem_entries() -> Iterator[TheoremEntry]:
    """One entry per theorem; none where the package is missing."""
    if find_spec(PACKAGE) is None:
        return
    for theorem in import_module(f"{PACKAGE}.catalogue").THEOREMS:
        yield TheoremEntry(
            theorem.id, theorem.title, "", theorem.description, tuple(map(str, theorem.assumptions)), theorem.source
        )
