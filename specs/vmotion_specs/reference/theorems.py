"""The theorems: those about conditions, and those of convergence where the package that states them is there."""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec

from vmotion_specs.conditions.theorems import STATEMENTS

from .entries import TheoremEntry

PACKAGE = "vmotion_specs.convergence"


def theorem_entries() -> Iterator[TheoremEntry]:
    """One entry per theorem; none of convergence where the package is missing."""
    for stated in STATEMENTS.values():
        decided = f"vmotion causes decides it {stated.decided}."
        yield TheoremEntry(stated.id, stated.title, "", decided, stated.assumptions, "docs/causes.md")
    if find_spec(PACKAGE) is None:
        return
    for theorem in import_module(f"{PACKAGE}.catalogue").THEOREMS:
        yield TheoremEntry(
            theorem.id, theorem.title, "", theorem.description, tuple(map(str, theorem.assumptions)), theorem.source
        )
